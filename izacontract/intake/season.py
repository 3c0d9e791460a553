"""A request as it would be some years later: every day, quarter and year in it moved on alike."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from izacontract.intake.tree import Node, Tree
from izacontract.model.typed import Typed

_YEAR: Final = re.compile(r"(20\d\d)((?:-\d\d-\d\d|-Q[1-4])?)")
_LEAP_DAY: Final = "-02-29"


def years_later(tree: Tree, years: int) -> Tree:
    """Return `tree` with each day, quarter and year moved on by `years`; 29 February becomes the 28th."""
    return replace(tree, root={key: _moved(value, years) for key, value in tree.root.items()})


def _moved(value: Node, years: int) -> Node:
    if isinstance(value, dict):
        return {key: _moved(below, years) for key, below in value.items()}
    if isinstance(value, list):
        return [_moved(item, years) for item in value]
    found = _YEAR.fullmatch(value) if isinstance(value, Typed) else None
    if found is None or not isinstance(value, Typed):
        return value
    day = "-02-28" if found[2] == _LEAP_DAY else found[2]
    return Typed(f"{int(found[1]) + years}{day}", value.kind)
