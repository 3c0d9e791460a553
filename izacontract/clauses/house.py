"""An insurer's own texts: a folder whose clauses replace ours from their day, or mark our texts as reviewed.

The folder holds `<plugin>/<clause>/<day>.md` with the same header as our texts, and may hold `reviewed.yaml`:
a list of `{clause, position, since, reviewer, day}`, where `position` is given for the text of a position only, and
`parameters/*.yaml` with figures for days that ours do not know.
A folder below a clause, with its `position.yaml`, is a position: a new one, or in the place of ours of that name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from izacontract.clauses.files import Yaml, fault, read_yaml
from izacontract.clauses.house_parameters import FOLDER as PARAMETERS
from izacontract.clauses.house_parameters import with_house_parameters
from izacontract.clauses.keys import ReadableKeys
from izacontract.clauses.leden import LID
from izacontract.clauses.library import Library, checked_events, cited_version, every_text
from izacontract.clauses.proof import prove
from izacontract.clauses.reader import POSITION, read_headed, read_positions
from izacontract.clauses.shapes import File, OneLine
from izacontract.clauses.text import ClauseTexts
from izacontract.dutch import day as written_day
from izacontract.errors import ClauseError, FileError, unreadable
from izacontract.message import Message
from izacontract.model.clause import Clause, ClauseVersion

NO_FOLDER = Message(
    "bestand.geen-map",
    "De bibliotheek {folder} is geen map.",
    "The library {folder} is not a folder.",
    "Geef met --library de map met uw eigen teksten.",
    "Name the folder with your own texts with --library.",
)
NO_SUCH_TEXT = Message(
    "clausule.beoordeling",
    "{where}: clausule '{name}' heeft geen tekst van {day}.",
    "{where}: clause '{name}' has no text of {day}.",
    "Bekijk de versies met: izacontract clauses show {clause}",
    "See its versions with: izacontract clauses show {clause}",
)

REVIEWED = "reviewed.yaml"
READABLE = (".md", ".yaml", ".yml")
"""The ends of names that would be ours to read; other files in the folder are left alone."""


class _Review(File):
    """A line of `reviewed.yaml`."""

    clause: str
    position: str | None = None
    since: date
    reviewer: OneLine
    day: date


@dataclass(frozen=True)
class _Found:
    """What a house folder holds to read."""

    texts: tuple[Path, ...]
    figures: tuple[Path, ...]
    has_reviews: bool
    positions: tuple[Path, ...] = ()


def with_house(library: Library, folder: Path, texts: ClauseTexts, keys: ReadableKeys) -> Library:
    """Return `library` in which the texts in `folder` replace ours from their own day.

    A house text with the day of one of ours takes its place; a later one follows it. Every text is read on trial
    with `texts` and `keys`, with the house's figures too. Raises FileError when the folder cannot be read and
    ClauseError, with file and line, when a text, figure or review is wrong, stands in the wrong place or names what
    does not exist, or there is none.
    """
    if not folder.is_dir():
        raise NO_FOLDER.failure(FileError, folder=folder)
    try:
        found = _found(folder)
    except OSError as error:
        raise unreadable(str(folder), error) from error
    if found.figures:
        parameters = with_house_parameters(library, found.figures, folder)
        library = replace(library, parameters=parameters)
    clauses = dict(library.clauses)
    for file in found.texts:
        version, header = _text(file, folder, library)
        prove(version, header, texts, keys, library)
        clauses[version.clause] = _replaced(clauses[version.clause], version)
    for below in found.positions:
        known = _known(library, f"{below.parent.name}.{below.name}", f"{folder.name}/{below.relative_to(folder)}:1")
        clauses[known.id] = _with_positions(clauses[known.id], below, folder, library, texts, keys)
    if found.has_reviews:
        reviews: dict[tuple[str, str | None, date], str] = {}
        for review, where in _reviews(read_yaml(folder / REVIEWED, f"{folder.name}/{REVIEWED}")):
            first = reviews.setdefault((review.clause, review.position, review.since), where)
            if first != where:
                line = first.rpartition(":")[2]
                nl = f"de tekst van {review.since} van {review.clause} heeft al een beoordeling op regel {line}"
                en = f"the text of {review.since} of {review.clause} has a review on line {line} already"
                raise fault(where, f"{nl}; laat er één staan", f"{en}; keep one of them")
            known = _known(library, review.clause, where)
            clauses[known.id] = _reviewed(known, clauses[known.id], review, where)
    for clause in clauses.values():
        for version in every_text(clause):
            checked_events(version, library.events)
    return replace(library, clauses=clauses)


def _found(folder: Path) -> _Found:
    """Return what `folder` holds; raises ClauseError for a text or list that nobody would ever read."""
    texts: list[Path] = []
    figures: list[Path] = []
    positions: dict[Path, None] = {}
    has_reviews = False
    for file in house_files(folder, folder):
        steps = file.relative_to(folder).parts
        if steps == (REVIEWED,):
            has_reviews = True
        elif len(steps) == 3 and file.suffix == ".md":
            texts.append(file)
        elif len(steps) == 2 and steps[0] == PARAMETERS and file.suffix == ".yaml":
            figures.append(file)
        elif len(steps) == 4 and (
            file.name == POSITION or (file.suffix == ".md" and (file.parent / POSITION).is_file())
        ):
            positions[file.parent.parent] = None
        elif file.suffix in READABLE and file.stem.casefold() != "readme":
            raise _misplaced(folder, file)
    if not texts and not figures and not has_reviews and not positions:
        raise fault(
            str(folder),
            f"de map bevat geen teksten (plugin/clausule/jjjj-mm-dd.md), geen {PARAMETERS}/*.yaml en geen {REVIEWED}",
            f"the folder holds no texts (plugin/clause/yyyy-mm-dd.md), no {PARAMETERS}/*.yaml and no {REVIEWED}",
        )
    return _Found(tuple(texts), tuple(figures), has_reviews, tuple(positions))


def house_files(folder: Path, library: Path) -> Iterator[Path]:
    """Give the files in `folder` and below, in order of name; what is hidden and a link that leads back stay out.

    Raises ClauseError for a link to something outside the `library`: what it leads to can change unseen, and a batch
    takes the folder to other computers.
    """
    for entry in sorted(folder.iterdir()):
        if entry.name.startswith((".", "_")):
            continue
        if entry.is_symlink() and not entry.resolve().is_relative_to(library.resolve()):
            raise fault(
                f"{library.name}/{entry.relative_to(library).as_posix()}:1",
                "dit is een koppeling naar iets buiten de bibliotheek; zet er een kopie van neer",
                "this is a link to something outside the library; put a copy of it there",
            )
        if entry.is_dir() and not (entry.is_symlink() and folder.resolve().is_relative_to(entry.resolve())):
            yield from house_files(entry, library)
        if not entry.is_dir() or entry.suffix in READABLE:
            yield entry


def _misplaced(folder: Path, file: Path) -> ClauseError:
    place = f"{folder.name}/{file.relative_to(folder)}"
    return fault(
        f"{place}:1",
        f"dit bestand wordt niet gelezen; teksten staan in plugin/clausule/jjjj-mm-dd.md, cijfers in "
        f"{PARAMETERS}/*.yaml, beoordelingen in {REVIEWED}",
        f"this file is not read; texts stand in plugin/clause/yyyy-mm-dd.md, figures in {PARAMETERS}/*.yaml, reviews "
        f"in {REVIEWED}",
    )


def _text(file: Path, folder: Path, library: Library) -> tuple[ClauseVersion, Yaml]:
    place = f"{folder.name}/{file.relative_to(folder).as_posix()}"
    clause = _known(library, f"{file.parent.parent.name}.{file.parent.name}", f"{place}:1")
    version, header = read_headed(file, clause.id, place)
    return replace(cited_version(version, library.works), origin=f"huisbibliotheek {folder.name}"), header


def _known(library: Library, clause_id: str, where: str) -> Clause:
    """Return the clause with this id; raises ClauseError, naming the place and the nearest id, when there is none."""
    try:
        return library.clause(clause_id)
    except ClauseError as error:
        nl, en = error.message.nl, error.message.en
        raise ClauseError(f"{where}: {nl}", f"{where}: {en}", error.hint.nl, error.hint.en, error.code) from error


def _replaced(clause: Clause, version: ClauseVersion) -> Clause:
    ours = clause.text_on(version.since) or clause.versions[0]
    version = replace(version, fixed={**ours.fixed, **version.fixed})
    others = tuple(other for other in clause.versions if other.since != version.since)
    return replace(clause, versions=tuple(sorted((*others, version), key=lambda item: item.since)))


def _with_positions(
    clause: Clause, below: Path, folder: Path, library: Library, texts: ClauseTexts, keys: ReadableKeys
) -> Clause:
    """Return `clause` with the positions in the folders `below` it, each text read on trial."""
    place = f"{folder.name}/{below.relative_to(folder).as_posix()}"
    positions = {position.name: position for position in clause.positions}
    known = {lid: source for version in clause.versions for lid, source in version.fixed.items()}
    leden = {lid for version in clause.versions for lid in LID.findall(version.text)}
    for position in read_positions(below, clause.id, place):
        where = f"{place}/{position.name}"
        for lid in position.replaces:
            if lid in known or lid not in leden:
                nl, en = ("ligt vast", "is fixed") if lid in known else ("bestaat niet", "does not exist")
                raise fault(f"{where}/{POSITION}:1", f"lid '{lid}' {nl}", f"lid '{lid}' {en}")
        versions = []
        for one in position.versions:
            version, header = read_headed(below / position.name / f"{one.since}.md", clause.id, one.file)
            version = replace(cited_version(version, library.works), origin=f"huisbibliotheek {folder.name}")
            prove(version, header, texts, keys, library)
            versions.append(version)
        positions[position.name] = replace(position, versions=tuple(versions))
    return replace(clause, positions=tuple(sorted(positions.values(), key=lambda one: (one.rank, one.name))))


def _reviews(given: Yaml) -> Iterator[tuple[_Review, str]]:
    """Give each review with the place where it stands."""
    for index, entry in enumerate(given.entries()):
        yield given.checked(_Review, entry, index), given.where((index,))


def _reviewed(known: Clause, clause: Clause, review: _Review, where: str) -> Clause:
    positions = {position.name: position for position in clause.positions}
    other = positions.get(review.position or "")
    texts = clause.versions if review.position is None else other.versions if other else ()
    if all(version.since != review.since for version in texts):
        name = known.id if review.position is None else f"{known.id}, {review.position}"
        raise NO_SUCH_TEXT.failure(ClauseError, where=where, clause=known.id, name=name, day=review.since)
    mark = f"{review.reviewer}, {written_day(review.day)}"
    marked = tuple(replace(one, reviewed=mark) if one.since == review.since else one for one in texts)
    if other is None:
        return replace(clause, versions=marked)
    positions[other.name] = replace(other, versions=marked)
    return replace(clause, positions=tuple(positions.values()))
