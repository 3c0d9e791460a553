"""Frames: what the standard one holds, what a house may change, and how one that lacks something is refused."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import clause_templates
from izacontract.errors import ExitStatus, FileError, FrameInvalid, Severity
from izacontract.render.frame import compile_frame, examine_frame, frame_bytes, read_frame
from izacontract.render.frame_guard import DOCUMENT
from izacontract.render.frame_mending import standard_frame
from izacontract.render.word import word
from izacontract.word.package import MOST_PACKED, pack_parts, read_package
from tests.render.house import WIDE, house_frame
from tests.render.sample import contract

FRAMES = Path(clause_templates.__file__).parent / "frames"
STANDARD = standard_frame()
STYLES, NUMBERING, HEADER, FOOTER = "word/styles.xml", "word/numbering.xml", "word/header1.xml", "word/footer1.xml"
SETTINGS = "word/settings.xml"
PLACE = "{{p artikelen }}"
Change = Callable[[str], str]


def changed(part: str, change: Change) -> bytes:
    """Return the standard frame with `part` changed."""
    parts = read_package(STANDARD)
    before = parts[part].decode()
    parts[part] = change(before).encode()
    assert parts[part].decode() != before
    return pack_parts(parts)


def swap(old: str, new: str, count: int = -1) -> Change:
    """Return the change of a part that puts `new` in the place of `old`."""
    return lambda xml: xml.replace(old, new, count)


def drop(pattern: str, count: int = 0) -> Change:
    """Return the change of a part that takes out what matches `pattern`."""
    return lambda xml: re.sub(pattern, "", xml, count=count)


def style(name: str, old: str, new: str) -> Change:
    """Return the change of the styles part that puts `new` in the place of `old` in the style called `name`."""
    pattern = rf'<w:style [^>]*><w:name w:val="{name}"/>.*?</w:style>'
    return lambda xml: re.sub(pattern, lambda found: found[0].replace(old, new), xml, flags=re.DOTALL)


def before(text: str, xml: str) -> Change:
    """Return the change of the body that puts `xml` before the paragraph with `text`."""
    return lambda body: re.sub(
        rf"(<w:p>(?:(?!<w:p>).)*?{re.escape(text)})", lambda found: xml + found[1], body, count=1
    )


def found(data: bytes) -> list[str]:
    """Return the codes of everything that is said about a frame."""
    return [finding.code for finding in examine_frame(data)[1]]


def test_the_script_makes_the_frame_that_is_shipped(tmp_path: Path) -> None:
    made = tmp_path / "overeenkomst.docx"
    subprocess.run([sys.executable, str(FRAMES / "make_frame.py"), str(made)], check=True, cwd=FRAMES.parent.parent)
    assert read_package(made.read_bytes()) == read_package(STANDARD)


def test_nothing_is_said_about_the_standard_frame() -> None:
    assert found(STANDARD) == []


def test_a_frame_is_compiled_once_whatever_its_path(tmp_path: Path) -> None:
    for name in ("een.docx", "twee.docx"):
        (tmp_path / name).write_bytes(STANDARD)
    assert read_frame(tmp_path / "een.docx") is read_frame(tmp_path / "twee.docx")
    assert read_frame() is read_frame()


def test_a_frame_that_cannot_be_read_is_a_file_error(tmp_path: Path) -> None:
    with pytest.raises(FileError):
        read_frame(tmp_path / "weg.docx")


def test_of_a_file_without_end_no_more_is_read_than_a_frame_may_hold() -> None:
    assert len(frame_bytes(Path("/dev/zero"))) == MOST_PACKED + 1
    with pytest.raises(FrameInvalid):
        read_frame(Path("/dev/zero"))


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (b"geen Word", ["word.geen-bestand"]),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ["word.beveiligd"]),
        (pack_parts({"xl/workbook.xml": b"<x/>"}), ["word.geen-bestand"]),
        (changed(STYLES, lambda xml: xml[:-20]), ["sjabloon.xml"]),
        (changed(STYLES, swap('w:name w:val="Artikelkop"', 'w:name w:val="Kop"')), ["sjabloon.stijl"]),
        (changed(STYLES, style("Tekst", 'w:type="paragraph"', 'w:type="character"')), ["sjabloon.stijlsoort"]),
        (changed(STYLES, drop("<w:numPr>.*?</w:numPr>")), ["sjabloon.lijst"] * 12),
        (changed(STYLES, style("Lid", 'w:numId w:val="1"', 'w:numId w:val="2"')), ["sjabloon.lijst-anders"]),
        (changed(STYLES, style("Lid", 'w:numId w:val="1"', 'w:numId w:val="0"')), ["sjabloon.lijst"]),
        (changed(NUMBERING, swap('<w:pStyle w:val="Lid"/>', "")), []),
        (
            changed(NUMBERING, swap('w:pStyle w:val="Onderdeel"', 'w:pStyle w:val="Subonderdeel"', 1)),
            ["sjabloon.lijstniveau"],
        ),
        (changed(NUMBERING, swap('"artikel %1"', '"Artikel %1"')), ["sjabloon.nummer"]),
        (changed(NUMBERING, swap('"%1.%2"', '"%1.%2."', 1)), ["sjabloon.nummer"]),
        (changed(NUMBERING, swap('<w:start w:val="1"/>', '<w:start w:val="3"/>', 1)), ["sjabloon.nummer"]),
        (changed(NUMBERING, swap("upperLetter", "decimal")), ["sjabloon.nummer"]),
        (changed(NUMBERING, swap('<w:pStyle w:val="Lid"/>', '<w:pStyle w:val="Lid"/><w:isLgl/>')), ["sjabloon.nummer"]),
        (
            changed(STYLES, style("Artikelkop", 'w:outlineLvl w:val="0"', 'w:outlineLvl w:val="1"')),
            ["sjabloon.kopniveau"],
        ),
        (changed(STYLES, swap('<w:lang w:val="nl-NL"', '<w:lang w:val="en-US"')), ["sjabloon.taal"]),
        (
            changed(STYLES, style("Begripsterm", "<w:b/>", '<w:b/><w:lang w:val="de-DE"/>')),
            ["sjabloon.taal"],
        ),
        (changed(DOCUMENT, swap(PLACE, "hier")), ["sjabloon.plaats"]),
        (changed(DOCUMENT, swap(PLACE, "{{ artikelen }}")), ["sjabloon.plaats"]),
        (changed(DOCUMENT, swap("{{p aanhef }}", PLACE)), ["sjabloon.plaats"] * 2),
        (changed(DOCUMENT, swap(PLACE, f"Artikelen: {PLACE}")), ["sjabloon.code-niet-alleen"]),
        (
            changed(DOCUMENT, swap(f"<w:r><w:t>{PLACE}", f"<w:pPr><w:sectPr/></w:pPr><w:r><w:t>{PLACE}")),
            ["sjabloon.code-niet-alleen"],
        ),
        (
            changed(DOCUMENT, before(PLACE, "<w:p><w:r><w:t>{%p if status %}</w:t></w:r></w:p>")),
            ["sjabloon.code-open"],
        ),
        (changed(DOCUMENT, swap("{{ titel }}", "{{ tietel }}")), ["sjabloon.onbekende-waarde"]),
        (changed(DOCUMENT, swap("{{ titel }}", "{{ titel", 1)), ["sjabloon.code"]),
        (changed(DOCUMENT, swap("{{ titel }}", "titel }}", 1)), ["sjabloon.code"]),
        (changed(DOCUMENT, swap("{{ titel }}", "{{ titel titel }}", 1)), ["sjabloon.code"]),
        (changed(DOCUMENT, swap("{{ partij.rol }}", "{{ partij.rang }}")), ["sjabloon.onbekende-waarde"]),
        (changed(DOCUMENT, swap("{{ titel }}", "{{ partijen }}")), ["sjabloon.lijst-als-waarde"]),
        (changed(DOCUMENT, swap("{%p endfor %}", "", 1)), ["sjabloon.code-open"]),
        (changed(DOCUMENT, swap("{%p endif %}", "{%p endfor %}", 1)), ["sjabloon.code-open"]),
        (changed(HEADER, swap("{{ status }}", "{{ artikelen }}")), ["sjabloon.onbekende-waarde", "sjabloon.koptekst"]),
        (changed(HEADER, swap("{{ status }}", "concept")), ["sjabloon.koptekst"]),
        (changed(FOOTER, swap("NUMPAGES", "SECTIONPAGES")), ["sjabloon.paginanummer"]),
        (
            changed(DOCUMENT, before("Inhoud", '<w:p><w:bookmarkStart w:id="1" w:name="C_x"/><w:bookmarkEnd w:id="1"/></w:p>')),
            ["sjabloon.bladwijzer"],
        ),
        (
            changed(DOCUMENT, swap("{{ partij.rol }}</w:t></w:r>",
                                   '{{ partij.rol }}</w:t></w:r><w:bookmarkStart w:id="1" w:name="x"/><w:bookmarkEnd w:id="1"/>')),
            ["sjabloon.bladwijzer"],
        ),
        (changed(DOCUMENT, before("Inhoud", "<w:p/>")), ["word.lege-alinea"]),
        (changed(DOCUMENT, swap('w:val="Slotregel"', 'w:val="Weg"')), ["word.stijl"]),
        (changed("word/_rels/document.xml.rels", swap("theme/theme1.xml", "theme/weg.xml")), ["word.relatie"]),
    ],
)  # fmt: skip
def test_a_frame_that_lacks_something_is_told_so(data: bytes, codes: list[str]) -> None:
    frame, findings = examine_frame(data)
    assert [finding.code for finding in findings] == codes
    assert (frame is None) is any(finding.severity is Severity.FAULT for finding in findings)
    for finding in findings:
        assert finding.message.nl != finding.message.en
        assert "{" not in re.sub(r"\{\{.*?\}\}|\{%.*?%\}|\{\{ titel", "", finding.message.nl + finding.hint.nl)
        assert finding.hint.nl
        assert finding.hint.en


def test_all_faults_come_at_once() -> None:
    parts = read_package(STANDARD)
    parts[DOCUMENT] = parts[DOCUMENT].replace(b"{{ titel }}", b"{{ tietel }}").replace(PLACE.encode(), b"hier")
    parts[STYLES] = parts[STYLES].replace(b'w:name w:val="Begrip"', b'w:name w:val="Weg"')
    parts[NUMBERING] = parts[NUMBERING].replace(b"artikel %1", b"Art. %1")
    parts["word/vbaProject.bin"] = b""
    data = pack_parts(parts)
    assert found(data) == [
        "sjabloon.macro", "sjabloon.stijl", "sjabloon.nummer", "sjabloon.onbekende-waarde", "sjabloon.plaats",
    ]  # fmt: skip
    with pytest.raises(FrameInvalid) as refused:
        compile_frame(data)
    assert refused.value.status is ExitStatus.PLUGIN
    assert len(refused.value.findings) == 5


@pytest.mark.parametrize(
    "tag",
    [
        "{{ titel.upper() }}", "{{ titel | upper }}", "{{ 'a' * 1000000000 }}", "{{ titel ~ titel }}", "{{ 'x' }}",
        "{{ titel.__class__ }}", "{{ partijen[0].naam }}", "{{ range(9) }}", "{{ self }}", "{{ titel if status }}",
        "{{ cycler }}", "{{ lipsum() }}", "{{ [1] }}", "{{ {} }}", "{{ -1 }}", "{{ loop.index }}", "{{ titel is defined }}",
        "{% set x = 1 %}", "{% include 'x' %}", "{% import 'x' as x %}", "{% macro x() %}{% endmacro %}",
        "{% raw %}{{ titel }}{% endraw %}", "{% filter upper %}x{% endfilter %}", "{% with %}{% endwith %}",
        "{% autoescape false %}{{ titel }}{% endautoescape %}", "{% block x %}{% endblock %}", "{% extends 'x' %}",
        "{% for a in titel %}{% endfor %}", "{% for a in range(9) %}{% endfor %}",
        "{% for a, b in partijen %}{% endfor %}", "{% for a in partijen if a.naam %}{% endfor %}",
        "{% for a in partijen recursive %}{% endfor %}",
        "{% for a in partijen %}{% for b in partijen %}{% for c in partijen %}x{% endfor %}{% endfor %}{% endfor %}",
        "{% if titel | upper %}x{% endif %}", "{% if titel.upper() %}x{% endif %}",
    ],
)  # fmt: skip
def test_a_tag_can_do_no_more_than_a_frame_needs(tag: str) -> None:
    data = changed(DOCUMENT, swap("{{ titel }}", tag.replace("'", "&quot;"), 1))
    assert set(found(data)) <= {"sjabloon.code-verboden", "sjabloon.onbekende-waarde", "sjabloon.code"}
    assert examine_frame(data)[0] is None
    assert compile_frame(STANDARD)


def test_a_tag_may_repeat_and_choose() -> None:
    tag = '{% if status == "concept" and not kenmerk %}a{% elif status in begin %}b{% else %}c{% endif %}'
    tag += "{% for a in partijen %}{{ a.naam }}{% if not loop.last %}, {% endif %}{% endfor %}"
    frame = compile_frame(changed(DOCUMENT, swap("{{ titel }}", tag.replace('"', "&quot;"), 1)))
    printed = read_package(word(contract(), frame))[DOCUMENT].decode()
    assert "cDe Linde Zorgverzekeringen N.V., Stichting Ziekenhuis IJsselstreek" in printed


def test_a_tag_where_word_shows_no_text_is_told() -> None:
    data = changed(FOOTER, swap("> PAGE <", "> PAGE {{ kenmerk }} <"))
    assert "sjabloon.code" in found(data)


def test_a_tag_that_word_cut_into_runs_is_still_a_tag() -> None:
    cut = '{{ </w:t></w:r><w:r><w:rPr><w:lang w:val="en-US"/></w:rPr><w:t xml:space="preserve">ti</w:t></w:r>'
    frame = compile_frame(changed(DOCUMENT, swap("{{ titel }}", f"{cut}<w:r><w:t>tel }}}}", 1)))
    assert contract().title in read_package(word(contract(), frame))[DOCUMENT].decode()


def test_ids_of_styles_go_by_their_name() -> None:
    parts = read_package(STANDARD)
    for name in (STYLES, NUMBERING):
        parts[name] = parts[name].replace(b'"Lid"/>', b'"Lid12"/>').replace(b'styleId="Lid"', b'styleId="Lid12"')
    parts[STYLES] = parts[STYLES].replace(b'w:name w:val="Lid12"', b'w:name w:val="Lid"')
    assert (
        '<w:pStyle w:val="Lid12"/>'
        in read_package(word(contract(), compile_frame(pack_parts(parts))))[DOCUMENT].decode()
    )


def test_a_frame_without_properties_gets_a_title_and_loses_old_effects() -> None:
    parts = read_package(STANDARD)
    del parts["docProps/core.xml"]
    types, relations = parts["[Content_Types].xml"].decode(), parts["word/_rels/document.xml.rels"].decode()
    effects = '<Override PartName="/word/stylesWithEffects.xml" ContentType="application/xml"/>'
    relation = '<Relationship Id="rId99" Type="http://x/stylesWithEffects" Target="stylesWithEffects.xml"/>'
    parts["[Content_Types].xml"] = types.replace("</Types>", f"{effects}</Types>").encode()
    relations = relations.replace("</Relationships>", f"{relation}</Relationships>")
    parts["word/_rels/document.xml.rels"] = relations.encode()
    parts["word/stylesWithEffects.xml"] = b"<styles/>"
    printed = read_package(word(contract(), compile_frame(pack_parts(parts))))
    assert b"<dc:title>" + contract().title.encode() in printed["docProps/core.xml"]
    assert not [name for name, content in printed.items() if b"stylesWithEffects" in name.encode() + content]


def test_a_house_may_restyle_the_frame_and_save_it_in_word() -> None:
    assert found(house_frame()) == []
    frame = compile_frame(house_frame())
    assert (frame.widths["artikelen"], frame.widths["bijlagen"]) == (21 * 567 - 1 - 2 * 1701, WIDE)
    parts = read_package(word(contract(), frame))
    printed = parts[DOCUMENT].decode()
    assert "_GoBack" not in printed
    assert 'w:name="Begin"' in printed
    assert "w14:paraId" not in printed
    assert "docProps/app.xml" not in parts
    assert b"updateFields" not in parts[SETTINGS]
    pictures = [number for part in parts.values() for number in re.findall(rb'docPr[^>]*? id="(\d+)"', part)]
    assert len(pictures) == len(set(pictures)) == 1 + len(contract().parties)
    assert set(re.findall(r'<w:tblW w:w="(\d+)"', printed)) == {str(WIDE)}
