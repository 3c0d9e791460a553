"""A general part that others wrote, read from the YAML in which a house says which clauses it covers."""

from __future__ import annotations

from collections.abc import Iterator

from izacontract.clauses.leden import LID
from izacontract.clauses.library import Library
from izacontract.errors import ClauseError, Finding, RequestInvalid, Severity
from izacontract.intake.bind import Binder
from izacontract.intake.yaml_source import read_yaml
from izacontract.meant import did_you_mean
from izacontract.message import Message
from izacontract.model.clause import Clause
from izacontract.model.edition import GeneralPart
from izacontract.model.outside import OutsidePart

UNKNOWN_CLAUSE = Message(
    "algemeen-deel.onbekende-clausule",
    "Er is geen clausule '{clause}'.",
    "There is no clause '{clause}'.",
    "{hint}",
    "{hint}",
)
UNKNOWN_LID = Message(
    "algemeen-deel.onbekend-lid",
    "Clausule '{clause}' heeft geen lid met de naam '{lid}'.",
    "Clause '{clause}' has no lid called '{lid}'.",
    "{meant}Haal de regel weg, of typ de naam uit: izacontract clauses show {clause}",
    "{meant}Remove the line, or type the name from: izacontract clauses show {clause}",
)
TWICE = Message(
    "algemeen-deel.dubbel",
    "'{name}' staat hier voor de tweede keer.",
    "'{name}' stands here for the second time.",
    "Haal een van de twee weg.",
    "Remove one of the two.",
)


def read_outside_part(data: bytes, file: str, library: Library) -> GeneralPart:
    """Return the general part that the YAML `data` describes; `file` is how messages call it.

    Raises RequestInvalid with every fault: a key, a day, a clause that is not in `library`, a lid that none of its
    texts has, and what stands twice.
    """
    tree = read_yaml(data, file)
    binder = Binder(tree)
    described = binder.group(OutsidePart, tree.root, ())
    found = [*tree.findings, *binder.findings]
    if not any(finding.severity is Severity.FAULT for finding in found):
        found += _faults(described, library)
    if found:
        raise RequestInvalid(tree.located(found))
    return described.part


def _faults(described: OutsidePart, library: Library) -> Iterator[Finding]:
    seen: set[str] = set()
    for index, one in enumerate(described.clauses):
        at = ("clausules", index)
        if one.clause in seen:
            yield TWICE.finding(*at, "clausule", name=one.clause)
        seen.add(one.clause)
        try:
            names = _leden_of(library.clause(one.clause))
        except ClauseError as error:
            yield UNKNOWN_CLAUSE.finding(*at, "clausule", clause=one.clause, hint=error.hint)
            continue
        named: set[str] = set()
        for place, lid in enumerate(one.leden):
            below = (*at, "leden", place, "lid")
            if lid.lid not in names:
                meant = did_you_mean(lid.lid, names)
                yield UNKNOWN_LID.finding(*below, clause=one.clause, lid=lid.lid, meant=meant)
            elif lid.lid in named:
                yield TWICE.finding(*below, name=lid.lid)
            named.add(lid.lid)


def _leden_of(clause: Clause) -> list[str]:
    versions = (*clause.versions, *(version for position in clause.positions for version in position.versions))
    texts = [version.text for version in versions]
    return list(dict.fromkeys(name for text in texts for name in LID.findall(text)))
