"""What commands write to the register that IZACONTRACT_REGISTER names."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import pytest

from izacontract.register.opening import open_register
from izacontract.register.reading import Filters, ListedContract, WholeContract, listed, whole
from izacontract.register.recording import REGISTER
from tests.cli.conftest import Ran, Run, request_file, run
from tests.support import fysio
from tests.verify.edits import Edited, W

Written = Callable[..., Path]
__all__ = ["request_file", "run"]


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Return the file of the register that the environment names."""
    file = tmp_path / "register.db"
    monkeypatch.setenv(REGISTER, str(file))
    monkeypatch.setenv("IZACONTRACT_USER", "janneke")
    return file


def contracts(file: Path) -> list[ListedContract]:
    return listed(open_register(str(file)), Filters(), date(2026, 1, 1))


def contract(file: Path, reference: str = "F-1") -> WholeContract:
    return whole(open_register(str(file)), [reference], date(2026, 1, 1))[0]


def test_generate_records_contract_version_and_document(run: Run, request_file: Written, kept: Path) -> None:
    ran = run("generate", request_file(), "-o", "concept.docx")
    assert ran.status == 0
    assert "[register.gemaakt]" in ran.err
    found = contract(kept)
    assert [(one.role, one.name, one.kvk, one.agb, one.uzovi) for one in found.contract.parties] == [
        ("zorgverzekeraar", "Proef N.V.", "90000011", "", "9981"),
        ("zorgaanbieder", "Praktijk Proef", "90000101", "04999101", ""),
    ]
    assert [(row["name"], row["kind"], row["version"]) for row in found.documents] == [("concept.docx", "contract", 1)]
    assert [(line.by, line.action) for line in found.log] == [("janneke", "generate")]
    assert "register.gemaakt" not in run("generate", request_file(), "-o", "concept.docx", "--force").err
    assert len(contract(kept).log) == 1


def test_no_bank_account_or_person_is_kept(run: Run, request_file: Written, kept: Path) -> None:
    run("generate", request_file(), "-o", "concept.docx")
    data = kept.read_bytes()
    assert b"Praktijk Proef" in data
    assert not [word for word in (b"NL79FIKT0000000101", b"A. Proef", b"B. Proef") if word in data]


def test_document_on_standard_output_has_no_name(run: Run, request_file: Written, kept: Path) -> None:
    run("generate", request_file(), "--format", "text", "-o", "-")
    assert [row["name"] for row in contract(kept).documents] == [""]


def test_contract_without_reference_is_told_and_made(run: Run, request_file: Written, kept: Path) -> None:
    agreement = {key: value for key, value in fysio()["overeenkomst"].items() if key != "kenmerk"}
    ran = run("generate", request_file(overeenkomst=agreement), "-o", "concept.docx")
    assert ran.status == 0
    assert "[register.geen-kenmerk]" in ran.err
    assert contracts(kept) == []


def test_share_is_in_the_log(run: Run, request_file: Written, kept: Path) -> None:
    assert run("share", request_file(), "--drafts", "delen", "--days", "3").status == 0
    found = contract(kept)
    assert (found.contract.status, found.log[0].action, found.log[0].note) == ("concept", "share", "link voor 3 dagen")


def test_verify_puts_a_sent_contract_on_terug(run: Run, request_file: Written, kept: Path, tmp_path: Path) -> None:
    run("generate", request_file(), "-o", "concept.docx")
    assert run("register", "set", "F-1", "verstuurd").status == 0
    back = docx.Document(str(tmp_path / "concept.docx"))
    next(one for one in back.paragraphs if "huisbezoek" in one.text).add_run(" of later")
    back.save(str(tmp_path / "terug.docx"))
    assert run("verify", "terug.docx").status == 1
    found = contract(kept)
    assert found.contract.status == "terug"
    assert [(row["kind"], row["version"]) for row in found.documents] == [("contract", 1), ("teruggekomen", 1)]
    assert found.log[-1].note == "teruggekomen document: gewijzigd"


def test_verify_of_an_unknown_contract_is_told(run: Run, request_file: Written, tmp_path: Path, kept: Path) -> None:
    run("generate", request_file(), "-o", "concept.docx")
    kept.unlink()
    ran = run("verify", "concept.docx")
    assert ran.status == 0
    assert "[register.onbekend]" in ran.err
    assert contracts(kept) == []


