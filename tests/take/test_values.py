"""Values that came back otherwise, taken to their key: the request is that which makes the document that came back."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from izacontract.errors import Path as KeyPath
from izacontract.intake.tree import Tree
from izacontract.model.typed import read_iban
from izacontract.model.values import Typed, TypedKind
from izacontract.render.word import word
from izacontract.take import building
from izacontract.take.answers import Answer, Answers, Decision
from izacontract.take.building import Builder
from izacontract.take.taking import take
from izacontract.take.wording import Agreed
from izacontract.verify.seals import read_seal
from izacontract.verify.verifying import verify_document
from izacontract.word.opening import open_word
from tests.contracts.support import SEASON, plugins
from tests.take.support import accepted, builder, changes_in, outcome, sent, taken, tree, with_values
from tests.verify.edits import Edited, replace, reword, text

OVA = "algemeen.ova"
LEFT = {"overeenkomst.kenmerk", "overeenkomst.sector"}
"""What says which contract it is; nobody changes it by negotiating."""


def number(text: str) -> Typed:
    return Typed(text, TypedKind.NUMBER)


def other(typed: Typed) -> Typed | None:
    """Return another value of the same sort; None where a next one is not a matter of course."""
    typed_text = str(typed)
    if typed.kind is TypedKind.NUMBER and typed_text.replace(".", "").isdigit():
        last = typed_text[-1]
        return Typed(typed_text[:-1] + ("1" if last == "9" else str(int(last) + 1)), typed.kind)
    if typed.kind is TypedKind.TEXT and " " in typed_text and not any(map(str.isdigit, typed_text)):
        return Typed(typed_text.replace(" ", " Nieuwe ", 1), typed.kind)
    return None


def changed(sector: str) -> Mapping[KeyPath, Typed]:
    """Return values of `sector` that can be otherwise all at once, every third of those that can be by themselves."""
    base = builder(sector)
    contract = base.build().contract
    found: dict[KeyPath, Typed] = {}
    candidates = [(path, new) for path, old in building.leaves(tree(sector).root) if (new := other(old)) is not None]
    for path, new in candidates[::3]:
        if path[0] in ("overeenkomst", "seizoen", "bijzondere_bepalingen"):
            continue
        built = base.build({**found, path: new})
        alone = base.build({path: new})
        same = alone.texts == base.build().texts or alone.texts.keys() != base.build().texts.keys()
        if built.contract is not None and contract is not None and not same:
            found[path] = new
    assert len(found) >= 5, sector
    return found


@pytest.mark.parametrize("sector", SEASON)
def test_taking_every_value_gives_the_request_that_makes_the_document(sector: str) -> None:
    values = changed(sector)
    found = taken(sector, with_values(sector, values), values=True)
    assert found.values == values
    assert Tree(found.root).fingerprint == Tree(building.with_values(tree(sector).root, values)).fingerprint
    assert {one.result for one in found.outcomes} <= {"key", "follows"}


def test_value_that_was_edited_by_hand_goes_to_its_key_in_the_digits_of_the_request() -> None:
    edited = Edited(sent("huisartsen"))
    replace(edited, edited.line("De OVA bestaat voor 2027"), "3,90%", "2,90%")
    found = taken("huisartsen", edited.saved(), values=True)
    assert found.values == {("ova", "percentage"): number("2.9")}
    assert outcome(found, OVA).path == ("ova", "percentage")


def test_value_that_stands_in_more_places_and_changed_in_one_is_not_taken_but_told() -> None:
    edited = Edited(sent("huisartsen"))
    line = next(one for one in edited.clause("algemeen.declaratie") if "30\u00a0dagen" in text(one))
    reword(line, "30\u00a0dagen", "25\u00a0dagen")
    found = taken("huisartsen", edited.saved(), values=True)
    assert found.values == {}
    told = outcome(found, "algemeen.declaratie").missed
    assert told is not None and told.code == "overnemen.meer-plaatsen"
    assert "termijnen.betaling" in told.message.nl


def test_default_that_nobody_typed_gets_its_key_when_it_changed_everywhere() -> None:
    values = {("termijnen", "betaling"): number("25")}
    found = taken("huisartsen", with_values("huisartsen", values), values=True)
    assert found.values == values


def test_value_that_the_checks_refuse_is_not_taken_and_the_reason_is_told() -> None:
    edited = Edited(sent("huisartsen"))
    for line in edited.body.iter(f"{edited.body.tag.partition('}')[0]}}}t"):
        line.text = (line.text or "").replace("NL79FIKT0000000101", "NL79FIKT0000000102")
    found = taken("huisartsen", edited.saved(), values=True)
    assert found.values == {}
    told = outcome(found, "algemeen.declaratie").missed
    assert told is not None and told.code == "overnemen.geweigerd"
    assert "IBAN" in told.message.nl


def test_counter_to_a_value_goes_to_its_key_and_a_refused_one_stays() -> None:
    edited = Edited(sent("huisartsen"))
    replace(edited, edited.line("De OVA bestaat voor 2027"), "3,90%", "2,90%")
    data = edited.saved()
    name = changes_in(data, "huisartsen")[0].name
    countered = taken("huisartsen", data, {name: Answer(Decision.COUNTERED, "3,50%")})
    assert countered.values == {("ova", "percentage"): number("3.5")}
    refused = taken("huisartsen", data, {name: Answer(Decision.REFUSED)}, values=True)
    assert (refused.values, refused.outcomes[0].result) == ({}, "answered")


def test_name_on_the_title_page_alone_is_told_and_not_taken() -> None:
    edited = Edited(sent("huisartsen"))
    reword(edited.line("Huisartsenpraktijk Dorp"), "Dorp", "Stad")
    found = accepted("huisartsen", edited.saved())
    assert found.values == {}
    assert [one.missed.code for one in found.outcomes if one.missed] == ["overnemen.meer-plaatsen"]


def test_clause_that_the_request_prints_otherwise_now_takes_nothing_over() -> None:
    edited = Edited(sent("huisartsen"))
    replace(edited, edited.line("De OVA bestaat voor 2027"), "3,90%", "2,90%")
    data = edited.saved()
    later = Tree(building.with_values(tree("huisartsen").root, {("ova", "percentage"): number("3.8")}))
    seal = read_seal(open_word(data, "terug.docx"), "terug.docx")
    found = take(
        verify_document(data, "terug.docx"), seal, Builder(later, plugins()), Answers({}, values=True), Agreed()
    )
    told = outcome(found, OVA).missed
    assert told is not None and told.code == "overnemen.anders-verzonden"


def test_open_point_that_they_filled_in_goes_to_its_key() -> None:
    root = building.with_values(tree("huisartsen").root, {("zorgaanbieder", "iban"): Typed("")})
    waiting = Builder(Tree(root), plugins())
    contract = waiting.build().contract
    assert contract is not None
    data = word(contract)
    edited = Edited(data)
    line = next(one for one in edited.clause("algemeen.declaratie") if "zorgaanbieder.iban" in text(one))
    hole = next(node for node in line.iter() if node.tag.endswith("}t") and "IN TE VULLEN" in (node.text or ""))
    for typed in ("NL79FIKT0000000101", "NL79 FIKT 0000 0001 01"):
        hole.text = typed
        back = edited.saved()
        seal = read_seal(open_word(back, "terug.docx"), "terug.docx")
        found = take(verify_document(back, "terug.docx"), seal, waiting, Answers({}, values=True), Agreed())
        assert list(found.values) == [("zorgaanbieder", "iban")]
        assert read_iban(found.values["zorgaanbieder", "iban"]) == "NL79FIKT0000000101"


def test_code_typed_in_groups_in_the_place_of_another_is_that_code() -> None:
    edited = Edited(sent("huisartsen"))
    for line in edited.body.iter(f"{edited.body.tag.partition('}')[0]}}}t"):
        line.text = (line.text or "").replace("NL79FIKT0000000101", "NL52 FIKT 0000 0001 02")
    (key,) = taken("huisartsen", edited.saved(), values=True).values.items()
    assert (key[0], read_iban(key[1])) == (("zorgaanbieder", "iban"), "NL52FIKT0000000102")
