"""One clause, heading or line as it was sent against what came back of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from izacontract.differ.alignment import Key, align
from izacontract.differ.hands import in_whole, overall, reworded, who
from izacontract.differ.tokens import Token, keys, plain_tokens, sealed_tokens
from izacontract.differ.verification import Edit, EditKind
from izacontract.render.seal import SealedBlock, SealedTable, SealedText
from izacontract.verify.cutting import find_cuts
from izacontract.verify.returned import Returned, Unit, sealed_key
from izacontract.verify.tables import compare_tables
from izacontract.word.document import Paragraph, Table

_DIGITS = re.compile(r"\d+")
_LETTER = re.compile(r"(?<![^\W\d_])([a-z])\1*(?![^\W\d_])")
_CAPITAL = re.compile(r"(?<![^\W\d_])([A-Z])\1*(?![^\W\d_])")
"""Lists count on after z with aa, bb."""

_LONGEST_KNOWN = 64
"""Characters; what a document of others calls a number may have any length, and is then not remembered."""


class Comparer:
    """Compares the texts of one returned document."""

    def __init__(self, returned: Returned, *, lists_are_lost: bool = False) -> None:
        self._returned = returned
        self.lists_are_lost = lists_are_lost
        self.sent_numbers: dict[int, str] = {}
        self.marks: dict[str, int] = {}
        self._numbers = dict(
            zip((unit.at for unit in returned.units), full_numbers(map(_number, returned.units)), strict=True)
        )

    def number_of(self, at: int) -> str:
        """Return the whole number of the unit at the place `at`, as it is now: "8.2 a."."""
        return self._numbers.get(at, "")

    def blocks(self, sealed: Sequence[SealedBlock], units: Sequence[Unit], away: Collection[int]) -> list[Edit]:
        """Return what changed from `sealed` to `units`; those in `away` stand apart from the rest of their clause."""
        numbers = full_numbers(block.number if isinstance(block, SealedText) else None for block in sealed)
        edits: list[Edit] = []
        sent = [sealed_key(block) for block in sealed]
        cuts = find_cuts(sent, [unit.key for unit in units])
        cut_old = {row for cut in cuts for row in cut.old}
        cut_new = {row for cut in cuts for row in cut.new}
        old = [row for row in range(len(sealed)) if row not in cut_old]
        new = [row for row in range(len(units)) if row not in cut_new]
        for cut in cuts:
            edit = self._cut([sealed[row] for row in cut.old], [units[row] for row in cut.new], numbers[cut.old[0]])
            edits.append(replace(edit, at=cut.old[0]))
        last = -1
        came = [self._known_key(units[row], sent) for row in new]
        for pair in align([sent[row] for row in old], came):
            if pair.old is None and pair.new is not None:
                if not self._is_emptied(units[new[pair.new]], edits):
                    edits.append(replace(self.added(units[new[pair.new]]), at=last))
            elif pair.new is None and pair.old is not None:
                edits.append(replace(self.removed(sealed[old[pair.old]], numbers[old[pair.old]]), at=old[pair.old]))
            elif pair.old is not None and pair.new is not None:
                unit = units[new[pair.new]]
                self._found(sealed[old[pair.old]], unit)
                moved = pair.moved or unit.at in away
                last = last if moved else old[pair.old]
                for edit in self.pair(sealed[old[pair.old]], unit, numbers[old[pair.old]], moved):
                    edits.append(replace(edit, at=old[pair.old]))
        return edits

    def _known_key(self, unit: Unit, sent: Collection[Key]) -> Key:
        """Return what `unit` is recognised by: its words, or those before tracked changes when these were sent.

        So a lid that was written anew under the eye of Word is that lid, however little of it is left.
        """
        if unit.key in sent or not isinstance(unit.block, Paragraph):
            return unit.key
        before = keys(self._returned.before(unit.block))
        return before if before in sent else unit.key

    def _found(self, sealed: SealedBlock, unit: Unit) -> None:
        """Keep where a text stands that others may point at, and the number with which it was sent."""
        if isinstance(sealed, SealedText):
            self.sent_numbers[unit.at] = sealed.number
            if sealed.mark:
                self.marks[sealed.mark] = unit.at

    def _is_emptied(self, unit: Unit, edits: Sequence[Edit]) -> bool:
        """Return whether `unit` is what is left of a paragraph that was just removed: a number without words."""
        before = edits[-1] if edits and edits[-1].kind is EditKind.REMOVED else None
        return before is not None and not unit.key and shape(before.number) == shape(self.number_of(unit.at))

    def _cut(self, sealed: Sequence[SealedBlock], units: Sequence[Unit], number: str) -> Edit:
        """Return the edit that split one paragraph in several, or joined several to one, all words kept."""
        for block, unit in zip(sealed, units, strict=False):
            self._found(block, unit)
        paragraphs = [unit.block for unit in units if isinstance(unit.block, Paragraph)]
        kind = EditKind.SPLIT if len(units) > 1 else EditKind.MERGED
        ends = [one.mark for one in paragraphs[:-1]] if kind is EditKind.SPLIT else [one.joined for one in paragraphs]
        changes = [change for change in ends if change is not None]
        by = who(changes)
        texts = [block.text for block in sealed if isinstance(block, SealedText)]
        return Edit(
            kind,
            number,
            self.number_of(units[0].at),
            "\n".join(texts),
            "\n".join(" ".join(one.text.split()) for one in paragraphs),
            tracked="all" if by else "none",
            by=by,
        )

    def text(self, sealed: SealedText, unit: Unit, number: str) -> Iterator[Edit]:
        """Give what changed from `sealed` to the paragraph `unit`: its words, its place in the list."""
        if not isinstance(unit.block, Paragraph):
            return
        self.sent_numbers[unit.at] = sealed.number
        is_same = unit.key == sealed_key(sealed)
        is_numbered = bool(unit.block.number) or not sealed.number
        if is_same and is_numbered and shape(sealed.number) == shape(unit.block.number):
            return
        now = self._returned.now(unit.block)
        typed = False
        if sealed.number and not unit.block.number:
            now, typed = _without_number(now, sealed.number)
        number_now = self.number_of(unit.at)
        if not typed and not self.lists_are_lost and shape(sealed.number) != shape(unit.block.number):
            yield Edit(EditKind.RENUMBERED, number, number_now or unit.block.number, sealed.text, sealed.text)
        if is_same:
            return
        before, _ = _without_number(self._returned.before(unit.block), sealed.number if typed else "")
        pieces, changes = reworded(sealed_tokens(sealed), now, before, unit.block.end)
        if changes:
            tracked, by = overall(changes)
            text = " ".join(unit.block.text.split())
            yield Edit(EditKind.REWORDED, number, number_now, sealed.text, text, pieces, changes, tracked, by)

    def added(self, unit: Unit) -> Edit:
        """Return the edit that put in the whole of `unit`."""
        number = self.number_of(unit.at)
        if isinstance(unit.block, Table):
            cells = [[paragraph for cell in row.cells for paragraph in cell] for row in unit.block.rows if row.is_there]
            tokens = [token for row in cells for paragraph in row for token in self._returned.now(paragraph)]
            text = " / ".join(" | ".join(paragraph.text for paragraph in row) for row in cells)
            tracked, by = in_whole(tokens, unit.block.rows[0].change if unit.block.rows else None)
        else:
            tracked, by = in_whole(self._returned.now(unit.block), unit.block.end)
            text = " ".join(unit.block.text.split()) or unit.block.number
        return Edit(EditKind.ADDED, number_now=number, now=text, tracked=tracked, by=by)

    def line_removed(self, text: str, number: str = "") -> Edit:
        """Return the edit that took out a whole paragraph with `text`."""
        return self.removed(SealedText(text), number)

    def pair(self, sealed: SealedBlock, unit: Unit, number: str, moved: bool) -> Iterator[Edit]:
        """Give what changed from `sealed` to `unit`, which `moved` when it stands elsewhere."""
        if moved:
            text = sealed.text if isinstance(sealed, SealedText) else " | ".join(cell.text for cell in sealed.rows[0])
            tokens = self._returned.now(unit.block) if isinstance(unit.block, Paragraph) else ()
            tracked, by = in_whole(tokens)
            yield Edit(EditKind.MOVED, number, self.number_of(unit.at), text, text, tracked=tracked, by=by)
        if isinstance(sealed, SealedText):
            yield from self.text(sealed, unit, number)
        elif isinstance(unit.block, Table) and unit.key != sealed_key(sealed):
            number_now = self.number_of(unit.at)
            for edit in compare_tables(sealed, unit.block, self._returned):
                yield replace(edit, number=number, number_now=number_now)

    def removed(self, sealed: SealedBlock, number: str) -> Edit:
        """Return the edit that took out the whole of `sealed`."""
        if isinstance(sealed, SealedTable):
            text = " / ".join(" | ".join(cell.text for cell in row) for row in sealed.rows)
            tracked, by = in_whole((), self._returned.rows_out.get(sealed_key(sealed)))
            return Edit(EditKind.REMOVED, number, was=text, tracked=tracked, by=by)
        key = sealed_key(sealed)
        gone = self._returned.gone.get(key)
        if gone is not None:
            tracked, by = in_whole(self._returned.before(gone), gone.end)
        else:
            joined = (one for one in self._returned.joined if _holds(keys(self._returned.before(one)), key))
            tracked, by = in_whole((), next((one.joined for one in joined), None))
        return Edit(EditKind.REMOVED, number, was=sealed.text, tracked=tracked, by=by)


def shape(number: str) -> str:
    """Return the form of a number, which stays when others come before it: "artikel 9" and "artikel 10" have one."""
    return _known_shape(number) if len(number) <= _LONGEST_KNOWN else _known_shape.__wrapped__(number)


@lru_cache(maxsize=4096)
def _known_shape(number: str) -> str:
    return _CAPITAL.sub("A", _LETTER.sub("a", _DIGITS.sub("9", number.strip())))


def full_numbers(numbers: Iterable[str | None]) -> list[str]:
    """Return each number with those of the lid and onderdeel that it lies in: "a." becomes "8.2 a.".

    None stands for a table, which gets the number of the paragraph before it.
    """
    found: list[str] = []
    path: dict[int, str] = {}
    for number in numbers:
        if number:
            depth = {"a.": 1, "9°": 2}.get(shape(number), 0)
            path = {level: above for level, above in path.items() if level < depth} | {depth: number}
            found.append(" ".join(path[level] for level in sorted(path)))
        else:
            found.append("" if number is not None else " ".join(path[level] for level in sorted(path)))
    return found


def _holds(whole: Key, part: Key) -> bool:
    return any(whole[at : at + len(part)] == part for at in range(len(whole) - len(part) + 1))


def _number(unit: Unit) -> str | None:
    return unit.block.number if isinstance(unit.block, Paragraph) else None


def _without_number(tokens: list[Token], number: str) -> tuple[list[Token], bool]:
    """Return `tokens` without `number` at their start, where a program wrote the list's number out as text."""
    typed = keys(plain_tokens(number))
    if not typed:
        return tokens, False
    folded = tuple(key.lower() for key in keys(tokens)[: len(typed)])
    return (tokens[len(typed) :], True) if folded == tuple(key.lower() for key in typed) else (tokens, False)
