"""Where a visitor fills in a request: each function answers one page, in a worker, from what the form sent."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl

from izacontract.errors import Finding, RequestInvalid, Told
from izacontract.host import Plugins
from izacontract.intake.request_file import Schema, request_file
from izacontract.intake.sources import example_files, tree_of_bytes
from izacontract.intake.tree import Node, Tree, typed_at
from izacontract.intake.yaml_source import read_yaml
from izacontract.model.sections import AGREEMENT
from izacontract.model.values import Typed
from izacontract.render.text import text
from izacontract.render.word import word
from izacontract.web.answers import TEXT, WORD, YAML, Ask, Reply, message, page
from izacontract.web.comparing import Compared, with_version, with_year
from izacontract.web.drafting import Draft, draft_of
from izacontract.web.drawing import drawn
from izacontract.web.entries import (
    MOST_ROWS,
    MOST_ROWS_TOGETHER,
    Entries,
    Sent,
    crowded,
    entries_of,
    of_entries,
    pairs_of,
    sent,
    with_row,
    without_place,
    without_row,
)
from izacontract.web.form import form_of, list_in, names_in
from izacontract.web.titles import title_of
from izacontract.web.view import Problem, View, problems_of, view_of
from izacontract.web.words import LANGUAGES, counted, words_in
from izacontract.web.worker_cache import plugins_of, schema_of

FIRST_YEAR: Final = 2023
"""The first year of the agreement: no text or figure is older."""

MOST_FIELDS: Final = 5_000
"""The most fields that a form may send; the longest example sends 200."""


def warm(house: Path | None) -> None:
    """Load what every page needs, so that the first visitor does not wait for it."""
    plugins = plugins_of(house)
    for sector in plugins.sectors:
        schema_of(sector, house)
    for sector in list(examples_of(plugins))[:1]:
        begin(sector, True, Ask(house=house))


def examples_of(plugins: Plugins) -> Mapping[str, Tree]:
    """Return the example of each sector that has one, by the sector's code; one that cannot be read is none."""
    found: dict[str, Tree] = {}
    for name, data in example_files(plugins):
        try:
            tree = read_yaml(data, name)
        except RequestInvalid:
            continue
        if tree.sector in plugins.sectors:
            found.setdefault(str(tree.sector), tree)
    return found


def start(ask: Ask) -> Reply:
    """Return the first page: the sectors, each with its example or empty."""
    examples = examples_of(plugins := plugins_of(ask.house))
    sectors = [(code, sector.title, code in examples) for code, sector in plugins.sectors.items()]
    return page("start.html", ask, {"sectors": sectors})


def begin(sector: str, with_example: bool, ask: Ask) -> Reply:
    """Return the form of `sector`, with its example filled in or empty but for the coming calendar year."""
    plugins = plugins_of(ask.house)
    if sector not in plugins.sectors:
        return message(ask, "not_found", "not_found_text", status=404)
    made = schema_of(sector, ask.house)
    example = examples_of(plugins).get(sector) if with_example else None
    if example is not None:
        filled = of_entries(made, entries_of(made, example.root))
        return _page(sector, filled, ask, was=request_file(made, filled.root))
    year = ask.today.year + 1
    term: Entries = {"begin": (f"{year}-01-01",), "einde": (f"{year}-12-31",)}
    entries: Entries = {AGREEMENT.key: term}
    with_row(made, entries, "zorgverzekeraar.rechtspersonen")
    return _page(sector, of_entries(made, entries), ask)


def opened(data: bytes, name: str, ask: Ask) -> Reply:
    """Return the form with the request file `data` filled in; what the form has no place for is told."""
    plugins = plugins_of(ask.house)
    try:
        tree = tree_of_bytes(data, name, plugins)
    except RequestInvalid as refused:
        lines = [_line(finding, ask.language) for finding in refused.findings]
        return message(ask, "wrong_file", *lines, status=422)
    sector = tree.sector
    if sector is None or sector not in plugins.sectors:
        known = ", ".join(plugins.sectors)
        wrong = Told(
            f"Het bestand noemt geen zorgsoort die hier bestaat (overeenkomst.sector: {known}).",
            f"The file names no sector that exists here (overeenkomst.sector: {known}).",
        )
        return message(ask, "wrong_file", wrong.in_language(ask.language), status=422)
    return filled(str(sector), tree, ask)


def filled(sector: str, tree: Tree, ask: Ask) -> Reply:
    """Return the form of `sector` with the request `tree` filled in; what the form has no place for is told."""
    made = schema_of(sector, ask.house)
    if full := crowded(made, (name for name, _ in pairs_of(made, tree.root))):
        return _too_many_rows(made, *full, ask)
    entered = of_entries(made, entries_of(made, tree.root))
    notices = [_line(finding, ask.language) for finding in tree.findings]
    if lost := list(without_place(made, tree.root, "")):
        told = words_in(ask.language)["kept_aside" if ask.form else "left_aside"]
        notices.append(f"{told} {', '.join(lost)}.")
    return _page(sector, entered, ask, was=request_file(made, entered.root), notices=notices)


