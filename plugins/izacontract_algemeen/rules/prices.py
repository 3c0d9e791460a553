"""Which price clauses a contract has, and the values that their texts need."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from izacontract import ContractRequest, OpenPoint, Parameters, Proposal, leave_out, put_in
from izacontract_algemeen.rules import price_elements as element_tables
from izacontract_algemeen.rules import price_list as annex
from izacontract_algemeen.rules.accords import AZWA_SIGNED, azwa_from, too_early
from izacontract_algemeen.rules.agreed_prices import (
    covered_lines,
    first_settled_year,
    goes_on,
    has_ceiling,
    has_indexed_ceiling,
    has_lump_sum,
    has_ova,
    needs_formula,
    nza_reference,
    ova_of,
    ova_precedes,
    pays_by_performance,
    starts_later,
    starts_on,
    tariffs_of,
)
from izacontract_algemeen.rules.index import index_of
from izacontract_algemeen.rules.known_figures import Figure, figures_of, is_complete
from izacontract_algemeen.terms.price_elements import PriceElement
from izacontract_algemeen.terms.prices import AMOUNT, COMPUTED

EQUAL_TERMS = "algemeen.gelijke-voorwaarden"


def propose(request: ContractRequest, parameters: Parameters) -> list[Proposal]:
    """Return the answers for the articles on tariffs and indexation and for the price list."""
    return [
        tariffs(request),
        equal_terms(request, parameters),
        ova(request, parameters),
        later_years(request),
        prices(request),
        elements(request),
        price_list(request, parameters),
        claimed_amounts(request),
    ]


def tariffs(request: ContractRequest) -> Proposal:
    """Wmg 35: every contract says which performances it pays, and at which tariff."""
    return put_in(
        "algemeen.tarieven",
        because="elk contract bevat de Prestaties en hun Tarieven",
        values=_regimes(request, "heeft_vrij", "heeft_lumpsum", "heeft_maximum", "heeft_vast", "heeft_onbepaald")
        | {
            "ova": has_ova(request),
            "daarbuiten": pays_by_performance(request),
            "nza_kenmerk": nza_reference(request),
            "eerst_oud": starts_later(request),
            "onder_honderd": element_tables.is_below_maximum(request),
            "per_prestatie": element_tables.has_own_percentage(request),
            "elementen_maximum": element_tables.reaches(index_of(request))[1],
        },
        looked_at=("tarieven.regime", "tarieven.nza_kenmerk"),
    )


def equal_terms(request: ContractRequest, parameters: Parameters) -> Proposal:
    """AZWA, E4, p. 74-76: what is asked holds for every provider, and a tariff reflects patients and facilities."""
    early = too_early(EQUAL_TERMS, request, azwa_from(parameters))
    return early or put_in(EQUAL_TERMS, because="AZWA, E4: iedere zorgaanbieder levert een eerlijke bijdrage")


def ova(request: ContractRequest, parameters: Parameters) -> Proposal:
    """IZA, onderdeel J, § 5: the OVA is passed on in full and without any discount.

    That it holds the settlement of the year before is practice of VWS and NZa. Where a known figure is left out or
    changed, the contract says so and claims nothing.
    """
    given = ova_of(request)
    figures = figures_of(given, parameters)
    kept = request.reference_day >= parameters.day(AZWA_SIGNED)
    place = "IZA, onderdeel J, § 5, dat het AZWA laat gelden (hoofdstuk 4, 1 h)" if kept else "IZA, onderdeel J, § 5"
    because = f"elk contract verwerkt de OVA volledig en zonder korting ({place})"
    if any(figure.deviates for figure in figures):
        because = "elk contract verwerkt de OVA; een cijfer in de aanvraag wijkt af van het bekende"
    elif not is_complete(figures):
        because = "elk contract verwerkt de OVA; een bekend cijfer ontbreekt nog in de aanvraag"
    return put_in(
        "algemeen.ova",
        because=because,
        values=_regimes(
            request,
            "heeft_vrij",
            "heeft_lumpsum",
            "heeft_maximum",
            "heeft_vast",
            "heeft_nza",
            "heeft_onbepaald",
            "berekend",
        )
        | _known(figures)
        | {
            "formule": needs_formula(request),
            "elementen": element_tables.reaches(index_of(request))[0],
            "plafond": has_ceiling(request),
            "nacalculatie_negatief": not isinstance(given.settlement, OpenPoint) and given.settlement < 0,
            "nacalculatie_omvang": annex.size_of(given.settlement),
            "loonindex": index_of(request).wage_index,
            "ingang": starts_on(request),
            "ova_van_eerder_jaar": ova_precedes(request) and needs_formula(request),
            "verrekenjaar": first_settled_year(request),
        },
        looked_at=(
            "ova.jaar",
            "ova.percentage",
            "ova.nacalculatie",
            "ova.status",
            "ova.verrekening",
            "tarieven.regime",
        ),
    )


def later_years(request: ContractRequest) -> Proposal:
    """IZA, onderdeel J, § 5: the OVA is passed on in prices and contracts, so in every year that a contract has."""
    clause = "algemeen.ova-vervolgjaren"
    looked_at = ("overeenkomst.begin", "overeenkomst.einde", "overeenkomst.verlenging")
    if not has_ova(request):
        return leave_out(clause, because="algemeen.ova is weggelaten", looked_at=("weggelaten",))
    if not goes_on(request):
        because = "het contract loopt niet door in een volgend kalenderjaar"
        return leave_out(clause, because=because, looked_at=looked_at)
    renewed = request.agreement.renewal != "geen"
    because = "het contract kan worden verlengd" if renewed else "het contract loopt over meer dan één kalenderjaar"
    values = _regimes(request, "heeft_lumpsum", "heeft_nza", "berekend") | {
        "formule": needs_formula(request),
        "plafond": has_ceiling(request),
        "verlenging": renewed,
        "na_jaar": first_settled_year(request),
        "elementen": element_tables.reaches(index_of(request))[0],
    }
    return put_in(clause, because=because, values=values, looked_at=looked_at)


def prices(request: ContractRequest) -> Proposal:
    """IZA, onderdeel J, § 5: the price development that the CPB expects is where parties start; both give reasons."""
    return put_in(
        "algemeen.prijsontwikkeling",
        because="de prijsontwikkeling is in elk contract het vertrekpunt (IZA, onderdeel J, § 5)",
        looked_at=("ova.aandeel_materieel", "ova.materiele_index"),
        values=_regimes(request, "heeft_lumpsum", "heeft_maximum", "heeft_vast", "berekend")
        | {
            "ova": has_ova(request),
        },
    )


def elements(request: ContractRequest) -> Proposal:
    """IZA, onderdeel J, § 5; RBDHA:2025:5836: a discount or surcharge stands apart from the OVA and has its reason.

    Each party gives the reasons of its own: the insurer of a discount, the provider of a surcharge.
    """
    clause, looked_at = "algemeen.overige-prijselementen", ("overige_prijselementen",)
    given = request.listed(PriceElement)
    if not given:
        return leave_out(clause, because="geen andere prijselementen in de aanvraag", looked_at=looked_at)
    index = index_of(request)
    free, maximum = element_tables.reaches(index)
    rows = [
        {
            "richting": "korting" if element.percentage < 0 else "opslag",
            "percentage": abs(element.percentage),
            "soort": element.kind,
            "prestaties": tuple(dict.fromkeys(element.codes)),
            "einde": element_tables.last_day_of(element, request),
            "omschrijving": element.description,
        }
        for element in given
    ]
    values = {
        "elementen": rows,
        "vrij": free or not maximum,
        "maximum": maximum,
        "ingang": starts_on(request) if free else request.agreement.begin,
        "eindigt": any(element_tables.ends_before_contract(element, request) for element in given),
        "gaat_door": goes_on(request),
        "verlenging": request.agreement.renewal != "geen",
        "plafond": has_indexed_ceiling(request) and bool(index.general),
    }
    because = "de aanvraag bevat 1 ander prijselement"
    if len(given) > 1:
        because = f"de aanvraag bevat {len(given)} andere prijselementen"
    return put_in(clause, because=because, values=values, looked_at=looked_at)


def price_list(request: ContractRequest, parameters: Parameters) -> Proposal:
    """Return the price list with the calculation of every computed tariff, a table per regime."""
    figures = figures_of(ova_of(request), parameters) if has_ova(request) else ()
    given, index = tariffs_of(request), index_of(request)
    free = given.under("vrij")
    return put_in(
        "algemeen.bijlage-prijzen",
        because="elk contract heeft een prijslijst",
        values=_regimes(request, "heeft_vrij", "heeft_lumpsum", "heeft_vast", "heeft_onbepaald", "berekend")
        | {
            "vrij": annex.computed_rows(free, index),
            "lumpsum": annex.list_rows(covered_lines(request)),
            "maximum": element_tables.maximum_rows(given),
            "tweede_maximum": element_tables.second_maximum_rows(given),
            "vast": annex.list_rows(given.under("nza-vast")),
            "onbepaald": annex.list_rows(given.undecided),
            "berekening_vrij": annex.calculation_rows(free, index),
            "element_per_prestatie": element_tables.element_rows(index),
            "meer_elementen": element_tables.has_several_elements(index),
            "element_van_maximum": element_tables.maximum_element_rows(index),
            "na_afloop": element_tables.afterwards_rows(index, request),
            "elementen": element_tables.reason_rows(index, request),
            "naast_ova": element_tables.beside_wages_rows(index),
            "index_onderdelen": annex.index_rows(index),
            "index": index.has_prices and (needs_formula(request) or not given.all_decided),
            "prijzen": index.has_prices,
            "formule": needs_formula(request),
            "ova": has_ova(request),
            "gaat_door": goes_on(request),
            "volledig": is_complete(figures),
            "afwijkingen": annex.deviation_rows(figures),
            "ingang": starts_on(request),
        },
        looked_at=("tarieven.prestaties", "tarieven.regime"),
    )


def claimed_amounts(request: ContractRequest) -> Proposal:
    """Wmg 35: an amount of an article is paid only by a performance that the NZa allows for it."""
    clause, looked_at = "algemeen.bijlage-bedragen", ("tarieven.prestaties",)
    lines = tariffs_of(request).under(AMOUNT)
    if isinstance(lines, OpenPoint) or not lines:
        return leave_out(clause, because="geen prestatie heeft het regime bedrag", looked_at=looked_at)
    because = "met een prestatie wordt een bedrag uit een artikel gedeclareerd"
    return put_in(clause, because=because, values={"bedragen": annex.list_rows(lines)}, looked_at=looked_at)


def _known(figures: Sequence[Figure]) -> dict[str, object]:
    """Return whether the OVA is complete, and of each figure whether it differs from the known one and what that is."""
    values: dict[str, object] = {
        "volledig": is_complete(figures),
        "afwijking": any(figure.deviates for figure in figures),
    }
    for figure in figures:
        values[f"{figure.key}_wijkt_af"] = figure.deviates
        values[f"{figure.key}_bekend"] = figure.known or Decimal(0)
    return values


def _regimes(request: ContractRequest, *asked: str) -> dict[str, object]:
    """Return which regimes the contract knows, of what a text has `asked` for.

    A regime still open is none of them, and the texts say that it is open.
    """
    given = tariffs_of(request)
    found = given.regimes
    known = {
        "heeft_vrij": "vrij" in found,
        "heeft_lumpsum": has_lump_sum(request),
        "heeft_maximum": "nza-maximum" in found,
        "heeft_vast": "nza-vast" in found,
        "heeft_nza": bool(found - COMPUTED - {AMOUNT}),
        "berekend": bool(found & COMPUTED),
        "heeft_onbepaald": not given.all_decided,
    }
    return {name: known[name] for name in asked}
