"""Checks the other price elements: each has a size and a reason of its own (IZA, § 4.1.3)."""

from __future__ import annotations

import re
from decimal import Decimal

from izacontract import ContractRequest, Finding, Message, OpenPoint, is_open
from izacontract_algemeen.rules.index_calculation import effect_of, wage_index
from izacontract_algemeen.terms.lump_sum import LumpSum
from izacontract_algemeen.terms.prices import COMPUTED, Ova, PriceElement, Tariffs

SHORTEST_DESCRIPTION = 10
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
    "Het contract berekent elk prijselement over het oude tarief; een korting op de OVA kan niet (IZA, § 4.1.3). "
    "Beschrijf de eigen reden van het element.",
    "The contract computes each price element over the old tariff; no discount on the OVA is possible (IZA, § 4.1.3). "
    "Describe the element's own reason.",
)
UNDOES_WAGES = Message(
    "algemeen.elementen-heffen-loon-op",
    "De prijselementen zijn samen {total}% en heffen het effect van de lonen ({wages}%) op.",
    "The price elements add up to {total}% and undo the effect of wages ({wages}%).",
    "Controleer of elke korting een eigen reden heeft die losstaat van de OVA (IZA, § 4.1.3).",
    "Check that every discount has a reason of its own, apart from the OVA (IZA, § 4.1.3).",
)
BELOW_ZERO = Message(
    "algemeen.elementen-te-groot",
    "De prijselementen zijn samen {total}%; zo wordt het tarief negatief of nul.",
    "The price elements add up to {total}%; that makes the tariff negative or zero.",
    "Verbeter de percentages; -0.75 betekent een korting van 0,75%.",
    "Mend the percentages; -0.75 means a discount of 0.75%.",
)
NOTHING_COMPUTED = Message(
    "algemeen.elementen-zonder-werking",
    "De prijselementen veranderen geen tarief: alleen een vrij tarief en een lumpsum worden berekend.",
    "The price elements change no tariff: only a free tariff and a lump sum are computed.",
    "Verwerk het effect in de tarieven of in percentage_van_maximum, of haal de prijselementen weg.",
    "Put the effect in the tariffs or in percentage_van_maximum, or remove the elements.",
)


def check_request(request: ContractRequest) -> list[Finding]:
    """Return what is wrong with, or doubtful in, the other price elements."""
    given = request.listed(PriceElement)
    if not given:
        return []
    found = [finding for place, element in enumerate(given) for finding in one(place, element)]
    return [*found, *together(request, given), *without_effect(request)]


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


def together(request: ContractRequest, given: tuple[PriceElement, ...]) -> list[Finding]:
    """Return a fault when the elements leave nothing of the tariff, a warning when they undo the wage effect."""
    if is_open(*(element.percentage for element in given)):
        return []
    total = sum((element.percentage for element in given), Decimal(0))
    if total <= -100:
        return [BELOW_ZERO.finding(KEY, total=total)]
    ova = request.section(Ova)
    wages = None if ova is None else effect_of(ova.wage_share, wage_index(ova.percentage, ova.settlement))
    if isinstance(wages, Decimal) and wages > 0 and total <= -wages:
        return [UNDOES_WAGES.warning(KEY, total=total, wages=wages.quantize(Decimal("0.01")))]
    return []


def without_effect(request: ContractRequest) -> list[Finding]:
    """Return a warning when no tariff is computed, so that the elements change nothing."""
    tariffs = request.section(Tariffs)
    if tariffs is None or not tariffs.all_decided or tariffs.regimes & COMPUTED or request.section(LumpSum):
        return []
    return [NOTHING_COMPUTED.warning(KEY)]
