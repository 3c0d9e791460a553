"""Which commitments a contract answers, decided from what is in it; coverage and the annex of sources say so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import date

from izacontract.dutch import day, listing
from izacontract.model.clause import Presence
from izacontract.model.commitment import Answer, Commitment, Link, Status
from izacontract.model.contract import Decision, Ground

STATUSES: Mapping[Status, str] = {
    Status.ANSWERED: "beantwoord",
    Status.NOT_APPLICABLE: "niet van toepassing",
    Status.MISSING: "ontbreekt",
    Status.LEFT_OUT: "weggelaten",
}
"""What each status is called in print."""

Prints = Callable[[Link], bool]
"""Whether a clause that is in prints the lid of a link; true of a link to the whole clause."""


def answers(
    commitments: Iterable[Commitment], decisions: Iterable[Decision], sector: str, end: date, prints: Prints
) -> list[Answer]:
    """Return the answer to each of `commitments`, in their order.

    `decisions` are those of a contract for `sector` whose last day is `end`. A commitment that concerns other sectors
    does not apply. It is answered when one of its links is in and prints its lid. Else it does
    not apply when the clause that it hangs on is out; it was left out, when a link was, with that reason; or it does
    not apply, because it asks nothing yet or hangs on what this contract has not; or it is missing.
    """
    by_clause = {decision.clause: decision for decision in decisions}
    return [_answer(commitment, by_clause, sector, end, prints) for commitment in commitments]


def totals(answers: Iterable[Answer]) -> dict[str, Counter[Status]]:
    """Return how many commitments of each chapter have each status, chapters in their order."""
    counted: dict[str, Counter[Status]] = {}
    for answer in answers:
        counted.setdefault(answer.commitment.chapter, Counter())[answer.status] += 1
    return counted


def weight(decision: Decision) -> Hashable:
    """Return all of `decision` that an answer can hang on; two that weigh the same give the same answers."""
    if decision.include:
        return decision.title
    return decision.title, decision.omitted, decision.ground, decision.because, _to_fill(decision)


def summary(answers: Sequence[Answer]) -> Mapping[str, Sequence[Mapping[str, object]]]:
    """Return the rows that a contract prints about itself: totals per chapter, and what it does not carry."""
    return {
        "dekking": [
            {
                "hoofdstuk": chapter,
                "beantwoord": counted[Status.ANSWERED],
                "niet_van_toepassing": counted[Status.NOT_APPLICABLE],
                "ontbreekt": counted[Status.MISSING],
                "weggelaten": counted[Status.LEFT_OUT],
            }
            for chapter, counted in totals(answers).items()
        ],
        "niet_beantwoord": [
            {
                "vindplaats": answer.commitment.source.section,
                "afspraak": answer.commitment.text,
                "status": STATUSES[answer.status],
                "reden": answer.because,
            }
            for answer in answers
            if answer.status in (Status.MISSING, Status.LEFT_OUT)
        ],
    }


def _answer(
    commitment: Commitment, decisions: Mapping[str, Decision], sector: str, end: date, prints: Prints
) -> Answer:
    if commitment.sectors is not None and sector not in commitment.sectors:
        return Answer(commitment, Status.NOT_APPLICABLE, f"gaat alleen over {listing(commitment.sectors)}")
    linked = [(link, decisions[link.clause]) for link in commitment.clauses if link.clause in decisions]
    present = tuple(link for link, decision in linked if decision.include)
    if found := tuple(link for link in present if prints(link)):
        also = tuple(Link(clause) for clause in commitment.also if clause in decisions and decisions[clause].include)
        return Answer(commitment, Status.ANSWERED, "", (*found, *also))
    support = decisions.get(commitment.hangs_on or "")
    if support is not None and not support.include and support.ground is Ground.RULE and not _to_fill(support):
        return Answer(commitment, Status.NOT_APPLICABLE, support.because)
    if omitted := [decision for _, decision in linked if decision.omitted is not None]:
        reasons = dict.fromkeys(f"{decision.title}: {decision.omitted}" for decision in omitted)
        return Answer(commitment, Status.LEFT_OUT, "; ".join(reasons))
    if commitment.since is not None and end < commitment.since:
        return Answer(commitment, Status.NOT_APPLICABLE, f"geldt vanaf {day(commitment.since)}, na dit contract")
    if present:
        places = listing([decision.title for _, decision in linked if decision.include])
        return Answer(commitment, Status.MISSING, f"{places}: deze vorm van de tekst heeft geen lid hierover")
    ruled = [decision for _, decision in linked if decision.ground is Ground.RULE]
    if not ruled:
        return Answer(commitment, Status.MISSING, "voor deze zorgsoort is er nog geen clausule")
    because = "; ".join(dict.fromkeys(decision.because for decision in ruled))
    return Answer(commitment, Status.MISSING if any(map(_to_fill, ruled)) else Status.NOT_APPLICABLE, because)


def _to_fill(decision: Decision) -> bool:
    """Return whether a clause is out for want of an answer: nobody asked for it, or what decides is still open."""
    return decision.presence is Presence.OPTIONAL or any(seen.open for seen in decision.looked_at)
