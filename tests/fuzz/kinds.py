"""The kinds of input: how a case of each is drawn, and what is done with it, as the commands would."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from random import Random
from tempfile import mkdtemp
from typing import Any
from urllib.parse import urlencode

import yaml
from hypothesis import strategies as st
from lxml import etree
from openpyxl.utils.exceptions import IllegalCharacterError

import benchmarks.mutations_looks
import benchmarks.mutations_texts  # noqa: F401 - they register their kinds
from benchmarks.mutations import BODY, HARMLESS, NUMBERING, SETTINGS, STYLES, VISIBLE, Draft
from izacontract import build_contract, load_plugins
from izacontract.batch.rows import read_table
from izacontract.errors import IzacontractError, Severity
from izacontract.intake.read import examine_request, examine_tree
from izacontract.intake.sources import tree_of
from izacontract.render.frame import examine_frame
from izacontract.render.frame_mending import standard_frame
from izacontract.render.text import text as printed_text
from izacontract.render.word import word
from izacontract.reports.verification import verification_report
from izacontract.verify.verifying import verify_document
from izacontract.web.app import Serving, make_app
from izacontract.web.sharing import Drafts
from tests.conftest import REQUESTS
from tests.excel.filling import bare_form, data_of, opened
from tests.render import sample
from tests.support import FYSIO, contract_of, fysio, outside
from tests.web.conftest import AtOnce, Clock, TestClient, pairs_of

from .promises import Outcome
from .values import SECTORS, odd, plugins, requests

Tried = Callable[[Any, Path], Outcome]


class LoudDumper(yaml.CSafeDumper):
    """Writes a request as people write it, without anchors."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def as_yaml(request: Any) -> str:
    return yaml.dump(request, Dumper=LoudDumper, allow_unicode=True, sort_keys=False, width=200)


@st.composite
def request_files(draw: st.DrawFn) -> tuple[str, bytes]:
    """Give the name and the bytes of a request: YAML or JSON, now and then with characters changed in its text."""
    request = draw(requests())[1]
    if draw(st.integers(0, 5)) == 0:
        name, text = "aanvraag.json", json.dumps(request, default=str, ensure_ascii=draw(st.booleans()), indent=1)
    else:
        name, text = "aanvraag.yaml", as_yaml(request)
    if draw(st.integers(0, 4)) == 0:
        text = draw(scratched(text))
    return name, text.encode("utf-8", "surrogatepass")


PIECES = (":", "- ", "\n", "  ", "\t", "{", "}", "[", "]", "'", '"', "#", "&a ", "*a", "!!int ", "? ", "|", ">", "%", "---\n", "\x00", "\ufeff", "é", "\u2028", "<<: ", "~", "@", "`", ",", "\\")  # fmt: skip


@st.composite
def scratched(draw: st.DrawFn, text: str) -> str:
    """Give `text` with a few characters dropped, typed in between, or a line gone, doubled or moved."""
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, max(len(text) - 1, 0)))
        how = draw(st.sampled_from(("drop", "put", "put", "line gone", "line doubled", "cut")))
        if how == "drop":
            text = text[:at] + text[at + draw(st.integers(1, 4)) :]
        elif how == "put":
            text = text[:at] + draw(st.sampled_from(PIECES)) + text[at:]
        elif how == "cut":
            text = text[:at] if draw(st.integers(0, 9)) == 0 else text
        else:
            lines = text.split("\n")
            line = text.count("\n", 0, at)
            lines[line : line + 1] = [lines[line]] * (0 if how == "line gone" else 2)
            text = "\n".join(lines)
    return text


def try_request(case: tuple[str, bytes], folder: Path) -> Outcome:
    """Read, build, print in Word and as text."""
    name, data = case
    (folder / name).write_bytes(data)
    outcome = Outcome(data.decode("utf-8", "replace"))
    _drafted(outcome, folder / name)
    return outcome


def _drafted(outcome: Outcome, source: Any) -> None:
    try:
        examined = examine_request(source, plugins())
        outcome.told(examined.findings)
        if examined.request is not None:
            contract = build_contract(examined.request, plugins())
            outcome.told(examined.with_findings(contract.findings))
            printed_text(contract)
            outcome.document(word(contract))
    except IzacontractError as refused:
        outcome.refused(refused, ours=True)


@cache
def _bare(sector: str) -> bytes:
    return data_of(bare_form(tree_of(REQUESTS / f"{sector}.yaml", plugins()), plugins()))