def batch(run: Run, request_file: Written, tmp_path: Path, rows: int = 3) -> Ran:
    request_file("basis.json")
    with (tmp_path / "tabel.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter=";")
        table.writerow(["kenmerk", "zorgaanbieder.naam", "zorgaanbieder.agb"])
        table.writerows([f"F-{number}", f"Praktijk {number}", f"0499910{number}"] for number in range(1, rows + 1))
    return run("batch", "tabel.csv", "--base", "basis.json", "-o", "uit", "--force")


def test_batch_records_every_contract_that_it_made(run: Run, request_file: Written, kept: Path, tmp_path: Path) -> None:
    ran = batch(run, request_file, tmp_path)
    assert ran.status == 0, ran.err
    found = contracts(kept)
    assert [(one.reference, one.sector, one.names("zorgaanbieder")) for one in found] == [
        (f"F-{number}", "fysio", f"Praktijk {number}") for number in (1, 2, 3)
    ]
    assert {one.documents for one in found} == {1}
    assert found[0].parties[0].kvk == "90000011"


def test_batch_folder_request_and_document_add_up_to_the_same(
    run: Run, request_file: Written, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch(run, request_file, tmp_path, rows=1)
    request = request_file(zorgaanbieder={**fysio()["zorgaanbieder"], "naam": "Praktijk 1", "agb": "04999101"})
    assert run("generate", request, "-o", "concept.docx").status == 0
    told = []
    for number, source in enumerate(("uit", "aanvraag.json", "concept.docx")):
        ran = run("register", "add", source, "--register", f"{number}.db")
        assert ran.status == 0, ran.err
        (one,) = json.loads(run("register", "list", "--json", "--register", f"{number}.db").out)["contracts"]
        told.append({key: value for key, value in one.items() if key not in ("created", "changed")})
    assert told[0] == told[1] == told[2]


def test_register_that_cannot_be_written_leaves_the_document_and_is_told(
    run: Run, request_file: Written, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(REGISTER, str(tmp_path / "weg" / "register.db"))
    ran = run("generate", request_file(), "-o", "concept.docx")
    assert ran.status == 5
    assert "Geschreven: concept.docx" in ran.err
    assert "[register.niet-bijgewerkt]" in ran.err
    assert "de map bestaat niet" in ran.err
    assert (tmp_path / "concept.docx").is_file()
    assert batch(run, request_file, tmp_path).status == 5
    assert len(list((tmp_path / "uit").glob("*.docx"))) == 3
    assert run("share", request_file(), "--drafts", "delen").out.startswith("http")


def test_reference_of_another_contract_is_told_and_the_document_is_there(
    run: Run, request_file: Written, kept: Path, tmp_path: Path
) -> None:
    run("generate", request_file(), "-o", "een.docx")
    other = {**fysio()["zorgaanbieder"], "naam": "Praktijk Anders", "agb": "04999109", "kvk": "90000109"}
    ran = run("generate", request_file(zorgaanbieder=other), "-o", "twee.docx")
    assert "[register.ander-contract]" in ran.err
    assert (tmp_path / "twee.docx").is_file()
    assert contracts(kept)[0].names("zorgaanbieder") == "Praktijk Proef"


def sent_back(tmp_path: Path, name: str = "terug.docx") -> None:
    """Put the document there that came back: the tariff is another one."""
    edited = Edited((tmp_path / "concept.docx").read_bytes())
    for piece in edited.body.iter(f"{W}t"):
        piece.text = (piece.text or "").replace("40,00", "41,00")
    (tmp_path / name).write_bytes(edited.saved())


def test_take_records_the_next_request_as_a_version(
    run: Run, request_file: Written, kept: Path, tmp_path: Path
) -> None:
    run("generate", request_file(), "-o", "concept.docx")
    sent_back(tmp_path)
    ran = run("take", "terug.docx", "--into", "aanvraag.json", "-o", "volgende.yaml", "--accept-values")
    assert ran.status == 0, ran.out + ran.err
    found = contract(kept)
    assert [(row["name"], row["kind"], row["version"]) for row in found.documents] == [
        ("concept.docx", "contract", 1),
        ("volgende.yaml", "aanvraag", 2),
    ]
    assert [(line.action, line.note) for line in found.log] == [("generate", ""), ("take", "uit terug.docx")]
    assert run("generate", "volgende.yaml", "-o", "tweede.docx").status == 0
    assert [(row["name"], row["version"]) for row in contract(kept).documents][-1] == ("tweede.docx", 2)


def test_take_of_a_table_records_every_next_request(
    run: Run, request_file: Written, kept: Path, tmp_path: Path
) -> None:
    run("generate", request_file(), "-o", "concept.docx")
    for folder in ("terug", "aanvragen"):
        (tmp_path / folder).mkdir()
    sent_back(tmp_path, "terug/een.docx")
    request_file("aanvragen/een.json")
    assert run("verify", "terug", "-o", "terug.xlsx").status == 1
    ran = run("take", "terug.xlsx", "--into", "aanvragen", "-o", "volgende", "--accept-values")
    assert ran.status == 0, ran.out + ran.err
    found = contract(kept)
    assert [(row["name"], row["kind"], row["version"]) for row in found.documents][-1] == ("een.yaml", "aanvraag", 2)
    assert found.log[-1].note == "uit terug.xlsx"
    run("take", "terug.xlsx", "--into", "aanvragen", "-o", "volgende", "--accept-values", "--resume")
    assert len(contract(kept).versions) == 2


def varied(run: Run, request_file: Written) -> Ran:
    """Write an addendum to the contract with another tariff, and the running text."""
    new = request_file("nieuw.json", fysio={**fysio()["fysio"], "tarief": 41})
    ran = run("vary", request_file(), new, "--from", "2025-06-01", "-o", "allonge-1.docx", "--force")
    run("consolidate", "aanvraag.json", "allonge-1.docx", "-o", "doorlopend.docx", "--force")
    return ran


def test_vary_and_consolidate_record_the_addendum_beside_its_contract(
    run: Run, request_file: Written, kept: Path, tmp_path: Path
) -> None:
    run("generate", request_file(), "-o", "concept.docx")
    run("generate", request_file(), "-o", "getekend.docx", "--final", "--unreviewed", "proef")
    assert varied(run, request_file).status == 0
    found = contract(kept)
    assert [(row["number"], str(row["effective"])) for row in found.addenda] == [(1, "2025-06-01")]
    assert [(row["name"], row["kind"], row["version"]) for row in found.documents][-2:] == [
        ("allonge-1.docx", "allonge", found.versions[-1]["number"]),
        ("doorlopend.docx", "doorlopend", found.versions[-1]["number"]),
    ]
    assert found.addenda[0]["sha256"] == found.documents[-2]["sha256"]
    versions = len(found.versions)
    assert varied(run, request_file).status == 0
    assert len(contract(kept).versions) == versions
    for name in ("allonge-1.docx", "doorlopend.docx"):
        ran = run("verify", name)
        assert (ran.status, "register.onbekend" in ran.err) == (0, False), ran.err
    assert [line.action for line in contract(kept).log][-2:] == ["verify", "verify"]


def test_vary_of_a_sealed_document_records_the_same(run: Run, request_file: Written, kept: Path) -> None:
    run("generate", request_file(), "-o", "concept.docx")
    kept.unlink()
    new = request_file("nieuw.json", fysio={**fysio()["fysio"], "tarief": 41})
    ran = run("vary", "concept.docx", new, "--from", "2025-06-01", "-o", "allonge-1.docx")
    assert ran.status == 0, ran.err
    (one,) = contracts(kept)
    assert (one.sector, one.names("zorgaanbieder"), one.documents, one.addenda) == ("fysio", "Praktijk Proef", 1, 1)


def test_addendum_is_added_as_an_addendum(
    run: Run, request_file: Written, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    varied(run, request_file)
    kept.unlink()
    assert run("register", "add", "aanvraag.json").status == 0
    before = contract(kept).contract
    ran = run("register", "add", "allonge-1.docx", "doorlopend.docx")
    assert ran.status == 0, ran.err
    found = contract(kept)
    assert (found.contract.title, found.contract.parties) == (before.title, before.parties)
    assert [(row["name"], row["kind"], row["version"]) for row in found.documents][-2:] == [
        ("allonge-1.docx", "allonge", 1),
        ("doorlopend.docx", "doorlopend", 1),
    ]
    assert [row["number"] for row in found.addenda] == [1]


def test_renew_is_in_the_log_of_the_old_contract(run: Run, request_file: Written, kept: Path, tmp_path: Path) -> None:
    run("generate", request_file(), "-o", "concept.docx")
    ran = run("renew", "aanvraag.json", "--begin", "2027-01-01", "-o", "volgend.yaml")
    found = contract(kept)
    assert (tmp_path / "volgend.yaml").is_file(), ran.err
    assert (found.log[-1].action, found.log[-1].note) == ("renew", "aanvraag vanaf 01-01-2027: volgend.yaml")
    assert "register.geen-kenmerk" not in ran.err
    (tmp_path / "aanvragen").mkdir()
    request_file("aanvragen/een.json")
    run("renew", "aanvragen", "--begin", "2027-01-01", "-o", "jaar")
    assert contract(kept).log[-1].note == "aanvraag vanaf 01-01-2027: een-2027.yaml"
    assert len(contract(kept).versions) == 1


@pytest.mark.parametrize(
    ("arguments", "made"),
    [
        (("take", "terug.docx", "--into", "aanvraag.json", "-o", "m.yaml", "--accept-values"), "m.yaml"),
        (("take", "terug.docx", "--into", "aanvraag.json", "-o", "m.yaml"), "m.antwoord.json"),
        (("vary", "aanvraag.json", "nieuw.json", "--from", "2025-06-01", "-o", "m.docx"), "m.docx"),
        (("consolidate", "aanvraag.json", "allonge-1.docx", "-o", "m.docx"), "m.docx"),
        (("renew", "aanvraag.json", "--begin", "2027-01-01", "-o", "m.yaml"), "m.yaml"),
        (("renew", "aanvragen", "--begin", "2027-01-01", "-o", "map"), "map/een-2027.yaml"),
    ],
)
def test_register_that_fails_leaves_what_was_made(
    run: Run,
    request_file: Written,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    made: str,
) -> None:
    run("generate", request_file(), "-o", "concept.docx")
    sent_back(tmp_path)
    varied(run, request_file)
    (tmp_path / "aanvragen").mkdir()
    request_file("aanvragen/een.json")
    monkeypatch.setenv(REGISTER, str(tmp_path / "weg" / "register.db"))
    ran = run(*arguments)
    assert ran.status == 5, ran.err
    assert "[register.niet-bijgewerkt]" in ran.err
    assert (tmp_path / made).stat().st_size


@pytest.mark.parametrize(
    "arguments", [["--help"], ["register", "--help"], ["generate", "aanvraag.json", "-o", "x.docx"]]
)
def test_command_without_a_register_loads_no_database(
    arguments: list[str], request_file: Written, tmp_path: Path
) -> None:
    request_file()
    asked = (
        f"import sys; from izacontract.cli.app import main; main({arguments!r}); sys.exit('sqlalchemy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", asked], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0


def test_addendum_that_was_signed_moves_the_last_day(run: Run, request_file: Written, kept: Path) -> None:
    request_file()
    agreement = {**fysio()["overeenkomst"], "einde": "2026-06-30"}
    new = request_file("nieuw.json", overeenkomst=agreement, fysio={**fysio()["fysio"], "tarief": 41})
    ran = run("vary", "aanvraag.json", new, "--from", "2025-06-01", "-o", "allonge-1.docx")
    assert ran.status == 0, ran.err
    reference = contract(kept).contract.reference
    was = contract(kept).contract.end
    assert run("register", "addendum", reference, "1").err.count("register.allonge-te-vroeg") == 1
    for step in ("verstuurd", "getekend"):
        assert run("register", "set", reference, step).status == 0
    ran = run("register", "addendum", reference, "1", "--lang", "nl")
    assert (ran.status, "De laatste dag is nu 30-06-2026." in ran.out + ran.err) == (0, True), ran.out + ran.err
    assert contract(kept).contract.end == date(2026, 6, 30)
    assert "laatste dag wordt 30-06-2026" in run("register", "show", reference).out
    assert run("register", "undo", reference, "--reason", "verkeerde").status == 0
    assert contract(kept).contract.end == was
    assert "toch niet getekend op" in run("register", "show", reference).out
