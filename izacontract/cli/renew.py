"""`izacontract renew`: next year's request out of this year's, for one contract or for all of them."""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from izacontract.cli.files import check_target, content_of, given_files, write_whole
from izacontract.cli.options import Lang, Library, report_of
from izacontract.cli.outcome import Outcome, ended
from izacontract.cli.output import Force
from izacontract.cli.report import PROGRAM, Report, UsageError
from izacontract.errors import ExitStatus, FileError, Severity, Told

if TYPE_CHECKING:
    from collections.abc import Iterable

    from izacontract.host import Plugins
    from izacontract.renewal.portfolio import RenewedRow
    from izacontract.renewal.renewed import Renewed
    from izacontract.reports.forms import ReportForm

YAML: Final = (".yaml", ".yml")
CSV: Final = ".csv"


def renew(
    context: typer.Context,
    source: Annotated[
        Path, typer.Argument(metavar="REQUEST", help="Aanvraag van dit jaar, of een map met aanvragen, of een tabel.")
    ],
    begin: Annotated[str, typer.Option("--begin", metavar="DAY", help="Eerste dag van het nieuwe contract.")],
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="NEW", help="Nieuwe aanvraag (.yaml); bij een map of tabel een map."),
    ] = None,
    letter: Annotated[
        Path | None,
        typer.Option(
            "--letter", metavar="FILE", help="Was-wordtlijst voor de begeleidende brief; anders op het scherm."
        ),
    ] = None,
    base: Annotated[
        Path | None, typer.Option("--base", metavar="REQUEST", help="Aanvraag waar de rijen van een tabel over gaan.")
    ] = None,
    force: Force = False,
    library: Library = None,
    lang: Lang = None,
) -> None:
    """Write next year's request out of REQUEST: what moves, ends, is computed, and what has to be supplied anew."""
    from izacontract.cli.drafting import loaded_plugins
    from izacontract.cli.library import day_of

    report = report_of(context)
    day = day_of(begin)
    if day is None:
        raise UsageError("Noem een dag na --begin.", "Name a day after --begin.", "Bijvoorbeeld: --begin 2027-01-01")
    if not source.is_dir():
        content_of(source)
    if source.is_dir() or base is not None or source.suffix.lower() == CSV:
        _all(source, base, day, out, letter, report, force=force)
        return
    target = out or Path(f"{source.stem}-{day.year}.yaml")
    if target.suffix.lower() not in YAML:
        raise UsageError(
            f"De nieuwe aanvraag is YAML, maar {target} eindigt niet op .yaml.",
            f"The new request is YAML, but {target} does not end in .yaml.",
            f"Bijvoorbeeld: {PROGRAM} renew {source} --begin {begin} -o aanvraag-{day.year}.yaml",
            f"For example: {PROGRAM} renew {source} --begin {begin} -o request-{day.year}.yaml",
        )
    form = _form(letter)
    check_target(target, force=force, sources=given_files(source))
    if letter is not None:
        check_target(letter, force=force, sources=given_files(source, target))
    _one(source, day, target, letter, form, loaded_plugins(report), report, force=force)


def _one(
    source: Path,
    day: date,
    target: Path,
    letter: Path | None,
    form: ReportForm,
    plugins: Plugins,
    report: Report,
    *,
    force: bool,
) -> None:
    from izacontract.intake.request_file import request_file
    from izacontract.renewal import messages as m
    from izacontract.renewal.renewed import contracts_of, renewed
    from izacontract.renewal.report import renewal_report
    from izacontract.reports.forms import printed

    made = renewed(content_of(source), str(source), day, plugins, request_file)
    written = printed(renewal_report(made, plugins), form)
    write_whole(target, made.text.encode(), force=force)
    if letter is None:
        report.data(written)
    else:
        write_whole(letter, written if isinstance(written, bytes) else written.encode(), force=force)
        report.say(f"Geschreven: {letter}, met wat er was en wordt.", f"Written: {letter}, with what was and is to be.")
    faults = [finding for finding in made.examined.findings if finding.severity is Severity.FAULT]
    report.findings([*made.findings, *faults])
    asked = sum(step.does == "vragen" for step in made.steps)
    gone = sum(step.does in ("vervallen", "eindigen") for step in made.steps)
    check = f"{PROGRAM} check {shlex.quote(str(target))}"
    contracts = contracts_of(made, plugins)
    opens = Told("", "")
    if contracts is not None:
        found = made.examined.with_findings(contracts[1].findings)
        many = report.count(Severity.OPEN, sum(finding.severity is Severity.OPEN for finding in found))
        opens = Told(f" Het nieuwe contract heeft {many}.", f" The new contract has {many}.")
    said = Told(
        f"Geschreven: {target}; door de verlenging {asked} in te vullen, {gone} weggelaten.{opens.nl}"
        f" Bekijk wat open is met: {check}",
        f"Written: {target}; by the renewal {asked} to fill in, {gone} left out.{opens.en}"
        f" See what is open with: {check}",
    )
    written_files = (target,) if letter is None else (target, letter)
    reference = str(made.old.request.agreement.reference) if made.old.request is not None else ""
    ended(Outcome("renew", reference, (str(source),), written_files, said, day=day), report)
    if not made.keeps_comments:
        report.say("De aanvraag is opnieuw opgemaakt, zonder opmerkingen.",
                   "The request was laid out anew, without comments.")  # fmt: skip
    _recorded([(str(target), made)], report)
    if faults:
        count = report.count(Severity.FAULT, len(faults))
        error = m.REFUSED.failure(FileError, count=count)
        report.say(error.message.nl, error.message.en)
        raise typer.Exit(ExitStatus.DIFFERENCES)


