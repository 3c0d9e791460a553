"""Decides on the clauses about care: access, the insured, quality, appropriate and hybrid care, prevention."""

from __future__ import annotations

from izacontract import ContractRequest, Parameters, Proposal, leave_out, put_in
from izacontract_algemeen.rules.accords import azwa_from, too_early
from izacontract_algemeen.rules.entities import several
from izacontract_algemeen.terms.care import AppropriateCare, HybridCare, Prevention

IN_EVERY_CONTRACT = (
    "algemeen.zorgverlening",
    "algemeen.verzekerde",
    "algemeen.kwaliteit",
    "algemeen.toelating",
    "algemeen.continuiteit",
)
HYBRID_FROM = "algemeen.hybride-zorg-vanaf"
SELECTION = "algemeen.passende-zorg-selectie"
FUTURE_CARE = "algemeen.proactieve-zorgplanning"


def propose(request: ContractRequest, parameters: Parameters) -> list[Proposal]:
    """Return the proposals for the clauses about care."""
    return [
        *(put_in(clause, because="hoort in elk contract") for clause in IN_EVERY_CONTRACT),
        appropriate_care(request),
        selection(request, parameters),
        future_care(request, parameters),
        hybrid_care(request, parameters),
        prevention(request),
    ]


def appropriate_care(request: ContractRequest) -> Proposal:
    """Return the clause on appropriate care, with the care that moves and the examples that the request names.

    The Kader Passende Zorg leads for impactful appropriate care (IZA, onderdeel A, § 1, 6 i, p. 31); that the parties
    follow it for all care is their own promise.
    """
    terms = request.section(AppropriateCare)
    moved, examples = ((), ()) if terms is None else (terms.moved, terms.examples)
    values = {
        "verplaatst": bool(moved),
        "verplaatsingen": [
            {
                "zorg": row.care,
                "ontvanger": row.receiver,
                "vanaf": row.start,
                "capaciteit": row.capacity,
                "vergoeding": row.payment,
            }
            for row in moved
        ],
        "goede_voorbeelden": bool(examples),
        "voorbeelden": [
            {
                "voorbeeld": row.example,
                "met": row.partner,
                "resultaat": row.result,
                "uiterlijk": row.due,
                "bewijs": row.evidence,
            }
            for row in examples
        ],
    }
    because = "partijen volgen het Kader Passende Zorg als gezamenlijk richtsnoer"
    looked_at = ("passende_zorg.verplaatsingen", "passende_zorg.goede_voorbeelden")
    return put_in("algemeen.passende-zorg", because=because, values=values, looked_at=looked_at)


def selection(request: ContractRequest, parameters: Parameters) -> Proposal:
    """Return the clause on selected initiatives: contract and implement them, or explain (AZWA, E2, p. 71-72)."""
    if early := too_early(SELECTION, request, azwa_from(parameters)):
        return early
    terms = request.section(AppropriateCare)
    agreed, declined = ((), ()) if terms is None else (terms.initiatives, terms.declined)
    later = [{"initiatief": row.initiative, "reden": row.later_because} for row in agreed if row.later_because]
    values = {
        "met_ingevoerd": bool(agreed),
        "ingevoerd": [
            {
                "initiatief": row.initiative,
                "selectie": row.selection,
                "stappen": row.steps,
                "uiterlijk": row.due,
                "bewijs": row.evidence,
                "vergoeding": row.payment,
            }
            for row in agreed
        ],
        "met_later": bool(later),
        "later": later,
        "met_niet_ingevoerd": bool(declined),
        "niet_ingevoerd": [
            {"initiatief": row.initiative, "selectie": row.selection, "uitleg": row.reason} for row in declined
        ],
    }
    because = "partijen spreken geselecteerde initiatieven af of leggen uit waarom niet (AZWA, E2)"
    looked_at = ("passende_zorg.initiatieven", "passende_zorg.niet_ingevoerd")
    return put_in(SELECTION, because=because, values=values, looked_at=looked_at)


def future_care(request: ContractRequest, parameters: Parameters) -> Proposal:
    """Return the clause on talking in time about the last phase of life (AZWA, C8, p. 53-54)."""
    if early := too_early(FUTURE_CARE, request, azwa_from(parameters)):
        return early
    because = "zorgverleners voeren op tijd het gesprek over de laatste levensfase (AZWA, C8)"
    return put_in(FUTURE_CARE, because=because)


def reaches_hybrid_care(request: ContractRequest, parameters: Parameters) -> bool:
    """Return whether the contract can have a day on which every contract holds agreements on hybrid care."""
    return request.agreement.end >= parameters.day(HYBRID_FROM) or request.agreement.renewal != "geen"


def hybrid_care(request: ContractRequest, parameters: Parameters) -> Proposal:
    """Return the clause on hybrid care: in for a contract that can reach 2025, before that when asked.

    A contract that renews itself can, whatever its last day (IZA, onderdeel I, § 2.3, A c, p. 96).
    """
    clause, values = "algemeen.hybride-zorg", {"meer_rechtspersonen": several(request)}
    looked_at = ("overeenkomst.einde", "overeenkomst.verlenging", "hybride_zorg.zorgprocessen")
    first = parameters.day(HYBRID_FROM).year
    if request.agreement.end >= parameters.day(HYBRID_FROM):
        because = f"IZA, onderdeel I, § 2.3, A c: de looptijd heeft een dag in {first} of later"
        return put_in(clause, because=because, values=values, looked_at=looked_at)
    if reaches_hybrid_care(request, parameters):
        because = f"IZA, onderdeel I, § 2.3, A c: met verlenging kan het contract een dag in {first} of later hebben"
        return put_in(clause, because=because, values=values, looked_at=looked_at)
    if "hybride_zorg" in request.given and request.section(HybridCare) is not None:
        because = "de aanvraag bevat afspraken over hybride zorg"
        return put_in(clause, because=because, values=values, looked_at=looked_at)
    return leave_out(
        clause,
        because=f"de looptijd eindigt vóór {first} en de aanvraag bevat geen hybride zorg",
        looked_at=looked_at,
    )


def prevention(request: ContractRequest) -> Proposal:
    """Return the clause on prevention: in when the request names an agreement (IZA, onderdeel G, § 1-2, p. 81-83)."""
    clause, looked_at = "algemeen.preventie", ("preventie.afspraken",)
    terms = request.section(Prevention)
    if terms is None or not terms.agreements:
        return leave_out(clause, because="de aanvraag bevat geen afspraken over preventie", looked_at=looked_at)
    return put_in(clause, because="de aanvraag bevat afspraken over preventie", looked_at=looked_at)
