"""Checks the section on regional plans, and that each acute function has its capacity."""

from __future__ import annotations

from collections.abc import Iterator

from izacontract import ContractRequest, Finding, Message, OpenPoint, Parameters, is_open
from izacontract_algemeen.terms.region import Region

NO_PLAN = Message(
    "algemeen.regio-zonder-plan",
    "Het onderdeel regio noemt geen regioplan en geen ROAZ-plan.",
    "The section regio names neither a regional plan nor a ROAZ plan.",
    "Vul regioplan of roaz_plan in, met versie of datum, of laat het onderdeel weg.",
    "Fill in regioplan or roaz_plan, with version or date, or leave the section out.",
)
NO_CONTRIBUTION = Message(
    "algemeen.regio-resultaat-zonder-bijdrage",
    "Niemand draagt bij aan resultaat '{resultaat}'.",
    "Nobody contributes to result '{resultaat}'.",
    "Voeg bij regio.bijdragen een regel toe met resultaat: {resultaat}, of haal het resultaat uit regio.resultaten.",
    "Add a row to regio.bijdragen with resultaat: {resultaat}, or take the result out of regio.resultaten.",
)
UNKNOWN_RESULT = Message(
    "algemeen.regio-bijdrage-zonder-resultaat",
    "De bijdrage is voor resultaat '{resultaat}', maar dat staat niet bij regio.resultaten.",
    "The contribution is for result '{resultaat}', which is not among regio.resultaten.",
    "Neem een resultaat van regio.resultaten over, of voeg '{resultaat}' daar toe.",
    "Copy a result of regio.resultaten, or add '{resultaat}' there.",
)
OUTSIDE_TERM = Message(
    "algemeen.regio-bijdrage-buiten-looptijd",
    "De bijdrage is er uiterlijk {day:%d-%m-%Y}, buiten de looptijd ({begin:%d-%m-%Y} tot en met {end:%d-%m-%Y}).",
    "The contribution is due on {day:%d-%m-%Y}, outside the term ({begin:%d-%m-%Y} to {end:%d-%m-%Y}).",
    "Vul een dag binnen de looptijd in, of laat de bijdrage weg als zij er dan nog niet kan zijn.",
    "Fill in a day within the term, or leave the contribution out when it cannot be there by then.",
)
NO_CAPACITY = Message(
    "algemeen.acute-functie-zonder-capaciteit",
    "Acute functie '{functie}' staat niet bij acute_capaciteit.",
    "Acute function '{functie}' is not among acute_capaciteit.",
    "Voeg bij acute_capaciteit een regel toe met functie: {functie}, omvang, tijden en locatie.",
    "Add a row to acute_capaciteit with functie: {functie}, omvang, tijden and locatie.",
)
UNKNOWN_FUNCTION = Message(
    "algemeen.capaciteit-zonder-acute-functie",
    "De capaciteit is voor '{functie}', maar die staat niet bij acute_functies.",
    "The capacity is for '{functie}', which is not among acute_functies.",
    "Voeg '{functie}' toe bij acute_functies, of haal de regel weg.",
    "Add '{functie}' to acute_functies, or take the row away.",
)


def check_request(request: ContractRequest, parameters: Parameters) -> list[Finding]:
    """Return what is wrong with the plans, the parties' contributions to them and the acute capacity."""
    terms = request.section(Region)
    regional = [] if terms is None else [*plans(terms), *contributions(terms), *days(terms, request)]
    return [*regional, *acute_capacity(request)]


def plans(terms: Region) -> Iterator[Finding]:
    """Yield a fault when the section names no plan."""
    if is_open(terms.regional_plan, terms.acute_care_plan) or terms.regional_plan or terms.acute_care_plan:
        return
    yield NO_PLAN.finding("regio", "regioplan")


def contributions(terms: Region) -> Iterator[Finding]:
    """Yield each result to which nobody contributes, and each contribution to a result that is not there."""
    rows = terms.contributions
    if isinstance(rows, OpenPoint) or is_open(terms.results) or not terms.results:
        return
    served = [row.result.casefold() for row in rows if not is_open(row, row.result)]
    for index, result in enumerate(terms.results):
        if not is_open(result) and result.casefold() not in served:
            yield NO_CONTRIBUTION.before_final("regio", "resultaten", index, resultaat=result)
    asked = [result.casefold() for result in terms.results if not is_open(result)]
    for index, row in enumerate(rows):
        if not is_open(row, row.result) and row.result.casefold() not in asked:
            yield UNKNOWN_RESULT.finding("regio", "bijdragen", index, "resultaat", resultaat=row.result)


def days(terms: Region, request: ContractRequest) -> Iterator[Finding]:
    """Yield a fault for each contribution that is due on a day on which the contract does not hold."""
    begin, end, rows = request.agreement.begin, request.agreement.end, terms.contributions
    if isinstance(rows, OpenPoint) or is_open(begin, end, request.agreement.renewal):
        return
    for index, row in enumerate(rows):
        if is_open(row) or isinstance(row.due, OpenPoint):
            continue
        if row.due < begin or (row.due > end and request.agreement.renewal == "geen"):
            yield OUTSIDE_TERM.finding("regio", "bijdragen", index, "uiterlijk", day=row.due, begin=begin, end=end)


def acute_capacity(request: ContractRequest) -> Iterator[Finding]:
    """Yield each acute function without capacity, and each capacity without its function (IZA, onderdeel C, § 6, d)."""
    sector = request.sector
    functions, capacity = request.value(f"{sector}.acute_functies"), request.value(f"{sector}.acute_capaciteit")
    if functions is None or capacity is None or is_open(functions, capacity):
        return
    rows = [(index, row) for index, row in enumerate(capacity) if not is_open(row, row.function)]
    for index, function in enumerate(functions):
        if function not in [row.function for _, row in rows]:
            yield NO_CAPACITY.before_final(sector, "acute_functies", index, functie=function)
    for index, row in rows:
        if row.function not in functions:
            yield UNKNOWN_FUNCTION.finding(sector, "acute_capaciteit", index, "functie", functie=row.function)
