"""The arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from izacontract.cli.report import Language, Report, UsageError


def _speak(context: typer.Context, language: Language | None) -> Language | None:
    if language is not None:
        report_of(context).language = language
    return language


def _take_library(context: typer.Context, folder: Path | None) -> Path | None:
    if folder is not None:
        report_of(context).library = folder
    return folder


def report_of(context: typer.Context) -> Report:
    """Return the printer of this run."""
    report: Report = context.ensure_object(Report)
    return report


Lang = Annotated[Language | None, typer.Option("--lang", help="Taal van de meldingen.", callback=_speak, is_eager=True)]
Library = Annotated[
    Path | None,
    typer.Option(
        "--library",
        metavar="FOLDER",
        help="Map met eigen teksten van uw huis; anders die van IZACONTRACT_LIBRARY.",
        callback=_take_library,
    ),
]
RequestFile = Annotated[
    str, typer.Argument(metavar="REQUEST", help="Aanvraag in YAML, JSON of Excel; - leest de standaardinvoer.")
]
AsFinal = Annotated[bool, typer.Option("--final", help="Maak de definitieve tekst; weigert open punten.")]
Unreviewed = Annotated[
    str | None,
    typer.Option(
        "--unreviewed",
        metavar="REASON",
        help="Waarom een definitieve tekst verzonden wordt die niet juridisch is beoordeeld.",
    ),
]
ByReference = Annotated[
    Path | None,
    typer.Option(
        "--by-reference",
        metavar="FILE",
        help="Algemeen deel waarnaar het contract verwijst (.docx, of .yaml voor dat van anderen).",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Geef het antwoord als JSON.")]


def reason_unreviewed(reason: str | None, *, final: bool) -> str:
    """Return why a final text goes out without review, "" without a reason.

    Raises UsageError for the reason of a draft, or one without words.
    """
    if reason is None:
        return ""
    if not final or not reason.strip():
        raise UsageError(
            "--unreviewed geeft de reden bij --final.",
            "--unreviewed gives the reason with --final.",
            'Bijvoorbeeld: --final --unreviewed "onze jurist leest mee voor de ondertekening"',
            'For example: --final --unreviewed "our lawyer reads it before it is signed"',
        )
    return " ".join(reason.split())
