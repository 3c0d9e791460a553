"""What the register keeps, refuses and forgets, on both databases."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from izacontract.errors import ExitStatus, FileError
from izacontract.model.duty import SIGNED
from izacontract.register.due import happened_in
from izacontract.register.facts import AddendumFacts, ContractFacts, Entry, VersionFacts, document_of
from izacontract.register.messages import RegisterRefused
from izacontract.register.opening import open_register
from izacontract.register.reading import Filters, listed, removed_log, whole
from izacontract.register.steps import Status
from izacontract.register.store import Register
from tests.register.support import JANNEKE, TODAY, entry, everything, facts, later, provider, register_with


def test_register_that_is_not_there_is_made_once(address: str) -> None:
    assert open_register(address).is_new
    assert not open_register(address).is_new


def test_what_is_recorded_is_read_back(address: str) -> None:
    register = register_with(address)
    (found,) = whole(register.opened, ["F-1"], TODAY)
    one = found.contract
    assert (one.reference, one.sector, one.status, one.begin, one.end) == (
        "F-1", "fysio", "concept", date(2027, 1, 1), date(2027, 12, 31),
    )  # fmt: skip
    assert one.parties == facts().parties
    assert [(row["number"], row["fingerprint"], row["status"]) for row in found.versions] == [(1, "a", "concept")]
    (kept,) = found.documents
    assert (kept["name"], kept["kind"], kept["version"], kept["size"]) == ("contract.docx", "contract", 1, 3)
    (line,) = found.log
    assert (line.at, line.by, line.action, line.details["new"]) == ("2027-03-01T12:00:00Z", "janneke", "add", True)


def test_same_again_changes_and_logs_nothing(address: str) -> None:
    register = register_with(address)
    before = everything(register.opened)
    written = register.record("add", [entry()], later(1))
    assert (written.added, written.changed, written.same) == ([], [], ["F-1"])
    assert everything(register.opened) == before


def test_new_version_and_document_come_beside_the_earlier(address: str) -> None:
    register = register_with(address)
    register.record("generate", [entry(version="b", data="twee", end=date(2027, 6, 30))], later(1))
    (found,) = whole(register.opened, ["F-1"], TODAY)
    assert [row["fingerprint"] for row in found.versions] == ["a", "b"]
    assert [(row["number"], row["version"]) for row in found.documents] == [(1, 1), (2, 2)]
    assert found.contract.end == date(2027, 6, 30)


def test_what_is_not_known_leaves_what_was(sqlite: str) -> None:
    register = register_with(sqlite)
    register.record("add", [Entry(ContractFacts("F-1"), VersionFacts("b"))], later(1))
    (found,) = whole(register.opened, ["F-1"], TODAY)
    assert (found.contract.sector, found.contract.parties) == ("fysio", facts().parties)


def test_addendum_is_kept_and_a_newer_draft_of_it_takes_its_place(address: str) -> None:
    register = register_with(address)
    for data, day in (("een", None), ("twee", date(2027, 4, 1))):
        made = document_of("allonge.docx", f"allonge {data}", "allonge")
        given = Entry(facts(), documents=(made,), addendum=AddendumFacts(1, day, made.sha256))
        register.record("vary", [given], JANNEKE)
    (found,) = whole(register.opened, ["F-1"], TODAY)
    assert [(row["number"], row["effective"]) for row in found.addenda] == [(1, date(2027, 4, 1))]
    assert [row["kind"] for row in found.documents] == ["contract", "allonge", "allonge"]


def with_addendum(address: str, *, signed: bool = True, end: date = date(2028, 6, 30)) -> Register:
    """Return a register with a contract through 2027 and an addendum that makes it last until `end`."""
    register = register_with(address)
    if signed:
        register.move(["F-1"], Status.SENT, JANNEKE, on=TODAY)
        register.move(["F-1"], Status.SIGNED, JANNEKE, on=TODAY)
    made = document_of("allonge.docx", "allonge", "allonge")
    addendum = AddendumFacts(1, date(2027, 4, 1), made.sha256, end)
    register.record("vary", [Entry(facts(), documents=(made,), addendum=addendum)], JANNEKE)
    return register


def test_addendum_moves_the_last_day_once_it_is_signed_and_back_when_that_was_a_mistake(address: str) -> None:
    register = with_addendum(address)
    was = whole(register.opened, ["F-1"], TODAY)[0].contract
    assert was.end == facts().end
    assert register.sign_addendum("F-1", 1, later(1), on=later(1).today) == date(2028, 6, 30)
    (found,) = whole(register.opened, ["F-1"], date(2028, 6, 30))
    assert (found.contract.end, found.contract.status) == (date(2028, 6, 30), Status.RUNNING)
    assert found.addenda[0]["signed"] == later(1).today
    assert whole(register.opened, ["F-1"], date(2028, 7, 1))[0].contract.status == Status.ENDED
    assert register.undo("F-1", "verkeerde allonge", later(2)) == Status.SIGNED
    (found,) = whole(register.opened, ["F-1"], TODAY)
    assert (found.contract.end, found.addenda[0]["signed"]) == (was.end, None)
    assert (found.contract.status, found.contract.status_day) == (was.status, was.status_day)
    assert register.undo("F-1", "ook dat", later(3)) == Status.SIGNED  # the step before: the signing of the contract
    assert whole(register.opened, ["F-1"], TODAY)[0].contract.status == Status.SENT


def test_addendum_that_leaves_the_term_leaves_the_last_day(sqlite: str) -> None:
    register = with_addendum(sqlite, end=facts().end or TODAY)
    assert register.sign_addendum("F-1", 1, JANNEKE, on=TODAY) is None
    assert whole(register.opened, ["F-1"], TODAY)[0].contract.end == facts().end


@pytest.mark.parametrize(
    ("number", "days", "signed", "code"),
    [
        (2, 0, True, "register.geen-allonge"),
        (1, 0, False, "register.allonge-te-vroeg"),
        (1, -1, True, "register.dag-eerder"),
        (1, 1, True, "register.dag-later"),
    ],
)
def test_addendum_that_cannot_have_been_signed_is_refused(
    sqlite: str, number: int, days: int, signed: bool, code: str
) -> None:
    register = with_addendum(sqlite, signed=signed)
    with pytest.raises(RegisterRefused) as refused:
        register.sign_addendum("F-1", number, JANNEKE, on=TODAY + timedelta(days=days))
    assert refused.value.code == code
    assert whole(register.opened, ["F-1"], TODAY)[0].addenda[0]["signed"] is None


def test_signed_addendum_stays_whatever_is_made_later(sqlite: str) -> None:
    register = with_addendum(sqlite)
    register.sign_addendum("F-1", 1, JANNEKE, on=TODAY)
    with pytest.raises(RegisterRefused) as refused:
        register.sign_addendum("F-1", 1, JANNEKE, on=TODAY)
    assert refused.value.code == "register.allonge-getekend"
    other = AddendumFacts(1, date(2027, 5, 1), "ander", date(2029, 1, 1))
    written = register.record("vary", [Entry(facts(), addendum=other)], JANNEKE)
    assert [finding.code for finding in written.findings if "allonge" in finding.code] == ["register.allonge-staat"]
    (found,) = whole(register.opened, ["F-1"], TODAY)
    assert (found.addenda[0]["effective"], found.contract.end) == (date(2027, 4, 1), date(2028, 6, 30))


@pytest.mark.parametrize(
    ("other", "words"),
    [
        (facts(sector="ergo"), "van zorgsoort fysio, niet ergo"),
        (
            facts(parties=provider("Praktijk Twee B.V.", agb="04999102")),
            "met Praktijk Één B.V., niet met Praktijk Twee",
        ),
        (facts(begin=date(2028, 1, 1), end=date(2028, 12, 31)), "van 01-01-2027 tot en met 31-12-2027"),
    ],
)
def test_reference_of_another_contract_is_refused_and_the_others_are_kept(
    other: ContractFacts, words: str, sqlite: str
) -> None:
    register = register_with(sqlite)
    written = register.record("batch", [Entry(other, VersionFacts("b")), entry("F-2")], JANNEKE)
    assert (written.refused, written.added) == (["F-1"], ["F-2"])
    assert words in written.findings[0].message.nl
    assert whole(register.opened, ["F-1"], TODAY)[0].contract.parties == facts().parties


@pytest.mark.parametrize(
    "parties",
    [
        provider("Praktijk Een B.V.", agb="04999101"),
        provider("praktijk één b.v.", agb="04999109"),
        provider("Nieuwe naam B.V.", kvk="90000101"),
    ],
)
def test_mended_name_or_code_is_the_same_contract(parties: tuple[object, ...], sqlite: str) -> None:
    register = register_with(sqlite)
    written = register.record("generate", [entry(version="b", parties=parties)], JANNEKE)
    assert written.changed == ["F-1"]
    assert whole(register.opened, ["F-1"], TODAY)[0].contract.parties == parties


def test_contract_without_reference_is_told_and_skipped(sqlite: str) -> None:
    register = Register(open_register(sqlite))
    written = register.record("batch", [entry(""), entry("F-2")], JANNEKE)
    assert written.added == ["F-2"]
    assert [one.code for one in written.findings] == ["register.geen-kenmerk"]


def signed(register: Register) -> Register:
    for step in (Status.SENT, Status.AGREED, Status.SIGNED):
        register.move(["F-1"], step, JANNEKE, on=TODAY)
    return register


def test_signed_contract_keeps_its_days_and_parties(address: str) -> None:
    register = signed(register_with(address))
    written = register.record("generate", [entry(version="b", end=date(2027, 6, 30))], later(1))
    assert [one.code for one in written.findings] == ["register.getekend"]
    assert "looptijd" in written.findings[0].message.nl
    (found,) = whole(register.opened, ["F-1"], TODAY)
    assert found.contract.end == date(2027, 12, 31)
    assert len(found.versions) == 2


def test_steps_are_kept_with_day_and_note(address: str) -> None:
    register = register_with(address)
    register.move(["F-1"], Status.SENT, JANNEKE, on=date(2027, 2, 20), note="per e-mail")
    (found,) = whole(register.opened, ["F-1"], TODAY)
    assert (found.contract.status, found.contract.status_day) == ("verstuurd", date(2027, 2, 20))
    assert found.log[-1].details == {"from": "concept", "to": "verstuurd", "day": "2027-02-20"}
    assert found.log[-1].note == "per e-mail"


def test_next_draft_goes_out_after_one_came_back(address: str) -> None:
    register = register_with(address)
    for step in (Status.SENT, Status.RETURNED, Status.SENT, Status.RETURNED, Status.AGREED, Status.SIGNED):
        register.move(["F-1"], step, JANNEKE, on=TODAY)
    assert listed(register.opened, Filters(), TODAY)[0].status == "loopt"


@pytest.mark.parametrize(
    ("steps", "to", "on", "note", "code"),
    [
        ((), Status.AGREED, TODAY, "", "register.stap"),
        ((), Status.RUNNING, TODAY, "", "register.loopt"),
        ((), Status.ENDED, TODAY, "", "register.reden"),
        ((), Status.SENT, date(2027, 3, 2), "", "register.dag-later"),
        ((Status.SENT,), Status.RETURNED, date(2027, 2, 28), "", "register.dag-eerder"),
        ((Status.SENT, Status.SIGNED), Status.SENT, TODAY, "", "register.stap"),
        ((Status.SENT, Status.SIGNED), Status.ENDED, date(2026, 12, 31), "", "register.dag-voor-begin"),
        ((), Status.SENT, TODAY, "x" * 2001, "register.te-lang"),
    ],
)
def test_step_that_may_not_follow_is_refused_and_changes_nothing(
    steps: tuple[Status, ...], to: Status, on: date, note: str, code: str, sqlite: str
) -> None:
    register = register_with(sqlite, entry(), entry("F-0"))
    for step in steps:
        register.move(["F-1"], step, JANNEKE, on=TODAY)
    before = everything(register.opened)
    with pytest.raises(RegisterRefused) as refused:
        register.move(["F-0", "F-1"] if to is Status.SENT and not steps else ["F-1"], to, JANNEKE, on=on, note=note)
    assert (refused.value.code, refused.value.status) == (code, ExitStatus.REQUEST)
    assert everything(register.opened) == before


def test_refusal_names_the_steps_that_are_allowed(sqlite: str) -> None:
    register = register_with(sqlite)
    with pytest.raises(RegisterRefused, match="verstuurd, beëindigd"):
        register.move(["F-1"], Status.SIGNED, JANNEKE, on=TODAY)


def test_contract_that_ends_early_runs_through_its_last_day(address: str) -> None:
    register = signed(register_with(address))
    register.move(["F-1"], Status.ENDED, JANNEKE, on=date(2027, 6, 30))
    assert [listed(register.opened, Filters(), day)[0].status for day in (date(2027, 6, 30), date(2027, 7, 1))] == [
        "loopt",
        "beëindigd",
    ]


def test_step_taken_by_mistake_is_taken_back_and_both_stay_in_the_log(address: str) -> None:
    register = signed(register_with(address))
    register.move(["F-1"], Status.ENDED, JANNEKE, on=date(2027, 6, 30))
    undone = [register.undo("F-1", "verkeerd contract", later(1)) for _ in range(2)]
    assert undone == [Status.ENDED, Status.SIGNED]
    (found,) = whole(register.opened, ["F-1"], TODAY)
    assert (found.contract.status, found.contract.ended_on) == ("akkoord", None)
    assert SIGNED not in happened_in(found)
    assert [(line.details["from"], line.details["to"], line.note) for line in found.log[-2:]] == [
        ("beëindigd", "getekend", "verkeerd contract"),
        ("getekend", "akkoord", "verkeerd contract"),
    ]
    register.move(["F-1"], Status.RETURNED, later(1), on=TODAY)
    for _ in range(3):
        register.undo("F-1", "ook niet verstuurd", later(1))
    assert listed(register.opened, Filters(), TODAY)[0].status == "concept"
    with pytest.raises(RegisterRefused) as refused:
        register.undo("F-1", "nog eens", later(1))
    assert refused.value.code == "register.geen-stap"


def test_steps_of_a_removed_contract_are_not_those_of_a_later_one_with_its_reference(sqlite: str) -> None:
    register = signed(register_with(sqlite))
    register.remove("F-1", "verzoek", later(1))
    register.record("add", [entry()], later(2))
    (found,) = whole(register.opened, ["F-1"], TODAY)
    assert SIGNED not in happened_in(found)
    with pytest.raises(RegisterRefused):
        register.undo("F-1", "vergissing", later(3))


def test_negotiation_that_ends_needs_a_reason(sqlite: str) -> None:
    register = register_with(sqlite)
    register.move(["F-1"], Status.ENDED, JANNEKE, on=TODAY, note="geen overeenstemming")
    (one,) = listed(register.opened, Filters(), TODAY)
    assert (one.status, one.ended_on) == ("beëindigd", None)


def returned(data: str, fingerprint: str = "a") -> Entry:
    made = document_of("terug.docx", data, "teruggekomen")
    return Entry(ContractFacts("F-1"), VersionFacts(fingerprint), (made,), only_known=True, returned=True)


def test_document_that_comes_back_puts_a_sent_contract_on_terug(address: str) -> None:
    register = register_with(address)
    register.record("verify", [returned("anders")], JANNEKE)
    assert listed(register.opened, Filters(), TODAY)[0].status == "concept"
    register.move(["F-1"], Status.SENT, JANNEKE, on=TODAY)
    register.record("verify", [returned("een")], later(1))  # our own file, unchanged
    assert listed(register.opened, Filters(), TODAY)[0].status == "verstuurd"
    register.record("verify", [returned("nog anders")], later(2))
    (found,) = whole(register.opened, ["F-1"], date(2027, 3, 5))
    assert (found.contract.status, found.contract.status_day) == ("terug", date(2027, 3, 3))
    assert [row["version"] for row in found.documents] == [1, 1, 1]
    assert len(found.versions) == 1


def test_document_of_an_unknown_contract_is_told_and_not_added(sqlite: str) -> None:
    register = Register(open_register(sqlite))
    written = register.record("verify", [returned("anders")], JANNEKE)
    assert [one.code for one in written.findings] == ["register.onbekend"]
    assert listed(register.opened, Filters(), TODAY) == []


def test_event_is_kept_once_for_a_day(address: str) -> None:
    register = register_with(address)
    day = date(2027, 2, 1)
    assert register.happened("F-1", "  goedkeuring   plan ", day, JANNEKE, note="brief")
    assert not register.happened("F-1", "goedkeuring plan", day, JANNEKE)
    assert register.happened("F-1", "goedkeuring plan", date(2027, 2, 2), JANNEKE)
    (found,) = whole(register.opened, ["F-1"], TODAY)
    assert [(row["name"], row["day"].day) for row in found.events] == [("goedkeuring plan", 1), ("goedkeuring plan", 2)]


@pytest.mark.parametrize(
    ("name", "on", "code"),
    [
        (" \n", TODAY, "register.leeg"),
        ("x" * 101, TODAY, "register.te-lang"),
        ("goedkeuring", date(2027, 3, 2), "register.dag-later"),
    ],
)
def test_event_that_cannot_be_is_refused(name: str, on: date, code: str, sqlite: str) -> None:
    register = register_with(sqlite)
    with pytest.raises(RegisterRefused) as refused:
        register.happened("F-1", name, on, JANNEKE)
    assert refused.value.code == code


@pytest.mark.parametrize("act", ["move", "happened", "remove", "whole"])
def test_unknown_reference_is_told_with_the_nearest(act: str, sqlite: str) -> None:
    register = register_with(sqlite, entry("HA-2027-0417"))
    acts = {
        "move": lambda: register.move(["HA-2027-0471"], Status.SENT, JANNEKE, on=TODAY),
        "happened": lambda: register.happened("HA-2027-0471", "x", TODAY, JANNEKE),
        "remove": lambda: register.remove("HA-2027-0471", "dubbel", JANNEKE),
        "whole": lambda: whole(register.opened, ["HA-2027-0471"], TODAY),
    }
    with pytest.raises(RegisterRefused, match="Bedoelt u 'HA-2027-0417'"):
        acts[act]()


def test_removed_contract_leaves_no_party_name_file_or_note(address: str) -> None:
    register = register_with(address, entry(), Entry(facts("F-2", parties=provider("Twee"))))
    register.move(["F-1"], Status.SENT, JANNEKE, on=TODAY, note="naar de heer Eén")
    register.happened("F-1", "goedkeuring", TODAY, JANNEKE)
    register.remove("F-1", "verzoek om wissing", later(1, by="bo"))
    left = everything(register.opened)
    assert [row[1] for row in left["register_contracts"]] == ["F-2"]
    assert not [word for word in ("Één", "Eén", "04999101", "contract.docx") if word in repr(left)]
    assert [line.action for line in removed_log(register.opened, "F-1")] == ["add", "set", "event", "remove"]
    last = removed_log(register.opened, "F-1")[-1]
    assert (last.by, last.note) == ("bo", "verzoek om wissing")


def test_removal_wipes_the_bytes_in_the_file(sqlite: str) -> None:
    register = register_with(sqlite)
    assert b"04999101" in Path(sqlite).read_bytes()
    register.remove("F-1", "verzoek om wissing", JANNEKE)
    assert b"04999101" not in Path(sqlite).read_bytes()


def test_removal_without_a_reason_is_refused(sqlite: str) -> None:
    register = register_with(sqlite)
    with pytest.raises(RegisterRefused, match="--reason is leeg"):
        register.remove("F-1", "  ", JANNEKE)


@pytest.mark.parametrize("statement", ["UPDATE register_log SET action = 'x'", "DELETE FROM register_log"])
def test_log_can_only_grow(statement: str, address: str) -> None:
    register = register_with(address)
    with pytest.raises((DBAPIError, FileError)), register.opened.writing() as connection:
        connection.execute(text(statement))
    assert len(removed_log(register.opened, "F-1")) == 1


def test_text_that_no_database_takes_is_made_to_fit(address: str) -> None:
    register = register_with(address)
    register.move(["F-1"], Status.SENT, JANNEKE, on=TODAY, note="regel\x00een\nregel \udcff twee")
    assert whole(register.opened, ["F-1"], TODAY)[0].log[-1].note == "regel een regel ? twee"


FILTERED = (
    (Filters(), ["A-1", "B-1", "C-1"]),
    (Filters(status=(Status.SENT,)), ["B-1"]),
    (Filters(status=(Status.RUNNING, Status.SENT)), ["B-1", "C-1"]),
    (Filters(sector="ERGO"), ["B-1"]),
    (Filters(party="praktijk één"), ["A-1", "C-1"]),
    (Filters(party="04999102"), ["B-1"]),
    (Filters(party="100%"), ["B-1"]),
    (Filters(party="F_9"), []),
    (Filters(year=2027), ["A-1", "C-1"]),
    (Filters(year=2028), ["B-1", "C-1"]),
    (Filters(year=2031), ["C-1"]),
    (Filters(text="b-1"), ["B-1"]),
    (Filters(text="FYSIO"), ["A-1", "B-1", "C-1"]),
    (Filters(text="één", sector="fysio", year=2029), ["C-1"]),
)
"""Filters, each with the references that it finds."""


def test_filters_find_what_they_say(address: str) -> None:
    other = {"begin": date(2028, 1, 1), "end": date(2028, 12, 31)}
    register = register_with(
        address,
        entry("C-1", renews=True),
        entry("B-1", sector="ergo", parties=provider("100% Ergo B.V.", agb="04999102"), **other),
        entry("A-1"),
    )
    register.move(["B-1", "C-1"], Status.SENT, JANNEKE, on=TODAY)
    register.move(["C-1"], Status.SIGNED, JANNEKE, on=TODAY)
    for filters, found in FILTERED:
        assert [one.reference for one in listed(register.opened, filters, TODAY)] == found, filters


def test_thousand_contracts_at_once_are_all_there_in_order(address: str) -> None:
    register = Register(open_register(address))
    written = register.record("batch", (entry(f"F-{number:04}", data=str(number)) for number in range(1203)), JANNEKE)
    assert len(written.added) == 1203
    assert [one.reference for one in listed(register.opened, Filters(), TODAY)] == sorted(written.added)
    again = register.record("batch", (entry(f"F-{number:04}", "b", "x") for number in range(1203)), JANNEKE)
    assert len(again.changed) == 1203
    found = whole(register.opened, [f"F-{number:04}" for number in range(1203)], TODAY)
    assert {len(one.versions) for one in found} == {2}
    assert {len(one.log) for one in found} == {2}
