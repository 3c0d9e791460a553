"""A report of the command line on a page of the desk: the same page within ours, and its other forms to save."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from markupsafe import Markup

from izacontract.desk.asked import Asked, page, ran_page
from izacontract.desk.commands import Ran
from izacontract.web.answers import HTML, WORD, Reply

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MEDIA: Final = {
    "docx": WORD,
    "xlsx": XLSX,
    "json": "application/json; charset=utf-8",
    "html": HTML,
    "text": "text/plain; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "pdf": "application/pdf",
    "yaml": "application/yaml; charset=utf-8",
    "zip": "application/zip",
    "csv": "text/csv; charset=utf-8",
}
SAVED: Final = ("docx", "xlsx", "json")
"""The forms in which a report may be saved, besides the page itself."""


def report(
    asked: Asked,
    title: str,
    name: str,
    arguments: Sequence[str],
    *,
    template: str = "report_page.html",
    forms: Sequence[str] = SAVED,
    values: Mapping[str, object] | None = None,
) -> Reply:
    """Return the report that the command `arguments` makes, on a page called `title`, or in the form asked for.

    `name` is what the file is called when it is saved. `values` go to `template` as they are.
    """
    form = asked.get("vorm")
    if form in forms:
        ran = asked.run(*arguments, "--format", form, "-o", "-")
        if not ran.is_done:
            return ran_page(asked, ran, title)
        suffix = "txt" if form == "text" else form
        return Reply(ran.out, media=MEDIA[form], filename=f"{name}.{suffix}")
    ran = asked.run(*arguments, "--format", "html")
    if not ran.is_done:
        return ran_page(asked, ran, title)
    query = [(key, value) for key, value in asked.fields if key != "vorm"]
    given = {"title": title, "body": body_of(ran), "forms": forms, "query": query, "said": ran.said}
    return page(template, asked, {**given, "command": ran.line.replace(" --format html", ""), **(values or {})})


def body_of(ran: Ran) -> Markup:
    """Return the page that a command gave as it stands within another: without its frame and its own title."""
    return inner_page(ran.out.decode())


def inner_page(text: str) -> Markup:
    """Return a page of a report as it stands within another, as `body_of` does."""
    inner = text.partition("<main>")[2].rpartition("</main>")[0]
    before, heading, rest = inner.partition("<h1>")
    # our own page, in which every value is escaped
    return Markup(before + rest.partition("</h1>")[2] if heading else inner)  # noqa: S704
