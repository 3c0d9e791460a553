"""The sources of two texts compared."""

from __future__ import annotations

from collections.abc import Iterable

from izacontract.compare.changes import SourceChange
from izacontract.model.clause import Source


def source_changes(old: Iterable[Source], new: Iterable[Source]) -> tuple[SourceChange, ...]:
    """Return the sources that came, went or changed; one is the same source when document and section are."""
    were, are = ({(source.document, source.section): cited(source) for source in side} for side in (old, new))
    return tuple(
        SourceChange(were.get(place, ""), are.get(place, ""))
        for place in dict.fromkeys((*were, *are))
        if were.get(place) != are.get(place)
    )


def cited(source: Source) -> str:
    """Write `source` with all that may differ in it."""
    more = [source.edition or "", f"geraadpleegd {source.consulted}" if source.consulted else "", source.url or ""]
    return ", ".join(part for part in (source.document, source.section, *more) if part)
