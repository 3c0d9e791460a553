"""`izacontract register due`: what falls due over all contracts of the register."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from izacontract.cli.options import AsJson, Lang, Library, report_of
from izacontract.cli.output import AsForm, Force, Out, chosen_form, deliver
from izacontract.cli.register_options import (
    Address,
    OfParty,
    OfSector,
    OfStatus,
    OfText,
    OfYear,
    address_of,
    filters_of,
    opened,
)
from izacontract.model.duty import Who

IN_FORCE = ("getekend", "loopt", "beëindigd")
"""Whose duties are asked for when no status is named: what was never signed binds nobody."""


def due(
    context: typer.Context,
    requests: Annotated[
        list[Path],
        typer.Argument(metavar="REQUEST|FOLDER|TABLE...", help="De aanvragen van de contracten, of mappen ermee."),
    ],
    base: Annotated[
        Path | None, typer.Option("--base", metavar="REQUEST", help="Aanvraag waar de rijen van een tabel over gaan.")
    ] = None,
    who: Annotated[
        Who | None, typer.Option("--who", help="Alleen wat deze partij moet; wat voor beide geldt hoort daarbij.")
    ] = None,
    start: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help="Vanaf deze dag; anders de eerste van deze maand.")
    ] = None,
    end: Annotated[
        str | None, typer.Option("--to", metavar="DAY", help="Tot en met deze dag; anders de laatste van die maand.")
    ] = None,
    status: OfStatus = None,
    sector: OfSector = "",
    party: OfParty = "",
    year: OfYear = None,
    text: OfText = "",
    address: Address = None,
    format: AsForm = None,
    as_json: AsJson = False,
    out: Out = None,
    force: Force = False,
    library: Library = None,
    lang: Lang = None,
) -> None:
    """Show what falls due in the contracts that answer to the filters, by their requests; without days: this month."""
    from izacontract import dutch
    from izacontract.cli.drafting import loaded_plugins
    from izacontract.cli.duties import days_of
    from izacontract.cli.portfolio import rows_over
    from izacontract.duties.due import Period
    from izacontract.impact.portfolio import typed_in
    from izacontract.register.due import due_in
    from izacontract.register.due_report import due_report
    from izacontract.register.reading import all_whole

    report = report_of(context)
    chosen = chosen_form(format, as_json, out, base, *requests, force=force)
    typed_first, typed_last = days_of(start, end)
    today = date.today()
    month = (typed_last or today) if typed_first is None else typed_first
    first = typed_first or month.replace(day=1)
    last = typed_last or month.replace(day=monthrange(month.year, month.month)[1])
    register = opened(address_of(address), report)
    found = all_whole(register, filters_of(status or [*IN_FORCE], sector, party, year, text), today)
    plugins = loaded_plugins(report)
    typed = typed_in(requests, plugins, None if base is None else rows_over(base, plugins), base)
    all_due = due_in(found, typed, plugins, Period(first, last), who)
    period = report.told(f"{dutch.day(first)} tot en met {dutch.day(last)}", f"{first} to {last}")
    deliver(due_report(all_due, period, report.language), chosen, out, report, force=force)
