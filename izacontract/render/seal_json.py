"""The JSON of a seal, written straight from the contract: a part, and a block of it, that did not change is looked up.

It is what `seal_text` writes of the seal of that contract; a cell of a table is not made an object first.
"""

from __future__ import annotations

from hashlib import sha256
from json.encoder import encode_basestring
from typing import Final

from izacontract.model.contract import Block, Contract, PlacedClause, Table
from izacontract.model.memory import Same
from izacontract.model.text_table import TextTable
from izacontract.render.marks import label
from izacontract.render.seal import SealedText, lines_of, sealed_blocks_of, sealed_text
from izacontract.word.remembered import remembered


def parts_json(contract: Contract) -> list[bytes]:
    """Return the JSON of each part of the seal of `contract`, with the comma before it."""
    return [
        _part(part.slot, label(part), part.heading, tuple(map(Same, part.clauses)), index == 0)
        for index, part in enumerate(contract.parts)
    ]


@remembered(2, len)
def _part(slot: str, number: str, heading: str, clauses: tuple[Same[PlacedClause], ...], is_first: bool) -> bytes:
    named = ",".join(f'"{key}":{_string(text)}' for key, text in zip(_PART, (slot, number, heading), strict=True))
    inside = ",".join([_clause(clause.__self__) for clause in clauses])
    return f'{"" if is_first else ","}{{{named},"clauses":[{inside}]}}'.encode()


_PART: Final = ("slot", "number", "heading")


def _clause(clause: PlacedClause) -> str:
    found = [written for block in clause.blocks if (written := _block(Same(block)))[0]]
    digest = sha256("\n".join([lines for _, lines in found]).encode()).hexdigest()
    head = f'"id":{_string(clause.id)},"title":{_string(clause.title)},"version":"{clause.version.isoformat()}"'
    return f'{{{head},"blocks":[{",".join([json for json, _ in found])}],"sha256":"{digest}"}}'


@remembered(4, lambda written: 200 + len(written[0]) + len(written[1]))
def _block(same: Same[Block]) -> tuple[str, str]:
    """Return the JSON of the paragraphs and tables of a block, and the lines that its hash is of; "" for none."""
    if isinstance(same.__self__, Table):
        return _table(same.__self__)
    blocks = [block for block in sealed_blocks_of(same) if isinstance(block, SealedText)]
    return ",".join(map(_text, blocks)), "\n".join([line for block in blocks for line in lines_of(block)])


def _table(table: Table) -> tuple[str, str]:
    header = "[" + ",".join([f'{{"text":{_string(cell)}}}' for cell in table.header]) + "]"
    if isinstance(table, TextTable):
        pattern = "[" + ",".join(['{"text":%s}'] * len(table.header)) + "]"
        columns = [map(_string, column) for column in zip(*table.texts, strict=True)]
        rows = map(pattern.__mod__, zip(*columns, strict=True))
        lines = map("\t".join, table.texts)
    else:
        sealed = [[sealed_text(cell) for cell in row] for row in table.rows]
        rows = map("[{}]".format, [",".join(map(_text, row)) for row in sealed])
        lines = map("\t".join, [[cell.text for cell in row] for row in sealed])
    return f'{{"rows":[{",".join([header, *rows])}]}}', "\n".join(["\t".join(table.header), *lines])


def _text(sealed: SealedText) -> str:
    number = f',"number":{_string(sealed.number)}' if sealed.number else ""
    points = ",".join(f"[{start},{end},{_string(name)}]" for start, end, name in sealed.points)
    points = f',"points":[{points}]' if points else ""
    mark = f',"mark":{_string(sealed.mark)}' if sealed.mark else ""
    return f'{{"text":{_string(sealed.text)}{number}{points}{mark}}}'


_string = encode_basestring
"""Writes a text as JSON does, with every letter that UTF-8 has as it is."""
