"""Every document that the tests make, before two validators, python-docx and LibreOffice."""

from __future__ import annotations

import io
import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from openxml_audit import FileFormat, OpenXmlValidator

from izacontract.errors import Severity
from izacontract.model.contract import Contract, Reference, Table
from izacontract.render.frame import compile_frame
from izacontract.render.frame_mending import standard_frame
from izacontract.render.soundness import unsound
from izacontract.render.text import text
from izacontract.render.word import word
from izacontract.word.ooxml import bookmark_name
from izacontract.word.package import read_package
from tests.conftest import needs, office_python
from tests.render.documents import (
    CONTRACTS,
    NAMES,
    NEGOTIATED,
    contract_called,
    document,
    file_name,
    with_article,
)
from tests.render.test_word import list_numbers, paragraphs

SESSION = Path(__file__).with_name("office_session.py")

HEADING, LID = "Ingevoegd artikel", "Een ingevoegd lid."

in_one_process = pytest.mark.xdist_group("office")
"""Tests that share one start of LibreOffice."""


@pytest.mark.parametrize("name", NAMES)
def test_document_holds_together(name: str) -> None:
    assert [finding.message.en for finding in unsound(read_package(document(name)))] == []


@pytest.mark.parametrize("name", NAMES)
def test_openxml_audit_finds_no_error(name: str, tmp_path: Path) -> None:
    file = tmp_path / "contract.docx"
    file.write_bytes(document(name))
    result = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365).validate(file)
    assert [error for error in result.errors if error.severity.value == "error"] == []
    assert result.is_valid


@pytest.mark.parametrize("name", NAMES)
def test_open_xml_sdk_finds_no_error(name: str, tmp_path: Path) -> None:
    file = tmp_path / "contract.docx"
    file.write_bytes(document(name))
    assert sdk_errors(file) == []


def sdk_errors(file: Path) -> list[str]:
    """Return what the Open XML SDK has against `file`; its exit status is not to be trusted."""
    validator = needs("ooxml-validator", "IZACONTRACT_OOXML_VALIDATOR")
    ran = subprocess.run([validator, str(file)], capture_output=True, text=True, check=False, timeout=120)
    answer = json.loads(ran.stdout)
    errors = [f"{error['path']}: {error['description']}" for error in answer["errors"]]
    assert answer["ok"] is not bool(errors)
    return errors


@pytest.mark.parametrize("name", NAMES)
def test_python_docx_opens_it(name: str) -> None:
    opened = docx.Document(io.BytesIO(document(name)))
    assert opened.core_properties.title == contract_called(name).title
    headings = [p.text for p in opened.paragraphs if p.style.name in ("Aanhefkop", "Artikelkop", "Bijlagekop")]
    assert headings == [part.heading for part in contract_called(name).parts]


@pytest.mark.parametrize("name", NAMES)
def test_every_reference_is_a_field_that_stores_what_the_list_prints(name: str) -> None:
    opened = docx.Document(io.BytesIO(document(name)))
    numbers = dict(zip((p._p for p in paragraphs(opened)), (number for number, _ in list_numbers(opened)), strict=True))
    printed = {
        bookmark.get(qn("w:name")): numbers[bookmark.getparent()]
        for bookmark in opened.element.body.iter(qn("w:bookmarkStart"))
        if bookmark.getparent() in numbers
    }
    xml = read_package(document(name))["word/document.xml"].decode()
    found = re.findall(r" REF (\S+) \\n \\h </w:instrText></w:r><w:r>.*?</w:r><w:r><w:t[^>]*>([^<]+)</w:t>", xml)
    assert [text for _, text in found] == [printed[mark] for mark, _ in found]
    assert sorted(text for _, text in found) == sorted(living_numbers(contract_called(name)))


def living_numbers(node: object) -> Iterator[str]:
    """Give every number in `node`, a piece of a contract, that a reference keeps alive."""
    if isinstance(node, Reference):
        yield from (text for text, mark in node.parts if mark)
    elif isinstance(node, tuple):
        for one in node:
            yield from living_numbers(one)
    elif is_dataclass(node) and not isinstance(node, type):
        yield from living_numbers(tuple(getattr(node, field.name) for field in fields(node)))


@pytest.mark.parametrize("name", CONTRACTS)
def test_amounts_stand_to_the_right_in_tables(name: str) -> None:
    for table in tables_in(contract_called(name)):
        for align, column in zip(table.align, zip(*table.rows, strict=True), strict=True):
            texts = {"".join(inline.text for inline in cell) for cell in column} - {"", "–"}
            if texts and all(re.match("-?€", text) for text in texts):
                assert align == "right", texts


def tables_in(contract: Contract) -> Iterator[Table]:
    for part in contract.parts:
        for clause in part.clauses:
            yield from (block for block in clause.blocks if isinstance(block, Table))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder in which LibreOffice left what it makes of every document."""
    python = office_python()
    folder = tmp_path_factory.mktemp("office")
    for name in NAMES:
        (folder / f"{file_name(name)}.docx").write_bytes(document(name))
    (folder / "sjabloon.docx").write_bytes(standard_frame())
    inserted = [f"{file_name(name)}={third_heading(contract_called(name))}" for name in NEGOTIATED]
    subprocess.run([python, str(SESSION), str(folder), *inserted], check=True, capture_output=True, timeout=600)
    return folder


def third_heading(contract: Contract) -> str:
    """Return the bookmark of the heading before which an article is inserted."""
    return bookmark_name("H", contract.articles[2].slot)


def of_office(file: Path) -> list[str]:
    """Return the lines of LibreOffice's text: trimmed, tabs as spaces, empty ones left out."""
    lines = file.read_text(encoding="utf-8-sig").replace("\t", " ").split("\n")
    return [line.strip() for line in lines if line.strip()]


def of_ours(contract: Contract) -> list[str]:
    """Return the lines of our text in the same way; the label in lower case and, as LibreOffice does, a line a cell."""
    lines: list[str] = []
    for line in text(contract).replace("\t", " ").splitlines():
        line = re.sub(r"^\s*(Artikel|Bijlage) (?=\w+ )", lambda found: found[0].lower(), line).strip()
        cells = line[1:-1].split(" | ") if line.startswith("| ") and line.endswith(" |") else [line]
        lines += [cell.strip() for cell in cells if cell.strip()]
    return lines


@in_one_process
@pytest.mark.parametrize("name", NAMES)
def test_text_of_libreoffice_is_our_text(name: str, office: Path) -> None:
    assert of_office(office / f"{file_name(name)}.txt") == of_ours(contract_called(name))


@in_one_process
@pytest.mark.parametrize("name", NEGOTIATED)
def test_inserted_article_moves_every_number_and_reference_along(name: str, office: Path) -> None:
    found = of_office(office / f"{file_name(name)}.inserted.txt")
    expected = of_ours(with_article(contract_called(name), HEADING, LID))
    first = expected.index("Inhoud") + 1
    last = first + len(contract_called(name).parts) + 1
    # LibreOffice adds the pages to a contents table that it updates.
    assert [re.sub(r" \d+$", "", line) for line in found[first:last]] == expected[first:last]
    assert found[:first] + found[last:] == expected[:first] + expected[last:]
    assert expected != of_ours(contract_called(name))


@in_one_process
def test_frame_that_libreoffice_saved_still_makes_a_document(office: Path) -> None:
    frame = compile_frame((office / "again" / "sjabloon.docx").read_bytes())
    printed = read_package(word(contract_called("proef"), frame))
    assert [finding for finding in unsound(printed) if finding.severity is Severity.FAULT] == []
