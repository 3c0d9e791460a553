"""The Word document, reopened: styles, numbers, fields, bookmarks and text as they were printed."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph
from lxml import etree

from izacontract.errors import ClauseError
from izacontract.model.contract import (
    Annex,
    Article,
    Contract,
    Inline,
    Lid,
    Onderdeel,
    Reference,
    Value,
)
from izacontract.model.values import INSURER, OpenPoint
from izacontract.render.word import label, word
from izacontract.render.word_table import column_widths
from izacontract.word.ooxml import bookmark_name
from izacontract.word.package import read_package
from tests.render.sample import HOSTILE, LINES, contract, with_lid

TEXT = qn("w:t")
BEFORE = (
    "Status", "Title", "Subtitle", "Titelbladkop", "Titelbladnaam", "Titelbladregel", "Inhoudskop", "toc 1",
    "Documenttitel",
)  # fmt: skip
"""The styles of what stands before the first part."""


@pytest.fixture(scope="module")
def opened() -> Document:
    return docx.Document(io.BytesIO(word(contract())))


@pytest.fixture(scope="module")
def xml() -> str:
    return read_package(word(contract()))["word/document.xml"].decode()


def blocks(document: Document) -> Iterator[Paragraph | WordTable]:
    yield from document.iter_inner_content()


def paragraphs(document: Document) -> list[Paragraph]:
    """Return every paragraph of the body, those in tables included."""
    return [Paragraph(element, document) for element in document.element.body.iter(qn("w:p"))]


def stored(paragraph: Paragraph) -> str:
    """Return the text of a paragraph, links and stored results of fields included."""
    pieces = {TEXT: lambda node: node.text or "", qn("w:br"): lambda _: "\n", qn("w:tab"): lambda _: "\t"}
    runs = paragraph._p.iter(*pieces)
    return "".join(pieces[node.tag](node) for node in runs if node.getparent().tag == qn("w:r"))


def in_style(document: Document, *styles: str) -> list[str]:
    return [stored(paragraph) for paragraph in paragraphs(document) if paragraph.style.name in styles]


def words(inlines: Iterable[Inline]) -> str:
    return "".join(inline.text for inline in inlines)


def numbered_lines(printed: Contract) -> Iterator[tuple[str, str]]:
    """Give the number and text of everything that Word's lists number, in the order of the document."""

    def onderdelen(parts: Iterable[Onderdeel]) -> Iterator[tuple[str, str]]:
        for part in parts:
            yield part.number, words(part.text)
            yield from onderdelen(part.parts)

    for part in (*printed.opening, *printed.articles, *printed.closing, *printed.annexes):
        yield label(part), part.heading
        for clause in part.clauses:
            for block in clause.blocks:
                if isinstance(block, Lid):
                    yield block.number, words(block.text)
                    yield from onderdelen(block.parts)


def list_numbers(document: Document) -> Iterator[tuple[str, str]]:
    """Give the number that the lists of `document` print before each paragraph, and its text; "" without a list."""
    numbering = document.part.numbering_part.element
    abstract = {levels.get(qn("w:abstractNumId")): levels for levels in numbering.iter(qn("w:abstractNum"))}
    lists = {
        num.get(qn("w:numId")): abstract[num.find(qn("w:abstractNumId")).get(qn("w:val"))]
        for num in numbering.iter(qn("w:num"))
    }
    counts: dict[str, Counter[int]] = {number: Counter() for number in lists}
    for paragraph in paragraphs(document):
        found = paragraph.style.element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if found is None:
            yield "", stored(paragraph)
            continue
        number = found.find(qn("w:numId")).get(qn("w:val"))
        depth = int(found.find(qn("w:ilvl")).get(qn("w:val")))
        count = counts[number]
        count[depth] += 1
        for deeper in range(depth + 1, 9):
            count[deeper] = 0
        yield _as_printed(lists[number], depth, count), stored(paragraph)


