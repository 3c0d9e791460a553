"""A contract appears while values are missing or wrong, and what is set aside is told."""

from __future__ import annotations

import pytest

from izacontract.host import Plugins
from izacontract.intake.schema import schema
from izacontract.model.values import Typed
from izacontract.render.text import text
from izacontract.web.drafting import draft_of, kind_of
from izacontract.web.entries import sent
from tests.web.conftest import SECTORS, pairs_of

TERM = {"begin": Typed("2025-01-01"), "einde": Typed("2025-12-31")}


@pytest.mark.parametrize("sector", SECTORS)
def test_whole_request_gives_its_contract(sector: str, plugins: Plugins) -> None:
    made = schema(sector, plugins)
    draft = draft_of(sent(made, pairs_of(sector, plugins)).root, made, plugins)
    assert draft.whole
    assert draft.contract is not None
    assert all(kind_of(finding) != "fault" for finding in draft.findings)


@pytest.mark.parametrize("sector", SECTORS)
def test_term_alone_gives_a_contract_with_open_points(sector: str, plugins: Plugins) -> None:
    made = schema(sector, plugins)
    draft = draft_of({"overeenkomst": {"sector": Typed(sector), **TERM}}, made, plugins)
    assert draft.contract is not None
    assert not draft.whole
    assert "[IN TE VULLEN: zorgaanbieder.naam, door de zorgaanbieder]" in draft.stand_ins
    assert all(kind_of(finding) != "fault" for finding in draft.findings)


def test_faulty_values_are_set_aside_and_told(plugins: Plugins) -> None:
    made = schema("msz", plugins)
    changes = {"ova__percentage": "abc", "zorgaanbieder__iban": "NL00", "tarieven__prestaties__0__tarief": "-1"}
    draft = draft_of(sent(made, pairs_of("msz", plugins, **changes)).root, made, plugins)
    assert draft.contract is not None
    assert not draft.whole
    faults = {finding.path for finding in draft.findings if kind_of(finding) == "fault"}
    assert faults == {("ova", "percentage"), ("zorgaanbieder", "iban"), ("tarieven", "prestaties", 0, "tarief")}
    assert "[IN TE VULLEN: ova.percentage (procent), door de zorgverzekeraar]" in text(draft.contract)
    assert "abc" not in text(draft.contract)


def test_omission_that_is_not_allowed_is_told_and_the_clause_stays(plugins: Plugins) -> None:
    made = schema("msz", plugins)
    changes = {"weggelaten__0__clausule": "algemeen.partijen", "weggelaten__0__reden": "Dit willen wij liever niet."}
    draft = draft_of(sent(made, pairs_of("msz", plugins, **changes)).root, made, plugins)
    assert draft.contract is not None
    assert not draft.whole
    assert [finding.path[0] for finding in draft.findings if kind_of(finding) == "fault"] == ["weggelaten"]


@pytest.mark.parametrize("begin", ["", "2025-02-30", "2031-01-01"])
def test_without_a_sound_term_there_is_no_contract_but_every_finding(begin: str, plugins: Plugins) -> None:
    made = schema("msz", plugins)
    draft = draft_of(sent(made, pairs_of("msz", plugins, overeenkomst__begin=begin)).root, made, plugins)
    assert draft.contract is None
    assert any(finding.path[:1] == ("overeenkomst",) for finding in draft.findings)
