"""`izacontract prices`: take a price list into a request, and give that of a request back as Excel."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from izacontract.cli.new import EXCEL, YAML
from izacontract.cli.options import Lang, Library, RequestFile, report_of
from izacontract.cli.output import Force, check_output, put_out
from izacontract.cli.report import PROGRAM, UsageError

if TYPE_CHECKING:
    from izacontract.host import Plugins
    from izacontract.intake.keys import KeyList
    from izacontract.intake.tree import Tree

prices = typer.Typer(rich_markup_mode=None, no_args_is_help=True)


@prices.command("import", help="Zet een prijslijst uit Excel of CSV in een aanvraag.")
def import_prices(
    context: typer.Context,
    price_list: Annotated[Path, typer.Argument(metavar="LIST", help="Prijslijst (.xlsx, .ods of .csv).")],
    into: Annotated[str, typer.Option("--into", metavar="REQUEST", help="Aanvraag waarin de prijslijst komt.")],
    out: Annotated[str, typer.Option("--out", "-o", metavar="NEW", help="Nieuwe aanvraag (.yaml); - is de uitvoer.")],
    columns: Annotated[
        str, typer.Option("--columns", metavar="KEY=NAME,...", help="Welke kolom wat is, zoals code=Artikel,tarief=P1.")
    ] = "",
    sheet: Annotated[str, typer.Option("--sheet", metavar="NAME", help="Blad met de prijslijst.")] = "",
    against: Annotated[
        str | None,
        typer.Option("--against", metavar="OLD", help="Aanvraag van vorig jaar; anders de lijst die in REQUEST staat."),
    ] = None,
    force: Force = False,
    library: Library = None,
    lang: Lang = None,
) -> None:
    """Write REQUEST with the performances of LIST, and say what was read, computed, missing, new and gone."""
    from izacontract.cli.drafting import loaded_plugins
    from izacontract.cli.files import content_of
    from izacontract.intake.request_file import request_file, with_list
    from izacontract.intake.schema import schema
    from izacontract.intake.sources import tree_of
    from izacontract.intake.tree import typed_at
    from izacontract.prices.completing import changes, completed, lines_of
    from izacontract.prices.listing import AT, read_prices

    report = report_of(context)
    if out != "-" and Path(out).suffix.lower() not in YAML:
        raise UsageError(
            f"De nieuwe aanvraag is YAML, maar {out} eindigt niet op .yaml.",
            f"The new request is YAML, but {out} does not end in .yaml.",
            f"Bijvoorbeeld: {PROGRAM} prices import {price_list} --into {into} -o aanvraag.yaml",
            f"For example: {PROGRAM} prices import {price_list} --into {into} -o aanvraag.yaml",
        )
    check_output(out, price_list, into, against, force=force, binary=False)
    plugins = loaded_plugins(report)
    tree = tree_of(into, plugins)
    known = _price_list(tree, plugins)
    year = str(typed_at(tree.root, ("overeenkomst", "begin")) or "")[:4]
    read = read_prices(price_list, known, sheet=sheet, asked=_asked(columns, known), year=year)
    lines = completed(read, tree)
    old = lines_of(tree_of(against, plugins) if against is not None else tree)
    new = {str(row.values.get("code")): row for row in read.rows}
    if old:
        read.findings += changes(old, new)
    report.findings(read.checked())
    section = tree.root.get(AT[0])
    root = {**tree.root, AT[0]: {**(section if isinstance(section, dict) else {}), AT[1]: lines}}
    shape = schema(str(tree.sector), plugins)
    if Path(into).suffix.lower() in YAML:
        written, is_kept = with_list(content_of(Path(into)).decode("utf-8-sig"), shape, root, AT)
    else:
        written, is_kept = request_file(shape, root), True
    put_out(written, out, report, force=force)
    count = len(read.rows)
    report.say(
        f"{count} prestaties gelezen. Controleer de aanvraag met: {PROGRAM} check {out}",
        f"{count} performances read. Check the request with: {PROGRAM} check {out}",
    )
    if not is_kept:
        report.say(
            "De aanvraag is opnieuw opgemaakt, zonder opmerkingen.", "The request was laid out anew, without comments."
        )


@prices.command(help="Geef de prijslijst van een aanvraag terug als Excel.")
def export(
    context: typer.Context,
    request: RequestFile,
    out: Annotated[str, typer.Option("--out", "-o", metavar="FILE", help="Doelbestand (.xlsx).")],
    force: Force = False,
    library: Library = None,
    lang: Lang = None,
) -> None:
    """Write the price list of REQUEST as a workbook that `import` reads back."""
    from izacontract.cli.drafting import loaded_plugins
    from izacontract.intake.sources import tree_of
    from izacontract.prices.annex import price_workbook
    from izacontract.prices.completing import lines_of

    report = report_of(context)
    if out != "-" and Path(out).suffix.lower() != EXCEL:
        raise UsageError(
            f"De naam {out} eindigt niet op .xlsx.",
            f"The name {out} does not end in .xlsx.",
            f"Bijvoorbeeld: {PROGRAM} prices export {request} -o prijzen.xlsx",
            f"For example: {PROGRAM} prices export {request} -o prices.xlsx",
        )
    check_output(out, request, force=force, binary=True)
    plugins = loaded_plugins(report)
    tree = tree_of(request, plugins)
    put_out(price_workbook(lines_of(tree).values(), _price_list(tree, plugins)), out, report, force=force)


def _price_list(tree: Tree, plugins: Plugins) -> KeyList:
    """Return the keys of a performance in the sector of the request `tree`; raises UsageError without that sector."""
    from izacontract.cli.library import known_sector
    from izacontract.intake.keys import keys_of
    from izacontract.model.sections import sections_of
    from izacontract.prices.listing import AT

    sector = known_sector(str(tree.sector or ""), plugins)
    return keys_of(sections_of(sector, plugins).values()).lists[".".join(AT)]


def _asked(columns: str, known: KeyList) -> dict[str, str]:
    """Return the name of the column by key, as `--columns` gives them; raises UsageError for another key."""
    asked = {}
    for pair in filter(None, columns.split(",")):
        key, _, name = (part.strip() for part in pair.partition("="))
        if key not in known.columns or not name:
            keys = ", ".join(known.columns)
            raise UsageError(
                f"'{pair}' zegt niet welke kolom bij welke sleutel hoort.",
                f"'{pair}' does not say which column belongs to which key.",
                f"Typ sleutel=kolom, zoals code=Artikelnummer; sleutels: {keys}.",
                f"Type key=column, such as code=Artikelnummer; keys: {keys}.",
            )
        asked[key] = name
    return asked
