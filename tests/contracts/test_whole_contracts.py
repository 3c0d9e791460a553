"""The five examples as whole contracts: what a lawyer reads, and that every printer says the same."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from hashlib import sha256
from importlib.metadata import entry_points

import jsonschema
import pytest
from syrupy.assertion import SnapshotAssertion

from izacontract import build_contract, load_plugins, read_request
from izacontract.clauses.lint import lint
from izacontract.hookspecs import GROUP
from izacontract.model.contract import Contract
from izacontract.render.html import html
from izacontract.render.json import contract_from_json, contract_schema, json_text
from izacontract.render.text import text
from izacontract.render.word import word
from tests.contracts.support import REQUESTS, SECTORS, TextFile, build, example, plugins, smallest


@pytest.mark.parametrize("sector", SECTORS)
def test_example_reads_like_a_contract(sector: str, snapshot: SnapshotAssertion) -> None:
    assert text(build(example(sector))) == snapshot(extension_class=TextFile, name=sector)


@pytest.mark.parametrize("sector", SECTORS)
def test_smallest_draft_is_complete_but_for_its_open_points(sector: str, snapshot: SnapshotAssertion) -> None:
    contract = build(smallest(sector))
    printed = text(contract)
    assert printed == snapshot(extension_class=TextFile, name=sector)
    assert {point.field for point in contract.open_points} >= {
        "overeenkomst.kenmerk",
        "ova.percentage",
        "tarieven.regime",
    }
    listed = printed[printed.index("Bronnen en open punten") :]
    assert all(f"| {point.field} |" in listed for point in contract.open_points)


@pytest.mark.parametrize("sector", SECTORS)
def test_example_as_a_file_gives_the_same_contract_as_its_values(sector: str) -> None:
    from_file = build_contract(read_request(REQUESTS / f"{sector}.yaml", plugins()), plugins())
    assert text(from_file) == text(build(example(sector)))


@pytest.mark.parametrize("sector", SECTORS)
def test_every_clause_of_the_library_has_one_decision_with_a_reason(sector: str) -> None:
    for request in (example(sector), smallest(sector)):
        decisions = build(request).decisions
        assert [decision.clause for decision in decisions] == list(plugins().library.clauses)
        assert all(decision.because for decision in decisions)


def paragraphs(contract: Contract) -> list[str]:
    """Return the numbered lines of the contract."""
    return [line for line in text(contract).splitlines() if re.match(r"\d+\.\d+ ", line)]


@pytest.mark.parametrize("sector", SECTORS)
def test_numbers_have_no_gap(sector: str) -> None:
    contract = build(example(sector))
    assert [article.number for article in contract.articles] == [str(n + 1) for n in range(len(contract.articles))]
    assert "".join(annex.letter for annex in contract.annexes) == "ABCDEFG"[: len(contract.annexes)]
    numbers = [line.split(" ", 1)[0] for line in paragraphs(contract)]
    for article in contract.articles:
        own = [number for number in numbers if number.split(".")[0] == article.number]
        assert own == [f"{article.number}.{n + 1}" for n in range(len(own))]


@pytest.mark.parametrize("sector", SECTORS)
def test_sentences_are_whole(sector: str) -> None:
    for line in paragraphs(build(example(sector))):
        body = line.split(" ", 1)[1]
        assert body[0].isupper() or body[0] in "[€0123456789", line
        assert body[-1] in ".:", line
        assert "  " not in body, line
        assert not re.search(r"(?<![A-Z])[.,;:]{2}|\s[.,;:]|[a-z]\.\d+\. |None|\{\{|\}\}", body.replace("...", "")), (
            line
        )


@pytest.mark.parametrize("sector", SECTORS)
def test_json_matches_its_schema_and_reads_back(sector: str) -> None:
    contract = build(example(sector))
    printed = json_text(contract)
    jsonschema.Draft202012Validator(contract_schema()).validate(json.loads(printed))
    assert contract_from_json(printed) == contract


@pytest.mark.parametrize("sector", SECTORS)
def test_html_says_what_the_text_says(sector: str) -> None:
    contract = build(example(sector))
    page = re.sub(r"<style>.*?</style>|<nav.*?</nav>", "", html(contract), flags=re.DOTALL)
    shown = (
        re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", page))
        .replace("&amp;", "&")
        .replace("&#39;", "'")
        .replace("&#34;", '"')
    )
    for line in paragraphs(contract):
        assert re.sub(r"\s+", "", line) in shown


def test_library_has_nothing_to_mend() -> None:
    found = lint(plugins().library, plugins().folders)
    assert [f"{item.file}: {item.message.nl}" for item in found] == []


def test_order_of_plugins_decides_nothing() -> None:
    entries = list(entry_points(group=GROUP))
    expected = {sector: text(build(example(sector))) for sector in SECTORS}
    for seed in range(3):
        random.Random(seed).shuffle(entries)  # noqa: S311  an order, not a secret
        shuffled = load_plugins(entries)
        for sector in SECTORS:
            assert text(build_contract(read_request(example(sector), shuffled), shuffled)) == expected[sector]


SCRIPT = """
import sys
from hashlib import sha256
from pathlib import Path
from izacontract import build_contract, load_plugins, read_request
from izacontract.render.word import word
plugins = load_plugins()
for name in sys.argv[1:]:
    print(sha256(word(build_contract(read_request(Path(name), plugins), plugins))).hexdigest())
"""


def test_hash_seed_and_time_zone_give_the_same_bytes() -> None:
    files = [str(REQUESTS / f"{sector}.yaml") for sector in SECTORS]
    here = [sha256(word(build(example(sector)))).hexdigest() for sector in SECTORS]
    for seed, zone in (("1", "Pacific/Auckland"), ("2", "America/Los_Angeles")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "SOURCE_DATE_EPOCH": "1"}
        run = subprocess.run(
            [sys.executable, "-c", SCRIPT, *files], env=environment, capture_output=True, text=True, check=True
        )
        assert run.stdout.split() == here
