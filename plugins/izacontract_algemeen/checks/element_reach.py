"""Checks for which tariffs a price element can hold: never a fixed one, and below a maximum as its reason only."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from izacontract import Finding, Message, OpenPoint, is_open
from izacontract_algemeen.rules.index import Index
from izacontract_algemeen.terms.price_elements import PriceElement
from izacontract_algemeen.terms.prices import AMOUNT, Performance, Tariffs, nearest_codes

KEY = "overige_prijselementen"

UNKNOWN_CODE = Message(
    "algemeen.element-onbekende-prestatie",
    "Prestatie '{code}' staat niet in de prijslijst, dus daarvoor kan geen prijselement gelden.",
    "Performance '{code}' is not in the price list, so no price element can hold for it.",
    "Neem de code over uit tarieven.prestaties ({known}), of voeg de prestatie daar toe.",
    "Copy the code from tarieven.prestaties ({known}), or add the performance there.",
)
ON_FIXED = Message(
    "algemeen.element-bij-vast-tarief",
    "Prestatie '{code}' heeft een vast tarief van de NZa; daarop is geen korting of opslag mogelijk (Wmg, artikel 35).",
    "Performance '{code}' has a fixed NZa tariff; no discount or surcharge on it is possible (Wmg, article 35).",
    "Haal het prijselement weg, of noem onder prestaties alleen codes met een vrij tarief of een maximumtarief.",
    "Remove the element, or name under prestaties only codes with a free tariff or a maximum tariff.",
)
ON_AMOUNT = Message(
    "algemeen.element-bij-bedrag",
    "Met prestatie '{code}' wordt een bedrag uit een artikel gedeclareerd; een prijselement verandert dat niet.",
    "Performance '{code}' claims an amount of an article; a price element does not change it.",
    "Haal het prijselement weg, of noem onder prestaties alleen codes met een vrij tarief of een maximumtarief.",
    "Remove the element, or name under prestaties only codes with a free tariff or a maximum tariff.",
)
ON_SECOND = Message(
    "algemeen.element-bij-tweede-maximum",
    "Voor prestatie '{code}' is een tarief tot het tweede maximum afgesproken; een prijselement werkt daar niet op.",
    "For performance '{code}' a tariff up to the second maximum is agreed; a price element has no effect on it.",
    "Verwerk het effect in het tarief, en noem onder prestaties andere codes of haal het prijselement weg.",
    "Put the effect in the tariff, and name other codes under prestaties or remove the element.",
)
NOT_THE_PERCENTAGE = Message(
    "algemeen.element-anders-dan-percentage",
    "De prijselementen van {codes} zijn samen {total}%, maar het tarief is {percentage}% van het NZa-maximum.",
    "The price elements of {codes} add up to {total}%, but the tariff is {percentage}% of the NZa maximum.",
    "Bij een maximumtarief is een prijselement de reden voor een percentage onder 100 en daaraan gelijk: typ "
    "percentage_van_maximum: {meant} (in de prijslijst of onder tarieven) met het tarief dat daarbij hoort, of breng "
    "de prijselementen samen op {difference}.",
    "With a maximum tariff an element is the reason for a percentage below 100 and equal to it: type "
    "percentage_van_maximum: {meant} (in the price list or under tarieven) with the tariff that belongs to it, or "
    "bring the elements to {difference} together.",
)
SURCHARGE = Message(
    "algemeen.element-boven-maximum",
    "De prijselementen van {codes} zijn samen {total}%; zo komt het tarief boven het NZa-maximum (Wmg, artikel 35).",
    "The price elements of {codes} add up to {total}%; that puts the tariff above the NZa maximum (Wmg, article 35).",
    "Haal de opslag weg, of spreek met max_max het tweede maximum af en zet het bedrag onder tarief.",
    "Remove the surcharge, or agree on the second maximum with max_max and put the amount under tarief.",
)
UNDER_LUMP_SUM = Message(
    "algemeen.element-bij-lumpsum",
    "Een prijselement verandert de lumpsum niet: Partijen spreken dat bedrag zelf af.",
    "A price element does not change the lump sum: parties agree on that amount itself.",
    "Verwerk het effect in lumpsum.bedrag, en noem onder prestaties alleen codes buiten de lumpsum of haal het "
    "prijselement weg.",
    "Put the effect in lumpsum.bedrag, and name under prestaties only codes outside the lump sum, or remove the "
    "element.",
)
ANY_UNIT = Message(
    "algemeen.element-over-alle-eenheden",
    "Deze korting geldt voor elke prestatie waarop een prijselement kan werken, met verschillende eenheden: {units}.",
    "This discount holds for every performance that an element can change, with different units: {units}.",
    "Noem onder prestaties de codes waarvoor de onderbouwing geldt, of controleer dat zij voor alle geldt.",
    "Name under prestaties the codes that the reasons are about, or check that they are about all of them.",
)
SKIPS_FIXED = Message(
    "algemeen.element-niet-bij-vast-tarief",
    "Deze korting geldt niet voor {codes}: daarvoor stelt de NZa een vast tarief vast (Wmg, artikel 35).",
    "This discount does not hold for {codes}: the NZa sets a fixed tariff there (Wmg, article 35).",
    "Bedoelt u dat zo, noem dan onder prestaties de codes waarvoor de korting wel geldt: prestaties: [{reached}].",
    "If you mean it so, name under prestaties the codes for which the discount does hold: prestaties: [{reached}].",
)


def check_reach(index: Index, covered: frozenset[str]) -> list[Finding]:
    """Return each element that holds for a tariff that it cannot change, and sums that are not the percentage.

    `covered` are the codes of the performances under a lump sum.
    """
    places = list(enumerate(index.elements))
    found = [finding for place, element in places for finding in _under_lump_sum(place, element, index, covered)]
    found += [finding for place, element in places for finding in _reach(place, element, index, covered)]
    return [*found, *_percentages(index)]


def _under_lump_sum(place: int, element: PriceElement, index: Index, covered: frozenset[str]) -> Iterator[Finding]:
    """Yield a fault for each code under a lump sum, and for an element with no performance outside it."""
    for number, code in enumerate(element.codes):
        if code in covered:
            yield UNDER_LUMP_SUM.finding(KEY, place, "prestaties", number)
    performances = index.tariffs.performances
    if not element.codes and covered and not isinstance(performances, OpenPoint) and performances == ():
        yield UNDER_LUMP_SUM.finding(KEY, place)


def _reach(place: int, element: PriceElement, index: Index, covered: frozenset[str]) -> Iterator[Finding]:
    tariffs = index.tariffs
    if isinstance(tariffs.performances, OpenPoint):
        if not element.codes and tariffs.regimes == {"nza-vast"}:
            yield ON_FIXED.finding(KEY, place, code=element.codes)
        return
    lines = {line.code: line for line in tariffs.performances}
    for number, code in enumerate(element.codes):
        at = (KEY, place, "prestaties", number)
        if code in covered:
            continue
        if code not in lines:
            yield UNKNOWN_CODE.finding(*at, code=code, known=nearest_codes(code, lines))
        elif message := _impossible(lines[code], tariffs):
            yield message.finding(*at, code=code)
    if element.codes or not tariffs.all_decided:
        return
    reached = [line for line in lines.values() if element.holds_for(line, tariffs)]
    units = list(dict.fromkeys(line.unit for line in reached if not isinstance(line.unit, OpenPoint)))
    if element.is_discount and len(units) > 1:
        yield ANY_UNIT.warning(KEY, place, units=", ".join(units))
    if reached:
        yield from _skipped(place, element, reached, index, covered)
        return
    for line in lines.values():
        if message := _impossible(line, tariffs):
            yield message.finding(KEY, place, code=line.code)
            return


def _skipped(
    place: int, element: PriceElement, reached: list[Performance], index: Index, covered: frozenset[str]
) -> Iterator[Finding]:
    """Yield a warning that names the performances with a fixed tariff, for which the discount does not hold."""
    fixed = index.tariffs.under("nza-vast")
    if not element.is_discount or isinstance(fixed, OpenPoint):
        return
    if skipped := [f"'{line.code}'" for line in fixed if line.code not in covered]:
        holds = ", ".join(str(line.code) for line in reached)
        yield SKIPS_FIXED.warning(KEY, place, codes=", ".join(skipped), reached=holds)


def _impossible(line: Performance, tariffs: Tariffs) -> Message | None:
    """Return why no element can hold for `line`, None when one can."""
    regime = tariffs.regime_of(line)
    if isinstance(regime, OpenPoint):
        return None
    if regime == "nza-vast":
        return ON_FIXED
    if regime == AMOUNT:
        return ON_AMOUNT
    return ON_SECOND if tariffs.at_second_maximum(line) else None


def _percentages(index: Index) -> Iterator[Finding]:
    """Give a fault for each sum of elements that is not what the percentage of the NZa maximum leaves."""
    lines = index.tariffs.under("nza-maximum")
    groups: dict[tuple[Decimal, Decimal], list[str]] = {}
    for line in () if isinstance(lines, OpenPoint) else lines:
        held, percentage = index.of(line), index.tariffs.percentage_of(line)
        if not held or index.tariffs.at_second_maximum(line) or is_open(*(element.percentage for element in held)):
            continue
        total = sum((element.percentage for element in held), Decimal(0))
        if total > 0:
            percentage = Decimal(100)
        if not isinstance(percentage, OpenPoint) and percentage != 100 + total:
            groups.setdefault((total, percentage), []).append(f"'{line.code}'")
    for (total, percentage), codes in groups.items():
        message = SURCHARGE if total > 0 else NOT_THE_PERCENTAGE
        yield message.finding(
            KEY,
            codes=", ".join(codes),
            total=total,
            percentage=percentage,
            meant=100 + total,
            difference=percentage - 100,
        )
