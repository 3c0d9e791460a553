"""What parties agree on the content of care: appropriate care, hybrid care and prevention."""

from __future__ import annotations

from izacontract import BOTH, INSURER, PROVIDER, Day, Section, Share, Terms, Text, ToFill, field


class HybridCare(Terms):
    """The care processes that mix digital and physical care, and the share aimed at (IZA, onderdeel I, § 2.3, A c)."""

    processes: ToFill[tuple[Text, ...]] = field(
        "zorgprocessen", "Zorgprocessen die de zorgaanbieder hybride aanbiedt.", by=BOTH
    )
    target_share: ToFill[Share] = field(
        "doel_aandeel",
        "Deel van de verzekerden in deze zorgprocessen dat hybride zorg krijgt; een inspanning.",
        by=BOTH,
        title="Beoogd aandeel",
    )

    contribution: Text | None = field(
        "bijdrage_verzekeraar",
        "Wat de zorgverzekeraar aan de omschakeling bijdraagt, met de prestatie waarmee hij betaalt.",
        by=INSURER,
        default=None,
        title="Bijdrage van de verzekeraar",
    )


class MovedCare(Terms):
    """Care that goes to another provider, who must be equipped for it (IZA, onderdeel A, § 3, a, p. 34)."""

    care: Text = field("zorg", "Zorg die naar een andere zorgaanbieder gaat.", by=BOTH)
    receiver: ToFill[Text] = field("ontvanger", "Zorgaanbieder die de zorg overneemt.", by=BOTH)
    start: ToFill[Day] = field("vanaf", "Eerste dag waarop de ontvanger de zorg verleent.", by=BOTH)
    capacity: ToFill[Text] = field("capaciteit", "Capaciteit die de ontvanger daarvoor heeft.", by=BOTH)
    payment: ToFill[Text] = field("vergoeding", "Titel waarmee de ontvanger wordt betaald, zonder bedrag.", by=INSURER)


class GoodExample(Terms):
    """A good example of care between the first and second line (IZA, onderdeel E, § 3, 4 d, p. 69)."""

    example: Text = field("voorbeeld", "Voorbeeld dat de zorgaanbieder invoert.", by=BOTH)
    partner: ToFill[Text] = field("met", "Met wie de zorgaanbieder het invoert.", by=BOTH)
    result: ToFill[Text] = field("resultaat", "Wat de invoering oplevert.", by=BOTH)
    due: ToFill[Day] = field("uiterlijk", "Laatste dag waarop het resultaat er is.", by=BOTH)
    evidence: ToFill[Text] = field("bewijs", "Waaruit blijkt dat het resultaat er is.", by=BOTH)


class Initiative(Terms):
    """A selected initiative for appropriate care that parties contract (AZWA, E2, 3-6, p. 72)."""

    initiative: Text = field("initiatief", "Geselecteerd initiatief dat partijen afspreken.", by=BOTH)
    selection: ToFill[Text] = field(
        "selectie", "Selectie waarin het staat, met sector en versie of vindplaats.", by=INSURER
    )
    published: ToFill[Day] = field("bekendgemaakt_op", "Dag waarop die selectie bekend is gemaakt.", by=INSURER)
    steps: ToFill[Text] = field("stappen", "Stappen waarmee de zorgaanbieder het invoert.", by=PROVIDER)
    due: ToFill[Day] = field("uiterlijk", "Laatste dag waarop het is ingevoerd.", by=BOTH)
    evidence: ToFill[Text] = field("bewijs", "Waaruit blijkt dat het is ingevoerd.", by=BOTH)
    payment: ToFill[Text] = field(
        "vergoeding", "Titel waarmee het wordt betaald en voor welke jaren, zonder bedrag.", by=INSURER
    )
    later_because: Text | None = field(
        "later_omdat", "Waarom het later klaar is dan de termijn van het akkoord.", by=BOTH, default=None
    )


class DeclinedInitiative(Terms):
    """A selected initiative that parties do not contract, with their reason (AZWA, E2, 4-5, p. 72)."""

    initiative: Text = field("initiatief", "Geselecteerd initiatief dat partijen niet afspreken.", by=BOTH)
    selection: ToFill[Text] = field(
        "selectie", "Selectie waarin het staat, met sector en versie of vindplaats.", by=INSURER
    )
    reason: ToFill[Text] = field("uitleg", "Waarom partijen het niet afspreken.", by=BOTH)


class AppropriateCare(Terms):
    """What moves to another provider, which good examples and which selected initiatives are taken over."""

    moved: tuple[MovedCare, ...] = field(
        "verplaatsingen", "Zorg die naar een andere zorgaanbieder gaat, met dag en capaciteit.", by=BOTH, default=()
    )
    examples: tuple[GoodExample, ...] = field(
        "goede_voorbeelden", "Voorbeelden op de grens van de eerste en de tweede lijn.", by=BOTH, default=()
    )
    initiatives: tuple[Initiative, ...] = field(
        "initiatieven", "Geselecteerde initiatieven die partijen afspreken, met selectie, dag en bewijs.",
        by=BOTH, default=(),
    )  # fmt: skip
    declined: tuple[DeclinedInitiative, ...] = field(
        "niet_ingevoerd", "Geselecteerde initiatieven die partijen niet afspreken, met uitleg.", by=BOTH, default=()
    )


class Prevention(Terms):
    """The agreements on prevention that the provider carries out (IZA, onderdeel G, § 1-2, p. 81-83)."""

    agreements: tuple[Text, ...] = field(
        "afspraken", "Afspraken over preventie, zoals de gecombineerde leefstijlinterventie.", by=BOTH, default=()
    )


SECTIONS: tuple[Section, ...] = (
    Section("passende_zorg", AppropriateCare, "Passende zorg", common=True),
    Section("hybride_zorg", HybridCare, "Hybride zorg", common=True),
    Section("preventie", Prevention, "Preventie", common=True),
)
