"""The named styles of the standard frame and the lists joined to them, as XML for make_frame.py."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from docx.oxml.ns import nsdecls

FONT, SAME_WIDTHS = "Calibri", "Carlito"  # the second where the first is absent
INK = "1F3B57"
GREY = "5F6B7A"
RULE = "C9D1DA"
SHADE = "EDF1F5"
OPEN = "FFE97F"

LABEL = 1247  # room for "ARTIKEL 88" before a heading, in twips
STEP = 680  # room for "88.88" before a lid
PART = 454  # room for "a." before an onderdeel
TEXT_WIDTH = 8787  # A4 less the margins of make_frame.py


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """How a paragraph looks; distances in twips. The fields stand in the order that the schema wants."""

    keep_next: bool = False
    keep_lines: bool = False
    page_break: bool = False
    list: tuple[int, int] | None = None
    line: Literal["", "top", "bottom"] = ""
    tabs: tuple[tuple[str, str, int], ...] = ()
    before: int = 0
    after: int = 0
    height: int = 0
    left: int = 0
    hanging: int = 0
    align: str = ""
    outline: int | None = None

    def xml(self) -> str:
        """Return the `w:pPr`."""
        border = f'<w:pBdr><w:{self.line} w:val="single" w:sz="6" w:space="6" w:color="{RULE}"/></w:pBdr>'
        tabs = "".join(f'<w:tab w:val="{kind}" w:leader="{leader}" w:pos="{at}"/>' for kind, leader, at in self.tabs)
        height = f' w:line="{self.height}" w:lineRule="auto"' if self.height else ""
        pieces = (
            "<w:keepNext/>" * self.keep_next,
            "<w:keepLines/>" * self.keep_lines,
            "<w:pageBreakBefore/>" * self.page_break,
            numbering(self.list) if self.list else "",
            border if self.line else "",
            f"<w:tabs>{tabs}</w:tabs>" if tabs else "",
            f'<w:spacing w:before="{self.before}" w:after="{self.after}"{height}/>',
            f'<w:ind w:left="{self.left}" w:hanging="{self.hanging}"/>' if self.left or self.hanging else "",
            f'<w:jc w:val="{self.align}"/>' if self.align else "",
            f'<w:outlineLvl w:val="{self.outline}"/>' if self.outline is not None else "",
        )
        return f"<w:pPr>{''.join(pieces)}</w:pPr>"


@dataclass(frozen=True, kw_only=True)
class Letters:
    """How letters look; `size` in points, `spaced` in twentieths of a point."""

    bold: bool = False
    caps: bool = False
    color: str = ""
    spaced: int = 0
    size: float = 0
    shade: str = ""

    def xml(self) -> str:
        """Return the `w:rPr`."""
        pieces = (
            "<w:b/><w:bCs/>" * self.bold,
            "<w:caps/>" * self.caps,
            f'<w:color w:val="{self.color}"/>' if self.color else "",
            f'<w:spacing w:val="{self.spaced}"/>' if self.spaced else "",
            f'<w:sz w:val="{self.size * 2:.0f}"/><w:szCs w:val="{self.size * 2:.0f}"/>' if self.size else "",
            f'<w:shd w:val="clear" w:color="auto" w:fill="{self.shade}"/>' if self.shade else "",
        )
        return f"<w:rPr>{''.join(pieces)}</w:rPr>" if any(pieces) else ""


def numbering(place: tuple[int, int]) -> str:
    """Return the `w:numPr` of a list and a level in it."""
    number, depth = place
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'


@dataclass(frozen=True)
class Style:
    """A paragraph style: its name, the style it builds on, the style after it, and its looks."""

    name: str
    paragraph: Paragraph
    letters: Letters = Letters()
    based_on: str = "Normal"
    next: str = ""

    @property
    def id(self) -> str:
        """Return the name without its spaces, as Word makes ids; built-in styles start with a capital."""
        return "".join(word[0].upper() + word[1:] for word in self.name.split())

    def xml(self) -> str:
        """Return the `w:style`."""
        custom = "" if self.name in BUILT_IN else ' w:customStyle="1"'
        base = f'<w:basedOn w:val="{self.based_on}"/>' if self.based_on and self.name != "Normal" else ""
        after = f'<w:next w:val="{self.next}"/>' if self.next else ""
        default = ' w:default="1"' if self.name == "Normal" else ""
        return (
            f'<w:style w:type="paragraph"{default}{custom} w:styleId="{self.id}"><w:name w:val="{self.name}"/>'
            f"{base}{after}<w:qFormat/>{self.paragraph.xml()}{self.letters.xml()}</w:style>"
        )


BUILT_IN = ("Normal", "heading 1", "Title", "Subtitle", "toc 1", "header", "footer")

HEADING = Paragraph(keep_next=True, keep_lines=True, before=360, after=100, outline=0)
HEADING_LETTERS = Letters(bold=True, color=INK, size=12)
BODY = Paragraph(before=60, after=60, height=269)
SIGNATURE_TABS = (("left", "none", 1985), ("right", "dot", 6804))


def lists(number: int, *, left: int = STEP) -> tuple[Paragraph, Paragraph, Paragraph]:
    """Return the looks of lid, onderdeel and subonderdeel in the list `number`."""
    return (
        Paragraph(before=60, after=60, height=269, left=left, hanging=left, list=(number, 1)),
        Paragraph(before=30, after=30, height=269, left=left + PART, hanging=PART, list=(number, 2)),
        Paragraph(before=30, after=30, height=269, left=left + 2 * PART, hanging=PART, list=(number, 3)),
    )


ARTICLE, ANNEX, OPENING = 1, 2, 3
LID, PART_OF_LID, PART_OF_PART = lists(ARTICLE)
ANNEX_LID, ANNEX_PART, ANNEX_PART_OF_PART = lists(ANNEX)
OPENING_LID, OPENING_PART, OPENING_PART_OF_PART = lists(OPENING, left=PART)

STYLES = (
    Style("Normal", BODY),
    Style("heading 1", HEADING, HEADING_LETTERS, next="Normal"),
    Style("Title", Paragraph(before=0, after=120, height=252), Letters(bold=True, color=INK, size=21)),
    Style("Subtitle", Paragraph(before=0, after=480, line="bottom"), Letters(color=GREY, size=14)),
    Style("toc 1", Paragraph(before=40, after=40, tabs=(("left", "none", LABEL),), left=LABEL, hanging=LABEL)),
    Style("header", Paragraph(tabs=(("right", "none", TEXT_WIDTH),), line="bottom"), Letters(color=GREY, size=9)),
    Style("footer", Paragraph(tabs=(("right", "none", TEXT_WIDTH),)), Letters(color=GREY, size=9)),
    Style("Status", Paragraph(before=2400, after=240), Letters(bold=True, caps=True, color=GREY, spaced=40, size=11)),
    Style("Titelbladkop", Paragraph(keep_next=True, before=400, after=40),
          Letters(caps=True, color=GREY, spaced=20, size=9)),
    Style("Titelbladnaam", Paragraph(keep_next=True, before=0, after=60), Letters(bold=True, color=INK, size=13)),
    Style("Titelbladregel", Paragraph(tabs=(("left", "none", 2268),), before=0, after=20, left=2268, hanging=2268)),
    Style("Inhoudskop", Paragraph(keep_next=True, page_break=True, after=200), Letters(bold=True, color=INK, size=16)),
    Style("Documenttitel", Paragraph(keep_next=True, page_break=True, after=240, line="bottom"),
          Letters(bold=True, color=INK, size=16)),
    Style("Aanhefkop", Paragraph(keep_next=True, keep_lines=True, before=320, after=80, outline=0, list=(OPENING, 0)),
          based_on="Heading1", next="Tekst"),
    Style("Aanheflid", OPENING_LID),
    Style("Aanhefonderdeel", OPENING_PART),
    Style("Aanhefsubonderdeel", OPENING_PART_OF_PART),
    Style("Tekst", Paragraph(before=140, after=70, height=269)),
    Style("Slottekst", Paragraph(keep_next=True, before=60, after=60, height=269)),
    Style("Artikelkop", Paragraph(keep_next=True, keep_lines=True, before=400, after=100, left=LABEL, hanging=LABEL,
                                  outline=0, list=(ARTICLE, 0)), based_on="Heading1", next="Lid"),
    Style("Artikeltekst", Paragraph(before=60, after=60, height=269, left=STEP)),
    Style("Lid", LID),
    Style("Onderdeel", PART_OF_LID),
    Style("Subonderdeel", PART_OF_PART),
    Style("Begrip", Paragraph(before=60, after=60, height=269, left=STEP)),
    Style("Bijlagekop", Paragraph(keep_next=True, keep_lines=True, page_break=True, before=0, after=240, left=LABEL,
                                  hanging=LABEL, outline=0, list=(ANNEX, 0)),
          Letters(bold=True, color=INK, size=14), based_on="Heading1", next="Bijlagelid"),
    Style("Bijlagelid", ANNEX_LID),
    Style("Bijlageonderdeel", ANNEX_PART),
    Style("Bijlagesubonderdeel", ANNEX_PART_OF_PART),
    Style("Tabeltekst", Paragraph(before=40, after=40), Letters(size=9)),
    Style("Tabelgetal", Paragraph(before=40, after=40, align="right"), based_on="Tabeltekst"),
    Style("Tabelkop", Paragraph(keep_next=True, before=50, after=50), Letters(bold=True, color=INK, size=9)),
    Style("Tabelgetalkop", Paragraph(keep_next=True, before=50, after=50, align="right"), based_on="Tabelkop"),
    Style("Tabelafstand", Paragraph(height=160), Letters(size=6)),
    Style("Handtekeningpartij", Paragraph(keep_next=True, keep_lines=True, before=480),
          Letters(caps=True, color=GREY, spaced=20, size=9)),
    Style("Handtekeningnaam", Paragraph(keep_next=True, keep_lines=True, after=120), Letters(bold=True)),
    Style("Handtekeningregel", Paragraph(keep_next=True, keep_lines=True, tabs=SIGNATURE_TABS, before=160)),
    Style("Handtekening", Paragraph(keep_next=True, keep_lines=True, tabs=SIGNATURE_TABS, before=700)),
    Style("Handtekeningslot", Paragraph(keep_lines=True, tabs=SIGNATURE_TABS, before=700)),
    Style("Slotregel", Paragraph(before=480, align="center"), Letters(color=GREY, size=9)),
)  # fmt: skip


def styles_xml() -> str:
    """Return the styles part: the defaults in Dutch, the styles, the two character styles and the table style."""
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>' for edge in ("top", "bottom", "insideH")
    )
    margins = "".join(f'<w:{edge} w:w="{width}" w:type="dxa"/>' for edge, width in (("left", 85), ("right", 85)))
    return f"""
