"""A Word file, opened behind a guard: its parts by what they are for, found by relationship and never by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from posixpath import basename, dirname, join, normpath
from urllib.parse import unquote

from lxml import etree

from izacontract.errors import FileError, Told
from izacontract.word.package import PackageError, read_package
from izacontract.word.xml import RELATION, TYPES, W, parsed_plainly

SAVE_AGAIN = Told(
    "Open het in Word en sla het op als Word-document (*.docx), of vraag het opnieuw op.",
    "Open it in Word and save it as a Word document (*.docx), or ask for it again.",
)
RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


_MAIN = ("/officeDocument/2006/relationships/officeDocument", "/officeDocument/relationships/officeDocument")
"""How the type of the relationship to the document itself ends, the second in Strict files."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What one part says of another: its id, its type, the path or, when external, the address of it."""

    id: str
    type: str
    target: str
    external: bool = False

    @property
    def kind(self) -> str:
        """Return the last word of its type: "header"."""
        return self.type.rpartition("/")[2]


class WordFile:
    """The parts of one Word file, parsed when asked for; `name` is how messages call it."""

    def __init__(self, parts: Mapping[str, bytes], name: str = "") -> None:
        self.parts = parts
        self.name = name
        self._roots: dict[str, etree._Element] = {}
        self._related: dict[str, tuple[Relation, ...]] = {}

    def with_parts(self, parts: Mapping[str, bytes]) -> WordFile:
        """Return the same file with other `parts` in the place of some; what was parsed of the rest is kept."""
        other = WordFile({**self.parts, **parts}, self.name)
        other._roots = {path: root for path, root in self._roots.items() if path not in parts}
        return other

    def root(self, path: str) -> etree._Element:
        """Return the root of the part at `path`; raises FileError when it cannot be read or has a document type."""
        if path not in self._roots:
            root = parsed_plainly(self.parts[path]) if path in self.parts else None
            if root is None:
                raise unreadable_word(
                    self.name,
                    Told(
                        f"Een onderdeel is niet te lezen of bevat een documenttype (DTD): {path}.",
                        f"A part cannot be read or holds a document type (DTD): {path}.",
                    ),
                )
            self._roots[path] = root
        return self._roots[path]

    def related(self, path: str) -> tuple[Relation, ...]:
        """Return what the part at `path` names; "" is the package itself."""
        if path not in self._related:
            self._related[path] = self._read_relations(path)
        return self._related[path]

    def _read_relations(self, path: str) -> tuple[Relation, ...]:
        folder, _, file = path.rpartition("/")
        listing = join(folder, "_rels", f"{file}.rels")
        if listing not in self.parts:
            return ()
        found = []
        for node in self.root(listing).iter(RELATION):
            target = node.get("Target", "")
            external = node.get("TargetMode") == "External"
            if not external:
                target = normpath(join(dirname(path), unquote(target)) if target[:1] != "/" else unquote(target)[1:])
                target = target if target in self.parts else self._by_name.get(target.lower(), target)
            found.append(Relation(node.get("Id", ""), node.get("Type", ""), target, external))
        return tuple(found)

    @cached_property
    def _by_name(self) -> Mapping[str, str]:
        """Return the paths by their small letters: names of parts are the same in capitals."""
        return {path.lower(): path for path in self.parts}

    @cached_property
    def main(self) -> str:
        """Return the path of the document itself; raises FileError when there is none, or more than one."""
        found = [one.target for one in self.related("") if one.type.endswith(_MAIN) and one.target in self.parts]
        if not found:
            raise unreadable_word(self.name, Told("Het is geen Word-document.", "It is no Word document."))
        if len(set(found)) > 1:
            raise unreadable_word(
                self.name,
                Told(
                    "Het bestand bevat meer dan één hoofddocument; programma's tonen dan niet hetzelfde.",
                    "The file holds more than one main document; programs then do not show the same.",
                ),
                Told(
                    "Word maakt zo'n bestand niet. Vraag de afzender om het originele bestand.",
                    "Word does not make such a file. Ask the sender for the original file.",
                ),
            )
        return found[0]

    @cached_property
    def body(self) -> etree._Element:
        """Return the body of the document; raises FileError when there is none."""
        body = self.root(self.main).find(f"{W}body")
        if body is None:
            raise unreadable_word(self.name, Told("Het is geen Word-document.", "It is no Word document."))
        return body

    def check(self) -> None:
        """Raise FileError when this is no Word document; what else it holds is read when it is asked for."""
        _ = self.body

    def of_kind(self, kind: str) -> tuple[str, ...]:
        """Return the paths of the parts that the document names as being of `kind`."""
        return tuple(
            dict.fromkeys(
                one.target
                for one in self.related(self.main)
                if one.kind == kind and not one.external and one.target in self.parts
            )
        )

    def first(self, kind: str) -> etree._Element | None:
        """Return the root of the part of `kind`, None when the document has none."""
        return next(map(self.root, self.of_kind(kind)), None)

    @cached_property
    def notes(self) -> Mapping[tuple[str, str], etree._Element]:
        """Return footnotes and endnotes by kind and id."""
        return {
            (kind, note.get(f"{W}id", "")): note
            for kind in ("footnote", "endnote")
            for path in self.of_kind(f"{kind}s")
            for note in self.root(path).iter(f"{W}{kind}")
        }

    @cached_property
    def comments(self) -> Mapping[str, etree._Element]:
        """Return the comments by id."""
        found = (node for path in self.of_kind("comments") for node in self.root(path).iter(f"{W}comment"))
        return {node.get(f"{W}id", ""): node for node in found}

    @cached_property
    def custom(self) -> Mapping[str, etree._Element]:
        """Return the custom XML parts by path, as far as they can be read."""
        related = self.related("") + self.related(self.main)
        named = {one.target for one in related if one.kind == "customXml" and not one.external}
        named |= {path for path in self.parts if dirname(path) == "customXml" and path.endswith(".xml")}
        roots = {path: parsed_plainly(self.parts[path]) for path in sorted(named) if path in self.parts}
        return {path: root for path, root in roots.items() if root is not None}

    @cached_property
    def core(self) -> etree._Element | None:
        """Return the root of the core properties (title, subject), None when there are none."""
        paths = [one.target for one in self.related("") if one.kind == "core-properties"]
        return next((parsed_plainly(self.parts[path]) for path in paths if path in self.parts), None)

    def content_type(self, path: str) -> str:
        """Return the content type of the part at `path`, "" when none is given."""
        types = self.root(TYPES)
        for node in types:
            if node.get("PartName", "").lstrip("/").lower() == path.lower():
                return str(node.get("ContentType", ""))
        extension = basename(path).rpartition(".")[2].lower()
        defaults = (node for node in types if node.get("Extension", "").lower() == extension)
        return next((node.get("ContentType", "") for node in defaults), "")


def open_word(data: bytes, name: str) -> WordFile:
    """Return the Word file `data`; `name` is how messages call it.

    Raises FileError when it is no Word file, is damaged or locked, or is made to harm its reader.
    """
    try:
        file = WordFile(read_package(data), name)
    except PackageError as error:
        raise unreadable_word(name, error.finding.message, error.finding.hint, error.finding.code) from error
    file.check()
    return file


def unreadable_word(name: str, why: Told, hint: Told = SAVE_AGAIN, code: str = "bestand.geen-word") -> FileError:
    """Return the error that the Word file called `name` cannot be read, and why."""
    return FileError(
        f"{name} kan niet worden gelezen. {why.nl}", f"{name} cannot be read. {why.en}", hint.nl, hint.en, code
    )
