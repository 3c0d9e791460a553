"""Frames: what the standard one holds, and how a frame that lacks something is refused."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import clause_templates
from izacontract.errors import ExitStatus, FileError, FrameError
from izacontract.render.frame import DOCUMENT, compile_frame, read_frame
from izacontract.render.package import pack_parts, read_package
from izacontract.render.word import word
from tests.render.sample import contract

FRAMES = Path(clause_templates.__file__).parent / "frames"
STANDARD = (FRAMES / "overeenkomst.docx").read_bytes()
PLACE = "{{p artikelen }}"


def changed(part: str, change: Callable[[str], str]) -> bytes:
    """Return the standard frame with `part` changed."""
    parts = read_package(STANDARD)
    parts[part] = change(parts[part].decode()).encode()
    return pack_parts(parts)


def test_the_script_makes_the_frame_that_is_shipped(tmp_path: Path) -> None:
    made = tmp_path / "overeenkomst.docx"
    subprocess.run([sys.executable, str(FRAMES / "make_frame.py"), str(made)], check=True, cwd=FRAMES.parent.parent)
    assert read_package(made.read_bytes()) == read_package(STANDARD)


def test_a_frame_is_compiled_once_whatever_its_path(tmp_path: Path) -> None:
    for name in ("een.docx", "twee.docx"):
        (tmp_path / name).write_bytes(STANDARD)
    assert read_frame(tmp_path / "een.docx") is read_frame(tmp_path / "twee.docx")
    assert read_frame() is read_frame()


def test_a_frame_that_cannot_be_read_is_a_file_error(tmp_path: Path) -> None:
    with pytest.raises(FileError):
        read_frame(tmp_path / "weg.docx")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"geen Word", "sjabloon.bestand"),
        (pack_parts({"xl/workbook.xml": b"<x/>"}), "sjabloon.bestand"),
        (changed("word/styles.xml", lambda xml: xml[:-20]), "sjabloon.bestand"),
        (changed("word/styles.xml", lambda xml: xml.replace('"Artikelkop"', '"Kop"')), "sjabloon.stijl"),
        (changed("word/styles.xml", lambda xml: xml.replace("w:numPr>", "w:pPr>")), "sjabloon.lijst"),
        (changed(DOCUMENT, lambda xml: xml.replace(PLACE, "hier")), "sjabloon.plaats"),
        (changed(DOCUMENT, lambda xml: xml.replace(PLACE, PLACE.replace("{{p", "{{"))), "sjabloon.plaats"),
        (changed(DOCUMENT, lambda xml: xml.replace("{{p aanhef }}", PLACE)), "sjabloon.plaats"),
        (changed(DOCUMENT, lambda xml: xml.replace("{{", "").replace("{%", "")), "sjabloon.plaats"),
        (changed(DOCUMENT, lambda xml: xml.replace("{{ titel }}", "{{ tietel }}")), "sjabloon.onbekende-waarde"),
        (changed(DOCUMENT, lambda xml: xml.replace("{{ titel }}", "{{ titel")), "sjabloon.code"),
        (changed(DOCUMENT, lambda xml: xml.replace("{{ partij.rol }}", "{{ partij.rang }}")), "sjabloon.code"),
        (changed(DOCUMENT, lambda xml: xml.replace("{{ titel }}", "{{ titel.__class__.__mro__ }}")), "sjabloon.code"),
        (changed(DOCUMENT, lambda xml: xml.replace("{%p endfor %}", "")), "sjabloon.code"),
        (changed("word/header1.xml", lambda xml: xml.replace("{{ status }}", "{{ artikelen }}")), "sjabloon.code"),
    ],
)  # fmt: skip
def test_a_frame_that_lacks_something_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(FrameError) as refused:
        compile_frame(data)
    assert (refused.value.code, refused.value.status) == (code, ExitStatus.PLUGIN)
    assert refused.value.message.nl != refused.value.message.en
    assert refused.value.hint.nl
    assert refused.value.hint.en


def test_a_tag_that_word_cut_into_runs_is_still_a_tag() -> None:
    cut = '{{ </w:t></w:r><w:r><w:rPr><w:lang w:val="en-US"/></w:rPr><w:t xml:space="preserve">ti</w:t></w:r>'
    frame = compile_frame(changed(DOCUMENT, lambda xml: xml.replace("{{ titel }}", f"{cut}<w:r><w:t>tel }}}}", 1)))
    assert contract().title in read_package(word(contract(), frame))[DOCUMENT].decode()


def test_ids_of_styles_go_by_their_name() -> None:
    frame = compile_frame(changed("word/styles.xml", lambda xml: xml.replace('styleId="Lid"', 'styleId="Lid12"')))
    assert '<w:pStyle w:val="Lid12"/>' in read_package(word(contract(), frame))[DOCUMENT].decode()


def test_a_frame_without_properties_gets_a_title_and_loses_old_effects() -> None:
    parts = read_package(STANDARD)
    del parts["docProps/core.xml"]
    types, relations = parts["[Content_Types].xml"].decode(), parts["word/_rels/document.xml.rels"].decode()
    effects = '<Override PartName="/word/stylesWithEffects.xml" ContentType="application/xml"/>'
    relation = '<Relationship Id="rId99" Type="http://x/stylesWithEffects" Target="stylesWithEffects.xml"/>'
    parts["[Content_Types].xml"] = types.replace("</Types>", f"{effects}</Types>").encode()
    relations = relations.replace("</Relationships>", f"{relation}</Relationships>")
    parts["word/_rels/document.xml.rels"] = relations.encode()
    parts["word/stylesWithEffects.xml"] = b"<w:styles/>"
    printed = read_package(word(contract(), compile_frame(pack_parts(parts))))
    assert b"<dc:title>" + contract().title.encode() in printed["docProps/core.xml"]
    assert not [name for name, content in printed.items() if b"stylesWithEffects" in name.encode() + content]
