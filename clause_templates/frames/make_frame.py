"""Makes overeenkomst.docx, the Word file around the articles: its parts, its tags and its places.

Run it by hand after a change here or in frame_styles.py: `python clause_templates/frames/make_frame.py [FILE]`. It
writes the same bytes each time. The frame holds no legal text; that comes from the clauses.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm
from docx.text.paragraph import Paragraph
from frame_styles import FONT, SAME_WIDTHS, numbering_xml, styles_xml

from izacontract.render.title import AGREEMENT, CONTENTS, LAST, REFERENCE, SECTOR, SIGNED, period
from izacontract.word.package import pack_parts, read_package

OUT = Path(__file__).with_name("overeenkomst.docx")

BODY = (
    ("Status", "{{ status }}"),
    ("Title", "{{ titel }}"),
    ("Subtitle", period("{{ begin }}", "{{ einde }}")),
    ("Titelbladkop", AGREEMENT),
    ("Titelbladregel", f"{REFERENCE}\t{{{{ kenmerk }}}}"),
    ("Titelbladregel", f"{SECTOR}\t{{{{ zorgsoort }}}}"),
    ("", "{%p for partij in partijen %}"),
    ("Titelbladkop", "{{ partij.rol }}"),
    ("Titelbladnaam", "{{ partij.naam }}"),
    ("", "{%p for gegeven in partij.gegevens %}"),
    ("Titelbladregel", "{{ gegeven.naam }}\t{{ gegeven.waarde }}"),
    ("", "{%p endfor %}"),
    ("", "{%p endfor %}"),
    ("Inhoudskop", CONTENTS),
    ("", "{{p inhoud }}"),
    ("Documenttitel", "{{ titel }}"),
    ("", "{{p aanhef }}"),
    ("", "{{p artikelen }}"),
    ("", "{{p ondertekening }}"),
    ("", "{%p for partij in partijen %}"),
    ("Handtekeningpartij", "{{ partij.rol }}"),
    ("Handtekeningnaam", "{{ partij.naam }}"),
    ("Handtekeningregel", f"{SIGNED[0]}\t\t"),
    ("", "{%p if loop.last %}"),
    ("Handtekeningslot", f"{SIGNED[1]}\t\t"),
    ("", "{%p else %}"),
    ("Handtekening", f"{SIGNED[1]}\t\t"),
    ("", "{%p endif %}"),
    ("", "{%p endfor %}"),
    ("", "{{p bijlagen }}"),
    ("Slotregel", f"{LAST}{{{{ kenmerk }}}}"),
)  # fmt: skip
"""The text of the frame: a style and a line each; a tag with `p` takes the place of its whole paragraph."""

SETTINGS = f"""
<w:settings {nsdecls("w")}>
  <w:zoom w:percent="100"/>
  <w:defaultTabStop w:val="567"/>
  <w:characterSpacingControl w:val="doNotCompress"/>
  <w:compat>
    <w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>
    <w:compatSetting w:name="overrideTableStyleFontSizeAndJustification"
                     w:uri="http://schemas.microsoft.com/office/word" w:val="1"/>
    <w:compatSetting w:name="enableOpenTypeFeatures" w:uri="http://schemas.microsoft.com/office/word" w:val="1"/>
    <w:compatSetting w:name="doNotFlipMirrorIndents" w:uri="http://schemas.microsoft.com/office/word" w:val="1"/>
  </w:compat>
  <w:themeFontLang w:val="nl-NL"/>
  <w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1" w:accent2="accent2"
      w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" w:accent6="accent6" w:hyperlink="hyperlink"
      w:followedHyperlink="followedHyperlink"/>
  <w:decimalSymbol w:val=","/>
  <w:listSeparator w:val=";"/>
</w:settings>
"""

FONTS = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts {nsdecls("w")}>
  <w:font w:name="{FONT}"><w:altName w:val="{SAME_WIDTHS}"/><w:panose1 w:val="020F0502020204030204"/>
    <w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>
</w:fonts>
"""

LEFT_BEHIND = ("stylesWithEffects", "customXml", "thumbnail", "webSettings", "extended-properties")
"""Kinds of parts in python-docx's own template that a contract does not need."""


def replace_part(element: object, xml: str) -> None:
    """Put the children of `xml` in the place of those of `element`, the root of a part."""
    root = parse_xml(xml)
    element[:] = list(root)  # type: ignore[index]  # an lxml element; python-docx types it as its own base class


def add_field(paragraph: Paragraph, instruction: str, stored: str) -> None:
    """Add a field to `paragraph` with the result that shows until it is computed."""
    for kind, text in (("begin", ""), ("", instruction), ("separate", ""), ("text", stored), ("end", "")):
        run = paragraph.add_run()
        if kind == "text":
            run.text = text
        elif kind:
            run._r.append(parse_xml(f'<w:fldChar {nsdecls("w")} w:fldCharType="{kind}"/>'))
        else:
            run._r.append(parse_xml(f'<w:instrText {nsdecls("w")} xml:space="preserve"> {text} </w:instrText>'))


def lay_out_page(document: WordDocument) -> None:
    """Set A4, generous margins, and a title page without header and footer."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.75)
    section.top_margin, section.bottom_margin = Cm(2.75), Cm(2.5)
    section.header_distance = section.footer_distance = Cm(1.25)
    section.different_first_page_header_footer = True
    header = section.header.paragraphs[0]
    header.text = "Overeenkomst {{ kenmerk }}\t{{ status }}"
    footer = section.footer.paragraphs[0]
    footer.add_run("\tpagina ")
    add_field(footer, "PAGE", "1")
    footer.add_run(" van ")
    add_field(footer, "NUMPAGES", "1")


def make_frame() -> bytes:
    """Return the frame as a Word file."""
    document = Document()
    replace_part(document.styles.element, styles_xml())
    replace_part(document.part.numbering_part.element, numbering_xml())
    replace_part(document.settings.element, SETTINGS)
    lay_out_page(document)
    for style, text in BODY:
        document.add_paragraph(text, style or None)
    properties = document.core_properties
    properties.title, properties.subject, properties.language = "{{ titel }}", "{{ kenmerk }}", "nl-NL"
    properties.author = properties.comments = properties.keywords = properties.last_modified_by = ""
    for part in (document.part, document.part.package):
        for key, relation in list(part.rels.items()):
            if relation.reltype.endswith(LEFT_BEHIND):
                del part.rels[key]
            elif relation.reltype == RELATIONSHIP_TYPE.FONT_TABLE:
                relation.target_part._blob = FONTS.encode()
    saved = io.BytesIO()
    document.save(saved)
    return pack_parts(read_package(saved.getvalue()))


if __name__ == "__main__":
    (Path(sys.argv[1]) if len(sys.argv) > 1 else OUT).write_bytes(make_frame())
