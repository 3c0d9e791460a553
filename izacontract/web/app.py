"""The pages and their addresses: each asks a worker, so that the server itself only waits and passes on."""

from __future__ import annotations

import re
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from anyio import BrokenWorkerProcess
from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Scope

from izacontract.errors import PluginError
from izacontract.plugin_messages import TOOK_TOO_LONG
from izacontract.web import form_pages, reading
from izacontract.web.answers import Ask, Reply, message
from izacontract.web.guard import LOOPBACK, Guard
from izacontract.web.log import cause, line
from izacontract.web.sharing import Drafts, OtherVersion
from izacontract.web.words import LANGUAGES
from izacontract.web.workers import Busy, TookTooLong, Workers

if TYPE_CHECKING:
    from izacontract.desk.folder import Desk
    from izacontract.desk.settings import SignIn

COOKIE: Final = "taal"
LARGE_BODY: Final = 15_000
"""A form of more bytes has many rows, and takes a worker longer: the longest example sends 10,000."""

YEAR: Final = 365 * 24 * 60 * 60
SECTOR: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
OWN_PAGE: Final = re.compile(
    r"/(deel/[A-Za-z0-9._-]+|concept/[a-z0-9-]+|uitnodiging/[\w./-]+|bureau(/[\w .,()+&@=/-]*)?)?"
)
FORMS: Final = frozenset({"word", "tekst", "aanvraag"})
STATIC: Final = Path(__file__).parent / "static"


def _now() -> datetime:
    return datetime.now(UTC)


def _print(text: str) -> None:
    print(text, file=sys.stderr, flush=True)  # noqa: T201  the log of the server is its own output


@dataclass(frozen=True)
class Serving:
    """How the preview is served.

    `drafts` is the folder with shared drafts, None to show none; `house` that with an insurer's own texts. `hosts` are
    the names by which the server may be called, None for any. `root` is what stands before every path in the address
    by which visitors come, such as "/contracten"; a proxy may pass it on or take it off. With `is_https` the cookie
    travels over TLS only. `log` takes a line of JSON for each request. With a `desk` that is the first page,
    and `house` is its own. `site` is the address by which visitors come, where that is not the one they use.
    """

    drafts: Drafts | None = None
    house: Path | None = None
    hosts: frozenset[str] | None = LOOPBACK
    root: str = ""
    is_https: bool = False
    workers: Workers | None = None
    clock: Callable[[], datetime] = _now
    log: Callable[[str], None] = _print
    desk: Desk | None = None
    site: str = ""


def make_app(serving: Serving | None = None) -> Starlette:
    """Return the preview as an ASGI application."""
    serving = serving or Serving()
    pages = _Pages(serving, serving.workers or Workers())
    routes: list[BaseRoute] = []
    largest = None
    if serving.desk:
        from izacontract.desk.routes import desk_routes, largest_body

        routes += desk_routes(serving.desk, pages.answered, serving.root)
        largest = largest_body
    routes += [
        Route("/", pages.start),
        Route("/gezond", pages.healthy),
        Route("/taal/{language}", pages.speak),
        Route("/openen", pages.open, methods=["POST"]),
        Route("/concept/{sector}", pages.begin, methods=["GET"]),
        Route("/concept/{sector}", pages.change, methods=["POST"]),
        Route("/concept/{sector}/{form}", pages.save, methods=["POST"]),
        Route("/deel/{link}", pages.shared),
        Route("/deel/{link}/{form}", pages.shared_file),
        Mount("/static", _Static(directory=STATIC)),
    ]
    guard = Middleware(
        Guard,
        hosts=serving.hosts,
        root=serving.root,
        site=serving.site,
        refuse=pages.refused,
        log=serving.log,
        largest=largest,
    )
    app = Starlette(
        routes=routes,
        middleware=[guard, Middleware(GZipMiddleware, minimum_size=2000, compresslevel=1)],
        exception_handlers={HTTPException: pages.failed, 404: pages.failed, 405: pages.failed, 500: pages.failed},
        lifespan=pages.lifespan,
    )
    # its redirect names the host and a scheme: behind a proxy with TLS that sends a link over the network in the clear
    app.router.redirect_slashes = False
    return app


