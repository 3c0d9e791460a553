"""`izacontract verify`: what the other side changed in the Word document that came back."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from izacontract.cli.files import content_of
from izacontract.cli.options import AsJson, Lang, report_of
from izacontract.cli.output import STANDARD, AsForm, Force, Out, chosen_form, deliver
from izacontract.cli.report import Report, UsageError
from izacontract.errors import ExitStatus
from izacontract.reports.forms import ReportForm

if TYPE_CHECKING:
    from izacontract.differ.verification import Verification
    from izacontract.register.facts import DocumentFacts

Returned = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE|FOLDER...",
        help="Teruggekomen Word-documenten of mappen ermee, of de gegevens.json van losse bestanden; - leest de"
        " standaardinvoer.",
    ),
]
SentFile = Annotated[
    Path | None,
    typer.Option(
        "--sent",
        metavar="FILE|FOLDER",
        help="Het Word-document dat u verzond, of de map waarin het zo heet; dan telt het zegel daarvan.",
    ),
]

KeyFile = Annotated[
    Path | None,
    typer.Option("--key", metavar="FILE", help="De openbare sleutel waarmee het zegel moet zijn ondertekend (.pub)."),
]

ManifestFile = Annotated[
    Path | None,
    typer.Option(
        "--manifest", metavar="FILE", help="Het manifest.jsonl of gegevens.json, waarin het zegel moet staan."
    ),
]

Rendered = Annotated[
    bool,
    typer.Option(
        "--render", help="Laat ook LibreOffice het document lezen, en meld wat er anders staat dan verzegeld."
    ),
]


def verify(
    context: typer.Context,
    files: Returned,
    sent: SentFile = None,
    key: KeyFile = None,
    manifest: ManifestFile = None,
    format: AsForm = None,
    render: Rendered = False,
    as_json: AsJson = False,
    out: Out = None,
    force: Force = False,
    lang: Lang = None,
) -> None:
    """Report what changed in each FILE since izacontract wrote it, lid by lid; exits with 1 when something did."""
    from izacontract.batch.manifest import seals_in
    from izacontract.register.facts import document_of
    from izacontract.render.pdf import find_office, shown_text
    from izacontract.render.seal_key import known_key
    from izacontract.reports.verification import verification_report
    from izacontract.verify.verifying import verify_document

    report = report_of(context)
    chosen = chosen_form(format, as_json, out, *files, sent, key, manifest, force=force)
    if len(files) > 1 or Path(files[0]).is_dir():
        _verify_many(files, chosen, out, report, force=force, beside=(sent, key, manifest), render=render)
        return
    file = files[0]
    if Path(file).suffix.lower() == ".json":
        _verify_set(Path(file), chosen, out, report, force=force, beside=(sent, key, manifest, render or None))
        return
    name = report.told("standaardinvoer", "standard input") if file == STANDARD else file
    data = sys.stdin.buffer.read() if file == STANDARD else content_of(Path(file))
    if sent is not None and not sent.is_dir() and sent.resolve() == Path(file).resolve():
        raise UsageError(
            "--sent noemt hetzelfde bestand als FILE.",
            "--sent names the same file as FILE.",
            "Noem na --sent het bestand dat u zelf bewaarde.",
            "Name the file that you kept yourself after --sent.",
        )
    sent = _sent_of(sent, file)
    sent_data = None if sent is None else content_of(sent)
    shown = shown_text(data, find_office()) if render else None
    sent_seals = None if manifest is None else seals_in(manifest)
    verification = verify_document(data, name, sent_data, str(sent), known_key(key), shown, sent_seals)
    deliver(verification_report(verification, report.language), chosen, out, report, force=force)
    back = document_of(None if file == STANDARD else file, data, "teruggekomen")
    _recorded(verification, back, report)
    _end(changed=verification.changed)


def _verify_many(
    given: list[str],
    form: ReportForm,
    out: str | None,
    report: Report,
    *,
    force: bool,
    beside: tuple[Path | None, Path | None, Path | None],
    render: bool,
) -> None:
    """Report what changed in all documents `given`, one at a time; what cannot be read is a row with its reason."""
    from izacontract.batch.manifest import seals_in
    from izacontract.register.facts import document_of
    from izacontract.render.pdf import find_office, shown_text
    from izacontract.render.seal_key import known_key
    from izacontract.reports.returned import returned_report
    from izacontract.verify.many import ReturnedFiles, files_in, verify_files
    from izacontract.verify.verifying import verify_document

    if STANDARD in given:
        raise UsageError(
            "De standaardinvoer (-) gaat alleen, niet samen met andere bestanden.",
            "Standard input (-) goes alone, not together with other files.",
            "Noem de bestanden, of de map waarin zij staan.",
            "Name the files, or the folder in which they stand.",
        )
    sent, key, manifest = beside
    public = known_key(key)
    seals = None if manifest is None else seals_in(manifest)
    office = find_office() if render else ""

    def verified(file: Path) -> Verification:
        data = content_of(file)
        own = _sent_of(sent, str(file))
        sent_data = None if own is None else content_of(own)
        shown = shown_text(data, office) if office else None
        verification = verify_document(data, file.as_posix(), sent_data, str(own), public, shown, seals)
        _recorded(verification, document_of(file, data, "teruggekomen"), report)
        return verification

    found = ReturnedFiles(tuple(verify_files(files_in(given), verified)))
    deliver(returned_report(found, report.language), form, out, report, force=force)
    _end(changed=found.changed)


def _recorded(verification: Verification, back: DocumentFacts, report: Report) -> None:
    """Let a register that the environment names know of the document that came `back`."""
    from izacontract.register.facts import returned_entry
    from izacontract.register.recording import record

    reference = verification.addendum_to or verification.reference
    entry = returned_entry(reference, verification.fingerprint, back, verification.changed)
    report.findings(record("verify", entry))


def _sent_of(sent: Path | None, file: str) -> Path | None:
    """Return what was sent as `file`: in a folder the document of the same name."""
    return sent / Path(file).name if sent is not None and sent.is_dir() else sent


def _end(*, changed: bool) -> None:
    """End the command with its outcome: every way of verifying comes here."""
    if changed:
        raise typer.Exit(ExitStatus.DIFFERENCES)


def _verify_set(
    file: Path, form: ReportForm, out: str | None, report: Report, *, force: bool, beside: Iterable[object]
) -> None:
    """Report which of the files that `file` lists are as they were written."""
    from izacontract.split.verifying import set_report, verify_set

    if any(option is not None for option in beside):
        raise UsageError(
            "--sent, --key, --manifest en --render gaan over één Word-document, niet over een gegevens.json.",
            "--sent, --key, --manifest and --render are about one Word document, not about a gegevens.json.",
            f"Noem het document, bijvoorbeeld: izacontract verify contract.docx --manifest {file}",
            f"Name the document, for example: izacontract verify contract.docx --manifest {file}",
        )
    verified = verify_set(file)
    deliver(set_report(verified, report.language), form, out, report, force=force)
    _end(changed=verified.changed)
