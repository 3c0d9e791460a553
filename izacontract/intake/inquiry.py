"""The inquiry ("uitvraag"): what one party is asked to fill in, and its answer taken over in the request."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from openpyxl import Workbook

from izacontract.errors import Finding, Path, Position, RequestInvalid, Severity, Told, dotted
from izacontract.host import Plugins
from izacontract.intake import messages as m
from izacontract.intake.excel_fill import meaning, node_at
from izacontract.intake.excel_form import SECTOR, excel_form
from izacontract.intake.keys import KeyList, Leaf, SheetKeys, keys_of
from izacontract.intake.layers import laid_over
from izacontract.intake.questionnaire import asked_sections
from izacontract.intake.read import examine_tree
from izacontract.intake.request_file import Schema
from izacontract.intake.translate import suggested_key
from izacontract.intake.tree import Node, Tree, TypedPlace, is_absent
from izacontract.message import Message
from izacontract.model.sector import Sector
from izacontract.model.terms import supplier_of
from izacontract.model.values import By, Typed

OTHER_CONTRACT: Final = Message(
    "uitvraag.andere-aanvraag",
    "Dit antwoord hoort bij '{key}' {answer}, maar de aanvraag heeft {asked}.",
    "This answer belongs to '{key}' {answer}, but the request has {asked}.",
    "Geef de aanvraag op waarbij dit antwoord hoort.",
    "Name the request to which this answer belongs.",
)
OTHERS_FIELD: Final = Message(
    "uitvraag.veld-van-ander",
    "'{key}' wordt ingevuld door {supplier}: het antwoord zegt {answer}, de aanvraag {asked}.",
    "'{key}' is filled in by {supplier}: the answer says {answer}, the request {asked}.",
    "Maak het veld in het antwoord leeg, of zet {answer} eerst in de aanvraag als dat klopt.",
    "Empty the field in the answer, or put {answer} in the request first if that is right.",
)
SHARED_FIELD: Final = Message(
    "uitvraag.botsing",
    "'{key}' spreken partijen samen af: het antwoord zegt {answer}, de aanvraag {asked}.",
    "'{key}' is agreed by both parties: the answer says {answer}, the request {asked}.",
    "Spreek af wat geldt, en zet in de aanvraag of in het antwoord het ene in plaats van het andere.",
    "Agree on what holds, and put the one in place of the other in the request or the answer.",
)
CHANGED: Final = Message(
    "uitvraag.gewijzigd",
    "'{key}' was {asked} en wordt {answer}.",
    "'{key}' was {asked} and becomes {answer}.",
    "Dit veld is van {supplier}; ga na of de wijziging klopt.",
    "This field is for {supplier}; see whether the change is right.",
)
SUPPLIERS: Final = {
    By.PROVIDER: Told("de zorgaanbieder", "the provider"),
    By.INSURER: Told("de zorgverzekeraar", "the insurer"),
    By.BOTH: Told("partijen samen", "both parties"),
}
NOTHING: Final = Told("niets", "nothing")
UNREAD: Final = Told("een waarde die niet te lezen is", "a value that cannot be read")
REFERENCE: Final = "overeenkomst.kenmerk"
CONTEXT: Final = (REFERENCE, SECTOR)
"""What says to which request an answer belongs; it stands in each inquiry, and nobody changes it there."""

STEPS: Final = (
    "Vul blad Aanvraag in: de cellen onder Waarde. Wat al bekend is, staat er: verbeter het als het niet klopt.",
    "Vul de bladen met lijsten in, per onderdeel één rij. Een lijst die u invult, komt in de plaats van de lijst die "
    "er stond.",
    "Typ zoals u gewend bent: 4,18 of 4,18% bij een percentage, 1.250,50 bij een bedrag, 31-1-2027 bij een datum. "
    "Codes (KvK, AGB) houden hun voorloopnul.",
    "Gebruik geen formules en voeg geen cellen samen. Laat het kenmerk, de kopregels, de verborgen kolom A en de namen "
    "van de bladen staan.",
    "Stuur het bestand terug aan wie het u stuurde. Die neemt het over met: izacontract merge AANVRAAG ANTWOORD -o "
    "NIEUW.yaml",
)


@dataclass(frozen=True)
class Merged:
    """A request with an answer in it: `taken` are the keys that changed, `findings` what who merges must see."""

    tree: Tree
    taken: tuple[str, ...]
    findings: tuple[Finding, ...]


def inquiry_form(sector: Sector, plugins: Plugins, by: By, request: Tree | None = None) -> Workbook:
    """Return the workbook that asks a party for what is `by` it to supply, with what `request` knows of that."""
    return excel_form(sector, plugins, lambda asked: _is_asked(asked, by), request, what="Uitvraag", steps=STEPS)


def asked_part(schema: Schema, sector: Sector, plugins: Plugins, by: By) -> Schema:
    """Return what `schema`, that of a request of `sector`, asks of a party: what is `by` it to supply.

    The sector itself, which says to which request an answer belongs, stays.
    """
    keys = keys_of(asked_sections(sector, plugins))
    every: list[Leaf | KeyList] = [*keys.leaves.values(), *keys.lists.values()]
    asked = frozenset(one.path for one in every if _supplier(one) is by or one.key == SECTOR)
    return _part(schema, (), asked) or {**schema, "properties": {}}


def merged(request: Tree, answer: Tree, sector: Sector, plugins: Plugins, by: By) -> Merged:
    """Return `request` with what the party `by` whom the answer is supplies in `answer`.

    What the answer leaves empty stays as it was. Raises RequestInvalid with every field in which the answer is not the
    party's to give, or says otherwise than the request about what both agree on; and with all that is wrong in the
    answer itself.
    """
    keys = keys_of(asked_sections(sector, plugins))
    values: dict[Path, Node] = {}
    findings = [finding for finding in answer.findings if finding.severity is Severity.FAULT]
    for path, node in _given(answer.root, keys, ()):
        asked = keys.by_path.get(path) or keys.lists.get(dotted(path))
        position = answer.place(path)
        if asked is None:
            unknown = m.UNKNOWN_KEY.finding(*path, key=dotted(path), hint=suggested_key(dotted(path), [*keys.leaves]))
            findings.append(replace(unknown, position=position))
            continue
        before = node_at(request.root, asked.path)
        if _same(before, node, asked):
            continue
        if finding := _refusal(asked, before, node, by):
            findings.append(replace(finding, position=position))
        if finding is None or finding.severity is Severity.WARNING:
            values[asked.path] = node
    tree = laid_over(request, values, _places(answer, values))
    refused = [f for f in examine_tree(tree, plugins).findings if f.severity is Severity.FAULT and _is_in(f, answer)]
    findings += refused
    located = answer.located(findings)
    if any(finding.severity is Severity.FAULT for finding in located):
        raise RequestInvalid(located)
    return Merged(tree, tuple(dotted(path) for path in values), located)


def _part(part: Schema, path: tuple[str, ...], asked: frozenset[tuple[str, ...]]) -> Schema | None:
    """Return what of `part`, which stands at `path`, is `asked`; None for nothing."""
    if path in asked:
        return part
    below = {key: kept for key, one in part.get("properties", {}).items() if (kept := _part(one, (*path, key), asked))}
    if not below:
        return None
    return {**part, "properties": below, "required": [key for key in part.get("required", ()) if key in below]}


def _is_asked(asked: Leaf | KeyList, by: By) -> bool:
    return asked.key in CONTEXT or _supplier(asked) is by


def _supplier(asked: Leaf | KeyList) -> By:
    """Return who supplies `asked`; of a section that is a list whoever supplies all of it, otherwise both."""
    if asked.shape is not None:
        return supplier_of(asked.shape.info)
    columns = asked.columns.values() if isinstance(asked, KeyList) else ()
    suppliers = {supplier_of(leaf.shape.info) for leaf in columns}
    return suppliers.pop() if len(suppliers) == 1 else By.BOTH


def _refusal(asked: Leaf | KeyList, before: Node, after: Node, by: By) -> Finding | None:
    """Return why `by` may not say `after`, a warning when it may but changes what was known; None when all is well."""
    supplier, is_new = _supplier(asked), is_absent(before)
    facts: dict[str, Any] = {
        "key": asked.key,
        "asked": _said(before),
        "answer": _said(after),
        "supplier": SUPPLIERS[supplier],
    }
    if asked.key in CONTEXT:
        return None if is_new and asked.key == SECTOR else OTHER_CONTRACT.finding(*asked.path, **facts)
    if supplier is by:
        return None if is_new else CHANGED.warning(*asked.path, **facts)
    if supplier is By.BOTH:
        return None if is_new else SHARED_FIELD.finding(*asked.path, **facts)
    return OTHERS_FIELD.finding(*asked.path, **facts)


def _given(group: dict[str, Node], keys: SheetKeys, above: Path) -> Iterator[tuple[Path, Node]]:
    """Give each value and list in `group` that is not empty."""
    for key, node in group.items():
        path = (*above, key)
        if is_absent(node):
            continue
        if isinstance(node, dict):
            yield from _given(node, keys, path)
        else:
            yield path, node


def _same(before: Node, after: Node, asked: Leaf | KeyList) -> bool:
    if isinstance(before, Typed) and isinstance(after, Typed) and isinstance(asked, Leaf):
        return meaning(before, asked.sort) == meaning(after, asked.sort)
    return Tree({"": before}).fingerprint == Tree({"": after}).fingerprint


def _said(node: Node) -> Told:
    if isinstance(node, Typed):
        return Told(f"'{node}'", f"'{node}'")
    if is_absent(node):
        return NOTHING
    if not isinstance(node, list):
        return UNREAD
    count = len(node)
    nl, en = ("rij", "row") if count == 1 else ("rijen", "rows")
    return Told(f"een lijst van {count} {nl}", f"a list of {count} {en}")


def _places(answer: Tree, values: dict[Path, Node]) -> dict[Path, TypedPlace]:
    """Return where each of `values`, and what is in it, stands in `answer`."""
    found: dict[Path, TypedPlace] = {}
    for path in (*values, *answer.values):
        if any(path[:length] in values for length in range(1, len(path) + 1)) and (place := answer.place(path)):
            found[path] = place
    return found


def _is_in(finding: Finding, answer: Tree) -> bool:
    place: Position | None = finding.position
    return place is not None and place.file == answer.file
