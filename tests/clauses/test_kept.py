"""What an earlier run read is used only when it is the same, whole and ours; a run without it gives the same."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from izacontract import build_contract, load_plugins, read_request
from izacontract.clauses.kept import Kept, kept
from izacontract.clauses.kept_library import _made, known_library
from izacontract.clauses.library import read_library
from izacontract.errors import ClauseError
from izacontract.model.memory import forget_all
from izacontract.render.frame import _standard_frame, _unsound, examine_frame
from izacontract.render.word import word
from tests.conftest import our_entries
from tests.support import FYSIO, fysio


def once(value: Any) -> Callable[[], Any]:
    """Return what reads `value` once and fails the second time."""
    values = iter([value])
    return lambda: next(values)


def run(folder: Path) -> Kept:
    keeper = Kept()
    keeper.keep_in(folder)
    return keeper


def first_run(folder: Path, value: Any = "gelezen") -> Path:
    """Return the file in which a run kept `value` for "tekst"."""
    keeper = run(folder)
    keeper("yaml", "tekst", once(value))
    keeper.save()
    (file,) = folder.iterdir()
    return file


@pytest.mark.parametrize("value", [{"a": [1, 1.5, "x", None, True, date(2027, 1, 1)]}, [], "tekst", 0, False])
def test_next_run_has_what_this_one_read(tmp_path: Path, value: Any) -> None:
    first_run(tmp_path, value)
    found = run(tmp_path)("yaml", "tekst", lambda: pytest.fail("read again"))
    assert (found, repr(found)) == (value, repr(value))


@pytest.mark.parametrize("value", [{1: "x"}, {"\x00dag": "x"}, float("nan"), b"x", {"a": {2.5: 1}}])
def test_what_json_would_change_is_read_again(tmp_path: Path, value: Any) -> None:
    keeper = run(tmp_path)
    assert keeper("yaml", "tekst", once(value)) is value
    keeper.save()
    assert list(tmp_path.iterdir()) == []


def test_other_text_and_other_kind_are_read(tmp_path: Path) -> None:
    first_run(tmp_path)
    keeper = run(tmp_path)
    assert keeper("yaml", "tekst.", once(1)) == 1
    assert keeper("text", "tekst", once(2)) == 2


def changed(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b"gelezen", b"Gelezen"))


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-3])


def no_object(file: Path) -> None:
    file.write_text("[]", encoding="utf-8")


def for_all(file: Path) -> None:
    file.chmod(0o666)


@pytest.mark.parametrize("spoil", [changed, cut, no_object, for_all, Path.unlink])
def test_file_that_is_damaged_or_open_to_others_is_not_used(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    spoil(first_run(tmp_path))
    assert run(tmp_path)("yaml", "tekst", once("anders")) == "anders"


def test_runs_at_the_same_time_leave_a_whole_file(tmp_path: Path) -> None:
    first, second = run(tmp_path), run(tmp_path)
    first("yaml", "een", once(1))
    second("yaml", "twee", once(2))
    first.save()
    second.save()
    assert [run(tmp_path)("yaml", text, once("nieuw")) for text in ("een", "twee")] == [1, 2]
    assert len(list(tmp_path.iterdir())) == 1


def test_what_other_modules_of_ours_made_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first_run(tmp_path)
    monkeypatch.setattr("izacontract.clauses.kept._our_modules", lambda: iter(("clauses/blocks.py 1 2",)))
    assert run(tmp_path)("yaml", "tekst", once("anders")) == "anders"


def test_what_another_version_kept_goes_after_some_months(tmp_path: Path) -> None:
    old, recent = tmp_path / "gelezen-oud.json", tmp_path / "gelezen-recent.json"
    for file in (old, recent):
        file.touch()
    os.utime(old, (0, 0))
    keeper = run(tmp_path)
    keeper("yaml", "tekst", once(1))
    keeper.save()
    assert not old.exists()
    assert len(list(tmp_path.iterdir())) == 2
    assert recent.exists()


def test_faults_of_a_frame_are_found_again_each_time(tmp_path: Path) -> None:
    parts = {"[Content_Types].xml": b"<Types", "word/document.xml": b"<w:document"}
    try:
        kept.keep_in(tmp_path)
        told = [_unsound(parts) for _ in range(2)]
    finally:
        kept.keep_in(None)
    assert told[0]
    assert told[0] == told[1]


def test_where_nothing_can_be_written_all_works(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("", encoding="utf-8")
    keeper = run(tmp_path / "bestand" / "map")
    assert keeper("yaml", "tekst", once(1)) == 1
    keeper.save()


def test_nothing_is_kept_without_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IZACONTRACT_CACHE", "-")
    keeper = Kept()
    keeper.keep()
    keeper("yaml", "tekst", once(1))
    keeper.save()
    assert keeper("yaml", "tekst", once(2)) == 2
    assert list(tmp_path.iterdir()) == []


def test_library_is_the_same_read_anew_or_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folders = load_plugins(our_entries()).folders
    anew = read_library(folders)
    try:
        kept.keep_in(tmp_path)
        known_library(folders)
        kept.save()
        kept.keep_in(None)
        kept.keep_in(tmp_path)
        monkeypatch.setattr("izacontract.clauses.kept_library.read_library", lambda folders: pytest.fail("read again"))
        found = known_library(folders)
    finally:
        kept.keep_in(None)
    assert found == anew
    assert repr(found.parameters) == repr(anew.parameters)
    assert list(found.clauses) == list(anew.clauses)


def test_library_of_which_a_file_changed_is_read_anew(tmp_path: Path) -> None:
    clause = tmp_path / "proef" / "een"
    clause.mkdir(parents=True)
    (tmp_path / "proef" / "slots.yaml").write_text("- {id: s, heading: Kop}\n", encoding="utf-8")
    (clause / "2023-01-01.md").write_text("---\nchange: Eerste.\nsources: []\n---\n1. Tekst.\n", encoding="utf-8")
    titles = []
    try:
        kept.keep_in(tmp_path / "bewaard")
        for title in ("Een", "Twee"):
            about = f"title: {title}\nslot: s\norder: 10\npresence: always\nexplanation: Uitleg.\n"
            (clause / "clause.yaml").write_text(about, encoding="utf-8")
            titles.append(known_library([("proef", tmp_path / "proef")]).clause("proef.een").title)
        (clause / "clause.yaml").write_text("title: Een\n", encoding="utf-8")
        with pytest.raises(ClauseError, match="slot ontbreekt"):
            known_library([("proef", tmp_path / "proef")])
    finally:
        kept.keep_in(None)
    assert titles == ["Een", "Twee"]


def test_only_what_a_library_is_made_of_comes_out_of_what_is_kept() -> None:
    with pytest.raises(KeyError):
        json.loads('{"\\u0000": ["Path", "/"]}', object_hook=_made)


def test_contract_is_the_same_read_anew_or_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # the tests share what was read of the same files; here it is read each time
    monkeypatch.setattr("izacontract.host.known_library", known_library)
    made = []
    try:
        for _ in range(2):
            forget_all()
            for memory in (_standard_frame, examine_frame):
                memory.cache_clear()
            kept.keep_in(tmp_path)
            plugins = load_plugins([FYSIO])  # read anew
            made.append(word(build_contract(read_request(fysio(), plugins), plugins)))
            kept.save()
            kept.keep_in(None)
    finally:
        kept.keep_in(None)
    assert made[0] == made[1]
    (file,) = tmp_path.iterdir()
    kinds = {key.split()[0] for key in json.loads(file.read_bytes().partition(b"\n")[2])}
    assert kinds == {"yaml", "text", "markdown", "docxtpl", "sound", "library"}
    assert file.stat().st_mode & 0o077 == 0 or os.name == "nt"
