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


class LibraryLoader(yaml.CSafeLoader):
    """Loads YAML; raises NotAsMeant for a key that stands twice in one group, and for a day that no calendar has."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """Return the group in `node`."""
        typed = [key for key, _ in node.value]
        made = super().construct_mapping(node, deep)
        if len(made) < len(typed):
            seen = set()
            for key in typed:
                if isinstance(key, yaml.ScalarNode) and key.value in seen:
                    why = Told(f"sleutel '{key.value}' staat er twee keer", f"key '{key.value}' stands there twice")
                    raise NotAsMeant(why, key.start_mark)
                seen.add(getattr(key, "value", ""))
        return made


def _day(loader: LibraryLoader, node: yaml.ScalarNode) -> Any:
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError as error:
        why = Told(f"'{node.value}' is geen dag (jjjj-mm-dd)", f"'{node.value}' is no day (yyyy-mm-dd)")
        raise NotAsMeant(why, node.start_mark) from error


LibraryLoader.add_constructor(_DAY, _day)
