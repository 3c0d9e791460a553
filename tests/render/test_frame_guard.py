"""A frame is somebody else's file: what it may not bring along, and what may not happen to whoever opens it."""

from __future__ import annotations

import io
import zipfile
import zlib
from struct import pack
from time import perf_counter

import pytest

from izacontract.render.frame import examine_frame
from izacontract.render.frame_guard import DOCUMENT
from izacontract.render.frame_mending import standard_frame
from izacontract.word.package import LEVEL, Member, deflate, pack_parts, read_package, write_package
from izacontract.word.xml import TYPES

RELATIONS = "word/_rels/document.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
FIELD = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
CODE = '<w:r><w:instrText xml:space="preserve">{}</w:instrText></w:r>'


def codes(data: bytes) -> set[str]:
    """Return the codes of what is said about a frame that is refused."""
    frame, findings = examine_frame(data)
    assert frame is None
    return {finding.code for finding in findings}


def with_part(name: str, content: bytes, kind: str = "", target: str = "", mode: str = "") -> bytes:
    """Return the standard frame with a part more, and a relationship of the text to it when `kind` is given."""
    parts = read_package(standard_frame())
    if name:
        parts[name] = content
    if kind:
        mode = f' TargetMode="{mode}"' if mode else ""
        relation = f'<Relationship Id="rIdX" Type="{OFFICE}/{kind}" Target="{target}"{mode}/></Relationships>'
        parts[RELATIONS] = parts[RELATIONS].replace(b"</Relationships>", relation.encode())
    return pack_parts(parts)


def in_body(xml: str) -> bytes:
    """Return the standard frame with `xml` before its first paragraph."""
    parts = read_package(standard_frame())
    parts[DOCUMENT] = parts[DOCUMENT].replace(b"<w:body>", b"<w:body>" + xml.encode(), 1)
    return pack_parts(parts)


def in_paragraph(xml: str) -> bytes:
    return in_body(f"<w:p>{xml}<w:r><w:t>tekst</w:t></w:r></w:p>")


def as_kind(kind: str) -> bytes:
    """Return the standard frame as another kind of document."""
    parts = read_package(standard_frame())
    parts[TYPES] = parts[TYPES].replace(b"wordprocessingml.document.main", kind.encode())
    return pack_parts(parts)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (with_part("word/vbaProject.bin", b"x"), "sjabloon.macro"),
        (with_part("word/makro.bin", b"x", "vbaProject", "makro.bin"), "sjabloon.macro"),
        (with_part("word/activeX/activeX1.xml", b"<x/>"), "sjabloon.macro"),
        (with_part("word/embeddings/oleObject1.bin", b"x"), "sjabloon.object"),
        (with_part("word/media/x.bin", b"x", "oleObject", "media/x.bin"), "sjabloon.object"),
        (with_part("word/a.html", b"x", "aFChunk", "a.html"), "sjabloon.object"),
        (in_paragraph("<w:r><w:object/></w:r>"), "sjabloon.object"),
        (in_body('<w:altChunk xmlns:r="x"/>'), "sjabloon.object"),
        (with_part("", b"", "attachedTemplate", "file:///x.dotm", "External"), "sjabloon.gekoppeld-sjabloon"),
        (with_part("", b"", "image", "http://elders.example/spion.png", "External"), "sjabloon.koppeling"),
        (with_part("", b"", "oleObject", r"\\elders\deel\x.xlsx", "External"), "sjabloon.koppeling"),
        (with_part("", b"", "hyperlink", "file:///C:/x.exe", "External"), "sjabloon.koppeling"),
        (with_part("", b"", "hyperlink", "javascript:alert(1)", "External"), "sjabloon.koppeling"),
        (with_part("", b"", "subDocument", "elders.docx", "External"), "sjabloon.koppeling"),
        (in_paragraph(FIELD.format(CODE.format(" DDEAUTO c:\\x.exe "))), "sjabloon.veld"),
        (in_paragraph(FIELD.format(CODE.format(" INCLUDE") + CODE.format("TEXT x "))), "sjabloon.veld"),
        (in_paragraph(FIELD.format(CODE.format("IF ") + FIELD.format(CODE.format("dde x")))), "sjabloon.veld"),
        (in_paragraph('<w:fldSimple w:instr="INCLUDEPICTURE x"/>'), "sjabloon.veld"),
        (in_paragraph('<w:ins w:id="1"><w:r><w:t>x</w:t></w:r></w:ins>'), "sjabloon.wijzigingen"),
        (in_paragraph('<w:del w:id="1"/>'), "sjabloon.wijzigingen"),
        (as_kind("wordprocessingml.template.main"), "sjabloon.bestand"),
        (as_kind("word.document.macroEnabled.main"), "sjabloon.bestand"),
    ],
)  # fmt: skip
def test_what_runs_or_reaches_out_is_refused(data: bytes, code: str) -> None:
    assert code in codes(data)


def test_links_to_the_web_and_to_mail_may_stay() -> None:
    for target in ("https://www.voorbeeld.example/", "mailto:inkoop@voorbeeld.example"):
        assert examine_frame(with_part("", b"", "hyperlink", target, "External"))[0]


