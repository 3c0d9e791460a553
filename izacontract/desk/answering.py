"""What a provider is asked in a draft and what its answer does: the fields that are its own, the draft by articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Final

from izacontract.desk.invitation import Invitation, Remark
from izacontract.differ.changes import Piece
from izacontract.differ.hands import reworded
from izacontract.differ.tokens import plain_tokens
from izacontract.errors import Finding, RequestInvalid, Severity
from izacontract.intake.inquiry import Merged, asked_part, merged
from izacontract.intake.request_file import Schema, request_file
from izacontract.intake.sources import tree_of_bytes
from izacontract.intake.tree import Tree
from izacontract.model.contract import Annex, Article, Contract, Inline
from izacontract.model.values import By
from izacontract.render.frame import read_frame
from izacontract.render.json import contract_from_json
from izacontract.render.text import heading
from izacontract.render.word import word
from izacontract.take.printed import PrintedBlock, PrintedClause, printed_clauses, text_of
from izacontract.take.proposing import Proposal, ProposedHow, proposed
from izacontract.web.entries import Sent, entries_of, of_entries, sent
from izacontract.web.form import Field, FormRows, Group, form_of
from izacontract.web.outward import outward
from izacontract.web.overview import OpenLine, name_in_form, open_lines
from izacontract.web.sharing import SCHEMA, Shared
from izacontract.web.worker_cache import plugins_of, schema_of

ANSWER: Final = "antwoord.yaml"
"""How messages call what a provider filled in."""

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Line:
    """A paragraph or table of a clause, with what was said of it; `at` is its place in the clause, from 0.

    `label` is the number by which people call it; `rows` are the cells of a table, its header first.
    """

    clause: str
    at: int
    label: str
    inlines: tuple[Inline, ...]
    rows: tuple[tuple[str, ...], ...]
    is_part: bool
    said: tuple[Remark, ...]

    @property
    def id(self) -> str:
        """Return its id in a page and in a form: "algemeen.ova|3"."""
        return f"{self.clause}|{self.at}"

    @property
    def text(self) -> str:
        """Return its text; of a table its first row."""
        return " ".join((text_of(self.inlines) or " | ".join(self.rows[0] if self.rows else ())).split())


@dataclass(frozen=True)
class ArticlePage:
    """An article, annex or other part with its clauses: title and paragraphs of each.

    `open_own` counts the places that the provider is to fill in, `open_other` those of others, and `filled` those that
    the provider filled in meanwhile.
    """

    slot: str
    heading: str
    clauses: tuple[tuple[str, tuple[Line, ...]], ...]
    open_own: int
    open_other: int
    filled: int = 0

    @property
    def lines(self) -> tuple[Line, ...]:
        """Return every paragraph and table."""
        return tuple(line for _, lines in self.clauses for line in lines)


@dataclass(frozen=True)
class OwnForm:
    """The fields that a provider fills in: the parts of the form, the faults, the keys that differ from the request."""

    parts: tuple[Group | FormRows, ...]
    faults: tuple[Finding, ...]
    taken: tuple[str, ...]


class Answering:
    """One draft to which a provider is invited; `house` is the folder with the insurer's own texts."""

    def __init__(self, draft: Shared, house: Path | None, frame: Path | None = None) -> None:
        self._draft = draft
        self._plugins = plugins_of(house)
        self._house = house
        self._frame = frame

    @cached_property
    def contract(self) -> Contract:
        """Return the contract of the draft, as the provider may read it."""
        contract = contract_from_json(self._draft.contract)
        return contract if self._draft.schema_ == SCHEMA else outward(contract)

    @cached_property
    def word(self) -> bytes:
        """Return the Word file of the draft, as it goes out."""
        return word(self.contract, read_frame(self._frame) if self._frame else None)

    @cached_property
    def request(self) -> Tree:
        """Return the request of the draft."""
        return tree_of_bytes(self._draft.request.encode(), "aanvraag.yaml", self._plugins)

    @cached_property
    def schema(self) -> Schema:
        """Return what of the schema of the request the provider fills in."""
        code = self.contract.sector
        return asked_part(schema_of(code, self._house), self._plugins.sectors[code], self._plugins, By.PROVIDER)

    def is_there(self) -> bool:
        """Return whether the sector of the draft is known here, so that its fields can be asked."""
        return self.contract.sector in self._plugins.sectors

    # the fields

    def filled(self, pairs: Pairs | None) -> Sent:
        """Return the form with `pairs` in it; None for what the request says already."""
        if pairs is not None:
            return sent(self.schema, pairs)
        return of_entries(self.schema, entries_of(self.schema, self.request.root))

    def merged(self, filled: Sent) -> Merged:
        """Return the request with what was `filled` in; raises RequestInvalid as the merge of an inquiry does."""
        sector = self._plugins.sectors[self.contract.sector]
        answer = Tree(filled.root, ANSWER)
        return merged(self.request, answer, sector, self._plugins, By.PROVIDER)

    def form(self, filled: Sent, language: str, *, is_sent: bool = False) -> OwnForm:
        """Return the form with what was `filled` in; once it `is_sent` with each fault at its field."""
        faults: tuple[Finding, ...] = ()
        taken: tuple[str, ...] = ()
        try:
            taken = self.merged(filled).taken if is_sent else ()
        except RequestInvalid as error:
            faults = tuple(_unplaced(one) for one in error.findings if one.severity is Severity.FAULT)
        parts = tuple(part for part in form_of(self.schema, filled, faults, language) if _asks(part))
        return OwnForm(parts, faults, taken)

    def open_fields(self, pairs: Pairs) -> tuple[OpenLine, ...]:
        """Return the values that the provider still owes the draft, but for those that it filled in with `pairs`."""
        schema = schema_of(self.contract.sector, self._house) if self.is_there() else None
        filled = {name for name, text in pairs if text.strip()}
        return tuple(
            line
            for line in open_lines(self.contract, schema)
            if line.by == By.PROVIDER and name_in_form(line.field) not in filled
        )

    def answer_file(self, pairs: Pairs) -> str:
        """Return what was filled in as the answer to an inquiry, a YAML file that `merge` takes."""
        return request_file(self.schema, sent(self.schema, pairs).root)

    # the text

    @cached_property
    def _printed(self) -> Mapping[str, PrintedClause]:
        return printed_clauses(self.contract)

    def articles(self, invitation: Invitation) -> Iterator[ArticlePage]:
        """Give every part of the draft that has text, with what was said of it."""
        for part in self.contract.parts:
            if part.clauses:
                yield self._article(part, invitation)

    def article(self, slot: str, invitation: Invitation) -> ArticlePage | None:
        """Return the part in `slot`, None when the draft has none."""
        return next((self._article(part, invitation) for part in self.contract.parts if part.slot == slot), None)

    def _article(self, part: Article | Annex, invitation: Invitation) -> ArticlePage:
        said: dict[tuple[str, int], list[Remark]] = {}
        for one in invitation.remarks:
            said.setdefault((one.clause, one.place), []).append(one)
        clauses = []
        places: Counter[str] = Counter()
        asked, owed = ({line.field for line in self.open_fields(pairs)} for pairs in ((), invitation.answers))
        for clause in part.clauses:
            lines = tuple(_lines(self._printed[clause.id], said))
            clauses.append((clause.title, lines))
            for block in self._printed[clause.id].blocks:
                for inline in (one for row in block.cells for cell in row for one in cell):
                    if inline.kind == "placeholder":
                        whose = "own" if inline.field in owed else "filled" if inline.field in asked else "other"
                        places[whose] += 1
        name, whole = heading(part), tuple(clauses)
        return ArticlePage(part.slot, name, whole, places["own"], places["other"], places["filled"])

    def proposals_file(self, invitation: Invitation) -> bytes:
        """Return the draft in Word with every proposal that holds as a tracked change, as if it had come back."""
        return proposed(self.word, [as_proposal(one) for one in invitation.proposals])


