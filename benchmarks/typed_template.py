"""The template of docxtpl that a person would type: the text of a contract, with a tag where the contracts differ.

A script types it, into a new document of python-docx: each paragraph in one run, headings and numbers by their styles,
no fields, bookmarks or conditions. That is the least that docxtpl has to work through for the same words.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import docx
from docx.document import Document
from docx.table import Table
from docx.text.paragraph import Paragraph

from benchmarks.templates import LANGUAGES, template
from izacontract.model.contract import Contract

VALUE: Final = re.compile(r"\{\{ (v\d+) \}\}")
REPEAT: Final = re.compile(r"\{%tr for row in (t\d+) %\}")
CONDITION: Final = "{%p "


def typed_template(contract: Contract, filled: Sequence[Mapping[str, Any]]) -> bytes:
    """Return the template for contracts whose values are those in `filled`, the first of which is `contract`."""
    first = filled[0]
    fixed = {name: value for name, value in first.items() if all(other[name] == value for other in filled)}
    printed: Document = docx.Document(io.BytesIO(template(contract, LANGUAGES["docxtpl"])))
    typed: Document = docx.Document()
    for block in printed.iter_inner_content():
        if isinstance(block, Table):
            _type_table(typed, block, fixed)
        elif not block.text.startswith(CONDITION):
            typed.add_paragraph(_typed(block.text, fixed), _style(block))
    for written, place in zip((printed.sections[0].header, printed.sections[0].footer),
                              (typed.sections[0].header, typed.sections[0].footer), strict=True):  # fmt: skip
        place.paragraphs[0].text = _typed(" ".join(line.text for line in written.paragraphs), fixed)
    file = io.BytesIO()
    typed.save(file)
    return file.getvalue()


def _style(paragraph: Paragraph) -> str:
    """Return the style of Word itself that a person would choose for what we print in a style of ours."""
    name = (paragraph.style.name if paragraph.style else None) or ""
    numbered = ("lid", "onderdeel")
    return "Heading 1" if name.endswith("kop") else "List Number" if name.casefold().endswith(numbered) else "Normal"


def _type_table(typed: Document, printed: Table, fixed: Mapping[str, Any]) -> None:
    lines = list(_lines([[cell.text for cell in row.cells] for row in printed.rows], fixed))
    table = typed.add_table(len(lines), len(lines[0]), "Table Grid")
    for row, line in zip(table.rows, lines, strict=True):
        for cell, text in zip(row.cells, line, strict=True):
            cell.text = _typed(text, fixed)


def _lines(printed: Sequence[Sequence[str]], fixed: Mapping[str, Any]) -> Iterable[Sequence[str]]:
    """Give the rows of a table; those that a repeat makes alike for every contract are typed out."""
    coming = iter(printed)
    for line in coming:
        repeated = REPEAT.fullmatch(line[0])
        if repeated is None or repeated[1] not in fixed:
            yield line
            continue
        yield from (list(row.values()) for row in fixed[repeated[1]])
        next(coming), next(coming)


def _typed(text: str, fixed: Mapping[str, Any]) -> str:
    """Return `text` with the tags only that stand for something else in another contract."""
    return VALUE.sub(lambda tag: str(fixed[tag[1]]) if tag[1] in fixed else tag[0], text)
