"""Reads the files of a clause library: slots, clauses, dated texts, parameters, accords and laws."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from importlib.resources.abc import Traversable
from itertools import pairwise

from izacontract.clauses.duty_shapes import DutiedHeader, duties_in
from izacontract.clauses.files import Yaml, fault, read_text, read_yaml
from izacontract.clauses.shapes import (
    AccordFile,
    ClauseFile,
    ExtensionFile,
    LawFile,
    ParameterFile,
    PositionFile,
    SlotFile,
    SourceFile,
)
from izacontract.errors import ClauseError
from izacontract.message import Message
from izacontract.model.accords import Accord, Edition, Extension, Law, Work
from izacontract.model.clause import Clause, ClausePosition, ClauseVersion, Slot, Source, Term, Variable
from izacontract.model.deviation import STANDARD
from izacontract.model.parameter import Parameter, ParameterValue

UNKNOWN_WORK = Message(
    "clausule.bestand",
    "{place}: '{work}' is geen akkoord (accords/*.yaml) of wet (laws.yaml) van een plugin.",
    "{place}: '{work}' is no accord (accords/*.yaml) or law (laws.yaml) of a plugin.",
    "Controleer de spelling, of installeer de plugin die het akkoord of de wet beschrijft.",
    "Check the spelling, or install the plugin that describes the accord or law.",
)

LONGEST_ID = 34
POSITION = "position.yaml"
NAME = re.compile(r"[a-z][a-z0-9-]*")
VARIABLE = re.compile(r"[a-z][a-z0-9_]*")
DATED = re.compile(r"\d{4}-\d{2}-\d{2}\.md")
NOT_AN_ID = (
    f"is geen goede id: kleine letters, cijfers en streepjes, ten hoogste {LONGEST_ID} tekens",
    f"is not a good id: lower-case letters, digits and hyphens, {LONGEST_ID} characters at most",
)


def read_slots(folder: Traversable, plugin: str) -> list[Slot]:
    """Return the slots that `folder` defines, in their order; none when it has no `slots.yaml`."""
    file = folder.joinpath("slots.yaml")
    if not file.is_file():
        return []
    slots = read_yaml(file, f"{plugin}/slots.yaml")
    entries = [slots.checked(SlotFile, entry, index) for index, entry in enumerate(slots.entries())]
    for index, entry in enumerate(entries):
        if not NAME.fullmatch(entry.id) or len(entry.id) > LONGEST_ID:
            raise slots.fault((index, "id"), *NOT_AN_ID)
    return [
        Slot(
            entry.id,
            entry.heading,
            entry.place,
            plugin,
            entry.after,
            tuple((other.clauses, other.heading) for other in entry.without),
        )
        for entry in entries
    ]


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
        given = read_yaml(file, place)
        for index, entry in enumerate(given.entries()):
            found = given.checked(ParameterFile, entry, index)
            values = tuple(
                ParameterValue(value.since, value.until, value.value, value.status, value.source.source(), place)
                for value in sorted(found.values, key=lambda value: value.since)
            )
            for earlier, later in pairwise(values):
                if earlier.until is None or earlier.until >= later.since:
                    raise given.fault(
                        (index, "values"),
                        f"overlappen op {later.since}: die van {found.id}",
                        f"overlap on {later.since}: those of {found.id}",
                    )
            yield Parameter(found.id, found.title, found.unit, values, found.information, found.key)


def read_works(folder: Traversable, plugin: str) -> Iterator[Work]:
    """Give the accords and laws that `folder` describes, for its texts and those of others to cite by their ids.

    What extended an accord is looked up by `cited_accord`, once all accords are known.
    """
    accords = folder.joinpath("accords")
    files = sorted(accords.iterdir(), key=lambda entry: entry.name) if accords.is_dir() else []
    for file in (file for file in files if file.name.endswith(".yaml")):
        given = read_yaml(file, f"{plugin}/accords/{file.name}")
        found, accord_id = given.checked(AccordFile, given.data), file.name.removesuffix(".yaml")
        if not NAME.fullmatch(accord_id) or len(accord_id) > LONGEST_ID:
            raise fault(given.place, f"'{accord_id}' {NOT_AN_ID[0]}", f"'{accord_id}' {NOT_AN_ID[1]}")
        yield Accord(
            accord_id,
            found.title,
            found.short,
            tuple(Edition(**edition.model_dump()) for edition in found.editions),
            found.signed,
            found.since,
            found.until,
            tuple(map(_extension, found.extensions)),
        )
    laws = folder.joinpath("laws.yaml")
    if laws.is_file():
        given = read_yaml(laws, f"{plugin}/laws.yaml")
        for index, entry in enumerate(given.entries()):
            yield Law(**given.checked(LawFile, entry, index).model_dump())


def cited(source: Source, works: Mapping[str, Work], place: str) -> Source:
    """Return `source` with the title, identifier and address of the accord or law of `works` that it cites.

    Raises ClauseError, naming `place`, when it cites one that nobody describes.
    """
    if not source.work:
        return source
    work = works.get(source.work)
    if work is None:
        raise UNKNOWN_WORK.failure(ClauseError, place=place, work=source.work)
    return replace(source, document=work.title, identifier=work.identifier, url=source.url or work.url)


def cited_accord(accord: Accord, works: Mapping[str, Work], place: str) -> Accord:
    """Return `accord` with the passages that extended it, and those against them, looked up; raises as `cited` does."""
    extensions = (
        replace(
            extension,
            passage=cited(extension.passage, works, place),
            against=tuple(cited(source, works, place) for source in extension.against),
        )
        for extension in accord.extensions
    )
    return replace(accord, extensions=tuple(extensions))


def _extension(found: ExtensionFile) -> Extension:
    passage = SourceFile(accord=found.by, paragraph=found.paragraph, page=found.page).source()
    return Extension(found.by, found.signed, found.until, passage, tuple(other.source() for other in found.against))


def _read_clause(folder: Traversable, plugin: str) -> Clause:
    clause_id = f"{plugin}.{folder.name}"
    place = f"{plugin}/{folder.name}"
    if not NAME.fullmatch(folder.name) or len(clause_id) > LONGEST_ID:
        raise fault(place, f"'{clause_id}' {NOT_AN_ID[0]}", f"'{clause_id}' {NOT_AN_ID[1]}")
    found = read_yaml(folder.joinpath("clause.yaml"), f"{place}/clause.yaml")
    shape = found.checked(ClauseFile, found.data)
    versions = [
        read_version(file, clause_id, f"{place}/{file.name}")
        for file in sorted(folder.iterdir(), key=lambda entry: entry.name)
        if file.name.endswith(".md")
    ]
    if not versions:
        raise fault(place, "de clausule heeft geen tekst", "the clause has no text")
    if shape.per_year and not any(shape.per_year in _names(version) for version in versions):
        raise found.fault(
            ("per_year",), f"noemt '{shape.per_year}', dat geen tekst drukt", f"names '{shape.per_year}', in no text"
        )
    return Clause(
        clause_id,
        shape.title,
        plugin,
        shape.slot,
        shape.order,
        shape.presence,
        None if shape.sectors is None else frozenset(shape.sectors),
        shape.topic,
        " ".join(shape.explanation.split()),
        tuple(versions),
        shape.withdrawn,
        tuple(read_positions(folder, clause_id, place)),
        shape.per_year or "",
    )


def _names(version: ClauseVersion) -> set[str]:
    """Return what the values are called that `version` prints, those in a table by its name and that of the column."""
    columns = {f"{table}.{column.key}" for table, known in version.variables.items() for column in known.columns}
    return {*version.variables, *columns}


def read_positions(folder: Traversable, clause_id: str, place: str) -> list[ClausePosition]:
    """Return the positions in the folders below that of a clause, in order of rank."""
    found: list[ClausePosition] = []
    for sub in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if not (sub.is_dir() and sub.joinpath(POSITION).is_file()):
            continue
        where = f"{place}/{sub.name}"
        if not NAME.fullmatch(sub.name) or sub.name == STANDARD or len(sub.name) > LONGEST_ID:
            raise fault(where, f"'{sub.name}' {NOT_AN_ID[0]}", f"'{sub.name}' {NOT_AN_ID[1]}")
        given = read_yaml(sub.joinpath(POSITION), f"{where}/{POSITION}")
        shape = given.checked(PositionFile, given.data)
        files = sorted((file for file in sub.iterdir() if file.name.endswith(".md")), key=lambda file: file.name)
        versions = tuple(read_version(file, clause_id, f"{where}/{file.name}") for file in files)
        if not versions:
            raise fault(where, "de positie heeft geen tekst", "the position has no text")
        explanation = " ".join(shape.explanation.split())
        found.append(
            ClausePosition(
                sub.name,
                shape.title,
                shape.rank,
                shape.replaces,
                shape.condition,
                explanation,
                shape.may_agree,
                versions,
            )
        )
    return sorted(found, key=lambda position: (position.rank, position.name))


def read_version(file: Traversable, clause_id: str, place: str) -> ClauseVersion:
    """Return the dated text in `file`; raises ClauseError, naming `place`, when its name or header is wrong."""
    return read_headed(file, clause_id, place)[0]


def read_headed(file: Traversable, clause_id: str, place: str) -> tuple[ClauseVersion, Yaml]:
    """Return the dated text in `file` and its header, which knows the lines; raises as `read_version` does."""
    try:
        since = date.fromisoformat(file.name.removesuffix(".md") if DATED.fullmatch(file.name) else "")
    except ValueError as error:
        raise fault(
            f"{place}:1", "de bestandsnaam is geen dag (jjjj-mm-dd.md)", "the file name is not a day (yyyy-mm-dd.md)"
        ) from error
    content = read_text(file, place)
    head, end, text = content.removeprefix("---\n").partition("\n---\n")
    if not content.startswith("---\n") or not end:
        raise fault(
            f"{place}:1", "de kop tussen twee regels '---' ontbreekt", "the header between two '---' lines is missing"
        )
    header = Yaml(head, place, 2)
    first_line = head.count("\n") + 4
    if not text.strip():
        raise fault(f"{place}:{first_line}", "onder de kop staat geen tekst", "no text follows the header")
    found = header.checked(DutiedHeader, header.data)
    variables = {
        name: Variable(name, given) if isinstance(given, str) else given.variable(name)
        for name, given in found.variables.items()
    }
    for variable in variables.values():
        _check_variable(variable, header)
    terms = tuple(
        Term(term, given) if isinstance(given, str) else Term(term, given.meaning, given.forms)
        for term, given in found.terms.items()
    )
    version = ClauseVersion(
        clause_id,
        since,
        text,
        found.change,
        tuple(source.source() for source in found.sources),
        variables,
        terms,
        place,
        first_line,
        found.reviewed,
        fixed={lid: source.source() for lid, source in found.fixed.items()},
        duties=duties_in(found, variables, text, header),
    )
    return version, header


def _check_variable(variable: Variable, header: Yaml) -> None:
    where = ("variables", variable.name)
    if not VARIABLE.fullmatch(variable.name):
        raise header.fault(where, "is geen goede naam voor een variabele", "is not a good name for a variable")
    if variable.key and variable.parameter:
        raise header.fault(where, "heeft een key en een parameter", "has both a key and a parameter")
    if (variable.type == "rijen") != bool(variable.columns):
        raise header.fault(
            where,
            "kolommen horen bij het type rijen, en alleen daarbij",
            "columns belong to the type rijen, and to that only",
        )
