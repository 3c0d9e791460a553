"""docxtpl is the reference: our document equals what its own `render` gives for the same frame and content."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from posixpath import dirname, join, normpath

import pytest
from docxtpl import DocxTemplate
from lxml import etree
from markupsafe import Markup

from izacontract.model.contract import Contract, Value
from izacontract.render.frame import CORE, CORE_XML, Frame, compile_frame, mended
from izacontract.render.frame_guard import DOCUMENT
from izacontract.render.frame_mending import standard_frame
from izacontract.render.frame_tags import as_markup, environment
from izacontract.render.seal_part import SEAL
from izacontract.render.word import frame_values, print_places, word
from izacontract.word.package import pack_parts, read_package
from izacontract.word.xml import W
from tests.contracts.support import SECTORS
from tests.render.documents import contract_called
from tests.render.house import house_frame
from tests.render.sample import LINES, contract, with_lid

TYPES = "[Content_Types].xml"
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


def tagged_frame() -> bytes:
    """Return the standard frame restyled, with tags in its header, its footer, a table and choices of its own."""
    parts = {name: part.decode() for name, part in read_package(standard_frame()).items()}
    parts["word/styles.xml"] = parts["word/styles.xml"].replace('w:ascii="', 'w:ascii="Liberation ', 1)
    parts["word/footer1.xml"] = parts["word/footer1.xml"].replace(
        "</w:ftr>",
        "<w:p><w:r><w:t>{{ zorgsoort }}, </w:t></w:r><w:r><w:t>{{ </w:t></w:r><w:r><w:t>begin }}</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>{% if status == 'concept' %}niet ondertekenen{% else %}definitief{% endif %}</w:t></w:r></w:p>"
        "</w:ftr>",
    )
    parts["word/header1.xml"] = parts["word/header1.xml"].replace(
        "</w:hdr>",
        "<w:p><w:r><w:t>{%p for partij in partijen %}</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>{{ partij.naam }} ({{ loop.index }})</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>{%p endfor %}</w:t></w:r></w:p></w:hdr>",
    )
    row = '<w:tr><w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/></w:tcPr><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr>'
    rows = ("{%tr for partij in partijen %}", "{{ partij.rol }}: {{ partij.naam }}", "{%tr endfor %}")
    table = (
        '<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="5000"/></w:tblGrid>'
        f"{''.join(row.format(5000, text) for text in rows)}</w:tbl>"
    )
    body, place = parts[DOCUMENT], re.compile(r"<w:p>(?:(?!<w:p>).)*?\{\{p bijlagen \}\}.*?</w:p>")
    parts[DOCUMENT] = place.sub(lambda found: table + found[0], body)
    assert table in parts[DOCUMENT]
    return pack_parts({name: part.encode() for name, part in parts.items()})


FRAMES = {"standard": standard_frame, "house": house_frame, "tagged": tagged_frame}


@cache
def frame_called(name: str) -> Frame:
    return compile_frame(FRAMES[name]())


def by_docxtpl(frame: str, printed: Contract, seal: bytes) -> dict[str, bytes]:
    """Return the parts that docxtpl makes of the same frame, values and articles; the seal goes along untouched."""
    compiled = frame_called(frame)
    core = CORE_XML.replace("{{ status }}", printed.status).encode()  # a property that docxtpl does not read
    parts = mended(read_package(FRAMES[frame]())) | {CORE: core, SEAL: seal}
    context = frame_values(printed, compiled)
    for place, pieces in print_places(printed, compiled).items():
        context[place] = Markup(b"".join(piece.xml for piece in pieces).decode())  # noqa: S704 - printed by us
    template = DocxTemplate(io.BytesIO(pack_parts(parts)))
    template.render(context, jinja_env=environment(finalize=as_markup))
    saved = io.BytesIO()
    template.save(saved)
    return read_package(saved.getvalue())


def canonical(xml: bytes) -> bytes:
    """Return a part in canonical form, without the numbers that each gives to pictures and the marks of editing.

    Nor with the properties that docxtpl adds without a text.
    """
    root = etree.fromstring(xml)
    if root.tag.endswith("}coreProperties"):
        for empty in [node for node in root if not node.text]:
            root.remove(empty)
    for node in root.iter(etree.Element):
        for name in ("paraId", "textId"):
            node.attrib.pop(f"{W14}{name}", None)
    for picture in root.iter(PICTURE):
        picture.set("id", "")
    for start in root.findall(f".//{W}bookmarkStart[@{W}name='_GoBack']"):
        (end,) = root.findall(f".//{W}bookmarkEnd[@{W}id='{start.get(f'{W}id')}']")
        for mark in (start, end):
            mark.getparent().remove(mark)
    return etree.tostring(root, method="c14n")


def kinds(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Return the content type of every part."""
    root = etree.fromstring(parts[TYPES])
    named = {node.get("PartName", "").lstrip("/"): node.get("ContentType") for node in root}
    ends = {node.get("Extension", "").lower(): node.get("ContentType") for node in root}
    return {name: named.get(name) or ends[name.rpartition(".")[2].lower()] for name in parts if name != TYPES}


