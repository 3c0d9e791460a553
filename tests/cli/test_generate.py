"""Writing contracts: where they go, what is said about them, and that nothing is ever half written or overwritten."""

from __future__ import annotations

import errno
import io
import json
import os
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from izacontract.cli import files
from izacontract.errors import FileError, Told
from izacontract.host import PluginProblem, Plugins
from tests.cli.conftest import Run, use
from tests.support import fysio, outside

Written = Callable[..., Path]
TEXT = "concept\nZorgovereenkomst fysiotherapie"


@pytest.mark.parametrize(
    ("format", "name", "start"),
    [
        (None, "aanvraag.docx", b"PK"),
        ("docx", "aanvraag.docx", b"PK"),
        ("text", "aanvraag.txt", TEXT.encode()),
        ("html", "aanvraag.html", b"<!DOCTYPE html>"),
    ],
)
def test_contract_goes_to_the_current_folder_under_the_name_of_the_request(
    run: Run, request_file: Written, tmp_path: Path, format: str | None, name: str, start: bytes
) -> None:
    (tmp_path / "elders").mkdir()
    source = request_file().rename(tmp_path / "elders" / "aanvraag.json")
    ran = run("generate", source, *(["--format", format] if format else []))
    assert ran.status == 0
    assert (tmp_path / name).read_bytes().lower().startswith(start.lower())
    assert ran.out == ""
    assert f"Geschreven: {name}; geen open punten, " in ran.err
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([name, "elders"])


@pytest.mark.parametrize(
    ("name", "start"), [("a.txt", TEXT), ("a.HTML", "<!doctype"), ("a.json", "{"), ("a.docx", "PK")]
)
def test_name_after_o_picks_the_format(run: Run, request_file: Written, tmp_path: Path, name: str, start: str) -> None:
    assert run("generate", request_file(), "-o", name).status == 0
    assert (tmp_path / name).read_bytes().lower().startswith(start.lower().encode())


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["-o", "a.doc"], "Laat de naam eindigen op een van: .docx, .pdf, .txt, .html, .json."),
        (["-o", "a.odt", "--format", "docx"], "eindigt niet op een vorm"),
        (["-o", "a"], "eindigt niet op een vorm"),
        (["-o", "a.html", "--format", "docx"], "a.html eindigt op .html, maar --format is docx."),
    ],
)
def test_name_that_is_no_form_or_another_is_refused(
    run: Run, request_file: Written, tmp_path: Path, arguments: list[str], words: str
) -> None:
    ran = run("generate", request_file(), *arguments)
    assert ran.status == 2
    assert words in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["aanvraag.json"]


def test_name_without_a_form_is_written_in_the_one_asked(run: Run, request_file: Written, tmp_path: Path) -> None:
    assert run("generate", request_file(), "-o", "a", "--format", "docx").status == 0
    assert (tmp_path / "a").read_bytes().startswith(b"PK")


def test_json_is_the_documented_shape(run: Run, request_file: Written) -> None:
    ran = run("generate", request_file(), "-o", "-", "--format", "json")
    assert json.loads(ran.out)["schema"] == "izacontract/contract/1"


def test_dash_writes_to_standard_output_alone(run: Run, request_file: Written, tmp_path: Path) -> None:
    ran = run("generate", request_file(), "-o", "-")
    assert ran.status == 0
    assert zipfile.ZipFile(io.BytesIO(ran.data)).testzip() is None
    assert [path.name for path in tmp_path.iterdir()] == ["aanvraag.json"]
    assert "Geschreven: standaarduitvoer" in ran.err


def test_request_comes_from_standard_input(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(fysio()).encode())))
    assert run("generate", "-").status == 0
    assert [path.name for path in tmp_path.iterdir()] == ["contract.docx"]


def test_open_points_are_counted_and_a_draft_is_written(run: Run, request_file: Written, tmp_path: Path) -> None:
    ran = run("generate", request_file(fysio={"soort": "thuis"}))
    assert ran.status == 0
    assert (tmp_path / "aanvraag.docx").exists()
    assert "; 1 open punt, " in ran.err
    assert "izacontract check" in ran.err


