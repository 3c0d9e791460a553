"""What a run of `izacontract batch` did: in words on standard error, or as JSON."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from izacontract.cli.report import Report
from izacontract.errors import Severity
from izacontract.render.answers import json_answer

if TYPE_CHECKING:
    from izacontract.batch.run import Totals

SHAPE: Final = "izacontract/batch-report/1"


def tell(totals: Totals, report: Report, out: Path | None, *, dry_run: bool, as_json: bool) -> None:
    """Print what a run did; the counts come last."""
    from izacontract.batch import faults, memo, overview
    from izacontract.intake.tree import rows_told

    for line, others in faults.alike(totals.lines):
        row, reference, column, _, message, hint, place, *_ = line
        where = report.told(f"rij {row}", f"row {row}") + (f" ({place})" if place else "")
        _same(report, ": ".join(str(part) for part in (where, reference, column, message) if part), f"    {hint}")
        if others:
            report.say(f"    Zo ook in rij {rows_told(others)}.", f"    So too in row {rows_told(others)}.")
    for severity, counted in ((Severity.BEFORE_FINAL, totals.before_final), (Severity.WARNING, totals.warnings)):
        for code, number in sorted(counted.items()):
            example = totals.examples.get(code)
            some = f": {example.message.in_language(report.language)}" if example else ""
            _same(report, f"{report.count(severity, number)} [{code}]{some}")
    if totals.failed and out is not None:
        report.say(
            f"De fouten staan in {out / faults.XLSX} en {out / faults.CSV}; herstel de rijen en "
            + ("controleer opnieuw." if dry_run else "ga verder met --resume."),
            f"The faults are in {out / faults.XLSX} and {out / faults.CSV}; mend the rows and "
            + ("check again." if dry_run else "go on with --resume."),
        )
    if out is not None and not dry_run:
        file = out / overview.XLSX
        report.say(f"Per contract wat nog te doen is: {file}", f"What is left to do for each contract: {file}")
        report.say(f"Memo, dat u zelf houdt: {out / memo.XLSX}", f"Memo, which you keep yourself: {out / memo.XLSX}")
    if as_json:
        report.data(_as_json(totals, out, report, dry_run=dry_run))
    opened = report.count(Severity.OPEN, totals.open_points)
    rows = f"{totals.rows} " + (report.told("rij", "row") if totals.rows == 1 else report.told("rijen", "rows"))
    if dry_run:
        good = totals.rows - totals.failed
        report.say(
            f"{rows} gecontroleerd: {good} goed, {totals.failed} fout; {opened}.",
            f"{rows} checked: {good} valid, {totals.failed} failed; {opened}.",
        )
    else:
        report.say(
            f"{rows}: {totals.made} gemaakt, {totals.kept} ongewijzigd, {totals.removed} verwijderd, "
            f"{totals.failed} mislukt; {opened}.",
            f"{rows}: {totals.made} made, {totals.kept} unchanged, {totals.removed} removed, "
            f"{totals.failed} failed; {opened}.",
        )


def _same(report: Report, *lines: str) -> None:
    """Print `lines` that are in the language of this run already."""
    for line in lines:
        report.say(line, line)


def _as_json(totals: Totals, out: Path | None, report: Report, *, dry_run: bool) -> str:
    from izacontract.batch import faults, memo, overview
    from izacontract.batch.folder import MANIFEST

    answer = {
        "schema": SHAPE,
        "dry_run": dry_run,
        "folder": None if out is None else str(out),
        "manifest": None if out is None or dry_run else MANIFEST,
        "memo": None if out is None or dry_run else memo.XLSX,
        "overview": None if out is None or dry_run else overview.XLSX,
        "fault_list": [faults.CSV, faults.XLSX] if totals.failed and out is not None else [],
        "rows": totals.rows,
        "made": totals.made,
        "unchanged": totals.kept,
        "removed": totals.removed,
        "failed": totals.failed,
        "faults": totals.faults,
        "open_points": totals.open_points,
        "before_final": dict(sorted(totals.before_final.items())),
        "warnings": dict(sorted(totals.warnings.items())),
    }
    return json_answer(answer)
