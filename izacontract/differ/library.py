"""The library on two days compared for one sector: texts, sources and parameters whose version differs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from izacontract import dutch
from izacontract.differ.changes import (
    SCHEMA,
    ChangeKind,
    ClauseChange,
    ClausePlace,
    Comparison,
    ParameterChange,
    Reason,
    Side,
)
from izacontract.differ.line_changes import cited, line_changes, source_changes
from izacontract.differ.lines import TextLine, lines_of_text
from izacontract.host import Plugins
from izacontract.model.clause import Clause, ClauseVersion
from izacontract.model.parameter import Parameter, ParameterValue
from izacontract.model.sector import Sector

DECIMAL = re.compile(r"-?\d+\.\d+")

NOT_COMPARED = (
    "de gegevens van clausules die geen dag hebben: titel, plaats, zorgsoorten en uitleg",
    "welke clausules een aanvraag krijgt; vergelijk daarvoor twee aanvragen",
)


def compare_library(plugins: Plugins, sector: Sector, start: date, end: date) -> Comparison:
    """Return what differs for `sector` between the texts and parameters in force on `start` and on `end`."""
    library = plugins.library
    slots = {slot.id: place for place, slot in enumerate(library.slots)}
    headings = {slot.id: slot.heading for slot in library.slots}
    clauses = sorted(
        (clause for clause in library.clauses.values() if sector.may_hold(clause)),
        key=lambda clause: (slots[clause.slot], clause.order, clause.id),
    )
    pairs = [(clause, _texts_on(clause, start), _texts_on(clause, end)) for clause in clauses]
    changes = (_change(clause, was, now, headings[clause.slot]) for clause, was, now in pairs)
    return Comparison(
        SCHEMA,
        Side(f"bibliotheek {sector.code}", sector.title, start),
        Side(f"bibliotheek {sector.code}", sector.title, end),
        (),
        tuple(change for change in changes if change is not None),
        tuple(_parameters(plugins, sector, clauses, start, end)),
        sum(was.own is not None and was == now for _, was, now in pairs),
        NOT_COMPARED,
    )


@dataclass(frozen=True, slots=True)
class _Texts:
    """What a clause says on a day: its own text, None for none, and those of its positions by name."""

    own: ClauseVersion | None
    positions: Mapping[str, ClauseVersion]

    @property
    def lines(self) -> tuple[TextLine, ...]:
        """Return all that these texts may print."""
        found = list(_lines(self.own))
        for name, text in self.positions.items():
            found += (*lines_of_text(f"positie {name}:"), *_lines(text))
        return tuple(found)


def _texts_on(clause: Clause, day: date) -> _Texts:
    own = clause.text_on(day)
    texts = {position.name: position.text_on(day) for position in clause.positions if own is not None}
    return _Texts(own, {name: text for name, text in texts.items() if text is not None})


def _change(clause: Clause, before: _Texts, after: _Texts, heading: str) -> ClauseChange | None:
    if before == after:
        return None
    was, now = before.own, after.own
    lines = tuple(line_changes(before.lines, after.lines))
    sources = source_changes(was.sources, now.sources) if was and now else ()
    if was is None:
        kinds: tuple[ChangeKind, ...] = (ChangeKind.ADDED,)
    elif now is None:
        kinds = (ChangeKind.DROPPED,)
    else:
        kinds = (ChangeKind.REWORDED,) * bool(lines or not sources) + (ChangeKind.SOURCE,) * bool(sources)
    place = ClausePlace("library", clause.slot, "", heading)
    return ClauseChange(
        "clause",
        clause.id,
        clause.title,
        kinds,
        place if was else None,
        place if now else None,
        was.since if was else None,
        now.since if now else None,
        lines,
        sources,
        (*_because(clause, was, now), *_because_of_positions(clause, before, after)),
    )


def _because_of_positions(clause: Clause, before: _Texts, after: _Texts) -> Iterator[Reason]:
    """Give of each position whose text differs the note of that text, or that it is no longer there."""
    for position in clause.positions if before.own is not None and after.own is not None else ():
        was, now = before.positions.get(position.name), after.positions.get(position.name)
        if was != now:
            told = now.change if now else "nog geen tekst op deze dag"
            yield Reason("text", now.since.isoformat() if now else "", f"positie {position.name}: {told}")


def _because(clause: Clause, was: ClauseVersion | None, now: ClauseVersion | None) -> Iterator[Reason]:
    if now is None:
        day = clause.withdrawn
        yield Reason(
            "text", str(day or ""), f"ingetrokken per {dutch.day(day)}" if day else "nog geen tekst op deze dag"
        )
        return
    for version in clause.versions:
        if (was is None or was.since < version.since) and version.since <= now.since:
            yield Reason("text", version.since.isoformat(), version.change)
    if was is not None and was.since > now.since:
        told = f"tekst van {dutch.day(now.since)} in plaats van {dutch.day(was.since)}"
        yield Reason("text", now.since.isoformat(), told)


def _lines(version: ClauseVersion | None) -> tuple[TextLine, ...]:
    """Return all that `version` may print: its text, and the labels, headings and terms of its header."""
    if version is None:
        return ()
    found = list(lines_of_text(version.text))
    for variable in version.variables.values():
        for key, label in variable.labels.items():
            found += lines_of_text(f"{variable.name}, {key}: {label}")
        for column in variable.columns:
            found += lines_of_text(f"{variable.name}, kolom {column.key}: {column.title}")
    for term in version.terms:
        found += lines_of_text(f"{term.term}: {term.meaning}")
    return tuple(found)


def _parameters(
    plugins: Plugins, sector: Sector, clauses: list[Clause], start: date, end: date
) -> Iterator[ParameterChange]:
    """Give the parameters that differ: those that a clause of the sector prints, and those that are of no other sector.

    A parameter is of a sector when its plugin brings that sector only, or when its id ends with its code.
    """
    printed: dict[str, list[str]] = {}
    for clause in clauses:
        for version in clause.versions:
            for variable in version.variables.values():
                if variable.parameter and clause.id not in printed.setdefault(variable.parameter, []):
                    printed[variable.parameter].append(clause.id)
    foreign = {plugin.name for plugin in plugins.installed if plugin.sectors and sector.code not in plugin.sectors}
    others = tuple(f"-{code}" for code in plugins.sectors if code != sector.code)
    for parameter in plugins.parameters.by_id.values():
        of_others = parameter.id.partition(".")[0] in foreign or parameter.id.endswith(others)
        if parameter.id in printed or not of_others:
            was, now = parameter.on(start), parameter.on(end)
            if was != now:
                yield _parameter(parameter, was, now, tuple(printed.get(parameter.id, ())))


def _parameter(
    parameter: Parameter, was: ParameterValue | None, now: ParameterValue | None, clauses: tuple[str, ...]
) -> ParameterChange:
    return ParameterChange(
        parameter.id,
        parameter.title,
        parameter.unit,
        written(was),
        written(now),
        cited(was.source) if was else "",
        cited(now.source) if now else "",
        clauses,
    )


def written(value: ParameterValue | None) -> str | None:
    """Write a dated figure with its status, "4,18 (voorlopig)"; None when no value holds."""
    if value is None:
        return None
    text = str(value.value)
    return f"{text.replace('.', ',') if DECIMAL.fullmatch(text) else text} ({value.status})"
