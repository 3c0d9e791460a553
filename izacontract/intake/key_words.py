"""What people call a key of a request: the titles of its section, groups and value instead of the key itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from izacontract.model.sections import CORE
from izacontract.model.sector import Section
from izacontract.model.shapes import shapes_of
from izacontract.model.terms import Terms

_STEP: Final = re.compile(r"([^.\[\]]+)(?:\[(\d+)\])?")


@dataclass(frozen=True)
class KeyWords:
    """The titles of all keys of some sections, by their dotted key without the numbers of items."""

    titles: Mapping[str, str]

    def of(self, key: str) -> str:
        """Return how people call `key`: "De zorgaanbieder, KvK-nummer"; `key` itself where a part is unknown."""
        words: list[str] = []
        path = ""
        for name, item in _STEP.findall(key):
            path = f"{path}.{name}" if path else name
            if path not in self.titles:
                return key
            words += [self.titles[path], *([item] if item else [])]
        return ", ".join(words) or key


def key_words(sections: Iterable[Section]) -> KeyWords:
    """Return the titles of the keys of the core and of `sections`."""
    titles: dict[str, str] = {}

    def gather(model: type[Terms], path: str) -> None:
        for key, shape in shapes_of(model).items():
            titles[f"{path}.{key}"] = shape.info.title or key
            if shape.model is not None:
                gather(shape.model, f"{path}.{key}")

    for section in (*CORE, *sections):
        titles[section.key] = section.title
        gather(section.model, section.key)
    return KeyWords(titles)
