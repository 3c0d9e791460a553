"""`izacontract register`: put contracts in the register, take their steps, and take them out; reading stands apart."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from izacontract.cli.options import AsJson, Lang, Library, report_of
from izacontract.cli.register_due import due
from izacontract.cli.register_options import (
    Address,
    By,
    Note,
    On,
    Reference,
    address_of,
    day_typed,
    opened,
    status_of_typed,
)
from izacontract.cli.register_reading import export, list_, show
from izacontract.cli.report import Report
from izacontract.errors import ExitStatus

if TYPE_CHECKING:
    from izacontract.register.facts import Entry
    from izacontract.register.opening import Opened
    from izacontract.register.store import Register

CHANGED: Final = "izacontract/register-change/1"

register = typer.Typer(rich_markup_mode=None, no_args_is_help=True)


@register.command(help="Zet contracten in het register: aanvragen, verzegelde Word-bestanden of mappen van een batch.")
def add(
    context: typer.Context,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Aanvraag, verzegeld .docx-bestand, of map met manifest.")
    ],
    address: Address = None,
    by: By = None,
    as_json: AsJson = False,
    library: Library = None,
    lang: Lang = None,
) -> None:
    """Put what FILES say of contracts in the register; when one of them cannot be read, nothing of any is put there."""
    from izacontract.cli.drafting import loaded_plugins
    from izacontract.errors import IzacontractError
    from izacontract.register.sources import entries_in
    from izacontract.register.store import Register
    from izacontract.register.who import who

    report = report_of(context)
    named = address_of(address)
    plugins = loaded_plugins(report)
    entries: list[Entry] = []
    failed: list[ExitStatus] = []
    for file in files:
        try:
            entries += entries_in(file, plugins)
        except IzacontractError as error:
            report.error(error)
            failed.append(error.status)
    if failed:
        report.say("Er is niets in het register gezet.", "Nothing was put in the register.")
        raise typer.Exit(failed[0])
    known = opened(named, report)
    written = Register(known).record("add", entries, who(by))
    report.findings(written.findings)
    left_out = len(entries) - len(written.added) - len(written.changed) - len(written.same)
    if as_json:
        from izacontract.render.answers import json_answer

        answer = {
            "schema": CHANGED,
            "register": known.where,
            "added": written.added,
            "changed": written.changed,
            "unchanged": written.same,
            "refused": written.refused,
            "findings": [report.entry(finding, "severity", "code", "message", "hint") for finding in written.findings],
        }
        report.data(json_answer(answer))
    counts = (len(written.added), len(written.changed), len(written.same), left_out)
    report.say(
        "{} toegevoegd, {} bijgewerkt, {} ongewijzigd, {} geweigerd: {}.".format(*counts, known.where),
        "{} added, {} updated, {} unchanged, {} refused: {}.".format(*counts, known.where),
    )
    if left_out:
        raise typer.Exit(ExitStatus.DIFFERENCES if left_out < len(entries) else ExitStatus.REQUEST)


@register.command("set", help="Zet contracten een stap verder: verstuurd, terug, akkoord, getekend, beëindigd.")
def set_(
    context: typer.Context,
    references: Annotated[list[str], typer.Argument(metavar="REFERENCE...", help="Kenmerk, of meer dan een.")],
    status: Annotated[str, typer.Argument(metavar="STATUS", help="De nieuwe status.")],
    on: On = None,
    note: Note = "",
    address: Address = None,
    by: By = None,
    as_json: AsJson = False,
    lang: Lang = None,
) -> None:
    """Put the contracts on the step STATUS; when one of them may not go there, none of them moves."""
    from izacontract.register.who import who

    to, day = status_of_typed(status), day_typed(on)
    report, store = _register(context, address)
    store.move(references, to, who(by), on=day, note=note)
    _tell_changed(report, store.opened, list(dict.fromkeys(references)), as_json=as_json)


@register.command(help="Neem de laatste stap van een contract terug, als die een vergissing was.")
def undo(
    context: typer.Context,
    reference: Reference,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Waarom; blijft in het log.")],
    address: Address = None,
    by: By = None,
    as_json: AsJson = False,
    lang: Lang = None,
) -> None:
    """Take back the last step of the contract REFERENCE; the log keeps both."""
    from izacontract.register.who import who

    report, store = _register(context, address)
    undone = store.undo(reference, reason, who(by))
    report.say(f"{reference}: {undone} is teruggenomen.", f"{reference}: {undone} was taken back.")
    _tell_changed(report, store.opened, [reference], as_json=as_json)


@register.command(help="Leg vast dat een gebeurtenis waar een plicht aan hangt, heeft plaatsgevonden.")
def event(
    context: typer.Context,
    reference: Reference,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Naam van de gebeurtenis.")],
    on: On = None,
    note: Note = "",
    address: Address = None,
    by: By = None,
    as_json: AsJson = False,
    lang: Lang = None,
) -> None:
    """Record that the event NAME happened; the same event on the same day is recorded once."""
    from izacontract.register.who import who

    day = day_typed(on)
    report, store = _register(context, address)
    _warn_of_unknown(name, report)
    is_new = store.happened(reference, name, day, who(by), note=note)
    if as_json:
        _tell_changed(report, store.opened, [reference], as_json=True)
    elif is_new:
        report.say(
            f"{reference}: {name} op {day:%d-%m-%Y} is vastgelegd.", f"{reference}: {name} on {day} is recorded."
        )
    else:
        report.say("Dit stond al in het register.", "This was in the register already.")


@register.command(help="Leg vast dat een allonge is getekend; zet zij een andere laatste dag, dan geldt die voortaan.")
def addendum(
    context: typer.Context,
    reference: Reference,
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="Nummer van de allonge.")],
    on: On = None,
    note: Note = "",
    address: Address = None,
    by: By = None,
    as_json: AsJson = False,
    lang: Lang = None,
) -> None:
    """Record that addendum NUMBER of the contract REFERENCE was signed."""
    from izacontract.register.who import who

    day = day_typed(on)
    report, store = _register(context, address)
    end = store.sign_addendum(reference, number, who(by), on=day, note=note)
    report.say(
        f"{reference}: allonge {number} is getekend op {day:%d-%m-%Y}.",
        f"{reference}: addendum {number} was signed on {day}.",
    )
    if end:
        report.say(f"De laatste dag is nu {end:%d-%m-%Y}.", f"The last day is {end} now.")
    if as_json:
        _tell_changed(report, store.opened, [reference], as_json=True)


def _warn_of_unknown(name: str, report: Report) -> None:
    """Warn that no duty hangs on the event `name`; people may record others for themselves."""
    from izacontract.cli.drafting import loaded_plugins
    from izacontract.cli.duties import names_of
    from izacontract.meant import did_you_mean

    known = names_of(loaded_plugins(report, warn=False).library)
    if name not in known:
        meant = did_you_mean(name, known)
        report.say(
            f"waarschuwing: aan '{name}' hangt geen verplichting. {meant.nl}".rstrip(),
            f"warning: no duty hangs on '{name}'. {meant.en}".rstrip(),
        )


register.command("list", help="Toon de contracten in het register, alle of die aan de filters voldoen.")(list_)
register.command(help="Toon alles van één contract: partijen, versies, documenten, gebeurtenissen en wie wat deed.")(
    show
)


@register.command(help="Haal een contract uit het register, met alles wat er van partijen bij staat.")
def remove(
    context: typer.Context,
    reference: Reference,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Waarom; blijft in het log, zonder namen.")],
    address: Address = None,
    by: By = None,
    as_json: AsJson = False,
    lang: Lang = None,
) -> None:
    """Take the contract REFERENCE out; the log keeps what was done with it, without data of parties, and the reason."""
    from izacontract.register.who import who

    report, store = _register(context, address)
    store.remove(reference, reason, who(by))
    if as_json:
        from izacontract.render.answers import json_answer

        report.data(json_answer({"schema": CHANGED, "register": store.opened.where, "removed": [reference]}))
    report.say(
        f"{reference} is uit het register; het log houdt wat ermee is gedaan.",
        f"{reference} is out of the register; the log keeps what was done with it.",
    )


register.command(
    help="Toon wat in de contracten van het register vervalt, wie het moet en wanneer; standaard deze maand."
)(due)
register.command(help="Schrijf de contracten naar Excel, JSON of CSV; met dezelfde filters als list.")(export)


def _register(context: typer.Context, address: str | None) -> tuple[Report, Register]:
    """Return what tells, and the register at `address` or the one that the environment names, to write to."""
    from izacontract.register.store import Register

    report = report_of(context)
    return report, Register(opened(address_of(address), report))


def _tell_changed(report: Report, known: Opened, references: list[str], *, as_json: bool) -> None:
    """Print where the contracts `references` stand now."""
    from izacontract.register.listing import contracts_json
    from izacontract.register.reading import whole
    from izacontract.render.answers import json_answer

    found = [one.contract for one in whole(known, references, date.today())]
    if as_json:
        report.data(json_answer({"schema": CHANGED, "register": known.where, "contracts": contracts_json(found)}))
        return
    for one in found:
        report.say(
            f"{one.reference}: {one.status} sinds {one.status_day:%d-%m-%Y}.",
            f"{one.reference}: {one.status} since {one.status_day}.",
        )
