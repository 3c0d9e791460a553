"""The printers of a comparison: they say the same, escape what people typed, and give the same bytes every time."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
from pydantic import ValidationError
from syrupy.assertion import SnapshotAssertion

from izacontract import Contract, compare, read_request
from izacontract.differ.changes import Comparison
from izacontract.differ.library import compare_library
from izacontract.reports.comparison import comparison_from_json, comparison_json, comparison_report
from izacontract.reports.forms import ReportForm, printed
from tests.support import contract_of, fysio, outside


def comparison_text(comparison: Comparison) -> str:
    return str(printed(comparison_report(comparison), ReportForm.TEXT))


def comparison_html(comparison: Comparison) -> str:
    return str(printed(comparison_report(comparison), ReportForm.HTML))


def comparison_xlsx(comparison: Comparison) -> bytes:
    file = printed(comparison_report(comparison), ReportForm.XLSX)
    assert isinstance(file, bytes)
    return file


def next_year(**terms: object) -> Comparison:
    """Return the example against the contract of the next year, with other `terms`."""
    agreement = {**fysio()["overeenkomst"], "kenmerk": "F-2", "begin": "2026-01-01", "einde": "2026-12-31"}
    old, new = fysio(), fysio(overeenkomst=agreement, fysio={**fysio()["fysio"], "tarief": 41, **terms})
    plugins = outside()
    requests = (read_request(old, plugins), read_request(new, plugins))
    contracts = (contract_of(old, plugins), contract_of(new, plugins))
    return compare(*contracts, library=plugins.library, requests=requests)


def years() -> Comparison:
    plugins = outside()
    return compare_library(plugins, plugins.sectors["fysio"], date(2025, 1, 1), date(2026, 1, 1))


def test_text_can_be_read_aloud(snapshot: SnapshotAssertion) -> None:
    assert comparison_text(next_year(locaties=["Ede"])) == snapshot


def test_yearly_list_can_be_read_aloud(snapshot: SnapshotAssertion) -> None:
    assert comparison_text(years()) == snapshot


def test_text_of_no_difference_says_so_and_what_was_not_compared() -> None:
    contract = contract_of(fysio())
    text = comparison_text(compare(contract, contract))
    assert "Er is geen verschil in wat is vergeleken." in text
    assert "Niet vergeleken" in text


def test_json_is_as_documented(snapshot: SnapshotAssertion) -> None:
    text = comparison_json(next_year(locaties=["Ede"]))
    assert text == snapshot
    assert comparison_from_json(text) == next_year(locaties=["Ede"])


def test_json_of_another_shape_is_refused() -> None:
    with pytest.raises(ValidationError):
        comparison_from_json('{"schema": "izacontract/check/1"}')


def test_html_escapes_what_people_typed_and_marks_what_changed() -> None:
    page = comparison_html(next_year(opmerking="<script>alert(1)</script> & zonen"))
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; zonen" in page
    assert "<del>€\xa040,00</del><ins>€\xa041,00</ins>" in page
    assert comparison_html(years()).count("<table>") == 1


def test_changed_row_of_a_table_names_the_heading_of_each_cell_that_differs() -> None:
    def annex(*names: str) -> Contract:
        return contract_of(fysio(fysio={**fysio()["fysio"], "locaties": list(names)}))

    comparison = compare(annex("Ede", "Lunteren"), annex("Ede", "Otterlo"))
    assert "\n    2: Naam [-Lunteren-]{+Otterlo+}\n" in comparison_text(comparison)
    page = comparison_html(comparison)
    assert "2: Naam <del>Lunteren</del><ins>Otterlo</ins>" in page


def test_excel_has_was_beside_now_and_holds_no_formula() -> None:
    comparison = next_year(opmerking="=1+1")
    book = openpyxl.load_workbook(io.BytesIO(comparison_xlsx(comparison)))
    assert book.sheetnames == ["Was-wordt", "Aanvraag", "Verantwoording"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not any(cell.data_type == "f" for cell in cells)
    rows = [[cell.value for cell in row] for row in book["Was-wordt"].iter_rows(min_row=2)]
    tariff = next(row for row in rows if row[2] == "fysio.tarief" and "40,00" in str(row[4]))
    assert tariff[4:6] == [
        "Het tarief is €\xa040,00 voor PRAKTIJK PROEF.",
        "Het tarief is €\xa041,00 voor PRAKTIJK PROEF.",
    ]
    assert "=1+1" in [row[2].value for row in book["Aanvraag"].iter_rows()]


def test_excel_is_the_same_every_time() -> None:
    assert comparison_xlsx(next_year()) == comparison_xlsx(next_year())
    assert openpyxl.load_workbook(io.BytesIO(comparison_xlsx(years()))).sheetnames[1] == "Cijfers"
