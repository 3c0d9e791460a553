"""`share` prints a link and nothing else; `serve` says what it cannot use."""

from __future__ import annotations

import re
import socket
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run

Written = Callable[..., Path]


def test_share_prints_the_link_only_and_makes_its_key(run: Run, request_file: Written, tmp_path: Path) -> None:
    ran = run("share", request_file(), "--drafts", "delen", "--days", "3", "--base-url", "https://contract.example/")
    assert ran.status == 0
    assert re.fullmatch(r"https://contract\.example/deel/[\w.-]+\n", ran.out)
    assert "De link werkt 3 dagen" in ran.err
    key = tmp_path / "delen" / ".sleutel"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    first = key.read_bytes()
    assert run("share", request_file(), "--drafts", "delen").out != ran.out
    assert key.read_bytes() == first
    assert run("share", "--rotate", "--drafts", "delen").out == ""
    assert key.read_bytes() != first


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        ([], 2, "Noem een aanvraag"),
        (["aanvraag.json", "--rotate"], 2, "Noem een aanvraag"),
        (["aanvraag.json", "--days", "0"], 2, "--days"),
        (["aanvraag.json", "--base-url", "contract.example"], 2, "geen webadres"),
        (["weg.json"], 5, "het bestaat niet"),
        (["aanvraag.json", "--drafts", "aanvraag.json"], 5, "kan geen concepten bewaren"),
        (["aanvraag.json", "--desk", "weg"], 5, "izacontract serve --desk weg"),
        (["--rotate", "--desk", "weg"], 5, "De map weg is geen bureau"),
    ],
)
def test_share_tells_what_is_wrong(
    arguments: list[str], status: int, words: str, run: Run, request_file: Written
) -> None:
    request_file()
    ran = run("share", *arguments)
    assert (ran.status, ran.out) == (status, "")
    assert words in ran.err
    assert not Path("weg").exists()


def test_request_with_a_fault_is_not_shared(run: Run, request_file: Written, tmp_path: Path) -> None:
    ran = run("share", request_file(fysio={"tarief": "4,18", "soort": "thuis"}), "--drafts", "delen")
    assert (ran.status, ran.out) == (3, "")
    assert not (tmp_path / "delen").exists()


def test_serve_refuses_a_folder_or_port_that_it_cannot_use(run: Run, tmp_path: Path) -> None:
    assert "bestaat niet" in run("serve", "--drafts", "weg").err
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ran = run("serve", "--port", taken.getsockname()[1])
    assert ran.status == 2
    assert "in gebruik" in ran.err


@pytest.mark.parametrize(("host", "told"), [("127.0.0.1", False), ("localhost", False), ("0.0.0.0", True)])  # noqa: S104
def test_serve_outside_loopback_says_what_that_means(
    host: str, told: bool, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("uvicorn.Server.run", lambda server, sockets: [opened.close() for opened in sockets])
    ran = run("serve", "--host", host, "--port", "0")
    assert ran.status == 0
    assert ("onversleuteld" in ran.err) == told
    assert f"http://{host}:" in ran.err


@pytest.mark.parametrize(
    ("arguments", "hosts"),
    [
        ([], {"127.0.0.1", "localhost", "[::1]"}),
        (["--base-url", "https://contract.example/x"], {"127.0.0.1", "localhost", "[::1]", "contract.example"}),
        (["--host", "0.0.0.0"], None),  # noqa: S104
    ],
)
def test_server_is_called_by_its_own_names_only(
    arguments: list[str], hosts: set[str] | None, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    served = []
    monkeypatch.setattr("izacontract.web.app.make_app", served.append)
    monkeypatch.setattr("uvicorn.Server.run", lambda server, sockets: [opened.close() for opened in sockets])
    assert run("serve", "--port", "0", *arguments).status == 0
    assert served[0].hosts == hosts
    assert run("serve", "--port", "0", "--base-url", "contract.example").status == 2
