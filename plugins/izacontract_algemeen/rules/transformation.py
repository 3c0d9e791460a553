"""Decides on alignment, multi-year agreements, transformation funds and annex D; IZA, § 4.2 and onderdeel J, § 3."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from izacontract import ContractRequest, OpenPoint, Parameters, Proposal, Terms, is_open, leave_out, put_in
from izacontract_algemeen.rules.entities import divided, named, several
from izacontract_algemeen.terms.results import Result
from izacontract_algemeen.terms.transformation import (
    Conditions,
    FundConditions,
    TransformationFunds,
    TransformationPlan,
)

ALIGNMENT = "algemeen.gelijkgerichtheid"
MULTI_YEAR = "algemeen.meerjarig"
FUNDS = "algemeen.transformatiemiddelen"
ANNEX = "algemeen.bijlage-transformatieplan"

NO_PLAN = "geen transformatieplan in de aanvraag"
LAST_BEGIN_WITH_PRICE_AGREEMENT = "algemeen.prijsafspraak-laatste-begin"


def propose(request: ContractRequest, parameters: Parameters) -> list[Proposal]:
    """Return one answer for each clause on transformation."""
    plan = request.section(TransformationPlan)
    if plan is None:
        return [
            *(
                leave_out(clause, because=NO_PLAN, looked_at=("transformatieplan",))
                for clause in (ALIGNMENT, MULTI_YEAR, ANNEX)
            ),
            leave_out(FUNDS, because=NO_PLAN, looked_at=("transformatieplan", "transformatiemiddelen")),
        ]
    alignment = put_in(
        ALIGNMENT,
        because=f"partijen werken gelijkgericht aan transformatieplan {plan.reference} (IZA, onderdeel J, § 3)",
        values=role(request, plan) | led_by_group(request, plan),
        looked_at=(
            "transformatieplan.kenmerk",
            "transformatieplan.goedkeuring",
            "transformatieplan.rol_verzekeraar",
            "transformatieplan.marktleiders",
            "zorgverzekeraar.rechtspersonen",
        ),
    )
    return [alignment, multi_year(request, plan), funds(request, plan, parameters), annex(request, plan)]


def has_funds(request: ContractRequest) -> bool:
    """Return whether funds are granted for an approved plan; only then the contract speaks of them (IZA, § 4.2.3)."""
    plan = request.section(TransformationPlan)
    return request.section(TransformationFunds) is not None and plan is not None and approved(plan)


def approved(plan: TransformationPlan) -> bool:
    """Return whether both the day and the reference of the approval are known."""
    return not is_open(plan.approved_on, plan.approval)


def multi_year(request: ContractRequest, plan: TransformationPlan) -> Proposal:
    """Return the multi-year clause when the plan runs past the first contract year (IZA, onderdeel J, § 3)."""
    looked_at = ("transformatieplan.einde", "overeenkomst.begin", "overeenkomst.einde")
    if isinstance(plan.end, OpenPoint):
        return leave_out(MULTI_YEAR, because="het einde van het transformatieplan is nog open", looked_at=looked_at)
    agreement = request.agreement
    if plan.end <= min(agreement.end, date(agreement.begin.year, 12, 31)):
        return leave_out(
            MULTI_YEAR, because="het transformatieplan eindigt in het eerste contractjaar", looked_at=looked_at
        )
    values = {
        "contract_meerjarig": agreement.end.year > agreement.begin.year,
        "plan_na_contract": plan.end > agreement.end,
    }
    return put_in(
        MULTI_YEAR,
        because="het transformatieplan loopt door na het eerste contractjaar",
        values=values,
        looked_at=looked_at,
    )


def funds(request: ContractRequest, plan: TransformationPlan, parameters: Parameters) -> Proposal:
    """Return the clause on funds when they are granted and the plan is approved (IZA, § 4.2.3)."""
    terms = request.section(TransformationFunds)
    looked_at = (
        "transformatiemiddelen.toegekend",
        "transformatiemiddelen.aandeel_verzekeraar",
        "transformatieplan.goedkeuring",
        "transformatieplan.goedgekeurd_op",
    )
    if terms is None:
        return leave_out(
            FUNDS, because="geen transformatiemiddelen in de aanvraag", looked_at=("transformatiemiddelen",)
        )
    if not approved(plan):
        return leave_out(
            FUNDS, because=f"transformatieplan {plan.reference} is nog niet goedgekeurd", looked_at=looked_at
        )
    values = role(request, plan) | {
        "eigen_bijdrage": above_zero(terms.own_contribution),
        "prijsafspraak_mag": request.agreement.begin <= parameters.day(LAST_BEGIN_WITH_PRICE_AGREEMENT),
        "na_prijsafspraak": any(
            after_price_agreement(request, result, parameters) for result in request.listed(Result)
        ),
        "meer_rechtspersonen": several(request),
    }
    because = f"er zijn transformatiemiddelen toegekend voor goedgekeurd plan {plan.reference} (IZA, § 4.2.3)"
    return put_in(FUNDS, because=because, values=values, looked_at=looked_at)


def after_price_agreement(request: ContractRequest, result: Result, parameters: Parameters) -> bool:
    """Return whether funds by price agreement pay `result` when only an NZa performance can; IZA, § 4.2.3."""
    terms, delivered = request.section(TransformationFunds), result.delivered_by
    if terms is None or isinstance(terms.route, OpenPoint) or isinstance(delivered, OpenPoint):
        return False
    return terms.route == "prijsafspraak" and delivered > parameters.day(LAST_BEGIN_WITH_PRICE_AGREEMENT)


def annex(request: ContractRequest, plan: TransformationPlan) -> Proposal:
    """Return annex D: the plan, the evidence for its conditions and what each of several entities pays of the funds."""
    terms = request.section(TransformationFunds) if has_funds(request) else None
    values = parts(request, terms) | {
        "voorwaarden": [
            *evidence(plan.conditions, Conditions),
            *(() if terms is None else evidence(terms.conditions, FundConditions, "middelen-")),
        ],
        "met_geraakten": not plan.nobody_affected,
        "geraakten": affected(plan),
        "met_gemeenten": bool(plan.municipalities),
        "met_middelen": terms is not None,
    }
    return put_in(ANNEX, because=f"hoort bij transformatieplan {plan.reference}", values=values,
                  looked_at=("transformatieplan.kenmerk",))  # fmt: skip


def role(request: ContractRequest, plan: TransformationPlan | None) -> dict[str, object]:
    """Return who of the insurer's side is market leader (IZA, onderdeel J, § 3): each entity is a party for itself.

    `gemengd` says that of several entities only `leider` is one; otherwise the role of the request holds for all.
    """
    leader = None
    if plan is not None and several(request) and not isinstance(plan.market_leaders, OpenPoint):
        leaders = set(map(same, plan.market_leaders))
        leader = next((entity.name for entity in request.insurer.entities if same(entity.name) in leaders), None)
    return {"gemengd": leads(plan) and leader is not None, "leider": leader}


def led_by_group(request: ContractRequest, plan: TransformationPlan) -> dict[str, object]:
    """Return whether the group is market leader of which several legal entities are part."""
    return {"concern_leidt": leads(plan) and several(request) and not role(request, plan)["gemengd"]}


def leads(plan: TransformationPlan | None) -> bool:
    """Return whether the request says that the insurer is market leader."""
    return plan is not None and not is_open(plan.role) and plan.role == "marktleider"


def parts(request: ContractRequest, terms: TransformationFunds | None) -> dict[str, object]:
    """Return the part of each entity in the insurer's share and advance, where the request divides them."""
    rows = () if terms is None else terms.per_entity
    return {
        "verdeeld": divided(request, rows),
        "voorschot_verdeeld": divided(request, rows) and any(row.advance is not None for row in rows),
        "verdeling": [named(request, row) | {"aandeel": row.share, "voorschot": row.advance} for row in rows],
    }


