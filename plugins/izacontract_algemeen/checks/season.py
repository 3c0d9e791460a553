"""Checks the figures that a request supplies for its season: none contradicts one that is known already."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from izacontract import ContractRequest, Finding, Message, Parameters
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


def check_request(request: ContractRequest, parameters: Parameters) -> list[Finding]:
    """Return each figure that contradicts a known one, and each row without a figure."""
    rows = enumerate(request.listed(Season))
    return [finding for place, season in rows for finding in _row(place, season, parameters)]


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
