"""The shape of each file in a clause library, and the error that names the file where something is wrong."""

from __future__ import annotations

from datetime import date
from importlib.resources.abc import Traversable
from typing import Any, Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from izacontract.errors import ClauseError
from izacontract.model.clause import Column, Place, Presence, Source, Variable

Type = Literal[
    "tekst",
    "euro",
    "procent",
    "aandeel",
    "getal",
    "datum",
    "jaar",
    "dagen",
    "weken",
    "maanden",
    "lijst",
    "keuze",
    "janee",
    "rijen",
]


class File(BaseModel):
    """A file or entry: strict and frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True)


M = TypeVar("M", bound=File)


class SourceFile(File):
    """A source in a header, parameter or commitment."""

    document: str
    section: str
    consulted: date | None
    url: str | None = None
    edition: str | None = None

    def source(self) -> Source:
        """Return the source."""
        return Source(self.document, self.section, self.consulted, self.url, self.edition)


class ColumnFile(File):
    """A column of a variable of type rijen."""

    type: Type
    title: str = ""
    labels: dict[str, str] = Field(default_factory=dict)


class VariableFile(File):
    """A declared variable."""

    type: Type
    key: str | None = None
    parameter: str | None = None
    optional: bool = False
    columns: dict[str, Type | ColumnFile] = Field(default_factory=dict)
    labels: dict[str, str] = Field(default_factory=dict)

    def variable(self, name: str) -> Variable:
        """Return the variable under its `name`."""
        columns = tuple(
            Column(key, "", column)
            if isinstance(column, str)
            else Column(key, column.title, column.type, column.labels)
            for key, column in self.columns.items()
        )
        return Variable(name, self.type, self.key, self.parameter, self.optional, columns, self.labels)


class TermFile(File):
    """A defined term with its other forms."""

    meaning: str
    forms: tuple[str, ...] = ()


class HeaderFile(File):
    """The header of a dated text."""

    change: str
    sources: tuple[SourceFile, ...]
    variables: dict[str, Type | VariableFile] = Field(default_factory=dict)
    terms: dict[str, str | TermFile] = Field(default_factory=dict)
    reviewed: str | None = None


class ClauseFile(File):
    """`clause.yaml`."""

    title: str
    slot: str
    order: int
    presence: Presence
    explanation: str
    sectors: tuple[str, ...] | None = None
    topic: str | None = None
    withdrawn: date | None = None


class SlotFile(File):
    """An entry of `slots.yaml`."""

    id: str
    heading: str
    place: Place = Place.ARTICLE
    after: str | None = None


class ParameterValueFile(File):
    """A dated value of a parameter."""

    since: date = Field(alias="from")
    until: date | None
    value: str
    status: str
    source: SourceFile


class ParameterFile(File):
    """An entry of a parameter file."""

    id: str
    title: str
    unit: str
    values: tuple[ParameterValueFile, ...]


class CommitmentFile(File):
    """An entry of `commitments.yaml`."""

    id: str
    text: str
    section: str
    document: str = "Integraal Zorgakkoord"
    clauses: tuple[str, ...]
    also: tuple[str, ...] = ()
    sectors: tuple[str, ...] | None = None
    since: date | None = Field(None, alias="from")


def load_yaml(file: Traversable, place: str) -> Any:
    """Return what the YAML in `file` holds; raises ClauseError, naming `place`, when it is not YAML."""
    return loaded(file.read_text(encoding="utf-8"), place)


def loaded(text: str, place: str) -> Any:
    """Return what the YAML in `text` holds; raises ClauseError, naming `place`, when it is not YAML."""
    try:
        return yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise fault(place, f"geen geldige YAML: {error}", f"not valid YAML: {error}") from error


def checked(model: type[M], entry: object, place: str) -> M:
    """Return `entry` as `model`; raises ClauseError, naming `place` and every key that is wrong."""
    try:
        return model.model_validate(entry)
    except ValidationError as error:
        faults = "; ".join(
            f"{'.'.join(str(step) for step in fault['loc'])}: {fault['msg']}" for fault in error.errors()
        )
        raise fault(place, faults, faults) from error


def fault(place: str, nl: str, en: str) -> ClauseError:
    """Return the error that says what is wrong at `place` in a library."""
    return ClauseError(
        f"{place}: {nl}.", f"{place}: {en}.", "Verbeter het bestand.", "Mend the file.", code="clausule.bestand"
    )
