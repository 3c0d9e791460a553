"""The change file: figures that are otherwise, values of requests that are otherwise, and sources that changed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from pydantic import Field

from izacontract.clauses.files import Yaml
from izacontract.clauses.library import Library
from izacontract.clauses.shapes import File, OneLine
from izacontract.errors import ClauseError, FileError, Told
from izacontract.meant import did_you_mean
from izacontract.message import Message
from izacontract.model.clause import Source
from izacontract.model.parameter import Parameter, Parameters, ParameterValue

WRONG_FILE: Final = Message(
    "bestand.wijziging",
    "Het bestand met de wijziging is niet goed: {why}",
    "The file with the change is not right: {why}",
    "Hoe het hoort staat in docs/termijnen.md.",
    "How it should be is in docs/termijnen.md.",
)
UNKNOWN_FIGURE: Final = Told("{file}: er is geen cijfer '{name}'. ", "{file}: there is no figure '{name}'. ")
UNKNOWN_KEY: Final = Told("{file}: een aanvraag heeft geen '{name}'. ", "{file}: a request has no '{name}'. ")
ENDS_FIRST: Final = Told(
    "{file}: cijfer '{name}' geldt tot {until}, en dat is vóór de dag vanaf wanneer het geldt ({since}).",
    "{file}: figure '{name}' holds until {until}, which is before the day from which it holds ({since}).",
)
NOTHING: Final = Told("er staat niets in.", "nothing stands in it.")
NUMBER: Final = re.compile(r"\d[\w:.]*\w|\d")
PAGES: Final = re.compile(r"(\d+)(?:-(\d+))?")
PAGE: Final = re.compile(r"(?:p\.|bladzijde) ?(\d+)")


class _FigureFile(File):
    id: OneLine = Field(alias="cijfer")
    value: OneLine = Field(alias="waarde")
    since: date = Field(alias="vanaf")
    until: date | None = Field(None, alias="tot")
    status: OneLine = Field("voorlopig", alias="status")


class _ValueFile(File):
    key: OneLine = Field(alias="sleutel")
    value: OneLine = Field(alias="waarde")
    year: int | None = Field(None, alias="contractjaar")
    where: dict[str, str | int] = Field(default_factory=dict, alias="alleen")


class _SourceFile(File):
    work: OneLine = Field(alias="bron")
    place: str = Field("", alias="plaats")


class _ChangeFile(File):
    figures: tuple[_FigureFile, ...] = Field((), alias="cijfers")
    values: tuple[_ValueFile, ...] = Field((), alias="waarden")
    sources: tuple[_SourceFile, ...] = Field((), alias="bronnen")


@dataclass(frozen=True, slots=True)
class ChangedFigure:
    """A dated figure that is otherwise from `since` up to and including `until`, None without end."""

    id: str
    value: ParameterValue


@dataclass(frozen=True, slots=True)
class ChangedValue:
    """A value of a request that is otherwise, by its dotted key.

    Only of a contract that runs in `year`, None for all, and whose keys in `where` have these values. Of a list each
    item is meant whose `jaar`, if it has one, is `year`.
    """

    key: str
    value: str
    year: int | None = None
    where: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ChangedSource:
    """A source that changed: an accord or law by its id, a ruling or rule by its number; `place` "" for all of it."""

    work: str
    place: str

    def is_cited_by(self, source: Source) -> bool:
        """Return whether `source` cites this one, at its place: an article by its number, a page within its pages."""
        if self.work not in (source.work, source.identifier, source.section, source.identifier.removeprefix("Stb. ")):
            return False
        if not self.place:
            return True
        if page := PAGE.fullmatch(self.place.strip()):
            _, _, printed = source.section.partition("p. ")
            return any(int(first) <= int(page[1]) <= int(last or first) for first, last in PAGES.findall(printed))
        if numbers := NUMBER.findall(self.place):
            return set(numbers) <= set(NUMBER.findall(source.section.partition(", p. ")[0]))
        return self.place.lower() in source.section.lower()


@dataclass(frozen=True, slots=True)
class Change:
    """All that a change file says."""

    figures: tuple[ChangedFigure, ...] = ()
    values: tuple[ChangedValue, ...] = ()
    sources: tuple[ChangedSource, ...] = ()

    def parameters(self, known: Parameters) -> Parameters:
        """Return `known` with the changed figures in the place of what held on their days."""
        found = dict(known.by_id)
        for figure in self.figures:
            found[figure.id] = _with(found[figure.id], figure.value)
        return Parameters(found)


def read_change(data: bytes, file: str, library: Library, keys: Collection[str] = ()) -> Change:
    """Return the change in `data`; raises FileError, with the line, for what is wrong with it.

    `keys` are those that a request may have, a column of a list behind the key of the list; none to take any.
    """
    try:
        given = Yaml(data.decode("utf-8"), file)
        found = given.checked(_ChangeFile, given.data if given.data is not None else {})
    except (ClauseError, UnicodeDecodeError) as error:
        why = error.message if isinstance(error, ClauseError) else Told("geen tekst in UTF-8", "no text in UTF-8")
        raise WRONG_FILE.failure(FileError, why=why) from error
    figures = []
    for one in found.figures:
        if one.id not in library.parameters.by_id:
            meant = did_you_mean(one.id, library.parameters.by_id)
            why = Told(
                UNKNOWN_FIGURE.nl.format(file=file, name=one.id) + meant.nl,
                UNKNOWN_FIGURE.en.format(file=file, name=one.id) + meant.en,
            )
            raise WRONG_FILE.failure(FileError, why=why)
        if one.until is not None and one.until < one.since:
            told = {"file": file, "name": one.id, "since": f"{one.since:%d-%m-%Y}", "until": f"{one.until:%d-%m-%Y}"}
            raise WRONG_FILE.failure(FileError, why=Told(ENDS_FIRST.nl.format(**told), ENDS_FIRST.en.format(**told)))
        source = Source(file, "", None)
        figures.append(ChangedFigure(one.id, ParameterValue(one.since, one.until, one.value, one.status, source, file)))
    for key in (key for value in found.values for key in (value.key, *value.where)):
        if keys and key not in keys:
            meant = did_you_mean(key, keys)
            nl, en = (told.format(file=file, name=key) for told in (UNKNOWN_KEY.nl, UNKNOWN_KEY.en))
            raise WRONG_FILE.failure(FileError, why=Told(nl + meant.nl, en + meant.en))
    values = (
        ChangedValue(one.key, one.value, one.year, tuple((key, str(known)) for key, known in one.where.items()))
        for one in found.values
    )
    change = Change(tuple(figures), tuple(values), tuple(ChangedSource(one.work, one.place) for one in found.sources))
    if change == Change():
        raise WRONG_FILE.failure(FileError, why=NOTHING)
    return change


def _with(parameter: Parameter, value: ParameterValue) -> Parameter:
    """Return `parameter` with `value`; what held on its days before is cut to what is left of it."""
    values = [*_left(parameter.values, value), value]
    return replace(parameter, values=tuple(sorted(values, key=lambda one: one.since)))


def _left(values: Iterable[ParameterValue], value: ParameterValue) -> Iterable[ParameterValue]:
    last = value.until or date.max
    for one in values:
        if one.since < value.since:
            ends = min(one.until or date.max, date.fromordinal(value.since.toordinal() - 1))
            yield replace(one, until=ends)
        if (one.until or date.max) > last:
            yield replace(one, since=max(one.since, date.fromordinal(last.toordinal() + 1)))
