"""Why the system refuses a file, in words of ours."""

from __future__ import annotations

import os

import pytest

from izacontract.errors import Told, reason_of


def test_reason_for_a_name_that_is_taken_is_told_in_both_languages() -> None:
    with pytest.raises(OSError) as refused:
        os.link(__file__, __file__)
    assert reason_of(refused.value) == Told(
        "er staat al iets met die naam", "something with that name is there already"
    )


def test_reason_that_is_not_usual_is_in_the_words_of_the_system() -> None:
    assert reason_of(OSError(0, "too many of them")).en == "the system says 'too many of them'"
