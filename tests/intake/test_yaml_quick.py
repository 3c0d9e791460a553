"""The quick way to compose a request gives what the slow one gives, or nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from izacontract.errors import RequestInvalid
from izacontract.intake import yaml_source
from izacontract.intake.yaml_quick import compose_quickly
from izacontract.intake.yaml_source import read_yaml
from tests.conftest import REQUESTS

WORDS = (
    "naam", "Ede", "'01'", '"5%"', "4.18", "4,18", "-1", "+.5", "1e3", "0x1F", "0b1", "017", "0o17", "1_000", ".inf",
    "2026-01-01", "2026-1-1", "2026-01-01 10:00:00", "12:30", "yes", "no", "true", "FALSE", "null", "~", "=", "<<",
    "a: b", "a:b", "#c", "a # c", "- x", "? y", "é", "A & B", "&a", "*a", "!t", "|", ">", "[1, 2]", "{a: 1}",
    "{bedrag: 4,18}", "[", "]", "{", "}", "'", '"', "\\", "1.", "-", "--", "---", "...", "%", "@", "`", "\t",
)  # fmt: skip
LINES = st.builds(
    lambda indent, key, colon, word: f"{' ' * indent}{key}{colon}{word}",
    st.integers(0, 4), st.sampled_from(("a", "b", "- ", "- a", "'k'", "12", "")), st.sampled_from((": ", ":", "")),
    st.sampled_from(WORDS) | st.just(""),
)  # fmt: skip
TEXTS = st.lists(LINES, min_size=1, max_size=6).map("\n".join)


def read(text: str) -> Any:
    """Return all that is read of `text`, or what is said of it."""
    try:
        tree = read_yaml(text.encode(), "a.yaml")
    except RequestInvalid as refused:
        return refused.findings
    return repr(tree.root), tree.keys, tree.values, tree.findings


@given(TEXTS)
def test_both_ways_read_the_same(text: str) -> None:
    if compose_quickly(text) is not None:
        quick = read(text)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(yaml_source, "compose_quickly", lambda text: None)
            assert read(text) == quick


@pytest.mark.parametrize("file", sorted(REQUESTS.rglob("*.yaml")), ids=lambda file: file.stem)
def test_examples_are_read_the_quick_way(file: Path) -> None:
    assert compose_quickly(file.read_text(encoding="utf-8")) is not None


@pytest.mark.parametrize(
    "text",
    [
        "a: &x 1",
        "a: *x",
        "a: !t 1",
        "a: 'x",
        "a: [1",
        "%YAML 1.2",
        'a: "\\u0041"',
        "a: =",
        "a: 2026-1-1 10:00:00",
        "a:\r\n",
    ],
)
def test_text_with_a_meaning_of_its_own_is_left_to_the_other_parser(text: str) -> None:
    assert compose_quickly(text) is None