def _all(
    source: Path,
    base: Path | None,
    day: date,
    out: Path | None,
    letter: Path | None,
    report: Report,
    *,
    force: bool,
) -> None:
    """Renew every request of a folder or table into the folder `out`, with a summary."""
    from izacontract.cli.drafting import loaded_plugins
    from izacontract.intake.request_file import request_file
    from izacontract.render.workbook import workbook
    from izacontract.renewal.portfolio import SUMMARY, renewed_files, renewed_rows, requests_in, summary

    if out is None or letter is not None or (base is None and not source.is_dir()):
        raise UsageError(
            "Bij een map of tabel hoort -o MAP, zonder --letter; bij een tabel ook --base AANVRAAG.",
            "A folder or table goes with -o FOLDER, without --letter; a table with --base REQUEST as well.",
            f"Bijvoorbeeld: {PROGRAM} renew aanvragen --begin {day} -o aanvragen-{day.year}",
            f"For example: {PROGRAM} renew requests --begin {day} -o requests-{day.year}",
        )
    _check_folder(out, source, force=force)
    plugins = loaded_plugins(report)
    rows: list[RenewedRow]
    if base is not None:
        rows = list(renewed_rows(source, base, day, plugins, request_file))
    else:
        rows = list(renewed_files(requests_in(source), day, plugins, request_file))
    files = {row.file: row.made.text.encode() for row in rows if row.made is not None}
    files[SUMMARY] = workbook(f"Aanvragen voor {day.year}", summary(rows))
    _write(out, files)
    failed = [row for row in rows if row.made is None or row.because]
    for row in failed:
        report.say(f"{row.name}: {row.outcome}: {row.because}", f"{row.name}: {row.outcome}: {row.because}")
    count = sum(row.made is not None for row in rows)
    said = Told(
        f"Geschreven: {count} van {len(rows)} aanvragen in {out}; zie {out / SUMMARY}.",
        f"Written: {count} of {len(rows)} requests in {out}; see {out / SUMMARY}.",
    )
    ended(Outcome("renew", "", (str(source),), tuple(out / name for name in files), said, day=day), report)
    _recorded([(row.file, row.made) for row in rows if row.made is not None], report)
    if failed:
        raise typer.Exit(ExitStatus.DIFFERENCES)


def _recorded(made: Iterable[tuple[str, Renewed]], report: Report) -> None:
    """Let a register know of each contract that its next request was made; that one has no reference yet."""
    from izacontract.register.facts import Entry, facts_of
    from izacontract.register.recording import record

    report.findings(
        record(
            "renew",
            (
                Entry(facts_of(one.old.request), note=f"aanvraag vanaf {one.term.now[0]:%d-%m-%Y}: {Path(file).name}")
                for file, one in made
                if one.old.request is not None
            ),
        )
    )


def _form(letter: Path | None) -> ReportForm:
    from izacontract.cli.output import chosen_form

    return chosen_form(None, False, None if letter is None else str(letter), force=True)


def _check_folder(folder: Path, source: Path, *, force: bool) -> None:
    from izacontract.renewal import messages as m

    if folder.resolve() == source.resolve():
        # a new request has the name of its old one, which it would replace
        raise m.SAME_FOLDER.failure(FileError, folder=folder)
    if folder.exists() and not folder.is_dir():
        raise m.NO_FOLDER.failure(FileError, folder=folder)
    if folder.is_dir() and any(folder.iterdir()) and not force:
        raise m.FULL.failure(FileError, folder=folder)
    if not folder.exists():
        check_target(folder, force=False)


def _write(folder: Path, files: dict[str, bytes]) -> None:
    """Write `files` in `folder`, each whole; the summary is the last, so that a folder with one is complete."""
    from izacontract.errors import unreadable

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unreadable(str(folder), error) from error
    for name, data in files.items():
        write_whole(folder / name, data, force=True)
