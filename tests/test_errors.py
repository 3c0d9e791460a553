"""Why the system refuses a file, in words of ours."""

from __future__ import annotations

import os

import pytest

from izacontract.errors import Told, reason_of
from izacontract.meant import nearest


def test_reason_for_a_name_that_is_taken_is_told_in_both_languages() -> None:
    with pytest.raises(OSError) as refused:
        os.link(__file__, __file__)
    assert reason_of(refused.value) == Told(
        "er staat al iets met die naam", "something with that name is there already"
    )


def test_reason_that_is_not_usual_is_in_the_words_of_the_system() -> None:
    assert reason_of(OSError(0, "too many of them")).en == "the system says 'too many of them'"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("mds", "mdz"), ("msx", "msz"), ("huisarts", "huisartsen"), ("fysio", None)],
)
def test_of_two_that_are_as_near_the_one_that_begins_alike_is_meant(typed: str, meant: str | None) -> None:
    sectors = ("ggz", "huisartsen", "mdz", "msz", "wijkverpleging")
    assert nearest(typed, sectors) == nearest(typed, sectors[::-1]) == meant