def typed_in(sector: str, body: bytes, ask: Ask) -> dict[str, Node] | None:
    """Return the request that the form of `sector` sent, None when it has more fields than one may have."""
    pairs = _pairs(body)
    return None if pairs is None else _with_sector(sent(schema_of(sector, ask.house), pairs).root, sector)


def problems_in(sector: str, tree: Tree, draft: Draft, ask: Ask) -> Mapping[str, tuple[Problem, ...]]:
    """Return what was found in `draft`, made of the request `tree`, each at its field in the form of `sector`."""
    made = schema_of(sector, ask.house)
    entered = of_entries(made, entries_of(made, tree.root))
    form = form_of(made, entered, draft.findings, ask.language)
    return problems_of(draft.findings, made, entered, list(names_in(form)), ask.language)


def changed(sector: str, body: bytes, ask: Ask, notice: Told | None = None) -> Reply:
    """Return the page, or what changed on it, for what the form of `sector` sent and the button that sent it.

    A `notice` stands above the form.
    """
    if sector not in plugins_of(ask.house).sectors:
        return message(ask, "not_found", "not_found_text", status=404)
    pairs = _pairs(body)
    if pairs is None:
        return message(ask, "too_large", "too_large_text", status=413)
    made = schema_of(sector, ask.house)
    if full := crowded(made, (name for name, _ in pairs)):
        return _too_many_rows(made, *full, ask)
    filled = sent(made, pairs)
    own = {name: value for name, value in pairs if name.startswith("_")}
    verb, _, about = own.get("_doe", "").partition(":")
    if ask.fragment:
        ask = replace(ask, held=frozenset(own.get("_heeft", "").split()))
    was, list_name, focus = own.get("_was", ""), "", ""
    if verb == "taal" and about in LANGUAGES:
        ask = replace(ask, language=about)
        return replace(_page(sector, filled, ask, was=was), language=about)
    if verb == "erbij":
        list_name, focus = about, with_row(made, filled.entries, about)
        if full := crowded(made, (*(name for name, _ in pairs), f"{focus}.")):
            return _too_many_rows(made, *full, ask)
    elif verb == "weg" and without_row(filled.entries, about):
        list_name = focus = about.rpartition(".")[0]
    if list_name:
        filled = of_entries(made, filled.entries, filled.unknown)
    if verb == "onthoud":
        was = request_file(made, _with_sector(filled.root, sector))
        if ask.fragment:
            return page("remembered.html", ask, {"was": was})
    if verb == "vergelijk":
        compared = _compared(sector, filled, about, own, ask)
        if ask.fragment:
            return page("comparison.html", ask, {"comparison": compared.comparison, "faults": compared.faults})
        return _page(sector, filled, ask, was=was, compared=compared, year=own.get("_jaar", ""))
    notices = [notice.in_language(ask.language)] if notice else []
    return _page(sector, filled, ask, was=was, notices=notices, list_name=list_name, focus=focus)


def saved(sector: str, body: bytes, form: str, ask: Ask) -> Reply:
    """Return the contract as a file ("word", "tekst") or the request ("aanvraag"); the page when there are faults."""
    plugins = plugins_of(ask.house)
    if sector not in plugins.sectors:
        return message(ask, "not_found", "not_found_text", status=404)
    pairs = _pairs(body)
    if pairs is None:
        return message(ask, "too_large", "too_large_text", status=413)
    made = schema_of(sector, ask.house)
    filled = sent(made, pairs)
    root = _with_sector(filled.root, sector)
    name = _file_name(root)
    if form == "aanvraag":
        return Reply(request_file(made, root).encode(), media=YAML, filename=f"{name}.yaml")
    if full := crowded(made, (name for name, _ in pairs)):
        return _too_many_rows(made, *full, ask)
    draft = draft_of(root, made, plugins)
    if draft.contract is None or not draft.whole:
        page_again = replace(ask, fragment=False, path=ask.form.path if ask.form else f"/concept/{sector}")
        return replace(_page(sector, filled, page_again, was=dict(pairs).get("_was", "")), status=422)
    if form == "word":
        return Reply(word(draft.contract), media=WORD, filename=f"{name}.docx")
    return Reply(text(draft.contract).encode(), media=TEXT, filename=f"{name}.txt")


def _pairs(body: bytes) -> list[tuple[str, str]] | None:
    """Return the names and texts in the body of a form, None when there are too many."""
    try:
        return parse_qsl(
            body.decode("ascii", "replace"), keep_blank_values=True, errors="replace", max_num_fields=MOST_FIELDS
        )
    except ValueError:
        return None


