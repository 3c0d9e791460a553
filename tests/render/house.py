"""Makes a house frame: the exported standard frame, restyled and saved the way Word saves it.

Word gives built-in styles Dutch ids, numbers lists anew, cuts tags into runs with marks of its own, keeps a bookmark of
the last edit, and writes properties that name the template. The house adds a logo, a link and landscape annexes.
"""

from __future__ import annotations

import io
import re
import struct
import zlib
from itertools import count

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from izacontract.render.frame_mending import standard_frame
from izacontract.word.package import pack_parts, read_package

GREEN = RGBColor(0x0B, 0x5D, 0x4E)
WIDE = 16838 - 2 * 1701
"""The room for text on a landscape page with margins of 3 cm, in twips."""

DUTCH_IDS = {"Title": "Titel", "Subtitle": "Ondertitel", "Toc1": "Inhopg1", "Header": "Koptekst", "Footer": "Voettekst",
             "Heading1": "Kop1", "Normal": "Standaard"}  # fmt: skip
APP = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
 xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><Template>Normal.dotm</Template>
<TitlesOfParts><vt:vector size="1" baseType="lpstr"><vt:lpstr>{{ titel }}</vt:lpstr></vt:vector></TitlesOfParts>
</Properties>"""


def logo() -> bytes:
    """Return a small green PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    pixels = zlib.compress((b"\0" + b"\x0b\x5d\x4e" * 64) * 24)
    header = struct.pack(">IIBBBBB", 64, 24, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def house_frame() -> bytes:
    """Return the house frame as a Word file."""
    document = docx.Document(io.BytesIO(standard_frame()))
    _restyle(document)
    _decorate(document)
    saved = io.BytesIO()
    document.save(saved)
    parts = read_package(saved.getvalue())
    for name in parts:
        if re.fullmatch(r"word/(document|header\d|footer\d|styles|numbering)\.xml", name):
            parts[name] = _as_word_saves(parts[name].decode()).encode()
    asks = b'<w:updateFields w:val="true"/><w:compat>'
    parts["word/settings.xml"] = parts["word/settings.xml"].replace(b"<w:compat>", asks)
    _add_properties(parts)
    return pack_parts(parts)


def _restyle(document: Document) -> None:
    for name in ("Normal", "Artikelkop", "Bijlagekop", "Aanhefkop", "Title"):
        document.styles[name].font.name = "Liberation Serif"
    for name in ("Artikelkop", "Bijlagekop", "Aanhefkop", "Title", "Documenttitel"):
        document.styles[name].font.color.rgb = GREEN
    document.styles["Artikelkop"].font.size = Pt(14)
    document.styles["Lid"].font.size = Pt(11)
    document.styles["Tabelkop"].font.italic = True


def _decorate(document: Document) -> None:
    """Add a logo to the header and beside every party, a link to the footer, and landscape annexes."""
    portrait = document.sections[0]
    portrait.left_margin = portrait.right_margin = Cm(3)
    header = portrait.header.paragraphs[0]
    _picture(header, "Logo van het huis")
    role = next(paragraph for paragraph in document.paragraphs if "partij.rol" in paragraph.text)
    _picture(role, "Beeldmerk")
    footer = portrait.footer.paragraphs[0]
    link = footer.part.relate_to("https://www.voorbeeld.example/", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    footer._p.append(parse_xml(
        f'<w:hyperlink {nsdecls("w", "r")} r:id="{link}"><w:r><w:t xml:space="preserve"> voorbeeld.example</w:t></w:r>'
        "</w:hyperlink>"
    ))  # fmt: skip
    landscape = document.add_section(WD_SECTION.NEW_PAGE)
    landscape.orientation = WD_ORIENT.LANDSCAPE
    landscape.page_width, landscape.page_height = Cm(29.7), Cm(21)
    landscape.different_first_page_header_footer = False
    annexes = next(paragraph for paragraph in document.paragraphs if "{{p bijlagen }}" in paragraph.text)
    (section,) = document.element.body.iterfind(f"{qn('w:p')}/{qn('w:pPr')}/{qn('w:sectPr')}")
    annexes._p.addprevious(section.getparent().getparent())
    document.paragraphs[0]._p.insert(1, parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="0" w:name="_GoBack"/>'))
    document.paragraphs[0]._p.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="0"/>'))
    title = next(paragraph for paragraph in document.paragraphs if paragraph.style.name == "Documenttitel")
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), "7")
    start.set(qn("w:name"), "Begin")
    title._p.insert(1, start)
    title._p.append(end)


def _picture(paragraph: Paragraph, description: str) -> None:
    run = paragraph.add_run()
    run.add_picture(io.BytesIO(logo()), width=Cm(1.6))
    run._r.find(f".//{qn('wp:docPr')}").set("descr", description)


def _as_word_saves(xml: str) -> str:
    """Return a part with the ids, the marks and the cut tags that Word leaves."""
    for ours, words in DUTCH_IDS.items():
        xml = re.sub(rf'(<w:(?:pStyle|basedOn|next) w:val="|w:styleId="){ours}"', rf'\g<1>{words}"', xml)
    xml = re.sub(r'(w:numId(?: w:val)?="|w:abstractNumId(?: w:val)?=")(\d)"', r'\g<1>1\2"', xml)
    numbers = count(0x10000001)
    if "xmlns:w14=" in xml:
        xml = re.sub(r"<w:p>", lambda _: f'<w:p w14:paraId="{next(numbers):X}" w14:textId="77777777">', xml)
    cut = (
        r'\1{{ </w:t></w:r><w:proofErr w:type="spellStart"/><w:r w:rsidR="00A1B2C3"><w:rPr><w:lang w:val="en-US"/></w:rPr>'
        r'<w:t>\2</w:t></w:r><w:proofErr w:type="spellEnd"/><w:r><w:t xml:space="preserve"> }}'
    )
    return re.sub(r"(<w:t(?: [^>]*)?>[^<]*)\{\{ ([\w.]+) \}\}", cut, xml)


def _add_properties(parts: dict[str, bytes]) -> None:
    kind = b"application/vnd.openxmlformats-officedocument.extended-properties+xml"
    entry = b'<Override PartName="/docProps/app.xml" ContentType="' + kind + b'"/></Types>'
    related = RELATIONSHIP_TYPE.EXTENDED_PROPERTIES.encode()
    relation = b'<Relationship Id="rIdApp" Type="' + related + b'" Target="docProps/app.xml"/></Relationships>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", entry)
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"</Relationships>", relation)
    parts["docProps/app.xml"] = APP.encode()
