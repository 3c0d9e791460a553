"""What an addendum has to say to make of one contract another: the changes, in the running numbers of the first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Final

from izacontract import dutch
from izacontract.amend.matching import Matched, matched
from izacontract.amend.numbers import next_label, next_lid
from izacontract.amend.provisions import LID, Line, Part, Provision, Text, row_keys
from izacontract.differ.alignment import kept_in_order
from izacontract.render.marks import mark_name
from izacontract.render.seal_amendment import ChangeKind, SealedChange, SealedProvision

NOT_VARIED: Final = ("closing",)
"""The signatures stay as they were set: an addendum has its own."""

_RANKS: Final = re.compile(r", (\w+)(?: tot en met (\w+))? lid\b")
_ORDINALS: Final = {dutch.ordinal(rank): rank for rank in range(1, 100)}


def changes_between(old: Text, new: Text, number: int) -> tuple[SealedChange, ...]:
    """Return what the addendum with this `number` must change in `old` for it to say what `new` says.

    What stays keeps its number; a reference that is to lead to another number is a change like any other.
    """
    return tuple(_Differing(old, new, number).changes())


@dataclass(frozen=True, slots=True)
class _Pairing:
    """A part as it stands and as it is to be, with its provisions in the order in which they are to be."""

    old: Part | None
    new: Part | None
    label: str
    after: str = ""
    provisions: tuple[tuple[Matched, str], ...] = ()
    """Each with the number that it has in the running text."""


@dataclass
class _Differing:
    """One comparison at work."""

    old: Text
    new: Text
    number: int
    _marks: dict[str, str] = field(default_factory=dict)
    """The running number or label by the bookmark that the text to come points at."""
    _ranks: dict[tuple[str, int], str] = field(default_factory=dict)
    """The running number of a lid by the bookmark of its article and its rank there in the text to come."""

    def changes(self) -> Iterator[SealedChange]:
        """Give every change in the order of the document."""
        for pairing in self._pairings():
            old, new = pairing.old, pairing.new
            if new is None and old is not None:
                yield SealedChange(
                    "deel-vervallen", old.slot, was=part_digest(old), label=old.label, heading=old.heading
                )
            elif old is None and new is not None:
                put_in = tuple(self._sealed(new, one.new, number, rank) for rank, (one, number) in
                               enumerate(pairing.provisions, start=1) if one.new is not None)  # fmt: skip
                yield SealedChange("deel-invoegen", new.slot, pairing.after, provisions=put_in, label=pairing.label,
                                   heading=new.heading)  # fmt: skip
            elif old is not None and new is not None:
                if old.heading != new.heading:
                    was = sha256(old.heading.encode()).hexdigest()
                    yield SealedChange("opschrift", old.slot, was=was, label=old.label, heading=new.heading)
                yield from self._within(old, new, pairing.provisions)

    def _pairings(self) -> list[_Pairing]:
        """Return all parts with the numbers that everything gets, so that references can be told in them."""
        stand = [part for part in self.old if part.kind not in NOT_VARIED and not part.lapsed]
        come = [part for part in self.new if part.kind not in NOT_VARIED]
        kept = kept_in_order([part.slot for part in stand], [part.slot for part in come])
        by_slot = {part.slot: part for part in stand if part.slot in kept}
        running, pairings = list(self.old), list[_Pairing]()
        last_seen: str | None = None
        for new in come:
            old = by_slot.get(new.slot)
            if old is None:
                at = _place_of(running, last_seen, new)
                label = next_label(running, at, new.kind)
                part = Part(_free(new.slot, running, self.number), new.kind, label, new.heading, ())
                running.insert(at, part)
                after = running[at - 1].slot if at else ""
                made = self._numbered(None, new, label)
                pairings.append(replace(made, new=replace(new, slot=part.slot), after=after))
                self._mark(new, label)
                last_seen = part.slot
            else:
                pairings.append(self._numbered(old, new, old.label))
                self._mark(new, old.label)
                last_seen = old.slot
        for old in stand:
            if old.slot not in kept:
                at = next((i + 1 for i, one in enumerate(pairings) if _precedes(self.old, one, old)), 0)
                pairings.insert(at, _Pairing(old, None, old.label))
        # what is put in comes after what stands before it in the running text, so the order is that of `running`
        order = {part.slot: at for at, part in enumerate(running)}
        return sorted(pairings, key=lambda one: order[(one.old or one.new or self.old[0]).slot])

    def _mark(self, new: Part, label: str) -> None:
        kind = "annex" if new.kind == "annex" else "article"
        self._marks[mark_name(f"{kind}:{new.slot}")] = label

    def _numbered(self, old: Part | None, new: Part, label: str) -> _Pairing:
        """Return the provisions of both with their running numbers, and remember those by what points at them."""
        part = Part(new.slot, new.kind, label, new.heading, ())
        stand = list(old.provisions) if old is not None else []
        found: list[tuple[Matched, str]] = []
        at = 0
        for one in matched(old, new):
            if one.old is not None:
                at = next(i for i, known in enumerate(stand) if known.id == one.old.id) + 1
                number = one.old.number
            elif one.new is not None and one.new.kind == "lid":
                number = next_lid(part, stand, at)
            else:
                number = ""
            if one.old is None and one.new is not None:
                stand.insert(at, replace(one.new, number=number, id=f"+{len(found)}"))
                at += 1
            found.append((one, number))
            if one.new is not None and one.new.kind == "lid":
                if one.new.mark:
                    self._marks[one.new.mark] = number
                rank = LID.fullmatch(one.new.number)
                heading = mark_name(f"{'annex' if new.kind == 'annex' else 'article'}:{new.slot}")
                if rank is not None:
                    self._ranks[heading, int(rank[1])] = number
        return _Pairing(old, new, label, provisions=tuple(found))

    def _within(self, old: Part, new: Part, pairs: Sequence[tuple[Matched, str]]) -> Iterator[SealedChange]:
        """Give the changes in a part that stands in both."""
        after, count = "", 0
        for one, number in pairs:
            was, now = one.old, one.new
            if was is None and now is not None:
                count += 1
                sealed = self._sealed(old, now, number, count)
                yield SealedChange("invoegen", old.slot, after, provisions=(sealed,), label=old.label, place=number)
                after = sealed.id
            elif now is None and was is not None:
                yield _change("vervallen", old, was)
                after = was.id
            elif was is not None and now is not None:
                yield from self._both(old, was, now)
                after = was.id

    def _both(self, part: Part, was: Provision, now: Provision) -> Iterator[SealedChange]:
        become = self._told(now)
        if become.words == was.words:
            return
        if was.kind == "tabel" and was.header == become.header:
            yield from _rows(part, was, become)
            return
        sealed = _seal(become, was.id, was.number)
        yield replace(_change("vervangen", part, was), provisions=(sealed,))

    def _sealed(self, part: Part, one: Provision, number: str, count: int) -> SealedProvision:
        return _seal(self._told(one), f"{part.slot}/{self.number}.{count}", number)

    def _told(self, one: Provision) -> Provision:
        """Return `one` with every number that it refers to as it is in the running text."""
        rows = tuple(tuple(self._line(cell) for cell in row) for row in one.rows)
        return replace(one, lines=tuple(map(self._line, one.lines)), rows=rows)

    def _line(self, line: Line) -> Line:
        told, at = "", 0
        for start, end, mark in line.points:
            told += line.text[at:start] + self._point(line.text[start:end], mark)
            at = end
            if found := _RANKS.match(line.text, at):
                told += self._ranked(mark, found)
                at = found.end()
        return Line(told + line.text[at:], line.number)

    def _point(self, printed: str, mark: str) -> str:
        """Return what is `printed` for `mark` in the running numbers; what is no number of this contract stays."""
        running = self._marks.get(mark)
        if not running:
            return printed
        kind = re.match(r"(?:artikel|bijlage) ", printed, re.IGNORECASE)
        if kind is None:
            return running.partition(" ")[2] or running
        return kind[0] + running.removeprefix("artikel ").removeprefix("bijlage ")

    def _ranked(self, mark: str, found: re.Match[str]) -> str:
        """Return ", tweede lid" in the running numbers: ", lid 2a" for a lid that an addendum put in."""
        numbers = [self._ranks.get((mark, _ORDINALS.get(word, 0))) for word in found.groups() if word]
        if None in numbers:
            return found[0]
        names = [(number or "").rpartition(".")[2] for number in numbers]
        if all(name.isdigit() for name in names):
            return f", {' tot en met '.join(dutch.ordinal(int(name)) for name in names)} lid"
        return f", lid {' tot en met '.join(names)}"


def _rows(part: Part, was: Provision, now: Provision) -> Iterator[SealedChange]:
    """Give the changes of the rows of a table with the same heads; a row in another place lapses and is put in."""
    old_keys, new_keys = row_keys(was.rows[1:]), row_keys(now.rows[1:])
    old, new = dict(zip(old_keys, was.rows[1:], strict=True)), dict(zip(new_keys, now.rows[1:], strict=True))
    kept = kept_in_order(old_keys, new_keys)
    for key in old_keys:
        if key not in kept:
            yield _row("rij-vervallen", part, was, key, (), old[key])
    before = ""
    for key in new_keys:
        cells = tuple(cell.text for cell in new[key])
        if key not in kept:
            yield replace(_row("rij-invoegen", part, was, key, cells, ()), place=before)
        elif cells != tuple(cell.text for cell in old[key]):
            yield _row("rij-vervangen", part, was, key, cells, old[key])
        before = key


def _row(
    what: ChangeKind, part: Part, table: Provision, key: str, cells: tuple[str, ...], was: tuple[Line, ...]
) -> SealedChange:
    digest = row_digest(tuple(cell.text for cell in was)) if was else ""
    return SealedChange(what, part.slot, table.id, digest, key=key, row=cells, label=part.label)


def row_digest(cells: Sequence[str]) -> str:
    """Return the SHA-256 of a row."""
    return sha256("\t".join(cells).encode()).hexdigest()


def _change(what: ChangeKind, part: Part, was: Provision) -> SealedChange:
    return SealedChange(what, part.slot, was.id, was.digest, label=part.label, place=was.number)


def _seal(one: Provision, id: str, number: str) -> SealedProvision:
    lines = tuple((line.number, line.text) for line in one.lines)
    rows = tuple(tuple(cell.text for cell in row) for row in one.rows)
    return SealedProvision(id, one.clause, one.kind, number, lines, rows)


def part_digest(part: Part) -> str:
    """Return the SHA-256 of all that `part` says."""
    return sha256("\n".join([part.heading, *(one.words for one in part.live)]).encode()).hexdigest()


def _free(slot: str, running: Sequence[Part], number: int) -> str:
    """Return `slot`, or where a part that lapsed or moved has it still, that with the number of the addendum."""
    return slot if all(part.slot != slot for part in running) else f"{slot}+{number}"


def _place_of(running: Sequence[Part], before: str | None, new: Part) -> int:
    """Return where a new part comes: after the one before it, an annex after all others."""
    if new.kind == "annex":
        return len(running)
    at = next((i + 1 for i, part in enumerate(running) if part.slot == before), 0)
    while at < len(running) and (running[at].lapsed or _rank(running[at]) < _rank(new)):
        at += 1
    return at


def _rank(part: Part) -> int:
    return ("opening", "article", "closing", "annex").index(part.kind)


def _precedes(text: Text, pairing: _Pairing, part: Part) -> bool:
    slots = [one.slot for one in text]
    return pairing.old is not None and slots.index(pairing.old.slot) == slots.index(part.slot) - 1
