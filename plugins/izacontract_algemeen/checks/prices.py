"""Checks the price list and its tariff regime; the OVA and the other price elements are checked beside it."""

from __future__ import annotations

from izacontract import ContractRequest, Finding, Message, OpenPoint, Parameters, is_open
from izacontract_algemeen.checks import claimed_amounts, maxima, ova, price_elements
from izacontract_algemeen.terms.prices import AMOUNT, Tariffs, nearest_codes

NO_PERFORMANCES = Message(
    "algemeen.prijslijst-leeg",
    "De prijslijst is leeg.",
    "The price list is empty.",
    "Vul ten minste één prestatie in, of laat de sleutel weg zolang de prijslijst er niet is.",
    "Fill in at least one performance, or leave the key out as long as there is no price list.",
)
SAME_CODE = Message(
    "algemeen.prestatie-dubbel",
    "Prestatie '{code}' staat meer dan eens in de prijslijst.",
    "Performance '{code}' stands in the price list more than once.",
    "Geef elke prestatie één regel met één tarief.",
    "Give each performance one line with one tariff.",
)
ZERO_TARIFF = Message(
    "algemeen.tarief-nul",
    "Het tarief van prestatie '{code}' is 0.",
    "The tariff of performance '{code}' is 0.",
    "Controleer het tarief, of laat het weg zolang het niet bekend is.",
    "Check the tariff, or leave it out as long as it is not known.",
)
ABOVE_MAXIMUM = Message(
    "algemeen.percentage-boven-maximum",
    "{percentage}% van het NZa-maximum is meer dan het maximum (Wmg, artikel 35).",
    "{percentage}% of the NZa maximum is above the maximum (Wmg, article 35).",
    "Vul ten hoogste 100 in, of spreek met max_max het tweede maximum van de NZa af voor genoemde prestaties.",
    "Fill in 100 at most, or agree on the NZa's second maximum with max_max for named performances.",
)
TARIFF_ABOVE_MAXIMUM = Message(
    "algemeen.tarief-boven-maximum",
    "Het tarief € {tariff:.2f} van prestatie '{code}' ligt boven het NZa-maximum van € {maximum:.2f} (Wmg, "
    "artikel 35).",
    "Tariff € {tariff:.2f} of performance '{code}' is above the NZa maximum of € {maximum:.2f} (Wmg, article 35).",
    "Verlaag het tarief tot het maximum, of noem de prestatie onder max_max_prestaties als de NZa dat toelaat.",
    "Lower the tariff to the maximum, or name the performance under max_max_prestaties if the NZa allows it.",
)
LUMP_SUM_UNITS = ("lumpsum", "lump sum", "aanneemsom")
UNIT_IS_LUMP_SUM = Message(
    "algemeen.eenheid-lumpsum",
    "De eenheid van prestatie '{code}' is een bedrag voor alle zorg ('{unit}'); een tarief geldt per eenheid zorg.",
    "The unit of performance '{code}' is an amount for all care ('{unit}'); a tariff holds per unit of care.",
    "Typ hier de eenheid en het tarief van de declaratie, zoals 'per consult', en de lumpsum als eigen onderdeel: "
    "lumpsum: {{bedrag: {tariff}, prestaties: [{code}], afrekening_uiterlijk: …}}.",
    "Type the unit and the tariff of the claim here, such as 'per consult', and the lump sum as a section of its own: "
    "lumpsum: {{bedrag: {tariff}, prestaties: [{code}], afrekening_uiterlijk: …}}.",
)
UNKNOWN_CODE = Message(
    "algemeen.max-max-onbekende-prestatie",
    "Prestatie '{code}' staat niet in de prijslijst.",
    "Performance '{code}' is not in the price list.",
    "Neem de code over uit tarieven.prestaties ({known}), of voeg de prestatie daar toe.",
    "Copy the code from tarieven.prestaties ({known}), or add the performance there.",
)
NOT_A_MAXIMUM = Message(
    "algemeen.max-max-zonder-maximum",
    "Prestatie '{code}' heeft geen maximumtarief van de NZa, dus ook geen tweede maximum.",
    "Performance '{code}' has no NZa maximum tariff and so no second maximum either.",
    "Haal de code weg, of geef de prestatie het regime nza-maximum.",
    "Remove the code, or give the performance the regime nza-maximum.",
)
CODES_WITHOUT_SECOND = Message(
    "algemeen.max-max-niet-afgesproken",
    "Er staan prestaties onder max_max_prestaties, maar max_max is niet afgesproken.",
    "There are performances under max_max_prestaties, but max_max is not agreed on.",
    "Zet max_max op ja, of haal de codes weg.",
    "Set max_max to ja, or remove the codes.",
)
SECOND_WITHOUT_CODES = Message(
    "algemeen.max-max-zonder-prestaties",
    "Het tweede maximum (max_max) is afgesproken zonder te noemen voor welke prestaties.",
    "The second maximum (max_max) is agreed on without naming the performances.",
    "Noem de codes onder max_max_prestaties, of vul bij de prestaties tweede_maximum in.",
    "Name the codes under max_max_prestaties, or fill in tweede_maximum with the performances.",
)
WITHOUT_MAXIMUM = Message(
    "algemeen.maximum-zonder-werking",
    "'{key}' heeft geen werking: geen enkele prestatie heeft het regime nza-maximum.",
    "'{key}' has no effect: no performance has the regime nza-maximum.",
    "Haal de waarde weg, of zet het regime van de prestaties op nza-maximum.",
    "Remove the value, or set the regime of the performances to nza-maximum.",
)
MAXIMUM_UNKNOWN = Message(
    "algemeen.maximum-niet-bekend",
    "Het NZa-maximum van prestatie '{code}' is op {day:%d-%m-%Y} niet bekend; het tarief is daar niet aan getoetst.",
    "The NZa maximum of performance '{code}' is not known on {day:%d-%m-%Y}; the tariff was not held against it.",
    "Toets het tarief zelf aan de tariefbeschikking van de NZa (Wmg, artikel 35).",
    "Hold the tariff against the NZa's tariff decision yourself (Wmg, article 35).",
)


