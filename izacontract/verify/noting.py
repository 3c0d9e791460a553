"""What a purchaser should know of a returned document although it changes no word."""

from __future__ import annotations

from collections.abc import Iterator

from izacontract.differ.verification import VerificationNote
from izacontract.render.seal import Seal, SealedPart
from izacontract.verify.comparing import Comparer
from izacontract.verify.placing import Placed
from izacontract.verify.returned import Returned, bare_number
from izacontract.word.document import Document, Paragraph, Span, Table

FEW = 3
"""So many lost bookmarks are named; a program that drops them all is told once."""


def notes(
    seal: Seal, document: Document, returned: Returned, placed: Placed, comparer: Comparer
) -> tuple[VerificationNote, ...]:
    """Return the notes on `document`: lost bookmarks, references, tracked changes, lists, comments, an old seal."""
    found = [VerificationNote("former-seal")] if seal.is_former else []
    if len(placed.lost) > FEW:
        found.append(VerificationNote("bookmark-lost", count=len(placed.lost)))
    else:
        found += [VerificationNote("bookmark-lost", clause) for clause in sorted(placed.lost)]
    found += _dangling(returned, placed, comparer)
    if stale := sum(1 for _, span in _references(returned) if _is_stale(span, returned)):
        found.append(VerificationNote("fields-not-updated", count=stale))
    if tracked := _tracked(document):
        found.append(VerificationNote("tracked-changes", count=tracked))
    if comparer.lists_are_lost:
        found.append(VerificationNote("list-lost"))
    for comment in document.comments:
        owner = placed.owners.get(comment.at)
        clause = owner if isinstance(owner, str) else ""
        number = comparer.number_of(comment.at) or (owner.number if isinstance(owner, SealedPart) else "")
        found.append(VerificationNote("comment", clause, number, comment.text, author=comment.author, day=comment.day))
    return tuple(found)


def _references(returned: Returned) -> Iterator[tuple[int, Span]]:
    """Give every reference in the text that stands, with the place of its paragraph or table."""
    for unit in returned.units:
        paragraphs = [unit.block] if isinstance(unit.block, Paragraph) else Document((unit.block,), {}).paragraphs()
        for paragraph in paragraphs:
            yield from ((unit.at, span) for span in paragraph.spans if span.target and span.is_there)


def _dangling(returned: Returned, placed: Placed, comparer: Comparer) -> Iterator[VerificationNote]:
    """Give each reference to what is not there any more."""
    for at, span in _references(returned):
        if returned.was_sent(span.target) and not returned.stands(span.target):
            owner = placed.owners.get(at)
            clause = owner if isinstance(owner, str) else ""
            yield VerificationNote("reference-to-nothing", clause, comparer.number_of(at), span.text.strip())


def _is_stale(span: Span, returned: Returned) -> bool:
    numbers = returned.numbers_at(span.target)
    return bool(numbers) and bare_number(span.text) not in numbers


def _tracked(document: Document) -> int:
    """Return how many stretches of text, ends of paragraphs and rows carry a tracked change."""
    spans = [span.change for paragraph in document.paragraphs() for span in paragraph.spans]
    marks = [paragraph.mark for paragraph in document.paragraphs()]
    rows = [row.change for block in document.blocks if isinstance(block, Table) for row in block.rows]
    return sum(1 for change in (*spans, *marks, *rows) if change is not None and change.how == "tracked")
