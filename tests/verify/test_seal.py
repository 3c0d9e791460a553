"""The seal: what it holds, that a broken one is noticed, and files that harm or cannot be read."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from hashlib import sha256

import pytest
from lxml import etree
from pydantic import TypeAdapter

from izacontract.errors import ExitStatus, FileError
from izacontract.model.contract import Contract, Table, Value, Words
from izacontract.model.memory import Same
from izacontract.render.seal import (
    SealedAround,
    SealedMargins,
    SealedTable,
    SealedText,
    Surroundings,
    hash_of,
    lines_of,
    seal_contract,
    seal_text,
    sealed_blocks_of,
)
from izacontract.render.seal_json import _table
from izacontract.render.seal_part import SEAL, SEAL_NAMESPACE, seal_in
from izacontract.render.seal_reading import seal_from_text
from izacontract.render.text import text_of_clause
from izacontract.render.word import word
from izacontract.verify.seals import SealFault
from izacontract.verify.verifying import verify_document
from izacontract.word.package import read_package
from tests.contracts.support import build, example
from tests.render.sample import contract as sample
from tests.verify.edits import BODY, Edited, contract_of, delete, new_paragraph, reword, rewritten, text
from tests.verify.summary import summary, verified

AROUND = Surroundings(
    (SealedAround("partijen", (SealedText("a"),)),), (SealedMargins(("b",), (), ("b",)),), ("field: PAGE",)
)


@pytest.fixture(scope="module")
def contract() -> Contract:
    return build(example("huisartsen"))


def seal_of(data: bytes) -> bytes:
    return read_package(data)[SEAL]


def with_seal(data: bytes, seal: bytes | None) -> bytes:
    return rewritten(data, {SEAL: seal})


def test_seal_holds_the_request_the_versions_and_every_clause(contract: Contract) -> None:
    seal = seal_in(etree.fromstring(seal_of(word(contract))))
    assert (seal.fingerprint, seal.reference, seal.title) == (contract.fingerprint, contract.reference, contract.title)
    assert seal.tool
    assert set(seal.plugins) == {decision.plugin for decision in contract.decisions}
    placed = [clause for part in contract.parts for clause in part.clauses]
    assert [(clause.id, clause.version) for clause in seal.clauses] == [
        (clause.id, clause.version) for clause in placed
    ]
    assert all(clause.sha256 == hash_of(clause.blocks) for clause in seal.clauses)


def test_sealed_text_is_what_the_text_printer_prints(contract: Contract) -> None:
    for part in seal_contract(contract).parts:
        for clause in part.clauses:
            printed = [
                " ".join(line.replace("|", " ").split()) for line in text_of_clause(contract, clause.id).splitlines()
            ]
            lines: list[str] = []
            for block in clause.blocks:
                rows = block.rows if hasattr(block, "rows") else None
                lines += (
                    [" ".join(" ".join(cell.text for cell in row).split()) for row in rows]
                    if rows
                    else [" ".join(f"{block.number} {block.text}".split())]
                )
            assert lines == printed[1:]


def test_seal_is_the_same_every_time_and_reads_back(contract: Contract) -> None:
    seal = seal_contract(contract, AROUND)
    assert seal_text(seal) == seal_text(seal_contract(contract, AROUND))
    assert seal_from_text(seal_text(seal)) == seal


@pytest.mark.parametrize("sector", ["huisartsen", "msz", None])
def test_seal_that_is_written_from_the_contract_is_that_of_the_sealed_contract(sector: str | None) -> None:
    contract = build(example(sector)) if sector else sample()
    root = etree.fromstring(seal_of(word(contract)))
    seal = seal_in(root)
    assert seal.parts == seal_contract(contract).parts
    assert root.text == seal_text(seal)


def test_json_of_a_table_is_that_of_the_sealed_table() -> None:
    cells, odd = ["".join(map(chr, range(0x250))), "", "\u2028\ufeff\U0001f600"], '"\\'
    row = (*((Words(cell),) for cell in cells), (Words(odd), Value(odd, "x")))
    table = Table((*cells, odd), ("left",) * len(row), (row,))
    written, lines = _table(table)
    (sealed,) = sealed_blocks_of(Same(table))
    assert written == TypeAdapter(SealedTable).dump_json(sealed, exclude_defaults=True).decode()  # type: ignore[arg-type]
    assert lines.split("\n") == [line for one in lines_of(sealed) for line in one.split("\n")]


def test_seal_keeps_odd_signs() -> None:
    data = word(sample())
    assert summary(verified(data)) == {}
    seal = seal_in(etree.fromstring(seal_of(data)))
    assert any("<w:t>" in block.text for clause in seal.clauses for block in clause.blocks if hasattr(block, "text"))


def test_part_stands_in_the_package_as_word_expects() -> None:
    parts = read_package(contract_of("huisartsen"))
    assert f'Target="../{SEAL}"'.encode() in parts["word/_rels/document.xml.rels"]
    assert b'PartName="/customXml/itemProps0.xml"' in parts["[Content_Types].xml"]
    assert b"itemProps0.xml" in parts["customXml/_rels/item0.xml.rels"]
    assert SEAL_NAMESPACE.encode() in parts["customXml/itemProps0.xml"]


def other_checksum(seal: bytes) -> bytes:
    return re.sub(rb'sha256="[0-9a-f]{64}">', b'sha256="' + b"0" * 64 + b'">', seal, count=1)


def resealed(seal: bytes, change: str, by: str) -> bytes:
    """Return a seal with another text and the checksum that goes with it."""
    root = etree.fromstring(seal)
    root.text = root.text.replace(change, by, 1)
    root.set("sha256", sha256(root.text.encode()).hexdigest())
    return etree.tostring(root)


BROKEN = {
    "a word changed": lambda seal: seal.replace(b"Zorgaanbieder", b"Zorgverzekeraar", 1),
    "the checksum changed": other_checksum,
    "cut off": lambda seal: seal[: len(seal) // 2],
    "empty": lambda seal: f'<seal xmlns="{SEAL_NAMESPACE}"/>'.encode(),
    "another version": lambda seal: resealed(seal, '"parts"', '"schema":"izacontract/seal/3","parts"'),
    "an unknown key": lambda seal: resealed(seal, '{"tool"', '{"extra":1,"tool"'),
    "no JSON": lambda seal: resealed(seal, "{", "["),
    "a clause with the hash of another text": lambda seal: resealed(seal, "De Zorgaanbieder ", "De Zorgverzekeraar "),
    "elements in its text": lambda seal: seal.replace(b"{", b"<x/>{", 1),
    "a document type": lambda seal: seal.replace(b"<seal", b'<!DOCTYPE seal [<!ENTITY a "b">]><seal', 1),
}


@pytest.mark.parametrize("change", BROKEN.values(), ids=BROKEN)
def test_broken_seal_is_noticed(change: object) -> None:
    data = contract_of("huisartsen")
    broken = with_seal(data, change(seal_of(data)))
    with pytest.raises(SealFault) as found:
        verified(broken)
    assert (found.value.code, found.value.status) == ("zegel.gebroken", ExitStatus.PLUGIN)


def test_two_seals_are_two_contracts_in_one_file() -> None:
    data = contract_of("huisartsen")
    with pytest.raises(SealFault, match="2 zegels") as found:
        verified(rewritten(data, {"customXml/item7.xml": seal_of(data)}))
    assert found.value.code == "zegel.meer-dan-een"


def test_missing_seal_is_told_with_a_way_out() -> None:
    bare = with_seal(contract_of("huisartsen"), None)
    with pytest.raises(SealFault, match=r"geen zegel.*--sent") as found:
        verified(bare)
    assert found.value.code == "zegel.ontbreekt"


def test_document_without_a_seal_is_compared_with_the_file_that_was_sent() -> None:
    edited = Edited(with_seal(contract_of("huisartsen"), None))
    lid = edited.clause("algemeen.derden")[0]
    word_of_it = text(lid).split()[2]
    reword(lid, word_of_it, "nimmer")
    found = verify_document(edited.saved(), "terug.docx", contract_of("huisartsen"), "verzonden.docx")
    assert summary(found) == {"algemeen.derden": [f"reworded {word_of_it} -> nimmer"]}


def test_other_custom_xml_is_left_alone() -> None:
    data = rewritten(contract_of("huisartsen"), {"customXml/item1.xml": b"<b:Sources xmlns:b='x'/>"})
    assert summary(verified(data)) == {}


def zip_of(members: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return data.getvalue()


def declared(entities: bytes, words: bytes) -> bytes:
    """Return the contract with a document type in its body."""
    data = contract_of("huisartsen")
    body = read_package(data)[BODY]
    start = body.index(b"<w:document")
    return rewritten(
        data, {BODY: body[:start] + b"<!DOCTYPE d [" + entities + b"]>" + body[start:].replace(b"Inhoud", words, 1)}
    )


UNREADABLE: dict[str, Callable[[], bytes]] = {
    "text": lambda: b"Beste inkoper, hierbij het contract.",
    "empty": lambda: b"",
    "an old .doc": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "a PDF": lambda: b"%PDF-1.7\n",
    "a zip of something else": lambda: zip_of({"a.txt": b"x"}),
    "a zip without its end": lambda: contract_of("huisartsen")[:-200],
    "a bomb": lambda: zip_of({BODY: b"\0" * 70_000_000}),
    "a part outside": lambda: zip_of({"../../x": b"x"}),
    "a body that is no XML": lambda: rewritten(contract_of("huisartsen"), {BODY: b"<w:document"}),
    "no body": lambda: rewritten(contract_of("huisartsen"), {BODY: None}),
    "an entity": lambda: declared(b'<!ENTITY a "lach">', b"&a;"),
    "a file of the system": lambda: declared(b'<!ENTITY a SYSTEM "file:///etc/hostname">', b"&a;"),
    "entities in entities": lambda: declared(
        b'<!ENTITY a "aaaaaaaaaa">'
        + b"".join(b'<!ENTITY %c "%s">' % (c + 1, (b"&%c;" % c) * 10) for c in range(97, 107)),
        b"&k;",
    ),
    "very deep": lambda: rewritten(contract_of("huisartsen"), {BODY: b"<a>" * 5000 + b"</a>" * 5000}),
}


@pytest.mark.parametrize("data", UNREADABLE.values(), ids=UNREADABLE)
def test_file_that_is_no_word_document_is_told_so(data: Callable[[], bytes]) -> None:
    with pytest.raises(FileError) as found:
        verified(data())
    assert found.value.status == ExitStatus.FILE
    assert "terug.docx" in found.value.message.nl
    assert found.value.hint.nl


def test_text_that_is_far_too_long_is_still_reported() -> None:
    edited = Edited(contract_of("huisartsen"))
    lid = edited.clause("algemeen.derden")[0]
    reword(lid, text(lid).split()[2], "nimmer " * 100_000)
    heading = edited.heading("slot")
    for number in range(4_000):
        heading.addprevious(new_paragraph(lid, f"Nieuw lid {number} over een geheel ander onderwerp."))
    delete(*edited.article("geschillen"))
    found = summary(verified(edited.saved()))
    assert list(found) == ["algemeen.derden", "heading geschillen", "algemeen.geschillen"]
