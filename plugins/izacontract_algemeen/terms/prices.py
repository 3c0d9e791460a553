"""What is agreed on prices: the price list with its tariff regime, and the OVA with its shares."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from difflib import get_close_matches
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator

from izacontract import (
    BOTH,
    INSURER,
    Between,
    Code,
    Euro,
    Message,
    OpenPoint,
    Percentage,
    Section,
    Terms,
    Text,
    ToFill,
    YesNo,
    field,
    is_open,
)
from izacontract_algemeen.terms.ova import Ova

Tariff = Annotated[Euro, Between(usual=Between(0, 250_000))]

COMPUTED = frozenset({"vrij"})
"""Regimes whose tariff annex B computes from the old one; of the others it prints the tariff as given."""

AMOUNT = "bedrag"
"""The regime of a performance by which an amount is claimed that an article agrees on: its tariff is one euro of it."""

REGIMES = {
    "vrij": "Partijen spreken het tarief zelf af; het contract rekent het uit met OVA en index.",
    "nza-maximum": "De NZa stelt een hoogste tarief vast; partijen spreken een percentage daarvan af.",
    "nza-vast": "De NZa stelt het tarief vast; er valt niets af te spreken.",
}

NO_REGIME = Message(
    "algemeen.regime-lumpsum",
    "Een lumpsum is geen tariefregime: een tarief per eenheid is geen bedrag per jaar.",
    "A lump sum is no tariff regime: a tariff per unit is no amount per year.",
    "Typ hier het regime van de declaratietarieven (vrij of nza-maximum), en de lumpsum als eigen onderdeel: "
    "lumpsum: {{bedrag: 1250000.00, prestaties: [CODE], afrekening_uiterlijk: 2027-07-01}}, met uw bedrag, codes en "
    "dag.",
    "Type the regime of the claim tariffs here (vrij or nza-maximum), and the lump sum as a section of its own: "
    "lumpsum: {{bedrag: 1250000.00, prestaties: [CODE], afrekening_uiterlijk: 2027-07-01}}, with your amount, codes "
    "and day.",
)


OF_A_LINE = Message(
    "algemeen.regime-bedrag",
    "Het regime bedrag geldt voor één prestatie, niet voor het hele contract.",
    "The regime bedrag holds for one performance, not for the whole contract.",
    "Typ hier vrij, nza-maximum of nza-vast, en regime: bedrag bij de prestatie zelf, in tarieven.prestaties.",
    "Type vrij, nza-maximum or nza-vast here, and regime: bedrag at the performance itself, in tarieven.prestaties.",
)


def _not_of_a_line(value: object) -> object:
    if isinstance(value, str) and value.strip().lower() == AMOUNT:
        raise OF_A_LINE.error()
    return _no_lump_sum(value)


def _no_lump_sum(value: object) -> object:
    if isinstance(value, str) and value.strip().lower() == "lumpsum":
        raise NO_REGIME.error()
    return value


Regime = Annotated[Literal["vrij", "nza-maximum", "nza-vast"], BeforeValidator(_not_of_a_line)]
RegimeOfLine = Annotated[Literal["vrij", "nza-maximum", "nza-vast", "bedrag"], BeforeValidator(_no_lump_sum)]


class Performance(Terms):
    """A line of the price list: one NZa performance ("prestatie") with its tariff."""

    code: Code = field("code", "Code van de prestatie, zoals op de declaratie.", by=INSURER)
    description: ToFill[Text] = field("omschrijving", "Omschrijving van de prestatie.", by=INSURER)
    unit: ToFill[Text] = field("eenheid", "Waarvoor het tarief geldt, zoals 'per consult'.", by=INSURER)
    tariff: ToFill[Tariff] = field(
        "tarief",
        "Bij 'vrij' het oude tarief (prijspeil vóór ova.jaar), anders dat van het contractjaar; onder een lumpsum het "
        "declaratietarief, bij 'bedrag' 1.00.",
        by=INSURER,
    )
    regime: RegimeOfLine | None = field(
        "regime",
        "Tariefregime van deze prestatie; zonder opgave dat van het contract.",
        by=INSURER,
        default=None,
        choices=REGIMES
        | {
            AMOUNT: "Met deze prestatie wordt een bedrag gedeclareerd dat een artikel noemt; het tarief is € 1,00 en "
            "wordt niet geïndexeerd."
        },
    )
    maximum: ToFill[Tariff] = field("maximum", "Bij 'nza-maximum' het maximumtarief van de NZa.", by=INSURER)
    second_maximum: ToFill[Tariff] = field(
        "tweede_maximum", "Bij max_max het tweede maximum dat de NZa voor de prestatie kent.", by=INSURER
    )
    previous: Tariff | None = field(
        "oud_tarief", "Bij max_max het tarief van het jaar ervoor, ter vergelijking.", by=INSURER, default=None
    )
    percentage_of_maximum: Annotated[Percentage, Between(5, 100, usual=Between(50, 100))] | None = field(
        "percentage_van_maximum",
        "Bij 'nza-maximum' het deel van het maximumtarief dat het tarief is; zonder opgave dat van het contract.",
        by=INSURER,
        default=None,
        title="Percentage van het maximum",
    )


class Tariffs(Terms):
    """The price list and the regime under which its tariffs come about."""

    regime: ToFill[Regime] = field(
        "regime",
        "Hoe de tarieven tot stand komen.",
        by=INSURER,
        choices=REGIMES,
    )
    percentage_of_maximum: ToFill[Annotated[Percentage, Between(5, 500, usual=Between(50, 120))]] = field(
        "percentage_van_maximum",
        "Deel van het NZa-maximumtarief dat de zorgverzekeraar betaalt; boven 100 alleen met max_max.",
        by=INSURER,
        title="Percentage van het maximum",
    )
    second_maximum: YesNo = field(
        "max_max",
        "Of een tarief tot het tweede maximum van de NZa is afgesproken.",
        by=BOTH,
        default=False,
        title="Tweede maximum (max-max)",
    )
    second_maximum_codes: tuple[Code, ...] = field(
        "max_max_prestaties",
        "Codes van de prestaties waarvoor het tweede maximum geldt.",
        by=BOTH,
        default=(),
        only_if={"max_max": ("ja",)},
        title="Prestaties met tweede maximum",
    )
    nza_reference: ToFill[Text] = field(
        "nza_kenmerk",
        "Regel of beschikking van de NZa waarop de tariefafspraak berust; nodig bij 'vrij' en 'bedrag'.",
        by=BOTH,
        title="Kenmerk van de NZa",
    )
    reasons: Text | None = field(
        "onderbouwing", "Waarom het percentage van het maximum onder 100 ligt.", by=BOTH, default=None
    )
    performances: ToFill[tuple[Performance, ...]] = field("prestaties", "De prijslijst.", by=INSURER)

    def regime_of(self, performance: Performance) -> str | OpenPoint:
        """Return the regime of `performance`: its own, or else the contract's."""
        return self.regime if performance.regime is None else performance.regime

    def under(self, *regimes: str) -> tuple[Performance, ...] | OpenPoint:
        """Return the lines of the price list under one of `regimes`; a line of open regime is in none."""
        if isinstance(self.performances, OpenPoint):
            return self.performances
        if regimes not in self._under:
            known = ((line, self.regime_of(line)) for line in self.performances)
            self._under[regimes] = tuple(line for line, own in known if not is_open(own) and own in regimes)
        return self._under[regimes]

    @cached_property
    def _under(self) -> dict[tuple[str, ...], tuple[Performance, ...]]:
        return {}

    def at_second_maximum(self, line: Performance) -> bool:
        """Return whether a tariff up to the NZa's second maximum is agreed on for `line`.

        Where no codes are named it is for each line that gives its second maximum.
        """
        if not self._has_second_maximum:
            return False
        regime = self.regime_of(line)
        if isinstance(regime, OpenPoint) or regime != "nza-maximum":
            return False
        codes = self.second_maximum_codes
        return line.code in codes if codes else not is_open(line.second_maximum)

    @cached_property
    def _has_second_maximum(self) -> bool:
        """Return whether a second maximum is agreed on for some line; kept as it is asked for each."""
        return not is_open(self.second_maximum, self.second_maximum_codes) and self.second_maximum

    def percentage_of(self, line: Performance) -> Decimal | OpenPoint:
        """Return how much of the NZa maximum the tariff of `line` is, in percent: its own, or else the contract's.

        Above 100 only at the second maximum; what the contract has above 100 is 100 for another performance.
        """
        if line.percentage_of_maximum is not None and not self.at_second_maximum(line):
            return line.percentage_of_maximum
        found = self.percentage_of_maximum
        if isinstance(found, OpenPoint) or self.at_second_maximum(line):
            return found
        return min(found, Decimal(100))

    @cached_property
    def undecided(self) -> tuple[Performance, ...] | OpenPoint:
        """Return the lines of the price list whose regime is still open."""
        if isinstance(self.performances, OpenPoint):
            return self.performances
        return tuple(line for line in self.performances if is_open(self.regime_of(line)))

    @property
    def all_decided(self) -> bool:
        """Return whether the regime of every line is known; with the list still open, whether the contract's is."""
        lines = self.undecided
        return not is_open(self.regime) if isinstance(lines, OpenPoint) else not lines

    @cached_property
    def regimes(self) -> frozenset[str]:
        """Return the regimes in use, kept for all lines: the contract's own as long as the price list is open."""
        if isinstance(self.performances, OpenPoint):
            return frozenset() if isinstance(self.regime, OpenPoint) else frozenset({self.regime})
        found = [self.regime_of(line) for line in self.performances]
        return frozenset(regime for regime in found if not isinstance(regime, OpenPoint))

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy with `update`, of which what is kept is looked up anew."""
        copied = super().model_copy(update=update, deep=deep)
        for kept in vars(copied).keys() - type(self).model_fields:
            del vars(copied)[kept]
        return copied


def nearest_codes(typed: str, known: Iterable[str]) -> str:
    """Return the codes of the price list that `typed` most likely means, the likeliest first; three at most."""
    return ", ".join(get_close_matches(typed, list(known), 3, 0))


SECTIONS: tuple[Section, ...] = (
    Section("tarieven", Tariffs, "Prestaties en tarieven", always=True),
    Section("ova", Ova, "OVA", always=True),
)
