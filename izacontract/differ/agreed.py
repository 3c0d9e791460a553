"""What parties agreed otherwise in a clause, its position and its leden, and how that differs between two sides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from izacontract import dutch
from izacontract.build.deviate import WHAT
from izacontract.model.contract import Decision
from izacontract.model.deviation import STANDARD
from izacontract.model.own import TAKING_OVER, is_own
from izacontract.render.seal_facts import SealedDeviation

POSITION: Final = "positie"


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was done, the name of a position or vervangen, vervallen, toevoegen; the typed lines, and on what grounds.

    A document keeps neither lines nor grounds.
    """

    what: str
    lines: tuple[str, ...] = ()
    grounds: str = ""


AgreedIn = Mapping[str, Mapping[str, Agreed]]
"""By clause: what was done to each lid, and under `POSITION` which position was chosen."""


def agreed_in(decisions: Iterable[Decision]) -> AgreedIn:
    """Return what parties agreed otherwise in the clauses of `decisions`."""
    found: dict[str, dict[str, Agreed]] = {}
    for decision in decisions:
        position = decision.position
        if position is not None and position.choice != STANDARD:
            by = f"akkoord van {position.approved_by or 'nog niemand'}"
            found.setdefault(decision.clause, {})[POSITION] = Agreed(position.choice, (), f"{position.reason}; {by}")
        for one in decision.deviations:
            by = f"akkoord van {one.agreed_by or 'nog niemand'}"
            on = f" op {dutch.day(one.agreed_on)}" if one.agreed_on else ""
            found.setdefault(decision.clause, {})[f"lid '{one.lid}'"] = Agreed(
                one.what, one.lines, f"{one.reason}; {by}{on}"
            )
    return found


def agreed_words(decisions: Sequence[Decision]) -> Iterator[str]:
    """Give each provision and annex of parties, each position and each lid that is otherwise, in a few words."""
    for clause, agreed in agreed_in(decisions).items():
        yield from (f"{clause}: {subject} {_said(subject, one)}" for subject, one in agreed.items())
    yield from (one.clause for one in decisions if is_own(one.clause) and one.clause not in TAKING_OVER)


def agreed_when_sealed(deviations: Iterable[SealedDeviation]) -> AgreedIn:
    """Return what parties had agreed otherwise when a document was made."""
    found: dict[str, dict[str, Agreed]] = {}
    for one in deviations:
        subject, what = (POSITION, one.subject) if one.what == POSITION else (f"lid '{one.subject}'", one.what)
        found.setdefault(one.clause, {})[subject] = Agreed(what)
    return found


def changes_in(was: Mapping[str, Agreed], now: Mapping[str, Agreed]) -> Iterator[str]:
    """Give how what was agreed in one clause differs, as people say it: "positie: standaard → deskundige (...)"."""
    for subject in dict.fromkeys((*now, *was)):
        before, after = was.get(subject), now.get(subject)
        if (before and before.what) == (after and after.what) and (before and before.lines) == (after and after.lines):
            continue
        grounds = f" ({after.grounds})" if after and after.grounds else ""
        yield f"{subject}: {_said(subject, before)} → {_said(subject, after)}{grounds}"


def _said(subject: str, agreed: Agreed | None) -> str:
    if agreed is None:
        return STANDARD if subject == POSITION else "volgens de tekst"
    return WHAT.get(agreed.what, agreed.what)
