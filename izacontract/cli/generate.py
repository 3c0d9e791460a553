"""`izacontract generate`: write the draft contract that a request describes."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import Annotated

import typer

from izacontract.cli.options import (
    AsFinal,
    ByReference,
    Lang,
    Library,
    RequestFile,
    Unreviewed,
    reason_unreviewed,
    report_of,
)
from izacontract.cli.output import STANDARD, Force
from izacontract.cli.report import PROGRAM, UsageError
from izacontract.errors import TOLD_WITH_DRAFT, Severity
from izacontract.render.formats import ContractFormat, printed


def generate(
    context: typer.Context,
    request: RequestFile,
    out: Annotated[
        str | None,
        typer.Option("--out", "-o", metavar="FILE", help="Doelbestand; - schrijft naar de standaarduitvoer."),
    ] = None,
    format: Annotated[
        ContractFormat | None,
        typer.Option("--format", help="Vorm; zonder opgave volgt zij uit de naam na -o, anders docx."),
    ] = None,
    frame: Annotated[Path | None, typer.Option("--frame", metavar="FILE", help="Eigen Word-sjabloon.")] = None,
    final: AsFinal = False,
    unreviewed: Unreviewed = None,
    by_reference: ByReference = None,
    split: Annotated[
        Path | None,
        typer.Option("--split", metavar="FOLDER", help="Schrijf overeenkomst, bijlagen en memo elk apart in deze map."),
    ] = None,
    name: Annotated[
        str | None,
        typer.Option("--name", metavar="PATTERN", help="Bestandsnaam bij --split, met {kenmerk}, {deel} of sleutels."),
    ] = None,
    redline_to: Annotated[
        Path | None,
        typer.Option(
            "--redline-to",
            metavar="RETURNED",
            help="Toon het concept als bijgehouden wijzigingen op het document dat terugkwam (docx).",
        ),
    ] = None,
    pdf: Annotated[bool, typer.Option("--pdf", help="Bij --split: ook een pdf van elk document.")] = False,
    force: Force = False,
    library: Library = None,
    lang: Lang = None,
) -> None:
    """Write the contract that REQUEST describes, and say on standard error what is still to be done."""
    from izacontract.cli.drafting import drafted, given_general, loaded_plugins
    from izacontract.cli.files import check_target, given_files, write_whole
    from izacontract.register.facts import document_of, entry_of
    from izacontract.register.recording import record

    report = report_of(context)
    reason = reason_unreviewed(unreviewed, final=final)
    if split is not None:
        from izacontract.cli.split import generate_split, refuse_beside_split

        if redline_to is not None:
            raise UsageError(
                "--redline-to gaat over één Word-document, niet over losse bestanden met --split.",
                "--redline-to is about one Word document, not about separate files with --split.",
                "Laat een van beide weg.",
                "Leave one of the two out.",
            )
        refuse_beside_split(out=out, format=format)
        generate_split(
            request,
            split,
            report,
            name=name or "{kenmerk}",
            frame=frame,
            as_pdf=pdf,
            final=final,
            unreviewed=reason,
            by_reference=by_reference,
            force=force,
        )
        return
    if name is not None or pdf:
        option = "--name" if name is not None else "--pdf"
        raise UsageError(
            f"{option} hoort bij --split.",
            f"{option} belongs to --split.",
            "Noem een map met --split, of kies naam en vorm van het ene bestand met -o contract.pdf.",
            "Name a folder with --split, or choose name and form of the one file with -o contract.pdf.",
        )
    chosen = chosen_format(out, format)
    in_word = chosen in (ContractFormat.DOCX, ContractFormat.PDF)
    if frame is not None and not in_word:
        raise UsageError(
            f"--frame geldt alleen voor docx en pdf, niet voor {chosen}.",
            f"--frame is for docx and pdf only, not for {chosen}.",
            "Laat --frame weg, of kies --format docx of pdf.",
            "Leave --frame out, or choose --format docx or pdf.",
        )
    if redline_to is not None and (chosen is not ContractFormat.DOCX or final):
        raise UsageError(
            "--redline-to geldt alleen voor een concept in Word.",
            "--redline-to is for a draft in Word only.",
            "Kies een naam die op .docx eindigt, zonder --final.",
            "Choose a name that ends in .docx, without --final.",
        )
    target = None if out == STANDARD else Path(out) if out else default_target(request, chosen)
    if target is not None:
        check_target(target, force=force, sources=given_files(request, frame, by_reference, redline_to))
    office, word_frame = "", None
    if chosen is ContractFormat.PDF:
        from izacontract.render.pdf import find_office

        office = find_office()
    if in_word:
        from izacontract.render.frame import read_frame

        word_frame = read_frame(frame)
    plugins = loaded_plugins(report)
    general = given_general(by_reference, plugins)
    read, contract, findings = drafted(request, plugins, final=final, unreviewed=reason, general=general)
    data = printed(contract, chosen, word_frame, office)
    if redline_to is not None:
        from izacontract.cli.redline import draft_on

        data = draft_on(data, contract, request, redline_to, report)
    report.findings(finding for finding in findings if finding.severity in TOLD_WITH_DRAFT)
    if target is None:
        report.data(data)
    else:
        write_whole(target, data, force=force)
    written = target or report.told("standaarduitvoer", "standard output")
    counts = report.counts(findings, Severity.OPEN, Severity.WARNING)
    report.say(f"Geschreven: {written}; {counts}.", f"Written: {written}; {counts}.")
    if contract.open_points:
        check = f"{PROGRAM} check {request}"
        report.say(f"Bekijk de open punten met: {check}", f"See the open points with: {check}")
    memo = memo_command(request, target, reason, by_reference)
    report.say(f"Het memo, dat u zelf houdt: {memo}", f"The memo, which you keep yourself: {memo}")
    report.findings(record("generate", entry_of(read, contract, [document_of(target, data)])))


def memo_command(request: str, target: Path | None, reason: str, general: Path | None = None) -> str:
    """Return the command that writes the memo of the contract in `target`."""
    name = (Path("memo.docx") if target is None else target.with_name(f"{target.stem}-memo.docx")).as_posix()
    asked = f" --final --unreviewed {shlex.quote(reason)}" if reason else ""
    beside = f" --by-reference {shlex.quote(str(general))}" if general else ""
    return f"{PROGRAM} memo {shlex.quote(request)} -o {shlex.quote(name)}{beside}{asked}"


def chosen_format(out: str | None, asked: ContractFormat | None) -> ContractFormat:
    """Return the form that `asked` or the name `out` chooses, Word where neither does.

    Raises UsageError for a name that ends on no form or on another than `asked`: a file that is not what its name
    says cannot be opened.
    """
    if out is None or out == STANDARD or os.path.isdir(out):  # noqa: PTH112  Path.is_dir raises for a long name
        return asked or ContractFormat.DOCX
    suffix = Path(out).suffix
    named = next((form for form in ContractFormat if form.suffix == suffix.lower()), None)
    if asked is not None and (named is asked or not suffix):
        return asked
    known = ", ".join(form.suffix for form in ContractFormat)
    if asked is not None and named is not None:
        raise UsageError(
            f"{out} eindigt op {suffix}, maar --format is {asked}.",
            f"{out} ends in {suffix}, but --format is {asked}.",
            f"Laat de naam op {asked.suffix} eindigen, of laat --format weg.",
            f"Let the name end in {asked.suffix}, or leave --format out.",
        )
    if named is None:
        raise UsageError(
            f"De naam {out} eindigt niet op een vorm die izacontract schrijft.",
            f"The name {out} does not end in a form that izacontract writes.",
            f"Laat de naam eindigen op een van: {known}.",
            f"Let the name end in one of: {known}.",
        )
    return named


def default_target(request: str, format: ContractFormat) -> Path:
    """Return the file in the current folder that takes the name of the request; "contract" for standard input."""
    stem = "contract" if request == STANDARD else Path(request).stem
    return Path(stem + format.suffix)
