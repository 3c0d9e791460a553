"""What is known of a contract as a whole: the terms it uses, its open points, the sources of its figures."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from izacontract.build.defined import Defined, defined_by, definitions, used_in, words_of
from izacontract.build.propose import Settled
from izacontract.clauses.text import ClauseTexts, Filled
from izacontract.model.clause import ClauseVersion, Source
from izacontract.model.contract import Block
from izacontract.model.memory import Same, remembered
from izacontract.model.own import is_own
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
    """What a clause may print about the contract: the terms that it uses, worked out when one asks for them.

    `filled` holds the clauses filled so far; of the others the plain text counts.
    """

    def __init__(self, settled: Sequence[Settled], filled: Mapping[str, FilledClause], texts: ClauseTexts) -> None:
        self._filled = filled
        self._texts = texts
        chosen = [item for item in settled if item.decision.include]
        self._versions = tuple(item.version for item in chosen if item.version is not None)
        self._own = {item.clause.id: _typed(item.values) for item in chosen if is_own(item.clause.id)}

    def terms(self) -> tuple[PrintedRows, Hashable]:
        """Return the rows of the terms that the clauses use, with the key that tells them apart from others."""
        known = _defined(self._versions)
        used = frozenset().union(*[self._used_by(version, known) for version in self._versions])
        rows = _definitions(used, known, self._texts)
        return rows, Same(rows)

    def _used_by(self, version: ClauseVersion, known: Defined) -> frozenset[str]:
        """Return the terms that a clause uses: of the parties' own words those, else those of our text.

        As long as a clause is not filled its plain text counts.
        """
        if version.clause in self._own:
            return used_in(self._own[version.clause], known)
        if version.clause not in self._filled:
            return _used_in_text(version, known)
        return _used_in_blocks(self._filled[version.clause].filled, known)


def _typed(values: Mapping[str, object]) -> str:
    """Return the words of the parties in one clause of their own."""
    return "\n".join(value for value in values.values() if isinstance(value, str))


def unique(points: Iterable[OpenPoint]) -> list[OpenPoint]:
    """Return each open point once, in order of first printing."""
    return list({point.field: point for point in points}.values())


_defined = remembered(256)(defined_by)
_definitions = remembered(256)(definitions)


@remembered(512)
def _used_in_text(version: ClauseVersion, known: Defined) -> frozenset[str]:
    return used_in(version.text, known)


@remembered(512)
def _used_in_blocks(filled: Filled, known: Defined) -> frozenset[str]:
    return frozenset().union(*[_used_in_block(block, known) for block in filled.blocks])


@remembered(2048)
def _used_in_block(block: Block, known: Defined) -> frozenset[str]:
    return used_in(words_of((block,)), known)


def figure_sources(versions: Iterable[ClauseVersion], parameters: Parameters, day: date) -> tuple[Cited, ...]:
    """Return the source of each figure that the texts of `versions` look up on `day`, with the clause that does so."""
    return tuple(cited for version in versions for cited in _cited(version, parameters, day))


@remembered(1024)
def _cited(version: ClauseVersion, parameters: Parameters, day: date) -> tuple[Cited, ...]:
    asked = (variable.parameter for variable in version.variables.values() if variable.parameter is not None)
    known = (parameters.on(parameter, day) for parameter in asked)
    return tuple((version.clause, value.source) for value in known if value is not None)
