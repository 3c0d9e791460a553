"""What is to be known of a contract and does not stand in it: the memo that whoever sends the contract keeps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from izacontract import dutch
from izacontract.build.contents import figure_sources
from izacontract.build.deviate import WHAT
from izacontract.build.evidence import Evidence, shown
from izacontract.build.fill import CONTRACT
from izacontract.clauses.leden import LID
from izacontract.clauses.library import Library
from izacontract.coverage import Coverage, coverage
from izacontract.dutch import listing
from izacontract.host import Plugins
from izacontract.model.clause import ClauseVersion, Source, Variable
from izacontract.model.contract import Block, Contract, Decision, Lid, PlacedClause, Table, Value, texts_of
from izacontract.model.deviation import ChosenPosition
from izacontract.model.deviation import Deviation as Agreed
from izacontract.model.own import TAKING_OVER, is_own
from izacontract.model.parameter import Parameters
from izacontract.model.places import ClausePlace, standings
from izacontract.model.request import ContractRequest
from izacontract.model.terms import Terms

FIGURES: Final = frozenset({"euro", "procent", "aandeel", "getal", "dagen", "weken", "maanden"})
"""The types of values that are figures."""
OPEN: Final = "nog open"
OF_PARTIES: Final = "woorden van partijen"


@dataclass(frozen=True, slots=True)
class ReviewedText:
    """A text in force, of a clause or of the position chosen in it: where it stands and who reviewed it, if anybody."""

    clause: str
    title: str
    position: str
    place: str
    since: date | None
    origin: str
    reviewed: str | None


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A source with the places in the contract that stand on it."""

    source: Source
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Deviation:
    """What parties agreed otherwise than the texts do: what kind, where it stands, why, and who agreed when.

    `clause` is the id of the clause that it is, or is in; `origin` says whose words they are and in whose place.
    `agreed_by` and `agreed_on` are "nog open" while that is open, "" where nobody has to agree.
    """

    kind: str
    clause: str
    subject: str
    place: str
    origin: str
    reason: str
    agreed_by: str = ""
    agreed_on: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as printed: what people call it, the leden that print it and where it comes from."""

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
    placed = {clause.id: clause for part in contract.parts for clause in part.clauses}
    decisions = {decision.clause: decision for decision in contract.decisions}
    ours = [decisions[clause] for clause in places if not is_own(clause)]
    versions = [(one, version) for one in ours for version in _versions(one, plugins.library)]
    printed = [(placed[one.clause], version) for one, version in versions if one.clause in placed]
    return Memo(
        contract,
        tuple(text for one in ours for text in _texts(one, places)),
        tuple(_sources([version for _, version in versions], places, parameters, contract.reference_day)),
        tuple(deviations(request, contract, plugins.library)),
        tuple(_figures(printed, places, parameters, request, Evidence(request, plugins))),
        coverage(contract),
    )


def deviations(request: ContractRequest, contract: Contract, library: Library) -> Iterator[Deviation]:
    """Give each lid that parties made otherwise, each position that they chose, and what they agreed in own words."""
    places = standings(contract)
    by_clause = {decision.clause: decision for decision in contract.decisions}
    for deviation in contract.deviations:
        decision = by_clause[deviation.clause]
        yield Deviation(
            f"lid {WHAT[deviation.what]}",
            deviation.clause,
            f"{decision.title}: {deviation.lid}",
            places[deviation.clause].deviation(deviation),
            _origin_of(deviation, decision, library),
            deviation.reason,
            deviation.agreed_by or OPEN,
            dutch.day(deviation.agreed_on) if deviation.agreed_on else OPEN,
        )
    for position in contract.positions:
        decision = by_clause[position.clause]
        version = _alternative(position, library)
        place = places[position.clause]
        yield Deviation(
            "positie",
            position.clause,
            f"{decision.title}: {position.title}",
            place.lid(*LID.findall(version.text)) if version else place.words,
            f"{_named(position.origin, position.since)}, in plaats van lid {listing(position.leden)}"
            if position.since
            else _named(decision.origin, decision.version),
            position.reason,
            position.approved_by or (OPEN if position.since else ""),
        )
    own = [one.clause for one in contract.decisions if is_own(one.clause) and one.clause not in TAKING_OVER]
    provisions, annexes = own[: len(request.provisions)], own[len(request.provisions) :]
    for provision, clause in zip(request.provisions, provisions, strict=True):
        yield Deviation(
            provision.kind,
            clause,
            provision.heading,
            places[clause].words,
            OF_PARTIES,
            provision.reason,
            shown(provision.agreed_by, None),
            shown(provision.agreed_on, None),
        )
    for annex, clause in zip(request.own_annexes, annexes, strict=True):
        known = f"kenmerk {shown(annex.mark, None)} van {shown(annex.day, None)}"
        about = "; ".join(filter(None, (known, annex.file and f"bestand {annex.file}", annex.sha256)))
        yield Deviation("eigen bijlage", clause, annex.title, places[clause].words, "document van partijen", about)


def _origin_of(deviation: Agreed, decision: Decision, library: Library) -> str:
    """Return whose words stand where a lid was, and of which text that lid is."""
    of, since, position = decision.origin, decision.version, decision.position
    text = _alternative(position, library) if position else None
    if position is not None and text is not None and deviation.lid in LID.findall(text.text):
        of, since = position.origin, position.since
    where = {"vervangen": ", in plaats van", "vervallen": "vervallen:", "toevoegen": ", bij"}[deviation.what]
    return f"{OF_PARTIES if deviation.lines else ''}{where} lid {deviation.lid} van {_named(of, since)}"


def _named(origin: str, since: date | None) -> str:
    """Return a text as people call it: whose it is and from which day."""
    of = origin if " " in origin else f"plugin {origin}"
    return f"{of}, tekst van {dutch.day(since)}" if since else of


def _alternative(position: ChosenPosition, library: Library) -> ClauseVersion | None:
    """Return the text of the position that was chosen; None for the standard."""
    texts = (one for one in library.clause(position.clause).positions if one.name == position.choice)
    found = (version for one in texts for version in one.versions if version.since == position.since)
    return next(found, None)


def _versions(decision: Decision, library: Library) -> Iterator[ClauseVersion]:
    """Give the text of a clause and that of the position chosen in it."""
    texts = library.clause(decision.clause).versions
    yield next(version for version in texts if version.since == decision.version)
    if decision.position is not None and (other := _alternative(decision.position, library)):
        yield other


def _texts(decision: Decision, places: Mapping[str, ClausePlace]) -> Iterator[ReviewedText]:
    place = places[decision.clause].words
    yield ReviewedText(decision.clause, decision.title, "", place, decision.version, decision.origin, decision.reviewed)
    chosen = decision.position
    if chosen is not None and chosen.since is not None:
        title = f"{decision.title}: {chosen.title}"
        yield ReviewedText(decision.clause, title, chosen.choice, place, chosen.since, chosen.origin, chosen.reviewed)


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
    named: Evidence,
) -> Iterator[Figure]:
    """Give each figure once with every lid that prints it, a table of figures as a whole, in the order of print."""
    found: dict[tuple[str, str, str], dict[str, None]] = {}
    for clause, version in versions:
        for variable, printed, lid, header in _printed(clause, version):
            name = _called(variable, parameters, named, header)
            key = name, printed, _origin(variable, parameters, request)
            found.setdefault(key, {})[lid or places[clause.id].words] = None
    for (name, printed, origin), where in found.items():
        leden = [place for place in where if place[:1].isdigit()]
        other = [place for place in where if place not in leden]
        yield Figure(name, printed, (*([f"artikel {leden[0]}", *leden[1:]] if leden else []), *other), origin)


def _called(variable: Variable, parameters: Parameters, named: Evidence, header: Sequence[str]) -> str:
    """Return what people call the value of `variable`: its title in the request or among the parameters.

    A table of the rule is known by its `header`.
    """
    if variable.parameter is not None:
        return parameters.by_id[variable.parameter].title
    if variable.key and not variable.key.startswith(CONTRACT):
        return named.called(variable.key)
    return ", ".join(header) or variable.name.replace("_", " ").capitalize()


def _printed(clause: PlacedClause, version: ClauseVersion) -> Iterator[tuple[Variable, str, str, Sequence[str]]]:
    """Give each figure, or table of figures, of `version` with what `clause` prints of it, in which lid or under what.

    The lid is "" outside the numbered leden of an article; the header is that of a table.
    """
    for block in clause.blocks:
        lid = block.number if isinstance(block, Lid) else ""
        for name, printed in dict.fromkeys(_values(block)):
            variable = version.variables.get(name)
            if variable is not None and variable.type in FIGURES:
                yield variable, printed, lid, ()
        if not isinstance(block, Table):
            continue
        rows = len(block.rows)
        for name in dict.fromkeys(name.partition(".")[0] for name, _ in _values(block)):
            variable = version.variables.get(name)
            if variable is not None and any(column.type in FIGURES for column in variable.columns):
                yield variable, f"tabel van {rows} regel{'s' * (rows != 1)}", lid, block.header


def _values(block: Block) -> Iterator[tuple[str, str]]:
    for text in texts_of(block):
        yield from ((part.name, part.text) for part in text if isinstance(part, Value))


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
