"""Workbooks as other programs write them: each cell says what its program shows, and a fault stays in its cell."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable

import pytest

from izacontract.errors import RequestInvalid
from izacontract.intake.cells import TypedCell
from izacontract.intake.excel_file import open_workbook
from izacontract.intake.excel_package import MOST_IN_TABLE
from izacontract.model.values import TypedKind

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def parts(rows: str, *, formats: str = "", settings: str = "", main: str = "xl/workbook.xml") -> dict[str, str]:
    """Return a workbook with one sheet, in which style 1 has the number format `formats`."""
    return {
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{OFFICE}/officeDocument" '
        f'Target="{main}"/></Relationships>',
        main: f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{settings}'
        '<sheets><sheet name="Blad" sheetId="1" r:id="r1"/></sheets></workbook>',
        f"xl/_rels/{main.rpartition('/')[2]}.rels": f'<Relationships xmlns="{PACKAGE}">'
        f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{OFFICE}/styles" Target="/xl/styles.xml"/>'
        f'<Relationship Id="r3" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="164" formatCode="{formats}"/></numFmts>'
        '<fonts><font/></fonts><fills><fill/></fills><cellXfs><xf/><xf numFmtId="164"/><xf numFmtId="14"/></cellXfs>'
        "</styleSheet>",
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"><si><t>een</t></si>'
        "<si><r><t>tw</t></r><r><rPr><b/></rPr><t>ee</t></r><rPh><t>niet</t></rPh></si></sst>",
    }


def saved(files: dict[str, str], rename: Callable[[str], str] = str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in files.items():
            package.writestr(rename(name), text)
    return file.getvalue()


def cells(data: bytes) -> list[TypedCell]:
    with open_workbook(data, "t.xlsx", MOST_IN_TABLE) as book:
        return [cell for line in book.lines(book.sheets[0]) for cell in line.cells]


def texts(data: bytes) -> list[str]:
    return [cell.text for cell in cells(data)]


ROW = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="D1"><v>3.5</v></c></row>'


def strict(files: dict[str, str]) -> dict[str, str]:
    return {name: text.replace(MAIN, STRICT).replace(OFFICE, STRICT_OFFICE) for name, text in files.items()}


def with_prefix(files: dict[str, str]) -> dict[str, str]:
    sheet = files["xl/worksheets/sheet1.xml"].replace("xmlns=", "xmlns:x=")
    for name in ("worksheet", "sheetData", "row", "c ", "c>", "v>"):
        sheet = sheet.replace(f"<{name}", f"<x:{name}").replace(f"</{name}", f"</x:{name}")
    return {**files, "xl/worksheets/sheet1.xml": sheet}


@pytest.mark.parametrize(
    "data",
    [
        saved(parts(ROW)),
        saved(strict(parts(ROW))),
        saved(parts(ROW), lambda name: name.replace("/", "\\")),
        saved(parts(ROW), str.upper),
        saved(parts(ROW, main="xl/workbook2.xml")),
        saved(with_prefix(parts(ROW))),
        saved(parts(ROW.replace(' r="1"', "").replace(' r="A1"', "").replace(' r="B1"', ""))),
    ],
    ids=["usual", "strict", "backslashes", "capitals", "another main part", "prefix", "without names"],
)
def test_workbook_is_read_however_its_program_writes_it(data: bytes) -> None:
    assert [(cell.column, cell.text) for cell in cells(data)] == [(1, "een"), (2, "twee"), (4, "3.5")]


@pytest.mark.parametrize(
    ("cell", "text", "kind"),
    [
        ('<c r="A1" t="b"><v>1</v></c>', "true", TypedKind.YES_NO),
        ('<c r="A1" t="b"><f>TRUE()</f><v>1</v></c>', "true", TypedKind.YES_NO),
        ('<c r="A1"><f>FALSE()</f><v>0</v></c>', "false", TypedKind.YES_NO),
        ('<c r="A1" t="str"><f>"01""9"</f><v>01"9</v></c>', '01"9', TypedKind.TEXT),
        ('<c r="A1" t="str"><v>los</v></c>', "los", TypedKind.TEXT),
        ('<c r="A1" t="inlineStr"><is><r><t>lo</t></r><r><t>s</t></r></is></c>', "los", TypedKind.TEXT),
        ('<c r="A1" t="d"><v>2027-01-01T00:00:00</v></c>', "2027-01-01", TypedKind.DAY),
        ('<c r="A1" s="2"><v>46388</v></c>', "2027-01-01", TypedKind.DAY),
        ('<c r="A1" s="99"><v>46388</v></c>', "46388", TypedKind.NUMBER),
        ('<c r="A1"><v>4.1799999999999997</v></c>', "4.18", TypedKind.NUMBER),
        ('<c r="A1"><v>1E3</v></c>', "1000", TypedKind.NUMBER),
        ('<c r="A1"><v>-0</v></c>', "0", TypedKind.NUMBER),
    ],
)
def test_cell_is_of_the_kind_that_its_program_shows(cell: str, text: str, kind: TypedKind) -> None:
    (found,) = cells(saved(parts(f'<row r="1">{cell}</row>')))
    assert (found.text, found.kind, found.fault) == (text, kind, None)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("<v>NaN</v>", "cel.foutwaarde"),
        ("<v>INF</v>", "cel.foutwaarde"),
        ("<v>drie</v>", "cel.foutwaarde"),
        ("<f>1+1</f><v>2</v>", "cel.formule"),
        ('<f t="shared" si="0"/><v>2</v>', "cel.formule"),
    ],
)
def test_cell_that_cannot_be_read_is_the_only_fault(cell: str, code: str) -> None:
    first, second = cells(saved(parts(f'<row r="1"><c r="A1">{cell}</c><c r="B1"><v>5</v></c></row>')))
    assert first.fault is not None
    assert (first.fault.code, second.text, second.fault) == (code, "5", None)


@pytest.mark.parametrize(
    ("formats", "text"), [("Standaard", "46388"), ("dd-mm-yyyy", "2027-01-01"), ("0.00_%", "46388")]
)
def test_number_is_what_its_format_shows(formats: str, text: str) -> None:
    assert texts(saved(parts('<row r="1"><c r="A1" s="1"><v>46388</v></c></row>', formats=formats))) == [text]


def test_days_of_a_workbook_from_an_old_mac_begin_in_1904() -> None:
    row = '<row r="1"><c r="A1" s="2"><v>44926</v></c></row>'
    assert texts(saved(parts(row, settings='<workbookPr date1904="1"/>'))) == ["2027-01-01"]


def test_rows_and_cells_that_only_have_looks_are_not_there_and_shift_nothing() -> None:
    blank = "".join(f'<row r="{row}" s="1" customFormat="1"><c r="A{row}" s="1"/></row>' for row in range(2, 60_000))
    last = '<row r="60000"><c r="A60000" s="1"/><c r="B60000"><v>7</v></c><c r="C60000" s="1"></c></row>'
    with open_workbook(saved(parts(ROW + blank + last)), "t.xlsx", MOST_IN_TABLE) as book:
        first, second = book.lines("Blad")
    assert (first.number, second.number) == (1, 60_000)
    assert [(cell.column, cell.text) for cell in second.cells] == [(2, "7")]


def test_blank_cells_before_one_without_a_name_keep_their_places() -> None:
    row = '<row r="1"><c r="A1" s="1"/><c><v>7</v></c></row>'
    assert [(cell.column, cell.text) for cell in cells(saved(parts(row)))] == [(2, "7")]


def test_text_that_looks_like_a_blank_row_is_kept() -> None:
    row = '<row r="1"><c r="A1" t="inlineStr"><is><t><![CDATA[<row r="1"/><row r="2">]]></t></is></c></row>'
    assert texts(saved(parts(row))) == ['<row r="1"/><row r="2">']


def test_package_with_two_parts_of_one_name_is_refused() -> None:
    file = io.BytesIO(saved(parts(ROW)))
    with zipfile.ZipFile(file, "a") as package, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        package.writestr("XL/Workbook.xml", "<workbook/>")
    with pytest.raises(RequestInvalid) as caught, open_workbook(file.getvalue(), "t.xlsx", MOST_IN_TABLE):
        pass
    assert [finding.code for finding in caught.value.findings] == ["excel.beschadigd"]


def test_macros_and_other_files_of_a_workbook_are_told_and_left_alone() -> None:
    files = parts(ROW)
    files["xl/vbaProject.bin"] = "x"
    pointers = "xl/_rels/workbook.xml.rels"
    files[pointers] = files[pointers].replace(
        "</Relationships>",
        f'<Relationship Id="r8" Type="{OFFICE}/externalLink" Target="externalLinks/externalLink1.xml"/>'
        f'<Relationship Id="r9" Type="{OFFICE}/connections" Target="connections.xml"/></Relationships>',
    )
    files["xl/externalLinks/externalLink1.xml"] = f'<externalLink xmlns="{MAIN}"/>'
    files["xl/externalLinks/_rels/externalLink1.xml.rels"] = (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{OFFICE}/externalLinkPath" '
        'Target="file:///H:\\prijzen\\tarieven.xlsx" TargetMode="External"/></Relationships>'
    )
    with open_workbook(saved(files), "t.xlsm", MOST_IN_TABLE) as book:
        assert [(note.code, str(note.position)) for note in book.notes] == [
            ("excel.macro", "t.xlsm"), ("excel.koppeling", "t.xlsm"),
        ]  # fmt: skip
        assert "tarieven.xlsx, xl/connections.xml" in book.notes[1].message.nl
        assert [cell.text for line in book.lines("Blad") for cell in line.cells] == ["een", "twee", "3.5"]
    with open_workbook(saved(parts(ROW)), "t.xlsx", MOST_IN_TABLE) as book:
        assert book.notes == ()