def test_final_with_an_open_point_is_refused_naming_all(run: Run, request_file: Written, tmp_path: Path) -> None:
    ran = run("generate", request_file(fysio={"locaties": ["Ede"]}), "--final")
    assert ran.status == 3
    assert "fysio.tarief: open punt: " in ran.err
    assert "fysio.soort: open punt: " in ran.err
    assert "De aanvraag is nog niet klaar voor een definitief contract: 2 open punten." in ran.err
    assert not (tmp_path / "aanvraag.docx").exists()


def test_final_of_a_complete_request_is_no_draft(run: Run, request_file: Written) -> None:
    ran = run("generate", request_file(), "--final", "-o", "-", "--format", "text")
    assert ran.status == 0
    assert "Concept" not in ran.out


def test_memo_is_named_in_the_last_line_and_written(run: Run, request_file: Written, tmp_path: Path) -> None:
    ran = run("generate", request_file(), "-o", "uit.docx")
    assert ran.err.splitlines()[-1].endswith("-o uit-memo.docx")
    assert run("memo", "aanvraag.json", "-o", "uit-memo.docx").status == 0
    assert (tmp_path / "uit-memo.docx").exists()


@pytest.mark.parametrize("given", [("--unreviewed", "reden"), ("--final", "--unreviewed", " ")])
def test_reason_is_for_a_final_text_and_holds_words(run: Run, request_file: Written, given: tuple[str, ...]) -> None:
    assert run("generate", request_file(), *given).status == 2


@pytest.fixture
def broken() -> Plugins:
    plugins = outside()
    plugins.problems = (PluginProblem("huis", "izacontract-huis", Told("ImportError: weg", "ImportError: gone")),)
    return plugins


def test_broken_plugin_that_is_not_needed_is_warned(
    run: Run, request_file: Written, monkeypatch: pytest.MonkeyPatch, broken: Plugins
) -> None:
    use(monkeypatch, broken)
    ran = run("generate", request_file())
    assert ran.status == 0
    assert "waarschuwing: plugin 'huis' (izacontract-huis) werkt niet: ImportError: weg" in ran.err


def test_final_is_refused_while_a_plugin_is_broken(
    run: Run, request_file: Written, monkeypatch: pytest.MonkeyPatch, broken: Plugins
) -> None:
    use(monkeypatch, broken)
    ran = run("generate", request_file(), "--final")
    assert ran.status == 4
    assert "huis" in ran.err


def test_wrong_request_writes_nothing(run: Run, request_file: Written, tmp_path: Path) -> None:
    ran = run("generate", request_file(fysio={"tarief": "4,18"}, zorgaanbieder=None))
    assert ran.status == 3
    assert "De aanvraag is niet goed: 2 fouten." in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["aanvraag.json"]


def test_existing_target_is_kept_without_force(run: Run, request_file: Written, tmp_path: Path) -> None:
    target = tmp_path / "aanvraag.docx"
    target.write_text("van een ander")
    ran = run("generate", request_file())
    assert ran.status == 5
    assert "aanvraag.docx bestaat al." in ran.err
    assert "--force" in ran.err
    assert target.read_text() == "van een ander"
    assert run("generate", request_file(), "--force").status == 0
    assert target.read_bytes().startswith(b"PK")


def test_request_itself_is_never_overwritten(run: Run, request_file: Written) -> None:
    source = request_file()
    before = source.read_bytes()
    ran = run("generate", source, "--format", "json", "--force")
    assert ran.status == 5
    assert source.read_bytes() == before


@pytest.mark.parametrize(
    ("target", "words"),
    [("geen/map/a.docx", "bestaat niet"), (".", "is een map"), ("aanvraag.json/a.docx", "is geen map")],
)
def test_target_that_cannot_be_written_is_a_fault_of_the_file(
    run: Run, request_file: Written, target: str, words: str
) -> None:
    ran = run("generate", request_file(), "-o", target)
    assert ran.status == 5
    assert words in ran.err