@cache
def _sizes(sector: str) -> dict[str, tuple[int, int]]:
    """Return how far each sheet of the filled workbook reaches, and a little beyond."""
    pages = opened(_bare(sector)).worksheets
    return {page.title: (min(page.max_row + 2, 200), min(page.max_column + 2, 30)) for page in pages}


CELLS = (
    "#REF!",
    "#N/A",
    "=1/0",
    "=A1",
    "=SUM(A1:A9)",
    "'01999101",
    "1.000",
    "1/2",
    "50%",
    "€ 3,50",
    "31-dec-27",
    "WAAR",
    "ONWAAR",
)


@st.composite
def workbooks(draw: st.DrawFn) -> tuple[str, list[tuple[str, int, int, Any]], str]:
    """Give a sector, the cells to change in its filled workbook, and what is done to a sheet."""
    sector = draw(st.sampled_from(SECTORS))
    sizes = _sizes(sector)
    cells = []
    for _ in range(draw(st.integers(1, 5))):
        sheet = draw(st.sampled_from(list(sizes)[:12]))
        rows, columns = sizes[sheet]
        row, column = draw(st.integers(1, rows)), draw(st.integers(1, columns))
        cells.append((sheet, row, column, draw(st.one_of(st.sampled_from(CELLS), odd()))))
    done = draw(st.sampled_from(("", "", "", "", "gone", "renamed", "doubled", "row", "column")))
    return sector, cells, done


def try_workbook(case: tuple[str, list[tuple[str, int, int, Any]], str], folder: Path) -> Outcome:
    """Type the cells in the filled workbook, and draft what it asks."""
    sector, cells, done = case
    outcome = Outcome(repr(case))
    book = opened(_bare(sector))
    for sheet, row, column, value in cells:
        try:
            book[sheet].cell(row, column).value = value
        except (ValueError, OverflowError, IllegalCharacterError):  # what Excel cannot hold either
            return outcome
    page = book[cells[0][0]]
    if done == "gone" and len(book.sheetnames) > 1:
        book.remove(page)
    elif done == "renamed":
        page.title = f"{page.title[:20]} (2)"
    elif done == "doubled":
        name, page.title = page.title, page.title[:20]  # the copy is called after it, and may have 31 characters
        book.copy_worksheet(page)
        page.title = name
    elif done == "row":
        page.insert_rows(cells[0][1])
    elif done == "column":
        page.delete_cols(cells[0][2])
    try:
        book.save(folder / "aanvraag.xlsx")
    except Exception:  # noqa: BLE001  what openpyxl cannot write is no workbook
        return outcome
    _drafted(outcome, folder / "aanvraag.xlsx")
    return outcome


COLUMNS = ("zorgaanbieder.naam", "zorgaanbieder.agb", "zorgaanbieder.kvk", "overeenkomst.begin", "overeenkomst.einde", "ova.percentage", "weg", "", "volume.soort", "volume.bedrag", "KENMERK", "overeenkomst.kenmerk", "overeenkomst.sector", "zorgaanbieder", "afwijkingen", "posities.x")  # fmt: skip
ITEM = ("code", "omschrijving", "eenheid", "tarief", "maximum", "percentage_van_maximum", "raar", "")


@st.composite
def tables(draw: st.DrawFn) -> tuple[str, bool, list[list[Any]], list[list[Any]], str, str, str]:
    """Give a sector, whether the table is a workbook, its rows, those of a list beside it, and how the text is written."""
    cell = st.one_of(
        odd(), st.sampled_from(("HA-1", "HA-2", "Praktijk Een", "01999101", "1200", "2027-01-01", "2,5", ""))
    )
    sector = draw(st.sampled_from(SECTORS))
    head = ["kenmerk", *draw(st.lists(st.sampled_from(COLUMNS), max_size=5))]
    listed = ["kenmerk", *draw(st.lists(st.sampled_from(ITEM), max_size=5))]
    rows, items = (
        [
            [f"HA-{number}" if draw(st.integers(0, 9)) else draw(cell), *(draw(cell) for _ in names[1:])]
            for number in range(draw(st.integers(0, most)))
        ]
        for names, most in ((head, 4), (listed, 3))
    )
    beside = [listed, *items] if draw(st.booleans()) else []
    separator = draw(st.sampled_from((";", ";", ",", "\t", "|")))
    encoding = draw(st.sampled_from(("utf-8-sig", "utf-8", "cp1252", "utf-16", "latin-1")))
    return (
        sector,
        draw(st.booleans()),
        [head, *rows],
        beside,
        separator,
        encoding,
        draw(st.sampled_from(("\r\n", "\n", "\r"))),
    )


