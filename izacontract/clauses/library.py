"""The library: every slot, clause, parameter and commitment of the installed plugins, checked against each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib.resources.abc import Traversable

from izacontract.errors import ClauseError, Told, unreadable
from izacontract.meant import did_you_mean
from izacontract.message import Message
from izacontract.model.accords import Accord, Work
from izacontract.model.clause import Clause, ClauseVersion, Slot
from izacontract.model.commitment import Commitment
from izacontract.model.duty import Event, is_event
from izacontract.model.parameter import Parameter, Parameters

UNKNOWN_CLAUSE = Message(
    "clausule.onbekend",
    "Er is geen clausule '{clause_id}'.",
    "There is no clause '{clause_id}'.",
    "{meant}Alle ids: izacontract clauses",
    "{meant}All ids: izacontract clauses",
)
TWICE = Message(
    "clausule.dubbel",
    "'{name}' staat twee keer in de bibliotheek; de tweede keer bij plugin {plugin}.",
    "'{name}' stands twice in the library; the second time in plugin {plugin}.",
    "Geef een van beide een andere id.",
    "Give one of the two another id.",
)
UNKNOWN_NAME = Message(
    "clausule.onbekend",
    "{where} noemt {what} '{name}', die niet bestaat.",
    "{where} names {what} '{name}', which does not exist.",
    "Controleer de spelling, of installeer de plugin die hem levert.",
    "Check the spelling, or install the plugin that provides it.",
)

UNKNOWN_EVENT = Message(
    "clausule.gebeurtenis",
    "{where}: lid '{lid}' hangt aan '{name}', dat geen dag, variabele of gebeurtenis is.",
    "{where}: lid '{lid}' hangs on '{name}', which is no day, variable or event.",
    "{meant}Kies een gebeurtenis uit events.yaml van een plugin, of voeg haar daar toe.",
    "{meant}Choose an event from events.yaml of a plugin, or add it there.",
)


@dataclass(frozen=True)
class Library:
    """All that the installed plugins bring; `slots` are in the order of the document."""

    slots: tuple[Slot, ...]
    clauses: Mapping[str, Clause]
    parameters: Parameters
    commitments: tuple[Commitment, ...]
    works: Mapping[str, Work] = field(default_factory=dict)
    events: Mapping[str, Event] = field(default_factory=dict)

    def clause(self, clause_id: str) -> Clause:
        """Return the clause with this id; raises ClauseError, naming the nearest id, when there is none."""
        if clause_id in self.clauses:
            return self.clauses[clause_id]
        meant = did_you_mean(clause_id, self.clauses)
        raise UNKNOWN_CLAUSE.failure(ClauseError, clause_id=clause_id, meant=meant)


def read_library(folders: Iterable[tuple[str, Traversable]]) -> Library:
    """Return the library in `folders`, each given with the name of its plugin.

    Raises ClauseError when a file is wrong, an id stands twice or a clause names a slot that nobody defines, and
    FileError when one cannot be read.
    """
    # Not before: most runs have what an earlier one read, and what reads takes a while to import.
    from izacontract.clauses.commitments import order_commitments, read_commitments
    from izacontract.clauses.duty_shapes import read_events
    from izacontract.clauses.reader import cited, cited_accord, read_clauses, read_parameters, read_slots, read_works

    slots: list[Slot] = []
    clauses: dict[str, Clause] = {}
    parameters: dict[str, Parameter] = {}
    commitments: dict[str, Commitment] = {}
    works: dict[str, Work] = {}
    events: dict[str, Event] = {}
    listed_folders = sorted(folders, key=lambda entry: entry[0])
    described: dict[str, str] = {}
    for plugin, folder in listed_folders:
        try:
            for work in read_works(folder, plugin):
                _once(works, work.id, plugin)
                works[work.id], described[work.id] = work, plugin
        except OSError as error:
            raise unreadable(str(folder), error) from error
    for work in [work for work in works.values() if isinstance(work, Accord)]:
        works[work.id] = cited_accord(work, works, f"{described[work.id]}/accords/{work.id}.yaml")
    for plugin, folder in listed_folders:
        try:
            slots += read_slots(folder, plugin)
            for event in read_events(folder, plugin):
                _once(events, event.id, plugin)
                events[event.id] = event
            for clause in read_clauses(folder, plugin):
                _once(clauses, clause.id, clause.plugin)
                clauses[clause.id] = _cited_clause(clause, works)
            for parameter in read_parameters(folder, plugin):
                _once(parameters, parameter.id, plugin)
                values = (replace(one, source=cited(one.source, works, one.place)) for one in parameter.values)
                parameters[parameter.id] = replace(parameter, values=tuple(values))
            for commitment in read_commitments(folder, plugin, works):
                _once(commitments, commitment.id, plugin)
                commitments[commitment.id] = commitment
        except OSError as error:
            raise unreadable(str(folder), error) from error
    ordered = order_slots(slots)
    known = {slot.id for slot in ordered}
    for clause in clauses.values():
        for version in every_text(clause):
            checked_events(version, events)
        if clause.slot not in known:
            raise _unknown(f"clausule {clause.id}", f"clause {clause.id}", "plaats", "slot", clause.slot)
        for version in clause.versions:
            for variable in version.variables.values():
                if variable.parameter is not None and variable.parameter not in parameters:
                    raise _unknown(version.file, version.file, "parameter", "parameter", variable.parameter)
    asked = order_commitments(commitments.values(), works)
    return Library(ordered, dict(sorted(clauses.items())), Parameters(parameters), asked, works, events)


def _cited_clause(clause: Clause, works: Mapping[str, Work]) -> Clause:
    positions = tuple(
        replace(position, versions=tuple(cited_version(version, works) for version in position.versions))
        for position in clause.positions
    )
    versions = tuple(cited_version(version, works) for version in clause.versions)
    return replace(clause, versions=versions, positions=positions)


def cited_version(version: ClauseVersion, works: Mapping[str, Work]) -> ClauseVersion:
    """Return `version` with its sources looked up in `works`; raises ClauseError for one that nobody describes."""
    from izacontract.clauses.reader import cited

    return replace(
        version,
        sources=tuple(cited(source, works, version.file) for source in version.sources),
        fixed={lid: cited(source, works, version.file) for lid, source in version.fixed.items()},
    )


def every_text(clause: Clause) -> Iterator[ClauseVersion]:
    """Give each dated text of `clause`, also those of its positions."""
    yield from clause.versions
    for position in clause.positions:
        yield from position.versions


def checked_events(version: ClauseVersion, events: Mapping[str, Event]) -> None:
    """Raise ClauseError for a duty in `version` that hangs on an event, none of `events`."""
    for duty in version.duties.declared:
        for anchor in duty.anchors:
            if is_event(anchor, version.variables) and anchor not in events:
                meant = did_you_mean(anchor, events)
                raise UNKNOWN_EVENT.failure(ClauseError, where=version.file, lid=duty.lid, name=anchor, meant=meant)


def order_slots(slots: Iterable[Slot]) -> tuple[Slot, ...]:
    """Return `slots` in the order of the document.

    Slots without `after` stand as their plugins list them; the others follow the slot they name, by id where
    several name the same one. Raises ClauseError for a slot that stands twice or follows nothing.
    """
    listed = list(slots)
    seen: dict[str, Slot] = {}
    for slot in listed:
        _once(seen, slot.id, slot.plugin)
        seen[slot.id] = slot
    ordered = [slot for slot in listed if slot.after is None]
    waiting = sorted((slot for slot in listed if slot.after is not None), key=lambda slot: slot.id, reverse=True)
    while waiting:
        placed = [slot for slot in waiting if any(slot.after == other.id for other in ordered)]
        if not placed:
            raise _unknown(
                f"plaats {waiting[-1].id}", f"slot {waiting[-1].id}", "plaats", "slot", str(waiting[-1].after)
            )
        for slot in placed:
            at = next(index for index, other in enumerate(ordered) if other.id == slot.after)
            ordered.insert(at + 1, slot)
            waiting.remove(slot)
    return tuple(ordered)


def _once(seen: Mapping[str, object], name: str, plugin: str) -> None:
    if name in seen:
        raise TWICE.failure(ClauseError, name=name, plugin=plugin)


def _unknown(where_nl: str, where_en: str, what_nl: str, what_en: str, name: str) -> ClauseError:
    return UNKNOWN_NAME.failure(ClauseError, where=Told(where_nl, where_en), what=Told(what_nl, what_en), name=name)
