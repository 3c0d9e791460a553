"""The rows of the tables of the price list (annex B)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from izacontract import OpenPoint
from izacontract_algemeen.rules.index import Index
from izacontract_algemeen.rules.index_calculation import Amount, Calculation, total
from izacontract_algemeen.rules.known_figures import Figure
from izacontract_algemeen.terms.prices import Performance

Row = Mapping[str, object]
Rows = list[Row] | OpenPoint


def index_rows(index: Index) -> list[Row]:
    """Return the table that shows how the index comes about; a share of nothing has no line."""
    ova = index.ova
    lines: list[tuple[str, object, object, Amount]] = []
    if index.has_wages:
        lines.append(("index-lonen", ova.wage_share, index.wage_index, index.wages))
    if index.has_prices and not _is_nothing(ova.material_share):
        lines.append(("index-materieel", ova.material_share, ova.material_index, index.material))
    if index.has_prices and not _is_nothing(ova.capital_share):
        lines.append(("index-kapitaal", ova.capital_share, ova.capital_index, index.capital))
    lines.append(("index-totaal", None, None, total(index.wages, index.material, index.capital)))
    return [
        {"onderdeel": name, "aandeel": share, "index": figure, "effect": effect}
        for name, share, figure, effect in lines
    ]


def list_rows(lines: tuple[Performance, ...] | OpenPoint) -> Rows:
    """Return the price list of performances whose tariff is printed as given."""
    if isinstance(lines, OpenPoint):
        return lines
    return [described(line) | {"tarief": line.tariff} for line in lines]


def computed_rows(lines: tuple[Performance, ...] | OpenPoint, index: Index) -> Rows:
    """Return the price list of performances whose new tariff is computed from the old one."""
    if isinstance(lines, OpenPoint):
        return lines
    return [described(line) | {"oud": line.tariff, "nieuw": index.tariff(line).new} for line in lines]


def calculation_rows(lines: tuple[Performance, ...] | OpenPoint, index: Index) -> Rows:
    """Return, per performance, the old tariff, the effect of each part in euro, and the new tariff."""
    if isinstance(lines, OpenPoint):
        return lines
    return [{"code": line.code} | calculation_cells(index.tariff(line)) for line in lines]


def calculation_cells(calculation: Calculation) -> dict[str, object]:
    """Return the cells of one calculation; the other elements together are one cell."""
    wages, material, capital, *others = calculation.effects
    return {
        "oud": calculation.old,
        "loon": wages,
        "materieel": material,
        "kapitaal": capital,
        "overig": total(*others),
        "nieuw": calculation.new,
    }


def described(line: Performance) -> dict[str, object]:
    """Return what says which performance `line` is."""
    return {"code": line.code, "omschrijving": line.description, "eenheid": line.unit}


def deviation_rows(figures: Sequence[Figure]) -> list[Row]:
    """Return each figure of the OVA that is another than the known one, with both."""
    return [
        {"cijfer": figure.key, "bekend": figure.known, "status": figure.status, "gebruikt": figure.used}
        for figure in figures
        if figure.deviates
    ]


def size_of(amount: Amount) -> Amount:
    """Return `amount` without its sign, open when it is."""
    return amount if isinstance(amount, OpenPoint) else abs(amount)


def _is_nothing(share: Amount) -> bool:
    return not isinstance(share, OpenPoint) and share == 0