@cache
def _base(sector: str) -> Any:
    return tree_of(REQUESTS / f"{sector}.yaml", plugins())


def try_table(case: tuple[str, bool, list[list[Any]], list[list[Any]], str, str, str], folder: Path) -> Outcome:
    """Read the table over the example of its sector, and build the first of its rows."""
    sector, is_book, rows, beside, separator, encoding, ending = case
    outcome = Outcome(repr(case))
    name = "tarieven.prestaties"
    file = folder / ("tabel.xlsx" if is_book else "tabel.csv")
    if is_book:
        if not _saved(file, rows, beside, name):
            return outcome
    else:
        for path, lines in ((file, rows), (folder / f"tabel.{name}.csv", beside)):
            if lines:
                text = io.StringIO()
                csv.writer(text, delimiter=separator, lineterminator=ending).writerows(lines)
                path.write_bytes(text.getvalue().encode(encoding, "replace"))
    try:
        table = read_table(file, _base(sector), plugins())
        outcome.told(table.notes)
        outcome.told(table.doubles())
        for number, row in enumerate(table.rows()):
            examined = examine_tree(row.tree, plugins())
            outcome.told(examined.findings)
            if examined.request is not None and number < 2:
                outcome.document(word(build_contract(examined.request, plugins())))
    except IzacontractError as refused:
        outcome.refused(refused, ours=True)
    finally:
        (folder / f"tabel.{name}.csv").unlink(missing_ok=True)
    return outcome


def _saved(file: Path, rows: Sequence[list[Any]], beside: Sequence[list[Any]], name: str) -> bool:
    from openpyxl import Workbook

    book = Workbook()
    sheets: list[Any] = [book.worksheets[0], *([book.create_sheet(name)] if beside else [])]
    try:
        for sheet, lines in zip(sheets, (rows, beside), strict=False):
            for line in lines:
                sheet.append(line)
        book.save(file)
    except Exception:  # noqa: BLE001  what openpyxl cannot write is no workbook
        return False
    return True


CLAUSES = Path(__file__).parent.parent / "outside" / "izacontract_fysio" / "clauses"
FIGURES = """\
- id: fysio.maximum
  title: Hoogste tarief per zitting (verzonnen)
  unit: euro
  values:
    - {from: 2026-01-01, until: 2026-12-31, value: "47.50", status: vastgesteld, source: {document: Besluit, section: "1", consulted: 2026-11-21}}
"""
REVIEW = "- {clause: fysio.tarief, since: 2023-01-01, reviewer: mr. P. Proef, day: 2026-05-01}\n"
TAGS = ("{{ tarief }}", "{{ tarief | procent }}", "{{ x.y.z }}", "{% if tarief > 3 %}x{% endif %}", "{% for a in b %}", "{% endif %}", '{{ ref("weg") }}', '{{ lid("x") }}', "{{", "}}", "{#", "{% include 'x' %}", "1. ", "a. ", "| a | b |\n| --- |", "## Kop", "<b>", "![x](y)")  # fmt: skip


@cache
def _texts() -> dict[str, str]:
    found = {
        f"fysio/{file.relative_to(CLAUSES).as_posix()}": file.read_text(encoding="utf-8")
        for file in sorted(CLAUSES.rglob("*/20*.md"))
    }
    return {**found, "parameters/maximum.yaml": FIGURES, "reviewed.yaml": REVIEW}


@st.composite
def libraries(draw: st.DrawFn) -> dict[str, str]:
    """Give the files of a house library: texts of ours, a figure or a review, with mistakes in them."""
    files = {}
    for name in draw(st.lists(st.sampled_from(sorted(_texts())), min_size=1, max_size=2, unique=True)):
        text = draw(scratched(_texts()[name]))
        if draw(st.booleans()):
            at = draw(st.integers(0, len(text)))
            text = text[:at] + draw(st.sampled_from(TAGS)) + text[at:]
        day = draw(st.sampled_from(("2023-01-01", "2024-06-01", "2025-02-30", "2025-1-1", "2025-01-01")))
        files[re.sub(r"20\d\d-\d\d-\d\d", day, name)] = text
    return files


