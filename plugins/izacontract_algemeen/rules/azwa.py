"""When the agreements of the AZWA on contracts hold, and the answer where they do not yet."""

from __future__ import annotations

from izacontract import ContractRequest, Parameters, Proposal, leave_out

FIRST_DAY = "algemeen.azwa-contracten-vanaf"
LOOKED_AT = ("overeenkomst.begin", "instellingen.peildatum")


def holds(request: ContractRequest, parameters: Parameters) -> bool:
    """Return whether the texts of this contract are of a day on which the AZWA's agreements on contracts hold."""
    return request.reference_day >= parameters.day(FIRST_DAY)


def too_early(clause: str, parameters: Parameters) -> Proposal:
    """Return the answer for a clause on the AZWA in a contract with texts of an earlier day."""
    because = f"de afspraken van het AZWA gelden voor contracten vanaf {parameters.day(FIRST_DAY).year}"
    return leave_out(clause, because=because, looked_at=LOOKED_AT)
