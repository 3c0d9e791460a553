"""Prints a report as one HTML page that stands by itself; every value is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from jinja2 import Environment
from markupsafe import Markup, escape

from izacontract.differ.changes import Op, Piece
from izacontract.render.page_template import pages_of
from izacontract.reports.page import Page

TAGS: Final = {Op.SAME: Markup("{}"), Op.OLD: Markup("<del>{}</del>"), Op.NEW: Markup("<ins>{}</ins>")}


def page_html(page: Page) -> str:
    """Return `page` as a complete HTML document."""
    return environment().get_template("report.html").render(page=page)


def marked(pieces: Iterable[Piece]) -> Markup:
    """Return `pieces` as HTML, with what goes and comes as deletions and insertions."""
    return escape("").join(TAGS[piece.op].format(piece.text) for piece in pieces).replace("\n", Markup("<br>"))


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Return the Jinja environment of the pages of reports."""
    made = pages_of("izacontract.reports")
    made.filters["marked"] = marked
    made.filters["kind"] = lambda block: type(block).__name__
    return made
