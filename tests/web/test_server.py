"""The server as people start it."""

from __future__ import annotations

import json
import signal
import socket
import time
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, suppress
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from izacontract.web.connections import MOST
from tests.web.conftest import Server, serving

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
    assert {"healthy", "begin"} <= set(told(server, "page", "begin"))


def told(server: Server, key: str, awaited: object) -> list[object]:
    """Return what every line of the log, each a JSON object, says under `key`, once `awaited` is among it."""
    for _ in range(3_000):
        found = [line[key] for line in map(json.loads, list(server.log)) if key in line]
        if awaited in found:
            return found
        time.sleep(0.01)
    raise AssertionError(f"{awaited} is not in the log")


def test_log_is_json_only_whatever_comes(server: Server) -> None:
    address = urlsplit(server.url)
    with socket.create_connection((address.hostname or "", address.port or 0), 20) as one:
        one.sendall(b"\x00\xff geheim\r\n\r\n")
        assert b"400 Bad Request" in one.recv(1_000)
    assert "Invalid HTTP request received." in told(server, "message", "Invalid HTTP request received.")
    assert any(
        f"staat op {server.url}/" in str(message)
        for message in told(server, "message", "Application startup complete.")
    )
    assert "geheim" not in "".join(server.log)


HALF_BODY = b"POST /concept/msz HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\na="


@pytest.mark.parametrize("said", [b"", b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Traag: ", HALF_BODY])
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


@pytest.mark.usefixtures("silent")
def test_forms_of_thousands_of_rows_are_refused_by_name_and_hold_nobody_up(server: Server) -> None:
    rows = {f"tarieven.prestaties.{number}.code": f"c{number}" for number in range(4_900)}

    def send(_: int) -> httpx.Response:
        return httpx.post(f"{server.url}/concept/msz", data=rows, timeout=60)

    with ThreadPoolExecutor(8) as pool:
        large = pool.map(send, range(8))
        assert httpx.get(server.url, timeout=60).status_code == 200
        for answer in large:
            assert answer.status_code == 413
            assert "4.900 regels, en hier kunnen er 500" in answer.text


def test_server_told_to_stop_ends_what_it_is_at_and_takes_nothing_new(tmp_path: Path) -> None:
    body = b"zorgaanbieder.naam=Laatste"
    head = b"POST /concept/msz/aanvraag HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: %d\r\n\r\n" % len(body)
    with serving(tmp_path / "concepten") as server:
        address = urlsplit(server.url)
        place = (address.hostname or "", address.port or 0)
        httpx.get(f"{server.url}/gezond", timeout=60)
        with socket.create_connection(place, 60) as one:
            one.sendall(head + body[:5])
            httpx.get(f"{server.url}/gezond", timeout=60)  # what came before it is being read by now
            server.process.send_signal(signal.SIGTERM)
            for _ in range(3_000):
                try:
                    socket.create_connection(place, 1).close()
                except OSError:
                    break
                time.sleep(0.01)
            else:
                raise AssertionError("new connections are still taken")
            one.sendall(body[5:])
            answer = b""
            while piece := one.recv(65_536):
                answer += piece
        assert answer.startswith(b"HTTP/1.1 200 OK")
        assert b"naam: Laatste" in answer
        assert server.process.wait(60) == 0
        assert "Shutting down" in told(server, "message", "Shutting down")
        assert 200 in told(server, "status", 200)


def test_visitor_who_waits_between_pages_is_served_again(server: Server) -> None:
    with httpx.Client(base_url=server.url, timeout=60) as client:
        for _ in range(3):
            assert client.get("/gezond").status_code == 200


def test_silent_connection_is_closed_in_time(silent: Future[bytes]) -> None:
    assert silent.result() == b""
