"""What is reported of a renewal: what to supply, what moved, ended or was computed, and what the contract says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from izacontract import dutch
from izacontract.differ.changes import Comparison
from izacontract.differ.contracts import compare
from izacontract.differ.library import compare_library
from izacontract.errors import dotted
from izacontract.host import Plugins
from izacontract.model.commitment import Commitment
from izacontract.model.contract import Contract
from izacontract.render.workbook import Cell, Sheet
from izacontract.renewal.planning import Done, Step
from izacontract.renewal.renewed import Renewed, contracts_of
from izacontract.reports.comparison import comparison_report
from izacontract.reports.page import Heading, Labels, Page, PageBlock, PageLine, PageTable, Reportable, plain

SCHEMA: Final = "izacontract/renew/1"
TITLE: Final = "Naar het volgende contract"
HEADS: Final = ("Sleutel", "Was", "Wordt", "Waarom")
GROUPS: Final[Mapping[Done, str]] = {
    "vragen": "Wat u nog moet invullen",
    "berekend": "Berekend uit het oude contract",
    "verschuiven": "Verschoven naar het nieuwe jaar",
    "eindigen": "Afgelopen, en dus weggelaten",
    "vervallen": "Vervallen",
    "nalopen": "Loop na of het nog klopt",
}
OPEN: Final = "open"
GONE: Final = "–"
STAYS: Final = "blijft"
FEW: Final = 3
LONGEST: Final = 90
NEW_IN_ACCORD: Final = "Nieuw in het akkoord"
NOT_YET: Final = "De nieuwe aanvraag is nog niet goed; wat er in het contract verandert, is te zien als zij dat wel is."


def renewal_report(made: Renewed, plugins: Plugins) -> Reportable:
    """Return the list of what was and what is to be, for the letter that goes with the next contract."""
    contracts = contracts_of(made, plugins)
    comparison = None if contracts is None else _comparison(contracts, made, plugins)
    blocks = [*_steps(made), *_accord(contracts, made)]
    sheets = [Sheet("Aanvraag", ("Wat", *HEADS), (34, 40, 40, 40, 70), list(_rows(made.steps)))]
    if comparison is not None:
        said = comparison_report(comparison)
        blocks += said.page().blocks
        sheets += said.sheets()
    else:
        blocks.append(PageLine(plain(NOT_YET)))
    return Reportable(lambda: Page(TITLE, tuple(blocks)), lambda: sheets, lambda: _json(made, comparison))


def _comparison(contracts: tuple[Contract, Contract], made: Renewed, plugins: Plugins) -> Comparison:
    """Return what differs between the contracts, with the figures of the library that differ between their days."""
    old, new = contracts
    were, are = made.old.request, made.examined.request
    requests = (were, are) if were is not None and are is not None else None
    found = compare(old, new, library=plugins.library, requests=requests)
    days = (old.reference_day, new.reference_day)
    figures = compare_library(plugins, plugins.sectors[old.sector], *days).parameters
    # what was typed otherwise is told above, with what was done to it
    return replace(found, answers=(), parameters=figures)


def _steps(made: Renewed) -> Iterator[PageBlock]:
    term = made.term
    yield Labels(
        (
            ("Was", f"{dutch.day(term.was[0])} tot en met {dutch.day(term.was[1])}"),
            ("Wordt", f"{dutch.day(term.now[0])} tot en met {dutch.day(term.now[1])}"),
        )
    )
    for does, title in GROUPS.items():
        rows = _grouped([step for step in made.steps if step.does == does])
        if rows:
            yield Heading(title)
            yield PageTable(HEADS, (("", tuple(rows)),), tuple(_aloud(row) for row in rows))


def _grouped(steps: Sequence[Step]) -> list[tuple[str, str, str, str]]:
    """Return a row per key; the items of a list of which the same key is touched are one row, with a few of them."""
    groups: dict[tuple[str, str], list[Step]] = {}
    for step in steps:
        groups.setdefault((re.sub(r"\[\d+\]", "[]", dotted(step.path)), step.reason), []).append(step)
    rows = []
    for (key, reason), some in groups.items():
        if len(some) == 1:
            rows.append((dotted(some[0].path), _short(some[0].was), _becomes(some[0]), reason))
        else:
            was = _few([_short(step.was) for step in some])
            now = _few([_becomes(step) for step in some]) if some[0].does == "berekend" else _becomes(some[0])
            rows.append((f"{key} ({len(some)})", was, now, reason))
    return rows


def _becomes(step: Step) -> str:
    if step.does == "nalopen":
        return STAYS
    if step.now is not None:
        return _short(step.now)
    return OPEN if step.does == "vragen" else GONE


def _few(texts: Sequence[str]) -> str:
    more = f" en nog {len(texts) - FEW}" if len(texts) > FEW else ""
    return ", ".join(texts[:FEW]) + more


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]} …"


def _aloud(row: Sequence[str]) -> str:
    key, was, now, reason = row
    if now == STAYS:
        return f"{key}: {STAYS} {was or GONE}; {reason}"
    return f"{key}: was {was or GONE}, {'vervalt' if now == GONE else f'wordt {now}'}; {reason}"


def _rows(steps: Sequence[Step]) -> Iterator[Sequence[Cell]]:
    for step in steps:
        yield GROUPS[step.does], dotted(step.path), step.was, _becomes(step), step.reason


def _accord(contracts: tuple[Contract, Contract] | None, made: Renewed) -> Iterator[PageBlock]:
    """Give what the accords ask in the years of the new contract and did not ask in those of the old one."""
    if contracts is None:
        return
    was, now = (range(days[0].year, days[1].year + 1) for days in (made.term.was, made.term.now))
    sector = contracts[1].sector
    known = [one for one in contracts[1].commitments if one.sectors is None or sector in one.sectors]
    came = [one for one in known if one.asks_in(now) and not one.asks_in(was)]
    went = [one for one in known if one.asks_in(was) and not one.asks_in(now)]
    if came or went:
        yield Heading(NEW_IN_ACCORD)
        rows = [*_asked(came, "vraagt het nu"), *_asked(went, "vraagt het niet meer")]
        yield PageTable(("Wat", "Afspraak", "Bron"), (("", tuple(rows)),), tuple(": ".join(row) for row in rows))


def _asked(commitments: Sequence[Commitment], what: str) -> Iterator[tuple[str, str, str]]:
    for one in commitments:
        yield what, one.text, one.source.citation


def _json(made: Renewed, comparison: Comparison | None) -> str:
    steps = [
        {"key": dotted(step.path), "does": step.does, "old": step.was, "new": step.now, "reason": step.reason}
        for step in made.steps
    ]
    compared = None if comparison is None else json.loads(comparison_report(comparison).json())
    term = {"old": [day.isoformat() for day in made.term.was], "new": [day.isoformat() for day in made.term.now]}
    found = {"schema": SCHEMA, "term": term, "steps": steps, "comparison": compared}
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"
