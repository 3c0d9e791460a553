"""Every code that a message may carry, read from the source: where it is made, with its texts and how much it matters.

The source is read, not run, so that a code nobody triggers is found as well.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
SOURCES: Final = ("izacontract", "plugins")
GAP: Final = "…"
"""Stands for a fact that only a run knows."""

NAMES: Final = {"PROGRAM": "izacontract", "ONLY": "IZACONTRACT_PLUGINS"}
"""Constants of ours that stand in messages."""

ERRORS: Final = {
    "IzacontractError", "ClauseError", "PluginError", "FrameError", "FileError", "UsageError",
}  # fmt: skip
"""The errors that take Dutch, English, a hint in both, and a code."""

MAKERS: Final[Mapping[tuple[str, str], str]] = {
    ("izacontract/render/soundness.py", "_fault"): "word.",
    ("izacontract/render/soundness.py", "_doubled"): "word.",
}
"""Functions that put a prefix before the code in their first argument; their second one is the Dutch text."""

FORWARDED: Final = re.compile(r"code|[\w.]+\.code|f'clausule\.\{found\.code\}'")
"""What passes on a code that was made elsewhere; the last one is a lint as `plugins check` tells it."""


Both = tuple[str, str]
"""A text in Dutch and in English."""


@dataclass
class Listed:
    """One code: what it says with its hint, each in Dutch and English; `kinds` says how much it matters.

    A kind is "fault", "warning", "open", "error" for what stops a command, "lint" for a text of the library, or
    "lint_warning" for a source of it.
    """

    code: str
    told: list[tuple[Both, Both]] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)

    def add(self, told: Both, hint: Both, kinds: set[str]) -> None:
        """Take in one place that makes this code."""
        self.kinds |= kinds
        if any(told) and (told, hint) not in self.told:
            self.told.append((told, hint))


@dataclass(frozen=True)
class Source:
    """A module of the source: its name, its file from the root, and its syntax."""

    name: str
    file: str
    tree: ast.Module

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """Return all that is in the tree as it was read, found once: to look for it takes longer than all else."""
        return list(ast.walk(self.tree))


def sources() -> list[Source]:
    """Return every module of the core and of our plugins, by file."""
    found = []
    for folder in SOURCES:
        for path in sorted((ROOT / folder).rglob("*.py")):
            relative = path.relative_to(ROOT)
            parts = relative.with_suffix("").parts[1 if folder == "plugins" else 0 :]
            name = ".".join(part for part in parts if part != "__init__")
            found.append(Source(name, relative.as_posix(), ast.parse(path.read_text(encoding="utf-8"))))
    return found


@cache
def listed_codes() -> Mapping[str, Listed]:
    """Return every code by its name; raises ValueError for a place whose code cannot be told from the source."""
    modules = sources()
    codes: dict[str, Listed] = {}
    severities = _severities(modules)
    defaults: dict[str, str] = {}
    for source in modules:
        for node in source.nodes:
            if isinstance(node, ast.ClassDef) and node.name in ERRORS:
                defaults[node.name] = _default_code(node)
    for source in modules:
        fill_in_names(source.tree)
        for call in (node for node in source.nodes if isinstance(node, ast.Call)):
            for code, told, hint, severity in _made(call, source, severities, defaults):
                codes.setdefault(code, Listed(code)).add(told, hint, severity)
    return dict(sorted(codes.items()))


def _made(
    call: ast.Call, source: Source, severities: Mapping[str, set[str]], defaults: Mapping[str, str]
) -> Iterator[tuple[str, Both, Both, set[str]]]:
    """Give the codes that `call` makes, with text, hint and kinds."""
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    words = [text_of(argument) for argument in call.args]
    given = {keyword.arg: keyword.value for keyword in call.keywords}
    if name == "Message":
        order = ("code", "nl", "en", "hint_nl", "hint_en")
        texts = dict(zip(order, words, strict=False)) | {key: text_of(node) for key, node in given.items() if key}
        code = texts["code"]
        yield code, (texts["nl"], texts["en"]), (texts["hint_nl"], texts["hint_en"]), severities.get(code, {"fault"})
    elif (prefix := MAKERS.get((source.file, name))) is not None:
        if isinstance(call.args[0], ast.Constant):
            warns = any("WARNING" in ast.unparse(argument) for argument in call.args)
            both = (words[1], words[2]) if name == "_fault" else ("", "")
            yield f"{prefix}{words[0]}", both, ("", ""), {"warning" if warns else "fault"}
    elif name in ("Lint", "_lint"):
        if isinstance(call.args[1], ast.Constant):
            yield words[1], _told(call.args[2:]), ("", ""), {"lint"}
    elif name == "_weak":
        yield words[1], _told(call.args[2:]), ("", ""), {"lint_warning"}
    elif name in ERRORS or (name == "__init__" and "code" in given):
        code_node = given.get("code") or (call.args[4] if len(call.args) > 4 else None)
        if code_node is None and defaults.get(name) and call.args:
            yield defaults[name], _told(call.args), _told(call.args[2:]), {"error"}
        elif isinstance(code_node, ast.Constant):
            both = isinstance(call.args[0], ast.Call) if call.args else False
            yield str(code_node.value), _told(call.args), _told(call.args[1 if both else 2 :]), {"error"}
        elif code_node is not None and not FORWARDED.fullmatch(ast.unparse(code_node)):
            raise ValueError(f"{source.file}:{call.lineno}: the code here cannot be told from the source")
    elif name == "Finding":
        code_node = given.get("code") or call.args[1]
        known = isinstance(code_node, ast.JoinedStr) and (source.file, "_fault") in MAKERS
        if isinstance(code_node, ast.Constant):
            yield str(code_node.value), _told(call.args[2:]), _told(call.args[3:]), {_severity(call.args[0])}
        elif not known and not FORWARDED.fullmatch(ast.unparse(code_node)):
            raise ValueError(f"{source.file}:{call.lineno}: the code here cannot be told from the source")
    elif name == "_print" and len(call.args) == 4 and isinstance(call.args[2], ast.Constant):
        yield words[2], ("", ""), ("", ""), {"warning"}


def _told(arguments: list[ast.expr]) -> Both:
    """Return Dutch and English: of a Told that stands first in `arguments`, or the first two texts."""
    if arguments and isinstance(arguments[0], ast.Call):
        arguments = arguments[0].args
    texts = [text_of(argument) for argument in arguments[:2]]
    return (texts[0], texts[1]) if len(texts) == 2 else ("", "")


def text_of(node: ast.expr) -> str:
    """Return the text that `node` makes, with GAP for what only a run knows."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=values):
            return "".join(text_of(value) for value in values)
        case ast.BinOp(op=ast.Add(), left=left, right=right):
            return text_of(left) + text_of(right)
        case ast.FormattedValue(value=ast.Name(id=name)) if name in NAMES:
            return NAMES[name]
        case ast.IfExp(orelse=orelse):
            return text_of(orelse)
        case _:
            return GAP


