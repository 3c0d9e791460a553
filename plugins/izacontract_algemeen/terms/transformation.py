"""The plan for an impactful transformation and the funds for it; IZA, § 4.2 and onderdeel J, § 3; Beoordelingskader."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator

from izacontract import (
    BOTH,
    INSURER,
    PROVIDER,
    Between,
    Day,
    Euro,
    Message,
    PositiveEuro,
    Section,
    Terms,
    Text,
    ToFill,
    YesNo,
    field,
)
from izacontract_algemeen.terms.entities import PerEntity

PAID_BY_THE_STATE = Message(
    "algemeen.middelen-route-spuk",
    "De route 'spuk' hoort niet in dit contract: het Rijk betaalt die specifieke uitkering, aan gemeenten.",
    "The route 'spuk' has no place in this contract: the State pays that grant, to municipalities.",
    "Kies 'prestatie' of, voor een contract dat in 2023 of 2024 begint, 'prijsafspraak'; laat de uitkering aan "
    "gemeenten weg.",
    "Choose 'prestatie' or, for a contract that begins in 2023 or 2024, 'prijsafspraak'; leave the grant out.",
)


def _no_state_grant(value: object) -> object:
    if isinstance(value, str) and value.strip().lower() in ("spuk", "vws-spuk"):
        raise PAID_BY_THE_STATE.error()
    return value


Funds = Annotated[Euro, Between(usual=Between(0, 500_000_000))]
Route = Annotated[Literal["prijsafspraak", "prestatie"], BeforeValidator(_no_state_grant)]
"""How an insurer pays funds: by renewed price agreements (2023-2024) or an NZa prestatie; IZA, § 4.2.3."""


class Conditions(Terms):
    """The evidence for the impact test and for the conditions of a plan; Beoordelingskader, steps 1 and 3.

    `competition` is the seventh condition of IZA, onderdeel J, § 3 (p. 101); the Beoordelingskader does not repeat it.
    """

    impact: ToFill[Text] = field(
        "impact", "Bewijs van de wezenlijke gevolgen, zoals de uitkomst van de snelle toets.", by=BOTH, formerly="C1"
    )
    region: ToFill[Text] = field(
        "regioplan",
        "Regioplan, ROAZ-plan of eerstelijnsvisie waarin het plan past, of de reden waarom het er los van staat.",
        by=BOTH,
    )
    urgency: ToFill[Text] = field(
        "urgentie", "Bewijs dat alle partijen die nodig zijn, de urgentie delen.", by=BOTH, formerly="C2"
    )
    necessity: ToFill[Text] = field(
        "noodzaak", "Waarom en op welke punten gelijkgerichtheid nodig is om de doelen te halen.", by=BOTH
    )
    plan: ToFill[Text] = field(
        "afspraken", "Vindplaats van doelen, meetbare afspraken, stappen, taken en planning.", by=BOTH, formerly="C4"
    )
    business_case: ToFill[Text] = field(
        "businesscase", "Kenmerk van de positieve maatschappelijke businesscase.", by=BOTH, formerly="C3"
    )
    impact_analysis: ToFill[Text] = field(
        "impactanalyse", "Kenmerk van de analyse van de gevolgen.", by=BOTH, formerly="C5"
    )
    execution: ToFill[Text] = field(
        "uitvoering",
        "Bewijs van uitvoeringskracht en gelijkgerichtheid, bij een ziekenhuis met de afspraken met het msb.",
        by=BOTH,
        formerly="C6",
    )
    five_years: ToFill[Text] = field(
        "vijf_jaar", "Bewijs dat de afspraken binnen vijf jaar zijn bereikt.", by=BOTH, formerly="C7"
    )
    sustainability: ToFill[Text] = field(
        "duurzaamheid", "Wat het plan doet met milieu en klimaat, of waarom dat niet speelt.", by=BOTH
    )
    competition: ToFill[Text] = field(
        "mededinging", "Kenmerk van de toets aan de Mededingingswet.", by=BOTH, formerly="C8"
    )


class FundConditions(Terms):
    """The evidence for the conditions of a plan that asks for funds; Beoordelingskader, step 3."""

    need: ToFill[Text] = field("noodzaak", "Waarom het op korte termijn niet zonder middelen kan.", by=BOTH)
    one_off: ToFill[Text] = field("eenmalig", "Bewijs dat het een eenmalige investering is.", by=BOTH)
    milestones: ToFill[Text] = field("mijlpalen", "Vindplaats van de mijlpalen waaraan de betaling hangt.", by=BOTH)
    division: ToFill[Text] = field(
        "verdeling", "Vindplaats van de verdeling over sectoren en partijen, of waarom die niet speelt.", by=BOTH
    )
    paid_once: ToFill[Text] = field("niet_dubbel", "Bewijs dat niets dubbel wordt betaald.", by=BOTH)


class Affected(Terms):
    """A party outside the plan that the plan affects (IZA, onderdeel J, § 3, p. 100; Beoordelingskader, step 1, 2)."""

    party: Text = field("partij", "Partij die het plan raakt en die geen deelnemer is.", by=PROVIDER)
    effect: ToFill[Text] = field("gevolg", "Wat het plan voor die partij betekent.", by=PROVIDER)
    approach: ToFill[Text] = field(
        "aanpak", "Hoe die partij is betrokken en wat aan het gevolg wordt gedaan.", by=PROVIDER
    )


Aspect = Literal["zorggebruik", "herverdeling", "personeel", "vastgoed"]
"""On what a plan has substantial impact; one is enough (IZA, onderdeel J, § 3, p. 100; Beoordelingskader, step 1)."""


class TransformationPlan(Terms):
    """The approved or submitted plan in which the provider takes part ("transformatieplan")."""

    reference: Text = field("kenmerk", "Kenmerk van het plan.", by=BOTH)
    title: Text = field("titel", "Titel van het plan.", by=BOTH)
    scale: ToFill[Literal["individueel", "lokaal", "regionaal", "landelijk"]] = field(
        "schaal",
        "Schaal waarop het plan werkt.",
        by=BOTH,
        choices={
            "individueel": "Eén aanbieder.",
            "lokaal": "Een gemeente of stad.",
            "regionaal": "Een regio.",
            "landelijk": "Het hele land.",
        },
    )
    impact: ToFill[tuple[Aspect, ...]] = field(
        "impact",
        "Waarop het plan wezenlijke gevolgen heeft; één aspect is genoeg.",
        by=BOTH,
        choices={
            "zorggebruik": "Het gebruik van zorg uit de Zorgverzekeringswet.",
            "herverdeling": "De verdeling van zorg in de regio of het land.",
            "personeel": "De inzet van personeel.",
            "vastgoed": "De omvang van het zorgvastgoed, gemeten naar de omvang van de aanbieder.",
        },
    )
    region: ToFill[Text] = field("regio", "Regio van het plan; zij bepaalt wie de marktleiders zijn.", by=BOTH)
    goal: Text = field("doel", "Wat het plan verandert.", by=BOTH)
    participants: ToFill[tuple[Text, ...]] = field(
        "deelnemers", "Namen van de deelnemers, onder wie de zorgaanbieder zelf.", by=PROVIDER
    )
    affected: ToFill[tuple[Affected, ...]] = field(
        "geraakten", "Partijen buiten de deelnemers die het plan raakt.", by=PROVIDER
    )
    nobody_affected: YesNo | None = field(
        "niemand_geraakt", "Of het plan geen andere partijen raakt dan de deelnemers.", by=PROVIDER, default=None
    )
    municipalities: tuple[Text, ...] = field("gemeenten", "Gemeenten die aan het plan deelnemen.", by=BOTH, default=())
    municipal_agreement: ToFill[Text] = field(
        "overeenkomst_gemeenten",
        "Kenmerk van de ene overeenkomst over het plan met gemeenten.",
        by=BOTH,
        only_if={"gemeenten": ()},
        title="Overeenkomst met gemeenten",
    )
    market_leaders: ToFill[tuple[Text, ...]] = field(
        "marktleiders", "Namen van de twee zorgverzekeraars die het plan beoordelen.", by=INSURER
    )
    role: ToFill[Literal["marktleider", "volger"]] = field(
        "rol_verzekeraar",
        "Of deze zorgverzekeraar een van de marktleiders is.",
        by=INSURER,
        choices={
            "marktleider": "Een van de twee zorgverzekeraars die het plan beoordelen.",
            "volger": "Volgt het oordeel van de marktleiders.",
        },
        title="Rol van de verzekeraar",
    )
    contract_agreements: Text | None = field(
        "contractafspraken",
        "Welke gelijkgerichte afspraken in contracten het plan vraagt, en voor welke periode.",
        by=BOTH,
        default=None,
    )
    pace: Text | None = field(
        "afbouw_opbouw",
        "Vindplaats van de afspraken over het tempo waarin de zorgaanbieder personeel en kosten afbouwt of opbouwt.",
        by=BOTH,
        default=None,
        title="Afbouw en opbouw",
    )
    begin: ToFill[Day] = field("begin", "Eerste dag van het plan.", by=BOTH)
    end: ToFill[Day] = field("einde", "Laatste dag van het plan.", by=BOTH)
    tested_on: ToFill[Day] = field("snelle_toets_op", "Dag van de uitkomst van de snelle toets.", by=INSURER)
    intended_on: Day | None = field(
        "voorgenomen_op",
        "Dag van het voorgenomen besluit; een plan dat vóór 1 februari 2023 liep, kan zonder.",
        by=INSURER,
        default=None,
    )
    approved_on: ToFill[Day] = field(
        "goedgekeurd_op", "Dag waarop de marktleiders het plan definitief goedkeurden.", by=INSURER
    )
    approval: ToFill[Text] = field("goedkeuring", "Kenmerk van de goedkeuring.", by=INSURER)
    competition: ToFill[Literal["zelfbeoordeling", "jzojp-procedure"]] = field(
        "mededinging",
        "Hoe de deelnemers het plan aan de Mededingingswet hebben getoetst.",
        by=BOTH,
        choices={
            "zelfbeoordeling": "De deelnemers hebben zelf beoordeeld of het mag.",
            "jzojp-procedure": "Langs de procedure van de ACM voor de juiste zorg op de juiste plek.",
        },
    )
    conditions: ToFill[Conditions] = field("voorwaarden", "Bewijs per voorwaarde.", by=BOTH)
    patients_involved: YesNo | None = field(
        "patientbetrokkenheid",
        "Of patiënten bij het plan zijn betrokken; vastgelegd sinds 18 oktober 2023.",
        by=BOTH,
        default=None,
        title="Patiënten betrokken",
    )


class EntityFunds(PerEntity):
    """The part of one legal entity in the insurer's share of the funds."""

    share: Funds = field(
        "aandeel_verzekeraar",
        "Deel van deze rechtspersoon in het aandeel.",
        by=INSURER,
        title="Aandeel van de verzekeraar",
    )
    advance: Funds | None = field(
        "voorschot", "Deel van deze rechtspersoon in het voorschot.", by=INSURER, default=None
    )


