"""YAML of a library as Python values, strict where PyYAML is silent: a key stands once, and a day exists."""

from __future__ import annotations

import re
from collections.abc import Hashable
from typing import Any, Final

import yaml

from izacontract.errors import Told

_DAY: Final = "tag:yaml.org,2002:timestamp"


DEEPEST: Final = 200
"""The most groups and lists inside each other on one line; no file of a library needs ten."""

_STEP: Final = re.compile(rf"[\[\]{{}}]|(?:[-?][ \t]+){{{DEEPEST}}}")


_LINK: Final = re.compile(r"(?:^|[\s\[{,:-])\*\S", re.MULTILINE)

MOST_VALUES: Final = 100_000
"""The most values of a file with each link (`*name`) counted as what it stands for: links to links grow fast."""


class NotAsMeant(yaml.MarkedYAMLError):
    """What is YAML and still cannot be meant so: `why` says it, `line` is where it stands, from 0."""

    def __init__(self, why: Told, line: int) -> None:
        super().__init__(problem=why.nl)
        self.why = why
        self.line = line

    def told(self, first_line: int) -> Told:
        """Return why, for text whose first line is `first_line` of its file."""
        return self.why


class RepeatedKey(NotAsMeant):
    """A key that stands twice in one group; `earlier` is the line on which it stood first."""

    def __init__(self, key: str, line: int, earlier: int) -> None:
        why = Told(f"sleutel '{key}' staat er twee keer", f"key '{key}' is there twice")
        super().__init__(why, line)
        self.earlier = earlier

    def told(self, first_line: int) -> Told:
        """Return why, with the line on which the key stood first."""
        line = first_line + self.earlier
        return Told(f"{self.why.nl}; de eerste staat op regel {line}", f"{self.why.en}; the first is on line {line}")


class LibraryLoader(yaml.CSafeLoader):
    """Loads YAML; raises NotAsMeant for a key that stands twice in one group, and for a day that no calendar has."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """Return the group in `node`."""
        typed = [key for key, _ in node.value]
        made = super().construct_mapping(node, deep)
        if len(made) < len(typed):
            seen: dict[str, yaml.Node] = {}
            for key in (key for key in typed if isinstance(key, yaml.ScalarNode)):
                first = seen.setdefault(key.value, key)
                if first is not key:
                    raise RepeatedKey(key.value, key.start_mark.line, first.start_mark.line)
        return made


def _day(loader: LibraryLoader, node: yaml.ScalarNode) -> Any:
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError as error:
        why = Told(f"'{node.value}' is geen dag (jjjj-mm-dd)", f"'{node.value}' is no day (yyyy-mm-dd)")
        raise NotAsMeant(why, node.start_mark.line) from error


LibraryLoader.add_constructor(_DAY, _day)


def load(text: str) -> Any:
    """Return what the YAML in `text` holds; raises yaml.YAMLError, and of that NotAsMeant for what is no use as YAML.

    That is also what nests too deep for the parser, or stands for too much by links.
    """
    depth = 0
    for step in _STEP.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(step[0], DEEPEST + 1)
        if depth > DEEPEST:  # by indentation alone a file has not the room for more than the parser can hold
            line = text.count("\n", 0, step.start())
            raise NotAsMeant(Told("zit te diep in elkaar", "nests too deep"), line)
    if _LINK.search(text):
        _refuse_endless(yaml.compose(text, Loader=yaml.CSafeLoader), {})
    # a safe loader, and stricter than that
    return yaml.load(text, Loader=LibraryLoader)  # noqa: S506


def _refuse_endless(node: yaml.Node | None, sizes: dict[int, int]) -> int:
    """Return how many values `node` holds, with what its links stand for; raises NotAsMeant for too many."""
    if not isinstance(node, yaml.CollectionNode):
        return 1
    if id(node) not in sizes:
        sizes[id(node)] = MOST_VALUES  # what holds itself has no end
        items = [one for pair in node.value for one in (pair if isinstance(pair, tuple) else (pair,))]
        sizes[id(node)] = 1 + sum(_refuse_endless(item, sizes) for item in items)
    if sizes[id(node)] > MOST_VALUES:
        why = Told("de verwijzingen hierin staan samen voor te veel", "the links in it stand for too much together")
        raise NotAsMeant(why, node.start_mark.line)
    return sizes[id(node)]
