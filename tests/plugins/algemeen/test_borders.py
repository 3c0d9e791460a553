"""More borders of the checks, asked of each check by itself: the day, amount or number on which it changes its mind."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from izacontract_algemeen.checks import contract as agreement
from izacontract_algemeen.checks import deadlines, lump_sum, patient_time, region, volume
from izacontract_algemeen.checks.price_elements import last_day as last_day_of_element
from izacontract_algemeen.terms.execution import Deadlines
from izacontract_algemeen.terms.lump_sum import LumpSum
from izacontract_algemeen.terms.prices import Tariffs
from izacontract_algemeen.terms.results import Monitoring, Result
from izacontract_algemeen.terms.volume import Volume

from izacontract import Finding
from izacontract.model.values import OpenPoint

OPEN: Any = OpenPoint("x.y")
BEGIN, END = date(2027, 1, 1), date(2027, 12, 31)


def told(found: Any) -> list[tuple[str, str]]:
    """Return the code of each finding without its plugin, and its severity."""
    findings: list[Finding] = list(found)
    return [(one.code.partition(".")[2], one.severity.name) for one in findings]


def request(begin: Any = BEGIN, end: Any = END, values: dict[str, object] | None = None, **sections: Any) -> Any:
    """Return what looks like a request with these days and, by the name of their model, these sections."""
    years = tuple(range(begin.year, end.year + 1)) if isinstance(begin, date) and isinstance(end, date) else ()
    return SimpleNamespace(
        agreement=SimpleNamespace(begin=begin, end=end, years=years, renewal=sections.pop("renewal", "geen"), signed_on=sections.pop("signed_on", None)),
        section=lambda model: sections.get(model.__name__),
        listed=lambda model: sections.get(model.__name__, ()),
        value=lambda path: (values or {}).get(path),
        sector="msz",
    )  # fmt: skip


def terms(**changes: Any) -> Any:
    return SimpleNamespace(**{"report": 7, "answer": 21, "hearing": 14, "talks": 28, "claim": 90, **changes})


@pytest.mark.parametrize(
    ("changes", "sections", "found"),
    [
        ({}, {}, []),
        ({"hearing": 28}, {}, []),
        ({"hearing": 29}, {}, [("termijn-hoor-na-einde", "BEFORE_FINAL")]),
        ({"answer": 28}, {}, []),
        ({"answer": 29}, {}, [("termijn-antwoord-na-einde", "BEFORE_FINAL")]),
        ({"answer": 0, "talks": 28}, {}, []),
        ({"answer": 0, "talks": 27}, {}, [("termijn-aanbod-te-laat", "WARNING")]),
        ({"answer": 14, "talks": 14}, {}, []),
        ({"answer": 13, "talks": 14}, {}, [("termijn-aanbod-te-laat", "WARNING")]),
        ({"report": 41}, {"Result": ["x"]}, []),
        ({"report": 42}, {"Result": ["x"]}, [("termijn-melding-na-oordeel", "BEFORE_FINAL")]),
        ({"report": 42}, {}, []),
        ({"answer": 28}, {"Monitoring": SimpleNamespace(frequency="maand")}, []),
        ({"answer": 29, "talks": 29}, {"Monitoring": SimpleNamespace(frequency="maand")}, [("termijn-rapportage-na-volgende", "BEFORE_FINAL")]),
        ({"answer": 90, "talks": 90}, {"Monitoring": SimpleNamespace(frequency="kwartaal")}, []),
        ({"answer": 91, "talks": 91}, {"Monitoring": SimpleNamespace(frequency="kwartaal")}, [("termijn-rapportage-na-volgende", "BEFORE_FINAL")]),
        ({"answer": 181, "talks": 181}, {"Monitoring": SimpleNamespace(frequency="halfjaar")}, []),
        ({"answer": 182, "talks": 182}, {"Monitoring": SimpleNamespace(frequency="halfjaar")}, [("termijn-rapportage-na-volgende", "BEFORE_FINAL")]),
        ({"answer": 365, "talks": 365}, {"Monitoring": SimpleNamespace(frequency="jaar")}, []),
        ({"answer": 366, "talks": 366}, {"Monitoring": SimpleNamespace(frequency="jaar")}, [("termijn-rapportage-na-volgende", "BEFORE_FINAL")]),
        ({"hearing": OPEN}, {}, []),
    ],
)  # fmt: skip
def test_term_fits_within_the_other_up_to_its_border(
    changes: dict[str, Any], sections: dict[str, Any], found: Any
) -> None:
    assert {model.__name__ for model in (Deadlines, Monitoring, Result, Volume, LumpSum, Tariffs)} >= set(sections)
    assert told(deadlines.check_request(request(Deadlines=terms(**changes), **sections))) == found


def test_terms_that_nobody_agreed_on_are_not_compared() -> None:
    assert deadlines.check_request(request()) == []


def ceiling(**changes: Any) -> Any:
    base: dict[str, Any] = {
        "kind": "omzetplafond", "answer_days": 29, "warning_at": Decimal(90), "settled_by": date(2028, 4, 1), "years": (), "ceiling": Decimal(100),
        "above_ceiling": "bijcontracteren", "paid_above": None, "growth": None, "scope": "x",
    }  # fmt: skip
    return SimpleNamespace(**(base | changes))


@pytest.mark.parametrize(
    ("changes", "end", "found"),
    [
        ({}, END, []),  # 36 days of the 365 are left from 90% on
        ({"answer_days": 30}, END, [("termijn-melding-na-plafond", "WARNING")]),
        ({"answer_days": 30, "kind": "pxq"}, END, []),
        ({"answer_days": 30, "kind": OPEN}, END, []),
        ({"answer_days": OPEN}, END, []),
        ({"answer_days": 30, "warning_at": OPEN}, END, []),
        ({"answer_days": 30}, date(2026, 12, 31), []),
        ({"answer_days": 11, "warning_at": Decimal(90)}, date(2027, 6, 30), []),
        ({"answer_days": 12, "warning_at": Decimal(90)}, date(2027, 6, 30), [("termijn-melding-na-plafond", "WARNING")]),
        ({"answer_days": 29}, date(2029, 12, 31), []),
        ({"answer_days": 30}, date(2029, 12, 31), [("termijn-melding-na-plafond", "WARNING")]),
    ],
)  # fmt: skip
def test_notice_and_answer_fit_before_the_ceiling_is_reached(changes: dict[str, Any], end: date, found: Any) -> None:
    given = request(end=end, Deadlines=terms(), Volume=ceiling(**changes))
    assert told(deadlines.check_request(given)) == found


@pytest.mark.parametrize(
    ("settled", "end", "claim", "found"),
    [
        (date(2027, 12, 31), END, 90, [("afrekening-te-vroeg", "FAULT")]),
        (date(2028, 1, 1), END, 90, [("afrekening-voor-declaraties", "WARNING")]),
        (date(2028, 3, 30), END, 90, [("afrekening-voor-declaraties", "WARNING")]),
        (date(2028, 3, 31), END, 90, []),
        (date(2027, 7, 1), date(2027, 6, 30), 1, [("afrekening-voor-declaraties", "WARNING")]),
        (date(2027, 7, 2), date(2027, 6, 30), 1, []),
        (date(2027, 12, 31), date(2028, 12, 31), 1, [("afrekening-te-vroeg", "FAULT")]),
        (date(2028, 1, 2), date(2028, 12, 31), 1, []),
        (date(2127, 12, 7), END, 99_999_999, [("afrekening-voor-declaraties", "WARNING")]),
        (date(2127, 12, 8), END, 99_999_999, []),
        (date(2028, 1, 1), END, OPEN, []),
        (OPEN, END, 90, []),
        (date(2027, 12, 31), OPEN, 90, []),
    ],
)
def test_settlement_comes_after_the_year_and_after_the_last_claim(
    settled: Any, end: Any, claim: Any, found: Any
) -> None:
    given = request(end=end, Deadlines=terms(claim=claim))
    assert told(volume.settlement(ceiling(settled_by=settled), given)) == found


def amounts(*lines: tuple[int, int]) -> Any:
    return tuple(SimpleNamespace(year=year, ceiling=Decimal(amount), amount=Decimal(amount)) for year, amount in lines)


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ((), []),
        (((2027, 100), (2028, 90)), []),
        (((2028, 90), (2027, 100)), []),
        (((2027, 101), (2028, 90)), ["plafond-eerste-jaar-anders"]),
        (((2027, 99), (2028, 90)), ["plafond-eerste-jaar-anders"]),
        (((2027, 100),), ["plafond-andere-jaren"]),
        (((2027, 100), (2028, 90), (2029, 80)), ["plafond-andere-jaren"]),
        (((2027, 100), (2028, 90), (2028, 80)), ["plafond-andere-jaren"]),
        (((2026, 99), (2028, 90)), ["plafond-andere-jaren"]),
    ],
)
def test_ceiling_has_one_amount_for_each_year(lines: Any, found: list[str]) -> None:
    given = request(end=date(2028, 12, 31))
    assert [code for code, _ in told(volume.years(ceiling(years=amounts(*lines)), given))] == found
    assert volume.years(ceiling(years=amounts((2020, 1))), request(end=date(2026, 12, 31))) == []
    assert volume.years(ceiling(years=amounts((2020, 1))), request(end=OPEN)) == []
    assert told(volume.years(ceiling(ceiling=OPEN, years=amounts((2027, 1))), request())) == []


@pytest.mark.parametrize(
    ("above", "paid", "found"),
    [
        ("doorleverplicht", Decimal(65), []), ("doorleverplicht", None, [("doorleverplicht-onbetaald", "WARNING")]),
        ("stop", None, [("stop-boven-plafond", "WARNING")]), ("bijcontracteren", None, []),
        ("bijcontracteren", Decimal(65), [("vergoeding-zonder-doorleverplicht", "FAULT")]),
        ("stop", Decimal(65), [("stop-boven-plafond", "WARNING"), ("vergoeding-zonder-doorleverplicht", "FAULT")]),
        (OPEN, Decimal(65), []), ("stop", OPEN, []),
    ],
)  # fmt: skip
def test_what_happens_above_the_ceiling_is_told_where_it_is_odd(above: Any, paid: Any, found: Any) -> None:
    assert told(volume.above(ceiling(above_ceiling=above, paid_above=paid))) == found


class Figures:
    """Figures of which one is known, on days in 2027."""

    by_id = frozenset({"algemeen.volumegroei-msz"})

    def on(self, name: str, day: date) -> Any:
        assert name == "algemeen.volumegroei-msz"
        return SimpleNamespace(value="0.5", status="vast") if day.year == 2027 else None


@pytest.mark.parametrize(
    ("growth", "begin", "found"),
    [
        (None, BEGIN, []), (OPEN, BEGIN, []), (Decimal("0.4"), BEGIN, []), (Decimal("0.5"), BEGIN, []),
        (Decimal("0.51"), BEGIN, [("volumegroei-boven-landelijk", "WARNING")]),
        (Decimal("0.1"), date(2028, 1, 1), [("volumegroei-niet-bekend", "WARNING")]), (Decimal(9), OPEN, []),
    ],
)  # fmt: skip
def test_growth_is_told_above_the_national_figure(growth: Any, begin: Any, found: Any) -> None:
    figures: Any = Figures()
    assert told(volume.growth(ceiling(growth=growth), request(begin=begin), figures)) == found


def test_values_that_only_a_ceiling_gives_a_meaning_are_told_each() -> None:
    values: dict[str, object] = {"volume.bedrag": Decimal(1), "volume.jaren": (), "volume.boven_plafond": None, "volume.waarschuwing": OPEN,
                                 "volume.afrekening_uiterlijk": BEGIN}  # fmt: skip
    found = volume.without_ceiling(request(values=values))
    assert [one.path for one in found] == [("volume", "bedrag"), ("volume", "afrekening_uiterlijk")]


def lump(**changes: Any) -> Any:
    base: dict[str, Any] = {
        "performances": ("A", "B"),
        "amount": Decimal(1000),
        "years": (),
        "settled_by": date(2028, 4, 1),
    }
    return SimpleNamespace(**(base | changes))


def tariffs(**regimes: str) -> Any:
    lines = tuple(
        SimpleNamespace(code=code, tariff=Decimal(10 * number), regime=regime)
        for number, (code, regime) in enumerate(regimes.items(), start=1)
    )
    return SimpleNamespace(performances=lines, regime_of=lambda line: line.regime)


LINES = tariffs(A="vrij", B="vrij", C="nza-vast")


@pytest.mark.parametrize(
    ("codes", "prices", "found"),
    [
        (("A", "B"), LINES, []), (("A", "X"), LINES, ["lumpsum-onbekende-prestatie"]), (("C",), LINES, ["lumpsum-vast-tarief"]),
        (("A",), None, []), (OPEN, LINES, []), (("X",), SimpleNamespace(performances=OPEN), []),
    ],
)  # fmt: skip
def test_lump_sum_is_for_performances_that_have_a_price_to_agree_on(codes: Any, prices: Any, found: list[str]) -> None:
    codes_told = [code for code, _ in told(lump_sum.care(lump(performances=codes), request(Tariffs=prices)))]
    assert len(codes_told) == len(found)
    assert all("lumpsum" in code or "prestatie" in code or "tarief" in code for code in codes_told)


@pytest.mark.parametrize(
    ("amount", "years", "paths"),
    [
        (21, (), []), (20, (), [("lumpsum", "bedrag")]), (19, (), [("lumpsum", "bedrag")]),
        (1000, ((2028, 21), (2029, 20)), [("lumpsum", "jaren", 1, "bedrag")]),
    ],
)  # fmt: skip
def test_lump_sum_pays_for_more_than_one_unit_of_the_dearest(amount: int, years: Any, paths: Any) -> None:
    found = lump_sum.care(lump(amount=Decimal(amount), years=amounts(*years)), request(Tariffs=LINES))
    assert [one.path for one in found] == paths


def test_performance_of_a_lump_sum_stands_there_once() -> None:
    assert [one.path[-1] for one in lump_sum.doubles(lump(performances=("A", "B", "A", "A")))] == [2, 3]
    assert list(lump_sum.doubles(lump(performances=OPEN))) == []


@pytest.mark.parametrize(
    ("years", "end", "is_told"),
    [
        ((), date(2029, 12, 31), False), (((2028, 1), (2029, 1)), date(2029, 12, 31), False), (((2029, 1), (2028, 1)), date(2029, 12, 31), False),
        (((2028, 1),), date(2029, 12, 31), True), (((2027, 1), (2028, 1), (2029, 1)), date(2029, 12, 31), True), (((2028, 1),), END, True),
        (((2028, 1),), OPEN, False), (((2028, 1),), date(2026, 12, 31), False),
    ],
)  # fmt: skip
def test_lump_sum_has_an_amount_for_each_later_year(years: Any, end: Any, is_told: bool) -> None:
    found = list(lump_sum.years(lump(years=amounts(*years)), request(end=end)))
    assert bool(found) is is_told
    if found and end == END:
        assert "geen later jaar" in found[0].message.nl


@pytest.mark.parametrize(
    ("settled", "end", "is_told"),
    [
        (date(2027, 12, 31), END, True), (date(2028, 1, 1), END, False), (date(2027, 6, 30), date(2027, 6, 30), True),
        (date(2027, 7, 1), date(2027, 6, 30), False), (date(2027, 12, 31), date(2029, 12, 31), True), (date(2028, 1, 1), date(2029, 12, 31), False),
        (OPEN, END, False), (date(2027, 1, 2), OPEN, False),
    ],
)  # fmt: skip
def test_account_of_a_lump_sum_comes_after_its_first_year(settled: Any, end: Any, is_told: bool) -> None:
    assert bool(list(lump_sum.settlement(lump(settled_by=settled), request(end=end)))) is is_told


@pytest.mark.parametrize(
    ("codes", "agreed", "is_told"),
    [
        (("A", "B", "C"), ceiling(), True), (("A", "B"), ceiling(), False), (("A", "B"), ceiling(scope=None), True),
        (("A", "B"), ceiling(scope=None, kind="pxq"), False), (("A", "B"), ceiling(scope=None, kind=OPEN), False), (OPEN, ceiling(), False),
        (("A", "B", "C"), None, False), (("A", "B", "C", "D"), ceiling(kind="pxq"), True),
    ],
)  # fmt: skip
def test_volume_is_not_limited_twice(codes: Any, agreed: Any, is_told: bool) -> None:
    assert (
        bool(list(lump_sum.limited_twice(lump(performances=codes), request(Volume=agreed, Tariffs=LINES)))) is is_told
    )


@pytest.mark.parametrize(
    ("day", "quarter"),
    [(date(2027, month, day), f"2027-Q{quarter}") for month, day, quarter in (
        (1, 1, 1), (3, 31, 1), (4, 1, 2), (6, 30, 2), (7, 1, 3), (9, 30, 3), (10, 1, 4), (12, 31, 4))],
)  # fmt: skip
def test_quarter_of_a_day_is_the_one_it_falls_in(day: date, quarter: str) -> None:
    assert patient_time.quarter_of(day) == quarter


@pytest.mark.parametrize(
    ("quarter", "end", "found"),
    [
        ("2023-Q1", END, [("mtvp-start-te-vroeg", "FAULT")]), ("2023-Q2", END, []), ("2027-Q4", END, []),
        ("2028-Q1", END, [("mtvp-start-na-einde", "WARNING")]), ("2028-Q1", OPEN, []), (OPEN, END, []),
    ],
)  # fmt: skip
def test_participation_begins_in_a_quarter_of_the_contract(quarter: Any, end: Any, found: Any) -> None:
    given: Any = SimpleNamespace(start_quarter=quarter)
    figures: Any = SimpleNamespace(day=lambda name: date(2023, 4, 1))
    assert told(patient_time.start(given, request(end=end), figures)) == found


@pytest.mark.parametrize(
    ("day", "is_told"), [(date(2025, 12, 31), False), (date(2025, 12, 30), True), (OPEN, False), (date(2027, 6, 1), False)]
)  # fmt: skip
def test_count_is_at_most_a_year_old(day: Any, is_told: bool) -> None:
    given: Any = SimpleNamespace(count_day=day)
    assert bool(list(patient_time.count(given, request()))) is is_told


@pytest.mark.parametrize(
    ("chosen", "part", "found"),
    [
        ((), True, ["mtvp-zonder-maatregel"]), ((), False, []), ((), OPEN, []), (("a", "b"), True, []),
        (("a", "b", "a", "a"), False, ["mtvp-maatregel-dubbel"] * 2), (OPEN, True, []),
    ],
)  # fmt: skip
def test_each_measure_is_chosen_once_and_one_at_least(chosen: Any, part: Any, found: list[str]) -> None:
    given: Any = SimpleNamespace(measures=chosen, participation=part)
    assert [code for code, _ in told(patient_time.measures(given))] == found


@pytest.mark.parametrize(
    ("due", "renewal", "is_told"),
    [
        (date(2026, 12, 31), "geen", True), (BEGIN, "geen", False), (END, "geen", False), (date(2028, 1, 1), "geen", True),
        (date(2028, 1, 1), "stilzwijgend-een-jaar", False), (date(2026, 12, 31), "stilzwijgend-een-jaar", True), (date(2028, 1, 1), OPEN, False),
        (OPEN, "geen", False),
    ],
)  # fmt: skip
def test_contribution_is_due_while_the_contract_holds(due: Any, renewal: Any, is_told: bool) -> None:
    given: Any = SimpleNamespace(contributions=(SimpleNamespace(due=BEGIN), SimpleNamespace(due=due), OPEN))
    found = list(region.days(given, request(renewal=renewal)))
    assert [one.path for one in found] == [("regio", "bijdragen", 1, "uiterlijk")] * is_told


def test_region_names_a_plan_and_its_results_have_contributions() -> None:
    def plans(regional: Any, acute: Any) -> list[Finding]:
        return list(region.plans(SimpleNamespace(regional_plan=regional, acute_care_plan=acute)))  # type: ignore[arg-type]

    assert [bool(plans(*given)) for given in ((None, None), ("x", None), (None, "x"), (OPEN, None), (None, OPEN))] == [
        True, False, False, False, False,
    ]  # fmt: skip
    rows = (SimpleNamespace(result="EEN"), SimpleNamespace(result="weg"), SimpleNamespace(result=OPEN))
    terms_: Any = SimpleNamespace(contributions=rows, results=("Een", "twee", OPEN))
    assert [(one.path, one.severity.name) for one in region.contributions(terms_)] == [
        (("regio", "resultaten", 1), "BEFORE_FINAL"), (("regio", "bijdragen", 1, "resultaat"), "FAULT"),
    ]  # fmt: skip
    none: Any = SimpleNamespace(contributions=rows, results=())
    assert list(region.contributions(none)) == []


@pytest.mark.parametrize(
    ("signed", "is_told"), [(None, False), (date(2026, 12, 31), False), (BEGIN, False), (date(2027, 1, 2), True), (OPEN, False)]
)  # fmt: skip
def test_contract_signed_after_its_first_day_is_told(signed: Any, is_told: bool) -> None:
    assert bool(agreement.signing(request(signed_on=signed))) is is_told


def test_entities_have_codes_of_their_own() -> None:
    def entity(kvk: Any, uzovi: Any) -> Any:
        return SimpleNamespace(kvk=kvk, uzovi=uzovi)

    def found(*listed: Any) -> list[tuple[object, ...]]:
        given: Any = SimpleNamespace(insurer=SimpleNamespace(entities=listed))
        return [one.path[2:] for one in agreement.entities(given)]

    assert found() == [()]
    assert found(entity("1", "2"), entity("3", "4")) == []
    assert found(entity("1", "2"), entity("1", "4"), entity("5", "2"), entity(OPEN, OPEN), entity(OPEN, OPEN)) == [
        (1, "kvk"),
        (2, "uzovi"),
    ]


@pytest.mark.parametrize(
    ("last", "end", "found"),
    [
        (None, END, []), (END, END, []), (date(2028, 1, 1), END, [("element-eindigt-na-contract", "FAULT")]), (OPEN, END, []),
        (END, OPEN, []),
    ],
)  # fmt: skip
def test_element_ends_with_the_contract_at_the_latest(
    last: Any, end: Any, found: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("izacontract_algemeen.checks.price_elements.starts_on", lambda given: BEGIN)
    element: Any = SimpleNamespace(last_day=last)
    assert told(last_day_of_element(0, element, request(end=end))) == found
    early: Any = SimpleNamespace(last_day=date(2026, 12, 31))
    assert told(last_day_of_element(0, early, request())) == [("element-eindigt-voor-begin", "FAULT")]
    assert told(last_day_of_element(0, SimpleNamespace(last_day=BEGIN), request())) == []  # type: ignore[arg-type]
