"""Decides on the clauses that keep administration small; AZWA, A1-A3, p. 20-24."""

from __future__ import annotations

from izacontract import ContractRequest, Parameters, Proposal, leave_out, put_in
from izacontract_algemeen.rules.accords import DROPPED_DEMANDS_FROM, azwa_from, too_early
from izacontract_algemeen.terms.administration import Authorisation, PurchasingDemands

BURDEN = "algemeen.regeldruk"
AUTHORISATIONS = "algemeen.machtigingen"
DEMANDS = "algemeen.inkoopeisen"


def propose(request: ContractRequest, parameters: Parameters) -> list[Proposal]:
    """Return one answer for each clause on administration."""
    return [burden(request, parameters), authorisations(request, parameters), demands(request, parameters)]


def burden(request: ContractRequest, parameters: Parameters) -> Proposal:
    """AZWA, A1-A3, p. 20-23: less administration, and nothing that was dropped together is asked again."""
    early = too_early(BURDEN, request, azwa_from(parameters))
    return early or put_in(BURDEN, because="AZWA, A1 tot en met A3: partijen verminderen administratietijd")


def authorisations(request: ContractRequest, parameters: Parameters) -> Proposal:
    """AZWA, A2, p. 22-23: the list of what the insurer asks beforehand; in when the request has one."""
    if early := too_early(AUTHORISATIONS, request, azwa_from(parameters)):
        return early
    looked_at, rows = ("machtigingen",), request.listed(Authorisation)
    if not rows:
        return leave_out(AUTHORISATIONS, because="de aanvraag noemt geen machtiging", looked_at=looked_at)
    listed = [
        {"zorg": row.care, "reden": row.reason, "termijn": row.answer_days, "uitblijven": row.silence} for row in rows
    ]
    because = "de zorgverzekeraar vraagt voor genoemde zorg een machtiging of verklaring (AZWA, A2)"
    return put_in(AUTHORISATIONS, because=because, values={"lijst": listed}, looked_at=looked_at)


def demands(request: ContractRequest, parameters: Parameters) -> Proposal:
    """AZWA, A3, p. 23-24: what the policy for the contract year dropped does not come back."""
    first = parameters.day(DROPPED_DEMANDS_FROM)
    if early := too_early(DEMANDS, request, first):
        return early
    terms = request.section(PurchasingDemands)
    dropped = () if terms is None else terms.dropped
    return put_in(
        DEMANDS,
        because="AZWA, A3: eisen die het inkoopbeleid liet vervallen, keren niet terug",
        values={"jaar": request.agreement.begin.year, "vervallen": dropped, "met_vervallen": bool(dropped)},
        looked_at=("inkoopeisen.beleid", "inkoopeisen.vervallen"),
    )