def relations(name: str, xml: bytes) -> set[tuple[str | None, ...]]:
    """Return the relationships in the part `name`, wherever their targets are counted from."""
    folder = dirname(dirname(name))
    return {
        (
            node.get("Id"),
            node.get("Type"),
            node.get("TargetMode"),
            node.get("Target")
            if node.get("TargetMode") == "External"
            else normpath(join("/", folder, node.get("Target", ""))),
        )
        for node in etree.fromstring(xml)
    }


def assert_equal_to_docxtpl(frame: str, printed: Contract) -> None:
    ours = read_package(word(printed, frame_called(frame)))
    theirs = by_docxtpl(frame, printed, ours[SEAL])
    assert ours.keys() == theirs.keys()
    assert kinds(ours) == kinds(theirs)
    for name, part in ours.items():
        if name.endswith(".rels"):
            assert relations(name, part) == relations(name, theirs[name]), name
        elif name.endswith(".xml") and name != TYPES:
            assert canonical(part) == canonical(theirs[name]), name
        elif name != TYPES:
            assert part == theirs[name], name


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("name", SECTORS)
def test_document_is_what_docxtpl_renders(frame: str, name: str) -> None:
    assert_equal_to_docxtpl(frame, contract_called(name))


@pytest.mark.parametrize("frame", FRAMES)
def test_signs_lines_and_open_values_are_what_docxtpl_renders(frame: str) -> None:
    """Without `{_{`, which docxtpl takes for a word of its own; nor in properties, which it escapes twice."""
    signs = "A&B <w:t> {{ 7*7 }} {% if x %} \u20ac \U0001f600"
    party = replace(contract().provider, name=signs)
    assert_equal_to_docxtpl(frame, replace(with_lid("Vrij ", Value(signs, "x")), provider=party))
    party = replace(contract().provider, name=LINES)
    assert_equal_to_docxtpl(frame, replace(with_lid("Vrij ", Value(LINES, "x")), provider=party))
    (point,) = contract().open_points
    party = replace(contract().provider, details=(("AGB-code", str(point)),))
    assert_equal_to_docxtpl(frame, replace(with_lid("Open."), provider=party))


@pytest.mark.parametrize("frame", FRAMES)
def test_what_holds_no_tag_is_byte_for_byte_that_of_the_frame(frame: str) -> None:
    before = mended(read_package(FRAMES[frame]()))
    after = read_package(word(contract(), frame_called(frame)))
    untouched = before.keys() - frame_called(frame).templates.keys()
    assert {"word/styles.xml", "word/numbering.xml"} <= untouched
    assert {name: after[name] for name in untouched} == {name: before[name] for name in untouched}


def test_the_comparison_sees_a_difference() -> None:
    printed = with_lid("Vrij.")
    ours = read_package(word(printed, frame_called("house")))
    theirs = by_docxtpl("house", replace(printed, title="Anders"), ours[SEAL])
    assert canonical(ours[DOCUMENT]) != canonical(theirs[DOCUMENT])
    assert canonical(ours[CORE]) != canonical(theirs[CORE])