def fill_in_names(tree: ast.Module) -> None:
    """Put in place of each name in a call the text that its function gave that name just before."""
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        given: list[tuple[int, str, ast.expr]] = []
        within = list(ast.walk(function))
        for node in within:
            if isinstance(node, ast.Assign) and len(node.targets) == 1:
                target, value = node.targets[0], node.value
                pairs = [(target, value)]
                if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
                    pairs = list(zip(target.elts, value.elts, strict=True))
                given += [(node.lineno, name.id, text) for name, text in pairs if isinstance(name, ast.Name)]
        for call in (node for node in within if isinstance(node, ast.Call)):
            for place, argument in enumerate(call.args):
                wanted = getattr(argument, "id", "")
                before = [text for line, name, text in given if name == wanted and line < call.lineno]
                if before and isinstance(before[-1], (ast.Constant, ast.JoinedStr, ast.BinOp)):
                    call.args[place] = before[-1]


def _default_code(node: ast.ClassDef) -> str:
    """Return the code that an error of this class has when it is given none."""
    for part in node.body:
        match part:
            case ast.Assign([ast.Name("usual")], ast.Tuple([code, *_])):
                return text_of(code)
    return ""


def _severity(node: ast.expr) -> str:
    return ast.unparse(node).rpartition(".")[2].lower()


def _severities(modules: list[Source]) -> Mapping[str, set[str]]:
    """Return by code how messages are used: with .warning or .before_final, with their own severity, or as a fault."""
    defined = {
        (source.name, target.id): text_of(node.value.args[0])
        for source in modules
        for node in source.tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Call) and node.value.args
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name) and getattr(node.value.func, "id", "") == "Message"
    }
    used: defaultdict[str, set[str]] = defaultdict(set)
    for source in modules:
        imported = {
            alias.asname or alias.name: (node.module or "", alias.name)
            for node in source.nodes
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }

        def known(node: ast.expr, source: Source = source, imported: Mapping[str, tuple[str, str]] = imported) -> str:
            if isinstance(node, ast.Name):
                return defined.get((source.name, node.id)) or defined.get(imported.get(node.id, ("", "")), "")
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                return defined.get((".".join(imported.get(node.value.id, ("", ""))), node.attr), "")
            return ""

        called = set()
        for node in source.nodes:
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and (code := known(node.func.value)):
                own = [_severity(keyword.value) for keyword in node.keywords if keyword.arg == "severity"]
                stands_for = {"warning": "warning", "before_final": "before_final", "failure": "error"}
                method = stands_for.get(node.func.attr, "fault")
                used[code].update(own or [method])
                called.add(node.func.value)
        for node in source.nodes:
            if isinstance(node, (ast.Name, ast.Attribute)) and isinstance(node.ctx, ast.Load) and node not in called:
                used[known(node)] |= {"fault"} if known(node) and not used[known(node)] else set()
    return used
