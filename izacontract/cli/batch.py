"""`izacontract batch`: a contract for each row of a table, or an empty table to fill in."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from izacontract.cli.options import AsFinal, AsJson, Lang, Library, Unreviewed, reason_unreviewed, report_of
from izacontract.cli.report import PROGRAM, Report, UsageError
from izacontract.errors import ExitStatus, RequestInvalid, Severity
from izacontract.render.answers import json_answer
from izacontract.render.formats import ContractFormat

if TYPE_CHECKING:
    from izacontract.batch.executors import Crew
    from izacontract.batch.folder import RunFolder
    from izacontract.batch.names import Pattern
    from izacontract.batch.rows import RequestTable
    from izacontract.batch.run import Totals
    from izacontract.intake.tree import Tree

SHAPE: Final = "izacontract/batch-report/1"
FORMS: Final = ("docx", "text", "html", "json")


def batch(
    context: typer.Context,
    table: Annotated[
        Path, typer.Argument(metavar="TABLE", help="Tabel in Excel of CSV; bij --template het bestand dat u wilt.")
    ],
    base: Annotated[
        str | None, typer.Option("--base", metavar="REQUEST", help="Aanvraag die voor alle rijen geldt.")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="FOLDER", help="Map voor de contracten.")] = None,
    name: Annotated[
        str, typer.Option("--name", metavar="PATTERN", help="Bestandsnaam, met {kenmerk}, {rij} of sleutels.")
    ] = "{kenmerk}",
    format: Annotated[str, typer.Option("--format", help=f"Vorm: {', '.join(FORMS)}.")] = "docx",
    frame: Annotated[Path | None, typer.Option("--frame", metavar="FILE", help="Eigen Word-sjabloon.")] = None,
    final: AsFinal = False,
    unreviewed: Unreviewed = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Controleer alle rijen, maak geen contracten.")] = False,
    resume: Annotated[
        bool, typer.Option("--resume", help="Ga verder in de map: maak alleen wat nieuw of veranderd is.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Begin opnieuw in een map die niet leeg is.")] = False,
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, max=512, metavar="N", help="Processen; standaard alle kernen.")
    ] = None,
    dask: Annotated[
        str | None, typer.Option("--dask", metavar="ADDRESS", help="Adres van een dask.distributed-cluster.")
    ] = None,
    template: Annotated[
        str | None, typer.Option("--template", metavar="SECTOR", help="Schrijf een lege tabel voor deze zorgsoort.")
    ] = None,
    as_json: AsJson = False,
    library: Library = None,
    lang: Lang = None,
) -> None:
    """Write a contract for each row of TABLE, whose cells stand over the request that all rows share."""
    report = report_of(context)
    if template is not None:
        _write_template(template, table, report, force=force)
        return
    reason = reason_unreviewed(unreviewed, final=final)
    pattern = _pattern(name, format, frame, report)
    if base is None or (out is None and not dry_run):
        raise _missing("--base" if base is None else "--out")
    if dask is not None and workers is not None:
        raise UsageError(
            "--dask en --workers gaan niet samen.",
            "--dask and --workers do not go together.",
            "Het cluster bepaalt zelf hoeveel werkers er zijn; laat --workers weg.",
            "The cluster decides how many workers there are; leave --workers out.",
        )
    from izacontract.batch.rows import read_table
    from izacontract.batch.run import MOST_ROWS, prepare, run
    from izacontract.cli.batch_progress import progress
    from izacontract.cli.drafting import loaded_plugins
    from izacontract.intake.read import tree_of
    from izacontract.render.frame import frame_bytes

    plugins = loaded_plugins(report)
    typed = tree_of(base, plugins)
    if any(finding.severity is Severity.FAULT for finding in typed.findings):
        raise RequestInvalid(typed.findings)
    drawn = None if frame is None else frame_bytes(frame)
    form = ContractFormat(format)
    prepared = prepare(typed, plugins, form, frame=drawn, final=final, unreviewed=reason, only_check=dry_run)
    read = read_table(table, typed, plugins)
    report.findings(read.notes)
    _check_keys(pattern, read, typed)
    few = len(read) <= MOST_ROWS  # starting processes takes longer than doing them here
    try:
        with (
            _crew(dask, 1 if few and workers is None else workers) as crew,
            _folder(out, dry_run, resume, force) as folder,
            progress(report, len(read)) as watch,
        ):
            totals = run(read.rows(), prepared, pattern, folder, crew, report.language.value, watch)
    except KeyboardInterrupt:
        if not dry_run:
            report.say("Afgebroken. Ga verder met --resume.", "Interrupted. Go on with --resume.")
        raise
    _tell(totals, report, out, dry_run=dry_run, as_json=as_json)
    if totals.unreviewed:
        raise typer.Exit(ExitStatus.REQUEST)
    if totals.failed:
        raise typer.Exit(ExitStatus.DIFFERENCES)


def _write_template(sector: str, target: Path, report: Report, *, force: bool) -> None:
    from izacontract.batch.table_template import table_template
    from izacontract.cli.drafting import loaded_plugins
    from izacontract.cli.files import check_target, write_whole
    from izacontract.cli.library import known_sector

    if target.suffix.lower() != ".xlsx":
        raise UsageError(
            f"Een lege tabel is een Excel-bestand, maar {target} eindigt niet op .xlsx.",
            f"An empty table is an Excel file, but {target} does not end in .xlsx.",
            f"Bijvoorbeeld: {PROGRAM} batch --template {sector} tabel.xlsx",
            f"For example: {PROGRAM} batch --template {sector} table.xlsx",
        )
    check_target(target, force=force)
    plugins = loaded_plugins(report)
    known_sector(sector, plugins)
    write_whole(target, table_template(sector, plugins), force=force)
    check = f"{PROGRAM} batch {target} --base aanvraag.yaml --dry-run"
    report.say(
        f"Geschreven: {target}. Vul de tabel in en controleer haar met: {check}",
        f"Written: {target}. Fill in the table and check it with: {check}",
    )


def _pattern(name: str, format: str, frame: Path | None, report: Report) -> Pattern:
    from izacontract.batch.names import PatternError, read_pattern

    if format not in FORMS:
        raise UsageError(
            f"Een batch schrijft geen {format}.",
            f"A batch writes no {format}.",
            f"Kies een van: {', '.join(FORMS)}. Pdf: maak docx en zet die om met LibreOffice.",
            f"Choose one of: {', '.join(FORMS)}. PDF: make docx and convert it with LibreOffice.",
        )
    if frame is not None and format != "docx":
        raise UsageError(
            f"--frame geldt alleen voor docx, niet voor {format}.",
            f"--frame is for docx only, not for {format}.",
            "Laat --frame weg, of kies --format docx.",
            "Leave --frame out, or choose --format docx.",
        )
    try:
        return read_pattern(name, ContractFormat(format).suffix)
    except PatternError as error:
        nl, en = error.args
        raise UsageError(
            f"Het patroon '{name}' kan geen bestanden noemen: {nl}.",
            f"The pattern '{name}' cannot name files: {en}.",
            "Bijvoorbeeld: --name '{kenmerk} {zorgaanbieder.naam}'",
            "For example: --name '{kenmerk} {zorgaanbieder.naam}'",
        ) from error


def _check_keys(pattern: Pattern, table: RequestTable, base: Tree) -> None:
    """Raise UsageError for a key in `pattern` that neither the table nor the base has."""
    from izacontract.batch.names import known_keys
    from izacontract.batch.table_columns import meant_key
    from izacontract.errors import Told

    known = [*table.columns, *known_keys(base), "rij", "kenmerk"]
    for key in pattern.keys:
        if key not in known:
            hint = meant_key(key, known) or Told(
                "Kies {rij}, {kenmerk}, een kolom van de tabel of een sleutel van de aanvraag.",
                "Choose {rij}, {kenmerk}, a column of the table or a key of the request.",
            )
            raise UsageError(
                f"--name noemt {{{key}}}, maar die sleutel staat niet in de tabel en niet in de aanvraag.",
                f"--name has {{{key}}}, but that key is neither in the table nor in the request.",
                hint.nl,
                hint.en,
            )


def _missing(option: str) -> UsageError:
    return UsageError(
        f"Optie '{option}' ontbreekt.",
        f"Missing option '{option}'.",
        f"Bijvoorbeeld: {PROGRAM} batch tabel.xlsx --base aanvraag.yaml -o contracten",
        f"For example: {PROGRAM} batch table.xlsx --base request.yaml -o contracts",
    )


@contextmanager
def _crew(dask: str | None, workers: int | None) -> Iterator[Crew]:
    from izacontract.batch.executors import cluster, here, processes

    if dask is not None:
        with cluster(dask) as crew:
            yield crew
    else:
        number = workers or _cores()
        yield here() if number == 1 else processes(number)


def _cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _folder(out: Path | None, dry_run: bool, resume: bool, force: bool) -> Iterator[RunFolder | None]:
    from izacontract.batch.folder import check_folder, run_folder

    if out is None:
        yield None
    elif dry_run:
        with check_folder(out) as folder:
            yield folder
    else:
        with run_folder(out, resume=resume, force=force) as folder:
            yield folder


def _tell(totals: Totals, report: Report, out: Path | None, *, dry_run: bool, as_json: bool) -> None:
    """Print what a run did; the counts come last."""
    from izacontract.batch import faults, memo
    from izacontract.intake.tree import rows_told

    for line, others in faults.alike(totals.lines):
        row, reference, column, _, message, hint, place = line
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
    from izacontract.batch import faults, memo
    from izacontract.batch.folder import MANIFEST

    answer = {
        "schema": SHAPE,
        "dry_run": dry_run,
        "folder": None if out is None else str(out),
        "manifest": None if out is None or dry_run else MANIFEST,
        "memo": None if out is None or dry_run else memo.XLSX,
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
