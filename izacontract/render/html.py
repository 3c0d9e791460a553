"""Prints a contract as HTML: one page that stands by itself, or its parts and clauses for somebody else's page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, cast

from jinja2 import Environment
from jinja2.environment import TemplateModule
from markupsafe import Markup, escape

from izacontract.model.contract import Annex, Article, Contract, Inline, Placeholder, Reference, Table
from izacontract.render import title
from izacontract.render.page_template import pages_of
from izacontract.render.text import heading

PartKind = Literal["title", "article", "signatures", "annex", "end"]


@dataclass(frozen=True, slots=True)
class HtmlClause:
    """A clause as HTML: a `div` whose id is that of the clause, `algemeen.ova`."""

    id: str
    title: str
    html: Markup


@dataclass(frozen=True, slots=True)
class HtmlPart:
    """A part of the document as HTML: an element with this `id`, its heading and its clauses included.

    The title page, the signatures and the last line are parts without clauses, whose `heading` is "". "article" is
    also the kind of what stands before and after the articles.
    """

    id: str
    kind: PartKind
    heading: str
    clauses: tuple[HtmlClause, ...]
    html: Markup


def html(contract: Contract) -> str:
    """Return `contract` as a complete HTML document in Dutch; every value is escaped."""
    first, *others = html_parts(contract)
    return _environment().get_template("contract.html").render(contract=contract, title=first, parts=others)


def html_parts(contract: Contract, level: int = 1) -> tuple[HtmlPart, ...]:
    """Return `contract` as pieces of HTML in the order of the document, for a page in Dutch (`lang="nl"`).

    The title is a heading of `level`, that of each part one lower. Ids are the same for every contract: `title`,
    `signatures` and `end`, `article-<slot>` and `annex-<slot>` for the parts, the clause's own id for a clause, and
    `<clause id>.<place>` for a lid that references point at. Every value is escaped.
    """
    macros = _macros()
    before = (*contract.opening, *contract.articles, *contract.closing)
    return (
        HtmlPart("title", "title", "", (), _made(macros, "title_page", contract, level)),
        *(_part(part, level) for part in before),
        HtmlPart("signatures", "signatures", "", (), _made(macros, "signatures", contract)),
        *(_part(part, level) for part in contract.annexes),
        HtmlPart("end", "end", "", (), _made(macros, "end", contract)),
    )


def anchor(part: Article | Annex) -> str:
    """Return the id of a part in the page."""
    return f"{'annex' if isinstance(part, Annex) else 'article'}-{part.slot}"


@lru_cache(maxsize=512)
def _part(part: Article | Annex, level: int) -> HtmlPart:
    """Return `part` as HTML; remembered, because a change in a request leaves most parts as they were."""
    macros = _macros()
    labels = _table_labels(part)
    clauses = tuple(
        HtmlClause(clause.id, clause.title, _made(macros, "clause", clause, labels)) for clause in part.clauses
    )
    kind: PartKind = "annex" if isinstance(part, Annex) else "article"
    head = heading(part)
    return HtmlPart(anchor(part), kind, head, clauses, _made(macros, "part", anchor(part), kind, head, clauses, level))


def _table_labels(part: Article | Annex) -> Iterator[str]:
    """Give each table of `part` a label of its own, for a screen reader."""
    tables = [block for clause in part.clauses for block in clause.blocks if isinstance(block, Table)]
    for number in range(1, len(tables) + 1):
        yield f"Tabel {number} in {heading(part)}" if len(tables) > 1 else f"Tabel in {heading(part)}"


def _made(macros: TemplateModule, name: str, *given: object) -> Markup:
    return cast(Markup, getattr(macros, name)(*given))


@lru_cache(maxsize=1)
def _macros() -> TemplateModule:
    return _environment().get_template("parts.html").module


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = pages_of()
    environment.filters |= {
        "inlines": _inlines, "lines": _lines, "heading": heading, "anchor": anchor, "target": _target,
        "next": next, "groups": title.title_groups, "term": title.term, "last_line": title.last_line,
    }  # fmt: skip
    environment.globals |= {"CONTENTS": title.CONTENTS, "SIGNED": title.SIGNED}
    return environment


def _inlines(inlines: Iterable[Inline]) -> Markup:
    return Markup("").join(_inline(inline) for inline in inlines)


def _inline(inline: Inline) -> Markup:
    shown = _lines(inline.text)
    if isinstance(inline, Placeholder):
        return Markup('<mark class="open">{}</mark>').format(shown)
    if isinstance(inline, Reference) and inline.parts:
        return Markup("").join(_linked(text, mark) for text, mark in inline.parts)
    return shown


def _lines(text: str) -> Markup:
    return escape(text).replace("\n", Markup("<br>"))


def _linked(text: str, mark: str | None) -> Markup:
    if mark is None:
        return escape(text)
    return Markup('<a href="#{}">{}</a>').format(_target(mark), text)


def _target(mark: str) -> str:
    """Return the id of what references call `mark`: `article-indexatie`, `algemeen.ova.5`."""
    return mark.replace(":", "-").replace("#", ".")
