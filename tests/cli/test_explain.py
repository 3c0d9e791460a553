"""`izacontract explain` on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Run

Written = Callable[..., Path]


def test_every_clause_is_explained(run: Run, request_file: Written) -> None:
    ran = run("explain", request_file(fysio={"tarief": 40}))
    assert (ran.status, ran.err) == (0, "")
    assert "IN HET CONTRACT (3)" in ran.out
    assert "NIET IN HET CONTRACT (2)" in ran.out


def test_one_clause_in_or_out(run: Run, request_file: Written) -> None:
    file = request_file(fysio={"tarief": 40})
    assert "[fysio.tarief]" in run("explain", file, "--clause", "fysio.tarief").out
    ran = run("explain", file, "--clause", "fysio.locaties")
    assert ran.status == 0
    assert "Geen locaties opgegeven." in ran.out
    assert "fysio.tarief" not in ran.out


def test_json_has_one_entry_for_each_clause(run: Run, request_file: Written) -> None:
    answer = json.loads(run("explain", request_file(), "--json").out)
    assert answer["schema"] == "izacontract/explain/1"
    assert len({entry["clause"] for entry in answer["clauses"]}) == len(answer["clauses"]) == 5
    rule = {"presence": "conditional", "ground": "rule", "plugin": "fysio"}
    assert next(entry for entry in answer["clauses"] if entry["clause"] == "fysio.locaties")["rule"] == rule


def test_unknown_clause_names_the_nearest(run: Run, request_file: Written) -> None:
    ran = run("explain", request_file(), "--clause", "fysio.tarif")
    assert (ran.status, ran.out) == (2, "")
    assert "Bedoelt u 'fysio.tarief'?" in ran.err
    assert "Did you mean" in run("explain", request_file(), "--clause", "fysio.tarif", "--lang", "en").err


def test_wrong_request_is_refused_with_its_faults(run: Run, request_file: Written) -> None:
    ran = run("explain", request_file(fysio={"tarief": -1}))
    assert (ran.status, ran.out) == (3, "")
    assert "fysio.tarief" in ran.err
