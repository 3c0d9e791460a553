"""Decides on the clauses about the contract itself: parties, object, basis, term and consultation."""

from __future__ import annotations

from datetime import date

from izacontract import ContractRequest, Parameters, Proposal, put_in
from izacontract_algemeen.rules.entities import several

IN_EVERY_CONTRACT = (
    "algemeen.considerans",
    "algemeen.ondertekening",
    "algemeen.begrippen",
    "algemeen.overleg",
)
FIRST_DAY_OF_IZA = "algemeen.iza-eerste-dag"
LAST_DAY_OF_IZA = "algemeen.iza-laatste-dag"
REVISED_YEAR = 2028
"""The year for which the parties to the AZWA can still revise what they agreed (AZWA, hoofdstuk 5, p. 96)."""


def propose(request: ContractRequest, parameters: Parameters) -> list[Proposal]:
    """Return the proposals for the clauses about the contract itself; every contract has them all."""
    return [
        *(put_in(clause, because="hoort in elk contract") for clause in IN_EVERY_CONTRACT),
        *parties(request),
        subject(request),
        basis(request),
        term(request, parameters),
        put_in(
            "algemeen.contracteerproces", because="IZA, onderdeel J, § 1: partijen verbeteren het contracteerproces"
        ),
    ]


def parties(request: ContractRequest) -> list[Proposal]:
    """Return the clauses that name the parties, with whether the insurer's side is more than one legal entity."""
    because, looked_at = "hoort in elk contract", ("zorgverzekeraar.rechtspersonen",)
    annex = {"meer_rechtspersonen": several(request)}
    return [
        put_in("algemeen.partijen", because=because, looked_at=looked_at),
        put_in("algemeen.bijlage-partijen", because=because, values=annex, looked_at=looked_at),
    ]


def subject(request: ContractRequest) -> Proposal:
    """Return the clause on the subject and on which part leads where two of them differ."""
    return put_in("algemeen.voorwerp", because="hoort in elk contract")


def basis(request: ContractRequest) -> Proposal:
    """Return the clause on the accords behind the contract.

    Only a contract with a day in the year that can still be revised says so; one that renews itself can have one.
    """
    agreement = request.agreement
    return put_in(
        "algemeen.grondslag",
        because="hoort in elk contract",
        values={"herzien_jaar": agreement.end.year >= REVISED_YEAR or agreement.renewal != "geen"},
        looked_at=("overeenkomst.einde", "overeenkomst.verlenging"),
    )


def last_day_of_iza(day: date, parameters: Parameters) -> date | None:
    """Return the last day of the IZA as it stood on `day`, None before its first day.

    The AZWA made it later when it was signed (IZA, hoofdstuk 7, p. 28; AZWA, hoofdstuk 5, p. 96).
    """
    found = parameters.on(LAST_DAY_OF_IZA, day)
    return None if found is None else date.fromisoformat(str(found.value))


def term(request: ContractRequest, parameters: Parameters) -> Proposal:
    """Return the clause on the term, with whether the contract can outlast the IZA or go on with one insurer.

    A contract that renews itself can, whatever its last day. Whether agreements of one sector run as long as the IZA as
    a whole is uncertain (AZWA, hoofdstuk 5, p. 96, against hoofdstuk 4, 1 g, p. 82): the reason
    says so when the term makes it matter.
    """
    agreement = request.agreement
    last = last_day_of_iza(request.reference_day, parameters)
    first_agreed = last_day_of_iza(parameters.day(FIRST_DAY_OF_IZA), parameters)
    because = "hoort in elk contract"
    if last and first_agreed and last != first_agreed < agreement.end:
        because += (
            f"; onzeker: het IZA is verlengd tot en met {last:%d-%m-%Y} (AZWA, hoofdstuk 5, p. 96), maar voor "
            f"afspraken van één sector staat {first_agreed:%d-%m-%Y} (AZWA, hoofdstuk 4, 1 g, p. 82); de tekst geldt "
            "in beide gevallen"
        )
    return put_in(
        "algemeen.looptijd",
        because=because,
        values={
            "na_iza": agreement.renewal != "geen" or bool(last and agreement.end > last),
            "iza_einde": last,
            "meer_rechtspersonen": several(request),
        },
        looked_at=("overeenkomst.einde", "overeenkomst.verlenging", "zorgverzekeraar.rechtspersonen"),
    )
