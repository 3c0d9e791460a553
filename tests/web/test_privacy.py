"""Folders with drafts are for their owner only: repaired with a word about it, or refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from izacontract.errors import FileError
from izacontract.web.privacy import ANYBODY, keep_private
from tests.cli.conftest import Run, run  # noqa: F401  the command line in this process


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


@pytest.mark.parametrize(
    ("folder_mode", "key_mode", "codes"),
    [
        (0o700, 0o600, []),
        (0o700, 0o644, []),  # nobody could reach it; it is repaired all the same
        (0o755, 0o600, ["map.open"]),
        (0o777, 0o644, ["map.open", "map.sleutel"]),
        (0o750, 0o640, ["map.open", "map.sleutel"]),
    ],
)
def test_what_stands_open_is_closed_and_told(folder_mode: int, key_mode: int, codes: list[str], tmp_path: Path) -> None:
    folder = tmp_path / "concepten"
    folder.mkdir()
    (folder / ".sleutel").write_text("x")
    (folder / ".sleutel").chmod(key_mode)
    folder.chmod(folder_mode)
    assert [finding.code for finding in keep_private(folder, ".sleutel")] == codes
    assert (mode(folder), mode(folder / ".sleutel")) == (0o700, 0o600)
    assert keep_private(folder, ".sleutel") == []


def test_rights_of_a_group_stay_where_a_house_gave_them(tmp_path: Path) -> None:
    tmp_path.chmod(0o757)
    assert [finding.code for finding in keep_private(tmp_path, rights=ANYBODY)] == ["map.open"]
    assert mode(tmp_path) == 0o750
    assert keep_private(tmp_path / "weg") == []


def test_folder_of_another_is_refused_only_where_anybody_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    me = os.geteuid()
    monkeypatch.setattr("os.geteuid", lambda: me + 1)
    tmp_path.chmod(0o775)
    assert keep_private(tmp_path) == []
    tmp_path.chmod(0o777)
    with pytest.raises(FileError, match="van een ander"):
        keep_private(tmp_path)


def test_share_and_serve_tell_it(run: Run, tmp_path: Path) -> None:  # noqa: F811
    folder = tmp_path / "delen"
    folder.mkdir()
    (folder / ".sleutel").write_text("x")
    folder.chmod(0o755)
    ran = run("share", "--rotate", "--drafts", "delen")
    assert ran.status == 0
    assert "stond open voor anderen op dit apparaat" in ran.err
    assert mode(folder) == 0o700
    assert "stond open" not in run("share", "--rotate", "--drafts", "delen").err
