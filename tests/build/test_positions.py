"""A position that parties choose: where it stands in the clause, and what a house and the library may not do with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from izacontract import ClauseError, Contract, RequestInvalid, load_plugins
from izacontract.build.check import not_reviewed
from izacontract.build.commitments import answers
from izacontract.clauses.lint import lint
from izacontract.clauses.lock import lock_state, release
from izacontract.explain import explain
from izacontract.host import Plugins
from izacontract.model.commitment import Status
from izacontract.model.deviation import ChosenPosition
from izacontract.render.json import contract_from_json, json_text
from izacontract.render.text import text_of_clause
from izacontract.render.word import word
from izacontract.verify.verifying import verify_document
from tests.support import FYSIO, contract_of, fysio, outside

POSITION = """title: Uitgesteld
rank: {rank}
replaces: [{lid}]
condition: de praktijk vraagt erom
explanation: De praktijk betaalt later. Dat mag.
may_agree: de inkoper
"""
TEXT = """---
change: Eerste tekst.
sources:
  - {document: Proefbron, section: "2.1", consulted: 2026-11-21}
variables: {}
---
1. {{ lid("betaling") }}De Praktijk ontvangt een voorschot.
1. Het voorschot wordt verrekend.
"""


def house(tmp_path: Path, *, lid: str = "betaling", rank: int = 1) -> Path:
    """Return a house library with one position of the tariff."""
    folder = tmp_path / "huis" / "fysio" / "tarief" / "voorschot"
    folder.mkdir(parents=True)
    (folder / "position.yaml").write_text(POSITION.format(lid=lid, rank=rank), encoding="utf-8")
    (folder / "2023-01-01.md").write_text(TEXT, encoding="utf-8")
    return tmp_path / "huis"


def with_position(tmp_path: Path, **changes: Any) -> Plugins:
    """Return the outside plugin with that house library."""
    return load_plugins([FYSIO], house=house(tmp_path, **changes))


def choice(**changes: Any) -> dict[str, Any]:
    """Return the choice of that position, approved."""
    base = {"clausule": "fysio.tarief", "keuze": "voorschot", "reden": "starter", "akkoord_door": "C. Proef"}
    return base | changes


def chosen(plugins: Plugins, *, final: bool = False, **changes: Any) -> Contract:
    """Return the contract that takes the position."""
    return contract_of(fysio(posities=[choice(**changes)]), plugins, final=final)


def test_position_stands_in_the_place_of_its_leden_and_is_what_references_point_at(tmp_path: Path) -> None:
    contract = chosen(with_position(tmp_path))
    lines = text_of_clause(contract, "fysio.tarief").splitlines()
    assert [line for line in lines if line.startswith("4.")][1:] == [
        "4.2 De Praktijk ontvangt een voorschot.",
        "4.3 Het voorschot wordt verrekend.",
    ]
    assert "artikel 4.2" in text_of_clause(contract, "fysio.behandeling")
    assert not verify_document(word(contract), "x.docx").changed


def test_position_is_recorded_and_explained(tmp_path: Path) -> None:
    contract = chosen(with_position(tmp_path))
    assert contract.positions == (
        ChosenPosition(
            "fysio.tarief", "voorschot", "Uitgesteld", "starter", "C. Proef", "de inkoper", ("betaling",),
            date(2023, 1, 1), "huisbibliotheek huis",
        ),
    )  # fmt: skip
    (item,) = explain(contract, "fysio.tarief")
    assert item.decision.because.endswith("positie 'voorschot', akkoord van C. Proef: starter")
    assert contract_from_json(json_text(contract)) == contract


def test_standard_is_the_text_itself() -> None:
    contract = contract_of(fysio(posities=[choice(keuze="standaard")]))
    assert text_of_clause(contract, "fysio.tarief") == text_of_clause(contract_of(fysio()), "fysio.tarief")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"keuze": "voorschotten"}, "posities.onbekende-keuze"),
        ({"clausule": "fysio.behandeling"}, "posities.onbekende-keuze"),
        ({"clausule": "fysio.tarie"}, "posities.onbekende-clausule"),
    ],
)
def test_position_that_does_not_exist_is_refused(tmp_path: Path, changes: dict[str, str], code: str) -> None:
    with pytest.raises(RequestInvalid) as caught:
        chosen(with_position(tmp_path), **changes)
    assert [finding.code for finding in caught.value] == [code]


def test_final_contract_needs_the_approval(tmp_path: Path) -> None:
    with pytest.raises(RequestInvalid) as caught:
        chosen(with_position(tmp_path), akkoord_door=None, final=True)
    assert [finding.code for finding in caught.value] == ["posities.niet-goedgekeurd"]


def test_text_of_a_position_is_reviewed_like_any_other(tmp_path: Path) -> None:
    def unreviewed() -> int:
        return not_reviewed(chosen(load_plugins([FYSIO], house=folder)))

    folder = house(tmp_path)
    before = unreviewed()
    assert before == not_reviewed(contract_of(fysio())) + 1
    review = (
        "- {clause: fysio.tarief, position: voorschot, since: 2023-01-01, reviewer: mr. P. Proef, day: 2024-11-02}\n"
    )
    (folder / "reviewed.yaml").write_text(review, encoding="utf-8")
    assert unreviewed() == before - 1
    (folder / "reviewed.yaml").write_text(review.replace("voorschot", "voorschoten"), encoding="utf-8")
    with pytest.raises(ClauseError, match=r"fysio\.tarief, voorschoten"):
        unreviewed()


def test_position_without_a_text_on_the_day_cannot_be_chosen(tmp_path: Path) -> None:
    folder = house(tmp_path)
    text = folder / "fysio" / "tarief" / "voorschot" / "2023-01-01.md"
    text.rename(text.with_name("2026-01-01.md"))
    with pytest.raises(RequestInvalid) as caught:
        chosen(load_plugins([FYSIO], house=folder))
    assert [finding.code for finding in caught.value] == ["posities.onbekende-keuze"]


def test_lid_of_the_position_can_be_made_otherwise(tmp_path: Path) -> None:
    deviation = {"clausule": "fysio.tarief", "lid": "betaling", "wat": "vervangen", "tekst": "Anders.", "reden": "x"}
    contract = contract_of(fysio(posities=[choice()], afwijkingen=[deviation]), with_position(tmp_path))
    assert "4.2 Anders." in text_of_clause(contract, "fysio.tarief")


def test_house_position_that_replaces_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ClauseError, match="lid 'betalen' bestaat niet"):
        with_position(tmp_path, lid="betalen").library.clause("fysio.tarief")


def test_lint_and_lock_know_positions(tmp_path: Path) -> None:
    library = with_position(tmp_path).library
    assert [one.code for one in lint(library, ()) if "voorschot" in one.file] == []
    clause = library.clause("fysio.tarief")
    twice = replace(clause, positions=(*clause.positions, *clause.positions))
    found = lint(replace(library, clauses={**library.clauses, clause.id: twice}), ())
    assert "positie-rang" in [one.code for one in found]
    folder = tmp_path / "huis" / "fysio"
    (folder / "tarief" / "clause.yaml").write_text("title: Tarief\n", encoding="utf-8")
    release(folder)
    position = folder / "tarief" / "voorschot" / "position.yaml"
    position.write_text(position.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert lock_state(folder).changed == ("tarief/voorschot/position.yaml",)


def test_commitment_is_not_answered_by_a_lid_that_was_replaced() -> None:
    asked = [one for one in outside().library.commitments if any(link.lid == "betaling" for link in one.clauses)]
    assert asked
    deviation = {"clausule": "fysio.tarief", "lid": "betaling", "wat": "vervangen", "tekst": "Anders.", "reden": "x"}
    for changes, expected in (({}, Status.ANSWERED), ({"afwijkingen": [deviation]}, Status.LEFT_OUT)):
        contract = contract_of(fysio(**changes))
        found = answers(asked[:1], contract.decisions, "fysio", (2025,), 2025, lambda link: True)
        assert [answer.status for answer in found] == [expected]
