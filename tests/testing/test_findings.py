"""What the check of a plugin says of what the lint found."""

from __future__ import annotations

from docs.make.code import listed_codes
from izacontract.testing.findings import HINTS


def test_every_lint_has_a_hint_for_the_author_of_a_plugin() -> None:
    codes = {one.code for one in listed_codes().values() if "lint" in one.kinds}
    assert codes - HINTS.keys() == set()
