"""`izacontract batch`: a contract for each row of a table, or an empty table to fill in."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from izacontract.cli.batch_outcome import tell
from izacontract.cli.options import (
    AsFinal,
    AsJson,
    ByReference,
    Lang,
    Library,
    Unreviewed,
    reason_unreviewed,
    report_of,
)
from izacontract.cli.patterns import check_keys, pattern_of
from izacontract.cli.report import PROGRAM, Report, UsageError
from izacontract.errors import ExitStatus, RequestInvalid, Severity
from izacontract.render.formats import ContractFormat

if TYPE_CHECKING:
    from izacontract.batch.executors import Crew
    from izacontract.batch.folder import RunFolder
    from izacontract.batch.names import Pattern

FORMS: Final = ("docx", "pdf", "text", "html", "json")
IN_WORD: Final = ("docx", "pdf")


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
        str, typer.Option("--name", metavar="PATTERN", help="Bestandsnaam, met {kenmerk}, {rij}, {deel} of sleutels.")
    ] = "{kenmerk}",
    format: Annotated[str, typer.Option("--format", help=f"Vorm: {', '.join(FORMS)}.")] = "docx",
    split: Annotated[
        bool,
        typer.Option("--split", help="Schrijf elke bijlage als eigen bestand; met --format pdf ook een pdf van elk."),
    ] = False,
    frame: Annotated[Path | None, typer.Option("--frame", metavar="FILE", help="Eigen Word-sjabloon.")] = None,
    final: AsFinal = False,
    unreviewed: Unreviewed = None,
    by_reference: ByReference = None,
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
    columns: Annotated[
        str | None,
        typer.Option("--columns", metavar="KEYS", help="Bij --template: alleen deze kolommen en lijsten, met komma's."),
    ] = None,
    as_json: AsJson = False,
    library: Library = None,
    lang: Lang = None,
) -> None:
    """Write a contract for each row of TABLE, whose cells stand over the request that all rows share."""
    report = report_of(context)
    if template is not None:
        _write_template(template, table, report, columns, force=force)
        return
    if columns is not None:
        example = f"{PROGRAM} batch --template SECTOR tabel.xlsx --columns {columns}"
        raise UsageError("--columns hoort bij --template.", "--columns goes with --template.", example, example)
    reason = reason_unreviewed(unreviewed, final=final)
    pattern = _pattern(name, format, frame, in_parts=split)
    if base is None or (out is None and not dry_run):
        raise _missing("--base" if base is None else "--out")
    if dask is not None and workers is not None:
        raise UsageError(
            "--dask en --workers gaan niet samen.",
            "--dask and --workers do not go together.",
            "Het cluster bepaalt zelf hoeveel werkers er zijn; laat --workers weg.",
            "The cluster decides how many workers there are; leave --workers out.",
        )
    from izacontract.batch.base import check_base
    from izacontract.batch.names import known_keys
    from izacontract.batch.rows import read_table
    from izacontract.batch.run import MOST_ROWS, prepare, run
    from izacontract.cli.batch_progress import progress
    from izacontract.cli.drafting import given_general, loaded_plugins
    from izacontract.intake.sources import tree_of
    from izacontract.register.recording import record
    from izacontract.register.runs import entries_of_run
    from izacontract.render.frame import frame_bytes
    from izacontract.render.pdf import find_office

    plugins = loaded_plugins(report)
    typed = tree_of(base, plugins)
    if any(finding.severity is Severity.FAULT for finding in typed.findings):
        raise RequestInvalid(typed.findings)
    drawn = None if frame is None else frame_bytes(frame)
    form = ContractFormat(format)
    if form is ContractFormat.PDF and dask is None and not dry_run:
        find_office()  # the workers of a cluster look for it on their own computers
    prepared = prepare(
        typed,
        plugins,
        form,
        frame=drawn,
        final=final,
        unreviewed=reason,
        only_check=dry_run,
        parts=pattern if split else None,
        general=given_general(by_reference, plugins),
    )
    read = read_table(table, typed, plugins)
    report.findings(read.notes)
    check_keys(pattern, [*read.columns, *known_keys(typed)])
    check_base(typed, read, plugins)
    report.findings(read.doubles())
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
    tell(totals, report, out, dry_run=dry_run, as_json=as_json)
    if out is not None and not dry_run:
        report.findings(record("batch", entries_of_run(out)))
    if totals.unreviewed:
        raise typer.Exit(ExitStatus.REQUEST)
    if totals.failed:
        raise typer.Exit(ExitStatus.DIFFERENCES)


def _write_template(sector: str, target: Path, report: Report, columns: str | None, *, force: bool) -> None:
    from izacontract.batch.table_template import UnknownColumns, table_template
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
    chosen = [name.strip() for name in (columns or "").split(",") if name.strip()]
    try:
        written = table_template(sector, plugins, chosen)
    except UnknownColumns as error:
        names, hints = zip(*error.args, strict=True)
        raise UsageError(
            f"Voor {sector} bestaat geen kolom of lijst: {', '.join(names)}.",
            f"For {sector} there is no column or list: {', '.join(names)}.",
            " ".join(hint.nl for hint in hints),
            " ".join(hint.en for hint in hints),
        ) from error
    write_whole(target, written, force=force)
    check = f"{PROGRAM} batch {target} --base aanvraag.yaml --dry-run"
    report.say(
        f"Geschreven: {target}. Vul de tabel in en controleer haar met: {check}",
        f"Written: {target}. Fill in the table and check it with: {check}",
    )


def _pattern(name: str, format: str, frame: Path | None, *, in_parts: bool) -> Pattern:
    if format not in FORMS:
        raise UsageError(
            f"Een batch schrijft geen {format}.",
            f"A batch writes no {format}.",
            f"Kies een van: {', '.join(FORMS)}.",
            f"Choose one of: {', '.join(FORMS)}.",
        )
    for option, is_asked in (("--frame", frame is not None), ("--split", in_parts)):
        if is_asked and format not in IN_WORD:
            raise UsageError(
                f"{option} geldt alleen voor docx en pdf, niet voor {format}.",
                f"{option} is for docx and pdf only, not for {format}.",
                f"Laat {option} weg, of kies --format docx of pdf.",
                f"Leave {option} out, or choose --format docx or pdf.",
            )
    return pattern_of(name, ".docx" if in_parts else ContractFormat(format).suffix, in_parts=in_parts)


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
