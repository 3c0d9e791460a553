"""How text looks once all styles are resolved, as far as that hides it, reveals it or makes another text of it.

A look is compared by what it does to a reader, not by its value: a house may choose its type and its colours, and
programs write the same look in many ways.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from izacontract.word.colours import HIGHLIGHTS, PAPER, Palette, is_colour, look_alike
from izacontract.word.document import How
from izacontract.word.styles import Styles, is_on, whole
from izacontract.word.vocabulary import names
from izacontract.word.xml import W

TINY = 9
"""Type of fewer half points than this nobody reads."""

NARROWEST = 40
"""Letters narrower than this share of themselves, in percent, run into a line."""

_LOOSEST = 400
"""Twips between two letters above which they make no words."""

_CROWDED = 150
"""Lines of less than this share of their height, in 240ths, stand on each other."""

_FARTHEST = 17_000
"""Twips beyond which a tab leads off any page."""

_MANY_LETTERS = 4_000
"""Hundredths of a letter that an indent moves at most."""

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

_PLACED = frozenset(f"{W}{name}" for name in ("shd", "spacing", "ind", "framePr", "tabs"))
"""What in a paragraph decides on its ground."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks: `hides` says why nobody reads it, `odd` names what makes another text of it."""

    hides: How | None = None
    odd: tuple[str, ...] = ()


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Ground:
    """On what a run stands: the style of its paragraph and table, the colour behind it, whether that is off the page.

    `line` is the exact height of its lines in twips, 0 when they are as high as the text; `crowded` when they stand on
    each other by a share of that.
    """

    style: str = ""
    table: str = ""
    paper: str = PAPER
    away: bool = False
    line: int = 0
    crowded: bool = False


class Looks:
    """Resolves the looks of one file; each combination once."""

    def __init__(self, styles: Styles, palette: Palette) -> None:
        self._styles = styles
        self.palette = palette
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

    def _paragraph(self, properties: etree._Element | None, style: str, table: str) -> list[etree._Element]:
        default = self._styles.default(f"{W}pPrDefault/{W}pPr")
        own = properties if properties is not None else etree.Element("none")
        of_styles = [*self._styles.properties(style, "pPr"), *self._styles.properties(table, "pPr")]
        return [own, *of_styles, *([default] if default is not None else [])]

    def _ground(self, properties: etree._Element | None, style: str, table: str, paper: str) -> Ground:
        chain = self._paragraph(properties, style, table)
        paper = self.palette.fill(_first(chain, "shd")) or paper
        line = _attribute(chain, "spacing", "line")
        rule = _attribute(chain, "spacing", "lineRule")
        frame = _first(chain, "framePr")
        away = is_indented_away(chain) or (frame is not None and _is_off_page(frame))
        away |= any(
            whole(tab.get(f"{W}pos"), 0) > _FARTHEST for one in chain for tab in one.iterfind(f"{W}tabs/{W}tab")
        )
        crowded = rule in ("", "auto") and 0 < whole(line, 240) < _CROWDED
        return Ground(style, table, paper, away, whole(line, 0) if rule == "exact" else 0, crowded)

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
        size = whole(_attribute(chain, "sz", "val"), 20)
        odd = list(_odd(chain, size, self.palette))
        hides: How | None = None
        hidden = self._toggled("vanish", own, levels, defaults)
        if hidden is None:
            odd.append("hidden-by-two-styles")
        paper = self.palette.fill(_first(chain, "shd")) or ground.paper
        bright = _first(chain, "highlight")
        paper = HIGHLIGHTS.get(bright.get(f"{W}val", ""), paper) if bright is not None else paper
        if hidden or _switched("specVanish", chain):
            hides = "hidden"
        elif ground.away:
            hides = "away"
        elif self._is_pale(chain, paper):
            hides = "pale"
        elif size < TINY or 0 < ground.line < size * 6 or ground.crowded or _squeezed(chain, size):
            hides = "tiny"
        elif abs(whole(_attribute(chain, "position", "val"), 0)) > 2 * size:
            hides = "away"
        elif self._toggled("strike", own, levels, defaults) or _switched("dstrike", chain):
            hides = "struck"
        return PLAIN if hides is None and not odd else Look(hides, tuple(dict.fromkeys(odd)))

    def _is_pale(self, chain: list[etree._Element], paper: str) -> bool:
        """Return whether the letters have the colour of the paper; "auto" keeps away from it by itself."""
        node = _first(chain, "color")
        colours = self.palette.letters(node) if node is not None else ()
        return is_colour(paper) and any(look_alike(colour, paper) for colour in colours)

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


def _odd(chain: list[etree._Element], size: int, palette: Palette) -> Iterator[str]:
    raised = _attribute(chain, "vertAlign", "val")
    if raised not in ("", "baseline"):
        yield raised
    if abs(whole(_attribute(chain, "position", "val"), 0)) * 4 >= size:
        yield "position"
    if whole(_attribute(chain, "spacing", "val"), 0) > _LOOSEST:
        yield "spacing"
    merged = etree.Element(f"{W}rFonts")
    for one in reversed(chain):
        for fonts in one.findall(f"{W}rFonts"):
            for key, font in fonts.items():
                # A font of the theme and one by its name stand in each other's place.
                merged.attrib.pop(key.removesuffix("Theme") if key.endswith("Theme") else f"{key}Theme", None)
                merged.set(key, font)
    if font := palette.shows_other_signs(merged):
        yield f"font {font}"
    for name in ("rtl", "cs", "fitText", "eastAsianLayout"):
        node = _first(chain, name)
        if node is not None and (name not in ("rtl", "cs") or is_on(node)):
            yield name
    for one in chain:
        if len({node.tag for node in one}) < len(one):
            yield "twice"
        for node in one:
            name = etree.QName(node).localname if isinstance(node.tag, str) else ""
            if name and not (node.tag == f"{W}{name}" and name in KNOWN) and name not in KNOWN_2010:
                yield name


def _squeezed(chain: list[etree._Element], size: int) -> bool:
    """Return whether letters stand on each other: closer by a third of their height."""
    narrow = whole(_attribute(chain, "w", "val"), 100) < NARROWEST
    return narrow or whole(_attribute(chain, "spacing", "val"), 0) < -size * 10 // 3


def is_indented_away(chain: list[etree._Element]) -> bool:
    """Return whether the indents in `chain`, the nearest first, put text off the page or leave it no room."""

    def indent(*names: str) -> int:
        return next((whole(found, 0) for name in names if (found := _attribute(chain, "ind", name))), 0)

    left, right = indent("left", "start"), indent("right", "end")
    first = indent("firstLine") - indent("hanging")
    letters = ("leftChars", "startChars", "rightChars", "endChars", "firstLineChars", "hangingChars")
    return (
        not (_LEFTMOST <= left <= _WIDEST and _LEFTMOST <= left + first <= _WIDEST and right <= _WIDEST)
        or right < -_WIDEST
        or left + right > _WIDEST
        or any(abs(indent(name)) > _MANY_LETTERS for name in letters)
    )


def _is_off_page(frame: etree._Element) -> bool:
    """Return whether a text frame puts its text off the paper or makes it too small to read."""
    for side in ("x", "y"):
        if not -2_000 <= whole(frame.get(f"{W}{side}"), 0) <= 16_000:
            return True
    exact = frame.get(f"{W}hRule") == "exact" and whole(frame.get(f"{W}h"), 1_000) < 150
    return exact or 0 < whole(frame.get(f"{W}w"), 1_000) < 200
