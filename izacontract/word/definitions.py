"""What the styles and lists of a file say that hides text or makes another of it, wherever they are used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain

from lxml import etree

from izacontract.word.branches import ALTERNATE
from izacontract.word.colours import PAPER, is_symbol_font
from izacontract.word.document import Fact
from izacontract.word.kit import Kit
from izacontract.word.looks import Ground, is_indented_away
from izacontract.word.styles import is_on, value, whole
from izacontract.word.xml import W

_FAR = 2_000
"""Twips that a margin of a cell has at most."""


def definition_facts(kit: Kit) -> Iterator[Fact]:
    """Give, each once, what in the styles and the lists of `kit` no text says: odd parts of tables, odd numbers."""
    styles, numbering = kit.file.first("styles"), kit.file.first("numbering")
    yield from dict.fromkeys(chain(_of_styles(styles, kit), _of_lists(numbering)))


def squeezed(properties: etree._Element | None) -> Iterator[str]:
    """Give the properties of a table or a cell that put its text off the page or leave it no room."""
    for node in () if properties is None else properties:
        name = etree.QName(node).localname if isinstance(node.tag, str) else ""
        width, kind = whole(node.get(f"{W}w", "").rstrip("%"), 0), node.get(f"{W}type", "dxa")
        if (
            (name == "tblInd" and not -1_500 <= width <= 8_500)
            or (name == "tblCellSpacing" and width > _FAR / 4)
            or (name in ("tblCellMar", "tcMar") and any(whole(side.get(f"{W}w"), 0) > _FAR for side in node))
            or (name == "tblW" and kind == "dxa" and 0 < width < _FAR / 4)
            or (name in ("tblW", "tcW") and kind == "pct" and 0 < width < (2 if "%" in node.get(f"{W}w", "") else 100))
        ):
            yield name


def _of_styles(root: etree._Element | None, kit: Kit) -> Iterator[Fact]:
    if root is None:
        return
    styles = root.findall(f"{W}style")
    yield from _twice("style", (style.get(f"{W}styleId", "") for style in styles))
    yield from (Fact("branches", "styles") for _ in root.iter(ALTERNATE))
    for style in styles:
        name = value(style, "name")
        if style.get(f"{W}type") == "table":
            if any(squeezed(style.find(f"{W}tblPr"))):
                yield Fact("style", name)
            yield from (
                Fact("style", f"{name} {part.get(f'{W}type', '')}")
                for part in style.iterfind(f"{W}tblStylePr")
                if _hides(part, kit)
            )
        elif style.get(f"{W}type") == "character" and is_on_by_default(style) and _hides(style, kit):
            yield Fact("style", name)


def is_on_by_default(style: etree._Element) -> bool:
    """Return whether `style` counts for what names none."""
    return style.get(f"{W}default") in ("1", "true", "on")


def _hides(part: etree._Element, kit: Kit) -> bool:
    """Return whether a style, or what it says of some rows or columns, hides text or shows other signs."""
    shade = part.find(f"{W}tcPr/{W}shd")
    look = kit.looks.run(part.find(f"{W}rPr"), Ground(paper=kit.looks.palette.fill(shade) or PAPER))
    hidden = part.find(f"{W}trPr/{W}hidden")
    indents = part.find(f"{W}pPr")
    return (
        look.hides is not None
        or bool(look.odd)
        or (hidden is not None and is_on(hidden))
        or (indents is not None and is_indented_away([indents]))
        or any(squeezed(part.find(f"{W}tblPr")))
        or any(squeezed(part.find(f"{W}tcPr")))
    )


def _of_lists(root: etree._Element | None) -> Iterator[Fact]:
    if root is None:
        return
    yield from _twice("num", (node.get(f"{W}numId", "") for node in root.findall(f"{W}num")))
    yield from _twice("abstractNum", (node.get(f"{W}abstractNumId", "") for node in root.findall(f"{W}abstractNum")))
    yield from (Fact("branches", "numbering") for _ in root.iter(ALTERNATE))
    for level in root.iter(f"{W}lvl"):
        text, form = value(level, "lvlText"), value(level, "numFmt")
        indents, fonts = level.find(f"{W}pPr"), level.find(f"{W}rPr/{W}rFonts")
        if indents is not None and is_indented_away([indents]):
            yield Fact("list", f"{text} ind")
        if form in ("none", "bullet") or "%" not in text:
            continue
        if level.find(f"{W}lvlPicBulletId") is not None:
            yield Fact("list", f"{text} lvlPicBulletId")
        if value(level, "suff") == "nothing":
            yield Fact("list", f"{text} suff")
        if fonts is not None and any(map(is_symbol_font, fonts.values())):
            yield Fact("list", f"{text} font")


def _twice(kind: str, names: Iterable[str]) -> Iterator[Fact]:
    yield from (Fact("part", f"{kind} {name} (2x)") for name, count in Counter(names).items() if count > 1)
