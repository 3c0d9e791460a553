"""Numbers in Dutch: the ranks of leden in references, and the digits in messages."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from babel.numbers import format_currency, format_decimal
from hypothesis import given
from hypothesis import strategies as st

from izacontract.dutch import euro, euros, number, ordinal, percentage, share, written
from izacontract.message import Message


@pytest.mark.parametrize(
    ("position", "word"),
    [
        (1, "eerste"),
        (19, "negentiende"),
        (20, "twintigste"),
        (21, "eenentwintigste"),
        (22, "tweeëntwintigste"),
        (28, "achtentwintigste"),
        (30, "dertigste"),
        (73, "drieënzeventigste"),
        (99, "negenennegentigste"),
        (100, "100e"),
    ],
)
def test_rank_is_written_in_words(position: int, word: str) -> None:
    assert ordinal(position) == word


def test_number_in_a_message_keeps_the_digits_that_were_typed() -> None:
    assert written(Decimal("1234567.50")) == "1.234.567,50"
    assert written(Decimal("0.5"), ".2f") == "0,50"
    message = Message("proef.x", "Het is {n}.", "It is {n}.", "Typ {n}.", "Type {n}.")
    assert message.finding(n=Decimal("45.00")).message.nl == "Het is 45,00."
    assert message.finding(n=Decimal("45.00")).hint.nl == "Typ 45.00."


@given(st.decimals(min_value=-(10**13), max_value=10**13, places=3))
def test_amount_is_written_as_the_locale_has_it(amount: Decimal) -> None:
    assert euro(amount) == format_currency(amount or Decimal(0), "EUR", locale="nl_NL")


@given(st.lists(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**13), max_value=10**13)))
def test_amounts_of_a_column_are_written_as_each_by_itself(amounts: list[Decimal]) -> None:
    assert euros(amounts) == [euro(amount) for amount in amounts]


NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**13), max_value=10**13)


@pytest.mark.parametrize(
    ("write", "pattern", "times", "sign"),
    [(percentage, "#,##0.00####", 1, "%"), (share, "#,##0.####", 100, "%"), (number, "#,##0.######", 1, "")],
)
@given(value=NUMBERS | st.decimals(min_value=-100, max_value=100, places=8) | st.integers(-(10**9), 10**9))
def test_numbers_are_written_as_babel_writes_them(
    write: Callable[[Decimal | int], str], pattern: str, times: int, sign: str, value: Decimal | int
) -> None:
    assert write(value) == format_decimal(value * times, pattern, locale="nl_NL") + sign
