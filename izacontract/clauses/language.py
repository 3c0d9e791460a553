"""The language of clause texts: what its Jinja may hold, and the choice that an open value leaves open.

A text sees values and filters only. `compile_text` checks that every printed value is declared, goes through the
filter of its type, and turns each condition into one that prints a single placeholder when its value is open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from izacontract.errors import ClauseError
from izacontract.model.clause import Variable

FILTER_OF = {"lijst": "opsomming", "rijen": "tabel"}
"""The filter that prints a type, where it is not called like the type itself."""

LOGIC = (
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Const,
    nodes.Name,
    nodes.Test,
    nodes.Tuple,
    nodes.List,
)
ITEM = re.compile(r"\n*( *\d+\. )")
TAG = re.compile(r"{%.*?%}")


def _given(value: object) -> bool:
    return value is not None and not (isinstance(value, tuple | list | str) and not value)


@lru_cache(maxsize=1)
def _environment() -> SandboxedEnvironment:
    environment = SandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False
    )
    environment.filters.clear()
    environment.tests = {"gegeven": _given, "in": lambda item, items: item in items}
    environment.globals.clear()
    return environment


def compile_text(
    source: str, variables: Mapping[str, Variable], own_filters: Iterable[str], file: str, first_line: int
) -> Template:
    """Return the template that `source` compiles to; its context must hold the values and the printer `_print`.

    Raises ClauseError with file and line for anything that the language does not allow.
    """
    checker = _Checker(variables, frozenset(own_filters), file, first_line)
    environment = _environment()
    try:
        tree = environment.parse(_keep_line_ends(source))
    except TemplateSyntaxError as error:
        raise checker.fault(
            error.lineno,
            f"de tekst is geen geldig sjabloon ({error.message})",
            f"the text is not a valid template ({error.message})",
        ) from error
    tree.body = checker.body(tree.body, {name: variable.type for name, variable in variables.items()})
    tree.set_environment(environment)
    return Template.from_code(environment, environment.compile(tree), environment.globals)


def _keep_line_ends(source: str) -> str:
    """Return `source` with its newline kept after a tag that ends a line of words.

    Jinja drops the newline after a tag, which is right only where the tag has the line to itself.
    """
    lines = source.split("\n")
    return "\n".join(
        f"{line.rstrip()[:-2]}+%}}" if line.rstrip().endswith("%}") and TAG.sub("", line).strip() else line
        for line in lines
    )


class _Checker:
    """Walks one text, refuses what is not allowed and rewrites what is."""

    def __init__(
        self, variables: Mapping[str, Variable], own_filters: frozenset[str], file: str, first_line: int
    ) -> None:
        self.variables = variables
        self.own_filters = own_filters
        self.file = file
        self.first_line = first_line

    def fault(self, line: int, nl: str, en: str) -> ClauseError:
        place = f"{self.file}:{line + self.first_line - 1}"
        return ClauseError(
            f"{place}: {nl}.",
            f"{place}: {en}.",
            "Zie de taal van clausuleteksten in de documentatie.",
            "See the language of clause texts in the documentation.",
            code="clausule.tekst",
        )

    def body(self, body: Iterable[nodes.Node], types: Mapping[str, str]) -> list[nodes.Node]:
        return [self.node(node, types) for node in body]

    def node(self, node: nodes.Node, types: Mapping[str, str]) -> nodes.Node:
        if isinstance(node, nodes.Output):
            children = [
                child if isinstance(child, nodes.TemplateData) else self.printed(child, types) for child in node.nodes
            ]
            return nodes.Output(children, lineno=node.lineno)
        if isinstance(node, nodes.If):
            return self.choice(node, types)
        if isinstance(node, nodes.For):
            return self.repetition(node, types)
        raise self.fault(
            node.lineno,
            f"'{type(node).__name__.lower()}' mag niet in een clausuletekst",
            f"'{type(node).__name__.lower()}' is not allowed in a clause text",
        )

    def printed(self, node: nodes.Expr, types: Mapping[str, str]) -> nodes.Expr:
        if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in ("ref", "lid"):
            constants = [*node.args, *(keyword.value for keyword in node.kwargs)]
            if not all(isinstance(argument, nodes.Const) for argument in constants):
                raise self.fault(node.lineno, "ref en lid krijgen vaste teksten", "ref and lid take literal texts")
            attribute = nodes.Getattr(nodes.Name("_print", "load"), node.node.name, "load")
            return nodes.Call(attribute, node.args, node.kwargs, None, None, lineno=node.lineno)
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

    def value(self, node: nodes.Filter, name: str, types: Mapping[str, str]) -> nodes.Expr:
        kind = self.type_of(name, types, node.lineno)
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
        show = nodes.Getattr(nodes.Name("_print", "load"), "show", "load")
        arguments: list[nodes.Expr] = [
            nodes.Const(name),
            nodes.Const(node.name),
            nodes.Const(kind),
            nodes.Name(name, "load"),
        ]
        return nodes.Call(show, arguments, [], None, None, lineno=node.lineno)

    def choice(self, node: nodes.If, types: Mapping[str, str]) -> nodes.If:
        names = self.logic(node.test, types)
        otherwise: list[nodes.Node] = list(node.else_)
        if node.elif_:
            first, *rest = node.elif_
            otherwise = [nodes.If(first.test, first.body, rest, node.else_, lineno=first.lineno)]
        placeholder = self.placeholder(names, node.body)
        decided = nodes.If(node.test, self.body(node.body, types), [], self.body(otherwise, types), lineno=node.lineno)
        return nodes.If(self.any_open(names), placeholder, [], [decided], lineno=node.lineno)

    def repetition(self, node: nodes.For, types: Mapping[str, str]) -> nodes.If:
        if not isinstance(node.iter, nodes.Name) or node.test is not None or node.recursive or node.else_:
            raise self.fault(
                node.lineno, "een herhaling loopt over één variabele", "a repetition runs over one variable"
            )
        name = node.iter.name
        kind = self.type_of(name, types, node.lineno)
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
        if len(loop_names) == 1 and kind == "rijen":
            node.target = nodes.Tuple([nodes.Name(loop_names[0], "store")], "store")
        items = nodes.Call(
            nodes.Getattr(nodes.Name("_print", "load"), "items", "load"),
            [nodes.Const(name), nodes.Name(name, "load")],
            [],
            None,
            None,
        )
        loop = nodes.For(
            node.target, items, self.body(node.body, {**types, **inner}), [], None, False, lineno=node.lineno
        )
        return nodes.If(self.any_open([name]), self.placeholder([name], node.body), [], [loop], lineno=node.lineno)

    def logic(self, node: nodes.Node, types: Mapping[str, str]) -> list[str]:
        if isinstance(node, nodes.Test) and node.name not in _environment().tests:
            raise self.fault(
                node.lineno,
                f"'is {node.name}' bestaat niet; alleen 'is gegeven'",
                f"'is {node.name}' does not exist; only 'is gegeven'",
            )
        if not isinstance(node, LOGIC):
            raise self.fault(
                node.lineno,
                f"'{type(node).__name__.lower()}' mag niet in een voorwaarde",
                f"'{type(node).__name__.lower()}' is not allowed in a condition",
            )
        if isinstance(node, nodes.Name):
            self.type_of(node.name, types, node.lineno)
            return [node.name]
        return [name for child in node.iter_child_nodes() for name in self.logic(child, types)]

    def type_of(self, name: str, types: Mapping[str, str], line: int) -> str:
        if name not in types:
            raise self.fault(line, f"variabele '{name}' is niet gedeclareerd", f"variable '{name}' is not declared")
        return types[name]

    def any_open(self, names: Iterable[str]) -> nodes.Call:
        return self.ask("any_open", names)

    def ask(self, method: str, names: Iterable[str]) -> nodes.Call:
        attribute = nodes.Getattr(nodes.Name("_print", "load"), method, "load")
        return nodes.Call(attribute, [nodes.Name(name, "load") for name in dict.fromkeys(names)], [], None, None)

    def placeholder(self, names: Iterable[str], body: Iterable[nodes.Node]) -> list[nodes.Node]:
        """Return what prints when a condition is open: an item where the body holds items, else the placeholder."""
        texts = [data.data for node in body for data in node.find_all(nodes.TemplateData)]
        whole_lines = bool(texts) and texts[-1].endswith("\n")
        item = ITEM.match(texts[0]) if texts else None
        space = " " if texts and texts[0].startswith(" ") else ""
        before = (item[1] if item else "") if whole_lines else space
        after = "\n" if item and whole_lines else "\n\n" if whole_lines else ""
        return [nodes.Output([nodes.TemplateData(before), self.ask("placeholder", names), nodes.TemplateData(after)])]
