"""What is agreed on volume: a turnover ceiling per calendar year, or price times quantity without one."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator

from izacontract import (
    BOTH,
    INSURER,
    PROVIDER,
    Between,
    Day,
    Days,
    Message,
    Percentage,
    PositiveEuro,
    Section,
    Terms,
    Text,
    ToFill,
    Year,
    YesNo,
    field,
)
from izacontract_algemeen.terms.entities import PerEntity

CEILINGS = frozenset({"omzetplafond", "zorgkostenplafond"})
"""The kinds of volume agreement with a ceiling; `pxq` has none."""

NO_KIND = Message(
    "algemeen.volume-lumpsum",
    "Een aanneemsom of lumpsum is geen soort volume: het is één bedrag per jaar voor de genoemde prestaties.",
    "A lump sum is no kind of volume: it is one amount a year for the performances that are named.",
    "Haal volume weg, en typ de lumpsum als eigen onderdeel: "
    "lumpsum: {{bedrag: 1250000.00, prestaties: [CODE], afrekening_uiterlijk: 2028-07-01}}, met uw bedrag, codes en "
    "dag.",
    "Remove volume, and type the lump sum as a section of its own: "
    "lumpsum: {{bedrag: 1250000.00, prestaties: [CODE], afrekening_uiterlijk: 2028-07-01}}, with your amount, codes "
    "and day.",
)


def _no_lump_sum(value: object) -> object:
    if isinstance(value, str) and value.lower() in ("lumpsum", "aanneemsom"):
        raise NO_KIND.error()
    return value


Growth = Annotated[Percentage, Between(-100, 500, apart=Decimal("0.01"), usual=Between(-25, 25, apart=Decimal("0.1")))]
Ceiling = Annotated[PositiveEuro, Between(usual=Between(1_000, 2_000_000_000))]


class YearCeiling(Terms):
    """The ceiling of one calendar year."""

    year: Year = field("jaar", "Kalenderjaar waarvoor het bedrag geldt.", by=BOTH)
    ceiling: Ceiling = field(
        "bedrag", "Hoogste vergoeding in dat jaar, in het prijspeil van het eerste bedrag.", by=BOTH
    )


class EntityCeiling(PerEntity, YearCeiling):
    """The ceiling of one legal entity in one calendar year."""


class Volume(Terms):
    """Agreement on turnover ("omzetafspraak")."""

    elsewhere: ClassVar[Mapping[str, str]] = {"aanneemsom": "lumpsum", "lumpsum": "lumpsum"}

    kind: ToFill[Annotated[Literal["omzetplafond", "zorgkostenplafond", "pxq"], BeforeValidator(_no_lump_sum)]] = field(
        "soort",
        "Een plafond, of prijs maal aantal zonder plafond (pxq).",
        by=BOTH,
        choices={
            "omzetplafond": "Een hoogste bedrag per kalenderjaar voor de zorg die de aanbieder levert.",
            "zorgkostenplafond": "Een omzetplafond dat naar de zorgkosten is genoemd; de afspraken zijn gelijk.",
            "pxq": "Prijs maal aantal, zonder plafond.",
        },
    )
    ceiling: ToFill[Ceiling] = field(
        "bedrag",
        "Hoogste vergoeding in het eerste kalenderjaar.",
        by=BOTH,
        only_if={
            "soort": (
                "omzetplafond",
                "zorgkostenplafond",
            )
        },
    )
    warning_at: ToFill[Annotated[Percentage, Between(1, 100, usual=Between(25, 100))]] = field(
        "waarschuwing",
        "Deel van het plafond waarop de zorgaanbieder meldt.",
        by=INSURER,
        only_if={
            "soort": (
                "omzetplafond",
                "zorgkostenplafond",
            )
        },
    )
    answer_days: ToFill[Annotated[Days, Between(1, 180, usual=Between(5, 90))]] = field(
        "reactietermijn_dagen",
        "Termijn waarbinnen de zorgverzekeraar op die melding antwoordt.",
        by=INSURER,
        only_if={
            "soort": (
                "omzetplafond",
                "zorgkostenplafond",
            )
        },
        title="Reactietermijn",
    )
    settled_by: ToFill[Day] = field(
        "afrekening_uiterlijk",
        "Laatste dag voor de eindafrekening van het eerste contractjaar; over een later jaar telkens een jaar later.",
        by=INSURER,
        only_if={
            "soort": (
                "omzetplafond",
                "zorgkostenplafond",
            )
        },
    )
    above_ceiling: ToFill[Literal["doorleverplicht", "bijcontracteren", "stop"]] = field(
        "boven_plafond",
        "Wat er gebeurt als het plafond is bereikt.",
        by=BOTH,
        only_if={
            "soort": (
                "omzetplafond",
                "zorgkostenplafond",
            )
        },
        choices={
            "doorleverplicht": "De aanbieder levert door, tegen de vergoeding boven het plafond.",
            "bijcontracteren": "De aanbieder kan extra ruimte vragen; de verzekeraar beslist op tijd.",
            "stop": "Geen nieuwe verzekerden met planbare zorg; acute zorg en lopende behandelingen gaan door.",
        },
        title="Boven het plafond",
    )
    paid_above: Annotated[Percentage, Between(0, 100, apart=1, usual=Between(0, 100, apart=5))] | None = field(
        "vergoeding_boven_plafond",
        "Deel van het tarief dat boven het plafond wordt betaald bij doorleverplicht; zonder opgave 0.",
        by=BOTH,
        default=None,
        only_if={"boven_plafond": ("doorleverplicht",)},
        title="Vergoeding boven het plafond",
    )
    includes_ova: YesNo = field(
        "inclusief_ova",
        "Of het bedrag de OVA van ova.jaar al bevat; zo niet, dan wordt het geïndexeerd.",
        by=BOTH,
        default=True,
        only_if={
            "soort": (
                "omzetplafond",
                "zorgkostenplafond",
            )
        },
        title="Inclusief OVA",
    )
    settlement_is_fatal: YesNo = field(
        "afrekening_fataal",
        "Of terugvordering vervalt als de eindafrekening te laat komt.",
        by=BOTH,
        default=True,
        only_if={
            "soort": (
                "omzetplafond",
                "zorgkostenplafond",
            )
        },
        title="Terugvordering vervalt bij late afrekening",
    )
    scope: Text | None = field(
        "omvang", "Welke zorg onder het plafond valt; zonder opgave de hele prijslijst.", by=BOTH, default=None
    )
    years: tuple[YearCeiling, ...] = field(
        "jaren",
        "Het plafond per kalenderjaar; zonder opgave het eerste bedrag, geïndexeerd.",
        by=BOTH,
        default=(),
        only_if={
            "soort": (
                "omzetplafond",
                "zorgkostenplafond",
            )
        },
    )
    per_entity: tuple[EntityCeiling, ...] = field(
        "per_rechtspersoon",
        "Het eigen plafond van elke rechtspersoon, per jaar; zonder opgave geldt het bedrag voor hen samen.",
        by=INSURER,
        default=(),
        only_if={
            "soort": (
                "omzetplafond",
                "zorgkostenplafond",
            )
        },
    )
    growth: Growth | None = field("volumegroei", "Volumegroei waarmee is gerekend.", by=BOTH, default=None)
    note: Text | None = field("toelichting", "Toelichting op de afspraak.", by=BOTH, default=None)


class ExtraMeans(Terms):
    """How the parties use the national means for a higher demand for care (AZWA, hoofdstuk 4, 4 c, p. 83)."""

    use: Text = field("inzet", "Waarvoor partijen de extra middelen inzetten.", by=BOTH)
    year: ToFill[Year] = field("jaar", "Contractjaar van de inzet.", by=BOTH)
    title: ToFill[Text] = field("titel", "Titel waarmee de zorgverzekeraar betaalt, zonder bedrag.", by=INSURER)
    evidence: ToFill[Text] = field("bewijs", "Waaruit de inzet blijkt.", by=PROVIDER)


SECTIONS: tuple[Section, ...] = (
    Section("volume", Volume, "Volume en omzet", common=True),
    Section("remgelden", ExtraMeans, "Extra middelen voor een hogere zorgvraag", many=True, common=True),
)
