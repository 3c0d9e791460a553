"""Decides on the clause on breakthrough funds ("doorbraakmiddelen"); AZWA, hoofdstuk 4, 8 b, p. 85-86."""

from __future__ import annotations

from izacontract import ContractRequest, OpenPoint, Parameters, Proposal, leave_out, put_in
from izacontract_algemeen.rules.accords import BREAKTHROUGH_FROM, too_early
from izacontract_algemeen.rules.entities import several
from izacontract_algemeen.terms.breakthrough import BreakthroughFunds

CLAUSE = "algemeen.doorbraakmiddelen"


def propose(request: ContractRequest, parameters: Parameters) -> list[Proposal]:
    """Return the clause when the request names funds that were granted."""
    if early := too_early(CLAUSE, request, parameters.day(BREAKTHROUGH_FROM)):
        return [early]
    terms, looked_at = request.section(BreakthroughFunds), ("doorbraakmiddelen",)
    if terms is None:
        return [leave_out(CLAUSE, because="de aanvraag noemt geen doorbraakmiddelen", looked_at=looked_at)]
    values = {"mijlpalen": milestones(terms), "meer_rechtspersonen": several(request)}
    because = "er zijn doorbraakmiddelen toegekend (AZWA, hoofdstuk 4, 8 b)"
    return [put_in(CLAUSE, because=because, values=values, looked_at=("doorbraakmiddelen.toekenning",))]


def milestones(terms: BreakthroughFunds) -> list[dict[str, object]] | OpenPoint:
    """Return a row per milestone, or the open point while nobody says which."""
    if isinstance(terms.milestones, OpenPoint):
        return terms.milestones
    return [
        {"mijlpaal": row.milestone, "uiterlijk": row.due, "bewijs": row.evidence, "bedrag": row.amount}
        for row in terms.milestones
    ]
