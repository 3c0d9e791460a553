"""A generated contract as the other side would edit it: small changes to the XML of its Word file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from functools import cache
from itertools import count

from lxml import etree

from izacontract.render.word import word
from izacontract.word.ooxml import NAMESPACE, bookmark_name
from izacontract.word.package import pack_parts, read_package
from tests.contracts.support import build, example

W = f"{{{NAMESPACE}}}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
BODY = "word/document.xml"
DAY = "2026-03-03"
JANSEN = "J. Jansen"
SMIT = "P. Smit"
Element = etree._Element


@cache
def contract_of(sector: str) -> bytes:
    """Return the Word file of the example request of `sector`."""
    return word(build(example(sector)))


class Edited:
    """A Word file under somebody's hands; `saved` gives it back."""

    def __init__(self, data: bytes) -> None:
        self.parts = dict(read_package(data))
        self.root = etree.fromstring(self.parts[BODY])
        self.body = self.root.find(f"{W}body")
        self._ids = count(9000)

    def saved(self) -> bytes:
        self.parts[BODY] = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return pack_parts(self.parts)

    def clause(self, clause: str) -> list[Element]:
        """Return the paragraphs and tables of `clause`."""
        starts = self.root.findall(f'.//{W}bookmarkStart[@{W}name="{bookmark_name("C", clause)}"]')
        start = starts[0]
        end = self._one(f'.//{W}bookmarkEnd[@{W}id="{starts[-1].get(W + "id")}"]')
        blocks = [node for node in self.body if node.tag in (f"{W}p", f"{W}tbl")]
        first, last = (next(node for node in self._up(mark) if node.getparent() is self.body) for mark in (start, end))
        if last.tag == f"{W}bookmarkEnd":
            last = next(node for node in last.itersiblings(preceding=True) if node in blocks)
        if first.tag == f"{W}bookmarkStart":
            first = next(node for node in first.itersiblings() if node in blocks)
        return blocks[blocks.index(first) : blocks.index(last) + 1]

    def heading(self, slot: str) -> Element:
        """Return the paragraph with the heading of `slot`."""
        mark = self._one(f'.//{W}bookmarkStart[@{W}name="{bookmark_name("H", slot)}"]')
        return next(node for node in self._up(mark) if node.tag == f"{W}p")

    def article(self, slot: str) -> list[Element]:
        """Return the heading of `slot` with everything up to the next heading."""
        found = [self.heading(slot)]
        heads = [mark.getparent() for mark in self.body.iter(f"{W}bookmarkStart") if mark.get(f"{W}name")[:2] == "H_"]
        for node in found[0].itersiblings():
            if node in heads or node.tag == f"{W}sectPr":
                break
            found.append(node)
        return found

    def line(self, words: str) -> Element:
        """Return the first paragraph of the body with `words`, those of the contents left out."""
        return next(
            node for node in self.body.iter(f"{W}p") if words in text(node) and node.find(f"{W}hyperlink") is None
        )

    def bookmarks(self, name: str) -> list[Element]:
        """Return both ends of the bookmark `name`."""
        start = self._one(f'.//{W}bookmarkStart[@{W}name="{name}"]')
        return [start, self._one(f'.//{W}bookmarkEnd[@{W}id="{start.get(W + "id")}"]')]

    def reference(self, target: str, number: int = 0) -> Element:
        """Return the run with the stored number of a reference to the bookmark `target`."""
        found = [node for node in self.body.iter(f"{W}instrText") if f" REF {target} " in node.text]
        runs = found[number].getparent().itersiblings()
        return next(run for run in runs if run.find(f"{W}t") is not None)

    def tracked(self, kind: str, author: str = JANSEN, day: str = DAY) -> Element:
        """Return an empty tracked change: `ins`, `del`, `moveFrom` or `moveTo`."""
        node = etree.Element(f"{W}{kind}")
        node.set(f"{W}id", str(next(self._ids)))
        node.set(f"{W}author", author)
        node.set(f"{W}date", f"{day}T10:00:00Z")
        return node

    def _one(self, path: str) -> Element:
        found = self.root.find(path)
        assert found is not None, path
        return found

    @staticmethod
    def _up(node: Element) -> Iterator[Element]:
        yield node
        yield from node.iterancestors()


def text(node: Element) -> str:
    """Return all text in `node`."""
    return "".join(piece.text or "" for piece in node.iter(f"{W}t"))


def run(words: str, look: str = "", tag: str = "t") -> Element:
    """Return a run of `words`, with the property `look` when given."""
    node = etree.Element(f"{W}r")
    if look:
        etree.SubElement(etree.SubElement(node, f"{W}rPr"), f"{W}{look}")
    piece = etree.SubElement(node, f"{W}{tag}")
    piece.text = words
    piece.set(SPACE, "preserve")
    return node


