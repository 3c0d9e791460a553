"""Decides which clauses about carrying out the contract belong in it, and why."""

from __future__ import annotations

from izacontract import ContractRequest, Parameters, Proposal, leave_out, put_in
from izacontract_algemeen.rules.results import pays_on_results
from izacontract_algemeen.rules.transformation import has_funds
from izacontract_algemeen.terms.execution import SelfEmployed

IN_EVERY_CONTRACT = (
    "declaratie",
    "controle",
    "gegevens",
    "derden",
    "mededinging",
    "nakoming",
    "geschillen",
    "slot",
)


def propose(request: ContractRequest, parameters: Parameters) -> list[Proposal]:
    """Return one answer for every clause on claims, control, data, third parties, default, end and disputes."""
    return [
        *(put_in(f"algemeen.{name}", because="hoort in elk contract") for name in IN_EVERY_CONTRACT),
        ending(request),
        self_employed(request),
    ]


def ending(request: ContractRequest) -> Proposal:
    """Zvw 13 lid 5: the end is always arranged; the final account names what this contract has to settle."""
    return put_in(
        "algemeen.beeindiging",
        because="hoort in elk contract",
        values={
            "volumeafspraak": "volume" in request.sections,
            "lumpsumafspraak": "lumpsum" in request.sections,
            "resultaatafspraak": pays_on_results(request),
            "middelen": has_funds(request),
        },
        looked_at=("volume", "lumpsum", "betaling_bij_resultaat", "transformatiemiddelen"),
    )


def self_employed(request: ContractRequest) -> Proposal:
    """IZA, 3.6 and bijlage H, afspraak 4 and 9: the self-employed take a fair share of shifts."""
    clause, looked_at = "algemeen.zelfstandigen", ("zelfstandigen.inzet", "zelfstandigen.anw_deelname")
    terms = request.section(SelfEmployed)
    if terms is None or terms.engaged is None:
        return leave_out(clause, because="de aanvraag noemt geen inzet van zelfstandigen", looked_at=looked_at[:1])
    if not terms.engaged:
        return leave_out(clause, because="de zorgaanbieder zet geen zelfstandigen in", looked_at=looked_at[:1])
    share = "onbekend" if terms.shares_shifts is None else "ja" if terms.shares_shifts else "nee"
    return put_in(
        clause, because="de zorgaanbieder zet zelfstandigen in", values={"deelname": share}, looked_at=looked_at
    )
