"""`izacontract new`: write an empty request, to be filled in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from izacontract.cli.options import Lang, report_of
from izacontract.cli.output import STANDARD, Force, check_output
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
    force: Force = False,
    lang: Lang = None,
) -> None:
    """Write an empty request for SECTOR that says of every value what it is, its unit and who supplies it."""
    from izacontract.cli.drafting import loaded_plugins
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
    check_output(out, force=force, binary=False)
    plugins = loaded_plugins(report)
    care = known_sector(sector, plugins)
    if ending == EXCEL:
        from izacontract.intake.excel_form import excel_form
        from izacontract.render.workbook import saved

        written = saved(excel_form(care, plugins))
    else:
        from izacontract.intake.questionnaire import yaml_form

        written = yaml_form(care, plugins).encode()
    if out == STANDARD:
        report.data(written)
        return
    from izacontract.cli.files import write_whole

    write_whole(Path(out), written, force=force)
    report.say(
        f"Geschreven: {out}. Vul het in en controleer het met: {PROGRAM} check {out}",
        f"Written: {out}. Fill it in and check it with: {PROGRAM} check {out}",
    )
