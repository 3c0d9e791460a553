"""`izacontract duties`: what falls due in a contract, when and by whom."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from izacontract.cli.options import AsJson, Lang, Library, RequestFile, report_of
from izacontract.cli.output import Force, Out, check_output, chosen_form, deliver, put_out
from izacontract.cli.report import UsageError
from izacontract.errors import Told
from izacontract.meant import meant_or
from izacontract.model.duty import Who
from izacontract.reports.forms import ReportForm

if TYPE_CHECKING:
    from izacontract.clauses.library import Library as ClauseLibrary

ICS = "ics"
DutyForm = StrEnum("DutyForm", {**{form.name: form.value for form in ReportForm}, "ICS": ICS})  # type: ignore[misc]
"""The forms of a report, and a calendar file."""


def duties(
    context: typer.Context,
    request: RequestFile,
    who: Annotated[
        Who | None, typer.Option("--who", help="Alleen wat deze partij moet; wat voor beide geldt hoort daarbij.")
    ] = None,
    start: Annotated[str | None, typer.Option("--from", metavar="DAY", help="Vanaf deze dag (jjjj-mm-dd).")] = None,
    end: Annotated[str | None, typer.Option("--to", metavar="DAY", help="Tot en met deze dag.")] = None,
    event: Annotated[
        list[str] | None,
        typer.Option(
            "--event", metavar="NAME=DAY", help="Dag van een gebeurtenis; mag vaker. De namen staan onder Wacht op."
        ),
    ] = None,
    remind: Annotated[
        int | None, typer.Option("--remind", metavar="N", min=0, max=365, help="Herinner bij ics N dagen vooraf.")
    ] = None,
    format: Annotated[
        DutyForm | None, typer.Option("--format", help="Vorm; zonder opgave volgt zij uit de naam na -o, anders text.")
    ] = None,
    as_json: AsJson = False,
    out: Out = None,
    force: Force = False,
    library: Library = None,
    lang: Lang = None,
) -> None:
    """Show what REQUEST's contract asks of whom by which day, and what waits for an event."""
    from izacontract.cli.drafting import draft, loaded_plugins
    from izacontract.duties.due import Period, duties_of
    from izacontract.reports.duties import duties_report

    report = report_of(context)
    as_calendar = not as_json and (format == ICS or (format is None and Path(out or "").suffix.lower() == f".{ICS}"))
    if as_calendar:
        check_output(out, request, force=force, binary=False)
    else:
        given = None if format is None else ReportForm(format.value)
        chosen = chosen_form(given, as_json, out, request, force=force)
    if remind is not None and not as_calendar:
        raise UsageError("--remind hoort bij een bestand .ics.", "--remind belongs to a file .ics.")
    period = Period(*days_of(start, end))
    plugins = loaded_plugins(report)
    happened = events_of(event or [], plugins.library)
    contract, _ = draft(request, plugins)
    found = [duty for duty in duties_of(contract, plugins.library, happened, period) if duty.who.concerns(who)]
    if as_calendar:
        from izacontract.reports.duty_calendar import duties_calendar

        put_out(duties_calendar(contract, found, datetime.now(UTC), remind), out, report, force=force)
        return
    deliver(duties_report(contract, found, report.language), chosen, out, report, force=force)


def days_of(start: str | None, end: str | None) -> tuple[date | None, date | None]:
    """Return the days that were typed; raises UsageError when the last is before the first."""
    from izacontract.cli.library import day_of

    first, last = day_of(start), day_of(end)
    if first is not None and last is not None and last < first:
        raise UsageError(
            f"--to {last} ligt vóór --from {first}.",
            f"--to {last} is before --from {first}.",
            "Draai de dagen om.",
            "Turn the days around.",
        )
    return first, last


def names_of(library: ClauseLibrary) -> set[str]:
    """Return what duties hang on: events, and other duties as "clause#lid"."""
    from izacontract.clauses.library import every_text

    known = set(library.events)
    for clause in library.clauses.values():
        known |= {f"{clause.id}#{duty.id}" for text in every_text(clause) for duty in text.duties.declared}
    return known


def events_of(typed: list[str], library: ClauseLibrary) -> dict[str, list[date]]:
    """Return the days that were typed as NAME=DAY, by event or duty; raises UsageError for an unknown name or day."""
    from izacontract.cli.library import day_of

    known = names_of(library)
    found: dict[str, list[date]] = {}
    for one in typed:
        name, mark, text = one.partition("=")
        day = day_of(text) if mark else None
        if day is None:
            raise UsageError(
                f"'{one}' is geen gebeurtenis met een dag.",
                f"'{one}' is no event with a day.",
                "Typ bijvoorbeeld: --event opzegging=2027-03-01",
                "Type for example: --event opzegging=2027-03-01",
            )
        if name not in known:
            hint = meant_or(
                Told(
                    "De namen staan in het overzicht onder Wacht op.", "The names are in the report, under Waits for."
                ),
                name,
                known,
            )
            raise UsageError(f"Er is geen gebeurtenis '{name}'.", f"There is no event '{name}'.", hint.nl, hint.en)
        found.setdefault(name, []).append(day)
    return found