def _too_many_rows(made: Schema, name: str, count: int, ask: Ask) -> Reply:
    """Return the page that says which list has too many rows, and how the contract is made all the same."""
    words, dots = words_in(ask.language), "." if ask.language == "nl" else ","
    most, number = (f"{rows:,}".replace(",", dots) for rows in (MOST_ROWS if name else MOST_ROWS_TOGETHER, count))
    told = words["too_many_rows" if name else "too_many_rows_together"]
    told = told.format(title=title_of(made, name), count=number, most=most)
    return message(ask, told, "too_many_rows_text", status=413)


def _page(
    sector: str,
    filled: Sent,
    ask: Ask,
    *,
    was: str = "",
    notices: Sequence[str] = (),
    list_name: str = "",
    focus: str = "",
    compared: Compared | None = None,
    year: str = "",
) -> Reply:
    plugins, made = plugins_of(ask.house), schema_of(sector, ask.house)
    draft = draft_of(_with_sector(filled.root, sector), made, plugins)
    form = form_of(made, filled, draft.findings, ask.language)
    problems = problems_of(draft.findings, made, filled, list(names_in(form)), ask.language)
    if filled.unknown:
        notices = [*notices, f"{filled.unknown} {words_in(ask.language)['unknown_fields']}"]
    counts = ", ".join(counted(len(found), kind, ask.language) for kind, found in problems.items() if found)
    words = words_in(ask.language)
    values: dict[str, object] = {
        "view": _view(draft, plugins, ask.language),
        "whole": draft.whole,
        "problems": problems,
        "notices": notices,
        "state": _state(draft, counts, words),
        "url": f"{ask.root}{ask.form.path if ask.form else f'/concept/{sector}'}",
        "place": ask.form,
    }
    if ask.fragment:
        values |= {"form": form, "list": list_in(form, list_name), "focus": focus}
        return page("changed.html", ask, values)
    day = draft.contract.reference_day if draft.contract else ask.today
    years = [str(other) for other in range(FIRST_YEAR, max(day.year, FIRST_YEAR) + 2) if other != day.year]
    values |= {
        "form": form,
        "sector_title": plugins.sectors[sector].title,
        "was": was,
        "years": years,
        "chosen_year": year if year in years else str(max(day.year - 1, FIRST_YEAR)),
        "compared": compared is not None,
        "comparison": compared.comparison if compared else None,
        "faults": compared.faults if compared else (),
    }
    return page("concept.html", ask, values)


def _state(draft: Draft, counts: str, words: Mapping[str, str]) -> str:
    """Return in one line what became of the contract and what was found, of which `counts` tells how much."""
    if draft.contract is None:
        return f"{words['not_updated']}: {counts}. {words['rest_later']}"
    return f"{words['updated']}: {counts}." if counts else f"{words['updated']}. {words['nothing_wrong']}"


def _view(draft: Draft, plugins: Plugins, language: str) -> View | None:
    if draft.contract is None or draft.request is None:
        return None
    pictures = [drawn(picture, language) for picture in plugins.draw_pictures(draft.request)]
    return view_of(draft.contract, pictures, language, level=2, stand_ins=draft.stand_ins)


def _compared(sector: str, filled: Sent, about: str, own: Mapping[str, str], ask: Ask) -> Compared:
    """Return what was filled in compared with another year or, otherwise, with the version that was sent along."""
    plugins, made = plugins_of(ask.house), schema_of(sector, ask.house)
    root, words = _with_sector(filled.root, sector), words_in(ask.language)
    if about == "jaar":
        return with_year(root, own.get("_jaar", ""), words["now"], made, plugins)
    return with_version(root, own.get("_was", ""), (words["earlier"], words["now"]), made, plugins)


def _with_sector(root: dict[str, Node], sector: str) -> dict[str, Node]:
    """Return the request for `sector`, whatever it says itself: the form is that of the sector."""
    agreement = root.get(AGREEMENT.key)
    return root | {AGREEMENT.key: (agreement if isinstance(agreement, dict) else {}) | {"sector": Typed(sector)}}


def _line(finding: Finding, language: str) -> str:
    place = f"{finding.position}: " if finding.position else ""
    return f"{place}{finding.message.in_language(language)} {finding.hint.in_language(language)}".strip()


def _file_name(root: dict[str, Node]) -> str:
    """Return a name for a file, from the reference of the contract: letters, digits, points and dashes only."""
    reference = str(typed_at(root, (AGREEMENT.key, "kenmerk")) or "")
    return re.sub(r"[^A-Za-z0-9]+", "-", reference).strip("-")[:60] or "contract"
