"""Which declared duties a contract holds: those whose lid it prints, with the terms that the lid prints."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from izacontract.clauses.library import Library
from izacontract.duties.counting import Term
from izacontract.duties.printed import Printed, PrintedLid, count_in
from izacontract.model.clause import Clause, ClauseVersion, Variable
from izacontract.model.contract import Contract, Decision
from izacontract.model.duty import NUMBERS, TERM, CountingRule, DeclaredDuty

UNITS: Final = {"dagen": "dagen", "weken": "weken", "maanden": "maanden"}
IN_WORDS: Final = re.compile(r"{([a-z0-9_.]+)}")


@dataclass(frozen=True, slots=True)
class Asked:
    """A declared duty of a clause, with one lid that prints it and the variables of its text.

    `changed` says that parties made this lid otherwise, so that its own words decide.
    """

    clause: str
    duty: DeclaredDuty
    lid: PrintedLid
    variables: Mapping[str, Variable]
    changed: bool = False

    @property
    def id(self) -> str:
        """Return how the library calls the duty: "algemeen.volume#afrekening"."""
        return f"{self.clause}#{self.duty.id}"


@dataclass(frozen=True, slots=True)
class AskedRule:
    """A rule for counting, with the lid that prints it."""

    rule: CountingRule
    lid: PrintedLid
    variables: Mapping[str, Variable]


@dataclass(frozen=True, slots=True)
class Open:
    """A term or day that is still to be filled in, as the contract prints it."""

    text: str


def asked_of(contract: Contract, library: Library, printed: Printed) -> tuple[list[Asked], list[AskedRule]]:
    """Return the duties that `contract` holds, in its order, and how it counts."""
    duties: list[Asked] = []
    rules: list[AskedRule] = []
    decisions = {decision.clause: decision for decision in contract.decisions}
    for part in contract.parts:
        for placed in part.clauses:
            clause, decision = library.clauses.get(placed.id), decisions.get(placed.id)
            if clause is None or decision is None:
                continue
            dropped = {one.lid for one in decision.deviations if one.what == "vervallen"}
            replaced = {one.lid for one in decision.deviations if one.what == "vervangen"}
            for version, duty in _declared(clause, decision, placed.version):
                leden = printed.leden.get((clause.id, duty.lid), ())
                if duty.lid in replaced:
                    lid = leden[0] if leden else PrintedLid(printed.places[clause.id], "", ())
                    duties.append(Asked(clause.id, duty, lid, version.variables, changed=True))
                elif duty.lid not in dropped:
                    duties += [
                        Asked(clause.id, duty, lid, version.variables) for lid in leden if duty.says in lid.words
                    ]
            for version in _texts(clause, decision, placed.version):
                for rule in version.duties.rules:
                    if rule.lid not in dropped | replaced:
                        leden = printed.leden.get((clause.id, rule.lid), ())
                        rules += [AskedRule(rule, lid, version.variables) for lid in leden]
    return duties, rules


def _declared(clause: Clause, decision: Decision, day: object) -> Iterator[tuple[ClauseVersion, DeclaredDuty]]:
    """Give the duties of the text of `day`, and in the place of leden that a chosen position replaced, its own."""
    taken = decision.position.leden if decision.position else ()
    for version in _texts(clause, decision, day):
        is_own = version in clause.versions
        yield from ((version, duty) for duty in version.duties.declared if not is_own or duty.lid not in taken)


def _texts(clause: Clause, decision: Decision, day: object) -> list[ClauseVersion]:
    """Return the clause's own text of `day`, and that of the position that parties chose."""
    found = [version for version in clause.versions if version.since == day]
    if (choice := decision.position) is not None:
        found += [
            version
            for position in clause.positions
            if position.name == choice.choice
            for version in position.versions
            if version.since == choice.since
        ]
    return found


def counted(
    within: tuple[str, ...], lid: PrintedLid, variables: Mapping[str, Variable]
) -> tuple[Term, ...] | Open | None:
    """Return the terms of `within` as `lid` prints them; what is still open; None when the lid does not print them."""
    found: list[Term] = []
    for part in within:
        match = TERM.fullmatch(part)
        name, unit = (match[1], match[2]) if match else (part, "")
        if name in variables:
            if (text := lid.value(name)) is None:
                if (key := variables[name].key or name) in lid.open:
                    return Open(lid.open[key])
                return None
            if (count := count_in(text)) is None:
                return None
            found.append(Term(count, unit or text.split("\N{NO-BREAK SPACE}")[-1]))
        elif part in " ".join(lid.words.split()):
            found.append(Term(NUMBERS[name] if name in NUMBERS else int(name), unit))
        else:
            return None
    return tuple(found)


def filled_in(words: str, near: Mapping[str, str], clause: Mapping[str, str]) -> str:
    """Return `words` with each {name} as it is printed `near` the duty, else elsewhere in its clause, else as "…"."""

    def value(match: re.Match[str]) -> str:
        return near.get(match[1]) or clause.get(match[1]) or "…"

    return IN_WORDS.sub(value, words)
