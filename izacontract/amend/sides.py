"""A contract and its addenda as they are given: whether they belong together, and what follows from their seals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from izacontract.amend import messages as m
from izacontract.amend.applying import Conflict, applied
from izacontract.amend.checks import contradictions, day_refusals, order_findings, refusals
from izacontract.amend.deed import Around, deed
from izacontract.amend.differing import changes_between
from izacontract.amend.provisions import Text, text_of
from izacontract.amend.running import running_contract
from izacontract.errors import Finding, Severity, Told
from izacontract.model.contract import Contract, Decision
from izacontract.render.seal import Seal
from izacontract.render.seal_amendment import SealedAmendment
from izacontract.render.seal_facts import SealedTerm

RUNNING = Told("een doorlopende tekst", "a running text")
ADDENDUM = Told("een allonge", "an addendum")
GENERAL = Told("een algemeen deel", "a general part")


@dataclass(frozen=True, slots=True)
class Given:
    """A contract as it was given: how messages call it, its seal, who signs, and whether it renews by itself.

    `decisions` are those about its clauses, none of a document.
    """

    name: str
    seal: Seal
    signs: tuple[str, str] = ("", "")
    renews: bool = False
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class Varied:
    """An addendum: the document, what its seal keeps, and what is to be told beside it."""

    contract: Contract
    amendment: SealedAmendment
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Consolidated:
    """A running text: the document, what its seal keeps, the text by provision, and what is to be told beside it."""

    contract: Contract
    amendment: SealedAmendment
    text: Text
    findings: tuple[Finding, ...]


def varied(
    old: Given,
    new: Given,
    *,
    number: int | None = None,
    day: date | None = None,
    earlier: Sequence[tuple[str, Seal]] = (),
) -> Varied:
    """Return the addendum that makes of `old`, with the addenda `earlier` in it, what `new` says.

    `number` is the next one unless given; `day` is the day from which it holds, an open point while it is None. Raises
    AmendmentInvalid with every reason when that cannot be done by an addendum.
    """
    was, becomes = _term(old), _term(new)
    amendments, findings = _amendments(earlier, old.seal.reference)
    # the last day is that of the contract as it stands now
    now = _until(was, amendments)
    findings += [*refusals(old.seal, new.seal, was, becomes), *day_refusals(day, now, becomes, renews=old.renews)]
    last = max((one.number for one in amendments), default=0)
    if number is not None and number <= last:
        findings.append(m.NOT_NEXT.finding(number=number, last=last))
    _refuse(findings)
    text = _applied(text_of(old.seal), amendments)
    chosen = number or last + 1
    changes = changes_between(text, text_of(new.seal), chosen)
    if not changes:
        raise m.AmendmentInvalid([m.NO_DIFFERENCE.finding(old=old.name, new=new.name)])
    amendment = SealedAmendment(
        chosen,
        old.seal.reference,
        old.seal.title,
        old.seal.fingerprint,
        new.seal.fingerprint,
        day,
        becomes.end,
        changes,
    )
    touched = {provision.clause for change in changes for provision in change.provisions}
    decisions = tuple(one for one in new.decisions if one.clause in touched and one.include)
    made = deed(text, amendment, Around(now, new.signs, tuple(amendments), decisions))
    return Varied(made, amendment, (*findings, *contradictions(amendment, amendments)))


def consolidated(old: Given, given: Sequence[tuple[str, Seal]]) -> Consolidated:
    """Return the running text of `old` with the addenda that are `given`, each with its file, in order of number.

    Raises AmendmentInvalid when one belongs to another contract or was made for another text.
    """
    term = _term(old)
    amendments, findings = _amendments(given, old.seal.reference)
    for one in amendments:
        findings += day_refusals(one.day, _until(term, amendments), term, renews=True)
    _refuse(findings)
    text = _applied(text_of(old.seal), amendments)
    last = amendments[-1]
    mark = SealedAmendment(
        last.number, last.reference, last.title, last.original, last.result, None, last.end,
        running=tuple(one.number for one in amendments),
    )  # fmt: skip
    return Consolidated(running_contract(text, old.seal, term, amendments), mark, text, tuple(findings))


def amendment_of(seal: Seal) -> SealedAmendment | None:
    """Return what the addendum of `seal` changes; None when it is no addendum."""
    found = seal.amendment
    return found if found is not None and not found.running else None


def _term(given: Given) -> SealedTerm:
    """Return the parties and term of a contract; raises AmendmentInvalid for what is none, or does not tell."""
    seal = given.seal
    what = GENERAL if seal.general is not None else None
    if seal.amendment is not None:
        what = RUNNING if seal.amendment.running else ADDENDUM
    if what is not None:
        raise m.AmendmentInvalid([m.NO_CONTRACT.finding(file=given.name, what=what)])
    if seal.term is None:
        raise m.AmendmentInvalid([m.NO_TERM.finding(file=given.name)])
    return seal.term


def _until(term: SealedTerm, amendments: Sequence[SealedAmendment]) -> SealedTerm:
    """Return `term` with the last day that the latest addendum gives it."""
    end = amendments[-1].end if amendments else term.end
    return SealedTerm(term.sector, term.sector_title, term.begin, end, term.parties)


def _amendments(given: Sequence[tuple[str, Seal]], reference: str) -> tuple[list[SealedAmendment], list[Finding]]:
    """Return the addenda in `given` in order of number, and what is wrong with them together."""
    findings = [m.NO_ADDENDUM.finding(file=file) for file, seal in given if amendment_of(seal) is None]
    found = [(file, one) for file, seal in given if (one := amendment_of(seal)) is not None]
    found.sort(key=lambda pair: pair[1].number)
    return [one for _, one in found], [*findings, *order_findings(found, reference)]


def _applied(text: Text, amendments: Sequence[SealedAmendment]) -> Text:
    for one in amendments:
        try:
            text = applied(text, one)
        except Conflict as conflict:
            later = Told("", "")
            if conflict.later:
                later = Told(f"door allonge {conflict.later} al ", f"by addendum {conflict.later} already ")
            fault = m.OTHER_TEXT.finding(number=conflict.number, place=conflict.place, later=later)
            raise m.AmendmentInvalid([fault]) from conflict
    return text


def _refuse(findings: Sequence[Finding]) -> None:
    faults = [finding for finding in findings if finding.severity is Severity.FAULT]
    if faults:
        raise m.AmendmentInvalid(faults)
