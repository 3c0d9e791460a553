"""The addendum itself: a contract of its own that says what changes in another, ready for every printer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from izacontract import dutch
from izacontract.amend.instructions import TEXT, instructions
from izacontract.amend.printing import our_text
from izacontract.amend.provisions import Text
from izacontract.clauses.ours import our_clauses
from izacontract.model.contract import SCHEMA, Article, Block, Contract, Decision, Lid, Party, PlacedClause, Placeholder
from izacontract.model.contract import texts_of as texts_in
from izacontract.model.own import OWNER
from izacontract.model.values import INSURER, PROVIDER, OpenPoint
from izacontract.render.seal_amendment import SealedAmendment
from izacontract.render.seal_facts import SealedTerm

DAY: Final = "allonge.ingangsdag"
SIGNS_INSURER: Final = "allonge.tekent_zorgverzekeraar"
SIGNS_PROVIDER: Final = "allonge.tekent_zorgaanbieder"
INSURER_ROLE: Final = "zorgverzekeraar"


@dataclass(frozen=True, slots=True)
class Around:
    """What stands in an addendum around its changes: between whom, on what term, who signs, and what came before.

    `signs` are who signs for the insurer and for the provider, "" where that is not known. `earlier` are the addenda
    before it.
    """

    term: SealedTerm
    signs: tuple[str, str] = ("", "")
    earlier: tuple[SealedAmendment, ...] = ()
    decisions: tuple[Decision, ...] = ()


def deed(text: Text, amendment: SealedAmendment, around: Around) -> Contract:
    """Return the addendum that changes `text` as `amendment` says, as a draft; what is not known is an open point."""
    term = around.term
    insurers = [party for party in term.parties if party.role == INSURER_ROLE]
    provider = next(party for party in term.parties if party.role != INSURER_ROLE)
    earlier = dutch.listing([_called(one) for one in around.earlier]) or None
    day: date | OpenPoint = amendment.day or OpenPoint(DAY, "dag")
    signs = [name or OpenPoint(field, "", by) for name, field, by in
             zip(around.signs, (SIGNS_INSURER, SIGNS_PROVIDER), (INSURER, PROVIDER), strict=True)]  # fmt: skip
    parties = our_text("allonge-partijen", {
        "titel": amendment.title,
        "kenmerk": amendment.reference,
        "verzekeraars": tuple({"naam": one.name, "codes": _codes(one.details)} for one in insurers),
        "meer_rechtspersonen": len(insurers) > 1,
        "aanbieder": provider.name,
        "aanbieder_codes": _codes(provider.details),
    })  # fmt: skip
    recitals = our_text("allonge-overwegingen", {"begin": term.begin, "einde": term.end, "eerdere": earlier})
    meaning = our_text("allonge-uitleg", {"nummer": amendment.number, "eerdere": earlier}, "1")
    effect = our_text("allonge-ingang", {"dag": day}, "3")
    rest = our_text("allonge-slot", {}, "4")
    signing = our_text("allonge-ondertekening", {
        "verzekeraars": tuple({"naam": one.name, "uzovi": _codes(one.details[-1:])} for one in insurers),
        "tekent_verzekeraar": signs[0],
        "aanbieder": provider.name,
        "tekent_aanbieder": signs[1],
    })  # fmt: skip
    articles = (
        _article("1", meaning),
        _article("2", _changes(text, amendment, "2")),
        _article("3", effect),
        _article("4", rest),
    )
    opening, closing = (_article("", parties), _article("", recitals)), (_article("", signing),)
    return Contract(
        schema=SCHEMA,
        reference=f"{amendment.reference}, allonge {amendment.number}",
        title=f"Allonge {amendment.number} bij de {amendment.title}",
        sector=term.sector,
        sector_title=term.sector_title,
        status="concept",
        begin=term.begin,
        end=amendment.end,
        reference_day=amendment.day or term.begin,
        fingerprint=amendment.result,
        insurers=tuple(Party(one.role, one.name, one.details) for one in insurers),
        provider=Party(provider.role, provider.name, provider.details),
        opening=opening,
        articles=articles,
        closing=closing,
        annexes=(),
        decisions=around.decisions,
        findings=(),
        open_points=_open_points((*opening, *articles, *closing)),
        sources=(),
    )


def _changes(text: Text, amendment: SealedAmendment, label: str) -> PlacedClause:
    clause = our_clauses()[f"{OWNER}.{TEXT}"]
    blocks: list[Block] = []
    for count, said in enumerate(instructions(text, amendment), start=1):
        blocks += (Lid(f"{label}.{count}", said.words), *said.below)
    return PlacedClause(clause.id, clause.title, clause.versions[-1].since, tuple(blocks))


def _article(number: str, clause: PlacedClause) -> Article:
    return Article(number, clause.id.replace(".", "-"), clause.title, (clause,))


def _codes(details: Sequence[tuple[str, str]]) -> str:
    return dutch.listing([f"{name} {value}" for name, value in details])


def _called(amendment: SealedAmendment) -> str:
    day = f", geldend vanaf {dutch.day(amendment.day)}" if amendment.day else ""
    return f"allonge {amendment.number}{day}"


def _open_points(parts: Sequence[Article]) -> tuple[OpenPoint, ...]:
    """Return what is open in the text of an addendum, each once; what the new text leaves open is among it."""
    texts = (text for part in parts for clause in part.clauses for block in clause.blocks for text in texts_in(block))
    fields: dict[str, str] = {}
    for text in texts:
        fields |= {inline.field: inline.text for inline in text if isinstance(inline, Placeholder)}
    return tuple(_as_printed(field, text) for field, text in fields.items())


def _as_printed(field: str, text: str) -> OpenPoint:
    """Return the open point that prints `text`: unit and supplier are told there."""
    unit = text[text.find("(") + 1 : text.find(")")] if "(" in text else ""
    by = next((by for by in (INSURER, PROVIDER) if text.endswith(f"door {by}]")), None)
    return OpenPoint(field, unit, by) if by is not None else OpenPoint(field, unit)
