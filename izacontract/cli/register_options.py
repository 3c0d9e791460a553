"""What the commands of `izacontract register` share: options, and which register, status and day are meant."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from izacontract.cli.report import Report, UsageError

if TYPE_CHECKING:
    from izacontract.register.opening import Opened
    from izacontract.register.reading import Filters
    from izacontract.register.steps import Status

Address = Annotated[
    str | None,
    typer.Option(
        "--register",
        metavar="FILE|URL",
        help="Het register: een bestand, of een adres van PostgreSQL; anders dat van IZACONTRACT_REGISTER.",
    ),
]
By = Annotated[
    str | None,
    typer.Option("--by", metavar="NAME", help="Wie dit doet; anders IZACONTRACT_USER of de gebruiker van de computer."),
]
Reference = Annotated[str, typer.Argument(metavar="REFERENCE", help="Kenmerk van het contract.")]
On = Annotated[str | None, typer.Option("--on", metavar="DAY", help="De dag (jjjj-mm-dd); anders vandaag.")]
Note = Annotated[str, typer.Option("--note", metavar="TEXT", help="Opmerking, voor wie het later leest.")]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DAY", help="De dag waarop de status wordt bepaald (jjjj-mm-dd); anders vandaag."),
]
OfStatus = Annotated[
    list[str] | None,
    typer.Option("--status", metavar="STATUS", help="Alleen met deze status; mag vaker, of met komma's."),
]
OfSector = Annotated[str, typer.Option("--sector", metavar="SECTOR", help="Alleen van deze zorgsoort.")]
OfParty = Annotated[
    str, typer.Option("--party", metavar="TEXT", help="Alleen met deze partij: deel van de naam, KvK, AGB of UZOVI.")
]
OfYear = Annotated[
    int | None, typer.Option("--year", min=1900, max=2200, metavar="YEAR", help="Alleen wat in dit jaar geldt.")
]
OfText = Annotated[
    str, typer.Option("--text", metavar="TEXT", help="Alleen met deze tekst in kenmerk, titel, namen of codes.")
]


def address_of(given: str | None) -> str:
    """Return which register is meant; raises UsageError when none is named."""
    from izacontract.register.messages import NO_REGISTER
    from izacontract.register.recording import REGISTER

    found = given or os.environ.get(REGISTER)
    if not found:
        raise NO_REGISTER.failure(UsageError)
    return found


def opened(address: str, report: Report) -> Opened:
    """Return the register at `address`, after a word when it was made now."""
    from izacontract.register.opening import open_register

    opened = open_register(address)
    if opened.is_new:
        report.say(f"Nieuw register gemaakt: {opened.where}.", f"New register made: {opened.where}.")
    return opened


def filters_of(typed: list[str] | None, sector: str, party: str, year: int | None, text: str) -> Filters:
    """Return the filters that were typed; raises UsageError for what is no status."""
    from izacontract.register.reading import Filters

    statuses = tuple(status_of_typed(one) for some in typed or () for one in some.split(",") if one.strip())
    return Filters(statuses, sector.strip(), party.strip(), year, text.strip())


def status_of_typed(typed: str) -> Status:
    """Return the status that was `typed`; raises UsageError for no status."""
    from izacontract.register.messages import NOT_A_STATUS
    from izacontract.register.steps import Status, listed, status_of

    found = status_of(typed)
    if found is None:
        raise NOT_A_STATUS.failure(UsageError, typed=typed, known=listed(tuple(Status)))
    return found


def day_typed(typed: str | None) -> date:
    """Return the day that was `typed`, today without one; raises UsageError for no day."""
    from izacontract.cli.library import day_of

    return day_of(typed) or date.today()
