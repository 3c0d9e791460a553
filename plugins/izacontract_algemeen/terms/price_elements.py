"""What is agreed on price elements: reasons why a price changes beside the OVA."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator

from izacontract import (
    BOTH,
    INSURER,
    Between,
    Codes,
    Day,
    Message,
    OpenPoint,
    Percentage,
    Section,
    Terms,
    Text,
    ToFill,
    field,
    is_open,
)
from izacontract_algemeen.terms.prices import COMPUTED, Performance, Tariffs

OVA_ELEMENT = Message(
    "algemeen.element-soort-ova",
    "Een prijselement van de soort '{kind}' kan niet: de OVA wordt volledig verwerkt (IZA, onderdeel J, § 5).",
    "A price element of the kind '{kind}' is not possible: the OVA is passed on in full (IZA, onderdeel J, § 5).",
    "Zet de OVA onder 'ova' en kies hier de soort die zegt waarom de prijs daarnaast verandert.",
    "Put the OVA under 'ova' and choose the kind here that says why the price changes besides it.",
)


def _not_the_ova(value: object) -> object:
    if isinstance(value, str) and value.strip().lower() == "ova":
        raise OVA_ELEMENT.error(kind=str(value))
    return value


class PriceElement(Terms):
    """A separate reason why the price changes besides the OVA: a surcharge or, below zero, a discount."""

    kind: Annotated[
        Literal[
            "productiviteit",
            "doelmatigheid",
            "passende-zorg",
            "volume",
            "historisch-prijsverschil",
            "lokale-omstandigheden",
            "anders",
        ],
        BeforeValidator(_not_the_ova),
    ] = field(
        "soort",
        "Waarom de prijs verandert.",
        by=INSURER,
        choices={
            "productiviteit": "De aanbieder werkt productiever.",
            "doelmatigheid": "De zorg kan doelmatiger.",
            "passende-zorg": "Zorg wordt passender, anders of elders.",
            "volume": "Het volume verandert.",
            "historisch-prijsverschil": "Het oude tarief wijkt sinds lang af.",
            "lokale-omstandigheden": "Omstandigheden van deze plaats of streek.",
            "anders": "Een andere reden; beschrijf haar.",
        },
    )
    description: ToFill[Text] = field("omschrijving", "Het prijselement in woorden.", by=INSURER)
    percentage: Annotated[
        Percentage, Between(-100, 100, apart=Decimal("0.05"), usual=Between(-10, 10, apart=Decimal("0.2")))
    ] = field(
        "percentage",
        "Opslag of, met een minteken, korting in procent van het oude tarief (bij 'nza-maximum' van het maximum);"
        " niet 0.",
        by=INSURER,
    )
    codes: Codes = field(
        "prestaties",
        "Codes van de prestaties waarvoor het prijselement geldt; zonder opgave elk vrij tarief of, als het contract"
        " dat niet kent, elk tarief met een maximum van de NZa.",
        by=INSURER,
        default=(),
    )
    last_day: Day | None = field(
        "einde", "Laatste dag waarop het prijselement geldt; zonder opgave die van de overeenkomst.", by=INSURER,
        default=None,
    )  # fmt: skip
    reasons: Text = field(
        "onderbouwing",
        "Waarom het prijselement voor deze zorgaanbieder past; een korting onderbouwt de zorgverzekeraar, een opslag de"
        " zorgaanbieder.",
        by=BOTH,
    )
    evidence: ToFill[Text] = field(
        "bewijs", "Document waaruit dat blijkt; bij een opslag mag het leeg zijn.", by=INSURER
    )
    beside_wages: Text | None = field(
        "reden_naast_ova",
        "Waarom een korting los staat van de OVA, als de prijselementen het effect van de lonen opheffen.",
        by=INSURER,
        default=None,
        title="Reden naast de OVA",
    )

    @property
    def is_discount(self) -> bool:
        """Return whether the price goes down; unknown, so false, as long as the percentage is open."""
        return not is_open(self.percentage) and self.percentage < 0

    def holds_for(self, line: Performance, tariffs: Tariffs) -> bool:
        """Return whether the element changes the tariff of `line`.

        Without codes of its own it holds for every tariff that annex B computes; where there is none, for every
        tariff with an NZa maximum that does not go up to the second maximum.
        """
        if self.codes:
            return line.code in self.codes
        regime = tariffs.regime_of(line)
        if isinstance(regime, OpenPoint):
            return False
        if tariffs.regimes & COMPUTED:
            return regime in COMPUTED
        return regime == "nza-maximum" and not tariffs.at_second_maximum(line)


SECTIONS: tuple[Section, ...] = (
    Section("overige_prijselementen", PriceElement, "Overige prijselementen", many=True, common=True),
)
