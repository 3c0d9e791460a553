"""The clauses that every sector shares, beside the topics: each with its variants, as a lawyer reads them."""

from __future__ import annotations

from syrupy.assertion import SnapshotAssertion

from tests.contracts.branches import choices_not_printed, every_table, every_variant, text_of
from tests.contracts.support import VARIANTS as TABLES
from tests.contracts.support import TextFile, living, variants


@every_variant("general")
def test_variant_reads_like_a_contract(table: str, place: int, snapshot: SnapshotAssertion) -> None:
    assert text_of(table, place)[0] == snapshot(extension_class=TextFile)


@every_table("general")
def test_every_choice_in_the_texts_is_printed(table: str) -> None:
    assert choices_not_printed(table) == []


def test_every_clause_of_the_library_has_a_variant() -> None:
    tables = [variants(table.stem) for table in TABLES.glob("*.yaml")]
    assert {variant.clause for table in tables for variant in table} == living()
