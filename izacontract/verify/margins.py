"""Headers and footers as they were sent against those that came back: their lines, and which section shows them."""

from __future__ import annotations

from collections.abc import Sequence

from izacontract.differ.alignment import Key, align
from izacontract.differ.verification import Edit, Outside
from izacontract.render.seal import Seal, SealedText
from izacontract.verify.comparing import Comparer
from izacontract.verify.returned import Returned, line_key
from izacontract.word.document import Paragraph, Span
from izacontract.word.sections import Margins


def margin_edits(seal: Seal, margins: Sequence[Margins], returned: Returned, comparer: Comparer) -> list[Outside]:
    """Return what changed in the lines of headers and footers; the same line in several of them counts once."""
    lines = {line_key(line): line for line in seal.margins or [line for one in _sent(seal) for line in one.lines]}
    shown = dict.fromkeys(line for one in margins for line in one.lines)
    now = {unit.key: unit for unit in returned.units_of(Paragraph([Span(line)]) for line in shown)}
    gone = [key for key in lines if key not in now]
    come = [key for key in now if key not in lines]
    edits: list[Edit] = []
    for pair in align(gone, come, by_place=True):
        if pair.old is None and pair.new is not None:
            edits.append(comparer.added(now[come[pair.new]]))
        elif pair.new is None and pair.old is not None:
            edits.append(comparer.line_removed(lines[gone[pair.old]]))
        elif pair.old is not None and pair.new is not None:
            edits += comparer.text(SealedText(lines[gone[pair.old]]), now[come[pair.new]], "")
    return [Outside("margin", edit) for edit in edits]


def margins_moved(seal: Seal, margins: Sequence[Margins]) -> bool:
    """Return whether a section shows other headers and footers than it was sent with, all lines being as they were.

    A seal of the former build does not know.
    """
    sent = [_keys(one) for one in _sent(seal)]
    now = [_keys(one) for one in margins]
    lines = [{line for kind in one for line in kind} for one in (*sent, *now)]
    same = set().union(*lines[: len(sent)]) == set().union(*lines[len(sent) :])
    return not seal.is_former and same and sent != now


def _sent(seal: Seal) -> list[Margins]:
    return [Margins(one.default, one.first, one.even) for one in seal.surroundings.sections]


def _keys(margins: Margins) -> tuple[tuple[Key, ...], ...]:
    return tuple(tuple(map(line_key, lines)) for lines in (margins.default, margins.first, margins.even))
