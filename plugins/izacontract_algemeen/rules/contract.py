"""Decides on the clauses about the contract itself: parties, object, basis, term and consultation."""

from __future__ import annotations

from izacontract import ContractRequest, Parameters, Proposal, put_in
from izacontract_algemeen.rules.entities import several

IN_EVERY_CONTRACT = (
    "algemeen.considerans",
    "algemeen.ondertekening",
    "algemeen.begrippen",
    "algemeen.grondslag",
    "algemeen.overleg",
    "algemeen.bijlage-bronnen",
)
LAST_DAY_OF_IZA = "algemeen.iza-laatste-dag"
LAST_DAY_OF_AZWA = "algemeen.azwa-laatste-dag"
AZWA_SIGNED = "algemeen.azwa-ondertekend"


def propose(request: ContractRequest, parameters: Parameters) -> list[Proposal]:
    """Return the proposals for the clauses about the contract itself; every contract has them all."""
    return [
        *(put_in(clause, because="hoort in elk contract") for clause in IN_EVERY_CONTRACT),
        *parties(request),
        subject(request),
        term(request, parameters),
        put_in("algemeen.contracteerproces", because="IZA, bijlage J, 1: partijen verbeteren het contracteerproces"),
    ]


def parties(request: ContractRequest) -> list[Proposal]:
    """Return the clauses that name the parties, with whether the insurer's side is more than one legal entity."""
    because, looked_at = "hoort in elk contract", ("zorgverzekeraar.rechtspersonen",)
    annex = {"meer_rechtspersonen": several(request), "rapportages": request.value("monitoring") is not None}
    return [
        put_in(
            "algemeen.partijen",
            because=because,
            values={"meer_rechtspersonen": several(request)},
            looked_at=looked_at,
        ),
        put_in("algemeen.bijlage-partijen", because=because, values=annex, looked_at=(*looked_at, "monitoring")),
    ]


def subject(request: ContractRequest) -> Proposal:
    """Return the clause on the subject and on which part leads where two of them differ."""
    return put_in("algemeen.voorwerp", because="hoort in elk contract")


def term(request: ContractRequest, parameters: Parameters) -> Proposal:
    """Return the clause on the term, with whether the contract can outlast the IZA (§4.1.5) or go on with one insurer.

    A contract that renews itself can, whatever its last day.
    """
    agreement = request.agreement
    return put_in(
        "algemeen.looptijd",
        because="hoort in elk contract",
        values={
            "na_iza": agreement.end > parameters.day(LAST_DAY_OF_IZA) or agreement.renewal != "geen",
            "met_azwa": request.reference_day >= parameters.day(AZWA_SIGNED),
            "meer_rechtspersonen": several(request),
        },
        looked_at=("overeenkomst.einde", "overeenkomst.verlenging", "zorgverzekeraar.rechtspersonen"),
    )
