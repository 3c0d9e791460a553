"""The header of a price list: which column is which, by the names that people give them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from izacontract.errors import Finding
from izacontract.intake.cells import TypedLine
from izacontract.prices import messages as m

SYNONYMS: Final[Mapping[str, tuple[str, ...]]] = {
    "code": (
        "code", "prestatiecode", "prestatie code", "prestatie", "declaratiecode", "zorgproductcode", "zorgproduct",
        "nza code", "nzacode", "tariefcode", "productcode", "artikelcode", "performance", "performance code",
        "product code",
    ),
    "omschrijving": (
        "omschrijving", "beschrijving", "naam", "prestatieomschrijving", "omschrijving prestatie", "zorgproductnaam",
        "description", "name",
    ),
    "eenheid": ("eenheid", "per", "tariefeenheid", "rekeneenheid", "unit"),
    "tarief": (
        "tarief", "prijs", "bedrag", "afgesproken tarief", "contracttarief", "contractprijs", "overeengekomen tarief",
        "tariff", "rate", "price", "agreed tariff",
    ),
    "regime": ("regime", "tariefregime", "soort tarief"),
    "maximum": (
        "maximum", "max", "maximumtarief", "maximum tarief", "max tarief", "maxtarief", "nza maximum", "nza tarief",
        "nza maximumtarief", "nza max", "maximum tariff", "nza maximum tariff",
    ),
    "tweede_maximum": ("tweede maximum", "max max", "maxmax", "max max tarief", "second maximum"),
    "oud_tarief": ("oud tarief", "vorig tarief", "tarief vorig jaar", "old tariff", "previous tariff"),
    "percentage_van_maximum": (
        "percentage van maximum", "percentage", "percentage van het maximum", "van maximum", "van het maximum",
        "van max", "max percentage", "percentage of maximum", "of maximum", "of the maximum", "",
    ),
}  # fmt: skip
"""What the columns are called, in small letters without signs; "" is a heading of a percent sign alone."""

_NEEDED: Final = ("tarief", "maximum")
_BY_NAME: Final = {name: key for key, names in SYNONYMS.items() for name in names}
_YEAR: Final = re.compile(r"\b20\d\d\b")
_BESIDE: Final = re.compile(r"\([^)]*\)|\b(?:in )?(?:euro|eur)\b|\b20\d\d\b|\b(?:excl|incl)\w*\.? btw\b|[^a-z]+")


def key_of(heading: str) -> str | None:
    """Return the key that a column called `heading` fills in; None where no name is known."""
    small = heading.casefold()
    plain = " ".join(_BESIDE.sub(" ", small).split())
    return None if not plain and "%" not in small else _BY_NAME.get(plain)


def is_header(line: TypedLine, asked: Mapping[str, str]) -> bool:
    """Return whether `line` names the columns of a price list: the code, and a tariff or a maximum."""
    texts = [cell.text.strip() for cell in line.cells]
    keys = {key for key, name in asked.items() if any(name.casefold() == text.casefold() for text in texts)}
    keys |= {key for text in texts if (key := key_of(text)) and key not in asked}
    return "code" in keys and not keys.isdisjoint(_NEEDED)


def columns_of(line: TypedLine, asked: Mapping[str, str], year: str, found: list[Finding]) -> dict[int, str]:
    """Return the key of each column of the header `line` by its number; what is wrong is put in `found`.

    `asked` gives the names that the user gave by key. Of columns alike but for a year that of the contract's `year`
    counts.
    """
    texts = {cell.column: cell.text.strip() for cell in line.cells}
    columns: dict[int, str] = {}
    for key, name in asked.items():
        same = [column for column, text in texts.items() if text.casefold() == name.casefold()]
        if same:
            columns[same[0]] = key
        else:
            found.append(m.NO_COLUMN.finding(column=name, columns=_named(texts.values())))
    for key in SYNONYMS:
        if key in asked:
            continue
        same = [column for column, text in texts.items() if column not in columns and key_of(text) == key]
        if len(same) > 1:
            of_year = [column for column in same if year and year in _YEAR.findall(texts[column])]
            if len(of_year) != 1:
                names = [texts[column] for column in same]
                found.append(m.TWO_COLUMNS.finding(key=key, columns=_named(names), first=names[0]))
            same = of_year[:1]
        columns |= dict.fromkeys(same, key)
    if unused := [text for column, text in texts.items() if column not in columns]:
        found.append(m.UNUSED.warning(columns=_named(unused), keys=", ".join(SYNONYMS)))
    return columns


def _named(texts: Iterable[str]) -> str:
    return ", ".join(f"'{text}'" for text in texts)
