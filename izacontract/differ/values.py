"""Where a printed value comes from: a key of the request, a dated figure, or a rule that computes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Literal

from izacontract.differ.changes import Op, Piece
from izacontract.model.clause import Variable

ABOUT_CONTRACT = "contract."
"""Variables with such a key print what the rest of the contract holds."""

FIGURES = 3
"""So many figures tell that a computed value is a value of the request."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What gives a value; `name` is a key of the request, the id of a parameter, or the variable that a rule fills."""

    kind: Literal["value", "parameter", "rule"]
    name: str


def changed_values(pieces: Iterable[Piece], variables: Mapping[str, Variable]) -> Iterator[tuple[Origin, str, str]]:
    """Give each value that differs in `pieces` with what was printed and what is printed now, "" for nothing."""
    for same, run in groupby(pieces, key=lambda piece: piece.op is Op.SAME):
        texts: dict[Origin, dict[Op, str]] = {}
        for piece in () if same else run:
            if piece.kind in ("value", "placeholder"):
                both = texts.setdefault(origin_of(piece.name, variables), {})
                both[piece.op] = both.get(piece.op, "") + piece.text
        for origin, both in texts.items():
            yield origin, both.get(Op.OLD, ""), both.get(Op.NEW, "")


def origin_of(name: str, variables: Mapping[str, Variable]) -> Origin:
    """Return what gives the value `name`: a variable, `variable.column`, a column in a loop, or the key itself."""
    head, _, column = name.partition(".")
    if head in variables:
        variable = variables[head]
        if variable.parameter:
            return Origin("parameter", variable.parameter)
        if not variable.key or variable.key.startswith(ABOUT_CONTRACT):
            return Origin("rule", name)
        return Origin("value", f"{variable.key}.{column}" if column else variable.key)
    if name in {variable.parameter for variable in variables.values()}:
        return Origin("parameter", name)
    if column or not variables:  # the field of a placeholder or of the title page is a key itself
        return Origin("value", name)
    listed = next((v.key for v in variables.values() if v.key and any(c.key == name for c in v.columns)), None)
    return Origin("value", f"{listed}.{name}") if listed else Origin("rule", name)


def tells(answer: str | None, printed: str, *, in_day: bool = False) -> bool:
    """Return whether `printed` holds the figures of `answer`, or with `in_day` is the year of a day."""
    figures = _figures(printed)
    if len(figures) < FIGURES or answer is None:
        return False
    return figures == _figures(answer) or (in_day and answer.endswith(f" {printed}"))


@lru_cache(maxsize=4096)
def _figures(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())
