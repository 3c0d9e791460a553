"""The shape of each file in a clause library."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from izacontract.model.clause import Column, Place, Presence, Source, Variable

Type = Literal[
    "tekst",
    "euro",
    "procent",
    "aandeel",
    "getal",
    "datum",
    "jaar",
    "kwartaal",
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


Line = Annotated[str, Field(pattern=r"^[^\n]*\S[^\n]*$")]
"""Words on one line."""


class SourceFile(File):
    """A source in a header, parameter or commitment."""

    document: Line
    section: Line
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

    meaning: Line
    forms: tuple[str, ...] = ()


class HeaderFile(File):
    """The header of a dated text."""

    change: str
    sources: tuple[SourceFile, ...]
    variables: dict[str, Type | VariableFile] = Field(default_factory=dict)
    terms: dict[str, Line | TermFile] = Field(default_factory=dict)
    reviewed: str | None = None


class ClauseFile(File):
    """`clause.yaml`."""

    title: Line
    slot: str
    order: int
    presence: Presence
    explanation: str
    sectors: tuple[str, ...] | None = None
    topic: str | None = None
    withdrawn: date | None = None


class HeadingFile(File):
    """Another heading of a slot, for when none of `clauses` is in the contract."""

    clauses: tuple[str, ...]
    heading: str


class SlotFile(File):
    """An entry of `slots.yaml`."""

    id: str
    heading: Line
    place: Place = Place.ARTICLE
    after: str | None = None
    without: tuple[HeadingFile, ...] = ()


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
    information: bool = False


class CommitmentFile(File):
    """An entry of `commitments.yaml`."""

    id: str
    text: str
    section: str
    document: str = "Integraal Zorgakkoord"
    clauses: tuple[str, ...]
    also: tuple[str, ...] = ()
    hangs_on: str | None = None
    sectors: tuple[str, ...] | None = None
    since: date | None = Field(None, alias="from")
