"""What a contract for specialist medical care agrees on beside the shared topics."""

from __future__ import annotations

from typing import Annotated, Literal

from izacontract import BOTH, INSURER, PROVIDER, Between, Count, Day, Terms, Text, ToFill, Whole, YesNo, field

AcuteFunction = Literal["seh", "acute-verloskunde", "ic"]


class VolumeNorm(Terms):
    """A minimum that was set for one intervention on a location, with what the provider performs there now.

    IZA, onderdeel D, b-c and e, p. 57-58: the round table sets it, 50 to 100 a year unless one of three grounds holds.
    """

    intervention: Text = field("interventie", "Ingreep waarvoor een volumenorm is vastgesteld.", by=BOTH)
    location: ToFill[Text] = field("locatie", "Locatie waar de zorgaanbieder de ingreep verricht.", by=PROVIDER)
    norm: ToFill[Annotated[Count, Between(usual=Between(1, 10_000))]] = field(
        "norm", "Vastgesteld minimumaantal ingrepen per locatie per jaar.", by=BOTH, unit="ingrepen per jaar"
    )
    volume: ToFill[Annotated[Whole, Between(low=0, usual=Between(0, 50_000))]] = field(
        "volume",
        "Aantal ingrepen dat de zorgaanbieder nu per jaar op de locatie verricht.",
        by=BOTH,
        unit="ingrepen per jaar",
    )
    source: ToFill[Text] = field("bron", "Besluit waarin de norm staat, met vindplaats en versie.", by=BOTH)
    set_on: ToFill[Day] = field("vastgesteld_op", "Dag waarop de norm is vastgesteld.", by=BOTH)
    works_from: ToFill[Day] = field(
        "vanaf", "Eerste dag waarop de norm in dit contract werkt, zoals 2026-01-01 of 2027-01-01.", by=BOTH
    )
    ground: ToFill[Literal["hogere-norm", "kwaliteit", "te-weinig-patienten"]] = field(
        "afwijkingsgrond",
        "Grond voor een norm onder de 50 of boven de 100; alleen dan.",
        by=BOTH,
        choices={
            "hogere-norm": "Er geldt een hogere norm.",
            "kwaliteit": "Om de kwaliteit.",
            "te-weinig-patienten": "Er zijn te weinig patiënten.",
        },
    )
    approach: ToFill[Literal["overdracht", "samenwerking"]] = field(
        "aanpak",
        "Of een ingreep onder de norm overgaat of samen wordt gedaan; alleen onder de norm.",
        by=BOTH,
        choices={
            "overdracht": "De ingreep gaat over naar een andere instelling.",
            "samenwerking": "De ingreep wordt samen gedaan.",
        },
    )
    partner: ToFill[Text] = field(
        "aanpak_met", "Instelling die de norm haalt en overneemt of samenwerkt.", by=BOTH, only_if={"aanpak": ()}
    )
    approach_from: ToFill[Day] = field(
        "aanpak_vanaf", "Eerste dag van de overdracht of de samenwerking.", by=BOTH, only_if={"aanpak": ()}
    )


class HighlyComplexTreatment(Terms):
    """A new highly complex treatment, accessible until it is contracted (IZA, onderdeel J, § 4, i, p. 103)."""

    name: Text = field("naam", "Naam van de nieuwe hoogcomplexe behandeling.", by=BOTH)
    source: ToFill[Text] = field(
        "bron", "Lijst en kwaliteitseisen waarin de behandeling staat, met versie en dag.", by=BOTH
    )


class AcuteCapacity(Terms):
    """The capacity of an acute function that is not reduced within the term (IZA, onderdeel C, § 6, d, p. 54)."""

    function: AcuteFunction = field(
        "functie",
        "Acute functie waarvoor de capaciteit geldt.",
        by=PROVIDER,
        choices={"seh": "Spoedeisende hulp.", "acute-verloskunde": "Acute verloskunde.", "ic": "Intensive care."},
    )
    size: ToFill[Text] = field("omvang", "Capaciteit, zoals een aantal bedden of behandelkamers.", by=BOTH)
    hours: ToFill[Text] = field("tijden", "Tijden waarop de capaciteit er is.", by=BOTH)
    location: ToFill[Text] = field("locatie", "Plaats waar de capaciteit is.", by=BOTH)


class WaitingData(Terms):
    """In which form and how often the provider reports how many wait (AZWA, C3b, p. 46)."""

    format: ToFill[Text] = field(
        "format", "Landelijk informatieformat voor de aantallen wachtenden, met versie en dag.", by=BOTH
    )
    frequency: ToFill[Literal["maand", "kwartaal", "halfjaar", "jaar"]] = field(
        "frequentie",
        "Hoe vaak de zorgaanbieder de aantallen wachtenden aanlevert.",
        by=BOTH,
        choices={
            "maand": "Elke maand.",
            "kwartaal": "Elk kwartaal.",
            "halfjaar": "Elk half jaar.",
            "jaar": "Eens per jaar.",
        },
    )


class BaseRole(Terms):
    """The provider's role in the specialist care that a region keeps (AZWA, D1, p. 55)."""

    plan: ToFill[Text] = field("plan", "Aangevuld ROAZ- en regioplan, met versie en dag.", by=BOTH)
    agreed_on: ToFill[Day] = field(
        "akkoord_op", "Dag waarop de twee marktleiders beide akkoord waren met het plan.", by=INSURER
    )
    role: ToFill[Text] = field("rol", "Zorg die de zorgaanbieder volgens het plan in hoofdlijnen levert.", by=BOTH)


