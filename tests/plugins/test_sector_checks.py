"""The checks of the sectors asked one by one: the value on which each turns, and what it is silent about."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from izacontract_ggz import checks as ggz
from izacontract_mdz import checks as mdz
from izacontract_msz import checks as msz

from izacontract import Finding
from izacontract.model.values import OpenPoint

OPEN: Any = OpenPoint("x.y")
BEGIN, END = date(2027, 1, 1), date(2027, 12, 31)


def row(**changes: Any) -> Any:
    return SimpleNamespace(**changes)


def request(begin: Any = BEGIN, end: Any = END, renewal: Any = "geen", **values: Any) -> Any:
    return row(
        agreement=row(begin=begin, end=end, renewal=renewal),
        value=lambda path: values.get(path.replace(".", "__")),
        reference_day=begin,
    )


def told(found: Any) -> list[tuple[tuple[object, ...], str]]:
    findings: list[Finding] = list(found)
    return [(one.path[1:], one.severity.name) for one in findings]


FIGURES: Any = row(
    day=lambda name: BEGIN,
    count=lambda name: 4 if name == ggz.LONGEST else 2,
    amount=lambda name, day: Decimal(2025) if "jaar" in name else Decimal(10),
)


@pytest.mark.parametrize(
    ("institution", "company", "acute", "found"),
    [
        ("ziekenhuis", row(), ("seh",), []), ("zelfstandige-kliniek", None, (), []), ("zelfstandige-kliniek", row(), (), [(("msb",), "FAULT")]),
        ("umc", row(), (), [(("msb",), "WARNING")]), ("umc", None, ("seh",), []), ("zelfstandige-kliniek", None, ("seh",), [(("acute_functies",), "WARNING")]),
        ("zelfstandige-kliniek", None, OPEN, []), (OPEN, row(), ("seh",), []),
    ],
)  # fmt: skip
def test_institution_has_what_it_can_have(institution: Any, company: Any, acute: Any, found: Any) -> None:
    given: Any = row(institution=institution, specialists_company=company, acute_functions=acute)
    assert told(msz.institution(given)) == found


def test_name_stands_once_whatever_its_capitals() -> None:
    assert told(msz.repeated("l", "k", ["a", "b", "A", OPEN, OPEN, "B"])) == [
        (("l", 2, "k"), "FAULT"),
        (("l", 5, "k"), "FAULT"),
    ]
    every: Any = row(
        volume_norms=[row(intervention="a")] * 2, highly_complex_care=[row(name="b")] * 2, networks=[row(name="c")] * 2,
        equipment=[row(technology="d")] * 2, choice_information=[row(condition="e")] * 2,
    )  # fmt: skip
    assert [path for path, _ in told(msz.doubles(every))] == [
        ("volumenormen", 1, "interventie"), ("hoogcomplexe_zorg", 1, "naam"), ("netwerken", 1, "netwerk"), ("dure_technologie", 1, "technologie"),
        ("kwaliteitsinformatie", 1, "aandoening"),
    ]  # fmt: skip
    every.volume_norms = every.highly_complex_care = OPEN
    assert len(told(msz.doubles(every))) == 3


@pytest.mark.parametrize(
    ("works", "set_on", "found"),
    [
        (BEGIN, date(2026, 1, 1), []), (BEGIN, BEGIN, []), (BEGIN, date(2027, 1, 2), [(("volumenormen", 0, "vanaf"), "FAULT")]),
        (date(2027, 1, 2), date(2026, 1, 1), [(("volumenormen", 0, "vanaf"), "WARNING")]), (OPEN, BEGIN, []), (BEGIN, OPEN, []),
    ],
)  # fmt: skip
def test_norm_works_from_a_national_day_after_it_was_set(works: Any, set_on: Any, found: Any) -> None:
    given: Any = row(volume_norms=[row(intervention="a", norm=OPEN, ground=OPEN, works_from=works, set_on=set_on)])
    assert told(msz.norms(given, FIGURES)) == found
    open_list: Any = row(volume_norms=OPEN)
    assert list(msz.norms(open_list, FIGURES)) == []


@pytest.mark.parametrize(
    ("named", "found"), [((), [(("ketens",), "FAULT")]), (("a", "b"), []), (("a", "b", "a"), [(("ketens", 2), "FAULT")]), (OPEN, [])]
)  # fmt: skip
def test_chain_is_named_once_and_one_at_least(named: Any, found: Any) -> None:
    given: Any = row(chains=named)
    assert told(mdz.chains(given)) == found


@pytest.mark.parametrize(
    ("plan", "organised", "day", "plans", "early"),
    [
        ("x", True, BEGIN, 0, 0), ("x", False, BEGIN, 1, 0), (None, False, BEGIN, 0, 0), ("x", True, date(2026, 12, 31), 0, 1), (None, True, date(2026, 12, 31), 0, 0),
        ("x", True, date(2027, 1, 2), 0, 0),
    ],
)  # fmt: skip
def test_plan_for_access_needs_an_organisation_and_texts_that_know_it(
    plan: Any, organised: Any, day: date, plans: int, early: int
) -> None:
    given: Any = row(access_plan=plan, regional_organisation=organised, alliance=None)
    assert told(mdz.access_plan(given)) == [(("toegangsplan",), "FAULT")] * plans
    assert told(mdz.too_early(request(day), given, FIGURES)) == [(("toegangsplan",), "WARNING")] * early
    given.alliance = "r"
    assert (("resv",), "WARNING") in told(mdz.too_early(request(date(2026, 12, 31)), given, FIGURES))


@pytest.mark.parametrize(
    ("services", "organised", "is_told"), [(("a",), True, False), (("a",), False, True), ((), False, False), (OPEN, False, False), (("a",), OPEN, False)]
)  # fmt: skip
def test_services_need_what_pays_for_them(services: Any, organised: Any, is_told: bool) -> None:
    given: Any = row(services=services, organisation_and_infrastructure=organised)
    assert bool(told(mdz.services(given))) is is_told


@pytest.mark.parametrize(
    ("section", "organised", "is_told"),
    [(row(), True, False), (row(), False, True), (None, False, False), (row(), OPEN, False)],
)
def test_patient_time_needs_a_regional_organisation(section: Any, organised: Any, is_told: bool) -> None:
    given: Any = row(regional_organisation=organised)
    assert bool(list(mdz.patient_time(request(mtvp=section), given))) is is_told


@pytest.mark.parametrize(
    ("code", "lines", "covered", "count"),
    [
        ("A", (row(code="A"),), (), 0), ("A", (row(code="B"), row(code="A")), ("B",), 0), ("A", (row(code="B"),), (), 1), ("A", (row(code="A"),), ("A",), 1),
        ("A", (), ("A",), 2), ("A", None, None, 0), ("A", OPEN, OPEN, 0), (None, (), ("A",), 0), (OPEN, (), ("A",), 0),
    ],
)  # fmt: skip
def test_what_pays_stands_in_the_price_list_and_is_not_paid_twice(
    code: Any, lines: Any, covered: Any, count: int
) -> None:
    _, path = mdz.PAID_BY[0]
    given = request(tarieven__prestaties=lines, lumpsum__prestaties=covered, **{path.replace(".", "__"): code})
    found = list(mdz.titles(given))
    assert [one.path for one in found] == [tuple(path.split("."))] * count


@pytest.mark.parametrize(
    ("weeks", "roles", "talks", "found"),
    [
        (4, (), True, []), (5, (), True, [(("verkennend_gesprek_weken",), "WARNING")]), (3, ("kerninstelling",), False, [(("rollen",), "WARNING")]),
        (3, ("kerninstelling",), True, []), (3, ("ander",), False, []), (3, OPEN, False, []), (3, ("kerninstelling",), OPEN, []), (OPEN, (), True, []),
    ],
)  # fmt: skip
def test_exploratory_talk_comes_in_time(weeks: Any, roles: Any, talks: Any, found: Any) -> None:
    given: Any = row(exploratory_talk_weeks=weeks, roles=roles, exploratory_talk=talks)
    assert told(ggz.exploratory_talk(given, FIGURES)) == found


@pytest.mark.parametrize(
    ("groups", "offered", "is_told"),
    [(("a",), True, False), (("a",), False, True), ((), False, False), (OPEN, False, False), (("a",), OPEN, False)],
)
def test_groups_of_complex_care_need_the_care(groups: Any, offered: Any, is_told: bool) -> None:
    given: Any = row(complex_groups=groups, complex_care=offered)
    assert bool(told(ggz.complex_care(given))) is is_told


def test_crucial_offer_stands_once() -> None:
    given: Any = row(crucial_offer=[row(name="a"), row(name=OPEN), row(name="A"), row(name="b")])
    assert told(ggz.doubles(given)) == [(("cruciaal_aanbod", 2, "naam"), "FAULT")]
    given.crucial_offer = OPEN
    assert told(ggz.doubles(given)) == []


@pytest.mark.parametrize(
    ("day", "renewal", "is_told"),
    [
        (BEGIN, "geen", False), (date(2026, 12, 31), "geen", True), (END, "geen", False), (date(2028, 1, 1), "geen", True),
        (date(2028, 1, 1), "stilzwijgend-een-jaar", False), (date(2026, 12, 31), "stilzwijgend-een-jaar", True), (OPEN, "geen", False), (date(2030, 1, 1), OPEN, False),
    ],
)  # fmt: skip
def test_growth_is_measured_while_the_contract_holds(day: Any, renewal: Any, is_told: bool) -> None:
    found = list(ggz._measured(3, row(form="x", measured_on=day), request(renewal=renewal)))
    assert [one.path for one in found] == [("ggz", "groeipad", 3, "meetdag")] * is_told


FORMS = list(ggz.GROWTH)


def path_row(form: Any, **changes: Any) -> Any:
    return row(
        **(
            {"form": form, "base_year": OPEN, "measured_on": OPEN, "base": Decimal(50), "target": Decimal(100)}
            | changes
        )
    )


def test_growth_paths_are_whole_and_grow_enough() -> None:
    figures: Any = row(amount=lambda name, day: Decimal(2025) if name in ggz.BASE_YEAR.values() else Decimal(10))

    def found(*rows: Any, begin: date = BEGIN) -> list[tuple[tuple[object, ...], str]]:
        given: Any = row(growth_paths=rows[0] if rows and rows[0] is OPEN else rows)
        return told(ggz.growth_paths(given, request(begin), figures))

    whole = [path_row(form) for form in FORMS]
    assert found(*whole) == []
    assert found(*whole[1:]) == [(("groeipad",), "BEFORE_FINAL")]
    assert found(*whole, whole[0]) == [(("groeipad", len(whole), "vorm"), "FAULT")]
    assert found(OPEN) == found(begin=date(2025, 12, 31)) == []
    for change, expected in (
        ({"base_year": Decimal(2025)}, []), ({"base_year": 2024}, [(("groeipad", 0, "basisjaar"), "WARNING")]),
        ({"target": Decimal("55.00")}, []), ({"target": Decimal("54.99")}, [(("groeipad", 0, "streefwaarde"), "WARNING")]),
        ({"target": Decimal("50.01")}, [(("groeipad", 0, "streefwaarde"), "WARNING")]), ({"target": Decimal(50)}, [(("groeipad", 0, "streefwaarde"), "BEFORE_FINAL")]),
        ({"target": OPEN}, []), ({"base": OPEN}, []),
    ):  # fmt: skip
        assert found(path_row(FORMS[0], **change), *whole[1:]) == expected
