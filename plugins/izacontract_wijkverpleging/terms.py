"""What a contract for district nursing agrees on beside the shared topics."""

from __future__ import annotations

from izacontract import PROVIDER, Terms, Text, ToFill, YesNo, field


class Team(Terms):
    """The team that is recognisable and approachable in the neighbourhoods; IZA annex E, 4b."""

    districts: ToFill[tuple[Text, ...]] = field("wijken", "Wijken waarin het team werkt.", by=PROVIDER)
    contact: ToFill[Text] = field(
        "aanspreekpunt", "Telefoonnummer of adres waarop het team bereikbaar is.", by=PROVIDER
    )


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
    )
    capacity_insight: YesNo | None = field(
        "capaciteitsinzicht",
        "Of de zorgaanbieder zijn beschikbare capaciteit bijhoudt in het regionale overzicht.",
        by=PROVIDER,
        default=None,
    )
