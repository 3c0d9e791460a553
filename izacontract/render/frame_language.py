"""What a tag of a frame may say: a value, a `for` over parties or their details, an `if` on a value. No more.

A frame is somebody else's file: what is not on this list, such as a call, a filter or a sum, is refused before Jinja
runs it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jinja2 import nodes

from izacontract.errors import Finding, Severity
from izacontract.message import Message
from izacontract.render.frame_guard import DOCUMENT, where

PLACES = ("inhoud", "aanhef", "artikelen", "ondertekening", "bijlagen")
"""The tags that take the place of a whole paragraph of the body, `{{p artikelen }}`; each stands once."""

DETAIL = {"naam": "", "waarde": ""}
PARTY = {"rol": "", "naam": "", "gegevens": (DETAIL,)}
VALUES: dict[str, object] = {
    "titel": "", "kenmerk": "", "zorgsoort": "", "status": "", "begin": "", "einde": "", "partijen": (PARTY,),
}  # fmt: skip
"""The tags that a frame may use as often as it likes, `{{ kenmerk }}`; a list is there to repeat over."""

PLAIN = "_kaal"
"""Ends the name of a value as plain text: what a tag in drawn letters, which have no runs, asks for in the end."""

LOOP = {"first": "", "last": "", "index": ""}
UNKNOWN = Message(
    "sjabloon.onbekende-waarde",
    "In {where_nl} van het sjabloon staat een waarde die niet bestaat: {name}.",
    "The frame asks, in {where_en}, for a value that does not exist: {name}.",
    "Hier bestaan: {known}.",
    "Here are known: {known}.",
)
NOT_A_VALUE = Message(
    "sjabloon.lijst-als-waarde",
    "In {where_nl} van het sjabloon staat {name} als één waarde, maar het is een lijst.",
    "The frame prints {name}, in {where_en}, as one value, but it is a list.",
    "Herhaal erover, zoals in het standaardsjabloon: {{%p for partij in partijen %}} ... {{%p endfor %}}.",
    "Repeat over it, as in the standard frame: {{%p for partij in partijen %}} ... {{%p endfor %}}.",
)
FORBIDDEN = Message(
    "sjabloon.code-verboden",
    "In {where_nl} van het sjabloon staat een code die meer doet dan een sjabloon mag: {text}.",
    "The frame holds, in {where_en}, a tag that does more than a frame may: {text}.",
    "Gebruik alleen waarden, for over partijen of gegevens, en if; geen functies, filters of berekeningen.",
    "Use values, for over partijen or gegevens, and if only; no functions, filters or sums.",
)
DEEPEST = 2
"""Repeats within repeats: parties and their details; more would only make a document explode."""

_PARTS_OF_A_CONDITION = (nodes.Const, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not)


def told(message: Message, part: str, **facts: object) -> Finding:
    """Return the fault about the tags in `part`, which a Word user calls by another name."""
    place = where(part)
    return message.finding(severity=Severity.FAULT, where_nl=place.nl, where_en=place.en, **facts)


def language_faults(part: str, tree: nodes.Template) -> Iterator[Finding]:
    """Give a fault for everything in the parsed tags of `part` that they may not say, and for each unknown name."""
    plain = {f"{name}{PLAIN}": "" for name, value in VALUES.items() if value == ""}
    known = VALUES | plain | dict.fromkeys(PLACES if part == DOCUMENT else (), "")
    for node in tree.body:
        yield from _statement(part, node, known)


def _statement(part: str, node: nodes.Node, known: Mapping[str, object], depth: int = 0) -> Iterator[Finding]:
    match node:
        case nodes.Output():
            for shown in node.nodes:
                if not isinstance(shown, nodes.TemplateData):
                    yield from _expression(part, shown, known, printed=True)
        case nodes.For():
            yield from _repeat(part, node, known, depth)
        case nodes.If():
            yield from _expression(part, node.test, known)
            inside = _without_places(known)
            for child in (*node.body, *node.elif_, *node.else_):
                yield from _statement(part, child, inside, depth)
        case _:
            yield told(FORBIDDEN, part, text=f"{{% {type(node).__name__.lower()} %}}")


def _repeat(part: str, node: nodes.For, known: Mapping[str, object], depth: int) -> Iterator[Finding]:
    if faults := list(_expression(part, node.iter, known)):
        yield from faults
        return
    items = _value(node.iter, known)
    plain = not node.test and not node.recursive and depth < DEEPEST
    if not isinstance(items, tuple) or not isinstance(node.target, nodes.Name) or not plain:
        yield told(FORBIDDEN, part, text="{% for %}")
        return
    inside = _without_places(known)
    for child in node.else_:
        yield from _statement(part, child, inside, depth)
    inside |= {node.target.name: items[0], "loop": LOOP}
    for child in node.body:
        yield from _statement(part, child, inside, depth + 1)


def _without_places(known: Mapping[str, object]) -> dict[str, object]:
    """Return `known` for inside a repeat or a choice: each place stands once, whatever the contract."""
    return {name: value for name, value in known.items() if name not in PLACES}


def _expression(part: str, node: nodes.Node, known: Mapping[str, object], printed: bool = False) -> Iterator[Finding]:
    """Give the faults of a value or a condition; only a value is printed, and never a list as if it were one."""
    if isinstance(node, nodes.Name | nodes.Getattr):
        holder = known if isinstance(node, nodes.Name) else _value(node.node, known)
        if isinstance(node, nodes.Getattr) and holder is None:
            yield from _expression(part, node.node, known)
        elif not isinstance(holder, Mapping):
            yield told(FORBIDDEN, part, text=_written(node))
        elif _value(node, known) is None:
            yield told(UNKNOWN, part, name=_written(node), known=", ".join(holder))
        elif printed and _value(node, known) != "":
            yield told(NOT_A_VALUE, part, name=_written(node))
    elif isinstance(node, _PARTS_OF_A_CONDITION) and not printed:
        for child in node.iter_child_nodes():
            yield from _expression(part, child, known)
    else:
        yield told(FORBIDDEN, part, text=_written(node))


def _value(node: nodes.Node, known: Mapping[str, object]) -> object:
    """Return what `known` holds for a name or an attribute; None when it holds nothing."""
    if isinstance(node, nodes.Name):
        return known.get(node.name)
    if isinstance(node, nodes.Getattr):
        holder = _value(node.node, known)
        return holder.get(node.attr) if isinstance(holder, Mapping) else None
    return None


def _written(node: nodes.Node) -> str:
    match node:
        case nodes.Name():
            return node.name
        case nodes.Getattr():
            return f"{_written(node.node)}.{node.attr}"
        case nodes.Call():
            return f"{_written(node.node)}()"
        case nodes.Filter() | nodes.Test():
            return f"| {node.name}"
        case nodes.BinExpr():
            return f"{_written(node.left)} {node.operator} {_written(node.right)}"
        case nodes.Const():
            return repr(node.value)[:40]
    return type(node).__name__.lower()
