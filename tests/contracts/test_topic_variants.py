"""Prices, transformation, results and the sectors' own clauses: each with its variants, as a lawyer reads them."""

from __future__ import annotations

from syrupy.assertion import SnapshotAssertion

from tests.contracts.branches import choices_not_printed, every_table, every_variant, text_of
from tests.contracts.support import TextFile, living, variants

TABLES = ("prices", "transformation", "sectors")


@every_variant(*TABLES)
def test_variant_reads_like_a_contract(table: str, place: int, snapshot: SnapshotAssertion) -> None:
    assert text_of(table, place)[0] == snapshot(extension_class=TextFile)


@every_table(*TABLES)
def test_every_choice_in_the_texts_is_printed(table: str) -> None:
    assert choices_not_printed(table) == []


def test_every_clause_has_its_variants() -> None:
    shown = {variant.clause for table in ("general", *TABLES) for variant in variants(table)}
    assert shown == living()
