"""The addresses of a provider who is invited: one answer for whatever is no invitation, so that none can be found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from izacontract.desk import invited_articles, invited_files, invited_pages
from izacontract.desk.asked import SentFile
from izacontract.desk.folder import Desk
from izacontract.desk.invitation_messages import CLOSED
from izacontract.desk.invitations import Invitations
from izacontract.desk.invited import HOME, Invited, drafts_of
from izacontract.desk.messages import DeskRefused
from izacontract.desk.sending import Answer, Fields, sent
from izacontract.errors import FileError, IzacontractError
from izacontract.web import reading
from izacontract.web.answers import Ask, Reply, message

LARGEST_FILE: Final = 10_000_000
"""The most bytes that a Word file may have; a contract with pictures has a tenth of it."""


@dataclass(frozen=True)
class InvitedPage:
    """A page at `path` below an invitation: what shows it, and what is done when its form is sent."""

    path: str
    show: Callable[[Invited], Reply]
    do: Callable[[Invited], Reply] | None = None
    sends_files: bool = False


PAGES: Final = (
    InvitedPage("", invited_pages.overview),
    InvitedPage("/gegevens", invited_pages.fields, invited_pages.fill_in),
    InvitedPage("/artikel/{slot}", invited_articles.article, invited_articles.react),
    InvitedPage("/bestand", invited_files.file_page, invited_files.receive, sends_files=True),
    InvitedPage("/concept", invited_pages.saved),
    InvitedPage("/concept/{form}", invited_pages.saved),
)


def invited_routes(desk: Desk, answer: Answer) -> list[Route]:
    """Return the routes of whoever is invited to `desk`; `answer` lets a worker answer."""

    async def invitation_gone(request: Request) -> Response:
        return await answer(request, reading.gone, 0)

    routes = [_route(desk, page, answer) for page in PAGES]
    return [*routes, Route(f"{HOME}{{rest:path}}", invitation_gone, methods=["GET", "POST"])]


def is_upload(path: str) -> bool:
    """Return whether a file may be sent to `path`."""
    return path.startswith(f"{HOME}/") and path.endswith("/bestand")


def _route(desk: Desk, page: InvitedPage, answer: Answer) -> Route:
    async def endpoint(request: Request) -> Response:
        place = {name: str(value) for name, value in request.path_params.items()}
        is_sent = request.method == "POST"
        fields, files = await sent(request, is_form=is_sent, files=1 if page.sends_files else 0)
        return await answer(request, partial(_answer, page, desk, place, fields, files, is_sent), 30.0)

    endpoint.__name__ = f"invited_{(page.do or page.show).__name__}"  # as the log of the server calls the page
    return Route(f"{HOME}/{{link}}{page.path}", endpoint, methods=["GET", "POST"] if page.do else ["GET"])


def _answer(
    page: InvitedPage,
    desk: Desk,
    place: dict[str, str],
    fields: Fields,
    files: tuple[SentFile, ...],
    is_sent: bool,
    ask: Ask,
) -> Reply:
    """Return the answer of `page`, in a worker: to one whose link names a draft that is there, and to nobody else."""
    ask = replace(ask, house=desk.house)
    try:
        drafts = drafts_of(desk)
        name = drafts.name_of(place["link"], ask.at)
        draft = drafts.held(name, invited=True) if name else None
        invitation = Invitations(desk.address()).of_draft(name) if draft is not None else None
        if draft is None or invitation is None or invitation.state == "revoked":
            return reading.gone(ask)
        invited = Invited(ask, desk, place["link"], draft, invitation, ask.at, place, fields, files)
        if not is_sent or page.do is None:
            return page.show(invited)
        if not invited.is_open:
            raise CLOSED.failure(DeskRefused)
        return page.do(invited)
    except FileError:
        raise  # it names a folder of ours: the log of the server says where, the provider that something is wrong
    except IzacontractError as error:
        told = (error.message, error.hint)
        return message(ask, *(one.in_language(ask.language) for one in told), status=422)
