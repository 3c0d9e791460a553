"""Decides which clauses about carrying out the contract belong in it, and why."""

from __future__ import annotations

from izacontract import ContractRequest, OpenPoint, Parameters, Proposal, is_open, leave_out, put_in
from izacontract_algemeen.rules.agreed_prices import pays_the_difference
from izacontract_algemeen.rules.entities import several
from izacontract_algemeen.terms.execution import SelfEmployed
from izacontract_algemeen.terms.volume import CEILINGS, Volume

IN_EVERY_CONTRACT = (
    "declaratie",
    "controle",
    "gegevens",
    "derden",
    "mededinging",
    "geschillen",
    "slot",
)


def propose(request: ContractRequest, parameters: Parameters) -> list[Proposal]:
    """Return one answer for every clause on claims, control, data, third parties, default, end and disputes."""
    return [
        *(put_in(f"algemeen.{name}", because="hoort in elk contract") for name in IN_EVERY_CONTRACT),
        put_in(
            "algemeen.nakoming",
            because="hoort in elk contract",
            values={"meer_rechtspersonen": several(request)},
            looked_at=("zorgverzekeraar.rechtspersonen",),
        ),
        ending(request),
        self_employed(request),
    ]


def ending(request: ContractRequest) -> Proposal:
    """Zvw 13 lid 5: the end is always arranged; the final account follows the ceiling and the settlement of the OVA."""
    return put_in(
        "algemeen.beeindiging",
        because="hoort in elk contract",
        values={
            "plafond": settles_ceiling(request),
            "ova_bedrag": pays_the_difference(request),
        },
        looked_at=("volume.soort", "ova.verrekening"),
    )


def settles_ceiling(request: ContractRequest) -> bool | OpenPoint:
    """Return whether the contract has a ceiling to settle per year, open while the kind of the volume agreement is."""
    agreed = request.section(Volume)
    if agreed is None:
        return False
    return agreed.kind if isinstance(agreed.kind, OpenPoint) else agreed.kind in CEILINGS


def self_employed(request: ContractRequest) -> Proposal:
    """IZA, onderdeel H, § 4, p. 87, and § 9, p. 90: the self-employed take a fair share of shifts."""
    clause = "algemeen.zelfstandigen"
    looked_at = ("zelfstandigen.inzet", "zelfstandigen.anw_deelname", "zorgaanbieder.rechtsvorm")
    terms = request.section(SelfEmployed)
    if terms is None or terms.engaged is None:
        return leave_out(clause, because="de aanvraag noemt geen inzet van zelfstandigen", looked_at=looked_at[:1])
    if not terms.engaged:
        return leave_out(clause, because="de zorgaanbieder zet geen zelfstandigen in", looked_at=looked_at[:1])
    share = "onbekend" if terms.shares_shifts is None else "ja" if terms.shares_shifts else "nee"
    values = {"deelname": share, "zelf_zelfstandige": is_one_person(request)}
    return put_in(clause, because="de zorgaanbieder zet zelfstandigen in", values=values, looked_at=looked_at)


def is_one_person(request: ContractRequest) -> bool:
    """Return whether the provider is a self-employed professional himself; not while his legal form is open."""
    form = request.value("zorgaanbieder.rechtsvorm")
    return not is_open(form) and "eenmanszaak" in str(form).casefold()
