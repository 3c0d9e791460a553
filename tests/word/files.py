"""A Word file of a few parts, for tests that read one element of it."""

from __future__ import annotations

from collections.abc import Mapping

from izacontract.word.document import Document, Paragraph, Span, Table
from izacontract.word.kit import Kit
from izacontract.word.numbers import fill_numbers
from izacontract.word.opening import WordFile
from izacontract.word.reading import read_part
from izacontract.word.xml import W

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
SPACES = (
    f'xmlns:w="{W[1:-1]}" xmlns:r="{OFFICE}/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>'


def relation(number: str, kind: str, target: str, more: str = "") -> str:
    """Return a relationship to `target`, of a `kind` that Office knows."""
    kind = kind if "://" in kind else f"{OFFICE}/relationships/{kind}"
    return f'<Relationship Id="{number}" Type="{kind}" Target="{target}" {more}/>'


def part(root: str, inner: str) -> bytes:
    """Return a part whose root is the element `root` of Word around `inner`."""
    return f"<w:{root} {SPACES}>{inner}</w:{root}>".encode()


def word_file(body: str = "", more: str = "", parts: Mapping[str, bytes] | None = None, **kinds: str) -> WordFile:
    """Return a file with `body`; of `kinds` each is a part, such as styles="<w:style .../>".

    `more` are further relationships of the document, `parts` further parts.
    """
    related = "".join(relation(f"k{kind}", kind, f"{kind}.xml") for kind in kinds)
    return WordFile(
        {
            "[Content_Types].xml": TYPES.encode(),
            "_rels/.rels": (RELATIONS % relation("d", "officeDocument", "word/document.xml")).encode(),
            "word/_rels/document.xml.rels": (RELATIONS % (related + more)).encode(),
            "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
            **{f"word/{kind}.xml": part(kind, inner) for kind, inner in kinds.items()},
            **(parts or {}),
        },
        "proef.docx",
    )


def read(file: WordFile, *, numbered: bool = False) -> Document:
    """Return what stands in the body of `file`."""
    kit = Kit(file)
    body = file.root(file.main).find(f"{W}body")
    assert body is not None
    document = read_part(body, kit)
    if numbered:
        fill_numbers(document, kit)
    return document


def said(span: Span) -> str:
    """Return a span as one word: how it came or went, where it points, its text."""
    change = span.change
    how = "" if change is None else {"in": "+", "out": "-"}[change.kind]
    how += "" if change is None or change.how == "tracked" else f"{change.how}:"
    return f"{how}{span.target and f'<{span.target}>'}{span.text}"


def lines(document: Document) -> list[str]:
    """Return each paragraph as one line, a row of a table as its cells with a bar between."""
    found = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            found.append("~".join(map(said, block.spans)))
        elif isinstance(block, Table):
            for row in block.rows:
                mark = "" if row.change is None else f"{row.change.kind}:"
                cells = ("/".join("~".join(map(said, one.spans)) for one in cell) for cell in row.cells)
                found.append(mark + "|".join(cells))
    return found