class CareNetwork(Terms):
    """A network in which the provider works, under the national standard (AZWA, D1, p. 55)."""

    name: Text = field("netwerk", "Naam van het netwerk voor medisch-specialistische zorg.", by=PROVIDER)
    role: ToFill[Text] = field("rol", "Wat de zorgaanbieder in het netwerk doet.", by=PROVIDER)
    standard: ToFill[Text] = field("standaard", "Landelijke standaard voor zorgnetwerken, met versie en dag.", by=BOTH)


class Equipment(Terms):
    """Expensive medical technology on whose purchase and use the parties agree (AZWA, B2, p. 31)."""

    technology: Text = field("technologie", "Dure medische technologie.", by=PROVIDER)
    agreement: ToFill[Text] = field("afspraak", "Afspraak over aanschaf en inzet.", by=BOTH)
    partners: ToFill[Text] = field("met", "Instellingen in de regio die de technologie mee gebruiken.", by=PROVIDER)
    starts: ToFill[Day] = field("vanaf", "Eerste dag van de afspraak.", by=BOTH)


class Indicators(Terms):
    """The choice information on one condition that the provider registers and delivers (AZWA, E1, p. 69)."""

    condition: Text = field("aandoening", "Aandoening, zoals prostaatcarcinoom of longkanker.", by=BOTH)
    indicators: ToFill[Text] = field("indicatoren", "Vastgestelde set indicatoren, met versie en dag.", by=BOTH)


class SpecialistCare(Terms):
    """The agreements under the key `msz`."""

    institution: ToFill[Literal["ziekenhuis", "umc", "zelfstandige-kliniek"]] = field(
        "soort_instelling",
        "Soort instelling van de zorgaanbieder.",
        by=PROVIDER,
        choices={
            "ziekenhuis": "Algemeen of topklinisch ziekenhuis.",
            "umc": "Universitair medisch centrum.",
            "zelfstandige-kliniek": "Zelfstandige kliniek.",
        },
    )
    specialists_company: Text | None = field(
        "msb",
        "Naam van het medisch-specialistisch bedrijf in het ziekenhuis.",
        by=PROVIDER,
        title="Medisch-specialistisch bedrijf (MSB)",
        default=None,
    )
    specialists_agreement: ToFill[Text] = field(
        "msb_overeenkomst",
        "Overeenkomst van het ziekenhuis met het MSB, met versie of dag.",
        by=PROVIDER,
        only_if={"msb": ()},
        title="Overeenkomst met het MSB",
    )
    expensive_drugs: YesNo | None = field(
        "dure_geneesmiddelen", "Of de zorgaanbieder dure geneesmiddelen verstrekt.", by=PROVIDER, default=None
    )
    acute_functions: tuple[AcuteFunction, ...] = field(
        "acute_functies",
        "Acute functies die de zorgaanbieder onder dit contract levert.",
        by=PROVIDER,
        default=(),
        choices={"seh": "Spoedeisende hulp.", "acute-verloskunde": "Acute verloskunde.", "ic": "Intensive care."},
    )
    acute_capacity: ToFill[tuple[AcuteCapacity, ...]] = field(
        "acute_capaciteit",
        "Omvang, tijden en locatie per acute functie.",
        by=BOTH,
        only_if={"acute_functies": ()},
    )
    volume_norms: tuple[VolumeNorm, ...] = field(
        "volumenormen", "Ingrepen met een vastgesteld minimumaantal per locatie per jaar.", by=BOTH, default=()
    )
    highly_complex_care: tuple[HighlyComplexTreatment, ...] = field(
        "hoogcomplexe_zorg",
        "Nieuwe hoogcomplexe behandelingen waarvoor nog geen tarief is afgesproken.",
        by=BOTH,
        default=(),
    )
    waiting_data: WaitingData | None = field(
        "wachtgegevens", "Hoe de zorgaanbieder de aantallen wachtenden aanlevert.", by=BOTH, default=None
    )
    base_role: BaseRole | None = field(
        "basisinfrastructuur",
        "Rol van de zorgaanbieder in een ROAZ- en regioplan waarmee de marktleiders akkoord zijn.",
        by=BOTH,
        default=None,
    )
    networks: tuple[CareNetwork, ...] = field(
        "netwerken", "Netwerken voor medisch-specialistische zorg waarin de zorgaanbieder werkt.", by=BOTH, default=()
    )
    equipment: tuple[Equipment, ...] = field(
        "dure_technologie", "Dure medische technologie waarover partijen afspraken maken.", by=BOTH, default=()
    )
    choice_information: tuple[Indicators, ...] = field(
        "kwaliteitsinformatie",
        "Aandoeningen waarover de zorgaanbieder nieuwe keuze-informatie registreert en aanlevert.",
        by=BOTH,
        default=(),
    )
    planning_title: Text | None = field(
        "zorgplanning_betaaltitel",
        "Betaaltitel van de NZa waarmee de zorgaanbieder proactieve zorgplanning vastlegt.",
        by=BOTH,
        default=None,
        title="Betaaltitel zorgplanning",
    )
