"""Where each clause and heading that was sent stands now: by its bookmark, else by its text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from izacontract.differ.alignment import ALIKE, MOST_PAIRS, Key, align, likeness
from izacontract.render.seal import Seal, SealedBlock, SealedClause, SealedPart
from izacontract.verify.returned import Returned, Unit, line_key, sealed_key
from izacontract.word.document import Paragraph

FOUND_BACK = 0.6
"""The share of words in common by which a text without its bookmark is found back."""


@dataclass(frozen=True)
class FrameLine:
    """A block of the frame as it was sent and where it stands now; `before` is the slot of the part that follows it."""

    sealed: SealedBlock | None
    unit: Unit | None
    before: str
    moved: bool


Owner = str | SealedPart | None
"""Whose a unit is: the id of a clause, the part of which it is the heading, or nobody's."""


@dataclass
class Placed:
    """The units of a returned document, given to clauses, headings and the frame.

    `owners` says whose each unit is, by its place; `lost` are the clauses that were found without their bookmark;
    `frame` pairs the lines around the articles with units; `loose` is what nothing that was sent explains.
    """

    owners: dict[int, Owner] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)
    frame: list[FrameLine] = field(default_factory=list)
    loose: list[Unit] = field(default_factory=list)


def place(seal: Seal, returned: Returned) -> Placed:
    """Return where everything that was sent stands in `returned`, as far as it is still there."""
    return _Placer(seal, returned).place()