def test_comments_and_protection_are_refused() -> None:
    parts = read_package(standard_frame())
    space = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    parts["word/comments.xml"] = b"<w:comments " + space + b'><w:comment w:id="1"/></w:comments>'
    protection = b'<w:documentProtection w:edit="readOnly" w:enforcement="1"/><w:defaultTabStop'
    parts["word/settings.xml"] = parts["word/settings.xml"].replace(b"<w:defaultTabStop", protection)
    assert {"sjabloon.opmerkingen", "sjabloon.beveiligd"} <= codes(pack_parts(parts))


LAUGHS = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(12))


@pytest.mark.parametrize(
    ("doctype", "inside"),
    [
        ("<!DOCTYPE x>", ""),
        ('<!DOCTYPE x SYSTEM "http://elders.example/x.dtd">', ""),
        ('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', "&e;"),
        (f'<!DOCTYPE x [<!ENTITY a0 "ha">{LAUGHS}]>', "&a12;"),
        ('<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>', ""),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_document_types_and_entities_are_refused_unread(doctype: str, inside: str, encoding: str) -> None:
    parts = read_package(standard_frame())
    body = parts[DOCUMENT].decode().partition("?>")[2].replace("{{ titel }}", f"{{{{ titel }}}}{inside}", 1)
    parts[DOCUMENT] = f'<?xml version="1.0" encoding="{encoding}"?>{doctype}{body}'.encode(encoding)
    start = perf_counter()
    frame, findings = examine_frame(pack_parts(parts))
    assert frame is None
    assert [finding.code for finding in findings] == ["sjabloon.xml"]
    assert "root:" not in findings[0].message.nl
    assert perf_counter() - start < 2


def with_member(member: Member) -> bytes:
    """Return the standard frame with one member more, as it is."""
    return write_package([*(deflate(*part) for part in read_package(standard_frame()).items()), member])


def forged(**changes: int) -> bytes:
    """Return a zip whose directory says something else about its one member."""
    data = bytearray(pack_parts({"word/document.xml": b"<x/>" * 100}))
    at = data.rindex(b"PK\x01\x02")
    for name, value in changes.items():
        offset, form = {"flags": (8, "<H"), "method": (10, "<H"), "size": (24, "<I")}[name]
        data[at + offset : at + offset + len(pack(form, 0))] = pack(form, value)
    return bytes(data)


def test_zip_bombs_are_refused_before_anything_is_unpacked() -> None:
    zeros = bytes(50_000_000)
    start = perf_counter()
    bomb = with_member(deflate("word/media/x.xml", zeros))
    built = perf_counter() - start
    assert len(bomb) < 500_000
    assert codes(bomb) == {"word.te-groot"}
    assert perf_counter() - start - built < 1
    many = pack_parts({f"word/{number}.xml": b"" for number in range(2_100)})
    assert codes(many) == {"word.te-groot"}
    assert codes(forged(size=2**31)) == {"word.te-groot"}


def test_a_member_that_is_longer_than_it_says_is_refused() -> None:
    squeeze = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    longer = squeeze.compress(bytes(5_000_000)) + squeeze.flush()
    assert codes(with_member(Member("word/x.xml", 0, 10, longer))) == {"word.beschadigd"}


@pytest.mark.parametrize(
    "name",
    ["../evil.xml", "word/../../evil.xml", "/etc/passwd", "C:/evil.xml", "word\\evil.xml", "./x.xml", "word/\x01.xml"],
)
def test_names_that_point_elsewhere_are_refused(name: str) -> None:
    assert codes(with_member(deflate(name, b"<x/>"))) == {"word.naam"}


@pytest.mark.parametrize("name", ["word/document.xml", "Word/Document.xml"])
def test_a_name_that_stands_twice_is_refused(name: str) -> None:
    assert codes(with_member(deflate(name, b"<x/>"))) == {"word.beschadigd"}


def test_locked_and_strangely_packed_files_are_refused() -> None:
    assert codes(forged(flags=1)) == {"word.beveiligd"}
    assert codes(forged(method=14)) == {"word.beschadigd"}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_BZIP2) as package:
        package.writestr("word/document.xml", b"<x/>" * 100)
    assert codes(packed.getvalue()) == {"word.beschadigd"}


def test_a_text_that_is_far_too_long_is_refused_before_tags_are_sought() -> None:
    assert "word.te-groot" in codes(in_body("<w:p><w:r><w:t>{{ titel }}</w:t></w:r></w:p>" * 110_000))


def test_a_frame_cannot_make_a_contract_explode() -> None:
    start = perf_counter()
    tag = "{% for a in partijen %}" * 40 + "x" + "{% endfor %}" * 40
    assert codes(in_paragraph(f"<w:r><w:t>{tag}</w:t></w:r>")) == {"sjabloon.code-verboden"}
    braces = "{{" * 50_000
    assert codes(in_paragraph(f"<w:r><w:t>{braces}</w:t></w:r>")) == {"sjabloon.code"}
    assert perf_counter() - start < 10
