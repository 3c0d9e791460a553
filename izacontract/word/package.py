"""A Word file as a zip: read behind a guard, written so that the same parts give the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from struct import pack

from izacontract.errors import Severity
from izacontract.message import Message
from izacontract.word.remembered import remembered

LEVEL = 6
"""The one deflate level, zlib's own choice: hardly slower than 1 as only what changed is deflated, and a smaller file.

`python -m benchmarks.batch_path` prints what each level takes and how big its files are.
"""

MOST_MEMBERS = 2_000
MOST_BYTES = 64 * 1024 * 1024
MOST_PACKED = 32 * 1024 * 1024
"""What a Word file may hold, unpacked and as a file; a frame or a contract stays far below."""

MOST_RATIO = 200
"""How many times smaller than itself a part may be packed: text seldom passes 30, a zip bomb reaches 1,000."""

SMALL = 1024 * 1024
"""Below so many bytes a part harms nobody, however well it is packed."""

FIRST = ("[Content_Types].xml", "_rels/.rels")
"""Readers that stream look for these before the rest."""

_DOS_DAY = (1 << 5) | 1  # 1 January 1980, midnight: the first moment a zip can hold
_NEEDS = 20  # zip 2.0: deflate
_UTF8_NAME = 0x800
_DEFLATED = 8
_CLOSE = b"\x03\x00"  # an empty last block: what ends a stream of blocks that do not know that they are last


NO_WORD_FILE = Message(
    "word.geen-bestand",
    "Het bestand is geen Word-bestand (.docx).",
    "The file is no Word file (.docx).",
    "Sla het in Word op als Word-document (*.docx).",
    "Save it in Word as a Word document (*.docx).",
)
LOCKED = Message(
    "word.beveiligd",
    "Het bestand is met een wachtwoord beveiligd, of is van een oude versie van Word (.doc).",
    "The file is protected by a password, or comes from an old version of Word (.doc).",
    "Haal in Word het wachtwoord weg (Bestand > Info) en sla het op als Word-document (*.docx).",
    "Remove the password in Word (File > Info) and save it as a Word document (*.docx).",
)
DAMAGED = Message(
    "word.beschadigd",
    "Het bestand is beschadigd: {what}.",
    "The file is damaged: {what}.",
    "Open het in Word, laat het herstellen en sla het opnieuw op, of vraag het opnieuw op.",
    "Open it in Word, let Word repair it and save it again, or ask for it again.",
)
TOO_BIG = Message(
    "word.te-groot",
    "Het bestand is te groot, of pakt uit tot meer dan een Word-bestand nodig heeft.",
    "The file is too big, or unpacks to more than a Word file needs.",
    "Verklein de afbeeldingen in Word (Afbeelding > Afbeeldingen comprimeren).",
    "Make the pictures smaller in Word (Picture > Compress Pictures).",
)
UNSAFE_NAME = Message(
    "word.naam",
    "Het bestand bevat een onderdeel met een onveilige naam: {name}.",
    "The file holds a part with an unsafe name: {name}.",
    "Dit bestand komt niet zo uit Word. Vraag de afzender om het originele bestand.",
    "Word does not make such a file. Ask the sender for the original file.",
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # how a .doc and a locked .docx begin
_ENCRYPTED = 0x1
_UNSAFE = re.compile(r"^[/\\]|(?:^|[/\\])\.\.?(?:[/\\]|$)|[\\:\x00-\x1f]")


class PackageError(Exception):
    """The bytes are no Word file that can be read safely; `finding` says why and what to do."""

    def __init__(self, message: Message, **facts: object) -> None:
        self.finding = message.finding(severity=Severity.FAULT, **facts)
        super().__init__(self.finding.message.en)


@dataclass(frozen=True, slots=True)
class Member:
    """One part of a package, already deflated, so that parts which never change are deflated once."""

    name: str
    crc: int
    size: int
    deflated: bytes

    @property
    def content(self) -> bytes:
        """Return the part as it is read."""
        return zlib.decompress(self.deflated, -zlib.MAX_WBITS)


def deflate(name: str, data: bytes) -> Member:
    """Return the part `name` with `data` deflated at the one level."""
    squeeze = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Member(name, zlib.crc32(data), len(data), squeeze.compress(data) + squeeze.flush())


def deflate_pieces(name: str, pieces: Sequence[bytes]) -> Member:
    """Return the part `name` that holds `pieces` one after the other, each deflated by itself at the one level.

    A piece that stood in an earlier document is not deflated again. What was made before never shows: the blocks hang
    on where one piece ends and the next begins, and on nothing else. The file is bigger for it, because a block cannot
    point back into another.
    """
    data = b"".join(pieces)
    return Member(name, zlib.crc32(data), len(data), b"".join((*(_block(piece)[0] for piece in pieces), _CLOSE)))


@remembered(6, lambda block: len(block[0]) + block[1])
def _block(piece: bytes) -> tuple[bytes, int]:
    """Return `piece` deflated, and how long it was."""
    squeeze = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return squeeze.compress(piece) + squeeze.flush(zlib.Z_SYNC_FLUSH), len(piece)


def in_order(name: str) -> tuple[int, str]:
    """Return the key by which the members of a package are sorted: content types, relations, then by name."""
    return (FIRST.index(name), "") if name in FIRST else (len(FIRST), name)


@dataclass(frozen=True, slots=True)
class Start:
    """The first members of a package, ready to be written: their bytes, their entries in the directory, their count."""

    body: bytes
    directory: bytes
    count: int


EMPTY = Start(b"", b"", 0)


def start_package(members: Iterable[Member], start: Start = EMPTY) -> Start:
    """Return `start` and after it `members` in the fixed order, with fixed times and attributes."""
    body = [start.body]
    directory = [start.directory]
    at = len(start.body)
    count = start.count
    for member in sorted(members, key=lambda member: in_order(member.name)):
        name = member.name.encode()
        flags = 0 if name.isascii() else _UTF8_NAME
        facts = pack("<HHHHH", _NEEDS, flags, _DEFLATED, 0, _DOS_DAY)
        facts += pack("<IIIHH", member.crc, len(member.deflated), member.size, len(name), 0)
        directory += (b"PK\x01\x02", pack("<H", _NEEDS), facts, pack("<HHHII", 0, 0, 0, 0, at), name)
        body += (b"PK\x03\x04", facts, name, member.deflated)
        at += 4 + len(facts) + len(name) + len(member.deflated)
        count += 1
    return Start(b"".join(body), b"".join(directory), count)


def write_package(members: Iterable[Member], start: Start = EMPTY) -> bytes:
    """Return a zip of `members`, in the fixed order, after those in `start`.

    The same members after the same start give the same bytes on every system (for one zlib build), whatever their
    order.
    """
    whole = start_package(members, start)
    size, at = len(whole.directory), len(whole.body)
    return b"".join((whole.body, whole.directory, _end(whole.count, size, at)))


def start_of(name: str, package: bytes, size: int) -> bytes:
    """Return the first `size` bytes of the part `name` of a `package` that `write_package` made; b"" without that part.

    Nothing else is read, as there is nothing to guard against in what was just made.
    """
    head = name.encode()
    named = pack("<HH", len(head), 0) + head
    at = package.find(named)
    while at >= 0 and package[at - 26 : at - 22] != b"PK\x03\x04":
        at = package.find(named, at + 1)
    if at < 0:
        return b""
    return zlib.decompressobj(-zlib.MAX_WBITS).decompress(memoryview(package)[at + len(named) :], size)


def _end(count: int, size: int, at: int) -> bytes:
    return b"PK\x05\x06" + pack("<HHHHIIH", 0, 0, count, count, size, at, 0)


def pack_parts(parts: Mapping[str, bytes]) -> bytes:
    """Return the package of `parts` (name to content), canonical as `write_package` makes it."""
    return write_package(deflate(name, data) for name, data in parts.items())


def read_package(data: bytes) -> dict[str, bytes]:
    """Return the parts of a package by name, in the order in which they stand in it.

    Raises PackageError for what is no zip, is damaged or encrypted, holds a name twice or one that points outside the
    package, or is packed to become more than a Word file ever needs. Nothing is unpacked before all that is known.
    """
    if len(data) > MOST_PACKED:
        raise PackageError(TOO_BIG)
    if not data.startswith(b"PK"):
        raise PackageError(LOCKED if data.startswith(_OLE) else NO_WORD_FILE)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            infos = [info for info in package.infolist() if not info.is_dir()]
            _check_members(infos)
            return {info.filename: package.read(info) for info in infos}
    # what zipfile and zlib raise for a package that is damaged, encrypted or packed in a way that they do not know
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, ValueError) as error:
        raise PackageError(DAMAGED, what=error) from error


def _check_members(infos: Sequence[zipfile.ZipInfo]) -> None:
    """Refuse what the directory of a zip already tells; Word knows no difference between a.xml and A.xml."""
    if len(infos) > MOST_MEMBERS or sum(info.file_size for info in infos) > MOST_BYTES:
        raise PackageError(TOO_BIG)
    seen: set[str] = set()
    for info in infos:
        if _UNSAFE.search(info.filename):
            raise PackageError(UNSAFE_NAME, name=repr(info.filename))
        if info.filename.lower() in seen:
            raise PackageError(DAMAGED, what=info.filename)
        seen.add(info.filename.lower())
        if info.flag_bits & _ENCRYPTED:
            raise PackageError(LOCKED)
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise PackageError(DAMAGED, what=info.filename)
        if info.file_size > max(SMALL, info.compress_size * MOST_RATIO):
            raise PackageError(TOO_BIG)
