"""A tiny set of plugins for intake alone: one sector, a section of each form, and a check that tests choose."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date
from typing import Annotated, Any, Literal, cast

from pydantic import model_validator

from izacontract import (
    BOTH,
    INSURER,
    Between,
    Code,
    ContractRequest,
    Count,
    Day,
    Days,
    Euro,
    Finding,
    Message,
    Percentage,
    Quarter,
    RequestInvalid,
    Section,
    Sector,
    Severity,
    Terms,
    Text,
    ToFill,
    Year,
    YesNo,
    field,
)
from izacontract.clauses.library import Library
from izacontract.errors import dotted
from izacontract.host import PluginProblem, Plugins
from izacontract.intake import Examination
from izacontract.intake.read import examine_tree
from izacontract.intake.yaml_source import read_yaml
from izacontract.model.clause import Clause, Presence
from izacontract.model.parameter import Parameters

LATE = Message("proef.te-laat", "Het einde ligt voor het begin.", "The end is before the begin.", "Keer om.", "Swap.")


class Contact(Terms):
    """A group of which nothing needs to be known in a draft."""

    name: ToFill[Text] = field("naam", "Naam van wie antwoordt.", by=BOTH)
    phone: ToFill[Text] = field("telefoon", "Telefoonnummer.", by=BOTH)


class Proof(Terms):
    """The sector's own agreements: a field of every form."""

    kind: ToFill[Literal["praktijk", "thuis"]] = field("soort", "Waar de zorg is.", by=BOTH)
    rate: ToFill[Euro] = field("tarief", "Tarief per zitting.", by=INSURER)
    growth: Percentage | None = field("groei", "Groei per jaar.", by=BOTH, default=None)
    count: Count | None = field("aantal", "Aantal zittingen.", by=BOTH, default=None)
    places: ToFill[tuple[Text, ...]] = field("plaatsen", "Waar de zorg is.", by=BOTH)
    days: tuple[Literal["ma", "di"], ...] = field("dagen", "Op welke dagen.", by=BOTH, default=())
    contact: ToFill[Contact] = field("contact", "Wie antwoordt.", by=BOTH)
    open_on: YesNo = field("open", "Of de praktijk open is.", by=BOTH, default=True)
    answer: Annotated[Days, Between(1, 90)] = field("antwoord", "Termijn.", by=BOTH, default=21)
    start: Quarter | None = field("start", "Eerste kwartaal.", by=BOTH, default=None)
    year: Year | None = field("jaar", "Jaar.", by=BOTH, default=None)


class Element(Terms):
    """An item of a list section, with what identifies it."""

    kind: Literal["korting", "opslag"] = field("soort", "Soort element.", by=INSURER)
    share: Percentage = field("percentage", "Deel van het tarief.", by=INSURER)
    reason: Text = field("onderbouwing", "Waarom.", by=INSURER)
    amount: ToFill[Euro] = field("bedrag", "Bedrag.", by=INSURER)
    performance: Code | None = field("prestatie", "Code.", by=INSURER, default=None)
    performances: tuple[Code, ...] = field("prestaties", "Codes.", by=INSURER, default=())


class Plan(Terms):
    """A section whose two days must follow each other, by a check of the model itself."""

    mark: Text = field("kenmerk", "Kenmerk van het plan.", by=BOTH)
    begin: ToFill[Day] = field("begin", "Eerste dag.", by=BOTH)
    end: ToFill[Day] = field("einde", "Laatste dag.", by=BOTH)

    @model_validator(mode="after")
    def in_order(self) -> Plan:
        if isinstance(self.begin, date) and isinstance(self.end, date) and self.end < self.begin:
            raise LATE.error()
        return self


class Always(Terms):
    """A section that every contract has."""

    period: Literal["maand", "jaar"] = field("periode", "Hoe vaak.", by=BOTH, default="maand")
    contact: ToFill[Text] = field("contact", "Wie.", by=BOTH)


