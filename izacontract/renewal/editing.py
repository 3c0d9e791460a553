"""A request in YAML with some values changed or taken out, and every other sign of it as it was."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import yaml

from izacontract.errors import Path
from izacontract.intake.request_text import Span, composed, is_block, last_of, quoted, replaced
from izacontract.renewal.planning import Step

OPEN: Final = "vul in"
"""Opens the remark beside a value that has to be supplied anew."""
LONGEST: Final = 160


class NotByLines(Exception):
    """The text is laid out in such a way that a value cannot be changed alone."""


def edited(text: str, steps: Iterable[Step]) -> str:
    """Return `text` with what `steps` do; what is to be asked keeps its key, empty, with the reason beside it.

    Raises NotByLines for a text with anchors, one that is no YAML, or one of which a value cannot be found.
    """
    try:
        root = composed(text)
    except yaml.YAMLError as error:
        raise NotByLines from error
    places = _places(root)
    done = [(places.get(step.path), step) for step in steps if step.does != "nalopen"]
    gone: dict[int, set[int]] = {}
    for place, step in done:
        if place is None:
            raise NotByLines
        if step.now is None:
            gone.setdefault(id(place.around), set()).add(place.at)
    spans = [_span(text, place, step, gone.get(id(place.around), ())) for place, step in done if place is not None]
    return replaced(text, spans)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a value stands: its node, that of its key (None for an item of a list), and the group or list around it."""

    key: Any
    node: Any
    around: Any
    at: int


def _places(root: Any) -> Mapping[Path, _Place]:
    found: dict[Path, _Place] = {}

    def walk(node: Any, path: Path) -> None:
        if isinstance(node, yaml.MappingNode):
            for at, (key, value) in enumerate(node.value):
                found[(*path, str(key.value))] = _Place(key, value, node, at)
                walk(value, (*path, str(key.value)))
        elif isinstance(node, yaml.SequenceNode):
            for at, item in enumerate(node.value):
                found[(*path, at)] = _Place(None, item, node, at)
                walk(item, (*path, at))

    walk(root, ())
    return found


def _span(text: str, place: _Place, step: Step, gone: Collection[int]) -> Span:
    node = place.node
    if step.now is not None:
        if not isinstance(node, yaml.ScalarNode):
            raise NotByLines
        return node.start_mark.index, _last_index(text, node), quoted(step.now, node.style) or step.now
    if place.around.flow_style:
        return _in_flow(place, gone)
    start = (place.key or node).start_mark
    first = text.rfind("\n", 0, start.index) + 1
    last = _last_index(text, node)
    if place.key is not None and step.does == "vragen":
        return start.index, last, f"{place.key.value}:  # {_remark(step)}"
    if place.key is None:
        dash = text.rfind("-", first, start.index)
        if dash < 0:
            raise NotByLines
    elif text[first : start.index].strip():
        # the first key of an item: "- sleutel: waarde"; the dash stays with what follows
        raise NotByLines
    end = text.find("\n", last)
    return first, len(text) if end < 0 else end + 1, ""


def _in_flow(place: _Place, gone: Collection[int]) -> Span:
    """Return the span of a pair or item between braces, with the comma that goes with it.

    `gone` are the places in the same group or list that go as well.
    """
    start, end = (place.key or place.node).start_mark.index, place.node.end_mark.index
    if any(at not in gone for at in range(place.at)):
        before = place.around.value[place.at - 1]
        return (before[1] if isinstance(before, tuple) else before).end_mark.index, end, ""
    if place.at + 1 < len(place.around.value):
        following = place.around.value[place.at + 1]
        return start, (following[0] if isinstance(following, tuple) else following).start_mark.index, ""
    return start, end, ""


def _remark(step: Step) -> str:
    was = f" (was {step.was})" if len(step.was) <= 60 else ""
    return " ".join(f"{OPEN}: {step.reason}{was}".split())[:LONGEST]


def _last_index(text: str, node: Any) -> int:
    """Return where `node` ends in `text`, without the comments and empty lines behind it."""
    last = last_of(node)
    start, end = last.start_mark.index, last.end_mark.index
    return start + len(text[start:end].rstrip()) if is_block(last) else int(end)
