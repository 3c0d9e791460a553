"""`izacontract coverage`: what of the national agreements landed in a contract, or in the library."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from izacontract.cli.options import AsJson, ByReference, Lang, Library, report_of
from izacontract.cli.output import STANDARD, AsForm, Force, Out, chosen_form, deliver
from izacontract.cli.report import UsageError

if TYPE_CHECKING:
    from izacontract.coverage import Coverage
    from izacontract.host import Plugins

ALL: Final = "alle"


def coverage(
    context: typer.Context,
    subject: Annotated[
        str,
        typer.Argument(
            metavar="REQUEST|SECTOR",
            help="Aanvraag, - voor de standaardinvoer, een zorgsoort, of alle voor alle zorgsoorten.",
        ),
    ] = ALL,
    year: Annotated[int | None, typer.Option("--year", help="Eén contractjaar; zonder opgave alle jaren.")] = None,
    accord: Annotated[
        str | None, typer.Option("--accord", metavar="ID", help="Eén akkoord, met zijn id; zonder opgave alle.")
    ] = None,
    by_reference: ByReference = None,
    format: AsForm = None,
    as_json: AsJson = False,
    out: Out = None,
    force: Force = False,
    library: Library = None,
    lang: Lang = None,
) -> None:
    """Hold the agreements against the contract that REQUEST describes, against SECTOR's clauses, or against all."""
    from izacontract.cli.drafting import loaded_plugins
    from izacontract.coverage import unlinked
    from izacontract.reports.coverage import coverage_report

    report = report_of(context)
    chosen = chosen_form(format, as_json, out, subject, by_reference, force=force)
    plugins = loaded_plugins(report)
    _check_accord(accord, plugins)
    coverages = _coverages(subject, plugins, year, accord, by_reference)
    deliver(coverage_report(coverages, unlinked(plugins.library)), chosen, out, report, force=force)


def _check_accord(accord: str | None, plugins: Plugins) -> None:
    known = sorted({one.source.work for one in plugins.library.commitments if one.source.work})
    if accord is not None and accord not in known:
        names = ", ".join(known)
        raise UsageError(
            f"Er zijn geen afspraken van een akkoord '{accord}'.",
            f"There are no commitments of an accord '{accord}'.",
            f"Kies uit: {names}." if names else "Laat --accord weg.",
            f"Choose from: {names}." if names else "Leave out --accord.",
        )


def _check_year(year: int | None, years: Sequence[int]) -> Sequence[int]:
    """Return the years to cover: `year` alone or all; raises UsageError for one outside them."""
    if year is None or year in years:
        return years if year is None else (year,)
    raise UsageError(
        f"{year} is geen jaar van {years[0]} tot en met {years[-1]}.",
        f"{year} is no year from {years[0]} to {years[-1]}.",
        "Kies een jaar daarvan, of laat --year weg.",
        "Choose one of them, or leave out --year.",
    )


def _coverages(
    subject: str, plugins: Plugins, year: int | None, accord: str | None, by_reference: Path | None
) -> list[Coverage]:
    from izacontract.coverage import contract_years, sector_coverage, term
    from izacontract.coverage import coverage as contract_coverage

    if subject in plugins.sectors or subject == ALL:
        chosen = list(plugins.sectors.values()) if subject == ALL else [plugins.sectors[subject]]
        if not chosen:
            raise UsageError(
                "Er is geen plugin met een zorgsoort.",
                "There is no plugin with a sector.",
                "Zie: izacontract plugins",
                "See: izacontract plugins",
            )
        years = _check_year(year, contract_years(plugins.library))
        return [sector_coverage(sector, plugins.library, years, accord) for sector in chosen]
    if subject != STANDARD and not Path(subject).exists():
        raise _unknown(subject, plugins)
    from izacontract.cli.drafting import draft, given_general

    contract = draft(subject, plugins, general=given_general(by_reference, plugins))[0]
    return [contract_coverage(contract, _check_year(year, term(contract)), accord)]


def _unknown(subject: str, plugins: Plugins) -> UsageError:
    names = ", ".join((*plugins.sectors, ALL))
    return UsageError(
        f"'{subject}' is geen bestand en geen zorgsoort.",
        f"'{subject}' is neither a file nor a sector.",
        f"Noem een aanvraag, of kies uit: {names}.",
        f"Name a request, or choose from: {names}.",
    )
