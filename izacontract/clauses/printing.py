"""Prints single values: the filter of each type, and the check that a value has the type it is declared with."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from izacontract import dutch
from izacontract.model.values import OpenPoint

Filter = Callable[[Any], str]

FILTERS: Mapping[str, Filter] = {
    "tekst": str,
    "euro": dutch.euro,
    "procent": dutch.percentage,
    "aandeel": dutch.share,
    "getal": dutch.number,
    "datum": dutch.day,
    "jaar": str,
    "kwartaal": dutch.quarter,
    "dagen": dutch.days,
    "weken": dutch.weeks,
    "maanden": dutch.months,
    "opsomming": dutch.listing,
    "keuze": str,
    "janee": lambda value: "ja" if value else "nee",
}

RIGHT_ALIGNED = frozenset({"euro", "procent", "aandeel", "getal", "dagen", "weken", "maanden"})

ACCEPTED: Mapping[str, tuple[type, ...]] = {
    "tekst": (str,),
    "euro": (Decimal,),
    "procent": (Decimal,),
    "aandeel": (Decimal,),
    "getal": (Decimal, int),
    "datum": (date,),
    "jaar": (int,),
    "kwartaal": (str,),
    "dagen": (int,),
    "weken": (int,),
    "maanden": (int,),
    "lijst": (tuple, list),
    "keuze": (str,),
    "janee": (bool,),
    "rijen": (tuple, list),
}


def fits(value: object, kind: str) -> bool:
    """Return whether `value` may stand for a variable of type `kind`; an open point always may."""
    if isinstance(value, OpenPoint):
        return True
    if isinstance(value, bool):
        return kind == "janee"
    return isinstance(value, ACCEPTED[kind])


def labelled(value: object, labels: Mapping[str, str]) -> object:
    """Return `value`, or each item of it, under the label that it prints as."""
    if not labels or isinstance(value, OpenPoint):
        return value
    if isinstance(value, str):
        return labels.get(value, value)
    if isinstance(value, Sequence):
        return tuple(labels.get(item, item) if isinstance(item, str) else item for item in value)
    return value
