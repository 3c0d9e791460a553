"""The plan for an impactful transformation and the funds granted for it; IZA §4.2 and annex J, 2."""

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
"""How an insurer pays funds: by renewed price agreements (2023-2024) or an NZa prestatie; IZA §4.2.3."""


class Conditions(Terms):
    """The evidence for each of the eight conditions of a plan; IZA annex J, 2e."""

    impact: ToFill[Text] = field(
        "C1", "Bewijs dat het plan een impactvolle transformatie is, zoals de snelle toets.", by=BOTH
    )
    urgency: ToFill[Text] = field("C2", "Bewijs dat alle nodige partijen de urgentie delen.", by=BOTH)
    business_case: ToFill[Text] = field("C3", "Kenmerk van de positieve maatschappelijke businesscase.", by=BOTH)
    plan: ToFill[Text] = field("C4", "Vindplaats van doelen, meetbare resultaten, stappen, taken en planning.", by=BOTH)
    impact_analysis: ToFill[Text] = field("C5", "Kenmerk van de analyse van de gevolgen.", by=BOTH)
    execution: ToFill[Text] = field(
        "C6", "Bewijs van uitvoeringskracht en gelijkgerichtheid tussen en binnen partijen.", by=BOTH
    )
    five_years: ToFill[Text] = field("C7", "Bewijs dat de resultaten er binnen vijf jaar zijn.", by=BOTH)
    competition: ToFill[Text] = field("C8", "Kenmerk van de toets aan de Mededingingswet.", by=BOTH)


class TransformationPlan(Terms):
    """The approved or submitted plan in which the provider takes part ("transformatieplan")."""

    reference: Text = field("kenmerk", "Kenmerk van het plan.", by=BOTH)
    title: Text = field("titel", "Titel van het plan.", by=BOTH)
    scale: ToFill[Literal["lokaal", "regionaal", "landelijk"]] = field(
        "schaal", "Schaal waarop het plan werkt.", by=BOTH
    )
    region: ToFill[Text] = field("regio", "Regio van het plan; zij bepaalt wie de marktleiders zijn.", by=BOTH)
    goal: Text = field("doel", "Wat het plan verandert.", by=BOTH)
    participants: ToFill[tuple[Text, ...]] = field(
        "deelnemers", "Namen van de deelnemers, onder wie de zorgaanbieder zelf.", by=PROVIDER
    )
    market_leaders: ToFill[tuple[Text, ...]] = field(
        "marktleiders", "Namen van de twee zorgverzekeraars die het plan beoordelen.", by=INSURER
    )
    role: ToFill[Literal["marktleider", "volger"]] = field(
        "rol_verzekeraar", "Of deze zorgverzekeraar een van de marktleiders is.", by=INSURER
    )
    begin: ToFill[Day] = field("begin", "Eerste dag van het plan.", by=BOTH)
    end: ToFill[Day] = field("einde", "Laatste dag van het plan.", by=BOTH)
    approved_on: ToFill[Day] = field("goedgekeurd_op", "Dag waarop de marktleiders het plan goedkeurden.", by=INSURER)
    approval: ToFill[Text] = field("goedkeuring", "Kenmerk van de goedkeuring.", by=INSURER)
    competition: ToFill[Literal["zelfbeoordeling", "jzojp-procedure"]] = field(
        "mededinging", "Hoe de deelnemers het plan aan de Mededingingswet hebben getoetst.", by=BOTH
    )
    conditions: ToFill[Conditions] = field("voorwaarden", "Bewijs per voorwaarde C1 tot en met C8.", by=BOTH)
    patients_involved: YesNo | None = field(
        "patientbetrokkenheid",
        "Of patiënten bij het plan zijn betrokken; vastgelegd sinds 18 oktober 2023.",
        by=BOTH,
        default=None,
    )


class EntityFunds(PerEntity):
    """The part of one legal entity in the insurer's share of the funds."""

    share: Funds = field("aandeel_verzekeraar", "Deel van deze rechtspersoon in het aandeel.", by=INSURER)
    advance: Funds | None = field(
        "voorschot", "Deel van deze rechtspersoon in het voorschot.", by=INSURER, default=None
    )


class TransformationFunds(Terms):
    """The insurer's share of the temporary funds granted for the plan ("transformatiemiddelen")."""

    granted: ToFill[Annotated[PositiveEuro, Between(usual=Between(10_000, 500_000_000))]] = field(
        "toegekend", "Wat alle zorgverzekeraars samen hebben toegekend.", by=INSURER
    )
    share: ToFill[Annotated[PositiveEuro, Between(usual=Between(1_000, 500_000_000))]] = field(
        "aandeel_verzekeraar", "Aandeel van deze zorgverzekeraar in dat bedrag.", by=INSURER
    )
    route: ToFill[Route] = field(
        "route", "Hernieuwde prijsafspraak (contract uit 2023 of 2024) of prestatie van de NZa.", by=INSURER
    )
    nza_reference: ToFill[Text] = field(
        "nza_kenmerk", "Kenmerk van de prestatie of het besluit van de NZa.", by=INSURER
    )
    begin: ToFill[Day] = field("begin", "Eerste dag waarop de middelen beschikbaar zijn.", by=BOTH)
    end: ToFill[Day] = field(
        "einde", "Laatste dag waarop de middelen beschikbaar zijn; ten hoogste vijf jaar.", by=BOTH
    )
    own_contribution: Funds | None = field(
        "eigen_bijdrage", "Wat de zorgaanbieder zelf aan de kosten bijdraagt.", by=BOTH, default=None
    )
    unspent: ToFill[Literal["terugvordering", "vrijval-macro"]] = field(
        "niet_bestede_middelen", "Terug naar de zorgverzekeraar, of vrij in het landelijke budget.", by=BOTH
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
