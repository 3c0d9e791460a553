"""Checks the other price elements: each has a size and a reason of its own (IZA, onderdeel J, § 5)."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from izacontract import ContractRequest, Finding, Message, OpenPoint, is_open
from izacontract_algemeen.checks.element_reach import check_reach
from izacontract_algemeen.rules.agreed_prices import covered_codes, starts_on
from izacontract_algemeen.rules.index import Index, index_of
from izacontract_algemeen.terms.price_elements import PriceElement
from izacontract_algemeen.terms.prices import COMPUTED

SHORTEST_DESCRIPTION = 10
SHORTEST_REASON = 40
KEY = "overige_prijselementen"

_OVA = r"(?:ova|loonindex(?:atie)?|loonbijstelling|loonruimte|arbeidskostenontwikkeling)"
_BESIDE_OVA = re.compile(
    rf"\b(?:boven ?op|naast|buiten|los van|apart van|niet over|exclusief|zonder|na)\s+(?:de\s+)?{_OVA}\b"
)
_OVER_OVA = re.compile(
    rf"\b(?:over|van|op|uit|aan)\s+(?:de\s+|het\s+)?(?:\w+\s+){{0,2}}?{_OVA}\b"
    rf"|\b{_OVA}[- ]?(?:korting|afslag|afroming|demping|inhouding)\b"
    rf"|\b(?:korting|afslag|afroming|demping|inhouding)\s+{_OVA}\b"
)

ZERO = Message(
    "algemeen.element-nul",
    "Een prijselement van 0% verandert niets.",
    "A price element of 0% changes nothing.",
    "Vul een opslag (zoals 0.50) of korting (zoals -0.50) in, of haal het prijselement weg.",
    "Fill in a surcharge (as 0.50) or discount (as -0.50), or remove the element.",
)
DESCRIPTION = Message(
    "algemeen.element-anders-zonder-omschrijving",
    "Een prijselement van de soort 'anders' vraagt een omschrijving van ten minste {shortest} tekens.",
    "A price element of the kind 'anders' needs a description of {shortest} characters at least.",
    "Schrijf op waarom de prijs verandert, of kies een andere soort.",
    "Write down why the price changes, or choose another kind.",
)
OVER_OVA = Message(
    "algemeen.element-over-ova",
    "De omschrijving van dit prijselement lijkt te zeggen dat het over de OVA gaat.",
    "The description of this price element seems to say that it is about the OVA.",
    "Het contract berekent elk prijselement over het oude tarief; een korting op de OVA kan niet (IZA, onderdeel J, "
    "§ 5). Beschrijf de eigen reden van het element.",
    "The contract computes each price element over the old tariff; no discount on the OVA is possible (IZA, onderdeel "
    "J, § 5). Describe the element's own reason.",
)
UNDOES_WAGES = Message(
    "algemeen.elementen-heffen-loon-op",
    "De prijselementen van {codes} zijn samen {total}% en heffen het effect van de lonen ({wages}%) op.",
    "The price elements of {codes} add up to {total}% and undo the effect of wages ({wages}%).",
    "Schrijf bij deze korting onder reden_naast_ova in ten minste {shortest} tekens waarom zij losstaat van de OVA, of "
    "verlaag de kortingen (IZA, onderdeel J, § 5).",
    "Write with this discount, under reden_naast_ova and in {shortest} characters at least, why it stands apart from "
    "the OVA, or lower the discounts (IZA, onderdeel J, § 5).",
)
BELOW_ZERO = Message(
    "algemeen.elementen-te-groot",
    "De prijselementen van {codes} zijn samen {total}%; zo wordt het tarief negatief of nul.",
    "The price elements of {codes} add up to {total}%; that makes the tariff negative or zero.",
    "Verbeter de percentages; -0.75 betekent een korting van 0,75%.",
    "Mend the percentages; -0.75 means a discount of 0.75%.",
)
ENDS_LATE = Message(
    "algemeen.element-eindigt-na-contract",
    "Dit prijselement loopt tot en met {last:%d-%m-%Y}, na de laatste dag van de overeenkomst ({end:%d-%m-%Y}).",
    "This price element runs until {last:%d-%m-%Y}, past the contract's last day ({end:%d-%m-%Y}).",
    "Typ ten hoogste {end:%Y-%m-%d}; ook een verlenging zet een prijselement niet voort.",
    "Type {end:%Y-%m-%d} at most; not even a renewal carries a price element on.",
)
ENDS_EARLY = Message(
    "algemeen.element-eindigt-voor-begin",
    "Dit prijselement eindigt op {last:%d-%m-%Y}, vóór de eerste dag waarop het geldt ({begin:%d-%m-%Y}).",
    "This price element ends on {last:%d-%m-%Y}, before the first day on which it holds ({begin:%d-%m-%Y}).",
    "Typ {begin:%Y-%m-%d} of een latere dag, of haal het prijselement weg.",
    "Type {begin:%Y-%m-%d} or a later day, or remove the element.",
)
ALL_COMPUTED = "elk tarief"


def check_request(request: ContractRequest) -> list[Finding]:
    """Return what is wrong with, or doubtful in, the other price elements."""
    given = request.listed(PriceElement)
    if not given:
        return []
    index = index_of(request)
    found = [finding for place, element in enumerate(given) for finding in one(place, element)]
    found += [finding for place, element in enumerate(given) for finding in last_day(place, element, request)]
    return [*found, *check_reach(index, covered_codes(request)), *together(index)]


def one(place: int, element: PriceElement) -> list[Finding]:
    """Return what is wrong with the element at `place` in the list."""
    found = []
    if not is_open(element.percentage) and element.percentage == 0:
        found.append(ZERO.finding(KEY, place, "percentage"))
    if isinstance(element.description, OpenPoint):
        return found
    at = (KEY, place, "omschrijving")
    if element.kind == "anders" and len(element.description.strip()) < SHORTEST_DESCRIPTION:
        found.append(DESCRIPTION.finding(*at, shortest=SHORTEST_DESCRIPTION))
    if seems_over_ova(element.description):
        found.append(OVER_OVA.warning(*at))
    return found


def seems_over_ova(description: str) -> bool:
    """Return whether `description` seems to name the OVA or the wage index as what the element is computed over.

    Only a guess at free text, so never more than a warning: the contract itself computes every element over the old
    tariff, and an element of the kind `ova` cannot be chosen.
    """
    return _OVER_OVA.search(_BESIDE_OVA.sub("", description.lower())) is not None


def last_day(place: int, element: PriceElement, request: ContractRequest) -> list[Finding]:
    """Return a fault when the element at `place` ends after the term, or before it begins."""
    last, start = element.last_day, starts_on(request)
    if last is None or is_open(last, request.agreement.end, start):
        return []
    at = (KEY, place, "einde")
    if last > request.agreement.end:
        return [ENDS_LATE.finding(*at, last=last, end=request.agreement.end)]
    return [ENDS_EARLY.finding(*at, last=last, begin=start)] if isinstance(start, date) and last < start else []


def together(index: Index) -> list[Finding]:
    """Return what the elements of one performance do together: they leave nothing, or undo its wage effect."""
    if is_open(*(element.percentage for element in index.elements)):
        return []
    found: list[Finding] = []
    for held, codes in _groups(index).items():
        total = sum((element.percentage for element in held), Decimal(0))
        named = ", ".join(f"'{code}'" for code in codes) or ALL_COMPUTED
        if total <= -100:
            found.append(BELOW_ZERO.finding(KEY, codes=named, total=total))
        elif isinstance(wages := index.wages, Decimal) and 0 < wages <= -total:
            found += [
                UNDOES_WAGES.before_final(
                    *(KEY, place, "reden_naast_ova"),
                    codes=named,
                    total=total,
                    wages=wages.quantize(Decimal("0.01")),
                    shortest=SHORTEST_REASON,
                )
                for place, element in enumerate(index.elements)
                if element in held and element.is_discount and not is_reasoned(element)
            ]
    return found


def is_reasoned(element: PriceElement) -> bool:
    """Return whether `element` says in more than a few words why it stands apart from the OVA."""
    return element.beside_wages is not None and len(element.beside_wages.strip()) >= SHORTEST_REASON


def _groups(index: Index) -> dict[tuple[PriceElement, ...], list[str]]:
    """Return each set of elements that holds for a computed tariff, with the codes of those performances.

    With the price list still open it is the elements that hold for every computed tariff, without codes.
    """
    lines = index.tariffs.under(*COMPUTED)
    if isinstance(lines, OpenPoint):
        return {index.general: []} if index.general else {}
    groups: dict[tuple[PriceElement, ...], list[str]] = {}
    for line in lines:
        if held := index.of(line):
            groups.setdefault(held, []).append(line.code)
    return groups
