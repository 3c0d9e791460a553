"""The OVA with its settlement: what is computed, what a contract claims of it, and how a later difference is settled."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from izacontract_algemeen.rules.agreed_prices import ova_of
from izacontract_algemeen.rules.known_figures import figures_of, is_complete

from izacontract import Contract, Parameters, RequestInvalid, build_contract, read_request
from izacontract.coverage import coverage
from izacontract.errors import dotted
from izacontract.model.clause import Source
from izacontract.model.commitment import Status
from izacontract.model.contract import Table
from izacontract.model.parameter import Parameter, ParameterValue
from izacontract.render.text import text, text_of_clause
from tests.contracts.support import example, plugins, smallest, with_values

REASON = "De nacalculatie is al als bedrag betaald"
IN_FULL = ("iza-4.1.1-loonruimte", "iza-j5-ova", "iza-j5-gereguleerd", "azwa-4-ova")
"""Commitments that ask that the OVA is passed on in full."""


def contract(sector: str, *, final: bool = False, **ova: Any) -> Contract:
    """Return the contract of the example of `sector` with other values under `ova`; None removes one."""
    request = with_values(example(sector), {f"ova.{key}": value for key, value in ova.items()})
    return build_contract(read_request(request, plugins()), plugins(), final=final)


def made_of(changes: dict[str, Any], sector: str) -> Contract:
    return build_contract(read_request(with_values(example(sector), changes), plugins()), plugins())


def words(made: Contract, clause: str = "algemeen.ova") -> str:
    return text_of_clause(made, clause).replace("\N{NO-BREAK SPACE}", " ")


def amounts(made: Contract) -> list[list[str]]:
    """Return the rows of the calculation in annex B: old, wages, material, capital, others, new."""
    return [
        ["".join(inline.text for inline in cell) for cell in row[1:]]
        for annex in made.annexes
        for placed in annex.clauses
        if placed.id == "algemeen.bijlage-prijzen"
        for table in placed.blocks
        if isinstance(table, Table) and table.header[1:3] == ("Oud Tarief", "Lonen (OVA)")
        for row in table.rows
    ]


def read(printed: str) -> Fraction:
    """Return the amount in euro that `printed` says the Dutch way."""
    bare = printed.replace("€", "").replace("\N{NO-BREAK SPACE}", "").replace(".", "").replace(",", ".")
    return Fraction(bare.replace("\N{MINUS SIGN}", "-").strip())


def in_cents(exact: Fraction) -> Fraction:
    """Return `exact` in whole cents, half a cent away from zero."""
    whole = int(abs(exact) * 100 + Fraction(1, 2))
    return Fraction(whole if exact >= 0 else -whole, 100)


CENT = Fraction(1, 100)
money = st.decimals(min_value="0.01", max_value=900_000, places=2)
percent = st.decimals(min_value=-3, max_value=12, places=2).filter(
    lambda value: value == 0 or abs(value) >= Decimal("0.5")
)
small = st.decimals(min_value=-2, max_value=3, places=2).filter(
    lambda value: value == 0 or abs(value) >= Decimal("0.2")
)


@settings(max_examples=25, deadline=None)
@given(
    tariffs=st.lists(money, min_size=1, max_size=3),
    percentage=percent,
    settlement=small,
    material=percent,
    thousandths=st.integers(0, 1000),
    element=small.filter(lambda value: abs(value) >= Decimal("0.2")),
    year=st.sampled_from(["2026", "2027"]),
)
def test_the_printed_calculation_is_that_of_exact_fractions(
    tariffs: list[Decimal],
    percentage: Decimal,
    settlement: Decimal,
    material: Decimal,
    thousandths: int,
    element: Decimal,
    year: str,
) -> None:
    wages = Decimal(thousandths).scaleb(-3)
    lines = [
        {"code": f"X-{place}", "omschrijving": "Proef", "eenheid": "per stuk", "tarief": str(tariff)}
        for place, tariff in enumerate(tariffs)
    ]
    made = made_of(
        {
            "overeenkomst.einde": "2027-12-31",
            "tarieven.prestaties": lines,
            "ova.jaar": year,
            "ova.percentage": str(percentage),
            "ova.nacalculatie": str(settlement),
            "ova.materiele_index": str(material),
            "ova.aandeel_loon": str(wages),
            "ova.aandeel_materieel": str(1 - wages),
            "overige_prijselementen": [
                {"soort": "volume", "omschrijving": "Meer volume", "percentage": str(element), "onderbouwing": "Proef"}
            ],
        },
        "mdz",
    )
    index = (1 + Fraction(percentage) / 100) * (1 + Fraction(settlement) / 100) - 1
    shares = (Fraction(wages) * index, (1 - Fraction(wages)) * Fraction(material) / 100, Fraction(element) / 100)
    for tariff, row in zip(tariffs, amounts(made), strict=True):
        old, *parts, new = (read(cell) for cell in row)
        assert old == Fraction(tariff)
        assert new == in_cents(old * (1 + sum(shares)))
        assert old + sum(parts) == new
        assert shares[0] < 0 or parts[0] == in_cents(old * shares[0])
        # What rounding leaves goes to one part, never to wages that rise, and is at most a cent.
        assert abs(parts[0] - in_cents(old * shares[0])) <= CENT
        assert abs(parts[1] - in_cents(old * shares[1])) <= CENT
        assert parts[2] == 0


def test_the_hourly_tariff_of_district_nursing_holds_the_settlement() -> None:
    hour = amounts(contract("wijkverpleging"))[0]
    assert read(hour[-1]) == Fraction("74.46")


@pytest.mark.parametrize("sector", ["msz", "huisartsen", "wijkverpleging", "ggz", "mdz"])
def test_an_open_settlement_is_printed_wherever_a_figure_hangs_on_it(sector: str) -> None:
    made = contract(sector, nacalculatie=None)
    placeholder = "[IN TE VULLEN: ova.nacalculatie (procent), door de zorgverzekeraar]"
    assert placeholder in words(made)
    if sector in ("ggz", "huisartsen"):  # the NZa sets every tariff: there is no index to work out
        assert "Loonindex" not in words(made)
        return
    assert f"× (1 + {placeholder}) − 1 = {placeholder}" in words(made)
    assert placeholder in words(made, "algemeen.bijlage-prijzen")
    for row in amounts(made):
        assert placeholder in row[1]
        assert placeholder in row[-1]


@pytest.mark.parametrize(("sector", "typed"), [("ggz", "0"), ("mdz", "0.00"), ("ggz", "-0.15"), ("msz", "1.01")])
def test_a_typed_settlement_is_passed_on_in_full_unless_another_is_known(sector: str, typed: str) -> None:
    made = contract(sector, nacalculatie=typed)
    assert "volledig en zonder korting" in words(made)
    assert {row.status for row in coverage(made).rows if row.commitment.id in IN_FULL} == {Status.ANSWERED}


INCOMPLETE: list[dict[str, Any]] = [
    {"nacalculatie": None},
    {"nacalculatie": "0"},
    {"nacalculatie": "1.02", "afwijking_reden": REASON},
    {"percentage": "4.17", "afwijking_reden": REASON},
    {"percentage": None},
]


@pytest.mark.parametrize("ova", INCOMPLETE, ids=str)
@pytest.mark.parametrize("sector", ["msz", "huisartsen", "wijkverpleging"])
def test_nothing_claims_the_full_ova_where_a_known_figure_is_left_out_or_changed(
    sector: str, ova: dict[str, Any]
) -> None:
    made = contract(sector, **ova)
    for clause in ("algemeen.ova", "algemeen.bijlage-prijzen"):
        assert "volledig" not in words(made, clause)
    assert not [decision.because for decision in made.decisions if "OVA volledig" in decision.because]
    found = {row.status for row in coverage(made).rows if row.commitment.id in IN_FULL}
    assert found <= {Status.MISSING, Status.ADDENDUM}
    assert "OVA volledig" not in text(made)


def test_a_deviation_is_told_with_both_figures_and_its_reason() -> None:
    made = contract("msz", nacalculatie="0", percentage="4.00", afwijking_reden=REASON)
    told = words(made)
    assert "een percentage van 4,00% in plaats van het bekende 4,18%" in told
    assert "een nacalculatie van 0,00% in plaats van de bekende 1,01%" in told
    assert f"om deze reden: “{REASON}”." in told
    annex = words(made, "algemeen.bijlage-prijzen")
    assert "| Nacalculatie over het jaar ervoor | 1,01% | gepubliceerd | 0,00% |" in annex
    assert f"Reden: “{REASON}”." in annex


def refused_in_final(sector: str, **ova: Any) -> set[str]:
    """Return the keys under `ova` for which a final text is refused."""
    try:
        contract(sector, final=True, **ova)
    except RequestInvalid as refused:
        return {dotted(finding.path) for finding in refused.findings if finding.path[:1] == ("ova",)}
    return set()


@pytest.mark.parametrize(
    ("ova", "keys"),
    [
        ({}, set()),
        ({"nacalculatie": None}, {"ova.nacalculatie"}),
        ({"nacalculatie": "0"}, {"ova.nacalculatie", "ova.afwijking_reden"}),
        ({"percentage": "4.17", "status": "definitief"}, {"ova.percentage", "ova.afwijking_reden"}),
        ({"percentage": "4.17", "nacalculatie": "0", "afwijking_reden": REASON}, set()),
    ],
    ids=lambda value: str(sorted(value)) if isinstance(value, set) else str(value),
)
def test_a_final_needs_the_known_figures_or_a_reason(ova: dict[str, Any], keys: set[str]) -> None:
    assert refused_in_final("msz", **ova) == keys


def test_a_figure_in_a_house_library_is_the_known_one() -> None:
    ova = ova_of(read_request(with_values(example("msz"), {"ova.percentage": "4.30"}), plugins()))
    shipped = plugins().library.parameters
    assert not is_complete(figures_of(ova, shipped))
    newer = ParameterValue(date(2025, 1, 1), None, "4.30", "definitief", Source("Proef", "1", date(2025, 5, 28)))
    known = {
        **shipped.by_id,
        "algemeen.ova-percentage": Parameter("algemeen.ova-percentage", "OVA", "procent", (newer,)),
    }
    assert is_complete(figures_of(ova, Parameters(known)))


AMOUNT, LEVEL = "Het verschil wordt als één bedrag betaald", "Het telt in de Loonindex van het jaar na"


@pytest.mark.parametrize("sector", ["msz", "wijkverpleging", "mdz"])
@pytest.mark.parametrize("ova", [{}, {"verrekening": "prijspeil"}])
def test_by_default_a_difference_works_on_in_the_level_and_nothing_is_paid(sector: str, ova: dict[str, Any]) -> None:
    made = contract(sector, **ova)
    told = words(made)
    assert LEVEL in told
    assert AMOUNT not in told
    assert "zelf wordt niets verrekend" in told
    assert "Geldt in het jaar daarna geen overeenkomst, dan vervalt het verschil" in told
    assert "OVA" not in words(made, "algemeen.beeindiging")


@pytest.mark.parametrize("sector", ["msz", "wijkverpleging", "mdz"])
def test_an_amount_is_paid_once_with_or_without_a_next_contract(sector: str) -> None:
    made = contract(sector, verrekening="bedrag")
    told = words(made)
    assert AMOUNT in told
    assert LEVEL not in told
    assert "ook zonder volgende overeenkomst" in told
    assert "ten hoogste één keer" in told
    assert "zo nodig later en afzonderlijk" in words(made, "algemeen.beeindiging")


@pytest.mark.parametrize("settles", ["prijspeil", "bedrag"])
def test_percentage_and_settlement_are_both_settled(settles: str) -> None:
    assert (
        "Stelt de overheid het percentage voor 2025 of de nacalculatie over het jaar daarvoor definitief anders vast"
        in words(contract("msz", verrekening=settles))
    )


@pytest.mark.parametrize("settles", ["prijspeil", "bedrag"])
@pytest.mark.parametrize(
    ("begin", "end"), [("2026-07-01", "2027-06-30"), ("2026-01-01", "2026-12-31"), ("2026-07-01", "2026-12-31")]
)
def test_nothing_is_settled_over_a_year_before_the_contract(settles: str, begin: str, end: str) -> None:
    made = made_of(
        {
            "overeenkomst.begin": begin,
            "overeenkomst.einde": end,
            "ova.jaar": "2025",
            "ova.percentage": "4.18",
            "ova.nacalculatie": "1.01",
            "ova.verrekening": settles,
        },
        "mdz",
    )
    told = words(made)
    assert "Stelt de overheid het percentage voor 2026 of" in told
    assert "Over 2025 wordt onder de Overeenkomst niets verrekend" in told
    assert "declaraties van 2025" not in told
    assert "werkend vanaf de eerste dag van de Overeenkomst" in told
    if end > "2027":
        assert "in elk jaar van de looptijd na 2026" in words(made, "algemeen.ova-vervolgjaren")


def test_without_the_ova_clause_the_end_account_names_no_settlement() -> None:
    omitted = [{"clausule": "algemeen.ova", "reden": "Partijen regelen de indexatie in een raamovereenkomst"}]
    made = made_of({"weggelaten": omitted, "ova.verrekening": "bedrag"}, "wijkverpleging")
    assert "OVA" not in words(made, "algemeen.beeindiging")


@pytest.mark.parametrize("sector", ["msz", "ggz", "wijkverpleging"])
def test_a_smallest_draft_names_the_year_before_and_chooses_no_settlement(sector: str) -> None:
    told = words(build_contract(read_request(smallest(sector), plugins()), plugins()))
    assert "een nacalculatie over het jaar daarvoor van [IN TE VULLEN: ova.nacalculatie" in told
    assert "kiezen Partijen vóór ondertekening, samen met het tariefregime" in told
    assert "tarieven die de NZa voor een later jaar vaststelt" not in told
