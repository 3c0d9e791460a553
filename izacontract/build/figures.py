"""The dated figures that clauses print: where they come from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from izacontract.model.clause import ClauseVersion, Source
from izacontract.model.memory import remembered
from izacontract.model.parameter import Parameters

Cited = tuple[str, Source]
"""A clause, and a source of a figure in it."""


def figure_sources(versions: Iterable[ClauseVersion], parameters: Parameters, day: date) -> tuple[Cited, ...]:
    """Return the source of each figure that the texts of `versions` look up on `day`, with the clause that does so."""
    return tuple(cited for version in versions for cited in _cited(version, parameters, day))


@remembered(1024)
def _cited(version: ClauseVersion, parameters: Parameters, day: date) -> tuple[Cited, ...]:
    asked = (variable.parameter for variable in version.variables.values() if variable.parameter is not None)
    known = (parameters.on(parameter, day) for parameter in asked)
    return tuple((version.clause, value.source) for value in known if value is not None)
