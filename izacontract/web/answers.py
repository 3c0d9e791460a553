"""What a worker is asked and what it answers: plain values that travel between processes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache, lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Final, cast

from jinja2 import Environment
from jinja2.environment import TemplateModule
from markupsafe import Markup

from izacontract import dutch
from izacontract.coverage import CoverageRow
from izacontract.render.page_template import pages_of
from izacontract.reports import comparison_phrases, coverage_phrases
from izacontract.reports.html import marked
from izacontract.web.moments import day_in
from izacontract.web.plain import in_other_words, in_plain_words
from izacontract.web.view import MarginNote
from izacontract.web.words import supplier_in, words_in

HTML: Final = "text/html; charset=utf-8"
WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TEXT: Final = "text/plain; charset=utf-8"
YAML: Final = "application/yaml; charset=utf-8"


@dataclass(frozen=True)
class FormPlace:
    """Where a form stands that keeps what is filled in: its path, that of the page around it, and what it is called.

    `version` tells whether somebody else kept another since.
    """

    path: str
    back: str
    title: str
    version: str


@dataclass(frozen=True)
class Ask:
    """Who asks: the language of the page, its own path, and whether only what changed is wanted.

    `house` is the folder with an insurer's own texts, if any; `today` is the day on which an empty form is begun.
    `root` is what stands before every path of an address, "" for nothing. `held` are the marks of the pieces of a
    contract that the page has already. `at` is the moment at which it is asked, `site` the whole
    address by which visitors come.
    `form` is where the form stands, when it is not that of its sector.
    """

    language: str = "nl"
    path: str = "/"
    fragment: bool = False
    house: Path | None = None
    today: date = date.min
    root: str = ""
    held: frozenset[str] = frozenset()
    at: datetime = datetime.min
    site: str = ""
    form: FormPlace | None = None


@dataclass(frozen=True)
class Reply:
    """What goes back: bytes with their type; with a `filename` they are to be saved. `language` is to be kept.

    With `location` the browser goes on to that address; with `file` the bytes are those of that file on disk.
    """

    body: bytes
    status: int = 200
    media: str = HTML
    filename: str = ""
    language: str = ""
    location: str = ""
    file: str = ""


def page(template: str, ask: Ask, values: Mapping[str, object], *, status: int = 200) -> Reply:
    """Return the page that `template` makes of `values`; every value is escaped."""
    given = {
        "t": words_in(ask.language),
        "language": ask.language,
        "path": ask.path,
        "root": ask.root,
        "held": ask.held,
        **values,
    }
    return Reply(_environment().get_template(template).render(given).encode("utf-8", "replace"), status)


def message(ask: Ask, heading: str, *lines: str, status: int) -> Reply:
    """Return a page that says one thing: a heading and lines, each the name of a word or a sentence."""
    words = words_in(ask.language)
    told = [words.get(line, line) for line in lines]
    values = {"heading": words.get(heading, heading), "lines": told}
    return page("message.html", replace(ask, path="/"), values, status=status)


@cache
def _environment() -> Environment:
    return new_environment()


def new_environment() -> Environment:
    """Return a new Jinja environment for the pages of the preview, with all that they use."""
    environment = pages_of("izacontract.web")
    environment.filters |= {
        "upper_first": _upper_first,
        "day": dutch.day,
        "day_in": day_in,
        "supplier": supplier_in,
        "marked": marked,
    }
    environment.filters |= {"plain": in_plain_words, "worded": in_other_words}
    environment.filters["mark"] = _mark
    environment.filters |= {"margin": _margin, "absence": _absence, "answers": _answers}
    environment.globals |= {"phrases": coverage_phrases, "words": comparison_phrases}
    return environment


@cache
def _notes(language: str) -> TemplateModule:
    return _environment().get_template("notes.html").make_module({"t": words_in(language)})


def _made(macro: str, language: str, *given: object) -> Markup:
    return cast(Markup, getattr(_notes(language), macro)(*given))


# What follows is remembered by content: a change in a request leaves most notes as they were.


@lru_cache(maxsize=2048)
def _margin(note: MarginNote, language: str) -> Markup:
    return _made("margin", language, note)


@lru_cache(maxsize=2048)
def _absence(note: MarginNote, language: str) -> Markup:
    return _made("absence", language, note)


@lru_cache(maxsize=256)
def _chapter(chapter: str, rows: tuple[CoverageRow, ...], number: int, language: str) -> Markup:
    counts = coverage_phrases.counts(Counter(row.status for row in rows))
    return _made("answers", language, chapter, rows, number, counts)


def _answers(chapter: str, rows: Sequence[CoverageRow], number: int, language: str) -> Markup:
    return _chapter(chapter, tuple(rows), number, language)


def _mark(inner: Markup, about: str) -> str:
    """Return the mark, fit for an id, of the piece `inner` of a page; `about` tells apart what is alike."""
    return f"k{blake2b(f'{about} {inner}'.encode(), digest_size=6).hexdigest()}"


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]
