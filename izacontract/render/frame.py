"""The Word file around the articles: read once, checked, compiled, and filled for every contract.

With this module alone docxtpl is used: its `patch_xml` makes the tags that somebody typed in Word readable. Jinja runs over
the frame and never over what is filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import cast

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template, TemplateError, Undefined, meta
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree
from markupsafe import Markup

from izacontract.errors import FileError, FrameError
from izacontract.render.ooxml import NAMESPACE, inner_text
from izacontract.render.package import Member, NotAPackage, deflate, read_package, write_package

PLACES = ("inhoud", "aanhef", "artikelen", "ondertekening", "bijlagen")
"""The tags that take the place of a whole paragraph of the body, `{{p artikelen }}`; each stands once."""

VALUES = ("titel", "kenmerk", "zorgsoort", "status", "begin", "einde", "partijen")
"""The tags that a frame may use as often as it likes, `{{ kenmerk }}`."""

PARAGRAPH_STYLES = (
    "toc 1", "Aanhefkop", "Aanheflid", "Aanhefonderdeel", "Aanhefsubonderdeel", "Tekst",
    "Artikelkop", "Lid", "Onderdeel", "Subonderdeel", "Artikeltekst", "Begrip",
    "Bijlagekop", "Bijlagelid", "Bijlageonderdeel", "Bijlagesubonderdeel",
    "Tabelkop", "Tabelgetalkop", "Tabeltekst", "Tabelgetal", "Tabelafstand",
)  # fmt: skip
OTHER_STYLES = ("Open punt", "Begripsterm", "Contracttabel")
IN_A_LIST = (
    "Artikelkop", "Lid", "Onderdeel", "Subonderdeel", "Bijlagekop", "Bijlagelid", "Bijlageonderdeel",
    "Bijlagesubonderdeel", "Aanheflid", "Aanhefonderdeel", "Aanhefsubonderdeel",
)  # fmt: skip
"""The styles that print a number only when a list of the frame is joined to them."""

DOCUMENT = "word/document.xml"
CORE = "docProps/core.xml"
_TEXT_PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_DROPPED = re.compile(rb"<(?:Relationship|Override)\b[^>]*stylesWithEffects[^>]*/>")
_DROPPED_PART = "word/stylesWithEffects.xml"
_TAG = re.compile(r"\{[{%#]")
_MARKUP = re.compile(r"<[^>]+>")
_W = f"{{{NAMESPACE}}}"
_CORE_XML = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{{ titel }}</dc:title><dc:subject>{{ kenmerk }}</dc:subject>'
    "<dc:language>nl-NL</dc:language><cp:contentStatus>{{ status }}</cp:contentStatus></cp:coreProperties>"
)


class _Environment(ImmutableSandboxedEnvironment):
    """Jinja as a frame gets it: somebody else's file, so sandboxed, strict about names, and escaping."""

    def __init__(self) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=True, finalize=_as_markup, keep_trailing_newline=True)


def _as_markup(value: object) -> object:
    """Return `value` as XML text with its line breaks; an undefined name is refused here, or strictness is lost."""
    if isinstance(value, Undefined | Markup):
        return value
    return Markup(inner_text(str(value)))  # noqa: S704 - inner_text escapes


@dataclass(frozen=True)
class Frame:
    """A frame ready to be filled: its tagged parts compiled, the others deflated.

    `styles` gives a style's id in this file by its name; `text_width` is the width between the margins in twips.
    """

    templates: Mapping[str, Template]
    fixed: tuple[Member, ...]
    styles: Mapping[str, str]
    text_width: int

    def fill(self, values: Mapping[str, object]) -> Iterator[tuple[str, str]]:
        """Return the name and XML of every tagged part, filled with `values`: text, or Markup for the places."""
        for name, template in self.templates.items():
            yield name, template.render(values)

    def package(self, filled: Mapping[str, str]) -> bytes:
        """Return the Word file in which `filled` gives the XML of the tagged parts."""
        return write_package((*self.fixed, *(deflate(name, xml.encode()) for name, xml in filled.items())))


