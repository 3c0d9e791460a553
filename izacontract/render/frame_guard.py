"""What a frame may not bring along: it is somebody else's file, and its contents go to the other side of a contract.

External relationships are refused but for links to the web and to mail, which do nothing until somebody clicks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from posixpath import basename

from lxml import etree

from izacontract.errors import Finding, Told
from izacontract.message import Message
from izacontract.word.package import TOO_BIG
from izacontract.word.xml import RELATION, TYPES, W, read_xml

DOCUMENT = "word/document.xml"
MOST_TEXT = 4 * 1024 * 1024
"""Bytes of XML in one part; a frame holds a page or two, and tags are sought in all of it."""

XML = Message(
    "sjabloon.xml",
    "Een onderdeel van het sjabloon is niet te lezen, of bevat een documenttype (DTD): {name}.",
    "A part of the frame cannot be read, or holds a document type (DTD): {name}.",
    "Open het in Word en sla het opnieuw op als Word-document (*.docx).",
    "Open it in Word and save it again as a Word document (*.docx).",
)
KIND = Message(
    "sjabloon.bestand",
    "Het sjabloon is geen gewoon Word-document, maar {kind_nl}.",
    "The frame is no ordinary Word document but {kind_en}.",
    "Kies in Word Opslaan als > Word-document (*.docx).",
    "Choose Save As > Word Document (*.docx) in Word.",
)
MACRO = Message(
    "sjabloon.macro",
    "Het sjabloon bevat macro's of besturingselementen: {name}.",
    "The frame holds macros or controls: {name}.",
    "Sla het in Word op als Word-document zonder macro's (*.docx) en verwijder besturingselementen.",
    "Save it in Word as a Word document without macros (*.docx) and delete controls.",
)
EMBEDDED = Message(
    "sjabloon.object",
    "Het sjabloon bevat een ingesloten bestand of object: {name}.",
    "The frame holds an embedded file or object: {name}.",
    "Vervang het in Word door een gewone afbeelding.",
    "Replace it in Word by an ordinary picture.",
)
TEMPLATE = Message(
    "sjabloon.gekoppeld-sjabloon",
    "Aan het sjabloon hangt een ander Word-sjabloon: {name}.",
    "Another Word template is attached to the frame: {name}.",
    "Kies in Word Ontwikkelaars > Documentsjabloon en zet Normal.dotm als documentsjabloon.",
    "Choose Developer > Document Template in Word and set Normal.dotm as the document template.",
)
LINKED = Message(
    "sjabloon.koppeling",
    "Het sjabloon haalt iets van buiten het bestand: {name}.",
    "The frame fetches something from outside the file: {name}.",
    "Sluit het in Word in (Bestand > Info > Koppelingen naar bestanden bewerken > Koppeling verbreken). "
    "Hyperlinks naar https:// en mailto: mogen.",
    "Embed it in Word (File > Info > Edit Links to Files > Break Link). Hyperlinks to https:// and mailto: are fine.",
)
FIELD = Message(
    "sjabloon.veld",
    "Het sjabloon bevat een veld dat iets van buiten haalt, iets vraagt of iets start: {name}.",
    "The frame holds a field that fetches, asks or starts something: {name}.",
    "Klik in Word op het veld en druk op Ctrl+Shift+F9; dan blijft alleen de tekst over.",
    "Click the field in Word and press Ctrl+Shift+F9; then only the text is left.",
)
TRACKED = Message(
    "sjabloon.wijzigingen",
    "Het sjabloon bevat bijgehouden wijzigingen in {where_nl}; die zouden in elk contract staan.",
    "The frame holds tracked changes in {where_en}; they would stand in every contract.",
    "Accepteer in Word alle wijzigingen (Controleren > Accepteren).",
    "Accept all changes in Word (Review > Accept).",
)
COMMENTS = Message(
    "sjabloon.opmerkingen",
    "Het sjabloon bevat opmerkingen; die zouden in elk contract staan.",
    "The frame holds comments; they would stand in every contract.",
    "Verwijder in Word alle opmerkingen (Controleren > Verwijderen).",
    "Delete all comments in Word (Review > Delete).",
)
PROTECTED = Message(
    "sjabloon.beveiligd",
    "Het sjabloon is tegen bewerken beveiligd; de andere partij kan dan niets in het contract wijzigen.",
    "The frame is protected against editing; the other side can then change nothing in the contract.",
    "Hef in Word de beveiliging op (Controleren > Bewerking beperken).",
    "Lift the protection in Word (Review > Restrict Editing).",
)

_KINDS = (
    ("template.", Told("een Word-sjabloon (.dotx of .dotm)", "a Word template (.dotx or .dotm)")),
    ("macroEnabled", Told("een document met macro's (.docm)", "a document with macros (.docm)")),
)
_MAIN = re.compile(rb'PartName="/word/document\.xml"[^>]*ContentType="([^"]+)"|'
                   rb'ContentType="([^"]+)"[^>]*PartName="/word/document\.xml"')  # fmt: skip
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_MACRO_PART = re.compile(r"(?:vbaProject|vbaData|/activeX/|/ctrlProps/|attachedToolbars)", re.IGNORECASE)
_EMBEDDED_PART = re.compile(r"/embeddings/", re.IGNORECASE)
_MACRO_KINDS = {
    "vbaProject",
    "wordVbaData",
    "control",
    "activeXControlBinary",
    "attachedToolbars",
    "keyMapCustomizations",
}
_EMBEDDED_KINDS = {"oleObject", "package", "aFChunk", "subDocument"}
_SAFE_LINK = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_REACHING = re.compile(
    r"\s*(DDE|DDEAUTO|LINK|INCLUDE|INCLUDETEXT|INCLUDEPICTURE|IMPORT|DATABASE|MACROBUTTON|EMBED|CONTROL|HTMLCONTROL"
    r"|AUTOTEXT|AUTOTEXTLIST|GLOSSARY|RD|MERGEFIELD|ASK|FILLIN|PRINT|ADDIN)\b",
    re.IGNORECASE,
)
_CHANGES = tuple(W + name for name in (
    "ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange",
    "tcPrChange", "numberingChange", "cellIns", "cellDel",
))  # fmt: skip


def where(part: str) -> Told:
    """Return how a Word user calls the part with this name."""
    name = basename(part)
    for start, told in (
        ("document", Told("de tekst", "the text")),
        ("header", Told("een koptekst", "a header")),
        ("footer", Told("een voettekst", "a footer")),
        ("footnotes", Told("de voetnoten", "the footnotes")),
        ("endnotes", Told("de eindnoten", "the endnotes")),
    ):
        if name.startswith(start):
            return told
    return Told(part, part)


def read_parts(parts: Mapping[str, bytes]) -> tuple[dict[str, etree._Element], list[Finding]]:
    """Return the root of every XML part by name, and a fault for each that cannot be read or has a document type."""
    roots, unread = read_xml(parts)
    return roots, [XML.finding(name=name) for name in unread]


def unwanted(parts: Mapping[str, bytes], roots: Mapping[str, etree._Element]) -> Iterator[Finding]:
    """Give a fault for everything in a frame that may not be there; `roots` are its XML parts."""
    yield from _kind(parts)
    yield from _active(parts)
    if any(name.startswith("word/") and name in roots and len(data) > MOST_TEXT for name, data in parts.items()):
        yield TOO_BIG.finding()
    for name, root in roots.items():
        if name.endswith(".rels"):
            yield from _relations(root)
        elif name.startswith("word/"):
            yield from _contents(name, root)
    settings = roots.get("word/settings.xml")
    protection = settings.find(f"{W}documentProtection") if settings is not None else None
    if protection is not None and protection.get(f"{W}enforcement") in ("1", "true", "on"):
        yield PROTECTED.finding()


def _kind(parts: Mapping[str, bytes]) -> Iterator[Finding]:
    found = _MAIN.search(parts.get(TYPES, b""))
    kind = (found[1] or found[2]).decode("utf-8", "replace") if found else ""
    for sign, told in _KINDS:
        if sign in kind:
            yield KIND.finding(kind_nl=told.nl, kind_en=told.en)
            return
    if _STRICT in parts.get(DOCUMENT, b"")[:4000]:
        yield KIND.finding(kind_nl="een Strict Open XML-document", kind_en="a Strict Open XML document")


def _active(parts: Mapping[str, bytes]) -> Iterator[Finding]:
    for name in parts:
        if _MACRO_PART.search(name):
            yield MACRO.finding(name=name)
        elif _EMBEDDED_PART.search(name):
            yield EMBEDDED.finding(name=name)


def _relations(root: etree._Element) -> Iterator[Finding]:
    for relation in root.iter(RELATION):
        kind, target = basename(relation.get("Type", "")), relation.get("Target", "")
        if relation.get("TargetMode") == "External":
            if kind == "attachedTemplate":
                yield TEMPLATE.finding(name=target)
            elif kind != "hyperlink" or not _SAFE_LINK.match(target):
                yield LINKED.finding(name=target)
        elif kind == "attachedTemplate":
            yield TEMPLATE.finding(name=target)
        elif kind in _MACRO_KINDS and not _MACRO_PART.search(target):
            yield MACRO.finding(name=target)
        elif kind in _EMBEDDED_KINDS and not _EMBEDDED_PART.search(f"/{target}"):
            yield EMBEDDED.finding(name=target)


def _contents(name: str, root: etree._Element) -> Iterator[Finding]:
    for field in _fields(root):
        if found := _REACHING.match(field):
            yield FIELD.finding(name=found[1].upper())
    if next(root.iter(f"{W}object", f"{W}control", f"{W}altChunk", f"{W}subDoc"), None) is not None:
        yield EMBEDDED.finding(name=name)
    if next(root.iter(*_CHANGES), None) is not None:
        told = where(name)
        yield TRACKED.finding(where_nl=told.nl, where_en=told.en)
    if next(root.iter(f"{W}comment"), None) is not None:
        yield COMMENTS.finding()


def _fields(root: etree._Element) -> Iterator[str]:
    """Give the instruction of every field of a part; Word may cut one into runs."""
    for simple in root.iter(f"{W}fldSimple"):
        yield simple.get(f"{W}instr", "")
    open_fields: list[str] = []
    for node in root.iter(f"{W}fldChar", f"{W}instrText"):
        if node.tag == f"{W}instrText":
            if open_fields:
                open_fields[-1] += node.text or ""
        elif node.get(f"{W}fldCharType") == "begin":
            open_fields.append("")
        elif node.get(f"{W}fldCharType") == "end" and open_fields:
            yield open_fields.pop()
    yield from open_fields
