"""`izacontract new --for` and `izacontract merge`: one party asks, the other answers, nobody writes for the other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import load_workbook

from izacontract.errors import ExitStatus
from tests.cli.conftest import Run
from tests.excel.filling import cell_of

INQUIRY = ("new", "fysio", "--for", "zorgaanbieder", "--request", "aanvraag.json", "-o", "uitvraag.xlsx")
MERGE = ("merge", "aanvraag.json", "antwoord.xlsx", "-o", "nieuw.yaml")


@pytest.fixture
def answered(run: Run, tmp_path: Path, request_file: Callable[..., Path]) -> Callable[..., None]:
    """Return what asks the provider, and writes the answer with cells changed by key."""
    request_file("aanvraag.json")
    asked = run(*INQUIRY)
    assert asked.status == ExitStatus.DONE, asked.err

    def answer(**changes: Any) -> None:
        book = load_workbook(tmp_path / "uitvraag.xlsx")
        page = book["Aanvraag"]
        for key, value in changes.items():
            if any(row[0].value == key for row in page.iter_rows()):
                cell_of(book, key).value = value
            else:
                page.append([key, None, value])
        book.save(tmp_path / "antwoord.xlsx")

    return answer


def test_inquiry_holds_only_what_the_provider_supplies_with_what_is_known(
    answered: Callable[..., None], tmp_path: Path
) -> None:
    page = load_workbook(tmp_path / "uitvraag.xlsx")["Aanvraag"]
    rows = {row[0]: row for row in page.iter_rows(min_row=4, values_only=True) if row[5]}
    assert {row[5] for key, row in rows.items() if key not in ("overeenkomst.kenmerk", "overeenkomst.sector")} == {
        "de zorgaanbieder"
    }
    assert rows["zorgaanbieder.naam"][2]
    assert rows["overeenkomst.sector"][2] == "fysio"


def test_answer_that_changes_nothing_gives_the_same_request(
    answered: Callable[..., None], run: Run, tmp_path: Path
) -> None:
    answered()
    ran = run(*MERGE)
    assert ran.status == ExitStatus.DONE, ran.err
    assert "Overgenomen: 0 velden" in ran.err
    assert run("generate", "aanvraag.json", "-o", "a.txt").status == run("generate", "nieuw.yaml", "-o", "b.txt").status
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == (tmp_path / "b.txt").read_text(encoding="utf-8")


def test_what_the_provider_supplies_is_taken_over_and_a_change_is_told(
    answered: Callable[..., None], run: Run, tmp_path: Path
) -> None:
    answered(**{"zorgaanbieder.naam": "Nieuwe naam", "overeenkomst.ondertekend_op": None})
    ran = run(*MERGE)
    assert ran.status == ExitStatus.DONE, ran.err
    assert "uitvraag.gewijzigd" in ran.err
    new = yaml.safe_load((tmp_path / "nieuw.yaml").read_text(encoding="utf-8"))
    assert new["zorgaanbieder"]["naam"] == "Nieuwe naam"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_conflicts_are_told_at_once_and_nothing_is_written(
    language: str, answered: Callable[..., None], run: Run, tmp_path: Path
) -> None:
    answered(**{
        "zorgverzekeraar.plaats": "Elders", "overeenkomst.kenmerk": "X-1", "zorgaanbieder.kvk": "12",
        "overeenkomst.plaats": "Elders",
    })  # fmt: skip
    ran = run(*MERGE, "--lang", language)
    assert ran.status == ExitStatus.REQUEST
    assert "uitvraag.veld-van-ander" in ran.err
    assert "uitvraag.andere-aanvraag" in ran.err
    assert "uitvraag.botsing" in ran.err
    assert "zorgaanbieder.kvk" in ran.err
    assert ("de zorgverzekeraar" if language == "nl" else "the insurer") in ran.err
    assert not (tmp_path / "nieuw.yaml").exists()


def test_inquiry_is_a_workbook(run: Run, tmp_path: Path) -> None:
    assert run("new", "fysio", "--for", "zorgaanbieder", "-o", "uitvraag.yaml").status == ExitStatus.USAGE
    assert run("new", "fysio", "--request", "a.yaml", "-o", "uitvraag.xlsx").status == ExitStatus.USAGE
    assert list(tmp_path.glob("uitvraag.*")) == []


def test_inquiry_says_in_dutch_how_the_answer_is_taken_over(run: Run, request_file: Callable[..., Path]) -> None:
    request_file()
    told = run(*INQUIRY)
    assert told.err.rstrip().endswith("izacontract merge aanvraag.json uitvraag.xlsx -o nieuw.yaml")
