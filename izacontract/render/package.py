"""A Word file as a zip: read behind a guard, written so that the same parts give the same bytes."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from struct import pack

LEVEL = 3
"""The one deflate level: half the time of zlib's own choice (6) for a sixth more bytes."""

MOST_MEMBERS = 2_000
MOST_BYTES = 64 * 1024 * 1024
"""What a Word file may hold once unpacked; a frame or a contract stays far below."""

FIRST = ("[Content_Types].xml", "_rels/.rels")
"""Readers that stream look for these before the rest."""

_DOS_DAY = (1 << 5) | 1  # 1 January 1980, midnight: the first moment a zip can hold
_NEEDS = 20  # zip 2.0: deflate
_UTF8_NAME = 0x800
_DEFLATED = 8


class PackageError(Exception):
    """The bytes are not a zip that can be read safely; the message says why, in English and for the log only."""


@dataclass(frozen=True, slots=True)
class Member:
    """One part of a package, already deflated, so that parts which never change are deflated once."""

    name: str
    crc: int
    size: int
    deflated: bytes


def deflate(name: str, data: bytes) -> Member:
    """Return the part `name` with `data` deflated at the one level."""
    squeeze = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Member(name, zlib.crc32(data), len(data), squeeze.compress(data) + squeeze.flush())


def in_order(name: str) -> tuple[int, str]:
    """Return the key by which the members of a package are sorted: content types, relations, then by name."""
    return (FIRST.index(name), "") if name in FIRST else (len(FIRST), name)


def write_package(members: Iterable[Member]) -> bytes:
    """Return a zip of `members` in the fixed order, with fixed times and attributes.

    The same members give the same bytes on every system (for one zlib build), whatever their order.
    """
    body = bytearray()
    directory = bytearray()
    count = 0
    for member in sorted(members, key=lambda member: in_order(member.name)):
        name = member.name.encode()
        flags = 0 if name.isascii() else _UTF8_NAME
        facts = pack("<HHHHH", _NEEDS, flags, _DEFLATED, 0, _DOS_DAY)
        facts += pack("<IIIHH", member.crc, len(member.deflated), member.size, len(name), 0)
        directory += b"PK\x01\x02" + pack("<H", _NEEDS) + facts + pack("<HHHII", 0, 0, 0, 0, len(body)) + name
        body += b"PK\x03\x04" + facts + name + member.deflated
        count += 1
    end = b"PK\x05\x06" + pack("<HHHHIIH", 0, 0, count, count, len(directory), len(body), 0)
    return bytes(body + directory + end)


def pack_parts(parts: Mapping[str, bytes]) -> bytes:
    """Return the package of `parts` (name to content), canonical as `write_package` makes it."""
    return write_package(deflate(name, data) for name, data in parts.items())


def read_package(data: bytes) -> dict[str, bytes]:
    """Return the parts of a package by name, in the order in which they stand in it.

    Raises PackageError for what is no zip, is damaged or encrypted, holds a name twice, or unpacks to more than a Word
    file ever needs.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            infos = [info for info in package.infolist() if not info.is_dir()]
            names = [info.filename for info in infos]
            if len(infos) > MOST_MEMBERS or sum(info.file_size for info in infos) > MOST_BYTES:
                raise PackageError("unpacks to more than a Word file needs")
            if len(set(names)) != len(names):
                raise PackageError("holds a name twice")
            return {info.filename: package.read(info) for info in infos}
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, ValueError) as error:
        raise PackageError(str(error)) from error
