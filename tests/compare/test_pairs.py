"""What a comparison promises, on more than two hundred pairs of generated requests."""

from __future__ import annotations

from izacontract import compare
from izacontract.compare.changes import Kind, Op
from izacontract.render.comparison.json import comparison_from_json, comparison_json
from tests.compare.applying import applied, outline, taken_back
from tests.compare.pairs import pairs
from tests.contracts.support import plugins


def test_carrying_out_the_reported_changes_on_the_old_contract_gives_the_new_one() -> None:
    library = plugins().library
    different = 0
    for place, ((old_request, old), (new_request, new)) in enumerate(pairs()):
        comparison = compare(old, new, library=library, requests=(old_request, new_request))
        was, now = outline(old), outline(new)
        assert applied(comparison, was) == now
        taken_back(comparison, was)
        if place % 10 == 0:
            assert comparison_from_json(comparison_json(comparison)) == comparison
        assert comparison.differs == (was != now)
        different += comparison.differs
        for change in comparison.changes:
            assert change.reasons or all(line.reasons for line in change.lines), change.id
            assert change.kinds
            for line in change.lines:
                assert any(piece.op is not Op.SAME for piece in line.pieces)
                assert line.kind in (Kind.ADDED, Kind.DROPPED, Kind.REWORDED, Kind.VALUE)
    assert different > 180


def test_comparison_the_other_way_round_swaps_what_was_added_and_dropped() -> None:
    for (_, old), (_, new) in pairs(30):
        there = {
            (c.id, kind) for c in compare(old, new).changes for kind in c.kinds if kind in (Kind.ADDED, Kind.DROPPED)
        }
        back = {
            (c.id, kind) for c in compare(new, old).changes for kind in c.kinds if kind in (Kind.ADDED, Kind.DROPPED)
        }
        swap = {Kind.ADDED: Kind.DROPPED, Kind.DROPPED: Kind.ADDED}
        assert {(clause, swap[kind]) for clause, kind in there} == back
