"""Who may be at the desk, and what each role may do there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.requests import Request

from izacontract.cli.app import main
from izacontract.desk.log import DeskLog
from izacontract.desk.routes import PAGES
from izacontract.desk.settings import FILE, SignIn, read_settings
from izacontract.desk.who import MAKERS, MAKERS_AND_REVIEWERS, REVIEWERS, NotKnown, Role, person_of
from izacontract.errors import FileError
from tests.desk.conftest import TEAM, Open

SIGN_IN = SignIn.model_validate({"proxy": ["10.0.0.0/8"], "inkoper": ["zorginkoop"], "jurist": ["juristen"]})


def asked_from(address: str, *headers: tuple[str, str]) -> Request:
    raw = [(name.lower().encode(), value.encode()) for name, value in headers]
    return Request({"type": "http", "headers": raw, "client": (address, 1)})


@pytest.mark.parametrize(
    ("address", "headers", "word"),
    [
        ("192.168.1.4", [("X-Forwarded-User", "anouk"), ("X-Forwarded-Groups", "zorginkoop")], "not_by_proxy"),
        ("10.1.2.3", [("X-Forwarded-Groups", "zorginkoop")], "not_signed_in"),
        ("10.1.2.3", [("X-Forwarded-User", " "), ("X-Forwarded-Groups", "zorginkoop")], "not_signed_in"),
        ("10.1.2.3", [("X-Forwarded-User", "a"), ("X-Forwarded-User", "b")], "not_signed_in"),
        ("10.1.2.3", [("X-Forwarded-User", "anouk"), ("X-Forwarded-Groups", "iedereen")], "no_role"),
        ("10.1.2.3", [("X-Forwarded-User", "anouk")], "no_role"),
    ],
)
def test_who_is_not_sent_by_the_proxy_in_a_role_is_refused(
    address: str, headers: list[tuple[str, str]], word: str
) -> None:
    with pytest.raises(NotKnown) as refused:
        person_of(asked_from(address, *headers), SIGN_IN)
    assert refused.value.word == word


def test_groups_give_roles_and_every_role_reads() -> None:
    headers = [("X-Forwarded-User", "Jan Bos"), ("X-Forwarded-Groups", "x, juristen")]
    person = person_of(asked_from("10.0.0.9", *headers), SIGN_IN)
    assert (person.name, person.roles) == ("Jan Bos", {Role.LAWYER, Role.READER})


@pytest.mark.parametrize("name", ["José Núñez".encode(), "José Núñez".encode("latin-1")])
def test_name_has_its_accents_and_a_proxy_may_come_over_ipv4_to_ipv6(name: bytes) -> None:
    raw = [(b"x-forwarded-user", name), (b"x-forwarded-groups", b"juristen")]
    sent = Request({"type": "http", "headers": raw, "client": ("::ffff:10.0.0.9", 1)})
    assert person_of(sent, SIGN_IN).name == "José Núñez"
    with pytest.raises(NotKnown):
        person_of(asked_from("::ffff:192.168.1.4", ("X-Forwarded-User", "Jan")), SIGN_IN)


def test_without_sign_in_headers_name_nobody() -> None:
    person = person_of(asked_from("127.0.0.1", ("X-Forwarded-User", "somebody else")), None)
    assert person.name != "somebody else"
    assert person.roles == set(Role)


def test_desk_from_elsewhere_than_the_proxy_shows_nothing(open_desk: Open) -> None:
    desk = open_desk(TEAM, client="192.168.0.7")
    for page in PAGES:
        path = f"/bureau{page.path}".replace("{", "").replace("}", "")
        answer = desk.client.request("POST" if page.action else "GET", path, headers=desk.by("inkoper"))
        assert answer.status_code == 403, page.path
        assert "niet langs de aanmelding" in answer.text


def test_every_page_refuses_the_roles_that_it_is_not_for(open_desk: Open) -> None:
    desk = open_desk(TEAM, client="10.2.0.1")
    for page in PAGES:
        path = f"/bureau{page.path}".replace("{", "").replace("}", "")
        for role in Role:
            if role in page.roles:
                continue
            answer = desk.client.request("POST" if page.action else "GET", path, headers=desk.by(role.value))
            assert answer.status_code == 403, (page.path, role)
            assert "niet bij uw rol" in answer.text


def test_every_page_that_does_something_is_for_some_roles_only() -> None:
    assert all(Role.READER not in page.roles for page in PAGES if page.action)
    assert {page.roles for page in PAGES if page.action} == {MAKERS, REVIEWERS, MAKERS_AND_REVIEWERS}


def test_name_at_the_desk_is_that_of_the_sign_in(open_desk: Open) -> None:
    desk = open_desk(TEAM, client="10.2.0.1")
    page = desk.client.get("/bureau", headers=desk.by("lezer", "Kim & Co"))
    assert "U bent Kim &amp; Co (lezer)" in page.text


@pytest.mark.parametrize("given", [["--host", "192.0.2.1"], ["--base-url", "https://contracten.example/x"]])
def test_desk_without_sign_in_is_not_opened_to_a_network(
    tmp_path: Path, given: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", "--desk", str(tmp_path / "bureau"), *given, "--port", "0"]) == 2
    assert "bureau.open" in capsys.readouterr().err


@pytest.mark.parametrize("settings", ["aanmelden: {}", "aanmelden: {proxy: [nergens]}", "register: [", "onbekend: 1"])
def test_settings_that_cannot_be_used_are_told_with_their_place(tmp_path: Path, settings: str) -> None:
    (tmp_path / FILE).write_text(settings, encoding="utf-8")
    with pytest.raises(FileError, match=re.escape(str(tmp_path / FILE))):
        read_settings(tmp_path)


def test_refusal_stands_in_the_log(open_desk: Open) -> None:
    desk = open_desk(TEAM, client="10.2.0.1")
    doing = next(page for page in PAGES if page.action and Role.READER not in page.roles)
    desk.client.post(f"/bureau{doing.path}".replace("{", "").replace("}", ""), headers=desk.by("lezer", "Kim"))
    line = DeskLog(desk.desk.address()).read()[0]
    assert (line.by, line.role, line.action) == ("Kim", "lezer", "geweigerd")
