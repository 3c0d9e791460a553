"""The clauses that the core itself brings, around what parties bring: they are in no library and no rule names them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from izacontract.clauses.text import ClauseTexts
from izacontract.model.clause import Clause
from izacontract.model.contract import Block
from izacontract.model.own import OWNER

FOLDER: Final = files("clause_templates") / OWNER


@cache
def our_clauses() -> Mapping[str, Clause]:
    """Return the clauses of the core by id, such as that by which a contract takes a general part over."""
    from izacontract.clauses.reader import read_clauses

    return {clause.id: clause for clause in read_clauses(FOLDER, OWNER)}


def our_blocks(clause: str, values: Mapping[str, object]) -> tuple[Block, ...]:
    """Return what the text of `clause` says with `values`, for a document made of a contract that stands already.

    Raises ClauseError for a value that is missing or of another type.
    """
    return _texts().fill(our_clauses()[clause].versions[-1], values).blocks


@cache
def _texts() -> ClauseTexts:
    return ClauseTexts({})
