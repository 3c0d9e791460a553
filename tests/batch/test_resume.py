"""Going on with a run: after a kill at any moment, after a change, and never at the cost of somebody else's file."""

from __future__ import annotations

import errno
import json
import os
import random
import sys
import warnings
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from izacontract.batch import faults
from izacontract.batch.executors import here
from izacontract.batch.folder import MANIFEST, WORK, check_folder, run_folder
from izacontract.batch.names import read_pattern
from izacontract.batch.run import prepare, run
from izacontract.errors import ExitStatus, FileError
from izacontract.render.formats import ContractFormat
from tests.batch.support import base, contents, entries, good, made, row
from tests.support import fysio, outside

CHANGES = ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir")
"""What Python announces before it changes a folder."""

DIED = 9


def some_rows() -> list[Any]:
    """Return rows of which one fails."""
    rows = good(base(), 5)
    rows[2] = row(base(), 4, {"zorgaanbieder.kvk": "12"})
    return rows


def dies(work: Callable[[], Any], folder: Path, step: int) -> bool:
    """Do `work` in a process that is gone just before its `step`-th change in `folder`; returns whether it came so far.

    As with kill -9 nothing is tidied up: no handler, no `finally`.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # Python 3.12 and later: other tests left threads
        child = os.fork()
    if child == 0:
        steps = 0

        def hook(event: str, arguments: tuple[Any, ...]) -> None:
            nonlocal steps
            if event in CHANGES and str(arguments[0]).startswith(str(folder)):
                steps += 1
                if steps == step:
                    os._exit(DIED)

        sys.addaudithook(hook)
        try:
            work()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == DIED


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("izacontract.batch.run.MOST_ROWS", 2)


def test_run_that_dies_at_any_step_is_taken_up_where_it_was(tmp_path: Path) -> None:
    made(some_rows(), tmp_path / "heel")
    whole = contents(tmp_path / "heel")
    step = 1
    while True:
        out = tmp_path / f"stap{step}"
        if not dies(lambda out=out: made(some_rows(), out), out, step):  # type: ignore[misc]
            break
        documents = {name for name in contents(out) if name.endswith(".txt")} if out.exists() else set()
        assert all(contents(out)[name] == whole[name] for name in documents), "a document is whole or not there"
        totals = made(some_rows(), out, resume=True)
        assert contents(out) == whole, f"died at step {step}"
        assert totals.kept + totals.made == 4
        step += 1
    assert step > 25
    assert contents(out) == whole


def test_run_that_dies_again_while_it_is_taken_up_loses_nothing(tmp_path: Path) -> None:
    """A folder with an old run is taken up after a change, dies, is taken up after another change, dies, and so on."""
    chance = random.Random(6)
    for turn in range(12):
        out = tmp_path / f"keer{turn}"
        made(good(base(), 6), out)
        rows = good(base(), 6)
        for _ in range(3):
            index = chance.randrange(len(rows))
            other = chance.choice([{"fysio.tarief": str(chance.randrange(20, 60))}, {"zorgaanbieder.kvk": "1"}])
            changed = row(base(), rows[index].number, other, f"N-{turn}" if chance.random() < 0.3 else "")
            rows = [*rows[:index], changed, *rows[index + 1 :]]
            if chance.random() < 0.3 and len(rows) > 3:
                rows.pop(chance.randrange(len(rows)))
            dies(lambda rows=rows, out=out: made(rows, out, resume=True), out, chance.randrange(1, 60))  # type: ignore[misc]
        made(rows, out, resume=True)
        made(rows, tmp_path / f"vers{turn}")
        assert contents(out) == contents(tmp_path / f"vers{turn}"), f"turn {turn}"


@pytest.mark.parametrize("number", range(1, 8))
def test_run_that_is_interrupted_while_documents_get_their_names_is_taken_up(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(some_rows(), tmp_path / "heel")
    real = Path.replace
    named = 0

    def interrupted(self: Path, target: Path) -> Path:
        nonlocal named
        named += 1
        if named == number:
            raise KeyboardInterrupt
        return real(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", interrupted)
        with pytest.raises(KeyboardInterrupt):
            made(some_rows(), tmp_path / "uit")
    made(some_rows(), tmp_path / "uit", resume=True)
    assert contents(tmp_path / "uit") == contents(tmp_path / "heel")


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    return {file.name: (file.stat().st_ino, file.stat().st_mtime_ns) for file in folder.glob("*.txt")}


def untouched(folder: Path, before: dict[str, tuple[int, int]]) -> set[str]:
    return {name for name, stamp in stamps(folder).items() if before.get(name) == stamp}


def test_nothing_changed_makes_nothing_again(tmp_path: Path) -> None:
    made(some_rows(), tmp_path / "uit")
    before, whole = stamps(tmp_path / "uit"), contents(tmp_path / "uit")
    totals = made(some_rows(), tmp_path / "uit", resume=True)
    assert (totals.made, totals.kept, totals.failed) == (0, 4, 1)
    assert untouched(tmp_path / "uit", before) == before.keys()
    assert contents(tmp_path / "uit") == whole


def test_mended_changed_new_and_removed_rows_give_what_a_new_run_gives(tmp_path: Path) -> None:
    over = base()
    made(some_rows(), tmp_path / "uit")
    before = stamps(tmp_path / "uit")
    mended = good(over, 7)[1:]
    mended[0] = row(over, 3, {"zorgaanbieder.naam": "Een nieuwe naam"})
    totals = made(mended, tmp_path / "uit", resume=True)
    made(mended, tmp_path / "vers")
    assert contents(tmp_path / "uit") == contents(tmp_path / "vers")
    assert untouched(tmp_path / "uit", before) == {"K-00005.txt", "K-00006.txt"}
    assert (totals.made, totals.kept, totals.removed, totals.failed) == (4, 2, 1, 0)
    assert not (tmp_path / "uit" / faults.CSV).exists()
    assert not (tmp_path / "uit" / "K-00002.txt").exists()


def test_row_that_fails_now_loses_its_old_document(tmp_path: Path) -> None:
    made(good(base(), 3), tmp_path / "uit")
    rows = good(base(), 3)
    rows[1] = row(base(), 3, {"zorgaanbieder.kvk": "12"})
    totals = made(rows, tmp_path / "uit", resume=True)
    assert (totals.removed, totals.failed) == (1, 1)
    made(rows, tmp_path / "vers")
    assert contents(tmp_path / "uit") == contents(tmp_path / "vers")


def test_inserted_row_moves_numbers_but_makes_no_document_again(tmp_path: Path) -> None:
    over = base()
    made([row(over, 2, {}, "A"), row(over, 3, {}, "B")], tmp_path / "uit")
    before = stamps(tmp_path / "uit")
    moved = [row(over, 2, {}, "NIEUW"), row(over, 3, {}, "A"), row(over, 4, {}, "B")]
    totals = made(moved, tmp_path / "uit", resume=True)
    assert (totals.made, totals.kept) == (1, 2)
    assert untouched(tmp_path / "uit", before) == {"A.txt", "B.txt"}
    assert [(entry["row"], entry["reference"]) for entry in entries(tmp_path / "uit")] == [
        (2, "NIEUW"),
        (3, "A"),
        (4, "B"),
    ]


def test_changed_base_makes_every_document_again(tmp_path: Path) -> None:
    made(good(base(), 3), tmp_path / "uit")
    insurer = fysio()["zorgverzekeraar"]
    insurer["rechtspersonen"][0]["naam"] = "Ander N.V."
    changed = base(zorgverzekeraar=insurer)
    totals = made(good(changed, 3), tmp_path / "uit", over=changed, resume=True)
    made(good(changed, 3), tmp_path / "vers", over=changed)
    assert totals.made == 3
    assert contents(tmp_path / "uit") == contents(tmp_path / "vers")


def test_base_with_a_code_that_lost_its_quotes_is_refused_as_in_a_new_run(tmp_path: Path) -> None:
    made(good(base(), 3), tmp_path / "uit")
    insurer = fysio()["zorgverzekeraar"]
    insurer["rechtspersonen"][0]["uzovi"] = int(insurer["rechtspersonen"][0]["uzovi"])
    changed = base(zorgverzekeraar=insurer)
    assert changed.fingerprint == base().fingerprint
    totals = made(good(changed, 3), tmp_path / "uit", over=changed, resume=True)
    assert (totals.kept, totals.failed, totals.removed) == (0, 3, 3)


def test_other_names_take_the_place_of_the_old_ones(tmp_path: Path) -> None:
    made(good(base(), 3), tmp_path / "uit")
    totals = made(good(base(), 3), tmp_path / "uit", resume=True, name="{rij} {kenmerk}")
    made(good(base(), 3), tmp_path / "vers", name="{rij} {kenmerk}")
    assert totals.removed == 3
    assert contents(tmp_path / "uit") == contents(tmp_path / "vers")


def test_two_rows_that_swap_their_names_both_come_right(tmp_path: Path) -> None:
    over = base()
    one, other = {"zorgaanbieder.naam": "Een"}, {"zorgaanbieder.naam": "Twee"}
    made([row(over, 2, one, "A"), row(over, 3, other, "B")], tmp_path / "uit", name="{zorgaanbieder.naam}")
    swapped = [row(over, 2, other, "A"), row(over, 3, one, "B")]
    made(swapped, tmp_path / "uit", name="{zorgaanbieder.naam}", resume=True)
    made(swapped, tmp_path / "vers", name="{zorgaanbieder.naam}")
    assert contents(tmp_path / "uit") == contents(tmp_path / "vers")


def test_final_after_draft_makes_every_document_again(tmp_path: Path) -> None:
    made(good(base(), 3), tmp_path / "uit")
    assert made(good(base(), 3), tmp_path / "uit", resume=True, final=True).made == 3


def house(folder: Path, clause: str, extra: str) -> Path:
    """Return a house library that replaces the text of `clause` by the same one with a sentence more."""
    ours = outside().library.clauses[f"fysio.{clause}"].versions[0]
    home = folder / "huis" / "fysio" / clause
    home.mkdir(parents=True, exist_ok=True)
    source = Path(__file__).parents[1] / "outside" / "izacontract_fysio" / "clauses" / clause / f"{ours.since}.md"
    (home / source.name).write_text(source.read_text(encoding="utf-8").rstrip() + f" {extra}\n", encoding="utf-8")
    return folder / "huis"


def with_house(folder: Path) -> Any:
    return replace(outside(), house=folder)


def test_changed_clause_makes_only_the_contracts_that_hold_it_again(tmp_path: Path) -> None:
    without = base(fysio={"tarief": "40", "soort": "thuis"})
    rows = [row(without, 2, {}, "A"), row(base(), 3, {}, "B"), row(without, 4, {}, "C")]
    first = with_house(house(tmp_path / "een", "locaties", "Zo is het."))
    second = with_house(house(tmp_path / "twee", "locaties", "Zo is het nu."))
    made(rows, tmp_path / "uit", plugins=first)
    before = stamps(tmp_path / "uit")
    totals = made(rows, tmp_path / "uit", plugins=second, resume=True)
    assert (totals.made, totals.kept) == (1, 2)
    assert untouched(tmp_path / "uit", before) == {"A.txt", "C.txt"}
    assert "Zo is het nu." in (tmp_path / "uit" / "B.txt").read_text(encoding="utf-8")
    made(rows, tmp_path / "vers", plugins=second)
    assert contents(tmp_path / "uit") == contents(tmp_path / "vers")


def test_changed_clause_that_all_hold_makes_all_again(tmp_path: Path) -> None:
    made(good(base(), 3), tmp_path / "uit")
    changed = with_house(house(tmp_path / "een", "behandeling", "Zo is het."))
    totals = made(good(base(), 3), tmp_path / "uit", plugins=changed, resume=True)
    assert (totals.made, totals.kept) == (3, 0)
    made(good(base(), 3), tmp_path / "vers", plugins=changed)
    assert contents(tmp_path / "uit") == contents(tmp_path / "vers")


def test_changed_frame_makes_every_document_again(tmp_path: Path) -> None:
    import docx

    from izacontract.render.frame_mending import standard_frame

    frame = tmp_path / "huis.docx"
    frame.write_bytes(standard_frame())
    styled = docx.Document(str(frame))
    styled.styles["Normal"].font.name = "Arial"
    styled.save(str(frame))
    made(good(base(), 2), tmp_path / "uit", form=ContractFormat.DOCX)
    prepared = prepare(base(), outside(), ContractFormat.DOCX, frame.read_bytes())
    with run_folder(tmp_path / "uit", resume=True, force=False) as folder:
        totals = run(good(base(), 2), prepared, read_pattern("{kenmerk}", ".docx"), folder, here())
    assert (totals.made, totals.kept) == (2, 0)


def test_document_that_somebody_took_away_is_made_again(tmp_path: Path) -> None:
    made(good(base(), 3), tmp_path / "uit")
    whole = contents(tmp_path / "uit")
    (tmp_path / "uit" / "K-00003.txt").unlink()
    (tmp_path / "uit" / "K-00004.txt").write_bytes(b"")  # as a power failure may leave it
    totals = made(good(base(), 3), tmp_path / "uit", resume=True)
    assert (totals.made, totals.kept) == (2, 1)
    assert contents(tmp_path / "uit") == whole


def test_document_that_somebody_changed_is_never_overwritten_unasked(tmp_path: Path) -> None:
    made(good(base(), 3), tmp_path / "uit")
    whole = contents(tmp_path / "uit")
    (tmp_path / "uit" / "K-00003.txt").write_text("mijn aantekening", encoding="utf-8")
    changed = contents(tmp_path / "uit")
    with pytest.raises(FileError) as refused:
        made(good(base(), 3), tmp_path / "uit", resume=True)
    assert refused.value.code == "batch.document-gewijzigd"
    assert "K-00003.txt" in refused.value.message.nl
    left = contents(tmp_path / "uit")
    assert {name: left[name] for name in changed} == changed
    made(good(base(), 3), tmp_path / "uit", resume=True, force=True)
    assert contents(tmp_path / "uit") == whole


def test_file_of_somebody_else_is_never_overwritten_or_taken_away_unasked(tmp_path: Path) -> None:
    made(good(base(), 2), tmp_path / "uit")
    theirs = tmp_path / "uit" / "K-00004.txt"
    theirs.write_text("van iemand anders", encoding="utf-8")
    (tmp_path / "uit" / "notitie.md").write_text("lees mij", encoding="utf-8")
    totals = made(good(base(), 3), tmp_path / "uit", resume=True)
    assert (totals.kept, totals.failed) == (2, 1)
    assert "K-00004.txt" in (tmp_path / "uit" / faults.CSV).read_text(encoding="utf-8-sig")
    assert theirs.read_text(encoding="utf-8") == "van iemand anders"
    made(good(base(), 3), tmp_path / "uit", force=True)
    assert theirs.read_text(encoding="utf-8") != "van iemand anders"
    assert (tmp_path / "uit" / "notitie.md").read_text(encoding="utf-8") == "lees mij"


@pytest.mark.parametrize(
    ("left", "code"),
    [("brief.docx", "batch.map-niet-leeg"), (MANIFEST, "batch.map-bevat-run"), (WORK, "batch.map-bevat-run")],
)
def test_folder_that_holds_something_is_refused_unasked(left: str, code: str, tmp_path: Path) -> None:
    (tmp_path / left).mkdir()
    with pytest.raises(FileError) as refused:
        made(good(base(), 1), tmp_path)
    assert (refused.value.code, refused.value.status) == (code, ExitStatus.FILE)
    assert "--force" in refused.value.hint.nl
    assert [entry.name for entry in tmp_path.iterdir()] == [left]


def test_resume_needs_a_run_to_go_on_with(tmp_path: Path) -> None:
    (tmp_path / "brief.docx").touch()
    with pytest.raises(FileError) as refused:
        made(good(base(), 1), tmp_path, resume=True)
    assert refused.value.code == "batch.geen-run"


def test_resume_in_an_empty_or_new_folder_is_a_run(tmp_path: Path) -> None:
    assert made(good(base(), 2), tmp_path / "uit", resume=True).made == 2


def test_run_after_a_check_needs_no_option(tmp_path: Path) -> None:
    prepared = prepare(base(), outside(), ContractFormat.TEXT, only_check=True)
    with check_folder(tmp_path) as folder:
        run(some_rows(), prepared, read_pattern("{kenmerk}", ".txt"), folder, here())
    assert contents(tmp_path).keys() == {faults.CSV, faults.XLSX}
    assert made(good(base(), 5), tmp_path).made == 5
    assert not (tmp_path / faults.CSV).exists()


def test_list_of_faults_that_is_not_ours_stays(tmp_path: Path) -> None:
    (tmp_path / faults.CSV).write_text("mijn;lijst\n", encoding="utf-8")
    with pytest.raises(FileError):
        made(good(base(), 1), tmp_path)
    assert (tmp_path / faults.CSV).read_text(encoding="utf-8") == "mijn;lijst\n"


def test_second_run_in_one_folder_is_refused_while_the_first_is_at_work(tmp_path: Path) -> None:
    with run_folder(tmp_path / "uit", resume=False, force=False):
        with pytest.raises(FileError) as refused:
            made(good(base(), 1), tmp_path / "uit", resume=True, force=True)
        assert refused.value.code == "batch.bezig"
        with pytest.raises(FileError), check_folder(tmp_path / "uit"):
            pytest.fail("a check writes the list of faults too")
    assert made(good(base(), 1), tmp_path / "uit", resume=True).made == 1


def test_manifest_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    made(good(base(), 2), tmp_path)
    (tmp_path / MANIFEST).write_text('{"schema": "izacontract/batch/99"}\n', encoding="utf-8")
    with pytest.raises(FileError) as refused:
        made(good(base(), 2), tmp_path, resume=True)
    assert refused.value.code == "batch.manifest"
    assert made(good(base(), 2), tmp_path, force=True).made == 2


@pytest.mark.parametrize("name", ["../buiten.txt", "/etc/hostname", ".."])
def test_manifest_that_names_a_file_elsewhere_is_refused(name: str, tmp_path: Path) -> None:
    made(good(base(), 1), tmp_path)
    lines = (tmp_path / MANIFEST).read_text(encoding="utf-8").splitlines()
    entry = {**json.loads(lines[1]), "file": name}
    (tmp_path / MANIFEST).write_text(f"{lines[0]}\n{json.dumps(entry)}\n", encoding="utf-8")
    with pytest.raises(FileError) as refused:
        made([], tmp_path, resume=True)
    assert refused.value.code == "batch.manifest"


def full_after(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the disk be full after `number` files."""
    real = Path.write_bytes
    written = 0

    def write(self: Path, data: bytes) -> int:
        nonlocal written
        written += 1
        if written > number:
            with self.open("wb") as half:
                half.write(data[: len(data) // 2])
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(self, data)

    monkeypatch.setattr(Path, "write_bytes", write)


@pytest.mark.parametrize("number", [0, 1, 2, 5])
def test_full_disk_leaves_whole_documents_and_a_run_to_go_on_with(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(good(base(), 7), tmp_path / "heel")
    whole = contents(tmp_path / "heel")
    with monkeypatch.context() as patched:
        full_after(number, patched)
        with pytest.raises(FileError) as refused:
            made(good(base(), 7), tmp_path / "uit")
    assert refused.value.code == "batch.onschrijfbaar"
    assert "de schijf is vol" in refused.value.message.nl
    assert "--resume" in refused.value.hint.nl
    if number < 2:
        assert not (tmp_path / "uit").exists()  # nothing was made, so nothing is left
    else:
        left = {name: digest for name, digest in contents(tmp_path / "uit").items() if not name.startswith(WORK)}
        assert left.items() < whole.items()
        assert len(left) == number // 2 * 2
    made(good(base(), 7), tmp_path / "uit", resume=True)
    assert contents(tmp_path / "uit") == whole


def test_folder_without_rights_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(self: Path, *arguments: Any, **named: Any) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", forbidden)
    with pytest.raises(FileError) as refused:
        made(good(base(), 1), tmp_path / "uit")
    assert "u hebt er geen rechten voor" in refused.value.message.nl


def test_file_where_the_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "uit").touch()
    with pytest.raises(FileError):
        made(good(base(), 1), tmp_path / "uit")
