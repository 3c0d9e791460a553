"""`izacontract impact`: which contracts, leden and money a change touches."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from izacontract.cli.options import AsJson, Lang, Library, report_of
from izacontract.cli.output import AsForm, Force, Out, chosen_form, deliver
from izacontract.cli.report import UsageError


def impact(
    context: typer.Context,
    contracts: Annotated[
        list[Path], typer.Argument(metavar="FOLDER|TABLE|REQUEST...", help="Aanvragen, tabellen of mappen daarmee.")
    ],
    start: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help="Dag van de teksten en cijfers die waren (jjjj-mm-dd).")
    ] = None,
    end: Annotated[
        str | None, typer.Option("--to", metavar="DAY", help="Dag van de teksten en cijfers die gaan gelden.")
    ] = None,
    change: Annotated[
        Path | None,
        typer.Option("--change", metavar="FILE", help="YAML met cijfers, waarden of bronnen die veranderen."),
    ] = None,
    base: Annotated[
        Path | None, typer.Option("--base", metavar="REQUEST", help="Aanvraag waar de rijen van een tabel over gaan.")
    ] = None,
    format: AsForm = None,
    as_json: AsJson = False,
    out: Out = None,
    force: Force = False,
    library: Library = None,
    lang: Lang = None,
) -> None:
    """Show what a new text, figure, ruling or accord does in each contract: its leden, was and becomes, and euros."""
    from izacontract.cli.drafting import loaded_plugins
    from izacontract.cli.files import content_of
    from izacontract.cli.library import day_of
    from izacontract.cli.portfolio import rows_over
    from izacontract.impact.change import read_change
    from izacontract.impact.finding import impact_of_change, impact_of_days
    from izacontract.impact.portfolio import typed_in
    from izacontract.intake.keys import keys_of
    from izacontract.model.sections import CORE, sections_of
    from izacontract.reports.impact import impact_report

    report = report_of(context)
    first, last = day_of(start), day_of(end)
    if (change is None) == (first is None or last is None) or (change is not None and (start or end)):
        raise UsageError(
            "Noem twee dagen met --from en --to, of een bestand met --change.",
            "Name two days with --from and --to, or a file with --change.",
            "Zie: izacontract impact --help",
            "See: izacontract impact --help",
        )
    chosen = chosen_form(format, as_json, out, change, base, *(one for one in contracts if one.is_file()), force=force)
    plugins = loaded_plugins(report)
    rows_of = None if base is None else rows_over(base, plugins)
    typed = typed_in(contracts, plugins, rows_of, base)
    if change is not None:
        known = keys_of([*CORE, *sections_of(None, plugins).values()])
        columns = (f"{name}.{column}" for name, one in known.lists.items() for column in one.columns)
        changed = read_change(content_of(change), str(change), plugins.library, {*known.leaves, *columns})
        found = impact_of_change(typed, plugins, changed)
    elif first is not None and last is not None:
        found = impact_of_days(typed, plugins, first, last)
    deliver(impact_report(found, report.language), chosen, out, report, force=force)
