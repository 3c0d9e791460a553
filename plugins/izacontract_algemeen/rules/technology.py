"""Decides on the clauses about technology that saves work: medical technology, AI and help with digital care."""

from __future__ import annotations

from izacontract import ContractRequest, Parameters, Proposal, leave_out, put_in
from izacontract_algemeen.rules.accords import azwa_from, too_early
from izacontract_algemeen.terms.technology import Ai, DigitalHelp, MedicalTechnology

TECHNOLOGY = "algemeen.medische-technologie"
AI = "algemeen.ai"
DIGITAL_HELP = "algemeen.digitale-hulp"


def propose(request: ContractRequest, parameters: Parameters) -> list[Proposal]:
    """Return the answers for the three clauses; all are out of a contract with texts from before the AZWA."""
    first = azwa_from(parameters)
    asked = ((TECHNOLOGY, technology), (AI, ai), (DIGITAL_HELP, digital_help))
    return [too_early(clause, request, first) or decide(request) for clause, decide in asked]


def technology(request: ContractRequest) -> Proposal:
    """AZWA, B2, p. 30-31: agreements on scaling up, on what stops for it and on payment for a long time."""
    looked_at, rows = ("medische_technologie",), request.listed(MedicalTechnology)
    if not rows:
        return leave_out(TECHNOLOGY, because="de aanvraag noemt geen medische technologie", looked_at=looked_at)
    values = {
        "invoering": [
            {
                "technologie": row.technology,
                "zorgproces": row.process,
                "vanaf": row.start,
                "oude_werkwijze": row.old_way,
                "stopt_op": row.old_way_ends,
                "bewijs": row.evidence,
            }
            for row in rows
        ],
        "vergoeding": [
            {
                "technologie": row.technology,
                "betaaltitel": row.title,
                "betaald_tot": row.paid_until,
                "ondersteuning": row.support,
            }
            for row in rows
        ],
    }
    because = "de aanvraag noemt arbeidsbesparende medische technologie (AZWA, B2)"
    return put_in(TECHNOLOGY, because=because, values=values, looked_at=looked_at)


def ai(request: ContractRequest) -> Proposal:
    """AZWA, A4, spoor 2, p. 25-26: use AI or explain; no national share is a norm for one provider."""
    looked_at, terms = ("ai.toepassingen", "ai.niet_toegepast"), request.section(Ai)
    if terms is None or not (terms.applications or terms.not_applied):
        return leave_out(AI, because="de aanvraag zegt niets over artificiële intelligentie", looked_at=looked_at)
    values = {
        "met_toepassing": bool(terms.applications),
        "toepassingen": [
            {
                "toepassing": row.application,
                "gebied": row.area,
                "vanaf": row.start,
                "kader": row.frame,
                "bewijs": row.evidence,
                "vergoeding": row.payment,
            }
            for row in terms.applications
        ],
        "met_uitleg": bool(terms.not_applied),
        "niet_toegepast": [{"gebied": row.area, "uitleg": row.reason} for row in terms.not_applied],
    }
    because = "de aanvraag zegt waar de zorgaanbieder AI gebruikt of waarom niet (AZWA, A4)"
    return put_in(AI, because=because, values=values, looked_at=looked_at)


def digital_help(request: ContractRequest) -> Proposal:
    """AZWA, C2, p. 39-40: insured are pointed to the national service, and purchasing accepts that."""
    looked_at = ("digitale_hulp.voorziening", "digitale_hulp.beschikbaar_vanaf")
    if request.section(DigitalHelp) is None:
        because = "de aanvraag noemt geen landelijke voorziening voor hulp bij digitale zorg"
        return leave_out(DIGITAL_HELP, because=because, looked_at=looked_at)
    because = "de aanvraag noemt de landelijke voorziening voor hulp bij digitale zorg (AZWA, C2)"
    return put_in(DIGITAL_HELP, because=because, looked_at=looked_at)
