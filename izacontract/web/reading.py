"""Where a visitor reads a draft that was shared: each function answers one page, in a worker."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pydantic import TypeAdapter, ValidationError

from izacontract.model.contract import Contract
from izacontract.model.picture import Picture
from izacontract.render.json import contract_from_json
from izacontract.render.text import text
from izacontract.render.word import word
from izacontract.web.answers import TEXT, WORD, Ask, Reply, message, page
from izacontract.web.drawing import drawn
from izacontract.web.moments import moment_in
from izacontract.web.outward import outward_pictures
from izacontract.web.overview import open_lines, overview
from izacontract.web.sharing import SCHEMA, OtherVersion, Shared
from izacontract.web.view import view_of
from izacontract.web.worker_cache import plugins_of, schema_of

PICTURES: Final[TypeAdapter[tuple[Picture, ...]]] = TypeAdapter(tuple[Picture, ...])


def pictures_json(pictures: list[Picture], contract: Contract) -> str:
    """Return those of `pictures` that who reads `contract` may see as JSON, for a draft that is shared."""
    return PICTURES.dump_json(tuple(outward_pictures(pictures, contract))).decode()


def shared(draft: Shared, form: str, ask: Ask) -> Reply:
    """Return a shared draft: the page to read, or the contract as a file.

    The request is the house's own: it holds why, and who approved. Raises OtherVersion when the draft was shared by a
    build that kept it, or when the contract has another shape than ours.
    """
    if draft.schema_ != SCHEMA:
        raise OtherVersion(1)
    if form not in ("", "word", "tekst"):
        return gone(ask)
    try:
        contract = contract_from_json(draft.contract)
    except ValidationError as error:
        # not with its cause, which holds values and cannot travel from a worker
        raise OtherVersion(len(error.errors())) from None
    if form == "word":
        return Reply(word(contract), media=WORD, filename="concept.docx")
    if form == "tekst":
        return Reply(text(contract).encode(), media=TEXT, filename="concept.txt")
    return page("shared.html", ask, reading_values(draft, contract, ask))


def gone(ask: Ask) -> Reply:
    """Return the page for a link that shows nothing, whatever is wrong with it."""
    return message(ask, "link_gone", "link_gone_text", status=404)


def reading_values(draft: Shared, contract: Contract, ask: Ask) -> Mapping[str, object]:
    """Return what the page shows on which the `contract` of a shared draft is read.

    Raises OtherVersion when its pictures have another shape than ours.
    """
    try:
        pictures = [drawn(picture, ask.language) for picture in PICTURES.validate_json(draft.pictures)]
    except ValidationError as error:
        raise OtherVersion(len(error.errors())) from None
    view = view_of(contract, pictures, ask.language, level=2)
    # a sector that is not installed here any more only costs the open points their titles
    made = schema_of(contract.sector, ask.house) if contract.sector in plugins_of(ask.house).sectors else None
    told, others = overview(view)
    opens = open_lines(contract, made)
    return {"view": view, "until": moment_in(draft.until, ask.language), "opens": opens, "told": told, "others": others}
