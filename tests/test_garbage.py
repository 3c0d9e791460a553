"""What a contract leaves behind goes at once: a run of thousands looks for garbage seldom, and may not grow by it."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from izacontract.differ.contracts import compare
from izacontract.model.values import Typed, TypedKind
from izacontract.render.word import word
from izacontract.verify.verifying import verify_document
from tests.contracts.support import build, example, with_values

SECTORS = ("ggz", "huisartsen")


def documents(sector: str) -> Iterator[bytes]:
    """Give the documents of contracts that differ, without an end."""
    number = 0
    while True:
        number += 1
        values = {
            "overeenkomst.kenmerk": f"AFVAL-{number}",
            "ova.percentage": Typed(f"{4 + number / 100}", TypedKind.NUMBER),
        }
        yield word(build(with_values(example(sector), values)))


def garbage(act: Callable[[], object]) -> Counter[str]:
    """Return the kinds of what `act` leaves that only a search for garbage finds; once before, it may do so."""
    act()
    flags = gc.get_debug()
    gc.collect()
    gc.disable()
    try:
        act()
        gc.set_debug(gc.DEBUG_SAVEALL)
        gc.collect()
        return Counter(type(thing).__qualname__ for thing in gc.garbage)
    finally:
        gc.set_debug(flags)
        gc.garbage.clear()
        gc.enable()


@pytest.mark.parametrize("sector", SECTORS)
def test_making_a_document_leaves_no_garbage(sector: str) -> None:
    made = documents(sector)
    assert garbage(lambda: next(made)) == {}


@pytest.mark.parametrize("sector", SECTORS)
def test_verifying_a_document_leaves_no_garbage(sector: str) -> None:
    made = documents(sector)
    assert garbage(lambda: verify_document(next(made), "contract.docx")) == {}


@pytest.mark.parametrize("sector", SECTORS)
def test_comparing_contracts_leaves_no_garbage(sector: str) -> None:
    old, new = (
        build(with_values(example(sector), {"ova.nacalculatie": Typed(text, TypedKind.NUMBER)})) for text in ("0", "1")
    )
    assert compare(old, new).changes
    assert garbage(lambda: compare(old, new)) == {}


def test_garbage_is_found() -> None:
    def loop() -> None:
        around: list[object] = []
        around.append(around)

    assert garbage(loop) == {"list": 1}
