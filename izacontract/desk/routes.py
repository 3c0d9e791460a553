"""The addresses of the desk: who may ask what, how a form is read, and every action in the log before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route, compile_path

from izacontract.desk import (
    contract,
    diary,
    due,
    editing,
    invites,
    making,
    reading,
    returned,
    reviewing,
    season,
    start,
    tables,
    work,
)
from izacontract.desk.asked import HOME, Asked, DeskPage, SentFile, refused
from izacontract.desk.folder import Desk
from izacontract.desk.invited_routes import LARGEST_FILE, invited_routes, is_upload
from izacontract.desk.sending import Answer, Fields, sent
from izacontract.desk.who import NotKnown, Person, person_of
from izacontract.desk.words import desk_words
from izacontract.errors import Finding, IzacontractError, RequestInvalid, Told
from izacontract.web import guard
from izacontract.web.answers import Ask, Reply, message
from izacontract.web.plain import in_plain_words

PAGES: Final[Sequence[DeskPage]] = tuple(
    page
    for room in (
        start,
        making,
        contract,
        reading,
        editing,
        returned,
        invites,
        tables,
        due,
        season,
        reviewing,
        work,
        diary,
    )
    for page in room.PAGES
)
"""Every page of the desk."""

MOST_FILES: Final = 500
LARGEST_BODY: Final = 100_000_000
"""The most bytes that a form with files may have: some hundreds of contracts that came back."""

_WITH_FILES: Final = tuple(compile_path(f"{HOME}{page.path}")[0] for page in PAGES if page.sends_files)


def desk_routes(desk: Desk, answer: Answer, root: str) -> list[Route]:
    """Return the routes of `desk`, under `root`; `answer` lets a worker answer."""

    async def to_desk(request: Request) -> Response:
        return RedirectResponse(f"{root}{HOME}", status_code=303)

    return [Route("/", to_desk), *(_route(desk, page, answer) for page in PAGES), *invited_routes(desk, answer)]


def largest_body(path: str) -> int:
    """Return the most bytes that may be sent to `path` of a server with a desk."""
    if is_upload(path):
        return LARGEST_FILE
    return LARGEST_BODY if any(one.match(path) for one in _WITH_FILES) else guard.LARGEST_BODY


def _route(desk: Desk, page: DeskPage, answer: Answer) -> Route:
    async def endpoint(request: Request) -> Response:
        try:
            person = person_of(request, desk.settings.sign_in)
        except NotKnown as error:
            return await answer(request, partial(_not_known, error.word), 0)
        fields, files = await sent(request, is_form=bool(page.action), files=MOST_FILES if page.sends_files else 0)
        body = await request.body() if page.raw else b""
        place = {name: str(value) for name, value in request.path_params.items()}
        return await answer(request, partial(_answer, page, desk, person, place, fields, files, body), page.seconds)

    endpoint.__name__ = f"desk_{page.answer.__name__}"  # as the log of the server calls the page
    return Route(f"{HOME}{page.path}", endpoint, methods=["POST"] if page.action else ["GET"])


def _not_known(word: str, ask: Ask) -> Reply:
    words = desk_words(ask.language)
    return message(ask, words[word], words[f"{word}_text"], status=403)


def _answer(
    page: DeskPage,
    desk: Desk,
    person: Person,
    place: dict[str, str],
    fields: Fields,
    files: tuple[SentFile, ...],
    body: bytes,
    ask: Ask,
) -> Reply:
    """Return the answer of `page`, in a worker; what a person may not do is refused, what is done is written down."""
    ask = replace(ask, house=desk.house)
    asked = Asked(ask, desk, person, ask.at, place, fields, files, body, bool(page.action))
    try:
        if not person.may(page.roles):
            words = desk_words("nl"), desk_words("en")
            asked.log("geweigerd", place.get(page.about, ""), page.action or page.path)
            title, text = (Told(*(some[word] for some in words)) for word in ("not_yours", "not_yours_text"))
            return refused(asked, title, text, status=403)
        if page.action and page.is_logged:
            names = ", ".join(file.name for file in files)
            asked.log(page.action, place.get(page.about, ""), names)
        reply = page.answer(asked)
        if page.action and page.is_logged and reply.status >= 400:
            asked.log("niet gelukt", place.get(page.about, ""), page.action)
        return reply
    except RequestInvalid as error:
        lines = [_line(finding, ask.language) for finding in error.findings]
        return refused(asked, error.message, error.hint, lines)
    except IzacontractError as error:
        return refused(asked, error.message, error.hint)


def _line(finding: Finding, language: str) -> str:
    place = f"{finding.position.in_language(language)}: " if finding.position else ""
    hint = in_plain_words(finding.hint.in_language(language))
    return f"{place}{finding.message.in_language(language)} {hint}".strip()
