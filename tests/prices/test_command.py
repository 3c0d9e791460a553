"""`izacontract prices`: a request with the list, or no file at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from izacontract.cli.app import main
from tests.prices.test_import import REQUEST


@pytest.fixture
def request_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a request beside which the command works."""
    monkeypatch.chdir(tmp_path)
    Path("aanvraag.yaml").write_text(REQUEST, encoding="utf-8")
    return tmp_path / "aanvraag.yaml"


def test_exported_list_is_imported_without_a_change(request_file: Path) -> None:
    assert main(["prices", "export", "aanvraag.yaml", "-o", "prijzen.xlsx"]) == 0
    assert main(["prices", "import", "prijzen.xlsx", "--into", "aanvraag.yaml", "-o", "nieuw.yaml"]) == 0
    assert Path("nieuw.yaml").read_text(encoding="utf-8") == REQUEST


def test_faulty_list_writes_nothing_and_is_told(request_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("lijst.csv").write_text("Code;Maximum;Tarief\nA;100,00;98,49\nA;1;1\n", encoding="utf-8")
    arguments = ["prices", "import", "lijst.csv", "--into", "aanvraag.yaml", "-o", "nieuw.yaml", "--lang", "en"]
    assert main(arguments) == 3
    assert not Path("nieuw.yaml").exists()
    assert "lijst.csv:3:1" in capsys.readouterr().err
    Path("nieuw.yaml").write_text("van iemand", encoding="utf-8")
    Path("lijst.csv").write_text("Code;Maximum;Tarief\nA;100,00;98,49\n", encoding="utf-8")
    assert main(arguments) != 0
    assert Path("nieuw.yaml").read_text(encoding="utf-8") == "van iemand"
    assert main([*arguments, "--force"]) == 0
    assert "percentage_van_maximum: 98.49" in Path("nieuw.yaml").read_text(encoding="utf-8")


def test_key_of_no_column_is_refused(request_file: Path) -> None:
    Path("lijst.csv").write_text("Code;Tarief\nA;1\n", encoding="utf-8")
    arguments = ["prices", "import", "lijst.csv", "--into", "aanvraag.yaml", "-o", "nieuw.yaml"]
    assert main([*arguments, "--columns", "kode=Code"]) == 2
