"""What a contract for multidisciplinary care agrees on beside the shared topics."""

from __future__ import annotations

from typing import Annotated

from izacontract import BOTH, INSURER, PROVIDER, Between, Code, PositiveEuro, Terms, Text, ToFill, YesNo, field


class Service(Terms):
    """A service of regional organisation and infrastructure, with its result and its budget."""

    name: Text = field("dienst", "Dienst van organisatie en infrastructuur, zoals regionale scholing.", by=PROVIDER)
    result: ToFill[Text] = field("resultaat", "Wat de dienst in een contractjaar oplevert.", by=BOTH)
    budget: ToFill[Annotated[PositiveEuro, Between(usual=Between(500, 100_000_000))]] = field(
        "budget", "Budget voor de dienst in een heel kalenderjaar.", by=BOTH
    )


class RegionalTask(Terms):
    """A task of the regional primary care organisation, with its result and its budget."""

    task: Text = field("taak", "Taak van het samenwerkingsverband, zoals steun aan een hecht wijkverband.", by=PROVIDER)
    result: ToFill[Text] = field("resultaat", "Wat de taak in een contractjaar oplevert.", by=BOTH)
    evidence: ToFill[Text] = field("bewijs", "Waaruit blijkt dat het resultaat er is.", by=PROVIDER)
    budget: ToFill[Annotated[PositiveEuro, Between(usual=Between(500, 100_000_000))]] = field(
        "budget", "Budget voor de taak in een heel kalenderjaar.", by=BOTH
    )


class RegionalAlliance(Terms):
    """The regional alliance for primary care ("RESV") that the provider carries (AZWA, D2, b, p. 57)."""

    name: ToFill[Text] = field("naam", "Naam van het regionale eerstelijnssamenwerkingsverband.", by=PROVIDER)
    guide: ToFill[Text] = field(
        "handreiking", "Handreiking contractering van deze verbanden, met versie en dag.", by=BOTH
    )
    neighbourhoods: ToFill[tuple[Text, ...]] = field(
        "wijkverbanden", "Hechte wijkverbanden die het verband ondersteunt.", by=PROVIDER
    )
    performance: ToFill[Code] = field(
        "prestatie", "Code uit de prijslijst waarmee de taken worden gedeclareerd.", by=INSURER
    )
    tasks: ToFill[tuple[RegionalTask, ...]] = field("taken", "Taken met resultaat, bewijs en budget.", by=BOTH)


class MultidisciplinaryCare(Terms):
    """The agreements under the key `mdz`."""

    chains: ToFill[tuple[Text, ...]] = field(
        "ketens", "Zorgketens die de zorgaanbieder levert, zoals diabetes.", by=PROVIDER
    )
    regional_organisation: YesNo | None = field(
        "regionale_huisartsenorganisatie",
        "Of de zorgaanbieder een regionale huisartsenorganisatie is.",
        by=PROVIDER,
        default=None,
    )
    organisation_and_infrastructure: YesNo | None = field(
        "organisatie_en_infrastructuur",
        "Of de zorgaanbieder regionale organisatie en infrastructuur levert.",
        by=PROVIDER,
        default=None,
    )
    support_performance: ToFill[Code] = field(
        "prestatie_mtvp",
        "Code uit de prijslijst waarmee ondersteuning van MTVP wordt gedeclareerd.",
        by=INSURER,
        title="Prestatie voor MTVP",
    )
    organisation_performance: ToFill[Code] = field(
        "prestatie_organisatie",
        "Code uit de prijslijst waarmee organisatie en infrastructuur wordt gedeclareerd.",
        by=INSURER,
        only_if={"organisatie_en_infrastructuur": ("ja",)},
        title="Prestatie voor organisatie",
    )
    services: ToFill[tuple[Service, ...]] = field(
        "diensten",
        "Diensten met resultaat en budget.",
        by=BOTH,
        only_if={"organisatie_en_infrastructuur": ("ja",)},
    )
    alliance: RegionalAlliance | None = field(
        "resv",
        "Regionaal eerstelijnssamenwerkingsverband (RESV) dat de zorgaanbieder draagt.",
        by=BOTH,
        default=None,
        title="Regionaal verband (RESV)",
    )
    access_plan: Text | None = field(
        "toegangsplan",
        "Plan van het collectief van huisartsen voor toegankelijke huisartsenzorg, met versie en dag.",
        by=PROVIDER,
        default=None,
    )
