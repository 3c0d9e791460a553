"""What is agreed on the OVA: the percentage of a year with its source, and the shares of wages and material."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from izacontract import BOTH, INSURER, Between, Day, Percentage, Share, Terms, Text, ToFill, Year, field

Index = Annotated[Percentage, Between(-20, 50, apart=Decimal("0.05"), usual=Between(-5, 15, apart=Decimal("0.5")))]
"""A change of prices or wages in a year; the known ones of 2022 to 2025 lie between 1.82 and 9.25."""

Settlement = Annotated[Percentage, Between(-20, 20, usual=Between(-5, 5, apart=Decimal("0.05")))]
"""What the OVA of the year before turned out to differ."""


class Ova(Terms):
    """The OVA of one year with its source, and the shares of wages, material and capital in the price."""

    year: ToFill[Year] = field("jaar", "Jaar waarvoor het percentage geldt.", by=INSURER)
    percentage: ToFill[Index] = field("percentage", "OVA-percentage van dat jaar.", by=INSURER)
    settlement: ToFill[Settlement] = field(
        "nacalculatie", "Nacalculatie over het jaar ervoor: negatief mag, en 0 als zij nul is.", by=INSURER
    )
    deviation_reason: ToFill[Text] = field(
        "afwijking_reden",
        "Waarom percentage of nacalculatie afwijkt van het cijfer dat voor dat jaar bekend is; alleen dan nodig.",
        by=INSURER,
        title="Reden van afwijking",
    )
    settles: Literal["prijspeil", "bedrag"] = field(
        "verrekening",
        "Hoe een later anders vastgesteld cijfer doorwerkt: in het prijspeil van het jaar erna, of als één bedrag.",
        by=BOTH,
        default="prijspeil",
        choices={"prijspeil": "In het prijspeil van het jaar erna.", "bedrag": "Als één bedrag."},
    )
    status: ToFill[Literal["raming", "voorlopig", "definitief"]] = field(
        "status",
        "Hoe zeker het percentage is.",
        by=INSURER,
        choices={
            "raming": "Een schatting van hoe het percentage wordt.",
            "voorlopig": "Bekendgemaakt, maar nog niet definitief.",
            "definitief": "Definitief vastgesteld.",
        },
    )
    source: ToFill[Text] = field("bron", "Document waaruit het percentage en de nacalculatie komen.", by=INSURER)
    source_day: ToFill[Day] = field(
        "bron_datum",
        "Dag van dat document.",
        by=INSURER,
        title="Datum van de bron",
    )
    wage_share: ToFill[Share] = field(
        "aandeel_loon",
        "Deel van de prijs dat uit loonkosten bestaat.",
        by=BOTH,
        title="Aandeel loonkosten",
    )
    material_share: ToFill[Annotated[Share, Between(usual=Between(0, 1))]] = field(
        "aandeel_materieel",
        "Deel van de prijs dat uit materiële kosten bestaat.",
        by=BOTH,
        title="Aandeel materiële kosten",
    )
    capital_share: Annotated[Share, Between(usual=Between(0, Decimal("0.5")))] = field(
        "aandeel_kapitaal",
        "Deel van de prijs dat uit kapitaallasten bestaat.",
        by=BOTH,
        default=Decimal(0),
        title="Aandeel kapitaallasten",
    )
    shares_source: Text | None = field(
        "aandelen_bron",
        "Waar de aandelen vandaan komen.",
        by=BOTH,
        default=None,
        title="Bron van de aandelen",
    )
    material_index: ToFill[Index] = field(
        "materiele_index", "Prijsontwikkeling van de materiële kosten in dat jaar.", by=INSURER, title="Materiële index"
    )
    material_index_source: ToFill[Text] = field(
        "materiele_index_bron",
        "Document waaruit de materiële index komt.",
        by=INSURER,
        title="Bron van de materiële index",
    )
    capital_index: Index | None = field(
        "kapitaalindex", "Index op kapitaallasten; zonder opgave geen.", by=INSURER, default=None
    )
