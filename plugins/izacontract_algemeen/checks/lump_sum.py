"""Checks the lump sum: which care it covers, its amounts per year, and that nothing limits it once more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from izacontract import ContractRequest, Finding, Message, OpenPoint, Parameters, is_open
from izacontract_algemeen.terms.lump_sum import LumpSum
from izacontract_algemeen.terms.prices import AMOUNT, Performance, Tariffs, nearest_codes
from izacontract_algemeen.terms.volume import CEILINGS, Volume

KEY = "lumpsum"

UNKNOWN_CODE = Message(
    "algemeen.lumpsum-onbekende-prestatie",
    "Prestatie '{code}' onder de lumpsum staat niet in de prijslijst, dus er is geen titel om haar te declareren.",
    "Performance '{code}' under the lump sum is not in the price list, so there is no title to claim it by.",
    "Neem de code over uit tarieven.prestaties ({known}), of zet de prestatie daar met haar declaratietarief.",
    "Copy the code from tarieven.prestaties ({known}), or put the performance there with its claim tariff.",
)
SAME_CODE = Message(
    "algemeen.lumpsum-prestatie-dubbel",
    "Prestatie '{code}' staat meer dan eens bij lumpsum.prestaties.",
    "Performance '{code}' stands at lumpsum.prestaties more than once.",
    "Noem elke prestatie één keer; de lumpsum vergoedt al haar eenheden.",
    "Name each performance once; the lump sum pays for all its units.",
)
FIXED_TARIFF = Message(
    "algemeen.lumpsum-vast-tarief",
    "Prestatie '{code}' heeft een vast tarief van de NZa; een lumpsum zou daarvan afwijken (Wmg, artikel 35).",
    "Performance '{code}' has a fixed NZa tariff; a lump sum would depart from it (Wmg, article 35).",
    "Haal '{code}' uit lumpsum.prestaties; de prestatie wordt dan naast de lumpsum vergoed.",
    "Take '{code}' out of lumpsum.prestaties; the performance is then paid beside the lump sum.",
)
CLAIMED_AMOUNT = Message(
    "algemeen.lumpsum-bedrag",
    "Met prestatie '{code}' wordt een bedrag uit een artikel gedeclareerd; onder de lumpsum werd dat niet betaald.",
    "Performance '{code}' claims an amount of an article; under the lump sum that would not be paid.",
    "Haal '{code}' uit lumpsum.prestaties, of haal het bedrag uit het artikel.",
    "Take '{code}' out of lumpsum.prestaties, or take the amount out of the article.",
)
ONE_UNIT = Message(
    "algemeen.lumpsum-per-stuk",
    "De lumpsum (€ {amount:.2f}) is niet meer dan één keer het tarief van prestatie '{code}' (€ {tariff:.2f}).",
    "The lump sum (€ {amount:.2f}) is no more than the tariff of one performance '{code}' (€ {tariff:.2f}).",
    "Typ het bedrag voor alle zorg van een heel kalenderjaar; het tarief per eenheid hoort in de prijslijst.",
    "Type the amount for all care of a whole calendar year; the tariff per unit belongs in the price list.",
)
OTHER_YEARS = Message(
    "algemeen.lumpsum-andere-jaren",
    "lumpsum.jaren noemt {given}, maar na het eerste jaar bestaat de looptijd uit {term}.",
    "lumpsum.jaren names {given}, but after its first year the term consists of {term}.",
    "Geef voor elk later kalenderjaar van de looptijd precies één bedrag, of laat jaren weg: dan wordt het eerste "
    "bedrag geïndexeerd.",
    "Give exactly one amount for each later calendar year of the term, or leave jaren out: then the first amount is "
    "indexed.",
)
TOO_EARLY = Message(
    "algemeen.lumpsum-afrekening-te-vroeg",
    "De jaarafrekening van de lumpsum uiterlijk op {day:%d-%m-%Y} valt niet na het einde van het eerste contractjaar "
    "({end:%d-%m-%Y}).",
    "The yearly account of the lump sum by {day:%d-%m-%Y} does not come after the end of the first contract year "
    "({end:%d-%m-%Y}).",
    "Kies een dag na {end}, met ruimte voor de laatste declaraties.",
    "Choose a day after {end}, with room for the last claims.",
)
CEILING_TOO = Message(
    "algemeen.lumpsum-met-plafond",
    "De lumpsum en de afspraak over volume gaan over dezelfde zorg: die kan niet twee keer worden begrensd.",
    "The lump sum and the agreement on volume are about the same care, which cannot be limited twice.",
    "Laat volume weg, of houd prestaties buiten de lumpsum en noem in volume.omvang alleen die, zoals: alle Prestaties "
    "buiten de Lumpsum.",
    "Leave volume out, or keep performances out of the lump sum and name only those in volume.omvang, such as: alle "
    "Prestaties buiten de Lumpsum.",
)


def check_request(request: ContractRequest, parameters: Parameters) -> list[Finding]:
    """Return what is wrong with the lump sum."""
    agreed = request.section(LumpSum)
    if agreed is None:
        return []
    return [
        *doubles(agreed),
        *care(agreed, request),
        *years(agreed, request),
        *settlement(agreed, request),
        *limited_twice(agreed, request),
    ]


def doubles(agreed: LumpSum) -> Iterator[Finding]:
    """Yield a fault for each performance that stands earlier in the list too."""
    if isinstance(agreed.performances, OpenPoint):
        return
    for place, code in enumerate(agreed.performances):
        if code in agreed.performances[:place]:
            yield SAME_CODE.finding(KEY, "prestaties", place, code=code)


def care(agreed: LumpSum, request: ContractRequest) -> Iterator[Finding]:
    """Yield a fault for each performance without a line or with a fixed tariff, and for an amount of one unit."""
    tariffs = request.section(Tariffs)
    if tariffs is None or isinstance(agreed.performances, OpenPoint) or isinstance(tariffs.performances, OpenPoint):
        return
    lines = {line.code: line for line in tariffs.performances}
    for place, code in enumerate(agreed.performances):
        if code not in lines:
            yield UNKNOWN_CODE.finding(KEY, "prestaties", place, code=code, known=nearest_codes(code, lines))
            continue
        regime = tariffs.regime_of(lines[code])
        if not isinstance(regime, OpenPoint) and regime == "nza-vast":
            yield FIXED_TARIFF.finding(KEY, "prestaties", place, code=code)
        if lines[code].regime == AMOUNT:
            yield CLAIMED_AMOUNT.finding(KEY, "prestaties", place, code=code)
    covered = [lines[code] for code in agreed.performances if code in lines]
    yield from one_unit(agreed, covered)


def one_unit(agreed: LumpSum, covered: list[Performance]) -> Iterator[Finding]:
    """Yield a fault for each yearly amount that does not even pay for one unit of the dearest performance."""
    known = [(line.tariff, line.code) for line in covered if not isinstance(line.tariff, OpenPoint)]
    if not known:
        return
    tariff, code = max(known)
    typed = [(agreed.amount, (KEY, "bedrag"))]
    typed += [(line.amount, (KEY, "jaren", place, "bedrag")) for place, line in enumerate(agreed.years)]  # type: ignore[misc]
    for amount, at in typed:
        if not isinstance(amount, OpenPoint) and amount <= tariff:
            yield ONE_UNIT.finding(*at, amount=amount, code=code, tariff=tariff)


def years(agreed: LumpSum, request: ContractRequest) -> Iterator[Finding]:
    """Yield a fault when the amounts per later year do not fit the term."""
    begin, end = request.agreement.begin, request.agreement.end
    if not agreed.years or is_open(begin, end) or end < begin:
        return
    term, given = list(request.agreement.years)[1:], [line.year for line in agreed.years]
    if sorted(given) != term:
        words = ", ".join(map(str, term)) or "geen later jaar"
        yield OTHER_YEARS.finding(KEY, "jaren", given=", ".join(map(str, given)), term=words)


def settlement(agreed: LumpSum, request: ContractRequest) -> Iterator[Finding]:
    """Yield a fault when the first yearly account is due before the first contract year has ended."""
    begin, end = request.agreement.begin, request.agreement.end
    if isinstance(agreed.settled_by, OpenPoint) or is_open(begin, end):
        return
    last = min(end, date(begin.year, 12, 31))
    if agreed.settled_by <= last:
        yield TOO_EARLY.finding(KEY, "afrekening_uiterlijk", day=agreed.settled_by, end=last)


def limited_twice(agreed: LumpSum, request: ContractRequest) -> Iterator[Finding]:
    """Yield a fault for an agreement on volume over the care of the lump sum.

    It is that when no performance is left outside the lump sum, and when a ceiling is for the whole price list because
    `volume.omvang` says no less.
    """
    volume, tariffs = request.section(Volume), request.section(Tariffs)
    if volume is None or tariffs is None:
        return
    codes, lines = agreed.performances, tariffs.performances
    nothing_left = not (isinstance(codes, OpenPoint) or isinstance(lines, OpenPoint)) and {
        line.code for line in lines if line.regime != AMOUNT
    } <= set(codes)
    is_ceiling = not isinstance(volume.kind, OpenPoint) and volume.kind in CEILINGS
    if nothing_left or (is_ceiling and volume.scope is None):
        yield CEILING_TOO.finding("volume", "soort")
