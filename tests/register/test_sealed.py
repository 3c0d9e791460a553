"""What a sealed Word file tells the register is what its request says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from izacontract import load_plugins
from izacontract.build.contract import build_contract
from izacontract.errors import IzacontractError
from izacontract.intake import read_request
from izacontract.register.facts import entry_of
from izacontract.register.sealed import facts_of_seal
from izacontract.register.sources import entries_in
from izacontract.render.formats import ContractFormat, printed
from izacontract.render.frame import read_frame
from izacontract.render.seal import Seal, Surroundings
from tests.conftest import REQUESTS, our_entries

EXAMPLES = sorted((REQUESTS / "2027").glob("*.yaml"))


@pytest.mark.parametrize("request_file", EXAMPLES, ids=lambda file: file.stem)
def test_sealed_file_says_what_its_request_says(request_file: Path, tmp_path: Path) -> None:
    plugins = load_plugins(our_entries())
    request = read_request(request_file, plugins)
    contract = build_contract(request, plugins)
    sealed = tmp_path / "contract.docx"
    data = printed(contract, ContractFormat.DOCX, read_frame(None))
    sealed.write_bytes(data if isinstance(data, bytes) else data.encode())
    (found,) = entries_in(sealed, plugins)
    wanted = entry_of(request, contract)
    assert found.contract == replace(wanted.contract, renews=None)
    assert (
        (found.version.fingerprint, found.version.status) == (contract.fingerprint, "concept") if found.version else ()
    )
    assert [(one.kind, one.name) for one in found.documents] == [("contract", "contract.docx")]


def test_seal_without_title_page_tells_the_reference_only() -> None:
    seal = Seal("", {}, "print", "F-1", "Titel", "concept", Surroundings(), ())
    facts = facts_of_seal(seal, lambda title: "fysio")
    assert (facts.reference, facts.sector, facts.begin, facts.parties) == ("F-1", "", None, ())


def test_open_reference_is_no_reference() -> None:
    seal = Seal("", {}, "print", "[IN TE VULLEN: kenmerk]", "Titel", "concept", Surroundings(), ())
    assert facts_of_seal(seal, str).reference == ""


def test_word_file_of_somebody_else_is_refused(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.save(str(tmp_path / "brief.docx"))
    with pytest.raises(IzacontractError) as refused:
        list(entries_in(tmp_path / "brief.docx", load_plugins(our_entries())))
    assert refused.value.code == "zegel.ontbreekt"


def test_manifest_of_an_earlier_build_gives_what_it_knows(tmp_path: Path) -> None:
    from izacontract.batch.manifest import SCHEMA

    line = (
        '{"row":1,"reference":"F-1","file":"F-1.docx","fingerprint":"a","sha256":"b","size":3,"open_points":0,'
        '"overview":{"insurer":"Proef N.V.","uzovi":"9981","provider":"Praktijk","agb":"","kvk":"",'
        '"begin":"2025-01-01","end":"2025-12-31"}}\n'
    )
    (tmp_path / "manifest.jsonl").write_text(f'{{"schema":"{SCHEMA}"}}\n{line}{line[:40]}', encoding="utf-8")
    (found,) = entries_in(tmp_path, load_plugins(our_entries()))
    assert (found.contract.sector, found.contract.begin, found.contract.renews) == ("", date(2025, 1, 1), None)
    (tmp_path / "manifest.jsonl").write_text('{"a":1}\n', encoding="utf-8")
    with pytest.raises(IzacontractError) as refused:
        list(entries_in(tmp_path, load_plugins(our_entries())))
    assert refused.value.code == "batch.manifest"
