"""YAML 1.2 or JSON text -> the tree of what was typed, with line and column of every key and value."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any, Final

from izacontract.errors import Finding, Path, Position, RequestInvalid, Told
from izacontract.intake import messages as m
from izacontract.intake.tree import UNREADABLE, Node, Tree, Unreadable
from izacontract.intake.yaml_quick import MOST_VALUES, TooManyValues, compose_quickly, obstacle
from izacontract.intake.yaml_slips import JOINED, NO_COLON, SLIPS, Slip
from izacontract.message import Message
from izacontract.model.memory import remembered
from izacontract.model.messages import DECIMAL_COMMA, NUMBER_WITH_MORE
from izacontract.model.typed import number_in
from izacontract.model.values import UNPRINTABLE, Typed, TypedKind

LARGEST: Final = 2_000_000
"""The most bytes that a request may have; the five examples have fewer than 8,000."""

MOST_EXPLAINED: Final = 250_000
"""The most characters that the parser gets which explains every fault: it takes some seconds for so many."""

MOST_KEYS: Final = 1_000
"""The most different keys in a request; all that exist are a few hundred."""

DEEPEST: Final = 20
"""The most groups and lists inside each other; a request needs five."""

SIGNATURES: Final = (
    (b"PK\x03\x04", "een Word-, Excel- of zip-bestand", "a Word, Excel or zip file"),
    (b"\xd0\xcf\x11\xe0", "een oud Word- of Excel-bestand", "an old Word or Excel file"),
    (b"%PDF", "een pdf", "a PDF"),
)
KINDS: Final = {
    "str": TypedKind.TEXT,
    "int": TypedKind.NUMBER,
    "float": TypedKind.NUMBER,
    "timestamp": TypedKind.DAY,
    "bool": TypedKind.YES_NO,
    "merge": TypedKind.TEXT,
}
NO_NUMBERS: Final = frozenset({"NaN", "Infinity", "-Infinity"})
"""What programs write in JSON for a number that is none; in YAML these are texts."""

TAG: Final = "tag:yaml.org,2002:"
ALIAS: Final = "!alias"


def read_yaml(data: bytes, file: str) -> Tree:
    """Return the tree of the request in `data`; `file` is its name in messages.

    Raises RequestInvalid when it cannot be read as YAML 1.2 (of which JSON is a part). Faults that spoil one
    value only are in the tree's findings.
    """
    text = _text(data, file).replace("\r\n", "\n")
    try:
        node = compose_quickly(text)
    except TooManyValues as error:
        raise m.TOO_MANY_VALUES.refusal(Position(file, 1, 1), most=MOST_VALUES) from error
    if node is None:
        if len(text) > MOST_EXPLAINED:
            raise _not_explained(text, file)
        node = _compose(text, file)
    if node is None or (str(node.tag) == f"{TAG}null" and not getattr(node, "anchor", None)):
        raise m.EMPTY_FILE.refusal(Position(file, 1, 1))
    if str(node.tag) != f"{TAG}map":
        raise m.NO_KEYS.refusal(_position(node.start_mark, file))
    walk = _Walk(file)
    root = walk.group(node, ())
    if isinstance(root, Unreadable):
        raise RequestInvalid(walk.findings)
    return Tree(root, file, walk.keys, walk.values, tuple(walk.findings), start=_place(node))


def _not_explained(text: str, file: str) -> RequestInvalid:
    """Return the refusal of a text that only the slow parser could read, or explain, and that is too long for it."""
    line, column, complaint = obstacle(text)
    position = Position(file, line + 1, column + 1)
    if complaint:
        return _no_yaml(next(slip for slip in SLIPS if re.match(slip.complaint, complaint)), position)
    return m.TOO_LONG_FOR_SLOW.refusal(position, size=len(text), most=MOST_EXPLAINED)


def _position(mark: Any, file: str) -> Position:
    return Position(file, mark.line + 1, mark.column + 1)


def _text(data: bytes, file: str) -> str:
    start = Position(file, 1, 1)
    if len(data) > LARGEST:
        raise m.TOO_LARGE.refusal(start, size=len(data), largest=LARGEST)
    for signature, nl, en in SIGNATURES:
        if data.startswith(signature):
            raise m.BINARY.refusal(start, why=Told(nl, en))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise m.NOT_UTF8.refusal(start, encoding=" (UTF-16)")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig")
        raise m.NOT_UTF8.refusal(_end_of(before, file), encoding="") from error
    if found := UNPRINTABLE.search(text):
        raise m.CHARACTER.refusal(_end_of(text[: found.start()], file), code=f"U+{ord(found[0]):04X}")
    return text


def _end_of(text: str, file: str) -> Position:
    lines = re.split(r"\r\n|\r|\n", text)
    return Position(file, len(lines), len(lines[-1]) + 1)


@remembered(1)
def _composer() -> type[Any]:
    """Return ruamel's composer, but one that hands over an alias as a node of its own instead of following it."""
    from ruamel.yaml.composer import Composer
    from ruamel.yaml.events import AliasEvent
    from ruamel.yaml.nodes import ScalarNode

    class Unlinked(Composer):
        def __init__(self, loader: Any = None) -> None:
            super().__init__(loader)
            self.warn_double_anchors = False

        def compose_node(self, parent: Any, index: Any) -> Any:
            if self.parser.check_event(AliasEvent):
                event = self.parser.get_event()
                return ScalarNode(ALIAS, event.anchor, event.start_mark, event.end_mark)
            return super().compose_node(parent, index)

    return Unlinked


