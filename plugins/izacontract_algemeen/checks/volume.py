"""Checks the agreement on volume: its ceiling per year, its settlement, and what happens above it."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

from izacontract import ContractRequest, Finding, Message, OpenPoint, Parameters, is_open
from izacontract_algemeen.terms.execution import Deadlines
from izacontract_algemeen.terms.volume import CEILINGS, Volume

ONLY_WITH_CEILING = (
    "bedrag", "waarschuwing", "reactietermijn_dagen", "afrekening_uiterlijk", "boven_plafond",
    "vergoeding_boven_plafond", "jaren",
)  # fmt: skip
LONGEST_WAIT = 36500
"""Days beyond this (a century) say no more, and no date can hold them."""

SETTLED_TOO_EARLY = Message(
    "algemeen.afrekening-te-vroeg",
    "De eindafrekening uiterlijk op {day} valt niet na het einde van het eerste contractjaar ({end}).",
    "The final settlement by {day} does not come after the end of the first contract year ({end}).",
    "Kies een dag na {end}, met ruimte voor de laatste declaraties.",
    "Choose a day after {end}, with room for the last claims.",
)
SETTLED_BEFORE_CLAIMS = Message(
    "algemeen.afrekening-voor-declaraties",
    "De eindafrekening uiterlijk op {day} komt voordat de zorg van {last} moet zijn gedeclareerd ({claimed}).",
    "The final settlement by {day} comes before the care of {last} has to be claimed ({claimed}).",
    "Kies volume.afrekening_uiterlijk na {claimed} of verkort termijnen.declaratie ({days} dagen); anders komt wat "
    "later wordt gedeclareerd in een aanvulling.",
    "Choose volume.afrekening_uiterlijk after {claimed} or shorten termijnen.declaratie ({days} days); otherwise what "
    "is claimed later goes into a supplement.",
)
OTHER_YEARS = Message(
    "algemeen.plafond-andere-jaren",
    "Het plafond noemt {given}, maar de looptijd bestaat uit {term}.",
    "The ceiling names {given}, but the term consists of {term}.",
    "Geef voor elk kalenderjaar van de looptijd precies één bedrag.",
    "Give exactly one amount for each calendar year of the term.",
)
OTHER_FIRST_AMOUNT = Message(
    "algemeen.plafond-eerste-jaar-anders",
    "Het plafond voor {year} (€ {amount:.2f}) is niet gelijk aan volume.bedrag (€ {ceiling:.2f}).",
    "The ceiling for {year} (€ {amount:.2f}) does not equal volume.bedrag (€ {ceiling:.2f}).",
    "Maak beide bedragen gelijk.",
    "Make both amounts equal.",
)
PAID_WITHOUT_DUTY = Message(
    "algemeen.vergoeding-zonder-doorleverplicht",
    "Een vergoeding boven het plafond hoort alleen bij doorleverplicht, niet bij '{above}'.",
    "A rate above the ceiling belongs to doorleverplicht only, not to '{above}'.",
    "Haal vergoeding_boven_plafond weg, of kies doorleverplicht.",
    "Remove vergoeding_boven_plafond, or choose doorleverplicht.",
)
UNPAID_DUTY = Message(
    "algemeen.doorleverplicht-onbetaald",
    "De zorgaanbieder moet boven het plafond doorleveren zonder vergoeding.",
    "The provider must go on delivering above the ceiling without payment.",
    "Vul vergoeding_boven_plafond in, of ga na of de zorgplicht zo geborgd blijft (Zvw, artikel 11).",
    "Fill in vergoeding_boven_plafond, or make sure that the duty of care holds this way (Zvw, article 11).",
)
STOP = Message(
    "algemeen.stop-boven-plafond",
    "Bij 'stop' neemt de zorgaanbieder boven het plafond geen nieuwe planbare patiënten aan.",
    "With 'stop' the provider takes no new plannable patients above the ceiling.",
    "Ga na of er elders tijdig plaats is: de zorgplicht blijft bij de zorgverzekeraar (Zvw, artikel 11).",
    "Make sure that there is room elsewhere in time: the duty of care stays with the insurer (Zvw, article 11).",
)
GROWTH = Message(
    "algemeen.volumegroei-boven-landelijk",
    "De volumegroei van {growth}% ligt boven het landelijke cijfer voor {year} ({national}%; {status}).",
    "The volume growth of {growth}% is above the national figure for {year} ({national}%; {status}).",
    "Het landelijke cijfer is een macromaximum, geen grens voor dit contract; verklaar de groei in toelichting.",
    "The national figure is a macro maximum, no limit to this contract; explain the growth in toelichting.",
)
GROWTH_UNKNOWN = Message(
    "algemeen.volumegroei-niet-bekend",
    "Het landelijke cijfer voor de volumegroei in {year} is niet bekend; {growth}% is daar niet mee vergeleken.",
    "The national figure for volume growth in {year} is not known; {growth}% was not compared with it.",
    "Vergelijk de groei zelf met het akkoord dat voor dat jaar geldt, en verklaar haar in toelichting.",
    "Compare the growth with the agreement that holds in that year yourself, and explain it in toelichting.",
)
NO_CEILING = Message(
    "algemeen.pxq-met-plafond",
    "'{key}' heeft geen werking: bij pxq is er geen plafond.",
    "'{key}' has no effect: with pxq there is no ceiling.",
    "Haal de waarde weg, of kies omzetplafond of zorgkostenplafond.",
    "Remove the value, or choose omzetplafond or zorgkostenplafond.",
)


def check_request(request: ContractRequest, parameters: Parameters) -> list[Finding]:
    """Return what is wrong with, or doubtful in, the agreement on volume."""
    agreed = request.section(Volume)
    if agreed is None:
        return []
    found = growth(agreed, request, parameters)
    if isinstance(agreed.kind, OpenPoint):
        return found
    if agreed.kind not in CEILINGS:
        return [*found, *without_ceiling(request)]
    return [*found, *settlement(agreed, request), *years(agreed, request), *above(agreed)]


def settlement(agreed: Volume, request: ContractRequest) -> list[Finding]:
    """Return what is wrong with the day of the final settlement of the first contract year.

    A fault when that year has not ended by then, a warning when its last care need not have been claimed.
    """
    begin, end = request.agreement.begin, request.agreement.end
    if isinstance(agreed.settled_by, OpenPoint) or is_open(begin, end):
        return []
    last = min(end, date(begin.year, 12, 31))
    if agreed.settled_by <= last:
        return [SETTLED_TOO_EARLY.finding("volume", "afrekening_uiterlijk", day=agreed.settled_by, end=last)]
    terms = request.section(Deadlines)
    if terms is None or is_open(terms.claim):
        return []
    claimed = last + timedelta(days=min(terms.claim, LONGEST_WAIT))
    if agreed.settled_by > claimed:
        return []
    said = {"day": agreed.settled_by, "last": last, "claimed": claimed, "days": terms.claim}
    return [SETTLED_BEFORE_CLAIMS.warning("volume", "afrekening_uiterlijk", **said)]


def years(agreed: Volume, request: ContractRequest) -> list[Finding]:
    """Return a fault when the amounts per year do not fit the term, or the first is not the ceiling itself."""
    begin, end = request.agreement.begin, request.agreement.end
    if is_open(agreed.years, begin, end) or not agreed.years or end < begin:
        return []
    if is_open(*(value for line in agreed.years for value in (line.year, line.ceiling))):
        return []
    term = list(request.agreement.years)
    found = []
    if Counter(line.year for line in agreed.years) != Counter(term):
        given = ", ".join(str(line.year) for line in agreed.years)
        found.append(OTHER_YEARS.finding("volume", "jaren", given=given, term=", ".join(str(year) for year in term)))
    for place, line in enumerate(agreed.years):
        if line.year == begin.year and not isinstance(agreed.ceiling, OpenPoint) and line.ceiling != agreed.ceiling:
            at = ("volume", "jaren", place, "bedrag")
            found.append(OTHER_FIRST_AMOUNT.finding(*at, year=line.year, amount=line.ceiling, ceiling=agreed.ceiling))
    return found


def above(agreed: Volume) -> list[Finding]:
    """Return what is wrong or doubtful in what happens above the ceiling (Zvw, article 11)."""
    if isinstance(agreed.above_ceiling, OpenPoint) or is_open(agreed.paid_above):
        return []
    if agreed.above_ceiling == "doorleverplicht":
        return [] if agreed.paid_above else [UNPAID_DUTY.warning("volume", "vergoeding_boven_plafond")]
    found = [STOP.warning("volume", "boven_plafond")] if agreed.above_ceiling == "stop" else []
    if agreed.paid_above is not None:
        found.append(PAID_WITHOUT_DUTY.finding("volume", "vergoeding_boven_plafond", above=agreed.above_ceiling))
    return found


def growth(agreed: Volume, request: ContractRequest, parameters: Parameters) -> list[Finding]:
    """Return a warning when volume grows more than the sector may as a whole in the first contract year, or may do so.

    The national figure is a macro maximum, never a limit to one contract (IZA, § 4.1.2, b, p. 17; AZWA, hoofdstuk 4,
    3 a, p. 83).
    """
    name, begin = f"algemeen.volumegroei-{request.sector}", request.agreement.begin
    if agreed.growth is None or is_open(agreed.growth, begin) or name not in parameters.by_id:
        return []
    found = parameters.on(name, begin)
    if found is None:
        return [GROWTH_UNKNOWN.warning("volume", "volumegroei", growth=agreed.growth, year=begin.year)]
    national = Decimal(found.value)
    if agreed.growth <= national:
        return []
    facts = {"growth": agreed.growth, "national": national, "status": found.status, "year": begin.year}
    return [GROWTH.warning("volume", "volumegroei", **facts)]


def without_ceiling(request: ContractRequest) -> list[Finding]:
    """Return a warning for each value that only a ceiling gives a meaning."""
    given = [(key, request.value(f"volume.{key}")) for key in ONLY_WITH_CEILING]
    return [
        NO_CEILING.warning("volume", key, key=key)
        for key, value in given
        if not is_open(value) and value not in (None, ())
    ]
