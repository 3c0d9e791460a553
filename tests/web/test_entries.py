"""What a form sends becomes the request that the file would have been, and back, with nothing lost."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from izacontract.host import Plugins
from izacontract.intake.request_file import request_file
from izacontract.intake.schema import schema
from izacontract.intake.sources import tree_of
from izacontract.intake.tree import Tree
from izacontract.intake.yaml_source import read_yaml
from izacontract.loading import load_plugins
from izacontract.model.values import Typed, TypedKind
from izacontract.web.entries import entries_of, of_entries, sent, with_row, without_place, without_row
from izacontract.web.form_pages import examples_of
from tests.conftest import REQUESTS
from tests.contracts.support import SEASON, request_called
from tests.web.conftest import SECTORS, pairs_of


@cache
def msz() -> dict[str, Any]:
    return schema("msz", load_plugins())


@pytest.mark.parametrize("sector", SECTORS)
def test_example_is_the_same_request_after_the_form(sector: str, plugins: Plugins) -> None:
    typed = tree_of(str(REQUESTS / f"{sector}.yaml"), plugins).root
    filled = sent(schema(sector, plugins), pairs_of(sector, plugins))
    assert filled.unknown == 0
    assert _without_answers(Tree(filled.root).root) == _without_answers(typed)


@pytest.mark.parametrize("sector", SECTORS)
def test_request_with_every_key_is_the_same_after_the_form(sector: str, plugins: Plugins) -> None:
    request = request_called(f"alles/{sector}")
    filled = sent(schema(sector, plugins), pairs_of(sector, plugins, request))
    assert filled.unknown == 0
    assert _without_answers(Tree(filled.root).root) == _without_answers(tree_of(request, plugins).root)


@pytest.mark.parametrize("sector", SEASON)
def test_request_of_the_season_is_the_same_after_the_form(sector: str, plugins: Plugins) -> None:
    request = request_called(f"2027/{sector}")
    filled = sent(schema(sector, plugins), pairs_of(sector, plugins, request))
    assert filled.unknown == 0
    assert _without_answers(Tree(filled.root).root) == _without_answers(tree_of(request, plugins).root)


@pytest.mark.parametrize("sector", SECTORS)
def test_request_file_reads_back_as_the_same_request(sector: str, plugins: Plugins) -> None:
    made = schema(sector, plugins)
    filled = sent(made, pairs_of(sector, plugins))
    written = request_file(made, filled.root)
    assert read_yaml(written.encode(), "a.yaml").fingerprint == Tree(filled.root).fingerprint
    assert "kvk: '9" in written
    assert re.search(r"begin: 202\d-01-01\n", written)


@pytest.mark.parametrize("sector", SECTORS)
def test_shipped_example_is_the_tested_one(sector: str, plugins: Plugins) -> None:
    assert examples_of(plugins)[sector].fingerprint == tree_of(str(REQUESTS / f"{sector}.yaml"), plugins).fingerprint


def _without_answers(node: object) -> object:
    """Return `node` with yes and no written one way: the form asks for ja or nee."""
    if isinstance(node, dict):
        return {key: _without_answers(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_without_answers(item) for item in node]
    return {"true": "ja", "false": "nee"}.get(str(node), str(node))


def test_empty_row_makes_no_item_and_a_fault_still_finds_its_field() -> None:
    filled = sent(
        msz(),
        [("tarieven.prestaties.0.code", ""), ("tarieven.prestaties.4.code", "A"), ("tarieven.prestaties.7.code", "B")],
    )
    assert filled.root == {"tarieven": {"prestaties": [{"code": "A"}, {"code": "B"}]}}
    assert filled.name_of(("tarieven", "prestaties", 1, "code")) == "tarieven.prestaties.7.code"
    assert filled.name_of(("tarieven", "prestaties", 0, "tarief")) == "tarieven.prestaties.4.tarief"
    assert filled.name_of(("ova", "jaar")) == "ova.jaar"


def test_rows_come_and_go() -> None:
    entries = entries_of(msz(), {})
    assert with_row(msz(), entries, "tarieven.prestaties") == "tarieven.prestaties.0"
    assert with_row(msz(), entries, "tarieven.prestaties") == "tarieven.prestaties.1"
    assert with_row(msz(), entries, "preventie.afspraken") == "preventie.afspraken.0"
    assert without_row(entries, "tarieven.prestaties.0")
    assert list(entries["tarieven"]["prestaties"]) == ["1"]
    assert with_row(msz(), entries, "tarieven.prestaties") == "tarieven.prestaties.2"
    assert of_entries(msz(), entries).root == {}


@pytest.mark.parametrize("name", ["", "ova", "ova.jaar", "weg", "tarieven.prestaties.0", "__proto__", "a" * 500, "..."])
def test_row_is_added_to_lists_only(name: str) -> None:
    assert with_row(msz(), {}, name) == ""
    assert not without_row({}, name)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("4,18", "4.18"),
        (" 4.18 ", "4.18"),
        ("-0,4", "-0.4"),
        ("1.250,00", "1250.00"),
        ("1.250", "1.250"),
        ("1.250.000", "1250000"),
        ("1,250.00", "1,250.00"),
        ("12,5%", "12,5%"),
        ("€ 4,18", "€ 4,18"),
        ("0.001,5", "0.001,5"),
        ("1.250,0", "1250.0"),
        ("vier", "vier"),
    ],
)
def test_decimal_comma_is_read_where_it_can_mean_one_thing_only(typed: str, read: str) -> None:
    assert sent(msz(), [("ova.percentage", typed)]).root == {"ova": {"percentage": read}}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("€ 1.250.000,50", "1250000.50"),
        ("€ 1.250,-", "1250"),
        ("€1250", "1250"),
        ("€ 0,50", "0.50"),
        # one point may part thousands or decimals: intake asks which
        ("€ 1.250", "€ 1.250"),
        ("€ 0.125", "€ 0.125"),
        ("€ 0.250,00", "€ 0.250,00"),
        ("€ 96.500", "€ 96.500"),
    ],
)
def test_amount_may_bear_the_sign_of_the_euro(typed: str, read: str) -> None:
    assert sent(msz(), [("volume.bedrag", typed)]).root == {"volume": {"bedrag": read}}


def test_text_keeps_its_comma() -> None:
    assert sent(msz(), [("ova.bron", "4,18")]).root == {"ova": {"bron": "4,18"}}


def test_choices_are_a_list() -> None:
    filled = sent(msz(), [("msz.acute_functies", "seh"), ("msz.acute_functies", "ic")])
    assert filled.root == {"msz": {"acute_functies": ["seh", "ic"]}}


def test_unknown_names_are_counted() -> None:
    filled = sent(msz(), [("weg", "1"), ("ova", "1"), ("ova.jaar.x", "1"), ("ova.jaar", "2025"), ("_doe", "x")])
    assert (filled.unknown, filled.root) == (3, {"ova": {"jaar": "2025"}})


def test_what_the_form_has_no_place_for_is_named() -> None:
    tree = read_yaml(b"weg: 1\nova: {jaar: 2025, raar: 1}\nregio: tekst\n", "a.yaml")
    assert list(without_place(msz(), tree.root, "")) == ["weg", "ova.raar", "regio"]


NAMES = st.one_of(
    st.text(max_size=30),
    st.lists(
        st.sampled_from(["tarieven", "prestaties", "0", "00", "9999999", "code", "ova", "jaar", ""]), max_size=6
    ).map(".".join),
)


@settings(suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault
@given(st.lists(st.tuples(NAMES, st.text(max_size=20)), max_size=20))
def test_nothing_that_is_sent_breaks_the_form(pairs: list[tuple[str, str]]) -> None:
    filled = sent(msz(), pairs)
    again = of_entries(msz(), entries_of(msz(), filled.root))
    assert again.root == filled.root


@pytest.mark.parametrize(
    "text", ["06999202", "0o17", "1e3", "+31", ".5", "2025-Q1", "yes", "null", "~", "a: b", "# x", "- x", "'"]
)
def test_text_that_yaml_could_take_for_something_else_stays_the_same_text(text: str) -> None:
    written = request_file(msz(), {"zorgaanbieder": {"agb": Typed(text)}, "ova": {"bron": Typed(f"een\n{text}\n")}})
    read = read_yaml(written.encode(), "a.yaml").root
    assert read == {"zorgaanbieder": {"agb": text}, "ova": {"bron": f"een\n{text}\n"}}
    assert read["zorgaanbieder"]["agb"].kind is TypedKind.TEXT
