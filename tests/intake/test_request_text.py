"""A part of a request in YAML written anew: it reads as what was meant, whatever quotes stood there."""

from __future__ import annotations

import pytest
import yaml

from izacontract.intake.request_text import composed, last_of, node_at, quoted, replaced, scalar
from izacontract.model.values import Typed, TypedKind

TEXT = """groep:
  lijst:
    - {a: 1}
    - a: 2
      b: |
        regel

  # een opmerking
ander: x
"""


@pytest.mark.parametrize("style", ["", None, "'", '"'])
@pytest.mark.parametrize("text", ["d'Orsay", 'zeg "ja"', "ja", "2027-01-01", "06999202", "a: b", "Jansen & Co"])
def test_text_reads_as_itself_in_whatever_quotes(text: str, style: str | None) -> None:
    written = scalar(Typed(text, TypedKind.TEXT), style)
    assert yaml.safe_load(f"{{x: {written}, y: 1}}") == {"x": text, "y": 1}


def test_text_of_several_lines_leaves_its_single_quotes() -> None:
    assert quoted("een\ntwee", "'") is None
    assert yaml.safe_load(scalar(Typed("een\ntwee", TypedKind.TEXT), "'")) == "een\ntwee"


def test_node_is_found_by_its_path_and_ends_before_the_remark_behind_it() -> None:
    root = composed(TEXT)
    assert node_at(root, ("groep", "lijst", 1, "a")).value == "2"
    assert [node_at(root, path) for path in (("weg",), ("groep", "lijst", 2), ("ander", "x"))] == [None, None, None]
    assert last_of(node_at(root, ("groep",))).value == "regel\n"


def test_parts_are_replaced_in_whatever_order_they_come() -> None:
    assert replaced("een twee drie", [(9, 13, "3"), (0, 3, "1")]) == "1 twee 3"
