"""A run over thousands of rows: what fails is listed, what is good is made, and order decides nothing but order."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from importlib.metadata import EntryPoint
from pathlib import Path
from time import sleep
from typing import Any

import openpyxl
import pytest

from izacontract import build_contract, load_plugins, read_request
from izacontract.batch import chunks, faults, memo, overview
from izacontract.batch.executors import Crew, here, of_executor
from izacontract.batch.faults import harmless
from izacontract.batch.folder import check_folder, run_folder
from izacontract.batch.names import read_pattern
from izacontract.batch.rows import TableRow
from izacontract.batch.run import MOST_ROWS, Totals, prepare, run
from izacontract.batch.worker import work
from izacontract.errors import PluginError
from izacontract.render.formats import ContractFormat
from izacontract.render.seal_part import seal_checksum
from izacontract.render.word import word
from tests.batch.support import base, contents, entries, good, install, made, row, with_faults
from tests.support import FYSIO, fysio, outside


def listed(folder: Path) -> list[dict[str, str]]:
    with (folder / faults.CSV).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_hundred_bad_rows_of_two_thousand_are_listed_and_the_others_are_made(tmp_path: Path) -> None:
    over = base()
    rows = good(over, 2_000)
    spoiled = with_faults(rows, over, 100, seed=6)
    totals = made(rows, tmp_path / "uit")
    assert (totals.rows, totals.made, totals.failed, totals.kept, totals.removed) == (2_000, 1_900, 100, 0, 0)
    found = listed(tmp_path / "uit")
    assert {int(fault["rij"]): fault["kolom"] for fault in found} == spoiled
    assert len(found) == totals.faults
    for fault in found:
        assert fault["waarde"] == rows[int(fault["rij"]) - 2].cells[fault["kolom"]]
        assert fault["kenmerk"] == f"K-{int(fault['rij']):05}"
        assert fault["melding"]
        assert fault["oplossing"]
    manifest = entries(tmp_path / "uit")
    assert [entry["row"] for entry in manifest] == [r.number for r in rows if r.number not in spoiled]
    names = {entry["file"] for entry in manifest}
    beside = {faults.CSV, faults.XLSX, "manifest.jsonl", "memo.xlsx", overview.XLSX}
    assert names | beside == contents(tmp_path / "uit").keys()
    for entry in manifest[::50]:
        assert sha256((tmp_path / "uit" / entry["file"]).read_bytes()).hexdigest() == entry["sha256"]


def test_manifest_gives_the_seal_of_each_word_file(tmp_path: Path) -> None:
    made(good(base(), 3), tmp_path / "uit", form=ContractFormat.DOCX)
    manifest = entries(tmp_path / "uit")
    assert len({entry["seal"] for entry in manifest}) == 3
    for entry in manifest:
        assert entry["seal"] == seal_checksum((tmp_path / "uit" / entry["file"]).read_bytes())


def test_workbook_lists_the_same_faults_as_text(tmp_path: Path) -> None:
    over = base()
    rows = [
        row(over, 2, {"zorgaanbieder.naam": "=1+1", "zorgaanbieder.kvk": "0012"}),
        row(over, 3, {"fysio.tarief": "x"}),
    ]
    made(rows, tmp_path / "uit")
    sheet = openpyxl.load_workbook(tmp_path / "uit" / faults.XLSX).worksheets[0]
    table = [[cell.value for cell in line] for line in sheet.iter_rows()]
    assert table[0] == ["rij", "kenmerk", "kolom", "waarde", "melding", "oplossing", "plaats"]
    assert [str(cell or "") for cell in table[1]] == list(listed(tmp_path / "uit")[0].values())
    assert table[1][3] == "0012"
    assert [line[0] for line in table[1:]] == [2, 3]


def test_list_of_faults_speaks_english_when_asked(tmp_path: Path) -> None:
    prepared = prepare(base(), outside(), ContractFormat.TEXT)
    with run_folder(tmp_path / "uit", resume=False, force=False) as folder:
        bad = [row(base(), 2, {"zorgaanbieder.kvk": "12"})]
        run(bad, prepared, read_pattern("{kenmerk}", ".txt"), folder, here(), "en")
    text = (tmp_path / "uit" / faults.CSV).read_text(encoding="utf-8-sig")
    assert text.startswith("row;reference;column;value;message;hint;place")
    assert "8 digits" in text


@pytest.mark.parametrize("text", ["=1+1", "+31 6", "-x", "@SOM(A1)", "\t=1", "  =1", "\r=2"])
def test_value_that_could_be_a_formula_is_made_harmless(text: str) -> None:
    assert harmless(text).startswith("'")


@pytest.mark.parametrize("text", ["-12,50", "+3", "praktijk = goed", "04999101", ""])
def test_other_value_stays_as_it_was_typed(text: str) -> None:
    assert harmless(text) == text


def test_all_faults_of_a_row_are_told_at_once(tmp_path: Path) -> None:
    bad = row(base(), 2, {"zorgaanbieder.kvk": "1", "zorgaanbieder.agb": "2", "zorgaanbieder.naam": "x" * 160})
    made([bad], tmp_path / "uit", name="{zorgaanbieder.naam}")
    columns = {fault["kolom"] for fault in listed(tmp_path / "uit")}
    assert columns >= {"zorgaanbieder.kvk", "zorgaanbieder.agb", "zorgaanbieder.naam"}


def test_two_rows_with_one_name_are_told_of_each_other(tmp_path: Path) -> None:
    over = base()
    rows = [row(over, 2, {}, "A/1"), row(over, 3, {}, "a:1"), row(over, 4, {}, "B")]
    totals = made(rows, tmp_path / "uit")
    assert (totals.made, totals.failed) == (2, 1)
    (fault,) = listed(tmp_path / "uit")
    assert fault["rij"] == "3"
    assert "rij 2" in fault["melding"]
    assert "a-1.txt" in fault["melding"]
    assert [entry["file"] for entry in entries(tmp_path / "uit")] == ["A-1.txt", "B.txt"]


def test_plugin_that_raises_on_one_row_fails_that_row_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    plugins = load_plugins([FYSIO, EntryPoint("kwaad", "kwaad", "izacontract")])
    rows = good(base(), 3)
    rows[1] = row(base(), 3, {"fysio.opmerking": "breek"})
    totals = made(rows, tmp_path / "uit", plugins=plugins)
    assert (totals.made, totals.failed) == (2, 1)
    (fault,) = listed(tmp_path / "uit")
    assert fault["rij"] == "3"
    assert "kwaad" in fault["melding"]
    assert "deze rij bevalt me niet" in fault["melding"]


def test_error_of_our_own_fails_that_row_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(tree: Any, plugins: Any, real: Callable[..., Any] = chunks.work.__globals__["examine_tree"]) -> Any:
        if tree.root["overeenkomst"]["kenmerk"] == "K-00003":
            raise ZeroDivisionError("bij ons")
        return real(tree, plugins)

    monkeypatch.setattr("izacontract.batch.worker.examine_tree", broken)
    totals = made(good(base(), 3), tmp_path / "uit")
    assert (totals.made, totals.failed) == (2, 1)
    assert "ZeroDivisionError: bij ons" in listed(tmp_path / "uit")[0]["melding"]


def test_final_run_lists_open_points_as_faults(tmp_path: Path) -> None:
    over = base(fysio={"soort": "thuis"})
    totals = made([row(over, 2, {}), row(over, 3, {"fysio.tarief": "40"})], tmp_path / "uit", over=over, final=True)
    assert (totals.made, totals.failed) == (1, 1)
    assert {fault["kolom"] for fault in listed(tmp_path / "uit")} == {"fysio.tarief"}


def test_run_refuses_while_a_plugin_is_broken() -> None:
    plugins = load_plugins([FYSIO, EntryPoint("stuk", "bestaat_niet", "izacontract")])
    with pytest.raises(PluginError) as refused:
        prepare(base(), plugins, ContractFormat.TEXT)
    assert refused.value.code == "plugin.kapot"


def test_document_is_that_of_one_request_with_the_same_values(tmp_path: Path) -> None:
    plugins = outside()
    made([row(base(), 2, {"zorgaanbieder.naam": "Praktijk Twee"})], tmp_path / "uit", form=ContractFormat.DOCX)
    alone = fysio()
    alone["overeenkomst"]["kenmerk"], alone["zorgaanbieder"]["naam"] = "K-00002", "Praktijk Twee"
    contract = build_contract(read_request(alone, plugins), plugins)
    assert (tmp_path / "uit" / "K-00002.docx").read_bytes() == word(contract)


class Dawdling(ThreadPoolExecutor):
    """Finishes later tasks before earlier ones."""

    def submit(self, task: Callable[..., Any], /, *arguments: Any, **named: Any) -> Any:  # type: ignore[override]
        def slow() -> Any:
            sleep(random.random() / 50)
            return task(*arguments, **named)

        return super().submit(slow)


def test_order_in_which_workers_finish_decides_nothing(tmp_path: Path) -> None:
    over = base()
    rows = good(over, 8 * MOST_ROWS)
    with_faults(rows, over, 9, seed=1)
    made(rows, tmp_path / "een")
    with Dawdling(4) as executor:
        made(rows, tmp_path / "vier", crew=of_executor(executor, 4))
    assert contents(tmp_path / "een") == contents(tmp_path / "vier")


def test_rows_are_read_no_further_than_needed(tmp_path: Path) -> None:
    read = 0
    farthest = 0

    def reading() -> Iterator[TableRow]:
        nonlocal read
        for one in good(base(), 20 * MOST_ROWS):
            read += 1
            yield one

    def watch(totals: Totals) -> None:
        nonlocal farthest
        farthest = max(farthest, read - totals.rows)

    with ThreadPoolExecutor(1) as executor, run_folder(tmp_path / "uit", resume=False, force=False) as folder:
        crew = of_executor(executor, 1)
        pattern = read_pattern("{kenmerk}", ".txt")
        run(reading(), prepare(base(), outside(), ContractFormat.TEXT), pattern, folder, crew, "nl", watch)
    assert 0 < farthest <= crew.ahead * MOST_ROWS


def test_check_lists_what_is_wrong_and_makes_nothing(tmp_path: Path) -> None:
    over = base()
    rows = good(over, 60)
    spoiled = with_faults(rows, over, 7, seed=3)
    prepared = prepare(over, outside(), ContractFormat.DOCX, only_check=True)
    pattern = read_pattern("{kenmerk}", ".docx")
    with check_folder(tmp_path / "uit") as folder:
        totals = run(rows, prepared, pattern, folder, here())
    assert totals.failed == 7
    assert {int(fault["rij"]) for fault in listed(tmp_path / "uit")} == spoiled.keys()
    assert contents(tmp_path / "uit").keys() == {faults.CSV, faults.XLSX}
    without = run(rows, prepared, pattern, None, here())
    assert [found[0] for found in without.lines] == [int(fault["rij"]) for fault in listed(tmp_path / "uit")]


def test_check_without_faults_leaves_no_folder(tmp_path: Path) -> None:
    prepared = prepare(base(), outside(), ContractFormat.DOCX, only_check=True)
    with check_folder(tmp_path / "uit") as folder:
        run(good(base(), 3), prepared, read_pattern("{kenmerk}", ".docx"), folder, here())
    assert not (tmp_path / "uit").exists()


@pytest.mark.parametrize("form", [form for form in ContractFormat if form is not ContractFormat.PDF])
def test_every_form_can_be_made(form: ContractFormat, tmp_path: Path) -> None:
    made(good(base(), 2), tmp_path / "uit", form=form)
    assert {f"K-{number:05}{form.suffix}" for number in (2, 3)} < contents(tmp_path / "uit").keys()


def test_worker_that_would_make_other_documents_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepared = prepare(base(), outside(), ContractFormat.TEXT)
    monkeypatch.setattr("izacontract.batch.worker._workshops", {})  # as in another process
    monkeypatch.setattr("izacontract.loading.load_plugins", lambda house=None: load_plugins([]))
    assert work.__module__ == "izacontract.batch.worker"
    with pytest.raises(PluginError) as refused, run_folder(tmp_path / "uit", resume=False, force=False) as folder:
        run(good(base(), 2), prepared, read_pattern("{kenmerk}", ".txt"), folder, here())
    assert refused.value.code == "batch.werker-verschilt"
    assert "plugins" in refused.value.message.nl
    assert not (tmp_path / "uit").exists()


def test_crew_of_an_executor_leaves_it_open() -> None:
    with ThreadPoolExecutor(1) as executor:
        crew: Crew = of_executor(executor, 1)
        crew.dismiss(crew.hire())
        assert executor.submit(len, "ab").result() == 2


def test_overview_says_of_each_contract_what_is_left_and_by_whom(tmp_path: Path) -> None:
    over = base(zorgaanbieder={"naam": "Praktijk", "agb": "04999101"})
    rows = [row(over, 2, {"zorgaanbieder.naam": "=1+1"}), row(over, 3, {"zorgaanbieder.kvk": "12"})]
    made(rows, tmp_path / "uit", over=over)
    sheet = openpyxl.load_workbook(tmp_path / "uit" / overview.XLSX).worksheets[0]
    totals, header, good_row, bad_row = ([cell.value for cell in line] for line in sheet.iter_rows())
    first = dict(zip(header, good_row, strict=True))
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A3", f"A2:{sheet.dimensions.partition(':')[2]}")
    assert (first["Zorgaanbieder"], first["AGB"], first["Stand"]) == ("=1+1", "04999101", "nog te doen")
    assert sheet.cell(3, header.index("Zorgaanbieder") + 1).data_type == "s"
    assert first["In te vullen door de zorgaanbieder"].count("\n") + 1 == first["Open: zorgaanbieder"] > 0
    assert sum(first[name] for name in header if name.startswith("Open")) == entries(tmp_path / "uit")[0]["open_points"]
    assert first["sha256 van het bestand"] == entries(tmp_path / "uit")[0]["sha256"]
    assert "De zorgaanbieder, KvK-nummer (zorgaanbieder.kvk)" in first["In te vullen door de zorgaanbieder"]
    assert totals[header.index("Open: zorgaanbieder")] == "=SUBTOTAL(109,L3:L4)"
    assert bad_row[:3] == [3, "K-00003", "niet gemaakt: 1 fout"]
    assert [bad_row[header.index(name)] for name in ("Zorgaanbieder", "AGB")] == ["Praktijk", "04999101"]
    assert "8 cijfers" in bad_row[header.index("Wat te herstellen of na te gaan is")]


def test_memo_says_in_words_what_is_to_be_mended_and_what_to_look_at() -> None:
    told = {"before_final": ["Vul de bron in.", "=Tweede"], "warning": ["Kijk dit na."]}
    entry = {
        "row": 2, "reference": "K-2", "file": "K-2.docx", "open_points": 0, "clauses": {}, "own": [],
        "before_final": {"a.bron": 2}, "warnings": {"a.kijk": 1}, "overview": {"told": told},
    }  # fmt: skip
    data = memo.run_memo([json.dumps(entry).encode()], outside().library, "")
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Contracten"]
    header, line = ([cell.value for cell in row] for row in sheet.iter_rows())
    assert line[header.index("Te herstellen vóór definitief")] == "Vul de bron in.\n=Tweede"
    assert line[header.index("Waarschuwingen")] == "Kijk dit na."
