"""A seeded set of broken documents: each is caught, by our own checks or by a validator."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from openxml_audit import FileFormat, OpenXmlValidator

from izacontract.render.soundness import unsound
from izacontract.word.package import PackageError, deflate, pack_parts, read_package, write_package
from tests.render.documents import document
from tests.render.test_documents import sdk_errors

DOCUMENT, STYLES, NUMBERING = "word/document.xml", "word/styles.xml", "word/numbering.xml"
RELATIONS, TYPES, SETTINGS = "word/_rels/document.xml.rels", "[Content_Types].xml", "word/settings.xml"
PICTURE = (
    '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="1" cy="1"/>'
    '<wp:docPr id="1" name="x"/></wp:inline></w:drawing></w:r>'
)
Parts = dict[str, str]
Break = Callable[[Parts], object]


def whole() -> Parts:
    """Return the XML parts of a sound document."""
    return {name: data.decode() for name, data in read_package(document("proef")).items()}


def in_part(name: str, old: str, new: str, count: int = 1) -> Break:
    """Return the break that puts `new` in the place of the first `old`, which must be there."""

    def broken(parts: Parts) -> None:
        assert old in parts[name], old
        parts[name] = parts[name].replace(old, new, count)

    return broken


def matching(name: str, pattern: str, new: str) -> Break:
    def broken(parts: Parts) -> None:
        parts[name], times = re.subn(pattern, new, parts[name], count=1, flags=re.DOTALL)
        assert times

    return broken


OURS: dict[str, tuple[Break, str]] = {
    "a relationship to a part that is not there": (in_part(RELATIONS, "styles.xml", "stijlen.xml"), "word.relatie"),
    "a relationship that stands twice": (
        matching(RELATIONS, r"(<Relationship [^>]*/>)", r"\1\1"), "word.relatie"),
    "a header that no relationship names": (matching(RELATIONS, r'<Relationship [^>]*header1.xml"[^>]*/>', ""), "word.relatie"),
    "styles that are missing": (lambda parts: parts.pop(STYLES), "word.onderdeel"),
    "a numbering part that is missing": (lambda parts: parts.pop(NUMBERING), "word.onderdeel"),
    "content types that are missing": (lambda parts: parts.pop(TYPES), "word.onderdeel"),
    "a part without a content type": (lambda parts: parts.update({"word/x.dat": ""}), "word.soort"),
    "a content type for nothing": (
        in_part(TYPES, "</Types>", '<Override PartName="/word/weg.xml" ContentType="application/xml"/></Types>'),
        "word.onderdeel"),
    "XML that does not close": (in_part(DOCUMENT, "</w:body>", ""), "sjabloon.xml"),
    "a document type": (in_part(DOCUMENT, "<w:document", "<!DOCTYPE x><w:document"), "sjabloon.xml"),
    "a bookmark name that stands twice": (in_part(DOCUMENT, 'w:name="H_partijen"', 'w:name="H_overwegingen"'), "word.bladwijzer"),
    "a bookmark number that stands twice": (in_part(DOCUMENT, 'bookmarkStart w:id="1"', 'bookmarkStart w:id="2"'), "word.bladwijzer"),
    "a bookmark that does not close": (in_part(DOCUMENT, '<w:bookmarkEnd w:id="1"/>', ""), "word.bladwijzer"),
    "a bookmark that closes without a start": (
        in_part(DOCUMENT, "</w:body>", '<w:bookmarkEnd w:id="9999"/></w:body>'), "word.bladwijzer"),
    "a bookmark name that is too long": (in_part(DOCUMENT, 'w:name="H_partijen"', f'w:name="{"x" * 41}"'), "word.bladwijzer"),
    "a reference to no bookmark": (in_part(DOCUMENT, "REF H_indexatie", "REF H_weg"), "word.verwijzing"),
    "an entry of the contents to no heading": (in_part(DOCUMENT, 'w:anchor="H_partijen"', 'w:anchor="H_weg"'), "word.verwijzing"),
    "a field that does not close": (in_part(DOCUMENT, '<w:r><w:fldChar w:fldCharType="end"/></w:r>', ""), "word.veld"),
    "a field that closes twice": (
        in_part(DOCUMENT, '<w:r><w:fldChar w:fldCharType="end"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>' * 2),
        "word.veld"),
    "a paragraph style that is not defined": (in_part(DOCUMENT, 'pStyle w:val="Lid"', 'pStyle w:val="Weg"'), "word.stijl"),
    "a character style as paragraph style": (in_part(DOCUMENT, 'pStyle w:val="Lid"', 'pStyle w:val="OpenPunt"'), "word.stijl"),
    "a table style that is not defined": (in_part(DOCUMENT, 'tblStyle w:val="Contracttabel"', 'tblStyle w:val="Weg"'), "word.stijl"),
    "a list that is not defined": (in_part(STYLES, 'w:numId w:val="2"', 'w:numId w:val="7"'), "word.lijst"),
    "a tag for a value": (in_part(DOCUMENT, ">Inhoud<", ">{{ kenmerk }}<"), "word.code"),
    "a tag for a place": (in_part(DOCUMENT, ">Inhoud<", ">{{p artikelen }}<"), "word.code"),
    "a tag that repeats": (in_part(DOCUMENT, ">Inhoud<", ">{%p for partij in partijen %}<"), "word.code"),
    "a tag in the header": (in_part("word/header1.xml", "concept", "{{ status }}"), "word.code"),
    "an empty paragraph": (in_part(DOCUMENT, "<w:body>", "<w:body><w:p/>"), "word.lege-alinea"),
    "a cell without a paragraph": (matching(DOCUMENT, r"(</w:tcPr>)<w:p>.*?</w:p>", r"\1"), "word.cel"),
    "a table without a header row": (in_part(DOCUMENT, "<w:tblHeader/>", ""), "word.kopregel"),
    "two pictures with one number": (
        in_part(DOCUMENT, "<w:r><w:t", PICTURE * 2 + "<w:r><w:t"), "word.afbeelding"),
    "a prompt on opening": (in_part(SETTINGS, "<w:compat>", '<w:updateFields w:val="true"/><w:compat>'), "word.vraag"),
    "effects of an old version": (
        lambda parts: parts.update({"word/stylesWithEffects.xml": "<x/>"}), "word.overblijfsel"),
}  # fmt: skip

SCHEMA: dict[str, Break] = {
    "properties after the text": in_part(DOCUMENT, "<w:pPr>", "<w:r><w:t>x</w:t></w:r><w:pPr>"),
    "an element that Word does not know": in_part(DOCUMENT, "<w:body>", "<w:body><w:alinea/>"),
    "an attribute that Word does not know": in_part(DOCUMENT, "<w:p>", '<w:p w:soort="lid">'),
    "a width that is no number": in_part(DOCUMENT, '<w:tblW w:w="', '<w:tblW w:w="breed'),
    "a row outside a table": in_part(DOCUMENT, "<w:body>", "<w:body><w:tr/>"),
    "style properties in the wrong order": matching(STYLES, r"(<w:basedOn [^>]*/>)(<w:next [^>]*/>)", r"\2\1"),
}


@pytest.mark.parametrize("name", OURS)
def test_our_own_checks_catch(name: str) -> None:
    broken, code = OURS[name]
    parts = whole()
    broken(parts)
    found = {finding.code for finding in unsound({name: xml.encode() for name, xml in parts.items()})}
    assert code in found


@pytest.mark.parametrize("name", SCHEMA)
def test_validators_catch(name: str, tmp_path: Path) -> None:
    parts = whole()
    SCHEMA[name](parts)
    file = tmp_path / "contract.docx"
    file.write_bytes(pack_parts({name: xml.encode() for name, xml in parts.items()}))
    assert OpenXmlValidator(file_format=FileFormat.MICROSOFT_365).validate(file).errors
    assert sdk_errors(file)


@pytest.mark.parametrize("cut", [-1, -30, 4000, 10])
def test_a_file_that_is_cut_short_is_caught(cut: int) -> None:
    with pytest.raises(PackageError):
        read_package(document("proef")[:cut])


def test_a_part_that_stands_twice_is_caught() -> None:
    twice = [deflate(name, xml.encode()) for name, xml in whole().items()]
    with pytest.raises(PackageError):
        read_package(write_package([*twice, twice[-1]]))


def test_a_bit_that_fell_over_is_caught() -> None:
    data = bytearray(document("proef"))
    for at in range(200, len(data) - 2000, len(data) // 25):
        flipped = bytearray(data)
        flipped[at] ^= 0x10
        try:
            parts = read_package(bytes(flipped))
        except PackageError:
            continue
        assert parts == read_package(bytes(data)) or list(unsound(parts))
