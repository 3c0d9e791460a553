"""Which choices in the clause texts get printed: each carries a mark while its text is filled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field, replace

from izacontract.build.defined import words_of
from izacontract.clauses.text import ClauseTexts, Filled
from izacontract.model.clause import ClauseVersion
from izacontract.model.contract import Inline
from izacontract.model.request import Agreement, Insurer, Provider, Settings
from izacontract.model.shapes import shapes_of
from tests.contracts.support import Variant, build, plugins

CHOICE = re.compile(r"({%[-+]? *(if|elif|else|for)\b(.*?)%})(\s*(?:\d+\. )?)(?=({{ *\w+ *\| *tabel *}})?)", re.DOTALL)
MARK = re.compile("¤([0-9]+)¤")
CORE = {"overeenkomst": Agreement, "zorgverzekeraar": Insurer, "zorgaanbieder": Provider, "instellingen": Settings}


@dataclass
class Watched:
    """Fills texts as `texts` does, and notes which of their choices are printed and which values are open."""

    texts: ClauseTexts
    printed: set[tuple[str, int]] = field(default_factory=set)
    open: set[tuple[str, str]] = field(default_factory=set)

    def fill(self, version: ClauseVersion, values: Mapping[str, object]) -> Filled:
        filled = self.texts.fill(version, values)
        marked = self.texts.fill(replace(version, text=_marked(version.text)), values)
        self.printed |= {(version.file, int(place)) for place in MARK.findall(words_of(marked.blocks))}
        self.open |= {(version.file, point.field) for point in filled.open_points}
        return filled

    def words(self, text: str, file: str) -> tuple[Inline, ...]:
        return self.texts.words(text, file)


def choices_not_printed(variants: Iterable[Variant]) -> list[str]:
    """Return each choice in the texts of `variants` that none of them prints, as "file:line: choice".

    A choice by a value that a draft may lack must also have been printed as the placeholder of that value.
    """
    watched = Watched(plugins().texts)
    versions = {}
    for variant in variants:
        watching = copy(plugins(variant.house))
        watching.__dict__["texts"] = watched
        contract = build(variant.request, used=watching)
        version = plugins().library.clauses[variant.clause].version_on(contract.reference_day)
        versions[version.file] = version
    return [missing for version in versions.values() for missing in _missing(version, watched)]


def _missing(version: ClauseVersion, watched: Watched) -> Iterator[str]:
    for place, choice in enumerate(CHOICE.finditer(version.text)):
        where = f"{version.file}:{version.first_line + version.text.count(chr(10), 0, choice.start())}"
        if (version.file, place) not in watched.printed:
            yield f"{where}: {choice[1]}"
        for key in _keys_that_may_be_open(version, choice[3]):
            if not any(file == version.file and key.startswith(point) for file, point in watched.open):
                yield f"{where}: {choice[1]} terwijl {key} nog open is"


def _marked(text: str) -> str:
    """Return `text` with a mark behind every tag that begins a choice: in the first sentence, or before a table."""
    places = iter(range(len(text)))
    return CHOICE.sub(lambda choice: f"{choice[1]}{choice[4]}¤{next(places)}¤{chr(10) * 2 if choice[5] else ''}", text)


def _keys_that_may_be_open(version: ClauseVersion, condition: str) -> list[str]:
    names = re.findall(r"[a-z_0-9]+", re.sub(r'"[^"]*"', "", condition))
    keys = [version.variables[name].key for name in names if name in version.variables]
    return [key for key in keys if key is not None and _may_be_open(key)]


def _may_be_open(key: str) -> bool:
    """Return whether the request's key at a dotted path is one that a draft may lack."""
    head, *path = key.split(".")
    model = CORE.get(head) or (plugins().sections[head].model if head in plugins().sections else None)
    for name in path:
        shape = shapes_of(model).get(name) if model is not None else None
        if shape is None or shape.need == "final":
            return shape is not None
        model = shape.model
    return False
