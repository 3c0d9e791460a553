"""Values on the title page and in the signatures: names, codes and days of the parties, taken as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from izacontract import dutch
from izacontract.differ.naming import NamedChange
from izacontract.differ.verification import Verification
from izacontract.errors import Finding, Path, dotted
from izacontract.intake.tree import Tree
from izacontract.model.contract import Words
from izacontract.model.sections import AGREEMENT, INSURER, PROVIDER
from izacontract.model.values import Typed
from izacontract.render.seal import Seal, SealedText
from izacontract.take import messages as m
from izacontract.take.building import leaves
from izacontract.take.finding import Wanted
from izacontract.take.printed import Spot, changed_text
from izacontract.take.readings import bare, plain

IN_FRAME: Final = (AGREEMENT.key, INSURER.key, PROVIDER.key)
TITLE_PAGE: Final = "titelblad en ondertekening"


@dataclass
class Framed:
    """What is wanted of values in the frame, and the changes that left the same value elsewhere in it."""

    wanted: list[Wanted] = field(default_factory=list)
    missed: dict[str, Finding] = field(default_factory=dict)


def framed_values(
    changes: Sequence[tuple[NamedChange, int, int, str]], seal: Seal, tree: Tree, found: Verification
) -> Framed:
    """Return the values that `changes` (with the letters they replace, and by what) ask for."""
    framed = Framed()
    lines = [
        block.text for around in seal.surroundings.around for block in around.blocks if isinstance(block, SealedText)
    ]
    edited = [one.edit.was for one in found.outside if one.place == "frame"]
    values = [(path, typed) for path, typed in leaves(tree.root) if path[0] in IN_FRAME]
    held: dict[int, list[tuple[NamedChange, int, int, str]]] = {}
    for one in changes:
        held.setdefault(id(one[0].edit), []).append(one)
    for place, several in enumerate(held.values()):
        line = several[0][0].edit.was if several[0][0].edit else ""
        after = changed_text(line, [(start, end, came) for _, start, end, came in several])
        names = tuple(change.name for change, *_ in several)
        for path, printed in _printed_in(line, values, several):
            head, _, tail = line.partition(printed)
            if not (plain(after).startswith(plain(head)) and plain(after).endswith(plain(tail))):
                continue
            new = plain(after)[len(plain(head)) :].removesuffix(plain(tail)).strip()
            left = [other for other in lines if printed in other and other not in edited]
            if left:
                where = m.SEVERAL_PLACES.warning(*path, key=dotted(path), places=TITLE_PAGE)
                framed.missed |= dict.fromkeys(names, where)
            elif new:
                framed.wanted.append(Wanted(names, Spot("", place), 0, printed, new, Words(printed)))
            break
    return framed


def _printed_in(
    line: str, values: Sequence[tuple[Path, Typed]], changes: Sequence[tuple[NamedChange, int, int, str]]
) -> Iterator[tuple[Path, str]]:
    """Give each value that stands in `line` around all of `changes`, as it prints there, the longest first."""
    first, last = min(start for _, start, _, _ in changes), max(end for _, _, end, _ in changes)
    found: list[tuple[Path, str]] = []
    for path, typed in values:
        for printed in (str(typed), _day(str(typed))):
            at = line.find(printed) if printed else -1
            start = len(bare(line[:at])) if at >= 0 else 0
            if at >= 0 and start <= first and last <= start + len(bare(printed)):
                found.append((path, printed))
    yield from sorted(found, key=lambda one: -len(one[1]))


def _day(typed: str) -> str:
    try:
        return dutch.day(date.fromisoformat(typed))
    except ValueError:
        return ""
