"""Two sides of a few clauses compared: what each clause is said to have become, where it stands, and because of what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from izacontract.differ.agreed import POSITION, Agreed, agreed_in, agreed_when_sealed, agreed_words, changes_in
from izacontract.differ.changes import ChangedAnswer, ChangeKind, ClausePlace, Side
from izacontract.differ.contracts import compare_readings
from izacontract.differ.lines import Passage, ReadSide, TextLine, heading, title_page
from izacontract.differ.reasons import shown
from izacontract.differ.sealed import _pointed_at
from izacontract.differ.tokens import printed
from izacontract.model.clause import Presence, Source
from izacontract.model.contract import Decision, LookedAt
from izacontract.model.deviation import STANDARD, ChosenPosition, Deviation
from izacontract.render.seal_facts import SealedDeviation

DAY, LATER = date(2023, 1, 1), date(2025, 1, 1)
PLACE = ClausePlace("article", "a", "artikel 1", "Eerste")


def clause(name: str, *texts: str, slot: str = "a", version: date | None = DAY) -> Passage:
    lines = tuple(
        TextLine("lid", f"1.{number}", (printed("words", text),)) for number, text in enumerate(texts, start=1)
    )
    return Passage("clause", name, f"Titel {name}", replace(PLACE, slot=slot), lines, version)


def decided(name: str, include: bool = True, **changes: Any) -> Decision:
    base: dict[str, Any] = {
        "clause": name, "title": name, "include": include, "because": f"want {name}", "plugin": "p", "presence": Presence.ALWAYS,
        "version": DAY, "origin": "p", "looked_at": (), "omitted": None, "sources": (),
    }  # fmt: skip
    return Decision(**(base | changes))


def side(
    *items: Passage, decisions: tuple[Decision, ...] | None = (), agreed: Mapping[str, Any] | None = None
) -> ReadSide:
    known = None if decisions is None else {one.clause: one for one in decisions}
    return ReadSide(Side("K-1", "Proef", DAY), items, known, agreed or {})


def told(old: ReadSide, new: ReadSide, **more: Any) -> list[tuple[str, list[str], list[str]]]:
    """Return of each change the clause, its kinds, and its reasons."""
    found = compare_readings(old, new, **more)
    return [
        (one.id, [str(kind) for kind in one.kinds], [reason.text for reason in one.reasons]) for one in found.changes
    ]


ONE, TWO, THREE = (
    clause("p.een", "De eerste tekst van deze."),
    clause("p.twee", "Een heel ander lid hier."),
    clause("p.drie", "Nog iets derde."),
)


def test_sides_that_say_the_same_differ_in_nothing() -> None:
    found = compare_readings(side(ONE, TWO), side(ONE, TWO))
    assert (found.changes, found.unchanged, found.differs) == ((), 2, False)


def test_clause_that_came_or_went_is_told_with_both_decisions() -> None:
    were, are = (
        (decided("p.een"), decided("p.drie", because="eerst wel")),
        (decided("p.een"), decided("p.drie", False, because="nu niet")),
    )
    found = compare_readings(side(ONE, THREE, decisions=were), side(ONE, TWO, decisions=are))
    assert {one.id: (one.kinds, one.old is None, one.new is None) for one in found.changes} == {
        "p.twee": ((ChangeKind.ADDED,), True, False),
        "p.drie": ((ChangeKind.DROPPED,), False, True),
    }
    reasons = {one.id: [reason.text for reason in one.reasons] for one in found.changes}
    assert reasons["p.drie"] == ["nu niet", "eerder: eerst wel"]
    assert reasons["p.twee"] == [
        "de clausule staat niet in de bibliotheek",
        "eerder: de clausule staat niet in de bibliotheek",
    ]
    assert (found.unchanged, found.count(ChangeKind.ADDED), found.count(ChangeKind.MOVED)) == (1, 1, 0)
    (added,) = (one for one in found.changes if one.id == "p.twee")
    assert (added.old_version, added.new_version, added.new) == (None, DAY, TWO.place)
    assert [line.kind for line in added.lines] == [ChangeKind.ADDED]


def test_clause_of_the_parties_that_came_is_not_said_to_lack_in_the_library() -> None:
    own = clause("eigen.x", "Van ons.")
    assert told(side(ONE), side(ONE, own)) == [
        ("eigen.x", ["added"], ["partijen spraken dit niet af", "eerder: partijen spraken dit niet af"])
    ]


def test_document_does_not_say_why() -> None:
    assert told(side(ONE, decisions=None), side(ONE, TWO, decisions=None)) == [
        ("p.twee", ["added"], ["een document bewaart niet waarom"])
    ]


def test_values_that_a_rule_looked_at_are_told_where_they_differ() -> None:
    def seen(value: str) -> tuple[LookedAt, ...]:
        return (LookedAt("a.b", "A", value), LookedAt("a.c", "C", "x"))

    were, are = (decided("p.twee", False, looked_at=seen("nee")),), (decided("p.twee", looked_at=seen("ja")),)
    assert told(side(ONE, decisions=were), side(ONE, TWO, decisions=are)) == [
        ("p.twee", ["added"], ["want p.twee", "eerder: want p.twee", "nee → ja"]),
    ]  # fmt: skip
    assert (shown(None, "a"), shown("a", None), shown("a", "b")) == ("geen → a", "a → geen", "a → b")


def test_clause_that_stands_elsewhere_has_moved() -> None:
    moved = told(side(ONE, TWO, THREE), side(TWO, THREE, ONE))
    assert moved == [("p.een", ["moved"], ["de bibliotheek geeft de clausule een andere plaats"])]
    other = clause("p.een", "De eerste tekst van deze.", slot="b")
    assert told(side(ONE), side(other)) == [
        ("p.een", ["moved"], ["de bibliotheek geeft de clausule een andere plaats"])
    ]


def test_clause_with_other_words_and_sources_has_all_its_kinds_in_order() -> None:
    source, other = Source("Wet", "1", None), Source("Wet", "2", None)
    reworded = clause("p.een", "De eerste tekst van die.", slot="b", version=LATER)
    found = told(
        side(ONE, decisions=(decided("p.een", sources=(source,)),)), side(reworded, decisions=(decided("p.een", sources=(other,)),))
    )  # fmt: skip
    assert found == [
        ("p.een", ["moved", "reworded", "source"],
         ["de bibliotheek geeft de clausule een andere plaats", "tekst van 1 januari 2025 in plaats van 1 januari 2023"]),
    ]  # fmt: skip
    same = told(
        side(ONE, decisions=(decided("p.een", sources=(source,)),)),
        side(ONE, decisions=(decided("p.een", sources=(other,)),)),
    )
    assert same == [("p.een", ["source"], ["dezelfde tekst noemt andere bronnen"])]
    unknown = told(side(ONE, decisions=None), side(ONE, decisions=(decided("p.een", sources=(other,)),)))
    assert unknown == []


def test_text_of_another_house_is_told() -> None:
    found = told(
        side(ONE, decisions=(decided("p.een"),)),
        side(clause("p.een", "De eerste tekst van die."), decisions=(decided("p.een", origin="huisbibliotheek x"),)),
    )
    assert found == [("p.een", ["reworded"], ["tekst van huisbibliotheek x in plaats van p"])]


def test_values_alone_are_a_change_of_value_with_its_key() -> None:
    def priced(amount: str) -> Passage:
        line = TextLine("lid", "1.1", (printed("words", "Het is "), printed("value", amount, "x")))
        return replace(ONE, lines=(line,))

    found = compare_readings(side(priced("€ 1")), side(priced("€ 2")), answers=(ChangedAnswer("a.b", "1", "2"),))
    (change,) = found.changes
    assert change.kinds == (ChangeKind.VALUE,)
    assert found.answers == (ChangedAnswer("a.b", "1", "2"),)


def test_heading_and_title_page_are_compared_but_counted_as_no_clause() -> None:
    old = side(title_page("T", "concept", "K-1"), heading(PLACE), ONE)
    new = side(title_page("T", "definitief", "K-1"), heading(replace(PLACE, heading="Anders")), ONE)
    found = compare_readings(old, new)
    assert [(one.subject, one.kinds) for one in found.changes] == [
        ("title", (ChangeKind.VALUE,)), ("heading", (ChangeKind.REWORDED,)),
    ]  # fmt: skip
    assert [reason.text for reason in found.changes[1].reasons] == ["de bibliotheek geeft een ander opschrift"]
    assert found.unchanged == 1
    assert told(side(ONE), side(heading(PLACE), ONE)) == []


AGREED = Deviation("p.een", "vast", "vervangen", ("Anders.",), "daarom", "A", DAY)
CHOSEN = ChosenPosition("p.een", "soepel", "Soepel", "starter", None, "x", ("vast",))


def test_what_parties_agreed_otherwise_is_known_by_clause_and_lid() -> None:
    assert agreed_in([decided("p.een", deviations=(AGREED,), position=CHOSEN), decided("p.twee")]) == {
        "p.een": {
            POSITION: Agreed("soepel", (), "starter; akkoord van nog niemand"),
            "lid 'vast'": Agreed("vervangen", ("Anders.",), "daarom; akkoord van A op 1 januari 2023"),
        }
    }
    open_one = replace(AGREED, agreed_by=None, agreed_on=None)
    assert (
        agreed_in([decided("p.een", deviations=(open_one,))])["p.een"]["lid 'vast'"].grounds
        == "daarom; akkoord van nog niemand"
    )
    assert agreed_in([decided("p.een", position=replace(CHOSEN, choice=STANDARD))]) == {}
    assert list(agreed_words([decided("p.een", deviations=(AGREED,), position=CHOSEN), decided("eigen.x")])) == [
        "p.een: positie soepel", "p.een: lid 'vast' vervangen", "eigen.x",
    ]  # fmt: skip
    sealed = agreed_when_sealed(
        [SealedDeviation("p.een", "vervallen", "vast"), SealedDeviation("p.een", "positie", "soepel")]
    )
    assert sealed == {"p.een": {"lid 'vast'": Agreed("vervallen"), POSITION: Agreed("soepel")}}


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ({}, {}, []), ({POSITION: Agreed("a")}, {POSITION: Agreed("a", (), "x")}, []),
        ({}, {POSITION: Agreed("soepel", (), "starter")}, ["positie: standaard → soepel (starter)"]),
        ({POSITION: Agreed("soepel", (), "starter")}, {}, ["positie: soepel → standaard"]),
        ({}, {"lid 'x'": Agreed("toevoegen", ("a",))}, ["lid 'x': volgens de tekst → aangevuld"]),
        ({"lid 'x'": Agreed("vervangen", ("a",))}, {"lid 'x'": Agreed("vervangen", ("b",), "om")}, ["lid 'x': vervangen → vervangen (om)"]),
        ({"lid 'y'": Agreed("vervallen")}, {"lid 'x'": Agreed("vervallen")}, ["lid 'x': volgens de tekst → vervallen", "lid 'y': vervallen → volgens de tekst"]),
    ],
)  # fmt: skip
def test_difference_in_what_was_agreed_is_said_in_words(was: Any, now: Any, said: list[str]) -> None:
    assert list(changes_in(was, now)) == said


def test_other_words_that_parties_agreed_on_have_that_for_their_reason() -> None:
    reworded = clause("p.een", "De eerste tekst van die.")
    found = told(side(ONE), side(reworded, agreed={"p.een": {"lid 'vast'": Agreed("vervangen", ("x",), "daarom")}}))
    assert found == [("p.een", ["reworded"], ["lid 'vast': volgens de tekst → vervangen (daarom)"])]


@pytest.mark.parametrize(
    ("bookmark", "name"),
    [
        ("L_algemeen__ova_een", "algemeen.ova"),
        ("L_algemeen__eigen_kosten_2", "algemeen.eigen-kosten"),
        ("C_algemeen__eigen_kosten", "algemeen.eigen-kosten"),
        ("H_bijlage_prijzen", "bijlage-prijzen"),
    ],
)
def test_reference_points_at_the_clause_or_slot_of_its_bookmark(bookmark: str, name: str) -> None:
    assert _pointed_at(bookmark) == name
