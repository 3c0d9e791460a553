"""A contract taken apart: the contract with a list of its annexes, and each annex as a document of its own."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from izacontract import dutch
from izacontract.clauses.ours import our_blocks, our_clauses
from izacontract.model.contract import (
    Annex,
    Article,
    Block,
    Contract,
    Definitions,
    Inline,
    Lid,
    Onderdeel,
    PlacedClause,
    Reference,
    Table,
    texts_of,
)
from izacontract.model.own import OWNER
from izacontract.render.marks import heading_mark

ANNEXES: Final = f"{OWNER}.losse-bijlagen"
BELONGS: Final = f"{OWNER}.losse-bijlage"

PartOf = TypeVar("PartOf", Article, Annex)


@dataclass(frozen=True, slots=True)
class ListedAnnex:
    """An annex as the contract lists it: its file, and the sha256 of that, "" in a draft, whose annexes may change."""

    file: str
    sha256: str = ""


def annex_apart(contract: Contract, annex: Annex) -> Contract:
    """Return the document that is `annex` of `contract` by itself: it says first whose annex it is.

    What it refers to in the contract it names by number, without a link.
    """
    blocks = our_blocks(BELONGS, _about(contract, annex))
    about = PlacedClause(BELONGS, f"Bijlage {annex.letter}", contract.reference_day, blocks)
    within = _within(annex, _marks([annex]))
    part = replace(within, clauses=(about, *within.clauses))
    inside = {clause.id for clause in annex.clauses}
    return replace(
        contract,
        title=f"Bijlage {annex.letter} bij {contract.title}",
        opening=(),
        articles=(),
        closing=(),
        annexes=(part,),
        decisions=tuple(decision for decision in contract.decisions if decision.clause in inside),
        findings=(),
        commitments=(),
        general=None,
    )


def contract_apart(contract: Contract, files: Mapping[str, ListedAnnex]) -> Contract:
    """Return `contract` without its annexes, which it lists before the signatures; `files` are theirs by slot."""
    marks = _marks((*contract.opening, *contract.articles, *contract.closing))
    ours = our_clauses()[ANNEXES]
    listed = PlacedClause(ours.id, ours.title, contract.reference_day, our_blocks(ours.id, _listed(contract, files)))
    listing = Article("", ours.slot, ours.title, (listed,))
    return replace(
        contract,
        opening=tuple(_within(part, marks) for part in contract.opening),
        articles=tuple(_within(part, marks) for part in contract.articles),
        closing=(listing, *(_within(part, marks) for part in contract.closing)),
        annexes=(),
    )


def _about(contract: Contract, annex: Annex) -> dict[str, object]:
    """Return what is said of `annex` by itself: whose it is; a reference that is open stays so."""
    reference = next((point for point in contract.open_points if str(point) == contract.reference), contract.reference)
    return {
        "letter": annex.letter,
        "titel": contract.title,
        "kenmerk": reference,
        "begin": contract.begin,
        "einde": contract.end,
        "partijen": dutch.listing([party.name for party in contract.parties]),
    }


def _listed(contract: Contract, files: Mapping[str, ListedAnnex]) -> dict[str, object]:
    rows = [
        {"letter": annex.letter, "opschrift": annex.heading, "bestand": files[annex.slot].file}
        for annex in contract.annexes
    ]
    fixed = [{**row, "sha256": files[annex.slot].sha256} for row, annex in zip(rows, contract.annexes, strict=True)]
    return {
        "vast": all(listed.sha256 for listed in files.values()),
        "bestanden": rows,
        "vaste_bestanden": fixed,
    }


def _marks(stay: Sequence[Article | Annex]) -> frozenset[str]:
    """Return every mark that a document with only the parts `stay` holds."""
    blocks = (block for part in stay for clause in part.clauses for block in clause.blocks)
    return frozenset([*map(heading_mark, stay), *(block.mark for block in blocks if isinstance(block, Lid))])


def _within(part: PartOf, marks: Collection[str]) -> PartOf:
    """Return `part` of a document that holds `marks`: what points at another is told, not linked.

    A clause in which nothing does is the very same object.
    """
    return replace(part, clauses=tuple(_clause(clause, marks) for clause in part.clauses))


def _clause(clause: PlacedClause, marks: Collection[str]) -> PlacedClause:
    if not any(_leads_away(one, marks) for block in clause.blocks for text in texts_of(block) for one in text):
        return clause
    return replace(clause, blocks=tuple(_block(block, marks) for block in clause.blocks))


def _block(block: Block, marks: Collection[str]) -> Block:
    match block:
        case Lid():
            return replace(block, text=_told(block.text, marks), parts=_parts(block.parts, marks))
        case Table():
            return replace(block, rows=tuple(tuple(_told(cell, marks) for cell in row) for row in block.rows))
        case Definitions():
            return replace(block, items=tuple((name, _told(text, marks)) for name, text in block.items))


def _parts(parts: tuple[Onderdeel, ...], marks: Collection[str]) -> tuple[Onderdeel, ...]:
    return tuple(replace(one, text=_told(one.text, marks), parts=_parts(one.parts, marks)) for one in parts)


def _told(text: tuple[Inline, ...], marks: Collection[str]) -> tuple[Inline, ...]:
    return tuple(_unlinked(one, marks) if isinstance(one, Reference) else one for one in text)


def _unlinked(one: Reference, marks: Collection[str]) -> Reference:
    return replace(one, parts=tuple((printed, mark if mark in marks else None) for printed, mark in one.parts))


def _leads_away(one: Inline, marks: Collection[str]) -> bool:
    return isinstance(one, Reference) and any(mark is not None and mark not in marks for _, mark in one.parts)
