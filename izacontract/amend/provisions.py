"""A contract as the provisions that an addendum can change: every lid, definition, paragraph and table by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, Literal

from izacontract.render.seal import Pointer, Seal, SealedClause, SealedPart, SealedTable, SealedText
from izacontract.render.seal_amendment import ProvisionKind, SealedProvision

PartKind = Literal["opening", "article", "closing", "annex"]

LID: Final = re.compile(r"(?:(?:\d+[a-z]*|[A-Z]+)\.)?(\d+)([a-z]*)\.?")
"""The number of a lid: of an article or annex ("9.6", "9a.1", "B.2"), or of another part ("3.")."""

_TERM: Final = re.compile(r"[^:.;]{1,80}: ")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or cell: its text, the number of an onderdeel before it, and where it points at something."""

    text: str
    number: str = ""
    points: tuple[Pointer, ...] = ()


@dataclass(frozen=True, slots=True)
class Provision:
    """What an addendum replaces or lets lapse as a whole, or a table, of which it can also change a row.

    `lines` are the lid itself and its onderdelen; a table has `rows`, its header first, and no lines. `mark` is the
    bookmark that others point at. `set_by` is the number of the addendum that worded it last, 0 for the contract
    itself, and `rows_set_by` that of each row that one worded. What has `lapsed` keeps its number, which no other gets.
    """

    id: str
    clause: str
    kind: ProvisionKind
    number: str = ""
    lines: tuple[Line, ...] = ()
    rows: tuple[tuple[Line, ...], ...] = ()
    mark: str = ""
    set_by: int = 0
    rows_set_by: tuple[tuple[str, int], ...] = ()
    lapsed: bool = False

    @property
    def term(self) -> str:
        """Return the term that it defines, "" for anything else."""
        return self.lines[0].text.partition(": ")[0] if self.kind == "begrip" else ""

    @property
    def header(self) -> tuple[str, ...]:
        """Return the heads of a table."""
        return tuple(cell.text for cell in self.rows[0]) if self.rows else ()

    @property
    def words(self) -> str:
        """Return all that it says but its own number, a line per paragraph or row."""
        lines = [f"{line.number} {line.text}".strip() for line in self.lines]
        return "\n".join([*lines, *("\t".join(cell.text for cell in row) for row in self.rows)])

    @property
    def digest(self) -> str:
        """Return the SHA-256 of what it says."""
        return sha256(self.words.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Part:
    """An article, annex or other part: its slot, what is printed before its heading ("artikel 8"), its provisions."""

    slot: str
    kind: PartKind
    label: str
    heading: str
    provisions: tuple[Provision, ...]
    set_by: int = 0
    heading_set_by: int = 0
    lapsed: bool = False

    @property
    def live(self) -> tuple[Provision, ...]:
        """Return the provisions that hold."""
        return () if self.lapsed else tuple(one for one in self.provisions if not one.lapsed)


Text = tuple[Part, ...]
"""A whole contract, in the order of the document."""


def text_of(seal: Seal) -> Text:
    """Return the contract that `seal` says was sent."""
    parts: list[Part] = []
    seen = False
    for part in seal.parts:
        kind = _kind(part, seen)
        seen = seen or kind == "article"
        parts.append(Part(part.slot, kind, part.number, part.heading, tuple(_provisions(part))))
    return tuple(parts)


def provision_of(sealed: SealedProvision, number: int) -> Provision:
    """Return what the addendum with this `number` words."""
    lines = tuple(Line(text, before) for before, text in sealed.lines)
    rows = tuple(tuple(Line(cell) for cell in row) for row in sealed.rows)
    return Provision(sealed.id, sealed.clause, sealed.kind, sealed.number, lines, rows, set_by=number)


def row_keys(rows: Iterable[tuple[Line, ...]]) -> list[str]:
    """Return by what each row of a table is called: its first cell, and which time that is where it comes again."""
    seen: dict[str, int] = {}
    found = []
    for row in rows:
        name = next((cell.text for cell in row if cell.text), "")
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return found


def _kind(part: SealedPart, articles_seen: bool) -> PartKind:
    if part.number.startswith("bijlage"):
        return "annex"
    if part.number:
        return "article"
    return "closing" if articles_seen else "opening"


def _provisions(part: SealedPart) -> Iterator[Provision]:
    count = 0
    for clause in part.clauses:
        for kind, lines, rows, mark in _groups(clause):
            count += 1
            number = lines[0].number if kind == "lid" else ""
            if number:
                lines = (Line(lines[0].text, "", lines[0].points), *lines[1:])
            yield Provision(f"{part.slot}/{count}", clause.id, kind, number, lines, rows, mark)


_Group = tuple[ProvisionKind, tuple[Line, ...], tuple[tuple[Line, ...], ...], str]


def _groups(clause: SealedClause) -> Iterator[_Group]:
    """Give what `clause` holds: a lid with its onderdelen, and each other paragraph and table by itself."""
    lid: list[Line] = []
    mark, after_lid = "", False
    for block in clause.blocks:
        is_lid = isinstance(block, SealedText) and LID.fullmatch(block.number) is not None
        if isinstance(block, SealedText) and block.number and not is_lid:
            lid.append(_line(block))
            continue
        if lid:
            yield _paragraph(lid, mark, after_lid)
            after_lid = after_lid or bool(lid[0].number)
            lid = []
        if isinstance(block, SealedTable):
            yield "tabel", (), tuple(tuple(_line(cell) for cell in row) for row in block.rows), ""
        else:
            lid, mark = [_line(block)], block.mark
    if lid:
        yield _paragraph(lid, mark, after_lid)


def _paragraph(lines: list[Line], mark: str, after_lid: bool) -> _Group:
    """Return a lid, or below one a definition, or else a paragraph."""
    if lines[0].number and LID.fullmatch(lines[0].number):
        return "lid", tuple(lines), (), mark
    is_term = after_lid and _TERM.match(lines[0].text) is not None
    return "begrip" if is_term else "tekst", tuple(lines), (), mark


def _line(text: SealedText) -> Line:
    return Line(text.text, text.number, text.points)
