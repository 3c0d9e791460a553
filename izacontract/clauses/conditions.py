"""The conditions of clause texts: which values may be compared with what, and the answer once the values are there."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from jinja2 import nodes

from izacontract.errors import ClauseError

COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "gt": operator.gt,
    "gteq": operator.ge,
    "lt": operator.lt,
    "lteq": operator.le,
    "in": lambda item, items: item in items,
    "notin": lambda item, items: item not in items,
}

NUMBER, WORD, YES_NO, LIST = "getal", "tekst", "janee", "lijst"
FAMILY = dict.fromkeys(("euro", "procent", "aandeel", "jaar", "dagen", "weken", "maanden"), NUMBER) | {"keuze": WORD}
"""What a type is compared as, where that is not the type itself."""

DEEPEST = 40
"""Choices, repetitions and conditions within each other; nobody reads more, and Python has its limit too."""

SIGNS = {"eq": "==", "ne": "!=", "gt": ">", "gteq": ">=", "lt": "<", "lteq": "<=", "in": "in", "notin": "not in"}
"""How each comparison is written."""

Values = Mapping[str, Any]
Compiled = Callable[[Values], Any]
Fault = Callable[[int, str, str], ClauseError]
"""Makes the error about a line, in two languages."""


class Depth:
    """Counts how deep a text nests, and refuses what is too deep."""

    def __init__(self, fault: Fault) -> None:
        self._fault = fault
        self._depth = 0

    @contextmanager
    def deeper(self, line: int) -> Iterator[None]:
        """Count one level within the block; raises ClauseError for one level too many."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise self.too_much(line)
        yield
        self._depth -= 1

    def too_much(self, line: int) -> ClauseError:
        """Return the error that says so."""
        return self._fault(
            line,
            "de tekst heeft te veel codes in elkaar of een te lang getal",
            "the text nests too deep or holds too long a number",
        )


class ConditionReader:
    """Reads the conditions of one text; `fault` makes its errors."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        self.depth = Depth(fault)

    def read(self, node: nodes.Node, types: Mapping[str, str]) -> tuple[list[str], Compiled]:
        """Return the names that the condition `node` looks at and the condition itself, whose sides all fit.

        `types` gives the declared type of every name. Raises ClauseError for anything that is not allowed.
        """
        names = list(dict.fromkeys(self._names(node, types)))
        condition = self._condition(node)
        self._family_of(node, types)
        return names, condition

    def _family_of(self, node: nodes.Node, types: Mapping[str, str]) -> str:
        """Return what `node`, a condition or a piece of one, is compared as; raises for sides that do not fit."""
        with self.depth.deeper(node.lineno):
            return self._family(node, types)

    def _family(self, node: nodes.Node, types: Mapping[str, str]) -> str:
        family = YES_NO
        match node:
            case nodes.Name():
                kind = self.type_of(node.name, types, node.lineno)
                family = FAMILY.get(kind, kind)
            case nodes.Const(value=bool()):
                family = YES_NO
            case nodes.Const(value=int() | float()):
                family = NUMBER
            case nodes.Const(value=str()):
                family = WORD
            case nodes.Const():
                raise self.fault(node.lineno, "met 'none' is niet te vergelijken", "'none' cannot be compared with")
            case nodes.Tuple() | nodes.List():
                kinds = {self._family_of(member, types) for member in node.items}
                if len(kinds) != 1:
                    raise self.fault(node.lineno, "de rij is leeg of gemengd", "the list is empty or mixed")
                family = f"{LIST} {kinds.pop()}"
            case nodes.Compare(ops=[operand]):
                left, right = self._family_of(node.expr, types), self._family_of(operand.expr, types)
                if not _comparable(operand.op, left, right):
                    raise self.fault(
                        node.lineno,
                        f"'{SIGNS[operand.op]}' vergelijkt wat niet bij elkaar hoort: {left} met {right}",
                        f"'{SIGNS[operand.op]}' compares what does not belong together: {left} with {right}",
                    )
            case _:
                for child in node.iter_child_nodes():
                    self._family_of(child, types)
        return family

    def _condition(self, node: nodes.Node) -> Compiled:
        match node:
            case nodes.Const():
                constant = node.value
                return lambda values: constant
            case nodes.Name():
                name = node.name
                return lambda values: values[name]
            case nodes.Not():
                inner = self._condition(node.node)
                return lambda values: not inner(values)
            case nodes.And() | nodes.Or():
                left, right = self._condition(node.left), self._condition(node.right)
                if isinstance(node, nodes.And):
                    return lambda values: left(values) and right(values)
                return lambda values: left(values) or right(values)
            case nodes.Compare(ops=[operand]) if operand.op in COMPARISONS:
                compare, first, second = (
                    COMPARISONS[operand.op],
                    self._condition(node.expr),
                    self._condition(operand.expr),
                )
                return lambda values: compare(first(values), second(values))
            case nodes.Tuple() | nodes.List():
                members = [self._condition(member) for member in node.items]
                return lambda values: [member(values) for member in members]
            case nodes.Test(name="gegeven"):
                asked = self._condition(node.node)
                return lambda values: _given(asked(values))
            case nodes.Test():
                raise self.fault(
                    node.lineno,
                    f"'is {node.name}' bestaat niet; alleen 'is gegeven'",
                    f"'is {node.name}' does not exist; only 'is gegeven'",
                )
        kind = type(node).__name__.lower()
        raise self.fault(node.lineno, f"'{kind}' mag niet in een voorwaarde", f"'{kind}' is not allowed in a condition")

    def _names(self, node: nodes.Node, types: Mapping[str, str]) -> Iterator[str]:
        if isinstance(node, nodes.Name):
            self.type_of(node.name, types, node.lineno)
            yield node.name
        for child in node.iter_child_nodes():
            yield from self._names(child, types)

    def type_of(self, name: str, types: Mapping[str, str], line: int) -> str:
        """Return the declared type of `name`; raises ClauseError, naming the line, when it has none."""
        if name not in types:
            raise self.fault(line, f"variabele '{name}' is niet gedeclareerd", f"variable '{name}' is not declared")
        return types[name]


def _given(value: object) -> bool:
    return value is not None and not (isinstance(value, tuple | list | str) and not value)


def _comparable(operand: str, left: str, right: str) -> bool:
    """Return whether `operand` can compare the two families."""
    if operand in ("in", "notin"):
        return right == f"{LIST} {left}" or (right, left) == (LIST, WORD)
    return left == right and left in (
        (NUMBER, "datum") if operand not in ("eq", "ne") else (NUMBER, "datum", WORD, YES_NO)
    )
