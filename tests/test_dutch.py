"""Numbers as Dutch words: the ranks of leden in references."""

from __future__ import annotations

import pytest

from izacontract.dutch import ordinal


@pytest.mark.parametrize(
    ("position", "word"),
    [
        (1, "eerste"),
        (19, "negentiende"),
        (20, "twintigste"),
        (21, "eenentwintigste"),
        (22, "tweeëntwintigste"),
        (28, "achtentwintigste"),
        (30, "dertigste"),
        (73, "drieënzeventigste"),
        (99, "negenennegentigste"),
        (100, "100e"),
    ],
)
def test_rank_is_written_in_words(position: int, word: str) -> None:
    assert ordinal(position) == word
