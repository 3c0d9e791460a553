"""What parties agree in their own words, in the contract: where it stands, and that it stands there as typed."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from izacontract import Contract, RequestInvalid
from izacontract.errors import Severity
from izacontract.explain import explain
from izacontract.model.typed import UNPRINTABLE
from izacontract.render.html import html
from izacontract.render.json import contract_from_json, json_text
from izacontract.render.text import text
from izacontract.render.word import word
from izacontract.verify.verifying import verify_document
from tests.support import contract_of, fysio

AGREED = {"overeengekomen_door": "A. Proef en B. Proef", "overeengekomen_op": "2024-11-03"}


def provision(words: str = "Partijen doen een proef.", **changes: Any) -> dict[str, Any]:
    """Return a provision that says `words`, agreed on."""
    return {"kop": "Proef", "tekst": words, "soort": "aanvulling", "reden": "nieuw", **AGREED, **changes}


def annex(**changes: Any) -> dict[str, Any]:
    """Return an annex of the parties."""
    return {"titel": "Protocol", "kenmerk": "P-3", "datum": "2024-10-01", **changes}


def contract_with(*provisions: dict[str, Any], annexes: tuple[dict[str, Any], ...] = (), **more: Any) -> Contract:
    """Return the contract of the outside sector with these words of the parties."""
    return contract_of(fysio(bijzondere_bepalingen=[*provisions], eigen_bijlagen=[*annexes]), **more)


def test_contract_with_own_words_reads_like_a_contract(snapshot: SnapshotAssertion) -> None:
    contract = contract_with(
        provision("De Praktijk houdt een avondspreekuur.\n\nZij meldt de uren per maand.", kop="Avondspreekuur"),
        provision("In afwijking daarvan geldt € 41.", soort="afwijking", kop="Ander tarief", plaats="fysio.tarief"),
        annexes=(annex(bestand="protocol.pdf", sha256="0" * 64), annex(titel="Convenant", kenmerk=None, datum=None)),
    )
    assert text(contract) == snapshot


def test_request_without_own_words_is_untouched() -> None:
    assert contract_with() == contract_of(fysio())


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({}, "artikel 5.1"),
        ({"plaats": "fysio.tarief"}, "artikel 4.3"),
        ({"plaats": "fysio.begrippen"}, "artikel 1.2"),
        ({"plaats": "fysio.bijlage-locaties"}, "bijlage A"),
    ],
)
def test_provision_stands_behind_its_clause_or_in_an_article_of_its_own(changes: dict[str, str], place: str) -> None:
    (item,) = explain(contract_with(provision(**changes)), "eigen.proef")
    assert item.place == place
    assert item.decision.because == "aanvulling, akkoord van A. Proef en B. Proef op 3 november 2024: nieuw"
    assert (item.decision.version, item.decision.origin) == (date(2024, 11, 3), "de aanvraag zelf")


def test_provisions_behind_one_clause_keep_their_order() -> None:
    contract = contract_with(provision("Een.", plaats="fysio.tarief"), provision("Twee.", plaats="fysio.tarief"))
    ids = [clause.id for article in contract.articles for clause in article.clauses if article.slot == "fysio-tarief"]
    assert ids == ["fysio.tarief", "eigen.proef", "eigen.proef-2"]


def test_reference_to_a_clause_still_names_the_whole_article_with_what_parties_add() -> None:
    contract = contract_with(provision(plaats="fysio.behandeling"))
    assert "fysiotherapie, zie artikel 2." in text(contract)


@pytest.mark.parametrize("heading", ["日本", "Ex-pro ééń & <b>", "x" * 120, "2025", "-"])
def test_any_heading_makes_an_id_that_a_document_can_hold(heading: str) -> None:
    contract = contract_with(provision(kop=heading), provision(kop=heading), annexes=(annex(titel=heading),))
    assert [article.heading for article in contract.articles[-2:]] == [heading, heading]
    assert not verify_document(word(contract), "x.docx").changed


def test_provision_cannot_follow_a_clause_that_is_not_there() -> None:
    request = fysio(
        fysio={"tarief": 40, "soort": "praktijk"}, bijzondere_bepalingen=[provision(plaats="fysio.locaties")]
    )
    with pytest.raises(RequestInvalid) as caught:
        contract_of(request)
    (finding,) = caught.value
    assert finding.code == "bijzondere-bepalingen.plaats-ontbreekt"
    assert finding.path == ("bijzondere_bepalingen", 0, "plaats")


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("Zie artikel 5.2.", ["verwijzing 'artikel 5.2'"]),
        ("Zie artikel 3, tweede lid, van de Overeenkomst.", ["verwijzing 'artikel 3'"]),
        ("Volgens bijlage B en lid 4.", ["verwijzing 'bijlage B'", "verwijzing 'lid 4'"]),
        ("Volgens artikel 13 Zvw en artikel 7:408 van het Burgerlijk Wetboek.", []),
        ("Volgens artikel 13, eerste lid, van de Zorgverzekeringswet.", []),
        ("Een bijlage is niet nodig; elk lid telt.", []),
        ("De Praktijk doet mee.", []),
        ("De praktijk doet mee.", ["begrip 'praktijk'"]),
        ("De PRAKTIJK doet mee.\nDe praktijk ook.", ["begrip 'PRAKTIJK'", "begrip 'praktijk'"]),
        ("De praktijkhouder doet mee.", []),
    ],
)
def test_line_that_seems_to_refer_or_to_use_a_term_is_warned_about(words: str, codes: list[str]) -> None:
    found = contract_with(provision(words)).findings
    assert all(finding.severity is Severity.WARNING for finding in found)
    quoted = re.compile("'[^']*'")
    told = [f"{f.code.partition('.')[2]} {quoted.findall(f.message.nl)[0]}" for f in found]
    assert told == codes


def test_term_that_only_parties_use_is_defined() -> None:
    assert "Ongebruikt: een woord" in text(contract_with(provision("Iets is Ongebruikt.")))
    assert "Ongebruikt: een woord" not in text(contract_with(provision("Iets is ongebruikt.")))


def test_final_contract_needs_the_agreement_on_each_provision() -> None:
    with pytest.raises(RequestInvalid) as caught:
        contract_with(provision(overeengekomen_op=None), final=True)
    assert [finding.code for finding in caught.value] == ["bijzondere-bepalingen.niet-overeengekomen"]
    assert contract_with(provision(), final=True).status == "definitief"


def test_own_words_come_back_from_json() -> None:
    contract = contract_with(provision(), annexes=(annex(),))
    assert contract_from_json(json_text(contract)) == contract


LETTERS = st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Co", "Cn"])
MARKUP = st.sampled_from(
    ["{{ naam }}", "{% if x %}", "<b>x</b>", "&amp;", "**x**", "1. x", "| a | b |", "# x", "]]>", "\ue0001", "a\tb"]
)
LINE = st.one_of(MARKUP, st.text(LETTERS, min_size=1, max_size=30)).filter(lambda line: line.strip() == line and line)
PLACE = st.sampled_from([None, "fysio.behandeling", "fysio.tarief"])


def numbers(contract: Contract, own: bool) -> list[tuple[str, str]]:
    """Return each number with its text, of what the parties wrote or of all else."""
    return [
        (f"{part.slot} {block.number}", "".join(inline.text for inline in block.text))  # type: ignore[union-attr]  only leden
        for part in contract.articles
        for clause in part.clauses
        for block in clause.blocks
        if clause.id.startswith("eigen.") is own and hasattr(block, "number")
    ]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.lists(LINE, min_size=1, max_size=3), LINE, PLACE), min_size=1, max_size=3))
def test_own_words_print_as_typed_and_change_no_other_number(items: list[tuple[list[str], str, str | None]]) -> None:
    typed = [
        provision("\n".join(lines), kop=heading.replace("\t", " "), plaats=place)
        for lines, heading, place in items
        if not UNPRINTABLE.search("".join([*lines, heading]))
    ]
    contract = contract_with(*typed)
    assert numbers(contract, own=False) == numbers(contract_of(fysio()), own=False)
    printed = [words for _, words in numbers(contract, own=True)]
    assert sorted(printed) == sorted(line for item in typed for line in item["tekst"].split("\n"))
    page = html(contract)
    assert len(re.findall("<b>|<h1|<table", page)) == len(re.findall("<b>|<h1|<table", html(contract_of(fysio()))))
    assert not verify_document(word(contract), "x.docx").changed