def check_request(request: ContractRequest, parameters: Parameters) -> list[Finding]:
    """Return what is wrong with, or doubtful in, the tariffs, the OVA and the other price elements."""
    given = request.section(Tariffs)
    found: list[Finding] = []
    if given is not None:
        found += [
            *price_list(given, request, parameters),
            *claimed_amounts.check_request(request, given),
            *percentage(given),
        ]
        found += [*second_maximum(given), *maxima.check_request(request, given, parameters)]
    return [*found, *ova.check_request(request, parameters), *price_elements.check_request(request)]


def price_list(given: Tariffs, request: ContractRequest, parameters: Parameters) -> list[Finding]:
    """Return what is wrong with the lines of the price list, and a warning for each tariff of nothing.

    At fault are an empty list, a code that stands twice, a unit that is a lump sum and, where the line gives no
    maximum, a tariff above a known one; one that is not known for this contract's day is warned of.
    The NZa maximum of a performance is known when a library holds the parameter `SECTOR.nza-maximum-CODE`, in
    lower case (Wmg, article 35).
    """
    if isinstance(given.performances, OpenPoint):
        return []
    if not given.performances:
        return [NO_PERFORMANCES.finding("tarieven", "prestaties")]
    found, seen = [], set()
    lump_sums = {
        line.unit
        for line in given.performances
        if not isinstance(line.unit, OpenPoint) and any(word in line.unit.lower() for word in LUMP_SUM_UNITS)
    }
    for place, line in enumerate(given.performances):
        if line.code in seen:
            found.append(SAME_CODE.finding("tarieven", "prestaties", place, "code", code=line.code))
        seen.add(line.code)
        if lump_sums and not is_open(line.tariff, line.unit) and line.unit in lump_sums:
            at = ("tarieven", "prestaties", place, "eenheid")
            found.append(UNIT_IS_LUMP_SUM.finding(*at, code=line.code, unit=line.unit, tariff=line.tariff))
        if not isinstance(line.tariff, OpenPoint) and line.tariff == 0 and line.regime != AMOUNT:
            found.append(ZERO_TARIFF.warning("tarieven", "prestaties", place, "tarief", code=line.code))
        name = f"{request.sector}.nza-maximum-{line.code.lower()}"
        if name not in parameters.by_id or isinstance(line.tariff, OpenPoint) or is_open(given.second_maximum_codes):
            continue
        if not is_open(line.maximum):
            continue
        maximum = parameters.amount(name, request.reference_day)
        if maximum is None:
            at = ("tarieven", "prestaties", place, "tarief")
            found.append(MAXIMUM_UNKNOWN.warning(*at, code=line.code, day=request.reference_day))
            continue
        if line.tariff > maximum and line.code not in given.second_maximum_codes:
            at = ("tarieven", "prestaties", place, "tarief")
            found.append(TARIFF_ABOVE_MAXIMUM.finding(*at, tariff=line.tariff, code=line.code, maximum=maximum))
    return found


def percentage(given: Tariffs) -> list[Finding]:
    """Return a fault above 100 without the second maximum, and a warning where no maximum applies."""
    share = given.percentage_of_maximum
    if isinstance(share, OpenPoint):
        return []
    at = ("tarieven", "percentage_van_maximum")
    if _has_no_maximum(given):
        return [WITHOUT_MAXIMUM.warning(*at, key="percentage_van_maximum")]
    if share > 100 and not is_open(given.second_maximum) and not given.second_maximum:
        return [ABOVE_MAXIMUM.finding(*at, percentage=share)]
    return []


def second_maximum(given: Tariffs) -> list[Finding]:
    """Return what is wrong with the performances for which the NZa's second maximum is agreed on."""
    if is_open(given.second_maximum, given.second_maximum_codes):
        return []
    if not given.second_maximum:
        return [CODES_WITHOUT_SECOND.finding("tarieven", "max_max_prestaties")] if given.second_maximum_codes else []
    if _has_no_maximum(given):
        return [WITHOUT_MAXIMUM.warning("tarieven", "max_max", key="max_max")]
    if isinstance(given.performances, OpenPoint):
        return []
    if not given.second_maximum_codes and not any(given.at_second_maximum(line) for line in given.performances):
        return [SECOND_WITHOUT_CODES.before_final("tarieven", "max_max")]
    lines = {line.code: line for line in given.performances}
    found = []
    for place, code in enumerate(given.second_maximum_codes):
        at = ("tarieven", "max_max_prestaties", place)
        if code not in lines:
            found.append(UNKNOWN_CODE.finding(*at, code=code, known=nearest_codes(code, lines)))
            continue
        regime = given.regime_of(lines[code])
        if not isinstance(regime, OpenPoint) and regime != "nza-maximum":
            found.append(NOT_A_MAXIMUM.warning(*at, code=code))
    return found


def _has_no_maximum(given: Tariffs) -> bool:
    """Return whether it is certain that no performance has an NZa maximum tariff."""
    return given.all_decided and "nza-maximum" not in given.regimes
