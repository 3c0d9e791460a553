"""The contract in the terminal: in colour, and with the margin notes that the preview in the browser has."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator
from io import StringIO
from typing import TYPE_CHECKING, Final

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from izacontract.errors import Told
from izacontract.explain import explain
from izacontract.render.text import heading, text, text_of_clause, title_lines
from izacontract.reports.explanation import facts

if TYPE_CHECKING:
    from izacontract.explain import Explanation
    from izacontract.model.contract import Annex, Article, Contract

WIDTH: Final = 120
"""Where there is no terminal that says how wide it is."""

BESIDE: Final = 100
"""From this width on notes stand beside the text, below it under it."""

HEADING: Final = "bold blue"
OPEN: Final = "bold black on yellow"
NOTE: Final = "dim"
PLACEHOLDER: Final = r"\[IN TE VULLEN: [^\]]*\]"
CODE: Final = re.compile(r"\033\[[\d;]*m")
PADDING: Final = re.compile(rf"(?: |{CODE.pattern})+$")
MEANING: Final = "Betekenis"
OUTSIDE: Final = Told("Niet in het contract", "Not in the contract")


def in_colour() -> bool:
    """Return whether standard output is a terminal whose user did not ask for no colour."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def coloured(contract: Contract, clause: str | None) -> str:
    """Return the contract, or one clause of it, as `render.text` writes it, with headings and open points in colour.

    Raises ClauseError as `text_of_clause` does.
    """
    console = _console(soft_wrap=True)
    headings = {heading(part) for part in contract.parts} | {contract.title}
    for line in (text(contract) if clause is None else text_of_clause(contract, clause)).splitlines():
        console.print(_styled(line, HEADING if line in headings else ""), soft_wrap=True)
    return _printed(console)


def with_notes(contract: Contract, clause: str | None, language: str) -> str:
    """Return the contract, or one clause of it, with what each clause means and why it is there in the margin.

    After the whole contract follows what is not in it, and why. Raises ClauseError as `text_of_clause` does.
    """
    console = _console(soft_wrap=False)
    explained = {item.decision.clause: item for item in explain(contract)}
    if clause is not None:
        first, *lines = text_of_clause(contract, clause).splitlines()
        console.print(_styled(first, HEADING))
        console.print(_row(lines, explained[clause], console.width))
        return _printed(console)
    for line in title_lines(contract):
        console.print(_styled(line, HEADING if line == contract.title else ""))
    for part in contract.parts:
        console.print()
        console.print(_styled(heading(part), HEADING))
        _part(console, contract, part, explained)
    outside = [item for item in explained.values() if not item.decision.include]
    if outside:
        console.print()
        console.print(_styled(f"{OUTSIDE.in_language(language)} ({len(outside)})", HEADING))
        for item in outside:
            console.print(Text(f"{item.decision.title} [{item.decision.clause}]: ") + Text(item.decision.because, NOTE))
    return _printed(console)


def _part(console: Console, contract: Contract, part: Article | Annex, explained: dict[str, Explanation]) -> None:
    for placed in part.clauses:
        lines = text_of_clause(contract, placed.id).splitlines()[1:]
        console.print(_row(lines, explained[placed.id], console.width))
        console.print()


def _row(lines: list[str], item: Explanation, width: int) -> Table:
    words = _styled("\n".join(lines), "")
    notes = Text("\n").join(_notes(item))
    if width < BESIDE:
        below = Table.grid()
        below.add_row(words)
        below.add_row(Padding(notes, (0, 0, 0, 4)))
        return below
    beside = Table.grid(padding=(0, 3, 0, 0), expand=True)
    beside.add_column(ratio=3)
    beside.add_column(ratio=2)
    beside.add_row(words, notes)
    return beside


def _notes(item: Explanation) -> Iterator[Text]:
    """Give the margin of a clause: first what it means, then why it is there."""
    told = list(facts(item.decision))
    yield from (Text(words, NOTE) for label, words in told if label == MEANING)
    for label, words in told:
        if label != MEANING:
            yield Text(f"{label}: {words}" if label else words, NOTE)


def _styled(line: str, style: str) -> Text:
    styled = Text(line, style)
    styled.highlight_regex(PLACEHOLDER, OPEN)
    return styled


def _console(*, soft_wrap: bool) -> Console:
    colour = in_colour()
    return Console(
        file=StringIO(),
        width=shutil.get_terminal_size((WIDTH, 24)).columns,
        color_system="standard" if colour else None,
        force_terminal=colour,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=soft_wrap,
        legacy_windows=False,
    )


def _printed(console: Console) -> str:
    """Return what was printed, without the spaces that fill up a column at the end of a line."""
    file = console.file
    lines = file.getvalue().splitlines() if isinstance(file, StringIO) else []
    return "\n".join(PADDING.sub(lambda end: "".join(CODE.findall(end[0])), line) for line in lines) + "\n"
