"""The names that plugins and house libraries refer to: the slots, topics and sections of the installed plugins."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from izacontract.cli.clause_pages import PLACES, columns
from izacontract.errors import Told
from izacontract.model.sections import sections_of
from izacontract.render.answers import json_answer

if TYPE_CHECKING:
    from izacontract.host import Plugins

NAMES: Final = "izacontract/names/1"

NameRows = Sequence[Mapping[str, Any]]

TITLES: Final = {
    "slot": Told("plaats", "slot"),
    "topic": Told("onderwerp", "topic"),
    "key": Told("sleutel", "key"),
    "heading": Told("kop", "heading"),
    "title": Told("titel", "title"),
    "place": Told("deel", "part"),
    "plugin": Told("plugin", "plugin"),
    "clauses": Told("clausules", "clauses"),
    "sectors": Told("zorgsoorten", "sectors"),
}


def names_list(kind: str, plugins: Plugins, language: str) -> str:
    """Return one line for each of the names of `kind` ("slots", "topics", "sections") below a header; "" for none."""
    rows = KINDS[kind](plugins)
    if not rows:
        return ""
    header = tuple(TITLES[key].in_language(language) for key in rows[0])
    return columns([header, *(tuple(_shown(value, language) for value in row.values()) for row in rows)])


def names_json(kind: str, plugins: Plugins) -> str:
    """Return the names of `kind` as JSON in the shape `izacontract/names/1`."""
    return json_answer({"schema": NAMES, kind: KINDS[kind](plugins)})


def slots(plugins: Plugins) -> NameRows:
    """Return the slots in the order of the document: id, heading, part of the document, plugin, number of clauses."""
    clauses = [clause.slot for clause in plugins.library.clauses.values()]
    return [
        {
            "slot": slot.id,
            "heading": slot.heading,
            "place": slot.place.value,
            "plugin": slot.plugin,
            "clauses": clauses.count(slot.id),
        }
        for slot in plugins.library.slots
    ]


def topics(plugins: Plugins) -> NameRows:
    """Return the topics by name: the sectors whose contracts take each, and how many clauses have it."""
    found = [clause.topic for clause in plugins.library.clauses.values() if clause.topic]
    return [
        {
            "topic": topic,
            "sectors": [code for code, sector in plugins.sectors.items() if topic in sector.takes],
            "clauses": found.count(topic),
        }
        for topic in sorted(set(found))
    ]


def sections(plugins: Plugins) -> NameRows:
    """Return the shared sections of a request by key: title, and the sectors whose requests may hold each."""
    return [
        {
            "key": key,
            "title": section.title,
            "sectors": [code for code, sector in plugins.sectors.items() if key in sections_of(sector, plugins)],
        }
        for key, section in plugins.sections.items()
    ]


KINDS: Final[Mapping[str, Callable[[Plugins], NameRows]]] = {"slots": slots, "topics": topics, "sections": sections}


def _shown(value: object, language: str) -> str:
    if isinstance(value, list):
        return ", ".join(value)
    return PLACES[value].in_language(language) if isinstance(value, str) and value in PLACES else str(value)
