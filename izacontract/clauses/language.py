"""The language of clause texts: Jinja's own parser reads it, and only what a text may hold becomes a step.

A text sees values and filters, nothing else: no object, attribute or call can be reached from it. Every printed
value is declared and goes through the filter of its type; a choice that hangs on an open value prints a single
placeholder instead of choosing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, Protocol

from jinja2 import Environment, TemplateSyntaxError, nodes

from izacontract.clauses.blocks import CLOSE, OPEN
from izacontract.clauses.conditions import ConditionReader, Depth, Values
from izacontract.clauses.kept import kept
from izacontract.errors import ClauseError, Told
from izacontract.message import Message
from izacontract.model.clause import Variable
from izacontract.model.memory import remembered
from izacontract.model.values import is_open

FAULT_IN_TEXT = Message(
    "clausule.tekst",
    "{place}: {why}.",
    "{place}: {why}.",
    "Zie de taal van clausuleteksten in docs/clause-text.md.",
    "See the language of clause texts in docs/clause-text.md.",
)

FILTER_OF = {"lijst": "opsomming", "rijen": "tabel"}
"""The filter that prints a type, where it is not called like the type itself."""

ITEM = re.compile(r"\n*( *\d+\. )")
TAG = re.compile(r"{%.*?%}")


class Printer(Protocol):
    """What a text calls while it is filled in; each answer is the text that stands in its place."""

    def show(self, name: str, filter_name: str, kind: str, value: object) -> str:
        """Return what stands for a printed value."""

    def ref(self, clause: str, lid: str | None, anders: str | None) -> str:
        """Return what stands for a reference."""

    def lid(self, name: str) -> str:
        """Return what names the lid it stands in."""

    def placeholder(self, values: Iterable[object]) -> str:
        """Return what stands for the first open point among `values`."""

    def items(self, name: str, value: object) -> Iterator[tuple[object, ...]]:
        """Give the rows that a repetition over the variable `name` runs through."""


Fill = Callable[[Values, Printer], str]


def compile_text(
    source: str, variables: Mapping[str, Variable], own_filters: Iterable[str], file: str, first_line: int
) -> Fill:
    """Return the step that fills `source` in: from values and a printer to Markdown.

    Raises ClauseError with file and line for anything that the language does not allow.
    """
    reader = _Reader(variables, frozenset(own_filters), file, first_line)
    for line, words in enumerate(source.split("\n"), start=1):
        if OPEN in words or CLOSE in words:
            raise reader.fault(
                line, "de regel bevat een teken dat alleen het programma gebruikt", "the line holds a private character"
            )
    try:
        tree = _node(kept("text", source, lambda: _data(_jinja().parse(_keep_line_ends(source)))))
    except (RecursionError, ValueError) as error:
        raise reader.depth.too_much(1) from error
    except TemplateSyntaxError as error:
        raise reader.fault(
            error.lineno,
            f"de tekst is geen geldig sjabloon ({error.message})",
            f"the text is not a valid template ({error.message})",
        ) from error
    try:
        return reader.body(tree.body, {name: variable.type for name, variable in variables.items()})
    except RecursionError as error:
        raise reader.depth.too_much(1) from error


def _data(node: Any) -> Any:
    """Return what Jinja read as data: a node is its kind, its line and its parts."""
    if isinstance(node, nodes.Node):
        parts = {name: _data(part) for name, part in node.iter_fields()}
        return {"": type(node).__name__, "lineno": node.lineno, **parts}
    return [_data(part) for part in node] if isinstance(node, list | tuple) else node


def _node(data: Any) -> Any:
    """Return what `_data` was made of."""
    if type(data) is dict:
        node = object.__new__(_KINDS[data[""]])
        for name, part in data.items():
            if name:
                setattr(node, name, _node(part) if type(part) in (dict, list) else part)
        return node
    return [_node(part) for part in data] if type(data) is list else data


_KINDS: Final = {
    name: kind for name, kind in vars(nodes).items() if isinstance(kind, type) and issubclass(kind, nodes.Node)
}


def tokens(source: str) -> Iterator[tuple[int, str, str]]:
    """Give the line, kind and text of each token of `source`, which must be a valid template."""
    return _jinja().lex(_keep_line_ends(source))


@remembered(1)
def _jinja() -> Environment:
    return Environment(trim_blocks=True, lstrip_blocks=True, autoescape=False)  # noqa: S701  it only parses


def _keep_line_ends(source: str) -> str:
    """Return `source` with its newline kept after a tag that ends a line of words.

    Jinja drops the newline after a tag, which is right only where the tag has the line to itself.
    """
    return "\n".join(
        f"{line.rstrip()[:-2]}+%}}" if line.rstrip().endswith("%}") and TAG.sub("", line).strip() else line
        for line in source.split("\n")
    )


class _Reader:
    """Turns the nodes of one text into steps and refuses what is not allowed."""

    def __init__(
        self, variables: Mapping[str, Variable], own_filters: frozenset[str], file: str, first_line: int
    ) -> None:
        self.variables = variables
        self.own_filters = own_filters
        self.file = file
        self.first_line = first_line
        self.depth = Depth(self.fault)
        self.conditions = ConditionReader(self.fault)

    def fault(self, line: int, nl: str, en: str) -> ClauseError:
        place = f"{self.file}:{line + self.first_line - 1}"
        return FAULT_IN_TEXT.failure(ClauseError, place=place, why=Told(nl, en))

    def body(self, body: Iterable[nodes.Node], types: Mapping[str, str]) -> Fill:
        nodes_of = list(body)
        with self.depth.deeper(nodes_of[0].lineno if nodes_of else 1):
            steps = [step for node in nodes_of for step in self.node(node, types)]
        return lambda values, printer: "".join([step(values, printer) for step in steps])

    def node(self, node: nodes.Node, types: Mapping[str, str]) -> list[Fill]:
        if isinstance(node, nodes.Output):
            return [self.printed(child, types) for child in node.nodes]
        if isinstance(node, nodes.If):
            return [self.choice(node, types)]
        if isinstance(node, nodes.For):
            return [self.repetition(node, types)]
        kind = type(node).__name__.lower()
        raise self.fault(node.lineno, f"'{kind}' mag niet in een clausuletekst", f"'{kind}' is not allowed here")

    def printed(self, node: nodes.Expr, types: Mapping[str, str]) -> Fill:
        if isinstance(node, nodes.TemplateData):
            words = node.data
            return lambda values, printer: words
        if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in ("ref", "lid"):
            return self.pointer(node, node.node.name)
        if isinstance(node, nodes.Filter) and isinstance(node.node, nodes.Name) and not node.args and not node.kwargs:
            return self.value(node, node.node.name, types)
        if isinstance(node, nodes.Name):
            raise self.fault(
                node.lineno,
                f"'{node.name}' heeft geen filter, zoals {{{{ {node.name} | tekst }}}}",
                f"'{node.name}' has no filter, as in {{{{ {node.name} | tekst }}}}",
            )
        raise self.fault(
            node.lineno,
            "alleen een waarde met één filter, ref() of lid() mag hier staan",
            "only a value with one filter, ref() or lid() may stand here",
        )

    def pointer(self, node: nodes.Call, name: str) -> Fill:
        arguments = {keyword.key: keyword.value for keyword in node.kwargs}
        allowed = {"lid", "anders"} if name == "ref" else set()
        literal = all(
            isinstance(argument, nodes.Const) and isinstance(argument.value, str)
            for argument in (*node.args, *arguments.values())
        )
        if len(node.args) != 1 or not set(arguments) <= allowed or not literal:
            raise self.fault(
                node.lineno,
                'ref en lid krijgen vaste teksten: ref("id", lid="naam", anders="woorden") en lid("naam")',
                'ref and lid take literal texts: ref("id", lid="name", anders="words") and lid("name")',
            )
        [given] = node.args
        target = str(given.as_const())
        if name == "lid":
            return lambda values, printer: printer.lid(target)
        lid, anders = (arguments[key].as_const() if key in arguments else None for key in ("lid", "anders"))
        return lambda values, printer: printer.ref(target, lid, anders)

    def value(self, node: nodes.Filter, name: str, types: Mapping[str, str]) -> Fill:
        kind = self.conditions.type_of(name, types, node.lineno)
        expected = FILTER_OF.get(kind, kind)
        allowed = {expected, *self.own_filters} | ({"begrippen"} if kind == "rijen" else set())
        if kind == "keuze" and name in self.variables and not self.variables[name].labels:
            raise self.fault(
                node.lineno,
                f"'{name}' heeft geen labels en kan dus niet gedrukt worden",
                f"'{name}' has no labels and so cannot be printed",
            )
        if node.name not in allowed:
            raise self.fault(
                node.lineno,
                f"'{name}' is van type {kind} en hoort bij filter {expected}, niet {node.name}",
                f"'{name}' is of type {kind} and belongs to filter {expected}, not {node.name}",
            )
        asked = self.variables[name].columns if name in self.variables and node.name == "tabel" else ()
        if columns := ", ".join(column.key for column in asked if not column.title):
            raise self.fault(
                node.lineno,
                f"de tabel '{name}' heeft kolommen zonder kop (title): {columns}",
                f"the table '{name}' has columns without a heading (title): {columns}",
            )
        filter_name = node.name
        return lambda values, printer: printer.show(name, filter_name, kind, values[name])

    def choice(self, node: nodes.If, types: Mapping[str, str]) -> Fill:
        names, condition = self.conditions.read(node.test, types)
        then = self.body(node.body, types)
        if node.elif_:
            first, *rest = node.elif_
            otherwise = self.choice(nodes.If(first.test, first.body, rest, node.else_, lineno=first.lineno), types)
        else:
            otherwise = self.body(node.else_, types)
        before, after = _around(node.body)
        line = node.lineno

        def step(values: Values, printer: Printer) -> str:
            looked_at = [values[name] for name in names]
            if is_open(*looked_at):
                return before + printer.placeholder(looked_at) + after
            try:
                holds = condition(values)
            except TypeError as error:
                listed = ", ".join(names)
                raise self.fault(
                    line,
                    f"de voorwaarde vergelijkt een waarde die er niet is ({listed}); vraag eerst 'is gegeven'",
                    f"the condition compares a value that is not there ({listed}); ask 'is gegeven' first",
                ) from error
            return then(values, printer) if holds else otherwise(values, printer)

        return step

    def repetition(self, node: nodes.For, types: Mapping[str, str]) -> Fill:
        if not isinstance(node.iter, nodes.Name) or node.test is not None or node.recursive or node.else_:
            raise self.fault(
                node.lineno, "een herhaling loopt over één variabele", "a repetition runs over one variable"
            )
        name = node.iter.name
        kind = self.conditions.type_of(name, types, node.lineno)
        targets = [node.target] if isinstance(node.target, nodes.Name) else getattr(node.target, "items", [])
        loop_names = [target.name for target in targets if isinstance(target, nodes.Name)]
        if kind == "lijst":
            inner = {loop_names[0]: "tekst"} if len(loop_names) == 1 else {}
        else:
            columns = self.variables[name].columns if name in self.variables and kind == "rijen" else ()
            inner = {c.key: c.type for c in columns} if loop_names == [c.key for c in columns] else {}
        if not inner:
            raise self.fault(
                node.lineno,
                f"de namen van de herhaling passen niet bij '{name}': alle kolommen, in volgorde",
                f"the names of the repetition do not fit '{name}': all columns, in order",
            )
        repeated = self.body(node.body, {**types, **inner})
        before, after = _around(node.body)

        def step(values: Values, printer: Printer) -> str:
            if is_open(values[name]):
                return before + printer.placeholder([values[name]]) + after
            rows = printer.items(name, values[name])
            return "".join([repeated({**values, **dict(zip(loop_names, row, strict=True))}, printer) for row in rows])

        return step


def _around(body: Iterable[nodes.Node]) -> tuple[str, str]:
    """Return what stands before and after a placeholder: it is an item where `body` holds items, else just words."""
    texts = [data.data for node in body for data in node.find_all(nodes.TemplateData)]
    if not texts or not texts[-1].endswith("\n"):
        return (" " if texts and texts[0].startswith(" ") else ""), ""
    item = ITEM.match(texts[0])
    return (item[1], "\n") if item else ("", "\n\n")
