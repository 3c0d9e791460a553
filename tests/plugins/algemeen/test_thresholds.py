"""The borders of the checks, each with a row just below, at and above it; the refusals hold one row above each."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from izacontract_algemeen.checks.entities import add_up
from izacontract_algemeen.checks.execution import payment_term
from izacontract_algemeen.checks.price_elements import is_reasoned, seems_over_ova
from izacontract_algemeen.rules.contract import basis
from izacontract_algemeen.rules.price_elements import is_below_maximum
from izacontract_algemeen.rules.volume import example_values
from izacontract_algemeen.terms.volume import Volume

from izacontract.errors import Severity
from izacontract.intake.read import examine_request, read_request
from izacontract.model.values import OpenPoint
from tests.contracts.support import changed, example, plugins, smallest


@pytest.mark.parametrize(
    ("base", "key", "value", "code", "is_told"),
    [
        ("smallest mdz", "overeenkomst.begin", "2022-12-31", "begin-voor-2023", True),
        ("smallest mdz", "overeenkomst.begin", "2023-01-01", "begin-voor-2023", False),
        ("smallest mdz", "overeenkomst.einde", "2035-12-31", "looptijd-te-lang", False),
        ("smallest mdz", "overeenkomst.einde", "2036-01-01", "looptijd-te-lang", True),
        ("smallest mdz", "overeenkomst.einde", "2025-12-31", "einde-voor-begin", True),
        ("smallest mdz", "overeenkomst.einde", "2026-01-01", "einde-voor-begin", False),
        ("smallest mdz", "overeenkomst.einde", "2028-12-31", "looptijd-na-azwa", False),
        ("smallest mdz", "overeenkomst.einde", "2029-01-01", "looptijd-na-azwa", True),
        ("ggz", "overeenkomst.ondertekend_op", "2026-01-01", "ondertekend-na-begin", False),
        ("ggz", "overeenkomst.ondertekend_op", "2026-01-02", "ondertekend-na-begin", True),
        ("huisartsen", "mtvp.peildatum", "2024-01-01", "mtvp-peildatum-oud", False),
        ("huisartsen", "mtvp.peildatum", "2023-12-31", "mtvp-peildatum-oud", True),
        ("msz", "termijnen.hoor", 28, "termijn-hoor-na-einde", False),
        ("msz", "termijnen.hoor", 29, "termijn-hoor-na-einde", True),
        ("msz", "termijnen.antwoord", 28, "termijn-antwoord-na-einde", False),
        ("msz", "termijnen.antwoord", 29, "termijn-antwoord-na-einde", True),
        ("msz", "termijnen.melding", 41, "termijn-melding-na-oordeel", False),
        ("msz", "termijnen.melding", 42, "termijn-melding-na-oordeel", True),
    ],
)
def test_term_is_told_from_the_first_day_that_does_not_fit(
    base: str, key: str, value: object, code: str, is_told: bool
) -> None:
    request = smallest(base.split()[1]) if base.startswith("smallest") else example(base)
    found = examine_request(changed(request, **{key.replace(".", "__"): value}), plugins()).findings
    assert (f"algemeen.{code}" in {finding.code for finding in found}) is is_told


@pytest.mark.parametrize(
    ("days", "small", "code"),
    [
        (29, True, ""),
        (30, True, ""),
        (31, True, "betaaltermijn-mkb"),
        (31, False, ""),
        (59, False, ""),
        (60, False, ""),
        (61, False, "betaaltermijn-te-lang"),
        (61, True, "betaaltermijn-mkb"),
    ],
)
def test_payment_may_take_sixty_days_and_to_a_small_provider_thirty(days: int, small: bool, code: str) -> None:
    assert [finding.code for finding in payment_term(days, small=small)] == ([f"algemeen.{code}"] if code else [])


def test_payment_term_is_held_against_the_longer_one_while_the_size_is_open() -> None:
    unknown: Any = OpenPoint("zorgaanbieder.mkb")
    assert payment_term(60, small=unknown) == []
    assert [finding.code for finding in payment_term(61, small=unknown)] == ["algemeen.betaaltermijn-te-lang"]
    assert payment_term(OpenPoint("termijnen.betaling"), small=True) == []  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("last", "is_told"), [("99.99", True), ("100.00", False), ("100", False), ("100.01", True), ("100.005", True)]
)
def test_parts_are_the_whole_to_the_cent(last: str, is_told: bool) -> None:
    found = list(add_up([Decimal("200.00"), Decimal(last)], Decimal(300), ("volume", "per_rechtspersoon", "bedrag")))
    assert [finding.path for finding in found] == ([("volume", "per_rechtspersoon")] if is_told else [])


@pytest.mark.parametrize(("share", "is_told"), [("0.3999", True), ("0.4", False), ("0.4001", True)])
def test_shares_are_one_together_without_tolerance(share: str, is_told: bool) -> None:
    found = list(add_up([Decimal("0.6"), Decimal(share)], Decimal(1), ("lumpsum", "per_rechtspersoon"), show=str))
    assert bool(found) is is_told


def test_parts_of_an_open_whole_are_not_compared() -> None:
    assert list(add_up([Decimal(1)], OpenPoint("volume.bedrag"), ("volume", "per_rechtspersoon", "bedrag"))) == []


@pytest.mark.parametrize(
    ("reason", "is_enough"),
    [(None, False), ("a" * 39, False), ("a" * 40, True), ("a" * 41, True), (f" {'a' * 39} ", False)],
)
def test_reason_beside_the_ova_has_forty_characters(reason: str | None, is_enough: bool) -> None:
    element: Any = SimpleNamespace(beside_wages=reason)
    assert is_reasoned(element) is is_enough


@pytest.mark.parametrize(("length", "is_told"), [(9, True), (10, False), (11, False)])
def test_element_of_another_kind_is_described_in_ten_characters(length: int, is_told: bool) -> None:
    elements = [{**example("msz")["overige_prijselementen"][0], "soort": "anders", "omschrijving": "k" * length}]
    found = examine_request(changed(example("msz"), overige_prijselementen=elements), plugins()).findings
    assert ("algemeen.element-anders-zonder-omschrijving" in {finding.code for finding in found}) is is_told


@pytest.mark.parametrize(
    ("percentage", "is_told"), [(-99.99, False), (-100, True), (0, None), (0.01, False), (-0.01, False)]
)
def test_elements_leave_something_of_a_tariff_and_are_something(percentage: float, is_told: bool | None) -> None:
    elements = [{**example("msz")["overige_prijselementen"][0], "percentage": percentage}]
    found = examine_request(changed(example("msz"), overige_prijselementen=elements), plugins()).findings
    codes = {finding.code for finding in found if finding.path[:1] == ("overige_prijselementen",)}
    assert ("algemeen.elementen-te-groot" in codes) is (is_told is True)
    assert ("algemeen.element-nul" in codes) is (is_told is None)


@pytest.mark.parametrize(
    ("description", "is_over"),
    [
        ("Korting van 1% over de OVA", True),
        ("Afslag op de voorlopige loonindex", True),
        ("OVA-korting", True),
        ("Korting boven op de OVA", False),
        ("Korting naast de OVA", False),
        ("Reistijd", False),
    ],
)
def test_description_that_names_the_ova_is_doubted_unless_it_stands_beside_it(description: str, is_over: bool) -> None:
    assert seems_over_ova(description) is is_over


@pytest.mark.parametrize(
    ("end", "renewal", "is_revised"),
    [
        ("2027-12-31", "geen", False),
        ("2028-01-01", "geen", True),
        ("2029-01-01", "geen", True),
        ("2026-12-31", "stilzwijgend-een-jaar", True),
    ],
)
def test_contract_that_can_run_into_2028_is_revised(end: str, renewal: str, is_revised: bool) -> None:
    given = changed(smallest("mdz"), overeenkomst__einde=end, overeenkomst__verlenging=renewal)
    assert basis(read_request(given, plugins())).values["herzien_jaar"] is is_revised


@pytest.mark.parametrize(
    ("above", "paid", "counts", "recovered"),
    [
        ("doorleverplicht", 65, ["laat-antwoord", "extra-ruimte"], "443625.00"),
        ("doorleverplicht", None, ["laat-antwoord", "extra-ruimte"], "1267500.00"),
        ("bijcontracteren", None, ["dag-acuut", "laat-antwoord", "lopend", "extra-ruimte"], "682500.00"),
    ],
)
def test_example_of_the_ceiling_counts_care_by_what_was_agreed_above_it(
    above: str, paid: int | None, counts: list[str], recovered: str
) -> None:
    given = changed(example("msz"), volume__boven_plafond=above, volume__vergoeding_boven_plafond=paid)
    request = read_request(given, plugins())
    agreed = request.section(Volume)
    assert agreed is not None
    found = example_values(request, agreed)
    rows: Any = found["voorbeeld"]
    assert [row["zorg"] for row in rows if row["telt"]] == counts
    assert found["terug"] == Decimal(recovered)


@pytest.mark.parametrize(("percentage", "below"), [(99.99, True), (100, False), (None, "open")])
def test_tariff_is_below_the_maximum_under_a_hundred_percent_only(percentage: float | None, below: bool | str) -> None:
    given = smallest("huisartsen") | {"tarieven": {"regime": "nza-maximum", "percentage_van_maximum": percentage}}
    found = is_below_maximum(read_request(given, plugins()))
    assert ("open" if isinstance(found, OpenPoint) else found) == below


@pytest.mark.parametrize(
    ("last", "faults"),
    [("2024-12-31", 1), ("2025-01-01", 0), ("2027-12-31", 0), ("2028-01-01", 1)],
)
def test_element_ends_within_the_term_of_the_tariffs(last: str, faults: int) -> None:
    elements = [{**example("msz")["overige_prijselementen"][0], "einde": last}]
    found = examine_request(changed(example("msz"), overige_prijselementen=elements), plugins()).findings
    at_end = [finding for finding in found if finding.path == ("overige_prijselementen", 0, "einde")]
    assert len([finding for finding in at_end if finding.severity is Severity.FAULT]) == faults
