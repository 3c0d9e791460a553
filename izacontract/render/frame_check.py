"""Everything that is wrong with a frame, at once and in the words of a Word user."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from izacontract.errors import Finding
from izacontract.message import Message
from izacontract.render.frame_guard import DOCUMENT, read_parts, unwanted
from izacontract.render.frame_styles import StyleSheet, style_faults
from izacontract.render.frame_tags import Tags, read_tags, text_of
from izacontract.word.package import NO_WORD_FILE, TOO_BIG
from izacontract.word.xml import TYPES, W

NUMBERING = "word/numbering.xml"
STYLES = "word/styles.xml"
RELATIONS = "_rels/.rels"
DOCUMENT_RELATIONS = "word/_rels/document.xml.rels"
NEEDED = (TYPES, RELATIONS, DOCUMENT, DOCUMENT_RELATIONS, STYLES)

NO_REFERENCE = Message(
    "sjabloon.koptekst",
    "In geen enkele kop- of voettekst van het sjabloon staat {tag}.",
    "No header or footer of the frame holds {tag}.",
    "Typ de code in de koptekst; losse bladen zijn dan altijd te herkennen.",
    "Type the tag in the header; then every loose sheet can be recognised.",
)
NO_PAGES = Message(
    "sjabloon.paginanummer",
    "In geen enkele kop- of voettekst van het sjabloon staat het paginanummer met het aantal pagina's.",
    "No header or footer of the frame shows the page number and the number of pages.",
    "Kies in Word Invoegen > Paginanummer > Pagina X van Y.",
    "Choose Insert > Page Number > Page X of Y in Word.",
)
NO_DESCRIPTION = Message(
    "sjabloon.afbeelding",
    "Een afbeelding in het sjabloon heeft geen alternatieve tekst; een schermlezer slaat haar over.",
    "A picture in the frame has no alternative text; a screen reader skips it.",
    "Klik er in Word met rechts op en kies Alternatieve tekst bewerken.",
    "Right-click it in Word and choose Edit Alt Text.",
)

_MARGIN = re.compile(r"word/(?:header|footer)\d*\.xml")
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"


@dataclass(frozen=True)
class Reading:
    """A frame as read: its XML parts by name, its styles and its tags."""

    roots: Mapping[str, etree._Element]
    sheet: StyleSheet
    tags: Tags


def examine(parts: Mapping[str, bytes]) -> tuple[Reading | None, list[Finding]]:
    """Return the frame of `parts` as read, and every fault and warning, each once.

    Without one of the parts that every Word file has there is nothing to read.
    """
    roots, findings = read_parts(parts)
    findings += unwanted(parts, roots)
    if not set(NEEDED) <= roots.keys() or TOO_BIG.finding() in findings:
        return None, list(dict.fromkeys(findings)) or [NO_WORD_FILE.finding()]
    reading = Reading(roots, StyleSheet(roots[STYLES], roots.get(NUMBERING)), read_tags(roots))
    findings += style_faults(reading.sheet)
    findings += reading.tags.findings
    findings += _missed(roots)
    return reading, list(dict.fromkeys(findings))


def _missed(roots: Mapping[str, etree._Element]) -> Iterator[Finding]:
    """Give a warning for what a contract needs on each page and in each picture, and the frame lacks."""
    margins = [root for name, root in roots.items() if _MARGIN.fullmatch(name)]
    text = "\n".join(map(text_of, margins))
    for name in ("kenmerk", "status"):
        if not re.search(rf"\{{\{{\s*{name}\s*\}}\}}", text):
            yield NO_REFERENCE.warning(tag=f"{{{{ {name} }}}}")
    fields = " ".join(
        [node.text or "" for root in margins for node in root.iter(f"{W}instrText")]
        + [node.get(f"{W}instr", "") for root in margins for node in root.iter(f"{W}fldSimple")]
    ).split()
    if not {"PAGE", "NUMPAGES"} <= set(fields):
        yield NO_PAGES.warning()
    for root in roots.values():
        for picture in root.iter(_PICTURE):
            if not picture.get("descr") and next(picture.iter(_DECORATIVE), None) is None:
                yield NO_DESCRIPTION.warning()
