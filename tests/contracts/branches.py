"""Which choices in the clause texts get printed: each carries a mark while its text is filled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field, replace
from functools import cache

import pytest

from izacontract.build.defined import words_of
from izacontract.clauses.text import ClauseTexts, Filled
from izacontract.model.clause import ClauseVersion
from izacontract.model.contract import Inline
from izacontract.model.request import Agreement, Insurer, Provider, Settings
from izacontract.model.shapes import shapes_of
from izacontract.render.text import text_of_clause
from tests.contracts.support import build, plugins, variants

CHOICE = re.compile(r"({%[-+]? *(if|elif|else|for)\b(.*?)%})(\s*(?:\d+\. )?)(?=({{ *\w+ *\| *tabel *}})?)", re.DOTALL)
MARK = re.compile("¤([0-9]+)¤")
CORE = {"overeenkomst": Agreement, "zorgverzekeraar": Insurer, "zorgaanbieder": Provider, "instellingen": Settings}


@dataclass
class Watched:
    """Fills texts as `texts` does, and notes which of their choices are printed and which values are open."""

    texts: ClauseTexts
    printed: set[tuple[str, int]] = field(default_factory=set)
    open: set[tuple[str, str]] = field(default_factory=set)
    marked: dict[str, ClauseVersion] = field(default_factory=dict)

    def fill(self, version: ClauseVersion, values: Mapping[str, object]) -> Filled:
        filled = self.texts.fill(version, values)
        if version.file not in self.marked:
            self.marked[version.file] = replace(version, text=_marked(version.text))
        places = range(len(CHOICE.findall(version.text)))
        if any((version.file, place) not in self.printed for place in places):
            marked = self.texts.fill(self.marked[version.file], values)
            self.printed |= {(version.file, int(place)) for place in MARK.findall(words_of(marked.blocks))}
        self.open |= {(version.file, point.field) for point in filled.open_points}
        return filled

    def words(self, text: str, file: str) -> tuple[Inline, ...]:
        return self.texts.words(text, file)


@cache
def watched(table: str) -> Watched:
    """Return what the variants of `table` printed so far."""
    return Watched(plugins().texts)


@cache
def text_of(table: str, place: int) -> tuple[str, ClauseVersion]:
    """Return the clause of a variant of `table` as it prints in the whole contract, and which of its texts that is."""
    variant = variants(table)[place]
    installed = plugins(variant.house)
    library = installed.library  # read before the copy is made, which would else read it for itself
    watching = copy(installed)
    watching.__dict__["texts"] = watched(table)
    contract = build(variant.request, used=watching)
    version = library.clauses[variant.clause].version_on(contract.reference_day)
    return text_of_clause(contract, variant.clause), version


def choices_not_printed(table: str) -> list[str]:
    """Return each choice in the texts of the variants of `table` that none of them prints, as "file:line: choice".

    A choice by a value that a draft may lack must also have been printed as the placeholder of that value.
    """
    versions = {
        version.file: version for _, version in (text_of(table, place) for place in range(len(variants(table))))
    }
    return [missing for version in versions.values() for missing in _missing(version, watched(table))]


def every_variant(*tables: str) -> pytest.MarkDecorator:
    """Return the mark that runs a test for each variant; one worker prints all variants of a table, each once."""
    return pytest.mark.parametrize(
        ("table", "place"),
        [
            pytest.param(table, place, id=str(variant), marks=pytest.mark.xdist_group(f"variants {table}"))
            for table in tables
            for place, variant in enumerate(variants(table))
        ],
    )


def every_table(*tables: str) -> pytest.MarkDecorator:
    """Return the mark that runs a test for each table, by the worker that prints its variants."""
    marked = [pytest.param(table, marks=pytest.mark.xdist_group(f"variants {table}")) for table in tables]
    return pytest.mark.parametrize("table", marked)


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
