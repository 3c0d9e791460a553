"""The server as people start it."""

from __future__ import annotations

import json

import httpx
import pytest

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
