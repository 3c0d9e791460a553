"""What is to be known of a contract and does not stand in it: the memo that whoever sends the contract keeps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from izacontract.build.contents import figure_sources
from izacontract.build.evidence import shown
from izacontract.coverage import Coverage, coverage
from izacontract.host import Plugins
from izacontract.model.clause import ClauseVersion, Source, Variable
from izacontract.model.contract import Contract, Decision, PlacedClause, Table, Value, texts_of
from izacontract.model.own import is_own
from izacontract.model.parameter import Parameters
from izacontract.model.places import ClausePlace, standings
from izacontract.model.request import ContractRequest
from izacontract.model.terms import Terms

FIGURES: Final = frozenset({"euro", "procent", "aandeel", "getal", "dagen", "weken", "maanden"})
"""The types of values that are figures."""


@dataclass(frozen=True, slots=True)
class ReviewedText:
    """A text in force in the contract: who reviewed it as a lawyer, None when nobody did."""

    decision: Decision
    place: str


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A source with the places in the contract that stand on it."""

    source: Source
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Deviation:
    """What parties agreed otherwise than the texts do: what kind, where it stands, why, and who agreed when."""

    kind: str
    subject: str
    place: str
    reason: str
    agreed_by: str
    agreed_on: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as printed: what it is called, where it stands and where it comes from."""

    name: str
    printed: str
    places: tuple[str, ...]
    origin: str


@dataclass(frozen=True, slots=True)
class Memo:
    """Everything that a memo says of `contract`."""

    contract: Contract
    texts: tuple[ReviewedText, ...]
    sources: tuple[CitedSource, ...]
    deviations: tuple[Deviation, ...]
    figures: tuple[Figure, ...]
    coverage: Coverage

    @property
    def omissions(self) -> tuple[Decision, ...]:
        """Return the decisions on the clauses that the request leaves out, each with its reason."""
        return tuple(decision for decision in self.contract.decisions if decision.omitted is not None)


def memo_of(contract: Contract, request: ContractRequest, plugins: Plugins) -> Memo:
    """Return the memo of `contract`, which `request` became with `plugins`."""
    places, parameters = standings(contract), plugins.parameters_for(request)
    decisions = {decision.clause: decision for decision in contract.decisions}
    ours = [clause for part in contract.parts for clause in part.clauses if not is_own(clause.id)]
    versions = [(clause, plugins.library.clause(clause.id).version_on(contract.reference_day)) for clause in ours]
    return Memo(
        contract,
        tuple(ReviewedText(decisions[clause.id], places[clause.id].words) for clause in ours),
        tuple(_sources([version for _, version in versions], places, parameters, contract.reference_day)),
        tuple(deviations(request, contract)),
        tuple(_figures(versions, places, parameters, request)),
        coverage(contract),
    )


def deviations(request: ContractRequest, contract: Contract) -> Iterator[Deviation]:
    """Give what parties agreed in words of their own, in the order of the request.

    Every other way in which one contract says it otherwise than our texts is to be listed here.
    """
    places = standings(contract)
    own = [decision for decision in contract.decisions if is_own(decision.clause)]
    provisions, annexes = own[: len(request.provisions)], own[len(request.provisions) :]
    for provision, decision in zip(request.provisions, provisions, strict=True):
        yield Deviation(
            provision.kind,
            provision.heading,
            places[decision.clause].words,
            provision.reason,
            shown(provision.agreed_by, None),
            shown(provision.agreed_on, None),
        )
    for annex, decision in zip(request.own_annexes, annexes, strict=True):
        known = f"kenmerk {shown(annex.mark, None)} van {shown(annex.day, None)}"
        about = "; ".join(filter(None, (known, annex.file and f"bestand {annex.file}", annex.sha256)))
        yield Deviation("eigen bijlage", annex.title, places[decision.clause].words, about, "", "")


def _sources(
    versions: Sequence[ClauseVersion], places: Mapping[str, ClausePlace], parameters: Parameters, day: date
) -> Iterator[CitedSource]:
    """Give each source of a text or of a figure in it once, by document; the text's own word on a source leads."""
    own = ((version.clause, source) for version in versions for source in version.sources)
    found: dict[tuple[str, str, str], tuple[Source, dict[str, None]]] = {}
    for clause, source in (*own, *figure_sources(versions, parameters, day)):
        key = source.document, source.identifier, source.section
        found.setdefault(key, (source, {}))[1][places[clause].words] = None
    for key in sorted(found):
        source, named = found[key]
        yield CitedSource(source, tuple(named))


def _figures(
    versions: Iterable[tuple[PlacedClause, ClauseVersion]],
    places: Mapping[str, ClausePlace],
    parameters: Parameters,
    request: ContractRequest,
) -> Iterator[Figure]:
    """Give each figure once with every place that prints it, a table of figures as a whole, in the order of print."""
    found: dict[tuple[str, str, str], dict[str, None]] = {}
    for clause, version in versions:
        for name, printed in _printed(clause, version):
            key = name, printed, _origin(version.variables[name], parameters, request)
            found.setdefault(key, {})[places[clause.id].words] = None
    for (name, printed, origin), named in found.items():
        yield Figure(name, printed, tuple(named), origin)


def _printed(clause: PlacedClause, version: ClauseVersion) -> Iterator[tuple[str, str]]:
    """Give each variable of `version` that is a figure, or a table of figures, with what `clause` prints of it."""
    values = (part for block in clause.blocks for text in texts_of(block) for part in text if isinstance(part, Value))
    shown_as = dict.fromkeys((value.name, value.text) for value in values)
    rows = max((len(block.rows) for block in clause.blocks if isinstance(block, Table)), default=0)
    for variable in version.variables.values():
        if variable.type in FIGURES:
            yield from (pair for pair in shown_as if pair[0] == variable.name)
        elif rows and any(column.type in FIGURES for column in variable.columns):
            yield variable.name, f"tabel van {rows} regel{'s' * (rows != 1)}"


def _origin(variable: Variable, parameters: Parameters, request: ContractRequest) -> str:
    """Return where the value of `variable` comes from."""
    if variable.parameter is not None:
        known = parameters.on(variable.parameter, request.reference_day)
        source = f": {known.source.citation}, {known.status}" if known else ""
        return f"parameter {variable.parameter}{source}"
    if not variable.key:
        return "de regel van de clausule, uit wat de aanvraag zegt"
    return f"{'aanvraag' if _is_typed(variable.key, request) else 'gebruikelijke waarde'}, {variable.key}"


def _is_typed(key: str, request: ContractRequest) -> bool:
    """Return whether the request itself says what stands under `key`, and no default does."""
    above, _, last = key.rpartition(".")
    terms = request.value(above) if above else None
    if not isinstance(terms, Terms):
        return True
    names = {info.alias or name: name for name, info in type(terms).model_fields.items()}
    return names.get(last, last) in terms.model_fields_set
