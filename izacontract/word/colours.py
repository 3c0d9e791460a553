"""The colours and fonts of a Word file: those of its theme too, and which two colours nobody tells apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from izacontract.word.opening import WordFile
from izacontract.word.styles import value
from izacontract.word.xml import W

LEAST_CONTRAST = 1.5
"""Two colours with less contrast than this (WCAG) look the same on paper."""

PAPER = "FFFFFF"

HIGHLIGHTS = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "green": "00FF00", "magenta": "FF00FF", "red": "FF0000",
    "yellow": "FFFF00", "white": "FFFFFF", "darkBlue": "000080", "darkCyan": "008080", "darkGreen": "008000",
    "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000", "darkGray": "808080", "lightGray": "C0C0C0",
}  # fmt: skip

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SYMBOLS = re.compile(
    r"symbol|wingdings|webdings|dingbats|opensymbol|marlett|barcode|mt extra|mdl2|\bicons?\b|awesome|monotype sorts"
    r"|code ?(?:39|128)",
    re.IGNORECASE,
)
_OFFICE = {"dk1": "000000", "lt1": "FFFFFF", "dk2": "44546A", "lt2": "E7E6E6", "accent1": "4472C4", "accent2": "ED7D31",
           "accent3": "A5A5A5", "accent4": "FFC000", "accent5": "5B9BD5", "accent6": "70AD47", "hlink": "0563C1",
           "folHlink": "954F72"}  # fmt: skip
"""What Word takes for a file without a theme."""

_IN_THEME = {"dark1": "dk1", "light1": "lt1", "dark2": "dk2", "light2": "lt2", "hyperlink": "hlink",
             "followedHyperlink": "folHlink"}  # fmt: skip
_MAPPED = {"text1": ("t1", "dark1"), "text2": ("t2", "dark2"), "background1": ("bg1", "light1"),
           "background2": ("bg2", "light2")}  # fmt: skip


class Palette:
    """The colours of one file by the names of its theme, and the fonts that show other signs than were typed."""

    def __init__(self, file: WordFile) -> None:
        theme, settings, fonts = file.first("theme"), file.first("settings"), file.first("fontTable")
        self._colours = dict(_OFFICE) | dict(_of_theme(theme))
        self._mapping = settings.find(f"{W}clrSchemeMapping") if settings is not None else None
        self._fonts = {
            f"{size}{script}": node.get("typeface", "")
            for size in ("major", "minor")
            for script, tag in (("HAnsi", "latin"), ("Ascii", "latin"), ("EastAsia", "ea"), ("Bidi", "cs"))
            for node in (theme.iterfind(f".//{_A}{size}Font/{_A}{tag}") if theme is not None else ())
        }
        self._odd = {
            node.get(f"{W}name", "")
            for node in (fonts.iterfind(f"{W}font") if fonts is not None else ())
            if value(node, "charset") == "02" or _SYMBOLS.search(value(node, "altName"))
        }

    def themed(self, node: etree._Element, name: str = "themeColor", of: str = "theme") -> str:
        """Return the colour that `node` takes from the theme with its tint or shade, "" when it takes none."""
        named = node.get(f"{W}{name}", "")
        if named in _MAPPED:
            key, usual = _MAPPED[named]
            named = str(self._mapping.get(f"{W}{key}", usual)) if self._mapping is not None else usual
        colour = self._colours.get(_IN_THEME.get(named, named), "")
        for attribute, towards in (("Tint", 255), ("Shade", 0)):
            share = node.get(f"{W}{of}{attribute}", "")
            if colour and re.fullmatch("[0-9A-Fa-f]{1,2}", share):
                colour = mixed(colour, f"{towards:02X}" * 3, int(share, 16) / 255)
        return str(colour)

    def letters(self, node: etree._Element) -> Iterator[str]:
        """Give the colours in which programs show letters with the `w:color` `node`: those of the theme and its own."""
        yield from (colour for colour in (self.themed(node), node.get(f"{W}val", "")) if is_colour(colour))

    def fill(self, shade: etree._Element | None) -> str:
        """Return the colour of a shading, "" when it has none; a pattern mixes its own colour in."""
        if shade is None or shade.get(f"{W}val") == "nil":
            return ""
        pattern, fill = shade.get(f"{W}val", ""), shade.get(f"{W}fill", "auto")
        fill = self.themed(shade, "themeFill", "themeFill") or (fill if is_colour(fill) else "")
        share = 100 if pattern == "solid" else int(pattern[3:]) if re.fullmatch(r"pct\d{1,2}", pattern) else 0
        if not share:
            return fill
        over = self.themed(shade) or shade.get(f"{W}color", "auto")
        return mixed(over if is_colour(over) else "000000", fill or PAPER, share / 100)

    def shows_other_signs(self, fonts: etree._Element) -> str:
        """Return the first font in `w:rFonts` that shows other signs than were typed, "" when none does."""
        for key, name in fonts.items():
            font = self._fonts.get(name, "") if key.endswith("Theme") else name
            if _SYMBOLS.search(font) or font in self._odd:
                return str(font)
        return ""


def is_symbol_font(name: str) -> bool:
    """Return whether the font `name` shows signs instead of letters."""
    return _SYMBOLS.search(name) is not None


def is_colour(text: str) -> bool:
    """Return whether `text` is a colour by its figures, such as "336699"."""
    return re.fullmatch("[0-9A-Fa-f]{6}", text) is not None


def mixed(colour: str, other: str, share: float) -> str:
    """Return `share` of `colour` over `other`."""
    pairs = ((int(colour[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (0, 2, 4))
    return "".join(f"{round(one * share + two * (1 - share)):02X}" for one, two in pairs)


def look_alike(colour: str, paper: str) -> bool:
    """Return whether letters of `colour` cannot be read on `paper`."""
    light, dark = sorted((_luminance(colour), _luminance(paper)), reverse=True)
    return (light + 0.05) / (dark + 0.05) < LEAST_CONTRAST


def _of_theme(theme: etree._Element | None) -> Iterator[tuple[str, str]]:
    for node in theme.iterfind(f".//{_A}clrScheme/*/*") if theme is not None else ():
        yield etree.QName(node.getparent()).localname, node.get("lastClr") or node.get("val", "")


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
