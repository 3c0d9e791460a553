"""Prints a report as a Word document with headings and tables; python-docx makes it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from izacontract.differ.changes import Op, Piece
from izacontract.reports.page import Bullets, Heading, Labels, Page, PageBlock, PageLine, PageTable
from izacontract.word.package import pack_parts, read_package

FIRST_MOMENT: Final = datetime(1980, 1, 1)
"""The time that a document says it was made: its bytes must not hang on the clock."""

GONE, CAME, QUIET = RGBColor(0x9B, 0x1C, 0x1C), RGBColor(0x14, 0x53, 0x2D), RGBColor(0x59, 0x62, 0x73)
STEP: Final = Cm(0.6)
PAGE_WIDTH: Final = Cm(17)
LONG: Final = 60
"""A column of texts that long gets no more room than one of longer texts."""


def page_docx(page: Page) -> bytes:
    """Return `page` as a Word document on A4; what goes is struck through, what comes is underlined."""
    document = Document()
    _prepare(document, page)
    if page.first:
        document.add_paragraph().add_run(page.first).bold = True
    document.add_heading(page.title, level=1)
    for block in page.blocks:
        _add(document, block)
    file = io.BytesIO()
    document.save(file)
    return pack_parts(read_package(file.getvalue()))


def _prepare(document: WordDocument, page: Page) -> None:
    about = document.core_properties
    about.title, about.author, about.last_modified_by, about.comments = page.title, "izacontract", "izacontract", ""
    about.language = "nl-NL" if page.language == "nl" else "en-GB"
    about.created = about.modified = FIRST_MOMENT
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10.5)
    normal.paragraph_format.space_after = Pt(3)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), about.language)


def _add(document: WordDocument, block: PageBlock) -> None:
    match block:
        case Heading():
            document.add_heading(block.text + (f" ({block.about})" if block.about else ""), level=block.level)
            if block.said:
                document.add_paragraph().add_run(block.said).bold = True
        case PageLine():
            paragraph = document.add_paragraph()
            paragraph.paragraph_format.left_indent = STEP * block.depth
            paragraph.paragraph_format.keep_with_next = block.strong
            if block.number:
                paragraph.add_run(f"{block.number}  ").font.color.rgb = QUIET
            for piece in block.pieces:
                _run(paragraph, piece, block)
        case Bullets():
            for text in block.texts:
                document.add_paragraph(text, style="List Bullet")
        case Labels():
            _table(document, (), block.rows)
        case PageTable():
            rows: list[tuple[str, ...]] = []
            for heading, group in block.groups:
                rows += [(heading,)] * bool(heading) + list(group)
            _table(document, block.header, rows)


def _run(paragraph: WordParagraph, piece: Piece, block: PageLine) -> None:
    run = paragraph.add_run(piece.text)
    run.bold = block.strong or None
    if piece.op is not Op.SAME:
        run.font.color.rgb = GONE if piece.op is Op.OLD else CAME
        run.font.strike, run.font.underline = piece.op is Op.OLD or None, piece.op is Op.NEW or None
    elif block.quiet:
        run.font.color.rgb, run.font.size = QUIET, Pt(9.5)


def _table(document: WordDocument, header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    """Add a table whose header stands on every page; a row of one cell goes over the whole width."""
    every = [header, *rows] if header else list(rows)
    widths = _widths(every)
    table = document.add_table(len(every), len(widths), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for at, (row, texts) in enumerate(zip(table.rows, every, strict=True)):
        cells = row.cells
        if len(texts) == 1 < len(cells):
            cells = (cells[0].merge(cells[-1]),)
        for cell, width, text in zip(cells, widths, texts, strict=False):
            cell.width = width if len(texts) > 1 else PAGE_WIDTH
            run = cell.paragraphs[0].add_run(text)
            run.bold = True if (header and at == 0) or len(texts) == 1 else None
    if header:
        properties = table.rows[0]._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:tblHeader"))
    document.add_paragraph()


def _widths(rows: Sequence[tuple[str, ...]]) -> list[Length]:
    """Return how wide each column is to be: by its longest text, so that signs and figures leave room for words."""
    columns = max(map(len, rows), default=1)
    needs = [
        max((min(len(row[at]), LONG) for row in rows if len(row) == columns), default=1) + 6 for at in range(columns)
    ]
    return [Length(PAGE_WIDTH * need // sum(needs)) for need in needs]
