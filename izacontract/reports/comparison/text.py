"""Prints a comparison as plain text: what goes in [-brackets-], what comes in {+braces+}."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from izacontract.differ.changes import Change, Comparison, Kind, Op, Piece
from izacontract.reports.comparison import phrases

INDENT = "    "
MARKS = {Op.SAME: ("", ""), Op.OLD: ("[-", "-]"), Op.NEW: ("{+", "+}")}
CONTEXT = 60
"""So many letters of what stays the same are shown on either side of a change."""

LEGEND = "[-zo-] gaat eruit, {+zo+} komt erin, … staat voor tekst die gelijk blijft."


def comparison_text(comparison: Comparison) -> str:
    """Return `comparison` as text, one line per paragraph that differs."""
    lines = [f"{word:<6}{what}" for word, what in phrases.sides(comparison)]
    lines += ["", phrases.summary(comparison)]
    if comparison.changes:
        lines.append(LEGEND)
    if comparison.answers:
        lines += ["", "Gewijzigd in de aanvraag", *(f"{INDENT}{phrases.answer(a)}" for a in comparison.answers)]
    for change in comparison.changes:
        lines += ["", *_change(change)]
    if comparison.parameters:
        lines += ["", "Cijfers", *(f"{INDENT}{phrases.parameter(p)}" for p in comparison.parameters)]
    lines += ["", "Niet vergeleken", *(f"{INDENT}{what}" for what in comparison.not_compared)]
    return "\n".join(lines) + "\n"


def marked(pieces: Sequence[Piece], *, whole: bool = False) -> str:
    """Return `pieces` with what goes and comes between marks; what stays is cut short unless `whole`."""
    runs = [(op, "".join(piece.text for piece in run)) for op, run in groupby(pieces, key=lambda piece: piece.op)]
    shown = []
    for at, (op, text) in enumerate(runs):
        if op is Op.SAME and not whole:
            text = _excerpt(text, first=at == 0, last=at == len(runs) - 1)
        before, after = MARKS[op]
        shown.append(f"{before}{text}{after}")
    return "".join(shown).replace("\n", f"\n{INDENT}{INDENT}")


def _change(change: Change) -> Iterator[str]:
    name = f" ({change.id})" if change.subject == "clause" else ""
    yield f"{phrases.heading(change)}{name}: {phrases.kinds(change)}"
    if change.reasons:
        yield f"{INDENT}want {phrases.reasons(change.reasons)}"
    for line in change.lines:
        whole = line.kind in (Kind.ADDED, Kind.DROPPED) or line.style == "rij"
        yield INDENT + f"{phrases.number(line)} {marked(phrases.readable(line), whole=whole)}".strip()
        if line.reasons:
            yield f"{INDENT}{INDENT}want {phrases.briefly(line.reasons)}"
    for source in change.sources:
        yield f"{INDENT}bron: {source.old or phrases.NOTHING} → {source.new or phrases.NOTHING}"


def _excerpt(text: str, *, first: bool, last: bool) -> str:
    """Return the ends of `text` that stand next to a change, cut between words."""
    if len(text) <= CONTEXT * (1 if first or last else 2):
        return text
    head = "" if first else text[:CONTEXT].rsplit(" ", 1)[0]
    tail = "" if last else text[-CONTEXT:].split(" ", 1)[-1]
    return f"{head}{' ' if head else ''}…{' ' if tail else ''}{tail}"
