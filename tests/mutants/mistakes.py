"""The mistakes that can be made in a module: cosmic-ray's operators, without those that say nothing about our tests."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator

ROOT = Path(__file__).parent.parent.parent

PACKAGES: dict[str, tuple[str, ...]] = {
    "build": ("izacontract/build",),
    "clauses": ("izacontract/clauses",),
    "intake": ("izacontract/intake",),
    "word": ("izacontract/word",),
    "differ": ("izacontract/differ",),
    "plugins": tuple(
        f"plugins/izacontract_{name}/{part}"
        for name in ("algemeen", "ggz", "huisartsen", "mdz", "msz", "wijkverpleging")
        for part in ("rules", "rules.py", "checks", "checks.py")
    ),
}
"""What is tested this way, by the name that the report gives it."""

COMPARISONS = {
    "Lt": ("LtE", "GtE"),
    "LtE": ("Lt", "Gt"),
    "Gt": ("GtE", "LtE"),
    "GtE": ("Gt", "Lt"),
    "Eq": ("NotEq",),
    "NotEq": ("Eq",),
    "Is": ("IsNot",),
    "IsNot": ("Is",),
}
"""The border moved and the sense turned round; any other comparison is noticed by a test that notices these."""

SUMS = ("Add_Sub", "Sub_Add", "Mul_Div", "Div_Mul", "FloorDiv_Mul", "Mod_Mul", "BitOr_BitAnd", "BitAnd_BitOr")
OPERATORS = (
    *(f"ReplaceComparisonOperator_{old}_{new}" for old, others in COMPARISONS.items() for new in others),
    *(f"ReplaceBinaryOperator_{change}" for change in SUMS),
    "ReplaceUnaryOperator_Delete_Not",
    "ReplaceUnaryOperator_USub_UAdd",
    "AddNot",
    "ReplaceTrueWithFalse",
    "ReplaceFalseWithTrue",
    "ReplaceAndWithOr",
    "ReplaceOrWithAnd",
    "ReplaceBreakWithContinue",
    "ReplaceContinueWithBreak",
    "NumberReplacer",
    "ZeroIterationForLoop",
)
"""Without RemoveDecorator and ExceptionReplacer: those mostly stop a module from loading, or make it only slower."""


@dataclass(frozen=True)
class Mistake:
    """One mistake: in which module (a path under the root), by which operator, which of its places, and on which line."""

    module: str
    operator: str
    occurrence: int
    line: int

    @property
    def package(self) -> str:
        """The name under which the report counts this module."""
        return next(name for name, parts in PACKAGES.items() if any(_under(self.module, part) for part in parts))

    @cached_property
    def source(self) -> str:
        """The whole module with this mistake in it."""
        text = (ROOT / self.module).read_text(encoding="utf-8")
        return str(mutate_code(text, _operator(self.operator), self.occurrence))

    @cached_property
    def change(self) -> tuple[str, str]:
        """The first line that reads otherwise, as it was and as it becomes, without indent."""
        lines = (ROOT / self.module).read_text(encoding="utf-8").split("\n")
        pairs = zip(lines, self.source.split("\n"), strict=False)
        return next((old.strip(), new.strip()) for old, new in pairs if old != new)


def modules(wanted: tuple[str, ...] = ()) -> list[str]:
    """Return the modules in what is `wanted`, in order: names of packages, folders or modules; all when nothing is."""
    places = [place for name in wanted or PACKAGES for place in PACKAGES.get(name, (name.rstrip("/"),))]
    every = sorted(
        file.relative_to(ROOT).as_posix()
        for parts in PACKAGES.values()
        for part in parts
        for file in ((ROOT / part).rglob("*.py") if (ROOT / part).is_dir() else [ROOT / part])
        if file.exists()
    )
    found = [module for module in every if any(_under(module, place) for place in places)]
    if unknown := [place for place in places if wanted and not any(_under(module, place) for module in every)]:
        unknown = [place for place in unknown if not place.startswith("plugins/") or "plugins" not in wanted]
        if unknown:
            raise SystemExit(f"No module of {', '.join(PACKAGES)}: {', '.join(unknown)}")
    return found


def _under(module: str, place: str) -> bool:
    return module == place or module.startswith(f"{place}/")


def mistakes_in(module: str) -> Iterator[Mistake]:
    """Give every mistake that can be made in `module`, in one order for one text of it."""
    text = (ROOT / module).read_text(encoding="utf-8")
    apart = _apart(text)
    nodes = list(ast_nodes(get_ast(text)))
    for name in OPERATORS:
        operator = _operator(name)
        places = [start for node in nodes for start, _ in operator.mutation_positions(node)]
        for occurrence, (line, column) in enumerate(places):
            if any(begin <= (line, column) < end for begin, end in apart):
                continue
            yield Mistake(module, name, occurrence, line)


@cache
def _operator(name: str) -> object:
    return get_operator(f"core/{name}")()


def _apart(text: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Return the stretches in which a mistake means nothing.

    Annotations, decorators, what is for type checking, how many answers are remembered, and `strict` of a `zip`, which
    says to who reads it that both sides have the same length.
    """
    stretches = []
    for node in ast.walk(ast.parse(text)):
        parts: list[ast.AST | None] = []
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            parts = [node.returns, *node.decorator_list]
        elif isinstance(node, ast.ClassDef):
            parts = list(node.decorator_list)
        elif isinstance(node, ast.arg | ast.AnnAssign):
            parts = [node.annotation]
        elif isinstance(node, ast.Call):
            is_memory = isinstance(node.func, ast.Name) and node.func.id == "remembered"
            parts = [*(node.args if is_memory else ()), *(one.value for one in node.keywords if one.arg == "strict")]
        elif is_for_types(node):
            parts = [node]
        for part in parts:
            if part is not None:
                stretches.append(((part.lineno, part.col_offset), (part.end_lineno, part.end_col_offset)))
    return stretches


def is_for_types(node: ast.AST) -> bool:
    """Return whether `node` is what only type checking reads."""
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
