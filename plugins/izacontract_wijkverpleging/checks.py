"""Checks a request for district nursing: the team's neighbourhoods, the regional functions, care at the end of life."""

from __future__ import annotations

from collections.abc import Iterator

from izacontract import ContractRequest, Finding, Message, OpenPoint, Parameters, is_open
from izacontract_wijkverpleging.terms import DistrictNursing

NO_DISTRICT = Message(
    "wijkverpleging.team-zonder-wijk",
    "Het herkenbare team heeft geen wijk.",
    "The recognisable team has no neighbourhood.",
    "Noem bij wijken ten minste één wijk of laat de sleutel weg als die nog niet bekend is.",
    "Name at least one neighbourhood at wijken, or leave the key out while it is not known.",
)
DISTRICT_TWICE = Message(
    "wijkverpleging.wijk-dubbel",
    "De wijk '{wijk}' staat er meer dan één keer.",
    "The neighbourhood '{wijk}' stands here more than once.",
    "Laat elke wijk één keer staan.",
    "Keep each neighbourhood once.",
)
NOT_DELIVERED = Message(
    "wijkverpleging.afspraak-zonder-functie",
    "De regel gaat over '{functie}', maar volgens de aanvraag levert de zorgaanbieder die functie niet.",
    "The row is about '{functie}', but by the request the provider does not deliver that function.",
    "Vul wijkverpleging.{sleutel}: ja in, of haal de regel weg.",
    "Fill in wijkverpleging.{sleutel}: ja, or take the row away.",
)
NO_FUNCTION = Message(
    "wijkverpleging.functie-zonder-afspraak",
    "Over '{functie}' staat niets bij systeemfuncties.",
    "There is nothing on '{functie}' among systeemfuncties.",
    "Voeg een regel toe met functie: {functie}, gebied, tijden, bezetting, reactietijd en kosten (IZA, onderdeel B, "
    "§ 5, h, p. 47).",
    "Add a row with functie: {functie}, gebied, tijden, bezetting, reactietijd and kosten (IZA, onderdeel B, "
    "§ 5, h, p. 47).",
)
FUNCTION_TWICE = Message(
    "wijkverpleging.functie-dubbel",
    "De functie '{functie}' staat er meer dan één keer.",
    "The function '{functie}' stands here more than once.",
    "Laat elke functie één keer staan, met alle tijden en de hele bezetting.",
    "Keep each function once, with all its hours and its whole staff.",
)

WARNING_LEVEL = Message(
    "wijkverpleging.terminale-melding",
    "De zorgaanbieder trekt over terminale zorg aan de bel bij {given}% van het plafond; het AZWA noemt {low}% tot "
    "{high}% (C7, p. 53).",
    "The provider warns about care at the end of life at {given}% of the ceiling; the AZWA names {low}% to {high}% "
    "(C7, p. 53).",
    "Typ bij waarschuwing een getal van {low} tot en met {high}, of controleer de afspraak.",
    "Type a number from {low} to {high} at waarschuwing, or check what was agreed.",
)
WARN_FROM, WARN_TO = "wijkverpleging.terminale-melding-van", "wijkverpleging.terminale-melding-tot"


def check_request(request: ContractRequest, parameters: Parameters) -> list[Finding]:
    """Return the faults in the agreements of this sector."""
    terms = request.section(DistrictNursing)
    if terms is None:
        return []
    return [*districts(terms), *functions(terms), *terminal_care(terms, request, parameters)]


def districts(terms: DistrictNursing) -> Iterator[Finding]:
    """Yield a fault when no neighbourhood is named, and one for each that repeats an earlier one."""
    if isinstance(terms.team, OpenPoint) or isinstance(terms.team.districts, OpenPoint):
        return
    path, named = ("wijkverpleging", "herkenbaar_team", "wijken"), terms.team.districts
    if not named:
        yield NO_DISTRICT.finding(*path)
    for place, district in enumerate(named):
        if district in named[:place]:
            yield DISTRICT_TWICE.finding(*path, place, wijk=district)


def functions(terms: DistrictNursing) -> Iterator[Finding]:
    """Yield what differs between the functions that are delivered and those that are agreed on, and each double."""
    rows = terms.system_functions
    if isinstance(rows, OpenPoint) or is_open(terms.unplanned_night_care, terms.temporary_stay):
        return
    delivered = {
        "onplanbare-nachtzorg": ("onplanbare_nachtzorg", terms.unplanned_night_care),
        "coordinatie-tijdelijk-verblijf": ("coordinatie_tijdelijk_verblijf", terms.temporary_stay),
    }
    agreed = [row.function for row in rows if not is_open(row, row.function)]
    for function, (key, on) in delivered.items():
        if on and function not in agreed:
            yield NO_FUNCTION.before_final("wijkverpleging", key, functie=function)
    for index, row in enumerate(rows):
        if is_open(row, row.function):
            continue
        path, (key, on) = ("wijkverpleging", "systeemfuncties", index, "functie"), delivered[row.function]
        if not on:
            yield NOT_DELIVERED.finding(*path, functie=row.function, sleutel=key)
        elif row.function in agreed[:index]:
            yield FUNCTION_TWICE.finding(*path, functie=row.function)


def terminal_care(terms: DistrictNursing, request: ContractRequest, parameters: Parameters) -> Iterator[Finding]:
    """Yield a warning for a level at which the provider warns that lies outside what the AZWA names."""
    care = terms.terminal_care
    if isinstance(care, OpenPoint) or isinstance(care.warning_at, OpenPoint) or is_open(request.agreement.begin):
        return
    low = parameters.amount(WARN_FROM, request.reference_day)
    high = parameters.amount(WARN_TO, request.reference_day)
    if low is not None and high is not None and not low <= care.warning_at <= high:
        facts = {"given": care.warning_at, "low": low, "high": high}
        yield WARNING_LEVEL.warning("wijkverpleging", "terminale_zorg", "waarschuwing", **facts)
