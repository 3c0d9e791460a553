"""A request file with a few values otherwise and items added: every other line, comments too, stays as it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import yaml

from izacontract.errors import Path, RequestInvalid
from izacontract.intake.request_text import Span, composed, is_block, last_of, node_at, replaced, scalar
from izacontract.intake.tree import Node, Tree
from izacontract.intake.yaml_source import read_yaml
from izacontract.model.values import Typed, TypedKind
from izacontract.take.taking import Taken


def request_text(text: str, taken: Taken, anew: Callable[[dict[str, Node]], str]) -> tuple[str, bool]:
    """Return the request `text` as `taken` has it, and whether all else stands as it was.

    Where the text is laid out in such a way that this cannot be done line by line, `anew` writes all of it.
    """
    try:
        written = _Writer(text).with_taken(taken)
        if read_yaml(written.encode(), "").fingerprint == Tree(taken.root).fingerprint:
            return written, True
    except (_Unplaced, yaml.YAMLError, RequestInvalid):
        pass
    return anew(taken.root), False


class _Unplaced(Exception):
    """The text has no place where this can be put without writing all of it anew."""


class _Writer:
    """Edits one text."""

    def __init__(self, text: str) -> None:
        self._text = text if not text or text.endswith("\n") else f"{text}\n"
        self._root = composed(self._text)
        if not isinstance(self._root, yaml.MappingNode):
            raise _Unplaced

    def with_taken(self, taken: Taken) -> str:
        edits: list[Span] = []
        appended: dict[Path, list[tuple[str, Typed]]] = {}
        for path, typed in taken.values.items():
            node = node_at(self._root, path)
            if node is not None:
                edits.append(self._replaced(node, typed))
            else:
                appended.setdefault(path[:-1], []).append((str(path[-1]), typed))
        end = ""
        for group, pairs in appended.items():
            held = node_at(self._root, group)
            if held is None and len(group) == 1:
                lines = "".join(f"  {key}: {scalar(typed)}\n" for key, typed in pairs)
                end += f"{group[0]}:\n{lines}"
            else:
                edits.append(self._with_keys(held, pairs))
        for section in dict.fromkeys(item.section for item in taken.items):
            items = [item.values for item in taken.items if item.section == section]
            edit, after = self._with_items(section, items)
            edits += [edit] if edit else []
            end += after
        return replaced(self._text, edits) + end

    def _replaced(self, node: Any, typed: Typed) -> Span:
        if not isinstance(node, yaml.ScalarNode):
            raise _Unplaced
        new = scalar(typed, node.style)
        start, stop = node.start_mark.index, node.end_mark.index
        if is_block(node):
            new += "\n"
        elif start == stop:  # an empty value
            new = f" {new}"
        return start, stop, new

    def _with_keys(self, group: Any, pairs: Sequence[tuple[str, Typed]]) -> Span:
        """Return the edit that puts keys in a group that stands there."""
        if not isinstance(group, yaml.MappingNode) or not group.value:
            raise _Unplaced
        if group.flow_style:
            at = group.end_mark.index - 1
            return at, at, "".join(f", {key}: {scalar(typed)}" for key, typed in pairs)
        first = group.value[0][0].start_mark
        at = first.index - first.column
        if self._text[at : first.index].strip():  # the group begins behind the dash of an item
            raise _Unplaced
        indent = " " * first.column
        return at, at, "".join(f"{indent}{key}: {scalar(typed)}\n" for key, typed in pairs)

    def _with_items(self, section: str, items: Sequence[dict[str, Node]]) -> tuple[Span | None, str]:
        """Return the edit that puts `items` behind those of `section`, or what comes at the end of the text."""
        held = node_at(self._root, (section,))
        if held is None:
            return None, f"{section}:\n{_items(items, '  ')}"
        if not isinstance(held, yaml.SequenceNode) or held.flow_style or not held.value:
            raise _Unplaced
        at = self._end_of(held)
        return (at, at, _items(items, " " * held.start_mark.column)), ""

    def _end_of(self, node: Any) -> int:
        """Return where the line ends on which `node` ends; comments and empty lines behind it do not count."""
        last = last_of(node)
        at: int = last.end_mark.index
        return at if is_block(last) else self._text.index("\n", at) + 1


def _items(items: Sequence[dict[str, Node]], indent: str) -> str:
    lines = []
    for item in items:
        for place, (key, value) in enumerate(item.items()):
            start = f"{indent}- " if not place else f"{indent}  "
            text = str(value) if isinstance(value, Typed) else ""
            if "\n" in text:
                body = "".join(f"{indent}    {line}\n" for line in text.split("\n"))
                lines.append(f"{start}{key}: |-\n{body}")
            else:
                lines.append(
                    f"{start}{key}: {scalar(value if isinstance(value, Typed) else Typed('', TypedKind.TEXT))}\n"
                )
    return "".join(lines)
