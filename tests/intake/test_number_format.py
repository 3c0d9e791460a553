"""Number formats: a cell means what the spreadsheet shows, whatever program wrote the format."""

from __future__ import annotations

import pytest

from izacontract.intake.number_format import BUILT_IN, Shown, Shows, shown

NUMBER, DAY, TIME = Shown(), Shown(Shows.DAY), Shown(Shows.TIME)
PERCENT = Shown(percent=1)
PRINTED = Shown(prints_percent=True)

FORMATS: list[tuple[str, float, Shown]] = [
    # Excel, whatever its language: the file has the English codes.
    ("General", 1, NUMBER),
    ("0", 1, NUMBER),
    ("0.00", 1, NUMBER),
    ("#,##0", 1000, NUMBER),
    ("#,##0.00", 1000, NUMBER),
    ("0%", 0.5, PERCENT),
    ("0.00%", 0.5, PERCENT),
    ("0.0%;[Red]-0.0%", -0.5, PERCENT),
    ("0.00%;0.00", -0.5, NUMBER),
    ('0.00%;-0.00%;"-"', 0, Shown(Shows.WORD, word="-")),
    ("0.00E+00", 1, NUMBER),
    ("# ?/?", 0.5, NUMBER),
    ("@", 1, NUMBER),
    ("m/d/yyyy", 46000, DAY),
    ("d-m-yyyy", 46000, DAY),
    ("dd-mm-yy;@", 46000, DAY),
    ("[$-413]d mmmm yyyy;@", 46000, DAY),
    ("[$-F800]dddd, mmmm dd, yyyy", 46000, DAY),
    ("d-m-yyyy h:mm", 46000.5, DAY),
    ("mmm-yy", 46000, DAY),
    ("h:mm", 0.5, TIME),
    ("h:mm:ss AM/PM", 0.5, TIME),
    ("[h]:mm:ss", 1.5, TIME),
    ("mm:ss.0", 0.5, TIME),
    ('_ "€" * #,##0.00_ ;_ "€" * -#,##0.00_ ;_ "€" * "-"??_ ;_ @_ ', 3.5, NUMBER),
    ('_ "€" * #,##0.00_ ;_ "€" * -#,##0.00_ ;_ "€" * "-"??_ ;_ @_ ', 0, NUMBER),
    ('"€"\\ #,##0.00;[Red]"€"\\ \\-#,##0.00', 3.5, NUMBER),
    # A percent sign that only leaves room, fills up, or is a letter like any other.
    ("0.00_%", 0.4, NUMBER),
    ("0.00*%", 0.4, NUMBER),
    ('0.00"%"', 4.18, PRINTED),
    ("0.00\\%", 4.18, PRINTED),
    ('0.00" %"', 4.18, PRINTED),
    ('0.00 "procent (%)"', 4.18, PRINTED),
    ("0.00[$%-413]", 4.18, NUMBER),
    ('0.00"x"%', 0.0418, PERCENT),
    ("0.00_)%", 0.0418, PERCENT),
    ("0%%", 0.5, Shown(percent=2)),
    # Letters of a day that are words.
    ('0" dagen"', 30, NUMBER),
    ("0\\d", 30, NUMBER),
    ("0 dagen", 30, NUMBER),
    ("[Red]0", 30, NUMBER),
    ("Standaard", 3180, NUMBER),
    ("Standard", 3180, NUMBER),
    ("[Black]General", 3180, NUMBER),
    # LibreOffice.
    ("[$-413]General", 3180, NUMBER),
    ("#,##0.00\\ [$€-413];[RED]\\-#,##0.00\\ [$€-413]", 3, NUMBER),
    ("[$-413]dd\\-mm\\-yyyy", 46000, DAY),
    ("[HH]:MM:SS", 1.5, TIME),
    ('"WAAR";"WAAR";"ONWAAR"', 0, Shown(Shows.WORD, word="ONWAAR")),
    # exceljs, SheetJS, xlsxwriter and pyexcelerate write what a programmer types, Dutch codes too.
    ("dd/mm/yyyy", 46000, DAY),
    ("yyyy-mm-dd", 46000, DAY),
    ("yyyy-mm-dd hh:mm:ss", 46000, DAY),
    ("dd-mm-jjjj", 46000, DAY),
    ("uu:mm", 0.5, TIME),
    ("0.00%;(0.00%)", 0.5, PERCENT),
    ("[>=1]0.00;0.0%", 0.5, PERCENT),
    ("[>=1]0.00;0.0%", 2, NUMBER),
    ("[<0]0%;[=0]0;0.00", 0, NUMBER),
    ('"ja";;"nee"', 1, Shown(Shows.WORD, word="ja")),
    # Zeros only: the digits of a code.
    ("00000000", 1999101, Shown(width=8)),
    ("[$-413]0000", 101, Shown(width=4)),
    ('0000" x"', 101, NUMBER),
]


@pytest.mark.parametrize(("code", "value", "seen"), FORMATS)
def test_number_shows_as_its_format_says(code: str, value: float, seen: Shown) -> None:
    assert shown(code, value) == seen


@pytest.mark.parametrize(
    ("number", "seen"), [(9, PERCENT), (10, PERCENT), (14, DAY), (20, TIME), (46, TIME), (4, NUMBER)]
)
def test_format_that_a_file_names_by_number_is_known(number: int, seen: Shown) -> None:
    assert shown(BUILT_IN[number], 1) == seen
