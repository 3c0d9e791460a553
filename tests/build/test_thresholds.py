"""The borders of the builder: letters after Z, the longest name of an own provision, how many values are named."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from izacontract import PluginError, Proposal, leave_out, put_in
from izacontract.build.beside import _runs
from izacontract.build.evidence import _listed
from izacontract.build.number import letter, position_of
from izacontract.build.own import _name
from izacontract.build.propose import _chosen
from izacontract.model.edition import GeneralLid


@pytest.mark.parametrize(
    ("index", "letters"),
    [(0, "A"), (1, "B"), (24, "Y"), (25, "Z"), (26, "AA"), (27, "BB"), (51, "ZZ"), (52, "AAA"), (77, "ZZZ"), (78, "AAAA")],
)  # fmt: skip
def test_after_z_letters_go_on_doubled_as_word_counts(index: int, letters: str) -> None:
    assert letter(index) == letters
    assert position_of(letters) == index


@pytest.mark.parametrize(
    ("heading", "before", "name"),
    [
        ("a" * 19, "", "a" * 19),
        ("a" * 20, "", "a" * 20),
        ("a" * 21, "", "a" * 20),
        ("a" * 16, "bij-", "a" * 16),
        ("a" * 17, "bij-", "a" * 16),
        ("a" * 19 + " b", "", "a" * 19),
        ("Één afspraak", "", "een-afspraak"),
        ("…", "", "bepaling"),
    ],
)
def test_name_of_an_own_provision_has_twenty_characters_at_most(heading: str, before: str, name: str) -> None:
    assert _name(heading, set(), before) == name


def test_names_that_are_taken_get_the_next_number() -> None:
    taken: set[str] = set()
    assert [_name("Uitleg", taken) for _ in range(3)] == ["uitleg", "uitleg-2", "uitleg-3"]


@pytest.mark.parametrize(
    ("count", "said"), [(3, "1, 2 en 3"), (4, "1, 2, 3 en 4"), (5, "1, 2, 3, 4 en nog 1"), (7, "1, 2, 3, 4 en nog 3")]
)
def test_of_a_list_four_values_are_named_and_the_rest_counted(count: int, said: str) -> None:
    assert _listed(tuple(range(1, count + 1)), None) == said


def lid(number: str) -> GeneralLid:
    return GeneralLid(number, "", (f"Lid {number}",))


@pytest.mark.parametrize(
    ("held", "said"),
    [
        ("", []),
        ("1", ["A5.1"]),
        ("12", ["A5.1 tot en met A5.2"]),
        ("123", ["A5.1 tot en met A5.3"]),
        ("13", ["A5.1", "A5.3"]),
        ("124", ["A5.1 tot en met A5.2", "A5.4"]),
        ("1234", ["A5.1 tot en met A5.4"]),
    ],
)
def test_leden_that_follow_each_other_are_named_as_one_run(held: str, said: list[str]) -> None:
    leden = [lid(f"A5.{number}") for number in range(1, 5)]
    assert _runs([one for one in leden if one.number[-1] in held], leden) == said
    assert _runs([lid("")], [lid("")]) == []


CLAUSE: Any = SimpleNamespace(id="proef.tarief", plugin="proef")


def proposed(plugin: str, *, include: bool) -> tuple[str, Proposal]:
    make = put_in if include else leave_out
    return plugin, make("proef.tarief", because=f"volgens {plugin}")


def test_clause_that_nobody_names_has_no_proposal() -> None:
    assert _chosen(CLAUSE, []) == ("", None)


def test_who_puts_a_clause_in_goes_before_its_owner_and_the_owner_before_others() -> None:
    out, owner_out, into = (
        proposed("ander", include=False),
        proposed("proef", include=False),
        proposed("huis", include=True),
    )
    assert _chosen(CLAUSE, [out]) == out
    assert _chosen(CLAUSE, [out, owner_out]) == owner_out
    assert _chosen(CLAUSE, [owner_out, into]) == into
    assert _chosen(CLAUSE, [out, proposed("derde", include=False)]) == out


@pytest.mark.parametrize(
    "others",
    [[("huis", True), ("ander", True)], [("ander", False), ("huis", True)], [("huis", True), ("ander", False)]],
)
def test_two_plugins_that_decide_against_each_other_are_refused(others: list[tuple[str, bool]]) -> None:
    with pytest.raises(PluginError, match="huis"):
        _chosen(CLAUSE, [proposed(plugin, include=include) for plugin, include in others])
