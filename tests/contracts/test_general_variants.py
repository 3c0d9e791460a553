"""The clauses that every sector shares, beside the topics: each with its variants, as a lawyer reads them."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.contracts.branches import choices_not_printed
from tests.contracts.support import VARIANTS as TABLES
from tests.contracts.support import TextFile, Variant, plugins, variants

VARIANTS = variants("general")


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_variant_reads_like_a_contract(variant: Variant, snapshot: SnapshotAssertion) -> None:
    assert variant.text() == snapshot(extension_class=TextFile)


def test_every_choice_in_the_texts_is_printed() -> None:
    assert choices_not_printed(VARIANTS) == []


def test_every_clause_of_the_library_has_a_variant() -> None:
    tables = [variants(table.stem) for table in TABLES.glob("*.yaml")]
    assert {variant.clause for table in tables for variant in table} == set(plugins().library.clauses)
