"""The figures of a contract that a picture shows: tariffs worked out, results with their amounts, national growth."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from izacontract import (
    Bar,
    Bars,
    ContractRequest,
    Moment,
    OpenPoint,
    Parameters,
    Picture,
    Point,
    Series,
    Timeline,
    is_open,
)
from izacontract_algemeen.rules.agreed_prices import tariffs_of
from izacontract_algemeen.rules.index import index_of
from izacontract_algemeen.rules.price_list import calculation_cells
from izacontract_algemeen.terms.prices import COMPUTED
from izacontract_algemeen.terms.results import Result

GROWTH = "algemeen.volumegroei-{sector}"
EFFECTS = ("loon", "materieel", "kapitaal", "overig")


def pictures(request: ContractRequest, parameters: Parameters) -> list[Picture]:
    """Return what can be drawn of `request`, in the order in which people read it."""
    return [*_tariffs(request), *_results(request), *_growth(request, parameters)]


def _tariffs(request: ContractRequest) -> Iterator[Bars]:
    """Give the tariffs that the contract itself works out, each as annex B computes it."""
    lines = tariffs_of(request).under(*COMPUTED)
    if isinstance(lines, OpenPoint) or not lines:
        return
    index = index_of(request)
    bars = []
    for line in lines:
        cells = calculation_cells(index.tariff(line))
        name = line.code if is_open(line.description) else f"{line.code} {line.description}"
        bars.append(
            Bar(name, _known(cells["oud"]), tuple(_known(cells[effect]) for effect in EFFECTS), _known(cells["nieuw"]))
        )
    yield Bars(
        id="tarieven",
        title="Hoe elk tarief tot stand komt",
        note="Het oude tarief met het effect van lonen (OVA), materiële kosten, kapitaallasten en overige"
        " prijselementen, zoals in de bijlage met prijzen.",
        start="Oud tarief",
        parts=("Lonen (OVA)", "Materiële kosten", "Kapitaallasten", "Overige prijselementen"),
        end="Nieuw tarief",
        bars=tuple(bars),
    )


def _results(request: ContractRequest) -> Iterator[Timeline]:
    """Give the results that are paid for, each on the last day to prove it."""
    results = request.listed(Result)
    if not results:
        return
    yield Timeline(
        id="resultaten",
        title="Wanneer welk resultaat wordt betaald",
        note="De uiterste dag voor het bewijs van elk resultaat, met het bedrag als de streefwaarde is bereikt.",
        begin=request.agreement.begin,
        end=request.agreement.end,
        moments=tuple(
            Moment(
                result.kpi,
                "" if isinstance(result.description, OpenPoint) else result.description,
                None if isinstance(result.delivered_by, OpenPoint) else result.delivered_by,
                _known(result.amount),
            )
            for result in results
        ),
    )


def _growth(request: ContractRequest, parameters: Parameters) -> Iterator[Series]:
    """Give the national growth of the sector over the years, where the library knows it."""
    found = parameters.by_id.get(GROWTH.format(sector=request.sector))
    if found is None or not found.values:
        return
    sources = dict.fromkeys(value.source.citation for value in found.values)
    yield Series(
        id="volumegroei",
        title=found.title,
        note="Een landelijk maximum voor de hele zorgsoort, zonder loon- en prijsbijstelling; geen grens voor één"
        " contract.",
        unit=found.unit,
        source="; ".join(sources),
        points=tuple(Point(value.since.year, Decimal(value.value), value.status) for value in found.values),
        marked=tuple(request.agreement.years),
    )


def _known(amount: object) -> Decimal | None:
    return amount if isinstance(amount, Decimal) else None
