"""`izacontract edition`: publish the general part of a sector's contracts."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from izacontract.cli.options import Lang, Library, report_of
from izacontract.cli.output import Force
from izacontract.cli.report import PROGRAM, UsageError
from izacontract.errors import RequestInvalid

if TYPE_CHECKING:
    from izacontract.host import Plugins
    from izacontract.model.request import ContractRequest


def edition(
    context: typer.Context,
    sector: Annotated[str, typer.Argument(metavar="SECTOR", help="Code van de zorgsoort.")],
    season: Annotated[int, typer.Option("--season", metavar="YEAR", help="Contractjaar van de teksten.")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="Doelbestand (.docx).")],
    name: Annotated[str | None, typer.Option("--edition", metavar="NAME", help="Naam van de uitgave.")] = None,
    day: Annotated[str | None, typer.Option("--day", metavar="DAY", help="Dag van de uitgave; anders vandaag.")] = None,
    base: Annotated[
        Path | None,
        typer.Option("--base", metavar="REQUEST", help="Aanvraag met wat bij uw huis voor elk contract geldt."),
    ] = None,
    frame: Annotated[Path | None, typer.Option("--frame", metavar="FILE", help="Eigen Word-sjabloon.")] = None,
    force: Force = False,
    library: Library = None,
    lang: Lang = None,
) -> None:
    """Write what every contract for SECTOR says alike, for contracts that refer to it."""
    from izacontract.build.contract import build_general_part
    from izacontract.build.edition import PREFIX
    from izacontract.cli.drafting import loaded_plugins
    from izacontract.cli.files import check_target, given_files, write_whole
    from izacontract.cli.library import day_of, known_sector
    from izacontract.render.frame import read_frame
    from izacontract.render.word import word

    report = report_of(context)
    if out.suffix.lower() != ".docx":
        raise UsageError(
            f"De naam {out} eindigt niet op .docx.",
            f"The name {out} does not end in .docx.",
            f"Bijvoorbeeld: {PROGRAM} edition {sector} --season {season} -o algemeen-deel.docx",
            f"For example: {PROGRAM} edition {sector} --season {season} -o general-part.docx",
        )
    check_target(out, force=force, sources=given_files(base, frame))
    plugins = loaded_plugins(report)
    request = _request(known_sector(sector, plugins).code, season, base, plugins)
    published = day_of(day) or date.today()
    contract = build_general_part(request, plugins, name or str(season), published, is_of_house=base is not None)
    report.findings(contract.findings)
    write_whole(out, word(contract, read_frame(frame, PREFIX)), force=force)
    report.say(
        f"Geschreven: {out}. Een contract dat ernaar verwijst: {PROGRAM} generate AANVRAAG --by-reference {out}",
        f"Written: {out}. A contract that refers to it: {PROGRAM} generate REQUEST --by-reference {out}",
    )


def _request(sector: str, season: int, base: Path | None, plugins: Plugins) -> ContractRequest:
    """Return the request from which the general part is made: that of the house, or the example of the sector.

    Its days are moved to the season. Raises RequestInvalid when it is not right, or is for another sector.
    """
    from izacontract.intake.read import examine_tree, tree_of
    from izacontract.intake.season import years_later
    from izacontract.testing.requests import example_of, smallest

    tree = tree_of(base, plugins) if base is not None else example_of(plugins, sector) or smallest(sector)
    agreement = tree.root.get("overeenkomst")
    begin = str(agreement.get("begin") or "") if isinstance(agreement, dict) else ""
    if begin[:4].isdigit():
        tree = years_later(tree, season - int(begin[:4]))
    examined = examine_tree(tree, plugins, base.parent if base is not None else None)
    if examined.request is None:
        raise RequestInvalid(examined.findings)
    if examined.request.sector != sector:
        raise UsageError(
            f"{base} is een aanvraag voor {examined.request.sector}, niet voor {sector}.",
            f"{base} is a request for {examined.request.sector}, not for {sector}.",
            f"Noem de zorgsoort van de aanvraag: {PROGRAM} edition {examined.request.sector} ...",
            f"Name the sector of the request: {PROGRAM} edition {examined.request.sector} ...",
        )
    return examined.request
