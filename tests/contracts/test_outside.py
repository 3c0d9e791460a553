"""A contract under a document that others wrote: what that covers is left out, and every reference finds its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from syrupy.assertion import SnapshotAssertion

from izacontract import Contract, RequestInvalid
from izacontract.build.contract import build_contract
from izacontract.clauses.lock import lock_state
from izacontract.clauses.ours import FOLDER
from izacontract.coverage import coverage
from izacontract.intake.outside import read_outside_part
from izacontract.intake.read import examine_request
from izacontract.model.edition import GeneralPart
from izacontract.render.text import text
from izacontract.render.word import word
from izacontract.verify.verifying import verify_document
from tests.contracts.support import changed, example, plugins

COVERED = "algemeen.declaratie"
LEDEN = [
    {"lid": "verrekening", "waar": "artikel 7, vierde lid"},
    {"lid": "afrekening", "waar": "artikel 7, vijfde lid"},
    {"lid": "vaststaan", "waar": "artikel 7, zesde lid"},
    {"lid": "declaratietermijn", "waar": "artikel 7, tweede lid"},
    {"lid": "betaaldag", "waar": "artikel 7, derde lid"},
]
DESCRIBED: dict[str, Any] = {
    "titel": "Landelijke voorwaarden huisartsenzorg",
    "kenmerk": "LV-2025",
    "datum": "2024-09-01",
    "aanduiding": "de Landelijke Voorwaarden",
    "clausules": [
        {"clausule": "algemeen.geschillen", "waar": "artikel 14"},
        {"clausule": "algemeen.gegevens", "waar": "hoofdstuk 3"},
        {"clausule": COVERED, "waar": "artikel 7", "leden": LEDEN},
    ],
}


def part(**changes: Any) -> GeneralPart:
    data = yaml.safe_dump({**DESCRIBED, **changes}, allow_unicode=True, sort_keys=False).encode()
    return read_outside_part(data, "landelijk.yaml", plugins().library)


def contract_under(general: GeneralPart, **changes: Any) -> Contract:
    request = examine_request(changed(example("huisartsen"), **changes), plugins()).request
    assert request is not None
    return build_contract(request, plugins(), general=general)


def refused(**changes: Any) -> list[tuple[str, str]]:
    """Return code and place of what is wrong with the description."""
    with pytest.raises(RequestInvalid) as raised:
        part(**changes)
    return [(finding.code, str(finding.position)) for finding in raised.value.findings]


def test_contract_names_the_document_and_leaves_out_what_it_covers(snapshot: SnapshotAssertion) -> None:
    contract = contract_under(part())
    lines = text(contract).splitlines()
    assert [line.strip() for line in lines if "Landelijke" in line] == snapshot
    inside = {clause.id for one in contract.parts for clause in one.clauses}
    assert inside.isdisjoint({"algemeen.geschillen", "algemeen.gegevens", COVERED})
    assert not verify_document(word(contract), "terug.docx").changed


def test_coverage_says_where_in_the_document_a_commitment_stands() -> None:
    contract = contract_under(part())
    linked = [row for row in coverage(contract).rows if any(link.clause == "algemeen.gegevens" for link in row.links)]
    assert linked
    assert all("hoofdstuk 3 van de Landelijke Voorwaarden" in row.articles for row in linked)


def test_reference_to_a_lid_without_a_place_is_a_fault_for_each() -> None:
    some = [{"clausule": COVERED, "waar": "artikel 7", "leden": LEDEN[:2]}]
    with pytest.raises(RequestInvalid) as raised:
        contract_under(part(clausules=some))
    found = {finding.hint.nl for finding in raised.value.findings if finding.code == "algemeen-deel.lid-zonder-plaats"}
    assert {hint.partition("lid: ")[2].partition(",")[0] for hint in found} == {
        "vaststaan",
        "declaratietermijn",
    }


def test_deviation_from_a_covered_clause_does_not_get_lost() -> None:
    deviation = {
        "clausule": COVERED, "lid": "verrekening", "wat": "toevoegen", "tekst": "Per maand.", "reden": "zo",
        "overeengekomen_door": "beiden", "overeengekomen_op": "2024-11-03",
    }  # fmt: skip
    with pytest.raises(RequestInvalid) as raised:
        contract_under(part(), afwijkingen=[deviation])
    found = {finding.code: finding.path for finding in raised.value.findings}
    assert found["algemeen-deel.afwijking-gaat-verloren"] == ("afwijkingen", 0, "clausule")


def test_value_of_this_contract_that_stands_nowhere_any_more_is_told() -> None:
    mtvp = part(clausules=[{"clausule": "huisartsen.mtvp", "waar": "artikel 3"}])
    found = [f.message.nl for f in contract_under(mtvp).findings if f.code == "algemeen-deel.waarden-staan-er-niet"]
    assert len(found) == 1
    assert "mtvp." in found[0].rpartition(": ")[2]
    assert not [f for f in contract_under(part()).findings if f.code == "algemeen-deel.waarden-staan-er-niet"]


@pytest.mark.parametrize(
    ("clauses", "code", "place"),
    [
        ([{"clausule": "algemeen.geschilen", "waar": "artikel 14"}], "algemeen-deel.onbekende-clausule", ":6:13"),
        ([{"clausule": "algemeen.geschillen", "waar": "14"}], "waarde.plaats-zonder-soort", ":7:9"),
        ([DESCRIBED["clausules"][0]] * 2, "algemeen-deel.dubbel", ":8:13"),
        (
            [{"clausule": COVERED, "waar": "artikel 7", "leden": [{"lid": "veriekening", "waar": "artikel 7.4"}]}],
            "algemeen-deel.onbekend-lid",
            ":9:10",
        ),
        ([], "sleutel.ontbreekt", ""),
    ],
)
def test_fault_in_the_description_is_told_at_its_place(clauses: list[Any], code: str, place: str) -> None:
    ((found, where),) = refused(clausules=[dict(one) for one in clauses])
    assert found == code
    assert place in where


def test_description_without_a_mark_or_with_an_unknown_key_is_refused() -> None:
    assert {code for code, _ in refused(kenmerk=None, versie="3")} == {"sleutel.ontbreekt", "sleutel.onbekend"}


def test_texts_of_the_core_are_as_they_were_released() -> None:
    assert Path(str(FOLDER), "released.lock").is_file()
    assert lock_state(FOLDER).broken == lock_state(FOLDER).new == ()