def try_library(case: dict[str, str], folder: Path) -> Outcome:
    """Read the library, and build a contract with it in a year of each text."""
    outcome = Outcome("\n".join(f"== {name}\n{text}" for name, text in case.items()))
    for name, text in case.items():
        (folder / "huis" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "huis" / name).write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        house = load_plugins([FYSIO], house=folder / "huis")
        for begin, end in (("2025-01-01", "2025-12-31"), ("2026-01-01", "2026-12-31")):
            term = {**fysio()["overeenkomst"], "begin": begin, "einde": end}
            outcome.document(word(contract_of(fysio(overeenkomst=term), house)))
    except IzacontractError as refused:
        outcome.refused(refused, ours=False)
        if not re.search(r"\.(md|yaml)|fysio\.\w+|huis", refused.message.nl):
            outcome.broken.append(f"names no file: {refused.message.nl}")
    return outcome


PARTS = (BODY, STYLES, NUMBERING, SETTINGS, "word/footer1.xml", "word/header1.xml", "[Content_Types].xml", "word/_rels/document.xml.rels", "_rels/.rels", "word/theme/theme1.xml", "docProps/core.xml")  # fmt: skip


def scratch(draft: Draft) -> None:
    """Break something in a Word file where chance puts it: an element, an attribute, a text, a part."""
    chance = draft.chance
    name = chance.choice([part for part in PARTS if part in draft.parts])
    how = chance.choice(("drop", "drop", "double", "attribute", "attribute", "text", "move", "part"))
    if how == "part":
        draft.roots.pop(name, None)
        content = draft.parts.pop(name)
        if chance.random() < 0.5:
            at = chance.randrange(len(content) or 1)
            draft.parts[name] = (
                content[:at] + chance.choice((b"", b"\x00", b"<", b"&", b"\xff")) + content[at + chance.randint(0, 3) :]
            )
        return
    try:
        root = draft.root(name)
    except etree.XMLSyntaxError:  # broken by an earlier scratch already
        return
    nodes = [node for node in root.iter() if isinstance(node.tag, str) and node.getparent() is not None]
    if not nodes:
        return
    node = chance.choice(nodes)
    parent = node.getparent()
    if how == "drop":
        parent.remove(node)
    elif how == "double":
        parent.append(etree.fromstring(etree.tostring(node)))
    elif how == "move":
        chance.choice([other for other in nodes if other not in node.iter()] or [root]).append(node)
    elif how == "attribute" and node.attrib:
        key = chance.choice(sorted(node.attrib))
        node.set(
            key,
            chance.choice(
                ("", "0", "-1", "99999999999", "x", "true", "auto", "{{ kenmerk }}", "é", "1.5", "'", "1e999")
            ),
        )
    else:
        node.text = chance.choice(("", "{{ kenmerk }}", "{% if x %}", "{{ raar }}", "}}", " ", "é\u202e", "x" * 300))


@cache
def _frame() -> bytes:
    return standard_frame()


def try_frame(case: tuple[int, int], folder: Path) -> Outcome:
    """Examine a broken frame, and print a contract in it where it is accepted."""
    seed, times = case
    draft = Draft(_frame(), Random(f"frame {seed}"))
    outcome = Outcome(f"frame {case}")
    for _ in range(times):
        if all(part in draft.parts for part in (BODY, "[Content_Types].xml")):
            scratch(draft)
    data = _packed(draft)
    try:
        frame, findings = examine_frame(data)
        outcome.told(findings, placed=False)
        if frame is None and not any(finding.severity is Severity.FAULT for finding in findings):
            outcome.broken.append("a frame is refused without a fault")
        if frame is not None:
            outcome.document(word(sample.contract(), frame))
    except IzacontractError as refused:
        outcome.refused(refused, ours=False)
    return outcome


def _packed(draft: Draft) -> bytes:
    return draft.saved()


@cache
def _sent() -> bytes:
    return word(contract_of(fysio(), outside()))


@cache
def _changes() -> tuple[tuple[str, Callable[[Draft], None]], ...]:
    return tuple(sorted({**VISIBLE, **HARMLESS}.items()))


def try_returned(case: tuple[int, int], folder: Path) -> Outcome:
    """Verify a document that came back changed, or broken, and report on it in both languages."""
    seed, times = case
    draft = Draft(_sent(), Random(f"returned {seed}"))
    names = []
    for _ in range(times):
        if not all(part in draft.parts for part in (BODY, STYLES, NUMBERING, SETTINGS)):
            break
        name, change = draft.chance.choice(_changes()) if draft.chance.random() < 0.5 else ("scratch", scratch)
        names.append(name)
        try:
            change(draft)
        except Exception:  # noqa: BLE001  this change finds nothing to work on in what the ones before it left
            break
    outcome = Outcome(f"returned {case} {names}")
    data = _packed(draft)
    try:
        found = verify_document(data, "terug.docx")
        outcome.accepted = True
        for language in ("nl", "en"):
            verification_report(found, language)
    except IzacontractError as refused:
        outcome.refused(refused, ours=False)
    return outcome


