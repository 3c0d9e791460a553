"""Where a visitor reads a draft that was shared: each function answers one page, in a worker."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import TypeAdapter, ValidationError

from izacontract import dutch
from izacontract.model.contract import Contract
from izacontract.model.picture import Picture
from izacontract.render.json import contract_from_json
from izacontract.render.text import text
from izacontract.render.word import word
from izacontract.web.answers import TEXT, WORD, YAML, Ask, Reply, message, page
from izacontract.web.drawing import drawn
from izacontract.web.overview import open_lines, overview
from izacontract.web.sharing import OtherVersion, Shared
from izacontract.web.view import view_of
from izacontract.web.worker_cache import plugins_of, schema_of

PICTURES: Final[TypeAdapter[tuple[Picture, ...]]] = TypeAdapter(tuple[Picture, ...])


def pictures_json(pictures: list[Picture]) -> str:
    """Return `pictures` as JSON, for a draft that is shared."""
    return PICTURES.dump_json(tuple(pictures)).decode()


def shared(draft: Shared, form: str, ask: Ask) -> Reply:
    """Return a shared draft: the page to read, or the contract or request as a file.

    Raises OtherVersion when the contract has another shape than ours.
    """
    if form == "aanvraag":
        return Reply(draft.request.encode(), media=YAML, filename="aanvraag.yaml")
    try:
        contract = contract_from_json(draft.contract)
        pictures = PICTURES.validate_json(draft.pictures)
    except ValidationError as error:
        # not with its cause, which holds values and cannot travel from a worker
        raise OtherVersion(len(error.errors())) from None
    if form == "word":
        return Reply(word(contract), media=WORD, filename="concept.docx")
    if form == "tekst":
        return Reply(text(contract).encode(), media=TEXT, filename="concept.txt")
    return _read(draft, contract, pictures, ask)


def gone(ask: Ask) -> Reply:
    """Return the page for a link that shows nothing, whatever is wrong with it."""
    return message(ask, "link_gone", "link_gone_text", status=404)


def _read(draft: Shared, contract: Contract, pictures: tuple[Picture, ...], ask: Ask) -> Reply:
    view = view_of(contract, [drawn(picture, ask.language) for picture in pictures], ask.language, level=2)
    # a sector that is not installed here any more only costs the open points their titles
    made = schema_of(contract.sector, ask.house) if contract.sector in plugins_of(ask.house).sectors else None
    told, others = overview(view)
    values = {"view": view, "until": _moment(draft.until), "opens": open_lines(contract, made)}
    return page("shared.html", ask, values | {"told": told, "others": others})


def _moment(until: datetime) -> str:
    try:
        moment = until.astimezone(ZoneInfo("Europe/Amsterdam"))
    except ZoneInfoNotFoundError:  # a machine without time zones
        moment = until.astimezone(UTC)
        return f"{dutch.day(moment.date())}, {moment:%H:%M} UTC"
    return f"{dutch.day(moment.date())}, {moment:%H:%M} uur (Nederlandse tijd)"
