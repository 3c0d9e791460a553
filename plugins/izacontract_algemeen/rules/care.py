"""Decides on the clauses about care: access, the insured, quality, appropriate and hybrid care, prevention."""

from __future__ import annotations

from izacontract import ContractRequest, Parameters, Proposal, leave_out, put_in
from izacontract_algemeen.terms.care import HybridCare, Prevention

IN_EVERY_CONTRACT = (
    "algemeen.zorgverlening",
    "algemeen.verzekerde",
    "algemeen.kwaliteit",
    "algemeen.toelating",
    "algemeen.continuiteit",
)
FIRST_HYBRID_YEAR = 2025
"""From this contract year every contract holds agreements on hybrid care (IZA, bijlage I, 3)."""


def propose(request: ContractRequest, parameters: Parameters) -> list[Proposal]:
    """Return the proposals for the clauses about care."""
    return [
        *(put_in(clause, because="hoort in elk contract") for clause in IN_EVERY_CONTRACT),
        put_in(
            "algemeen.passende-zorg",
            because="IZA, bijlage A, 6: het Kader Passende Zorg is leidend bij het contracteren",
        ),
        hybrid_care(request),
        prevention(request),
    ]


def hybrid_care(request: ContractRequest) -> Proposal:
    """Return the clause on hybrid care: in for a term with a day in 2025 or later, before that when asked."""
    clause, looked_at = "algemeen.hybride-zorg", ("overeenkomst.einde", "hybride_zorg.zorgprocessen")
    if request.agreement.end.year >= FIRST_HYBRID_YEAR:
        return put_in(
            clause,
            because=f"IZA, bijlage I, 3: de looptijd heeft een dag in {FIRST_HYBRID_YEAR} of later",
            looked_at=looked_at,
        )
    if "hybride_zorg" in request.given and request.section(HybridCare) is not None:
        return put_in(clause, because="de aanvraag bevat afspraken over hybride zorg", looked_at=looked_at)
    return leave_out(
        clause,
        because=f"de looptijd eindigt vóór {FIRST_HYBRID_YEAR} en de aanvraag bevat geen hybride zorg",
        looked_at=looked_at,
    )


def prevention(request: ContractRequest) -> Proposal:
    """Return the clause on prevention: in when the request names an agreement (IZA §3.5)."""
    clause, looked_at = "algemeen.preventie", ("preventie.afspraken",)
    terms = request.section(Prevention)
    if terms is None or not terms.agreements:
        return leave_out(clause, because="de aanvraag bevat geen afspraken over preventie", looked_at=looked_at)
    return put_in(clause, because="de aanvraag bevat afspraken over preventie", looked_at=looked_at)
