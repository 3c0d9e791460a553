"""`izacontract new`: write an empty request, to be filled in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from izacontract.cli.options import Lang, report_of
from izacontract.cli.output import STANDARD
from izacontract.cli.report import PROGRAM, UsageError

EXCEL: Final = ".xlsx"
YAML: Final = (".yaml", ".yml")


def new(
    context: typer.Context,
    sector: Annotated[str, typer.Argument(metavar="SECTOR", help="Code van de zorgsoort.")],
    out: Annotated[
        str,
        typer.Option("--out", "-o", metavar="FILE", help="Doelbestand (.yaml of .xlsx); - geeft YAML als uitvoer."),
    ],
    force: Annotated[bool, typer.Option("--force", help="Overschrijf een bestaand bestand.")] = False,
    lang: Lang = None,
) -> None:
    """Write an empty request for SECTOR that says of every value what it is, its unit and who supplies it."""
    from izacontract.cli.drafting import loaded_plugins
    from izacontract.cli.files import check_target, write_whole
    from izacontract.cli.library import known_sector

    report = report_of(context)
    ending = Path(out).suffix.lower()
    if out != STANDARD and ending not in (EXCEL, *YAML):
        raise UsageError(
            f"De naam {out} eindigt niet op .yaml of .xlsx.",
            f"The name {out} does not end in .yaml or .xlsx.",
            f"Bijvoorbeeld: {PROGRAM} new {sector} -o aanvraag.xlsx",
            f"For example: {PROGRAM} new {sector} -o aanvraag.xlsx",
        )
    if out != STANDARD:
        check_target(Path(out), force=force)
    plugins = loaded_plugins(report)
    care = known_sector(sector, plugins)
    if ending == EXCEL:
        from izacontract.intake.excel_form import excel_form
        from izacontract.render.workbook import saved

        write_whole(Path(out), saved(excel_form(care, plugins)), force=force)
    else:
        from izacontract.intake.questionnaire import yaml_form

        written = yaml_form(care, plugins)
        if out == STANDARD:
            report.data(written)
            return
        write_whole(Path(out), written.encode(), force=force)
    report.say(
        f"Geschreven: {out}. Vul het in en controleer het met: {PROGRAM} check {out}",
        f"Written: {out}. Fill it in and check it with: {PROGRAM} check {out}",
    )
