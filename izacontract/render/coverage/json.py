"""Prints a coverage as JSON with English keys; the shape is public and versioned (`izacontract/coverage/1`)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from izacontract.coverage import Coverage, CoverageRow, gaps
from izacontract.model.commitment import Link, Status
from izacontract.render.coverage import phrases

SCHEMA = "izacontract/coverage/1"


def coverage_json(coverages: Sequence[Coverage], unlinked: Sequence[str] = ()) -> str:
    """Return `coverages` as JSON text: a row for each commitment and sector, totals, and the gaps.

    `unlinked` are the ids of clauses that cite the agreement and that no commitment names.
    """
    answer = {
        "schema": SCHEMA,
        "title": phrases.title(coverages),
        "note": phrases.NOTE,
        "totals": [entry for one in coverages for entry in _totals(one)],
        "rows": [_row(one, row) for one in coverages for row in one.rows],
        "gaps": [
            {
                "id": row.commitment.id,
                "section": row.commitment.source.section,
                "text": row.commitment.text,
                "sectors": list(codes),
            }
            for row, codes in gaps(coverages)
        ],
        "unlinked_clauses": list(unlinked),
    }
    return json.dumps(answer, ensure_ascii=False, indent=2) + "\n"


def _totals(coverage: Coverage) -> Iterator[dict[str, Any]]:
    for chapter, counted in coverage.totals.items():
        yield {
            "sector": coverage.code,
            "chapter": chapter,
            **{status.value.replace("-", "_"): counted[status] for status in Status},
        }


def _row(coverage: Coverage, row: CoverageRow) -> dict[str, Any]:
    commitment = row.commitment
    return {
        "sector": coverage.code,
        "id": commitment.id,
        "chapter": commitment.chapter,
        "document": commitment.source.document,
        "section": commitment.source.section,
        "text": commitment.text,
        "status": row.status.value,
        "because": row.because or None,
        "articles": list(row.articles),
        "clauses": [_link(link) for link in row.links],
    }


def _link(link: Link) -> dict[str, str | None]:
    return {"clause": link.clause, "lid": link.lid}
