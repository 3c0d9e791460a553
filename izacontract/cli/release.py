"""`python -m izacontract.cli.release FOLDER...`: add the new texts of library folders to their released locks.

A maintainer's command, apart from those of users; where a released text changed, or is gone, it refuses.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from izacontract.cli.app import main
from izacontract.cli.options import Lang, report_of
from izacontract.errors import ClauseError, ExitStatus

app = typer.Typer(rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)


@app.command(help="Voeg nieuwe clausuleteksten toe aan de sloten van de mappen.")
def release(
    context: typer.Context,
    folders: Annotated[
        list[Path], typer.Argument(metavar="FOLDER...", help="Mappen met clausules.", exists=True, file_okay=False)
    ],
    lang: Lang = None,
) -> None:
    """Lock the new texts in FOLDERS; each released text that changed or is gone is told and stays as it was."""
    from izacontract.clauses.lock import release as lock_new

    report = report_of(context)
    broken = [folder / path for folder in folders for path in lock_new(folder).broken]
    for file in broken:
        report.error(
            ClauseError(
                f"{file}: een uitgebrachte tekst is gewijzigd of weg.",
                f"{file}: a released text was changed or is gone.",
                "Herstel de tekst; nieuwe bewoordingen krijgen een eigen bestand met hun eerste dag als naam.",
                "Restore the text; new wording gets a file of its own, named for its first day.",
                code="clausule.uitgebracht",
            )
        )
    if broken:
        raise typer.Exit(ExitStatus.PLUGIN)


if __name__ == "__main__":
    sys.exit(main(program=app))
