"""At which key of the request a changed value stands: the one with which the contract says what came back.

A candidate is never trusted: the contract is built with it, and it is the right one when that contract prints the new
value where it was changed, and nowhere the new value where the old one was left standing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from izacontract.dutch import listing
from izacontract.errors import Finding, Path, Told, dotted
from izacontract.intake.schema import schema
from izacontract.model.contract import Inline, Placeholder, Value
from izacontract.model.values import Typed, TypedKind
from izacontract.take import messages as m
from izacontract.take.building import Builder, Built, leaves
from izacontract.take.printed import Spot, text_of
from izacontract.take.readings import filled, plain, retyped, says_same

FEW: Final = 3
"""So many places are named at most where a value was left as it was."""

Stands = Callable[[Spot, int], str | None]
"""What a value prints in the document that came back, by its spot and its place there; None where it is gone."""


@dataclass(frozen=True)
class Wanted:
    """A value that is to become another one: the changes that ask it, where it is printed, what it was and is to be."""

    names: tuple[str, ...]
    spot: Spot
    index: int
    before: str
    after: str
    inline: Inline


@dataclass
class Findings:
    """What was found: the values by path, which changes each answers, and of the others why they have no place."""

    values: dict[Path, Typed] = field(default_factory=dict)
    taken: dict[str, Path | None] = field(default_factory=dict)
    missed: dict[str, Finding] = field(default_factory=dict)


def find_values(wanted: Sequence[Wanted], builder: Builder, stands: Stands, label: Callable[[Spot], str]) -> Findings:
    """Return at which keys the `wanted` values stand; `label` says where a spot is, for messages.

    A value that follows from others that were found is taken with no path of its own.
    """
    return _Finder(builder, stands, label).found(wanted)


class _Finder:
    """Looks for the keys of values."""

    def __init__(self, builder: Builder, stands: Stands, label: Callable[[Spot], str]) -> None:
        self._builder = builder
        self._stands = stands
        self._label = label
        self._base = builder.build()
        self._leaves = [*leaves(builder.tree.root), *self._defaults()]

    def found(self, wanted: Sequence[Wanted]) -> Findings:
        found = Findings()
        waiting: list[tuple[Wanted, list[tuple[Path, Typed]]]] = []
        for one in wanted:
            candidates = list(self._candidates(one))
            chosen, missed, faulty = self._chosen(one, candidates)
            if chosen is not None:
                found.values[chosen[0]] = chosen[1]
            elif faulty and missed is None:
                waiting.append((one, faulty))
            elif missed is not None:
                found.missed |= dict.fromkeys(one.names, missed)
        self._together(waiting, found)
        self._proven(wanted, found)
        return found

    def _candidates(self, one: Wanted) -> Iterator[tuple[Path, Typed]]:
        """Give each key with the value that would print `one`, those that the clause text names before others."""
        if isinstance(one.inline, Placeholder):
            field: Path = tuple(one.inline.field.split("."))
            yield from ((field, typed) for typed in filled(one.after, {}))
            return
        name = one.inline.name if isinstance(one.inline, Value) else ""
        variable = self._builder.variable(one.spot.clause, name)
        labels = variable.labels if variable else {}
        column = name.partition(".")[2]
        if variable and column:
            labels = next((known.labels for known in variable.columns if known.key == column), labels)
        key = (variable.key or "") if variable else ""
        named: list[tuple[Path, Typed]] = []
        others: list[tuple[Path, Typed]] = []
        for path, typed in self._leaves:
            new = [*retyped(typed, one.before, one.after, labels), *_within(typed, one)]
            called = ".".join(str(step) for step in path if isinstance(step, str))
            held = named if key and (called == key or called.startswith(f"{key}.")) else others
            held += ((path, value) for value in dict.fromkeys(new))
        yield from named or others

    def _chosen(
        self, one: Wanted, candidates: Iterable[tuple[Path, Typed]]
    ) -> tuple[tuple[Path, Typed] | None, Finding | None, list[tuple[Path, Typed]]]:
        """Return the candidate that prints what came back; or why none does; or those that need others beside them."""
        right: list[tuple[Path, Typed]] = []
        faulty: list[tuple[Path, Typed]] = []
        elsewhere: Finding | None = None
        refused: Finding | None = None
        for path, typed in candidates:
            built = self._builder.build({path: typed})
            if built.contract is None:
                faulty.append((path, typed))
                why = built.faults[0].message if built.faults else Told("-", "-")
                refused = refused or m.REFUSED_BY_CHECKS.warning(*path, key=dotted(path), value=str(typed), why=why)
                continue
            if not self._prints(one, built):
                continue
            if places := self._left(one, built):
                elsewhere = m.SEVERAL_PLACES.warning(*path, key=dotted(path), places=places)
            elif all(known != path for known, _ in right):
                right.append((path, typed))
        if len(right) > 1:
            keys = listing([f"'{dotted(path)}'" for path, _ in right], "of")
            return None, m.AMBIGUOUS.warning(value=one.after, keys=keys), []
        if right:
            return right[0], None, []
        if elsewhere is not None:
            return None, elsewhere, []
        if isinstance(one.inline, Placeholder) and refused is not None:
            return None, refused, []
        return None, None, faulty

    def _prints(self, one: Wanted, built: Built) -> bool:
        """Return whether `built` prints what came back where `one` was changed; of the frame that is not known."""
        if not one.spot.clause:
            return built.contract is not None
        was, now = self._base.texts.get(one.spot, ()), built.texts.get(one.spot, ())
        if len(was) == len(now) and one.index < len(now):
            return says_same(now[one.index].text, one.after)
        before, after = text_of(was[: one.index]), text_of(was[one.index + 1 :])
        return plain(text_of(now)) == plain(f"{before}{one.after}{after}")

    def _left(self, one: Wanted, built: Built) -> str:
        """Return where `built` prints the new value for the old one, while that is not what came back there."""
        if isinstance(
            one.inline, Placeholder
        ):  # who fills in an open point in one place says nothing against it elsewhere
            return ""
        places: list[str] = []
        for spot, inlines in self._base.texts.items():
            now = built.texts.get(spot, ())
            if inlines == now or len(inlines) != len(now):
                continue
            for index, (old, new) in enumerate(zip(inlines, now, strict=True)):
                if plain(old.text) == plain(one.before) and says_same(new.text, one.after):
                    returned = self._stands(spot, index)
                    if returned is not None and not says_same(new.text, returned):
                        places.append(self._label(spot))
        told = list(dict.fromkeys(places))
        more = f", … ({len(told)})" if len(told) > FEW else ""
        return ", ".join(told[:FEW]) + more

    def _together(self, waiting: Sequence[tuple[Wanted, list[tuple[Path, Typed]]]], found: Findings) -> None:
        """Try values that a check refuses by themselves with the others, as a first and a last day that both move."""
        values = dict(found.values)
        for _, candidates in waiting:
            if len({path for path, _ in candidates}) == 1:
                values[candidates[0][0]] = candidates[0][1]
        if values != found.values and self._builder.build(values).contract is not None:
            found.values = values
            return
        for one, candidates in waiting:
            for path, typed in candidates:
                with_others = {**found.values, path: typed}
                built = self._builder.build(with_others)
                if built.contract is not None and self._prints(one, built):
                    found.values = with_others
                    break
            else:
                path, typed = candidates[0]
                faults = self._builder.build({path: typed}).faults
                why = faults[0].message if faults else Told("-", "-")
                missed = m.REFUSED_BY_CHECKS.warning(*path, key=dotted(path), value=str(typed), why=why)
                found.missed |= dict.fromkeys(one.names, missed)

    def _proven(self, wanted: Sequence[Wanted], found: Findings) -> None:
        """Keep which changes the contract with all values says; of the others that no key gives them."""
        built = self._builder.build(found.values)
        if built.contract is None:  # together they are refused: none can be taken without looking again
            why = built.faults[0].message if built.faults else Told("-", "-")
            for path, typed in found.values.items():
                missed = m.REFUSED_BY_CHECKS.warning(*path, key=dotted(path), value=str(typed), why=why)
                found.missed |= {name: missed for one in wanted for name in one.names if name not in found.missed}
            found.values.clear()
            return
        for one in wanted:
            if self._prints(one, built) and (one.spot.clause or not any(name in found.missed for name in one.names)):
                found.taken |= dict.fromkeys(one.names, self._path_of(one, found.values))
                for name in one.names:
                    found.missed.pop(name, None)
        kept = {path: typed for path, typed in found.values.items() if path in found.taken.values()}
        if kept != found.values:
            found.values, found.taken = kept, {}
            self._proven(wanted, found)
            return
        for one in wanted:
            for name in one.names:
                if name not in found.taken and name not in found.missed:
                    found.missed[name] = m.COMPUTED.warning(value=one.before)

    def _path_of(self, one: Wanted, values: Mapping[Path, Typed]) -> Path | None:
        """Return which of `values` gives `one`, None when it follows from them."""
        for path, typed in values.items():
            built = self._builder.build({path: typed})
            if (path, typed) in self._candidates(one) and (built.contract is None or self._prints(one, built)):
                return path
        return None

    def _defaults(self) -> list[tuple[Path, Typed]]:
        """Return what holds where nothing was typed, by its key."""
        sector = str(self._builder.tree.sector)
        found: list[tuple[Path, Typed]] = []
        typed = {path for path, _ in leaves(self._builder.tree.root)}

        def gather(part: Mapping[str, object], above: Path) -> None:
            for key, about in part.get("properties", {}).items():  # type: ignore[attr-defined]  # a JSON Schema
                path = (*above, key)
                if about.get("type") == "object":
                    gather(about, path)
                elif path not in typed and isinstance(about.get("default"), (str, int, float)):
                    default = about["default"]
                    kind = TypedKind.TEXT if isinstance(default, str) else TypedKind.NUMBER
                    found.append((path, Typed(str(default), kind)))

        gather(schema(sector, self._builder.plugins), ())
        return found


def _within(typed: Typed, one: Wanted) -> Iterator[Typed]:
    """Give `typed` with the change of `one` in it, where one of the two texts is a part of the other."""
    text, before, after = str(typed), one.before, one.after
    if typed.kind is not TypedKind.TEXT or not text.strip() or plain(text) == plain(before):
        return
    if before and before in text:
        yield Typed(text.replace(before, after, 1), typed.kind)
    elif len(text) > 1 and text in before:
        head, _, tail = before.partition(text)
        if after.startswith(head) and after.endswith(tail) and len(after) > len(head) + len(tail):
            yield Typed(after[len(head) : len(after) - len(tail)], typed.kind)
