"""A lump sum: what is owed per year and per legal entity, to the cent, and what a contract with one no longer says."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from izacontract_algemeen.rules.entities import parts_of
from izacontract_algemeen.rules.lump_sum import for_days

from izacontract import Contract
from izacontract.model.contract import Table
from izacontract.render.text import text, text_of_clause
from tests.contracts.support import build, request_called, with_values

amounts = st.decimals(min_value=Decimal("0.01"), max_value=500_000_000, places=2)


@st.composite
def shares(draw: st.DrawFn) -> list[Decimal]:
    """Give one to eight shares in ten-thousandths, each above zero, that add up to 1."""
    cuts = sorted(draw(st.sets(st.integers(1, 9999), max_size=7)))
    return [Decimal(until - since) / 10_000 for since, until in zip([0, *cuts], [*cuts, 10_000], strict=True)]


def in_cents(amount: Fraction) -> Fraction:
    """Return `amount`, which is not negative, in whole cents, half up."""
    return Fraction(int(amount * 100 + Fraction(1, 2)), 100)


@given(amounts, shares())
def test_parts_of_legal_entities_are_the_lump_sum_to_the_cent(amount: Decimal, given_shares: list[Decimal]) -> None:
    parts = parts_of(amount, given_shares)
    assert sum(parts, Decimal(0)) == amount
    for part, share in zip(parts, given_shares, strict=True):
        assert part >= 0
        assert part == part.quantize(Decimal("0.01"))
        assert abs(Fraction(part) - Fraction(amount) * Fraction(share)) < Fraction(1, 100)


@given(amounts, st.integers(1, 366), st.sampled_from([365, 366]))
def test_a_part_of_a_year_is_its_days_to_the_cent(amount: Decimal, days: int, of: int) -> None:
    owed = for_days(amount, min(days, of), of)
    assert isinstance(owed, Decimal)
    assert Fraction(owed) == in_cents(Fraction(amount) * min(days, of) / of)
    assert owed <= amount


percentages = st.just(Decimal(0)) | st.decimals(min_value=Decimal("0.5"), max_value=9, places=2)


days_of_2026 = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@settings(deadline=None, max_examples=40)
@given(amounts.filter(lambda amount: amount > 20_000), percentages, percentages, days_of_2026)
def test_the_printed_amount_follows_from_the_typed_figures(
    amount: Decimal, percentage: Decimal, settlement: Decimal, begin: date
) -> None:
    made = lump_sum(
        {
            "lumpsum.bedrag": str(amount),
            "ova.percentage": str(percentage),
            "ova.nacalculatie": str(settlement),
            "overige_prijselementen": None,
            "overeenkomst.begin": begin.isoformat(),
        }
    )
    wages = (1 + Fraction(percentage) / 100) * (1 + Fraction(settlement) / 100) - 1
    new = Fraction(amount) * (1 + Fraction(6, 10) * wages + Fraction(3, 10) * Fraction(21, 1000))
    whole = in_cents(new)
    days = (date(2026, 12, 31) - begin).days + 1
    owed = in_cents(whole * days / 365)
    first = rows(made, "Bedrag voor een heel jaar")[0]
    assert [euros(first[1]), first[2], first[3], euros(first[4])] == [whole, str(days), "365", owed]
    parts = [euros(row[4]) for row in rows(made, "Rechtspersoon") if row[0] == "2026"]
    assert sum(parts) == owed
    old, *effects, printed = (euros(cell) for cell in rows(made, "Oud bedrag")[0][1:])
    assert old + sum(effects) == printed == whole


def lump_sum(changes: dict[str, Any], name: str = "lumpsum") -> Contract:
    return build(with_values(request_called(name), changes))


def rows(made: Contract, second: str) -> list[list[str]]:
    """Return the rows of the table of the annex whose second heading is `second`."""
    return [
        ["".join(inline.text for inline in cell) for cell in row]
        for annex in made.annexes
        for placed in annex.clauses
        if placed.id == "algemeen.bijlage-lumpsum"
        for table in placed.blocks
        if isinstance(table, Table) and table.header[1] == second
        for row in table.rows
    ]


def euros(cell: str) -> Fraction:
    return Fraction(cell.replace("€", "").replace("\N{NO-BREAK SPACE}", "").replace(".", "").replace(",", "."))


def test_a_contract_for_a_lump_sum_holds_nothing_that_goes_per_claim() -> None:
    words = text(lump_sum({"overige_prijselementen": None}))
    per_claim = (
        "declaraties van 2026",
        "vrij Tarief",
        "waarvoor volgens de NZa het tarief",
        "vrije Tarieven",
    )
    assert [words_of for words_of in (*per_claim, "Omzetplafond") if words_of in words] == []


def test_a_tariff_per_unit_is_not_multiplied_by_the_ova_under_a_lump_sum() -> None:
    made = lump_sum({})
    assert "| MSZ-A01 | Heupprothese | per zorgproduct | €\N{NO-BREAK SPACE}9.874,50 |" in text_of_clause(
        made, "algemeen.bijlage-prijzen"
    )


def test_care_of_a_lump_sum_is_outside_a_ceiling_beside_it() -> None:
    words = text_of_clause(build(request_called("vier regimes")), "algemeen.volume")
    assert "Niet mee tellen Zorg onder de Lumpsum," in words


@pytest.mark.parametrize("key", ["bedrag", "prestaties", "afrekening_uiterlijk", "per_rechtspersoon"])
def test_a_draft_prints_what_is_still_open(key: str) -> None:
    made = lump_sum({f"lumpsum.{key}": None})
    assert f"lumpsum.{key}" in {point.field for point in made.open_points}
    assert re.search(rf"\[IN TE VULLEN: lumpsum\.{key}", text(made))


def test_one_legal_entity_needs_no_share() -> None:
    assert "lumpsum.per_rechtspersoon" not in {point.field for point in build(request_called("ander/mdz")).open_points}
