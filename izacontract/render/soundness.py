"""Whether a Word file holds together: parts, relationships, bookmarks, fields, styles, lists, tables, and no leftovers.

It finds what breaks between parts and what only we ask for; whether the XML follows its schema is for validators.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from posixpath import basename, dirname, join, normpath

from lxml import etree

from izacontract.errors import Finding, Severity, Told
from izacontract.render.frame_guard import DOCUMENT, read_parts
from izacontract.render.frame_language import PLACES, VALUES
from izacontract.render.frame_tags import TEXT_PARTS
from izacontract.word.xml import RELATION, TYPES, W

STYLES = "word/styles.xml"
NUMBERING = "word/numbering.xml"
SETTINGS = "word/settings.xml"
NEEDED = (TYPES, "_rels/.rels", DOCUMENT, STYLES)
BLANK_ON_PURPOSE = "Tabelafstand"
LONGEST_NAME = 40

HINT = Told(
    "Open het bestand in Word, laat het herstellen en sla het opnieuw op.",
    "Open the file in Word, let Word repair it and save it again.",
)
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TYPE = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_NAMES = "|".join((*VALUES, *PLACES))
_LEFTOVER = re.compile(
    rf"\{{\{{\s*(?:p\s+)?(?:{_NAMES}|\w+\.\w+)\s*\}}\}}"
    rf"|\{{%\s*p?\s*(?:for\s+\w+\s+in\b|if\s+(?:loop|{_NAMES})\b|else\b|endfor\b|endif\b)"
)
_TARGET = re.compile(r"\s*(?:REF|PAGEREF|NOTEREF)\s+\"?([^\s\"]+)")


def unsound(parts: Mapping[str, bytes]) -> Iterator[Finding]:
    """Give a fault for each thing that does not hold in the Word file of `parts`, a warning for each blemish."""
    roots, faults = read_parts(parts)
    yield from faults
    for name in NEEDED:
        if name not in parts:
            yield _fault("onderdeel", f"onderdeel {name} ontbreekt", f"part {name} is missing")
    if not set(NEEDED) <= roots.keys():
        return
    yield from _types(parts, roots[TYPES])
    yield from _relations(parts, roots)
    yield from _numbers(roots)
    yield from _pictures(roots)
    for name, root in roots.items():
        if TEXT_PARTS.fullmatch(name):
            yield from _bookmarks(name, root)
            yield from _fields(name, root)
            yield from _styles(name, root, roots[STYLES])
            yield from _tables(name, root)
            yield from _leftovers(name, root)
    yield from _blanks(roots[DOCUMENT], roots[STYLES])
    yield from _settings(parts, roots)


def _fault(code: str, nl: str, en: str, severity: Severity = Severity.FAULT) -> Finding:
    told = Told(f"Het Word-bestand klopt niet: {nl}.", f"The Word file does not hold together: {en}.")
    return Finding(severity, f"word.{code}", told, HINT)


def _types(parts: Mapping[str, bytes], types: etree._Element) -> Iterator[Finding]:
    extensions = {node.get("Extension", "").lower() for node in types.iter(f"{_TYPE}Default")}
    named = {node.get("PartName", "").lstrip("/") for node in types.iter(f"{_TYPE}Override")}
    for name in parts:
        if name != TYPES and name not in named and name.rpartition(".")[2].lower() not in extensions:
            yield _fault("soort", f"de soort van {name} is onbekend", f"the kind of {name} is unknown")
    for name in sorted(named - parts.keys()):
        yield _fault("onderdeel", f"onderdeel {name} ontbreekt", f"part {name} is missing")


def _relations(parts: Mapping[str, bytes], roots: Mapping[str, etree._Element]) -> Iterator[Finding]:
    """Give a fault for each relationship to nothing, and for each that is used and does not exist."""
    for name, root in roots.items():
        if name.endswith(".rels"):
            folder = dirname(dirname(name))
            for relation in root.iter(RELATION):
                target = relation.get("Target", "")
                at = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
                if relation.get("TargetMode") != "External" and at not in parts:
                    yield _fault("relatie", f"{at} ontbreekt", f"{at} is missing")
            ids = Counter(relation.get("Id", "") for relation in root.iter(RELATION))
            yield from _doubled("relatie", ids, "relatie", "relationship")
            continue
        own = roots.get(join(dirname(name), "_rels", f"{basename(name)}.rels"))
        known = {relation.get("Id") for relation in own.iter(RELATION)} if own is not None else set()
        for node in root.iter(etree.Element):
            for key, value in node.items():
                if key.startswith(_R) and value not in known:
                    yield _fault("relatie", f"{name} noemt {value}", f"{name} names {value}")


def _bookmarks(name: str, root: etree._Element) -> Iterator[Finding]:
    starts = list(root.iter(f"{W}bookmarkStart"))
    ids = Counter(start.get(f"{W}id", "") for start in starts)
    yield from _doubled("bladwijzer", ids, "bladwijzer", "bookmark")
    names = Counter(start.get(f"{W}name", "") for start in starts)
    yield from _doubled("bladwijzer", names, "bladwijzer", "bookmark")
    for long in (one for one in names if not 0 < len(one) <= LONGEST_NAME):
        yield _fault("bladwijzer", f"bladwijzer {long} is te lang", f"bookmark {long} is too long")
    ends = Counter(end.get(f"{W}id", "") for end in root.iter(f"{W}bookmarkEnd"))
    if ends != ids:
        yield _fault("bladwijzer", f"een bladwijzer in {name} sluit niet", f"a bookmark in {name} does not close")


def _fields(name: str, root: etree._Element) -> Iterator[Finding]:
    """Give a fault for a field that does not open, part and close in turn, and for a pointer at no bookmark."""
    known = {start.get(f"{W}name") for start in root.iter(f"{W}bookmarkStart")}
    depth: list[bool] = []
    broken = False
    for node in root.iter(f"{W}fldChar", f"{W}instrText"):
        if node.tag == f"{W}instrText":
            found = _TARGET.match(node.text or "")
            if found and found[1] not in known:
                yield _fault("verwijzing", f"verwijzing naar {found[1]}", f"reference to {found[1]}")
            continue
        match node.get(f"{W}fldCharType"):
            case "begin":
                depth.append(False)
            case "separate":
                broken |= not depth or depth[-1]
                depth[-1:] = [True]
            case _:
                broken |= not depth
                depth[-1:] = []
    if broken or depth:
        yield _fault("veld", f"een veld in {name} sluit niet", f"a field in {name} does not close")
    for link in root.iter(f"{W}hyperlink"):
        anchor = link.get(f"{W}anchor")
        if anchor and anchor not in known:
            yield _fault("verwijzing", f"koppeling naar {anchor}", f"link to {anchor}")


def _styles(name: str, root: etree._Element, styles: etree._Element) -> Iterator[Finding]:
    kinds = {style.get(f"{W}styleId"): style.get(f"{W}type") for style in styles.iter(f"{W}style")}
    for tag, kind in (("pStyle", "paragraph"), ("rStyle", "character"), ("tblStyle", "table")):
        used = {node.get(f"{W}val", "") for node in root.iter(f"{W}{tag}")}
        for style in sorted(style for style in used if kinds.get(style) != kind):
            yield _fault("stijl", f"stijl {style} in {name} bestaat niet", f"style {style} in {name} does not exist")


def _numbers(roots: Mapping[str, etree._Element]) -> Iterator[Finding]:
    numbering = roots.get(NUMBERING)
    known = {num.get(f"{W}numId") for num in numbering.iter(f"{W}num")} if numbering is not None else set()
    used = {
        node.get(f"{W}val", "")
        for name, root in roots.items()
        if name == STYLES or TEXT_PARTS.fullmatch(name)
        for node in root.iter(f"{W}numId")
    }
    for number in sorted(used - known - {"0"}):
        yield _fault("lijst", f"lijst {number} bestaat niet", f"list {number} does not exist")


def _pictures(roots: Mapping[str, etree._Element]) -> Iterator[Finding]:
    ids = Counter(node.get("id", "") for name, root in roots.items() for node in root.iter(_PICTURE))
    yield from _doubled("afbeelding", ids, "afbeelding", "picture")


def _tables(name: str, root: etree._Element) -> Iterator[Finding]:
    for cell in root.iter(f"{W}tc"):
        if not len(cell) or cell[-1].tag != f"{W}p":
            yield _fault("cel", f"een cel in {name} eindigt zonder alinea", f"a cell in {name} ends without paragraph")
    for table in root.iter(f"{W}tbl"):
        first = table.find(f"{W}tr")
        if first is None or first.find(f"{W}trPr/{W}tblHeader") is None:
            nl, en = f"een tabel in {name} heeft geen kopregel", f"a table in {name} has no header row"
            yield _fault("kopregel", nl, en, Severity.WARNING)


def _leftovers(name: str, root: etree._Element) -> Iterator[Finding]:
    for paragraph in root.iter(f"{W}p"):
        if found := _LEFTOVER.search("".join(node.text or "" for node in paragraph.iter(f"{W}t"))):
            nl, en = f"in {name} is een code blijven staan: {found[0]}", f"a tag is left in {name}: {found[0]}"
            yield _fault("code", nl, en)


def _blanks(body: etree._Element, styles: etree._Element) -> Iterator[Finding]:
    """Give a warning when paragraphs of the body are empty; a cell or a section break needs one now and then."""
    named = {style.get(f"{W}styleId"): style.find(f"{W}name") for style in styles.iter(f"{W}style")}
    blank = 0
    for paragraph in body.iterfind(f"{W}body/{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = named.get(style.get(f"{W}val")) if style is not None else None
        on_purpose = name is not None and name.get(f"{W}val") == BLANK_ON_PURPOSE
        shown = (f"{W}drawing", f"{W}pict", f"{W}sectPr", f"{W}fldChar", f"{W}fldSimple", f"{W}sym", f"{W}object")
        text = "".join(node.text or "" for node in paragraph.iter(f"{W}t"))
        if not text.strip() and not on_purpose and next(paragraph.iter(*shown), None) is None:
            blank += 1
    if blank:
        nl, en = f"{blank} alinea's zonder tekst", f"{blank} paragraphs without text"
        yield _fault("lege-alinea", nl, en, Severity.WARNING)


def _settings(parts: Mapping[str, bytes], roots: Mapping[str, etree._Element]) -> Iterator[Finding]:
    """Give a fault for what makes Word ask something on opening, or what an old version of it left behind."""
    settings = roots.get(SETTINGS)
    if settings is not None and settings.find(f"{W}updateFields") is not None:
        yield _fault("vraag", "Word vraagt bij openen om velden bij te werken", "Word asks to update fields on opening")
    if any("stylesWithEffects" in name for name in parts):
        yield _fault("overblijfsel", "stylesWithEffects.xml is overbodig", "stylesWithEffects.xml is superfluous")


def _doubled(code: str, counts: Mapping[str, int], nl: str, en: str) -> Iterator[Finding]:
    for name, count in counts.items():
        if count > 1:
            yield _fault(code, f"{nl} {name} staat er {count} keer", f"{en} {name} stands there {count} times")
