"""How text looks once all styles are resolved, as far as that hides it, reveals it or makes another text of it.

A look is compared by what it does to a reader, not by its value: a house may choose its type and its colours, and
programs write the same look in many ways.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from izacontract.word.document import How
from izacontract.word.styles import Styles, is_on, whole
from izacontract.word.vocabulary import names
from izacontract.word.xml import W

TINY = 9
"""Type of fewer half points than this nobody reads."""

LEAST_CONTRAST = 1.25
"""Two colours with less contrast than this (WCAG) look the same on paper."""

NARROWEST = 40
"""Letters narrower than this share of themselves, in percent, run into a line."""

_WIDEST = 8_500
_LEFTMOST = -1_300
"""Twips from the margin beyond which text falls off the paper or the column."""

KNOWN = names(
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish"
    " webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang"
    " eastAsianLayout specVanish oMath ins del moveFrom moveTo rPrChange"
)
"""What Word can say of a run; what is not on this list is an odd look by its own name."""

KNOWN_2010 = names("ligatures numForm numSpacing stylisticSets cntxtAlts")
"""What newer versions add and shows letters as they are; their other effects can make text vanish."""

_SYMBOLS = re.compile(r"symbol|wingdings|webdings|dingbats|opensymbol|marlett|barcode|mt extra", re.IGNORECASE)
_HIGHLIGHTS = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "green": "00FF00", "magenta": "FF00FF", "red": "FF0000",
    "yellow": "FFFF00", "white": "FFFFFF", "darkBlue": "000080", "darkCyan": "008080", "darkGreen": "008000",
    "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000", "darkGray": "808080", "lightGray": "C0C0C0",
}  # fmt: skip
_THEME = {"background1": "bg", "light1": "bg", "background2": "bg", "light2": "bg"}
_PLACED = frozenset(f"{W}{name}" for name in ("shd", "spacing", "ind", "framePr"))
"""What in a paragraph decides on its ground."""

PAPER: Final = "FFFFFF"


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks: `hides` says why nobody reads it, `odd` names what makes another text of it."""

    hides: How | None = None
    odd: tuple[str, ...] = ()


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Ground:
    """On what a run stands: the style of its paragraph and table, the colour behind it, whether that is off the page.

    `line` is the exact height of its lines in twips, 0 when they are as high as the text.
    """

    style: str = ""
    table: str = ""
    paper: str = PAPER
    away: bool = False
    line: int = 0


class Looks:
    """Resolves the looks of one file; each combination once."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._known: dict[tuple[Ground, bytes], Look] = {}
        self._grounds: dict[tuple[str, str, str, bytes], Ground] = {}

    def ground(self, properties: etree._Element | None, style: str, table: str, paper: str) -> Ground:
        """Return the ground of a paragraph with direct `properties` in `style`; `paper` is the colour behind it."""
        own = () if properties is None else [node for node in properties if node.tag in _PLACED]
        key = (style, table, paper, b"".join(map(etree.tostring, own)))
        if key not in self._grounds:
            self._grounds[key] = self._ground(properties, style, table, paper)
        return self._grounds[key]

    def run(self, properties: etree._Element | None, ground: Ground) -> Look:
        """Return the look of a run with direct `properties` on `ground`."""
        key = (ground, b"" if properties is None else etree.tostring(properties))
        if key not in self._known:
            self._known[key] = self._resolved(properties, ground)
        return self._known[key]

    def _paragraph(self, properties: etree._Element | None, style: str) -> list[etree._Element]:
        default = self._styles.default(f"{W}pPrDefault/{W}pPr")
        own = properties if properties is not None else etree.Element("none")
        return [own, *self._styles.properties(style, "pPr"), *([default] if default is not None else [])]

    def _ground(self, properties: etree._Element | None, style: str, table: str, paper: str) -> Ground:
        chain = self._paragraph(properties, style)
        shade = _first(chain, "shd")
        if shade is not None:
            paper = fill_of(shade) or paper
        line = _attribute(chain, "spacing", "line")
        rule = _attribute(chain, "spacing", "lineRule")
        left = whole(_attribute(chain, "ind", "left") or _attribute(chain, "ind", "start"), 0)
        first = whole(_attribute(chain, "ind", "firstLine"), 0) - whole(_attribute(chain, "ind", "hanging"), 0)
        right = whole(_attribute(chain, "ind", "right") or _attribute(chain, "ind", "end"), 0)
        away = not (_LEFTMOST <= left <= _WIDEST and _LEFTMOST <= left + first <= _WIDEST and right <= _WIDEST)
        away |= right < -_WIDEST or left + right > _WIDEST
        frame = _first(chain, "framePr")
        away |= frame is not None and _is_off_page(frame)
        return Ground(style, table, paper, away, whole(line, 0) if rule == "exact" else 0)

    def _resolved(self, direct: etree._Element | None, ground: Ground) -> Look:
        own = [] if direct is None else [direct]
        named = direct.find(f"{W}rStyle") if direct is not None else None
        of_run = list(self._styles.properties(named.get(f"{W}val", ""), "rPr")) if named is not None else []
        of_paragraph = list(self._styles.properties(ground.style, "rPr"))
        of_table = list(self._styles.properties(ground.table, "rPr")) if ground.table else []
        default = self._styles.default(f"{W}rPrDefault/{W}rPr")
        defaults = [default] if default is not None else []
        levels = (of_run, of_paragraph, of_table)
        chain = [*own, *of_run, *of_paragraph, *of_table, *defaults]
        odd = list(_odd(chain, own))
        hides: How | None = None
        hidden = self._toggled("vanish", own, levels, defaults)
        if hidden is None:
            odd.append("hidden-by-two-styles")
        size = whole(_attribute(chain, "sz", "val"), 20)
        shade = _first(chain, "shd")
        paper = (fill_of(shade) if shade is not None else "") or ground.paper
        bright = _first(chain, "highlight")
        paper = _HIGHLIGHTS.get(bright.get(f"{W}val", ""), paper) if bright is not None else paper
        if hidden or _switched("specVanish", chain):
            hides = "hidden"
        elif ground.away:
            hides = "away"
        elif _looks_like(chain, paper):
            hides = "pale"
        elif (
            size < TINY
            or 0 < ground.line < size * 4
            or whole(_attribute(chain, "w", "val"), 100) < NARROWEST
            or _squeezed(chain, size)
        ):
            hides = "tiny"
        elif abs(whole(_attribute(chain, "position", "val"), 0)) > 2 * size:
            hides = "away"
        elif self._toggled("strike", own, levels, defaults) or _switched("dstrike", chain):
            hides = "struck"
        return PLAIN if hides is None and not odd else Look(hides, tuple(dict.fromkeys(odd)))

    def _toggled(
        self,
        name: str,
        own: list[etree._Element],
        levels: Iterable[list[etree._Element]],
        defaults: list[etree._Element],
    ) -> bool | None:
        """Return whether a toggle property is on; None when two styles turn it off together, which programs read apart.

        Directly it is on or off; in styles each of run, paragraph and table turns it over (ECMA-376, 17.7.3).
        """
        found = _first(own, name)
        if found is not None:
            return is_on(found)
        on = [is_on(node) for level in levels if (node := _first(level, name)) is not None]
        if sum(on) > 1:
            return None if sum(on) % 2 == 0 else True
        return any(on) or _switched(name, defaults)


def look_of_number(properties: Iterable[etree._Element], ground: Ground, looks: Looks) -> Look:
    """Return the look of a list's number: that of its level, over the mark of the paragraph, over its style."""
    merged = etree.Element(f"{W}rPr")
    for one in properties:
        for node in one:
            if merged.find(node.tag) is None:
                merged.append(etree.fromstring(etree.tostring(node)))
    return looks.run(merged if len(merged) else None, ground)


