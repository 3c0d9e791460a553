"""Prints a contract as one HTML page that stands by itself: semantic, readable on screen and on paper."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from izacontract import dutch
from izacontract.model.contract import Annex, Article, Contract, Inline, Placeholder, Reference
from izacontract.render.text import heading


def html(contract: Contract) -> str:
    """Return `contract` as a complete HTML document in Dutch; every value is escaped."""
    return _environment().get_template("contract.html").render(contract=contract)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("izacontract.render", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"inlines": _inlines, "heading": heading, "dag": dutch.day, "anchor": anchor}
    environment.tests["annex"] = lambda part: isinstance(part, Annex)
    return environment


def anchor(part: Article | Annex) -> str:
    """Return the id of a part in the page."""
    return f"{'annex' if isinstance(part, Annex) else 'article'}-{part.slot}"


def _inlines(inlines: Iterable[Inline]) -> Markup:
    return Markup("").join(_inline(inline) for inline in inlines)


def _inline(inline: Inline) -> Markup:
    shown = escape(inline.text).replace("\n", Markup("<br>"))
    if isinstance(inline, Placeholder):
        return Markup('<mark class="open">{}</mark>').format(shown)
    if isinstance(inline, Reference):
        return Markup("").join(_part(text, mark) for text, mark in inline.parts)
    return shown


def _part(text: str, mark: str | None) -> Markup:
    if mark is None:
        return escape(text)
    return Markup('<a href="#{}">{}</a>').format(mark.replace(":", "-"), text)
