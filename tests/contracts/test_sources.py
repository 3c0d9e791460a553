"""The annex of sources: what it says of each source, and that clauses follow the order of the document."""

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


@pytest.mark.parametrize("sector", SECTORS)
def test_annex_prints_the_identifier_of_each_source_and_nothing_of_the_concept(sector: str) -> None:
    contract = build(example(sector))
    (annex,) = (
        clause for part in contract.annexes for clause in part.clauses if clause.id == "algemeen.bijlage-bronnen"
    )
    (table,) = (block for block in annex.blocks if isinstance(block, Table) and block.header[-1] == "Clausules")
    rows = [["".join(getattr(inline, "text", "") for inline in cell) for cell in row] for row in table.rows]
    printed = {(document, identifier) for document, _, identifier, *_ in rows}
    assert {("Burgerlijk Wetboek", "BWBR0005289"), ("Burgerlijk Wetboek", "BWBR0005290")} <= printed
    assert ("Integraal Zorgakkoord", "Kamerstukken 31 765, nr. 655") in printed
    places = [place for document, place, *_ in rows if document == "Integraal Zorgakkoord"]
    assert not [place for place in places if place.startswith(("bijlage", "§ 4.1.4", "§ 4.1.5"))]
