"""What is reported of a coverage; its JSON is public and versioned (`izacontract/coverage/1`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from izacontract import dutch
from izacontract.build.commitments import NOT_CARRIED, STATUSES
from izacontract.coverage import Coverage, CoverageRow, gaps, side_by_side
from izacontract.model.commitment import Commitment, Status
from izacontract.render.answers import json_answer
from izacontract.render.workbook import Cell, Sheet
from izacontract.reports import coverage_phrases as phrases
from izacontract.reports.html import environment
from izacontract.reports.page import Heading, Page, PageBlock, PageLine, PageTable, Reportable, plain

SCHEMA: Final = "izacontract/coverage/1"
TOTALS: Final = {**STATUSES, Status.NOT_APPLICABLE: "n.v.t.", Status.ADDENDUM: "addendum"}
HEADER: Final = (
    "Zorgsoort", "Onderdeel", "Vindplaats", "Afspraak", "Jaren", "Status", "Waar", "Toelichting", "Na het akkoord",
    "Clausules",
)  # fmt: skip


def coverage_report(coverages: Sequence[Coverage], unlinked: Sequence[str] = ()) -> Reportable:
    """Return what is reported of `coverages`, in Dutch: one in full, several as a matrix with the gaps of the library.

    `unlinked` are the ids of clauses that cite the agreement and that no commitment names.
    """
    return Reportable(
        lambda: Page(phrases.title(coverages), tuple(_blocks(coverages, unlinked)), capitals=True),
        lambda: _sheets(coverages, unlinked),
        lambda: _json(coverages, unlinked),
        lambda: _html(coverages, unlinked),
    )


def _blocks(coverages: Sequence[Coverage], unlinked: Sequence[str]) -> Iterator[PageBlock]:
    yield PageLine(plain(phrases.NOTE))
    yield from _in_full(coverages[0]) if len(coverages) == 1 else _matrix(coverages, unlinked)


def _in_full(coverage: Coverage) -> Iterator[PageBlock]:
    counted = (*coverage.totals.items(), ("Samen", phrases.total(coverage)))
    totals = tuple((chapter, *(str(statuses[status]) for status in TOTALS)) for chapter, statuses in counted)
    yield PageTable(("", *TOTALS.values()), (("", totals),), figures=True)
    absent = [row for row in coverage.rows if row.status in NOT_CARRIED]
    yield from _part("Ontbreekt, nieuw of weggelaten", absent, phrases.whole_place)
    yield from _part(phrases.UNCERTAIN, phrases.uncertain(coverage.rows), phrases.whole_place)
    for chapter, rows in phrases.chapters(coverage.rows).items():
        yield from _part(chapter, rows, phrases.section)


def _part(heading: str, rows: Sequence[CoverageRow], place: Callable[[CoverageRow], str]) -> Iterator[PageBlock]:
    if rows:
        yield Heading(heading)
    for row in rows:
        yield from _asked(row, phrases.answer(row), place)


def _asked(
    row: CoverageRow, said: str, place: Callable[[CoverageRow], str] = phrases.whole_place
) -> Iterator[PageLine]:
    yield PageLine(plain(f"{place(row)}: {row.commitment.text}"))
    yield PageLine(plain(said), 1, quiet=True)


def _matrix(coverages: Sequence[Coverage], unlinked: Sequence[str]) -> Iterator[PageBlock]:
    for at, one in enumerate(coverages):
        yield PageLine(plain(f"{one.code}: {phrases.counts(phrases.total(one))}"), apart=at == 0)
    yield Heading(phrases.GAPS)
    missing = gaps(coverages)
    for row, codes in missing:
        yield from _asked(row, f"{phrases.years(row.years)}: geen clausule voor {', '.join(codes)}")
    if not missing:
        yield PageLine(plain(phrases.NO_GAPS))
    if unlinked:
        yield PageLine(plain(f"{phrases.UNLINKED}: {', '.join(unlinked)}"), apart=True)
    if doubts := phrases.doubts(coverages):
        yield Heading(phrases.UNCERTAIN)
    for row in doubts:
        yield from _asked(row, phrases.state(row))
    legend = ", ".join(f"{mark} {STATUSES[status]}" for status, mark in phrases.MARKS.items())
    yield PageLine(plain(legend), apart=True)
    groups = {
        chapter: tuple((*map(phrases.marks, cells), f"{c.source.section}: {c.text}") for c, cells in rows)
        for chapter, rows in _by_chapter(coverages).items()
    }
    yield PageTable((*(one.code for one in coverages), "Wat het akkoord vraagt"), tuple(groups.items()))


def _by_chapter(
    coverages: Sequence[Coverage],
) -> dict[str, list[tuple[Commitment, Sequence[Sequence[CoverageRow]]]]]:
    """Return each commitment with its rows in each of `coverages`, by the chapter of the agreement."""
    chapters: dict[str, list[tuple[Commitment, Sequence[Sequence[CoverageRow]]]]] = {}
    for commitment, cells in side_by_side(coverages):
        chapters.setdefault(commitment.chapter, []).append((commitment, cells))
    return chapters


def _html(coverages: Sequence[Coverage], unlinked: Sequence[str]) -> str:
    """Return a matrix of commitments by sectors, for one with its answers."""
    template = environment().get_template("coverage.html")
    return template.render(
        coverages=coverages, chapters=_by_chapter(coverages), gaps=gaps(coverages), unlinked=unlinked,
        doubts=phrases.doubts(coverages), statuses=STATUSES, phrases=phrases,
    )  # fmt: skip


def _sheets(coverages: Sequence[Coverage], unlinked: Sequence[str]) -> list[Sheet]:
    """Return a sheet in which each row is one commitment for one sector, and a sheet with the totals."""
    rows = [
        (
            one.code,
            row.commitment.chapter,
            phrases.whole_place(row),
            row.commitment.text,
            phrases.years(row.years),
            STATUSES[row.status],
            dutch.listing(list(row.articles)),
            row.because,
            phrases.state(row),
            ", ".join(f"{link.clause}#{link.lid}" if link.lid else link.clause for link in row.links),
        )
        for one in coverages
        for row in one.rows
    ]
    totals: list[list[Cell]] = [
        [one.code, chapter, *(counted[status] for status in STATUSES)]
        for one in coverages
        for chapter, counted in one.totals.items()
    ]
    about = [(phrases.NOTE,), *((f"{phrases.UNLINKED}: {name}",) for name in unlinked)]
    names = ("Zorgsoort", "Onderdeel", *(name.capitalize() for name in STATUSES.values()))
    return [
        Sheet("Afspraken", HEADER, (16, 34, 34, 60, 14, 20, 40, 44, 44, 40), rows),
        Sheet("Totalen", names, (16, 60, 14, 22, 14, 24, 14), totals),
        Sheet("Over deze lijst", ("Over deze lijst",), (100,), about),
    ]


def _json(coverages: Sequence[Coverage], unlinked: Sequence[str]) -> str:
    """Return a row for each commitment and sector, totals, and the gaps, with English keys."""
    answer = {
        "schema": SCHEMA,
        "title": phrases.title(coverages),
        "note": phrases.NOTE,
        "years": [year for one in coverages[:1] for year in one.years],
        "totals": [entry for one in coverages for entry in _json_totals(one)],
        "rows": [_json_row(one, row) for one in coverages for row in one.rows],
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
    return json_answer(answer)


def _json_totals(coverage: Coverage) -> Iterator[dict[str, Any]]:
    for chapter, counted in coverage.totals.items():
        yield {
            "sector": coverage.code,
            "chapter": chapter,
            **{status.value.replace("-", "_"): counted[status] for status in Status},
            "uncertain": sum(row.uncertain for row in coverage.rows if row.commitment.chapter == chapter),
        }


def _json_row(coverage: Coverage, row: CoverageRow) -> dict[str, Any]:
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
        "clauses": [{"clause": link.clause, "lid": link.lid} for link in row.links],
        "after": _after(row),
    }


def _after(row: CoverageRow) -> dict[str, Any] | None:
    """Return what became of it after the years of its agreement, None when `row` is about no such year."""
    after, years = row.commitment.after, row.commitment.beyond(row.years)
    if after is None or not years:
        return None
    passages = [{"document": one.document, "section": one.section} for one in after.passages]
    return {"state": after.state.value, "years": list(years), "passages": passages}
