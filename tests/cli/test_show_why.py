"""`show --why`: the contract in the terminal with notes in the margin, in colour where somebody looks."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run

Written = Callable[..., Path]


def test_show_why_puts_notes_beside_the_text(run: Run, request_file: Written) -> None:
    ran = run("show", request_file(fysio={"tarief": 40, "soort": "thuis"}), "--why")
    assert ran.status == 0
    assert "\033" not in ran.out
    assert "Waarom: " in ran.out
    assert "Bron: Proefbron, § 2.1" in ran.out
    assert "Niet in het contract (" in ran.out
    one = run("show", request_file(), "--clause", "fysio.tarief", "--why").out
    assert one.startswith("Artikel ")
    assert "Waarom: " in one
    assert one.count("Artikel ") == 1


@pytest.mark.parametrize("why", [[], ["--why"]])
def test_show_is_in_colour_on_a_terminal_and_says_the_same(
    why: list[str], run: Run, request_file: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = request_file(zorgaanbieder={"naam": "Praktijk Proef"})
    plain = run("show", file, *why).out
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    without = run("show", file, *why).out
    monkeypatch.delenv("NO_COLOR")
    coloured = run("show", file, *why).out
    assert without == plain
    assert "\033[1;34m" in coloured
    assert "\033[1;30;43m[IN TE VULLEN: " in coloured
    assert re.sub(r"\033\[[\d;]*m", "", coloured) == plain


def test_narrow_terminal_puts_notes_below(run: Run, request_file: Written, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    ran = run("show", request_file(), "--why")
    assert max(map(len, ran.out.splitlines())) <= 60
    assert "    Waarom: " in ran.out


def test_show_of_an_absent_clause_keeps_its_reason(run: Run, request_file: Written) -> None:
    file = request_file(fysio={"tarief": 1, "soort": "thuis"})
    assert run("show", file, "--clause", "fysio.bijlage-locaties", "--why").status == 2
