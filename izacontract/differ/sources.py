"""The sources of two texts compared."""

from __future__ import annotations

from collections.abc import Sequence

from izacontract import dutch
from izacontract.differ.changes import SourceChange
from izacontract.model.clause import Source


def source_changes(old: Sequence[Source], new: Sequence[Source]) -> tuple[SourceChange, ...]:
    """Return the sources that came, went or changed; one is the same source when document and section are."""
    if old == new:
        return ()
    were, are = ({(source.document, source.section): cited(source) for source in side} for side in (old, new))
    return tuple(
        SourceChange(were.get(place, ""), are.get(place, ""))
        for place in dict.fromkeys((*were, *are))
        if were.get(place) != are.get(place)
    )


def cited(source: Source) -> str:
    """Write `source` with all that may differ in it."""
    consulted = f"geraadpleegd op {dutch.day(source.consulted)}" if source.consulted else ""
    parts = (source.citation, consulted, source.url)
    return ", ".join(part for part in parts if part)
