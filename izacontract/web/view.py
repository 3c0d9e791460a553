"""What a page shows of a contract: its parts with a margin per clause, what is not in it, pictures and findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from markupsafe import Markup, escape

from izacontract import dutch
from izacontract.coverage import Coverage, coverage
from izacontract.errors import Finding, Severity
from izacontract.explain import Explanation, explain
from izacontract.intake.request_file import Schema
from izacontract.model.contract import Contract, Decision, Ground
from izacontract.render.html import html_parts
from izacontract.reports.explanation import facts
from izacontract.web.drafting import kind_of
from izacontract.web.drawing import Drawn
from izacontract.web.entries import Sent
from izacontract.web.titles import by_titles, title_of
from izacontract.web.words import FACTS

MEANING: Final = "Betekenis"
MARK: Final = Markup('<mark class="open">{}</mark>')


@dataclass(frozen=True)
class MarginNote:
    """The margin of one clause: what it means, which agreement it follows from, and why it is here.

    `facts` are pairs of a label, in the language of the page, and a text in Dutch.
    """

    clause: str
    title: str
    meaning: str
    follows: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ClauseView:
    """A clause as HTML with its margin."""

    html: Markup
    note: MarginNote


@dataclass(frozen=True)
class PartView:
    """A part of the contract: its clauses under their heading, or, without clauses, its HTML as a whole."""

    id: str
    kind: str
    heading: str
    clauses: tuple[ClauseView, ...]
    html: Markup


@dataclass(frozen=True)
class Problem:
    """A finding as the page tells it: `field` is the name of the field that it is about, "" for none."""

    kind: str
    field: str
    title: str
    message: str
    hint: str


@dataclass(frozen=True)
class View:
    """A contract as a page shows it.

    `outside` are the clauses that are not in it, but for those of other sectors, which are `elsewhere`. `follow`
    counts the clauses that follow from a national agreement, `agreements` names those; `total` counts all.
    """

    contract: Contract
    parts: tuple[PartView, ...]
    outside: tuple[MarginNote, ...]
    elsewhere: tuple[MarginNote, ...]
    pictures: tuple[Drawn, ...]
    coverage: Coverage
    follow: int
    total: int
    agreements: str


def view_of(
    contract: Contract, pictures: Iterable[Drawn], language: str, *, level: int, stand_ins: Iterable[str] = ()
) -> View:
    """Return what a page in `language` shows of `contract`, whose title is a heading of `level`.

    `stand_ins` are texts in it that stand for a value still to come; they are marked as open points are.
    """
    explained = {item.decision.clause: item for item in explain(contract)}
    documents = frozenset(commitment.source.document for commitment in contract.commitments)
    notes = {name: _note(item, documents, language) for name, item in explained.items()}
    marks = {str(escape(text)): MARK.format(text) for text in stand_ins}
    parts = tuple(
        PartView(
            part.id,
            part.kind,
            part.heading,
            tuple(ClauseView(_marked(clause.html, marks), notes[clause.id]) for clause in part.clauses),
            Markup() if part.clauses else _marked(part.html, marks),
        )
        for part in html_parts(contract, level)
    )
    inside = [notes[name] for name, item in explained.items() if item.decision.include]
    return View(
        contract,
        parts,
        tuple(notes[name] for name, item in explained.items() if not item.decision.include and not _of_others(item)),
        tuple(notes[name] for name, item in explained.items() if _of_others(item)),
        tuple(pictures),
        coverage(contract),
        sum(bool(note.follows) for note in inside),
        len(inside),
        dutch.listing(sorted(documents)),
    )


def problems_of(
    findings: Iterable[Finding], schema: Schema, sent: Sent, order: Sequence[str], language: str
) -> Mapping[str, tuple[Problem, ...]]:
    """Return the findings by the name of a severity, each in the `order` of the fields of the form."""
    places = {name: number for number, name in enumerate(order)}
    found: dict[str, list[tuple[int, Problem]]] = {severity.value: [] for severity in Severity}
    for finding in findings:
        name = sent.name_of(finding.path) if finding.path else ""
        near, place = _nearest(name, places)
        title = title_of(schema, name)
        named = by_titles(finding, schema)
        told = (named.message.in_language(language), named.hint.in_language(language))
        kind = kind_of(finding)
        found[kind].append((place, Problem(kind, near, title, *told)))
    return {
        kind: tuple(dict.fromkeys(problem for _, problem in sorted(told, key=lambda pair: pair[0])))
        for kind, told in found.items()
    }


def _nearest(name: str, places: Mapping[str, int]) -> tuple[str, int]:
    """Return the field or group called `name`, or the one around it, with its place in the form."""
    while name:
        if name in places:
            return name, places[name]
        name = name.rpartition(".")[0]
    return "", len(places)


def _of_others(item: Explanation) -> bool:
    return item.decision.ground is Ground.SECTOR


@lru_cache(maxsize=2048)
def _note(item: Explanation, documents: frozenset[str], language: str) -> MarginNote:
    """Return the margin of a clause; remembered, because a change in a request leaves most as they were."""
    decision = item.decision
    told = [(label, text) for label, text in facts(decision) if label != MEANING]
    labels = [(FACTS.get(label, label) if language == "en" else label, text) for label, text in told]
    return MarginNote(
        decision.clause, decision.title, decision.explanation, _follows(decision, documents), tuple(labels)
    )


def _follows(decision: Decision, documents: frozenset[str]) -> str:
    """Return the agreement and its sections that the clause follows from, "" for none."""
    found: dict[str, dict[str, None]] = {}
    for source in decision.sources:
        if source.document in documents:
            found.setdefault(source.document, {})[source.section] = None
    return "; ".join(f"{document}, {', '.join(sections)}" for document, sections in found.items())


def _marked(html: Markup, marks: Mapping[str, Markup]) -> Markup:
    """Return `html` with each stand-in marked; they are our own words, and `html` holds them escaped."""
    for text, mark in marks.items():
        if text in html:
            html = Markup(str(html).replace(text, mark))  # noqa: S704  both are escaped already
    return html
