"""Which commitments a contract answers, decided from what is in it; coverage and the memo say so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from izacontract.dutch import listing
from izacontract.model.clause import Presence, Source
from izacontract.model.commitment import Answer, Commitment, Link, State, Status
from izacontract.model.contract import Decision, Ground

STATUSES: Mapping[Status, str] = {
    Status.ANSWERED: "beantwoord",
    Status.NOT_APPLICABLE: "niet van toepassing",
    Status.MISSING: "ontbreekt",
    Status.ADDENDUM: "per addendum",
    Status.LEFT_OUT: "weggelaten",
}
"""What each status is called in print."""

NOT_CARRIED = (Status.MISSING, Status.ADDENDUM, Status.LEFT_OUT)
"""The statuses of what a contract should say and does not."""

Prints = Callable[[Link], bool]
"""Whether a clause that is in prints the lid of a link; true of a link to the whole clause."""


def answers(
    commitments: Iterable[Commitment],
    decisions: Iterable[Decision],
    sector: str,
    years: Sequence[int],
    texts: int,
    prints: Prints,
) -> list[Answer]:
    """Return the answer to each of `commitments` that has begun in the contract years `years`, in their order.

    `decisions` are those of a contract for `sector` whose texts are those of the year `texts`. A commitment that
    concerns other sectors, or that no longer asks anything, does not apply. It is answered when one of its links is in
    and prints its lid. Else it does not apply when the clause that it hangs on is out; it was left out, when a link
    was, with that reason; or it does not apply, because it hangs on what this contract has not; or it is missing. What
    is missing because it began after the year of the texts needs an addendum.
    """
    by_clause = {decision.clause: decision for decision in decisions}
    return [_answer(commitment, by_clause, sector, years, texts, prints) for commitment in begun(commitments, years)]


def begun(commitments: Iterable[Commitment], years: Sequence[int]) -> list[Commitment]:
    """Return those of `commitments` that have begun in the last of `years`: of a later one a report is silent."""
    return [one for one in commitments if one.since is None or one.since <= max(years)]


def not_asked(commitment: Commitment, sector: str, years: Sequence[int]) -> str:
    """Return why `commitment`, which has begun, asks nothing of a contract for `sector` in `years`; "" when it does."""
    if commitment.sectors is not None and sector not in commitment.sectors:
        return f"gaat alleen over {listing(commitment.sectors)}"
    if commitment.asks_in(years):
        return ""
    if commitment.after is not None and commitment.after.state is State.LAPSED:
        return standing(commitment)
    return f"gold tot en met {commitment.last}"


def standing(commitment: Commitment) -> str:
    """Return what became of `commitment` after its last year, with the passages; "" when nothing did.

    As "onzeker na 2026: Vervolgakkoord, § 5, p. 96, tegen § 4, p. 82".
    """
    if commitment.after is None:
        return ""
    join = ", tegen " if commitment.after.state is State.UNCERTAIN else " en "
    return f"{commitment.after.state} na {commitment.until}: {join.join(_places(commitment.after.passages))}"


def totals(answers: Iterable[Answer]) -> dict[str, Counter[Status]]:
    """Return how many commitments of each chapter have each status, chapters in their order."""
    counted: dict[str, Counter[Status]] = {}
    for answer in answers:
        counted.setdefault(answer.commitment.chapter, Counter())[answer.status] += 1
    return counted


def place(source: Source) -> str:
    """Return where an agreement asks something: "Proefakkoord, § 1.1, p. 3"."""
    return f"{source.document}, {source.section}"


def _places(passages: Iterable[Source]) -> list[str]:
    """Return each of `passages` as its place, with the document where that is another than of the one before it."""
    found: list[str] = []
    document = ""
    for passage in passages:
        found.append(passage.section if passage.document == document else place(passage))
        document = passage.document
    return found


def _answer(
    commitment: Commitment,
    decisions: Mapping[str, Decision],
    sector: str,
    years: Sequence[int],
    texts: int,
    prints: Prints,
) -> Answer:
    if because := not_asked(commitment, sector, years):
        return Answer(commitment, Status.NOT_APPLICABLE, because)
    status, because, links = _status(commitment, decisions, prints)
    linked = [decisions[link.clause] for link in commitment.clauses if link.clause in decisions]
    unknown = status is Status.MISSING or (bool(linked) and all(one.version is None for one in linked))
    if commitment.since is not None and commitment.since > texts and unknown:
        status, because = Status.ADDENDUM, f"nieuw sinds {commitment.since}: regel per addendum"
    return Answer(commitment, status, because, links, commitment.asks_in(years))


def _status(
    commitment: Commitment, decisions: Mapping[str, Decision], prints: Prints
) -> tuple[Status, str, tuple[Link, ...]]:
    linked = [(link, decisions[link.clause]) for link in commitment.clauses if link.clause in decisions]
    changed = [(link, decision) for link, decision in linked if decision.include and _is_changed(link, decision)]
    present = tuple(link for link, decision in linked if decision.include and not _is_changed(link, decision))
    if found := tuple(link for link in present if prints(link)):
        also = tuple(Link(clause) for clause in commitment.also if clause in decisions and decisions[clause].include)
        return Status.ANSWERED, "", (*found, *also)
    support = decisions.get(commitment.hangs_on or "")
    if support is not None and not support.include and support.ground is Ground.RULE and not _to_fill(support):
        return Status.NOT_APPLICABLE, support.because, ()
    if changed:
        reasons = dict.fromkeys(because for link, decision in changed for because in _changes(link, decision))
        return Status.LEFT_OUT, "; ".join(reasons), ()
    if omitted := [decision for _, decision in linked if decision.omitted is not None]:
        reasons = dict.fromkeys(f"{decision.title}: {decision.omitted}" for decision in omitted)
        return Status.LEFT_OUT, "; ".join(reasons), ()
    if present:
        places = listing([decision.title for _, decision in linked if decision.include])
        return Status.MISSING, f"{places}: deze vorm van de tekst heeft geen lid hierover", ()
    ruled = [decision for _, decision in linked if decision.ground is Ground.RULE]
    if not ruled:
        return Status.MISSING, "voor deze zorgsoort is er nog geen clausule", ()
    because = "; ".join(dict.fromkeys(decision.because for decision in ruled))
    return (Status.MISSING if any(map(_to_fill, ruled)) else Status.NOT_APPLICABLE), because, ()


def _to_fill(decision: Decision) -> bool:
    """Return whether a clause is out for want of an answer: nobody asked for it, or what decides is still open."""
    return decision.presence is Presence.OPTIONAL or any(seen.open for seen in decision.looked_at)


def _is_changed(link: Link, decision: Decision) -> bool:
    return any(True for _ in _changes(link, decision))


def _changes(link: Link, decision: Decision) -> Iterator[str]:
    """Give what parties made otherwise of the words that `link` means: who reads decides whether they still answer."""
    for deviation in decision.deviations:
        if deviation.removes and link.lid in (None, deviation.lid):
            yield f"{decision.title}: lid '{deviation.lid}' {deviation.what}: {deviation.reason}"
    position = decision.position
    if position is not None and link.lid in position.leden:
        yield f"{decision.title}: positie '{position.choice}': {position.reason}"
