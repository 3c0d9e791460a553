"""What `make fuzz` found in reading a request, each as small as it could be made."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from izacontract.errors import Severity
from izacontract.intake.read import examine_request
from izacontract.intake.sources import tree_of
from tests.contracts.support import changed, example, plugins
from tests.excel.filling import bare_form, data_of


@pytest.mark.parametrize("what", [{}, {"wat": ""}, {"wat": "schrappen"}, {"wat": 3}])
def test_deviation_that_says_not_what_to_do_is_a_fault_at_its_key(what: dict[str, Any]) -> None:
    deviation = {"clausule": "algemeen.tarieven", "lid": "x", "reden": "Proef", **what}
    found = examine_request({**example("ggz"), "afwijkingen": [deviation]}, plugins()).findings
    at_key = {finding.code for finding in found if finding.path == ("afwijkingen", 0, "wat")}
    assert at_key and at_key <= {"sleutel.ontbreekt", "waarde.keuze", "waarde.soort"}


@pytest.mark.parametrize("section", ["overeenkomst", "zorgverzekeraar", "zorgaanbieder"])
def test_section_that_is_missing_is_told_where_the_request_begins(section: str, tmp_path: Path) -> None:
    keys = [key for key in ("overeenkomst", "zorgverzekeraar", "zorgaanbieder") if key != section]
    file = tmp_path / "aanvraag.yaml"
    file.write_text("# uitleg\n" + "".join(f"{key}: {{}}\n" for key in keys), encoding="utf-8")
    found = examine_request(file, plugins()).findings
    places = {finding.position for finding in found if finding.path == (section,)}
    assert [(place.line, place.column) for place in places if place] == [(2, 1)]


def test_section_without_a_row_in_the_workbook_is_told_on_the_sheet_where_it_belongs(tmp_path: Path) -> None:
    book = bare_form(tree_of(changed(example("ggz")), plugins()), plugins())
    page = book["Aanvraag"]
    for row in range(page.max_row, 1, -1):
        if str(page.cell(row, 1).value).startswith("zorgaanbieder"):
            page.delete_rows(row)
    (tmp_path / "aanvraag.xlsx").write_bytes(data_of(book))
    found = examine_request(tmp_path / "aanvraag.xlsx", plugins()).findings
    faults = [finding for finding in found if finding.severity is Severity.FAULT]
    assert {"zorgaanbieder"} == {str(finding.path[0]) for finding in faults if finding.code == "sleutel.ontbreekt"}
    missing = [finding for finding in faults if finding.code == "sleutel.ontbreekt"]
    assert {finding.position.sheet for finding in missing if finding.position} == {"Aanvraag"}
