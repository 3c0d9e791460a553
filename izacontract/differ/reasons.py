"""Because of what something differs: the new text, the rule, a value of the request, a parameter, another clause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby
from typing import Literal

from izacontract import dutch
from izacontract.clauses.library import Library
from izacontract.differ.agreed import AgreedIn, changes_in
from izacontract.differ.answers import related, section_of
from izacontract.differ.changes import ChangedAnswer, LineChange, Op, Piece, Reason
from izacontract.differ.lines import Passage
from izacontract.model.clause import ClauseVersion, Variable
from izacontract.model.contract import Decision, LookedAt
from izacontract.model.own import is_own

Decisions = Mapping[str, Decision]

TERM = "overeenkomst"
EVERYWHERE = (TERM, "zorgverzekeraar", "zorgaanbieder", "instellingen")
"""Sections that most clauses read something of; of the others every key counts once a clause reads one."""

ABOUT_CONTRACT = "contract."
"""Variables with such a key print what the rest of the contract holds."""

FIGURES = 3
"""So many figures tell that a computed value is a value of the request."""

ABSENT = "de clausule staat niet in de bibliotheek"
NOT_AGREED = "partijen spraken dit niet af"
UNKNOWN = "een document bewaart niet waarom"
NEW_RESULT = "de regel geeft een andere uitkomst"
FOLLOWS = "volgt uit de rest van het contract"


def shown(old: str | None, new: str | None) -> str:
    """Write a value that differs: "4,18% → 3,90%"; "geen" where nothing stands."""
    return f"{old or 'geen'} → {new or 'geen'}"


@dataclass(frozen=True)
class KnownFacts:
    """What reasons are drawn from: the decisions of both sides (None where unknown), the library, changed answers.

    `agreed` is what parties agreed otherwise on each side.

    Without a library the keys behind values are unknown, and a new text gives its day only.
    """

    were: Decisions | None
    are: Decisions | None
    library: Library | None
    answers: Sequence[ChangedAnswer]
    agreed: tuple[AgreedIn, AgreedIn]

    @property
    def both(self) -> tuple[Decisions, Decisions]:
        """Return the decisions of both sides, none where they are unknown."""
        return self.were or {}, self.are or {}

    def looked_at(self, clause: str) -> Iterator[Reason]:
        """Give the values that the rule looked at both times and that differ, as the contracts recorded them."""
        was, now = ({seen.path: seen.value for seen in _looks(decisions, clause)} for decisions in self.both)
        for path in now:
            if path in was and was[path] != now[path]:
                yield Reason("value", path, shown(was[path], now[path]))

    def of_presence(self, clause: str) -> tuple[Reason, ...]:
        """Return why `clause` came in or dropped out: both decisions, and what they looked at."""
        absent = NOT_AGREED if is_own(clause) else ABSENT
        told = dict.fromkeys(
            f"{earlier}{decisions[clause].because if clause in decisions else absent}"
            for earlier, decisions in (("", self.are), ("eerder: ", self.were))
            if decisions is not None
        )
        return (*(Reason("rule", clause, text) for text in told or (UNKNOWN,)), *self.looked_at(clause))


@dataclass(frozen=True)
class Reasons:
    """The reasons why one clause, in both contracts, differs from `old` to `new`."""

    facts: KnownFacts
    old: Passage
    new: Passage

    def of_text(self) -> tuple[Reason, ...]:
        """Return what changed in the text itself: the note of every version between the two, and a change of house."""
        reasons: list[Reason] = []
        was, now = self.old.version, self.new.version
        if was is not None and now is not None and was != now:
            between = [version for version in self._versions if was < version.since <= now]
            reasons = [Reason("text", version.since.isoformat(), version.change) for version in between]
            if not reasons:
                told = f"tekst van {dutch.day(now)} in plaats van {dutch.day(was)}"
                reasons.append(Reason("text", now.isoformat(), told))
        before, after = (d[self.new.id].origin if self.new.id in d else "" for d in self.facts.both)
        if before and after and before != after:
            reasons.append(Reason("text", str(now), f"tekst van {after} in plaats van {before}"))
        return tuple(reasons)

    @cached_property
    def of_agreed(self) -> tuple[Reason, ...]:
        """Return how the position and the leden that parties agreed on otherwise differ."""
        was, now = (agreed.get(self.new.id, {}) for agreed in self.facts.agreed)
        return tuple(Reason("agreed", self.new.id, told) for told in changes_in(was, now))

    def of_line(self, pieces: Sequence[Piece]) -> tuple[Reason, ...]:
        """Return the values and the presence of other clauses whose change shows in `pieces`."""
        return tuple(dict.fromkeys((*self._values(pieces), *self._references(pieces))))

    def of_choice(self, lines: Sequence[LineChange]) -> tuple[Reason, ...]:
        """Return what made the rule compute or choose otherwise; none when every one of `lines` has its own reason."""
        if all(line.reasons for line in lines):
            return ()
        if any((variable.key or "").startswith(ABOUT_CONTRACT) for variable in self._variables.values()):
            return (Reason("clause", "", FOLLOWS),)
        found = [answer for answer in self.facts.answers if any(related(answer.key, key) for key in self._reads)]
        sections = dict.fromkeys(section_of(answer.key) for answer in self.facts.answers)
        unknown = self.facts.were is None or self.facts.are is None
        reasons = (
            [Reason("value", answer.key, shown(answer.old, answer.new)) for answer in found]
            or list(self.facts.looked_at(self.new.id))
            or [Reason("value", section, "gewijzigd in de aanvraag") for section in sections]
            or [Reason("rule", self.new.id, UNKNOWN if unknown else NEW_RESULT)]
        )
        return tuple(reasons)

    def _values(self, pieces: Sequence[Piece]) -> Iterator[Reason]:
        for origin, was, now in changed_values(pieces, self._variables):
            told = shown(was, now)
            match origin.kind:
                case "parameter":
                    yield Reason("parameter", origin.name, told)
                case "value":
                    yield Reason("value", origin.name, told)
                case "rule":
                    yield from (Reason("value", key, told) for key in self._told_by(was, now))

    def _told_by(self, was: str, now: str) -> list[str]:
        """Return the keys that changed from and to what a computed value printed; the clause's own before others.

        One of many items that the clause does not read proves nothing: years are alike.
        """
        own = [a.key for a in self._own if tells(a.old, was, in_day=True) and tells(a.new, now, in_day=True)]
        others = (a for a in self.facts.answers if "[" not in a.key)
        return own or [a.key for a in others if tells(a.old, was) and tells(a.new, now)]

    def _references(self, pieces: Sequence[Piece]) -> Iterator[Reason]:
        for piece in pieces:
            if piece.kind == "reference" and piece.op is not Op.SAME:
                clause = piece.name.partition("#")[0]
                was, now = (clause in decisions and decisions[clause].include for decisions in self.facts.both)
                if was != now:
                    yield Reason("clause", clause, "is opgenomen" if now else "is vervallen")

    @cached_property
    def _versions(self) -> tuple[ClauseVersion, ...]:
        library = self.facts.library
        return library.clauses[self.new.id].versions if library and self.new.id in library.clauses else ()

    @cached_property
    def _variables(self) -> Mapping[str, Variable]:
        """Return the variables of both texts by name; those of the later text count."""
        days = (self.old.version, self.new.version)
        found: dict[str, Variable] = {}
        for version in self._versions:
            if version.since in days:
                found |= version.variables
        return found

    @cached_property
    def _reads(self) -> tuple[str, ...]:
        """Return the keys and sections that the clause reads; of sections that most clauses read, the key only."""
        keys = [variable.key for variable in self._variables.values() if variable.key]
        keys += [seen.path for decisions in self.facts.both for seen in _looks(decisions, self.new.id)]
        return tuple(dict.fromkeys(key if section_of(key) in EVERYWHERE else section_of(key) for key in keys))

    @cached_property
    def _own(self) -> tuple[ChangedAnswer, ...]:
        """Return the changed answers that the clause reads, or that say when the contract runs."""
        return tuple(
            answer
            for answer in self.facts.answers
            if section_of(answer.key) == TERM or any(related(answer.key, key) for key in self._reads)
        )


def _looks(decisions: Decisions, clause: str) -> tuple[LookedAt, ...]:
    return decisions[clause].looked_at if clause in decisions else ()


@dataclass(frozen=True, slots=True)
class Origin:
    """What gives a value; `name` is a key of the request, the id of a parameter, or the variable that a rule fills."""

    kind: Literal["value", "parameter", "rule"]
    name: str


def changed_values(pieces: Iterable[Piece], variables: Mapping[str, Variable]) -> Iterator[tuple[Origin, str, str]]:
    """Give each value that differs in `pieces` with what was printed and what is printed now, "" for nothing."""
    for same, run in groupby(pieces, key=lambda piece: piece.op is Op.SAME):
        texts: dict[Origin, dict[Op, str]] = {}
        for piece in () if same else run:
            if piece.kind in ("value", "placeholder"):
                both = texts.setdefault(origin_of(piece.name, variables), {})
                both[piece.op] = both.get(piece.op, "") + piece.text
        for origin, both in texts.items():
            yield origin, both.get(Op.OLD, ""), both.get(Op.NEW, "")


def origin_of(name: str, variables: Mapping[str, Variable]) -> Origin:
    """Return what gives the value `name`: a variable, `variable.column`, a column in a loop, or the key itself."""
    head, _, column = name.partition(".")
    if head in variables:
        variable = variables[head]
        if variable.parameter:
            return Origin("parameter", variable.parameter)
        if not variable.key or variable.key.startswith(ABOUT_CONTRACT):
            return Origin("rule", name)
        return Origin("value", f"{variable.key}.{column}" if column else variable.key)
    if name in {variable.parameter for variable in variables.values()}:
        return Origin("parameter", name)
    if column or not variables:  # the field of a placeholder or of the title page is a key itself
        return Origin("value", name)
    listed = next((v.key for v in variables.values() if v.key and any(c.key == name for c in v.columns)), None)
    return Origin("value", f"{listed}.{name}") if listed else Origin("rule", name)


def tells(answer: str | None, printed: str, *, in_day: bool = False) -> bool:
    """Return whether `printed` holds the figures of `answer`, or with `in_day` is the year of a day."""
    figures = _figures(printed)
    if len(figures) < FIGURES or answer is None:
        return False
    return figures == _figures(answer) or (in_day and answer.endswith(f" {printed}"))


@lru_cache(maxsize=4096)
def _figures(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())
