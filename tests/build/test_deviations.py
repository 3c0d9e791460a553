"""A lid that parties make otherwise in one contract: where it stands, what it may not touch, and who hears of it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from izacontract import Contract, RequestInvalid
from izacontract.explain import explain
from izacontract.model.contract import Lid
from izacontract.model.typed import UNPRINTABLE
from izacontract.render.json import contract_from_json, json_text
from izacontract.render.text import text
from izacontract.render.word import word
from izacontract.verify.verifying import verify_document
from tests.build.test_own_words import LINE
from tests.support import contract_of, fysio

AGREED = {"overeengekomen_door": "A. Proef en B. Proef", "overeengekomen_op": "2024-11-03"}


def deviation(
    what: str = "vervangen", words: str | None = "Partijen doen een proef.", **changes: Any
) -> dict[str, Any]:
    """Return a deviation of the second lid of the tariff, agreed on."""
    base = {"clausule": "fysio.tarief", "lid": "betaling", "wat": what, "tekst": words, "reden": "proef", **AGREED}
    return base | changes


def contract_with(*deviations: dict[str, Any], **more: Any) -> Contract:
    """Return the contract of the outside sector with these deviations."""
    return contract_of(fysio(afwijkingen=[*deviations]), **more)


def codes(*deviations: dict[str, Any], **more: Any) -> list[str]:
    """Return the codes with which a contract with these deviations is refused."""
    with pytest.raises(RequestInvalid) as caught:
        contract_with(*deviations, **more)
    return [finding.code for finding in caught.value]


def tariff(contract: Contract) -> list[str]:
    """Return the leden of the tariff as printed, each with its number."""
    (article,) = [article for article in contract.articles if article.slot == "fysio-tarief"]
    (clause,) = [clause for clause in article.clauses if clause.id == "fysio.tarief"]
    return [f"{lid.number} {''.join(inline.text for inline in lid.text)}" for lid in clause.blocks]  # type: ignore[union-attr]  only leden


@pytest.mark.parametrize(
    ("what", "words", "expected"),
    [
        ("vervangen", "Een **a**.\n\nTwee {{ b }}.", ["4.2 Een **a**.", "4.3 Twee {{ b }}."]),
        ("toevoegen", "Een *a*.", ["4.2 Het hoogste tarief is", "4.3 Een *a*."]),
    ],
)
def test_deviation_prints_as_typed_and_numbers_follow(what: str, words: str, expected: list[str]) -> None:
    first, *others = tariff(contract_with(deviation(what, words)))
    assert first == tariff(contract_of(fysio()))[0]
    assert [line[: len(start)] for line, start in zip(others, expected, strict=True)] == expected


def test_replaced_lid_is_still_what_references_point_at() -> None:
    assert "artikel 4.2" in text(contract_with(deviation()))


def test_deviation_is_recorded_explained_sealed_and_comes_back() -> None:
    contract = contract_with(deviation())
    (kept,) = contract.deviations
    assert (kept.clause, kept.lid, kept.what, kept.lines) == (
        "fysio.tarief", "betaling", "vervangen", ("Partijen doen een proef.",),
    )  # fmt: skip
    (item,) = explain(contract, "fysio.tarief")
    said = "lid 'betaling' vervangen, akkoord van A. Proef en B. Proef op 3 november 2024: proef"
    assert item.decision.because.endswith(said)
    assert contract_from_json(json_text(contract)) == contract
    assert not verify_document(word(contract), "x.docx").changed


def test_lid_that_others_refer_to_cannot_be_dropped() -> None:
    assert codes(deviation("vervallen", None)) == ["afwijkingen.verwijzing"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"lid": "4.2"}, ["afwijkingen.onbekend-lid"]),
        ({"lid": "2"}, ["afwijkingen.onbekend-lid"]),
        ({"clausule": "fysio.tarif"}, ["afwijkingen.onbekende-clausule"]),
        ({"wat": "vervallen"}, ["afwijkingen.tekst-te-veel"]),
        ({"tekst": None}, ["afwijkingen.geen-tekst"]),
        ({"clausule": "fysio.behandeling", "lid": "huisbezoek"}, ["afwijkingen.lid-ontbreekt"]),
    ],
)
def test_deviation_that_cannot_be_is_refused(changes: dict[str, Any], expected: list[str]) -> None:
    request = fysio(fysio={"tarief": 40, "soort": "praktijk"}, afwijkingen=[deviation(**changes)])
    with pytest.raises(RequestInvalid) as caught:
        contract_of(request)
    assert [finding.code for finding in caught.value] == expected


def test_number_of_a_lid_is_refused_with_the_names() -> None:
    with pytest.raises(RequestInvalid) as caught:
        contract_with(deviation(lid="4.2"))
    (finding,) = caught.value
    assert "'betaling'" in finding.hint.nl


def test_lid_is_made_otherwise_once() -> None:
    assert codes(deviation(), deviation("toevoegen")) == ["afwijkingen.dubbel"]


def test_position_of_a_clause_that_is_not_there_is_refused_with_the_other_faults() -> None:
    with pytest.raises(RequestInvalid) as caught:
        contract_of(
            fysio(
                fysio={"tarief": 40, "soort": "praktijk"},
                posities=[{"clausule": "fysio.locaties", "keuze": "standaard", "reden": "proef"}],
                afwijkingen=[deviation(clausule="fysio.behandeling", lid="huisbezoek")],
            )
        )
    assert [finding.code for finding in caught.value] == [
        "posities.clausule-ontbreekt",
        "afwijkingen.lid-ontbreekt",
    ]


def test_final_contract_needs_the_agreement_on_each_deviation() -> None:
    assert codes(deviation(overeengekomen_op=None), final=True) == ["afwijkingen.niet-overeengekomen"]
    assert contract_with(deviation(), final=True).status == "definitief"


def test_own_line_of_a_deviation_is_warned_about_like_any_own_words() -> None:
    contract = contract_with(deviation(words="Zie artikel 5.2."))
    assert [finding.code for finding in contract.findings] == ["bijzondere-bepalingen.verwijzing"]


def elsewhere(contract: Contract) -> list[tuple[str, str]]:
    """Return every lid outside the tariff with its number."""
    return [
        (f"{clause.id} {block.number}", "".join(inline.text for inline in block.text))
        for part in contract.parts
        for clause in part.clauses
        for block in clause.blocks
        if clause.id != "fysio.tarief" and isinstance(block, Lid)
    ]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(["toevoegen", "vervangen"]),
    st.lists(LINE.filter(lambda line: not UNPRINTABLE.search(line)), min_size=1, max_size=3),
)
def test_any_text_prints_as_typed_and_changes_no_other_lid(what: str, lines: list[str]) -> None:
    contract, before = contract_with(deviation(what, "\n".join(lines))), contract_of(fysio())
    kept = 2 if what == "toevoegen" else 1
    printed = tariff(contract)
    assert printed[:kept] == tariff(before)[:kept]
    assert printed[kept:] == [f"4.{number} {line}" for number, line in enumerate(lines, start=kept + 1)]
    assert elsewhere(contract) == elsewhere(before)
