"""Limits of numbers: what cannot be right is refused, what is unusual is told, each with what was probably meant."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

import pytest
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter, ValidationError

from izacontract.model.limits import Between, in_words, limits_in_schema, limits_of
from izacontract.model.values import Count, Percentage, PositiveEuro, Share, ToFill

ELEMENT = Between(-100, 100, apart=Decimal("0.05"), usual=Between(-10, 10, apart=Decimal("0.2")))
PART = Between(5, 500, usual=Between(50, 120))


@pytest.mark.parametrize(
    ("limits", "typed", "better"),
    [
        (ELEMENT, "-0.015", "-1.5"),
        (ELEMENT, "-150", "-1.5"),
        (ELEMENT, "0.0001", None),
        (PART, "0.985", "98.5"),
        (PART, "9850", "98.5"),
        (PART, "4.99", None),
        (Between(-20, 20, usual=Between(-5, 5)), "-20.01", None),
        (Between(0, 1, usual=Between(0, Decimal("0.5"))), "0.6", None),
        (Between(0, 1), "60", "0.6"),
        (Between(usual=Between(1_000, 2_000_000)), "48.75", None),
    ],
)
def test_a_shifted_point_is_told_with_what_was_meant(limits: Between, typed: str, better: str | None) -> None:
    assert limits.meant(Decimal(typed)) == (better and Decimal(better))


@pytest.mark.parametrize(
    ("kind", "typed", "code"),
    [
        (Annotated[Percentage, ELEMENT], "-0.049", "waarde.punt-verschoven"),
        (Annotated[Percentage, ELEMENT], "-0.0499", "waarde.punt-verschoven"),
        (Annotated[Percentage, ELEMENT], "0.0005", "waarde.te-klein"),
        (Annotated[Percentage, ELEMENT], "-5000", "waarde.te-laag"),
        (Annotated[Percentage, PART], "4.99", "waarde.te-laag"),
        (Annotated[Percentage, PART], "50001", "waarde.te-hoog"),
        (PositiveEuro, "0", "waarde.niet-groter"),
        (Share, "2", "waarde.punt-verschoven"),
        (Share, "1.1", "waarde.te-hoog"),
    ],
)
def test_what_cannot_be_right_is_refused(kind: object, typed: str, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(kind).validate_python(typed)
    assert refused.value.errors()[0]["ctx"]["message"].code == code


@pytest.mark.parametrize("typed", ["-100", "-0.05", "0", "0.05", "100"])
def test_the_limits_themselves_are_allowed(typed: str) -> None:
    assert TypeAdapter(Annotated[Percentage, ELEMENT]).validate_python(typed) == Decimal(typed)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (Decimal("-10"), None),
        (Decimal("0.2"), None),
        (Decimal("0"), None),
        (Decimal("-0.1"), "waarde.punt-verschoven"),
        (Decimal("0.19"), "waarde.ongewoon"),
        (Decimal("10.01"), "waarde.ongewoon"),
    ],
)
def test_what_is_unusual_is_told(value: Decimal, code: str | None) -> None:
    doubt = ELEMENT.doubt(value, ("korting",))
    assert (doubt and doubt.code) == code


def test_an_unusual_day_is_told() -> None:
    limits = Between(usual=Between(date(2015, 1, 1), date(2050, 12, 31)))
    doubt = limits.doubt(date(2005, 5, 31), ("dag",))
    assert doubt is not None
    assert doubt.message.nl == "2005-05-31 is hier ongewoon: gewoonlijk is dit 2015-01-01 tot en met 2050-12-31."


def test_limits_of_a_field_are_those_of_its_type_narrowed_down() -> None:
    assert limits_of(ToFill[Annotated[PositiveEuro, Between(high=10, usual=Between(1, 5))]]) == Between(
        high=10, above=0, usual=Between(1, 5)
    )
    assert limits_of(Annotated[Count, Between(low=1)]) == Between(low=1)
    assert limits_of(Annotated[Share, Between(usual=Between(0, 1))]) == Between(0, 1, usual=Between(0, 1))
    assert limits_of(Percentage) is None


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        (PART, "Mogelijk: 5 tot en met 500. Gewoonlijk: 50 tot en met 120."),
        (ELEMENT.usual, "Mogelijk: -10 tot en met 10 (0, of ten minste 0.2 boven of onder 0)."),
        (Between(above=0, usual=Between(high=5)), "Mogelijk: meer dan 0. Gewoonlijk: ten hoogste 5."),
        (Between(above=0, high=5), "Mogelijk: meer dan 0 tot en met 5."),
        (Between(low=0), "Mogelijk: ten minste 0."),
        (Between(usual=Between(0, 9)), "Gewoonlijk: 0 tot en met 9."),
        (Between(0, 1, usual=Between(0, 1)), "Mogelijk: 0 tot en met 1."),
        (Between(), ""),
        (None, ""),
    ],
)
def test_limits_are_said_in_words(limits: Between | None, words: str) -> None:
    assert in_words(limits).nl == words


@pytest.mark.parametrize("limits", [ELEMENT, PART, Between(above=0, usual=Between(low=Decimal("0.5"))), Between()])
def test_the_schema_holds_the_limits(limits: Between) -> None:
    assert limits_in_schema(limits.as_schema()) == limits


@pytest.mark.parametrize("value", [-101, -100, -0.05, -0.04, 0, 0.049, 0.05, 100.01])
def test_the_schema_refuses_what_the_type_does(value: float) -> None:
    schema = {"type": "number", **ELEMENT.as_schema()}
    assert Draft202012Validator(schema).is_valid(value) == ELEMENT.admits(Decimal(str(value)))
