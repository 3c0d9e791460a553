"""What is read of a Word file beside its text: parts, lists, fields, sections, styles, colours and what it brings."""

from __future__ import annotations

import io
import zipfile

import pytest
from lxml import etree

from izacontract.errors import FileError
from izacontract.word.bindings import CORE_STORE, bound_value, fill_control
from izacontract.word.branches import all_text, are_alike, branches_of
from izacontract.word.colours import Palette, is_colour, is_symbol_font
from izacontract.word.definitions import definition_facts
from izacontract.word.fields import Field, is_in_contents, is_locked, kind_of, normal, number_of
from izacontract.word.inventory import file_facts
from izacontract.word.kit import Kit
from izacontract.word.looks import Ground, Look
from izacontract.word.opening import WordFile
from izacontract.word.package import DAMAGED, LOCKED, NO_WORD_FILE, UNSAFE_NAME, PackageError, in_order, read_package
from izacontract.word.renaming import with_usual_names, without_loose_ends
from izacontract.word.sections import SectionReader, _has_room, _odd_layout
from izacontract.word.styles import Styles, is_on, value
from izacontract.word.xml import W, parsed, read_xml
from tests.word.files import OFFICE, RELATIONS, SPACES, TYPES, lines, part, read, relation, word_file
from tests.word.test_package import PARTS
from tests.word.test_reading import p, r, t, tbl, tc, tr, tracked


def node(source: str) -> etree._Element:
    return next(iter(etree.fromstring(f"<w:x {SPACES}>{source}</w:x>")))


@pytest.mark.parametrize(
    ("instruction", "kind", "form", "number"),
    [
        ("", "", "", ""),
        (" page ", "PAGE", "PAGE", ""),
        (r" REF m1 \n \h ", "REF", r"REF m1 \h \n", "m1"),
        (r"ref m1 \r", "REF", r"REF m1 \r", "m1"),
        (r'REF "m1" \w \* MERGEFORMAT', "REF", r"REF m1 \w", "m1"),
        (r"REF m1 \h", "REF", r"REF m1 \h", ""),
        (r"REF m1 \n \p", "REF", r"REF m1 \n \p", ""),
        (r"REF m1 \n \* Upper", "REF", r"REF m1 \* Upper \n", ""),
        (r"PAGEREF m1 \n", "PAGEREF", r"PAGEREF m1 \n", ""),
        ("REF", "REF", "REF", ""),
        (r"\n", "\\N", r"\n", ""),
        (r'TOC \o "1-3" \h \z \t "Kop 1"', "TOC", r'TOC \t "Kop 1"', ""),
        (r"INDEX \h x", "INDEX", r"INDEX \h x", ""),
    ],
)
def test_instruction_of_a_field_has_one_form(instruction: str, kind: str, form: str, number: str) -> None:
    assert (kind_of(instruction), normal(instruction), number_of(instruction)) == (kind, form, number)
    assert (Field(1, instruction).kind, Field(1, instruction).target) == (kind, number)


@pytest.mark.parametrize(
    ("instruction", "is_so"),
    [("PAGEREF x", True), (r" hyperlink \l x", True), ("HYPERLINK x", False), ("PAGEREFS x", False), ("REF x", False)],
)
def test_fields_around_the_lines_of_contents_are_known(instruction: str, is_so: bool) -> None:
    assert is_in_contents(instruction) is is_so


@pytest.mark.parametrize(
    ("lock", "locked"), [("", False), ('w:fldLock="0"', False), ('w:fldLock="off"', False), ('w:fldLock="1"', True)]
)
def test_field_is_locked_where_it_says_so(lock: str, locked: bool) -> None:
    assert is_locked(node(f"<w:fldChar {lock}/>")) is locked


LEVELS = (
    '<w:lvl w:ilvl="0"><w:start w:val="%s"/><w:numFmt w:val="decimal"/><w:lvlText w:val="art. %%1"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%%1.%%2"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%%1-%%3-%%4"/><w:isLgl/></w:lvl>'
    '<w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>'
    '<w:lvl w:ilvl="9"><w:start w:val="5"/></w:lvl>'
)
NUMBERING = (
    f'<w:abstractNum w:abstractNumId="0">{LEVELS % 1}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="1">{LEVELS % 5}</w:abstractNum>'
    '<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:pStyle w:val="Kop"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:pStyle w:val="Sub"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="8"/></w:lvlOverride></w:num>'
    '<w:num w:numId="5"><w:abstractNumId w:val="2"/></w:num>'
    '<w:num w:numId="6"><w:abstractNumId w:val="99"/></w:num>'
)
STYLES = (
    '<w:style w:type="paragraph" w:styleId="Kop"><w:name w:val="kop"/><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Sub"><w:name w:val="sub"/><w:basedOn w:val="Kop"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Los"><w:name w:val="los"/></w:style>'
)


