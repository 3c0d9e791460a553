"""The answer to each change of a document that came back: taken over, refused, or countered with another text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from izacontract.differ.naming import NamedChange
from izacontract.errors import Finding, RequestInvalid
from izacontract.take import messages as m


class Decision(StrEnum):
    """What was decided about a change."""

    ACCEPTED = "aanvaard"
    REFUSED = "geweigerd"
    COUNTERED = "tegenvoorstel"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer; `text` is the counter-proposal, `remark` what the other party is told about it."""

    decision: Decision
    text: str = ""
    remark: str = ""


@dataclass(frozen=True)
class Answers:
    """The answers by the name of the change; with `values` every change of a value without one is accepted."""

    given: Mapping[str, Answer]
    values: bool = False

    def of(self, change: NamedChange) -> Answer:
        """Return the answer to `change`; open without one."""
        return self.given.get(change.name, Answer(Decision.OPEN))


def gathered(
    file: str,
    known: Iterable[str],
    accept: Iterable[str] = (),
    refuse: Iterable[tuple[str, str]] = (),
    counter: Iterable[tuple[str, str]] = (),
    remarks: Mapping[str, str] | None = None,
) -> dict[str, Answer]:
    """Return the answers to changes of `file`, whose names are `known`; `refuse` and `counter` have a text each.

    Raises RequestInvalid with every name that is not known, that gets two answers, or a counter without text.
    """
    names = set(known)
    remarks = remarks or {}
    found: dict[str, Answer] = {}
    faults: list[Finding] = []
    asked = [(name, Answer(Decision.ACCEPTED, remark=remarks.get(name, ""))) for name in accept]
    asked += [(name, Answer(Decision.REFUSED, remark=why or remarks.get(name, ""))) for name, why in refuse]
    asked += [(name, Answer(Decision.COUNTERED, text.strip(), remarks.get(name, ""))) for name, text in counter]
    for name, answer in asked:
        if name not in names:
            faults.append(m.UNKNOWN_CHANGE.finding(file=file, name=name))
        elif name in found and found[name] != answer:
            faults.append(m.TWICE.finding(name=name))
        elif answer.decision is Decision.COUNTERED and not answer.text:
            faults.append(m.EMPTY_COUNTER.finding(name=name))
        found[name] = answer
    if faults:
        raise RequestInvalid(faults)
    return found
