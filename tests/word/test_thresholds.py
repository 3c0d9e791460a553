"""The borders of the word kit, each with a row just below, at and above: what is refused, hidden, odd, or read."""

from __future__ import annotations

import zlib
from functools import cache
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, ZipInfo

import pytest
from lxml import etree

from izacontract.render.frame_mending import standard_frame
from izacontract.word import package
from izacontract.word.colours import Palette, look_alike, mixed
from izacontract.word.definitions import squeezed
from izacontract.word.looks import Ground, Looks, is_indented_away
from izacontract.word.numbers import _count, _figure, _Level
from izacontract.word.opening import open_word
from izacontract.word.package import DAMAGED, LOCKED, TOO_BIG, PackageError, deflate, deflate_pieces, read_package
from izacontract.word.styles import Styles
from izacontract.word.xml import W

MEGABYTE = 1024 * 1024


def part(size: int, packed: int, name: str = "word/document.xml", kind: int = ZIP_DEFLATED) -> ZipInfo:
    info = ZipInfo(name)
    info.file_size, info.compress_size, info.compress_type = size, packed, kind
    return info


def refused(*infos: ZipInfo) -> str:
    """Return the code of what a package with these parts is refused for, "" when it is not."""
    try:
        package._check_members(infos)
    except PackageError as error:
        return error.finding.code
    return ""


@pytest.mark.parametrize(
    ("size", "packed", "is_bomb"),
    [
        (1_999_999, 10_000, False),
        (2_000_000, 10_000, False),
        (2_000_001, 10_000, True),
        (2_000_001, 10_001, False),
        (MEGABYTE - 1, 1, False),
        (MEGABYTE, 1, False),
        (MEGABYTE + 1, 1, True),
    ],
)
def test_part_packed_over_200_times_is_refused_from_a_megabyte_on(size: int, packed: int, is_bomb: bool) -> None:
    assert refused(part(size, packed)) == (TOO_BIG.code if is_bomb else "")


@pytest.mark.parametrize(("count", "code"), [(1_999, ""), (2_000, ""), (2_001, TOO_BIG.code)])
def test_file_of_more_than_2000_parts_is_refused(count: int, code: str) -> None:
    assert refused(*(part(1, 1, f"word/{number}.xml") for number in range(count))) == code


@pytest.mark.parametrize(("last", "code"), [(-1, ""), (0, ""), (1, TOO_BIG.code)])
def test_file_that_unpacks_to_more_than_64_megabytes_is_refused(last: int, code: str) -> None:
    halves = (part(32 * MEGABYTE, MEGABYTE, "a.xml"), part(32 * MEGABYTE + last, MEGABYTE, "b.xml"))
    assert refused(*halves) == code


@pytest.mark.parametrize(("more", "code"), [(-1, DAMAGED.code), (0, DAMAGED.code), (1, TOO_BIG.code)])
def test_file_of_more_than_32_megabytes_is_not_even_opened(more: int, code: str) -> None:
    with pytest.raises(PackageError) as caught:
        read_package(b"PK" + bytes(32 * MEGABYTE - 2 + more))
    assert caught.value.finding.code == code


def test_only_stored_and_deflated_parts_without_password_are_read() -> None:
    assert refused(part(1, 1, kind=ZIP_STORED)) == ""
    assert refused(part(1, 1, kind=ZIP_BZIP2)) == DAMAGED.code
    locked = part(1, 1)
    locked.flag_bits = 0x801
    assert refused(locked) == LOCKED.code
    named = part(1, 1, "word/é.xml")
    named.flag_bits = 0x800
    assert refused(named) == ""


def test_parts_are_deflated_at_zlibs_own_level() -> None:
    data = open_word(standard_frame(), "sjabloon.docx").parts["word/styles.xml"]

    def at(level: int) -> bytes:
        squeeze = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
        return squeeze.compress(data) + squeeze.flush()

    assert len({at(5), at(6), at(7)}) == 3
    assert deflate("a", data).deflated == at(zlib.Z_DEFAULT_COMPRESSION) == at(6)
    (whole,) = (deflate_pieces("a", [data]),)
    squeeze = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    assert whole.deflated.startswith(squeeze.compress(data) + squeeze.flush(zlib.Z_SYNC_FLUSH))


@pytest.mark.parametrize(
    ("grey", "alike"), [("D4", True), ("D3", True), ("D2", False), ("D1", False), ("00", False), ("FF", True)]
)
def test_grey_that_nobody_reads_on_white_starts_at_a_contrast_of_one_and_a_half(grey: str, alike: bool) -> None:
    assert look_alike(grey * 3, "FFFFFF") is look_alike("FFFFFF", grey * 3) is alike


@pytest.mark.parametrize(
    ("colour", "alike"),
    [("600000", True), ("610000", False), ("003400", True), ("003500", False), ("00009E", True), ("00009F", False)],
)
def test_each_colour_weighs_by_how_bright_people_see_it_on_black(colour: str, alike: bool) -> None:
    assert look_alike(colour, "000000") is alike


