"""What of a draft the other party may read."""

from __future__ import annotations

from dataclasses import replace

from izacontract.build.contract import build_contract
from izacontract.host import Plugins
from izacontract.intake.read import read_request
from izacontract.model.picture import Bars, Series, Timeline
from izacontract.render.text import text
from izacontract.web.outward import UNSHOWN, outward, outward_pictures
from tests.conftest import REQUESTS


def test_text_stays_and_so_does_every_value_that_stands_in_it(plugins: Plugins) -> None:
    contract = build_contract(read_request(REQUESTS / "msz.yaml", plugins), plugins)
    shown = outward(contract)
    assert text(shown) == text(contract)
    assert outward(shown) == shown
    seen = [(was, now) for old, new in zip(contract.decisions, shown.decisions, strict=True)
            for was, now in zip(old.looked_at, new.looked_at, strict=True)]  # fmt: skip
    kept = [now for was, now in seen if now == was]
    assert len(kept) > 20
    assert {now.value for was, now in seen if now != was} == {UNSHOWN}


def test_picture_shows_no_amount_that_the_text_does_not(plugins: Plugins) -> None:
    request = read_request(REQUESTS / "msz.yaml", plugins)
    contract, pictures = build_contract(request, plugins), plugins.draw_pictures(request)
    assert tuple(outward_pictures(pictures, contract)) == tuple(pictures)
    assert {type(one) for one in pictures} == {Bars, Timeline, Series}
    bare = replace(contract, annexes=())
    assert [type(one) for one in outward_pictures(pictures, bare)] == [Series]
