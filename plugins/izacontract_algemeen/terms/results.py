"""The results that an insurer pays for, and how both parties follow them; IZA, § 4.2.3 and onderdeel J, § 3."""

from __future__ import annotations

from typing import Annotated, Literal

from izacontract import BOTH, INSURER, Between, Day, Euro, Number, Section, Terms, Text, ToFill, field

Measured = Annotated[Number, Between(usual=Between(-1_000_000_000, 1_000_000_000))]
"""A value in a unit that parties choose."""


class Result(Terms):
    """One milestone, a measurable result or effort: what it pays and what part of it pays ("KPI")."""

    kpi: Text = field("kpi", "Korte naam van de KPI, zoals K1; elke naam komt één keer voor.", by=BOTH, title="KPI")
    description: ToFill[Text] = field("omschrijving", "Wat er wordt gemeten.", by=BOTH)
    baseline: ToFill[Measured] = field("nulwaarde", "Waarde bij de start.", by=BOTH)
    target: ToFill[Measured] = field("streefwaarde", "Waarde waarbij het hele bedrag wordt betaald.", by=BOTH)
    unit: ToFill[Text] = field("eenheid", "Eenheid van de waarden.", by=BOTH)
    measured_on: ToFill[Day] = field("peildatum", "Dag waarop de waarde telt.", by=BOTH)
    delivered_by: ToFill[Day] = field("uiterlijk", "Laatste dag om het bewijs te leveren, na de peildatum.", by=BOTH)
    evidence: ToFill[Text] = field("bewijs", "Stukken waaruit de waarde blijkt.", by=BOTH)
    measured_by: ToFill[Literal["accountant", "onafhankelijke-partij", "verzekeraar", "aanbieder"]] = field(
        "meter",
        "Wie de waarde vaststelt.",
        by=BOTH,
        choices={
            "accountant": "Een accountant.",
            "onafhankelijke-partij": "Een andere onafhankelijke partij.",
            "verzekeraar": "De zorgverzekeraar.",
            "aanbieder": "De zorgaanbieder zelf.",
        },
    )
    kind: Literal["resultaat", "inspanning"] = field(
        "soort",
        "Een resultaat of een inspanning.",
        by=BOTH,
        choices={
            "resultaat": "Betaald wordt wat is bereikt.",
            "inspanning": "Betaald wordt wat is gedaan; zeg bij Reden waarom.",
        },
    )
    reason: Text | None = field(
        "reden",
        "Waarom een inspanning wordt betaald en geen resultaat.",
        by=BOTH,
        default=None,
        only_if={"soort": ("inspanning",)},
    )
    amount: ToFill[Annotated[Euro, Between(usual=Between(0, 100_000_000))]] = field(
        "bedrag", "Bedrag als de streefwaarde is bereikt.", by=BOTH
    )
    partial: ToFill[Literal["geen", "naar-rato", "drempel"]] = field(
        "gedeeltelijk",
        "Wat een gedeeltelijk resultaat betaalt: niets, naar rato, of naar rato vanaf een drempel.",
        by=BOTH,
        choices={
            "geen": "Niets, tenzij de streefwaarde is gehaald.",
            "naar-rato": "Naar rato van wat is bereikt.",
            "drempel": "Naar rato, maar pas vanaf de drempel.",
        },
    )
    threshold: Measured | None = field(
        "drempel",
        "Waarde tussen nulwaarde en streefwaarde vanaf welke naar rato wordt betaald.",
        by=BOTH,
        default=None,
        only_if={"gedeeltelijk": ("drempel",)},
    )
    claim_title: ToFill[Text] = field(
        "betaaltitel", "Prestatie van de NZa waarmee het bedrag wordt gedeclareerd; zonder opgave die van de middelen.",
        by=INSURER,
    )  # fmt: skip


class Monitoring(Terms):
    """How often the provider reports, and to whom questions go."""

    frequency: Literal["maand", "kwartaal", "halfjaar", "jaar"] = field(
        "frequentie",
        "Hoe vaak de zorgaanbieder rapporteert.",
        by=BOTH,
        default="kwartaal",
        choices={
            "maand": "Elke maand.",
            "kwartaal": "Elk kwartaal.",
            "halfjaar": "Elk half jaar.",
            "jaar": "Eens per jaar.",
        },
    )
    contact: ToFill[Text] = field("contact", "Contactpunt voor de rapportage.", by=BOTH)


SECTIONS: tuple[Section, ...] = (
    Section("betaling_bij_resultaat", Result, "Betaling bij resultaat", many=True, common=True),
    Section("monitoring", Monitoring, "Monitoring", common=True),
)