def _as_printed(levels: etree._Element, depth: int, count: Counter[int]) -> str:
    def digits(found: re.Match[str]) -> str:
        level = int(found[1]) - 1
        form = levels.find(f"{qn('w:lvl')}[@{qn('w:ilvl')}='{level}']/{qn('w:numFmt')}").get(qn("w:val"))
        letter = chr(ord("a") + count[level] - 1)
        return {"decimal": str(count[level]), "lowerLetter": letter, "upperLetter": letter.upper(), "none": ""}[form]

    text = levels.find(f"{qn('w:lvl')}[@{qn('w:ilvl')}='{depth}']/{qn('w:lvlText')}").get(qn("w:val"))
    return re.sub(r"%(\d)", digits, text)


def test_same_contract_gives_the_same_bytes() -> None:
    assert word(contract()) == word(contract())


def test_lists_print_the_numbers_of_the_contract(opened: Document) -> None:
    printed = list(list_numbers(opened))
    body = printed[len(in_style(opened, *BEFORE)) :]
    assert [line for line in body if line in set(numbered_lines(contract()))] == list(numbered_lines(contract()))


def test_every_block_stands_in_its_own_style(opened: Document) -> None:
    assert in_style(opened, "Aanhefkop") == ["Partijen", "Overwegingen", "Ondertekening"]
    assert in_style(opened, "Artikelkop")[1] == "Voorwerp en rangorde"
    assert in_style(opened, "Bijlagekop") == ["Partijen en contactpersonen", "Prijslijst"]
    assert in_style(opened, "Subonderdeel") == ["de duur;", "de oorzaak;"]
    assert in_style(opened, "Bijlageonderdeel") == ["loon;", "materieel."]
    assert in_style(opened, "Begrip")[0] == "Contractjaar: een kalenderjaar."
    assert in_style(opened, "Artikeltekst") == ["In deze Overeenkomst wordt verstaan onder:"]
    assert in_style(opened, "Slottekst") == ["Aldus overeengekomen en in tweevoud ondertekend."]


def test_all_styles_in_use_are_in_the_frame(opened: Document, xml: str) -> None:
    used = set(re.findall(r'<w:(?:p|r|tbl)Style w:val="([^"]+)"', xml))
    assert used <= {style.style_id for style in opened.styles}


def test_parts_stand_in_the_order_of_the_contract(opened: Document) -> None:
    headings = in_style(opened, "Aanhefkop", "Artikelkop", "Bijlagekop")
    printed = contract()
    parts: tuple[Article | Annex, ...] = (*printed.opening, *printed.articles, *printed.closing, *printed.annexes)
    assert headings == [part.heading for part in parts]


def test_no_tag_and_no_empty_paragraph_is_left(xml: str) -> None:
    printed = docx.Document(io.BytesIO(word(with_lid("Gewone tekst."))))
    parts = read_package(word(with_lid("Gewone tekst.")))
    every_part = "".join(part.decode() for name, part in parts.items() if name.endswith(".xml"))
    assert "{{" not in every_part
    assert "{%" not in every_part
    assert [paragraph.style.name for paragraph in paragraphs(printed) if not stored(paragraph).strip()] == []


def test_only_two_tables_in_a_row_have_a_paragraph_without_text_between_them(opened: Document) -> None:
    empty = [paragraph.style.name for paragraph in paragraphs(opened) if not stored(paragraph).strip()]
    kinds = ["table" if isinstance(block, WordTable) else block.style.name for block in blocks(opened)]
    assert empty == ["Tabelafstand"]
    assert not [pair for pair in pairwise(kinds) if pair == ("table", "table")]
    assert kinds[-1] != "table"


def test_document_that_ends_with_a_table_gets_a_last_paragraph() -> None:
    printed = word(contract())
    body = read_package(printed)["word/document.xml"].decode()
    assert "</w:tbl><w:sectPr" not in re.sub(r"<w:bookmarkEnd[^>]*>|\s", "", body)


def test_bookmarks_have_unique_names_and_ids_that_word_accepts(xml: str) -> None:
    starts = re.findall(r'<w:bookmarkStart w:id="(\d+)" w:name="([^"]+)"/>', xml)
    ends = re.findall(r'<w:bookmarkEnd w:id="(\d+)"/>', xml)
    ids, names = [number for number, _ in starts], [name for _, name in starts]
    assert len(set(ids)) == len(ids) == len(set(names))
    assert sorted(ids) == sorted(ends)
    assert all(re.fullmatch(r"[A-Z]_[A-Za-z0-9_]{1,38}", name) for name in names)


