"""`izacontract verify`: what the other side changed in the Word document that came back."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from izacontract.cli.files import content_of
from izacontract.cli.options import AsJson, Lang, report_of
from izacontract.cli.output import STANDARD, AsForm, Force, Out, chosen_form, deliver
from izacontract.cli.report import Report, UsageError
from izacontract.errors import ExitStatus
from izacontract.reports.forms import ReportForm

ReturnedFile = Annotated[
    str,
    typer.Argument(
        metavar="FILE",
        help="Teruggekomen Word-document, of de gegevens.json van losse bestanden; - leest de standaardinvoer.",
    ),
]
SentFile = Annotated[
    Path | None,
    typer.Option(
        "--sent", metavar="FILE", help="Het Word-document dat u verzond; dan telt het zegel daarvan, niet dat van FILE."
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
    file: ReturnedFile,
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
    """Report what changed in FILE since izacontract wrote it, clause by clause; exits with 1 when something did."""
    from izacontract.batch.manifest import seals_in
    from izacontract.register.facts import document_of, returned_entry
    from izacontract.register.recording import record
    from izacontract.render.pdf import find_office, shown_text
    from izacontract.render.seal_key import known_key
    from izacontract.reports.verification import verification_report
    from izacontract.verify.verifying import verify_document

    report = report_of(context)
    chosen = chosen_form(format, as_json, out, file, sent, key, manifest, force=force)
    if Path(file).suffix.lower() == ".json":
        _verify_set(Path(file), chosen, out, report, force=force, beside=(sent, key, manifest, render or None))
        return
    name = report.told("standaardinvoer", "standard input") if file == STANDARD else file
    data = sys.stdin.buffer.read() if file == STANDARD else content_of(Path(file))
    if sent is not None and sent.resolve() == Path(file).resolve():
        raise UsageError(
            "--sent noemt hetzelfde bestand als FILE.",
            "--sent names the same file as FILE.",
            "Noem na --sent het bestand dat u zelf bewaarde.",
            "Name the file that you kept yourself after --sent.",
        )
    sent_data = None if sent is None else content_of(sent)
    shown = shown_text(data, find_office()) if render else None
    sent_seals = None if manifest is None else seals_in(manifest)
    verification = verify_document(data, name, sent_data, str(sent), known_key(key), shown, sent_seals)
    deliver(verification_report(verification, report.language), chosen, out, report, force=force)
    back = document_of(None if file == STANDARD else file, data, "teruggekomen")
    report.findings(
        record("verify", returned_entry(verification.reference, verification.fingerprint, back, verification.changed))
    )
    if verification.changed:
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
    if verified.changed:
        raise typer.Exit(ExitStatus.DIFFERENCES)
