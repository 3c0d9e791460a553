"""Checking and showing a request: the exact form of a finding, and both languages."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.support import fysio

Written = Callable[..., Path]


def test_good_request_is_told_so(run: Run, request_file: Written) -> None:
    ran = run("check", request_file())
    assert (ran.status, ran.out) == (0, "")
    assert ran.err.splitlines()[-1].startswith("De aanvraag is goed; geen open punten, ")


def test_finding_is_place_path_message_hint_and_code(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("overeenkomst: {sector: fysio}\nfysio:\n  tarief: 4,18\n", encoding="utf-8")
    ran = run("check", "a.yaml")
    assert ran.status == 3
    assert ran.err.splitlines()[-3:] == [
        "a.yaml:3:11: fysio.tarief: '4,18' heeft een decimale komma.",
        "    Typ een punt: 4.18 [waarde.decimale-komma]",
        "De aanvraag is niet goed: 5 fouten.",
    ]


def test_english_is_asked_before_or_after_the_command(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a: b: c", encoding="utf-8")
    before, after = run("--lang", "en", "check", "a.yaml"), run("check", "a.yaml", "--lang", "en")
    assert before == after
    assert before.err.endswith("The request is not valid: 1 fault.\n")
    assert "This is not valid YAML" in before.err


def test_open_point_and_warning_are_named_and_refuse_nothing(run: Run, request_file: Written) -> None:
    changes = {"fysio": {"soort": "thuis"}, "zorgaanbieder": {**fysio()["zorgaanbieder"], "agb": "06999101"}}
    ran = run("check", request_file(**changes))
    assert ran.status == 0
    assert "zorgaanbieder.agb: waarschuwing: AGB-code 06999101 begint met 06" in ran.err
    assert "fysio.tarief: open punt: " in ran.err
    assert ran.err.splitlines()[-1].startswith("De aanvraag is goed; 1 open punt, ")


def test_check_of_the_plugin_is_told_at_its_place(run: Run, request_file: Written) -> None:
    file = request_file(fysio={**fysio()["fysio"], "tarief": 4000})
    line = file.read_text(encoding="utf-8").splitlines().index('  "tarief": 4000,') + 1
    ran = run("check", file)
    assert ran.status == 3
    assert f"{file}:{line}:13: fysio.tarief: " in ran.err


def test_json_has_a_versioned_shape(run: Run, request_file: Written) -> None:
    file = request_file(fysio={"tarief": "4,18", "soort": "thuis", "locaties": ["Ede"]})
    ran = run("check", file, "--json")
    answer = json.loads(ran.out)
    assert ran.status == 3
    assert (answer["schema"], answer["valid"]) == ("izacontract/check/1", False)
    assert answer["findings"] == [
        {
            "severity": "fault",
            "code": "waarde.decimale-komma",
            "path": "fysio.tarief",
            "message": "'4,18' heeft een decimale komma.",
            "hint": "Typ een punt: 4.18",
            "file": str(file),
            "line": answer["findings"][0]["line"],
            "column": 13,
            "sheet": None,
            "cell": None,
        }
    ]
    assert json.loads(run("check", request_file(), "--json").out)["valid"] is True


@pytest.mark.parametrize("command", ["generate", "check", "show"])
@pytest.mark.parametrize(
    ("name", "data", "status", "words"),
    [
        ("weg.yaml", None, 5, "weg.yaml kan niet worden gelezen: het bestaat niet."),
        (".", None, 5, "het is een map"),
        ("a.yaml", b"", 3, "a.yaml:1:1: De aanvraag is leeg."),
        ("a.yaml", b"a: b: c", 3, "a.yaml:1:5: Dit is geen goede YAML"),
        ("b.doc", b"PK\x03\x04", 3, "beschadigd of onvolledig"),
        ("b.pdf", b"%PDF-1.7", 3, "maar een pdf"),
        ("a.yaml", b"a: \xff", 3, "UTF-8"),
    ],
)
def test_file_that_is_no_request(
    run: Run, tmp_path: Path, command: str, name: str, data: bytes | None, status: int, words: str
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    ran = run(command, name)
    assert ran.status == status
    assert ran.out == ""
    assert words in ran.err
    assert "Traceback" not in ran.err


def test_show_prints_the_contract(run: Run, request_file: Written) -> None:
    ran = run("show", request_file())
    assert ran.status == 0
    assert ran.out.startswith("concept\nZorgovereenkomst fysiotherapie\n")


def test_show_prints_one_clause(run: Run, request_file: Written) -> None:
    ran = run("show", request_file(), "--clause", "fysio.tarief")
    assert ran.status == 0
    assert ran.out.startswith("Artikel ")
    assert "Zorgovereenkomst" not in ran.out


@pytest.mark.parametrize(
    ("clause", "words"),
    [("fysio.tarif", "Bedoelt u 'fysio.tarief'?"), ("fysio.bijlage-locaties", "geen locaties opgegeven")],
)
def test_show_tells_why_a_clause_is_not_there(run: Run, request_file: Written, clause: str, words: str) -> None:
    ran = run("show", request_file(fysio={"tarief": 1, "soort": "thuis"}), "--clause", clause)
    assert (ran.status, ran.out) == (2, "")
    assert words in ran.err
