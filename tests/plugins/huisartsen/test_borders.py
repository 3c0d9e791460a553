"""The borders of the checks on general practice, each asked by itself: the day, amount or code on which it turns."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from izacontract_huisartsen import checks

from izacontract import Finding
from izacontract.model.values import OpenPoint

OPEN: Any = OpenPoint("x.y")
BEGIN, END = date(2027, 1, 1), date(2027, 12, 31)


def told(found: Any) -> list[str]:
    findings: list[Finding] = list(found)
    return [f"{one.code.partition('.')[2]} {one.severity.name}" for one in findings]


def request(begin: Any = BEGIN, end: Any = END, practice: Any = None, **values: Any) -> Any:
    return SimpleNamespace(
        agreement=SimpleNamespace(begin=begin, end=end),
        section=lambda model: practice,
        value=lambda path: values.get(path.replace(".", "__")),
        reference_day=begin,
    )


FIGURES: Any = SimpleNamespace(
    day=lambda name: date(2028, 12, 31) if name == checks.TAILORED_LAST_DAY else date(2027, 1, 1),
    count=lambda name: 6,
    amount=lambda name, day: {2026: Decimal("3.00"), 2027: Decimal("3.40")}.get(day.year),
)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2027, 1, 15), 6, date(2027, 7, 15)), (date(2027, 1, 31), 1, date(2027, 2, 28)), (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2027, 12, 1), 1, date(2028, 1, 1)), (date(2027, 12, 31), 12, date(2028, 12, 31)), (date(2027, 6, 30), 6, date(2027, 12, 30)),
        (date(2027, 5, 5), 0, date(2027, 5, 5)),
    ],
)  # fmt: skip
def test_months_later_is_the_same_day_or_the_last_of_its_month(day: date, months: int, later: date) -> None:
    assert checks.months_later(day, months) == later


def row(**changes: Any) -> Any:
    return SimpleNamespace(**changes)


def line(code: str, regime: str | None = "bedrag") -> Any:
    return row(code=code, regime=regime)


def tailored(**changes: Any) -> Any:
    made = {"performance": "A", "end": date(2028, 12, 31), "results": ()} | changes
    return row(tailored=row(**made))


@pytest.mark.parametrize(
    ("made", "lines", "found"),
    [
        ({}, None, []), ({}, OPEN, []), ({}, (line("A"), line("B", "vrij")), []), ({}, (line("B"),), ["maatwerk-zonder-prijs FAULT"]),
        ({}, (line("A", "vrij"),), ["maatwerk-regime BEFORE_FINAL"]), ({}, (line("A", "nza-maximum"),), ["maatwerk-regime BEFORE_FINAL"]),
        ({"performance": OPEN}, (line("B", "vrij"),), []),
        ({"end": date(2029, 1, 1)}, None, ["maatwerk-na-het-kader WARNING"]), ({"end": OPEN}, None, []),
        ({"results": (row(due=date(2028, 12, 31), result="r"), row(due=date(2029, 1, 1), result="s"), row(due=OPEN, result="t"))}, None, ["maatwerk-te-laat FAULT"]),
        ({"results": OPEN}, None, []),
    ],
)  # fmt: skip
def test_tailored_agreements_have_a_price_and_end_in_time(made: dict[str, Any], lines: Any, found: list[str]) -> None:
    given = list(checks.tailored(request(practice=tailored(**made), tarieven__prestaties=lines), FIGURES))
    assert [text.rpartition(" ")[2] for text in told(given)] == [text.rpartition(" ")[2] for text in found]
    assert len(given) == len(found)
    assert list(checks.tailored(request(practice=row(tailored=None)), FIGURES)) == []
    assert list(checks.tailored(request(), FIGURES)) == []


@pytest.mark.parametrize(("contract", "count"), [("vrij", 1), ("nza-maximum", 1), (OPEN, 0)])
def test_price_of_tailored_agreements_follows_the_regime_of_the_contract(contract: Any, count: int) -> None:
    lines = (line("A", None),)
    given = request(practice=tailored(), tarieven__regime=contract, tarieven__prestaties=lines)
    assert len(list(checks.tailored(given, FIGURES))) == count


ALL = tuple(row(subject=subject) for subject in checks.SUBJECTS)


def plan(functions: Any = ("huisartsenpost",), **changes: Any) -> Any:
    made = {"reference": "P", "start": date(2027, 7, 15), "agreements": ALL, "approved_on": date(2027, 1, 15)} | changes
    return row(duty_plan=row(**made), acute_functions=functions)


@pytest.mark.parametrize(
    ("given", "severities"),
    [
        (plan(), []), (plan(start=date(2027, 7, 16)), ["FAULT"]), (plan(start=date(2027, 7, 14)), []), (plan(start=OPEN), []),
        (plan(start=date(2030, 1, 1), approved_on=None), []), (plan(start=date(2030, 1, 1), approved_on=OPEN), []),
        (plan(agreements=ALL[1:]), ["BEFORE_FINAL"]), (plan(agreements=()), ["BEFORE_FINAL"] * len(ALL)), (plan(agreements=OPEN), []),
        (plan(agreements=(*ALL, row(subject=OPEN))), []),
        (plan((), approved_on=None, reference=OPEN, start=OPEN, agreements=OPEN), []),
        (plan((), approved_on=None, reference="P", start=OPEN, agreements=OPEN), ["FAULT"]),
        (plan((), approved_on=None, reference=OPEN, start=OPEN, agreements=()), ["FAULT"]),
        (plan((), approved_on=BEGIN, reference=OPEN, start=OPEN, agreements=OPEN), ["FAULT"]),
        (plan(OPEN), []), (row(duty_plan=OPEN, acute_functions=("huisartsenpost",)), []), (None, []),
    ],
)  # fmt: skip
def test_plan_for_the_duties_is_whole_and_starts_in_time(given: Any, severities: list[str]) -> None:
    found = list(checks.duty_plan(request(practice=given), FIGURES))
    assert [one.severity.name for one in found] == severities


@pytest.mark.parametrize(
    ("begin", "end", "quarter", "days"),
    [
        (BEGIN, END, None, [BEGIN]), (BEGIN, date(2029, 6, 30), None, [BEGIN, date(2028, 1, 1), date(2029, 1, 1)]),
        (date(2027, 5, 1), date(2028, 1, 1), None, [date(2027, 5, 1), date(2028, 1, 1)]), (BEGIN, END, "2027-Q3", [date(2027, 7, 1)]),
        (BEGIN, END, "2026-Q3", [BEGIN]), (BEGIN, END, "2028-Q1", []), (BEGIN, date(2028, 12, 31), "2027-Q4", [date(2027, 10, 1), date(2028, 1, 1)]),
        (BEGIN, END, OPEN, [BEGIN]), (OPEN, END, None, []), (BEGIN, OPEN, None, []),
    ],
)  # fmt: skip
def test_patient_time_is_paid_from_its_quarter_in_each_year(
    begin: Any, end: Any, quarter: Any, days: list[date]
) -> None:
    assert list(checks.days_of_payment(request(begin, end, mtvp__startkwartaal=quarter))) == days


@pytest.mark.parametrize(
    ("amount", "begin", "end", "severities"),
    [
        (None, BEGIN, END, []), (OPEN, BEGIN, END, []), (Decimal("3.40"), BEGIN, END, []), (Decimal("3.41"), BEGIN, END, ["FAULT"]),
        (Decimal("3.20"), date(2026, 1, 1), END, ["FAULT"]), (Decimal("3.00"), date(2026, 1, 1), END, []),
        (Decimal("3.00"), BEGIN, date(2028, 12, 31), ["WARNING"]), (Decimal("3.00"), date(2025, 1, 1), date(2025, 12, 31), []),
        (Decimal("9.00"), date(2028, 1, 1), date(2028, 12, 31), ["WARNING"]),
    ],
)  # fmt: skip
def test_amount_for_patient_time_is_held_against_the_maximum_of_each_year(
    amount: Any, begin: Any, end: Any, severities: list[str]
) -> None:
    found = checks.amount_for_patient_time(request(begin, end, mtvp__tarief_per_kwartaal=amount), FIGURES)
    assert [one.severity.name for one in found] == severities


@pytest.mark.parametrize(
    ("contract", "lines", "mark", "paths"),
    [
        ("vrij", None, "x", [("tarieven", "regime")]), ("vrij", (row(regime=None), row(regime="nza-maximum")), "x", [("tarieven", "regime")]),
        ("vrij", (row(regime="nza-maximum"),), "x", []), ("nza-maximum", (row(regime="vrij"),), "x", []),
        ("nza-maximum", (row(regime="nza-vast"), row(regime="vrij")), OPEN, [("tarieven", "prestaties", 1, "regime")]),
        ("nza-maximum", (row(regime="bedrag"),), OPEN, []),
        (OPEN, None, "x", []), ("vrij", OPEN, "x", [("tarieven", "regime")]),
    ],
)  # fmt: skip
def test_free_tariff_needs_a_reference_of_the_nza(contract: Any, lines: Any, mark: Any, paths: Any) -> None:
    given = request(tarieven__regime=contract, tarieven__prestaties=lines, tarieven__nza_kenmerk=mark)
    assert [one.path for one in checks.free_tariff(given)] == paths