def read_frame(path: Path | None = None) -> Frame:
    """Return the frame in the Word file at `path`, ready to fill; without a path the standard frame.

    Each frame is compiled once per process, whatever its path. Raises FileError when the file cannot be read, FrameError
    when it is no Word file or lacks a tag, a style or a list.
    """
    if path is None:
        return _standard_frame()
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FileError(
            f"Het sjabloon {path} kan niet worden gelezen: {error.strerror}.",
            f"The frame {path} cannot be read: {error.strerror}.",
        ) from error
    return compile_frame(data)


@cache
def _standard_frame() -> Frame:
    return compile_frame((files("clause_templates") / "frames" / "overeenkomst.docx").read_bytes())


@lru_cache(maxsize=16)
def compile_frame(data: bytes) -> Frame:
    """Return the frame in the Word file `data`, ready to fill; the same bytes are compiled once.

    Raises FrameError as `read_frame` does.
    """
    try:
        parts = read_package(data)
    except NotAPackage as error:
        raise _no_word_file() from error
    if not {DOCUMENT, "word/styles.xml", "[Content_Types].xml", "_rels/.rels"} <= parts.keys():
        raise _no_word_file()
    parts.pop(_DROPPED_PART, None)
    styles = _styles(parts["word/styles.xml"])
    templates = _templates(parts)
    _check_places(templates[DOCUMENT].render(_trial()) if DOCUMENT in templates else "")
    fixed = tuple(
        deflate(name, _DROPPED.sub(b"", content) if name.endswith((".rels", "[Content_Types].xml")) else content)
        for name, content in _with_core(parts).items()
        if name not in templates
    )
    return Frame(templates, fixed, styles, _text_width(parts[DOCUMENT]))


def _templates(parts: Mapping[str, bytes]) -> dict[str, Template]:
    """Return the compiled tagged parts by name; core properties are always ours, so that the document has a title."""
    environment = _Environment()
    patch = cast("DocxTemplate", DocxTemplate.__new__(DocxTemplate)).patch_xml
    templates = {CORE: environment.from_string(_CORE_XML)}
    used: set[str] = set()
    for name, content in parts.items():
        if not _TEXT_PARTS.fullmatch(name):
            continue
        xml = content.decode()
        if not _TAG.search(_MARKUP.sub("", xml)):
            continue
        try:
            source = patch(xml)
            used |= meta.find_undeclared_variables(environment.parse(source))
            templates[name] = environment.from_string(source)
        except TemplateError as error:
            raise FrameError(
                f"Een code in het sjabloon ({name}) is niet te lezen: {error.message}.",
                f"A tag in the frame ({name}) cannot be read: {error.message}.",
                "Schrijf codes als {{ kenmerk }} of {{p artikelen }}; kopieer ze uit het standaardsjabloon.",
                "Write tags as {{ kenmerk }} or {{p artikelen }}; copy them from the standard frame.",
                code="sjabloon.code",
            ) from error
    if unknown := sorted(used - {*PLACES, *VALUES}):
        raise FrameError(
            f"Het sjabloon vraagt om onbekende waarden: {', '.join(unknown)}.",
            f"The frame asks for unknown values: {', '.join(unknown)}.",
            f"Bekend zijn: {', '.join((*VALUES, *PLACES))}.",
            f"Known are: {', '.join((*VALUES, *PLACES))}.",
            code="sjabloon.onbekende-waarde",
        )
    return templates


def _trial() -> dict[str, object]:
    """Return values for a trial fill: in each place a processing instruction shows where its text would come."""
    party = {"rol": "rol", "naam": "naam", "gegevens": ({"naam": "naam", "waarde": "waarde"},)}
    places: dict[str, object] = {place: Markup(f"<?{place}?>") for place in PLACES}
    return dict.fromkeys(VALUES, "tekst") | {"partijen": (party,)} | places


