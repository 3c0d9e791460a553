"""What the tests of the desk do on its pages, and what they read there."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import docx
import httpx
import lxml.html

from izacontract.desk.jobs import Jobs
from tests.conftest import REQUESTS
from tests.desk.conftest import AtDesk

MSZ = REQUESTS / "msz.yaml"
NAME = "MSZ-2025-0008"
"""The reference of that request, which names its contract at the desk."""


def text_of(answer: httpx.Response) -> str:
    """Return what stands on a page, without its tags."""
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text)))


def ok(answer: httpx.Response, status: int = 200) -> httpx.Response:
    """Return `answer` after a look at its status."""
    assert answer.status_code == status, text_of(answer)
    return answer


def fields(page: str) -> dict[str, str | list[str]]:
    """Return what the form of a request on `page` would send as it stands."""
    found: dict[str, str | list[str]] = {}
    for name, value in lxml.html.fromstring(page).get_element_by_id("request").form_values():
        before = found.get(name)
        found[name] = value if before is None else [*(before if isinstance(before, list) else [before]), value]
    return found


def put_on_desk(desk: AtDesk, file: Path = MSZ) -> None:
    """Put the request in `file` on the desk."""
    sent = {"bestand": (file.name, file.read_bytes())}
    ok(desk.client.post("/bureau/nieuw/bestanden", files=sent), 303)


def make_word(desk: AtDesk, name: str = NAME) -> bytes:
    """Make the draft of a contract and return the Word document."""
    ok(desk.client.post(f"/bureau/contract/{name}/word", data={"soort": "concept"}))
    return ok(desk.client.get(f"/bureau/contract/{name}/bestand/concepten/{name}.docx")).content


def edited(document: bytes, change: Callable[[docx.document.Document], None]) -> bytes:
    """Return `document` as it comes back after `change`."""
    opened, out = docx.Document(io.BytesIO(document)), io.BytesIO()
    change(opened)
    opened.save(out)
    return out.getvalue()


def reworded(old: str, new: str) -> Callable[[docx.document.Document], None]:
    """Return what puts `new` in the place of the first `old`."""

    def change(document: docx.document.Document) -> None:
        for paragraph in document.paragraphs:
            for run in paragraph.runs:
                if old in run.text:
                    run.text = run.text.replace(old, new, 1)
                    return
        raise AssertionError(f"no {old}")

    return change


def drop(desk: AtDesk, **documents: bytes) -> str:
    """Drop `documents` that came back, each under its name, and return the address of their round."""
    files = [("bestand", (f"{name}.docx", data)) for name, data in documents.items()]
    return str(ok(desk.client.post("/bureau/terug", files=files), 303).headers["location"])


def finished(desk: AtDesk, answer: httpx.Response) -> str:
    """Return what the job that `answer` started said; it must have done what it was asked."""
    name = str(ok(answer, 303).headers["location"]).rpartition("/")[2]
    job = Jobs(desk.desk).get(name)
    assert job is not None
    assert job.state.value == "done", job
    return job.said