@st.composite
def forms(draw: st.DrawFn) -> tuple[str, str, list[tuple[str, str]]]:
    """Give a sector, what is asked of its form, and the fields that a browser sends, some of them changed."""
    sector = draw(st.sampled_from(SECTORS))
    pairs = list(_all_pairs()[sector])
    typed = st.one_of(st.sampled_from(TEXT_FIELDS), odd().map(str).map(lambda text: text[:2_000]))
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(pairs) - 1))
        how = draw(st.sampled_from(("value", "value", "value", "drop", "double", "name", "do")))
        if how == "value":
            pairs[at] = (pairs[at][0], draw(typed))
        elif how == "drop":
            del pairs[at]
        elif how == "double":
            pairs.insert(at, pairs[at])
        elif how == "name":
            pairs[at] = (
                draw(
                    st.sampled_from(
                        (
                            f"{pairs[at][0]}.x",
                            f"{pairs[at][0]}.0",
                            pairs[at][0].rsplit(".", 1)[0],
                            "_doe",
                            "_heeft",
                            "..",
                            "",
                        )
                    )
                ),
                pairs[at][1],
            )
        else:
            act = draw(st.sampled_from(("erbij:tarieven.prestaties", "weg:tarieven.prestaties.0", "weg:tarieven.prestaties.99", "erbij:weg", "taal:fr", "weg:", "x", "erbij:", "weg:a.b.c.-1")))  # fmt: skip
            pairs.append(("_doe", act))
    what = draw(st.sampled_from(("", "", "", "/word", "/tekst", "/aanvraag", "/overzicht", "/deel", "/pdf2")))
    return sector, what, pairs


TEXT_FIELDS = (
    "",
    " ",
    "abc",
    "12,5",
    "1.000,00",
    "31-12-2027",
    "2027-12-31",
    "ja",
    "on",
    "{{ 7 * 7 }}",
    "<script>",
    "\x00",
    "0",
    "-1",
    "9" * 40,
)


@cache
def _all_pairs() -> dict[str, tuple[tuple[str, str], ...]]:
    return {sector: tuple(pairs_of(sector, plugins())) for sector in SECTORS}


@cache
def _client() -> Any:
    serving = Serving(
        drafts=Drafts(Path(mkdtemp(prefix="izacontract-fuzz-"))),
        workers=AtOnce(1),
        clock=Clock(),
        log=lambda line: None,
    )
    client = TestClient(make_app(serving), base_url="http://127.0.0.1:8765", follow_redirects=False)
    client.__enter__()
    return client


def try_form(case: tuple[str, str, list[tuple[str, str]]], folder: Path) -> Outcome:
    """Send the form, as the browser does it."""
    sector, what, pairs = case
    outcome = Outcome(repr((sector, what, sorted(set(pairs) ^ set(_all_pairs()[sector])))))
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    body = urlencode([(name, value.encode("utf-8", "replace")) for name, value in pairs])
    answer = _client().post(f"/concept/{sector}{what}", content=body, headers=headers)
    outcome.accepted = answer.status_code == 200
    if answer.status_code not in (200, 303, 400, 404, 405, 413, 422):
        outcome.broken.append(f"status {answer.status_code}: {answer.text[:200]}")
    if answer.status_code == 200 and what == "/word" and answer.content[:2] == b"PK":
        outcome.document(answer.content)
    return outcome


numbered = st.tuples(st.integers(0, 10**9), st.integers(1, 3))
KINDS: dict[str, tuple[st.SearchStrategy[Any], Tried, int]] = {
    "requests": (request_files(), try_request, 8_000),
    "tables": (tables(), try_table, 4_000),
    "workbooks": (workbooks(), try_workbook, 2_000),
    "libraries": (libraries(), try_library, 2_000),
    "forms": (forms(), try_form, 2_000),
    "frames": (numbered, try_frame, 1_000),
    "returned": (numbered, try_returned, 1_000),
}
"""How a case of each kind is drawn, how it is tried, and how many of 20,000 are of that kind."""


def read_beforehand(kind: str) -> None:
    """Read what the cases of `kind` are made from, so that the first case does not count it as its own."""
    plugins()
    if kind == "forms":
        _all_pairs()
