"""The preview is safe: nothing a visitor sends is run, kept, read from disk or told to others, and nothing hangs it."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

import anyio
import pytest
from anyio import BrokenWorkerProcess
from anyio.from_thread import start_blocking_portal
from lxml import html
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from izacontract.cli.report import UsageError
from izacontract.cli.serve import _hosts
from izacontract.desk.settings import SignIn
from izacontract.host import Plugins
from izacontract.intake.schema import schema
from izacontract.web.app import Serving, make_app, visitor_of
from izacontract.web.entries import MOST_ROWS, MOST_ROWS_TOGETHER, crowded
from izacontract.web.guard import LARGEST_BODY, Guard
from izacontract.web.workers import TookTooLong, Workers
from tests.web.conftest import AtOnce, TestClient, Web, pairs_of

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }}",
    "{% for x in y %}",
    "</textarea><script>x</script>",
    "' onfocus='x",
    "${7*7} #{7*7} <%= 7*7 %>",
    "javascript:alert(1)",
    "\x00\x1b[31m\x7f",
    "\u202eomgekeerd",
    "]]>&lt;&amp;",
)
PLACES = (
    "zorgaanbieder__naam",
    "ova__bron",
    "overeenkomst__kenmerk",
    "ova__percentage",
    "overeenkomst__begin",
    "tarieven__regime",
)


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_value_prints_as_it_was_typed(value: str, web: Web, plugins: Plugins) -> None:
    for place in PLACES:
        pairs = dict(pairs_of("msz", plugins, **{place: value}))
        answer = web.client.post("/concept/msz", data=pairs)
        assert answer.status_code == 200
        page = html.fromstring(answer.text)
        assert {script.get("src") for script in page.xpath("//script")} == {"/static/htmx.min.js", "/static/preview.js"}
        assert not page.xpath("//img | //iframe | //object | //base | //style")
        assert not page.xpath("//@*[starts-with(name(), 'on')] | //@style")
        assert "49" not in "".join(page.xpath("//*[@name='zorgaanbieder.naam']/@value"))
        if place == "zorgaanbieder__naam" and value.isprintable():
            assert page.xpath("//*[@name='zorgaanbieder.naam']/@value") == [value]
            assert value in page.text_content()


def test_names_of_fields_are_never_printed_unless_the_form_has_them(web: Web, plugins: Plugins) -> None:
    pairs = dict(pairs_of("msz", plugins)) | {"<script>": "1", "tarieven.prestaties.<b>.code": "1", "__proto__": "1"}
    answer = web.client.post("/concept/msz", data=pairs)
    assert answer.status_code == 200
    assert "<script>" not in answer.text.replace('<script src="', "")
    assert "<b>" not in answer.text


def test_large_values_and_many_names_are_refused(web: Web, plugins: Plugins) -> None:
    begun = time.monotonic()
    large = web.client.post("/concept/msz", data=dict(pairs_of("msz", plugins, ova__bron="a" * LARGEST_BODY)))
    many = web.client.post("/concept/msz", data={f"n{number}": "1" for number in range(10_000)})
    for answer in (large, many):
        assert answer.status_code == 413
        assert "Dat is te veel" in answer.text
        assert "Content-Security-Policy" in answer.headers
    assert time.monotonic() - begun < 30  # they are refused, not worked on


def test_body_without_a_length_is_counted(web: Web) -> None:
    answer = web.client.post("/concept/msz", content=(b"a" * 100_000 for _ in range(50)))
    assert answer.status_code == 413


def test_large_field_within_the_limit_is_a_fault_at_its_field(web: Web, plugins: Plugins) -> None:
    answer = web.client.post("/concept/msz", data=dict(pairs_of("msz", plugins, ova__bron="a" * 200_000)))
    assert answer.status_code == 200
    assert html.fromstring(answer.text).xpath("//*[@id='problems']//a[@href='#f-ova.bron']")


@pytest.mark.parametrize(("rows", "status"), [(MOST_ROWS, 200), (MOST_ROWS + 1, 413)])
def test_list_may_be_long_and_too_long_a_one_is_told_before_any_work(rows: int, status: int, web: Web) -> None:
    sent = {f"tarieven.prestaties.{number}.code": f"c{number}" for number in range(rows)}
    answer = web.client.post("/concept/msz", data=sent, headers={"HX-Request": "true"})
    assert answer.status_code == status
    told = "Prestaties en tarieven, Prestaties: 501 regels, en hier kunnen er 500"
    assert (told in answer.text) == (status == 413)
    assert web.client.post("/concept/msz/tekst", data=sent).status_code == (422 if status == 200 else 413)
    saved = web.client.post("/concept/msz/aanvraag", data=sent)
    assert saved.text.count("code: c") == rows  # what was filled in can be taken along, whatever its length


def test_row_is_not_added_to_a_full_list(web: Web) -> None:
    sent = {f"tarieven.prestaties.{number}.code": "" for number in range(MOST_ROWS)}
    page = web.client.post("/concept/msz", data=sent).text
    assert "Meer regels passen niet in deze lijst." in page
    assert 'value="erbij:tarieven.prestaties"' not in page
    answer = web.client.post("/concept/msz", data=sent | {"_doe": "erbij:tarieven.prestaties"})
    assert answer.status_code == 413
    assert "501 regels" in answer.text


def test_all_lists_together_have_a_limit_too(plugins: Plugins) -> None:
    made = schema("msz", plugins)
    lists = ("tarieven.prestaties", "zorgverzekeraar.rechtspersonen", "eigen_bijlagen")
    names = [f"{name}.{row}.x" for name in lists for row in range(MOST_ROWS_TOGETHER // 3)]
    assert crowded(made, names) is None
    assert crowded(made, [*names, "eigen_bijlagen.333.x", "eigen_bijlagen.334.x"]) == ("", 1_001)
    assert crowded(made, [f"geen.lijst.{row}" for row in range(2_000)]) is None


def test_request_file_with_too_long_a_list_is_told_by_name(web: Web) -> None:
    rows = "\n".join(f"    - code: c{number}" for number in range(MOST_ROWS + 1))
    data = f"overeenkomst: {{sector: msz}}\ntarieven:\n  prestaties:\n{rows}\n".encode()
    answer = web.client.post("/openen", files={"bestand": ("a.yaml", data)})
    assert answer.status_code == 413
    assert "501 regels, en hier kunnen er 500" in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/concept/..%2f..%2fetc", "/concept/raar", "/static/../app.py", "/static/..%2fapp.py", "/deel/x", "/deel/..%2f.sleutel",
        "/deel/.sleutel", "/concept/msz/pdf", "/taal/fr", "/weg", "/concept/__init__", "/deel/x/word",
    ],
)  # fmt: skip
def test_no_path_reaches_the_disk(path: str, web: Web) -> None:
    answer = web.client.get(path)
    assert answer.status_code in (404, 405)
    assert "import" not in answer.text
    assert answer.headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("path", ["/", "/concept/msz", "/gezond", "/deel/x", "/weg", "/static/preview.css"])
def test_every_answer_has_the_headers_of_safety_and_no_cookie(path: str, web: Web) -> None:
    headers = web.client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "Set-Cookie" not in headers
    assert ("no-store" in headers["Cache-Control"]) == (not path.startswith("/static"))


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8765", 200),
        ("localhost", 200),
        ("LocalHost:8765", 200),
        ("[::1]:80", 200),
        ("kwaad.example", 421),
        ("127.0.0.1.nl:1", 421),
        ("", 421),
    ],
)
def test_only_names_of_this_machine_are_answered_on_loopback(host: str, status: int, web: Web) -> None:
    assert web.client.get("/", headers={"Host": host}).status_code == status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "none"}, 200),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "http://127.0.0.1:8765"}, 200),
        ({"Origin": "http://127.0.0.1:9000"}, 403),
        ({"Origin": "https://kwaad.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "null", "Sec-Fetch-Site": "same-origin"}, 200),
    ],
)
def test_form_on_another_website_does_not_reach_a_worker(
    headers: dict[str, str], status: int, web: Web, plugins: Plugins
) -> None:
    answer = web.client.post("/concept/msz", data=dict(pairs_of("msz", plugins)), headers=headers)
    assert answer.status_code == status
    assert "Content-Security-Policy" in answer.headers
    assert web.client.get("/concept/msz", headers=headers).status_code == 200  # a link from elsewhere is a visit


def test_address_with_a_slash_too_many_is_not_sent_on_to_a_host_that_a_visitor_names(web: Web) -> None:
    answer = web.client.get("/deel/x/", headers={"Host": "localhost"})
    assert answer.status_code == 404
    assert "Location" not in answer.headers


def test_name_of_an_odd_method_is_not_told_in_the_log(web: Web) -> None:
    assert web.client.request("PIETJANSEN", "/").status_code == 405
    assert json.loads(web.log[-1])["method"] == "?"


@pytest.mark.parametrize(
    ("base_url", "host"),
    [
        ("https://Contract.example/x", "contract.example"),
        ("http://[2001:db8::1]:80", "[2001:db8::1]"),
        ("https://Zörg.example/contracten", "xn--zrg-sna.example"),
    ],
)
def test_base_url_names_a_host_as_browsers_send_it(base_url: str, host: str) -> None:
    app = make_app(Serving(hosts=_hosts(True, base_url), workers=AtOnce(1), log=lambda line: None))
    with TestClient(app) as client:
        assert client.get("/gezond", headers={"Host": f"{host}:8080"}).status_code == 200
        assert client.get("/gezond", headers={"Host": host}).status_code == 200
        assert client.get("/gezond", headers={"Host": f"x{host}"}).status_code == 421


@pytest.mark.parametrize("base_url", ["https://zö..example", f"https://{'ö' * 80}.example"])
def test_base_url_with_a_name_that_no_server_has_is_refused(base_url: str) -> None:
    with pytest.raises(UsageError, match="geen naam van een server"):
        _hosts(True, base_url)


@pytest.mark.parametrize("is_https", [True, False])
def test_cookie_is_for_the_server_alone_and_travels_as_the_address_does(is_https: bool) -> None:
    app = make_app(Serving(is_https=is_https, root="/contracten", workers=AtOnce(1), log=lambda line: None))
    with TestClient(app, base_url="http://127.0.0.1", follow_redirects=False) as client:
        cookie = client.get("/taal/en").headers["Set-Cookie"]
    flags = {part.strip().lower() for part in cookie.split(";")}
    assert {"taal=en", "httponly", "samesite=lax", "path=/contracten"} <= flags
    assert ("secure" in flags) == is_https
    assert not any(flag.startswith("domain") for flag in flags)


def test_outside_loopback_any_host_is_answered() -> None:
    app = make_app(Serving(hosts=None, workers=AtOnce(1), log=lambda line: None))
    with TestClient(app, base_url="http://contracten.example") as client:
        assert client.get("/gezond").json() == {"status": "ok"}


def test_log_tells_no_person_and_nothing_that_was_typed(web: Web, plugins: Plugins) -> None:
    secret = "Geheim Ziekenhuis"  # noqa: S105  what must not be told
    link = web.drafts.put("a: 1", "{}", "[]", days=1, now=web.clock.now)
    web.client.post("/concept/msz", data=dict(pairs_of("msz", plugins, zorgaanbieder__naam=secret)))
    web.client.get(f"/deel/{link}", params={"naam": secret})
    web.client.get(f"/{secret}")
    lines = [json.loads(line) for line in web.log if "method" in line]
    assert [line["page"] for line in lines] == ["change", "shared", "?"]
    assert all(set(line) == {"time", "method", "page", "status", "bytes", "ms"} for line in lines)
    assert secret not in "".join(web.log)
    assert link[:20] not in "".join(web.log)
    assert "testclient" not in "".join(web.log)


def test_fault_of_ours_shows_no_trace(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*given: object) -> None:
        raise RuntimeError("geheime waarde")

    monkeypatch.setattr("izacontract.web.form_pages.start", broken)
    answer = web.client.get("/")
    assert answer.status_code == 500
    assert "Het gaat hier even mis" in answer.text
    assert "geheime" not in answer.text + "".join(web.log)
    assert any("RuntimeError" in line for line in web.log)


def test_nothing_is_kept_on_disk(web: Web, plugins: Plugins, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tmp_path / "tijdelijk"
    kept.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(kept))
    monkeypatch.setattr("tempfile.NamedTemporaryFile", lambda *args, **kwargs: pytest.fail("a file was made"))
    monkeypatch.setattr("tempfile._TemporaryFileWrapper", None)
    data = b"# " + b"a" * 900_000 + b"\novereenkomst: {sector: msz}\n"
    assert web.client.post("/openen", files={"bestand": ("a.yaml", data)}).status_code == 200
    web.client.post("/concept/msz/word", data=dict(pairs_of("msz", plugins)))
    assert list(kept.iterdir()) == []
    assert not web.drafts.folder.exists()


@pytest.mark.parametrize(
    ("then", "told"), [({"type": "http.disconnect"}, []), (None, [408])], ids=["leaves", "says nothing more"]
)
def test_half_a_body_costs_no_worker(then: Message | None, told: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("izacontract.web.guard.BODY_SECONDS", 0.01)
    log: list[str] = []
    app = make_app(Serving(workers=Refusing(1), log=log.append))
    messages = [{"type": "http.request", "body": b"a=", "more_body": True}, *([then] if then else ())]
    sent: list[Message] = []

    async def receive() -> Message:
        if not messages:
            await anyio.sleep_forever()
        return messages.pop(0)

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"host", b"127.0.0.1")]
    scope: Scope = {
        "type": "http", "method": "POST", "path": "/concept/msz", "query_string": b"", "headers": headers,
    }  # fmt: skip
    with start_blocking_portal() as portal:
        portal.call(app, scope, receive, send)
    assert [message["status"] for message in sent if "status" in message] == told
    assert ("Wat u stuurde kwam niet aan" in str(sent)) == bool(told)
    assert [json.loads(line)["status"] for line in log] == (told or [0])


def test_worker_that_is_killed_harms_nobody_else_and_is_replaced() -> None:
    async def run() -> list[str]:
        workers, done = Workers(2, seconds=30), []
        await workers.warm(time.sleep, 0)
        async with anyio.create_task_group() as group:

            async def other() -> None:
                done.append(await workers.ask(str.upper, "ander", who="ander"))

            group.start_soon(other)
            with pytest.raises(BrokenWorkerProcess):
                await workers.ask(signal.raise_signal, signal.SIGKILL, who="pech")
        return [*done, await workers.ask(str.upper, "weer vrij", who="pech")]

    with start_blocking_portal() as portal:
        assert portal.call(run) == ["ANDER", "WEER VRIJ"]


class Refusing(AtOnce):
    """Has no worker that stays alive."""

    async def ask(self, *given: Any, **named: Any) -> Any:
        raise BrokenWorkerProcess


def test_page_of_a_killed_worker_says_what_to_do(plugins: Plugins) -> None:
    log: list[str] = []
    with TestClient(make_app(Serving(workers=Refusing(1), log=log.append)), base_url="http://127.0.0.1") as client:
        answer = client.post("/concept/msz", data=dict(pairs_of("msz", plugins)))
    assert answer.status_code == 504
    assert "Probeer het zo opnieuw; wat u invulde staat nog op de vorige pagina." in answer.text
    assert any(json.loads(line).get("error") == "BrokenWorkerProcess" for line in log)


def test_terminal_that_stops_the_server_does_not_stop_its_workers() -> None:
    async def run() -> str:
        workers = Workers(1, seconds=30)
        for told in (signal.SIGINT, signal.SIGTERM):
            await workers.ask(signal.raise_signal, told)
        return await workers.ask(_heard_by_what_it_starts)

    with start_blocking_portal() as portal:
        assert portal.call(run) == "True True"


def test_worker_that_takes_too_long_is_stopped_and_replaced(tmp_path: Path) -> None:
    mark = tmp_path / "klaar"

    async def run() -> str:
        workers = Workers(1, seconds=1)
        await workers.warm(time.sleep, 0)
        with pytest.raises(TookTooLong):
            await workers.ask(_slow, str(mark), 1.5)
        workers = Workers(1, seconds=30)
        return await workers.ask(str.upper, "weer vrij")

    with start_blocking_portal() as portal:
        assert portal.call(run) == "WEER VRIJ"
    time.sleep(1)
    assert not mark.exists(), "the worker went on after it was stopped"


def test_one_visitor_never_has_all_workers() -> None:
    async def run() -> list[str]:
        workers, done = Workers(2, seconds=30), []

        async def ask(who: str, seconds: float) -> None:
            await workers.ask(time.sleep, seconds, who=who)
            done.append(who)

        await workers.warm(time.sleep, 0)
        async with anyio.create_task_group() as group:
            for seconds in (1.0, 0.0, 0.0):
                group.start_soon(ask, "veel", seconds)
            await anyio.sleep(0.2)
            group.start_soon(ask, "ander", 0.0)
        assert workers._shares == {}
        return done

    with start_blocking_portal() as portal:
        assert portal.call(run)[0] == "ander"


def test_large_forms_of_many_never_have_all_workers() -> None:
    async def run() -> list[str]:
        workers, done = Workers(2, seconds=30), []

        async def ask(who: str, seconds: float, *, is_large: bool) -> None:
            await workers.ask(time.sleep, seconds, who=who, is_large=is_large)
            done.append(who)

        await workers.warm(time.sleep, 0)
        async with anyio.create_task_group() as group:
            for number, seconds in enumerate((1.0, 0.0, 0.0)):
                group.start_soon(partial(ask, f"veel {number}", seconds, is_large=True))
            await anyio.sleep(0.2)
            group.start_soon(partial(ask, "ander", 0.0, is_large=False))
        assert workers._shares == {}
        return done

    with start_blocking_portal() as portal:
        assert portal.call(run)[0] == "ander"


@pytest.mark.parametrize(("rows", "is_large"), [(10, False), (MOST_ROWS, True)])
def test_form_of_many_rows_is_told_to_the_workers_as_large(rows: int, is_large: bool, plugins: Plugins) -> None:
    told: list[bool] = []

    class Asked(AtOnce):
        async def ask(self, question: Any, *given: Any, **named: Any) -> Any:
            told.append(named["is_large"])
            return question(*given)

    sent = {f"tarieven.prestaties.{number}.code": f"c{number}" for number in range(rows)}
    with TestClient(make_app(Serving(workers=Asked(1), log=lambda line: None)), base_url="http://127.0.0.1") as client:
        client.post("/concept/msz", data=dict(pairs_of("msz", plugins)) | sent)
    assert told == [is_large]


def test_proxy_on_this_machine_tells_visitors_apart_and_nobody_else_does() -> None:
    def asked(host: str, named: str) -> str:
        headers = [(b"x-forwarded-for", named.encode())]
        return visitor_of(Request({"type": "http", "client": (host, 1), "headers": headers}))

    assert asked("127.0.0.1", "10.0.0.9, 192.0.2.7") == "192.0.2.7"
    assert asked("192.0.2.1", "10.0.0.9") == "192.0.2.1"
    assert asked("127.0.0.1", "") == "127.0.0.1"


def test_named_proxy_tells_visitors_apart_by_name_or_else_by_address() -> None:
    sign_in = SignIn.model_validate({"proxy": ["10.0.0.0/8"]})

    def asked(host: str, *names: str) -> str:
        headers = [(b"x-forwarded-user", name.encode()) for name in names] + [(b"x-forwarded-for", b"192.0.2.7")]
        return visitor_of(Request({"type": "http", "client": (host, 1), "headers": headers}), sign_in)

    assert asked("10.0.0.9", "anouk") == "@anouk"
    assert asked("10.0.0.9") == asked("10.0.0.9", "anouk", "bob") == "192.0.2.7"
    assert asked("172.16.0.1", "anouk") == "172.16.0.1"
    assert asked("testclient", "anouk") == "testclient"


def test_large_files_together_have_a_limit_that_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("izacontract.web.guard.MOST_LARGE", 2 * LARGEST_BODY)
    held: list[int] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        held.append(len((await receive())["body"]))
        if len(held) == 1:  # while this one is at work
            again = TestClient(guard, base_url="http://127.0.0.1")
            held.append(again.post("/", content=bytes(LARGEST_BODY + 1)).status_code)
            held.append(again.post("/", content=b"klein").status_code)
        await Response("ja")(scope, receive, send)

    def refuse(scope: Scope, why: str) -> ASGIApp:
        return Response(why, 503)

    guard = Guard(app, hosts=None, refuse=refuse, log=lambda line: None, largest=lambda path: 10 * LARGEST_BODY)
    client = TestClient(guard, base_url="http://127.0.0.1")
    assert client.post("/", content=bytes(LARGEST_BODY + 1)).text == "ja"
    assert held == [LARGEST_BODY + 1, 503, 5, 200]
    assert client.post("/", content=bytes(LARGEST_BODY + 1)).text == "ja"
    assert client.post("/", content=bytes(11 * LARGEST_BODY)).text == "too_large"


def _heard_by_what_it_starts() -> str:
    usual = (
        "import signal as s; print(s.getsignal(s.SIGINT) is s.default_int_handler, s.getsignal(s.SIGTERM) is s.SIG_DFL)"
    )
    return subprocess.run([sys.executable, "-c", usual], capture_output=True, text=True, check=True).stdout.strip()


def _slow(mark: str, seconds: float) -> None:
    time.sleep(seconds)
    Path(mark).touch()
