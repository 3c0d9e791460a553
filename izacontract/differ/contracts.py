"""Two contracts compared, clause by clause, line by line, word by word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from izacontract.clauses.library import Library
from izacontract.differ.alignment import kept_in_order
from izacontract.differ.answers import changed_answers
from izacontract.differ.changes import (
    SCHEMA,
    ChangedAnswer,
    ChangeKind,
    ClauseChange,
    ClausePlace,
    Comparison,
    LineChange,
    Reason,
    SourceChange,
)
from izacontract.differ.line_changes import line_changes, source_changes
from izacontract.differ.lines import Passage, ReadSide, read_contract
from izacontract.differ.reasons import KnownFacts, Reasons
from izacontract.model.contract import Contract
from izacontract.model.request import ContractRequest

Key = tuple[str, str]
"""What something is and its id; an id alone could be that of an article and of a clause."""

Stands = tuple[ClausePlace | None, ClausePlace | None, date | None, date | None]
"""Where a clause stood and stands, and the days of its text then and now; None where it does not stand."""

NOT_COMPARED = (
    "nummers van artikelen, leden en bijlagen die alleen verschuiven, ook in verwijzingen",
    "de redenen waarom een clausule in geen van beide contracten staat",
    "meldingen bij de aanvraag, en waarden die het contract niet afdrukt",
    "opmaak en huisstijl",
)


def compare(
    old: Contract,
    new: Contract,
    *,
    library: Library | None = None,
    requests: tuple[ContractRequest, ContractRequest] | None = None,
) -> Comparison:
    """Return what differs between `old` and `new`: per clause was and now, each with its reason.

    Articles and references that only shift to another number do not differ. The reasons are complete with the
    `library` (keys of values, notes of texts) and the `requests` of both; without them they tell what the contracts
    hold.
    """
    answers = changed_answers(*requests) if requests else ()
    return compare_readings(read_contract(old), read_contract(new), library=library, answers=answers)


def compare_readings(
    old: ReadSide, new: ReadSide, *, library: Library | None = None, answers: tuple[ChangedAnswer, ...] = ()
) -> Comparison:
    """Return what differs between two sides; `answers` are the changed keys of the requests, where both are known."""
    comparing = _Comparing(
        old, new, KnownFacts(old.decisions, new.decisions, library, answers, (old.agreed, new.agreed))
    )
    changes = tuple(comparing.changes())
    same = comparing.shared - sum(change.subject == "clause" and bool(change.old and change.new) for change in changes)
    return Comparison(SCHEMA, old.side, new.side, answers, changes, (), same, NOT_COMPARED)


class _Comparing:
    """One comparison at work."""

    def __init__(self, old: ReadSide, new: ReadSide, facts: KnownFacts) -> None:
        self._old: dict[Key, Passage] = {(item.subject, item.id): item for item in old.items}
        self._new: dict[Key, Passage] = {(item.subject, item.id): item for item in new.items}
        self._decisions = (old.decisions, new.decisions)
        self._facts = facts
        self._kept = kept_in_order(_clauses(self._old.values()), _clauses(self._new.values()))

    @property
    def shared(self) -> int:
        """Return how many clauses stand in both."""
        return sum(subject == "clause" for subject, _ in self._old.keys() & self._new.keys())

    def changes(self) -> Iterator[ClauseChange]:
        """Give every change in the order of the new document; what dropped out follows what stood before it."""
        for key in in_order(list(self._old), list(self._new)):
            old, new = self._old.get(key), self._new.get(key)
            if old and new:
                yield from self._both(old, new)
            elif new and new.subject == "clause":
                lines = tuple(line_changes((), new.lines))
                yield self._alone(new, ChangeKind.ADDED, (None, new.place, None, new.version), lines)
            elif old and old.subject == "clause":
                lines = tuple(line_changes(old.lines, ()))
                yield self._alone(old, ChangeKind.DROPPED, (old.place, None, old.version, None), lines)

    def _alone(self, item: Passage, kind: ChangeKind, stands: Stands, lines: tuple[LineChange, ...]) -> ClauseChange:
        reasons = self._facts.of_presence(item.id)
        return ClauseChange("clause", item.id, item.title, (kind,), *stands, lines, (), reasons)

    def _both(self, old: Passage, new: Passage) -> Iterator[ClauseChange]:
        reasons = Reasons(self._facts, old, new)
        lines = tuple(_lines(old, new, reasons))
        sources = self._sources(new.id) if new.subject == "clause" else ()
        moved = new.subject == "clause" and (new.id not in self._kept or old.place.slot != new.place.slot)
        kinds = {line.kind for line in lines}
        found = [ChangeKind.MOVED] * moved
        found += [ChangeKind.REWORDED] * bool(kinds - {ChangeKind.VALUE})
        found += [ChangeKind.VALUE] * (ChangeKind.VALUE in kinds)
        found += [ChangeKind.SOURCE] * bool(sources)
        if found:
            because = tuple(_because(new, lines, sources, reasons, moved=moved))
            yield ClauseChange(
                new.subject, new.id, new.title, tuple(found),
                old.place, new.place, old.version, new.version, lines, sources, because,
            )  # fmt: skip

    def _sources(self, clause: str) -> tuple[SourceChange, ...]:
        """Return how the sources of `clause` differ; nothing where they are not known on both sides."""
        were, are = self._decisions
        if were is None or are is None or clause not in were or clause not in are:
            return ()
        return source_changes(were[clause].sources, are[clause].sources)


def _lines(old: Passage, new: Passage, reasons: Reasons) -> Iterator[LineChange]:
    for line in line_changes(old.lines, new.lines):
        # a line that came or went has its reason in the rule; one of the title page is there for its value
        plain = line.kind in (ChangeKind.REWORDED, ChangeKind.VALUE) or new.subject == "title"
        # other words that parties agreed on are no change of the values that stood in the old ones
        plain = plain and not (line.kind is ChangeKind.REWORDED and reasons.of_agreed)
        yield replace(line, reasons=reasons.of_line(line.pieces)) if plain else line


def _because(
    new: Passage, lines: Sequence[LineChange], sources: Sequence[SourceChange], reasons: Reasons, *, moved: bool
) -> Iterator[Reason]:
    if new.subject == "heading":
        yield Reason("text", new.id, "de bibliotheek geeft een ander opschrift")
        return
    if moved:
        yield Reason("text", new.id, "de bibliotheek geeft de clausule een andere plaats")
    told = (*reasons.of_text(), *reasons.of_agreed)
    yield from told
    if not told:
        yield from reasons.of_choice(lines)
        if sources:
            yield Reason("text", str(new.version), "dezelfde tekst noemt andere bronnen")


def in_order(old: Sequence[Key], new: Sequence[Key]) -> list[Key]:
    """Return what stands in either, in the order of `new`; what stands in `old` only follows what it followed there."""
    ordered = list(new)
    known = set(new)
    for before, key in zip([None, *old], old, strict=False):
        if key not in known:
            ordered.insert(0 if before is None else ordered.index(before) + 1, key)
            known.add(key)
    return ordered


def _clauses(items: Iterable[Passage]) -> list[str]:
    return [item.id for item in items if item.subject == "clause"]
