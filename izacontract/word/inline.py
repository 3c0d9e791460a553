"""What stands in a paragraph of Word, sign by sign: text, fields, pictures, notes, and who put it in or took it out."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import replace
from datetime import date

from lxml import etree

from izacontract.word.bindings import bound_value, fill_control
from izacontract.word.branches import ALTERNATE, FALLBACK, MATH_TEXT, TEXT_PATH, all_text, are_alike, branches_of
from izacontract.word.changes import CHANGES, tracked
from izacontract.word.colours import PAPER, is_symbol_font
from izacontract.word.document import Block, Change, Comment, Document, Fact, Paragraph, Span, Spot
from izacontract.word.fields import VOLATILE, Field, is_in_contents, is_locked, normal
from izacontract.word.kit import Kit
from izacontract.word.looks import Ground, Look
from izacontract.word.opening import RELATION_ID
from izacontract.word.vocabulary import FORMULA, IN_NOTES, PASSED_OVER, is_wrapper
from izacontract.word.xml import W

PICTURE = "[afbeelding]"
"""Stands in a text where the document shows a picture."""

COMPUTED = "#"
"""Stands in a text for what a field computes anew each time, such as the number of the page."""

INSERTED_FILE = "[ingevoegd bestand]"

_PARAGRAPH, _BOX, CONTROL = f"{W}p", f"{W}txbxContent", f"{W}sdt"
_PROPERTIES = frozenset(f"{W}{name}" for name in ("pPr", "rPr", "tcPr"))
_NOTES = (f"{W}footnote", f"{W}endnote")
_COMPUTED_CONTROLS = ("dataBinding", "bibliography", "citation")
_OWN_SIGNS, _LAST_LETTER = 0xF000, 0x100
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": ""}


class InlineReader(ABC):
    """Reads what stands in paragraphs; who extends it knows what stands around them."""

    def __init__(self, kit: Kit, path: str) -> None:
        self.blocks: list[Block] = []
        self.bookmarks: dict[str, tuple[Spot, Spot]] = {}
        self._kit = kit
        self._path = path
        self._facts: list[Fact] = []
        self._comments: list[Comment] = []
        self._sections: list[etree._Element] = []
        self._ground = Ground()
        self._table = ""
        self._paper = PAPER
        self._around: Change | None = None
        self._sink: list[Block] = self.blocks
        self._paragraph = Paragraph()
        self._boxes: list[etree._Element] = []
        self._offset = 0
        self._fields: list[Field] = []
        self._count = 0
        self._open: dict[str, tuple[str, Spot]] = {}
        self._starts: dict[str, Spot] = {}

    def _fact(self, kind: str, text: str = "") -> None:
        self._facts.append(Fact(kind, text, len(self.blocks)))

    def _is_wrapper(self, node: etree._Element) -> bool:
        """Return whether what is in `node` is read as if it stood there; what no list knows is told as such."""
        if not isinstance(node.tag, str) or node.tag in PASSED_OVER:
            return False
        if node.tag.endswith("Pr"):
            self._properties_here(node)
            return False
        if node.tag in IN_NOTES and any(True for _ in node.iterancestors(*_NOTES)):
            return False
        if not is_wrapper(node.tag):
            self._fact("unknown", etree.QName(node).localname)
        return True

    def _properties_here(self, node: etree._Element) -> None:
        """Tell of properties that stand there twice: programs differ in which they take."""
        if node.tag in _PROPERTIES and next(node.itersiblings(node.tag, preceding=True), None) is not None:
            self._fact("unknown", etree.QName(node).localname)

    def _control(self, node: etree._Element) -> etree._Element:
        """Return what a content control shows: what it is bound to, where that says something else."""
        content = node.find(f"{W}sdtContent")
        if content is None:
            return etree.Element(f"{W}sdtContent")
        binding = node.find(f"{W}sdtPr/{W}dataBinding")
        if binding is not None:
            shown = bound_value(self._kit.file, binding) if self._kit.follows_bindings else None
            self._fact("bound", "/".join(re.findall(r"\w+(?=\[|/|$)", binding.get(f"{W}xpath", ""))[-1:]))
            if shown is not None and shown != all_text(content):
                content = deepcopy(content)
                fill_control(content, shown)
        for other in node.iterfind(f"{W}sdtPr/*"):
            if other.tag != f"{W}dataBinding" and etree.QName(other).localname in _COMPUTED_CONTROLS:
                self._fact("bound", etree.QName(other).localname)
        return content

    def _branch(self, node: etree._Element) -> etree._Element:
        """Return the branch of alternate content that is read; when another may show something else, that is told."""
        branches = branches_of(node)
        if not are_alike(branches):
            self._fact("branches", " / ".join(dict.fromkeys(" ".join(all_text(one).split()) for one in branches)))
        return branches[0] if branches else node

    def _inline(self, node: etree._Element, change: Change | None) -> None:
        for child in node:
            handle = _INLINES.get(child.tag)
            if handle is not None:
                handle(self, child, change)
            elif self._is_wrapper(child):
                self._inline(child, change)

    def _run(self, node: etree._Element, change: Change | None) -> None:
        look = self._kit.looks.run(node.find(f"{W}rPr"), self._ground)
        if look.odd and any(text.text and text.text.strip() for text in node.iter(f"{W}t")):
            self._looks_odd(look)
        unseen = Change("out", look.hides) if look.hides else None
        if unseen is None:
            self._inline(node, change)
        elif change is None:
            self._inline(node, unseen)
        elif change.kind == "out":
            self._inline(node, change)
        elif said := "".join(text.text or "" for text in node.iter(f"{W}t")).strip():
            self._fact("hidden", said)

    def _looks_odd(self, look: Look) -> None:
        for name in look.odd:
            self._fact("look", name)

    def _change(self, node: etree._Element, change: Change | None) -> None:
        here = tracked(node)
        if change is None or change.kind == here.kind:
            self._inline(node, here)

    def _put(self, text: str, change: Change | None) -> None:
        if not text or any(not field.shows or field.kind in VOLATILE for field in self._fields):
            return
        if change is not None and change.how not in ("tracked", "struck") and text.strip():
            self._fact("hidden", " ".join(text.split()))
        if any(field.kind == "TOC" for field in self._fields):
            self._paragraph.in_contents = True
        pointer = next((field for field in reversed(self._fields) if field.target), None)
        target, number = (pointer.target, pointer.number) if pointer else ("", 0)
        self._paragraph.spans.append(Span(text, change, target, number))
        self._offset += len(text)

    def _break(self, node: etree._Element, change: Change | None) -> None:
        if node.get(f"{W}type") not in ("page", "column"):
            self._put(_BREAKS[node.tag.removeprefix(W)], change)

    def _symbol(self, node: etree._Element, change: Change | None) -> None:
        code = node.get(f"{W}char", "")
        sign = int(code, 16) if re.fullmatch("[0-9A-Fa-f]{4}", code) else ord("?")
        # Word finds the signs of a symbol font at the codes of letters too.
        own = _OWN_SIGNS if sign < _LAST_LETTER and is_symbol_font(node.get(f"{W}font", "")) else 0
        self._put(chr(own + sign), change)

    def _note(self, node: etree._Element, change: Change | None) -> None:
        kind = node.tag.removeprefix(W).removesuffix("Reference")
        note = self._kit.file.notes.get((kind, node.get(f"{W}id", "")))
        inner = self.read_note(note) if note is not None else None
        text = " ".join(one.text.strip() for one in inner.paragraphs()) if inner is not None else ""
        self._facts += [replace(fact, at=len(self.blocks)) for fact in inner.facts] if inner is not None else []
        self._put(f" [voetnoot: {text.strip()}]", change)

    def _comment(self, node: etree._Element, change: Change | None) -> None:
        comment = self._kit.file.comments.get(node.get(f"{W}id", ""))
        if comment is not None:
            text = " ".join(" ".join(all_text(one) for one in comment.iter(_PARAGRAPH)).split())
            try:
                day = date.fromisoformat(comment.get(f"{W}date", "")[:10])
            except ValueError:
                day = None
            self._comments.append(Comment(comment.get(f"{W}author", ""), day, text, len(self.blocks)))

    def _link(self, node: etree._Element, change: Change | None) -> None:
        target = node.get(RELATION_ID)
        if target:
            named = (one.target for one in self._kit.file.related(self._path) if one.id == target)
            self._fact("link", next(named, ""))
        self._inline(node, change)

    def _turned(self, node: etree._Element, change: Change | None) -> None:
        self._fact("direction", node.get(f"{W}val", ""))
        self._inline(node, change)

    def _known_control(self, node: etree._Element, change: Change | None) -> None:
        self._inline(self._control(node), change)

    def _alternate(self, node: etree._Element, change: Change | None) -> None:
        self._inline(self._branch(node), change)

    def _formula(self, node: etree._Element, change: Change | None) -> None:
        self._fact("formula")
        self._inline(node, change)

    def _picture(self, node: etree._Element, change: Change | None) -> None:
        if node.tag == f"{W}object":
            self._fact("file", "object")
        if boxes := _boxes_in(node):
            self._boxes += boxes
        elif marks := [path.get("string", "") for path in node.iter(TEXT_PATH)]:
            self._put(f"[watermerk: {' '.join(marks)}]", change)
        else:
            self._put(PICTURE, change)

    def _field_char(self, node: etree._Element, change: Change | None) -> None:
        kind = node.get(f"{W}fldCharType")
        if kind == "begin":
            self._count += 1
            self._fields.append(Field(self._count, locked=is_locked(node)))
        elif self._fields and kind == "separate":
            self._show(change)
        elif self._fields and kind == "end":
            self._told(self._fields.pop())

    def _instruction(self, node: etree._Element, change: Change | None) -> None:
        if self._fields and not self._fields[-1].shows:
            self._fields[-1].instruction += node.text or ""

    def _simple_field(self, node: etree._Element, change: Change | None) -> None:
        self._count += 1
        self._fields.append(Field(self._count, node.get(f"{W}instr", ""), is_locked(node)))
        self._show(change)
        self._inline(node, change)
        self._told(self._fields.pop())

    def _told(self, field: Field) -> None:
        """Keep that a field stood here, unless it prints a number that is compared or only links within contents."""
        in_contents = any(outer.kind == "TOC" for outer in self._fields)
        if field.locked:
            self._fact("locked", field.kind)
        if not field.target and not (in_contents and is_in_contents(field.instruction)):
            self._fact("field", normal(field.instruction))

    def _show(self, change: Change | None) -> None:
        """Let what follows count as the result of the innermost field; one that computes itself shows as a sign."""
        field = self._fields.pop()
        if field.kind in VOLATILE:
            self._put(COMPUTED, change)
        field.shows = True
        self._fields.append(field)

    def _mark(self, node: etree._Element) -> None:
        number = node.get(f"{W}id", "")
        here = (len(self.blocks), self._offset)
        if node.tag == f"{W}bookmarkStart":
            name = node.get(f"{W}name", "")
            # LibreOffice 7.4 writes the start of a long bookmark twice, and only the second has an end.
            self._open[number] = (name, self._starts.setdefault(name, here))
        elif number in self._open:
            name, start = self._open.pop(number)
            if self.bookmarks.setdefault(name, (start, here)) != (start, here):
                self._fact("bookmark", name)

    @abstractmethod
    def read_note(self, note: etree._Element) -> Document:
        """Return what stands in a footnote or an endnote."""


_INLINES: Mapping[str, Callable[[InlineReader, etree._Element, Change | None], None]] = {
    f"{W}t": lambda reader, node, change: reader._put(_typed(node), change),
    f"{W}delText": lambda reader, node, change: reader._put(_typed(node), change),
    MATH_TEXT: lambda reader, node, change: reader._put(node.text or "", change),
    f"{W}r": InlineReader._run,
    f"{W}pPr": lambda reader, node, change: reader._properties_here(node),
    f"{W}fldChar": InlineReader._field_char,
    f"{W}instrText": InlineReader._instruction,
    f"{W}delInstrText": InlineReader._instruction,
    f"{W}fldSimple": InlineReader._simple_field,
    f"{W}bookmarkStart": lambda reader, node, change: reader._mark(node),
    f"{W}bookmarkEnd": lambda reader, node, change: reader._mark(node),
    f"{W}sym": InlineReader._symbol,
    f"{W}footnoteReference": InlineReader._note,
    f"{W}endnoteReference": InlineReader._note,
    f"{W}commentReference": InlineReader._comment,
    f"{W}hyperlink": InlineReader._link,
    f"{W}dir": InlineReader._turned,
    f"{W}bdo": InlineReader._turned,
    f"{W}drawing": InlineReader._picture,
    f"{W}pict": InlineReader._picture,
    f"{W}object": InlineReader._picture,
    f"{W}pgNum": lambda reader, node, change: reader._put(COMPUTED, change),
    f"{W}subDoc": lambda reader, node, change: reader._put(INSERTED_FILE, change),
    FORMULA: InlineReader._formula,
    CONTROL: InlineReader._known_control,
    ALTERNATE: InlineReader._alternate,
    **{f"{W}{name}": InlineReader._change for name in CHANGES},
    **{f"{W}{name}": InlineReader._break for name in _BREAKS},
}
"""What stands in a paragraph, and what a reader does with it; the table is made once, not for each part."""


def _boxes_in(node: etree._Element) -> list[etree._Element]:
    """Return the text boxes in a picture, without those within another one."""
    if node.tag == _BOX:
        return [node]
    return [box for child in node if isinstance(child.tag, str) and child.tag != FALLBACK for box in _boxes_in(child)]


def _typed(node: etree._Element) -> str:
    """Return the text of `node` as Word shows it: spaces at its ends count only where it says so."""
    text = node.text or ""
    bare = text.strip(" \t\r\n")
    if bare == text:
        return text
    said = (one.get(_SPACE) for one in (node, *node.iterancestors()))
    return text if next((one for one in said if one), "") == "preserve" else bare
