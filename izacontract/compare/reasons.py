"""Because of what something differs: the new text, the rule, a value of the request, a parameter, another clause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from izacontract import dutch
from izacontract.clauses.library import Library
from izacontract.compare.answers import related
from izacontract.compare.changes import Answer, Kind, LineChange, Op, Piece, Reason
from izacontract.model.clause import ClauseVersion, Variable
from izacontract.model.contract import Contract, Decision

NOTHING = "geen"
ABOUT_CONTRACT = "contract."
"""Variables with such a key print what the rest of the contract holds."""


@dataclass
class Reasons:
    """Draws reasons from what both contracts decided, from the library and from the changed `answers`.

    Without a library the keys behind values are unknown and a new text gives its day only.
    """

    old: Contract
    new: Contract
    library: Library | None = None
    answers: Sequence[Answer] = ()
    _were: dict[str, Decision] = field(init=False)
    _are: dict[str, Decision] = field(init=False)

    def __post_init__(self) -> None:
        self._were = {decision.clause: decision for decision in self.old.decisions}
        self._are = {decision.clause: decision for decision in self.new.decisions}

    def added(self, clause: str) -> tuple[Reason, ...]:
        """Return why `clause` is in now and was not before."""
        return tuple(self._of_rule(clause, self._are.get(clause), self._were.get(clause), "eerder"))

    def dropped(self, clause: str) -> tuple[Reason, ...]:
        """Return why `clause` is out now."""
        return tuple(self._of_rule(clause, self._are.get(clause), self._were.get(clause), "eerder"))

    def text(self, clause: str, was: date | None, now: date | None) -> tuple[Reason, ...]:
        """Return what changed in the text itself: the note of every version between the two, and a change of house."""
        if was is None or now is None:
            return ()
        reasons = []
        if was != now:
            first, last = sorted((was, now))
            between = [version for version in self._versions(clause) if first < version.since <= last]
            reasons = [Reason("text", version.since.isoformat(), version.change) for version in between]
            if not between or now < was:
                told = f"tekst van {dutch.day(now)} in plaats van {dutch.day(was)}"
                reasons.append(Reason("text", now.isoformat(), told))
        before, after = self._were.get(clause), self._are.get(clause)
        if before and after and before.origin != after.origin:
            reasons.append(Reason("text", now.isoformat(), f"tekst van {after.origin} in plaats van {before.origin}"))
        return tuple(reasons)

    def line(self, clause: str, versions: tuple[date | None, date | None], pieces: Sequence[Piece]) -> tuple[Reason, ...]:
        """Return the values and references whose change shows in `pieces` of `clause`."""
        return tuple(dict.fromkeys((*self._of_values(clause, versions, pieces), *self._of_references(pieces))))

    def inputs(self, clause: str, versions: tuple[date | None, date | None], lines: Sequence[LineChange]) -> tuple[Reason, ...]:
        """Return what made the rule choose or compute otherwise, for the `lines` that no reason of their own explains."""
        if all(line.reasons for line in lines):
            return ()
        keys = {path for decisions in (self._were, self._are) if clause in decisions for path, _ in decisions[clause].looked_at}
        variables = [variable for day in versions for variable in self._variables(clause, day)]
        if variables and any((variable.key or "").startswith(ABOUT_CONTRACT) for variable in variables):
            return (Reason("clause", "", "volgt uit de rest van het contract"),)
        keys |= {variable.key for variable in variables if variable.key}
        told = {reason.about for line in lines for reason in line.reasons}
        found = [answer for answer in self.answers if any(related(answer.key, key) for key in keys)]
        if not found:
            sections = dict.fromkeys(answer.key.partition(".")[0].partition("[")[0] for answer in self.answers)
            reasons = [Reason("value", section, "gewijzigd in de aanvraag") for section in sections]
        else:
            reasons = [Reason("value", answer.key, shown(answer.old, answer.new)) for answer in found]
        reasons = reasons or list(self._looked_at(clause))
        return tuple(r for r in reasons if r.about not in told) or (
            () if reasons else (Reason("rule", clause, "de regel geeft een andere uitkomst"),)
        )

    def _of_rule(self, clause: str, now: Decision | None, was: Decision | None, earlier: str) -> Iterator[Reason]:
        if now is None:
            yield Reason("rule", clause, "de clausule staat niet meer in de bibliotheek")
        else:
            yield Reason("rule", clause, now.because)
        if was is None:
            yield Reason("rule", clause, f"{earlier} stond de clausule niet in de bibliotheek")
        elif now is None or was.because != now.because:
            yield Reason("rule", clause, f"{earlier}: {was.because}")
        yield from self._looked_at(clause)

    def _looked_at(self, clause: str) -> Iterator[Reason]:
        """Give the values that the rule looked at and that differ, as both contracts recorded them."""
        was = dict(self._were[clause].looked_at) if clause in self._were else {}
        now = dict(self._are[clause].looked_at) if clause in self._are else {}
        for path in dict.fromkeys((*was, *now)):
            if path in was and path in now and was[path] != now[path]:
                yield Reason("value", path, shown(was[path], now[path]))

    def _of_values(self, clause: str, versions: tuple[date | None, date | None], pieces: Sequence[Piece]) -> Iterator[Reason]:
        for was, now in _runs(pieces):
            for name in dict.fromkeys(piece.name for piece in (*was, *now) if piece.kind in ("value", "placeholder")):
                about = self._about(clause, versions, name)
                if about is not None:
                    old = "".join(piece.text for piece in was if piece.name == name or piece.kind == "placeholder")
                    new = "".join(piece.text for piece in now if piece.name == name or piece.kind == "placeholder")
                    yield Reason(about[0], about[1], shown(old, new))

    def _of_references(self, pieces: Iterable[Piece]) -> Iterator[Reason]:
        for piece in pieces:
            if piece.kind == "reference" and piece.op is not Op.SAME:
                target = piece.name.partition("#")[0]
                was = target in self._were and self._were[target].include
                now = target in self._are and self._are[target].include
                if was != now:
                    yield Reason("clause", target, "staat nu in het contract" if now else "staat niet meer in het contract")

    def _about(self, clause: str, versions: tuple[date | None, date | None], name: str):
        ...
