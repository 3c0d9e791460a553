"""Annex B as sheets to compute with: change an old tariff, a share or an index, and every new tariff follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from izacontract import AnnexSheet, ContractRequest, Formula, OpenPoint, Parameters, SheetColumn, is_open
from izacontract_algemeen.rules import price_elements
from izacontract_algemeen.rules.agreed_prices import covered_lines, tariffs_of
from izacontract_algemeen.rules.index import Index, index_of
from izacontract_algemeen.rules.index_calculation import Amount, Calculation, share_of, total
from izacontract_algemeen.rules.price_list import described
from izacontract_algemeen.terms.price_elements import PriceElement
from izacontract_algemeen.terms.prices import AMOUNT, COMPUTED, Performance

ANNEX = "bijlage-prijzen"
TARIFFS, INDEX, ELEMENTS, ROUNDING = "Tarieven", "Index", "Prijselementen", "Afronding"
MAXIMA, LUMP_SUM, OTHERS, AFTERWARDS = "Maximumtarieven", "Declaratietarieven", "Andere tarieven", "Na een prijselement"
PARTS = ("Lonen (OVA)", "Materiële kosten", "Kapitaallasten")
NAMED = (SheetColumn("Prestatie"), SheetColumn("Omschrijving"), SheetColumn("Eenheid"))
FIRST = 2
"""The row of Excel in which the first row of a sheet stands."""

Cell = str | Decimal | date | Formula | None


def sheets(request: ContractRequest, parameters: Parameters) -> list[AnnexSheet]:
    """Return the sheets of annex B, those with what is agreed first; none while the price list is open."""
    given, index = tariffs_of(request), index_of(request)
    computed, maximum = given.under(*COMPUTED), given.under("nza-maximum")
    found: list[AnnexSheet] = []
    if not isinstance(computed, OpenPoint) and computed:
        found += _computed(computed, index, request)
    if not isinstance(maximum, OpenPoint) and (lines := [one for one in maximum if not given.at_second_maximum(one)]):
        rows = tuple(
            (*_named(line), *_of_maximum(line, given.percentage_of(line), at)) for at, line in _numbered(lines)
        )
        found.append(_sheet(MAXIMA, (*NAMED, _euro("Maximumtarief"), _share("Percentage"), _euro("Tarief")), rows))
    if not isinstance(lump := covered_lines(request), OpenPoint) and lump:
        found.append(_listed(LUMP_SUM, "Declaratietarief", lump))
    if not isinstance(maximum, OpenPoint):
        fixed = given.under("nza-vast", AMOUNT)
        others = [one for one in maximum if given.at_second_maximum(one)]
        others += [] if isinstance(fixed, OpenPoint) else fixed
        found += [_listed(OTHERS, "Tarief", others)] if others else []
    return found


def _computed(lines: Sequence[Performance], index: Index, request: ContractRequest) -> Iterator[AnnexSheet]:
    elements = index.elements
    parts = (*PARTS, *(_text(element.description) for element in elements))
    yield AnnexSheet(
        ANNEX,
        TARIFFS,
        (*NAMED, *map(_euro, ("Oud Tarief", *PARTS, "Overige elementen", "Nieuw Tarief"))),
        tuple(_tariff(line, index.tariff(line), len(parts), at) for at, line in _numbered(lines)),
    )
    yield AnnexSheet(
        ANNEX,
        INDEX,
        (SheetColumn("Onderdeel"), SheetColumn("Aandeel", "aandeel"), _share("Percentage"), _share("Nacalculatie"),
         _share("Index"), _share("Effect op het oude Tarief")),
        tuple(_index_rows(index)),
    )  # fmt: skip
    if elements:
        rows = tuple((_text(one.description), _shown(one.percentage)) for one in elements)
        yield AnnexSheet(ANNEX, ELEMENTS, (SheetColumn("Prijselement"), _share("Percentage")), rows)
        if afterwards := tuple(_afterwards(lines, index, request)):
            columns = (SheetColumn("Prestatie"), SheetColumn("Vanaf", "datum"), _euro("Tarief"))
            yield AnnexSheet(ANNEX, AFTERWARDS, columns, afterwards)
    yield AnnexSheet(
        ANNEX,
        ROUNDING,
        tuple(_rounding_columns(parts)),
        tuple(tuple(_rounding_row(line, index, elements, at)) for at, line in _numbered(lines)),
    )


def _tariff(line: Performance, worked_out: Calculation, parts: int, row: int) -> tuple[Cell, ...]:
    """Return a line of the price list; the rounded parts are those of the sheet on rounding."""
    first = 7 + 3 * parts
    wages, material, capital, *others = worked_out.effects
    cells = [
        Formula(f"{ROUNDING}!{_letters(first + place)}{row}", _known(effect))
        for place, effect in enumerate((wages, material, capital))
    ]
    elements = "+".join(f"{ROUNDING}!{_letters(first + place)}{row}" for place in range(len(PARTS), parts)) or "0"
    return (
        *_named(line),
        _shown(line.tariff),
        *cells,
        Formula(elements, _known(total(*others))),
        Formula(f"{ROUNDING}!C{row}", _known(worked_out.new)),
    )


def _index_rows(index: Index) -> Iterator[tuple[Cell, ...]]:
    """Give a row for wages, material and capital each, also where a share is nothing, and one for all together."""
    ova, nothing = index.ova, Decimal(0)
    wages = _shown(ova.wage_share) if index.has_wages else nothing
    material, capital = (
        _shown(share) if index.has_prices else nothing for share in (ova.material_share, ova.capital_share)
    )
    capital_index = nothing if ova.capital_index is None else ova.capital_index
    yield (PARTS[0], wages, _shown(ova.percentage), _shown(ova.settlement),
           Formula("(1+C2)*(1+D2)-1", _known(index.wage_index)), _effect(2, index.wages))  # fmt: skip
    for row, (name, share, figure, effect) in enumerate(
        ((PARTS[1], material, ova.material_index, index.material), (PARTS[2], capital, capital_index, index.capital)), 3
    ):
        yield name, share, _shown(figure), None, Formula(f"C{row}", _known(figure)), _effect(row, effect)
    together = total(index.wages, index.material, index.capital)
    yield "Totaal", None, None, None, None, Formula("F2+F3+F4", _known(together))


def _effect(row: int, effect: Amount) -> Formula:
    return Formula(f"IF(B{row}=0,0,B{row}*E{row})", _known(effect))


def _rounding_columns(parts: Sequence[str]) -> Iterator[SheetColumn]:
    yield from (SheetColumn("Prestatie"), _euro("Oud Tarief"), _euro("Nieuw Tarief"))
    yield from (SheetColumn(f"{part}, niet afgerond", "getal") for part in parts)
    yield from (_euro(f"{part}, op centen") for part in parts)
    yield SheetColumn("Centen te verdelen", "getal")
    yield SheetColumn("Richting", "getal")
    yield SheetColumn("Delen", "getal")
    yield from (SheetColumn(f"{part}, afgerond de andere kant op", "getal") for part in parts)
    yield from (_euro(f"{part}, verdeeld") for part in parts)


def _rounding_row(line: Performance, index: Index, elements: Sequence[PriceElement], row: int) -> Iterator[Cell]:
    """Give what `calculate` does, step by step: each part exact and in cents, and who gets the cents that are left."""
    held = index.of(line)
    worked_out = index.tariff(line)
    count = len(PARTS) + len(elements)
    exact, rounded, step, rest = 4, 4 + count, 4 + 2 * count, 7 + 2 * count
    effects = [f"{INDEX}!$F${at}" for at in (2, 3, 4)]
    effects += [f"{ELEMENTS}!$B${at}" if one in held else "0" for at, one in enumerate(elements, FIRST)]
    percentages = (
        index.wages,
        index.material,
        index.capital,
        *(one.percentage if one in held else Decimal(0) for one in elements),
    )

    def span(first: int, last: int) -> str:
        return f"{_letters(first)}{row}:{_letters(last)}{row}"

    left, way = f"{_letters(step)}{row}", f"{_letters(step + 1)}{row}"
    yield line.code
    yield Formula(f"{TARIFFS}!D{row}", _known(line.tariff))
    # Not SUM, which takes a text for nothing: with an open value there is no new tariff.
    everything = "+".join(f"{_letters(exact + place)}{row}" for place in range(count))
    yield Formula(f"ROUND(B{row}+{everything},2)", _known(worked_out.new))
    for effect in effects:
        yield Formula(f"B{row}*{effect}", None)
    for place, percentage in enumerate(percentages):
        yield Formula(f"ROUND({_letters(exact + place)}{row},2)", _known(share_of(line.tariff, percentage)))
    yield Formula(f"ROUND((C{row}-B{row}-SUM({span(rounded, rounded + count - 1)}))*100,0)", None)
    yield Formula(f"SIGN({left})", None)
    yield Formula(f"ABS({left})", None)
    for place in range(count):
        yield Formula(f"ROUND(({_letters(exact + place)}{row}-{_letters(rounded + place)}{row})*{way},10)", None)
    others = span(rest + 1, rest + count - 1)
    many = f"{_letters(step + 2)}{row}"
    outcome = dict(zip(held, worked_out.effects[3:], strict=True))
    outcomes = [*worked_out.effects[:3], *(outcome.get(one, Decimal(0)) for one in elements)]
    for place in range(count):
        own = f"{_letters(rest + place)}{row}"
        rank = str(count)
        if place:
            rank = f"1+SUMPRODUCT(--({others}>{own}))"
            if place < count - 1:
                rank += f"+SUMPRODUCT(--({span(rest + place + 1, rest + count - 1)}={own}))"
        given = f"{_letters(rounded + place)}{row}+IF({rank}<={many},{way}*0.01,0)"
        yield Formula(f"ROUND({given},2)", _known(outcomes[place]))


def _afterwards(lines: Sequence[Performance], index: Index, request: ContractRequest) -> Iterator[tuple[Cell, ...]]:
    at = {line.code: row for row, line in _numbered(lines)}
    for found in price_elements.afterwards_rows(index, request):
        code, since = str(found["code"]), found["vanaf"]
        if code not in at or not isinstance(since, date):
            continue
        line = next(one for one in lines if one.code == code)
        left = [
            f"+{ELEMENTS}!B{row}"
            for row, one in enumerate(index.elements, FIRST)
            if one in index.of(line) and price_elements.last_day_of(one, request) >= since
        ]
        new = Formula(f"ROUND({TARIFFS}!D{at[code]}*(1+{INDEX}!F5{''.join(left)}),2)", _known(found["tarief"]))
        yield code, since, new


def _of_maximum(line: Performance, percentage: Amount, row: int) -> tuple[Cell, ...]:
    """Return the maximum, the part of it that is paid, and the tariff; as given while one of the two is open."""
    is_known = not is_open(line.maximum, percentage)
    tariff = Formula(f"ROUND(D{row}*E{row},2)", _known(line.tariff)) if is_known else _shown(line.tariff)
    return _shown(line.maximum), _shown(percentage), tariff


def _listed(title: str, heading: str, lines: Sequence[Performance]) -> AnnexSheet:
    return _sheet(title, (*NAMED, _euro(heading)), tuple((*_named(line), _shown(line.tariff)) for line in lines))


def _sheet(title: str, columns: tuple[SheetColumn, ...], rows: tuple[tuple[Cell, ...], ...]) -> AnnexSheet:
    return AnnexSheet(ANNEX, title, columns, rows)


def _named(line: Performance) -> tuple[str, ...]:
    return tuple(_text(value) for value in described(line).values())


def _numbered(lines: Sequence[Performance]) -> Iterator[tuple[int, Performance]]:
    return enumerate(lines, FIRST)


def _euro(title: str) -> SheetColumn:
    return SheetColumn(title, "euro")


def _share(title: str) -> SheetColumn:
    return SheetColumn(title, "procent")


def _known(amount: object) -> Decimal | None:
    return amount if isinstance(amount, Decimal) else None


def _shown(amount: Amount) -> Decimal | str:
    return amount if isinstance(amount, Decimal) else str(amount)


def _text(value: object) -> str:
    return str(value)


def _letters(column: int) -> str:
    """Return the letters of a column of Excel, counted from 1."""
    above, place = divmod(column - 1, 26)
    return (_letters(above) if above else "") + chr(ord("A") + place)
