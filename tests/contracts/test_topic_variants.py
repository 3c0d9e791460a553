"""Prices, transformation, results and the sectors' own clauses: each with its variants, as a lawyer reads them."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.contracts.branches import choices_not_printed
from tests.contracts.support import TextFile, Variant, plugins, variants

TABLES = ("prices", "transformation", "sectors")
VARIANTS = tuple(variant for table in TABLES for variant in variants(table))


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_variant_reads_like_a_contract(variant: Variant, snapshot: SnapshotAssertion) -> None:
    assert variant.text() == snapshot(extension_class=TextFile)


@pytest.mark.parametrize("table", TABLES)
def test_every_choice_in_the_texts_is_printed(table: str) -> None:
    assert choices_not_printed(variants(table)) == []


def test_every_clause_has_its_variants() -> None:
    shown = {variant.clause for table in ("general", *TABLES) for variant in variants(table)}
    assert shown == plugins().library.clauses.keys()
