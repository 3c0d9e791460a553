"""Because of what something differs: the new text, the rule, a value of the request, a parameter, another clause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from izacontract import dutch
from izacontract.clauses.library import Library
from izacontract.compare.answers import related, section_of
from izacontract.compare.changes import Answer, LineChange, Op, Piece, Reason
from izacontract.compare.reading import Item
from izacontract.model.clause import Variable
from izacontract.model.contract import Decision, LookedAt

ABOUT_CONTRACT = "contract."
"""Variables with such a key print what the rest of the contract holds."""

TERM = "overeenkomst"
EVERYWHERE = (TERM, "zorgverzekeraar", "zorgaanbieder", "instellingen")
"""Sections that most clauses read something of; of the others every key counts once a clause reads one."""

FIGURES = 3
"""So many figures tell that a computed value is a value of the request."""

ABSENT = "de clausule staat niet in de bibliotheek"
UNKNOWN = "het document bewaart niet waarom"
NEW_RESULT = "de regel geeft een andere uitkomst"
FOLLOWS = "volgt uit de rest van het contract"


def shown(old: str | None, new: str | None) -> str:
    """Write a value that differs: "4,18% → 3,90%"; "geen" where nothing stands."""
    return f"{old or 'geen'} → {new or 'geen'}"


@dataclass(frozen=True)
class Reasons:
    """Draws reasons from what both sides decided (None where unknown), the library and the changed `answers`.

    Without a library the keys behind values are unknown, and a new text gives its day only.
    """

    were: Mapping[str, Decision] | None
    are: Mapping[str, Decision] | None
    library: Library | None
    answers: Sequence[Answer]

    def of_presence(self, clause: str) -> tuple[Reason, ...]:
        """Return why `clause` came in or dropped out: both decisions, and what they looked at."""
        told = dict.fromkeys(
            f"{earlier}{decisions[clause].because if clause in decisions else ABSENT}"
            for earlier, decisions in (("", self.are), ("eerder: ", self.were))
            if decisions is not None
        )
        return (*(Reason("rule", clause, text) for text in told or (UNKNOWN,)), *self._looked_at(clause))

    def of_text(self, old: Item, new: Item) -> tuple[Reason, ...]:
        """Return what changed in the text itself: the note of every version between the two, and a change of house."""
        reasons: list[Reason] = []
        was, now = old.version, new.version
        if was is not None and now is not None and was != now:
            versions = self.library.clauses[new.id].versions if self.library and new.id in self.library.clauses else ()
            reasons += [Reason("text", v.since.isoformat(), v.change) for v in versions if was < v.since <= now]
            if not reasons:
                told = f"tekst van {dutch.day(now)} in plaats van {dutch.day(was)}"
                reasons.append(Reason("text", now.isoformat(), told))
        before, after = (decisions[new.id].origin if new.id in decisions else "" for decisions in self._both)
        if before and after and before != after:
            reasons.append(Reason("text", str(now), f"tekst van {after} in plaats van {before}"))
        return tuple(reasons)

    def of_line(self, old: Item, new: Item, pieces: Sequence[Piece]) -> tuple[Reason, ...]:
        """Return the values and the presence of other clauses whose change shows in `pieces`."""
        return tuple(dict.fromkeys((*self._values(old, new, pieces), *self._references(pieces))))

    def of_choice(self, old: Item, new: Item, lines: Sequence[LineChange]) -> tuple[Reason, ...]:
        """Return what made the rule compute or choose otherwise; none when every one of `lines` has its own reason."""
        if all(line.reasons for line in lines):
            return ()
        variables = self._variables(old, new)
        if any((variable.key or "").startswith(ABOUT_CONTRACT) for variable in variables.values()):
            return (Reason("clause", "", FOLLOWS),)
        near = self._near(new.id, variables)
        found = [answer for answer in self.answers if any(related(answer.key, key) for key in near)]
        sections = dict.fromkeys(section_of(answer.key) for answer in self.answers)
        reasons = (
            [Reason("value", answer.key, shown(answer.old, answer.new)) for answer in found]
            or list(self._looked_at(new.id))
            or [Reason("value", section, "gewijzigd in de aanvraag") for section in sections]
            or [Reason("rule", new.id, UNKNOWN if self.were is None or self.are is None else NEW_RESULT)]
        )
        return tuple(reasons)

    def _looked_at(self, clause: str) -> Iterator[Reason]:
        """Give the values that the rule looked at both times and that differ, as the contracts recorded them."""
        was, now = ({seen.path: seen.value for seen in _looks(decisions, clause)} for decisions in self._both)
        for path in now:
            if path in was and was[path] != now[path]:
                yield Reason("value", path, shown(was[path], now[path]))

    def _values(self, old: Item, new: Item, pieces: Sequence[Piece]) -> Iterator[Reason]:
        variables = self._variables(old, new)
        near = self._near(new.id, variables)
        for same, run in groupby(pieces, key=lambda piece: piece.op is Op.SAME):
            texts: dict[tuple[str, str], dict[Op, str]] = {}
            for piece in () if same else run:
                if piece.kind in ("value", "placeholder"):
                    both = texts.setdefault(_about(piece.name, variables), {})
                    both[piece.op] = both.get(piece.op, "") + piece.text
            for (kind, about), both in texts.items():
                told = shown(both.get(Op.OLD), both.get(Op.NEW))
                if kind == "parameter":
                    yield Reason("parameter", about, told)
                elif kind == "value":
                    yield Reason("value", about, told)
                else:
                    yield from (Reason("value", key, told) for key in self._told_by(both, near))

    def _told_by(self, both: Mapping[Op, str], near: Sequence[str]) -> list[str]:
        """Return the keys that changed from and to what a computed value printed.

        Keys that the clause reads, or that say when the contract runs, go before others.
        """
        was, now = both.get(Op.OLD, ""), both.get(Op.NEW, "")
        own = [a for a in self.answers if section_of(a.key) == TERM or any(related(a.key, one) for one in near)]
        told = [a.key for a in own if _tells(a.old, was, in_day=True) and _tells(a.new, now, in_day=True)]
        return told or [a.key for a in self.answers if _tells(a.old, was) and _tells(a.new, now)]

    def _references(self, pieces: Sequence[Piece]) -> Iterator[Reason]:
        for piece in pieces:
            if piece.kind == "reference" and piece.op is not Op.SAME:
                clause = piece.name.partition("#")[0]
                was, now = (clause in decisions and decisions[clause].include for decisions in self._both)
                if was != now:
                    yield Reason("clause", clause, "is opgenomen" if now else "is vervallen")

    def _near(self, clause: str, variables: Mapping[str, Variable]) -> list[str]:
        """Return the keys that `clause` reads and the sections they stand in, but of sections that all read the key."""
        keys = [variable.key for variable in variables.values() if variable.key]
        keys += [look.path for decisions in self._both for look in _looks(decisions, clause)]
        return [key if section_of(key) in EVERYWHERE else section_of(key) for key in keys]

    def _variables(self, old: Item, new: Item) -> dict[str, Variable]:
        """Return the variables of both texts by name; those of the new text count."""
        if self.library is None or new.id not in self.library.clauses:
            return {}
        days: tuple[date | None, ...] = (old.version, new.version)
        found: dict[str, Variable] = {}
        for version in self.library.clauses[new.id].versions:
            if version.since in days:
                found |= version.variables
        return found

    @property
    def _both(self) -> tuple[Mapping[str, Decision], Mapping[str, Decision]]:
        return self.were or {}, self.are or {}


def _looks(decisions: Mapping[str, Decision], clause: str) -> tuple[LookedAt, ...]:
    return decisions[clause].looked_at if clause in decisions else ()


def _about(name: str, variables: Mapping[str, Variable]) -> tuple[str, str]:
    """Return what gives the value `name`: "value" with a key of the request, "parameter" with its id, or a "rule"."""
    head, _, column = name.partition(".")
    if head in variables:
        variable = variables[head]
        if variable.parameter:
            return "parameter", variable.parameter
        if not variable.key or variable.key.startswith(ABOUT_CONTRACT):
            return "rule", name
        return "value", f"{variable.key}.{column}" if column else variable.key
    if name in {variable.parameter for variable in variables.values()}:
        return "parameter", name
    if column or not variables:  # the field of a placeholder or of the title page is a key itself
        return "value", name
    listed = next((v.key for v in variables.values() if v.key and any(c.key == name for c in v.columns)), None)
    return ("value", f"{listed}.{name}") if listed else ("rule", name)


def _tells(answer: str | None, printed: str, *, in_day: bool = False) -> bool:
    """Return whether `printed` holds the figures of `answer`, or with `in_day` is the year of a day."""
    figures = _figures(printed)
    if len(figures) < FIGURES or answer is None:
        return False
    return figures == _figures(answer) or (in_day and answer.endswith(f" {printed}"))


def _figures(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())
