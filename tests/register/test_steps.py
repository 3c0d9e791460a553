"""The graph of steps, and what days make of a contract that was signed."""

from __future__ import annotations

from datetime import date

import pytest

from izacontract.register.steps import BEFORE_SIGNING, NEXT, Status, status_of, status_on
from tests.docs.samples import ROOT

BEGIN, END = date(2027, 1, 1), date(2027, 12, 31)


@pytest.mark.parametrize(
    ("day", "ended_on", "renews", "status"),
    [
        (date(2026, 12, 31), None, False, "getekend"),
        (date(2027, 1, 1), None, False, "loopt"),
        (date(2027, 12, 31), None, False, "loopt"),
        (date(2028, 1, 1), None, False, "beëindigd"),
        (date(2028, 1, 1), None, True, "loopt"),
        (date(2027, 6, 30), date(2027, 6, 30), False, "loopt"),
        (date(2027, 7, 1), date(2027, 6, 30), False, "beëindigd"),
        (date(2029, 7, 1), date(2029, 6, 30), True, "beëindigd"),
        (date(2029, 6, 30), date(2029, 6, 30), True, "loopt"),
    ],
)
def test_signed_contract_runs_between_its_days(day: date, ended_on: date | None, renews: bool, status: str) -> None:
    assert status_on(day, Status.SIGNED, BEGIN, END, ended_on, renews=renews) == status


@pytest.mark.parametrize("recorded", [*sorted(BEFORE_SIGNING), Status.ENDED])
def test_contract_that_was_not_signed_does_not_run(recorded: Status) -> None:
    assert status_on(date(2027, 6, 1), recorded, BEGIN, END, None, renews=False) is recorded


def test_signed_contract_without_days_stays_signed() -> None:
    assert status_on(date(2027, 6, 1), Status.SIGNED, None, None, None, renews=False) is Status.SIGNED


def test_every_step_leads_to_the_end_and_from_the_end_nothing_leads() -> None:
    assert set(NEXT) == set(Status) - {Status.RUNNING}
    assert NEXT[Status.ENDED] == ()
    assert all(Status.ENDED in after for step, after in NEXT.items() if step is not Status.ENDED)
    assert not any(Status.RUNNING in after for after in NEXT.values())


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ("Verstuurd", Status.SENT),
        ("BEËINDIGD", Status.ENDED),
        ("beeindigd", Status.ENDED),
        (" terug ", Status.RETURNED),
    ],
)
def test_status_may_be_typed_as_people_do(typed: str, status: Status) -> None:
    assert status_of(typed) is status
    assert status_of("klaar") is None


def test_docs_tell_every_step() -> None:
    page = (ROOT / "docs" / "register.md").read_text(encoding="utf-8")
    for step, after in NEXT.items():
        told = ", ".join(f"`{one}`" for one in after) or "geen"
        assert f"| `{step}` | {told} |" in page
