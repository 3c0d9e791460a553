"""`izacontract vary` and `consolidate` as people type them, on files that they made and sent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from izacontract.errors import ExitStatus
from tests.cli.conftest import Run
from tests.support import fysio

Written = Callable[..., Path]
NEW: dict[str, Any] = {"fysio": {"tarief": 44, "soort": "thuis", "locaties": ["Ede", "Lunteren"]}}
NEWER: dict[str, Any] = {"fysio": {"tarief": 45, "soort": "thuis", "locaties": ["Ede"]}}


@pytest.fixture
def contracts(run: Run, request_file: Written) -> tuple[Path, Path]:
    """Return the request of a contract that was made, and that of what it becomes."""
    old, new = request_file("oud.json"), request_file("nieuw.json", **NEW)
    assert run("generate", old, "-o", "contract.docx").status == ExitStatus.DONE
    return old, new


def test_addendum_of_the_word_file_that_was_sent_verifies_and_is_consolidated(
    run: Run, contracts: tuple[Path, Path], tmp_path: Path
) -> None:
    _, new = contracts
    ran = run("vary", "contract.docx", new, "--from", "2025-03-01", "-o", "allonge.docx")
    assert ran.status == ExitStatus.DONE, ran.err
    assert "allonge 1" in ran.err
    assert "allonge.van-concept" in ran.err
    verified = run("verify", "allonge.docx")
    assert verified.status == ExitStatus.DONE, verified.out
    assert "eigen afspraak" not in verified.out
    ran = run("consolidate", "contract.docx", "allonge.docx", "-o", "doorlopend.docx")
    assert ran.status == ExitStatus.DONE, ran.err
    assert run("verify", "doorlopend.docx").status == ExitStatus.DONE
    assert {file.name for file in tmp_path.glob("*.docx")} == {"contract.docx", "allonge.docx", "doorlopend.docx"}


def test_addendum_without_its_day_says_what_is_open_and_how_to_name_it(run: Run, contracts: tuple[Path, Path]) -> None:
    _, new = contracts
    ran = run("vary", "contract.docx", new, "-o", "allonge.docx")
    assert "1 open punt: allonge.ingangsdag. Noem de dag van ingang met --from." in " ".join(ran.err.split())
    ran = run("vary", "contract.docx", new, "--from", "2025-03-01", "-o", "allonge.docx", "--force")
    assert "geen open punten." in ran.err
    assert "--from" not in ran.err


def test_request_and_its_document_give_the_same_changes(run: Run, contracts: tuple[Path, Path]) -> None:
    old, new = contracts
    for source in (old, "contract.docx"):
        assert run("vary", source, new, "--from", "2025-03-01", "-o", "a.docx", "--force").status == ExitStatus.DONE
        assert run("verify", "a.docx", "--json").out == run("verify", "a.docx", "--json").out
    of_requests = run("vary", old, new, "--from", "2025-03-01", "-o", "a.docx", "--force")
    run("generate", new, "-o", "nieuw.docx")
    ran = run("vary", "contract.docx", "nieuw.docx", "--from", "2025-03-01", "-o", "b.docx")
    assert ran.status == ExitStatus.DONE, ran.err
    # who signs stands in a request; of a document it is not known
    assert "1 wijziging, geen open punten." in of_requests.err
    signs = "allonge.tekent_zorgverzekeraar, allonge.tekent_zorgaanbieder"
    assert f"1 wijziging, 2 open punten: {signs}." in ran.err


def test_addendum_that_lies_in_the_folder_and_was_not_named_is_told(
    run: Run, contracts: tuple[Path, Path], request_file: Written
) -> None:
    old, new = contracts
    run("vary", old, new, "--from", "2025-03-01", "-o", "allonge-1.docx")
    newer = request_file("nieuwer.json", **NEWER)
    ran = run("vary", old, newer, "--from", "2025-05-01", "-o", "allonge-2.docx")
    assert "allonge.niet-genoemd" in ran.err
    ran = run(
        "vary", old, newer, "--after", "allonge-1.docx", "--from", "2025-05-01", "-o", "allonge-2.docx", "--force"
    )
    assert ran.status == ExitStatus.DONE, ran.err
    assert "allonge.niet-genoemd" not in ran.err
    assert "allonge 2" in ran.err
    ran = run("consolidate", old, "allonge-2.docx", "allonge-1.docx", "-o", "doorlopend.docx")
    assert ran.status == ExitStatus.DONE, ran.err


def test_addendum_made_beside_another_does_not_go_with_it(
    run: Run, contracts: tuple[Path, Path], request_file: Written, tmp_path: Path
) -> None:
    old, new = contracts
    run("vary", old, new, "--from", "2025-03-01", "-o", "allonge-1.docx")
    run("vary", old, request_file("nieuwer.json", **NEWER), "--number", 2, "-o", "allonge-2.docx")
    ran = run("consolidate", old, "allonge-1.docx", "allonge-2.docx", "-o", "doorlopend.docx")
    assert ran.status == ExitStatus.REQUEST
    assert "allonge.andere-tekst" in ran.err
    assert not (tmp_path / "doorlopend.docx").exists()


@pytest.mark.parametrize("wrong", ["allonge.docx", "doorlopend.docx"])
def test_what_is_no_contract_is_not_varied(run: Run, contracts: tuple[Path, Path], wrong: str, tmp_path: Path) -> None:
    old, new = contracts
    run("vary", old, new, "-o", "allonge.docx")
    run("consolidate", old, "allonge.docx", "-o", "doorlopend.docx")
    ran = run("vary", wrong, new, "-o", "x.docx")
    assert ran.status == ExitStatus.REQUEST
    assert "allonge.geen-overeenkomst" in ran.err
    assert not (tmp_path / "x.docx").exists()


def test_contract_is_no_addendum(run: Run, contracts: tuple[Path, Path]) -> None:
    old, _ = contracts
    ran = run("consolidate", old, "contract.docx", "-o", "doorlopend.docx")
    assert ran.status == ExitStatus.REQUEST
    assert "allonge.geen-allonge" in ran.err


def test_final_addendum_is_refused_while_something_is_open(run: Run, contracts: tuple[Path, Path]) -> None:
    old, new = contracts
    ran = run("vary", old, new, "--final", "-o", "allonge.docx")
    assert ran.status == ExitStatus.REQUEST
    assert "allonge.nog-open" in ran.err
    ran = run(
        "vary", old, new, "--final", "--unreviewed", "jurist leest mee", "--from", "2025-03-01", "-o", "allonge.docx"
    )
    assert ran.status == ExitStatus.DONE, ran.err
    assert "jurist leest mee" in run("verify", "allonge.docx").out


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("vary", "oud.json", "nieuw.json", "-o", "allonge.pdf"), ExitStatus.USAGE),
        (("consolidate", "oud.json", "contract.docx", "-o", "tekst.txt"), ExitStatus.USAGE),
        (("vary", "oud.json", "weg.json", "-o", "allonge.docx"), ExitStatus.FILE),
        (("vary", "oud.json", "nieuw.json", "--from", "maart", "-o", "allonge.docx"), ExitStatus.USAGE),
        (("vary", "oud.json", "nieuw.json", "-o", "contract.docx"), ExitStatus.FILE),
    ],
)
def test_mistake_in_the_command_is_told_and_writes_nothing(
    run: Run, contracts: tuple[Path, Path], arguments: tuple[str, ...], status: ExitStatus, tmp_path: Path
) -> None:
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    ran = run(*arguments)
    assert ran.status == status, ran.err
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_messages_are_there_in_english(run: Run, request_file: Written) -> None:
    old = request_file("oud.json")
    agreement = {**fysio()["overeenkomst"], "kenmerk": "F-2"}
    ran = run("vary", old, request_file("nieuw.json", overeenkomst=agreement), "-o", "a.docx", "--lang", "en")
    assert "The reference changes from F-1 to F-2" in ran.err
    assert "This cannot be done by an addendum: 1 fault." in ran.err