def as_proposal(remark: Remark) -> Proposal:
    """Return a proposal as the Word file has it."""
    how: ProposedHow = "replace" if remark.kind == "replace" else "drop" if remark.kind == "drop" else "add"
    return Proposal(remark.clause, remark.place, how, remark.text, remark.by, _day(remark.at))


def pieces_of(remark: Remark) -> tuple[Piece, ...]:
    """Return what a text that takes the place of another changes in it, word by word; nothing for other remarks."""
    if remark.kind != "replace":
        return ()
    was = plain_tokens(remark.quoted)
    return reworded(was, plain_tokens(remark.text), was)[0]


def _day(moment: str) -> date:
    return datetime.fromisoformat(moment.replace("Z", "+00:00")).date()


def _lines(clause: PrintedClause, said: Mapping[tuple[str, int], Sequence[Remark]]) -> Iterator[Line]:
    above = ""
    for at, block in enumerate(clause.blocks):
        own = block.number
        if block.lid is not None and block.is_lid:
            above = own
        label = f"{above} {own}".strip() if block.lid is not None and not block.is_lid else own
        inlines = () if block.is_table else block.cells[0][0]
        rows = tuple(_rows(block)) if block.is_table else ()
        is_part = block.lid is not None and not block.is_lid
        yield Line(clause.id, at, label, inlines, rows, is_part, tuple(said.get((clause.id, at), ())))


def _rows(block: PrintedBlock) -> Iterator[tuple[str, ...]]:
    for row in block.cells:
        yield tuple(text_of(cell) for cell in row)


def _asks(part: Field | Group | FormRows) -> bool:
    """Return whether `part` asks anything: what is fixed does not."""
    if isinstance(part, Field):
        return part.control != "fixed"
    return isinstance(part, FormRows) or any(map(_asks, part.members))


def _unplaced(finding: Finding) -> Finding:
    """Return `finding` without a place in a file that nobody sees."""
    return replace(finding, position=None)


def texts(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return what a form sent but for what belongs to the page itself: those names begin with `_`."""
    return tuple((name, text) for name, text in pairs if not name.startswith("_"))