def _first(chain: Iterable[etree._Element], name: str) -> etree._Element | None:
    return next((node for one in chain if (node := one.find(f"{W}{name}")) is not None), None)


def _attribute(chain: Iterable[etree._Element], name: str, attribute: str) -> str:
    """Return an attribute of the nearest property that has it: Word takes each attribute by itself."""
    found = (node.get(f"{W}{attribute}") for one in chain if (node := one.find(f"{W}{name}")) is not None)
    return next((value for value in found if value is not None), "")


def _switched(name: str, chain: Iterable[etree._Element]) -> bool:
    found = _first(chain, name)
    return found is not None and is_on(found)


def _odd(chain: list[etree._Element], own: list[etree._Element]) -> Iterator[str]:
    raised = _attribute(chain, "vertAlign", "val")
    if raised not in ("", "baseline"):
        yield raised
    for attribute in ("ascii", "hAnsi"):
        font = _attribute(chain, "rFonts", attribute)
        if _SYMBOLS.search(font):
            yield f"font {font}"
            break
    for name in ("rtl", "fitText", "eastAsianLayout"):
        node = _first(chain, name)
        if node is not None and (name != "rtl" or is_on(node)):
            yield name
    for one in chain:
        for node in one:
            name = etree.QName(node).localname if isinstance(node.tag, str) else ""
            if name and not (node.tag == f"{W}{name}" and name in KNOWN) and name not in KNOWN_2010:
                yield name


def fill_of(shade: etree._Element) -> str:
    """Return the colour of a shading, "" when it has none; a full pattern shows its own colour."""
    pattern, fill = shade.get(f"{W}val", ""), shade.get(f"{W}fill", "auto")
    if pattern == "solid":
        colour = shade.get(f"{W}color", "auto")
        return "000000" if colour == "auto" else colour
    theme = shade.get(f"{W}themeFill", "")
    if pattern == "nil" or (fill == "auto" and not theme):
        return ""
    return fill if _is_colour(fill) else ""


def _looks_like(chain: list[etree._Element], paper: str) -> bool:
    """Return whether the letters have the colour of the paper; "auto" keeps away from it by itself."""
    node = _first(chain, "color")
    colour = "auto" if node is None else node.get(f"{W}val", "auto")
    if node is not None and not _is_colour(colour) and node.get(f"{W}themeColor", "") in _THEME:
        colour = PAPER
    if not _is_colour(colour) or not _is_colour(paper):
        return False
    light, dark = sorted((_luminance(colour), _luminance(paper)), reverse=True)
    return (light + 0.05) / (dark + 0.05) < LEAST_CONTRAST


def _is_colour(text: str) -> bool:
    return re.fullmatch("[0-9A-Fa-f]{6}", text) is not None


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _squeezed(chain: list[etree._Element], size: int) -> bool:
    """Return whether letters stand on each other: closer by a third of their height."""
    narrow = whole(_attribute(chain, "w", "val"), 100) < NARROWEST
    return narrow or whole(_attribute(chain, "spacing", "val"), 0) < -size * 10 // 3


def _is_off_page(frame: etree._Element) -> bool:
    """Return whether a text frame puts its text off the paper or makes it too small to read."""
    for side in ("x", "y"):
        if not -2_000 <= whole(frame.get(f"{W}{side}"), 0) <= 16_000:
            return True
    exact = frame.get(f"{W}hRule") == "exact" and whole(frame.get(f"{W}h"), 1_000) < 150
    return exact or 0 < whole(frame.get(f"{W}w"), 1_000) < 200
