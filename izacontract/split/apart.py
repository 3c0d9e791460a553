"""A contract taken apart: the contract with a list of its annexes, and each annex as a document of its own."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from izacontract import dutch
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
    Value,
    Words,
    texts_of,
)
from izacontract.model.own import OWNER
from izacontract.render.marks import heading_mark
from izacontract.render.title import reference, term

ANNEXES: Final = f"{OWNER}.losse-bijlagen"
BELONGS: Final = f"{OWNER}.losse-bijlage"
SLOT: Final = f"{OWNER}-losse-bijlagen"
HEADING: Final = "Bijlagen"
LISTED: Final = "Elke bijlage bij de Overeenkomst is een apart bestand met het kenmerk van de Overeenkomst."
HEADER: Final = ("Bijlage", "Opschrift", "Bestand")
CHECKSUM: Final = "Controlegetal (SHA-256)"

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
    about = PlacedClause(BELONGS, f"Bijlage {annex.letter}", contract.reference_day, (_belongs(contract, annex),))
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
    listing = Article("", SLOT, HEADING, (_listing(contract, files),))
    return replace(
        contract,
        opening=tuple(_within(part, marks) for part in contract.opening),
        articles=tuple(_within(part, marks) for part in contract.articles),
        closing=(listing, *(_within(part, marks) for part in contract.closing)),
        annexes=(),
    )


def _belongs(contract: Contract, annex: Annex) -> Lid:
    """Return the paragraph that says whose annex this is, and what its references mean."""
    names = dutch.listing([party.name for party in contract.parties])
    return Lid(
        "",
        (
            Words(f"Bijlage {annex.letter} bij de {contract.title}, kenmerk "),
            reference(contract),
            Words(
                f", {term(contract)}, tussen {names} (de Overeenkomst). De artikelen en andere bijlagen die hier "
                "worden genoemd, zijn die van de Overeenkomst; begrippen betekenen hier hetzelfde als daar."
            ),
        ),
    )


def _listing(contract: Contract, files: Mapping[str, ListedAnnex]) -> PlacedClause:
    has_sums = all(listed.sha256 for listed in files.values())
    rows = []
    for annex in contract.annexes:
        listed = files[annex.slot]
        cells = [annex.letter, annex.heading, listed.file, *([listed.sha256] if has_sums else [])]
        rows.append(tuple((Value(cell, "bijlage"),) for cell in cells))
    header = (*HEADER, *([CHECKSUM] if has_sums else []))
    blocks: tuple[Block, ...] = (Lid("", (Words(LISTED),)), Table(header, tuple("left" for _ in header), tuple(rows)))
    return PlacedClause(ANNEXES, HEADING, contract.reference_day, blocks)


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
