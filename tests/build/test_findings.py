"""What a contract says about itself: the warnings of its request and of its build, each once."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from izacontract import build_contract, read_request
from izacontract.errors import Severity, dotted
from izacontract.host import Plugins
from izacontract.model.clause import Clause, Presence
from izacontract.render.json import contract_from_json, json_text
from tests.support import contract_of, fysio, outside

UNUSUAL = {"zorgaanbieder": fysio()["zorgaanbieder"] | {"agb": "06999101"}}
REASON = "staat in de raamovereenkomst"


def with_clause(clause_id: str, **changes: Any) -> Plugins:
    """Return the outside plugin, in whose library one clause has the `changes`."""
    plugins = outside()
    clause: Clause = replace(plugins.library.clause(clause_id), **changes)
    plugins.library = replace(plugins.library, clauses={**plugins.library.clauses, clause_id: clause})  # type: ignore[misc]  a cached property
    return plugins


def test_contract_takes_over_the_warnings_about_its_request_with_their_lines(tmp_path: Path) -> None:
    file = tmp_path / "aanvraag.json"
    file.write_text(json.dumps(fysio(**UNUSUAL), indent=1), encoding="utf-8")
    plugins = outside()
    contract = build_contract(read_request(file, plugins), plugins)
    line = next(n for n, text in enumerate(file.read_text().splitlines(), 1) if '"agb"' in text)
    (finding,) = (f for f in contract.findings if f.severity is Severity.WARNING)
    assert (finding.code, dotted(finding.path)) == ("zorgaanbieder.agb-ongebruikelijk", "zorgaanbieder.agb")
    assert finding.position is not None
    assert finding.position.line == line
    (printed,) = json.loads(json_text(contract))["findings"]
    assert printed["code"] == finding.code
    assert printed["position"]["line"] == line
    assert printed["position"]["file"] == "aanvraag.json"  # without its folder: that is nobody else's business
    told = replace(finding, position=replace(finding.position, file="aanvraag.json"))
    assert contract_from_json(json_text(contract)) == replace(contract, findings=(told,))


def test_contract_of_a_mapping_has_the_warnings_too() -> None:
    assert [finding.code for finding in contract_of(fysio(**UNUSUAL)).findings] == ["zorgaanbieder.agb-ongebruikelijk"]


@pytest.mark.parametrize(
    ("clause", "changes", "request_of", "codes"),
    [
        ("fysio.locaties", {"presence": Presence.MANDATORY}, fysio(), []),
        (
            "fysio.locaties",
            {"presence": Presence.MANDATORY},
            fysio(fysio={"tarief": 40, "soort": "thuis"}),
            ["weggelaten.staat-er-niet"],
        ),
        ("fysio.locaties", {"sectors": frozenset({"ander"})}, fysio(), ["weggelaten.staat-er-niet"]),
        ("fysio.locaties", {"topic": "niet-genomen"}, fysio(), ["weggelaten.staat-er-niet"]),
    ],
    ids=["in without it", "out by its rule", "of another sector", "of a topic not taken"],
)
def test_omission_that_changes_nothing_is_told(
    clause: str, changes: dict[str, Any], request_of: dict[str, Any], codes: list[str]
) -> None:
    request = request_of | {"weggelaten": [{"clausule": clause, "reden": REASON}]}
    contract = contract_of(request, with_clause(clause, **changes))
    assert [finding.code for finding in contract.findings] == codes
    assert all(dotted(finding.path) == "weggelaten[1].clausule" for finding in contract.findings)
    assert not next(decision for decision in contract.decisions if decision.clause == clause).include
