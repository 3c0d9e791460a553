"""The memo: all that is to be known of a contract and does not stand in it, with every part in every form."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document
from syrupy.assertion import SnapshotAssertion

from izacontract import Contract, ContractRequest, RequestInvalid, build_contract, read_request
from izacontract.build.check import with_review
from izacontract.cli.app import main
from izacontract.errors import ExitStatus
from izacontract.memo import Memo, memo_of
from izacontract.model.contract import Annex, Lid, PlacedClause, Table, Value, Words
from izacontract.model.own import is_own
from izacontract.render.seal import seal_contract, seal_text
from izacontract.render.seal_reading import seal_from_text
from izacontract.render.text import text
from izacontract.render.word import word
from izacontract.reports.forms import ReportForm, printed
from izacontract.reports.memo import memo_report
from tests.contracts.support import TextFile, build, example, plugins, request_called
from tests.support import fysio, outside

REASON = "onze jurist leest mee"
OWN: dict[str, Any] = {
    "bijzondere_bepalingen": [
        {
            "kop": "Avondspreekuur",
            "tekst": "De Zorgaanbieder houdt elke dinsdag een avondspreekuur.",
            "soort": "aanvulling",
            "reden": "Veel verzekerden werken overdag",
            "overeengekomen_door": "A. de Wit en M. el Amrani",
            "overeengekomen_op": "2026-11-02",
        }
    ],
    "eigen_bijlagen": [{"titel": "Protocol", "kenmerk": "P-1", "datum": "2026-10-01"}],
    "weggelaten": [
        {"clausule": "algemeen.contracteerproces", "reden": "Partijen volgen het convenant zorginkoop Brabant"}
    ],
}


@cache
def made() -> tuple[ContractRequest, Contract]:
    """Return a request with open points, omissions and own words, and its contract."""
    request = read_request({**request_called("kleinste huisartsen"), **OWN}, plugins("beoordeeld"))
    return request, build_contract(request, plugins("beoordeeld"))


@cache
def memo() -> Memo:
    request, contract = made()
    return memo_of(contract, request, plugins("beoordeeld"))


def words_of(form: ReportForm) -> str:
    """Return all words of the memo in `form`."""
    told = printed(memo_report(memo()), form)
    if form is ReportForm.DOCX:
        assert isinstance(told, bytes)
        document = Document(io.BytesIO(told))
        cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
        return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    if form is ReportForm.XLSX:
        assert isinstance(told, bytes)
        book = openpyxl.load_workbook(io.BytesIO(told))
        return "\n".join(str(value) for sheet in book for row in sheet.values for value in row if value)
    assert isinstance(told, str)
    return told


@pytest.mark.parametrize("form", ReportForm)
def test_memo_tells_all_in_every_form(form: ReportForm) -> None:
    told = words_of(form)
    _, contract = made()
    for said in (
        *(point.field for point in contract.open_points),
        "mr. P. Proef, 1 mei 2026",
        "Partijen volgen het convenant zorginkoop Brabant",
        "Veel verzekerden werken overdag",
        "A. de Wit en M. el Amrani",
        "2 november 2026",
        "Protocol",
        "Kamerstukken 31 765, nr. 655",
        "gebruikelijke waarde, termijnen.betaling",
    ):
        assert said in told, said


def test_contract_itself_says_nothing_of_sources_review_or_the_tool() -> None:
    _, contract = made()
    told = text(contract)
    assert "bijlage-bronnen" not in {annex.slot for annex in contract.annexes}
    for said in ("izacontract", "juridisch beoordeeld", "Geraadpleegd", "Wie levert het aan"):
        assert said not in told
    (decision,) = (one for one in contract.decisions if one.clause == "algemeen.bijlage-bronnen")
    assert (decision.include, decision.because[:11]) == (False, "ingetrokken")


def test_json_has_open_points_by_who_supplies_them() -> None:
    answer = json.loads(words_of(ReportForm.JSON))
    assert answer["schema"] == "izacontract/memo/1"
    listed = [point["field"] for points in answer["open_points"].values() for point in points]
    _, contract = made()
    assert sorted(listed) == sorted(point.field for point in contract.open_points)
    assert [one["kind"] for one in answer["deviations"]] == ["aanvulling", "eigen bijlage"]


def test_every_text_of_ours_is_listed_with_its_review_and_every_source_with_its_place() -> None:
    _, contract = made()
    included = {one.clause for one in contract.decisions if one.include and not is_own(one.clause)}
    assert {one.clause for one in memo().texts} == included
    reviewed = {one.clause for one in memo().texts if one.reviewed}
    assert reviewed == {"algemeen.slot"}
    cited = {(one.source.document, one.source.section) for one in memo().sources}
    assert {(source.document, source.section) for source in contract.sources} == cited
    assert all(one.places for one in memo().sources)


def test_known_parameter_is_told_with_its_source() -> None:
    request = read_request(example("msz"), plugins())
    figures = memo_of(build_contract(request, plugins()), request, plugins()).figures
    assert any(figure.origin.startswith("parameter ") for figure in figures)
    assert any(figure.origin == "aanvraag, ova.percentage" for figure in figures)


def test_figure_has_its_title_and_the_leden_that_print_it() -> None:
    request = read_request(example("msz"), plugins())
    contract = build_contract(request, plugins())
    clauses = [clause for part in contract.articles for clause in part.clauses]
    leden = [block for clause in clauses for block in clause.blocks if isinstance(block, Lid)]
    figures = {figure.name: figure for figure in memo_of(contract, request, plugins()).figures}
    told = [place.removeprefix("artikel ") for place in figures["Termijnen, melding"].places]
    printing = [lid.number for lid in leden if any(v.name == "melding" for v in lid.text if isinstance(v, Value))]
    assert set(told) >= set(printing) > set()
    assert len(told) < len(leden) / 2
    assert all(figure.printed != "tabel van 0 regels" for figure in figures.values())
    tables = {
        block.header for part in contract.parts for c in part.clauses for block in c.blocks if isinstance(block, Table)
    }
    named = {figure.name for figure in figures.values() if figure.printed.startswith("tabel") and ", " in figure.name}
    assert {name for name in named if not name.startswith("Medisch")} <= {", ".join(header) for header in tables}


def test_final_without_review_needs_a_reason_that_the_seal_keeps() -> None:
    contract = build(request_called("alles/msz"), final=True)
    with pytest.raises(RequestInvalid) as caught:
        with_review(contract, "")
    assert [one.code for one in caught.value.findings] == ["contract.definitief-zonder-beoordeling"]
    sent = with_review(contract, REASON)
    assert text(sent) == text(contract)
    assert seal_from_text(seal_text(seal_contract(sent))).unreviewed == REASON
    assert '"unreviewed"' not in seal_text(seal_contract(contract))


def test_document_of_before_with_the_annex_is_read_verified_and_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    contract = build(example("mdz"))
    day = contract.reference_day
    told = Lid("", (Words("Deze bijlage geeft een toelichting."),), mark="algemeen.bijlage-bronnen#1")
    clause = PlacedClause("algemeen.bijlage-bronnen", "Bronnen en open punten", day, (told,))
    last = chr(ord(contract.annexes[-1].letter) + 1)
    annex = Annex(last, "bijlage-bronnen", "Bronnen en open punten", (clause,))
    for name, one in (("was", replace(contract, annexes=(*contract.annexes, annex))), ("wordt", contract)):
        (tmp_path / f"{name}.docx").write_bytes(word(one))
        assert main(["verify", str(tmp_path / f"{name}.docx")]) == ExitStatus.DONE
    capsys.readouterr()
    assert main(["compare", str(tmp_path / "was.docx"), str(tmp_path / "wordt.docx")]) == ExitStatus.DIFFERENCES
    assert "Deze bijlage geeft een toelichting." in capsys.readouterr().out


def test_memo_of_the_outside_plugin_reads_like_a_memo(snapshot: SnapshotAssertion) -> None:
    request = read_request(fysio(fysio={"locaties": ["Ede"]}), outside())
    told = memo_report(memo_of(build_contract(request, outside()), request, outside()))
    assert printed(told, ReportForm.TEXT) == snapshot(extension_class=TextFile)
