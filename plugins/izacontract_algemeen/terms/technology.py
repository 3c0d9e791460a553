"""What parties agree on technology that saves work: medical technology, AI and help with digital care."""

from __future__ import annotations

from typing import Literal

from izacontract import BOTH, INSURER, PROVIDER, Day, Section, Terms, Text, ToFill, field

PrioritisedField = Literal["spraakgestuurd-rapporteren", "capaciteitsplanning"]
"""The fields with which all of care starts (AZWA, A4, spoor 2, 1, p. 25)."""


class MedicalTechnology(Terms):
    """A technology that is scaled up, and what stops for it (AZWA, B2, p. 30-31)."""

    technology: Text = field("technologie", "Technologie die de zorgaanbieder in gebruik neemt.", by=PROVIDER)
    process: ToFill[Text] = field("zorgproces", "Zorgproces waarin zij wordt gebruikt.", by=PROVIDER)
    start: ToFill[Day] = field("vanaf", "Eerste dag van het gebruik.", by=PROVIDER)
    old_way: ToFill[Text] = field("oude_werkwijze", "Werkwijze die ervoor stopt.", by=PROVIDER)
    old_way_ends: ToFill[Day] = field("stopt_op", "Laatste dag van de oude werkwijze.", by=PROVIDER)
    evidence: ToFill[Text] = field("bewijs", "Waaruit gebruik en afbouw blijken.", by=BOTH)
    title: ToFill[Text] = field("betaaltitel", "Titel van de NZa waarmee wordt betaald, zonder bedrag.", by=INSURER)
    paid_until: ToFill[Day] = field("betaald_tot", "Laatste dag waarvoor de vergoeding vaststaat.", by=INSURER)
    support: ToFill[Text] = field("ondersteuning", "Wat de zorgverzekeraar verder bijdraagt.", by=INSURER)


class Application(Terms):
    """An application of AI, its frame, its evidence and who pays (AZWA, A4, p. 25-26)."""

    application: Text = field("toepassing", "Toepassing die de zorgaanbieder gebruikt.", by=PROVIDER)
    area: ToFill[Literal["spraakgestuurd-rapporteren", "capaciteitsplanning", "anders"]] = field(
        "gebied",
        "Waarvoor zij dient.",
        by=PROVIDER,
        choices={
            "spraakgestuurd-rapporteren": "Verslagen door spraak.",
            "capaciteitsplanning": "Planning van personeel en plaatsen.",
            "anders": "Iets anders.",
        },
    )
    start: ToFill[Day] = field("vanaf", "Eerste dag van het gebruik.", by=PROVIDER)
    frame: ToFill[Text] = field("kader", "Kader waaraan zij voldoet, met versie of dag.", by=BOTH)
    evidence: ToFill[Text] = field("bewijs", "Waaruit het gebruik blijkt.", by=BOTH)
    payment: ToFill[Text] = field("vergoeding", "Wie betaalt, en met welke titel.", by=BOTH)


class NotApplied(Terms):
    """A field in which the provider does not use AI yet, explained (AZWA, A4, p. 25)."""

    area: PrioritisedField = field(
        "gebied",
        "Gebied waarop de zorgaanbieder geen AI gebruikt.",
        by=PROVIDER,
        choices={
            "spraakgestuurd-rapporteren": "Verslagen door spraak.",
            "capaciteitsplanning": "Planning van personeel en plaatsen.",
        },
    )
    reason: ToFill[Text] = field("uitleg", "Waarom dat nu niet kan.", by=PROVIDER)


class Ai(Terms):
    """Where the provider uses AI, and where it explains why not."""

    applications: tuple[Application, ...] = field(
        "toepassingen", "Toepassingen van AI die de zorgaanbieder gebruikt.", by=PROVIDER, default=()
    )
    not_applied: tuple[NotApplied, ...] = field(
        "niet_toegepast", "Gebieden zonder AI, met uitleg.", by=PROVIDER, default=()
    )


class DigitalHelp(Terms):
    """The national service for questions on digital care (AZWA, C2, p. 39-40)."""

    service: ToFill[Text] = field("voorziening", "Landelijke voorziening, met hoe zij te bereiken is.", by=BOTH)
    available: Day | None = field(
        "beschikbaar_vanaf", "Eerste dag waarop verzekerden er terechtkunnen; leeg als dat nog niet vaststaat.",
        by=BOTH, default=None,
    )  # fmt: skip
    own_help: Text | None = field(
        "eigen_hulp", "Hulp bij digitale zorg die de zorgaanbieder zelf houdt.", by=PROVIDER, default=None
    )


SECTIONS: tuple[Section, ...] = (
    Section(
        "medische_technologie", MedicalTechnology, "Arbeidsbesparende medische technologie", many=True, common=True
    ),
    Section("ai", Ai, "Artificiële intelligentie", common=True),
    Section("digitale_hulp", DigitalHelp, "Landelijke hulp bij digitale zorg", common=True),
)
