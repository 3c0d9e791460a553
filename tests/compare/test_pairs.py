"""What a comparison promises, on more than two hundred pairs of generated requests."""

from __future__ import annotations

import pytest

from izacontract import compare
from izacontract.differ.changes import ChangeKind, Op
from izacontract.reports.comparison import comparison_from_json, comparison_json
from tests.compare.applying import applied, outline, taken_back
from tests.compare.pairs import PAIRS, pairs
from tests.contracts.support import plugins

pytestmark = pytest.mark.xdist_group("pairs")
"""One worker makes the contracts, once."""


@pytest.mark.parametrize("place", range(PAIRS))
def test_carrying_out_the_reported_changes_on_the_old_contract_gives_the_new_one(place: int) -> None:
    (old_request, old), (new_request, new) = pairs()[place]
    comparison = compare(old, new, library=plugins().library, requests=(old_request, new_request))
    was, now = outline(old), outline(new)
    assert applied(comparison, was) == now
    taken_back(comparison, was)
    if place % 10 == 0:
        assert comparison_from_json(comparison_json(comparison)) == comparison
    assert comparison.differs == (was != now)
    for change in comparison.changes:
        assert change.reasons or all(line.reasons for line in change.lines), change.id
        assert change.kinds
        for line in change.lines:
            assert any(piece.op is not Op.SAME for piece in line.pieces) == (line.kind is not ChangeKind.MOVED)
            assert line.kind in (
                ChangeKind.ADDED,
                ChangeKind.DROPPED,
                ChangeKind.MOVED,
                ChangeKind.REWORDED,
                ChangeKind.VALUE,
            )


def test_most_pairs_differ() -> None:
    assert sum(outline(old) != outline(new) for (_, old), (_, new) in pairs()) > 180


@pytest.mark.parametrize("place", range(30))
def test_comparison_the_other_way_round_swaps_what_was_added_and_dropped(place: int) -> None:
    (_, old), (_, new) = pairs()[place]
    there = {
        (c.id, kind)
        for c in compare(old, new).changes
        for kind in c.kinds
        if kind in (ChangeKind.ADDED, ChangeKind.DROPPED)
    }
    back = {
        (c.id, kind)
        for c in compare(new, old).changes
        for kind in c.kinds
        if kind in (ChangeKind.ADDED, ChangeKind.DROPPED)
    }
    swap = {ChangeKind.ADDED: ChangeKind.DROPPED, ChangeKind.DROPPED: ChangeKind.ADDED}
    assert {(clause, swap[kind]) for clause, kind in there} == back
