"""Takes what was accepted of a returned document into its request, and says of every change what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from izacontract.differ.naming import NamedChange, named_changes, offsets
from izacontract.differ.verification import Edit, EditKind, Verification
from izacontract.errors import Finding, Path, RequestInvalid, Severity, dotted
from izacontract.intake.tree import Node
from izacontract.model.contract import Inline
from izacontract.model.values import Typed
from izacontract.render.seal import Seal, seal_contract
from izacontract.take import messages as m
from izacontract.take.answers import Answer, Answers, Decision
from izacontract.take.building import Builder, Built, with_values
from izacontract.take.finding import Findings, Wanted, find_values
from izacontract.take.framed import framed_values
from izacontract.take.printed import Spot, changed_text, start_of, stretches, text_of, value_at
from izacontract.take.wording import Agreed, Item, section_items, take_words

Result = Literal["key", "follows", "words", "same", "missed", "answered", "open"]
"""What became of a change: a value at its key, one that follows from others, words, the same as the request says
already, not placed, answered in the next draft, or not decided yet."""


@dataclass(frozen=True)
class Outcome:
    """What became of one change: where its value went (`path`), which section its words, or why it has no place.

    `says` is what its lid says in the next draft, "" where that is not one text.
    """

    change: NamedChange
    answer: Answer
    result: Result
    path: Path = ()
    section: str = ""
    missed: Finding | None = None
    says: str = ""


@dataclass(frozen=True)
class Taken:
    """A request with what was accepted in it: `root`, what differs (`values`, `items`), and an outcome a change.

    `findings` are what the checks say of the request as it is now.
    """

    root: dict[str, Node]
    values: Mapping[Path, Typed]
    items: tuple[Item, ...]
    outcomes: tuple[Outcome, ...]
    findings: tuple[Finding, ...]


def take(
    found: Verification, seal: Seal, builder: Builder, answers: Answers, agreed: Agreed, request: str = ""
) -> Taken:
    """Return the request of `builder` with what `answers` accept of `found`; `seal` is what was sent.

    Raises RequestInvalid when the request has faults of its own, or is of another contract.
    """
    base = builder.build()
    if base.contract is None:
        raise RequestInvalid(base.faults)
    if base.contract.reference != seal.reference:
        ours = base.contract.reference
        other = m.OTHER_CONTRACT.finding(
            "overeenkomst", "kenmerk", file=found.file, request=request, theirs=seal.reference, ours=ours
        )
        raise RequestInvalid([other])
    return _Taking(found, seal, builder, answers, agreed).taken()


class _Taking:
    """One document being taken over."""

    def __init__(self, found: Verification, seal: Seal, builder: Builder, answers: Answers, agreed: Agreed) -> None:
        self._verification = found
        self._seal = seal
        self._builder = builder
        self._base = builder.build()
        self._answers = answers
        self._agreed = agreed
        self._changes = list(named_changes(found))
        self._numbers: dict[Spot, str] = {}
        self._now = self._returned()

    def taken(self) -> Taken:
        same = self._as_sent()
        missed: dict[str, Finding] = {}
        standing: list[NamedChange] = []
        for change in self._changes:
            if change.clause in same or change.added is not None or not change.clause:
                standing.append(change)
            else:
                missed[change.name] = m.SENT_OTHERWISE.warning(clause=change.clause)
        values = self._values(standing)
        accepted = [change for change in standing if self._is_accepted(change, values)]
        wanted = [change for change in accepted if change.name in values.taken]
        words = [one for one in accepted if one.name not in values.taken and one.name not in values.missed]
        missed |= {name: why for name, why in values.missed.items() if self._is_asked(name)}
        items, root, built = self._words(words, wanted, values, missed)
        outcomes = tuple(self._outcome(change, values, items, missed, built) for change in self._changes)
        contract = built.contract
        findings = tuple(contract.findings) if contract else built.faults
        return Taken(root, values.values, tuple(items), outcomes, findings)

    def _is_asked(self, name: str) -> bool:
        """Return whether the change is to be taken over, if it can be."""
        decision = self._answers.given.get(name, Answer(Decision.OPEN)).decision
        return decision in (Decision.ACCEPTED, Decision.COUNTERED) or (
            decision is Decision.OPEN and self._answers.values
        )

    def _is_accepted(self, change: NamedChange, values: Findings) -> bool:
        decision = self._answers.of(change).decision
        if decision is Decision.OPEN:
            return self._answers.values and change.name in values.taken
        return decision in (Decision.ACCEPTED, Decision.COUNTERED)

    def _as_sent(self) -> frozenset[str]:
        """Return the clauses that the request still prints as they were sent."""
        contract = self._base.contract
        now = {clause.id: clause.sha256 for clause in seal_contract(contract).clauses} if contract else {}
        return frozenset(clause.id for clause in self._seal.clauses if now.get(clause.id) == clause.sha256)

    def _says(self, change: NamedChange, came: str) -> str:
        """Return what the words of `change` are to be: those that came, or those of a counter-proposal."""
        answer = self._answers.of(change)
        if answer.decision is Decision.COUNTERED:
            return f" {answer.text}" if came.startswith(" ") else answer.text
        return came

    def _values(self, changes: Iterable[NamedChange]) -> Findings:
        """Return which of the accepted changes are values, each with its key."""
        grouped: dict[tuple[Spot, int], list[tuple[str, int, int, str]]] = {}
        framed: list[tuple[NamedChange, int, int, str]] = []
        for change in changes:
            edit = change.edit
            if not self._is_asked(change.name) or edit is None or change.words is None:
                continue
            place = edit.changes.index(change.words)
            start, end = offsets(edit)[place]
            came = self._says(change, list(stretches(edit.pieces))[place][1])
            spot = self._spot(change, edit)
            if spot is None:
                if change.place == "frame":
                    framed.append((change, start, end, came))
                continue
            inlines = self._base.texts.get(spot, ())
            index = value_at(inlines, start, end)
            if index is not None:
                first = start_of(inlines, index)
                grouped.setdefault((spot, index), []).append((change.name, start - first, end - first, came))
        wanted = []
        for (spot, index), held in grouped.items():
            inline = self._base.texts[spot][index]
            after = changed_text(inline.text, [(start, end, came) for _, start, end, came in held])
            names = tuple(name for name, *_ in held)
            wanted.append(Wanted(names, spot, index, inline.text, after, inline))
        lines = framed_values(framed, self._seal, self._builder.tree, self._verification)
        found = find_values([*wanted, *lines.wanted], self._builder, self._stands, self._label)
        found.missed |= lines.missed
        # A value that no key gives may still be words of its lid, which a deviation takes; nor is all else a miss.
        inserted = {change.name for change in self._changes if change.words is not None and not change.words.was}
        for name, why in list(found.missed.items()):
            if why.code == m.COMPUTED.code and (name in self._answers.given or name in inserted):
                del found.missed[name]
        return found

    def _spot(self, change: NamedChange, edit: Edit) -> Spot | None:
        if not change.clause or edit.at is None or change.clause not in self._base.clauses:
            return None
        if edit.kind is not EditKind.CELL:
            return Spot(change.clause, edit.at)
        block = self._base.clauses[change.clause].blocks[edit.at]
        row = (edit.row or 0) - 2
        if not 0 <= row < len(block.cells):
            return None
        columns = [one for one, cell in enumerate(block.cells[row]) if text_of(cell) == edit.was]
        return Spot(change.clause, edit.at, row, columns[0]) if len(columns) == 1 else self._titled(change, edit, row)

    def _titled(self, change: NamedChange, edit: Edit, row: int) -> Spot | None:
        """Return the cell of `edit` by the heading of its column, where several cells of its row say the same."""
        clause = next(one for one in self._seal.clauses if one.id == change.clause)
        block = clause.blocks[edit.at or 0]
        titles = [cell.text for cell in block.rows[0]] if hasattr(block, "rows") else []
        return Spot(change.clause, edit.at or 0, row, titles.index(edit.column)) if edit.column in titles else None

    def _returned(self) -> dict[tuple[Spot, int], str | None]:
        """Return what the values that were touched print in the document that came back; None for one that is gone."""
        found: dict[tuple[Spot, int], str | None] = {}
        changed: dict[tuple[Spot, int], list[tuple[int, int, str]]] = {}
        for change in self._changes:
            edit = change.edit
            spot = self._spot(change, edit) if edit else None
            if edit is None or spot is None:
                continue
            self._numbers[spot] = edit.number
            inlines = self._base.texts.get(spot, ())
            if change.words is None:
                found |= {(spot, index): None for index in range(len(inlines)) if edit.kind is EditKind.REMOVED}
                continue
            place = edit.changes.index(change.words)
            start, end = offsets(edit)[place]
            index = value_at(inlines, start, end)
            if index is None:
                continue
            first = start_of(inlines, index)
            came = self._says(change, list(stretches(edit.pieces))[place][1])
            changed.setdefault((spot, index), []).append((start - first, end - first, came))
        for (spot, index), held in changed.items():
            found[spot, index] = changed_text(self._base.texts[spot][index].text, held)
        gone = {change.gone.id for change in self._changes if change.gone and change.gone.status.value == "removed"}
        for spot, inlines in self._base.texts.items():
            if spot.clause in gone:
                found |= {(spot, index): None for index in range(len(inlines))}
        return found

    def _stands(self, spot: Spot, index: int) -> str | None:
        inlines: tuple[Inline, ...] = self._base.texts.get(spot, ())
        return self._now.get((spot, index), inlines[index].text if index < len(inlines) else None)

    def _label(self, spot: Spot) -> str:
        """Return where `spot` is: the number of its lid, or its clause."""
        block = self._base.clauses[spot.clause].blocks[spot.at]
        number = block.lid.number if block.lid else ""
        return f"{number} ({spot.clause})" if number else f"({spot.clause})"

    def _words(
        self, words: Sequence[NamedChange], wanted: Sequence[NamedChange], values: Findings, missed: dict[str, Finding]
    ) -> tuple[list[Item], dict[str, Node], Built]:
        """Return the items that `words` become, the request and contract with them; what is refused is `missed`."""
        texts = {change.name: self._text(change) for change in (*words, *wanted)}
        countered = [one.name for one in words if self._answers.of(one).decision is Decision.COUNTERED]
        file = self._verification.file.rpartition("/")[2]
        taken = take_words(words, texts, self._base.clauses, self._agreed, file, countered)
        missed |= taken.missed
        items = list(taken.items)
        valued = with_values(self._builder.tree.root, values.values)
        while True:
            root: dict[str, Node] = {**valued, **dict(section_items(valued, items))}
            built = self._builder.of(root)
            faults = [*built.faults, *(() if built.contract is None else built.contract.findings)]
            wrong = self._refused([one for one in faults if one.severity is Severity.FAULT], items, valued)
            if built.contract is None and not wrong and items:
                wrong = {len(items) - 1: faults[0]}
            if not wrong:
                return items, root, built
            for at, fault in wrong.items():
                why = m.WORDS_REFUSED.warning(*fault.path, why=fault.message, hint=fault.hint)
                missed |= dict.fromkeys(items[at].names, why)
            items = [item for at, item in enumerate(items) if at not in wrong]

    def _text(self, change: NamedChange) -> str:
        answer = self._answers.of(change)
        return answer.text if answer.decision is Decision.COUNTERED else change.now

    def _refused(
        self, faults: Iterable[Finding], items: Sequence[Item], root: Mapping[str, Node]
    ) -> dict[int, Finding]:
        """Return which of `items` the `faults` are about, each with the first of its faults."""
        found: dict[int, Finding] = {}
        for fault in faults:
            if len(fault.path) < 2 or not isinstance(fault.path[1], int):
                continue
            section, place = str(fault.path[0]), fault.path[1]
            held = root.get(section)
            mine = [at for at, item in enumerate(items) if item.section == section]
            at = place - (len(held) if isinstance(held, list) else 0)
            if 0 <= at < len(mine):
                found.setdefault(mine[at], fault)
        return found

    def _outcome(
        self,
        change: NamedChange,
        values: Findings,
        items: Sequence[Item],
        missed: Mapping[str, Finding],
        built: Built,
    ) -> Outcome:
        answer = self._answers.of(change)
        if self._answers.values and answer.decision is Decision.OPEN and change.name in values.taken:
            answer = replace(answer, decision=Decision.ACCEPTED)
        outcome = Outcome(change, answer, "open")
        item = next((one for one in items if change.name in one.names), None)
        if answer.decision is Decision.REFUSED:
            outcome = replace(outcome, result="answered")
        elif change.name in missed:
            outcome = replace(outcome, result="missed", missed=missed[change.name])
        elif change.name in values.taken and self._is_asked(change.name):
            path = values.taken[change.name]
            outcome = replace(outcome, result="follows" if path is None else "key", path=path or ())
        elif item is not None:
            outcome = replace(outcome, result="words", section=item.section)
        return replace(outcome, says=self._next_text(change, built, item))

    def _next_text(self, change: NamedChange, built: Built, item: Item | None) -> str:
        """Return what the lid of `change` says in the contract as it is now."""
        edit = change.edit
        if item is not None and item.text:
            return item.text
        spot = self._spot(change, edit) if edit and edit.kind is not EditKind.ADDED else None
        if spot is None or edit is None:
            return ""
        was = self._base.clauses[spot.clause].blocks[spot.at]
        clause = built.clauses.get(spot.clause)
        if clause is None:
            return ""
        # Leden before it may have come or gone, so that its place is another.
        if was.lid is not None and was.is_lid and was.lid.name:
            name = was.lid.name
            block = next((one for one in clause.blocks if one.is_lid and one.lid and one.lid.name == name), None)
            return text_of(block.cells[0][0]) if block else ""
        return text_of(built.texts.get(spot, ()))


def told_paths(taken: Taken) -> Iterator[tuple[str, str]]:
    """Give each key that got another value, with that value."""
    for path, typed in taken.values.items():
        yield dotted(path), str(typed)