<w:styles {nsdecls("w")}>
  <w:docDefaults>
    <w:rPrDefault><w:rPr>
      <w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>
      <w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="nl-NL" w:eastAsia="nl-NL" w:bidi="ar-SA"/>
    </w:rPr></w:rPrDefault>
    <w:pPrDefault/>
  </w:docDefaults>
  {"".join(style.xml() for style in STYLES)}
  <w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">
    <w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>
  <w:style w:type="character" w:customStyle="1" w:styleId="OpenPunt">
    <w:name w:val="Open punt"/><w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/>
    {Letters(shade=OPEN).xml()}</w:style>
  <w:style w:type="character" w:customStyle="1" w:styleId="Begripsterm">
    <w:name w:val="Begripsterm"/><w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/>
    {Letters(bold=True).xml()}</w:style>
  <w:style w:type="table" w:default="1" w:styleId="TableNormal">
    <w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>
    <w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>
      <w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
  <w:style w:type="numbering" w:default="1" w:styleId="NoList">
    <w:name w:val="No List"/><w:uiPriority w:val="99"/><w:semiHidden/></w:style>
  <w:style w:type="table" w:customStyle="1" w:styleId="Contracttabel">
    <w:name w:val="Contracttabel"/><w:basedOn w:val="TableNormal"/><w:qFormat/>
    <w:tblPr><w:tblBorders>{edges}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>
    <w:tblStylePr w:type="firstRow">
      <w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/></w:tcPr></w:tblStylePr>
  </w:style>