@pytest.mark.parametrize("command", [["generate"], ["compare", "aanvraag.json"], ["coverage"]])
@pytest.mark.parametrize(
    ("target", "nl", "en"),
    [
        ("a" * 300 + ".txt", "de naam is te lang", "the name is too long"),
        ("kring.txt", "verwijzen in een kring", "links go round in a circle"),
        ("kring.txt/a.txt", "verwijzen in een kring", "links go round in a circle"),
    ],
)
def test_target_that_the_system_does_not_take_is_a_fault_of_the_file(
    run: Run, request_file: Written, tmp_path: Path, command: list[str], target: str, nl: str, en: str
) -> None:
    (tmp_path / "kring.txt").symlink_to(tmp_path / "kring.txt")
    for force in ([], ["--force"]):
        ran = run(*command, request_file(), "-o", target, *force)
        assert (ran.status, ran.out) == (5, "")
        assert nl in ran.err
        assert en in run(*command, request_file(), "-o", target, *force, "--lang", "en").err


def test_warning_of_the_request_is_printed_once(run: Run, request_file: Written) -> None:
    source = request_file(zorgaanbieder=fysio()["zorgaanbieder"] | {"agb": "06999101"})
    for command in (["generate", source, "-o", "-", "--format", "json"], ["check", source], ["show", source]):
        assert run(*command).err.count("[zorgaanbieder.agb-ongebruikelijk]") == 1
    (finding,) = json.loads(run("generate", source, "-o", "-", "--format", "json").out)["findings"]
    assert finding["code"] == "zorgaanbieder.agb-ongebruikelijk"
    assert finding["position"]["line"] > 1


def test_folder_without_rights_is_a_fault_of_the_file(run: Run, request_file: Written, tmp_path: Path) -> None:
    closed = tmp_path / "dicht"
    closed.mkdir(mode=0o500)
    if os.access(closed, os.W_OK):  # an administrator may write everywhere but there
        closed = Path("/proc")
    assert run("generate", request_file(), "-o", closed / "a.docx").status == 5


def test_write_that_fails_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(temporary: Path, target: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    target = tmp_path / "a.docx"
    target.write_text("oud")
    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(FileError, match="de schijf is vol"):
        files.write_whole(target, b"nieuw", force=True)
    assert target.read_text() == "oud"
    assert [path.name for path in tmp_path.iterdir()] == ["a.docx"]


def test_new_file_has_the_rights_of_any_new_file(tmp_path: Path) -> None:
    files.write_whole(tmp_path / "a", b"x", force=False)
    (tmp_path / "b").write_bytes(b"x")
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


def test_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "echt").write_bytes(b"oud")
    (tmp_path / "link").symlink_to(tmp_path / "echt")
    files.write_whole(tmp_path / "link", b"nieuw", force=True)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "echt").read_bytes() == b"nieuw"


def test_device_is_written_directly() -> None:
    files.write_whole(Path(os.devnull), b"x", force=False)
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["--frame", "weg.docx"], 5, "weg.docx"),
        (["--frame", "aanvraag.json"], 4, "sjabloon"),
        (["--frame", "x.docx", "--format", "text"], 2, "--frame geldt alleen voor docx"),
        (["--format", "odt"], 2, "'odt' is geen van 'docx', 'pdf', 'text', 'html', 'json'"),
    ],
)
def test_wrong_option_is_told(run: Run, request_file: Written, arguments: list[str], status: int, words: str) -> None:
    ran = run("generate", request_file(), *arguments)
    assert ran.status == status
    assert words.lower() in ran.err.lower()


def test_hostile_values_print_as_typed(run: Run, request_file: Written) -> None:
    remark = "{{ 7*7 }} & <b> \"x\" 'y' **z** # 1. 😀"
    ran = run("generate", request_file(fysio={**fysio()["fysio"], "locaties": [remark]}), "-o", "-", "--format", "text")
    assert ran.status == 0
    assert remark in ran.out


def test_json_of_one_request_is_the_same_in_every_folder(run: Run, request_file: Written, tmp_path: Path) -> None:
    (tmp_path / "geheim").mkdir()
    source = request_file(zorgaanbieder={**fysio()["zorgaanbieder"], "agb": "99999101"})
    here = run("generate", source, "-o", "-", "--format", "json").out
    elsewhere = source.rename(tmp_path / "geheim" / source.name)
    assert run("generate", elsewhere, "-o", "-", "--format", "json").out == here
    places = [finding["position"]["file"] for finding in json.loads(here)["findings"] if finding["position"]]
    assert set(places) == {"aanvraag.json"}
