"""Checks the OVA: its year, its status, and the shares of wages, material and capital."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from izacontract import ContractRequest, Finding, Message, OpenPoint, Parameters, is_open
from izacontract_algemeen.terms.prices import Ova

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
    "Het akkoord vraagt volledige doorvertaling (IZA, § 4.1.3); de reden komt in de lijst met bronnen en open punten.",
    "The agreement asks for full pass-through (IZA, § 4.1.3); its reason goes in the list of sources and open points.",
)

OTHER_THAN_PUBLISHED = Message(
    "algemeen.ova-anders-dan-bekend",
    "'{key}' is {value}%, maar voor {year} is {known}% bekend ({status}).",
    "'{key}' is {value}%, but for {year} {known}% is known ({status}).",
    "Controleer het cijfer in de bron die u noemt; bekende cijfers: izacontract clauses parameters",
    "Check the figure in the source that you name; known figures: izacontract clauses parameters",
)
KNOWN_FIGURES = (
    ("percentage", "algemeen.ova-percentage"),
    ("nacalculatie", "algemeen.ova-nacalculatie"),
    ("materiele_index", "algemeen.materiele-index"),
)


def check_request(request: ContractRequest, parameters: Parameters) -> list[Finding]:
    """Return what is wrong with, or doubtful in, the OVA, and a warning when its clause is left out."""
    found = omission(request)
    given = request.section(Ova)
    if given is None:
        return found
    return [
        *found,
        *year(given, request),
        *published(given, parameters),
        *status(given),
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


def year(given: Ova, request: ContractRequest) -> list[Finding]:
    """Return a fault when the OVA is not of a year of the term or the year before it, for the latter a warning."""
    begin, end = request.agreement.begin, request.agreement.end
    if isinstance(given.year, OpenPoint) or is_open(begin, end) or end < begin:
        return []
    if given.year == begin.year - 1:
        return [EARLIER_YEAR.warning("ova", "jaar", year=given.year, first=begin.year)]
    if begin.year <= given.year <= end.year:
        return []
    return [OTHER_YEAR.finding("ova", "jaar", year=given.year, first=begin.year, last=end.year, before=begin.year - 1)]


def published(given: Ova, parameters: Parameters) -> list[Finding]:
    """Return a warning for each figure that differs from the one known for its year.

    A percentage is compared with one of the same status only, since an estimate and a final figure may well differ.
    """
    if isinstance(given.year, OpenPoint):
        return []
    typed = {"percentage": given.percentage, "nacalculatie": given.settlement, "materiele_index": given.material_index}
    found = []
    for key, parameter in KNOWN_FIGURES:
        known, value = parameters.on(parameter, date(given.year, 1, 1)), typed[key]
        if known is None or isinstance(value, OpenPoint) or value == Decimal(known.value):
            continue
        if key == "percentage" and (is_open(given.status) or given.status != known.status):
            continue
        facts = {"key": key, "value": value, "year": given.year, "known": Decimal(known.value), "status": known.status}
        found.append(OTHER_THAN_PUBLISHED.warning("ova", key, **facts))
    return found


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