def _check_places(filled: str) -> None:
    """Refuse a frame whose places are absent, doubled, or anywhere but on a line of their own in the body."""
    try:
        root = etree.fromstring(filled.encode()) if filled else etree.Element("empty")
    except etree.XMLSyntaxError as error:
        raise FrameError(
            "Het sjabloon geeft na het invullen geen leesbaar Word-bestand.",
            "The filled-in frame is no readable Word file.",
            "Zet elke {%p ... %} op een eigen regel en sluit elke {%p for %} met {%p endfor %}.",
            "Put each {%p ... %} on a line of its own and close each {%p for %} with {%p endfor %}.",
            code="sjabloon.code",
        ) from error
    found = [node for node in root.iter(etree.ProcessingInstruction) if node.target in PLACES]
    for place in PLACES:
        parents = [node.getparent() for node in found if node.target == place]
        if len(parents) != 1 or parents[0] is None or parents[0].tag != f"{_W}body":
            raise FrameError(
                f"In het sjabloon moet {{{{p {place} }}}} één keer staan, op een eigen regel buiten tabellen.",
                f"The frame must hold {{{{p {place} }}}} once, on a line of its own outside tables.",
                "Typ de code in een lege alinea, met de p direct na de accolades.",
                "Type the tag in an empty paragraph, with the p right after the braces.",
                code="sjabloon.plaats",
            )


def _styles(xml: bytes) -> dict[str, str]:
    """Return the id of every style by its name; raises FrameError for a style or list that is missing."""
    try:
        root = etree.fromstring(xml)
    except etree.XMLSyntaxError as error:
        raise _no_word_file() from error
    styles: dict[str, str] = {}
    listed: set[str] = set()
    for style in root.iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        if name is not None:
            title = name.get(f"{_W}val", "").removesuffix(",")
            styles[title] = style.get(f"{_W}styleId", "")
            if style.find(f"{_W}pPr/{_W}numPr/{_W}numId") is not None:
                listed.add(title)
    if missing := [name for name in (*PARAGRAPH_STYLES, *OTHER_STYLES) if name not in styles]:
        raise FrameError(
            f"Het sjabloon mist stijlen: {', '.join(missing)}.",
            f"The frame lacks styles: {', '.join(missing)}.",
            "Begin met het standaardsjabloon en verander de opmaak van de stijlen, niet hun naam.",
            "Start from the standard frame and change the looks of the styles, not their names.",
            code="sjabloon.stijl",
        )
    if loose := [name for name in IN_A_LIST if name not in listed]:
        raise FrameError(
            f"In het sjabloon hangen stijlen niet aan een lijst en krijgen dus geen nummer: {', '.join(loose)}.",
            f"Styles in the frame are not joined to a list and so print no number: {', '.join(loose)}.",
            "Koppel de stijl in Word aan een niveau van de lijst met meerdere niveaus.",
            "Link the style in Word to a level of the multilevel list.",
            code="sjabloon.lijst",
        )
    return styles


def _text_width(document: bytes) -> int:
    """Return the width between the margins of the last section, in twips; A4 with Word's own margins when unsaid."""
    size = re.findall(rb'<w:pgSz\b[^>]*?\bw:w="(\d+)"', document)
    left = re.findall(rb'<w:pgMar\b[^>]*?\bw:left="(\d+)"', document)
    right = re.findall(rb'<w:pgMar\b[^>]*?\bw:right="(\d+)"', document)
    return int(size[-1]) - int(left[-1]) - int(right[-1]) if size and left and right else 9026


def _with_core(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Return `parts` with the entries that a core properties part needs, for a frame that has none."""
    if CORE in parts:
        return parts
    kind = b"application/vnd.openxmlformats-package.core-properties+xml"
    relation = b"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    override = b'<Override PartName="/docProps/core.xml" ContentType="' + kind + b'"/></Types>'
    entry = b'<Relationship Id="rIdCore" Type="' + relation + b'" Target="docProps/core.xml"/></Relationships>'
    return parts | {
        "[Content_Types].xml": parts["[Content_Types].xml"].replace(b"</Types>", override),
        "_rels/.rels": parts["_rels/.rels"].replace(b"</Relationships>", entry),
    }


def _no_word_file() -> FrameError:
    return FrameError(
        "Het sjabloon is geen Word-bestand (.docx).",
        "The frame is no Word file (.docx).",
        "Sla het in Word op als Word-document (*.docx).",
        "Save it in Word as a Word document (*.docx).",
        code="sjabloon.bestand",
    )
