"""What a contract for district nursing agrees on beside the shared topics."""

from __future__ import annotations

from typing import Annotated, Literal

from izacontract import (
    BOTH,
    INSURER,
    PROVIDER,
    Between,
    Day,
    Percentage,
    PositiveEuro,
    Terms,
    Text,
    ToFill,
    YesNo,
    field,
)

SystemFunctionName = Literal["onplanbare-nachtzorg", "coordinatie-tijdelijk-verblijf"]


class Team(Terms):
    """The team that is recognisable and approachable in the neighbourhoods; IZA, onderdeel E, § 3, 3 b, p. 68."""

    districts: ToFill[tuple[Text, ...]] = field("wijken", "Wijken waarin het team werkt.", by=PROVIDER)
    contact: ToFill[Text] = field(
        "aanspreekpunt", "Telefoonnummer of adres waarop het team bereikbaar is.", by=PROVIDER
    )


class SystemFunction(Terms):
    """What a regional function holds and what it costs; IZA, onderdeel B, § 5, h, p. 47."""

    function: SystemFunctionName = field(
        "functie",
        "Regionale functie waarover de regel gaat.",
        by=PROVIDER,
        choices={
            "onplanbare-nachtzorg": "Onplanbare nachtzorg in de regio.",
            "coordinatie-tijdelijk-verblijf": "Coördinatie van tijdelijk verblijf.",
        },
    )
    area: ToFill[Text] = field("gebied", "Gebied waarin de functie wordt uitgevoerd.", by=BOTH)
    hours: ToFill[Text] = field("tijden", "Tijden waarop de functie er is.", by=BOTH)
    staff: ToFill[Text] = field("bezetting", "Bezetting, zoals twee verpleegkundigen per nacht.", by=BOTH)
    response: ToFill[Text] = field(
        "reactietijd", "Tijd waarbinnen na een aanvraag wordt gereageerd, zoals 30 minuten.", by=BOTH
    )
    cost: ToFill[Annotated[PositiveEuro, Between(usual=Between(500, 100_000_000))]] = field(
        "kosten", "Redelijke kosten in een heel kalenderjaar, in het prijspeil van het eerste contractjaar.", by=BOTH
    )


class Condition(Terms):
    """Room, means or a condition that the insurer gives for appropriate nursing; IZA, onderdeel J, § 2, p. 99."""

    kind: ToFill[Literal["ruimte", "middelen", "voorwaarden"]] = field(
        "soort",
        "Of het ruimte, middelen of een voorwaarde is.",
        by=INSURER,
        choices={
            "ruimte": "Ruimte, zoals tijd of vrijheid van handelen.",
            "middelen": "Middelen.",
            "voorwaarden": "Een voorwaarde die de zorgverzekeraar vervult.",
        },
    )
    effort: ToFill[Text] = field("inzet", "Wat de zorgverzekeraar geeft of doet.", by=INSURER)
    start: ToFill[Day] = field("vanaf", "Eerste dag waarop het er is.", by=INSURER)
    evidence: ToFill[Text] = field("bewijs", "Waaruit blijkt dat het er is.", by=BOTH)


class TerminalCare(Terms):
    """How a ceiling or efficiency norm never stops care at the end of life; AZWA, C7, p. 52-53."""

    entrance: ToFill[Text] = field(
        "ingang", "Nummer of naam bij de zorgverzekeraar voor situaties met spoed, met de tijden.", by=INSURER
    )
    warning_at: ToFill[Annotated[Percentage, Between(1, 100, usual=Between(25, 100))]] = field(
        "waarschuwing", "Deel van het plafond waarbij de zorgaanbieder aan de bel trekt, 50 tot 70 procent.", by=BOTH
    )


class JointIndication(Terms):
    """One indication for nursing and the municipality's aids; AZWA, B1, p. 28-29."""

    municipalities: ToFill[tuple[Text, ...]] = field("gemeenten", "Gemeenten die meedoen.", by=BOTH)
    start: ToFill[Day] = field("vanaf", "Eerste dag van de werkwijze.", by=BOTH)
    framework: ToFill[Text] = field(
        "afsprakenkader", "Afsprakenkader of plan van de proef, met versie of dag.", by=BOTH
    )
    escalation: ToFill[Text] = field(
        "escalatie", "Bestuurlijk overleg waaraan een verschil van inzicht wordt voorgelegd.", by=INSURER
    )


class EarlyDeployment(Terms):
    """The task to see frail people early, and how it is paid; AZWA, D2, a, p. 57."""

    alliance: ToFill[Text] = field("wijkverband", "Wijkverband waarin de zorgaanbieder deze rol heeft.", by=PROVIDER)
    task: ToFill[Text] = field("taak", "Wat de zorgaanbieder doet.", by=BOTH)
    title: ToFill[Text] = field("betaaltitel", "Prestatie waarmee de inzet wordt vergoed.", by=BOTH)
    limit: ToFill[Text] = field("grens", "Grens aan de inzet, zoals een aantal uren in een contractjaar.", by=BOTH)


class DistrictNursing(Terms):
    """The agreements under the key `wijkverpleging`."""

    team: ToFill[Team] = field("herkenbaar_team", "Het herkenbare en aanspreekbare team.", by=PROVIDER)
    unplanned_night_care: YesNo | None = field(
        "onplanbare_nachtzorg",
        "Of de zorgaanbieder de regionale functie onplanbare nachtzorg levert.",
        by=PROVIDER,
        default=None,
    )
    temporary_stay: YesNo | None = field(
        "coordinatie_tijdelijk_verblijf",
        "Of de zorgaanbieder de regionale coördinatie van tijdelijk verblijf uitvoert.",
        by=PROVIDER,
        default=None,
        title="Coördinatie van tijdelijk verblijf",
    )
    system_functions: ToFill[tuple[SystemFunction, ...]] = field(
        "systeemfuncties",
        "Gebied, tijden, bezetting, reactietijd en kosten van elke regionale functie die hier ja heeft.",
        by=BOTH,
        only_if={"onplanbare_nachtzorg": ("ja",), "coordinatie_tijdelijk_verblijf": ("ja",)},
    )
    capacity_insight: YesNo | None = field(
        "capaciteitsinzicht",
        "Of de zorgaanbieder zijn beschikbare capaciteit bijhoudt in het regionale overzicht.",
        by=PROVIDER,
        default=None,
    )
    conditions: ToFill[tuple[Condition, ...]] = field(
        "randvoorwaarden",
        "Ruimte, middelen en voorwaarden die de zorgverzekeraar geeft, met dag en bewijs.",
        by=INSURER,
    )
    cost_method: Text | None = field(
        "kostenonderbouwing",
        "Gezamenlijke manier om kosten te onderbouwen, met versie of dag.",
        by=BOTH,
        default=None,
    )
    terminal_care: ToFill[TerminalCare] = field(
        "terminale_zorg",
        "Zorg in de laatste levensfase, bij een plafond of doelmatigheidsafspraak vanaf 2026.",
        by=BOTH,
    )
    joint_indication: JointIndication | None = field(
        "domeinoverstijgend", "Samen indiceren voor wijkverpleging en hulpmiddelen uit de Wmo.", by=BOTH, default=None
    )
    early_deployment: EarlyDeployment | None = field(
        "vroeg_inzet", "Vroege inzet in het wijkverband.", by=BOTH, default=None
    )
