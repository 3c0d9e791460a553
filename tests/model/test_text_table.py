"""A table held as texts: to whoever asks for its cells it is the table that has them."""

from __future__ import annotations

import pickle
from dataclasses import replace

from pydantic import TypeAdapter

from izacontract.model.contract import Block, Table, Value, Words
from izacontract.model.text_table import TextTable

TEXTS = (("A01", "Consult & meer", "€ 12,50"), ("A02", "–", "€ 0,00"))
NAMES = ("prijzen.code", "prijzen.omschrijving", "prijzen.tarief")
HELD = TextTable(("Code", "Wat", "Tarief"), ("left", "left", "right"), TEXTS, NAMES, frozenset({(1, 1)}))
WHOLE = Table(
    HELD.header,
    HELD.align,
    (
        tuple((Value(text, name),) for text, name in zip(TEXTS[0], NAMES, strict=True)),
        ((Value("A02", NAMES[0]),), (Words("–"),), (Value("€ 0,00", NAMES[2]),)),
    ),
)


def test_table_held_as_texts_is_the_table_with_the_same_cells() -> None:
    assert HELD.rows == WHOLE.rows
    assert HELD == WHOLE
    assert WHOLE == HELD
    assert len({HELD, WHOLE}) == 1


def test_another_text_name_or_gap_is_another_table() -> None:
    others = [
        TextTable(HELD.header, HELD.align, TEXTS[:1], NAMES),
        TextTable(HELD.header, HELD.align, TEXTS, NAMES),
        TextTable(HELD.header, HELD.align, TEXTS, ("x", *NAMES[1:]), HELD.gaps),
    ]
    assert all(other not in (HELD, WHOLE) and other.rows != WHOLE.rows for other in others)
    assert HELD != "table"


def test_table_held_as_texts_is_written_and_copied_as_any_table() -> None:
    adapter: TypeAdapter[Block] = TypeAdapter(Block)
    assert adapter.dump_json(HELD) == adapter.dump_json(WHOLE)
    assert adapter.validate_json(adapter.dump_json(HELD)) == HELD
    assert pickle.loads(pickle.dumps(HELD)) == HELD  # noqa: S301 - written here
    changed = replace(HELD, rows=WHOLE.rows[:1])
    assert type(changed) is Table
    assert changed.rows == HELD.rows[:1]
