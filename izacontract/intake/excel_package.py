"""The parts of a workbook file: opened with care, found by what points to them, whatever program wrote it."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import IO, Any, Final

from lxml import etree

from izacontract.errors import Position, RequestInvalid, Told
from izacontract.intake import cell_messages as m
from izacontract.intake.tree import COMPOUND, ZIP

MOST_IN_REQUEST: Final = 30_000_000
MOST_IN_TABLE: Final = 2_000_000_000
"""The most bytes that a workbook may have when unpacked: one request, and thousands of rows."""

MOST_IN_MEMORY: Final = 150_000_000
"""The most bytes of what is not a sheet, such as the texts of all cells: that is read as a whole."""

MOST_PARTS: Final = 5_000
CHUNK: Final = 1 << 20
SAFE: Final[dict[str, Any]] = {
    "resolve_entities": False,
    "load_dtd": False,
    "no_network": True,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
"""No entity is ever put in and nothing is fetched."""

_BLANK: Final = rb'<X?c r="[A-Z]{1,3}\d{1,7}"(?: [st]="\w{1,9}")*(?:/>|></X?c>)'
_BLANK_CELLS, _BLANK_ROWS = (
    re.compile(pattern.replace(b"X?", rb"(?:\w{1,9}:)?"))
    for pattern in (
        rb"(?:%s)+(?=<X?c r=\"|</X?row>)" % _BLANK,
        rb'(?:<X?row r="\d{1,7}"[^<>]*(?:/>|>(?:%s)*</X?row>))+(?=<X?row r="|</X?sheetData>)' % _BLANK,
    )
)
"""Cells and rows with nothing but looks, which a program may write by the hundred thousand. What follows says by
itself where it stands, so nothing shifts without them."""


class Package:
    """The parts of an Office file by name, and which of them others point to.

    Names are compared as Windows does: some programs part folders with backslashes, or differ in capitals.
    """

    def __init__(self, package: zipfile.ZipFile, name: str, most: int) -> None:
        self.name = name
        self._package = package
        self._parts = {plain(info.filename): info for info in package.infolist()}
        self._refuse_unfit(most)
        self.main = next(iter(self.related("", "officeDocument").values()), "")
        if not self.main or local(self.root(self.main)) != "workbook":
            self._refuse_kind()

    def open(self, part: str) -> IO[bytes]:
        """Return the bytes of `part` as a stream; raises KeyError when it is not there."""
        return self._package.open(self._parts[plain(part)])

    def rows(self, part: str) -> Any:
        """Return the bytes of the sheet `part` as a stream, without rows and cells that only have looks."""
        return _Filled(self.open(part))

    def root(self, part: str) -> etree._Element:
        """Return the root of the XML in `part`."""
        with self.open(part) as stream:
            return etree.fromstring(stream.read(), etree.XMLParser(**SAFE))

    def related(self, part: str, kind: str) -> dict[str, str]:
        """Return the parts of `kind` that `part` points to ("" for the file as a whole), by the name of the pointer.

        The strict and the usual form of a file name the kind differently, but end it alike.
        """
        folder = part.rpartition("/")[0]
        return {
            pointer.get("Id", ""): posixpath.normpath(
                posixpath.join("/", folder, pointer.get("Target", "").replace("\\", "/"))
            ).lstrip("/")
            for pointer in self._pointers(part)
            if pointer.get("Type", "").endswith(f"/{kind}") and pointer.get("TargetMode") != "External"
        }

    def elsewhere(self, part: str) -> list[str]:
        """Return what `part` points to outside the file, as it is written there."""
        pointers = self._pointers(part)
        return [pointer.get("Target", "") for pointer in pointers if pointer.get("TargetMode") == "External"]

    def _pointers(self, part: str) -> Iterable[etree._Element]:
        folder, _, base = part.rpartition("/")
        name = f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels"
        return self.root(name) if self.has(name) else ()

    def has(self, part: str) -> bool:
        """Return whether `part` is there."""
        return plain(part) in self._parts

    def _refuse_unfit(self, most: int) -> None:
        """Refuse a package that would be too large when unpacked, or declares entities in its XML."""
        place = Position(self.name, 0, 0)
        infos = self._package.infolist()
        # A part is never read beyond the size that the package gives for it, so this sum can be trusted.
        size = sum(info.file_size for info in infos)
        at_once = sum(info.file_size for name, info in self._parts.items() if not name.startswith("xl/worksheets/"))
        if size > most or len(infos) > MOST_PARTS:
            raise m.WORKBOOK_TOO_LARGE.refusal(place, size=size, largest=most)
        if at_once > MOST_IN_MEMORY:
            raise m.WORKBOOK_TOO_LARGE.refusal(place, size=at_once, largest=MOST_IN_MEMORY)
        if len(self._parts) < len(infos):
            # Of two parts with one name nobody can say which one another program reads.
            raise m.DAMAGED.refusal(place)
        for part, info in self._parts.items():
            if part.endswith((".xml", ".rels")):
                with self._package.open(info) as stream:
                    if b"<!DOCTYPE" in stream.read(4096).replace(b"\0", b""):
                        raise m.DAMAGED.refusal(place)

    def _refuse_kind(self) -> None:
        nl, en = "een zipbestand", "a zip file"
        if self.has("word/document.xml"):
            nl, en = "een Word-document", "a Word document"
        elif self.has("xl/workbook.bin"):
            nl, en = "een binaire werkmap (.xlsb)", "a binary workbook (.xlsb)"
        elif self.has("mimetype"):
            nl, en = "een OpenDocument-bestand (.ods)", "an OpenDocument file (.ods)"
        elif self.has("xl/workbook.xml"):
            raise m.DAMAGED.refusal(Position(self.name, 0, 0))
        raise _no_workbook(self.name, nl, en, is_sheet=self.has("xl/workbook.bin") or self.has("mimetype"))


class _Filled:
    """The XML of a sheet without what is blank, read in pieces."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._rest = b""

    def read(self, size: int = 0) -> bytes:
        """Return the next bytes, of which there may be more or fewer than `size`; none at the end."""
        while chunk := self._stream.read(CHUNK):
            data = _without_blanks(self._rest + chunk)
            row = data.rfind(b'row r="')
            # What is cut off begins with a tag, so that the next piece is seen in one.
            cut = data.rfind(b"<", 0, row) if row > 1 else 0
            cut = cut if cut > 0 else data.rfind(b"<")
            self._rest = data[max(cut, 0) :]
            if cut > 0:
                return data[:cut]
        rest, self._rest = self._rest, b""
        return _without_blanks(rest)

    def close(self) -> None:
        """Close the part."""
        self._stream.close()


