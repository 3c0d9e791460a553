"""Every document that the tests make: examples, smallest drafts, everything on, and a house frame."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any

from izacontract.model.contract import Article, Contract, Lid, PlacedClause, Reference, Words
from izacontract.render.frame import compile_frame
from izacontract.render.word import word
from tests.contracts.support import SECTORS, build, request_called
from tests.render import sample
from tests.render.house import house_frame

HOUSE = "huis "
"""What stands before the name of a contract that is printed in the house frame."""

CONTRACTS = (
    "proef",
    *SECTORS,
    *(f"kleinste {sector}" for sector in SECTORS),
    *(f"alles/{sector}" for sector in SECTORS),
)
NAMES = (*CONTRACTS, f"{HOUSE}proef", f"{HOUSE}ggz")
NEGOTIATED = ("msz", f"{HOUSE}proef", f"{HOUSE}ggz")
"""The documents in which an article is inserted."""


@cache
def contract_called(name: str) -> Contract:
    """Return the contract with this name, whatever its frame."""
    name = name.removeprefix(HOUSE)
    return sample.contract() if name == "proef" else build(request_called(name))


@cache
def document(name: str) -> bytes:
    """Return the document with this name as a Word file."""
    return word(contract_called(name), compile_frame(house_frame()) if name.startswith(HOUSE) else None)


def file_name(name: str) -> str:
    """Return the name without what a file name cannot hold."""
    return name.replace("/", "-").replace(" ", "-")


def with_article(contract: Contract, heading: str, text: str) -> Contract:
    """Return `contract` as it reads after an article of one lid was put before its third, all numbers moved along."""
    moved = _moved(replace(contract, articles=()))
    new = PlacedClause("proef.ingevoegd", heading, contract.begin, (Lid("3.1", (Words(text),)),))
    articles = [_moved(article, numbers=True) for article in contract.articles]
    return replace(moved, articles=(*articles[:2], Article("3", "ingevoegd", heading, (new,)), *articles[2:]))


def _moved(node: Any, *, numbers: bool = False) -> Any:
    """Return a piece of a contract with its references moved along, and with `numbers` those of articles and leden."""
    if isinstance(node, tuple):
        return tuple(_moved(one, numbers=numbers) for one in node)
    if isinstance(node, Reference):
        parts = tuple((_later(text) if mark else text, mark) for text, mark in node.parts)
        return replace(node, parts=parts, text="".join(text for text, _ in parts) or node.text)
    if not is_dataclass(node) or isinstance(node, type):
        return node
    changes = {field.name: _moved(getattr(node, field.name), numbers=numbers) for field in fields(node) if field.init}
    if numbers and isinstance(node, Article | Lid):
        changes["number"] = _later(node.number)
    return replace(node, **changes)


def _later(number: str) -> str:
    """Return a number that starts with that of an article, one article on when it is the third or later."""
    return re.sub(r"^(artikel )?(\d+)", lambda found: f"{found[1] or ''}{int(found[2]) + (int(found[2]) > 2)}", number)