class _Static(StaticFiles):
    """Our own style, script and icon, which a browser may keep for an hour."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        response.headers["Cache-Control"] = "public, max-age=3600"
        return response


class _Pages:
    """The pages of one server."""

    def __init__(self, serving: Serving, workers: Workers) -> None:
        self._serving = serving
        self._workers = workers

    @asynccontextmanager
    async def lifespan(self, app: Starlette) -> AsyncIterator[None]:
        """Start every worker before the first visitor comes."""
        try:
            await self._workers.warm(form_pages.warm, self._serving.house)
        except* Exception as errors:  # noqa: BLE001  whatever it is, the pages that it concerns say so themselves
            for error in errors.exceptions:
                self._serving.log(line(**cause(error)))
        yield

    async def start(self, request: Request) -> Response:
        """Answer with the first page."""
        return await self._asked(request, form_pages.start)

    async def healthy(self, request: Request) -> Response:
        """Answer that the server is there, for who watches it."""
        return JSONResponse({"status": "ok"})

    async def speak(self, request: Request) -> Response:
        """Keep the language of a visitor in the only cookie there is, and go back."""
        language = request.path_params["language"]
        if language not in LANGUAGES:
            raise HTTPException(404)
        back = request.query_params.get("terug", "/")
        page = back if OWN_PAGE.fullmatch(back) else "/"
        answer = RedirectResponse(f"{self._serving.root}{page}", status_code=303)
        self._keep(answer, language)
        return answer

    async def begin(self, request: Request) -> Response:
        """Answer with the form of a sector, with its example or empty."""
        example = request.query_params.get("begin") == "voorbeeld"
        return await self._asked(request, partial(form_pages.begin, _sector(request), example))

    async def change(self, request: Request) -> Response:
        """Answer with what changes by what was filled in."""
        return await self._asked(request, partial(form_pages.changed, _sector(request), await request.body()))

    async def save(self, request: Request) -> Response:
        """Answer with the contract or the request as a file."""
        body, form = await request.body(), _form(request)
        return await self._asked(request, partial(form_pages.saved, _sector(request), body, form))

    async def open(self, request: Request) -> Response:
        """Answer with the form that holds the request file which a visitor sent."""
        # as long as a body may be, so that no part of it is ever put on disk
        async with request.form(max_files=1, max_fields=4) as form:
            file = form.get("bestand")
            if not isinstance(file, UploadFile):
                raise HTTPException(400)
            name = re.sub(r"[^\w. -]+", "", (file.filename or "").rpartition("/")[2])[-80:]
            return await self._asked(request, partial(form_pages.opened, await file.read(), name or "aanvraag.yaml"))

    async def shared(self, request: Request) -> Response:
        """Answer with the draft that a link shows."""
        return await self._shared(request, "")

    async def shared_file(self, request: Request) -> Response:
        """Answer with the draft that a link shows, as a file."""
        return await self._shared(request, _form(request))

    async def _shared(self, request: Request, form: str) -> Response:
        drafts, link = self._serving.drafts, request.path_params["link"]
        try:
            draft = drafts.get(link, self._serving.clock()) if drafts else None
        except OtherVersion as error:
            return self._unreadable(request, error)
        if draft is None:
            return self._response(reading.gone(self._ask(request, path="/")))
        return await self._asked(request, partial(reading.shared, draft, form))

    def _unreadable(self, request: Request, error: OtherVersion) -> Response:
        self._serving.log(line(**cause(error)))
        return self._response(message(self._ask(request, path="/"), "other_version", "other_version_text", status=404))

    async def failed(self, request: Request, error: Exception) -> Response:
        """Answer with a page that says in plain words what is wrong."""
        status = error.status_code if isinstance(error, HTTPException) else 500
        names = {404: "not_found", 405: "wrong_method", 503: "too_long", 504: "too_long"}
        name = names.get(status, "wrong_method" if status < 500 else "trouble")
        text = {"wrong_method": "not_found_text"}.get(name, f"{name}_text")
        return self._response(message(self._ask(request, path="/"), name, text, status=status))

    def refused(self, scope: Scope, why: str) -> ASGIApp:
        """Return the answer to a request that does not come through the guard."""
        status = {"too_large": 413, "too_slow": 408, "crowded": 503, "wrong_site": 403}.get(why, 421)
        return self._response(message(self._ask(Request(scope), path="/"), why, f"{why}_text", status=status))

    async def answered(self, request: Request, question: Callable[[Ask], Reply], seconds: float = 0) -> Response:
        """Answer with what a worker makes of `question`, within `seconds` when not as long as for other pages."""
        return await self._asked(request, question, seconds or None)

    async def _asked(
        self, request: Request, question: Callable[[Ask], Reply], seconds: float | None = None
    ) -> Response:
        try:
            ask = self._ask(request)
            told = request.headers.get("content-length", "")
            is_large = told.isdecimal() and int(told) > LARGE_BODY
            who = self._visitor(request)
            return self._response(await self._workers.ask(question, ask, who=who, is_large=is_large, seconds=seconds))
        except OtherVersion as error:
            return self._unreadable(request, error)
        except Busy as error:
            raise HTTPException(503) from error
        except (TookTooLong, BrokenWorkerProcess) as error:
            self._serving.log(line(**cause(error)))
            raise HTTPException(504) from error
        except Exception as error:
            self._serving.log(line(**cause(error)))
            if isinstance(error, PluginError) and error.code == TOOK_TOO_LONG.code:
                raise HTTPException(504) from error
            return self._response(message(self._ask(request, path="/"), "trouble", "trouble_text", status=500))

    def _visitor(self, request: Request) -> str:
        return visitor_of(request, self._serving.desk.settings.sign_in if self._serving.desk else None)

    def _response(self, answer: Reply) -> Response:
        response: Response
        if answer.location:
            response = RedirectResponse(answer.location, status_code=303)
        elif answer.file:
            response = FileResponse(answer.file, answer.status, media_type=answer.media)
        else:
            response = Response(answer.body, answer.status, media_type=answer.media)
        response.headers["Vary"] = "Cookie, HX-Request"
        if answer.filename:
            # RFC 6266: a name with other signs than those of ASCII stands there encoded
            plain = re.sub(r'[^ -~]|["\\\\%]', "-", answer.filename)
            encoded = quote(answer.filename, safe="")
            named = "" if plain == answer.filename else f"; filename*=utf-8''{encoded}"
            response.headers["Content-Disposition"] = f'attachment; filename="{plain}"{named}'
        if answer.language:
            self._keep(response, answer.language)
        return response

    def _keep(self, response: Response, language: str) -> None:
        path, secure = self._serving.root or "/", self._serving.is_https
        response.set_cookie(COOKIE, language, max_age=YEAR, path=path, secure=secure, httponly=True, samesite="lax")

    def _ask(self, request: Request, path: str = "") -> Ask:
        language = request.cookies.get(COOKIE, "")
        return Ask(
            language=language if language in LANGUAGES else LANGUAGES[0],
            path=path or request.url.path,
            fragment=request.headers.get("hx-request") == "true",
            house=self._serving.house,
            root=self._serving.root,
            today=(now := self._serving.clock()).date(),
            at=now,
            site=self._serving.site or f"{request.url.scheme}://{request.url.netloc}{self._serving.root}",
        )


def visitor_of(request: Request, sign_in: SignIn | None = None) -> str:
    """Return what tells visitors apart: the name or address that a proxy gives them, or else their own address."""
    host = request.client.host if request.client else ""
    if sign_in is not None and sign_in.believes(host):
        names = request.headers.getlist(sign_in.name)
        if len(names) == 1 and names[0].strip():
            return f"@{names[0].strip()[:64]}"
    elif host not in ("127.0.0.1", "::1"):
        return host
    return request.headers.get("x-forwarded-for", "").rpartition(",")[2].strip()[:64] or host


def _sector(request: Request) -> str:
    sector = str(request.path_params["sector"])
    if not SECTOR.fullmatch(sector):
        raise HTTPException(404)
    return sector


def _form(request: Request) -> str:
    form = str(request.path_params["form"])
    if form not in FORMS:
        raise HTTPException(404)
    return form
