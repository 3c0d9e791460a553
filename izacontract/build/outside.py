"""A contract under a document of others: the clauses that this covers are left out, references go to its places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from izacontract.build.beside import Beside
from izacontract.build.contents import FilledClause
from izacontract.build.refer import Elsewhere
from izacontract.dutch import listing
from izacontract.errors import Finding, RequestInvalid
from izacontract.message import Message
from izacontract.model.contract import Inline, Placeholder, Reference, Value, texts_of
from izacontract.model.edition import GeneralPart
from izacontract.model.request import ContractRequest

NO_LID = Message(
    "algemeen-deel.lid-zonder-plaats",
    "Clausule '{clause}' verwijst naar lid '{lid}' van '{other}', en {title} zegt niet waar dat staat.",
    "Clause '{clause}' refers to lid '{lid}' of '{other}', and {title} does not say where that stands.",
    "Zet bij clausule {other} in het bestand: leden: [{{lid: {lid}, waar: artikel ...}}]",
    "Put with clause {other} in the file: leden: [{{lid: {lid}, waar: artikel ...}}]",
)
CHANGED_HERE = Message(
    "algemeen-deel.afwijking-gaat-verloren",
    "De aanvraag zegt '{clause}' anders, maar die clausule staat in {title} en niet in dit contract.",
    "The request says '{clause}' otherwise, but that clause stands in {title} and not in this contract.",
    "Haal '{clause}' uit het bestand: dan staat zij in het contract. Of zet de afspraak onder bijzondere_bepalingen.",
    "Remove '{clause}' from the file: then it stands in the contract. Or put the words in bijzondere_bepalingen.",
)
VALUES_LOST = Message(
    "algemeen-deel.waarden-staan-er-niet",
    "Clausule '{clause}' staat in {title}; dit contract noemt daarom niet: {values}.",
    "Clause '{clause}' stands in {title}; so this contract does not say: {values}.",
    "Ga na of dat document het zegt, of haal '{clause}' uit het bestand.",
    "See whether that document says so, or remove '{clause}' from the file.",
)


def under(clauses: Sequence[FilledClause], general: GeneralPart, request: ContractRequest) -> Beside:
    """Return the contract of `clauses` without those that the outside part `general` covers.

    Raises RequestInvalid for a deviation from a clause that it covers, and for a reference to a lid of one of which it
    does not give the place.
    """
    places = general.leden
    covered = {item.version.clause: item for item in clauses if item.version.clause in places}
    stay = [item for item in clauses if item.version.clause not in covered]
    where = {(clause, lid.name or None): general.of_it(lid.number) for clause in covered for lid in places[clause]}
    faults = [*_changed(covered, general, request), *_without_place(stay, covered, where, general)]
    if faults:
        raise RequestInvalid(faults)
    applies = tuple(
        replace(article, clauses=kept)
        for article in general.articles
        if (kept := {clause: leden for clause, leden in article.clauses.items() if clause in covered})
    )
    warnings = tuple(_values_lost(stay, covered, general, request))
    return Beside(stay, Elsewhere(where), (), replace(general, articles=applies), warnings)


def _changed(covered: Mapping[str, FilledClause], general: GeneralPart, request: ContractRequest) -> Iterator[Finding]:
    changed = [
        *(("afwijkingen", index, one.clause) for index, one in enumerate(request.deviations)),
        *(("posities", index, one.clause) for index, one in enumerate(request.positions)),
    ]
    for key, index, clause in changed:
        if clause in covered:
            yield CHANGED_HERE.finding(key, index, "clausule", clause=clause, title=general.title)


def _without_place(
    stay: Sequence[FilledClause],
    covered: Mapping[str, FilledClause],
    where: Mapping[tuple[str, str | None], str],
    general: GeneralPart,
) -> Iterator[Finding]:
    told: set[tuple[str, str | None]] = set(where)
    for item in stay:
        for one in _inlines(item):
            if isinstance(one, Reference) and one.clause in covered and (one.clause, one.lid) not in told:
                told.add((one.clause, one.lid))
                clause, other = item.version.clause, one.clause
                yield NO_LID.finding(clause=clause, lid=one.lid, other=other, title=general.title)


def _values_lost(
    stay: Sequence[FilledClause],
    covered: Mapping[str, FilledClause],
    general: GeneralPart,
    request: ContractRequest,
) -> Iterator[Finding]:
    """Give a warning for each covered clause that prints what the request says of this contract, and no other does."""
    told = {value for item in stay for value in _values(item)}
    for clause, item in covered.items():
        lost = [value for value in _values(item) if value not in told and not request.is_default(value)]
        if lost:
            yield VALUES_LOST.warning(clause=clause, title=general.title, values=listing(lost))


def _values(item: FilledClause) -> list[str]:
    """Return what a clause prints of the request, each once: keys, and the names of what a rule worked out."""
    found: dict[str, None] = {}
    for one in _inlines(item):
        if isinstance(one, Placeholder):
            found[one.field] = None
        elif isinstance(one, Value):
            variable = item.version.variables.get(one.name)
            if variable is not None and variable.parameter is None:
                found[variable.key or one.name] = None
    return list(found)


def _inlines(item: FilledClause) -> Iterator[Inline]:
    return (one for block in item.filled.blocks for text in texts_of(block) for one in text)
