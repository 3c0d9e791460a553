"""The server as people start it."""

from __future__ import annotations

import json
import socket
from contextlib import ExitStack, suppress
from urllib.parse import urlsplit

import httpx
import pytest

from izacontract.web.connections import HEADERS_SECONDS, MOST
from tests.web.conftest import Server

pytestmark = pytest.mark.xdist_group("web")


def test_server_answers_as_people_start_it(server: Server) -> None:
    with httpx.Client(base_url=server.url, timeout=60) as client:
        healthy = client.get("/gezond")
        assert healthy.json() == {"status": "ok"}
        assert "server" not in healthy.headers
        page = client.get("/concept/msz", params={"begin": "voorbeeld"})
        assert page.status_code == 200
        assert "Stichting Ziekenhuis IJsselstreek" in page.text
        assert client.get("/", headers={"Host": "kwaad.example"}).status_code == 421
    lines = [json.loads(line) for line in server.log if line.startswith("{")]
    assert {"healthy", "begin"} <= {line["page"] for line in lines}


@pytest.mark.parametrize("said", [b"", b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Traag: "])
def test_silent_and_half_requests_take_no_place_from_a_visitor(said: bytes, server: Server) -> None:
    address = urlsplit(server.url)
    with ExitStack() as opened:
        silent = []
        for _ in range(MOST + 5):
            one = opened.enter_context(socket.create_connection((address.hostname or "", address.port or 0), 20))
            one.sendall(said)
            silent.append(one)
        assert httpx.get(f"{server.url}/gezond", timeout=20).json() == {"status": "ok"}
        assert httpx.get(server.url, timeout=20).status_code == 200
        first = silent[0]
        first.settimeout(30)
        with suppress(ConnectionResetError):
            assert first.recv(1) == b"", "the longest silent one keeps its place"


def test_silent_connection_is_closed_in_time(server: Server) -> None:
    address = urlsplit(server.url)
    with socket.create_connection((address.hostname or "", address.port or 0), 20) as one:
        one.sendall(b"GET / HTTP/1.1\r\n")
        one.settimeout(HEADERS_SECONDS * 4)
        with suppress(ConnectionResetError):
            assert one.recv(1) == b""


def test_visitor_who_waits_between_pages_is_served_again(server: Server) -> None:
    with httpx.Client(base_url=server.url, timeout=60) as client:
        for _ in range(3):
            assert client.get("/gezond").status_code == 200
