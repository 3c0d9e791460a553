"""The percentage and the settlement of the OVA beside the figures that the library knows for the same year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from izacontract import OpenPoint, Parameters
from izacontract_algemeen.rules.index_calculation import Amount
from izacontract_algemeen.terms.ova import Ova

PERCENTAGE, SETTLEMENT = "percentage", "nacalculatie"
PARAMETERS = {PERCENTAGE: "algemeen.ova-percentage", SETTLEMENT: "algemeen.ova-nacalculatie"}


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the two figures of the OVA, in percent: as used, and as known with its status (None: not known)."""

    key: str
    used: Amount
    known: Decimal | None
    status: str

    @property
    def deviates(self) -> bool:
        """Return whether the figure was typed and is another than the known one."""
        return self.known is not None and not isinstance(self.used, OpenPoint) and self.used != self.known

    @property
    def is_missing(self) -> bool:
        """Return whether the figure is known and not typed."""
        return self.known is not None and isinstance(self.used, OpenPoint)


def figures_of(ova: Ova, parameters: Parameters) -> tuple[Figure, ...]:
    """Return the percentage and the settlement, each with what is known for the year of the OVA.

    A figure typed for a year of which none is known stands, a settlement of 0 too. As long as the year is open,
    nothing is known.
    """
    return tuple(_figure(key, used, ova.year, parameters) for key, used in _used(ova))


def is_complete(figures: Sequence[Figure]) -> bool:
    """Return whether the contract may say that the OVA is passed on in full: no known figure is left out or changed."""
    return not any(figure.deviates or figure.is_missing for figure in figures)


def _used(ova: Ova) -> tuple[tuple[str, Amount], ...]:
    return (PERCENTAGE, ova.percentage), (SETTLEMENT, ova.settlement)


def _figure(key: str, used: Amount, year: int | OpenPoint, parameters: Parameters) -> Figure:
    found = None if isinstance(year, OpenPoint) else parameters.on(PARAMETERS[key], date(year, 1, 1))
    if found is None:
        return Figure(key, used, None, "")
    return Figure(key, used, Decimal(found.value), found.status)
