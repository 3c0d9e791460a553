"""What happens to each value of a request when it is renewed: a list of what is done, where and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Literal

from izacontract.errors import Path
from izacontract.intake.tree import Node, Tree, typed_at
from izacontract.model.values import Typed
from izacontract.renewal.rules import Deed, Rule

BEGIN: Final[Path] = ("overeenkomst", "begin")
END: Final[Path] = ("overeenkomst", "einde")

_YEAR: Final = re.compile(r"(\d{4})(-\d\d-\d\d|-Q[1-4])?")

Done = Literal["berekend"] | Deed


@dataclass(frozen=True, slots=True)
class Step:
    """What is done to the value at `path`: it becomes `now`, or goes with None; `was` and `reason` are for people.

    What is `nalopen` stays as it is.
    """

    path: Path
    does: Done
    was: str
    now: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Term:
    """The term of the old contract and that of the next one."""

    was: tuple[date, date]
    now: tuple[date, date]

    @property
    def years(self) -> int:
        """Return by how many calendar years the term moves."""
        return self.now[0].year - self.was[0].year


def term_from(tree: Tree, begin: date) -> Term | None:
    """Return the terms of the contract that `tree` describes and of one as long from `begin`; None without days."""
    days = [_day(str(typed_at(tree.root, path) or "")) for path in (BEGIN, END)]
    first, last = days
    if first is None or last is None:
        return None
    years = begin.year - first.year
    if (first.month, first.day) == (begin.month, begin.day):
        return Term((first, last), (begin, _moved_day(last, years)))
    return Term((first, last), (begin, begin + (last - first)))


def planned(
    tree: Tree,
    rules: Iterable[Rule],
    term: Term,
    computed: Mapping[Path, tuple[str, str]],
    asked: Iterable[Step] = (),
) -> list[Step]:
    """Return everything that is done to the request in `tree`, in its order.

    `computed` are the values that follow from the old contract, by path, each with its reason, and `asked` are those
    that do not. Of values below one another only the outermost that goes is told.
    """
    begins, ends = term.now
    steps = [
        Step(BEGIN, "verschuiven", str(typed_at(tree.root, BEGIN)), begins.isoformat(), "het nieuwe contract"),
        Step(END, "verschuiven", str(typed_at(tree.root, END)), ends.isoformat(), "even lang als het oude contract"),
    ]
    steps += [Step(path, "berekend", _shown(_at(tree.root, path)), now, why) for path, (now, why) in computed.items()]
    steps += asked
    taken = {step.path for step in steps}
    for rule in rules:
        for path in _matching(tree.root, rule.steps, ()):
            if path not in taken and (step := _step(tree.root, path, rule, term)) is not None:
                taken.add(path)
                steps.append(step)
    gone = {step.path for step in steps if step.now is None and step.does in ("vervallen", "eindigen", "vragen")}
    kept = [step for step in steps if not any(step.path[:at] in gone for at in range(1, len(step.path)))]
    order = {path: at for at, path in enumerate(_paths(tree.root, ()))}
    return sorted(_without_empty(tree, kept), key=lambda step: order.get(step.path, 0))


def carried_out(node: Node, steps: Iterable[Step]) -> Node:
    """Return `node` with what `steps` do; an item of a list that goes leaves no place."""
    by_path = {step.path: step for step in steps if step.does != "nalopen"}

    def walk(node: Node, path: Path) -> Node:
        if path in by_path:
            now = by_path[path].now
            return None if now is None else Typed(now)
        if isinstance(node, dict):
            return {key: walk(below, (*path, key)) for key, below in node.items()}
        if isinstance(node, list):
            items = [walk(item, (*path, at)) for at, item in enumerate(node)]
            return [item for item in items if item is not None]
        return node

    return walk(node, ())


def _step(root: Node, path: Path, rule: Rule, term: Term) -> Step | None:
    value = _at(root, path)
    if value is None:
        return None
    was = _shown(value)
    match rule.does:
        case "verschuiven":
            now = _moved(was, term.years)
            return Step(path, rule.does, was, now, rule.reason) if now not in (None, was) else None
        case "eindigen":
            by = typed_at(value, tuple(rule.by.split("."))) if rule.by else value
            return Step(path, rule.does, was, None, rule.reason) if _is_before(str(by or ""), term.now[0]) else None
        case "nalopen":
            return Step(path, rule.does, was, was, rule.reason)
        case _:
            return Step(path, rule.does, was, None, rule.reason)


def _without_empty(tree: Tree, steps: list[Step]) -> list[Step]:
    """Return `steps`, but where all that stands in a list or group goes, that itself as one."""
    while True:
        going: dict[Path, list[Step]] = {}
        for step in steps:
            if len(step.path) > 1 and step.does in ("vervallen", "eindigen"):
                going.setdefault(step.path[:-1], []).append(step)
        above = next((path for path, some in going.items() if len(some) == _size(_at(tree.root, path))), None)
        if above is None:
            return steps
        some = going[above]
        whole = replace(some[0], path=above, was="; ".join(one.was for one in some))
        steps = [step for step in steps if step.path[:-1] != above] + [whole]


def _size(node: Node) -> int:
    return len(node) if isinstance(node, dict | list) else 0


def _matching(node: Node, steps: tuple[str, ...], path: Path) -> Iterator[Path]:
    """Give every path below `node` that `steps` describe."""
    if not steps:
        yield path
    elif steps[0] == "[]":
        for at, item in enumerate(node if isinstance(node, list) else ()):
            yield from _matching(item, steps[1:], (*path, at))
    elif isinstance(node, dict) and steps[0] in node:
        yield from _matching(node[steps[0]], steps[1:], (*path, steps[0]))


def _paths(node: Node, path: Path) -> Iterator[Path]:
    yield path
    if isinstance(node, dict):
        for key, below in node.items():
            yield from _paths(below, (*path, key))
    elif isinstance(node, list):
        for at, item in enumerate(node):
            yield from _paths(item, (*path, at))


def _at(node: Node, path: Path) -> Node:
    for step in path:
        if isinstance(node, dict) and isinstance(step, str):
            node = node.get(step)
        elif isinstance(node, list) and isinstance(step, int) and step < len(node):
            node = node[step]
        else:
            return None
    return node


def _shown(node: Node) -> str:
    """Return `node` as people read it on one line; of a group its values."""
    if isinstance(node, dict):
        return ", ".join(text for below in node.values() if (text := _shown(below)))
    if isinstance(node, list):
        return "; ".join(text for item in node if (text := _shown(item)))
    return str(node) if isinstance(node, Typed) else ""


def _moved(text: str, years: int) -> str | None:
    """Return a day, quarter or year moved on by `years`; None for anything else."""
    found = _YEAR.fullmatch(text)
    if found is None:
        return None
    day = _day(text)
    if day is not None:
        return _moved_day(day, years).isoformat()
    return f"{int(found[1]) + years}{found[2] or ''}"


def _moved_day(day: date, years: int) -> date:
    """Return `day` moved on; the last of February stays the last of February."""
    after = day + timedelta(days=1)
    if (after.month, after.day) == (3, 1):
        return date(day.year + years, 3, 1) - timedelta(days=1)
    return day.replace(year=day.year + years)


def _is_before(text: str, begin: date) -> bool:
    """Return whether a day, quarter or year is over before `begin`; False for anything else."""
    found = _YEAR.fullmatch(text)
    if found is None:
        return False
    if (day := _day(text)) is not None:
        return day < begin
    year, quarter = int(found[1]), int((found[2] or "-Q4")[2])
    return date(year + quarter // 4, quarter % 4 * 3 + 1, 1) <= begin


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
