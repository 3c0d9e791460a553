"""What of the agreements landed: each commitment decided by rule, held against contracts and against the library."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import openpyxl
import pytest
from syrupy.assertion import SnapshotAssertion

import izacontract.coverage as by_module
from izacontract import Contract, coverage
from izacontract.build.cover import STATUSES, answers
from izacontract.clauses.lint import lint
from izacontract.coverage import Coverage, gaps, sector_coverage, unlinked
from izacontract.model.clause import Presence, Source
from izacontract.model.commitment import Commitment, Link, Status
from izacontract.model.contract import Decision, Ground, LookedAt, Table
from izacontract.model.places import standings
from izacontract.render.coverage.html import coverage_html
from izacontract.render.coverage.json import coverage_json
from izacontract.render.coverage.text import coverage_text
from izacontract.render.coverage.xlsx import coverage_xlsx
from izacontract.render.text import plain
from tests.contracts.support import SECTORS, TextFile, build, example, plugins, request_called, smallest, with_values
from tests.support import contract_of, fysio, outside

LIBRARY = plugins().library
REQUESTS = [name.format(sector) for sector in SECTORS for name in ("{}", "kleinste {}", "alles/{}", "weggelaten/{}")]
OPEN = LookedAt("een.waarde", "Een, waarde", "nog open", open=True)
COMMITMENT = Commitment(
    "c", "1 Een", "Tekst.", Source("Akkoord", "1.1", None), (Link("a.een", "lid"),), ("a.bijlage",), None, None, "a"
)


def decision(clause: str, *, include: bool, **changes: Any) -> Decision:
    plain_one = Decision(
        clause, clause, include, "geen plan", "a", Presence.CONDITIONAL, date(2023, 1, 1), "a", (), None, ()
    )
    return replace(plain_one, **changes)


IN = decision("a.een", include=True)
OUT = decision("a.een", include=False)


@pytest.mark.parametrize(
    ("commitment", "settled", "status", "because"),
    [
        (COMMITMENT, IN, Status.ANSWERED, ""),
        (replace(COMMITMENT, sectors=("x",)), IN, Status.ANSWERED, ""),
        (replace(COMMITMENT, sectors=("y", "z")), IN, Status.NOT_APPLICABLE, "gaat alleen over y en z"),
        (replace(COMMITMENT, since=date(2027, 1, 1)), IN, Status.ANSWERED, ""),
        (replace(COMMITMENT, since=date(2026, 12, 31)), OUT, Status.NOT_APPLICABLE, "geen plan"),
        (replace(COMMITMENT, since=date(2027, 1, 1)), OUT, Status.NOT_APPLICABLE, "geldt vanaf 1 januari 2027, na dit contract"),
        (COMMITMENT, OUT, Status.NOT_APPLICABLE, "geen plan"),
        (COMMITMENT, replace(OUT, looked_at=(OPEN,)), Status.MISSING, "geen plan"),
        (COMMITMENT, replace(OUT, presence=Presence.OPTIONAL), Status.MISSING, "geen plan"),
        (COMMITMENT, replace(OUT, omitted="staat elders", ground=Ground.OMISSION), Status.LEFT_OUT, "a.een: staat elders"),
        (COMMITMENT, replace(OUT, ground=Ground.SECTOR), Status.MISSING, "voor deze zorgsoort is er nog geen clausule"),
        (COMMITMENT, replace(OUT, ground=Ground.TOPIC), Status.MISSING, "voor deze zorgsoort is er nog geen clausule"),
        (replace(COMMITMENT, clauses=()), IN, Status.MISSING, "voor deze zorgsoort is er nog geen clausule"),
        (replace(COMMITMENT, clauses=(Link("a.een", "ander"),)), IN, Status.MISSING, "a.een: deze vorm van de tekst heeft geen lid hierover"),
    ],
)  # fmt: skip
def test_commitment_gets_its_status(commitment: Commitment, settled: Decision, status: Status, because: str) -> None:
    annex = decision("a.bijlage", include=True)
    (answer,) = answers([commitment], [settled, annex], "x", date(2026, 12, 31), lambda link: link.lid in (None, "lid"))
    assert (answer.status, answer.because) == (status, because)
    assert answer.links == ((*commitment.clauses, Link("a.bijlage")) if status is Status.ANSWERED else ())


def test_public_name_is_the_function_also_when_its_module_is_imported() -> None:
    from izacontract import explain

    assert coverage.__module__ == "izacontract.coverage"
    assert explain.__module__ == "izacontract.explain"
    assert by_module is coverage


def rows_of(contract: Contract) -> dict[str, tuple[Status, tuple[str, ...]]]:
    return {row.commitment.id: (row.status, row.articles) for row in coverage(contract).rows}


def test_answer_names_article_lid_and_annex() -> None:
    assert rows_of(contract_of(fysio())) == {
        "proef-1.1-tarief": (Status.ANSWERED, ("artikel 4.2",)),
        "proef-1.2-thuis": (Status.NOT_APPLICABLE, ()),
        "proef-2-locaties": (Status.ANSWERED, ("artikel 3", "bijlage A")),
    }
    later = {"overeenkomst": {**fysio()["overeenkomst"], "begin": "2026-01-01", "einde": "2026-12-31"}}
    assert rows_of(contract_of(fysio(**later)))["proef-1.2-thuis"][0] is Status.MISSING


@pytest.mark.parametrize("name", REQUESTS)
def test_every_commitment_is_answered_where_it_says_or_has_its_reason(name: str) -> None:
    contract = build(request_called(name))
    places = standings(contract)
    assert [row.commitment for row in coverage(contract).rows] == list(LIBRARY.commitments)
    for row in coverage(contract).rows:
        assert bool(row.articles) is (row.status is Status.ANSWERED) is not bool(row.because), row
        for link in row.links:
            assert link.lid is None or places[link.clause].has(link.lid), row
    assert sum(sum(counted.values()) for counted in coverage(contract).totals.values()) == len(LIBRARY.commitments)


def test_omission_is_reported_with_its_reason() -> None:
    omitted = [{"clausule": "algemeen.ova", "reden": "Partijen volgen het convenant"}]
    rows = {
        row.commitment.id: row
        for row in coverage(build(with_values(example("msz"), {"weggelaten": omitted}))).rows
    }  # fmt: skip
    assert rows["iza-4.1.3-ova-zonder-korting"].status is Status.LEFT_OUT
    assert rows["iza-4.1.3-ova-zonder-korting"].because == "Doorvertaling van de OVA: Partijen volgen het convenant"


def test_variant_without_the_lid_does_not_answer() -> None:
    rows = rows_of(build(with_values(example("huisartsen"), {"mtvp": {"deelname": False}})))
    assert rows["iza-3.3-mtvp"][0] is Status.MISSING
    assert rows_of(build(example("huisartsen")))["iza-3.3-mtvp"][0] is Status.ANSWERED


@pytest.mark.parametrize("sector", SECTORS)
def test_annex_of_sources_prints_the_totals_and_what_is_not_carried(sector: str) -> None:
    contract = build(request_called(f"weggelaten/{sector}"))
    annex = next(part for part in contract.annexes if part.slot == "bijlage-bronnen")
    tables = {b.header[0]: b for b in annex.clauses[0].blocks if isinstance(b, Table)}
    totals = [tuple(map(plain, row)) for row in tables["Hoofdstuk van het IZA"].rows]
    assert totals == [
        (chapter, *(str(counted[status]) for status in STATUSES))
        for chapter, counted in coverage(contract).totals.items()
    ]
    carried = (Status.ANSWERED, Status.NOT_APPLICABLE)
    absent = [row for row in coverage(contract).rows if row.status not in carried]
    assert [plain(row[1]) for row in tables["IZA"].rows] == [row.commitment.text for row in absent]
    assert any(row.status is Status.LEFT_OUT for row in absent)


def test_commitments_name_only_clauses_and_leden_that_exist() -> None:
    found = [item.message.nl for item in lint(LIBRARY, plugins().folders) if "commitments.yaml" in item.file]
    assert found == []
    lost = replace(COMMITMENT, clauses=(Link("algemeen.weg"), Link("algemeen.ova", "weg")), also=("ook.weg",))
    wrong = lint(replace(LIBRARY, commitments=(lost,)), plugins().folders)
    assert {item.code for item in wrong if item.file == "a/commitments.yaml"} == {"clausule-onbekend", "lid-onbekend"}


def test_every_clause_with_a_source_in_the_agreement_answers_a_commitment() -> None:
    assert unlinked(LIBRARY) == []
    fewer = [c for c in LIBRARY.commitments if "msz.msb" not in [link.clause for link in c.clauses]]
    assert unlinked(replace(LIBRARY, commitments=tuple(fewer))) == ["msz.msb"]


def test_commitments_of_sectors_stand_in_the_chapters_of_all() -> None:
    order = [commitment.chapter for commitment in LIBRARY.commitments]
    assert order == sorted(order)
    assert len(set(order)) == 10
    assert all(re.match(r"[34]\.\d ", chapter) for chapter in order)


def test_sector_shows_what_its_clauses_can_answer() -> None:
    found = {sector: sector_coverage(plugins().sectors[sector], LIBRARY) for sector in SECTORS}
    rows = {row.commitment.id: row for row in found["msz"].rows}
    assert rows["iza-3.3-mtvp"].because == "gaat alleen over huisartsen"
    assert rows["iza-3.5-preventie"].because == "alleen op verzoek"
    assert rows["iza-3.6-ova"].articles == ("Indexatie en doorvertaling OVA", "Prijslijst en indexberekening")
    missing = {row.commitment.id: codes for row, codes in gaps(list(found.values()))}
    assert missing["iza-3.4-verkennend-gesprek"] == ("huisartsen",)
    assert all(Status.LEFT_OUT not in one.totals for one in found.values())


def test_topic_that_a_sector_does_not_take_is_a_gap() -> None:
    poorer = replace(plugins().sectors["msz"], takes=frozenset())
    rows = {row.commitment.id: row.status for row in sector_coverage(poorer, LIBRARY).rows}
    assert rows["iza-3.6-ova"] is Status.MISSING
    assert rows["iza-3.1-passende-zorg"] is Status.ANSWERED


@cache
def of_example() -> Coverage:
    return coverage(build(example("msz")))


def all_sectors() -> list[Coverage]:
    return [sector_coverage(sector, LIBRARY) for sector in plugins().sectors.values()]


def test_example_reads_like_a_report(snapshot: SnapshotAssertion) -> None:
    assert coverage_text([of_example()]) == snapshot(extension_class=TextFile)


def test_sector_reads_like_a_report(snapshot: SnapshotAssertion) -> None:
    assert coverage_text([sector_coverage(plugins().sectors["huisartsen"], LIBRARY)]) == snapshot(
        extension_class=TextFile
    )


def test_all_sectors_read_like_a_matrix(snapshot: SnapshotAssertion) -> None:
    assert coverage_text(all_sectors(), unlinked(LIBRARY)) == snapshot(extension_class=TextFile)


def test_json_of_a_contract(snapshot: SnapshotAssertion) -> None:
    assert coverage_json([coverage(contract_of(fysio()))]) == snapshot(extension_class=TextFile)


def test_json_of_a_sector_has_the_gaps(snapshot: SnapshotAssertion) -> None:
    sector = outside().sectors["fysio"]
    assert coverage_json([sector_coverage(sector, outside().library)], ["fysio.los"]) == snapshot(
        extension_class=TextFile
    )


@pytest.mark.parametrize("reported", [lambda: [of_example()], all_sectors], ids=["example", "all"])
def test_forms_say_the_same(reported: Callable[[], list[Coverage]]) -> None:
    found = reported()
    rows = [row for one in found for row in one.rows]
    answer = json.loads(coverage_json(found))
    assert [(row["section"], row["status"], row["articles"]) for row in answer["rows"]] == [
        (row.commitment.source.section, row.status, list(row.articles)) for row in rows
    ]
    sheet = openpyxl.load_workbook(io.BytesIO(coverage_xlsx(found)))["Afspraken"]
    assert [cell.value for cell in sheet["E"]][1:] == [STATUSES[row.status] for row in rows]
    page, text = coverage_html(found), coverage_text(found)
    for row in found[0].rows:
        assert page.count(f'id="{row.commitment.id}"') == 1
        assert row.commitment.text in text
    assert [page.count(f'"status {status.value}"') - 1 for status in STATUSES] == [
        sum(row.status is status for row in rows) for status in STATUSES
    ]


@pytest.mark.parametrize("form", [coverage_json, coverage_html, coverage_text])
def test_every_form_says_that_it_is_no_legal_verdict(form: Any) -> None:
    assert "geen juridisch oordeel" in form([of_example()])


def test_page_stands_by_itself_and_escapes_what_people_typed() -> None:
    reason = "<script>alert(1)</script> & zo"
    request = with_values(example("msz"), {"weggelaten": [{"clausule": "algemeen.ova", "reden": reason}]})
    page = coverage_html([coverage(build(request))])
    assert "&lt;script&gt;" in page
    assert not re.search(r"<script|https?://|<link|@import|url\(", page)


def test_workbook_keeps_a_formula_as_text_and_its_bytes() -> None:
    request = with_values(smallest("msz"), {"weggelaten": [{"clausule": "algemeen.ova", "reden": "=1+1 en verder"}]})
    found = [coverage(build(request))]
    cells = [cell for row in openpyxl.load_workbook(io.BytesIO(coverage_xlsx(found)))["Afspraken"] for cell in row]
    assert {cell.data_type for cell in cells if cell.value} == {"s"}
    assert coverage_xlsx(found) == coverage_xlsx(found)


def test_library_without_commitments_gives_an_empty_report() -> None:
    bare = replace(contract_of(fysio()), commitments=())
    assert json.loads(coverage_json([coverage(bare)]))["rows"] == []
    for form in (coverage_text, coverage_html, coverage_xlsx):
        assert form([coverage(bare)])
        assert form([])