def _compose(text: str, file: str) -> Any:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    yaml = YAML(typ="safe", pure=True, plug_ins=[])
    yaml.Composer = _composer()
    yaml.max_depth = DEEPEST
    try:
        return yaml.compose(text)
    except MarkedYAMLError as error:
        complaint = f"{error.context or ''} {error.problem or ''}"
        slip = next(slip for slip in SLIPS if re.match(slip.complaint, complaint))
        mark = (error.context_mark if slip.at_start else None) or error.problem_mark or error.context_mark
        if mark is None:
            raise _no_yaml(slip, Position(file, 1, 1)) from error
        lines = re.split(r"\r\n|\r|\n", text)
        above = next((n for n in reversed(range(mark.line)) if _says_something(lines[n])), None)
        position = _position(mark, file)
        if above is not None and slip in JOINED and _lacks_colon(lines[above], lines[mark.line][: mark.column]):
            column = len(lines[above]) - len(lines[above].lstrip()) + 1
            slip, position = NO_COLON, Position(file, above + 1, column)
        elif above is not None and _goes_on_from_above(error):
            position = Position(file, above + 1, len(lines[above].rstrip()) + 1)
        raise _no_yaml(slip, position) from error
    except (YAMLError, ValueError, RecursionError) as error:
        raise _no_yaml(SLIPS[-1], Position(file, 1, 1)) from error


