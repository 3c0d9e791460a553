"""`izacontract register list`, `show` and `export`: what is in the register."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import typer

from izacontract.cli.options import AsJson, Lang, report_of
from izacontract.cli.output import Force, Out
from izacontract.cli.register_options import (
    Address,
    AsOf,
    OfParty,
    OfSector,
    OfStatus,
    OfText,
    OfYear,
    Reference,
    address_of,
    day_typed,
    filters_of,
    opened,
)
from izacontract.cli.report import UsageError

FORMS: Final = (".xlsx", ".json", ".csv")


def list_(
    context: typer.Context,
    status: OfStatus = None,
    sector: OfSector = "",
    party: OfParty = "",
    year: OfYear = None,
    text: OfText = "",
    as_of: AsOf = None,
    address: Address = None,
    as_json: AsJson = False,
    lang: Lang = None,
) -> None:
    """Show the contracts that answer to every filter, in order of reference."""
    from izacontract.register.listing import list_json, list_text
    from izacontract.register.reading import listed

    report = report_of(context)
    filters, on = filters_of(status, sector, party, year, text), day_typed(as_of)
    register = opened(address_of(address), report)
    found = listed(register, filters, on)
    if as_json:
        report.data(list_json(found, register.where, filters, on))
    elif found:
        report.data(list_text(found, report.language))
    number = len(found)
    report.say(
        f"{number or 'Geen'} {'contract' if number == 1 else 'contracten'} op {on:%d-%m-%Y}.",
        f"{number or 'No'} {'contract' if number == 1 else 'contracts'} on {on}.",
    )


def show(
    context: typer.Context,
    reference: Reference,
    as_of: AsOf = None,
    address: Address = None,
    as_json: AsJson = False,
    lang: Lang = None,
) -> None:
    """Show everything about the contract REFERENCE; of one that was removed, what the log still has."""
    from izacontract.register.listing import log_text, show_json, show_text
    from izacontract.register.messages import RegisterRefused
    from izacontract.register.reading import removed_log, whole

    report = report_of(context)
    on = day_typed(as_of)
    register = opened(address_of(address), report)
    try:
        (found,) = whole(register, [reference], on)
    except RegisterRefused:
        lines = removed_log(register, reference)
        if lines and not as_json:
            report.data(log_text(lines, report.language))
        raise
    report.data(show_json(found, register.where, on) if as_json else show_text(found, report.language))


def export(
    context: typer.Context,
    out: Out = None,
    status: OfStatus = None,
    sector: OfSector = "",
    party: OfParty = "",
    year: OfYear = None,
    text: OfText = "",
    as_of: AsOf = None,
    address: Address = None,
    as_json: AsJson = False,
    force: Force = False,
    lang: Lang = None,
) -> None:
    """Write everything about the contracts that answer to the filters; as CSV a line for each contract."""
    from izacontract.cli.output import STANDARD, check_output, put_out
    from izacontract.register.exporting import export_csv, export_json, export_xlsx
    from izacontract.register.reading import all_whole

    report = report_of(context)
    form = ".json" if out is None or out == STANDARD else Path(out).suffix.lower()
    if form not in FORMS or (as_json and form != ".json"):
        raise UsageError(
            f"De naam {out} eindigt niet op een vorm waarin dit wordt geschreven.",
            f"The name {out} does not end in a form in which this is written.",
            f"Laat de naam eindigen op een van: {', '.join(FORMS)}." if not as_json else "Laat --json weg.",
            f"Let the name end in one of: {', '.join(FORMS)}." if not as_json else "Leave --json out.",
        )
    filters, on = filters_of(status, sector, party, year, text), day_typed(as_of)
    named = address_of(address)
    check_output(out, named if "://" not in named else None, force=force, binary=False)
    register = opened(named, report)
    found = all_whole(register, filters, on)
    if form == ".json":
        printed: str | bytes = export_json(found, register.where, filters, on)
    else:
        printed = (export_xlsx if form == ".xlsx" else export_csv)(found, report.language)
    put_out(printed, out, report, force=force)
