"""Many lines bound together give what each by itself gives, warnings and open points in their places included."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

import pytest

from izacontract import BOTH, Between, Code, Euro, OpenPoint, Terms, Text, ToFill, YesNo, field
from izacontract.intake import bind
from izacontract.intake.bind import Binder
from izacontract.intake.lines import MANY, plain_lines
from izacontract.intake.tree import Tree
from izacontract.model.values import Typed


class Line(Terms):
    """A line of a list."""

    code: Code = field("code", "Code.", by=BOTH)
    words: ToFill[Text] = field("omschrijving", "Omschrijving.", by=BOTH)
    kind: ToFill[Literal["a", "b"]] = field("soort", "Soort.", by=BOTH)
    amount: ToFill[Annotated[Euro, Between(usual=Between(1, 100))]] = field("bedrag", "Bedrag.", by=BOTH)
    asked: YesNo = field("gevraagd", "Of.", by=BOTH, default=False)


def line(number: int, **other: str | None) -> dict[str, Any]:
    typed = {"code": f"A{number}", "omschrijving": f"Consult {number}", "bedrag": f"{number + 1}.50"} | other
    return {key: value and Typed(value) for key, value in typed.items() if value != "-"}


def told(typed: list[Any], *, together: bool, monkeypatch: pytest.MonkeyPatch) -> tuple[Any, ...]:
    """Return what the binder makes of `typed`, as one list or line by line."""
    monkeypatch.setattr(bind, "MANY", MANY if together else len(typed))
    monkeypatch.setattr(bind, "plain_lines", plain_lines if together else lambda *_: None)
    bind._bound.forget()
    binder = Binder(Tree({}))
    terms = binder.items(Line, typed, ("prijzen",))
    bind._bound.forget()
    return [vars(one) for one in terms], binder.findings, binder.choices, binder.replaced


USUAL = [line(number) for number in range(MANY + 5)]


@pytest.mark.parametrize(
    "odd",
    [
        line(3),
        line(3, bedrag="250.00"),
        line(3, bedrag="0"),
        line(3, bedrag="-"),
        line(3, soort="a", gevraagd="ja"),
        line(3, soort="c"),
        line(3, bedrag="1,5"),
        line(3, omschrijving=None),
        line(3, code="-"),
        line(3, bdrag="2.00"),
        Typed("A3"),
        None,
    ],
)
def test_lines_bound_together_are_as_each_by_itself(odd: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = [*USUAL[:3], odd, *USUAL[4:]]
    one_by_one = told(typed, together=False, monkeypatch=monkeypatch)
    assert told(typed, together=True, monkeypatch=monkeypatch) == one_by_one


def test_open_value_of_a_line_says_where_it_stands() -> None:
    found = plain_lines(Line, USUAL, [("prijzen", number) for number in range(len(USUAL))])
    assert found is not None
    assert vars(found.terms[2])["kind"] == OpenPoint("prijzen[3].soort")
    assert found.choices["prijzen", 2, "soort"] == ("a", "b")
    assert vars(found.terms[2])["amount"] == Decimal("3.50")
