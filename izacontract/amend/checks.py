"""Whether one contract can become another by an addendum, and from which day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from izacontract import dutch
from izacontract.amend import messages as m
from izacontract.errors import Finding
from izacontract.render.seal import Seal
from izacontract.render.seal_amendment import SealedAmendment, SealedChange
from izacontract.render.seal_facts import SealedParty, SealedTerm


def refusals(old: Seal, new: Seal, was: SealedTerm, becomes: SealedTerm) -> Iterator[Finding]:
    """Give every reason why `old` cannot become `new` by an addendum, whatever its day."""
    if was.sector != becomes.sector:
        yield m.OTHER_SECTOR.finding(old=was.sector_title, new=becomes.sector_title)
    if old.reference != new.reference:
        yield m.OTHER_REFERENCE.finding(old=old.reference, new=new.reference)
    if _who(was.parties) != _who(becomes.parties):
        yield m.OTHER_PARTY.finding(old=_named(was.parties), new=_named(becomes.parties))
    if was.begin != becomes.begin:
        yield m.OTHER_BEGIN.finding(old=dutch.day(was.begin), new=dutch.day(becomes.begin))


def day_refusals(day: date | None, was: SealedTerm, becomes: SealedTerm, *, renews: bool) -> Iterator[Finding]:
    """Give every reason why an addendum cannot hold from `day`; one that is still open is none.

    A contract that `renews` by itself may run after its last day.
    """
    if day is None:
        return
    if day < was.begin:
        yield m.BEFORE_BEGIN.finding(day=dutch.day(day), begin=dutch.day(was.begin))
    if day > was.end and not renews:
        yield m.AFTER_END.finding(day=dutch.day(day), end=dutch.day(was.end))
    elif becomes.end < day and not renews:
        yield m.ENDS_BEFORE.finding(day=dutch.day(day), end=dutch.day(becomes.end))


def order_findings(amendments: Sequence[tuple[str, SealedAmendment]], reference: str) -> Iterator[Finding]:
    """Give what is wrong with addenda, each with its file, by number, as those of the contract with `reference`.

    A number that is missing, a day that is open and one before that of an addendum with a lower number are warnings.
    """
    seen: dict[int, str] = {}
    for file, one in amendments:
        if one.reference != reference:
            yield m.OTHER_CONTRACT.finding(number=one.number, file=file, theirs=one.reference, ours=reference)
        if one.number in seen:
            yield m.SAME_NUMBER.finding(number=one.number, files=dutch.listing([seen[one.number], file]))
        elif seen and one.number > max(seen) + 1:
            yield m.MISSING_NUMBER.warning(number=max(seen) + 1, next=one.number)
        elif not seen and one.number > 1:
            yield m.MISSING_NUMBER.warning(number=1, next=one.number)
        seen[one.number] = file
        if one.day is None:
            yield m.DAY_OPEN.warning(number=one.number)
    for later, (_, one) in enumerate(amendments):
        yield from contradictions(one, [earlier for _, earlier in amendments[:later]])


def contradictions(one: SealedAmendment, earlier: Sequence[SealedAmendment]) -> Iterator[Finding]:
    """Give a warning for each addendum with a lower number that holds from a later day and that `one` contradicts."""
    if one.day is None:
        return
    for last in earlier:
        places = sorted({name for name in map(_place, one.changes) if name in set(map(_place, last.changes))})
        if last.day is not None and last.day > one.day and places:
            facts = {"day": dutch.day(one.day), "last_day": dutch.day(last.day), "places": dutch.listing(places)}
            yield m.EARLIER_DAY.warning(number=one.number, last=last.number, **facts)


def _place(change: SealedChange) -> str:
    """Return how people call the place of `change`."""
    where = f"{change.label.partition(' ')[0]} {change.place}" if change.place and change.what == "vervangen" else ""
    place = where or change.label or f"‘{change.part}’"
    return f"{place}, {change.key}" if change.key else place


def _who(parties: Sequence[SealedParty]) -> frozenset[tuple[str, str]]:
    """Return who the parties are: by their number in the trade register, or by name while that is open."""
    return frozenset(
        (one.role, next((value for _, value in one.details[:1] if not value.startswith("[")), one.name))
        for one in parties
    )


def _named(parties: Sequence[SealedParty]) -> str:
    return dutch.listing([f"{one.name} ({', '.join(value for _, value in one.details)})" for one in parties])
