"""The arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from izacontract.cli.report import Language, Report


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
AsJson = Annotated[bool, typer.Option("--json", help="Geef het antwoord als JSON.")]
