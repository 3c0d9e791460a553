"""Figures that a request supplies for its season count as the library's own, for that request only."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from izacontract import RequestInvalid, read_request
from izacontract.render.text import text
from tests.contracts.support import build, plugins, request_called, with_values

NAME = "seizoen 2027"


def test_contract_of_a_year_that_the_library_does_not_know_is_final_with_the_figures_of_the_season() -> None:
    contract = build(request_called(NAME), final=True)
    assert contract.status == "definitief"
    assert "€ 3,41" in text(contract).replace("\xa0", " ")
    (source,) = (one for one in contract.sources if "fictief kenmerk NZA-27" in one.document)
    assert (source.section, source.identifier) == ("cijfers voor 2027, voorlopig", "15-09-2026")


def test_without_the_season_the_same_contract_says_what_to_supply_and_where() -> None:
    with pytest.raises(RequestInvalid) as refused:
        build(with_values(request_called(NAME), {"seizoen": None}), final=True)
    (open_point,) = (found for found in refused.value.findings if found.code == "contract.open-punt")
    assert "in een regel van de lijst seizoen, onder mtvp_maximum" in open_point.hint.nl


def test_figures_of_one_request_are_not_known_to_another() -> None:
    host, day = plugins(), date(2027, 1, 1)
    request = read_request(request_called(NAME), host)
    assert host.parameters_for(request).amount("huisartsen.mtvp-maximum", day) == Decimal("3.41")
    assert host.parameters.amount("huisartsen.mtvp-maximum", day) is None


def test_what_the_library_knows_leads() -> None:
    row = {"jaar": 2025, "ova": "4.18", "status": "voorlopig", "bron": "Brief (fictief)", "bron_datum": "2024-06-01"}
    host = plugins()
    request = read_request(with_values(request_called("huisartsen"), {"seizoen": [row]}), host)
    known = host.parameters_for(request).on("algemeen.ova-percentage", date(2025, 1, 1))
    assert known == host.parameters.on("algemeen.ova-percentage", date(2025, 1, 1))
