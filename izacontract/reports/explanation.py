"""Prints why each clause is in a contract or not: as text to read, and as JSON (`izacontract/explain/1`)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap
from typing import Any

from izacontract import dutch
from izacontract.explain import Explanation
from izacontract.model.clause import Presence, Source
from izacontract.model.contract import Contract, Decision, Ground
from izacontract.render.sources import source_json

SCHEMA = "izacontract/explain/1"
WIDTH = 110
LABEL = 14
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


def explanation_text(contract: Contract, explanations: Sequence[Explanation]) -> str:
    """Return `explanations` of `contract` as text: first what is in, in its order, then what is not."""
    inside = [item for item in explanations if item.decision.include]
    outside = [item for item in explanations if not item.decision.include]
    lines = [f"{contract.title}, kenmerk {contract.reference}, teksten van {dutch.day(contract.reference_day)}"]
    if inside:
        lines += ["", f"IN HET CONTRACT ({len(inside)})", *_each(inside)]
    if outside:
        lines += ["", f"NIET IN HET CONTRACT ({len(outside)})", *_each(outside)]
    return "\n".join(lines) + "\n"


def explanation_json(contract: Contract, explanations: Sequence[Explanation]) -> str:
    """Return `explanations` of `contract` as JSON text with English keys."""
    answer = {
        "schema": SCHEMA,
        "reference": contract.reference,
        "sector": contract.sector,
        "reference_day": contract.reference_day.isoformat(),
        "clauses": [_entry(item) for item in explanations],
    }
    return json.dumps(answer, ensure_ascii=False, indent=2) + "\n"


def _each(explanations: Iterable[Explanation]) -> Iterator[str]:
    for item in explanations:
        decision = item.decision
        where = f"{item.place}: " if item.place else ""
        yield from ("", f"{where}{decision.title} [{decision.clause}]")
        for label, text in facts(decision):
            yield from wrap(
                text,
                WIDTH,
                initial_indent=f"    {label:<{LABEL}}",
                subsequent_indent=" " * (4 + LABEL),
                break_long_words=False,
                break_on_hyphens=False,
            )


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
