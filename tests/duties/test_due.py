"""The duties of a contract: which there are, on which day, and what they wait for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from izacontract.duties.due import Period, duties_of
from izacontract.model.deviation import Deviation
from izacontract.model.duty import Who
from izacontract.model.values import INSURER, OpenPoint
from tests.duties.support import START, START_LID, WEEKEND_LID, WEEKENDS, contract_of, days_of, library_of

ANSWER = (
    "antwoord:\n    - {who: zorgverzekeraar, what: Antwoordt., after: melding, within: termijn, otherwise: antwoord}"
)
LID = '1. {{ lid("antwoord") }}De Zorgverzekeraar antwoordt binnen {{ termijn | dagen }} na de melding.'
WITH_WEEKENDS = f"{ANSWER}\n  {WEEKENDS}"


def test_duty_of_an_event_waits_until_the_day_is_given(tmp_path: Path) -> None:
    (waiting,) = days_of(tmp_path, ANSWER, LID, {"termijn": 14})
    assert (waiting.day, waiting.event, waiting.waits_for) == (None, "melding", "ontvangst van de melding")
    assert waiting.how == "14 dagen daarna"
    (due,) = days_of(tmp_path, ANSWER, LID, {"termijn": 14}, events={"melding": [date(2027, 3, 1)]})
    assert (due.day, due.waits_for, due.who) == (date(2027, 3, 15), "", Who.INSURER)
    assert (due.place, due.otherwise) == ("artikel 1.1", "artikel 1.1")
    assert due.how == "14 dagen na ontvangst van de melding (1 maart 2027)"


def test_event_on_two_days_makes_two_duties_with_keys_of_their_own(tmp_path: Path) -> None:
    happened = {"melding": [date(2027, 6, 1), date(2027, 3, 1), date(2027, 3, 1)]}
    found = days_of(tmp_path, ANSWER, LID, {"termijn": 14}, events=happened)
    assert [duty.key for duty in found] == ["proef.een#antwoord/2027-03-01", "proef.een#antwoord/2027-06-01"]


@pytest.mark.parametrize(
    ("happened", "day"),
    [
        (date(2027, 3, 12), date(2027, 3, 30)),  # Good Friday, Easter and Easter Monday
        (date(2027, 3, 13), date(2027, 3, 30)),
        (date(2031, 4, 12), date(2031, 4, 28)),  # Koningsdag, kept on a Saturday
        (date(2027, 12, 18), date(2028, 1, 3)),  # New Year's Day
        (date(2028, 2, 15), date(2028, 2, 29)),  # leap day, a Tuesday
    ],
)
def test_term_that_ends_on_a_weekend_or_holiday_ends_on_the_next_other_day(
    tmp_path: Path, happened: date, day: date
) -> None:
    text = f"{LID}\n{WEEKEND_LID}"
    (due,) = days_of(tmp_path, WITH_WEEKENDS, text, {"termijn": 14}, events={"melding": [happened]})
    assert due.day == day
    assert ("eerstvolgende andere dag (artikel 1.2)" in due.how) is (day != date(2028, 2, 29))


def test_term_of_a_contract_without_that_lid_does_not_move(tmp_path: Path) -> None:
    (due,) = days_of(tmp_path, ANSWER, LID, {"termijn": 14}, events={"melding": [date(2027, 3, 13)]})
    assert due.day == date(2027, 3, 27)


def test_term_of_payment_and_of_hours_does_not_move(tmp_path: Path) -> None:
    duties = (
        "betaling:\n    - {who: zorgverzekeraar, what: Betaalt., after: melding, within: termijn, payment: true}\n"
        "  inbreuk:\n    - {who: partijen, what: Meldt., after: melding, within: 72 uur}\n"
        f"  {WEEKENDS}"
    )
    text = (
        '1. {{ lid("betaling") }}Betaalt binnen {{ termijn | dagen }}.\n'
        '1. {{ lid("inbreuk") }}Meldt binnen 72 uur.\n' + WEEKEND_LID
    )
    found = days_of(tmp_path, duties, text, {"termijn": 8}, events={"melding": [date(2027, 3, 19)]})
    assert {duty.id: duty.day for duty in found} == {
        "proef.een#betaling": date(2027, 3, 27),
        "proef.een#inbreuk": date(2027, 3, 22),
    }


def test_fixed_day_does_not_move_and_says_so(tmp_path: Path) -> None:
    duties = f"dag:\n    - {{who: zorgaanbieder, what: Levert., day: uiterlijk}}\n  {WEEKENDS}"
    text = '1. {{ lid("dag") }}Levert uiterlijk op {{ uiterlijk | datum }}.\n' + WEEKEND_LID
    (due,) = days_of(tmp_path, duties, text, {"uiterlijk": date(2027, 5, 1)}, variables="uiterlijk: datum")
    assert due.day == date(2027, 5, 1)
    assert due.how == "vaste dag: 1 mei 2027; dat is een zaterdag, en een vaste dag schuift niet op"


def test_yearly_day_returns_in_each_later_contract_year_and_on_the_last_of_february(tmp_path: Path) -> None:
    duties = "dag:\n    - {who: zorgverzekeraar, what: Rekent af., day: uiterlijk, yearly: true}"
    text = '1. {{ lid("dag") }}Rekent af uiterlijk op {{ uiterlijk | datum }}.'
    found = days_of(
        tmp_path, duties, text, {"uiterlijk": date(2028, 2, 29)}, variables="uiterlijk: datum", end=date(2029, 6, 30)
    )
    assert [(duty.occurrence, duty.day) for duty in found] == [
        ("2027", date(2028, 2, 29)),
        ("2028", date(2029, 2, 28)),
        ("2029", date(2030, 2, 28)),
    ]


@pytest.mark.parametrize(
    ("year", "days"),
    [
        ("each", [date(2027, 2, 15), date(2028, 2, 15)]),
        ("next", [date(2028, 2, 15), date(2029, 2, 15)]),
        ("last", [date(2028, 2, 15)]),
    ],
)
def test_day_of_the_year_is_counted_for_the_years_that_are_meant(tmp_path: Path, year: str, days: list[date]) -> None:
    duties = f"dag:\n    - {{who: zorgaanbieder, what: Geeft op., day: 15 februari, year: {year}}}"
    found = days_of(tmp_path, duties, '1. {{ lid("dag") }}Jaarlijks.', {}, variables="", end=date(2028, 12, 31))
    assert [duty.day for duty in found] == days


def test_term_after_each_contract_year_ends_with_the_term_of_the_contract(tmp_path: Path) -> None:
    duties = "opgave:\n    - {who: zorgaanbieder, what: Geeft op., after: contractjaar, within: termijn}"
    text = '1. {{ lid("opgave") }}Geeft op binnen {{ termijn | dagen }} na elk Contractjaar.'
    found = days_of(tmp_path, duties, text, {"termijn": 30}, end=date(2028, 6, 30))
    assert [duty.day for duty in found] == [date(2028, 1, 30), date(2028, 7, 30)]


@pytest.mark.parametrize(("label", "count"), [("maand", 12), ("kwartaal", 4), ("halfjaar", 2), ("jaar", 1)])
def test_period_that_the_lid_prints_makes_a_duty_of_each(tmp_path: Path, label: str, count: int) -> None:
    duties = "rapport:\n    - {who: zorgaanbieder, what: Rapporteert., after: elke, within: termijn}"
    text = '1. {{ lid("rapport") }}Rapporteert per {{ elke | keuze }} binnen {{ termijn | dagen }}.'
    labels = "elke: {type: keuze, labels: {maand: maand, kwartaal: kwartaal, halfjaar: halfjaar, jaar: jaar}}"
    found = days_of(tmp_path, duties, text, {"termijn": 21, "elke": label}, variables=f"termijn: dagen, {labels}")
    assert len(found) == count
    assert found[-1].day == date(2028, 1, 21)


def test_signature_after_the_first_day_is_the_start(tmp_path: Path) -> None:
    duties = "plan:\n    - {who: zorgaanbieder, what: Plant., after: aanvangsdag, within: termijn}"
    text = '1. {{ lid("plan") }}Plant binnen {{ termijn | dagen }} na de Aanvangsdag.'
    (early,) = days_of(tmp_path, duties, text, {"termijn": 10})
    assert (early.day, "niet opgegeven" in early.how) == (date(2027, 1, 11), True)
    for signed, day in ((date(2026, 12, 1), date(2027, 1, 11)), (date(2027, 2, 1), date(2027, 2, 11))):
        (due,) = days_of(tmp_path, duties, text, {"termijn": 10}, events={"ondertekening": [signed]})
        assert (due.day, "niet opgegeven" in due.how) == (day, False)


def test_day_before_the_start_or_soon_after_it_moves_by_the_contract_unless_it_is_firm(tmp_path: Path) -> None:
    duties = (
        "dag:\n    - {who: zorgaanbieder, what: Levert., day: uiterlijk}\n"
        "    - {who: zorgaanbieder, what: Levert vanaf., day: uiterlijk, firm: true}\n"
        f"  {START}\n  {WEEKENDS}"
    )
    text = '1. {{ lid("dag") }}Op {{ uiterlijk | datum }}.\n' + START_LID + "\n" + WEEKEND_LID
    values = {"uiterlijk": date(2027, 1, 15), "overleg": 30}
    found = days_of(tmp_path, duties, text, values, variables="uiterlijk: datum, overleg: dagen")
    # 31 January 2027 is a Sunday
    assert {duty.what: duty.day for duty in found} == {
        "Levert.": date(2027, 2, 1),
        "Levert vanaf.": date(2027, 1, 15),
    }


def test_duty_counts_from_the_last_day_of_another_until_it_is_done(tmp_path: Path) -> None:
    duties = f"{ANSWER}\n  overleg:\n    - {{who: partijen, what: Overleggen., after: '#antwoord', within: termijn}}"
    text = LID + '\n1. {{ lid("overleg") }}Partijen overleggen binnen {{ termijn | dagen }} daarna.'
    values, happened = {"termijn": 10}, {"melding": [date(2027, 3, 1)]}
    waiting = days_of(tmp_path, duties, text, values)[1]
    assert (waiting.event, waiting.how) == ("melding", "10 dagen na wat artikel 1.1 vraagt")
    planned = days_of(tmp_path, duties, text, values, events=happened)[1]
    assert planned.day == date(2027, 3, 21)
    done = days_of(tmp_path, duties, text, values, events={**happened, "proef.een#antwoord": [date(2027, 3, 4)]})
    assert [(duty.id, duty.day) for duty in done] == [
        ("proef.een#antwoord", date(2027, 3, 11)),
        ("proef.een#overleg", date(2027, 3, 14)),
    ]


def test_duties_that_count_from_each_other_end(tmp_path: Path) -> None:
    duties = (
        "een:\n    - {who: partijen, what: Een., after: '#twee', within: termijn}\n"
        "  twee:\n    - {who: partijen, what: Twee., after: '#een', within: termijn}"
    )
    text = '1. {{ lid("een") }}{{ termijn | dagen }}.\n1. {{ lid("twee") }}{{ termijn | dagen }}.'
    assert all(duty.day is None for duty in days_of(tmp_path, duties, text, {"termijn": 3}))


def test_latest_of_several_days_counts(tmp_path: Path) -> None:
    duties = "betaling:\n    - {who: zorgverzekeraar, what: Betaalt., after: aanvangsdag | vanaf, within: termijn}"
    text = '1. {{ lid("betaling") }}Betaalt binnen {{ termijn | dagen }} na de start of na {{ vanaf | datum }}.'
    for since, day in ((date(2026, 6, 1), date(2027, 1, 31)), (date(2027, 6, 1), date(2027, 7, 1))):
        values = {"termijn": 30, "vanaf": since}
        (due,) = days_of(tmp_path, duties, text, values, variables="termijn: dagen, vanaf: datum")
        assert due.day == day


def test_lid_that_is_not_printed_asks_nothing(tmp_path: Path) -> None:
    text = "{% if ja %}\n" + LID + "\n{% else %}\n1. Niets.\n{% endif %}"
    for yes, count in ((True, 1), (False, 0)):
        assert (
            len(days_of(tmp_path, ANSWER, text, {"termijn": 14, "ja": yes}, variables="termijn: dagen, ja: janee"))
            == count
        )


def test_duty_with_words_is_there_only_where_the_lid_says_them(tmp_path: Path) -> None:
    duties = ANSWER.replace("otherwise: antwoord", "says: na de melding")
    text = '1. {{ lid("antwoord") }}Antwoordt binnen {{ termijn | dagen }}{% if ja %} na de melding{% endif %}.'
    for yes, count in ((True, 1), (False, 0)):
        assert (
            len(days_of(tmp_path, duties, text, {"termijn": 14, "ja": yes}, variables="termijn: dagen, ja: janee"))
            == count
        )


def test_open_term_waits_for_its_value(tmp_path: Path) -> None:
    point = OpenPoint("termijnen.antwoord", "dagen", INSURER)
    variables = "termijn: {type: dagen, key: termijnen.antwoord}"
    (waiting,) = days_of(
        tmp_path, ANSWER, LID, {"termijn": point}, variables=variables, events={"melding": [date(2027, 3, 1)]}
    )
    assert waiting.day is None
    assert "termijnen.antwoord" in waiting.waits_for


def test_each_row_of_a_table_is_a_duty_with_its_own_words(tmp_path: Path) -> None:
    duties = (
        "mijlpaal:\n    - {who: zorgaanbieder, what: 'Haalt {rijen.wat}.', day: rijen.dag, proof: '{rijen.bewijs}'}"
    )
    columns = "wat: {title: Wat, type: tekst}, dag: {title: Dag, type: datum}, bewijs: {title: Bewijs, type: tekst}"
    text = '1. {{ lid("mijlpaal") }}Haalt:\n\n{{ rijen | tabel }}'
    rows = [
        {"wat": "de bouw", "dag": date(2027, 9, 1), "bewijs": "foto"},
        {"wat": "de start", "dag": date(2027, 6, 1), "bewijs": "brief"},
    ]
    found = days_of(
        tmp_path, duties, text, {"rijen": rows}, variables=f"rijen: {{type: rijen, columns: {{{columns}}}}}"
    )
    assert [(duty.day, duty.what, duty.proof, duty.occurrence) for duty in found] == [
        (date(2027, 6, 1), "Haalt de start.", "brief", "2"),
        (date(2027, 9, 1), "Haalt de bouw.", "foto", "1"),
    ]


def test_lid_that_parties_replaced_is_told_and_one_that_they_dropped_asks_nothing(tmp_path: Path) -> None:
    library = library_of(tmp_path, ANSWER, LID)
    for what, count in (("vervangen", 1), ("vervallen", 0)):
        other = Deviation("proef.een", "antwoord", what, ("Anders.",), "reden", None, None)  # type: ignore[arg-type]
        found = duties_of(contract_of(library, {"termijn": 14}, deviations=(other,)), library)
        assert len(found) == count
        assert all(duty.day is None and "anders" in duty.waits_for for duty in found)


def test_days_outside_the_period_are_left_out_and_what_waits_stays(tmp_path: Path) -> None:
    duties = f"{ANSWER}\n  dag:\n    - {{who: partijen, what: Praten., day: laatste-dag}}"
    text = LID + '\n1. {{ lid("dag") }}Aan het einde.'
    for period, count in ((Period(date(2028, 1, 1)), 1), (Period(date(2027, 12, 31), date(2027, 12, 31)), 2)):
        assert len(days_of(tmp_path, duties, text, {"termijn": 14}, days=period)) == count


@pytest.mark.parametrize(
    ("owes", "asked", "is_shown"),
    [
        (Who.PROVIDER, None, True),
        (Who.PROVIDER, Who.PROVIDER, True),
        (Who.PROVIDER, Who.INSURER, False),
        (Who.BOTH, Who.INSURER, True),
        (Who.EACH, Who.INSURER, True),
        (Who.INSURER, Who.BOTH, True),
        (Who.INSURER, Who.EACH, True),
    ],
)
def test_what_concerns_a_party_is_its_own_and_what_both_owe(owes: Who, asked: Who | None, is_shown: bool) -> None:
    assert owes.concerns(asked) is is_shown
