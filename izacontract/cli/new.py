"""`izacontract new`: write an empty request, to be filled in."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from izacontract.cli.options import Lang, report_of
from izacontract.cli.output import STANDARD, Force, check_output
from izacontract.cli.report import PROGRAM, UsageError
from izacontract.errors import RequestInvalid, Severity

if TYPE_CHECKING:
    from izacontract.model.values import By

EXCEL: Final = ".xlsx"
YAML: Final = (".yaml", ".yml")


class Asked(StrEnum):
    """The party that is asked to fill in what is its to supply."""

    PROVIDER = "zorgaanbieder"
    INSURER = "zorgverzekeraar"

    @property
    def supplier(self) -> By:
        """Return the party as the keys of a request name it."""
        from izacontract.model.values import By

        return By[self.name]


def new(
    context: typer.Context,
    sector: Annotated[str, typer.Argument(metavar="SECTOR", help="Code van de zorgsoort.")],
    out: Annotated[
        str,
        typer.Option("--out", "-o", metavar="FILE", help="Doelbestand (.yaml of .xlsx); - geeft YAML als uitvoer."),
    ],
    asked: Annotated[
        Asked | None, typer.Option("--for", help="Schrijf een uitvraag: alleen wat deze partij invult (.xlsx).")
    ] = None,
    request: Annotated[
        str | None, typer.Option("--request", metavar="REQUEST", help="Aanvraag met wat al bekend is; bij --for.")
    ] = None,
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
    if (asked is not None and ending != EXCEL) or (request is not None and asked is None):
        raise UsageError(
            "Een uitvraag (--for, met of zonder --request) is een Excel-bestand.",
            "An inquiry (--for, with or without --request) is an Excel file.",
            f"Bijvoorbeeld: {PROGRAM} new {sector} --for zorgaanbieder --request aanvraag.yaml -o uitvraag.xlsx",
            f"For example: {PROGRAM} new {sector} --for zorgaanbieder --request request.yaml -o uitvraag.xlsx",
        )
    check_output(out, request, force=force, binary=False)
    plugins = loaded_plugins(report)
    care = known_sector(sector, plugins)
    if asked is not None:
        from izacontract.intake.inquiry import inquiry_form
        from izacontract.intake.sources import tree_of
        from izacontract.render.workbook import saved

        tree = None if request is None else tree_of(request, plugins)
        if tree is not None and any(finding.severity is Severity.FAULT for finding in tree.findings):
            raise RequestInvalid(tree.findings)
        if tree is not None and tree.sector not in (None, care.code):
            raise UsageError(
                f"De aanvraag is voor {tree.sector}, niet voor {sector}.",
                f"The request is for {tree.sector}, not for {sector}.",
                f"Typ: {PROGRAM} new {tree.sector} --for {asked.value} --request {request} -o {out}",
                f"Type: {PROGRAM} new {tree.sector} --for {asked.value} --request {request} -o {out}",
            )
        written = saved(inquiry_form(care, plugins, asked.supplier, tree))
    elif ending == EXCEL:
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
    if asked is not None:
        report.say(
            f"Geschreven: {out}. Neem het antwoord over met: "
            f"{PROGRAM} merge {request or 'AANVRAAG'} {out} -o nieuw.yaml",
            f"Written: {out}. Take the answer over with: {PROGRAM} merge {request or 'REQUEST'} {out} -o new.yaml",
        )
        return
    report.say(
        f"Geschreven: {out}. Vul het in en controleer het met: {PROGRAM} check {out}",
        f"Written: {out}. Fill it in and check it with: {PROGRAM} check {out}",
    )