def _without_blanks(data: bytes) -> bytes:
    return data if b"<![CDATA[" in data else _BLANK_CELLS.sub(b"", _BLANK_ROWS.sub(b"", data))


def plain(name: str) -> str:
    """Return the name of a part as it is compared."""
    return name.replace("\\", "/").lstrip("/").casefold()


def local(node: etree._Element) -> str:
    """Return the name of `node` without its namespace, in which strict and usual files differ."""
    return str(node.tag).rpartition("}")[2]


def nodes(stream: Any, *names: str) -> Iterator[etree._Element]:
    """Give the elements of these names in `stream` one by one; each is gone when the next is asked for."""
    for _, node in etree.iterparse(stream, events=("end",), tag=[f"{{*}}{name}" for name in names], **SAFE):
        yield node
        node.clear()
        while node.getprevious() is not None:
            del node.getparent()[0]


def refuse_others(start: bytes, file: Any, name: str) -> None:
    """Refuse a file that is no package at all, by how it begins."""
    if start.startswith(ZIP):
        return
    nl, en = "een ander bestand", "another file"
    if start.startswith(COMPOUND):
        file.seek(0)
        if "EncryptedPackage".encode("utf-16-le") in file.read():
            nl, en = "een bestand met een wachtwoord", "a file with a password"
        else:
            nl, en = "een oud Excel- of Word-bestand (.xls, .doc)", "an old Excel or Word file (.xls, .doc)"
    elif start.startswith(b"%PDF"):
        nl, en = "een pdf", "a PDF"
    elif not start:
        nl, en = "een leeg bestand", "an empty file"
    elif all(byte >= ord(" ") or byte in b"\t\r\n" for byte in start):
        nl, en = "een tekstbestand", "a text file"
    raise _no_workbook(name, nl, en, is_sheet=start.startswith(COMPOUND))


def _no_workbook(name: str, nl: str, en: str, *, is_sheet: bool) -> RequestInvalid:
    """Return the error for a file of another kind: one that Excel can open is saved anew, another is none at all."""
    hint = Told(
        "Open het in Excel en sla het op als Excel-werkmap (.xlsx), zonder wachtwoord.",
        "Open it in Excel and save it as an Excel workbook (.xlsx), without a password.",
    )
    if not is_sheet:
        hint = Told(
            "Geef een Excel-werkmap (.xlsx); een aanvraag mag ook YAML of JSON zijn.",
            "Give an Excel workbook (.xlsx); a request may also be YAML or JSON.",
        )
    return m.NO_WORKBOOK.refusal(Position(name, 0, 0), why=Told(nl, en), hint=hint)
