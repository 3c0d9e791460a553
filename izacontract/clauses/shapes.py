"""The shape of each file in a clause library."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from izacontract.dutch import day as written_day
from izacontract.dutch import section as written_section
from izacontract.model.clause import Column, Place, Presence, Source, Variable
from izacontract.model.commitment import State

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


OneLine = Annotated[str, Field(pattern=r"^[^\n]*\S[^\n]*$")]
"""Words on one line."""


class SourceFile(File):
    """A source in a header, parameter or commitment: one of an accord, a law, a ruling, a rule, a paper or a page.

    `accord` and `law` are ids that the library describes; an accord has its onderdeel, paragraph and page, and the
    place in its concept. A `rule` is known by its number, a `paper` by its Kamerstuk number, another `document` by its
    publisher and day.
    """

    accord: OneLine | None = None
    onderdeel: OneLine | None = None
    paragraph: OneLine | None = None
    page: OneLine | None = None
    concept: OneLine | None = None
    law: OneLine | None = None
    article: OneLine | None = None
    ruling: OneLine | None = None
    court: OneLine | None = None
    rule: OneLine | None = None
    paper: OneLine | None = None
    document: OneLine | None = None
    publisher: OneLine | None = None
    day: date | None = None
    section: OneLine | None = None
    consulted: date | None = None
    valid_on: date | None = None
    url: str | None = None

    @field_validator("article")
    @classmethod
    def _names_its_kind(cls, article: str | None) -> str | None:
        """Refuse a bare number: what it counts is printed."""
        if article is not None and not article.startswith(PLACES):
            raise ValueError("article_form")
        return article

    @model_validator(mode="after")
    def _is_one_kind(self) -> SourceFile:
        """Refuse a source of two kinds or none, one without what its kind must say, or with what another kind says."""
        given = {key for key in type(self).model_fields if getattr(self, key) is not None}
        kinds = [kind for kind in KINDS if kind in given and (kind != "document" or not given & {"rule", "paper"})]
        if len(kinds) != 1:
            raise ValueError("source_kind")
        needs, also = KINDS[kinds[0]]
        for key in needs:
            if key not in given:
                raise PydanticCustomError("missing_key", "missing", {"key": key})
        for key in sorted(given - {kinds[0], *needs, *also, "consulted", "valid_on", "url"}):
            raise PydanticCustomError("key_forbidden", "forbidden", {"key": key})
        return self

    def source(self) -> Source:
        """Return the source; the title of an accord or law is still its id, until `cited` looks it up."""
        named: dict[str, Any] = {"consulted": self.consulted, "url": self.url, "valid_on": self.valid_on}
        named["publisher"] = self.publisher or ""
        if self.accord is not None:
            return Source(self.accord, self._place(), work=self.accord, concept=self.concept or "", **named)
        if self.law is not None:
            return Source(self.law, str(self.article), work=self.law, **named)
        if self.ruling is not None:
            return Source(str(self.court), self.ruling, identifier=self.ruling, **named)
        section = written_section(str(self.section))
        if number := self.rule or (f"Kamerstukken {self.paper}" if self.paper else ""):
            title = ", ".join(part for part in (self.publisher, self.document) if part)
            return Source(title or number, section, identifier=number, **named)
        if self.publisher and self.day:
            identifier = f"{self.publisher}, {written_day(self.day)}"
            return Source(str(self.document), section, identifier=identifier, **named)
        title = ", ".join(part for part in (self.publisher, self.document) if part)
        return Source(title, section, **named)

    def _place(self) -> str:
        """Return the place in an accord: "onderdeel J, § 5, p. 103-104"."""
        place = (
            self.onderdeel and f"onderdeel {self.onderdeel}",
            self.paragraph and (f"§ {self.paragraph}" if self.paragraph[0].isdigit() else self.paragraph),
            self.page and f"p. {self.page}",
        )
        return ", ".join(part for part in place if part)


PLACES: Final = tuple(f"{word} " for word in ("artikel", "artikelen", "hoofdstuk", "paragraaf", "bijlage", "titel"))
"""How a place in a law begins."""

KINDS: Final[dict[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "accord": (("paragraph",), ("onderdeel", "page", "concept")),
    "law": (("article",), ()),
    "ruling": (("court",), ("day",)),
    "rule": (("document", "section"), ("publisher", "day")),
    "paper": (("section",), ("document", "publisher", "day")),
    "document": (("section",), ("publisher", "day")),
}
"""The kinds of source: what else each must say, and what it may say. Each may say when it was opened, and where."""


class Span(File):
    """What holds from a day or year (key `from`) until another, which is not before it."""

    since: Any = Field(None, alias="from")
    until: Any = None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.since is not None and self.until is not None and self.until < self.since:
            raise PydanticCustomError("ends_first", "ends first", {"key": "until"})
        return self


class EditionFile(File):
    """An edition in the file of an accord."""

    name: OneLine
    day: date | None
    identifier: OneLine
    url: str | None = None


class ExtensionFile(File):
    """What gave an accord a later last day: the accord that did, the place in it, and what contradicts it."""

    by: OneLine
    signed: date
    until: date
    paragraph: OneLine
    page: OneLine
    against: tuple[SourceFile, ...] = ()


class AccordFile(Span):
    """`accords/<id>.yaml`."""

    title: OneLine
    short: OneLine
    editions: Annotated[tuple[EditionFile, ...], Field(min_length=1)]
    signed: date | None = None
    since: date = Field(alias="from")
    until: date
    extensions: tuple[ExtensionFile, ...] = ()


class LawFile(File):
    """An entry of `laws.yaml`."""

    id: OneLine
    title: OneLine
    url: str | None = None


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

    meaning: OneLine
    forms: tuple[str, ...] = ()


class HeaderFile(File):
    """The header of a dated text."""

    change: str
    sources: tuple[SourceFile, ...]
    variables: dict[str, Type | VariableFile] = Field(default_factory=dict)
    terms: dict[str, OneLine | TermFile] = Field(default_factory=dict)
    reviewed: str | None = None
    fixed: dict[str, SourceFile] = Field(default_factory=dict)


class PositionFile(File):
    """`position.yaml`, in a folder of its own below that of the clause."""

    title: OneLine
    rank: Annotated[int, Field(ge=1)]
    replaces: Annotated[tuple[OneLine, ...], Field(min_length=1)]
    condition: OneLine
    explanation: str
    may_agree: OneLine


class ClauseFile(File):
    """`clause.yaml`; `per_year` names the value that says what is paid, at most or in all, in a calendar year."""

    title: OneLine
    slot: str
    order: int
    presence: Presence
    explanation: str
    sectors: tuple[str, ...] | None = None
    topic: str | None = None
    withdrawn: date | None = None
    per_year: OneLine | None = None


class HeadingFile(File):
    """Another heading of a slot, for when none of `clauses` is in the contract."""

    clauses: tuple[str, ...]
    heading: str


class SlotFile(File):
    """An entry of `slots.yaml`."""

    id: str
    heading: OneLine
    place: Place = Place.ARTICLE
    after: str | None = None
    without: tuple[HeadingFile, ...] = ()


class ParameterValueFile(Span):
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
    key: str = ""


ContractYear = Annotated[int, Field(ge=1900, le=2999)]


class CommitmentFile(Span):
    """An entry of `commitments.yaml`.

    `since` (key `from`) and `until` are contract years. `passages` say what `after` rests on; without them that is what
    extended the accord. `terms` are words that stand at its place, for who checks places against the text itself.
    """

    id: str
    text: str
    source: SourceFile
    clauses: tuple[str, ...]
    also: tuple[str, ...] = ()
    hangs_on: str | None = None
    sectors: tuple[str, ...] | None = None
    since: ContractYear | None = Field(None, alias="from")
    until: ContractYear | None = None
    after: State | None = None
    passages: tuple[SourceFile, ...] = ()
    terms: tuple[OneLine, ...] = ()