def listed(text: str, number: str = "1", level: str = "0", more: str = "") -> str:
    return p(t(text), f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>{more}')


def styled(text: str, style: str) -> str:
    return p(t(text), f'<w:pStyle w:val="{style}"/>')


OUT = f"<w:rPr>{tracked('del', '')}</w:rPr>"


@pytest.mark.parametrize(
    ("body", "numbers"),
    [
        (listed("a") + listed("b") + listed("c", level="1") + listed("d", level="1"), ["art. 1", "art. 2", "2.a", "2.b"]),
        (listed("a") + listed("b", level="1") + listed("c") + listed("d", level="1"), ["art. 1", "1.a", "art. 2", "2.a"]),
        (listed("a", level="2"), ["1-1-"]),
        (listed("a", level="3"), ["•"]),
        (listed("a", level="9"), [""]),
        (listed("a", "3") + listed("b", "3"), ["art. 5", "art. 6"]),
        (listed("a", "1") + listed("b", "2") + listed("c", "3"), ["art. 1", "art. 2", "art. 5"]),
        (listed("a", "1") + listed("b", "4") + listed("c", "4") + listed("d", "1"), ["art. 1", "art. 8", "art. 9", "art. 10"]),
        (listed("a", "6") + listed("b", "7") + p(t("c")), ["", "", ""]),
        (styled("a", "Kop") + styled("b", "Kop") + styled("c", "Los"), ["1.", "2.", ""]),
        (styled("a", "Kop") + p(t("b"), '<w:pStyle w:val="Kop"/><w:numPr><w:ilvl w:val="1"/></w:numPr>'), ["1.", "1.1"]),
        (styled("a", "Kop") + p(t("b"), '<w:pStyle w:val="Kop"/><w:numPr><w:numId w:val="0"/></w:numPr>') + styled("c", "Kop"), ["1.", "", "2."]),
        (listed("a") + p(tracked("del", "<w:r><w:delText>b</w:delText></w:r>"), '<w:numPr><w:numId w:val="1"/></w:numPr>') + listed("c"),
         ["art. 1", "", "art. 2"]),
        (listed("a", more="<w:rPr><w:vanish/></w:rPr>") + listed("b"), ["", "art. 2"]),
        (listed("a", more='<w:rPr><w:vanish w:val="0"/></w:rPr>'), ["art. 1"]),
    ],
)  # fmt: skip
def test_list_prints_the_number_that_word_prints(body: str, numbers: list[str]) -> None:
    document = read(word_file(body, numbering=NUMBERING, styles=STYLES), numbered=True)
    assert [paragraph.number for paragraph in document.paragraphs()] == numbers


def test_number_counts_on_over_what_was_taken_out_until_that_is_accepted() -> None:
    gone = p(tracked("del", "<w:r><w:delText>b</w:delText></w:r>"), '<w:numPr><w:numId w:val="1"/></w:numPr>')
    document = read(word_file(listed("a") + gone + listed("c"), numbering=NUMBERING), numbered=True)
    assert [paragraph.numbers for paragraph in document.paragraphs()] == [
        ("art. 1",), ("", "art. 2"), ("art. 2", "art. 3"),
    ]  # fmt: skip


def test_number_in_a_cell_is_part_of_its_text() -> None:
    document = read(
        word_file(listed("a") + tbl(tr(tc(listed("b")), tc(p(t("c"))))), numbering=NUMBERING), numbered=True
    )
    assert lines(document) == ["a", "art. 2 ~b|c"]


PAGE = '<w:pgSz w:w="{w}" w:h="{h}"/><w:pgMar w:left="{left}" w:right="{right}" w:top="{top}" w:bottom="{bottom}" w:header="{header}" w:footer="{footer}" w:gutter="{gutter}"/>'
USUAL = {"w": 10_000, "h": 10_000, "left": 1000, "right": 1000, "top": 1000, "bottom": 1000, "header": 500, "footer": 500, "gutter": 0}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "more", "has_room"),
    [
        ({}, "", True),
        ({"left": 7_000}, "", True),
        ({"left": 7_001}, "", False),
        ({"right": 7_001}, "", False),
        ({"gutter": 6_000}, "", True),
        ({"gutter": 6_001}, "", False),
        ({"top": 7_000}, "", True),
        ({"top": 7_001}, "", False),
        ({"bottom": 7_001}, "", False),
        ({"left": 0}, "", True),
        ({"left": -1}, "", False),
        ({"right": -1}, "", False),
        ({"header": 5_000}, "", True),
        ({"header": 5_001}, "", False),
        ({"footer": 5_001}, "", False),
        ({}, '<w:cols w:num="1" w:space="99999"/>', True),
        ({}, '<w:cols w:num="2" w:space="6000"/>', True),
        ({}, '<w:cols w:num="2" w:space="6001"/>', False),
        ({}, '<w:cols w:num="3" w:space="2500"/>', True),
        ({}, '<w:cols w:num="3" w:space="2502"/>', False),
        ({}, '<w:cols w:num="2"/>', True),
        ({}, '<w:cols w:num="2"><w:col w:w="1000"/><w:col w:w="7000"/></w:cols>', True),
        ({}, '<w:cols w:num="2"><w:col w:w="7000"/><w:col w:w="999"/></w:cols>', False),
    ],
)
def test_page_has_room_for_text_up_to_its_border(changes: dict[str, int], more: str, has_room: bool) -> None:
    assert _has_room(node(f"<w:sectPr>{PAGE.format(**{**USUAL, **changes})}{more}</w:sectPr>")) is has_room


