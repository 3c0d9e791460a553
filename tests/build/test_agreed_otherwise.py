"""A contract with all that parties can agree otherwise: how it reads, what its memo and its seal tell of that."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from izacontract import Contract, ContractRequest, build_contract, read_request
from izacontract.build.check import with_review
from izacontract.build.contract import build_general_part
from izacontract.host import Plugins
from izacontract.memo import Memo, memo_of
from izacontract.model.edition import GeneralPart
from izacontract.render.seal import seal_contract, seal_text
from izacontract.render.text import text
from izacontract.render.word import word
from izacontract.reports.forms import ReportForm, printed
from izacontract.reports.memo import memo_report
from izacontract.reports.verification import verification_report
from izacontract.verify.verifying import verify_document
from tests.build.test_deviations import AGREED, deviation
from tests.build.test_own_words import annex, provision
from tests.build.test_positions import choice, with_position
from tests.contracts.support import TextFile
from tests.support import fysio


@pytest.fixture
def made(tmp_path: Path) -> tuple[ContractRequest, Contract, Plugins]:
    """Return a request with own words, an own annex, deviations and a position, and its final contract."""
    plugins = with_position(tmp_path)
    request = read_request(
        fysio(
            bijzondere_bepalingen=[provision("Er is een avondspreekuur.\nDat is op dinsdag.", kop="Avondspreekuur")],
            eigen_bijlagen=[annex()],
            afwijkingen=[
                deviation("toevoegen", "Het voorschot is € 500.\nHet wordt in januari betaald."),
                {"clausule": "fysio.behandeling", "lid": "huisbezoek", "wat": "vervallen", "reden": "nooit", **AGREED},
            ],
            posities=[choice()],
        ),
        plugins,
    )
    return request, with_review(build_contract(request, plugins, final=True), "wij lezen mee"), plugins


def memo(made: tuple[ContractRequest, Contract, Plugins], general: GeneralPart | None = None) -> Memo:
    request, contract, plugins = made
    if general is not None:
        contract = build_contract(request, plugins, general=general)
    return memo_of(contract, request, plugins)


def test_contract_with_all_that_is_agreed_otherwise_reads_like_a_contract(
    made: tuple[ContractRequest, Contract, Plugins], snapshot: SnapshotAssertion
) -> None:
    assert text(made[1]) == snapshot(extension_class=TextFile)


def test_memo_tells_whose_words_stand_where_and_who_agreed(
    made: tuple[ContractRequest, Contract, Plugins], snapshot: SnapshotAssertion
) -> None:
    assert printed(memo_report(memo(made)), ReportForm.TEXT) == snapshot(extension_class=TextFile)


def test_verification_tells_how_the_document_was_sent(made: tuple[ContractRequest, Contract, Plugins]) -> None:
    found = verify_document(word(made[1]), "x.docx")
    assert not found.changed
    told = str(printed(verification_report(found, "nl"), ReportForm.TEXT))
    for said in (
        "met als reden: wij lezen mee",
        "is lid 'betaling' aangevuld, overeengekomen door A. Proef en B. Proef op 3 november 2024.",
        "is lid 'huisbezoek' vervallen",
        "is de positie 'voorschot' gekozen",
        "'Avondspreekuur' (eigen.avondspreekuur) is een eigen afspraak",
    ):
        assert said in told
    for kept in ("nooit", "starter", "C. Proef"):
        assert kept not in told


def test_reason_of_a_deviation_is_not_in_what_is_sent(made: tuple[ContractRequest, Contract, Plugins]) -> None:
    sealed = seal_text(seal_contract(made[1]))
    assert "A. Proef en B. Proef" in sealed
    assert not [kept for kept in ("nooit", "starter", "C. Proef") if kept in sealed]


def test_memo_of_a_contract_beside_a_general_part_tells_the_same_deviations(
    made: tuple[ContractRequest, Contract, Plugins], tmp_path: Path
) -> None:
    _, _, plugins = made
    part = build_general_part(read_request(fysio(), plugins), plugins, "2025", date(2024, 11, 12), is_of_house=False)
    assert part.general is not None
    beside = memo(made, replace(part.general, sha256="0" * 64))
    assert [one.subject for one in beside.deviations] == [one.subject for one in memo(made).deviations]
    assert {one.clause for one in beside.texts} == {one.clause for one in memo(made).texts}
