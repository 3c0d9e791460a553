"""Which files in a folder are looked at: those that somebody filled in."""

from __future__ import annotations

from pathlib import Path

import pytest

from izacontract.errors import FileError
from izacontract.intake.folder import files_in, is_list_of_table, is_same


def test_only_what_somebody_filled_in_is_looked_at(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.JSON", "a.antwoord.json", ".a.yaml", "~$a.xlsx", "a.docx"):
        (tmp_path / name).touch()
    (tmp_path / "map.yaml").mkdir()
    (tmp_path / "weg.yaml").symlink_to(tmp_path / "nergens.yaml")
    found = [file.name for file in files_in(tmp_path, (".yaml", ".json", ".xlsx"))]
    assert found == ["a.JSON", "b.yaml", "weg.yaml"]


def test_what_is_no_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileError):
        files_in(tmp_path / "nergens", (".yaml",))


def test_list_of_a_table_is_told_from_a_table() -> None:
    files = [Path(name) for name in ("a.b.csv", "a.b.tarieven.csv", "los.csv", "d.yaml", "d.x.csv")]
    assert [file.name for file in files if is_list_of_table(file, files)] == ["a.b.tarieven.csv"]


def test_file_that_is_not_there_is_no_other(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    (tmp_path / "b").symlink_to(tmp_path / "a")
    (tmp_path / "weg").symlink_to(tmp_path / "nergens")
    assert is_same(tmp_path / "b", tmp_path / "a")
    assert not is_same(tmp_path / "weg", tmp_path / "a")
    assert not is_same(tmp_path / "a", None)
