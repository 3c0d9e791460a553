"""The Word file around the articles: read once, checked, compiled, and filled for every contract.

The only user of docxtpl: its `patch_xml` makes the tags that somebody typed in Word readable. Jinja runs over the frame
and never over what is filled in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template, TemplateError, Undefined, meta
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from izacontract.errors import FileError
from izacontract.render.frame_check import (
    PLACES,
    VALUES,
    check_filled,
    check_names,
    check_places,
    no_word_file,
    styles_in,
    unreadable_tag,
)
from izacontract.render.ooxml import inner_text
from izacontract.render.package import Member, PackageError, deflate, read_package, write_package
from izacontract.render.seal_part import with_room_for_seal

DOCUMENT = "word/document.xml"
CORE = "docProps/core.xml"
STYLES = "word/styles.xml"
TYPES = "[Content_Types].xml"
RELATIONS = "_rels/.rels"

_TEXT_PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_TAG = re.compile(r"\{[{%#]")
_MARKUP = re.compile(r"<[^>]+>")
_OLD_EFFECTS = "word/stylesWithEffects.xml"
_OLD_EFFECTS_ENTRY = re.compile(rb"<(?:Relationship|Override)\b[^>]*stylesWithEffects[^>]*/>")
_CORE_TYPE = b"application/vnd.openxmlformats-package.core-properties+xml"
_CORE_RELATION = b"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_CORE_XML = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><cp:contentStatus>{{ status }}</cp:contentStatus>'
    "<dc:language>nl-NL</dc:language><dc:subject>{{ kenmerk }}</dc:subject><dc:title>{{ titel }}</dc:title>"
    "</cp:coreProperties>"
)


@dataclass(frozen=True)
class Frame:
    """A frame ready to be filled: its tagged parts compiled, the others deflated.

    `styles` gives a style's id in this file by its name; `text_width` is the width between the margins in twips.
    """

    templates: Mapping[str, Template]
    fixed: tuple[Member, ...]
    styles: Mapping[str, str]
    text_width: int

    def package(self, filled: Mapping[str, str]) -> bytes:
        """Return the Word file in which `filled` gives the XML of the tagged parts."""
        return write_package((*self.fixed, *(deflate(name, xml.encode()) for name, xml in filled.items())))


def read_frame(path: Path | None = None) -> Frame:
    """Return the frame in the Word file at `path`, ready to fill; without a path the standard frame.

    Each frame is compiled once per process, whatever its path. Raises FileError when the file cannot be read and
    FrameError when it is no Word file or lacks a tag, a style or a list.
    """
    if path is None:
        return _standard_frame()
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FileError(
            f"Het sjabloon {path} kan niet worden gelezen: {error.strerror}.",
            f"The frame {path} cannot be read: {error.strerror}.",
            "Controleer de naam en de rechten van het bestand.",
            "Check the name and the permissions of the file.",
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
    except PackageError as error:
        raise no_word_file() from error
    if not {DOCUMENT, STYLES, TYPES, RELATIONS} <= parts.keys():
        raise no_word_file()
    styles = styles_in(parts[STYLES])
    templates = _templates(parts)
    fixed = tuple(deflate(name, content) for name, content in _mended(parts).items() if name not in templates)
    return Frame(templates, fixed, styles, _text_width(parts[DOCUMENT]))


def _environment(finalize: Callable[[object], object] | None) -> ImmutableSandboxedEnvironment:
    """Return Jinja as a frame gets it: somebody else's file, so sandboxed, strict about names, and escaping."""
    return ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True, finalize=finalize)


def _as_markup(value: object) -> object:
    """Return `value` as Word text with its line breaks; an undefined name goes on, to be refused by Jinja itself."""
    if isinstance(value, Undefined | Markup):
        return value
    return Markup(inner_text(str(value)))  # noqa: S704 - inner_text escapes


def _templates(parts: Mapping[str, bytes]) -> dict[str, Template]:
    """Return the compiled tagged parts by name; core properties are always ours, so that the document has a title.

    Every part is filled once on trial, so that a fault shows before the first contract does.
    """
    environment = _environment(finalize=_as_markup)
    patch = DocxTemplate("").patch_xml
    templates = {CORE: _environment(finalize=None).from_string(_CORE_XML)}
    body = None
    for name, content in parts.items():
        if not _TEXT_PARTS.fullmatch(name):
            continue
        try:
            xml = content.decode("utf-8-sig")
            if not _TAG.search(_MARKUP.sub("", xml)):
                continue
            source = patch(xml)
            check_names(meta.find_undeclared_variables(environment.parse(source)))
            templates[name] = environment.from_string(source)
            root = check_filled(name, templates[name].render(_trial_values(name)))
        except UnicodeDecodeError as error:
            raise no_word_file() from error
        except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as error:
            raise unreadable_tag(name, error) from error
        body = root if name == DOCUMENT else body
    check_places(body)
    return templates


def _trial_values(part: str) -> dict[str, object]:
    """Return values for a trial fill of `part`; a processing instruction stands in each place of the body."""
    party = {"rol": "rol", "naam": "naam", "gegevens": ({"naam": "naam", "waarde": "waarde"},)}
    values: dict[str, object] = dict.fromkeys(VALUES, "tekst") | {"partijen": (party,)}
    if part == DOCUMENT:
        values |= {place: Markup(f"<?{place}?>") for place in PLACES}  # noqa: S704 - a name of ours
    return values


def _mended(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return `parts` without what old versions of Word leave behind, with entries for core properties and a seal."""
    kept = {name: content for name, content in parts.items() if name != _OLD_EFFECTS}
    for name, content in kept.items():
        if name == TYPES or name.endswith(".rels"):
            kept[name] = _OLD_EFFECTS_ENTRY.sub(b"", content)
    if CORE not in parts:
        entry = b'<Override PartName="/docProps/core.xml" ContentType="' + _CORE_TYPE + b'"/></Types>'
        relation = (
            b'<Relationship Id="rIdCore" Type="' + _CORE_RELATION + b'" Target="docProps/core.xml"/></Relationships>'
        )
        kept[TYPES] = kept[TYPES].replace(b"</Types>", entry)
        kept[RELATIONS] = kept[RELATIONS].replace(b"</Relationships>", relation)
    return with_room_for_seal(kept)


def _text_width(document: bytes) -> int:
    """Return the width between the margins of the last section, in twips; A4 with Word's own margins when unsaid."""
    size = re.findall(rb'<w:pgSz\b[^>]*?\bw:w="(\d+)"', document)
    left = re.findall(rb'<w:pgMar\b[^>]*?\bw:left="(\d+)"', document)
    right = re.findall(rb'<w:pgMar\b[^>]*?\bw:right="(\d+)"', document)
    return int(size[-1]) - int(left[-1]) - int(right[-1]) if size and left and right else 9026
