"""Decides on the clauses that carry the regional plans and the functions with the social domain into the contract."""

from __future__ import annotations

from izacontract import ContractRequest, Parameters, Proposal, is_open, leave_out, put_in
from izacontract_algemeen.rules.accords import azwa_from, too_early
from izacontract_algemeen.terms.region import BasicFunction, Region

CLAUSE = "algemeen.regio"
FUNCTIONS = "algemeen.basisfunctionaliteiten"
LOOKED_AT = ("regio.regioplan", "regio.roaz_plan", "regio.bijdragen")


def propose(request: ContractRequest, parameters: Parameters) -> list[Proposal]:
    """Return the answers for both clauses."""
    return [plans(request), functions(request, parameters)]


def functions(request: ContractRequest, parameters: Parameters) -> Proposal:
    """Return the clause on functions with the social domain: the provider's own part, its title and its referral.

    Municipalities promise nothing in this contract (AZWA, D5, p. 60-63, and bijlage D5, p. 100-102).
    """
    if early := too_early(FUNCTIONS, request, azwa_from(parameters)):
        return early
    looked_at, rows = ("basisfunctionaliteiten",), request.listed(BasicFunction)
    if not rows:
        because = "de aanvraag noemt geen taak in een basisfunctionaliteit"
        return leave_out(FUNCTIONS, because=because, looked_at=looked_at)
    tasks = [
        {
            "functie": row.function,
            "beschrijving": row.description,
            "taak": row.task,
            "vanaf": row.start,
            "verwijzing": row.referral,
            "betaaltitel": row.title,
            "bewijs": row.evidence,
        }
        for row in rows
    ]
    because = "de zorgaanbieder heeft een taak in een basisfunctionaliteit (AZWA, D5)"
    return put_in(FUNCTIONS, because=because, values={"taken": tasks}, looked_at=looked_at)


def plans(request: ContractRequest) -> Proposal:
    """Return the regional clause if the request names a plan (IZA, onderdeel B, § 2, b, and onderdeel C, § 6, c-d)."""
    terms = request.section(Region)
    if terms is None:
        return leave_out(CLAUSE, because="de aanvraag noemt geen regioplan of ROAZ-plan", looked_at=("regio",))
    named = tuple(plan for plan in (terms.regional_plan, terms.acute_care_plan) if plan is not None)
    because = "de aanvraag noemt een regionaal plan waaraan de zorgaanbieder meedoet"
    still_to_divide = terms.results if is_open(terms.contributions) else ()
    values = {
        "plannen": named,
        "meer_plannen": len(named) > 1,
        "regioplan": terms.regional_plan is not None,
        "roaz_plan": terms.acute_care_plan is not None,
        "resultaten": still_to_divide or None,
    }
    return put_in(CLAUSE, because=because, values=values, looked_at=LOOKED_AT)
