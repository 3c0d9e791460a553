"""Decides on the clause that carries the regional plans into the contract."""

from __future__ import annotations

from izacontract import ContractRequest, Parameters, Proposal, is_open, leave_out, put_in
from izacontract_algemeen.terms.region import Region

CLAUSE = "algemeen.regio"
LOOKED_AT = ("regio.regioplan", "regio.roaz_plan", "regio.bijdragen")


def propose(request: ContractRequest, parameters: Parameters) -> list[Proposal]:
    """Return the regional clause if the request names a plan (IZA, onderdeel B, § 2, b, and onderdeel C, § 6, c-d)."""
    terms = request.section(Region)
    if terms is None:
        return [leave_out(CLAUSE, because="de aanvraag noemt geen regioplan of ROAZ-plan", looked_at=("regio",))]
    plans = tuple(plan for plan in (terms.regional_plan, terms.acute_care_plan) if plan is not None)
    because = "de aanvraag noemt een regionaal plan waaraan de zorgaanbieder meedoet"
    still_to_divide = terms.results if is_open(terms.contributions) else ()
    values = {
        "plannen": plans,
        "meer_plannen": len(plans) > 1,
        "regioplan": terms.regional_plan is not None,
        "roaz_plan": terms.acute_care_plan is not None,
        "resultaten": still_to_divide or None,
    }
    return [put_in(CLAUSE, because=because, values=values, looked_at=LOOKED_AT)]