@pytest.mark.parametrize("given", ["", '<w:pgSz w:w="1" w:h="1"/>', '<w:pgMar w:left="99999"/>'])
def test_page_without_a_size_or_margins_has_those_of_word(given: str) -> None:
    assert _has_room(node(f"<w:sectPr>{given}</w:sectPr>"))


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ('<w:pgNumType/><w:docGrid w:linePitch="360"/><w:type w:val="nextPage"/>', []),
        ('<w:pgNumType w:fmt="lowerRoman"/>', ["pgNumType lowerRoman 1"]),
        ('<w:pgNumType w:start="5"/>', ["pgNumType decimal 5"]),
        ('<w:pgNumType w:fmt="decimal" w:start="1"/>', []),
        ('<w:docGrid w:type="linesAndChars" w:charSpace="-1"/>', ["docGrid"]),
        ('<w:docGrid w:type="linesAndChars" w:charSpace="0"/>', []),
        ('<w:docGrid w:type="lines" w:charSpace="-1"/>', []),
        ("<w:lnNumType/>", ["lnNumType"]),
        ('<w:lnNumType w:val="0"/>', []),
        ('<w:textDirection w:val="lrTb"/>', []),
        ('<w:textDirection w:val="tbRl"/>', ["textDirection"]),
        ('<w:headerReference w:type="first"/><w:headerReference/>', []),
        ('<w:headerReference/><w:headerReference w:type="default"/>', ["headerReference"]),
    ],
)
def test_section_that_prints_or_turns_something_is_told(source: str, told: list[str]) -> None:
    assert list(_odd_layout(node(f"<w:sectPr>{source}</w:sectPr>"))) == told


def headed(*sections: str, even: bool = False) -> list[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]]:
    names = ("kop", "eerste", "even", "voet")
    more = "".join(relation(name, "footer" if name == "voet" else "header", f"{name}.xml") for name in names)
    parts = {f"word/{name}.xml": part("hdr", p(t(name)) + p(t(" "))) for name in names}
    settings = "<w:evenAndOddHeaders/>" if even else '<w:evenAndOddHeaders w:val="0"/>'
    file = word_file("", more, parts, settings=settings)
    found = SectionReader(Kit(file)).margins([node(f"<w:sectPr>{source}</w:sectPr>") for source in sections])
    return [(one.default, one.first, one.even) for one in found]


HEADER = '<w:headerReference w:type="%s" r:id="%s"/>'
ALL = HEADER % ("default", "kop") + HEADER % ("first", "eerste") + HEADER % ("even", "even")
FOOT = '<w:footerReference r:id="voet"/>'


def test_section_shows_the_headers_that_it_names_or_those_before_it() -> None:
    assert headed("") == [((), (), ())]
    assert headed(ALL) == [(("kop",), ("kop",), ("kop",))]
    assert headed(f"{ALL}<w:titlePg/>") == [(("kop",), ("eerste",), ("kop",))]
    assert headed(f'{ALL}<w:titlePg w:val="0"/>', even=True) == [(("kop",), ("kop",), ("even",))]
    assert headed(f"{ALL}{FOOT}<w:titlePg/>", f"{HEADER % ('default', 'even')}") == [
        (("kop", "voet"), ("eerste",), ("kop", "voet")), (("even", "voet"), ("even", "voet"), ("even", "voet")),
    ]  # fmt: skip
    assert headed(HEADER % ("default", "weg")) == [((), (), ())]


def test_facts_of_headers_and_pages_are_told_each_once() -> None:
    more = relation("kop", "header", "kop.xml")
    file = word_file("", more, {"word/kop.xml": part("hdr", p(f"<w:weird>{t('a')}</w:weird>") * 2)})
    small = '<w:pgSz w:w="100" w:h="100"/><w:pgMar/>'
    sections = [node(f"<w:sectPr>{HEADER % ('default', 'kop')}<w:lnNumType/>{small}</w:sectPr>"), node("<w:sectPr/>")]
    found = SectionReader(Kit(file)).facts(sections)
    assert [(fact.kind, fact.text) for fact in found] == [
        ("unknown", "weird"),
        ("layout", "lnNumType"),
        ("section", "page"),
    ]


