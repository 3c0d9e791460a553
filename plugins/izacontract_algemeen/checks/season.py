"""Checks the figures that a request supplies for its season: none contradicts one that is known already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from izacontract import ContractRequest, Finding, Message, Parameters, is_open
from izacontract_algemeen.terms.season import KEY, Season

OTHER = Message(
    "algemeen.seizoen-anders-dan-bekend",
    "{key} van {year} is hier {typed}, maar {known} is al bekend ({status}, {source}).",
    "{key} of {year} is {typed} here, but {known} is known already ({status}, {source}).",
    "Haal de waarde weg: het bekende cijfer geldt, en een cijfer van een jaar staat maar één keer in de lijst. Is "
    "het bekende cijfer onjuist, meld dat dan aan wie izacontract bij u beheert.",
    "Remove the value: the known figure holds, and a figure of one year stands in the list only once. If the known "
    "figure is wrong, tell whoever maintains izacontract for you.",
)
NOTHING = Message(
    "algemeen.seizoen-zonder-cijfer",
    "De regel over {year} noemt geen cijfer.",
    "The row on {year} has no figure.",
    "Vul ova, nacalculatie, materiele_index of mtvp_maximum in, of haal de regel weg.",
    "Fill in ova, nacalculatie, materiele_index or mtvp_maximum, or remove the row.",
)
OTHER_YEARS = Message(
    "algemeen.seizoen-ander-jaar",
    "De lijst noemt {years}, maar het contract rekent met de OVA van {asked}.",
    "The list names {years}, but the contract works with the OVA of {asked}.",
    "Gaat de regel over {asked}, typ dan jaar: {asked}. Voeg anders een regel voor {asked} toe.",
    "If the row is about {asked}, type jaar: {asked}. Otherwise add a row for {asked}.",
)


def check_request(request: ContractRequest, parameters: Parameters) -> list[Finding]:
    """Return each figure that contradicts a known one, each row without a figure, and a list of other years only."""
    rows = request.listed(Season)
    return [
        *(finding for place, season in enumerate(rows) for finding in _row(place, season, parameters)),
        *_years(rows, request, parameters),
    ]


def _years(rows: Sequence[Season], request: ContractRequest, parameters: Parameters) -> Iterator[Finding]:
    """Give a warning when no row is about the year of the OVA, which is not known otherwise either."""
    asked = request.value("ova.jaar")
    if not rows or asked is None or is_open(asked) or any(season.year == asked for season in rows):
        return
    if parameters.on("algemeen.ova-percentage", date(asked, 1, 1)) is None:
        years = ", ".join(str(season.year) for season in rows)
        yield OTHER_YEARS.warning(KEY, 0, "jaar", years=years, asked=asked)


def _row(place: int, season: Season, parameters: Parameters) -> Iterator[Finding]:
    if not season.given:
        yield NOTHING.finding(KEY, place, year=season.year)
    for name, (key, value) in season.given.items():
        known = parameters.on(name, date(season.year, 1, 1)) if name in parameters.by_id else None
        if known is not None and Decimal(known.value) != value:
            yield OTHER.finding(
                KEY,
                place,
                key,
                key=key,
                year=season.year,
                typed=value,
                known=Decimal(known.value),
                status=known.status,
                source=known.source.document,
            )
