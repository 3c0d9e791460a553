"""Word, text and HTML of one contract: the same words in the same order, and open values marked wherever they stand."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser

import docx
import pytest

from izacontract.model.contract import Contract, Value
from izacontract.model.values import INSURER, OpenPoint
from izacontract.render.html import html, html_parts
from izacontract.render.text import text
from izacontract.render.word import word
from tests.contracts.support import SECTORS, build, example, request_called, smallest
from tests.render.sample import HOSTILE, LINES, contract, with_lid
from tests.render.test_word import list_numbers, paragraphs

VOID = frozenset({"meta", "br", "link", "img", "input", "hr"})
UNSEEN = frozenset({"style", "title"})
LINE = frozenset({"p", "div", "li", "dt", "dd", "td", "th", "tr", "h1", "h2", "h3", "section", "br", "span"})


class Page(HTMLParser):
    """A page as its reader sees it, and what a program needs of it; a tag that does not close is an error."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.words = ""
        self.ids: list[str] = []
        self.links: list[str] = []
        self.levels: list[int] = []
        self.open_values: list[str] = []
        self.labels: list[str] = []
        self.stack: list[str] = []
        self.attributes: list[tuple[str, dict[str, str | None]]] = []
        self.feed(source)
        self.close()
        assert self.stack == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.attributes.append((tag, given))
        if tag not in VOID:
            self.stack.append(tag)
        if tag in LINE:
            self.words += " "
        if tag == "mark":
            self.open_values.append("")
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        self.ids += [str(given["id"])] if "id" in given else []
        self.links += [str(given["href"])[1:]] if "href" in given else []
        self.labels += [str(given["aria-label"])] if "aria-label" in given else []

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag
        if tag in LINE:
            self.words += " "

    def handle_data(self, data: str) -> None:
        if UNSEEN.isdisjoint(self.stack):
            self.words += data
            if "mark" in self.stack:
                self.open_values[-1] += data


def in_one_case(printed: str) -> list[str]:
    """Return the words of a document; what numbers a heading prints in capitals in Word, by its style."""
    return re.sub(r"[|\s]+", " ", printed).casefold().split()


def in_word(printed: Contract) -> list[str]:
    opened = docx.Document(io.BytesIO(word(printed)))
    lines = [f"{number} {shown}" for number, shown in list_numbers(opened)]
    # Of a table a cell without words and of two tables the gap between them leave no word.
    return in_one_case("\n".join(lines))


@cache
def made(sector: str, kind: str) -> Contract:
    if kind == "kleinste":
        return build(smallest(sector))
    return build(request_called(f"alles/{sector}"), final=True) if kind == "definitief" else build(example(sector))


every_form = pytest.mark.parametrize("kind", ["concept", "definitief", "kleinste"])


@every_form
@pytest.mark.parametrize("sector", SECTORS)
def test_word_text_and_html_say_the_same(sector: str, kind: str) -> None:
    printed = made(sector, kind)
    expected = in_one_case(text(printed))
    assert in_one_case(Page(html(printed)).words) == expected
    assert in_word(printed) == expected
    assert expected[0] == printed.status == ("definitief" if kind == "definitief" else "concept")


def test_sample_with_every_kind_of_block_says_the_same_everywhere() -> None:
    expected = in_one_case(text(contract()))
    assert in_one_case(Page(html(contract())).words) == expected
    assert in_word(contract()) == expected


def test_title_page_and_signatures_name_everyone_with_their_codes() -> None:
    printed = made("msz", "concept")
    shown = " ".join(Page(html(printed)).words.split())
    for party in printed.parties:
        assert f"{party.role.capitalize()} {party.name} Plaats en datum Handtekening" in shown
        codes = " ".join(f"{name} {value}" for name, value in party.details)
        assert f"{party.role.capitalize()} {party.name} {codes}" in shown
    assert f"Zorgsoort {printed.sector_title}" in shown
    assert shown.endswith(f"Einde van overeenkomst {printed.reference}")


