"""The body of a filled frame in pieces of text, one for each child; only those that changed are looked into."""

from __future__ import annotations

from dataclasses import dataclass
from xml.parsers import expat


@dataclass(frozen=True, slots=True)
class Pieces:
    """The text of the children of a body, in UTF-8, each with the space behind it; `head` and `tail` stand around."""

    head: bytes
    children: tuple[bytes, ...]
    tail: bytes

    def around(self, children: bytes) -> bytes:
        """Return a document with `children` in its body."""
        return self.head + children + self.tail


def pieces_of(document: bytes, known: Pieces | None = None) -> Pieces:
    """Return the pieces of `document`, which was read as XML before; `known` are those of another one.

    A piece of the other that stands where a child begins is that child, for no element is the beginning of another. So
    only what lies between the pieces that both have is parsed.
    """
    if known is None or not document.startswith(known.head) or not document.endswith(known.tail):
        return _parsed(document)
    found: list[bytes] = []
    at, end, index = len(known.head), len(document) - len(known.tail), 0
    children = known.children
    while at < end:
        if index < len(children) and document.startswith(children[index], at):
            found.append(children[index])
            at += len(children[index])
            index += 1
            continue
        stop = end
        while (index := index + 1) < len(children):
            if (next_at := document.find(children[index], at, end)) >= 0:
                stop = next_at
                break
        if stop > at:
            try:
                found += _parsed(known.around(document[at:stop])).children
            except expat.ExpatError:
                return _parsed(document)
        at = stop
    return Pieces(known.head, tuple(found), known.tail) if at == end else _parsed(document)


def _parsed(document: bytes) -> Pieces:
    parser = expat.ParserCreate("utf-8")
    depth, inside, close = 0, False, -1
    places: list[int] = []

    def start(name: str, attributes: object) -> None:
        nonlocal depth, inside
        depth += 1
        if depth == _CHILD - 1:
            inside = name.rpartition(":")[2] == "body"
        elif inside and depth == _CHILD:
            places.append(parser.CurrentByteIndex)

    def end(name: str) -> None:
        nonlocal depth, inside, close
        if inside and depth == _CHILD - 1:
            inside, close = False, parser.CurrentByteIndex
        depth -= 1

    def instruction(target: str, data: str) -> None:
        if inside and depth == _CHILD - 1:
            places.append(parser.CurrentByteIndex)

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.ProcessingInstructionHandler = instruction
    try:
        parser.Parse(document, True)
    finally:
        # the handlers know the parser: else it waits, with all that expat holds, until garbage is looked for
        parser.StartElementHandler = parser.EndElementHandler = parser.ProcessingInstructionHandler = None
    stops = (*places[1:], close)
    head = places[0] if places else close
    return Pieces(
        document[:head],
        tuple(document[at:stop] for at, stop in zip(places, stops, strict=bool(places))),
        document[close:],
    )


_CHILD = 3
"""How deep a child of the body stands: the document is the first level, its body the second."""
