"""The tariffs of the next price list: what the old contract computed is where the new one starts from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from izacontract.errors import Path
from izacontract.intake.tree import Node, Tree, typed_at
from izacontract.model.sheet import AnnexSheet, Formula
from izacontract.prices.listing import AT
from izacontract.renewal.planning import Step, Term

TARIFF: Final = "tarief"
OF_AN_AMOUNT: Final = "bedrag"
"""The regime of a performance whose tariff is one euro of an agreed amount, every year."""
PREVIOUS: Final = "oud_tarief"
CODE: Final = "Prestatie"
WAS: Final = "Oud Tarief"
BECAME: Final = "Nieuw Tarief"
"""The columns of a sheet that computes new tariffs from old ones."""

COMPUTED: Final = "het nieuwe tarief van het oude contract, zonder prijselementen, is het oude tarief van het nieuwe"
PREVIOUS_REASON: Final = "het tarief van het oude contract, ter vergelijking"
ASKED: Final = "het tarief voor het nieuwe jaar"
LATER_YEARS: Final = (
    "het tarief van het laatste jaar van het oude contract, dat met de indexering in de looptijd is gewijzigd"
)

Sheets = Callable[[], Sequence[AnnexSheet]]


def tariffs_after(tree: Tree, term: Term, sheets: Sheets) -> tuple[dict[Path, tuple[str, str]], list[Step]]:
    """Return the tariffs that follow from the contract that `tree` describes, by path, and those to be asked.

    `sheets` computes the annexes of that contract without its price elements.
    """
    lines = list(_lines(tree))
    if not lines:
        return {}, []
    is_one_year = term.was[0].year == term.was[1].year and str(typed_at(tree.root, ("ova", "jaar")) or "") in (
        "",
        str(term.was[0].year),
    )
    new = dict(_new(sheets())) if is_one_year else {}
    computed: dict[Path, tuple[str, str]] = {}
    asked: list[Step] = []
    for path, line in lines:
        code, tariff = str(line.get("code") or ""), str(line.get(TARIFF) or "")
        if not tariff or line.get("regime") == OF_AN_AMOUNT:
            continue
        if PREVIOUS in line:
            computed[(*path, PREVIOUS)] = tariff, PREVIOUS_REASON
        if code in new:
            computed[(*path, TARIFF)] = f"{new[code]:f}", COMPUTED
        else:
            reason = ASKED if is_one_year else LATER_YEARS
            asked.append(Step((*path, TARIFF), "vragen", tariff, None, reason))
    return computed, asked


def _lines(tree: Tree) -> Iterator[tuple[Path, Mapping[str, Node]]]:
    section = tree.root.get(AT[0])
    listed = section.get(AT[1]) if isinstance(section, dict) else None
    for at, line in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(line, dict):
            yield (*AT, at), line


def _new(sheets: Sequence[AnnexSheet]) -> Iterator[tuple[str, Decimal]]:
    """Give each new tariff that the sheets compute, by code; one that is still open is none."""
    for sheet in sheets:
        heads = [column.title for column in sheet.columns]
        if not {CODE, WAS, BECAME} <= set(heads):
            continue
        for row in sheet.rows:
            cell = row[heads.index(BECAME)]
            value = cell.value if isinstance(cell, Formula) else cell
            if isinstance(value, Decimal):
                yield str(row[heads.index(CODE)]), value
