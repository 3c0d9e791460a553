"""From which first day a contract arranges what the AZWA asks: a rule of an accord begins with a contract year."""

from __future__ import annotations

from datetime import date

from izacontract import ContractRequest, Parameters, Proposal, leave_out

AZWA_SIGNED = "algemeen.azwa-ondertekend"
DROPPED_DEMANDS_FROM = "algemeen.inkoopeisen-vanaf"
EXTRA_MEANS_FROM = "algemeen.remgelden-vanaf"
BREAKTHROUGH_FROM = "algemeen.doorbraakmiddelen-eerste-dag"


def azwa_from(parameters: Parameters) -> date:
    """Return the first day of the first contract year that begins after the AZWA was signed."""
    return date(parameters.day(AZWA_SIGNED).year + 1, 1, 1)


def too_early(clause: str, request: ContractRequest, first: date) -> Proposal | None:
    """Return the answer that leaves `clause` out of a contract with texts from before `first`, None from that day."""
    if request.reference_day >= first:
        return None
    return leave_out(
        clause,
        because=f"het AZWA vraagt dit van contracten vanaf {first:%d-%m-%Y}",
        looked_at=("overeenkomst.begin", "instellingen.peildatum"),
    )
