"""The borders of the builder: letters after Z, the longest name of an own provision, how many values are named."""

from __future__ import annotations

import pytest

from izacontract.build.evidence import _listed
from izacontract.build.number import letter, position_of
from izacontract.build.own import _name


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
