"""House styles of many kinds: a document that nobody touched has no change, and every tag is filled in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from izacontract.render.frame import examine_frame
from izacontract.render.frame_mending import standard_frame
from izacontract.render.word import word
from izacontract.word.package import pack_parts, read_package
from tests.contracts.support import build, example
from tests.verify.summary import summary, verified

BODY, TYPES, RELATIONS, ROOT = "word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels", "_rels/.rels"
WORDS = "application/vnd.openxmlformats-officedocument.wordprocessingml"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
Parts = dict[str, bytes]
FORMS: list[Callable[[Parts], None]] = []


def form(function: Callable[[Parts], None]) -> Callable[[Parts], None]:
    FORMS.append(function)
    return function


def put(parts: Parts, name: str, old: str, new: str) -> None:
    assert old in parts[name].decode()
    parts[name] = parts[name].replace(old.encode(), new.encode(), 1)


def header_of(parts: Parts) -> str:
    return next(name for name in parts if name.startswith("word/header"))


@form
def table_on_the_title_page(parts: Parts) -> None:
    cell = '<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>'
    table = (
        '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="4000"/></w:tblGrid><w:tr>'
    )
    table += f"{cell.format('Kenmerk')}{cell.format('{{ kenmerk }}')}</w:tr></w:tbl>"
    put(parts, BODY, "<w:body>", f"<w:body>{table}")


@form
def note_with_a_tag(parts: Parts) -> None:
    space = read_package(standard_frame())[BODY].decode().split('xmlns:w="')[1].split('"')[0]
    note = '<w:footnote w:id="2"><w:p><w:r><w:t>Zie {{ kenmerk }}.</w:t></w:r></w:p></w:footnote>'
    parts["word/footnotes.xml"] = f'<w:footnotes xmlns:w="{space}">{note}</w:footnotes>'.encode()
    put(
        parts,
        TYPES,
        "</Types>",
        f'<Override PartName="/word/footnotes.xml" ContentType="{WORDS}.footnotes+xml"/></Types>',
    )
    entry = f'<Relationship Id="rIdN" Type="{KINDS}/footnotes" Target="footnotes.xml"/></Relationships>'
    put(parts, RELATIONS, "</Relationships>", entry)
    paragraph = '<w:p><w:r><w:t>Voorblad</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    put(parts, BODY, "<w:body>", f"<w:body>{paragraph}")


@form
def watermark_with_a_tag(parts: Parts) -> None:
    shape = (
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textpath string="{{ status }}"/></v:shape>'
    )
    put(parts, header_of(parts), "</w:p>", f"{shape}</w:pict></w:r></w:p>")


@form
def control_bound_to_the_title(parts: Parts) -> None:
    binding = (
        "<w:dataBinding w:prefixMappings=\"xmlns:a='http://purl.org/dc/elements/1.1/' xmlns:b='http://schemas.openxml"
        'formats.org/package/2006/metadata/core-properties\'" w:xpath="/b:coreProperties[1]/a:title[1]"'
        ' w:storeItemID="{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"/>'
    )
    inside = "<w:sdtContent><w:r><w:t>Oude titel</w:t></w:r></w:sdtContent>"
    put(parts, header_of(parts), "</w:p>", f"<w:sdt><w:sdtPr>{binding}<w:text/></w:sdtPr>{inside}</w:sdt></w:p>")


@form
def document_with_another_name(parts: Parts) -> None:
    parts["word/document7.xml"] = parts.pop(BODY)
    parts["word/_rels/document7.xml.rels"] = parts.pop(RELATIONS)
    put(parts, ROOT, "word/document.xml", "word/document7.xml")
    put(parts, TYPES, "/word/document.xml", "/word/document7.xml")


@form
def header_with_another_name(parts: Parts) -> None:
    name = header_of(parts).removeprefix("word/")
    parts["word/kop_huis.xml"] = parts.pop(f"word/{name}")
    if f"word/_rels/{name}.rels" in parts:
        parts["word/_rels/kop_huis.xml.rels"] = parts.pop(f"word/_rels/{name}.rels")
    put(parts, RELATIONS, f'"{name}"', '"kop_huis.xml"')
    put(parts, TYPES, f"/word/{name}", "/word/kop_huis.xml")


@form
def own_data_under_the_name_of_the_seal(parts: Parts) -> None:
    parts["customXml/item0.xml"] = b"<b:Bronnen xmlns:b='x'/>"
    entry = f'<Relationship Id="rIdB" Type="{KINDS}/customXml" Target="../customXml/item0.xml"/></Relationships>'
    put(parts, RELATIONS, "</Relationships>", entry)


@form
def hidden_line(parts: Parts) -> None:
    line = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Intern: {{ kenmerk }}</w:t></w:r></w:p>"
    put(parts, BODY, "<w:body>", f"<w:body>{line}")


@form
def without_the_style_of_tables(parts: Parts) -> None:
    """A frame that went through .odt has lost it."""
    styles = parts["word/styles.xml"].decode()
    start = styles.rindex("<w:style ", 0, styles.index('<w:name w:val="Contracttabel"/>'))
    end = styles.index("</w:style>", start) + len("</w:style>")
    parts["word/styles.xml"] = (styles[:start] + styles[end:]).encode()


@pytest.mark.parametrize("change", FORMS, ids=lambda change: change.__name__)
def test_untouched_document_in_a_house_style_has_no_change(change: Callable[[Parts], None]) -> None:
    parts = dict(read_package(standard_frame()))
    change(parts)
    frame, findings = examine_frame(pack_parts(parts))
    assert frame is not None, findings
    data = word(build(example("huisartsen")), frame)
    assert summary(verified(data)) == {}
    texts = [content for name, content in read_package(data).items() if name.startswith("word/")]
    assert not any(b"{{" in content or b"Oude titel" in content for content in texts)