SECTOR = Sector(
    code="proef",
    title="proefzorg",
    terms=Proof,
    accepts=frozenset({"elementen", "plan"}),
    refuses=(("tijd", "Die afspraak is er voor anderen."),),
    agb_prefixes=("04", "05"),
)
OTHER = Sector(code="ander", title="andere zorg", terms=Contact)
SECTIONS = (
    Section("elementen", Element, "Elementen", many=True),
    Section("plan", Plan, "Het plan"),
    Section("vast", Always, "Wat elk contract heeft", always=True),
    Section("tijd", Contact, "Tijd"),
    Section("vreemd", Contact, "Vreemd"),
)
Check = Callable[[ContractRequest], list[Finding]]


def clause(name: str, presence: Presence = Presence.MANDATORY, **more: Any) -> Clause:
    """Return a clause of the fake library without a text."""
    facts: dict[str, Any] = {"sectors": None, "topic": None, "explanation": "", "versions": ()}
    return Clause(id=name, title=name, plugin="proef", slot="slot", order=1, presence=presence, **(facts | more))


CLAUSES = (
    clause("proef.a"),
    clause("proef.abc"),
    clause("proef.altijd", Presence.ALWAYS),
    clause("proef.voorwaarde", Presence.CONDITIONAL),
    clause("proef.keuze", Presence.OPTIONAL),
    clause("proef.elders", Presence.ALWAYS, sectors=frozenset({"ander"})),
    clause("proef.onderwerp", Presence.ALWAYS, topic="niet-genomen"),
)
LIBRARY = Library((), {clause.id: clause for clause in CLAUSES}, Parameters({}), ())


@dataclass
class Fake:
    """What intake asks of the plugins, without plugins."""

    sectors: Mapping[str, Sector] = dataclass_field(default_factory=lambda: {"ander": OTHER, "proef": SECTOR})
    sections: Mapping[str, Section] = dataclass_field(default_factory=lambda: {s.key: s for s in SECTIONS})
    problems: tuple[PluginProblem, ...] = ()
    library: Library = LIBRARY
    parameters: Parameters = dataclass_field(default_factory=lambda: Parameters({}))
    check: Check = lambda request: []

    def check_request(self, request: ContractRequest) -> list[Finding]:
        return self.check(request)

    @property
    def request_checks(self) -> tuple[Check, ...]:
        return (self.check,)


def fake(check: Check | None = None, **changes: object) -> Plugins:
    """Return the fake plugins, with a check of the request if given."""
    return cast(Plugins, Fake(**(changes | ({"check": check} if check else {}))))  # type: ignore[arg-type]


HEAD = """\
overeenkomst: {kenmerk: P-1, sector: proef, begin: 2025-01-01, einde: 2025-12-31, plaats: Ede}
zorgverzekeraar:
  plaats: Ede
  rechtspersonen: [{naam: Proef N.V., kvk: "90000011", uzovi: "9981"}]
  vertegenwoordiger: {naam: A. Proef, functie: inkoper}
zorgaanbieder:
  naam: Praktijk Proef
  rechtsvorm: maatschap
  plaats: Ede
  kvk: "90000101"
  agb: "04999101"
  iban: NL79FIKT0000000101
  vertegenwoordiger: {naam: B. Proef, functie: praktijkhouder}
"""
"""A complete core of thirteen lines: what a test adds starts on line 14."""

FIRST = HEAD.count("\n") + 1
FILE = "aanvraag.yaml"


def examined(text: str, plugins: Plugins | None = None) -> Examination:
    """Return what intake says about the request `text`, as if it stood in `aanvraag.yaml`.

    Raises RequestInvalid when it is not YAML.
    """
    return examine_tree(read_yaml(text.encode(), FILE), plugins or fake())


def request_of(text: str, plugins: Plugins | None = None) -> ContractRequest:
    """Return the request in `text`, which must have no fault."""
    examination = examined(text, plugins)
    assert examination.request is not None, told(examination)
    return examination.request


def told(findings: Examination | RequestInvalid, severity: Severity = Severity.FAULT) -> list[str]:
    """Write each finding of one severity as `line:column path code`."""
    return [brief(finding) for finding in findings.findings if finding.severity is severity]


def brief(finding: Finding) -> str:
    """Write `finding` as `line:column path code`, without the path when it is about the file."""
    place = f"{finding.position.line}:{finding.position.column}" if finding.position else ""
    return " ".join(part for part in (place, dotted(finding.path), finding.code) if part)