class TransformationFunds(Terms):
    """The insurer's share of the temporary funds granted for the plan ("transformatiemiddelen")."""

    granted: ToFill[Annotated[PositiveEuro, Between(usual=Between(10_000, 500_000_000))]] = field(
        "toegekend", "Wat alle zorgverzekeraars samen hebben toegekend.", by=INSURER
    )
    share: ToFill[Annotated[PositiveEuro, Between(usual=Between(1_000, 500_000_000))]] = field(
        "aandeel_verzekeraar",
        "Aandeel van deze zorgverzekeraar in dat bedrag.",
        by=INSURER,
        title="Aandeel van de verzekeraar",
    )
    granted_on: Day | None = field("toegekend_op", "Dag waarop de middelen zijn toegekend.", by=INSURER, default=None)
    route: ToFill[Route] = field(
        "route",
        "Hernieuwde prijsafspraak (contract uit 2023 of 2024) of prestatie van de NZa.",
        by=INSURER,
        choices={
            "prijsafspraak": "Hernieuwde prijsafspraak, in een contract dat in 2023 of 2024 begint.",
            "prestatie": "Een prestatie van de NZa.",
        },
    )
    nza_reference: ToFill[Text] = field(
        "nza_kenmerk",
        "Kenmerk van de prestatie of het besluit van de NZa.",
        by=INSURER,
        title="Kenmerk van de NZa",
    )
    begin: ToFill[Day] = field("begin", "Eerste dag waarop de middelen beschikbaar zijn.", by=BOTH)
    end: ToFill[Day] = field(
        "einde", "Laatste dag waarop de middelen beschikbaar zijn; ten hoogste vijf jaar.", by=BOTH
    )
    own_contribution: Funds | None = field(
        "eigen_bijdrage", "Wat de zorgaanbieder zelf aan de kosten bijdraagt.", by=BOTH, default=None
    )
    conditions: ToFill[FundConditions] = field("voorwaarden", "Bewijs per voorwaarde voor middelen.", by=BOTH)
    unspent: Literal["vrijval-macro", "terugvordering"] = field(
        "niet_bestede_middelen",
        "Wie een mijlpaal haalt, houdt het bedrag; of, strenger dan het IZA en met een reden: wat niet is besteed gaat "
        "terug.",
        by=BOTH,
        default="vrijval-macro",
        choices={
            "vrijval-macro": "Wie een mijlpaal haalt, houdt het bedrag, zoals in het IZA.",
            "terugvordering": "Strenger: wat niet is besteed, gaat terug; geef een reden.",
        },
    )
    unspent_reason: Text | None = field(
        "terugvordering_reden",
        "Waarom partijen strenger afspreken dan het IZA.",
        by=BOTH,
        default=None,
        only_if={"niet_bestede_middelen": ("terugvordering",)},
        title="Reden van terugvordering",
    )
    advance: Funds | None = field("voorschot", "Voorschot, ten hoogste het aandeel.", by=BOTH, default=None)
    per_entity: tuple[EntityFunds, ...] = field(
        "per_rechtspersoon",
        "Het deel van elke rechtspersoon in aandeel en voorschot; zonder opgave delen zij volgens het contract.",
        by=INSURER,
        default=(),
    )


SECTIONS: tuple[Section, ...] = (
    Section("transformatieplan", TransformationPlan, "Transformatieplan", common=True),
    Section("transformatiemiddelen", TransformationFunds, "Transformatiemiddelen", common=True),
)
