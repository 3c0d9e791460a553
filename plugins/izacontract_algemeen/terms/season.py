"""The figures of a contracting season that the library does not know yet, supplied with their source."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Literal

from izacontract import (
    INSURER,
    Day,
    ParameterValue,
    Section,
    Source,
    Terms,
    Text,
    Year,
    field,
)
from izacontract_algemeen.terms.ova import Index, Settlement
from izacontract_algemeen.terms.patient_time import QuarterAmount

KEY = "seizoen"


class Season(Terms):
    """Figures of one calendar year from one source."""

    year: Year = field("jaar", "Kalenderjaar waarvoor de cijfers gelden.", by=INSURER)
    percentage: Index | None = field(
        "ova",
        "OVA van dat jaar.",
        by=INSURER,
        default=None,
        title="OVA",
    )
    settlement: Settlement | None = field(
        "nacalculatie", "Nacalculatie over het jaar ervoor; 0 als zij er niet is.", by=INSURER, default=None
    )
    material_index: Index | None = field(
        "materiele_index",
        "Prijsontwikkeling van materiële kosten in dat jaar.",
        by=INSURER,
        default=None,
        title="Materiële index",
    )
    patient_time_maximum: QuarterAmount | None = field(
        "mtvp_maximum",
        "Maximumtarief van de NZa voor meer tijd voor de patiënt, per ingeschreven verzekerde per kwartaal.",
        by=INSURER,
        default=None,
        title="Maximum MTVP",
    )
    status: Literal["voorlopig", "definitief"] = field(
        "status",
        "Hoe zeker de bron de cijfers noemt.",
        by=INSURER,
        choices={
            "voorlopig": "De bron noemt de cijfers voorlopig.",
            "definitief": "De bron noemt de cijfers definitief.",
        },
    )
    source: Text = field("bron", "Stuk met uitgever en nummer waarin de cijfers staan.", by=INSURER)
    source_day: Day = field(
        "bron_datum",
        "Dag van dat stuk.",
        by=INSURER,
        title="Datum van de bron",
    )

    @property
    def given(self) -> dict[str, tuple[str, Decimal]]:
        """Return the value of each parameter that this names, with the key where it stands."""
        typed = {
            "algemeen.ova-percentage": ("ova", self.percentage),
            "algemeen.ova-nacalculatie": ("nacalculatie", self.settlement),
            "algemeen.materiele-index": ("materiele_index", self.material_index),
            "huisartsen.mtvp-maximum": ("mtvp_maximum", self.patient_time_maximum),
        }
        return {name: (key, value) for name, (key, value) in typed.items() if value is not None}


def figures(season: Season) -> Iterator[tuple[str, ParameterValue]]:
    """Give the values that `season` supplies, for the whole of its year."""
    place = f"cijfers voor {season.year}, {season.status}"
    source = Source(season.source, place, None, identifier=f"{season.source_day:%d-%m-%Y}")
    since, until = date(season.year, 1, 1), date(season.year, 12, 31)
    for name, (_, value) in season.given.items():
        yield name, ParameterValue(since, until, value, season.status, source, f"{KEY} {season.year}", "aanvraag")


SECTIONS: tuple[Section, ...] = (
    Section(KEY, Season, "Cijfers van het seizoen", many=True, common=True, figures=figures),
)
