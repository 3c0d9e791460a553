"""What of the national agreements landed: each commitment held against a contract, or against a sector's clauses.

It is a check of the text, not a legal verdict: it says which words are there, not whether they suffice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from izacontract.build.cover import answers, totals
from izacontract.clauses.library import Library
from izacontract.clauses.proof import LID
from izacontract.dutch import listing
from izacontract.model.clause import Clause, Presence
from izacontract.model.commitment import Answer, Commitment, Link, Status
from izacontract.model.contract import Contract
from izacontract.model.places import standings
from izacontract.model.sector import Sector

PRESENCES = {
    Presence.ALWAYS: "in elk contract",
    Presence.MANDATORY: "in elk contract, tenzij met een reden weggelaten",
    Presence.CONDITIONAL: "als de aanvraag daar aanleiding toe geeft",
    Presence.OPTIONAL: "alleen op verzoek",
}
"""When a clause is in a contract, the surest first."""


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """What became of one commitment: `articles` say where it is answered, `because` why not or under which condition.

    For a sector, whose clauses have no numbers yet, `articles` are the headings of the articles.
    """

    commitment: Commitment
    status: Status
    because: str
    articles: tuple[str, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Every commitment against one contract or one sector: `code` of the sector, and the title of what was checked."""

    code: str
    title: str
    rows: tuple[CoverageRow, ...]

    @property
    def totals(self) -> dict[str, Counter[Status]]:
        """Return how many commitments of each chapter have each status, chapters in their order."""
        return totals(Answer(row.commitment, row.status, row.because) for row in self.rows)


def coverage(contract: Contract) -> Coverage:
    """Return what of the agreements this contract's text carries, with the article and lid of each answer."""
    places = standings(contract)

    def prints(link: Link) -> bool:
        return link.lid is None or (link.clause in places and places[link.clause].has(link.lid))

    def articles(links: Iterable[Link]) -> tuple[str, ...]:
        found = (
            places[link.clause].lid(link.lid) if link.lid else places[link.clause].words
            for link in links
            if link.clause in places
        )
        return tuple(dict.fromkeys(found))

    found = answers(contract.commitments, contract.decisions, contract.sector, contract.end, prints)
    rows = (CoverageRow(a.commitment, a.status, a.because, articles(a.links), a.links) for a in found)
    return Coverage(contract.sector, f"{contract.title} {contract.reference}", tuple(rows))


def sector_coverage(sector: Sector, library: Library) -> Coverage:
    """Return what of the agreements a contract for `sector` can carry with the newest texts of `library`."""
    headings = {slot.id: slot.heading for slot in library.slots}

    def available(link: Link) -> Clause | None:
        clause = library.clauses.get(link.clause)
        return clause if clause is not None and _may_hold(sector, clause, link.lid) else None

    def row(commitment: Commitment) -> CoverageRow:
        if commitment.sectors is not None and sector.code not in commitment.sectors:
            because = f"gaat alleen over {listing(commitment.sectors)}"
            return CoverageRow(commitment, Status.NOT_APPLICABLE, because, (), ())
        found = {link: clause for link in commitment.clauses if (clause := available(link))}
        if not found:
            because = "voor deze zorgsoort is er nog geen clausule"
            return CoverageRow(commitment, Status.MISSING, because, (), ())
        because = PRESENCES[min((clause.presence for clause in found.values()), key=list(PRESENCES).index)]
        found |= {link: clause for link in map(Link, commitment.also) if (clause := available(link))}
        articles = dict.fromkeys(headings[clause.slot] for clause in found.values())
        return CoverageRow(commitment, Status.ANSWERED, because, tuple(articles), tuple(found))

    return Coverage(sector.code, sector.title, tuple(row(commitment) for commitment in library.commitments))


def gaps(coverages: Sequence[Coverage]) -> list[tuple[CoverageRow, tuple[str, ...]]]:
    """Return each commitment that the library leaves unanswered, with the codes of the sectors where it does."""
    missing: dict[str, tuple[CoverageRow, tuple[str, ...]]] = {}
    for one in coverages:
        for row in one.rows:
            if row.status is Status.MISSING:
                _, codes = missing.get(row.commitment.id, (row, ()))
                missing[row.commitment.id] = (replace(row, because=""), (*codes, one.code))
    return list(missing.values())


def unlinked(library: Library) -> list[str]:
    """Return the ids of the clauses that cite an agreement with commitments, while no commitment names them."""
    agreements = {commitment.source.document for commitment in library.commitments}
    linked = {link.clause for commitment in library.commitments for link in commitment.clauses}
    linked |= {clause for commitment in library.commitments for clause in commitment.also}
    return [
        clause.id
        for clause in library.clauses.values()
        if clause.id not in linked
        and any(source.document in agreements for version in clause.versions for source in version.sources)
    ]


def _may_hold(sector: Sector, clause: Clause, lid: str | None) -> bool:
    if clause.withdrawn is not None or (clause.sectors is not None and sector.code not in clause.sectors):
        return False
    if clause.topic is not None and clause.topic not in sector.takes:
        return False
    return lid is None or lid in LID.findall(clause.versions[-1].text)
