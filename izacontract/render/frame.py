"""The Word file around the articles: read once, checked, compiled, and filled for every contract."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from itertools import count
from pathlib import Path

from jinja2 import Template
from lxml import etree

from izacontract.clauses.kept import kept
from izacontract.errors import FileError, Finding, FrameInvalid, Severity, reason_of
from izacontract.render.frame_annex import for_annex
from izacontract.render.frame_check import DOCUMENT_RELATIONS, RELATIONS, Reading, examine
from izacontract.render.frame_guard import DOCUMENT
from izacontract.render.frame_language import PLACES
from izacontract.render.frame_mending import prepared, standard_frame
from izacontract.render.frame_reading import FrameReading
from izacontract.render.frame_styles import ARTICLE_NUMBER, LID_NUMBER
from izacontract.render.frame_tags import environment
from izacontract.render.seal_part import SEAL, with_room_for_seal
from izacontract.render.title import OF_EDITION
from izacontract.render.word_table import LETTER
from izacontract.word.package import (
    MOST_PACKED,
    PackageError,
    Start,
    deflate,
    deflate_pieces,
    read_package,
    start_package,
    write_package,
)
from izacontract.word.styles import whole
from izacontract.word.xml import TYPES, W, parsed

CORE = "docProps/core.xml"
SETTINGS = "word/settings.xml"

A4_TEXT = 9026
"""The width between Word's own margins on A4 in twips, for a section that does not say."""

_LEFT_BEHIND = re.compile(r"word/stylesWithEffects\.xml|docProps/(?:app\.xml|thumbnail\.\w+)|.*\.psmdcp")
_LEFT_BEHIND_ENTRY = re.compile(
    rb"<(?:Relationship|Override)\b[^>]*(?:stylesWithEffects|docProps/app\.xml|docProps/thumbnail|core-properties)[^>]*/>"
)
_ASKS_ON_OPENING = re.compile(rb"<w:updateFields\b[^>]*/>")
_PICTURE = re.compile(r'(<\w+:docPr\b[^>]*?\sid=")(\d+)')
_CORE_TYPE = b"application/vnd.openxmlformats-package.core-properties+xml"
_CORE_RELATION = b"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
CORE_XML = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><cp:contentStatus>{{ status }}</cp:contentStatus>'
    "<dc:language>nl-NL</dc:language><dc:subject>{{ kenmerk }}</dc:subject><dc:title>{{ titel }}</dc:title>"
    "</cp:coreProperties>"
)


@dataclass(frozen=True, eq=False)
class Frame:
    """A frame ready to be filled: its tagged parts compiled, the others written as the start of every package.

    `reading` reads what it was filled with. `styles` gives a style's id in this file by its name, `widths` the room for
    text at each place and `letter` that of an average letter in a table, in twips. `first_mark` and `first_picture` are
    the first numbers that the frame leaves free for bookmarks and pictures.
    """

    templates: Mapping[str, Template]
    start: Start
    reading: FrameReading
    styles: Mapping[str, str]
    widths: Mapping[str, int]
    letter: int
    first_mark: int
    first_picture: int

    def package(self, filled: Mapping[str, Sequence[bytes]]) -> bytes:
        """Return the Word file in which `filled` gives the XML of the tagged parts, each in pieces."""
        return write_package((deflate_pieces(name, pieces) for name, pieces in filled.items()), self.start)

    def with_numbered_pictures(self, filled: Mapping[str, str]) -> dict[str, str]:
        """Return `filled` with a number of its own for each picture, also for one that a repeat doubled."""
        numbers = count(self.first_picture)
        return {
            name: _PICTURE.sub(lambda found: f"{found[1]}{next(numbers)}", xml) if ":docPr " in xml else xml
            for name, xml in sorted(filled.items())
        }


def read_frame(path: Path | None = None, prefix: str = "") -> Frame:
    """Return the frame in the Word file at `path`, ready to fill; without a path the standard frame.

    The numbers of its articles begin with `prefix`.

    Each frame is compiled once per process, whatever its path. Raises FileError when the file cannot be read and
    FrameInvalid, with every fault, when it is no Word file, carries what it may not, or lacks a tag, a style or a list.
    """
    if path is None:
        return _standard_frame(prefix)
    frame, findings = examine_frame(frame_bytes(path), prefix)
    if frame is None:
        raise FrameInvalid(findings, str(path))
    return frame


