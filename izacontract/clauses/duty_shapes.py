"""The shape of the duties that a dated text declares, and of the events that a library knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources.abc import Traversable
from typing import Annotated, Final

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from izacontract.clauses.files import Yaml, read_yaml
from izacontract.clauses.leden import LID
from izacontract.clauses.shapes import File, HeaderFile, OneLine
from izacontract.errors import Path
from izacontract.meant import did_you_mean
from izacontract.model.clause import Variable
from izacontract.model.duty import (
    NUMBERS,
    TERM,
    CountingRule,
    DeclaredDuty,
    Duties,
    Event,
    Rule,
    Who,
    Year,
)

EVENTS: Final = "events.yaml"
"""The file of a library folder that lists the events that its duties hang on."""

UNITS: Final = ("dagen", "weken", "maanden")
DAYS: Final = ("datum", "kwartaal", "keuze", "jaar")
"""The types of a value that gives a day: of a keuze the end of each such period, of a jaar its last day."""

WHENS: Final = ("day", "after", "before")


class DutyFile(File):
    """A duty of a lid; see `DeclaredDuty`."""

    who: Who
    what: OneLine
    day: OneLine | None = None
    after: OneLine | None = None
    before: OneLine | None = None
    within: OneLine | None = None
    usual: OneLine | None = None
    by: OneLine | None = None
    year: Year = "each"
    yearly: bool = False
    says: OneLine | None = None
    proof: OneLine | None = None
    otherwise: OneLine | None = None
    payment: bool = False
    firm: bool = False

    @model_validator(mode="after")
    def _says_when(self) -> DutyFile:
        """Refuse a duty that says its day in two ways or none, or counts from a day without a term."""
        given = [key for key in WHENS if getattr(self, key) is not None]
        if len(given) != 1:
            raise PydanticCustomError("duty_when", "when")
        if self.day is None and self.within is None and self.usual is None and self.by is None:
            raise PydanticCustomError("missing_key", "missing", {"key": "within"})
        if self.usual is not None and (self.within is not None or self.day is not None):
            raise PydanticCustomError("key_forbidden", "forbidden", {"key": "usual"})
        if self.day is not None and self.within is not None:
            raise PydanticCustomError("key_forbidden", "forbidden", {"key": "within"})
        return self


class NoDutyFile(File):
    """Why a lid that names a term asks nothing of anybody by a day."""

    none: OneLine


class RuleFile(File):
    """A lid that says how terms count."""

    rule: Rule
    within: OneLine | None = None


class EventFile(File):
    """An entry of `events.yaml`."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    title: OneLine


class DutiedHeader(HeaderFile):
    """The header of a dated text, with its duties by lid."""

    duties: dict[str, tuple[DutyFile, ...] | NoDutyFile | RuleFile] = Field(default_factory=dict)


def read_events(folder: Traversable, plugin: str) -> Iterator[Event]:
    """Give the events that `folder` describes, in their order; none when it has no `events.yaml`."""
    file = folder.joinpath(EVENTS)
    if file.is_file():
        given = read_yaml(file, f"{plugin}/{EVENTS}")
        for index, entry in enumerate(given.entries()):
            yield Event(**given.checked(EventFile, entry, index).model_dump())


def duties_in(found: DutiedHeader, variables: Mapping[str, Variable], text: str, header: Yaml) -> Duties:
    """Return the duties in the header `found` of `text`.

    Raises ClauseError, with the line, for a lid that the text has not, and for a variable that it does not declare
    or that is no day or term. Events are looked up by `check_events`, once all are known.
    """
    known = LID.findall(text)
    declared: list[DeclaredDuty] = []
    rules: list[CountingRule] = []
    none: list[tuple[str, str]] = []
    for lid, given in found.duties.items():
        where: Path = ("duties", lid)
        if lid not in known:
            meant = did_you_mean(lid, known)
            raise header.fault(
                where,
                f"noemt lid '{lid}', dat niet in de tekst staat. {meant.nl}".strip(". "),
                f"names lid '{lid}', which is not in the text. {meant.en}".strip(". "),
            )
        if isinstance(given, NoDutyFile):
            none.append((lid, given.none))
        elif isinstance(given, RuleFile):
            within = _terms(given.within, variables, header, where)
            if bool(within) != (given.rule == "not-before-start"):
                nl, en = "vraagt within bij not-before-start, en alleen daar", "needs within with not-before-start only"
                raise header.fault(where, nl, en)
            rules.append(CountingRule(lid, given.rule, within))
        else:
            for number, one in enumerate(given, start=1):
                duty = _duty(lid, number, one, variables, header, (*where, number - 1))
                declared.append(duty)
    return Duties(tuple(declared), tuple(rules), tuple(none))


def _duty(
    lid: str, number: int, one: DutyFile, variables: Mapping[str, Variable], header: Yaml, where: Path
) -> DeclaredDuty:
    within = _terms(one.within, variables, header, where)
    duty = DeclaredDuty(
        lid, number, one.who, one.what, one.day, one.after, one.before, within, one.by or "", one.year, one.yearly,
        one.says or "", one.proof or "", one.otherwise or "", one.payment, one.firm, one.usual or "",
    )  # fmt: skip
    for anchor in duty.anchors:
        name, dot, column = anchor.partition(".")
        if name in variables and (kind := _kind(variables[name], column if dot else None)) not in DAYS:
            nl = f"hangt aan '{anchor}', dat geen dag is" + (f" maar {kind}" if kind else "")
            en = f"hangs on '{anchor}', which is no day" + (f" but {kind}" if kind else "")
            raise header.fault(where, nl, en)
        if dot and name not in variables and "#" not in anchor:
            nl = f"noemt variabele '{name}', die de tekst niet kent"
            raise header.fault(where, nl, f"names variable '{name}', unknown to the text")
    return duty


def _terms(within: str | None, variables: Mapping[str, Variable], header: Yaml, where: Path) -> tuple[str, ...]:
    """Return the terms that `within` adds up; raises ClauseError for what is no term."""
    found = tuple(part.strip() for part in within.split("+")) if within else ()
    for part in found:
        if (match := TERM.fullmatch(part)) is None:
            wrong = part not in variables or variables[part].type not in UNITS
        else:
            number = match[1]
            wrong = not number.isdigit() and number not in NUMBERS
            wrong = wrong and (number not in variables or variables[number].type != "getal")
        if wrong:
            nl = f"noemt termijn '{part}': geen variabele van dagen, weken of maanden, en niet zoals '14 dagen'"
            en = f"names term '{part}': no variable of dagen, weken or maanden, and not like '14 dagen'"
            raise header.fault(where, nl, en)
    return found


def _kind(variable: Variable, column: str | None) -> str:
    """Return the type of `variable`, or of its `column`; "" for no such column."""
    if column is None:
        return variable.type
    return next((one.type for one in variable.columns if one.key == column), "")
