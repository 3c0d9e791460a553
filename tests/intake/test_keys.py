"""The keys of a request: what stands at each, how people call it, and the empty YAML that asks for it."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from izacontract.intake.keys import KeyList, Sort, keys_of, plain_key
from izacontract.intake.labels import labels_of, meanings_of
from izacontract.intake.layers import laid_over
from izacontract.intake.questionnaire import yaml_form
from izacontract.intake.tree import Tree
from izacontract.model.sector import Section
from izacontract.model.terms import Terms, field
from izacontract.model.values import BOTH, Agb, Code, Day, Percentage, Text, ToFill, Typed, YesNo
from tests.intake.fakes import SECTIONS, SECTOR, fake


class Inner(Terms):
    """A group that was called otherwise, with a list of texts in it."""

    name: Text = field("naam", "Naam.", by=BOTH, formerly="titel")
    tags: tuple[Text, ...] = field("merken", "Merken.", by=BOTH, default=())


class Row(Terms):
    """An item of a list, with a group in it."""

    code: Code = field("code", "Code.", by=BOTH, formerly="nummer")
    inner: Inner = field("deel", "Deel.", by=BOTH)


class Outer(Terms):
    """A section with a group, a list, and a value of some sorts."""

    day: Day = field("dag", "Dag.", by=BOTH)
    share: Percentage = field("percentage", "Deel.", by=BOTH)
    agb: Agb = field("agb", "Code.", by=BOTH)
    agreed: YesNo = field("akkoord", "Akkoord.", by=BOTH)
    inner: ToFill[Inner] = field("binnen", "Binnen.", by=BOTH, formerly="inhoud")
    rows: tuple[Row, ...] = field("regels", "Regels.", by=BOTH, default=())


KEYS = keys_of([Section("buiten", Outer, "Het buitenste", formerly="oud"), Section("rij", Row, "Rijen", many=True)])


def test_every_value_and_list_has_its_key_and_its_sort() -> None:
    assert {key: leaf.sort for key, leaf in KEYS.leaves.items()} == {
        "buiten.dag": Sort.DAY, "buiten.percentage": Sort.PERCENT, "buiten.agb": Sort.CODE, "buiten.akkoord": Sort.YES_NO, "buiten.binnen.naam": Sort.TEXT,
    }  # fmt: skip
    assert {key: (listed.bare, list(listed.columns), listed.title) for key, listed in KEYS.lists.items()} == {
        "buiten.binnen.merken": (True, ["merken"], "Merken"), "buiten.regels": (False, ["code", "deel.naam"], "Regels"),
        "rij": (False, ["code", "deel.naam"], "Rijen"),
    }  # fmt: skip
    assert KEYS.groups["buiten.binnen"] == ("naam", "merken")
    assert (
        KEYS.leaves["buiten.agb"].digits,
        KEYS.leaves["buiten.dag"].digits,
        KEYS.leaves["buiten.binnen.naam"].key,
    ) == (8, 0, "buiten.binnen.naam")


def test_former_names_lead_to_the_present_key_in_every_combination() -> None:
    assert {name for name, now in KEYS.former.items() if now == "buiten.binnen.naam"} == {
        f"{section}.{group}.{name}" for section in ("buiten", "oud") for group in ("binnen", "inhoud") for name in ("naam", "titel")
    } - {"buiten.binnen.naam"}  # fmt: skip
    assert KEYS.former["oud.dag"] == "buiten.dag"
    assert KEYS.lists["rij"].former == {"nummer": "code", "deel.titel": "deel.naam"}
    assert KEYS.by_path["oud", "dag"] is KEYS.by_path["buiten", "dag"]


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Buiten. Dag", "buiten.dag"), ("buiten .dag", "buiten.dag"), ("OUD.DAG", "oud.dag"), ("buiten.binnen", "buiten.binnen"), ("weg", "weg"),
    ],
)  # fmt: skip
def test_key_is_known_whatever_its_capitals_and_spaces(typed: str, key: str) -> None:
    assert KEYS.called(typed) == key
    assert plain_key("  Een  Twee . Drie ") == "een_twee.drie"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("buiten.regels", "buiten.regels"), ("Regels", "buiten.regels"), ("rij", "rij"), ("Buiten, regels", "buiten.regels"), ("merken", "buiten.binnen.merken"),
        ("Rij", "rij"), ("els", None), ("", None), ("weg", None),
    ],
)  # fmt: skip
def test_list_is_known_by_its_key_its_end_or_its_words(name: str, key: str | None) -> None:
    found = KEYS.list_called(name)
    assert (found and found.key) == key


@pytest.mark.parametrize(
    ("name", "key"),
    [("code", "code"), ("Nummer", "code"), ("deel.titel", "deel.naam"), ("Deel. Naam", "deel.naam"), ("weg", None)],
)
def test_column_is_known_by_its_name_and_its_former_one(name: str, key: str | None) -> None:
    found = KEYS.lists["rij"].column(name)
    assert (found and found.key) == key
    titled = KEYS.lists["rij"].titled("code")
    assert titled is not None
    assert titled.key == "code"
    assert KEYS.lists["rij"].titled("weg") is None


def listed(*path: str) -> KeyList:
    return KeyList(path, "x", {}, bare=False)


@pytest.mark.parametrize(
    ("path", "sheet", "tab"),
    [
        (('a',), 'a', 'A'),
        (('a', 'b_c'), 'a.b_c', 'A, b c'),
        (('a', 'b_x', 'c'), 'a.b_x.c', 'B x, c'),
        (('een', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'), 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', '…, aaaaaaaaaaaaaaaaaaaaaaaaaaaa'),
        (('aaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbb'), 'aaaaaaaaaaaaaaa.bbbbbbbbbbbbbbb', 'Aaaaaaaaaaaaa…, bbbbbbbbbbbbbbb'),
        (('aaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbb'), 'aaaaaaaaaaaaaaa.bbbbbbbbbbbbbbb', 'Aaaaaaaaaaaaa…, bbbbbbbbbbbbbbb'),
        (('x', 'aaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbb'), 'aaaaaaaaaaaaaaaa.bbbbbbbbbbbbbb', 'Aaaaaaaaaaaaaa…, bbbbbbbbbbbbbb'),
        (('een', 'bbbbbbbbbbbbbbbbbbbb'), 'een.bbbbbbbbbbbbbbbbbbbb', 'Een, bbbbbbbbbbbbbbbbbbbb'),
        (('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',), 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'),
        (('aaaaaaaaaaaaaaaaaa', 'bbbbbbbbbb'), 'aaaaaaaaaaaaaaaaaa.bbbbbbbbbb', 'Aaaaaaaaaaaaaaaaaa, bbbbbbbbbb'),
        (('aaaaaaaaaaaaaaaaaaa', 'bbbbbbbbbb'), 'aaaaaaaaaaaaaaaaaaa.bbbbbbbbbb', 'Aaaaaaaaaaaaaaaaaaa, bbbbbbbbbb'),
    ],
)  # fmt: skip
def test_sheet_of_a_list_has_a_name_that_fits(path: tuple[str, ...], sheet: str, tab: str) -> None:
    found = listed(*path)
    assert (found.sheet, found.tab) == (sheet, tab)
    assert max(len(sheet), len(tab)) <= 31


def test_labels_are_the_words_above_and_beside_a_value() -> None:
    sections = KEYS.sections
    assert labels_of(sections)["buiten.binnen.naam"] == "Binnen: Naam"
    assert labels_of(sections)["rij"] == "Rijen"
    meant = meanings_of(sections)
    assert meant.section("het BUITENSTE") == "buiten"
    assert meant.meant("Binnen: naam") == meant.meant("Het buitenste: Binnen: Naam") == ("buiten.binnen.naam",)
    assert meant.meant("Dag", "buiten") == ("buiten.dag",)
    assert meant.meant("weg") == ()


def test_layer_hides_what_it_replaces_and_shares_the_rest() -> None:
    one, two, three = Typed("1"), Typed("2"), Typed("3")
    shared = {"x": one}
    base = Tree({"a": {"b": one, "c": shared}, "l": [{"x": one}, {"x": two}], "d": one})
    places = {("a", "b"): (1, 1), ("a", "c", "x"): (2, 1), ("l", 0, "x"): (3, 1), ("l", 1, "x"): (4, 1), ("d",): (5, 1)}
    base = Tree(base.root, "onder.yaml", dict(places), dict(places))  # type: ignore[arg-type]
    values = {("a", "b"): two, ("l",): [{"x": three}], ("n", "m"): three}
    top = {("a", "b"): (9, 1), ("l", 0, "x"): (9, 2)}
    found = laid_over(base, values, top)  # type: ignore[arg-type]
    assert found.root == {"a": {"b": two, "c": shared}, "l": [{"x": three}], "d": one, "n": {"m": three}}
    assert base.root["a"] == {"b": one, "c": shared}
    assert found.root["a"]["c"] is shared  # type: ignore[index]
    assert dict(found.values) == {("a", "b"): (9, 1), ("l", 0, "x"): (9, 2), ("a", "c", "x"): (2, 1), ("d",): (5, 1)}
    assert len(found.values) == 4
    assert ("l", 1, "x") not in found.values


def test_empty_yaml_asks_for_every_key(snapshot: SnapshotAssertion) -> None:
    assert SECTIONS
    assert yaml_form(SECTOR, fake()) == snapshot
