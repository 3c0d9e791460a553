"""An insurer's own texts: a folder whose clauses replace ours from their day, or mark our texts as reviewed.

The folder holds `<plugin>/<clause>/<day>.md` with the same header as our texts, and may hold `reviewed.yaml`:
a list of `{clause, since, reviewer, day}`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from importlib.resources.abc import Traversable
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from izacontract.clauses.library import Library
from izacontract.clauses.reader import read_version
from izacontract.clauses.shapes import fault, load_yaml
from izacontract.dutch import day as written_day
from izacontract.errors import ClauseError, FileError
from izacontract.model.clause import Clause, ClauseVersion

REVIEWED = "reviewed.yaml"


class _Review(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    clause: str
    since: date
    reviewer: str
    day: date


def with_house(library: Library, folder: Path) -> Library:
    """Return `library` in which the texts in `folder` replace ours from their own day.

    A house text with the day of one of ours takes its place; a later one follows it. Raises FileError when the
    folder cannot be read and ClauseError when a text or review is wrong or names a clause that does not exist.
    """
    if not folder.is_dir():
        raise FileError(
            f"De bibliotheek {folder} is geen map.",
            f"The library {folder} is not a folder.",
            "Geef met --library de map met uw eigen teksten.",
            "Name the folder with your own texts with --library.",
            code="bestand.geen-map",
        )
    clauses = dict(library.clauses)
    for version in _versions(folder):
        clause = library.clause(version.clause)
        clauses[clause.id] = _replaced(clauses[clause.id], version)
    for review in _reviews(folder):
        clauses[review.clause] = _reviewed(library.clause(review.clause), clauses[review.clause], review)
    return replace(library, clauses=clauses)


def _versions(folder: Path) -> Iterator[ClauseVersion]:
    for plugin in _folders(folder):
        for clause in _folders(plugin):
            for file in sorted(clause.iterdir(), key=lambda entry: entry.name):
                if file.name.endswith(".md"):
                    place = f"{folder.name}/{plugin.name}/{clause.name}/{file.name}"
                    version = read_version(file, f"{plugin.name}.{clause.name}", place)
                    yield replace(version, origin=f"huisbibliotheek {folder.name}")


def _folders(folder: Traversable) -> list[Traversable]:
    return sorted((entry for entry in folder.iterdir() if entry.is_dir()), key=lambda entry: entry.name)


def _replaced(clause: Clause, version: ClauseVersion) -> Clause:
    others = tuple(other for other in clause.versions if other.since != version.since)
    return replace(clause, versions=tuple(sorted((*others, version), key=lambda item: item.since)))


def _reviews(folder: Path) -> list[_Review]:
    file = folder / REVIEWED
    if not file.is_file():
        return []
    place = f"{folder.name}/{REVIEWED}"
    try:
        return TypeAdapter(list[_Review]).validate_python(load_yaml(file, place) or [])
    except ValidationError as error:
        what = "; ".join(f"{'.'.join(map(str, found['loc']))}: {found['msg']}" for found in error.errors())
        raise fault(place, what, what) from error


def _reviewed(known: Clause, clause: Clause, review: _Review) -> Clause:
    if all(version.since != review.since for version in clause.versions):
        raise ClauseError(
            f"{REVIEWED}: clausule '{known.id}' heeft geen tekst van {review.since}.",
            f"{REVIEWED}: clause '{known.id}' has no text of {review.since}.",
            f"Bekijk de versies met: izacontract clauses show {known.id}",
            f"See its versions with: izacontract clauses show {known.id}",
            code="clausule.beoordeling",
        )
    mark = f"{review.reviewer}, {written_day(review.day)}"
    versions: Mapping[date, ClauseVersion] = {version.since: version for version in clause.versions}
    marked = {**versions, review.since: replace(versions[review.since], reviewed=mark)}
    return replace(clause, versions=tuple(marked.values()))
