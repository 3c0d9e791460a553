"""What a browser sends to a desk: the fields of an address or a form, and its files."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from izacontract.desk.asked import SentFile
from izacontract.web.answers import Ask, Reply

MOST_FIELDS: Final = 20_000

Fields = tuple[tuple[str, str], ...]
Answer = Callable[[Request, Callable[[Ask], Reply], float], Awaitable[Response]]
"""Lets a worker answer a question within so many seconds."""


async def sent(request: Request, *, is_form: bool, files: int = 0) -> tuple[Fields, tuple[SentFile, ...]]:
    """Return the fields in the address and in the form of `request`, and the files of one that has so many at most."""
    fields = request.query_params.multi_items()
    if not is_form:
        return tuple(fields), ()
    if not files:
        body = await request.body()
        pairs = parse_qsl(body.decode("ascii", "replace"), keep_blank_values=True, errors="replace")
        return (*fields, *pairs[:MOST_FIELDS]), ()
    found = []
    async with request.form(max_files=files, max_fields=MOST_FIELDS) as form:
        for name, value in form.multi_items():
            if not isinstance(value, UploadFile):
                fields.append((name, value))
            elif value.filename:  # a browser sends an empty file for a field in which none was chosen
                base = value.filename.replace("\\", "/").rpartition("/")[2]
                found.append(SentFile(name, base[-200:], await value.read()))
    return tuple(fields), tuple(found)
