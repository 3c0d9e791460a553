"""What of the agreements landed: each commitment decided by rule, held against contracts and against the library."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import openpyxl
import pytest
from syrupy.assertion import SnapshotAssertion

import izacontract.coverage as by_module
from izacontract import Contract, coverage
from izacontract.build.commitments import STATUSES, answers, standing
from izacontract.clauses.lint import lint
from izacontract.coverage import Coverage, contract_years, gaps, sector_coverage, unlinked
from izacontract.model.accords import Accord
from izacontract.model.clause import Presence, Source
from izacontract.model.commitment import After, Commitment, Link, State, Status
from izacontract.model.contract import Decision, Ground, LookedAt
from izacontract.model.places import standings
from izacontract.render.text import text_of_clause
from izacontract.reports.coverage import coverage_report
from izacontract.reports.coverage_phrases import years
from izacontract.reports.forms import ReportForm, printed
from tests.contracts.support import SECTORS, TextFile, build, example, plugins, request_called, smallest, with_values
from tests.support import contract_of, fysio, outside


def coverage_text(coverages: Sequence[Coverage], unlinked: Sequence[str] = ()) -> str:
    return str(printed(coverage_report(coverages, unlinked), ReportForm.TEXT))


def coverage_html(coverages: Sequence[Coverage]) -> str:
    return str(printed(coverage_report(coverages), ReportForm.HTML))


def coverage_json(coverages: Sequence[Coverage], unlinked: Sequence[str] = ()) -> str:
    return str(printed(coverage_report(coverages, unlinked), ReportForm.JSON))


def coverage_xlsx(coverages: Sequence[Coverage]) -> bytes:
    file = printed(coverage_report(coverages), ReportForm.XLSX)
    assert isinstance(file, bytes)
    return file


LIBRARY = plugins().library
REQUESTS = [name.format(sector) for sector in SECTORS for name in ("{}", "kleinste {}", "alles/{}", "weggelaten/{}")]
OPEN = LookedAt("een.waarde", "Een, waarde", "nog open", open=True)
YEARS = (2025, 2026, 2027)
COMMITMENT = Commitment(
    "c", "1 Een", "Tekst.", Source("Akkoord", "1.1", None), (Link("a.een", "lid"),), ("a.bijlage",), None, None, "a"
)
PASSAGES = (Source("Vervolg", "§ 5", None), Source("Vervolg", "§ 4", None))
DOUBTED = replace(COMMITMENT, until=2026, after=After(State.UNCERTAIN, PASSAGES, 2028))
LAPSED = replace(COMMITMENT, until=2024, after=After(State.LAPSED, PASSAGES[:1], 2028))


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
        (replace(COMMITMENT, since=2027), IN, Status.ANSWERED, ""),
        (replace(COMMITMENT, since=2027), OUT, Status.NOT_APPLICABLE, "geen plan"),
        (replace(COMMITMENT, since=2027), replace(OUT, version=None), Status.ADDENDUM, "nieuw sinds 2027: regel per addendum"),
        (replace(COMMITMENT, since=2026, clauses=()), IN, Status.ADDENDUM, "nieuw sinds 2026: regel per addendum"),
        (replace(COMMITMENT, since=2025, clauses=()), IN, Status.MISSING, "voor deze zorgsoort is er nog geen clausule"),
        (replace(COMMITMENT, since=2026, clauses=(Link("a.een", "ander"),)), IN, Status.ADDENDUM, "nieuw sinds 2026: regel per addendum"),
        (replace(COMMITMENT, until=2024), IN, Status.NOT_APPLICABLE, "gold tot en met 2024"),
        (LAPSED, IN, Status.NOT_APPLICABLE, "vervallen na 2024: Vervolg, § 5"),
        (DOUBTED, IN, Status.ANSWERED, ""),
        (replace(DOUBTED, clauses=()), IN, Status.MISSING, "voor deze zorgsoort is er nog geen clausule"),
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
    (answer,) = answers([commitment], [settled, annex], "x", YEARS, 2025, lambda link: link.lid in (None, "lid"))
    assert (answer.status, answer.because) == (status, because)
    assert answer.links == ((*commitment.clauses, Link("a.bijlage")) if status is Status.ANSWERED else ())


@pytest.mark.parametrize(
    ("commitment", "asked", "uncertain"),
    [
        (COMMITMENT, YEARS, False),
        (replace(COMMITMENT, since=2026), (2026, 2027), False),
        (replace(COMMITMENT, until=2025), (2025,), False),
        (LAPSED, (), False),
        (replace(LAPSED, until=2026), (2025, 2026), False),
        (DOUBTED, YEARS, True),
        (replace(DOUBTED, until=2027), YEARS, False),
        (replace(DOUBTED, until=2024, after=After(State.CONTINUED, PASSAGES[:1], 2026)), (2025, 2026), False),
    ],
)
def test_commitment_asks_in_its_own_years(commitment: Commitment, asked: tuple[int, ...], uncertain: bool) -> None:
    (answer,) = answers([commitment], [IN], "x", YEARS, 2025, lambda link: True)
    assert answer.years == asked
    assert answer.uncertain is uncertain


def test_of_what_begins_after_the_last_year_a_report_is_silent() -> None:
    assert answers([replace(COMMITMENT, since=2028)], [IN], "x", YEARS, 2025, lambda link: True) == []


def test_uncertain_state_names_the_passages_that_contradict_each_other() -> None:
    assert standing(DOUBTED) == "onzeker na 2026: Vervolg, § 5, tegen § 4"
    assert standing(COMMITMENT) == ""


def test_years_in_print() -> None:
    assert [years(some) for some in ((), (2026,), (2023, 2024, 2025), (2023, 2025, 2026))] == [
        "", "2026", "2023-2025", "2023 en 2025-2026",
    ]  # fmt: skip


def test_public_name_is_the_function_also_when_its_module_is_imported() -> None:
    from izacontract import explain

    assert coverage.__module__ == "izacontract.coverage"
    assert explain.__module__ == "izacontract.explain"
    assert by_module is coverage


def rows_of(contract: Contract) -> dict[str, tuple[Status, tuple[str, ...]]]:
    return {row.commitment.id: (row.status, row.articles) for row in coverage(contract).rows}


def invented(begin: str = "2025-01-01", end: str = "2025-12-31") -> Contract:
    """Return a contract of the outside sector for a term; its agreement is extended from 2027, with a doubt."""
    return contract_of(fysio(overeenkomst={**fysio()["overeenkomst"], "begin": begin, "einde": end}))


def test_answer_names_article_lid_and_annex() -> None:
    assert rows_of(invented()) == {
        "proef-1.1-tarief": (Status.ANSWERED, ("artikel 4.2",)),
        "proef-2-locaties": (Status.ANSWERED, ("artikel 3", "bijlage A")),
    }
    assert rows_of(invented("2026-01-01", "2026-12-31"))["proef-1.2-thuis"][0] is Status.MISSING


def test_term_of_more_years_says_per_year_what_is_new_lapsed_and_uncertain() -> None:
    found = {row.commitment.id: row for row in coverage(invented("2025-01-01", "2027-12-31")).rows}
    told = {name: (row.status, row.years, row.uncertain) for name, row in found.items()}
    assert told == {
        "proef-1.1-tarief": (Status.ANSWERED, (2025, 2026, 2027), True),
        "proef-1.2-thuis": (Status.ADDENDUM, (2026, 2027), False),
        "proef-2-locaties": (Status.ANSWERED, (2025, 2026), False),
        "vervolg-3-tarief": (Status.ANSWERED, (2026, 2027), False),
    }
    assert found["proef-1.2-thuis"].because == "nieuw sinds 2026: regel per addendum"
    last = {row.commitment.id: row for row in coverage(invented("2025-01-01", "2027-12-31"), [2027]).rows}
    assert last["proef-2-locaties"].because == "vervallen na 2026: Vervolgakkoord, § 2, p. 6"
    assert last["proef-1.1-tarief"].years == (2027,)


def test_accord_narrows_the_report() -> None:
    rows = coverage(invented("2025-01-01", "2026-12-31"), accord="vervolg").rows
    assert [row.commitment.id for row in rows] == ["vervolg-3-tarief"]
    sector = outside().sectors["fysio"]
    narrowed = sector_coverage(sector, outside().library, accord="vervolg")
    assert [row.commitment.id for row in narrowed.rows] == ["vervolg-3-tarief"]


def test_accord_gives_its_commitments_their_years() -> None:
    bounds = {one.id: (one.since, one.until, one.last) for one in outside().library.commitments}
    assert bounds == {
        "proef-1.1-tarief": (2023, 2026, 2028),
        "proef-1.2-thuis": (2026, 2026, 2028),
        "proef-2-locaties": (2023, 2026, 2026),
        "vervolg-3-tarief": (2026, 2028, 2028),
    }
    assert contract_years(outside().library) == tuple(range(2023, 2029))


def test_every_commitment_of_an_extended_accord_says_what_became_of_it() -> None:
    """Without a state a report would choose in silence whether it still holds after the last year of the accord."""
    for one in LIBRARY.commitments:
        accord = LIBRARY.works[one.source.work]
        assert isinstance(accord, Accord)
        assert (one.after is not None) is bool(accord.extensions), one.id
        if one.after is not None:
            assert len(one.after.passages) >= (2 if one.after.state is State.UNCERTAIN else 1), one.id
    assert {one.after.state for one in LIBRARY.commitments if one.after} >= {State.CONTINUED, State.UNCERTAIN}


@pytest.mark.parametrize("year", contract_years(LIBRARY))
@pytest.mark.parametrize("sector", SECTORS)
def test_contract_of_a_year_knows_the_accords_of_that_year(sector: str, year: int, snapshot: SnapshotAssertion) -> None:
    term = {"overeenkomst.begin": f"{year}-01-01", "overeenkomst.einde": f"{year}-12-31"}
    contract = build(with_values(smallest(sector), term))
    later = [work for work in LIBRARY.works.values() if isinstance(work, Accord) and work.since > contract.end]
    ids = {accord.id for accord in later}
    assert not [row.commitment.id for row in coverage(contract).rows if row.commitment.source.work in ids]
    for item in (item for item in contract.decisions if item.include):
        cited = {source.work for source in item.sources if isinstance(LIBRARY.works.get(source.work), Accord)}
        assert not cited or not cited <= ids, item.clause
    for part in contract.parts:
        for clause in part.clauses:
            told = text_of_clause(contract, clause.id)
            assert not [accord.short for accord in later if re.search(rf"\b{accord.short}\b", told)], clause.id
    assert coverage_text([coverage(contract)]) == snapshot(extension_class=TextFile)


@pytest.mark.parametrize("name", REQUESTS)
def test_every_commitment_is_answered_where_it_says_or_has_its_reason(name: str) -> None:
    contract = build(request_called(name))
    places = standings(contract)
    begun = [one for one in LIBRARY.commitments if one.since is not None and one.since <= contract.end.year]
    assert [row.commitment for row in coverage(contract).rows] == begun
    for row in coverage(contract).rows:
        assert bool(row.articles) is (row.status is Status.ANSWERED) is not bool(row.because), row
        for link in row.links:
            assert link.lid is None or places[link.clause].has(link.lid), row
        assert bool(row.years) or row.status is Status.NOT_APPLICABLE, row
    assert sum(sum(counted.values()) for counted in coverage(contract).totals.values()) == len(begun)


def test_omission_is_reported_with_its_reason() -> None:
    omitted = [{"clausule": "algemeen.ova", "reden": "Partijen volgen het convenant"}]
    rows = {
        row.commitment.id: row
        for row in coverage(build(with_values(example("msz"), {"weggelaten": omitted}))).rows
    }  # fmt: skip
    assert rows["iza-j5-ova"].status is Status.LEFT_OUT
    assert rows["iza-j5-ova"].because == "Doorvertaling van de OVA: Partijen volgen het convenant"


def test_variant_without_the_lid_does_not_answer() -> None:
    rows = rows_of(build(with_values(example("huisartsen"), {"mtvp": {"deelname": False}})))
    assert rows["iza-e3-mtvp"][0] is Status.MISSING
    assert rows_of(build(example("huisartsen")))["iza-e3-mtvp"][0] is Status.ANSWERED


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


def test_commitments_stand_by_accord_and_by_the_parts_of_its_signed_text() -> None:
    chapters = list(dict.fromkeys(commitment.chapter for commitment in LIBRARY.commitments))
    accords = ("IZA", "Beoordelingskader", "AZWA")
    assert chapters == sorted(chapters, key=lambda chapter: (accords.index(chapter.split()[0]), chapter))
    assert all(re.match(r"Beoordelingskader$|(IZA|AZWA) ([A-L]|\d(\.\d)?) ", chapter) for chapter in chapters)
    for one in LIBRARY.commitments:
        accord, part, *_ = (*one.chapter.split(), "")
        lettered = f"onderdeel {part}, " if accord == "IZA" else part
        numbered = ("achtergrond", "stap ") if accord == "Beoordelingskader" else ("§ ", "hoofdstuk ")
        assert one.source.section.startswith(lettered if part.isalpha() else numbered), one.id


def test_lid_need_only_stand_in_the_texts_of_the_years_that_ask() -> None:
    ova = LIBRARY.clauses["algemeen.ova"]
    first = ova.versions[0]
    newer = replace(first, since=date(2026, 1, 1), text='1. {{ lid("later") }}Tekst.')
    library = replace(LIBRARY, clauses={**LIBRARY.clauses, ova.id: replace(ova, versions=(first, newer))})
    for lid, since, until, codes in (
        ("later", 2026, None, []),
        ("later", 2025, None, ["lid-onbekend"]),
        ("doorvertaling", 2023, 2025, []),
        ("doorvertaling", 2023, 2026, ["lid-onbekend"]),
    ):
        asked = replace(COMMITMENT, clauses=(Link(ova.id, lid),), also=(), since=since, until=until)
        found = lint(replace(library, commitments=(asked,)), plugins().folders)
        assert [item.code for item in found if item.file == "a/commitments.yaml"] == codes


def test_sector_shows_what_its_clauses_can_answer() -> None:
    found = {sector: sector_coverage(plugins().sectors[sector], LIBRARY, [2026]) for sector in SECTORS}
    rows = {row.commitment.id: row for row in found["msz"].rows}
    assert rows["iza-e3-mtvp"].because == "gaat alleen over huisartsen"
    assert rows["iza-g2-financiele-prikkel"].because == "alleen op verzoek"
    assert rows["iza-j5-ova"].articles == ("Indexatie en doorvertaling OVA", "Prijslijst en indexberekening")
    missing = {row.commitment.id: codes for row, codes in gaps(list(found.values()))}
    assert missing == {}
    assert all(Status.LEFT_OUT not in one.totals for one in found.values())


def test_topic_that_a_sector_does_not_take_is_a_gap() -> None:
    poorer = replace(plugins().sectors["msz"], takes=frozenset())
    rows = {row.commitment.id: row.status for row in sector_coverage(poorer, LIBRARY).rows}
    assert rows["iza-j5-ova"] is Status.MISSING
    assert rows["iza-a1-passende-zorg"] is Status.ANSWERED


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
    assert [cell.value for cell in sheet["F"]][1:] == [STATUSES[row.status] for row in rows]
    assert [cell.value or "" for cell in sheet["E"]][1:] == [years(row.years) for row in rows]
    assert [row["years"] for row in answer["rows"]] == [list(row.years) for row in rows]
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
