"""YAML of a library as Python values, strict where PyYAML is silent: a key stands once, and a day exists."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, Final

import yaml

from izacontract.errors import Told

_DAY: Final = "tag:yaml.org,2002:timestamp"


class NotAsMeant(yaml.MarkedYAMLError):
    """What is YAML and still cannot be meant so: `why` says it, `line` is where it stands, from 0."""

    def __init__(self, why: Told, mark: yaml.Mark) -> None:
        super().__init__(problem=why.nl, problem_mark=mark)
        self.why = why
        self.line = mark.line

    def told(self, first_line: int) -> Told:
        """Return why, for text whose first line is `first_line` of its file."""
        return self.why


class RepeatedKey(NotAsMeant):
    """A key that stands twice in one group; `earlier` is where it stood first."""

    def __init__(self, key: str, mark: yaml.Mark, earlier: yaml.Mark) -> None:
        why = Told(f"sleutel '{key}' staat er twee keer", f"key '{key}' is there twice")
        super().__init__(why, mark)
        self.earlier = earlier.line

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
            seen: dict[str, yaml.Mark] = {}
            for key in (key for key in typed if isinstance(key, yaml.ScalarNode)):
                first = seen.setdefault(key.value, key.start_mark)
                if first is not key.start_mark:
                    raise RepeatedKey(key.value, key.start_mark, first)
        return made


def _day(loader: LibraryLoader, node: yaml.ScalarNode) -> Any:
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError as error:
        why = Told(f"'{node.value}' is geen dag (jjjj-mm-dd)", f"'{node.value}' is no day (yyyy-mm-dd)")
        raise NotAsMeant(why, node.start_mark) from error


LibraryLoader.add_constructor(_DAY, _day)
