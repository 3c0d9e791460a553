"""`izacontract take`: take what was accepted of a returned document into its request."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from izacontract.cli.new import EXCEL, YAML
from izacontract.cli.options import ByReference, Lang, Library, report_of
from izacontract.cli.output import STANDARD, Force
from izacontract.cli.report import PROGRAM, Report, UsageError
from izacontract.errors import ExitStatus, Severity

if TYPE_CHECKING:
    from izacontract.host import Plugins
    from izacontract.take.folder import FolderRow, Sources
    from izacontract.take.single import Anew, TakenFile, Terms

Asked = tuple[list[str], list[tuple[str, str]], list[tuple[str, str]]]
"""Names to accept, and to refuse and to counter with a text each."""

DAY = "%Y-%m-%d"


def take(
    context: typer.Context,
    returned: Annotated[
        Path, typer.Argument(metavar="RETURNED", help="Teruggekomen Word-document, of de ingevulde xlsx van verify.")
    ],
    into: Annotated[
        Path,
        typer.Option(
            "--into",
            metavar="REQUEST|FOLDER|TABLE",
            help="Aanvraag waarmee het is gemaakt; bij een xlsx de map, of de tabel van batch.",
        ),
    ],
    out: Annotated[
        Path,
        typer.Option("--out", "-o", metavar="NEW|FOLDER", help="Nieuwe aanvraag (.yaml); bij een xlsx een map."),
    ],
    base: Annotated[
        Path | None, typer.Option("--base", metavar="REQUEST", help="Aanvraag waar de rijen van die tabel over gaan.")
    ] = None,
    accept: Annotated[
        list[str] | None, typer.Option("--accept", metavar="ID,...", help="Neem deze wijzigingen over.")
    ] = None,
    accept_values: Annotated[
        bool, typer.Option("--accept-values", help="Neem elke gewijzigde waarde over die bij een sleutel hoort.")
    ] = False,
    refuse: Annotated[
        list[str] | None,
        typer.Option("--refuse", metavar="ID[=WHY]", help="Weiger deze wijziging; de reden komt in het concept."),
    ] = None,
    counter: Annotated[
        list[str] | None,
        typer.Option("--counter", metavar="ID=TEXT", help="Stel in de plaats van de nieuwe woorden deze tekst voor."),
    ] = None,
    sent: Annotated[
        Path | None,
        typer.Option(
            "--sent", metavar="FILE|FOLDER", help="Wat u verzond, als het zegel weg is of u het niet vertrouwt."
        ),
    ] = None,
    agreed_by: Annotated[
        str, typer.Option("--agreed-by", metavar="NAMES", help="Wie het over de overgenomen tekst eens werden.")
    ] = "",
    agreed_on: Annotated[
        datetime | None, typer.Option("--agreed-on", formats=[DAY], help="Dag waarop zij het eens werden.")
    ] = None,
    author: Annotated[
        str, typer.Option("--author", metavar="NAME", help="Wie antwoordt; anders de zorgverzekeraar.")
    ] = "",
    on: Annotated[
        datetime | None, typer.Option("--on", formats=[DAY], help="Dag van het antwoord; anders vandaag.")
    ] = None,
    by_reference: ByReference = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Bij een xlsx: sla over wat al is overgenomen en niet veranderde.")
    ] = False,
    force: Force = False,
    library: Library = None,
    lang: Lang = None,
) -> None:
    """Write REQUEST with what is accepted of RETURNED: values at their key, words as deviations; answer the rest."""
    from izacontract.cli.drafting import given_general, loaded_plugins
    from izacontract.take.single import Terms
    from izacontract.take.wording import Agreed

    report = report_of(context)
    agreed = Agreed(agreed_by.strip(), agreed_on.date() if agreed_on else None)
    day = on.date() if on else date.today()
    of_table = returned.suffix.lower() == EXCEL
    if of_table != (into.is_dir() or base is not None) or (base is not None and into.is_dir()):
        raise UsageError(
            "Bij een Word-document hoort één aanvraag, bij een xlsx van verify een map met aanvragen, of een tabel met"
            " haar basis: --base AANVRAAG.",
            "A Word document goes with one request, an xlsx of verify with a folder of requests, or a table with its"
            " base: --base REQUEST.",
            f"Bijvoorbeeld: {PROGRAM} take terug.xlsx --into aanvragen -o volgende",
            f"For example: {PROGRAM} take back.xlsx --into requests -o next",
        )
    plugins = loaded_plugins(report)
    terms = Terms(agreed, author.strip(), day, accept_values, given_general(by_reference, plugins))
    if of_table:
        if accept or refuse or counter:
            raise UsageError(
                "Bij een xlsx staan de antwoorden in de kolom Accepteren, niet achter --accept, --refuse of --counter.",
                "With an xlsx the answers stand in the column Accepteren, not behind --accept, --refuse or --counter.",
                "Vul de kolom in: ja, nee, of uw tegenvoorstel.",
                "Fill in the column: ja, nee, or your counter-proposal.",
            )
        known = None if base is None else _rows(into, base, plugins)
        _take_table(returned, into, known, out, sent, terms, plugins, report, resume=resume, force=force)
        return
    asked = (_names(accept), _pairs(refuse), _pairs(counter))
    _take_one(returned, into, out, sent, asked, terms, plugins, report, force=force)


def _take_one(
    returned: Path,
    into: Path,
    out: Path,
    sent: Path | None,
    asked: Asked,
    terms: Terms,
    plugins: Plugins,
    report: Report,
    *,
    force: bool,
) -> None:
    """Take one document over in one request."""
    from izacontract.cli.files import check_target, content_of, write_whole
    from izacontract.register.recording import record
    from izacontract.register.sources import entries_of_next
    from izacontract.take.answers import gathered
    from izacontract.take.record import beside, record_text
    from izacontract.take.single import Returned, taken_file

    if str(out) == STANDARD or out.suffix.lower() not in YAML:
        raise UsageError(
            f"De nieuwe aanvraag is een YAML-bestand, maar {out} eindigt niet op .yaml.",
            f"The new request is a YAML file, but {out} does not end in .yaml.",
            f"Bijvoorbeeld: {PROGRAM} take {returned} --into {into} -o nieuw.yaml",
            f"For example: {PROGRAM} take {returned} --into {into} -o new.yaml",
        )
    for target in (out, beside(out)):
        check_target(target, force=force, sources=[one for one in (returned, into, sent) if one and one.is_file()])
    own = sent / returned.name if sent and sent.is_dir() else sent
    file = Returned(content_of(returned), returned.as_posix(), content_of(own) if own else None, str(own or ""))
    accept, refuse, counter = asked
    answers = gathered(file.name, file.names, accept, refuse, counter)
    done = taken_file(file, into, content_of(into), answers, terms, plugins, anew=_anew(plugins))
    write_whole(beside(out), record_text(done.record).encode(), force=force)
    write_whole(out, done.request.encode(), force=force)
    _tell(done, report)
    report.say(
        f"Geschreven: {out}. Controleer met: {PROGRAM} check {out}",
        f"Written: {out}. Check it with: {PROGRAM} check {out}",
    )
    report.say(
        f"Het volgende concept: {PROGRAM} generate {out} --redline-to {returned} -o volgende.docx",
        f"The next draft: {PROGRAM} generate {out} --redline-to {returned} -o next.docx",
    )
    report.findings(record("take", entries_of_next([out], plugins, f"uit {returned.name}")))
    _end(left=any(one.result == "missed" for one in done.taken.outcomes))


def _take_table(
    table: Path,
    into: Path,
    known: Sources | None,
    out: Path,
    sent: Path | None,
    terms: Terms,
    plugins: Plugins,
    report: Report,
    *,
    resume: bool,
    force: bool,
) -> None:
    """Take every document of a filled-in table over in the request of its contract."""
    from izacontract.cli.files import write_whole
    from izacontract.intake.folder import OVERVIEW
    from izacontract.register.recording import record
    from izacontract.register.sources import entries_of_next
    from izacontract.reports.forms import ReportForm, printed
    from izacontract.reports.taken import taken_report
    from izacontract.take.folder import take_folder

    def write(target: Path, data: bytes) -> None:
        write_whole(target, data, force=True)

    def tell(row: FolderRow) -> None:
        if row.because is None:
            report.say(f"Overgenomen: {row.target or row.file}", f"Taken over: {row.target or row.file}")
        else:
            report.say(
                f"Niet overgenomen: {row.file}: {row.because.nl}", f"Not taken over: {row.file}: {row.because.en}"
            )

    summary = take_folder(
        *(table, into, out, sent, terms, plugins),
        anew=_anew(plugins),
        write=write,
        resume=resume,
        force=force,
        tell=tell,
        known=known,
    )
    told = taken_report(summary, report.language)
    write_whole(out / OVERVIEW, _bytes(printed(told, ReportForm.XLSX)), force=True)
    report.data(printed(told, ReportForm.TEXT))
    report.say(f"Geschreven: {out / OVERVIEW}.", f"Written: {out / OVERVIEW}.")
    made = [Path(row.target) for row in summary.rows if row.target]
    report.findings(record("take", entries_of_next(made, plugins, f"uit {table.name}")))
    _end(left=summary.left)


def _rows(table: Path, base: Path, plugins: Plugins) -> Sources:
    """Return the request of each row of `table` over `base`, by reference, written whole when it is asked for."""
    from izacontract.batch.names import safe
    from izacontract.batch.rows import TableRow, read_table
    from izacontract.errors import RequestInvalid
    from izacontract.intake.sources import tree_of
    from izacontract.take.folder import Source

    anew = _anew(plugins)

    def read(row: TableRow) -> bytes:
        if any(one.severity is Severity.FAULT for one in row.findings):
            raise RequestInvalid(row.findings)
        return anew(str(row.tree.sector), row.tree.root).encode()

    found: dict[str, list[Source]] = {}
    for row in read_table(table, tree_of(str(base), plugins), plugins).rows():
        source = Source(base.parent / f"{safe(row.kenmerk)}.yaml", partial(read, row))
        found.setdefault(row.kenmerk, []).append(source)
    return found


def _bytes(printed: str | bytes) -> bytes:
    return printed.encode() if isinstance(printed, str) else printed


def _anew(plugins: Plugins) -> Anew:
    """Return what writes a whole request as YAML."""
    from izacontract.intake.request_file import request_file
    from izacontract.intake.schema import schema

    return lambda sector, root: request_file(schema(sector, plugins), root)


def _tell(done: TakenFile, report: Report) -> None:
    """Print what became of every change, by its name."""
    from izacontract.reports.taken import outcome_lines

    for line in outcome_lines(done.taken, report.language):
        report.data(line)
    report.findings(one for one in done.taken.findings if one.severity in (Severity.FAULT, Severity.BEFORE_FINAL))
    if not done.is_kept:
        report.say(
            "De aanvraag is opnieuw opgemaakt, zonder opmerkingen.", "The request was laid out anew, without comments."
        )


def _end(*, left: bool) -> None:
    """End the command with its outcome, for one document and for a folder: status 1 when something has no place."""
    if left:
        raise typer.Exit(ExitStatus.DIFFERENCES)


def _names(given: list[str] | None) -> list[str]:
    return [name.strip() for one in given or () for name in one.split(",") if name.strip()]


def _pairs(given: list[str] | None) -> list[tuple[str, str]]:
    """Return each `ID=TEXT` as a pair; names without a text may stand together with commas."""
    found: list[tuple[str, str]] = []
    for one in given or ():
        name, equals, text = one.partition("=")
        found += [(name.strip(), text.strip())] if equals else [(part, "") for part in _names([one])]
    return found
