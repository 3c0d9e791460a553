"""The annex of sources: what it says of each source follows the order of the document."""

from __future__ import annotations

import pytest

from izacontract.model.contract import Reference, Table
from tests.contracts.support import SECTORS, build, example


@pytest.mark.parametrize("sector", SECTORS)
def test_clauses_of_a_source_stand_in_the_order_of_the_document(sector: str) -> None:
    contract = build(example(sector))
    parts = (*contract.opening, *contract.articles, *contract.closing, *contract.annexes)
    placed = [clause for part in parts for clause in part.clauses]
    order = {clause.id: place for place, clause in enumerate(placed)}
    (sources,) = (clause for clause in placed if clause.id == "algemeen.bijlage-bronnen")
    rows = [
        [order[inline.clause] for inline in row[-1] if isinstance(inline, Reference)]
        for table in sources.blocks
        if isinstance(table, Table) and table.header[-1] == "Clausules"
        for row in table.rows
    ]
    assert any(len(row) > 1 for row in rows)
    assert rows == [sorted(row) for row in rows]
