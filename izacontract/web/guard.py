"""What stands before every page: the host's name, the size of a body, the headers of every answer, and the log."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final
from urllib.parse import urlsplit

import anyio
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from izacontract.web.log import line

LARGEST_BODY: Final = 1_000_000
"""The most bytes that a form or file may have; the largest example sends 12,000."""

MOST_LARGE: Final = 400_000_000
"""The most bytes that bodies larger than that have together, as long as their requests are at work."""

BODY_SECONDS: Final = 15.0
"""The longest that a body may be on its way."""

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # to our own pages only: with no referrer at all a browser calls the sender of our own forms "null"
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Robots-Tag": "noindex, nofollow",
}
METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"})
"""The methods that the log calls by their name: any other is a visitor's own word."""

LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "[::1]"})
"""How a browser on this machine may call the server."""

Refuse = Callable[[Scope, str], ASGIApp]
"""Gives the page for a refusal: "too_large", "too_slow", "crowded", "wrong_host" or "wrong_site"."""


class Guard:
    """Lets a request through when its host is one of `hosts` (None: any) and its body is not too large.

    A `root` that stands before the path is taken off it. `largest` gives the most bytes of a body for a path. `site` is
    the address by which visitors come, where that is not the one they use.

    `refuse` gives the page for what is not let through. `log` takes one line of JSON for each request: the time, the
    method, the page, the status, the bytes and the time it took; nothing of who asked, of the address that was asked
    for, or of what was filled in.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        hosts: frozenset[str] | None,
        refuse: Refuse,
        log: Callable[[str], None],
        root: str = "",
        site: str = "",
        largest: Callable[[str], int] | None = None,
    ) -> None:
        self._app = app
        self._root = root
        self._site = urlsplit(site).netloc.lower()
        self._hosts = hosts
        self._refuse = refuse
        self._log = log
        self._largest = largest or _usual_largest
        self._large = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if self._root and (scope["path"] == self._root or scope["path"].startswith(f"{self._root}/")):
            scope["path"] = scope["path"].removeprefix(self._root) or "/"
        begun = time.monotonic()
        status, size = 0, 0

        async def send_guarded(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-store")
            elif message["type"] == "http.response.body":
                size += len(message.get("body", b""))
            await send(message)

        try:
            await self._answer(scope, receive, send_guarded)
        finally:
            self._log(
                line(
                    method=scope["method"] if scope["method"] in METHODS else "?",
                    page=_page(scope),
                    status=status,
                    bytes=size,
                    ms=round((time.monotonic() - begun) * 1000),
                )
            )

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        host = headers.get("host", "").lower()
        name = host if host.endswith("]") else host.rpartition(":")[0] or host
        if self._hosts is not None and name not in self._hosts:
            await self._refuse(scope, "wrong_host")(scope, receive, send)
            return
        if scope["method"] == "POST" and _is_from_elsewhere(headers, {host, self._site} - {""}):
            # a page elsewhere that makes its reader's browser work here, by the name under which that signed in
            await self._refuse(scope, "wrong_site")(scope, _no_more, send)
            return
        try:
            length = _length(headers, self._largest(scope["path"]))
            with self._room_for(length):
                await self._read(scope, receive, send, max(length, LARGEST_BODY))
        except _NotRead as refused:
            if refused.why:
                await self._refuse(scope, refused.why)(scope, _no_more, send)

    @contextmanager
    def _room_for(self, length: int) -> Iterator[None]:
        """Keep room for a body of `length` bytes when it is large; raises _NotRead when there is none."""
        large = length if length > LARGEST_BODY else 0
        if large and self._large + large > MOST_LARGE:
            raise _NotRead("crowded")
        self._large += large
        try:
            yield
        finally:
            self._large -= large

    async def _read(self, scope: Scope, receive: Receive, send: Send, largest: int) -> None:
        body = await _body(receive, largest)
        given = False

        async def receive_body() -> Message:
            nonlocal given
            if given:
                return await receive()
            given = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self._app(scope, receive_body, send)


def _is_from_elsewhere(headers: Headers, ours: set[str]) -> bool:
    """Return whether a browser sends this form from a page that is not at one of `ours`."""
    told = headers.get("sec-fetch-site")
    if told is not None:
        return told in ("cross-site", "same-site")
    # what older browsers do not tell, nor any browser without TLS; who sends neither is no browser
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc.lower() not in ours


def _usual_largest(path: str) -> int:
    return LARGEST_BODY


class _NotRead(Exception):
    """The body of a request was not read to its end: it is too large, too slow, or, for `why` "", its visitor left."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def _length(headers: Headers, largest: int) -> int:
    """Return how many bytes a body is said to have, 0 if nothing is said; raises _NotRead for more than `largest`."""
    told = headers.get("content-length", "0")
    if not told.isdecimal() or int(told) > largest:
        raise _NotRead("too_large")
    return int(told)


async def _body(receive: Receive, largest: int) -> bytes:
    """Return the body of a request, of at most `largest` bytes; raises _NotRead when it does not come so in time."""
    parts: list[bytes] = []
    size = 0
    with anyio.move_on_after(BODY_SECONDS * max(1, largest // LARGEST_BODY) ** 0.5):
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise _NotRead("")
            parts.append(message.get("body", b""))
            size += len(parts[-1])
            if size > largest:
                raise _NotRead("too_large")
            if not message.get("more_body", False):
                return b"".join(parts)
    raise _NotRead("too_slow")


async def _no_more() -> Message:
    return {"type": "http.disconnect"}


def _page(scope: Scope) -> str:
    """Return which page it was, by the name of its function: never what a visitor put in the address."""
    endpoint = scope.get("endpoint")
    return str(getattr(endpoint, "__name__", "static" if endpoint else "?"))
