"""A second opinion on a returned document: what LibreOffice shows of it, beside what was sealed and reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from izacontract.differ.tokens import keys, plain_tokens
from izacontract.differ.verification import Edit, EditKind, Outside, Verification
from izacontract.errors import Told
from izacontract.render.seal import Seal, SealedBlock, SealedTable
from izacontract.word.inline import PICTURE

MOST_SHOWN = 12
"""So many words are named at most; more would hide the first."""


def with_rendered(found: Verification, seal: Seal, rendered: str) -> Verification:
    """Return `found` with a change more when the text that LibreOffice shows is not that of `seal`.

    `rendered` is that text, without headers, footers and notes. Words in changes that are told already do not count.
    """
    shown = _counted([rendered])
    sealed = _counted(_sealed(seal))
    told = set(_counted(text for edit in _edits(found) for text in (edit.was, edit.now, edit.number, edit.number_now)))
    come = [word for word in (shown - sealed) if word not in told]
    gone = [word for word in (sealed - shown) if word not in told]
    if not come and not gone:
        return found
    said = Told(
        f"LibreOffice toont andere woorden; wel: {_some(come)}; niet: {_some(gone)}",
        f"LibreOffice shows other words; there: {_some(come)}; not there: {_some(gone)}",
    )
    return replace(found, changed=True, outside=(*found.outside, Outside("file", Edit(EditKind.UNPROVEN, now=said.nl))))


def _counted(texts: Iterable[str]) -> Counter[str]:
    words = (key.lower() for text in texts for key in keys(plain_tokens(text)))
    return Counter(word for word in words if any(map(str.isalnum, word)))


def _sealed(seal: Seal) -> Iterator[str]:
    for group in seal.surroundings.around:
        for block in group.blocks:
            yield from _texts(block)
    for part in seal.parts:
        # Once above its text and once in the contents.
        yield from (f"{part.number} {part.heading}",) * 2
        for clause in part.clauses:
            for block in clause.blocks:
                yield from _texts(block)


def _texts(block: SealedBlock) -> Iterator[str]:
    if isinstance(block, SealedTable):
        yield from (cell.text.replace(PICTURE, "") for row in block.rows for cell in row)
    else:
        yield f"{block.number} {block.text}".replace(PICTURE, "")


def _edits(found: Verification) -> Iterator[Edit]:
    for part in found.parts:
        yield from part.edits
        for clause in part.clauses:
            yield from clause.edits
    for added in found.added:
        yield from added.edits
    yield from (outside.edit for outside in found.outside)


def _some(words: list[str]) -> str:
    return ", ".join(words[:MOST_SHOWN]) + (", …" if len(words) > MOST_SHOWN else "") if words else "-"
