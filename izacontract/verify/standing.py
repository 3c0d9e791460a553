"""Where each clause stands as a whole, which of its texts strayed from it, and which clauses moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from izacontract.differ.alignment import kept_in_order
from izacontract.render.seal import Seal
from izacontract.verify.placing import Owner, Placed
from izacontract.verify.returned import Unit


@dataclass(frozen=True)
class Standing:
    """The units of one clause in reading order; those in `away` stand apart from the rest, by their place."""

    units: tuple[Unit, ...]
    away: frozenset[int]

    @property
    def start(self) -> int:
        """Return the place of the first unit that did not stray."""
        return next(unit.at for unit in self.units if unit.at not in self.away)


def standings(units: Sequence[Unit], placed: Placed) -> dict[str, Standing]:
    """Return where each clause that is still there stands, by its id.

    Its home is its longest run. What is apart from that by a heading, or by the home of another clause, strayed; a text
    of another clause that strayed into it keeps nothing apart.
    """
    owned = [(unit, placed.owners.get(unit.at)) for unit in units]
    homes = {clause: max(runs, key=len) for clause, runs in _runs(owned).items()}
    at_home = frozenset(unit.at for home in homes.values() for unit in home)
    found = {}
    for clause, runs in _runs(owned, at_home).items():
        home = homes[clause]
        away = frozenset(unit.at for run in runs if home[0] not in run for unit in run)
        found[clause] = Standing(tuple(unit for run in runs for unit in run), away)
    return found


def moved_clauses(seal: Seal, standing: Mapping[str, Standing]) -> dict[str, str]:
    """Return the clauses that stand elsewhere in the order of clauses, each with the clause before it now."""
    now = sorted(standing, key=lambda clause: standing[clause].start)
    kept = kept_in_order([clause.id for clause in seal.clauses], now)
    before = dict(zip(now, ("", *now), strict=False))
    return {clause: before[clause] for clause in now if clause not in kept}


def misplaced(seal: Seal, standing: Mapping[str, Standing], heads: Mapping[str, Unit]) -> dict[str, str]:
    """Return the clauses that stand under another heading than they were sent under, each with the clause before it.

    A clause whose own heading is gone stands where it stood; that the heading is gone is told by itself.
    """
    starts = sorted((unit.at, slot) for slot, unit in heads.items())
    order = sorted(standing, key=lambda clause: standing[clause].start)
    before = dict(zip(order, ("", *order), strict=False))
    found = {}
    for part in seal.parts:
        for clause in part.clauses:
            if clause.id in standing and part.slot in heads:
                above = [slot for at, slot in starts if at < standing[clause.id].start]
                if above[-1:] != [part.slot]:
                    found[clause.id] = before[clause.id]
    return found


def _runs(owned: Iterable[tuple[Unit, Owner]], breaking: frozenset[int] | None = None) -> dict[str, list[list[Unit]]]:
    """Return the units of each clause in runs, broken by headings and by other clauses: all, or those at home."""
    runs: dict[str, list[list[Unit]]] = {}
    breaks = 0
    own: Counter[str] = Counter()
    at_last: dict[str, int] = {}
    for unit, owner in owned:
        if isinstance(owner, str):
            # what breaks the run of one clause is everything that breaks, without its own units
            if at_last.get(owner) != breaks - own[owner]:
                runs.setdefault(owner, []).append([])
                at_last[owner] = breaks - own[owner]
            runs[owner][-1].append(unit)
            if breaking is None or unit.at in breaking:
                own[owner] += 1
                breaks += 1
        elif owner is not None:
            breaks += 1
    return runs
