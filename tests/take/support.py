"""A document that came back taken over in its request, as one call."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from izacontract.differ.naming import NamedChange, named_changes
from izacontract.errors import Path as KeyPath
from izacontract.intake.sources import tree_of
from izacontract.intake.tree import Tree
from izacontract.model.values import Typed
from izacontract.render.word import word
from izacontract.take.answers import Answer, Answers, Decision
from izacontract.take.building import Builder
from izacontract.take.taking import Outcome, Taken, take
from izacontract.take.wording import Agreed
from izacontract.verify.seals import read_seal
from izacontract.verify.verifying import verify_document
from izacontract.word.opening import open_word
from tests.contracts.support import REQUESTS, plugins

DAY = date(2026, 11, 11)
AGREED = Agreed("A. de Wit en B. Smit", date(2026, 11, 10))


def request_path(sector: str) -> Path:
    """Return the file of the example of the season of 2027."""
    return REQUESTS / "2027" / f"{sector}.yaml"


@cache
def tree(sector: str) -> Tree:
    """Return that request as typed."""
    return tree_of(request_path(sector), plugins())


def builder(sector: str) -> Builder:
    """Return what builds contracts of that request."""
    return Builder(tree(sector), plugins(), None, request_path(sector).parent)


@cache
def sent(sector: str) -> bytes:
    """Return the Word file of that request."""
    contract = builder(sector).build().contract
    assert contract is not None
    return word(contract)


def with_values(sector: str, values: Mapping[KeyPath, Typed]) -> bytes:
    """Return the Word file of that request with other `values`."""
    contract = builder(sector).build(values).contract
    assert contract is not None
    return word(contract)


def changes_in(data: bytes, sector: str) -> list[NamedChange]:
    """Return what changed in `data` since the example of `sector` was sent."""
    return list(named_changes(verify_document(data, "terug.docx", sent(sector), "verzonden.docx")))


def taken(sector: str, data: bytes, answers: Mapping[str, Answer] | None = None, *, values: bool = False) -> Taken:
    """Return the example of `sector` with what `answers` take over of `data`."""
    found = verify_document(data, "map/terug.docx", sent(sector), "verzonden.docx")
    seal = read_seal(open_word(sent(sector), "verzonden.docx"), "verzonden.docx")
    return take(found, seal, builder(sector), Answers(answers or {}, values), AGREED, "aanvraag.yaml")


def accepted(sector: str, data: bytes) -> Taken:
    """Return the example of `sector` with every change of `data` accepted."""
    return taken(sector, data, {change.name: Answer(Decision.ACCEPTED) for change in changes_in(data, sector)})


def outcome(found: Taken, clause: str) -> Outcome:
    """Return what became of the first change in `clause`."""
    return next(one for one in found.outcomes if one.change.clause == clause)