def test_open_values_are_marked_in_word_and_html_wherever_they_stand() -> None:
    printed = made("msz", "kleinste")
    on_title_page = [printed.reference, *(value for party in printed.parties for _, value in party.details)]
    assert all(value.startswith("[IN TE VULLEN: ") for value in on_title_page)
    shown = Page(html(printed))
    assert shown.open_values[: len(on_title_page)] == on_title_page
    assert shown.open_values[-1] == printed.reference
    assert len(shown.open_values) == shown.words.count("[IN TE VULLEN: ")
    opened = docx.Document(io.BytesIO(word(printed)))
    header = opened.sections[0].header.paragraphs
    for paragraph in [*paragraphs(opened), *header]:
        for run in paragraph.runs:
            assert run.style.name == "Open punt" or "IN TE VULLEN" not in run.text, run.text
    marked = [run.text for p in paragraphs(opened) for run in p.runs if run.style.name == "Open punt"]
    assert marked == shown.open_values


def test_line_break_in_a_value_of_the_title_page_stays_within_its_line() -> None:
    printed = replace(
        contract(), reference="eerste\ntweede", provider=replace(contract().provider, name="Stichting\nZorg")
    )
    lines = text(printed).splitlines()
    for first, second in (
        ("    Kenmerk eerste", "tweede"),
        ("Stichting", "Zorg"),
        ("Einde van overeenkomst eerste", "tweede"),
    ):
        assert lines[lines.index(first) + 1] == f"        {second}"
    assert "<dd>eerste<br>tweede</dd>" in html(printed)
    assert '<p class="name">Stichting<br>Zorg</p>' in html(printed)


@pytest.mark.parametrize("sector", SECTORS)
def test_page_is_sound_for_a_browser_and_a_screen_reader(sector: str) -> None:
    source = html(made(sector, "concept"))
    page = Page(source)
    assert source.startswith('<!DOCTYPE html>\n<html lang="nl">')
    assert len(set(page.ids)) == len(page.ids)
    assert page.links
    assert set(page.links) <= set(page.ids)
    assert page.levels[0] == 1
    assert page.levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in zip(page.levels, page.levels[1:], strict=False))
    assert len(set(page.labels)) == len(page.labels)
    headers = [given for tag, given in page.attributes if tag == "th"]
    assert headers
    assert all(given["scope"] == "col" for given in headers)


def test_parts_hold_every_clause_under_its_own_id() -> None:
    printed = made("huisartsen", "concept")
    parts = html_parts(printed, level=2)
    clauses = [clause for part in parts for clause in part.clauses]
    assert [clause.id for clause in clauses] == [clause.id for part in printed.parts for clause in part.clauses]
    assert all(clause.html.strip().startswith(f'<div id="{clause.id}"') for clause in clauses)
    assert all(clause.html in part.html for part in parts for clause in part.clauses)
    assert [part.heading for part in parts if part.heading][2:4] == [
        "Artikel 1 Begripsbepalingen",
        "Artikel 2 Voorwerp en rangorde",
    ]
    order = [part.kind for part in parts]
    assert (order[0], order[-1]) == ("title", "end")
    assert order.index("signatures") == order.index("annex") - 1
    assert Page("".join(part.html for part in parts)).levels[0] == 2


def test_parts_together_are_the_page() -> None:
    page = html(contract())
    assert all(part.html in page for part in html_parts(contract()))


@pytest.mark.parametrize("typed", [HOSTILE, LINES, "<script>alert(1)</script>", "**vet** {{ 1 }}"])
def test_value_shows_in_html_as_it_was_typed(typed: str) -> None:
    source = html(with_lid(Value(typed, "x")))
    assert " ".join(typed.split()) in " ".join(Page(source).words.split())
    assert "<script" not in source


def test_value_that_merely_looks_open_is_not_marked() -> None:
    point = OpenPoint("overeenkomst.kenmerk", "", INSURER)
    assert Page(html(replace(contract(), reference=str(point), open_points=()))).open_values[:1] != [str(point)]