def same(name: str) -> str:
    """Return `name` as it is compared: without regard to capitals and spacing."""
    return " ".join(name.split()).casefold()


def affected(plan: TransformationPlan) -> list[dict[str, object]] | OpenPoint:
    """Return a row per party that the plan affects without taking part, or the open point while nobody says which."""
    if isinstance(plan.affected, OpenPoint):
        return plan.affected
    return [{"partij": row.party, "gevolg": row.effect, "aanpak": row.approach} for row in plan.affected]


def evidence(
    conditions: Terms | OpenPoint, model: type[Conditions | FundConditions], prefix: str = ""
) -> list[dict[str, object]]:
    """Return a row per condition of `model` with its evidence, which may be open; `prefix` tells the lists apart."""
    keys = [str(info.alias) for info in model.model_fields.values()]
    if isinstance(conditions, OpenPoint):
        found: list[object] = [OpenPoint(f"{conditions.field}.{key}", "", conditions.by) for key in keys]
    else:
        found = [getattr(conditions, name) for name in model.model_fields]
    return [
        {"nummer": prefix + key, "voorwaarde": prefix + key, "bewijs": value}
        for key, value in zip(keys, found, strict=True)
    ]


def above_zero(amount: Decimal | OpenPoint | None) -> Decimal | OpenPoint | None:
    """Return `amount`, or None when it is absent or zero and so says nothing."""
    return None if amount is None or (isinstance(amount, Decimal) and amount == 0) else amount
