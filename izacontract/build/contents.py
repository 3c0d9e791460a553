"""What a contract says about itself: the terms it uses, its sources, its open points and omissions."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from izacontract.build.commitments import answers, summary, weight
from izacontract.build.defined import WORD, Defined, defined_by, definitions, used_among, words_of
from izacontract.build.propose import Settled
from izacontract.clauses.library import Library
from izacontract.clauses.text import ClauseTexts, Filled
from izacontract.model.clause import ClauseVersion, Source
from izacontract.model.commitment import Commitment, Link
from izacontract.model.contract import Decision, Inline, Lid, Reference, Words
from izacontract.model.memory import Same, exactly, remembered
from izacontract.model.parameter import Parameters
from izacontract.model.request import ContractRequest
from izacontract.model.values import OpenPoint

Cited = tuple[str, Source]
"""A clause, and a source of a figure in it."""

PrintedRows = Sequence[Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class FilledClause:
    """A settled clause with its blocks, not yet numbered."""

    settled: Settled
    version: ClauseVersion
    filled: Filled


def all_points(request: ContractRequest, in_clauses: Iterable[OpenPoint]) -> list[OpenPoint]:
    """Return each open point that the contract prints, once: the reference, those of the clauses, codes of parties.

    The title page names the codes of each party also where no clause does.
    """
    provider = request.provider
    codes = [code for entity in request.insurer.entities for code in (entity.kvk, entity.uzovi)]
    on_title_page = [value for value in (*codes, provider.kvk, provider.agb) if isinstance(value, OpenPoint)]
    reference = [value for value in (request.agreement.reference,) if isinstance(value, OpenPoint)]
    return unique([*reference, *in_clauses, *on_title_page])


class AboutContract:
    """What clauses may print about the contract, worked out when one asks for it.

    `begrippen`, `bronnen`, `dekking`, `niet_beantwoord`, `onzeker`, `open_punten`, `beoordeeld`, `niet_beoordeeld`
    and `weggelaten` are lists of rows by column. `filled` holds the clauses filled so far; of the others the plain
    text counts.
    """

    def __init__(
        self,
        request: ContractRequest,
        settled: Sequence[Settled],
        filled: Mapping[str, FilledClause],
        texts: ClauseTexts,
        library: Library,
        parameters: Parameters,
    ) -> None:
        self._request = request
        self._settled = settled
        self._filled = filled
        self._texts = texts
        self._commitments = library.commitments
        self._parameters = parameters
        self._known: tuple[int, Mapping[str, PrintedRows]] | None = None
        chosen = [item for item in settled if item.decision.include]
        self._versions = tuple(item.version for item in chosen if item.version is not None)

    def value(self, name: str) -> tuple[PrintedRows, Hashable]:
        """Return the rows of `name` with the key that tells them apart from others; KeyError for an unknown name."""
        return _ASKED[name](self)

    def _terms(self) -> tuple[PrintedRows, Hashable]:
        known = _defined(self._versions)
        used = frozenset().union(*[self._used_by(version, known) for version in self._versions])
        rows = _definitions(used, known, self._texts)
        return rows, Same(rows)

    def _used_by(self, version: ClauseVersion, known: Defined) -> frozenset[str]:
        """Return the terms that a clause uses; as long as it is not filled, those of its plain text."""
        if version.clause not in self._filled:
            return used_among(*_words_in_text(version), known)
        return used_among(*_words_in_blocks(self._filled[version.clause].filled), known)

    def _sources(self) -> tuple[PrintedRows, Hashable]:
        figures = figure_sources(self._versions, self._parameters, self._request.reference_day)
        rows = _sources(self._versions, figures)
        return rows, Same(rows)

    def _open_points(self) -> tuple[PrintedRows, Hashable]:
        printed = (point for clause in self._filled.values() for point in clause.filled.open_points)
        points = all_points(self._request, printed)
        rows = [{"veld": point.field, "eenheid": point.unit or None, "wie": point.by.value} for point in points]
        return rows, exactly(rows)

    def _reviewed(self) -> tuple[PrintedRows, Hashable]:
        rows = _reviewed(self._versions)
        return rows, Same(rows)

    def _not_reviewed(self) -> tuple[PrintedRows, Hashable]:
        rows = _not_reviewed(self._versions)
        return rows, Same(rows)

    def _omitted(self) -> tuple[PrintedRows, Hashable]:
        rows = [
            {"clausule": item.clause.title, "reden": item.decision.omitted}
            for item in self._settled
            if item.decision.omitted
        ]
        return rows, exactly(rows)

    def _coverage(self) -> tuple[PrintedRows, Hashable]:
        rows = self._summary()["dekking"]
        return rows, Same(rows)

    def _not_answered(self) -> tuple[PrintedRows, Hashable]:
        rows = self._summary()["niet_beantwoord"]
        return rows, Same(rows)

    def _uncertain(self) -> tuple[PrintedRows, Hashable]:
        rows = self._summary()["onzeker"]
        return rows, Same(rows)

    def _summary(self) -> Mapping[str, PrintedRows]:
        if self._known is None or self._known[0] != len(self._filled):
            self._known = len(self._filled), self._summed_up()
        return self._known[1]

    def _summed_up(self) -> Mapping[str, PrintedRows]:
        sector, agreement = self._request.sector, self._request.agreement
        years, texts = range(agreement.begin.year, agreement.end.year + 1), self._request.reference_day.year
        decisions = tuple([item.decision for item in self._settled])
        names = {clause: _lid_names(item.filled) for clause, item in self._filled.items()}
        return _summary_of(self._commitments, decisions, names, sector, years, texts)


_ASKED: Final[Mapping[str, Callable[[AboutContract], tuple[PrintedRows, Hashable]]]] = {
    "begrippen": AboutContract._terms,
    "bronnen": AboutContract._sources,
    "dekking": AboutContract._coverage,
    "niet_beantwoord": AboutContract._not_answered,
    "onzeker": AboutContract._uncertain,
    "open_punten": AboutContract._open_points,
    "beoordeeld": AboutContract._reviewed,
    "niet_beoordeeld": AboutContract._not_reviewed,
    "weggelaten": AboutContract._omitted,
}


def unique(points: Iterable[OpenPoint]) -> list[OpenPoint]:
    """Return each open point once, in order of first printing."""
    return list({point.field: point for point in points}.values())


_defined = remembered(256)(defined_by)
_definitions = remembered(256)(definitions)


@remembered(512)
def _words_in_text(version: ClauseVersion) -> tuple[frozenset[str], str]:
    return frozenset(WORD.findall(version.text)), version.text


@remembered(512)
def _words_in_blocks(filled: Filled) -> tuple[frozenset[str], str]:
    text = words_of(filled.blocks)
    return frozenset(WORD.findall(text)), text


@remembered(256)
def _reviewed(versions: tuple[ClauseVersion, ...]) -> PrintedRows:
    return [
        {"clausule": (Reference("", version.clause),), "door": version.reviewed}
        for version in versions
        if version.reviewed
    ]


@remembered(256)
def _not_reviewed(versions: tuple[ClauseVersion, ...]) -> PrintedRows:
    return [{"clausule": (Reference("", version.clause),)} for version in versions if not version.reviewed]


@remembered(512)
def _lid_names(filled: Filled) -> tuple[str, ...]:
    """Return how a text calls the leden that it prints."""
    return tuple(block.name for block in filled.blocks if isinstance(block, Lid) and block.name)


def _answering(
    commitments: tuple[Commitment, ...],
    decisions: tuple[Decision, ...],
    names: Mapping[str, tuple[str, ...]],
    *asked: Hashable,
) -> Hashable:
    """Return all that decides which commitments are answered."""
    return Same(commitments), asked, tuple([(weight(one), names.get(one.clause, ())) for one in decisions])


@remembered(512, key=_answering)
def _summary_of(
    commitments: tuple[Commitment, ...],
    decisions: tuple[Decision, ...],
    names: Mapping[str, tuple[str, ...]],
    sector: str,
    years: range,
    texts: int,
) -> Mapping[str, PrintedRows]:
    def prints(link: Link) -> bool:
        return link.lid is None or link.lid in names.get(link.clause, ())

    return summary(answers(commitments, decisions, sector, years, texts, prints))


@remembered(256)
def _sources(versions: tuple[ClauseVersion, ...], figures: tuple[Cited, ...]) -> PrintedRows:
    """Return a row per source of a text or of a figure in it; the text's own word on a source leads."""
    clauses: dict[tuple[str, str, str], tuple[Source, list[str]]] = {}
    own = ((version.clause, source) for version in versions for source in version.sources)
    for clause, source in (*own, *figures):
        named = clauses.setdefault((source.document, source.identifier, source.section), (source, []))[1]
        named += [clause] * (clause not in named)
    rows: list[dict[str, object]] = []
    for key in sorted(clauses):
        source, ids = clauses[key]
        rows.append(
            {
                "document": source.document,
                "kenmerk": source.identifier or None,
                "vindplaats": source.section if source.section != source.identifier else None,
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


def figure_sources(versions: Iterable[ClauseVersion], parameters: Parameters, day: date) -> tuple[Cited, ...]:
    """Return the source of each figure that the texts of `versions` look up on `day`, with the clause that does so."""
    return tuple(cited for version in versions for cited in _cited(version, parameters, day))


@remembered(1024)
def _cited(version: ClauseVersion, parameters: Parameters, day: date) -> tuple[Cited, ...]:
    asked = (variable.parameter for variable in version.variables.values() if variable.parameter is not None)
    known = (parameters.on(parameter, day) for parameter in asked)
    return tuple((version.clause, value.source) for value in known if value is not None)
