"""The styles of a frame and the lists joined to them, and whether they print what a contract stores."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from izacontract.errors import Finding
from izacontract.message import Message
from izacontract.word.styles import whole
from izacontract.word.xml import W

PARAGRAPHS = (
    "toc 1", "Aanhefkop", "Aanheflid", "Aanhefonderdeel", "Aanhefsubonderdeel", "Tekst", "Slottekst",
    "Artikelkop", "Lid", "Onderdeel", "Subonderdeel", "Artikeltekst", "Begrip",
    "Bijlagekop", "Bijlagelid", "Bijlageonderdeel", "Bijlagesubonderdeel",
    "Tabelkop", "Tabelgetalkop", "Tabeltekst", "Tabelgetal", "Tabelafstand",
)  # fmt: skip
STYLES = {**dict.fromkeys(PARAGRAPHS, "paragraph"), "Open punt": "character", "Begripsterm": "character",
          "Contracttabel": "table"}  # fmt: skip
"""The styles that the printer uses, by the name that Word shows, with their kind."""

HEADINGS = ("Aanhefkop", "Artikelkop", "Bijlagekop")
"""The styles of headings: level 1 of the outline, so that contents and screen readers find them."""

ARTICLE_NUMBER = "artikel %1"
LID_NUMBER = "%1.%2"
"""What the list of articles prints before an article, and before its leden."""

LISTS = (
    (("Artikelkop", "decimal", ARTICLE_NUMBER), ("Lid", "decimal", LID_NUMBER),
     ("Onderdeel", "lowerLetter", "%3."), ("Subonderdeel", "decimal", "%4°")),
    (("Bijlagekop", "upperLetter", "bijlage %1"), ("Bijlagelid", "decimal", "%1.%2"),
     ("Bijlageonderdeel", "lowerLetter", "%3."), ("Bijlagesubonderdeel", "decimal", "%4°")),
    (("Aanhefkop", "none", ""), ("Aanheflid", "decimal", "%2."),
     ("Aanhefonderdeel", "lowerLetter", "%3."), ("Aanhefsubonderdeel", "decimal", "%4°")),
)  # fmt: skip
"""Per list the style of each level, its number format and its text: references and stored results rely on these."""

MISSING = Message(
    "sjabloon.stijl",
    "Het sjabloon mist stijlen: {names}.",
    "The frame lacks styles: {names}.",
    "Begin met het standaardsjabloon (izacontract frames export) en verander de opmaak van de stijlen, niet hun naam.",
    "Start from the standard frame (izacontract frames export) and change the looks of the styles, not their names.",
)
WRONG_KIND = Message(
    "sjabloon.stijlsoort",
    'Stijl "{name}" is van het verkeerde type; nodig is {kind_nl}.',
    'Style "{name}" is of the wrong type; it must be {kind_en}.',
    "Verwijder de stijl en neem hem over uit het standaardsjabloon.",
    "Delete the style and take it over from the standard frame.",
)
NO_LIST = Message(
    "sjabloon.lijst",
    'Stijl "{name}" hangt niet aan een lijst en krijgt dus geen nummer.',
    'Style "{name}" hangs on no list, so it prints no number.',
    'Koppel in Word niveau {level} van de lijst met meerdere niveaus van "{head}" aan stijl "{name}" '
    "(Start > Lijst met meerdere niveaus > Nieuwe lijst met meerdere niveaus definiëren > Meer).",
    'Link level {level} of the multilevel list of "{head}" to style "{name}" in Word '
    "(Home > Multilevel List > Define New Multilevel List > More).",
)
OTHER_LIST = Message(
    "sjabloon.lijst-anders",
    'Stijl "{name}" hangt aan een andere lijst dan "{head}", en telt dus niet mee met zijn nummers.',
    'Style "{name}" hangs on another list than "{head}", so it does not count along with its numbers.',
    'Koppel in Word niveau {level} van de lijst van "{head}" aan stijl "{name}".',
    'Link level {level} of the list of "{head}" to style "{name}" in Word.',
)
WRONG_LEVEL = Message(
    "sjabloon.lijstniveau",
    'Stijl "{name}" hangt aan niveau {now} van de lijst; nodig is niveau {level}.',
    'Style "{name}" hangs on level {now} of the list; it must be level {level}.',
    'Koppel in Word niveau {level} van de lijst van "{head}" aan stijl "{name}".',
    'Link level {level} of the list of "{head}" to style "{name}" in Word.',
)
WRONG_NUMBER = Message(
    "sjabloon.nummer",
    'Stijl "{name}" (niveau {level} van de lijst) nummert als "{now}", maar verwijzingen noemen "{wanted}".',
    'Style "{name}" (level {level} of the list) numbers as "{now}", but references say "{wanted}".',
    "Zet in Word bij dit niveau de opmaak en het getaltype terug, beginnend bij 1; hoofdletters en kleur kunnen "
    "met Lettertype.",
    "Restore the number format and style of this level in Word, starting at 1; capitals and colour go with Font.",
)
WRONG_OUTLINE = Message(
    "sjabloon.kopniveau",
    'Stijl "{name}" is geen kop van niveau 1; hij ontbreekt dan in de inhoudsopgave en voor een schermlezer.',
    'Style "{name}" is no heading of level 1; contents and screen readers then miss it.',
    "Zet in Word bij de stijl Opmaak > Alinea > Overzichtsniveau op niveau 1.",
    "Set Format > Paragraph > Outline level of the style to level 1 in Word.",
)
LANGUAGE = Message(
    "sjabloon.taal",
    "De taal van {name_nl} is {now} in plaats van Nederlands; een schermlezer leest de tekst dan verkeerd voor.",
    "The language of {name_en} is {now} instead of Dutch; a screen reader then misreads the text.",
    "Kies in Word alle tekst en Controleren > Taal > Nederlands > Als standaard instellen; bij een stijl: "
    "Opmaak > Taal.",
    "Select all text in Word and choose Review > Language > Dutch > Set As Default; for a style: Format > Language.",
)

_KINDS = {
    "paragraph": ("een alineastijl", "a paragraph style"),
    "character": ("een tekenstijl", "a character style"),
    "table": ("een tabelstijl", "a table style"),
}
_SAMPLES = {"decimal": "1", "lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I", "none": ""}


@dataclass(frozen=True)
class Level:
    """The level of a list on which a style hangs, counted from 0, with what it prints before a paragraph."""

    number: str
    depth: int
    format: str
    text: str
    start: str


class StyleSheet:
    """The styles of one file with what they inherit, and the lists that they hang on."""

    def __init__(self, styles: etree._Element, numbering: etree._Element | None) -> None:
        self._root = styles
        self._styles = {style.get(f"{W}styleId", ""): style for style in styles.iter(f"{W}style")}
        self._numbering = numbering
        self.ids = {_val(style, "name"): key for key, style in self._styles.items()}
        # Programs differ in how they write the names of Word's own styles: "toc 1", "TOC 1".
        loosely = {name.casefold(): key for name, key in self.ids.items()}
        self.ids |= {name: loosely[name.casefold()] for name in STYLES if name.casefold() in loosely} | self.ids

    def kind(self, name: str) -> str:
        """Return the kind of the style with this name: "paragraph", "character", "table"."""
        return str(self._styles[self.ids[name]].get(f"{W}type", "paragraph"))

    def inherited(self, name: str, path: str) -> etree._Element | None:
        """Return the element at `path` of the style with this name, or of the nearest that it builds on."""
        key, seen = self.ids[name], set[str]()
        while key in self._styles and key not in seen:
            seen.add(key)
            if (found := self._styles[key].find(path)) is not None:
                return found
            key = _val(self._styles[key], "basedOn")
        return None

    def default(self, path: str) -> etree._Element | None:
        """Return the element at `path` of the document defaults."""
        return self._root.find(f"{W}docDefaults/{path}")

    def half_points(self, name: str) -> int:
        """Return the size of the type of the style with this name, in half points as Word counts them."""
        path = f"{W}rPr/{W}sz"
        size = self.inherited(name, path)
        size = self.default(f"{W}rPrDefault/{path}") if size is None else size
        return whole(size.get(f"{W}val"), 20) if size is not None else 20

    def level(self, name: str) -> Level | None:
        """Return the level of a list on which the style with this name hangs, None when there is none."""
        number = self.inherited(name, f"{W}pPr/{W}numPr/{W}numId")
        levels = self._levels(number.get(f"{W}val", "")) if number is not None else {}
        depth = self.inherited(name, f"{W}pPr/{W}numPr/{W}ilvl")
        at = whole(depth.get(f"{W}val"), 0) if depth is not None else 0
        # Word goes by the level that names the style, whatever the style says of its level.
        at = next((key for key, level in levels.items() if _val(level, "pStyle") == self.ids[name]), at)
        if number is None or at not in levels:
            return None
        level = levels[at]
        plain = level.find(f"{W}isLgl")
        form = _val(level, "numFmt") or "decimal"
        return Level(
            number=number.get(f"{W}val", ""),
            depth=at,
            format=form if plain is None else f"{form} (isLgl)",
            text=_val(level, "lvlText"),
            start=_val(level, "start") or "0",
        )

    def _numbered(self, tag: str, attribute: str, number: str) -> etree._Element | None:
        nodes = () if self._numbering is None else self._numbering.iterfind(f"{W}{tag}")
        return next((node for node in nodes if node.get(f"{W}{attribute}") == number), None)

    def _levels(self, number: str) -> dict[int, etree._Element]:
        """Return the levels of the list with this number by depth, those that the list itself replaces included."""
        if self._numbering is None:
            return {}
        num = self._numbered("num", "numId", number)
        if num is None:
            return {}
        abstract = self._numbered("abstractNum", "abstractNumId", _val(num, "abstractNumId"))
        if abstract is not None and (link := _val(abstract, "numStyleLink")):
            abstract = next((a for a in self._numbering.iter(f"{W}abstractNum") if _val(a, "styleLink") == link), None)
        if abstract is None:
            return {}
        replaced = [level for override in num.iter(f"{W}lvlOverride") for level in override.iter(f"{W}lvl")]
        return {whole(level.get(f"{W}ilvl"), 0): level for level in (*abstract.iter(f"{W}lvl"), *replaced)}


def style_faults(sheet: StyleSheet) -> Iterator[Finding]:
    """Give a fault for each style that is missing or wrong, and for each that hangs wrongly on its list."""
    if missing := [name for name in STYLES if name not in sheet.ids]:
        yield MISSING.finding(names=", ".join(missing))
    for name, kind in STYLES.items():
        if name in sheet.ids and sheet.kind(name) != kind:
            nl, en = _KINDS[kind]
            yield WRONG_KIND.finding(name=name, kind_nl=nl, kind_en=en)
    for levels in LISTS:
        yield from _list_faults(sheet, levels)
    for name in HEADINGS:
        if name in sheet.ids:
            outline = sheet.inherited(name, f"{W}pPr/{W}outlineLvl")
            if outline is None or outline.get(f"{W}val") != "0":
                yield WRONG_OUTLINE.finding(name=name)
    yield from _language_faults(sheet)


def _list_faults(sheet: StyleSheet, levels: tuple[tuple[str, str, str], ...]) -> Iterator[Finding]:
    head = levels[0][0]
    head_level = sheet.level(head) if head in sheet.ids else None
    for depth, (name, form, text) in enumerate(levels):
        if name not in sheet.ids:
            continue
        level = sheet.level(name)
        if level is None:
            yield NO_LIST.finding(name=name, head=head, level=depth + 1)
        elif head_level is not None and level.number != head_level.number:
            yield OTHER_LIST.finding(name=name, head=head, level=depth + 1)
        elif level.depth != depth:
            yield WRONG_LEVEL.finding(name=name, head=head, level=depth + 1, now=level.depth + 1)
        elif not _prints(level, form, text):
            now, wanted = _sample(level.text, level.format, level.start), _sample(text, form, "1")
            yield WRONG_NUMBER.finding(name=name, level=depth + 1, now=now, wanted=wanted)


def _prints(level: Level, form: str, text: str) -> bool:
    """Return whether `level` prints numbers of `form` in `text`; one without a format prints what stands around it."""
    if form == level.format == "none":
        return not re.sub(r"%\d", "", level.text).strip()
    return (level.format, level.text, level.start) == (form, text, "1")


def _sample(text: str, form: str, start: str) -> str:
    """Return the first number that a level prints, as far as its own format tells; those above it count as 1 or A."""
    own = max((int(found) for found in re.findall(r"%(\d)", text)), default=0)
    first = _SAMPLES.get(form, f"<{form}>") if start == "1" else f"{start}e"
    return re.sub(r"%(\d)", lambda found: first if int(found[1]) == own else "1", text)


def _language_faults(sheet: StyleSheet) -> Iterator[Finding]:
    path = f"{W}rPr/{W}lang"
    default = sheet.default(f"{W}rPrDefault/{path}")
    languages = {name: sheet.inherited(name, path) for name in STYLES if name in sheet.ids}
    wrong = {name: found.get(f"{W}val", "nl") for name, found in languages.items() if found is not None}
    language = default.get(f"{W}val", "-") if default is not None else "-"
    if not language.startswith("nl") and None in languages.values():
        yield LANGUAGE.finding(name_nl="het document", name_en="the document", now=language)
    for name, value in wrong.items():
        if not value.startswith("nl"):
            yield LANGUAGE.finding(name_nl=f'stijl "{name}"', name_en=f'style "{name}"', now=value)


def _val(element: etree._Element, name: str) -> str:
    """Return the `w:val` of the child called `name`, "" without one."""
    child = element.find(f"{W}{name}")
    return "" if child is None else str(child.get(f"{W}val", ""))
