"""The canonical zip: same parts, same bytes; and a guard on what is read."""

from __future__ import annotations

import io
import zipfile

import pytest

from izacontract.word import package
from izacontract.word.package import (
    EMPTY,
    PackageError,
    deflate,
    deflate_pieces,
    pack_parts,
    read_package,
    start_of,
    start_package,
    write_package,
)

PARTS = {
    "word/document.xml": b"<w/>" * 1000,
    "[Content_Types].xml": b"<Types/>",
    "word/_rels/document.xml.rels": b"",
    "_rels/.rels": b"<Relationships/>",
    "customXml/gegevens-\u00e9.xml": b"<x/>",
}


def test_same_parts_in_another_order_give_the_same_bytes() -> None:
    assert pack_parts(PARTS) == pack_parts(dict(reversed(PARTS.items())))


def test_every_part_comes_back_as_it_was() -> None:
    with zipfile.ZipFile(io.BytesIO(pack_parts(PARTS))) as written:
        assert written.testzip() is None
        assert {name: written.read(name) for name in written.namelist()} == PARTS
    assert read_package(pack_parts(PARTS)) == PARTS


def test_content_types_come_first_and_nothing_tells_the_day_or_the_system() -> None:
    with zipfile.ZipFile(io.BytesIO(pack_parts(PARTS))) as written:
        infos = written.infolist()
    assert [info.filename for info in infos] == [
        "[Content_Types].xml", "_rels/.rels", "customXml/gegevens-\u00e9.xml", "word/_rels/document.xml.rels",
        "word/document.xml",
    ]  # fmt: skip
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert {(info.create_system, info.external_attr, info.compress_type) for info in infos} == {(0, 0, 8)}


@pytest.mark.parametrize("data", [b"", b"geen zip", pack_parts(PARTS)[:-40]], ids=["empty", "text", "cut"])
def test_what_is_no_zip_is_refused(data: bytes) -> None:
    with pytest.raises(PackageError):
        read_package(data)


def test_a_damaged_part_is_refused() -> None:
    data = bytearray(pack_parts({"word/document.xml": bytes(range(256))}))
    data[80] ^= 0xFF
    with pytest.raises(PackageError):
        read_package(bytes(data))


def test_a_name_that_stands_twice_is_refused() -> None:
    twice = write_package([deflate("a.xml", b"1"), deflate("a.xml", b"2")])
    with pytest.raises(PackageError):
        read_package(twice)


@pytest.mark.parametrize(("limit", "most"), [("MOST_BYTES", 3000), ("MOST_MEMBERS", 4)])
def test_what_unpacks_to_too_much_is_refused(limit: str, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, limit, most)
    with pytest.raises(PackageError):
        read_package(pack_parts(PARTS))


def test_part_in_pieces_reads_as_one() -> None:
    pieces = [b"<w>", b"", b"tekst " * 500, b"x", b"</w>"]
    member = deflate_pieces("word/document.xml", pieces)
    data = write_package([member, deflate("[Content_Types].xml", b"<Types/>")])
    with zipfile.ZipFile(io.BytesIO(data)) as written:
        assert written.testzip() is None
        assert written.read("word/document.xml") == b"".join(pieces)
    assert member.content == b"".join(pieces)
    assert read_package(data)["word/document.xml"] == b"".join(pieces)


def test_package_goes_on_after_a_ready_start() -> None:
    members = [deflate(name, content) for name, content in PARTS.items()]
    start = start_package(members[:3])
    data = write_package(members[3:], start)
    assert data.startswith(start.body)
    assert read_package(data) == PARTS
    assert write_package(members) == write_package(members, EMPTY) == write_package([], start_package(members))


def test_start_of_a_part_is_read_without_the_rest() -> None:
    parts = {"a/[Content_Types].xml": b"x", "een.xml": b"eerste" * 900, "map/een.xml": b"tweede" * 900}
    data = pack_parts(parts)
    assert {name: start_of(name, data, 1024) for name in parts} == {name: part[:1024] for name, part in parts.items()}
    assert start_of("twee.xml", data, 1024) == b""
