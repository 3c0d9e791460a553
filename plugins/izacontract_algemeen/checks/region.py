"""Checks the section on regional plans: it names at least one."""

from __future__ import annotations

from izacontract import ContractRequest, Finding, Message, Parameters, is_open
from izacontract_algemeen.terms.region import Region

NO_PLAN = Message(
    "algemeen.regio-zonder-plan",
    "Het onderdeel regio noemt geen regioplan en geen ROAZ-plan.",
    "The section regio names neither a regional plan nor a ROAZ plan.",
    "Vul regioplan of roaz_plan in, met versie of datum, of laat het onderdeel weg.",
    "Fill in regioplan or roaz_plan, with version or date, or leave the section out.",
)


def check_request(request: ContractRequest, parameters: Parameters) -> list[Finding]:
    """Return a fault when the section names no plan."""
    terms = request.section(Region)
    if terms is None or is_open(terms.regional_plan, terms.acute_care_plan):
        return []
    if terms.regional_plan or terms.acute_care_plan:
        return []
    return [NO_PLAN.finding("regio", "regioplan")]