def test_every_clause_lies_in_the_bookmark_with_its_id(xml: str) -> None:
    printed = contract()
    parts = (*printed.opening, *printed.articles, *printed.closing, *printed.annexes)
    ids = {bookmark_name("C", clause.id) for part in parts for clause in part.clauses}
    assert ids == {name for name in re.findall(r'w:name="([^"]+)"', xml) if name.startswith("C_")}
    number = re.search(r'<w:bookmarkStart w:id="(\d+)" w:name="C_proef__rangorde"/>', xml)
    assert number
    inside = xml[number.end() : xml.index(f'<w:bookmarkEnd w:id="{number[1]}"/>')]
    assert "Voorrang hebben:" in inside
    assert "de wet;" in inside
    assert "storing" not in inside


def test_longest_clause_id_still_makes_a_bookmark_name() -> None:
    assert bookmark_name("L", "algemeen." + "x" * 25 + "#12") == "L_algemeen__" + "x" * 25 + "_12"
    with pytest.raises(ValueError, match="bookmark"):
        bookmark_name("L", "algemeen." + "x" * 30 + "#1")


def test_references_are_fields_to_a_bookmark_with_the_right_stored_number(opened: Document, xml: str) -> None:
    found = re.findall(
        r'<w:instrText xml:space="preserve"> REF (\S+) (.*?) </w:instrText></w:r>'
        r'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t xml:space="preserve">([^<]+)</w:t>',
        xml,
    )
    assert {switches for _, switches, _ in found} == {r"\n \h"}
    numbers = dict(zip(*reversed(list(zip(*list_numbers(opened), strict=True))), strict=True))
    at = {
        bookmark.get(qn("w:name")): numbers[stored(Paragraph(bookmark.getparent(), opened))]
        for bookmark in opened.element.body.iter(qn("w:bookmarkStart"))
        if bookmark.get(qn("w:name"))[0] in "HL"
    }
    assert [(name, text) for name, _, text in found] == [(name, at[name]) for name, _, _ in found]
    assert sorted(text for _, _, text in found) == ["2.1", "2.2", "2.2", "B.2", "artikel 3", "bijlage B"]


def test_a_reference_to_what_is_not_there_is_an_error() -> None:
    with pytest.raises(LookupError, match=r"proef\.weg#1"):
        word(with_lid(Reference("8.1", "proef.weg", parts=(("8.1", "proef.weg#1"),))))


def test_contents_name_every_heading_and_link_to_it(opened: Document, xml: str) -> None:
    assert in_style(opened, "toc 1") == [
        "Partijen", "Overwegingen", "artikel 1\tBegripsbepalingen", "artikel 2\tVoorwerp en rangorde",
        "artikel 3\tIndexatie & doorvertaling <OVA>", "Ondertekening",
        "bijlage A\tPartijen en contactpersonen", "bijlage B\tPrijslijst",
    ]  # fmt: skip
    anchors = re.findall(r'<w:hyperlink w:anchor="([^"]+)"', xml)
    assert set(anchors) <= set(re.findall(r'<w:bookmarkStart w:id="\d+" w:name="([^"]+)"', xml))
    assert len(anchors) == 8
    assert r' TOC \o "1-1" \n \h \z \u ' in xml
    assert "updateFields" not in read_package(word(contract()))["word/settings.xml"].decode()