@pytest.mark.parametrize(
    ("share", "colour"), [(0, "FFFFFF"), (0.25, "BFBFBF"), (0.5, "808080"), (0.75, "404040"), (1, "000000")]
)
def test_mixture_is_the_share_of_the_first_over_the_other(share: float, colour: str) -> None:
    assert mixed("000000", "FFFFFF", share) == colour


@cache
def looks() -> Looks:
    file = open_word(standard_frame(), "sjabloon.docx")
    return Looks(Styles(file.first("styles")), Palette(file))


def properties(source: str, root: str = "rPr") -> etree._Element:
    return etree.fromstring(f'<w:{root} xmlns:w="{W[1:-1]}">{source}</w:{root}>')


SIZED = '<w:sz w:val="20"/><w:color w:val="000000"/>'


@pytest.mark.parametrize(
    ("look", "hides", "odd"),
    [
        ('<w:sz w:val="8"/>', "tiny", ()),
        ('<w:sz w:val="9"/>', None, ()),
        ('<w:sz w:val="10"/>', None, ()),
        (SIZED + '<w:w w:val="39"/>', "tiny", ()),
        (SIZED + '<w:w w:val="40"/>', None, ()),
        (SIZED + '<w:w w:val="41"/>', None, ()),
        (SIZED + '<w:spacing w:val="400"/>', None, ()),
        (SIZED + '<w:spacing w:val="401"/>', None, ("spacing",)),
        (SIZED + '<w:spacing w:val="-67"/>', None, ()),
        (SIZED + '<w:spacing w:val="-68"/>', "tiny", ()),
        (SIZED + '<w:position w:val="4"/>', None, ()),
        (SIZED + '<w:position w:val="5"/>', None, ("position",)),
        (SIZED + '<w:position w:val="-5"/>', None, ("position",)),
        (SIZED + '<w:position w:val="40"/>', None, ("position",)),
        (SIZED + '<w:position w:val="41"/>', "away", ("position",)),
        (SIZED + '<w:position w:val="-41"/>', "away", ("position",)),
        (SIZED + '<w:vertAlign w:val="baseline"/>', None, ()),
        (SIZED + '<w:vertAlign w:val="superscript"/>', None, ("superscript",)),
        (SIZED + '<w:rtl w:val="0"/>', None, ()),
        (SIZED + "<w:rtl/>", None, ("rtl",)),
        (SIZED + "<w:vanish/>", "hidden", ()),
        (SIZED + '<w:vanish w:val="0"/>', None, ()),
        (SIZED + "<w:strike/>", "struck", ()),
        (SIZED + '<w:dstrike w:val="false"/>', None, ()),
        ('<w:color w:val="FFFFFF"/>', "pale", ()),
        ('<w:color w:val="FFFFFF"/><w:highlight w:val="black"/>', None, ()),
        ('<w:color w:val="000000"/><w:highlight w:val="black"/>', "pale", ()),
    ],
)  # fmt: skip
def test_look_hides_or_is_odd_from_its_border_on(look: str, hides: str | None, odd: tuple[str, ...]) -> None:
    found = looks().run(properties(look), Ground())
    assert (found.hides, found.odd) == (hides, odd)


@pytest.mark.parametrize(
    ("ground", "hides"),
    [
        ('<w:spacing w:line="149" w:lineRule="auto"/>', "tiny"),
        ('<w:spacing w:line="150" w:lineRule="auto"/>', None),
        ('<w:spacing w:line="149"/>', "tiny"),
        ('<w:spacing w:line="0" w:lineRule="auto"/>', None),
        ('<w:spacing w:line="119" w:lineRule="exact"/>', "tiny"),
        ('<w:spacing w:line="120" w:lineRule="exact"/>', None),
        ('<w:spacing w:line="119" w:lineRule="atLeast"/>', None),
        ('<w:tabs><w:tab w:val="left" w:pos="17000"/></w:tabs>', None),
        ('<w:tabs><w:tab w:val="left" w:pos="17001"/></w:tabs>', "away"),
        ('<w:framePr w:x="-2000" w:y="16000" w:w="200"/>', None),
        ('<w:framePr w:x="-2001" w:y="0" w:w="200"/>', "away"),
        ('<w:framePr w:x="0" w:y="16001" w:w="200"/>', "away"),
        ('<w:framePr w:w="199"/>', "away"),
        ('<w:framePr w:w="0"/>', None),
        ('<w:framePr w:hRule="exact" w:h="149" w:w="200"/>', "away"),
        ('<w:framePr w:hRule="exact" w:h="150" w:w="200"/>', None),
        ('<w:framePr w:hRule="atLeast" w:h="149" w:w="200"/>', None),
    ],
)  # fmt: skip
def test_paragraph_takes_its_text_away_from_its_border_on(ground: str, hides: str | None) -> None:
    stands = looks().ground(properties(ground, "pPr"), "", "", "FFFFFF")
    assert looks().run(properties(SIZED), stands).hides == hides


