"""Prints a coverage as JSON with English keys; the shape is public and versioned (`izacontract/coverage/1`)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from izacontract.coverage import Coverage, CoverageRow, gaps
from izacontract.model.commitment import Link, Status
from izacontract.reports.coverage import phrases

SCHEMA = "izacontract/coverage/1"


def coverage_json(coverages: Sequence[Coverage], unlinked: Sequence[str] = ()) -> str:
    """Return `coverages` as JSON text: a row for each commitment and sector, totals, and the gaps.

    `unlinked` are the ids of clauses that cite the agreement and that no commitment names.
    """
    answer = {
        "schema": SCHEMA,
        "title": phrases.title(coverages),
        "note": phrases.NOTE,
        "years": [year for one in coverages[:1] for year in one.years],
        "totals": [entry for one in coverages for entry in _totals(one)],
        "rows": [_row(one, row) for one in coverages for row in one.rows],
        "gaps": [
            {
                "id": row.commitment.id,
                "section": row.commitment.source.section,
                "text": row.commitment.text,
                "sectors": list(codes),
                "years": list(row.years),
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
            "uncertain": sum(row.uncertain for row in coverage.rows if row.commitment.chapter == chapter),
        }


def _row(coverage: Coverage, row: CoverageRow) -> dict[str, Any]:
    commitment = row.commitment
    return {
        "sector": coverage.code,
        "id": commitment.id,
        "chapter": commitment.chapter,
        "accord": commitment.source.work or None,
        "document": commitment.source.document,
        "section": commitment.source.section,
        "text": commitment.text,
        "years": list(row.years),
        "status": row.status.value,
        "because": row.because or None,
        "articles": list(row.articles),
        "clauses": [_link(link) for link in row.links],
        "after": _after(row),
    }


def _after(row: CoverageRow) -> dict[str, Any] | None:
    """Return what became of it after the years of its agreement, None when `row` is about no such year."""
    after, years = row.commitment.after, row.commitment.beyond(row.years)
    if after is None or not years:
        return None
    passages = [{"document": one.document, "section": one.section} for one in after.passages]
    return {"state": after.state.value, "years": list(years), "passages": passages}


def _link(link: Link) -> dict[str, str | None]:
    return {"clause": link.clause, "lid": link.lid}