STORE = "{11111111-0000-0000-0000-000000000000}"
DATA = {
    "customXml/item1.xml": b'<x xmlns="urn:a"><y>een</y><y z="att">twee <b>diep</b></y></x>',
    "customXml/_rels/item1.xml.rels": (RELATIONS % relation("1", "customXmlProps", "props1.xml")).encode(),
    "customXml/props1.xml": (
        f'<d:datastoreItem xmlns:d="{OFFICE}/customXml" d:itemID="{STORE.lower()}"/>'.encode()
    ),
    "docProps/core.xml": b"<c:p xmlns:c='urn:c'><c:title>Titel</c:title></c:p>",
    "_rels/.rels": (
        RELATIONS
        % (
            relation("d", "officeDocument", "word/document.xml")
            + relation("c", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml")
        )
    ).encode(),
}  # fmt: skip


@pytest.mark.parametrize(
    ("store", "path", "shown"),
    [
        (STORE, "/a:x[1]/a:y[1]", "een"),
        (STORE, "/a:x/a:y[2]", "twee diep"),
        (STORE, "/a:x/a:y[2]/@z", "att"),
        (STORE, "/a:x/a:y[3]", None),
        (STORE, "/b:x", None),
        (STORE, "//a:y", None),
        (STORE, "count(/a:x)", None),
        (STORE.replace("1", "2"), "/a:x", None),
        (CORE_STORE, "/c:p/c:title", "Titel"),
        (CORE_STORE.lower(), "/c:p/c:title", "Titel"),
        ("", "/a:x", None),
        (STORE, "/a:x" * 20, None),
        (STORE, "", None),
    ],
)
def test_control_shows_what_its_data_says(store: str, path: str, shown: str | None) -> None:
    binding = node(
        f"<w:dataBinding w:prefixMappings=\"xmlns:a='urn:a' xmlns:c='urn:c'\" w:xpath='{path}' w:storeItemID='{store}'/>"
    )
    assert bound_value(word_file(parts=DATA), binding) == shown


def test_control_that_says_otherwise_than_its_data_is_read_as_its_data() -> None:
    body = p(
        "<w:sdt><w:sdtPr><w:dataBinding w:prefixMappings=\"xmlns:a='urn:a'\" w:xpath='/a:x[1]/a:y[1]' "
        f"w:storeItemID='{STORE}'/></w:sdtPr><w:sdtContent>{t('oud')}{t('er')}</w:sdtContent></w:sdt>"
    )
    document = read(word_file(body, parts=DATA))
    assert "".join(lines(document)).replace("~", "") == "een"
    assert [(fact.kind, fact.text) for fact in document.facts] == [("bound", "y")]


def test_control_without_text_gets_a_run_and_others_keep_their_first() -> None:
    empty, two = (
        node("<w:sdtContent><w:p/></w:sdtContent>"),
        node(f"<w:sdtContent>{r('<w:b/>', 'a')}{t('b')}</w:sdtContent>"),
    )
    fill_control(empty, "x")
    fill_control(two, " y")
    assert [one.text for one in empty.iter(f"{W}t")] == ["x"]
    assert next(empty.iter(f"{W}t")).getparent().getparent().tag == f"{W}p"
    assert [one.text for one in two.iter(f"{W}t")] == [" y", ""]


@pytest.mark.parametrize(
    ("inner", "alike", "text"),
    [
        ("<mc:Choice Requires='wps'><w:drawing/></mc:Choice><mc:Fallback><w:pict/></mc:Fallback>", True, ""),
        ("<mc:Choice Requires='wps w14'><w:pict><w:t>a</w:t></w:pict></mc:Choice><mc:Fallback><w:pict><w:t> a </w:t></w:pict></mc:Fallback>", True, "a"),
        ("<mc:Choice Requires='wps'><w:pict><w:t>a</w:t></w:pict></mc:Choice><mc:Fallback><w:pict><w:t>b</w:t></w:pict></mc:Fallback>", False, "a"),
        ("<mc:Choice Requires='wps'><w:pict/></mc:Choice><mc:Fallback><w:t>b</w:t></mc:Fallback>", False, ""),
        ("<mc:Choice Requires='vreemd'><w:pict/></mc:Choice><mc:Fallback><w:pict/></mc:Fallback>", False, ""),
        ("<mc:Choice Requires='wps vreemd'><w:pict/></mc:Choice><mc:Fallback><w:pict/></mc:Fallback>", False, ""),
        ("<mc:Fallback><w:object/></mc:Fallback>", True, ""),
    ],
)  # fmt: skip
def test_branches_are_alike_where_each_draws_something_with_one_text(inner: str, alike: bool, text: str) -> None:
    branches = branches_of(node(f"<mc:AlternateContent>{inner}<w:p/></mc:AlternateContent>"))
    assert are_alike(branches) is alike
    assert all_text(branches[0]) == text


@pytest.mark.parametrize(
    ("value_", "on"),
    [
        ("", True),
        ('w:val="1"', True),
        ('w:val="true"', True),
        ('w:val="0"', False),
        ('w:val="off"', False),
        ('w:val="false"', False),
    ],
)
def test_property_is_on_unless_it_says_off(value_: str, on: bool) -> None:
    assert is_on(node(f"<w:vanish {value_}/>")) is on


def test_styles_are_resolved_over_what_they_build_on() -> None:
    styles = Styles(
        node(
            "<w:styles><w:docDefaults><w:pPrDefault><w:pPr><w:bidi/></w:pPr></w:pPrDefault></w:docDefaults>"
            '<w:style w:type="paragraph" w:default="1" w:styleId="A"><w:name w:val="a"/><w:pPr><w:framePr/></w:pPr></w:style>'
            '<w:style w:styleId="B"><w:name w:val="b"/><w:basedOn w:val="A"/><w:rPr><w:b/></w:rPr></w:style>'
            '<w:style w:type="table" w:styleId="C"><w:basedOn w:val="D"/></w:style>'
            '<w:style w:styleId="D"><w:basedOn w:val="C"/></w:style></w:styles>'
        )
    )
    assert [one.get(f"{W}styleId") for one in styles.chain("B")] == ["B", "A"]
    assert [one.get(f"{W}styleId") for one in styles.chain("C")] == ["C", "D"]
    assert styles.chain("weg") == ()
    assert (styles.kind("A"), styles.kind("B"), styles.kind("C")) == ("paragraph", "paragraph", "table")
    assert (styles.default_of("paragraph"), styles.default_of("table")) == ("A", "")
    assert styles.ids["a"] == "A"
    assert ("A" in styles, "weg" in styles) == (True, False)
    assert styles.found("B", f"{W}pPr") is not None
    assert list(styles.places(None, "B")) == [("frame", ""), ("direction", "bidi")]
    own = node('<w:pPr><w:bidi w:val="0"/><w:collapsed/><w:textDirection w:val="tbRl"/></w:pPr>')
    assert sorted(styles.places(own, "weg")) == [("collapsed", ""), ("direction", "textDirection")]
    assert value(node('<w:x><w:a><w:b w:val="5"/></w:a></w:x>'), "a", "b") == "5"
    assert Styles(None).default("x") is None


THEME = (
    "<a:clrScheme><a:accent1><a:srgbClr val='112233'/></a:accent1><a:lt1><a:sysClr val='window' lastClr='EEEEEE'/></a:lt1></a:clrScheme>"
    "<a:fontScheme><a:majorFont><a:latin typeface='Wingdings'/></a:majorFont><a:minorFont><a:latin typeface='Arial'/></a:minorFont></a:fontScheme>"
)
FONTS = '<w:font w:name="Raar"><w:charset w:val="02"/></w:font><w:font w:name="Ander"><w:altName w:val="Symbol"/></w:font><w:font w:name="Gewoon"><w:charset w:val="00"/></w:font>'


@pytest.mark.parametrize(
    ("source", "colour"),
    [
        ("<w:color/>", ""),
        ('<w:color w:themeColor="accent1"/>', "112233"),
        ('<w:color w:themeColor="accent2"/>', "ED7D31"),
        ('<w:color w:themeColor="dark1"/>', "000000"),
        ('<w:color w:themeColor="text1"/>', "000000"),
        ('<w:color w:themeColor="background1"/>', "EEEEEE"),
        ('<w:color w:themeColor="text2"/>', "112233"),
        ('<w:color w:themeColor="weg"/>', ""),
        ('<w:color w:themeColor="accent1" w:themeTint="FF"/>', "112233"),
        ('<w:color w:themeColor="accent1" w:themeTint="00"/>', "FFFFFF"),
        ('<w:color w:themeColor="accent1" w:themeShade="00"/>', "000000"),
        ('<w:color w:themeColor="accent1" w:themeShade="80"/>', "09111A"),
        ('<w:color w:themeColor="accent1" w:themeTint="80"/>', "889099"),
        ('<w:color w:themeColor="accent1" w:themeTint="XYZ"/>', "112233"),
    ],
)
def test_colour_of_the_theme_is_found_with_its_tint_and_shade(source: str, colour: str) -> None:
    settings = '<w:clrSchemeMapping w:t2="accent1"/>'
    assert palette(settings).themed(node(source)) == colour


def palette(settings: str = "") -> Palette:
    return Palette(word_file(theme=THEME, fontTable=FONTS, settings=settings))


@pytest.mark.parametrize(
    ("source", "colour"),
    [
        ('<w:shd w:val="nil" w:fill="123456"/>', ""),
        ('<w:shd w:val="clear" w:fill="123456"/>', "123456"),
        ('<w:shd w:val="clear" w:fill="auto"/>', ""),
        ('<w:shd w:val="clear" w:fill="123456" w:themeFill="accent1"/>', "112233"),
        ('<w:shd w:val="solid" w:color="ABCDEF" w:fill="123456"/>', "ABCDEF"),
        ('<w:shd w:val="solid" w:color="auto"/>', "000000"),
        ('<w:shd w:val="pct50" w:color="000000" w:fill="FFFFFF"/>', "808080"),
        ('<w:shd w:val="pct10" w:color="000000"/>', "E6E6E6"),
        ('<w:shd w:val="pct5" w:color="000000" w:fill="auto"/>', "F2F2F2"),
        ('<w:shd w:val="pct50" w:themeColor="accent1" w:fill="112233"/>', "112233"),
        ('<w:shd w:val="horzStripe" w:fill="123456"/>', "123456"),
    ],
)
def test_shading_is_its_fill_with_its_pattern_mixed_in(source: str, colour: str) -> None:
    assert palette().fill(node(source)) == colour
    assert palette().fill(None) == ""


@pytest.mark.parametrize(
    ("fonts", "name"),
    [
        ('w:ascii="Arial"', ""), ('w:ascii="Wingdings 2"', "Wingdings 2"), ('w:hAnsi="Raar"', "Raar"), ('w:ascii="Ander"', "Ander"),
        ('w:ascii="Gewoon"', ""), ('w:asciiTheme="majorAscii"', "Wingdings"), ('w:asciiTheme="minorHAnsi"', ""), ('w:asciiTheme="weg"', ""),
        ('w:ascii="Arial" w:cs="Segoe MDL2 Assets"', "Segoe MDL2 Assets"),
    ],
)  # fmt: skip
def test_font_that_shows_other_signs_is_named(fonts: str, name: str) -> None:
    assert palette().shows_other_signs(node(f"<w:rFonts {fonts}/>")) == name


def test_letters_have_the_colours_that_are_given() -> None:
    given = node('<w:color w:val="123456" w:themeColor="accent1"/>')
    assert list(palette().letters(given)) == ["112233", "123456"]
    assert list(palette().letters(node('<w:color w:val="auto"/>'))) == []
    assert (is_colour("12345G"), is_colour("1234567"), is_colour("aBcDeF")) == (False, False, True)
    assert (is_symbol_font("Webdings"), is_symbol_font("Times")) == (True, False)


TOGGLES = (
    '<w:style w:type="paragraph" w:styleId="P"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="C"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="table" w:styleId="T"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="D"><w:rPr><w:vanish w:val="0"/></w:rPr></w:style>'
)


@pytest.mark.parametrize(
    ("run", "paragraph", "table", "look"),
    [
        ("", "", "", Look()),
        ("", "P", "", Look("hidden")),
        ("", "", "T", Look("hidden")),
        ('<w:rStyle w:val="C"/>', "", "", Look("hidden")),
        ('<w:rStyle w:val="C"/>', "P", "", Look(None, ("hidden-by-two-styles",))),
        ('<w:rStyle w:val="C"/>', "P", "T", Look("hidden")),
        ('<w:rStyle w:val="D"/>', "P", "", Look("hidden")),
        ('<w:rStyle w:val="D"/>', "", "", Look()),
        ('<w:rStyle w:val="C"/><w:vanish w:val="0"/>', "P", "", Look()),
        ("<w:vanish/>", "P", "", Look("hidden")),
        ("<w:specVanish/>", "", "", Look("hidden")),
        ("<w:dstrike/>", "", "", Look("struck")),
        ("<w:b/><w:b/>", "", "", Look(None, ("twice",))),
        ("<w:vreemd/>", "", "", Look(None, ("vreemd",))),
        ("<m:b/>", "", "", Look(None, ("b",))),
        ('<w:rFonts w:ascii="Wingdings"/>', "", "", Look(None, ("font Wingdings",))),
    ],
)
def test_look_that_styles_turn_on_and_off_is_resolved(run: str, paragraph: str, table: str, look: Look) -> None:
    looks = Kit(word_file(styles=TOGGLES)).looks
    assert looks.run(node(f"<w:rPr>{run}</w:rPr>"), Ground(paragraph, table)) == look


@pytest.mark.parametrize(
    ("styles", "facts"),
    [
        ("", []),
        ('<w:style w:styleId="A"/><w:style w:styleId="A"/>', [("part", "style A (2x)")]),
        ('<w:style w:type="table"><w:name w:val="t"/><w:tblPr><w:tblInd w:w="9999"/></w:tblPr></w:style>', [("style", "t")]),
        ('<w:style w:type="table"><w:name w:val="t"/><w:tblStylePr w:type="firstRow"><w:rPr><w:vanish/></w:rPr></w:tblStylePr></w:style>',
         [("style", "t firstRow")]),
        ('<w:style w:type="table"><w:name w:val="t"/><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>', []),
        ('<w:style w:type="table"><w:name w:val="t"/><w:tblStylePr w:type="r"><w:trPr><w:hidden/></w:trPr></w:tblStylePr></w:style>', [("style", "t r")]),
        ('<w:style w:type="table"><w:name w:val="t"/><w:tblStylePr w:type="r"><w:pPr><w:ind w:left="9999"/></w:pPr></w:tblStylePr></w:style>', [("style", "t r")]),
        ('<w:style w:type="table"><w:name w:val="t"/><w:tblStylePr w:type="r"><w:tcPr><w:tcMar><w:left w:w="9999"/></w:tcMar></w:tcPr></w:tblStylePr></w:style>', [("style", "t r")]),
        ('<w:style w:type="table"><w:name w:val="t"/><w:tblStylePr w:type="r"><w:tcPr><w:shd w:val="clear" w:fill="000000"/></w:tcPr><w:rPr><w:color w:val="000000"/></w:rPr></w:tblStylePr></w:style>',
         [("style", "t r")]),
        ('<w:style w:type="character" w:default="1"><w:name w:val="c"/><w:rPr><w:vanish/></w:rPr></w:style>', [("style", "c")]),
        ('<w:style w:type="character"><w:name w:val="c"/><w:rPr><w:vanish/></w:rPr></w:style>', []),
        ('<w:style w:type="paragraph" w:default="1"><w:name w:val="c"/><w:rPr><w:vanish/></w:rPr></w:style>', []),
        ("<mc:AlternateContent/>", [("branches", "styles")]),
    ],
)  # fmt: skip
def test_style_that_hides_text_wherever_it_is_used_is_told(styles: str, facts: list[tuple[str, str]]) -> None:
    kit = Kit(word_file(styles=styles, numbering=""))
    assert [(fact.kind, fact.text) for fact in definition_facts(kit)] == facts


def level(text: str, inner: str, form: str = "decimal") -> str:
    shown = f'<w:lvlText w:val="{text}"/><w:numFmt w:val="{form}"/>'
    return f'<w:abstractNum w:abstractNumId="0"><w:lvl>{shown}{inner}</w:lvl></w:abstractNum>'


@pytest.mark.parametrize(
    ("numbering", "facts"),
    [
        (level("%1.", ""), []),
        (level("%1.", '<w:pPr><w:ind w:left="9999"/></w:pPr>'), [("list", "%1. ind")]),
        (level("%1.", "<w:lvlPicBulletId/>"), [("list", "%1. lvlPicBulletId")]),
        (level("•", "<w:lvlPicBulletId/>", "bullet"), []),
        (level("-", "<w:lvlPicBulletId/>"), []),
        (level("%1.", "<w:lvlPicBulletId/>", "none"), []),
        (level("%1.", '<w:suff w:val="nothing"/>'), [("list", "%1. suff")]),
        (level("%1.", '<w:suff w:val="tab"/>'), []),
        (level("%1.", '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>'), [("list", "%1. font")]),
        (level("%1.", '<w:rPr><w:rFonts w:ascii="Arial"/></w:rPr>'), []),
        ('<w:num w:numId="1"/><w:num w:numId="1"/>', [("part", "num 1 (2x)")]),
        ('<w:abstractNum w:abstractNumId="3"/><w:abstractNum w:abstractNumId="3"/>', [("part", "abstractNum 3 (2x)")]),
        ("<mc:AlternateContent/><mc:AlternateContent/>", [("branches", "numbering")]),
    ],
)
def test_list_that_prints_no_number_as_it_says_is_told(numbering: str, facts: list[tuple[str, str]]) -> None:
    kit = Kit(word_file(styles="", numbering=numbering))
    assert [(fact.kind, fact.text) for fact in definition_facts(kit)] == facts
    assert list(definition_facts(Kit(word_file()))) == []


@pytest.mark.parametrize(
    ("more", "kinds", "facts"),
    [
        ("", {}, []),
        (relation("1", "image", "x.png"), {}, []),
        (relation("1", "oleObject", "x.bin"), {}, [("part", "oleObject x.bin")]),
        (relation("1", "hyperlink", "https://x.nl", "TargetMode='External'"), {}, []),
        (relation("1", "image", "https://x.nl", "TargetMode='External'"), {}, [("part", "image https://x.nl")]),
        (relation("1", "http://vreemd.nl/image", "x.png"), {}, [("part", "http://vreemd.nl/image word/x.png")]),
        (relation("1", "image", "x.png") + relation("1", "image", "y.png"), {}, [("part", "1 (2x)")]),
        ("", {"settings": "<w:zoom/><w:documentProtection/>"}, []),
        ("", {"settings": '<w:documentProtection w:enforcement="1"/>'}, [("setting", "documentProtection")]),
        ("", {"settings": '<w:documentProtection w:enforcement="0"/><w:vreemd/>'}, [("setting", "vreemd")]),
        ("", {"footnotes": '<w:footnote w:type="separator"><w:p><w:r><w:t> streep </w:t></w:r></w:p></w:footnote>'}, [("note", "streep")]),
        ("", {"footnotes": '<w:footnote><w:p><w:r><w:t>noot</w:t></w:r></w:p></w:footnote>'}, []),
    ],
)  # fmt: skip
def test_what_a_file_brings_that_is_on_no_list_is_told(
    more: str, kinds: dict[str, str], facts: list[tuple[str, str]]
) -> None:
    found = [(fact.kind, fact.text) for fact in file_facts(word_file("", more, **kinds))]
    assert [(kind, text.replace("word/x.bin", "x.bin")) for kind, text in found] == facts


def test_second_part_of_one_kind_macros_and_a_colour_behind_the_page_are_told() -> None:
    more = relation("1", "styles", "a.xml") + relation("2", "styles", "b.xml")
    parts = {"word/a.xml": part("styles", ""), "word/b.xml": part("styles", ""), "word/vbaProject.bin": b""}
    assert [(one.kind, one.text) for one in file_facts(word_file("", more, parts))] == [
        ("part", "styles (2x)"), ("part", "word/vbaProject.bin"),
    ]  # fmt: skip
    for colour, is_told in (("auto", False), ("FFFFFF", False), ("ffffff", False), ("FFFFFE", True)):
        document = part("document", f'<w:background w:color="{colour}"/><w:body/>')
        facts = [(one.kind, one.text) for one in file_facts(word_file(parts={"word/document.xml": document}))]
        assert facts == [("setting", "background")] * is_told
    twice = part("document", "<w:body/><w:body/>")
    assert [one.text for one in file_facts(word_file(parts={"word/document.xml": twice}))] == ["body (2x)"]


def test_file_that_says_that_it_is_something_else_is_told() -> None:
    types = TYPES.replace("</Types>", '<Override PartName="/word/Document.xml" ContentType="a/macro"/></Types>')
    file = word_file(parts={"[Content_Types].xml": types.encode()})
    assert [one.text for one in file_facts(file)] == ["macro"]
    assert file.content_type("word/document.xml") == "a/macro"
    assert (file.content_type("x.XML"), file.content_type("x.png")) == ("application/xml", "")


def test_parts_are_found_by_what_they_are_for_and_not_by_their_names() -> None:
    more = (
        relation("1", "header", "/word/Kop.xml") + relation("2", "header", "sub/../twee%20x.xml")
        + relation("3", "header", "weg.xml") + relation("4", "header", "kop.xml") + relation("5", "footer", "x", "TargetMode='External'")
    )  # fmt: skip
    file = word_file("", more, {"word/kop.xml": part("hdr", ""), "word/twee x.xml": part("hdr", "")})
    assert file.of_kind("header") == ("word/kop.xml", "word/twee x.xml")
    assert file.of_kind("footer") == ()
    assert file.first("styles") is None
    assert [one.external for one in file.related("word/document.xml")] == [False] * 4 + [True]
    assert file.related("word/kop.xml") == ()
    assert file.related("word/document.xml")[0].kind == "header"


def test_other_parts_take_the_place_of_some_and_the_rest_is_kept() -> None:
    file = word_file(p(t("a")), styles="")
    styles = file.first("styles")
    other = file.with_parts({"word/document.xml": part("document", f"<w:body>{p(t('b'))}</w:body>")})
    assert lines(read(other)) == ["b"]
    assert other.first("styles") is styles
    assert other.name == "proef.docx"


@pytest.mark.parametrize(
    ("relations", "document", "told"),
    [
        ("", part("document", "<w:body/>"), "Het is geen Word-document."),
        (relation("d", "officeDocument", "word/document.xml"), part("document", ""), "Het is geen Word-document."),
        (relation("d", "officeDocument", "word/document.xml") * 1 + relation("e", "officeDocument", "word/b.xml"), part("document", "<w:body/>"), "meer dan één hoofddocument"),
        (relation("d", "officeDocument", "word/document.xml"), b"<x", "niet te lezen"),
        (relation("d", "officeDocument", "word/document.xml"), b"<!DOCTYPE x []><x/>", "niet te lezen"),
    ],
)  # fmt: skip
def test_file_without_one_document_is_refused(relations: str, document: bytes, told: str) -> None:
    parts = {"_rels/.rels": (RELATIONS % relations).encode(), "word/document.xml": document, "word/b.xml": document}
    with pytest.raises(FileError, match=told):
        WordFile(parts, "proef.docx").check()


def test_strict_file_is_read_as_any_other() -> None:
    strict = SPACES.replace(W[1:-1], "http://purl.oclc.org/ooxml/wordprocessingml/main")
    document = f"<w:document {strict}><w:body>{p(t('a'))}</w:body></w:document>".encode()
    assert lines(read(word_file(parts={"word/document.xml": document}))) == ["a"]


def test_xml_is_parsed_without_comments_or_a_document_type() -> None:
    root = parsed(b"<a>x<!-- nee -->y<?z?></a>")
    assert root is not None
    assert (root.text, len(root)) == ("xy", 0)
    assert parsed(b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>") is None
    roots, unread = read_xml({"a.xml": b"<a/>", "b.RELS": b"<b/>", "c.png": b"<c/>", "d.xml": b"<d"})
    assert (sorted(roots), unread) == (["a.xml", "b.RELS"], ["d.xml"])


@pytest.mark.parametrize(
    ("name", "is_unsafe"),
    [
        ("word/a.xml", False), ("/word/a.xml", True), ("../a.xml", True), ("word/../a.xml", True), ("word/..", True),
        ("./a.xml", True), ("word/..a.xml", False), ("word/a..xml", False), ("c:a.xml", True), ("a\x01.xml", True),
    ],
)  # fmt: skip
def test_part_that_points_outside_the_package_is_refused(name: str, is_unsafe: bool) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        package.writestr(name, b"x")
    if not is_unsafe:
        assert read_package(data.getvalue()) == {name: b"x"}
        return
    with pytest.raises(PackageError) as caught:
        read_package(data.getvalue())
    assert caught.value.finding.code == UNSAFE_NAME.code


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", NO_WORD_FILE.code), (b"geen", NO_WORD_FILE.code), (b"PK", DAMAGED.code),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1x", LOCKED.code), (b"\xd0\xcf\x11", NO_WORD_FILE.code),
    ],
)  # fmt: skip
def test_what_is_no_word_file_is_refused_by_what_it_is(data: bytes, code: str) -> None:
    with pytest.raises(PackageError) as caught:
        read_package(data)
    assert caught.value.finding.code == code


