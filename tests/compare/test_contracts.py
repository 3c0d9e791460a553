"""What differs between two contracts, how each difference is called, and because of what."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from izacontract import Contract, ContractRequest, compare, load_plugins, read_request
from izacontract.differ.answers import changed_answers, related
from izacontract.differ.changes import ChangeKind, ClauseChange, Comparison, Op, Reason
from izacontract.host import Plugins
from izacontract.model.clause import Source
from tests.compare.applying import applied, moved, outline
from tests.contracts.support import smallest
from tests.support import FYSIO, contract_of, fysio, outside


def compared(old: dict[str, Any], new: dict[str, Any], plugins: Plugins | None = None) -> Comparison:
    """Return the comparison of two requests with all that can be known about them."""
    known = plugins or outside()
    requests = (read_request(old, known), read_request(new, known))
    contracts = (contract_of(old, known), contract_of(new, known))
    return compare(*contracts, library=known.library, requests=requests)


def change(comparison: Comparison, clause: str) -> ClauseChange:
    return next(change for change in comparison.changes if change.id == clause)


def told(reasons: tuple[Reason, ...]) -> list[tuple[str, str]]:
    return [(reason.about, reason.text) for reason in reasons]


def shown(found: ClauseChange) -> list[str]:
    """Return the lines of a change with what goes between [ ] and what comes between { }."""
    marks = {Op.SAME: "{}", Op.OLD: "[{}]", Op.NEW: "{{{}}}"}
    return ["".join(marks[piece.op].format(piece.text) for piece in line.pieces) for line in found.lines]


def in_2026(**changes: Any) -> dict[str, Any]:
    agreement = {**fysio()["overeenkomst"], "begin": "2026-01-01", "einde": "2026-12-31"}
    return fysio(overeenkomst=agreement, **changes)


def test_identical_requests_do_not_differ() -> None:
    comparison = compared(fysio(), fysio())
    assert not comparison.differs
    assert comparison.changes == () == comparison.answers
    assert comparison.unchanged == 5


def test_changed_value_names_its_key_and_keeps_the_words() -> None:
    comparison = compared(fysio(), fysio(fysio={**fysio()["fysio"], "tarief": 41}))
    found = change(comparison, "fysio.tarief")
    assert found.kinds == (ChangeKind.VALUE,)
    assert shown(found) == ["Het tarief is [€\xa040,00]{€\xa041,00} voor PRAKTIJK PROEF."]
    assert told(found.lines[0].reasons) == [("fysio.tarief", "€\xa040,00 → €\xa041,00")]
    assert [change.id for change in comparison.changes] == ["fysio.tarief"]
    assert [(answer.key, answer.old, answer.new) for answer in comparison.answers] == [
        ("fysio.tarief", "€\xa040,00", "€\xa041,00")
    ]


def test_filled_in_open_point_is_a_changed_value_of_its_key() -> None:
    comparison = compared(fysio(fysio={"soort": "thuis"}), fysio(fysio={"soort": "thuis", "tarief": 40}))
    found = change(comparison, "fysio.tarief")
    assert found.kinds == (ChangeKind.VALUE,)
    assert found.lines[0].reasons[0].about == "fysio.tarief"


def test_dropped_clause_tells_the_rule_and_leaves_no_trace_of_the_numbers_that_shift() -> None:
    comparison = compared(fysio(), fysio(fysio={**fysio()["fysio"], "locaties": None}))
    dropped = {change.id for change in comparison.changes if change.kinds == (ChangeKind.DROPPED,)}
    assert dropped == {"fysio.locaties", "fysio.bijlage-locaties"}
    found = change(comparison, "fysio.locaties")
    assert found.new is None
    assert found.old is not None
    assert found.old.label == "artikel 3"
    assert [reason.kind for reason in found.reasons][:2] == ["rule", "rule"]
    assert found.reasons[1].text.startswith("eerder: ")
    assert "fysio.tarief" not in {change.id for change in comparison.changes}, "article 4 became article 3"


def test_reference_whose_target_is_gone_tells_which() -> None:
    comparison = compared(fysio(), fysio(fysio={**fysio()["fysio"], "locaties": None}))
    line = change(comparison, "fysio.behandeling").lines[-1]
    assert line.kind is ChangeKind.REWORDED
    assert ("fysio.bijlage-locaties", "is vervallen") in told(line.reasons)


def test_added_clause_says_after_which_it_stands() -> None:
    comparison = compared(fysio(fysio={**fysio()["fysio"], "locaties": None}), fysio())
    found = change(comparison, "fysio.locaties")
    assert found.kinds == (ChangeKind.ADDED,)
    assert found.new is not None
    assert (found.new.label, found.new.after) == ("artikel 3", "fysio.behandeling")


def test_other_choice_in_the_same_text_names_the_answer_behind_it() -> None:
    found = change(compared(fysio(), fysio(fysio={**fysio()["fysio"], "soort": "praktijk"})), "fysio.behandeling")
    assert found.kinds == (ChangeKind.REWORDED, ChangeKind.VALUE)
    assert ("fysio.soort", "thuis → praktijk") in told(found.reasons)
    assert [line.kind for line in found.lines[:2]] == [ChangeKind.VALUE, ChangeKind.DROPPED]


def test_new_text_tells_its_note_and_day() -> None:
    found = change(compared(fysio(), in_2026()), "fysio.behandeling")
    assert ChangeKind.REWORDED in found.kinds
    assert (found.old_version, found.new_version) == (date(2023, 1, 1), date(2026, 1, 1))
    assert told(found.reasons) == [("2026-01-01", "Het tarief staat nu voorop.")]


def test_parameter_without_value_on_the_new_day_is_the_reason() -> None:
    found = change(compared(fysio(), in_2026()), "fysio.tarief")
    assert [(r.kind, r.about) for line in found.lines for r in line.reasons] == [("parameter", "fysio.maximum")]


def test_definitions_follow_from_the_rest_of_the_contract() -> None:
    text = "de Praktijk geeft Fysiotherapieën"
    old, new = fysio(fysio={**fysio()["fysio"], "soort": "praktijk", "locaties": None}), in_2026(fysio={"tarief": 40})
    for side in (old, new):
        side["fysio"] = {**side["fysio"], "opmerking": text}
    found = change(compared(old, new), "fysio.begrippen")
    assert told(found.reasons) == [("", "volgt uit de rest van het contract")]


def test_title_page_names_the_keys() -> None:
    other = {**fysio()["overeenkomst"], "kenmerk": "F-2"}
    found = change(compared(fysio(), fysio(overeenkomst=other)), "titelblad")
    assert shown(found) == ["Kenmerk: [F-1]{F-2}"]
    assert told(found.lines[0].reasons) == [("overeenkomst.kenmerk", "F-1 → F-2")]


def test_added_party_stands_on_the_title_page_with_its_key() -> None:
    insurer = fysio()["zorgverzekeraar"]
    more = {**insurer, "rechtspersonen": [*insurer["rechtspersonen"], {"naam": "Tweede N.V."}]}
    found = change(compared(fysio(), fysio(zorgverzekeraar=more)), "titelblad")
    assert found.lines[0].kind is ChangeKind.ADDED
    assert told(found.lines[0].reasons) == [("zorgverzekeraar.rechtspersonen.naam", "geen → Tweede N.V.")]


def test_moved_clause_keeps_its_text_and_names_both_places() -> None:
    new = contract_of(fysio())
    old = moved(new, "fysio.tarief", "fysio-begrippen", place=1)
    comparison = compare(old, new)
    found = change(comparison, "fysio.tarief")
    assert found.kinds == (ChangeKind.MOVED,)
    assert found.old is not None
    assert found.new is not None
    assert (found.old.slot, found.new.slot) == ("fysio-begrippen", "fysio-tarief")
    assert applied(comparison, outline(old)) == outline(new)


def test_clauses_that_change_places_inside_an_article_have_moved() -> None:
    old = moved(contract_of(fysio()), "fysio.tarief", "fysio-begrippen", place=0)
    new = moved(contract_of(fysio()), "fysio.tarief", "fysio-begrippen", place=1)
    comparison = compare(old, new)
    assert [change.kinds for change in comparison.changes] == [(ChangeKind.MOVED,)]
    assert applied(comparison, outline(old)) == outline(new)


def test_other_heading_is_a_change_of_the_article_and_not_of_its_clauses() -> None:
    old = contract_of(fysio())
    new = replace(old, articles=(replace(old.articles[0], heading="Wat woorden betekenen"), *old.articles[1:]))
    comparison = compare(old, new)
    assert [(change.subject, change.id) for change in comparison.changes] == [("heading", "fysio-begrippen")]
    assert applied(comparison, outline(old)) == outline(new)


def test_other_source_of_the_same_text_is_reported() -> None:
    old = contract_of(fysio())
    other = Source("Proefbron", "§ 3.4", date(2026, 11, 21))
    decisions = tuple(
        replace(decision, sources=(other,)) if decision.clause == "fysio.tarief" else decision
        for decision in old.decisions
    )
    found = change(compare(old, replace(old, decisions=decisions)), "fysio.tarief")
    assert found.kinds == (ChangeKind.SOURCE,)
    assert [(source.old[:16], source.new[:16]) for source in found.sources] == [
        ("Proefbron, § 2.1", ""), ("", "Proefbron, § 3.4"),
    ]  # fmt: skip
    assert found.reasons


def test_text_of_the_house_is_a_reason(tmp_path: Path) -> None:
    file = tmp_path / "huis" / "fysio" / "tarief" / "2023-01-01.md"
    file.parent.mkdir(parents=True)
    file.write_text(
        "---\nchange: Onze tekst.\nsources:\n  - {document: Proefbron, section: '2.1', consulted: 2026-11-21}\n"
        "variables:\n  tarief: {type: euro, key: fysio.tarief}\n---\n"
        "1. Wij betalen {{ tarief | euro }}.\n1. {{ lid(\"betaling\") }}Binnen een week.\n",
        encoding="utf-8",
    )  # fmt: skip
    house = load_plugins([FYSIO], house=tmp_path / "huis")
    found = change(compare(contract_of(fysio()), contract_of(fysio(), house), library=house.library), "fysio.tarief")
    assert told(found.reasons) == [("2023-01-01", "tekst van huisbibliotheek huis in plaats van fysio")]


def test_style_of_references_is_not_a_change_of_wording() -> None:
    assert not compared(fysio(), fysio(instellingen={"verwijsstijl": "aanwijzingen"})).differs


@pytest.mark.parametrize("value", ["{{ x }} en <b>", "a | b", "regel\nregel", "Proef  met   spaties"])
def test_text_of_users_is_compared_as_it_was_typed(value: str) -> None:
    old, new = fysio(), fysio(fysio={**fysio()["fysio"], "opmerking": value})
    comparison = compared(old, new)
    assert applied(comparison, outline(contract_of(old))) == outline(contract_of(new))


def test_without_library_and_requests_every_change_still_has_a_reason() -> None:
    old, new = contract_of(fysio()), contract_of(in_2026(fysio={"tarief": 41, "soort": "praktijk"}))
    for found in compare(old, new).changes:
        assert found.reasons or all(line.reasons for line in found.lines), found.id


def test_comparison_names_what_it_leaves_out() -> None:
    assert any("nummers van artikelen" in what for what in compared(fysio(), fysio()).not_compared)


def contracts_with(text: str) -> Contract:
    return contract_of(fysio(fysio={**fysio()["fysio"], "opmerking": text}))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Partijen komen elk jaar bijeen in Ede.", "Partijen komen elk kwartaal bijeen in Ede.",
         "Partijen komen elk [jaar]{kwartaal} bijeen in Ede."),
        ("De rode wijn staat koud in de kelder.", "De witte port staat koud in de kelder.",
         "De [rode wijn]{witte port} staat koud in de kelder."),
        ("Dit geldt in elk jaar altijd.", "Dit geldt in elk jaar altijd, behalve op zondag.",
         "Dit geldt in elk jaar altijd{, behalve op zondag}."),
    ],
)  # fmt: skip
def test_long_value_is_compared_word_by_word(old: str, new: str, expected: str) -> None:
    found = change(compare(contracts_with(old), contracts_with(new)), "fysio.behandeling")
    assert shown(found) == [f"Partijen spreken bovendien af: {expected}"]
    assert found.kinds == (ChangeKind.VALUE,)


def test_inserted_performance_is_one_change_of_the_request() -> None:
    def priced(*codes: str) -> ContractRequest:
        lines = [{"code": code, "omschrijving": code, "eenheid": "per stuk", "tarief": 10} for code in codes]
        typed = {**smallest("msz"), "tarieven": {"regime": "vrij", "prestaties": lines}}
        return read_request(typed, load_plugins())

    changed = changed_answers(priced("A.1", "B", "C"), priced("A.1", "NW", "B", "C"))
    assert [answer.key for answer in changed] == ["tarieven.prestaties[NW]"]
    assert related("tarieven.prestaties[A.1].tarief", "tarieven.prestaties")
