"""What is agreed on a lump sum: one amount for all care of a year by named performances ("lumpsum")."""

from __future__ import annotations

from typing import Annotated

from izacontract import (
    BOTH,
    INSURER,
    Between,
    Code,
    Day,
    PositiveEuro,
    Section,
    Share,
    Terms,
    ToFill,
    Year,
    field,
)
from izacontract_algemeen.terms.entities import PerEntity

Amount = Annotated[PositiveEuro, Between(usual=Between(10_000, 2_000_000_000))]


class YearAmount(Terms):
    """The amount for one later calendar year."""

    year: Year = field("jaar", "Later kalenderjaar waarvoor het bedrag geldt.", by=BOTH)
    amount: Amount = field(
        "bedrag", "Bedrag voor dat hele kalenderjaar, in het prijspeil van het eerste bedrag.", by=BOTH
    )


class EntityShare(PerEntity):
    """The part of the lump sum that one legal entity of the insurer owes."""

    share: Share = field("aandeel", "Deel van de lumpsum dat deze rechtspersoon betaalt.", by=INSURER)


class LumpSum(Terms):
    """One amount per contract year, however often the care is given; claims by performance are an advance on it."""

    amount: ToFill[Amount] = field(
        "bedrag", "Bedrag voor een heel kalenderjaar, in het prijspeil van het jaar vóór ova.jaar.", by=BOTH
    )
    performances: ToFill[tuple[Code, ...]] = field(
        "prestaties",
        "Codes uit de prijslijst die onder de lumpsum vallen; hun tarief is het declaratietarief.",
        by=BOTH,
    )
    settled_by: ToFill[Day] = field(
        "afrekening_uiterlijk", "Laatste dag voor de jaarafrekening van het eerste contractjaar.", by=INSURER
    )
    years: tuple[YearAmount, ...] = field(
        "jaren", "Het bedrag per later kalenderjaar; zonder opgave het eerste bedrag, geïndexeerd.", by=BOTH, default=()
    )
    per_entity: ToFill[tuple[EntityShare, ...]] = field(
        "per_rechtspersoon", "Aandeel van elke rechtspersoon, samen 1; nodig bij meer dan één.", by=INSURER
    )


SECTIONS: tuple[Section, ...] = (Section("lumpsum", LumpSum, "Lumpsum", common=True),)
