"""What is reported in the memo of a contract; its JSON is public (`izacontract/memo/1`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, Final

from izacontract import dutch
from izacontract.build.commitments import NOT_CARRIED, STATUSES, place, standing
from izacontract.errors import TOLD_WITH_DRAFT, dotted
from izacontract.memo import Memo
from izacontract.model.values import OpenPoint
from izacontract.render.answers import json_answer, source_json
from izacontract.render.workbook import Sheet
from izacontract.reports.page import Heading, Page, PageBlock, PageLine, PageTable, Reportable, plain

SCHEMA: Final = "izacontract/memo/1"
NOTE: Final = (
    "Dit memo hoort bij de Overeenkomst en is voor wie haar opstelt. Het is geen deel van de Overeenkomst en geen "
    "juridisch oordeel."
)
NOT_CONSULTED: Final = "niet geraadpleegd"
NOTHING: Final = "Geen."
COVERAGE: Final = "Dekking"

Rows = Sequence[tuple[str, ...]]
Part = tuple[str, tuple[str, ...], tuple[int, ...], Rows]
"""A part of the memo: heading, header, how wide each column is in letters, rows."""


def memo_report(memo: Memo) -> Reportable:
    """Return what is reported of `memo`, in Dutch: the same parts in each form."""
    contract = memo.contract
    title = f"Memo bij {contract.title}, kenmerk {contract.reference}"
    return Reportable(
        lambda: Page(title, tuple(_blocks(memo)), capitals=True),
        lambda: [Sheet(*part) for part in _parts(memo)],
        lambda: _json(memo),
    )


def _blocks(memo: Memo) -> Iterator[PageBlock]:
    yield PageLine(plain(NOTE))
    yield PageLine(plain(review_of(memo)), apart=True)
    for heading, header, _, rows in _parts(memo):
        yield Heading(f"{heading} ({len(rows)})")
        if rows:
            yield PageTable(header, (("", tuple(rows)),), tuple(_line(heading, header, row) for row in rows))
        else:
            yield PageLine(plain(NOTHING))


def _line(heading: str, header: tuple[str, ...], row: tuple[str, ...]) -> str:
    """Return `row` read aloud; of counts those of something, each with what it counts."""
    cells = [cell for cell in row[1:] if cell]
    if heading == COVERAGE:
        cells = [f"{count} {name}" for count, name in zip(row[1:], header[1:], strict=True) if count != "0"]
    return f"{row[0]}: {'; '.join(cells)}".replace(".; ", ". ")


def review_of(memo: Memo) -> str:
    """Return how many texts a lawyer reviewed, and why a final text goes out while that is not all."""
    reviewed = sum(text.reviewed is not None for text in memo.texts)
    told = f"Juridisch beoordeeld: {reviewed} van {len(memo.texts)} teksten."
    reason = memo.contract.unreviewed
    return f"{told} Definitief gemaakt zonder volledige beoordeling, met als reden: {reason}" if reason else told


def _parts(memo: Memo) -> Iterator[Part]:
    contract = memo.contract
    points = sorted(contract.open_points, key=lambda point: point.by.value)
    yield "Open punten", ("Wie", "Gegeven", "Eenheid"), (24, 60, 24), [(p.by.value, p.words, p.unit) for p in points]
    told = [finding for finding in contract.findings if finding.severity in TOLD_WITH_DRAFT]
    yield (
        "Waarschuwingen",
        ("Bij", "Melding", "Wat te doen"),
        (34, 70, 70),
        [(dotted(one.path) or "aanvraag", one.message.nl, one.hint.nl) for one in told],
    )
    omitted = [(decision.title, decision.omitted or "", decision.clause) for decision in memo.omissions]
    yield "Weglatingen", ("Clausule", "Reden", "Id"), (40, 70, 34), omitted
    yield (
        "Afwijkingen en eigen afspraken",
        ("Soort", "Onderwerp", "Plaats", "Herkomst", "Reden", "Akkoord van", "Akkoord op"),
        (20, 34, 24, 44, 60, 30, 20),
        [
            (one.kind, one.subject, one.place, one.origin, one.reason, one.agreed_by, one.agreed_on)
            for one in memo.deviations
        ],
    )
    yield from _coverage(memo)
    yield (
        "Cijfers",
        ("Cijfer", "Waarde", "Herkomst", "Plaats"),
        (34, 24, 70, 50),
        [(figure.name, figure.printed, figure.origin, ", ".join(figure.places)) for figure in memo.figures],
    )
    yield (
        "Bronnen",
        ("Document", "Vindplaats", "Kenmerk", "Geraadpleegd op", "Waar"),
        (44, 34, 34, 20, 50),
        [
            (
                cited.source.document,
                cited.source.section,
                cited.source.identifier,
                dutch.day(cited.source.consulted) if cited.source.consulted else NOT_CONSULTED,
                ", ".join(cited.places),
            )
            for cited in memo.sources
        ],
    )
    yield (
        "Teksten",
        ("Plaats", "Clausule", "Tekst van", "Juridisch beoordeeld", "Id"),
        (24, 40, 20, 40, 34),
        [
            (
                text.place,
                text.title,
                dutch.day(text.since) if text.since else "",
                text.reviewed or "nee",
                text.clause,
            )
            for text in memo.texts
        ],
    )


def _coverage(memo: Memo) -> Iterator[Part]:
    rows = memo.coverage.rows
    counted = [
        (chapter, *(str(statuses[status]) for status in STATUSES)) for chapter, statuses in memo.coverage.totals.items()
    ]
    yield COVERAGE, ("Akkoord en onderdeel", *STATUSES.values()), (44, *(18 for _ in STATUSES)), counted
    yield (
        "Niet beantwoord",
        ("Akkoord en plaats", "Wat het akkoord vraagt", "In de Overeenkomst", "Reden"),
        (44, 70, 20, 60),
        [
            (place(row.commitment.source), row.commitment.text, STATUSES[row.status], row.because)
            for row in rows
            if row.status in NOT_CARRIED
        ],
    )
    yield (
        "Onzeker",
        ("Akkoord en plaats", "Wat het akkoord vraagt", "Waarom het onzeker is"),
        (44, 70, 60),
        [
            (place(row.commitment.source), row.commitment.text, standing(row.commitment))
            for row in rows
            if row.uncertain
        ],
    )


def _json(memo: Memo) -> str:
    contract = memo.contract
    answer: dict[str, Any] = {
        "schema": SCHEMA,
        "reference": contract.reference,
        "sector": contract.sector,
        "reference_day": contract.reference_day.isoformat(),
        "fingerprint": contract.fingerprint,
        "unreviewed": contract.unreviewed or None,
        "texts": [
            {
                "clause": text.clause,
                "title": text.title,
                "position": text.position or None,
                "articles": text.place,
                "version": text.since.isoformat() if text.since else None,
                "origin": text.origin,
                "reviewed": text.reviewed,
            }
            for text in memo.texts
        ],
        "open_points": {by: [_point(one) for one in points] for by, points in _by_supplier(memo)},
        "findings": [
            {"severity": one.severity.value, "code": one.code, "path": dotted(one.path), "message": one.message.nl}
            for one in contract.findings
            if one.severity in TOLD_WITH_DRAFT
        ],
        "omissions": [{"clause": one.clause, "title": one.title, "reason": one.omitted} for one in memo.omissions],
        "deviations": [
            {
                "kind": one.kind,
                "clause": one.clause,
                "subject": one.subject,
                "articles": one.place,
                "origin": one.origin,
                "reason": one.reason,
                "agreed_by": one.agreed_by or None,
                "agreed_on": one.agreed_on or None,
            }
            for one in memo.deviations
        ],
        "coverage": [
            {
                "commitment": row.commitment.id,
                "section": row.commitment.source.section,
                "status": row.status.value,
                "articles": list(row.articles),
                "because": row.because,
            }
            for row in memo.coverage.rows
        ],
        "figures": [
            {"name": one.name, "printed": one.printed, "articles": list(one.places), "origin": one.origin}
            for one in memo.figures
        ],
        "sources": [{**source_json(cited.source), "articles": list(cited.places)} for cited in memo.sources],
    }
    return json_answer(answer)


def _by_supplier(memo: Memo) -> Iterator[tuple[str, list[OpenPoint]]]:
    points = sorted(memo.contract.open_points, key=lambda point: point.by.value)
    return ((by, list(some)) for by, some in groupby(points, lambda point: point.by.value))


def _point(point: OpenPoint) -> dict[str, str | None]:
    return {"field": point.field, "unit": point.unit or None}
