"""Texts that a plugin brings for the clauses of other plugins: the wording of a house, installed like any plugin."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from izacontract.clauses.house import with_house
from izacontract.clauses.keys import ReadableKeys
from izacontract.clauses.library import Library
from izacontract.clauses.text import ClauseTexts
from izacontract.errors import ClauseError, PluginError
from izacontract.message import Message
from izacontract.model.clause import Clause

WRITTEN_TWICE = Message(
    "plugin.dubbele-tekst",
    "De plugins {first} en {second} schrijven allebei de tekst van clausule '{clause}'.",
    "The plugins {first} and {second} both write the text of clause '{clause}'.",
    "Laat één van beide die tekst weg, of kies met IZACONTRACT_PLUGINS welke plugins meedoen.",
    "Take that text out of one of the two, or choose with IZACONTRACT_PLUGINS which plugins take part.",
)


def with_wordings(
    library: Library, folders: Iterable[tuple[str, Path]], texts: ClauseTexts, keys: ReadableKeys
) -> Library:
    """Return `library` in which the texts in `folders`, each given with its plugin, replace ours from their own day.

    A folder is laid out like a house library, and read like one. Raises ClauseError as `with_house` does, with the name
    of the plugin before the file, and PluginError when two plugins write the text of one clause.
    """
    writers: dict[str, str] = {}
    clauses = dict(library.clauses)
    for plugin, folder in folders:
        try:
            written = with_house(library, folder, texts, keys)
        except ClauseError as error:
            nl, en = (f"Plugin '{plugin}': {text}" for text in (error.message.nl, error.message.en))
            raise ClauseError(nl, en, error.hint.nl, error.hint.en, error.code) from error
        for clause in written.clauses.values():
            ours = library.clauses[clause.id]
            if clause == ours:
                continue
            if writers.setdefault(clause.id, plugin) != plugin:
                raise _two_writers(clause.id, writers[clause.id], plugin)
            clauses[clause.id] = _signed(clause, ours, plugin)
    return replace(library, clauses=clauses)


def _signed(clause: Clause, ours: Clause, plugin: str) -> Clause:
    """Return `clause` with the plugin as the origin of each text that is not ours, and before the name of its file."""
    versions = (
        version if version in ours.versions else replace(version, origin=plugin, file=f"{plugin}/{version.file}")
        for version in clause.versions
    )
    return replace(clause, versions=tuple(versions))


def _two_writers(clause: str, first: str, second: str) -> PluginError:
    return WRITTEN_TWICE.failure(PluginError, first=first, second=second, clause=clause)
