"""What the other party proposes per lid, written into the draft as tracked changes: a file like one that came back.

So a proposal that was typed in a page and one that was typed in Word are read, named and taken over alike.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from lxml import etree

from izacontract.differ.hands import reworded
from izacontract.differ.naming import offsets
from izacontract.differ.tokens import plain_tokens, sealed_tokens
from izacontract.differ.verification import Edit, EditKind
from izacontract.render.frame_guard import DOCUMENT
from izacontract.render.seal import SealedText
from izacontract.take.places import placed
from izacontract.take.printed import stretches
from izacontract.take.tracking import Element, Tracker
from izacontract.verify.seals import read_seal
from izacontract.word.ooxml import printable
from izacontract.word.opening import open_word
from izacontract.word.package import pack_parts, read_package

ProposedHow = Literal["replace", "drop", "add"]
"""Whether a text comes in the place of a lid, the lid goes, or a lid comes behind it."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A text proposed for the paragraph `at` (from 0, as sealed) of `clause`, by `author` on `day`."""

    clause: str
    at: int
    how: ProposedHow
    text: str
    author: str
    day: date


def proposed(document: bytes, proposals: Iterable[Proposal]) -> bytes:
    """Return `document`, a draft that we made, in which each of `proposals` is a tracked change by its author.

    One for a place that the draft does not have, or for a table, is passed over; of two that replace or drop the same
    paragraph the last one holds. Raises FileError and SealFault when the draft cannot be read.
    """
    seal = read_seal(open_word(document, "-"), "-")
    sealed = {(clause.id, at): block for clause in seal.clauses for at, block in enumerate(clause.blocks)}
    parts = read_package(document)
    root = etree.fromstring(parts[DOCUMENT])
    _, blocks = placed(root, seal)
    chosen: dict[tuple[str, int], Proposal] = {}
    added: list[Proposal] = []
    for one in proposals:
        if one.how == "add":
            added.append(one)
        else:
            chosen[one.clause, one.at] = one
    trackers: dict[tuple[str, date], Tracker] = {}
    ids = Tracker("", date.min)
    for one in (*chosen.values(), *reversed(added)):
        block, held = sealed.get((one.clause, one.at)), blocks.get(one.clause, [])
        if isinstance(block, SealedText) and one.at < len(held):
            tracker = trackers.setdefault((one.author, one.day), ids.by(printable(one.author), one.day))
            _write(one, block, held[one.at], tracker)
    parts[DOCUMENT] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return pack_parts(parts)


def _write(one: Proposal, sealed: SealedText, paragraph: Element, tracker: Tracker) -> None:
    if one.how == "drop":
        tracker.paragraph_gone(paragraph)
        return
    text = printable(" ".join(one.text.split()))
    if one.how == "add":
        paragraph.addnext(tracker.paragraph_after(text, paragraph))
        return
    was = sealed_tokens(sealed)
    pieces, changes = reworded(was, plain_tokens(text), was)
    edit = Edit(EditKind.REWORDED, pieces=pieces, changes=changes)
    come = [now for _, now in stretches(pieces)]
    tracker.replaced(paragraph, [(*place, words) for place, words in zip(offsets(edit), come, strict=True)])