@pytest.mark.parametrize(
    ("indents", "away"),
    [
        ({"left": -1_300}, False),
        ({"left": -1_301}, True),
        ({"left": 8_500}, False),
        ({"left": 8_501}, True),
        ({"start": 8_501}, True),
        ({"left": 1_000, "hanging": 2_300}, False),
        ({"left": 1_000, "hanging": 2_301}, True),
        ({"left": 1_000, "firstLine": 7_500}, False),
        ({"left": 1_000, "firstLine": 7_501}, True),
        ({"right": 8_500}, False),
        ({"right": 8_501}, True),
        ({"right": -8_500}, False),
        ({"right": -8_501}, True),
        ({"left": 4_000, "right": 4_500}, False),
        ({"left": 4_000, "right": 4_501}, True),
        ({"leftChars": 4_000}, False),
        ({"leftChars": 4_001}, True),
        ({"hangingChars": -4_001}, True),
    ],
)
def test_indent_leads_off_the_page_from_its_border_on(indents: dict[str, int], away: bool) -> None:
    given = " ".join(f'w:{name}="{twips}"' for name, twips in indents.items())
    assert is_indented_away([properties(f"<w:ind {given}/>", "pPr")]) is away


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ('<w:tblInd w:w="-1500"/>', []),
        ('<w:tblInd w:w="-1501"/>', ["tblInd"]),
        ('<w:tblInd w:w="8500"/>', []),
        ('<w:tblInd w:w="8501"/>', ["tblInd"]),
        ('<w:tblCellSpacing w:w="500"/>', []),
        ('<w:tblCellSpacing w:w="501"/>', ["tblCellSpacing"]),
        ('<w:tcMar><w:left w:w="2000"/></w:tcMar>', []),
        ('<w:tcMar><w:left w:w="2001"/></w:tcMar>', ["tcMar"]),
        ('<w:tblW w:w="499" w:type="dxa"/>', ["tblW"]),
        ('<w:tblW w:w="500" w:type="dxa"/>', []),
        ('<w:tblW w:w="0" w:type="dxa"/>', []),
        ('<w:tblW w:w="99" w:type="pct"/>', ["tblW"]),
        ('<w:tcW w:w="100" w:type="pct"/>', []),
        ('<w:tcW w:w="0" w:type="pct"/>', []),
        ('<w:tcW w:w="1%" w:type="pct"/>', ["tcW"]),
        ('<w:tcW w:w="2%" w:type="pct"/>', []),
    ],
)
def test_table_squeezes_its_text_from_its_border_on(source: str, names: list[str]) -> None:
    assert list(squeezed(properties(source, "tblPr"))) == names


@pytest.mark.parametrize(
    ("number", "roman"),
    [
        (1, "i"), (3, "iii"), (4, "iv"), (5, "v"), (8, "viii"), (9, "ix"), (10, "x"), (39, "xxxix"), (40, "xl"), (49, "xlix"),
        (50, "l"), (89, "lxxxix"), (90, "xc"), (99, "xcix"), (100, "c"), (399, "cccxcix"), (400, "cd"), (499, "cdxcix"),
        (500, "d"), (899, "dcccxcix"), (900, "cm"), (999, "cmxcix"), (1000, "m"), (2027, "mmxxvii"),
    ],
)  # fmt: skip
def test_roman_number_of_a_list_is_the_one_that_word_prints(number: int, roman: str) -> None:
    assert _figure(number, "lowerRoman") == roman
    assert _figure(number, "upperRoman") == roman.upper()


@pytest.mark.parametrize(
    ("number", "form", "printed"),
    [
        (1, "lowerLetter", "a"), (26, "lowerLetter", "z"), (27, "upperLetter", "AA"), (0, "upperLetter", "0(upperLetter)"),
        (1, "decimal", "1"), (9, "decimalZero", "09"), (10, "decimalZero", "10"), (2, "ordinal", "2e"), (7, "none", ""),
        (3, "hebrew1", "3(hebrew1)"),
    ],
)  # fmt: skip
def test_number_of_a_list_is_printed_as_its_form_says(number: int, form: str, printed: str) -> None:
    assert _figure(number, form) == printed


def counted(*depths: int, **restart: int) -> list[list[int | None]]:
    """Return how lists of three levels count for paragraphs at `depths`; `l2=0` says that the third does not restart."""
    levels = [_Level(start=1 + (depth == 1) * 4, restart=restart.get(f"l{depth}")) for depth in range(9)]
    count: list[int | None] = [None] * 9
    found = []
    for depth in depths:
        _count(count, depth, levels)
        found.append(count[:3])
    return found


def test_levels_of_a_list_begin_again_below_one_that_counts() -> None:
    assert counted(0, 1, 1, 0, 1) == [[1, None, None], [1, 5, None], [1, 6, None], [2, None, None], [2, 5, None]]
    assert counted(2) == [[1, 5, 1]]
    assert counted(0, 2, 1, 2) == [[1, None, None], [1, 5, 1], [1, 6, None], [1, 6, 1]]
    assert counted(0, 2, 0, 2, l2=0) == [[1, None, None], [1, 5, 1], [2, None, 1], [2, 5, 2]]
    assert counted(2, 1, 2, l2=1) == [[1, 5, 1], [1, 6, 1], [1, 6, 2]]
    assert counted(2, 0, 2, l2=1) == [[1, 5, 1], [2, None, None], [2, 5, 1]]
