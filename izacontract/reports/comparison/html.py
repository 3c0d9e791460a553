"""Prints a comparison as one HTML page that stands by itself."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from jinja2 import Environment
from markupsafe import Markup, escape

from izacontract.differ.changes import Comparison, Op, Piece
from izacontract.render.page_template import pages_of
from izacontract.reports.comparison import phrases

TAGS = {Op.SAME: Markup("{}"), Op.OLD: Markup("<del>{}</del>"), Op.NEW: Markup("<ins>{}</ins>")}


def comparison_html(comparison: Comparison) -> str:
    """Return `comparison` as a complete HTML document in Dutch; every value is escaped."""
    return _environment().get_template("comparison.html").render(comparison=comparison, phrases=phrases)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = pages_of()
    environment.filters["marked"] = _marked
    return environment


def _marked(pieces: Iterable[Piece]) -> Markup:
    shown = (TAGS[piece.op].format(piece.text) for piece in pieces)
    return escape("").join(shown).replace("\n", Markup("<br>"))
