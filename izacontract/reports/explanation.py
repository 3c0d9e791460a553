"""What is reported of why each clause is in a contract or not; its JSON is public (`izacontract/explain/1`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from izacontract import dutch
from izacontract.explain import Explanation
from izacontract.model.clause import Presence, Source
from izacontract.model.contract import Contract, Decision, Ground
from izacontract.render.answers import json_answer, source_json
from izacontract.render.workbook import Sheet
from izacontract.reports.page import Heading, Labels, Page, PageBlock, Reportable

SCHEMA = "izacontract/explain/1"
LABEL = 14
HEADER = (
    "Het contract", "Plaats", "Clausule", "Titel", "Waarom", "Regel", "Gekeken naar", "Tekst", "Bron", "Betekenis",
)  # fmt: skip
PRESENCES = {
    Presence.ALWAYS: "vaste clausule",
    Presence.MANDATORY: "hoort erin, tenzij de aanvraag haar met een reden weglaat",
    Presence.CONDITIONAL: "hangt af van wat in de aanvraag staat",
    Presence.OPTIONAL: "komt er alleen op verzoek in",
}
"""How a plugin's rule decides on a clause."""

GROUNDS = {
    Ground.OMISSION: "hoort erin, maar de aanvraag laat haar met een reden weg",
    Ground.SECTOR: "de clausule is van een andere zorgsoort",
    Ground.TOPIC: "contracten voor deze zorgsoort voeren het onderwerp niet",
    Ground.NOBODY: "geen plugin noemt haar voor deze aanvraag",
}
"""What decides where no rule does."""


def explanation_report(contract: Contract, explanations: Sequence[Explanation]) -> Reportable:
    """Return what is reported of `explanations` of `contract`, in Dutch: first what is in, in its order."""
    title = f"{contract.title}, kenmerk {contract.reference}, teksten van {dutch.day(contract.reference_day)}"
    return Reportable(
        lambda: Page(title, tuple(_blocks(explanations)), capitals=True),
        lambda: [Sheet("Waarom", HEADER, (16, 30, 34, 34, 60, 50, 60, 40, 60, 60), [_cells(e) for e in explanations])],
        lambda: _json(contract, explanations),
    )


def _blocks(explanations: Sequence[Explanation]) -> Iterator[PageBlock]:
    for heading, include in (("In het contract", True), ("Niet in het contract", False)):
        items = [item for item in explanations if item.decision.include is include]
        if items:
            yield Heading(f"{heading} ({len(items)})")
        for item in items:
            where = f"{item.place}: " if item.place else ""
            yield Heading(f"{where}{item.decision.title} [{item.decision.clause}]", 3)
            yield Labels(tuple(facts(item.decision)), 1, LABEL)


def _cells(item: Explanation) -> tuple[str, ...]:
    told: dict[str, str] = {}
    label = ""
    for name, text in facts(item.decision):
        label = name or label
        told[label] = f"{told[label]}; {text}" if label in told else text
    within = "in" if item.decision.include else "niet in"
    return (within, item.place, item.decision.clause, item.decision.title, *(told.get(name, "") for name in HEADER[4:]))


def _json(contract: Contract, explanations: Sequence[Explanation]) -> str:
    answer = {
        "schema": SCHEMA,
        "reference": contract.reference,
        "sector": contract.sector,
        "reference_day": contract.reference_day.isoformat(),
        "clauses": [_entry(item) for item in explanations],
    }
    return json_answer(answer)


def facts(decision: Decision) -> Iterator[tuple[str, str]]:
    """Give what is known of `decision` as pairs of a label and a text; "" is the label of a line that goes on."""
    yield "Waarom", f"{decision.because[:1].upper()}{decision.because[1:].rstrip('.')}."
    yield "Regel", _rule(decision)
    for index, seen in enumerate(decision.looked_at):
        yield "" if index else "Gekeken naar", f"{seen.label}: {seen.value} ({seen.path})"
    yield "Tekst", _text(decision)
    yield "Bron", "; ".join(_sources(decision.sources)) or "geen"
    yield "Betekenis", decision.explanation


def _rule(decision: Decision) -> str:
    rule = GROUNDS.get(decision.ground) or PRESENCES[decision.presence]
    return f"{rule} (plugin {decision.ruled_by})" if decision.ruled_by else rule


def _text(decision: Decision) -> str:
    origin = decision.origin if " " in decision.origin else f"plugin {decision.origin}"
    if decision.version is None:
        return f"geen tekst die op de peildatum geldt; clausule van {origin}"
    return f"geldt sinds {dutch.day(decision.version)}, uit {origin}"


def _sources(sources: Iterable[Source]) -> list[str]:
    """Return `sources` with each document, and its identifier, named once before its sections."""
    titles: dict[str, dict[str, None]] = {}
    for source in sources:
        titles.setdefault(source.title, {})[source.section] = None
    return [f"{title}, {', '.join(sections)}" for title, sections in titles.items()]


def _entry(item: Explanation) -> dict[str, Any]:
    decision = item.decision
    return {
        "clause": decision.clause,
        "title": decision.title,
        "include": decision.include,
        "articles": [item.place] if item.place else [],
        "heading": item.heading or None,
        "because": decision.because,
        "rule": {
            "presence": decision.presence.value,
            "ground": decision.ground.value,
            "plugin": decision.ruled_by or None,
        },
        "looked_at": [
            {"path": seen.path, "label": seen.label, "value": seen.value, "open": seen.open}
            for seen in decision.looked_at
        ],
        "omitted": decision.omitted,
        "plugin": decision.plugin,
        "version": decision.version.isoformat() if decision.version else None,
        "origin": decision.origin,
        "sources": [source_json(source) for source in decision.sources],
        "explanation": decision.explanation,
    }