def _says_something(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _lacks_colon(above: str, before: str) -> bool:
    """Return whether the line `above` is no `key: value`, so that the parser joined it with the key in `before`."""
    return not re.search(r":(\s|$)|[]}]\s*$|^\s*- \S+$", above) and not re.search(r":\s", before)


def _goes_on_from_above(error: Any) -> bool:
    """Return whether brackets opened on an earlier line: what is missing belongs at the end of the line above."""
    problem, context = error.problem_mark, error.context_mark
    flow = str(error.context or "").startswith("while parsing a flow") and "<stream end>" not in str(error.problem)
    return flow and problem is not None and context is not None and context.line < problem.line


def _no_yaml(slip: Slip, position: Position) -> RequestInvalid:
    why, hint = Told(slip.nl, slip.en), Told(slip.hint_nl, slip.hint_en)
    return m.NOT_YAML.refusal(position, why=why, hint=hint)


@dataclass
class _Walk:
    """Turns composed nodes into the tree and gathers places and faults on the way."""

    file: str
    keys: dict[Path, tuple[int, int]] = field(default_factory=dict)
    values: dict[Path, tuple[int, int]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    names: set[str] = field(default_factory=set)

    def group(self, node: Any, path: Path) -> dict[str, Node] | Unreadable:
        read: dict[str, Node] = {}
        last, before = "", None
        for key_node, value_node in node.value:
            place = _place(key_node)
            if before and (found := _cut_number(before, key_node, value_node)):
                message, typed, better = found
                read[last] = self._fault(message, (*path, last), _place(before), value=typed, better=better)
                continue
            before = None
            if isinstance(key_node.value, list) or str(key_node.tag) == ALIAS:
                return self._fault(m.KEY_NOT_A_WORD, path, place)
            key = _joined(key_node.value)
            below = (*path, key)
            if below in self.keys:
                self._fault(m.REPEATED_KEY, below, place, key=key, line=self.keys[below][0])
                continue
            self.names.add(key)
            if len(self.names) > MOST_KEYS:
                raise m.TOO_MANY_KEYS.refusal(Position(self.file, *place), most=MOST_KEYS)
            self.keys[below] = place
            self.values[below] = _place(value_node) if _is_single(value_node) else place
            read[key] = self.value(value_node, below)
            last, before = key, value_node
        return read

    def value(self, node: Any, path: Path) -> Node:
        tag = str(node.tag)
        anchor = getattr(node, "anchor", None)
        if tag == ALIAS or anchor:
            mark, name = ("*", node.value) if tag == ALIAS else ("&", anchor)
            return self._fault(m.LINKED, path, _place(node), mark=mark, name=name)
        short = tag.removeprefix(TAG)
        match short:
            case "map":
                return self.group(node, path)
            case "seq":
                return self._items(node, path)
            case "null":
                return None
            case _ if short in KINDS and isinstance(node.value, str):
                text = _joined(node.value)
                if text in NO_NUMBERS and not node.style:
                    return Typed(text, TypedKind.NUMBER)
                return Typed(text.rstrip("\n") if node.style in ("|", ">") else text, KINDS[short])
            case _:
                return self._fault(m.TAGGED, path, _place(node), tag=tag)

    def _items(self, node: Any, path: Path) -> list[Node]:
        read: list[Node] = []
        for item in node.value:
            below = (*path, len(read))
            self.values[below] = _place(item)
            value = self.value(item, below)
            if value is not None:
                read.append(value)
        return read

    def _fault(self, message: Message, path: Path, place: tuple[int, int], **facts: Any) -> Unreadable:
        self.findings.append(replace(message.finding(*path, **facts), position=Position(self.file, *place)))
        return UNREADABLE


def _cut_number(before: Any, key: Any, value: Any) -> tuple[Message, str, str] | None:
    """Return what to say of `{bedrag: 4,18}`, which YAML reads as 4 and an empty key 18, with the number and as mended.

    So it reads `€ 60,72` and `426,-` too. None when something else was typed.
    """
    close = before.end_mark.line == key.start_mark.line and before.end_mark.column + 1 == key.start_mark.column
    if not close or str(value.tag) != f"{TAG}null" or not isinstance(key.value, str):
        return None
    typed = f"{before.value},{key.value}"
    is_number = str(before.tag) in (f"{TAG}int", f"{TAG}float")
    if is_number and key.value.isdecimal():
        return DECIMAL_COMMA, typed, typed.replace(".", "").replace(",", ".")
    is_bare = is_number or (str(before.tag) == f"{TAG}str" and not before.style)
    if is_bare and (key.value.isdecimal() or key.value == "-") and (better := number_in(typed)):
        return NUMBER_WITH_MORE, typed, better
    return None


def _is_single(node: Any) -> bool:
    return isinstance(node.value, str) and str(node.tag) != f"{TAG}null"


def _place(node: Any) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1


def _joined(text: str) -> str:
    """Return `text` with each surrogate pair, as JSON escapes write an emoji, as the one character it means."""
    if not re.search("[\ud800-\udfff]", text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
