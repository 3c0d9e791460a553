"""What parties agree on "Meer tijd voor de patiënt" (MTVP): IZA, onderdeel E, § 3, 2 b, p. 66-67."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from izacontract import (
    INSURER,
    PROVIDER,
    Between,
    Count,
    Day,
    PositiveEuro,
    Quarter,
    Section,
    Terms,
    Text,
    ToFill,
    YesNo,
    field,
)
from izacontract_algemeen.terms.entities import PerEntity

Measure = Literal[
    "taakherschikking",
    "praktijkvoering",
    "netwerk",
    "sociaal-domein",
    "digitalisering",
    "intervisie",
    "goede-gesprek",
]

Patients = Annotated[Count, Between(usual=Between(10, 50_000))]


QuarterAmount = Annotated[PositiveEuro, Between(usual=Between(Decimal("0.5"), 20))]
"""Euro per registered patient per quarter."""


class EntityPatients(PerEntity):
    """The registered patients who are insured with one legal entity."""

    registered_patients: Patients = field(
        "ingeschreven_verzekerden", "Aantal bij deze rechtspersoon verzekerden.", by=PROVIDER
    )


class PatientTime(Terms):
    """Participation in MTVP, the plan that is followed, and what is paid for it.

    `registered_patients`, `count_day` and `tariff` belong to a practice, `supported_practices` to a regional
    organisation; the clause of the other one does not print them.
    """

    participation: ToFill[YesNo] = field("deelname", "Of de zorgaanbieder aan MTVP deelneemt.", by=PROVIDER)
    start_quarter: ToFill[Quarter] = field(
        "startkwartaal",
        "Eerste kwartaal van deelname, op zijn vroegst 2023-Q2.",
        by=PROVIDER,
        only_if={"deelname": ("ja",)},
    )
    regional_organisation: ToFill[Text] = field(
        "regio_organisatie",
        "Regionale huisartsenorganisatie die het regionale plan maakt.",
        by=PROVIDER,
        only_if={"deelname": ("ja",)},
        title="Regionale organisatie",
    )
    regional_plan: ToFill[Text] = field(
        "regioplan",
        "Regionaal MTVP-plan waaraan de zorgaanbieder meedoet, met versie of datum.",
        by=PROVIDER,
        only_if={"deelname": ("ja",)},
    )
    guideline: ToFill[Text] = field(
        "leidraad", "Leidraad die partijen volgen, met versie.", by=PROVIDER, only_if={"deelname": ("ja",)}
    )
    measures: ToFill[tuple[Measure, ...]] = field(
        "maatregelen",
        "Maatregelen die de zorgaanbieder kiest, ten minste één.",
        by=PROVIDER,
        only_if={"deelname": ("ja",)},
        choices={
            "taakherschikking": "Taken anders verdelen in de praktijk.",
            "praktijkvoering": "De praktijk anders inrichten.",
            "netwerk": "Samenwerken in een netwerk.",
            "sociaal-domein": "Samenwerken met het sociaal domein.",
            "digitalisering": "Digitale hulpmiddelen inzetten.",
            "intervisie": "Leren van elkaar.",
            "goede-gesprek": "Meer tijd voor het goede gesprek.",
        },
    )
    registered_patients: ToFill[Patients] = field(
        "ingeschreven_verzekerden",
        "Aantal op naam ingeschreven verzekerden van deze zorgverzekeraar (alleen een praktijk).",
        by=PROVIDER,
        only_if={"deelname": ("ja",)},
    )
    count_day: ToFill[Day] = field(
        "peildatum",
        "Dag waarop de ingeschreven verzekerden zijn geteld (alleen een praktijk).",
        by=PROVIDER,
        only_if={"deelname": ("ja",)},
    )
    tariff: ToFill[QuarterAmount] = field(
        "tarief_per_kwartaal",
        "Bedrag per ingeschreven verzekerde per kwartaal (alleen een praktijk).",
        by=INSURER,
        unit="euro per ingeschreven verzekerde per kwartaal",
        only_if={"deelname": ("ja",)},
    )
    per_entity: tuple[EntityPatients, ...] = field(
        "per_rechtspersoon",
        "Aantal per rechtspersoon van de zorgverzekeraar; zonder opgave geldt het aantal voor hen samen.",
        by=PROVIDER,
        default=(),
        only_if={"deelname": ("ja",)},
    )
    supported_practices: ToFill[Annotated[Count, Between(usual=Between(1, 500))]] = field(
        "ondersteunde_praktijken",
        "Aantal huisartsenpraktijken dat ondersteuning krijgt (alleen een regionale organisatie).",
        by=PROVIDER,
        only_if={"deelname": ("ja",)},
    )


SECTIONS: tuple[Section, ...] = (Section("mtvp", PatientTime, "Meer tijd voor de patiënt"),)
