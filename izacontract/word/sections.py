"""The headers and footers that each section shows, whatever its parts are called and which section brought them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from izacontract.word.document import Document, Fact
from izacontract.word.kit import Kit
from izacontract.word.numbers import fill_numbers
from izacontract.word.opening import RELATION_ID
from izacontract.word.reading import read_part
from izacontract.word.styles import is_on, whole
from izacontract.word.vocabulary import IN_SECTION
from izacontract.word.xml import W

Shown = tuple[tuple[str, ...], tuple[Fact, ...]]
"""The lines and the facts of a header or footer."""

_SIDES = ("left", "right", "top", "bottom", "header", "footer")
_BESIDE = ("left", "right", "gutter")
_REFERENCES = (f"{W}headerReference", f"{W}footerReference")
KINDS = ("default", "first", "even")
_LEAST = 2_000
"""Twips: a page with less room for text than this shows none of it."""


@dataclass(frozen=True, slots=True)
class Margins:
    """The lines that the headers and footers of a section show: on most pages, on its first, and on even pages."""

    default: tuple[str, ...]
    first: tuple[str, ...]
    even: tuple[str, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """Return each line once."""
        return tuple(dict.fromkeys((*self.default, *self.first, *self.even)))


class SectionReader:
    """Reads the headers and footers of one file, each part once; `read` gives the lines and facts of a part."""

    def __init__(self, kit: Kit, read: Callable[[str], Shown] | None = None) -> None:
        self._kit = kit
        self._read_given = read
        self._read: dict[str, Shown] = {}

    def margins(self, sections: Iterable[etree._Element]) -> tuple[Margins, ...]:
        """Return what each of `sections` shows; one that names no header of a kind has that of the one before it."""
        named: dict[tuple[str, str], str] = {}
        return tuple(self._margins(section, named) for section in sections)

    def facts(self, sections: Iterable[etree._Element]) -> Iterator[Fact]:
        """Give, each once, what stands in the headers and footers that `sections` name, and pages without room."""
        sections = list(sections)
        self.margins(sections)
        yield from dict.fromkeys(Fact(fact.kind, fact.text) for _, facts in self._read.values() for fact in facts)
        for section in sections:
            yield from (Fact("layout", name) for name in _odd_layout(section))
            yield from (() if _has_room(section) else (Fact("section", "page"),))

    def _margins(self, section: etree._Element, named: dict[tuple[str, str], str]) -> Margins:
        for reference in section.iter(f"{W}headerReference", f"{W}footerReference"):
            part = reference.tag.removeprefix(W).removesuffix("Reference")
            named[part, reference.get(f"{W}type", "default")] = self._targets.get(reference.get(RELATION_ID, ""), "")
        title = section.find(f"{W}titlePg")
        shown = {
            "default": True,
            "first": title is not None and is_on(title),
            "even": self._has_even,
        }
        lines = {
            kind: tuple(
                line
                for part in ("header", "footer")
                for line in self._lines(named.get((part, kind if shown[kind] else "default"), ""))
            )
            for kind in KINDS
        }
        return Margins(lines["default"], lines["first"], lines["even"])

    @cached_property
    def _targets(self) -> Mapping[str, str]:
        return {one.id: one.target for one in self._kit.file.related(self._kit.file.main) if not one.external}

    @cached_property
    def _has_even(self) -> bool:
        settings = self._kit.file.first("settings")
        found = settings.find(f"{W}evenAndOddHeaders") if settings is not None else None
        return found is not None and is_on(found)

    def _lines(self, path: str) -> tuple[str, ...]:
        if path not in self._kit.file.parts:
            return ()
        if path not in self._read:
            self._read[path] = (self._read_given or self._read_part)(path)
        return self._read[path][0]

    def _read_part(self, path: str) -> Shown:
        document = read_part(self._kit.file.root(path), self._kit, path)
        fill_numbers(document, self._kit)
        return tuple(lines_of(document)), document.facts


def lines_of(document: Document) -> Iterator[str]:
    """Give the text of every paragraph in `document` with its number, empty ones left out."""
    for paragraph in document.paragraphs():
        text = paragraph.text if paragraph.text.startswith(paragraph.number) else f"{paragraph.number} {paragraph.text}"
        if text.strip():
            yield text.strip()


def _has_room(section: etree._Element) -> bool:
    """Return whether a page of `section` has room for text between its margins."""
    size, margin = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    if size is None or margin is None:
        return True
    paper, taken = whole(size.get(f"{W}h"), 16838), {side: whole(margin.get(f"{W}{side}"), 0) for side in _SIDES}
    wide = whole(size.get(f"{W}w"), 11906) - sum(whole(margin.get(f"{W}{side}"), 0) for side in _BESIDE)
    high = paper - taken["top"] - taken["bottom"]
    outside = min(taken["left"], taken["right"]) < 0 or max(taken["header"], taken["footer"]) > paper / 2
    columns = section.find(f"{W}cols")
    if columns is not None and whole(columns.get(f"{W}num"), 1) > 1:
        count, space = whole(columns.get(f"{W}num"), 1), whole(columns.get(f"{W}space"), 720)
        widths = [whole(one.get(f"{W}w"), wide) for one in columns] or [(wide - (count - 1) * space) // count]
        outside |= min(widths) < _LEAST / 2
    return wide >= _LEAST and high >= _LEAST and not outside


def _odd_layout(section: etree._Element) -> Iterator[str]:
    """Give what `section` says of its pages that prints, turns or hides something."""
    named = Counter((node.tag, node.get(f"{W}type", "default")) for node in section if node.tag in _REFERENCES)
    yield from (etree.QName(tag).localname for (tag, _), count in named.items() if count > 1)
    for node in section:
        name = etree.QName(node).localname if isinstance(node.tag, str) else ""
        if name == "pgNumType":
            form, start = node.get(f"{W}fmt", "decimal"), node.get(f"{W}start", "1")
            yield from ((f"{name} {form} {start}",) if (form, start) != ("decimal", "1") else ())
        elif name == "docGrid":
            squeezes = "Chars" in node.get(f"{W}type", "") and whole(node.get(f"{W}charSpace"), 0) < 0
            yield from ((name,) if squeezes else ())
        elif name and name not in IN_SECTION and is_on(node) and node.get(f"{W}val") not in ("lrTb", "lr"):
            yield name