def test_types_and_relations_stand_first() -> None:
    assert sorted(PARTS, key=in_order)[:2] == ["[Content_Types].xml", "_rels/.rels"]


def test_parts_get_the_names_that_word_gives() -> None:
    more = (
        relation("1", "header", "kop.xml")
        + relation("2", "header", "header1.xml")
        + relation("3", "styles", "opmaak.xml")
    )
    types = TYPES.replace("</Types>", '<Override PartName="/doc/main.xml" ContentType="a/b"/></Types>')
    parts = {
        "[Content_Types].xml": types.encode(),
        "_rels/.rels": (RELATIONS % relation("d", "officeDocument", "doc/main.xml")).encode(),
        "doc/_rels/main.xml.rels": (RELATIONS % more).encode(),
        "doc/main.xml": part("document", "<w:body/>"),
        "doc/kop.xml": part("hdr", p(t("kop"))), "doc/header1.xml": part("hdr", p(t("een"))), "doc/opmaak.xml": part("styles", ""),
        "word/styles.xml": b"<ander/>",
    }  # fmt: skip
    renamed = with_usual_names(parts)
    assert set(renamed) == {
        "[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels", "word/document.xml", "word/header1.xml",
        "word/header2.xml", "word/styles.xml", "word/styles.xml.1.xml",
    }  # fmt: skip
    file = WordFile(renamed, "x.docx")
    assert file.main == "word/document.xml"
    assert file.of_kind("header") == ("word/header1.xml", "word/header2.xml")
    assert file.of_kind("styles") == ("word/styles.xml",)
    assert renamed["word/header1.xml"] == parts["doc/kop.xml"]
    assert renamed["word/styles.xml.1.xml"] == b"<ander/>"
    assert file.content_type("word/document.xml") == "a/b"
    assert with_usual_names(renamed) == renamed
    assert with_usual_names({"a": b"x"}) == {"a": b"x"}


def test_part_whose_name_must_be_free_gets_another_with_its_properties() -> None:
    file = word_file("", relation("1", "customXml", "../customXml/item1.xml"), DATA)
    renamed = with_usual_names(file.parts, "customXml/item1.xml")
    assert "customXml/item1.xml" not in renamed
    assert renamed["customXml/item2.xml"] == DATA["customXml/item1.xml"]
    (one,) = WordFile(renamed).related("customXml/item2.xml")
    assert renamed[one.target] == DATA["customXml/props1.xml"]


def test_relation_of_data_to_properties_that_are_gone_is_left_out() -> None:
    parts = {**word_file(parts=DATA).parts}
    assert without_loose_ends(parts) == parts
    del parts["customXml/props1.xml"]
    kept = without_loose_ends(parts)
    assert WordFile(kept).related("customXml/item1.xml") == ()
    assert {name: kept[name] for name in kept if "_rels/item1" not in name} == {
        name: parts[name] for name in parts if "_rels/item1" not in name
    }