class _Placer:
    """Gives away the units, the surest claims first."""

    def __init__(self, seal: Seal, returned: Returned) -> None:
        self._seal = seal
        self._units = returned.units
        self._returned = returned
        self._placed = Placed()
        self._owners = self._placed.owners
        self._keys = {clause.id: [sealed_key(block) for block in clause.blocks] for clause in seal.clauses}
        self._by_clause: dict[str, list[Unit]] = {}

    def place(self) -> Placed:
        self._headings()
        self._bookmarks()
        self._headings_by_text()
        self._sort_out()
        for clause in self._seal.clauses:
            self._take_back(clause)
        lines = [(group.before, block) for group in self._seal.surroundings.around for block in group.blocks]
        frame = [sealed_key(block) for _, block in lines]
        framed = {key for key in frame if len(key) > 1}
        for clause in self._seal.clauses:
            self._take_alike(clause, framed)
        self._frame(lines, frame)
        return self._placed

    def _headings(self) -> None:
        units = {unit.at: unit for unit in self._units}
        for part in self._seal.parts:
            start = self._returned.bookmarks.get(part.bookmark, ((-1, 0), (-1, 0)))[0]
            unit = units.get(start[0])
            if unit is not None and isinstance(unit.block, Paragraph) and start[1] < unit.block.length:
                self._owners.setdefault(unit.at, part)

    def _bookmarks(self) -> None:
        """Give each clause what lies in its bookmark; where two lie over each other, the smallest has it."""
        covered = {clause.id: self._returned.covered(clause.bookmark) for clause in self._seal.clauses}
        for clause, units in sorted(covered.items(), key=lambda item: len(item[1])):
            for unit in self._near(clause, units):
                self._owners.setdefault(unit.at, clause)

    def _near(self, clause: str, units: Sequence[Unit]) -> list[Unit]:
        """Return `units` without what is not of `clause`, when one end of its bookmark went along with a moved text.

        The bookmark then runs on over headings: under one of them is the clause, of the rest only its own texts are.
        """
        own = set(self._keys[clause])
        runs: list[list[Unit]] = [[]]
        for unit in units:
            if isinstance(self._owners.get(unit.at), SealedPart):
                runs.append([])
            else:
                runs[-1].append(unit)
        home = max(runs, key=lambda run: sum(unit.key in own for unit in run))
        return [unit for run in runs for unit in run if run is home or unit.key in own]

    def _headings_by_text(self) -> None:
        found = {owner.slot for owner in self._owners.values() if isinstance(owner, SealedPart)}
        for part in self._seal.parts:
            if part.slot in found:
                continue
            free = [unit for unit in self._free() if isinstance(unit.block, Paragraph)]
            keys = (line_key(part.heading), line_key(f"{part.number} {part.heading}"))
            same = [unit for unit in free if unit.key in keys]
            first = {clause.id for clause in part.clauses}
            # A title may say the same as a heading: the one before the clauses of the part is meant.
            before = [unit for unit in same if self._owner_after(unit) in first]
            for unit in (before or same)[:1]:
                self._owners[unit.at] = part

    def _take_back(self, clause: SealedClause) -> None:
        """Give `clause` every text of its own that stands elsewhere and that nobody else needs."""
        missing = Counter(self._keys[clause.id])
        missing.subtract(unit.key for unit in self._of(clause.id))
        if not any(count > 0 for count in missing.values()):
            return
        home = [unit.at for unit in self._of(clause.id)]
        candidates = [unit for unit in self._units if missing[unit.key] > 0 and self._is_spare(unit, clause.id)]
        candidates.sort(key=lambda unit: (min((abs(unit.at - at) for at in home), default=0), unit.at))
        for unit in candidates:
            if missing[unit.key] > 0:
                missing[unit.key] -= 1
                self._owners[unit.at] = clause.id
        if candidates:
            self._sort_out()
        if clause.bookmark not in self._returned.bookmarks and self._of(clause.id):
            self._placed.lost.add(clause.id)

    def _take_alike(self, clause: SealedClause, framed: set[Key]) -> None:
        """Give `clause` the reworded texts next to its own, or anywhere when nothing of it was found."""
        mine = self._of(clause.id)
        wanted = Counter(self._keys[clause.id])
        wanted.subtract(unit.key for unit in mine)
        missing = [key for key, count in wanted.items() if count > 0]
        if not missing or len(missing) * sum(1 for _ in self._free()) > MOST_PAIRS:
            return
        least = ALIKE if mine else FOUND_BACK
        best: list[Unit] = []
        for stretch in self._stretches():
            if mine and not any(self._owners.get(unit.at) == clause.id for unit in stretch):
                continue
            free = [unit for unit in stretch if self._owners.get(unit.at) is None and unit.key not in framed]
            alike = [unit.at for unit in free if any(likeness(key, unit.key) >= least for key in missing)]
            ends = (*alike, *(unit.at for unit in mine)) if alike else (0,)
            between = [unit for unit in free if alike and min(ends) <= unit.at <= max(ends)]
            best = max(best, between, key=len)
        for unit in best:
            self._owners[unit.at] = clause.id
        if best:
            self._sort_out()
        if best and clause.bookmark not in self._returned.bookmarks:
            self._placed.lost.add(clause.id)

    def _frame(self, lines: Sequence[tuple[str, SealedBlock]], wanted: Sequence[Key]) -> None:
        free = list(self._free())
        for pair in align(wanted, [unit.key for unit in free], by_place=True):
            before, line = lines[pair.old] if pair.old is not None else ("", None)
            unit = free[pair.new] if pair.new is not None else None
            if line is None and unit is not None:
                self._placed.loose.append(unit)
            else:
                self._placed.frame.append(FrameLine(line, unit, before, pair.moved))

    def _free(self) -> Iterator[Unit]:
        return (unit for unit in self._units if self._owners.get(unit.at) is None)

    def _of(self, clause: str) -> Sequence[Unit]:
        return self._by_clause.get(clause, ())

    def _sort_out(self) -> None:
        """Keep the units of each clause together; every clause asks for its own, and all are looked through once."""
        self._by_clause = {}
        for unit in self._units:
            if isinstance(owner := self._owners.get(unit.at), str):
                self._by_clause.setdefault(owner, []).append(unit)

    def _is_spare(self, unit: Unit, clause: str) -> bool:
        """Return whether `unit` can be given to `clause`: nobody has it, or another clause that was sent without it."""
        owner = self._owners.get(unit.at)
        if owner is None:
            return True
        return isinstance(owner, str) and owner != clause and unit.key not in self._keys[owner]

    def _owner_after(self, unit: Unit) -> Owner:
        after = next((other.at for other in self._units if other.at > unit.at), -1)
        return self._owners.get(after)

    def _stretches(self) -> Iterator[list[Unit]]:
        """Give the runs of units that nobody has or one clause has, between those of others and headings."""
        run: list[Unit] = []
        owner: str | None = None
        for unit in self._units:
            mine = self._owners.get(unit.at)
            if isinstance(mine, SealedPart) or (mine is not None and owner is not None and mine != owner):
                yield run
                run, owner = [], None
            if not isinstance(mine, SealedPart):
                run.append(unit)
                owner = mine if mine is not None else owner
        yield run