def test_fields_open_and_close_in_turn() -> None:
    for name, part in read_package(word(contract())).items():
        if name.startswith("word/") and name.endswith(".xml"):
            kinds = re.findall(rb'w:fldCharType="(\w+)"', part)
            assert kinds == [b"begin", b"separate", b"end"] * (len(kinds) // 3), name


@pytest.mark.parametrize(
    "typed", [HOSTILE, LINES, "  a  b ", "<![CDATA[x]]>", "{{p artikelen }}", "\u2028 \\n & &amp; \\1"]
)
def test_a_value_prints_as_it_was_typed(typed: str) -> None:
    changed = replace(with_lid("Zie: ", Value(typed, "x"), "."), reference=typed, title=typed)
    printed = docx.Document(io.BytesIO(word(changed)))
    assert in_style(printed, "Lid") == [f"Zie: {typed}."]
    assert in_style(printed, "Title") == [typed]
    assert printed.core_properties.title == typed
    assert typed in stored(printed.sections[0].header.paragraphs[0])


def test_a_character_that_word_cannot_hold_is_refused() -> None:
    with pytest.raises(ClauseError, match=r"U\+0007"):
        word(with_lid(Value("bel\x07", "x")))
    with pytest.raises(ClauseError, match=r"U\+D800"):
        word(with_lid(Value("half\ud800", "x")))


def test_open_values_stand_out_wherever_they_stand(opened: Document) -> None:
    marked = [run.text for paragraph in paragraphs(opened) for run in paragraph.runs if run.style.name == "Open punt"]
    assert len(marked) == 5
    reference = OpenPoint("overeenkomst.kenmerk", "", INSURER)
    changed = replace(contract(), reference=str(reference), open_points=(reference,))
    printed = docx.Document(io.BytesIO(word(changed)))
    title_page = [p for p in paragraphs(printed) if p.style.name == "Titelbladregel" and str(reference) in stored(p)]
    for paragraph in (title_page[0], printed.sections[0].header.paragraphs[0]):
        assert [run.text for run in paragraph.runs if run.style.name == "Open punt"] == [str(reference)]
    assert printed.core_properties.subject == str(reference)


def test_tables_repeat_their_header_and_keep_rows_whole(opened: Document) -> None:
    assert len(opened.tables) == 4
    for table in opened.tables:
        rows = table._tbl.tr_lst
        assert [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows] == [True] + [False] * (
            len(rows) - 1
        )
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
        assert {cell.paragraphs[0].style.name for cell in table.columns[2].cells} == {"Tabelgetalkop", "Tabelgetal"}
        assert {cell.paragraphs[0].style.name for cell in table.columns[0].cells} == {"Tabelkop", "Tabeltekst"}
        assert opened.styles["Tabelgetal"].paragraph_format.alignment == 2


@pytest.mark.parametrize(
    "rows",
    [
        [("a", "b"), ("", "")],
        [("Prestatie", "Bedrag"), ("x" * 500, "\u20ac\u00a01.250.000,00")],
        [("w" * 90,) * 7],
        [("een twee drie " * 40, "2 januari 2026", "1")],
        [("Kop", "Kop")],
    ],
)
def test_columns_fill_the_width_and_keep_amounts_whole(rows: list[tuple[str, ...]]) -> None:
    widths = column_widths(rows, 8787)
    assert sum(widths) == 8787
    assert min(widths) > 0
    if len(widths) == 2 and "1.250" in rows[-1][1]:
        assert widths[1] > len(rows[-1][1]) * 88


def test_language_title_and_headings_serve_a_screen_reader(opened: Document) -> None:
    language = opened.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert language.get(qn("w:val")) == "nl-NL"
    properties = opened.core_properties
    assert (properties.title, properties.subject) == (contract().title, contract().reference)
    assert (properties.language, properties.content_status) == ("nl-NL", "concept")
    levels = {
        style.element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}").get(qn("w:val"))
        for style in opened.styles
        if style.name in ("Aanhefkop", "Artikelkop", "Bijlagekop")
    }
    assert levels == {"0"}


def test_header_and_footer_say_reference_status_and_page(opened: Document) -> None:
    section = opened.sections[0]
    assert stored(section.header.paragraphs[0]) == "Overeenkomst PROEF-2025-0001\tconcept"
    assert stored(section.footer.paragraphs[0]) == "\tpagina 1 van 1"
    instructions = [node.text for node in section.footer.paragraphs[0]._p.iter(qn("w:instrText"))]
    assert instructions == [" PAGE ", " NUMPAGES "]
