"""Reads the files of a clause library: slots, clauses, dated texts, parameters and commitments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from importlib.resources.abc import Traversable
from itertools import pairwise

from izacontract.clauses.shapes import (
    ClauseFile,
    CommitmentFile,
    HeaderFile,
    ParameterFile,
    SlotFile,
    checked,
    fault,
    load_yaml,
    loaded,
)
from izacontract.model.clause import Clause, ClauseVersion, Slot, Term, Variable
from izacontract.model.commitment import Commitment, Link
from izacontract.model.parameter import Parameter, ParameterValue

LONGEST_ID = 34
NAME = re.compile(r"[a-z][a-z0-9-]*")
VARIABLE = re.compile(r"[a-z][a-z0-9_]*")


def read_slots(folder: Traversable, plugin: str) -> list[Slot]:
    """Return the slots that `folder` defines, in their order; none when it has no `slots.yaml`."""
    file = folder.joinpath("slots.yaml")
    if not file.is_file():
        return []
    entries = [
        checked(SlotFile, entry, f"{plugin}/slots.yaml") for entry in load_yaml(file, f"{plugin}/slots.yaml") or []
    ]
    return [Slot(entry.id, entry.heading, entry.place, plugin, entry.after) for entry in entries]


def read_clauses(folder: Traversable, plugin: str) -> Iterator[Clause]:
    """Give the clauses in `folder`, each with its texts in order of day."""
    for sub in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if sub.is_dir() and sub.joinpath("clause.yaml").is_file():
            yield _read_clause(sub, plugin)


def read_parameters(folder: Traversable, plugin: str) -> Iterator[Parameter]:
    """Give the parameters in `folder`, each with its values in order of day."""
    sub = folder.joinpath("parameters")
    if not sub.is_dir():
        return
    for file in sorted(sub.iterdir(), key=lambda entry: entry.name):
        if not file.name.endswith(".yaml"):
            continue
        place = f"{plugin}/parameters/{file.name}"
        for entry in load_yaml(file, place) or []:
            found = checked(ParameterFile, entry, place)
            values = tuple(
                ParameterValue(value.since, value.until, value.value, value.status, value.source.source())
                for value in sorted(found.values, key=lambda value: value.since)
            )
            for earlier, later in pairwise(values):
                if earlier.until is None or earlier.until >= later.since:
                    raise fault(
                        place,
                        f"de waarden van {found.id} overlappen op {later.since}",
                        f"the values of {found.id} overlap on {later.since}",
                    )
            yield Parameter(found.id, found.title, found.unit, values)


def read_commitments(folder: Traversable, plugin: str) -> Iterator[Commitment]:
    """Give the commitments in `folder`, which its file lists by chapter."""
    file = folder.joinpath("commitments.yaml")
    if not file.is_file():
        return
    place = f"{plugin}/commitments.yaml"
    chapters = load_yaml(file, place) or {}
    if not isinstance(chapters, dict):
        raise fault(place, "de afspraken staan niet per hoofdstuk", "the commitments are not listed by chapter")
    for chapter, entries in chapters.items():
        for entry in entries or []:
            found = checked(CommitmentFile, entry, place)
            yield Commitment(
                found.id,
                str(chapter),
                " ".join(found.text.split()),
                found.document,
                found.section,
                tuple(_link(target) for target in found.clauses),
                found.also,
                None if found.sectors is None else tuple(sorted(found.sectors)),
                found.since,
                plugin,
            )


def _link(target: str) -> Link:
    clause, _, lid = target.partition("#")
    return Link(clause, lid or None)


def _read_clause(folder: Traversable, plugin: str) -> Clause:
    clause_id = f"{plugin}.{folder.name}"
    place = f"{plugin}/{folder.name}"
    if not NAME.fullmatch(folder.name) or len(clause_id) > LONGEST_ID:
        raise fault(
            place,
            f"'{clause_id}' is geen goede id: kleine letters, cijfers en streepjes, ten hoogste {LONGEST_ID} tekens",
            f"'{clause_id}' is not a good id: lower-case letters, digits and hyphens, {LONGEST_ID} characters at most",
        )
    found = checked(
        ClauseFile, load_yaml(folder.joinpath("clause.yaml"), f"{place}/clause.yaml"), f"{place}/clause.yaml"
    )
    versions = [
        read_version(file, clause_id, f"{place}/{file.name}")
        for file in sorted(folder.iterdir(), key=lambda entry: entry.name)
        if file.name.endswith(".md")
    ]
    if not versions:
        raise fault(place, "de clausule heeft geen tekst", "the clause has no text")
    return Clause(
        clause_id,
        found.title,
        plugin,
        found.slot,
        found.order,
        found.presence,
        None if found.sectors is None else frozenset(found.sectors),
        found.topic,
        " ".join(found.explanation.split()),
        tuple(versions),
        found.withdrawn,
    )


def read_version(file: Traversable, clause_id: str, place: str) -> ClauseVersion:
    """Return the dated text in `file`; raises ClauseError, naming `place`, when its name or header is wrong."""
    try:
        since = date.fromisoformat(file.name.removesuffix(".md"))
    except ValueError as error:
        raise fault(
            place, "de bestandsnaam is geen dag (jjjj-mm-dd.md)", "the file name is not a day (yyyy-mm-dd.md)"
        ) from error
    content = file.read_text(encoding="utf-8")
    if not content.startswith("---\n") or "\n---\n" not in content:
        raise fault(
            f"{place}:1", "de kop tussen twee regels '---' ontbreekt", "the header between two '---' lines is missing"
        )
    header, text = content.removeprefix("---\n").split("\n---\n", 1)
    found = checked(HeaderFile, loaded(header, place), place)
    variables = {
        name: Variable(name, given) if isinstance(given, str) else given.variable(name)
        for name, given in found.variables.items()
    }
    for name, variable in variables.items():
        _check_variable(variable, place)
        if not VARIABLE.fullmatch(name):
            raise fault(
                place, f"'{name}' is geen goede naam voor een variabele", f"'{name}' is not a good name for a variable"
            )
    terms = tuple(
        Term(term, given) if isinstance(given, str) else Term(term, given.meaning, given.forms)
        for term, given in found.terms.items()
    )
    return ClauseVersion(
        clause_id,
        since,
        text,
        found.change,
        tuple(source.source() for source in found.sources),
        variables,
        terms,
        place,
        header.count("\n") + 4,
        found.reviewed,
    )


def _check_variable(variable: Variable, place: str) -> None:
    if variable.key and variable.parameter:
        raise fault(
            place,
            f"variabele '{variable.name}' heeft een key en een parameter",
            f"variable '{variable.name}' has both a key and a parameter",
        )
    if (variable.type == "rijen") != bool(variable.columns):
        raise fault(
            place,
            f"variabele '{variable.name}': kolommen horen bij het type rijen, en alleen daarbij",
            f"variable '{variable.name}': columns belong to the type rijen, and to that only",
        )
