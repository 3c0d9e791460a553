"""What a contract leaves behind goes at once: a run of thousands looks for garbage seldom, and may not grow by it."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from izacontract.batch.job import pack_rows
from izacontract.batch.run import prepare
from izacontract.batch.worker import work
from izacontract.differ.contracts import compare
from izacontract.model.contract import Contract
from izacontract.model.values import Typed, TypedKind
from izacontract.render.formats import ContractFormat
from izacontract.render.frame import compile_frame
from izacontract.render.frame_mending import standard_frame
from izacontract.render.word import word
from izacontract.verify.verifying import verify_document
from izacontract.word.package import pack_parts, read_package
from tests.batch.support import base, good
from tests.contracts.support import build, example, with_values
from tests.support import outside
from tests.verify.test_frames import note_with_a_tag

SECTORS = ("ggz", "huisartsen")


def contracts(sector: str) -> Iterator[Contract]:
    """Give contracts that differ, without an end."""
    number = 0
    while True:
        number += 1
        values = {
            "overeenkomst.kenmerk": f"AFVAL-{number}",
            "ova.percentage": Typed(f"{4 + number / 100}", TypedKind.NUMBER),
        }
        yield build(with_values(example(sector), values))


def garbage(act: Callable[[], object]) -> Counter[str]:
    """Return the kinds of what `act` leaves that only a search for garbage finds; the first time it may do so."""
    act()
    flags, was_on = gc.get_debug(), gc.isenabled()
    gc.disable()
    gc.freeze()  # what was there before is not looked through
    try:
        act()
        gc.set_debug(gc.DEBUG_SAVEALL)
        gc.collect()
        return Counter(type(thing).__qualname__ for thing in gc.garbage)
    finally:
        gc.set_debug(flags)
        gc.garbage.clear()
        if was_on:
            gc.enable()


@pytest.mark.parametrize("sector", SECTORS)
def test_making_a_document_leaves_no_garbage(sector: str) -> None:
    made = contracts(sector)
    assert garbage(lambda: word(next(made))) == {}


def test_a_note_of_the_house_that_differs_per_contract_leaves_no_garbage() -> None:
    parts = dict(read_package(standard_frame()))
    note_with_a_tag(parts)
    frame, made = compile_frame(pack_parts(parts)), contracts("ggz")
    assert garbage(lambda: word(next(made), frame)) == {}


def test_row_of_a_batch_leaves_no_garbage() -> None:
    over = base()
    packed = prepare(over, outside(), ContractFormat.DOCX).packed
    rows = iter(good(over, 2))
    assert garbage(lambda: work(packed.data, packed.digest, pack_rows([next(rows)], over))) == {}


@pytest.mark.parametrize("sector", SECTORS)
def test_verifying_a_document_leaves_no_garbage(sector: str) -> None:
    made = contracts(sector)
    assert garbage(lambda: verify_document(word(next(made)), "contract.docx")) == {}


@pytest.mark.parametrize("sector", SECTORS)
def test_comparing_contracts_leaves_no_garbage(sector: str) -> None:
    made = contracts(sector)
    assert compare(next(made), next(made)).changes
    assert garbage(lambda: compare(next(made), next(made))) == {}


def test_garbage_is_found() -> None:
    def loop() -> None:
        around: list[object] = []
        around.append(around)

    assert garbage(loop) == {"list": 1}
