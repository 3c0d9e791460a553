"""Step check: what the core itself finds in a finished contract."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from izacontract.build.contents import FilledClause
from izacontract.errors import Finding, Path, RequestInvalid, Severity, Told
from izacontract.message import Message
from izacontract.model.contract import Contract
from izacontract.model.own import is_own
from izacontract.model.parameter import Parameters
from izacontract.model.request import ContractRequest
from izacontract.model.values import By, OpenPoint, in_english

OPEN = Message(
    "contract.open-punt",
    "{words} nog niet ingevuld.",
    "{words} not filled in yet.",
    "Vul de waarde in{unit}; zij komt van {by}.",
    "Fill in the value{unit}; it comes from {by}.",
)
NOT_KNOWN = Message(
    "contract.open-punt",
    "{title} ({field}) heeft op {day} geen waarde.",
    "{title} ({field}) has no value on {day}.",
    "{first}, of zet de waarde met haar bron in uw huisbibliotheek: parameters/*.yaml onder de map die u met "
    "--library noemt (zie docs/parameters.md).",
    "{first}, or put the value with its source in your house library: parameters/*.yaml in the folder that you name "
    "with --library (see docs/parameters.md).",
)
NOT_REVIEWED = Message(
    "contract.niet-beoordeeld",
    "{count} teksten van dit contract zijn niet juridisch beoordeeld.",
    "{count} texts of this contract have had no legal review.",
    "Laat ze beoordelen en leg dat vast in uw huisbibliotheek (reviewed.yaml); tot dan vraagt --final om een reden.",
    "Have them reviewed and record that in your house library (reviewed.yaml); till then --final asks for a reason.",
)
UNREVIEWED = Message(
    "contract.definitief-zonder-beoordeling",
    "Dit wordt een definitief contract, maar {count} teksten ervan zijn niet juridisch beoordeeld.",
    "This becomes a final contract, but {count} of its texts have had no legal review.",
    "Laat ze beoordelen en leg dat vast in uw huisbibliotheek (reviewed.yaml), of zeg waarom het zo verzonden wordt: "
    '--unreviewed "reden". Welke het zijn, staat in het memo (izacontract memo).',
    "Have them reviewed and record that in your house library (reviewed.yaml), or say why it is sent as it is: "
    '--unreviewed "reason". The memo says which they are (izacontract memo).',
)
NOT_IN_FORCE = Message(
    "contract.peildatum-zonder-tekst",
    "Op de peildatum kan dit contract niet worden gemaakt. {why}",
    "On this reference day the contract cannot be made. {why}",
    "Kies een latere peildatum, of laat haar weg: dan geldt de eerste dag van het contract.",
    "Choose a later reference day, or leave it out: then the first day of the contract counts.",
)
PAST_ITS_DAY = Message(
    "contract.parameter-verlopen",
    "{parameter} ({clause}) geldt tot en met {until}; het contract loopt langer.",
    "{parameter} ({clause}) holds until {until}; the contract runs longer.",
    "De tekst noemt de waarde van de peildatum; ga na of hij ook zegt wat daarna geldt. Bekende waarden: izacontract "
    "clauses parameters",
    "The text gives the value of the reference day; see whether it also says what holds afterwards. Known values: "
    "izacontract clauses parameters",
)
ENGLISH = {By.INSURER: "the insurer", By.PROVIDER: "the provider", By.BOTH: "both parties"}


def open_point_findings(points: Iterable[OpenPoint], request: ContractRequest, parameters: Parameters) -> list[Finding]:
    """Return one finding per open point that the document prints, at the path of its field and in words.

    A parameter without a value on the reference day is told where a request may supply it, or else under its own name.
    """
    return [
        _without_value(point, request, parameters) if point.field in parameters.by_id else _not_filled_in(point)
        for point in points
    ]


def _without_value(point: OpenPoint, request: ContractRequest, parameters: Parameters) -> Finding:
    parameter, day = parameters.by_id[point.field], f"{request.reference_day:%d-%m-%Y}"
    path = path_of(point.field)
    first = Told("Werk de plugin bij", "Update the plugin")
    if parameter.key:
        section, _, key = parameter.key.partition(".")
        path = path_of(parameter.key)
        first = Told(
            f"Zet haar met jaar, status en bron in een regel van de lijst {section}, onder {key}",
            f"Put it with year, status and source in a row of the list {section}, under {key}",
        )
    return NOT_KNOWN.finding(
        *path,
        severity=Severity.OPEN,
        field=point.field,
        title=parameter.title,
        day=day,
        first=first,
    )


def _not_filled_in(point: OpenPoint) -> Finding:
    return OPEN.finding(
        *path_of(point.field),
        severity=Severity.OPEN,
        words=point.words,
        unit=Told(f" ({point.unit})", f" ({in_english(point.unit)})") if point.unit else "",
        by=Told(point.by, ENGLISH[point.by]),
    )


def review_findings(contract: Contract) -> list[Finding]:
    """Return one warning when texts of ours or of a house have had no legal review; parties agree on their own."""
    count = not_reviewed(contract)
    return [NOT_REVIEWED.warning(count=count)] if count else []


def with_review(contract: Contract, unreviewed: str) -> Contract:
    """Return the final `contract` as it may go out: reviewed, or else with the reason `unreviewed`.

    Who sends a contract decides on this, so the commands ask for it and `build_contract` does not. Raises
    RequestInvalid without a reason while a text of ours or of a house has had no legal review.
    """
    count = not_reviewed(contract)
    if count and not unreviewed:
        raise RequestInvalid([UNREVIEWED.before_final(count=count)])
    return replace(contract, unreviewed=unreviewed if count else "")


def not_reviewed(contract: Contract) -> int:
    """Return how many texts in `contract` no lawyer has reviewed, positions too; parties agree on their own."""
    texts = [one.reviewed for one in contract.decisions if one.include and not is_own(one.clause)]
    texts += [one.reviewed for one in contract.positions if one.since is not None]
    return sum(not reviewed for reviewed in texts)


def parameter_findings(
    clauses: Sequence[FilledClause], request: ContractRequest, parameters: Parameters
) -> list[Finding]:
    """Return a warning for each printed parameter whose value ends before the contract does."""
    findings = []
    for clause in clauses:
        for variable in clause.version.variables.values():
            if variable.parameter is None:
                continue
            value = parameters.on(variable.parameter, request.reference_day)
            if value is not None and value.until is not None and value.until < request.agreement.end:
                facts = {"parameter": parameters.by_id[variable.parameter].title, "clause": clause.version.clause}
                end = ("overeenkomst", "einde")
                findings.append(PAST_ITS_DAY.warning(*end, **facts, until=value.until.strftime("%d-%m-%Y")))
    return findings


def path_of(field: str) -> Path:
    """Return the path that `field` writes: `a.b[2].c` gives ("a", "b", 1, "c")."""
    steps: list[str | int] = []
    for name, index in re.findall(r"([^.\[\]]+)|\[(\d+)\]", field):
        steps.append(int(index) - 1 if index else name)
    return tuple(steps)
