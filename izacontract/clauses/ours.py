"""The clauses that the core itself brings, around what parties bring: they are in no library and no rule names them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from izacontract.clauses.reader import read_clauses
from izacontract.model.clause import Clause
from izacontract.model.own import OWNER

FOLDER: Final = files("clause_templates") / OWNER


@cache
def our_clauses() -> Mapping[str, Clause]:
    """Return the clauses of the core by id, such as that by which a contract takes a general part over."""
    return {clause.id: clause for clause in read_clauses(FOLDER, OWNER)}
