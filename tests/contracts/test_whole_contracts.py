"""Five kinds of whole contract per sector: what a lawyer reads, and that every printer says the same.

The example, the smallest draft, everything on, everything on with all omissions that are allowed, and one in another
tariff regime or year.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from typing import Any

import jsonschema
import pytest
from syrupy.assertion import SnapshotAssertion

from izacontract import build_contract, load_plugins, read_request
from izacontract.clauses.lint import lint
from izacontract.model.clause import Presence
from izacontract.model.contract import Contract, Definitions, Table
from izacontract.render.html import html
from izacontract.render.json import contract_from_json, contract_schema, json_text
from izacontract.render.text import text
from izacontract.render.word import word
from tests.conftest import our_entries
from tests.contracts.support import REQUESTS, SEASON, SECTORS, TextFile, build, example, plugins, request_called

KINDS = {
    "voorbeeld": "{}",
    "kleinste": "kleinste {}",
    "alles": "alles/{}",
    "weggelaten": "weggelaten/{}",
    "ander": "ander/{}",
}
NAMED = (
    "delen van twee rechtspersonen",
    "stilzwijgende verlenging",
    "ondertekend na de eerste dag",
    "geen volgend contract",
    "vrij tarief in de wijkverpleging",
    "vaste tarieven",
    "lumpsum",
    "tweede maximum over drie jaren",
)
"""Whole contracts besides, each a request of its own in `requests/`."""
every_contract = pytest.mark.parametrize(
    ("sector", "kind"),
    [*((sector, kind) for sector in SECTORS for kind in KINDS), *((sector, "2027") for sector in SEASON)],
)
every_sector = pytest.mark.parametrize("sector", SECTORS)


def request_of(sector: str, kind: str) -> Mapping[str, Any]:
    return request_called(KINDS.get(kind, f"{kind}/{{}}").format(sector))


@cache
def contract_of(sector: str, kind: str) -> Contract:
    return build(request_of(sector, kind))


def clauses_of(contract: Contract) -> set[str]:
    return {clause.id for part in contract.parts for clause in part.clauses}


def tables_of(contract: Contract, clause_id: str) -> list[Table]:
    blocks = next(clause.blocks for part in contract.parts for clause in part.clauses if clause.id == clause_id)
    return [block for block in blocks if isinstance(block, Table)]


def paragraphs(contract: Contract) -> list[str]:
    """Return the numbered lines of the contract."""
    return [line for line in text(contract).splitlines() if re.match(r"\d+\.\d+ ", line)]


@every_contract
def test_contract_reads_like_a_contract(sector: str, kind: str, snapshot: SnapshotAssertion) -> None:
    printed = text(contract_of(sector, kind))
    head = words_per_part(printed) if kind == "voorbeeld" else ""
    assert head + printed == snapshot(extension_class=TextFile)


def words_per_part(printed: str) -> str:
    """Return a table of the words in each article and annex, so that growth is seen where it happens."""
    counted = {"vóór artikel 1": 0}
    part = next(iter(counted))
    for line in printed.splitlines():
        if re.match(r"(?:Artikel \d+|Bijlage [A-Z]) |Ondertekening$", line):
            part = line
        counted[part] = counted.get(part, 0) + len(line.split())
    rows = [*counted.items(), ("samen", sum(counted.values()))]
    return "Woorden\n" + "".join(f"{words:>7} {part}\n" for part, words in rows) + "\n"


MOST = {"huisartsen": 11_000, "wijkverpleging": 14_500, "mdz": 14_000, "ggz": 15_500, "msz": 16_000}
"""The most words of the example of a sector, tables and annexes included; a request of 2027 may have a tenth more."""


@pytest.mark.parametrize("sector", MOST)
def test_example_is_no_longer_than_a_reader_bears(sector: str) -> None:
    assert len(text(contract_of(sector, "voorbeeld")).split()) <= MOST[sector]
    assert len(text(contract_of(sector, "2027")).split()) <= MOST[sector] * 11 // 10


@pytest.mark.parametrize("name", NAMED)
def test_named_contract_reads_like_a_contract(name: str, snapshot: SnapshotAssertion) -> None:
    assert text(build(request_called(name))) == snapshot(extension_class=TextFile)


@every_sector
def test_smallest_draft_is_complete_but_for_its_open_points(sector: str) -> None:
    contract = contract_of(sector, "kleinste")
    printed = text(contract)
    assert {point.field for point in contract.open_points} >= {
        "overeenkomst.kenmerk",
        "ova.percentage",
        "tarieven.regime",
    }
    assert all(f"[IN TE VULLEN: {point.field}" in printed for point in contract.open_points)


@every_sector
def test_example_as_a_file_gives_the_same_contract_as_its_values(sector: str) -> None:
    from_file = build_contract(read_request(REQUESTS / f"{sector}.yaml", plugins()), plugins())
    assert text(from_file) == text(contract_of(sector, "voorbeeld"))


@every_sector
def test_with_everything_on_no_clause_that_the_sector_may_have_is_out(sector: str) -> None:
    contract = contract_of(sector, "alles")
    takes = plugins().sectors[sector].takes
    for clause in plugins().library.clauses.values():
        may_have = (clause.sectors is None or sector in clause.sectors) and (
            clause.topic is None or clause.topic in takes
        )
        begun = clause.text_on(contract.reference_day) is not None
        assert (clause.id in clauses_of(contract)) is (may_have and begun), clause.id
    assert contract.open_points == ()


@every_sector
def test_every_mandatory_clause_can_be_left_out_with_a_reason_that_the_contract_keeps_quiet(sector: str) -> None:
    contract, reasons = contract_of(sector, "weggelaten"), request_of(sector, "weggelaten")["weggelaten"]
    present = {decision.clause: decision for decision in contract_of(sector, "alles").decisions if decision.include}
    mandatory = {clause for clause, decision in present.items() if decision.presence is Presence.MANDATORY}
    assert {omission["clausule"] for omission in reasons} == mandatory
    assert not mandatory & clauses_of(contract)
    for omission in reasons:
        assert omission["reden"] not in text(contract)
    omitted = {decision.clause: decision.omitted for decision in contract.decisions if decision.omitted}
    assert omitted == {omission["clausule"]: omission["reden"] for omission in reasons}


@every_sector
def test_open_points_are_listed_in_the_order_of_the_document(sector: str) -> None:
    contract = contract_of(sector, "kleinste")
    printed = text(contract)
    body = printed[printed.index("De ondergetekenden zijn") :]
    fields = [point.field for point in contract.open_points if point.field != "overeenkomst.kenmerk"]
    places = [re.search(rf"\[IN TE VULLEN: {re.escape(name)}[ ,]", body).start() for name in fields]  # type: ignore[union-attr]
    assert places == sorted(places)


@every_contract
def test_every_clause_of_the_library_has_one_decision_with_a_reason(sector: str, kind: str) -> None:
    contract = contract_of(sector, kind)
    assert [decision.clause for decision in contract.decisions] == list(plugins().library.clauses)
    assert all(decision.because for decision in contract.decisions)
    assert {decision.clause for decision in contract.decisions if decision.include} == clauses_of(contract)


@every_contract
def test_numbers_have_no_gap(sector: str, kind: str) -> None:
    contract = contract_of(sector, kind)
    assert [article.number for article in contract.articles] == [str(n + 1) for n in range(len(contract.articles))]
    assert "".join(annex.letter for annex in contract.annexes) == "ABCDEFGH"[: len(contract.annexes)]
    numbers = [line.split(" ", 1)[0] for line in paragraphs(contract)]
    for article in contract.articles:
        own = [number for number in numbers if number.split(".")[0] == article.number]
        assert own == [f"{article.number}.{n + 1}" for n in range(len(own))]


@every_contract
def test_references_land_on_a_number_that_is_there(sector: str, kind: str) -> None:
    contract = contract_of(sector, kind)
    printed = text(contract)
    numbers = {line.split(" ", 1)[0] for line in paragraphs(contract)}
    numbers |= {article.number for article in contract.articles}
    own = re.sub(r"(?m)^    \| .*$", "", printed)
    law = r"(?! van (?:de|het) (?:Zvw|Wmg|Wkkgz|AVG|Rzv|Besluit|Burgerlijk|Wet))"
    for number in re.findall(rf"artikel (\d+(?:\.\d+)?)\b(?![:.]\d){law}", own):
        assert number in numbers, number
    assert set(re.findall(r"bijlage ([A-H])\b", own)) <= {annex.letter for annex in contract.annexes}


@every_contract
def test_every_defined_term_is_used(sector: str, kind: str) -> None:
    contract = contract_of(sector, kind)
    [definitions] = [
        block
        for part in contract.articles
        for clause in part.clauses
        for block in clause.blocks
        if isinstance(block, Definitions)
    ]
    forms = {
        term.term: (term.term, *term.forms)
        for clause in plugins().library.clauses.values()
        for version in clause.versions
        for term in version.terms
    }
    printed = text(contract)
    for term, _ in definitions.items:
        elsewhere = re.sub(rf"(?m)^    {re.escape(term)}: .*$", "", printed)
        assert re.search(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms[term]))})(?!\w)", elsewhere), term


@every_contract
def test_sentences_are_whole(sector: str, kind: str) -> None:
    for line in paragraphs(contract_of(sector, kind)):
        body = line.split(" ", 1)[1]
        assert body[0].isupper() or body[0] in "[€0123456789", line
        assert body[-1] in ".:" or re.fullmatch(r"\[IN TE VULLEN: [^]]+\]", body), line
        assert "  " not in body, line
        assert not re.search(r"(?<![A-Z])[.,;:]{2}|\s[.,;:]|[a-z]\.\d+\. |None|\{\{|\}\}", body.replace("...", "")), (
            line
        )


@every_contract
def test_json_matches_its_schema_and_reads_back(sector: str, kind: str) -> None:
    contract = contract_of(sector, kind)
    printed = json_text(contract)
    schema_validator().validate(json.loads(printed))
    assert contract_from_json(printed) == contract


VALID: set[tuple[str, str]] = set()
"""What matched a part of the schema: contracts share most of their clauses and decisions, which are validated once."""


def referred(validator: Any, part: str, instance: Any, schema: Any) -> Iterator[jsonschema.ValidationError]:
    """Give what is wrong with `instance` by the `part` of the schema, unless the very same was right before."""
    known = (part, json.dumps(instance))
    if known in VALID:
        return
    errors = list(jsonschema.Draft202012Validator.VALIDATORS["$ref"](validator, part, instance, schema))
    if not errors:
        VALID.add(known)
    yield from errors


@cache
def schema_validator() -> Any:
    return jsonschema.validators.extend(jsonschema.Draft202012Validator, {"$ref": referred})(contract_schema())


def test_schema_still_refuses_what_was_right_before_in_another_place() -> None:
    read = json.loads(json_text(contract_of("msz", "kleinste")))
    schema_validator().validate(read)
    with pytest.raises(jsonschema.ValidationError):
        schema_validator().validate({**read, "articles": read["decisions"]})


@every_contract
def test_html_says_what_the_text_says(sector: str, kind: str) -> None:
    contract = contract_of(sector, kind)
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
    modules = [module for _, module in plugins().manager.list_name_plugin()]
    found = lint(plugins().library, plugins().folders, modules)
    assert [f"{item.file}: {item.message.nl}" for item in found] == []


def test_order_of_plugins_decides_nothing() -> None:
    entries = our_entries()
    orders = [entries, entries[::-1], [*entries[3:], *entries[:3]]]
    written = []
    for order in orders:
        installed = load_plugins(order)
        contracts = [build_contract(read_request(example(sector), installed), installed) for sector in SECTORS]
        written.append([sha256(word(contract)).hexdigest() for contract in contracts])
    assert written[1:] == written[:1] * 2


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
