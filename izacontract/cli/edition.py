"""`izacontract edition`: publish the general part of a sector's contracts."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from izacontract.cli.options import Lang, Library, report_of
from izacontract.cli.output import Force
from izacontract.cli.report import PROGRAM, Report, UsageError
from izacontract.errors import FileError, RequestInvalid

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
    against: Annotated[
        Path | None,
        typer.Option("--against", metavar="FILE", help="Eerdere uitgave (.docx); schrijft was en wordt ernaast."),
    ] = None,
    force: Force = False,
    library: Library = None,
    lang: Lang = None,
) -> None:
    """Write what every contract for SECTOR says alike, for contracts that refer to it."""
    from izacontract.build.beside import OTHER_SECTOR
    from izacontract.build.contract import build_general_part
    from izacontract.build.edition import PREFIX
    from izacontract.cli.drafting import loaded_plugins
    from izacontract.cli.files import check_target, content_of, given_files, write_whole
    from izacontract.cli.library import day_of, known_sector
    from izacontract.render.frame import read_frame
    from izacontract.render.word import word
    from izacontract.verify.general import read_general_part

    report = report_of(context)
    if out.suffix.lower() != ".docx":
        raise UsageError(
            f"De naam {out} eindigt niet op .docx.",
            f"The name {out} does not end in .docx.",
            f"Bijvoorbeeld: {PROGRAM} edition {sector} --season {season} -o algemeen-deel.docx",
            f"For example: {PROGRAM} edition {sector} --season {season} -o general-part.docx",
        )
    check_target(out, force=force, sources=given_files(base, frame, against))
    changes = out.with_name(f"{out.stem}-was-wordt.docx")
    if against is not None:
        check_target(changes, force=force, sources=given_files(base, frame, against))
        earlier = read_general_part(content_of(against), str(against))
    plugins = loaded_plugins(report)
    request = _request(known_sector(sector, plugins).code, season, base, plugins)
    published = day_of(day) or date.today()
    contract = build_general_part(request, plugins, name or str(season), published, is_of_house=base is not None)
    report.findings(contract.findings)
    if against is not None and earlier.sector != contract.sector:
        raise OTHER_SECTOR.failure(FileError, title=earlier.title, sector=contract.sector)
    write_whole(out, word(contract, read_frame(frame, PREFIX)), force=force)
    if against is not None:
        _write_changes(against, out, changes, plugins, report, force=force)
    report.say(
        f"Geschreven: {out}. Een contract dat ernaar verwijst: {PROGRAM} generate AANVRAAG --by-reference {out}",
        f"Written: {out}. A contract that refers to it: {PROGRAM} generate REQUEST --by-reference {out}",
    )


def _write_changes(old: Path, new: Path, changes: Path, plugins: Plugins, report: Report, *, force: bool) -> None:
    """Write what differs between two editions to `changes`, and say how much that is."""
    from izacontract.cli.files import write_whole
    from izacontract.cli.sides import compared, read_side
    from izacontract.reports.comparison import comparison_report
    from izacontract.reports.forms import ReportForm, printed

    comparison = compared(read_side(str(old), plugins), read_side(str(new), plugins), plugins)
    data = printed(comparison_report(comparison), ReportForm.DOCX)
    write_whole(changes, data if isinstance(data, bytes) else data.encode(), force=force)
    number = len(comparison.changes)
    report.say(
        f"Geschreven: {changes}; {number} {'verschil' if number == 1 else 'verschillen'} met {old}.",
        f"Written: {changes}; {number} {'difference' if number == 1 else 'differences'} with {old}.",
    )


def _request(sector: str, season: int, base: Path | None, plugins: Plugins) -> ContractRequest:
    """Return the request from which the general part is made: that of the house, or the example of the sector.

    Its days are moved to the season. Raises RequestInvalid when it is not right, or is for another sector.
    """
    from izacontract.intake.read import examine_tree
    from izacontract.intake.season import years_later
    from izacontract.intake.sources import tree_of
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