def split(paragraph: Element, words: str) -> tuple[Element, Element]:
    """Return the run that holds `words` alone, and its paragraph, after splitting the run around them."""
    found = next(node for node in paragraph.iter(f"{W}t") if words in (node.text or ""))
    old = apart(found)
    before, _, after = found.text.partition(words)
    middle = run(words)
    for piece in (run(before), middle, run(after)):
        if text(piece):
            old.addprevious(piece)
    old.getparent().remove(old)
    return middle, paragraph


def apart(piece: Element) -> Element:
    """Return the run of `piece` after giving its neighbours runs of their own."""
    old = piece.getparent()
    at = list(old).index(piece)
    for nodes, put in ((list(old)[:at], old.addprevious), (list(old)[at + 1 :], old.addnext)):
        others = [node for node in nodes if node.tag != f"{W}rPr"]
        if others:
            other = etree.Element(f"{W}r")
            other.extend(others)
            put(other)
    return old


def reword(paragraph: Element, old: str, new: str) -> None:
    """Replace `old` by `new`, untracked."""
    middle, _ = split(paragraph, old)
    middle.find(f"{W}t").text = new


def insert(edited: Edited, paragraph: Element, after: str, new: str, author: str = JANSEN, day: str = DAY) -> None:
    """Insert `new` after the words `after`, tracked."""
    middle, _ = split(paragraph, after)
    change = edited.tracked("ins", author, day)
    change.append(run(new))
    middle.addnext(change)


def take_out(edited: Edited, paragraph: Element, old: str, author: str = JANSEN, day: str = DAY) -> Element:
    """Take out `old`, tracked; returns the change."""
    middle, _ = split(paragraph, old)
    change = edited.tracked("del", author, day)
    middle.addprevious(change)
    change.append(middle)
    for piece in middle.iter(f"{W}t"):
        piece.tag = f"{W}delText"
    return change


def replace(
    edited: Edited, paragraph: Element, old: str, new: str, author: str = JANSEN, by: str = "", day: str = DAY
) -> None:
    """Take out `old` by `author` and put `new` there by `by`, both tracked."""
    gone = take_out(edited, paragraph, old, author, day)
    change = edited.tracked("ins", by or author, day)
    change.append(run(new))
    gone.addnext(change)


def delete(*nodes: Element) -> None:
    """Delete paragraphs and tables with all that is in them."""
    for node in nodes:
        node.getparent().remove(node)


def delete_tracked(edited: Edited, *nodes: Element, author: str = JANSEN) -> None:
    """Mark every word and the end of each paragraph in `nodes` as taken out."""
    for paragraph in [p for node in nodes for p in node.iter(f"{W}p")]:
        for piece in list(paragraph.iter(f"{W}r")):
            change = edited.tracked("del", author)
            piece.addprevious(change)
            change.append(piece)
            for words in piece.iter(f"{W}t"):
                words.tag = f"{W}delText"
        mark_end(edited, paragraph, "del", author)


def mark_end(edited: Edited, paragraph: Element, kind: str, author: str = JANSEN) -> None:
    """Mark the end of `paragraph` as put in or taken out."""
    properties = paragraph.find(f"{W}pPr")
    look = properties.find(f"{W}rPr")
    look = etree.SubElement(properties, f"{W}rPr") if look is None else look
    look.append(edited.tracked(kind, author))


def new_paragraph(like: Element, words: str) -> Element:
    """Return a paragraph of `words` in the style of `like`."""
    node = etree.Element(f"{W}p")
    node.append(deepcopy(like.find(f"{W}pPr")))
    node.append(run(words))
    return node


def new_tracked_paragraph(edited: Edited, like: Element, words: str, author: str = JANSEN) -> Element:
    """Return a paragraph of `words` that is put in as a whole."""
    node = new_paragraph(like, words)
    change = edited.tracked("ins", author)
    change.append(node[-1])
    node.append(change)
    mark_end(edited, node, "ins", author)
    return node


def cells(table: Element, row: int) -> list[Element]:
    """Return the cells of row `row`, the header being row 0."""
    return table.findall(f"{W}tr")[row].findall(f"{W}tc")


def map_text(edited: Edited, change: Callable[[str], str]) -> None:
    """Put every text of the body through `change`, as autocorrection does."""
    for node in edited.body.iter(f"{W}t"):
        node.text = change(node.text or "")
        node.set(SPACE, "preserve")


def rewritten(data: bytes, changes: Mapping[str, bytes | None]) -> bytes:
    """Return the package `data` with parts replaced, or dropped where None."""
    parts = {**read_package(data), **changes}
    return pack_parts({name: content for name, content in parts.items() if content is not None})
