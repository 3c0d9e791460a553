"""A returned Word file, opened behind a guard: the parts of it that hold text, and its seals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from posixpath import dirname, join, normpath

from lxml import etree

from izacontract.errors import FileError, Told
from izacontract.render.frame_guard import RELATION, read_xml
from izacontract.render.ooxml import NAMESPACE
from izacontract.render.package import PackageError, read_package
from izacontract.render.seal_part import SEAL_NAMESPACE, is_seal
from izacontract.render.word_changes import W

SAVE_AGAIN = Told(
    "Open het in Word en sla het op als Word-document (*.docx), of vraag het opnieuw op.",
    "Open it in Word and save it as a Word document (*.docx), or ask for it again.",
)

_CUSTOM = re.compile(r"customXml/[^/]+\.xml")
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", NAMESPACE.encode()),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
"""The namespaces of "Strict Open XML" and those of every other Word file."""


@dataclass(frozen=True)
class Opened:
    """The parts of a Word file as XML.

    `notes` are footnotes and endnotes by kind and id, `margins` headers and footers; a seal that is no XML is None.
    """

    body: etree._Element
    styles: etree._Element | None
    numbering: etree._Element | None
    margins: tuple[etree._Element, ...]
    notes: Mapping[tuple[str, str], etree._Element]
    seals: tuple[etree._Element | None, ...]


def open_document(data: bytes, name: str) -> Opened:
    """Return the Word file `data`; `name` is how messages call it.

    Raises FileError when it is no Word file, is damaged or locked, or is made to harm its reader.
    """
    try:
        parts = read_package(data)
    except PackageError as error:
        raise _unreadable(name, error.finding.message, error.finding.hint, error.finding.code) from error
    files = _Files(parts, name)
    main = next((path for kind, path in files.related("") if kind == "officeDocument"), "")
    body = files.root(main).find(f"{W}body") if main in parts else None
    if body is None:
        raise _unreadable(name, Told("Het is geen Word-document.", "It is no Word document."))
    related: dict[str, list[etree._Element]] = {}
    for kind, path in files.related(main):
        if path in parts and kind in ("styles", "numbering", "header", "footer", "footnotes", "endnotes"):
            related.setdefault(kind, []).append(files.root(path))
    notes = {
        (kind, note.get(f"{W}id", "")): note
        for kind in ("footnote", "endnote")
        for root in related.get(f"{kind}s", ())
        for note in root.iter(f"{W}{kind}")
    }
    return Opened(
        body=body,
        styles=next(iter(related.get("styles", ())), None),
        numbering=next(iter(related.get("numbering", ())), None),
        margins=(*related.get("header", ()), *related.get("footer", ())),
        notes=notes,
        seals=tuple(files.seals()),
    )


class _Files:
    """The parts of one package, parsed when asked for."""

    def __init__(self, parts: Mapping[str, bytes], name: str) -> None:
        self._parts = parts
        self._name = name

    def root(self, path: str) -> etree._Element:
        content = self._parts[path]
        for strict, usual in _STRICT:
            content = content.replace(strict, usual)
        roots, faults = read_xml({path: content})
        if faults or path not in roots:
            raise _unreadable(
                self._name,
                Told(
                    f"Een onderdeel is niet te lezen of bevat een documenttype (DTD): {path}.",
                    f"A part cannot be read or holds a document type (DTD): {path}.",
                ),
            )
        # What stands on both sides of a comment is one text.
        etree.strip_tags(roots[path], etree.Comment, etree.ProcessingInstruction)
        return roots[path]

    def seals(self) -> Iterator[etree._Element | None]:
        for path, content in self._parts.items():
            if _CUSTOM.fullmatch(path) and SEAL_NAMESPACE.encode() in content:
                roots, _ = read_xml({path: content})
                if path not in roots or is_seal(roots[path]):
                    yield roots.get(path)

    def related(self, path: str) -> Iterator[tuple[str, str]]:
        """Give the kind and path of every part that the part at `path` names; "" is the package itself."""
        folder, _, file = path.rpartition("/")
        listing = join(folder, "_rels", f"{file}.rels")
        if listing not in self._parts:
            return
        for relation in self.root(listing).iter(RELATION):
            if relation.get("TargetMode") != "External":
                target = relation.get("Target", "")
                whole = target[1:] if target.startswith("/") else normpath(join(dirname(path), target))
                yield relation.get("Type", "").rpartition("/")[2], whole


def _unreadable(name: str, why: Told, hint: Told = SAVE_AGAIN, code: str = "bestand.geen-word") -> FileError:
    return FileError(
        f"{name} kan niet worden gelezen. {why.nl}", f"{name} cannot be read. {why.en}", hint.nl, hint.en, code
    )