</w:styles>
"""


def level(depth: int, style: str, form: str, text: str, place: Paragraph, letters: str = "") -> str:
    """Return a `w:lvl` joined to `style`, whose number is `text` in the number format `form`."""
    after = '<w:suff w:val="nothing"/>' if form == "none" else ""
    tabs = f'<w:tabs><w:tab w:val="num" w:pos="{place.left}"/></w:tabs>' if place.left else ""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:pStyle w:val="{style}"/>{after}'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr>{tabs}<w:ind w:left="{place.left}" w:hanging="{place.hanging}"/></w:pPr>{letters}</w:lvl>'
    )


def numbering_xml() -> str:
    """Return the numbering part: one list for articles, one for annexes, one for what stands before and after them.

    Each level restarts after the level above it, also after the headings without a number of the third list.
    """
    heading = Paragraph(left=LABEL, hanging=LABEL)
    label = Letters(caps=True, color=GREY, spaced=10, size=9.5).xml()
    tables = (
        (ARTICLE, level(0, "Artikelkop", "decimal", "artikel %1", heading, label),
         level(1, "Lid", "decimal", "%1.%2", LID), ("Onderdeel", PART_OF_LID), ("Subonderdeel", PART_OF_PART)),
        (ANNEX, level(0, "Bijlagekop", "upperLetter", "bijlage %1", heading, label),
         level(1, "Bijlagelid", "decimal", "%1.%2", ANNEX_LID),
         ("Bijlageonderdeel", ANNEX_PART), ("Bijlagesubonderdeel", ANNEX_PART_OF_PART)),
        (OPENING, level(0, "Aanhefkop", "none", "", Paragraph()),
         level(1, "Aanheflid", "decimal", "%2.", OPENING_LID),
         ("Aanhefonderdeel", OPENING_PART), ("Aanhefsubonderdeel", OPENING_PART_OF_PART)),
    )  # fmt: skip
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="4C5A{number:04X}"/>'
        f'<w:multiLevelType w:val="multilevel"/><w:tmpl w:val="5A4C{number:04X}"/>{first}{second}'
        f"{level(2, part[0], 'lowerLetter', '%3.', part[1])}{level(3, deeper[0], 'decimal', '%4°', deeper[1])}"
        "</w:abstractNum>"
        for number, first, second, part, deeper in tables
    )
    numbers = "".join(f'<w:num w:numId="{table[0]}"><w:abstractNumId w:val="{table[0]}"/></w:num>' for table in tables)
    return f"<w:numbering {nsdecls('w')}>{abstract}{numbers}</w:numbering>"
