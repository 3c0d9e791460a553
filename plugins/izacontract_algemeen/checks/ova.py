"""Checks the OVA: its year, its status, and the shares of wages, material and capital."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from izacontract import ContractRequest, Finding, Message, OpenPoint, Parameters, is_open
from izacontract_algemeen.rules.agreed_prices import has_ceiling
from izacontract_algemeen.rules.known_figures import PARAMETERS, SETTLEMENT, figures_of
from izacontract_algemeen.terms.lump_sum import LumpSum
from izacontract_algemeen.terms.ova import Ova
from izacontract_algemeen.terms.prices import COMPUTED, Tariffs
from izacontract_algemeen.terms.volume import Volume

TOLERANCE = Decimal("0.001")

OTHER_YEAR = Message(
    "algemeen.ova-ander-jaar",
    "De OVA van {year} past niet bij een contract dat loopt van {first} tot en met {last}.",
    "The OVA of {year} does not fit a contract that runs from {first} to {last}.",
    "Vul de OVA in van een jaar van de looptijd, of van het jaar daarvoor ({before}).",
    "Fill in the OVA of a year of the term, or of the year before it ({before}).",
)
SHARES = Message(
    "algemeen.aandelen-tellen-niet-op",
    "De aandelen loon, materieel en kapitaal zijn samen {total} in plaats van 1.",
    "The shares of wages, material and capital add up to {total} instead of 1.",
    "Verbeter de aandelen; zij mogen samen ten hoogste 0.001 van 1 afwijken.",
    "Mend the shares; together they may differ from 1 by 0.001 at most.",
)
EARLIER_YEAR = Message(
    "algemeen.ova-eerder-jaar",
    "De OVA is die van {year}; het contract begint in {first}.",
    "The OVA is that of {year}; the contract begins in {first}.",
    "Vul de OVA van {first} in zodra die bekend is; tot dan rekent het contract met die van {year}.",
    "Fill in the OVA of {first} as soon as it is known; until then the contract works with that of {year}.",
)
ESTIMATE = Message(
    "algemeen.ova-raming",
    "De OVA is een raming.",
    "The OVA is an estimate.",
    "Vervang haar door het voorlopige of definitieve percentage zodra het ministerie dat bekendmaakt.",
    "Replace it with the provisional or final percentage as soon as the ministry publishes it.",
)
FINAL_TOO_EARLY = Message(
    "algemeen.ova-definitief-te-vroeg",
    "De OVA van {year} heet definitief, maar de bron is van {day}, vóór dat jaar.",
    "The OVA of {year} is called final, but its source is of {day}, before that year.",
    "Het definitieve percentage verschijnt in het jaar zelf: controleer de status en de datum.",
    "The final percentage appears in the year itself: check the status and the date.",
)
SOURCE_TOO_OLD = Message(
    "algemeen.ova-bron-te-oud",
    "De bron van de OVA van {year} is van {day:%d-%m-%Y}; zij kan dat cijfer nog niet noemen.",
    "The source of the OVA of {year} is of {day:%d-%m-%Y}; it cannot name that figure yet.",
    "Vul bij bron en bron_datum het stuk in dat de OVA van {year} noemt.",
    "Fill in the document that names the OVA of {year} at bron and bron_datum.",
)
NO_SOURCE = Message(
    "algemeen.aandelen-zonder-bron",
    "De aandelen loon, materieel en kapitaal hebben geen bron; een te laag loonaandeel is een verborgen korting.",
    "The shares of wages, material and capital have no source; too low a wage share is a hidden discount.",
    "Vul ova.aandelen_bron in.",
    "Fill in ova.aandelen_bron.",
)
INDEX_WITHOUT_SHARE = Message(
    "algemeen.index-zonder-aandeel",
    "'{key}' heeft geen werking: het aandeel waarover de index gaat is 0.",
    "'{key}' has no effect: the share that the index is about is 0.",
    "Haal de index weg, of vul het aandeel in.",
    "Remove the index, or fill in the share.",
)
OMITTED = Message(
    "algemeen.ova-weggelaten",
    "De doorvertaling van de OVA is weggelaten.",
    "The pass-through of the OVA is left out.",
    "Het IZA vraagt volledige doorvertaling (onderdeel J, § 5); de reden komt in de lijst met bronnen en open punten.",
    "The IZA asks for full pass-through (onderdeel J, § 5); its reason goes in the list of sources and open points.",
)

OTHER_THAN_KNOWN = Message(
    "algemeen.ova-anders-dan-bekend",
    "'{key}' is {value}%, maar voor {year} is {known}% bekend ({status}).",
    "'{key}' is {value}%, but for {year} {known}% is known ({status}).",
    "Typ {key}: {known}, of geef de reden in ova.afwijking_reden; dan noemt het contract beide cijfers en de reden. "
    "Komt het bekende cijfer uit uw lijst seizoen of huisbibliotheek ({parameter}), verbeter het dan daar.",
    "Type {key}: {known}, or give the reason in ova.afwijking_reden; then the contract prints both figures and the "
    "reason. If the known figure comes from your list seizoen or house library ({parameter}), mend it there.",
)
DEVIATES = Message(
    "algemeen.ova-afwijking-met-reden",
    "'{key}' is met een reden {value}% in plaats van {known}%; het contract zegt niet dat de OVA volledig is verwerkt.",
    "'{key}' is {value}% instead of {known}% for a reason; the contract does not call the OVA passed on in full.",
    "Laat het zo als Partijen dit willen; typ anders {key}: {known} en haal ova.afwijking_reden weg.",
    "Leave it if the parties want this; else type {key}: {known} and remove ova.afwijking_reden.",
)
NOTHING_DEVIATES = Message(
    "algemeen.afwijking-zonder-werking",
    "'afwijking_reden' heeft geen werking: geen cijfer wijkt af van een cijfer dat voor dat jaar bekend is.",
    "'afwijking_reden' has no effect: no figure differs from one that is known for that year.",
    "Haal de reden weg, of controleer percentage en nacalculatie.",
    "Remove the reason, or check percentage and nacalculatie.",
)
NOT_TYPED = Message(
    "algemeen.ova-bekend-niet-ingevuld",
    "'{key}' heeft nog geen waarde, maar voor {year} is {known}% bekend ({status}).",
    "'{key}' has no value yet, but for {year} {known}% is known ({status}).",
    "Typ {key}: {known}",
    "Type {key}: {known}",
)
YEAR_UNKNOWN = Message(
    "algemeen.ova-niet-bekend",
    "De OVA van {year} is hier niet bekend; niet getoetst: {keys}.",
    "The OVA of {year} is not known here; not checked: {keys}.",
    "De zorgverzekeraar levert deze cijfers aan uit de bekendmaking van VWS of de NZa: zet ze met status, bron en "
    "datum in een regel van de lijst seizoen, dan worden zij getoetst.",
    "The insurer supplies these figures from the publication of VWS or the NZa: put them with status, source and day "
    "in a row of the list seizoen, and they are checked.",
)
LATER_YEAR = Message(
    "algemeen.ova-later-jaar",
    "De OVA is die van {year}, maar het contract begint in {first}: tot {year} gelden de oude tarieven.",
    "The OVA is that of {year}, but the contract begins in {first}: until {year} the old tariffs hold.",
    "Typ jaar: {first}, of controleer dat de oude tarieven de OVA van de jaren vóór {year} al bevatten.",
    "Type jaar: {first}, or check that the old tariffs already hold the OVA of the years before {year}.",
)
LATER_YEAR_AMOUNT = Message(
    "algemeen.ova-later-jaar-bedrag",
    "De OVA is die van {year}, maar de lumpsum of het plafond geldt al vanaf {first} en is daarmee niet te indexeren.",
    "The OVA is that of {year}, but the lump sum or ceiling holds from {first} and cannot be indexed with it.",
    "Typ jaar: {first}, met de cijfers van dat jaar; latere jaren volgen vanzelf.",
    "Type jaar: {first}, with the figures of that year; later years follow by themselves.",
)
FIRST_YEAR_KNOWN = Message(
    "algemeen.ova-eerste-jaar-bekend",
    "Het contract rekent met de OVA van {year}; die van zijn eerste jaar, {first}, is bekend: {known}% ({status}).",
    "The contract works with the OVA of {year}, but that of its first year, {first}, is known: {known}% ({status}).",
    "Typ jaar: {first} en percentage: {known}, en de nacalculatie, de status, de bron en de datum die daarbij horen.",
    "Type jaar: {first} and percentage: {known}, and the nacalculatie, status, source and day that belong to it.",
)
MATERIAL_OTHER = Message(
    "algemeen.materiele-index-anders-dan-bekend",
    "'materiele_index' is {value}%, maar voor {year} is {known}% bekend ({status}).",
    "'materiele_index' is {value}%, but for {year} {known}% is known ({status}).",
    "Controleer het cijfer in de bron die u noemt; bekende cijfers: izacontract clauses parameters",
    "Check the figure in the source that you name; known figures: izacontract clauses parameters",
)
AMOUNT_WITHOUT_EFFECT = Message(
    "algemeen.verrekening-zonder-werking",
    "'verrekening: bedrag' heeft geen werking: het contract berekent zelf geen tarief.",
    "'verrekening: bedrag' has no effect: the contract works out no tariff itself.",
    "Haal de sleutel weg: een verschil in de OVA komt in de tarieven die de NZa voor een later jaar vaststelt.",
    "Remove the key: a difference in the OVA comes in the tariffs that the NZa sets for a later year.",
)


def check_request(request: ContractRequest, parameters: Parameters) -> list[Finding]:
    """Return what is wrong with, or doubtful in, the OVA, and a warning when its clause is left out."""
    omitted = omission(request)
    given = request.section(Ova)
    if given is None:
        return omitted
    return [
        *omitted,
        *(found for found in year(given, request, parameters) if not omitted or found.code != FIRST_YEAR_KNOWN.code),
        *material_index(given, parameters),
        *([] if omitted else known(given, parameters)),
        *([] if omitted else settlement(given, request)),
        *status(given),
        *source(given),
        *shares(given),
        *indexes(given),
    ]


def omission(request: ContractRequest) -> list[Finding]:
    """Return a warning for each omission of the clause on the OVA."""
    return [
        OMITTED.warning("weggelaten", place, "clausule")
        for place, omitted in enumerate(request.omissions)
        if not is_open(omitted.clause) and omitted.clause == "algemeen.ova"
    ]


def year(given: Ova, request: ContractRequest, parameters: Parameters) -> list[Finding]:
    """Return a fault when the OVA is not of a year of the term or the year before it.

    Another year than the contract's first is warned of, and the year before it is refused for a final text when the
    OVA of the first year is known.
    """
    begin, end = request.agreement.begin, request.agreement.end
    if isinstance(given.year, OpenPoint) or is_open(begin, end) or end < begin:
        return []
    if given.year == begin.year - 1:
        first = parameters.on("algemeen.ova-percentage", date(begin.year, 1, 1))
        if first is None:
            return [EARLIER_YEAR.warning("ova", "jaar", year=given.year, first=begin.year)]
        facts = {"known": Decimal(first.value), "status": first.status}
        return [FIRST_YEAR_KNOWN.before_final("ova", "jaar", year=given.year, first=begin.year, **facts)]
    if begin.year < given.year <= end.year:
        volume = request.section(Volume)
        indexed = has_ceiling(request) and volume is not None and volume.includes_ova is False
        if indexed or request.section(LumpSum) is not None:
            return [LATER_YEAR_AMOUNT.finding("ova", "jaar", year=given.year, first=begin.year)]
        return [LATER_YEAR.warning("ova", "jaar", year=given.year, first=begin.year)]
    if begin.year == given.year:
        return []
    return [OTHER_YEAR.finding("ova", "jaar", year=given.year, first=begin.year, last=end.year, before=begin.year - 1)]


def material_index(given: Ova, parameters: Parameters) -> list[Finding]:
    """Return a warning when the material index differs from the one known for its year."""
    value = given.material_index
    if isinstance(given.year, OpenPoint) or isinstance(value, OpenPoint):
        return []
    found = parameters.on("algemeen.materiele-index", date(given.year, 1, 1))
    if found is None or value == Decimal(found.value):
        return []
    facts = {"value": value, "year": given.year, "known": Decimal(found.value), "status": found.status}
    return [MATERIAL_OTHER.warning("ova", "materiele_index", **facts)]


def known(given: Ova, parameters: Parameters) -> list[Finding]:
    """Return what is to be said of percentage and settlement beside the figures known for their year.

    One that differs is refused for a final text unless a reason is given, whatever its status: the library can hold a
    newer figure.
    """
    if isinstance(given.year, OpenPoint):
        return []
    found, compared = [], figures_of(given, parameters)
    has_reason = not is_open(given.deviation_reason)
    for figure in compared:
        at = ("ova", figure.key)
        facts: dict[str, object] = {"key": figure.key, "value": figure.used, "year": given.year}
        facts |= {"known": figure.known, "status": figure.status, "parameter": PARAMETERS[figure.key]}
        if figure.is_missing and figure.key == SETTLEMENT:
            found.append(NOT_TYPED.warning(*at, **facts))
        elif figure.deviates:
            found.append(DEVIATES.warning(*at, **facts) if has_reason else OTHER_THAN_KNOWN.before_final(*at, **facts))
    if unknown := [figure.key for figure in compared if figure.known is None]:
        found.append(YEAR_UNKNOWN.warning("ova", "jaar", year=given.year, keys=", ".join(unknown)))
    if has_reason and not any(figure.deviates for figure in compared):
        found.append(NOTHING_DEVIATES.warning("ova", "afwijking_reden"))
    return found


def settlement(given: Ova, request: ContractRequest) -> list[Finding]:
    """Return a warning when a difference is to be paid as an amount while nothing is worked out."""
    tariffs = request.section(Tariffs)
    if request.section(LumpSum) is not None:
        return []
    if given.settles != "bedrag" or tariffs is None or not tariffs.all_decided or tariffs.regimes & COMPUTED:
        return []
    return [AMOUNT_WITHOUT_EFFECT.warning("ova", "verrekening")]


def status(given: Ova) -> list[Finding]:
    """Return a warning for an estimate, and for a final figure from before its own year."""
    if isinstance(given.status, OpenPoint):
        return []
    if given.status == "raming":
        return [ESTIMATE.warning("ova", "status")]
    if given.status != "definitief" or isinstance(given.year, OpenPoint) or isinstance(given.source_day, OpenPoint):
        return []
    if given.source_day >= date(given.year, 1, 1):
        return []
    return [FINAL_TOO_EARLY.warning("ova", "bron_datum", year=given.year, day=given.source_day)]


def source(given: Ova) -> list[Finding]:
    """Return a finding when the source is from before the year before that of the OVA, when it is first made known."""
    if isinstance(given.year, OpenPoint) or isinstance(given.source_day, OpenPoint):
        return []
    if given.source_day >= date(given.year - 1, 1, 1):
        return []
    return [SOURCE_TOO_OLD.before_final("ova", "bron_datum", year=given.year, day=given.source_day)]


def shares(given: Ova) -> list[Finding]:
    """Return a fault when the shares do not add up to 1, and a warning when nobody says where they come from."""
    wages, material, capital = given.wage_share, given.material_share, given.capital_share
    found = []
    if not isinstance(wages, OpenPoint) and not isinstance(material, OpenPoint) and not is_open(capital):
        total = wages + material + capital
        if abs(total - 1) > TOLERANCE:
            found.append(SHARES.finding("ova", "aandeel_loon", total=total))
    if not isinstance(wages, OpenPoint) and given.shares_source is None:
        found.append(NO_SOURCE.warning("ova", "aandelen_bron"))
    return found


def indexes(given: Ova) -> list[Finding]:
    """Return a warning for each index on a share of nothing."""
    return [
        INDEX_WITHOUT_SHARE.warning("ova", key, key=key)
        for key, index, share in (
            ("materiele_index", given.material_index, given.material_share),
            ("kapitaalindex", given.capital_index, given.capital_share),
        )
        if index is not None and not is_open(index, share) and share == 0
    ]