def frame_bytes(path: Path) -> bytes:
    """Return the file at `path`, no more of it than a frame may hold; raises FileError when it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_PACKED + 1)
    except OSError as error:
        why = reason_of(error)
        raise FileError(
            f"Het sjabloon {path} kan niet worden gelezen: {why.nl}.",
            f"The frame {path} cannot be read: {why.en}.",
            "Controleer de naam en de rechten van het bestand.",
            "Check the name and the permissions of the file.",
        ) from error


@cache
def _standard_frame(prefix: str) -> Frame:
    return compile_frame(standard_frame(), prefix)


def compile_frame(data: bytes, prefix: str = "") -> Frame:
    """Return the frame in the Word file `data`, ready to fill; raises FrameInvalid as `read_frame` does."""
    frame, findings = examine_frame(data, prefix)
    if frame is None:
        raise FrameInvalid(findings)
    return frame


@lru_cache(maxsize=16)
def annex_frame(data: bytes, position: int) -> Frame:
    """Return the frame in the Word file `data` for a file with only the annex at `position` (from 1) of a contract.

    The same bytes are compiled once for each annex. Raises FrameInvalid as `read_frame` does.
    """
    parts, _ = prepared(read_package(data))
    reading, findings = examine(parts)
    if reading is None or _has_fault(findings):
        raise FrameInvalid(findings)
    cut, left = for_annex(parts, reading, position)
    return _compiled(mended(cut), left)


@lru_cache(maxsize=16)
def examine_frame(data: bytes, prefix: str = "") -> tuple[Frame | None, tuple[Finding, ...]]:
    """Return the frame in the Word file `data`, None when it has a fault, and every fault and warning.

    The numbers of its articles begin with `prefix`. The same bytes are examined once.
    """
    try:
        parts, added = prepared(read_package(data))
    except PackageError as error:
        return None, (error.finding,)
    if prefix:
        parts = {name: _of_edition(content) for name, content in parts.items()}
    reading, findings = examine(parts)
    findings += added
    if reading is None or _has_fault(findings):
        return None, tuple(findings)
    parts = {name: _prefixed(content, prefix) for name, content in parts.items()} if prefix else parts
    whole = mended(parts)
    frame = _compiled(whole, reading)
    trial = {name: etree.tostring(root, encoding="unicode") for name, root in reading.tags.filled.items()}
    trial = frame.with_numbered_pictures(trial) | {CORE: CORE_XML, SEAL: "<seal/>"}
    findings += _unsound(whole | {name: xml.encode() for name, xml in trial.items()})
    return None if _has_fault(findings) else frame, tuple(findings)


def _unsound(parts: Mapping[str, bytes]) -> list[Finding]:
    """Return what `unsound` finds in `parts`; that it found nothing in the same parts is kept from run to run."""
    found: list[Finding] = []

    def is_sound() -> bool:
        from izacontract.render.soundness import unsound

        found.extend(unsound(parts))
        return not found

    listed = "".join(f"{name} {sha256(content).hexdigest()}\n" for name, content in sorted(parts.items()))
    if not kept("sound", listed, is_sound) and not found:
        is_sound()
    return found


def _of_edition(content: bytes) -> bytes:
    """Return a part of a frame; where a whole text in it speaks of a contract, it speaks of an edition."""
    for word, instead in OF_EDITION.items():
        for behind in ("", "{{ kenmerk }}", " {{ kenmerk }}"):
            was, now = (f">{one}{behind}</w:t>".encode() for one in (word, instead))
            content = content.replace(was, now)
    return content


def _prefixed(content: bytes, prefix: str) -> bytes:
    """Return a part of a frame; the lists of articles, if it holds them, begin their numbers with `prefix`."""
    root = parsed(content) if b"numbering" in content[:4096] else None
    if root is None or root.tag != f"{W}numbering":
        return content
    for levels in root.iter(f"{W}abstractNum", f"{W}num"):
        texts = [text for text in levels.iter(f"{W}lvlText") if text.get(f"{W}val") in (ARTICLE_NUMBER, LID_NUMBER)]
        if any(text.get(f"{W}val") == ARTICLE_NUMBER for text in texts):
            for text in texts:
                text.set(f"{W}val", text.get(f"{W}val", "").replace("%1", f"{prefix}%1", 1))
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _has_fault(findings: Iterable[Finding]) -> bool:
    return any(finding.severity is Severity.FAULT for finding in findings)


def _compiled(parts: Mapping[str, bytes], reading: Reading) -> Frame:
    """Return the frame of `parts`; core properties are always ours, so that the document has a title."""
    templates = {CORE: environment().from_string(CORE_XML), **reading.tags.templates}
    fixed = {name: content for name, content in parts.items() if name not in templates}
    marks = (mark.get(f"{W}id", "") for root in reading.roots.values() for mark in root.iter(f"{W}bookmarkStart"))
    pictures = (found[2] for xml in fixed.values() for found in _PICTURE.finditer(xml.decode("utf-8", "ignore")))
    return Frame(
        templates=templates,
        start=start_package(deflate(name, content) for name, content in fixed.items()),
        reading=FrameReading(parts, reading.tags.filled),
        styles=reading.sheet.ids,
        widths=_widths(reading.tags.filled[DOCUMENT]),
        letter=LETTER * reading.sheet.half_points("Tabeltekst") // 18,
        first_mark=_free(marks),
        first_picture=_free(pictures),
    )


def _free(numbers: Iterable[str]) -> int:
    """Return the first number above `numbers`; 1 when there are none."""
    return 1 + max((int(number) for number in numbers if number.isdigit()), default=0)


def mended(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return `parts` without what Word leaves behind, with entries for core properties and a seal.

    What goes: effects of old versions, the prompt to update fields, and properties that name the frame's own author.
    """
    kept = {name: content for name, content in parts.items() if not _LEFT_BEHIND.fullmatch(name)}
    for name, content in kept.items():
        if name == TYPES or name in (RELATIONS, DOCUMENT_RELATIONS):
            kept[name] = _LEFT_BEHIND_ENTRY.sub(b"", content)
    if SETTINGS in kept:
        kept[SETTINGS] = _ASKS_ON_OPENING.sub(b"", kept[SETTINGS])
    entry = b'<Override PartName="/docProps/core.xml" ContentType="' + _CORE_TYPE + b'"/></Types>'
    relation = b'<Relationship Id="rIdCore" Type="' + _CORE_RELATION + b'" Target="docProps/core.xml"/></Relationships>'
    kept[TYPES] = kept[TYPES].replace(b"</Types>", entry)
    kept[RELATIONS] = kept[RELATIONS].replace(b"</Relationships>", relation)
    return with_room_for_seal(kept)


def _widths(document: etree._Element) -> dict[str, int]:
    """Return the room for text at each place in twips: that of the section in which it stands."""
    widths: dict[str, int] = {}
    for node in document.iter(etree.ProcessingInstruction):
        if node.target in PLACES:
            following = (sibling.find(f"{W}pPr/{W}sectPr") if sibling.tag == f"{W}p" else sibling
                         for sibling in node.itersiblings() if sibling.tag in (f"{W}p", f"{W}sectPr"))  # fmt: skip
            section = next((found for found in following if found is not None), None)
            widths[node.target] = A4_TEXT if section is None else _text_width(section)
    return widths


def _text_width(section: etree._Element) -> int:
    """Return the width of a column of `section` in twips; what it does not say is as on A4 with Word's margins."""

    def number(element: str, attribute: str, default: int) -> int:
        found = section.find(f"{W}{element}")
        return whole(found.get(f"{W}{attribute}"), default) if found is not None else default

    margins = [number("pgMar", side, default) for side, default in (("left", 1440), ("right", 1440), ("gutter", 0))]
    columns = max(number("cols", "num", 1), 1)
    return (number("pgSz", "w", 11906) - sum(margins) - (columns - 1) * number("cols", "space", 720)) // columns
