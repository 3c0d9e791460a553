"""The command `take`: one document, a whole folder from a filled-in workbook, and what it refuses."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from openpyxl import load_workbook

from izacontract.word.opening import open_word
from tests.cli.conftest import Run
from tests.verify.edits import Edited, insert, new_tracked_paragraph, replace, text

REQUEST = """\
# De aanvraag van de praktijk; dit blijft staan.
overeenkomst: {{kenmerk: "{reference}", sector: fysio, begin: 2025-01-01, einde: 2025-12-31, plaats: Ede}}
zorgverzekeraar:
  plaats: Ede
  rechtspersonen:
    - {{naam: Proef N.V., kvk: "90000011", uzovi: "9981"}}
  vertegenwoordiger: {{naam: A. Proef, functie: inkoper}}
zorgaanbieder:
  naam: {name}   # zoals in het handelsregister
  rechtsvorm: maatschap
  plaats: Ede
  kvk: "90000101"
  agb: "04999101"
  iban: NL79FIKT0000000101
  vertegenwoordiger: {{naam: B. Proef, functie: praktijkhouder}}
fysio:
  tarief: 40
  soort: thuis
  locaties: [Ede, Lunteren]
"""


def negotiated(data: bytes) -> bytes:
    """Return a document in which the tariff and some words changed."""
    edited = Edited(data)
    price = next(node for node in edited.clause("fysio.tarief") if "40,00" in text(node))
    replace(edited, price, "40,00", "44,00")
    lid = edited.clause("fysio.behandeling")[0]
    insert(edited, lid, text(lid).split()[0], " altijd")
    return edited.saved()


@pytest.fixture
def files(run: Run, tmp_path: Path) -> Path:
    """Return the folder with a request, what was sent and what came back."""
    (tmp_path / "aanvraag.yaml").write_text(REQUEST.format(reference="F-1", name="Praktijk Proef"), encoding="utf-8")
    assert run("generate", "aanvraag.yaml", "-o", "verzonden.docx").status == 0
    (tmp_path / "terug.docx").write_bytes(negotiated((tmp_path / "verzonden.docx").read_bytes()))
    return tmp_path


def names(run: Run, file: str = "terug.docx") -> dict[str, str]:
    """Return the names of the changes by the words that came."""
    found = json.loads(run("verify", file, "--json").out)
    edits = [edit for part in found["parts"] for clause in part["clauses"] for edit in clause["edits"]]
    return {words["now"]: words["change_id"] for edit in edits for words in edit["changes"] or [edit]}


def test_value_goes_to_its_key_and_every_other_line_stays(run: Run, files: Path) -> None:
    ran = run(
        "take", "terug.docx", "--into", "aanvraag.yaml", "-o", "nieuw.yaml", "--accept-values", "--on", "2025-03-01"
    )
    assert ran.status == 0
    before = (files / "aanvraag.yaml").read_text(encoding="utf-8")
    assert (files / "nieuw.yaml").read_text(encoding="utf-8") == before.replace("tarief: 40", "tarief: 44")
    assert "overgenomen in fysio.tarief" in ran.out and "nog niet besloten" in ran.out
    answer = json.loads((files / "nieuw.antwoord.json").read_text(encoding="utf-8"))
    assert (answer["schema"], answer["day"], answer["author"]) == ("izacontract/answer/1", "2025-03-01", "Proef N.V.")


def test_refused_words_come_back_in_the_next_draft_with_a_comment(run: Run, files: Path) -> None:
    refused = names(run)["altijd"]
    arguments = ("--accept-values", "--refuse", f"{refused}=te ruim", "--on", "2025-03-01")
    assert run("take", "terug.docx", "--into", "aanvraag.yaml", "-o", "nieuw.yaml", *arguments).status == 0
    ran = run("generate", "nieuw.yaml", "--redline-to", "terug.docx", "-o", "volgende.docx")
    assert ran.status == 0 and "Bijgehouden wijzigingen: 1; opmerkingen: 1." in ran.err
    (comment,) = open_word((files / "volgende.docx").read_bytes(), "volgende.docx").comments.values()
    assert "".join(comment.itertext()).startswith("Niet overgenomen: te ruim")
    assert run("verify", "volgende.docx").status == 0


def test_draft_without_answers_says_so(run: Run, files: Path) -> None:
    ran = run("generate", "aanvraag.yaml", "--redline-to", "terug.docx", "-o", "volgende.docx")
    assert ran.status == 0 and "geen antwoorden van izacontract take" in ran.err
    assert run("generate", "aanvraag.yaml", "--redline-to", "terug.docx", "-o", "v.pdf").status == 2
    assert run("generate", "aanvraag.yaml", "--redline-to", "terug.docx", "-o", "v.docx", "--final").status == 2


def test_change_without_a_place_is_told_by_its_name_and_ends_with_one(run: Run, files: Path) -> None:
    name = names(run)["altijd"]
    ran = run("take", "terug.docx", "--into", "aanvraag.yaml", "-o", "nieuw.yaml", "--accept", name)
    assert ran.status == 1
    assert f"{name}  2.1 (fysio.behandeling)" in ran.out and "[overnemen." in ran.out


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("--accept", "bestaatniet"), 3, "[overnemen.onbekende-wijziging]"),
        (("--accept", "NAAM", "--refuse", "NAAM"), 3, "[overnemen.twee-antwoorden]"),
        (("--counter", "NAAM="), 3, "[overnemen.leeg-tegenvoorstel]"),
    ],
)
def test_answers_that_cannot_be_are_refused(
    run: Run, files: Path, arguments: tuple[str, ...], status: int, words: str
) -> None:
    name = names(run)["altijd"]
    given = [one.replace("NAAM", name) for one in arguments]
    ran = run("take", "terug.docx", "--into", "aanvraag.yaml", "-o", "nieuw.yaml", *given)
    assert (ran.status, words in ran.err) == (status, True)
    assert not (files / "nieuw.yaml").exists()


def test_request_of_another_contract_is_refused(run: Run, files: Path) -> None:
    (files / "ander.yaml").write_text(REQUEST.format(reference="F-2", name="Praktijk Twee"), encoding="utf-8")
    ran = run("take", "terug.docx", "--into", "ander.yaml", "-o", "nieuw.yaml", "--accept-values")
    assert (ran.status, "[overnemen.ander-contract]" in ran.err) == (3, True)


def test_name_that_is_no_yaml_and_a_file_that_stands_there_are_refused(run: Run, files: Path) -> None:
    assert run("take", "terug.docx", "--into", "aanvraag.yaml", "-o", "nieuw.docx").status == 2
    assert run("take", "terug.docx", "--into", "aanvraag.yaml", "-o", "aanvraag.yaml", "--force").status != 0
    assert run("take", "terug.docx", "--into", ".", "-o", "nieuw.yaml").status == 2


@pytest.fixture
def portfolio(run: Run, tmp_path: Path) -> Path:
    """Return a folder with three requests, what came back of each, and a file that is no document."""
    for folder in ("aanvragen", "terug"):
        (tmp_path / folder).mkdir()
    for place in range(3):
        request = tmp_path / "aanvragen" / f"praktijk-{place}.yaml"
        request.write_text(REQUEST.format(reference=f"F-{place}", name=f"Praktijk {place}"), encoding="utf-8")
        assert run("generate", request, "-o", "weg.docx", "--force").status == 0
        (tmp_path / "terug" / f"{place}.docx").write_bytes(negotiated((tmp_path / "weg.docx").read_bytes()))
    (tmp_path / "terug" / "kapot.docx").write_bytes(b"rommel")
    return tmp_path


def filled_in(folder: Path, answer: Callable[[str], str]) -> None:
    """Answer each change in terug.xlsx by the words that came."""
    book = load_workbook(folder / "terug.xlsx", rich_text=False)
    page = book.worksheets[0]
    titles = [cell.value for cell in page[1]]
    for row in page.iter_rows(min_row=2):
        row[titles.index("Accepteren")].value = answer(str(row[titles.index("Nu")].value))
    book.save(folder / "terug.xlsx")


def test_folder_is_taken_over_from_the_filled_in_workbook(run: Run, portfolio: Path) -> None:
    assert run("verify", "terug", "-o", "terug.xlsx").status == 1
    page = load_workbook(portfolio / "terug.xlsx").worksheets[0]
    assert [one.formula1 for one in page.data_validations.dataValidation] == ['"ja,nee"']
    filled_in(portfolio, lambda now: "ja" if "44" in now else "nee")
    ran = run("take", "terug.xlsx", "--into", "aanvragen", "-o", "volgende", "--on", "2025-03-01")
    assert ran.status == 0, ran.out + ran.err
    for place in range(3):
        request = yaml.safe_load((portfolio / "volgende" / f"praktijk-{place}.yaml").read_text(encoding="utf-8"))
        assert request["fysio"]["tarief"] == 44
    assert load_workbook(portfolio / "volgende" / "overzicht.xlsx").sheetnames == ["Bestanden"]


def test_rows_of_the_table_that_made_the_contracts_are_taken_over_too(run: Run, portfolio: Path) -> None:
    (portfolio / "basis.yaml").write_text(REQUEST.format(reference="F-9", name="Praktijk"), encoding="utf-8")
    rows = ["kenmerk;zorgaanbieder.naam", *(f"F-{place};Praktijk {place}" for place in range(3))]
    (portfolio / "tabel.csv").write_text("\n".join(rows), encoding="utf-8")
    run("verify", "terug", "-o", "terug.xlsx")
    filled_in(portfolio, lambda now: "ja" if "44" in now else "nee")
    of_table = ("--into", "tabel.csv", "--base", "basis.yaml")
    ran = run("take", "terug.xlsx", *of_table, "-o", "volgende", "--on", "2025-03-01")
    assert ran.status == 0, ran.out + ran.err
    for place in range(3):
        request = yaml.safe_load((portfolio / "volgende" / f"F-{place}.yaml").read_text(encoding="utf-8"))
        assert (request["fysio"]["tarief"], request["overeenkomst"]["kenmerk"]) == (44, f"F-{place}")
        assert request["zorgaanbieder"]["naam"] == f"Praktijk {place}"
    assert run("take", "terug.xlsx", "--into", "tabel.csv", "-o", "weg").status == 2
    assert run("take", "terug.docx", *of_table, "-o", "weg.yaml").status == 2


def test_run_that_was_cut_off_goes_on_where_it_was(run: Run, portfolio: Path) -> None:
    run("verify", "terug", "-o", "terug.xlsx")
    filled_in(portfolio, lambda now: "ja" if "44" in now else "nee")
    arguments = ("take", "terug.xlsx", "--into", "aanvragen", "-o", "volgende", "--on", "2025-03-01")
    assert run(*arguments).status == 0
    (portfolio / "volgende" / "praktijk-1.yaml").unlink()
    for end in (".yaml", ".antwoord.json"):
        (portfolio / "volgende" / f"praktijk-2{end}").unlink()
    before = (portfolio / "volgende" / "praktijk-0.yaml").stat().st_mtime_ns
    ran = run(*arguments, "--resume")
    assert ran.status == 0, ran.out
    assert ran.out.count("stond er al") == 1
    assert (portfolio / "volgende" / "praktijk-0.yaml").stat().st_mtime_ns == before
    written = {file.name for file in (portfolio / "volgende").iterdir()}
    assert {f"praktijk-{place}{end}" for place in range(3) for end in (".yaml", ".antwoord.json")} <= written
    assert run(*arguments).status == 1
    assert run(*arguments, "--force").status == 0


def test_second_document_of_a_contract_is_told_how_to_go_on_and_never_as_taken_over(run: Run, portfolio: Path) -> None:
    again = portfolio / "terug" / "9.docx"
    again.write_bytes((portfolio / "terug" / "1.docx").read_bytes())
    run("verify", "terug", "-o", "terug.xlsx")
    filled_in(portfolio, lambda now: "ja" if "44" in now else "nee")
    ran = run("take", "terug.xlsx", "--into", "aanvragen", "-o", "volgende", "--on", "2025-03-01")
    assert ran.status == 1
    assert "Niet overgenomen: terug/9.docx: Uit terug/1.docx is al overgenomen naar" in ran.err
    assert ran.err.count("Overgenomen: ") == 3


def test_document_without_a_request_stops_no_other(run: Run, portfolio: Path) -> None:
    (portfolio / "aanvragen" / "praktijk-1.yaml").unlink()
    run("verify", "terug", "-o", "terug.xlsx")
    filled_in(portfolio, lambda now: "ja" if "44" in now else "")
    ran = run("take", "terug.xlsx", "--into", "aanvragen", "-o", "volgende")
    assert ran.status == 1 and "geen aanvraag met kenmerk F-1" in ran.out
    assert sorted(file.name for file in (portfolio / "volgende").glob("*.yaml")) == [
        "praktijk-0.yaml",
        "praktijk-2.yaml",
    ]


def test_workbook_without_the_columns_is_refused(run: Run, portfolio: Path) -> None:
    assert run("new", "fysio", "-o", "leeg.xlsx").status == 0
    ran = run("take", "leeg.xlsx", "--into", "aanvragen", "-o", "volgende")
    assert (ran.status, "[overnemen.geen-tabel]" in ran.err) == (5, True)
    assert not (portfolio / "volgende").exists()


def test_new_lid_is_countered_as_a_provision_of_the_parties(run: Run, files: Path) -> None:
    edited = Edited((files / "verzonden.docx").read_bytes())
    lid = edited.clause("fysio.behandeling")[0]
    lid.addnext(new_tracked_paragraph(edited, lid, "De Praktijk is ook op zondag open."))
    (files / "terug.docx").write_bytes(edited.saved())
    name = names(run)["De Praktijk is ook op zondag open."]
    counter = f"{name}=De Praktijk is ook op zaterdag open."
    ran = run("take", "terug.docx", "--into", "aanvraag.yaml", "-o", "nieuw.yaml", "--counter", counter)
    assert ran.status == 0, ran.out + ran.err
    request = yaml.safe_load((files / "nieuw.yaml").read_text(encoding="utf-8"))
    (item,) = request.get("bijzondere_bepalingen") or request["afwijkingen"]
    assert item["tekst"] == "De Praktijk is ook op zaterdag open."
    assert "overeengekomen_door" not in item


@pytest.mark.parametrize("form", ["text", "html", "json"])
def test_many_files_are_reported_with_the_name_of_every_change(run: Run, portfolio: Path, form: str) -> None:
    ran = run("verify", "terug", "--format", form)
    assert ran.status == 1
    assert [
        name for place in range(3) for name in names(run, f"terug/{place}.docx").values() if name not in ran.out
    ] == []
    assert "kapot.docx" in ran.out and "geen Word-bestand" in ran.out


def test_many_files_are_written_as_word_and_excel_too(run: Run, portfolio: Path) -> None:
    for name in ("overzicht.docx", "overzicht.xlsx"):
        assert run("verify", "terug/0.docx", "terug/1.docx", "-o", name).status == 1
        assert (portfolio / name).read_bytes().startswith(b"PK")
    sheets = load_workbook(portfolio / "overzicht.xlsx").sheetnames
    assert sheets == ["Wijzigingen", "Groepen", "Lid per aanbieder", "Bestanden"]
    assert run("verify", "terug/0.docx", "-").status == 2


def test_request_in_json_is_taken_over_as_yaml(run: Run, files: Path) -> None:
    request = yaml.safe_load((files / "aanvraag.yaml").read_text(encoding="utf-8"))
    request["overeenkomst"] |= {"begin": "2025-01-01", "einde": "2025-12-31"}
    (files / "aanvraag.json").write_text(json.dumps(request), encoding="utf-8")
    ran = run("take", "terug.docx", "--into", "aanvraag.json", "-o", "nieuw.yaml", "--accept-values")
    assert ran.status == 0, ran.err
    assert yaml.safe_load((files / "nieuw.yaml").read_text(encoding="utf-8"))["fysio"]["tarief"] == 44
