"""The running text: a contract with its addenda in it, each change marked with the addendum that made it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from izacontract import dutch
from izacontract.amend.applying import place_of
from izacontract.amend.numbers import is_in_list
from izacontract.amend.printing import our_line, our_text, standing
from izacontract.amend.provisions import Part, Provision, Text
from izacontract.model.contract import SCHEMA, Annex, Article, Block, Contract, Lid, PlacedClause
from izacontract.model.own import OWNER
from izacontract.model.values import OpenPoint
from izacontract.render.marks import mark_name
from izacontract.render.seal import Seal
from izacontract.render.seal_amendment import SealedAmendment, SealedChange
from izacontract.render.seal_facts import SealedTerm

NOTE: Final = "doorlopende-noot"
ABOUT: Final = "doorlopende-tekst"
FEW_ROWS: Final = 5
"""So many rows of a table that an addendum changed are named in a note; of more only how many."""


def running_contract(text: Text, seal: Seal, term: SealedTerm, amendments: Sequence[SealedAmendment]) -> Contract:
    """Return `text`, which is the contract of `seal` with `amendments`, as a contract that nobody signs.

    What an addendum put in between, such as artikel 9.6a, has its number as text: no list of Word counts so. What
    lapsed keeps its place with a note, so that all other numbers stay.
    """
    printer = _Printer(text, seal, amendments)
    parts = [printer.part(part) for part in text]
    about = our_text(ABOUT, {
        "titel": seal.title,
        "kenmerk": seal.reference,
        "allonges": tuple({"nummer": one.number, "dag": _day(one), "wijzigt": _touched(one)} for one in amendments),
    })  # fmt: skip
    by_kind = {kind: tuple(made for made, part in zip(parts, text, strict=True) if part.kind == kind)
               for kind in ("opening", "article", "closing", "annex")}  # fmt: skip
    return Contract(
        schema=SCHEMA,
        reference=seal.reference,
        title=f"Doorlopende tekst van de {seal.title}",
        sector=term.sector,
        sector_title=term.sector_title,
        status="concept" if seal.status == "concept" else "definitief",
        begin=term.begin,
        end=amendments[-1].end,
        reference_day=term.begin,
        fingerprint=amendments[-1].result,
        insurers=(),
        provider=None,
        opening=(Article("", "eigen-doorlopende-tekst", about.title, (about,)), *_articles(by_kind["opening"])),
        articles=_articles(by_kind["article"]),
        closing=_articles(by_kind["closing"]),
        annexes=tuple(made for made in by_kind["annex"] if isinstance(made, Annex)),
        decisions=(),
        findings=(),
        open_points=tuple(OpenPoint(f"allonge-{one.number}.ingangsdag", "dag") for one in amendments if not one.day),
        sources=(),
    )


def _articles(parts: Sequence[Article | Annex]) -> tuple[Article, ...]:
    return tuple(part for part in parts if isinstance(part, Article))


class _Printer:
    """Prints the parts of one running text."""

    def __init__(self, text: Text, seal: Seal, amendments: Sequence[SealedAmendment]) -> None:
        self._days = {one.number: one.day for one in amendments}
        self._clauses = {clause.id: (clause.title, clause.version) for clause in seal.clauses}
        self._marks = dict(_marks(text))
        self._seen: set[str] = set()

    def part(self, part: Part) -> Article | Annex:
        """Return `part` as it is printed; the heading of one that no list numbers begins with its number."""
        clauses: list[PlacedClause] = []
        for clause, blocks in self._by_clause(part):
            title, version = self._clauses.get(clause, (clause, date.min))
            if clauses and (clause in self._seen or clause == clauses[-1].id):
                last = clauses.pop()
                clauses.append(PlacedClause(last.id, last.title, last.version, (*last.blocks, *blocks)))
            else:
                clauses.append(PlacedClause(clause, title, version, tuple(blocks)))
            self._seen.add(clause)
        name = part.label.partition(" ")[2]
        if part.kind == "annex":
            return Annex(name, part.slot, part.heading, tuple(clauses))
        if part.label and not is_in_list(part.label):
            return Article("", part.slot, f"{part.label.capitalize()} {part.heading}", tuple(clauses))
        return Article(name, part.slot, part.heading, tuple(clauses))

    def _by_clause(self, part: Part) -> Iterator[tuple[str, list[Block]]]:
        """Give the blocks of each provision, with a note for what an addendum did to it."""
        first = part.provisions[0].clause if part.provisions else f"{OWNER}.{NOTE}"
        name = part.label or f"‘{part.heading}’"
        if part.lapsed:
            yield first, [self._note("vervallen", name, part.set_by)]
            return
        if part.set_by:
            yield first, [self._note("luidt", name, part.set_by)]
        elif part.heading_set_by:
            yield first, [self._note("opschrift", name, part.heading_set_by)]
        for one in part.provisions:
            blocks = [] if one.lapsed else list(standing(one, self._marks))
            yield one.clause, [*blocks, *self._notes(part, one)]

    def _notes(self, part: Part, one: Provision) -> Iterator[Block]:
        place = f"{place_of(part, one)}, ‘{one.term}’" if one.term else place_of(part, one)
        if one.lapsed:
            note = self._note("vervallen", place, one.set_by)
            yield Lid(one.number, note.text) if one.number and is_in_list(one.number) else note
        elif one.set_by and one.set_by != part.set_by:
            yield self._note("luidt", place, one.set_by)
        for number in sorted({number for _, number in one.rows_set_by}):
            keys = [key for key, by in one.rows_set_by if by == number]
            rows = dutch.listing(keys) if len(keys) <= FEW_ROWS else f"{len(keys)} rijen"
            yield self._note("rijen", place, number, rows)

    def _note(self, soort: str, place: str, number: int, rows: str | None = None) -> Lid:
        values = {"soort": soort, "plaats": place[:1].upper() + place[1:], "nummer": number,
                  "dag": self._days[number], "rijen": rows}  # fmt: skip
        return Lid("", our_line(NOTE, values))


def _marks(text: Text) -> Iterator[tuple[str, str]]:
    """Give each bookmark that the document will hold, with the mark that makes it."""
    for part in text:
        if part.label and is_in_list(part.label):
            mark = f"{'annex' if part.kind == 'annex' else 'article'}:{part.slot}"
            yield mark_name(mark), mark
        for one in part.live:
            if one.mark and is_in_list(one.number):
                yield one.mark, f"{one.clause}#{one.mark.rpartition('_')[2]}"


def _day(amendment: SealedAmendment) -> date | OpenPoint:
    return amendment.day or OpenPoint(f"allonge-{amendment.number}.ingangsdag", "dag")


def _touched(amendment: SealedAmendment) -> str:
    """Return which articles and annexes an addendum touches, each once, in its order."""
    return dutch.listing(list(dict.fromkeys(map(_name, amendment.changes))))


def _name(change: SealedChange) -> str:
    return change.label or change.heading or "overwegingen"
