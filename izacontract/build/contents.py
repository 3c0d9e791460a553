"""What a contract says about itself: the terms it uses, its sources, its open points and omissions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from izacontract.build.cover import answers, summary
from izacontract.build.propose import Settled
from izacontract.clauses.text import ClauseTexts, Filled
from izacontract.dutch import section
from izacontract.errors import ClauseError
from izacontract.model.clause import ClauseVersion, Source, Term
from izacontract.model.commitment import Answer, Commitment, Link
from izacontract.model.contract import Block, Definitions, Inline, Lid, Onderdeel, Reference, Table, Words
from izacontract.model.request import ContractRequest
from izacontract.model.values import OpenPoint

WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class FilledClause:
    """A settled clause with its blocks, not yet numbered."""

    settled: Settled
    version: ClauseVersion
    filled: Filled


def title_points(request: ContractRequest) -> list[OpenPoint]:
    """Return the open points that the title page prints."""
    return [value for value in (request.agreement.reference,) if isinstance(value, OpenPoint)]


def own_values(
    request: ContractRequest,
    settled: Sequence[Settled],
    versions: Mapping[str, ClauseVersion],
    filled: Mapping[str, FilledClause],
    texts: ClauseTexts,
    commitments: Sequence[Commitment],
) -> dict[str, object]:
    """Return what clauses may print about the contract, by name.

    `begrippen`, `bronnen`, `dekking`, `niet_beantwoord`, `open_punten`, `beoordeeld`, `niet_beoordeeld` and
    `weggelaten` are lists of rows by column.
    `filled` holds the clauses filled so far; of the others the plain text counts.
    """
    chosen = [item for item in settled if item.decision.include]
    printed = [words_of(clause.filled.blocks) for clause in filled.values()]
    printed += [version.text for clause_id, version in versions.items() if clause_id not in filled]
    printed_points = (point for clause in filled.values() for point in clause.filled.open_points)
    points = unique([*title_points(request), *printed_points])
    return {
        "begrippen": _definitions(_terms(versions.values()), "\n".join(printed), texts),
        "bronnen": _sources(chosen, versions),
        "open_punten": [
            {"veld": point.field, "eenheid": point.unit or None, "wie": point.by.value} for point in points
        ],
        "beoordeeld": [
            {"clausule": (Reference("", item.clause.id),), "door": versions[item.clause.id].reviewed}
            for item in chosen
            if versions[item.clause.id].reviewed
        ],
        "niet_beoordeeld": [
            {"clausule": (Reference("", item.clause.id),)} for item in chosen if not versions[item.clause.id].reviewed
        ],
        "weggelaten": [
            {"clausule": item.clause.title, "reden": item.decision.omitted} for item in settled if item.decision.omitted
        ],
    } | summary(_answers(request, settled, filled, commitments))


def _answers(
    request: ContractRequest,
    settled: Sequence[Settled],
    filled: Mapping[str, FilledClause],
    commitments: Sequence[Commitment],
) -> list[Answer]:
    def prints(link: Link) -> bool:
        blocks = filled[link.clause].filled.blocks if link.clause in filled else ()
        return link.lid is None or any(isinstance(block, Lid) and block.name == link.lid for block in blocks)

    decisions = [item.decision for item in settled]
    return answers(commitments, decisions, request.sector, request.agreement.end, prints)


def unique(points: Iterable[OpenPoint]) -> list[OpenPoint]:
    """Return each open point once, in order of first printing."""
    return list({point.field: point for point in points}.values())


def words_of(blocks: Iterable[Block]) -> str:
    """Return the words that the clause texts themselves print in `blocks`, without the values of users."""
    found: list[str] = []

    def inlines(items: Iterable[Inline]) -> None:
        found.append("".join(item.text if isinstance(item, Words) else " " for item in items))

    def parts(items: Iterable[Onderdeel]) -> None:
        for part in items:
            inlines(part.text)
            parts(part.parts)

    for block in blocks:
        if isinstance(block, Lid):
            inlines(block.text)
            parts(block.parts)
        elif isinstance(block, Table):
            found.extend(block.header)
            for row in block.rows:
                for cell in row:
                    inlines(cell)
        elif isinstance(block, Definitions):
            for _, meaning in block.items:
                inlines(meaning)
    return "\n".join(found)


def alphabetical(term: str) -> tuple[str, str]:
    """Return the key that sorts `term` as a dictionary does: accents and capitals do not count."""
    plain = unicodedata.normalize("NFKD", term)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold(), term


def _terms(versions: Iterable[ClauseVersion]) -> dict[str, tuple[Term, str]]:
    terms: dict[str, tuple[Term, str]] = {}
    for version in versions:
        for term in version.terms:
            if term.term in terms:
                other = terms[term.term][1]
                raise ClauseError(
                    f"Het begrip '{term.term}' staat in {other} en in {version.file}.",
                    f"The term '{term.term}' stands in {other} and in {version.file}.",
                    "Geef de omschrijving op één plaats.",
                    "Define it in one place.",
                    code="clausule.dubbel-begrip",
                )
            terms[term.term] = (term, version.file)
    return terms


def _definitions(terms: Mapping[str, tuple[Term, str]], printed: str, texts: ClauseTexts) -> list[dict[str, object]]:
    """Return the terms that `printed` uses, and those that their meanings use, alphabetically."""
    used: dict[str, Term] = {}
    searched = printed
    while searched:
        words = set(WORD.findall(searched))
        new = {name: term for name, (term, _) in terms.items() if name not in used and _occurs(term, words, searched)}
        used |= new
        searched = "\n".join(term.meaning for term in new.values())
    return [
        {"begrip": name, "betekenis": texts.words(used[name].meaning + ".", terms[name][1])}
        for name in sorted(used, key=alphabetical)
    ]


def _occurs(term: Term, words: set[str], text: str) -> bool:
    """Return whether `text`, whose single words are `words`, uses `term` in any of its forms."""
    return any(
        name in words or (not WORD.fullmatch(name) and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None)
        for name in (term.term, *term.forms)
    )


def _sources(chosen: Sequence[Settled], versions: Mapping[str, ClauseVersion]) -> list[dict[str, object]]:
    clauses: dict[tuple[str, str], tuple[Source, list[str]]] = {}
    for item in chosen:
        for source in versions[item.clause.id].sources:
            clauses.setdefault((source.document, source.section), (source, []))[1].append(item.clause.id)
    rows: list[dict[str, object]] = []
    for key in sorted(clauses):
        source, ids = clauses[key]
        rows.append(
            {
                "document": source.document,
                "vindplaats": section(source.section),
                "geraadpleegd": source.consulted,
                "clausules": _references(ids),
            }
        )
    return rows


def _references(ids: Sequence[str]) -> tuple[Inline, ...]:
    found: list[Inline] = []
    for clause_id in ids:
        found += [Words(", ")] * bool(found) + [Reference("", clause_id)]
    return tuple(found)
