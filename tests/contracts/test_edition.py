"""A general part and the contract beside it say together exactly what the full contract says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

import docx
import pytest

from izacontract import RequestInvalid
from izacontract.build.contract import build_contract, build_general_part
from izacontract.intake.read import examine_tree, read_request
from izacontract.intake.season import years_later
from izacontract.model.contract import Block, Contract, Definitions, Inline, Lid, Onderdeel, Reference, Table, Words
from izacontract.model.edition import GeneralPart
from izacontract.model.request import ContractRequest
from izacontract.render.frame import read_frame
from izacontract.render.text import text
from izacontract.render.word import word
from izacontract.testing.requests import example_of
from izacontract.verify.general import read_general_part
from izacontract.verify.verifying import verify_document
from tests.contracts.support import REQUESTS, SEASON, SECTORS, changed, example, plugins

OWN = "eigen.algemeen-deel"
DAY = date(2024, 11, 12)
ELSEWHERE = re.compile(r"artikel A\d.* van het Algemeen deel|(?:het artikel|de bijlage) ‘.*’ van de Overeenkomst")
"""What stands in the place of a number that the other document has."""


def files() -> list[Path]:
    return [REQUESTS / f"{one}.yaml" for one in SECTORS] + [REQUESTS / "2027" / f"{one}.yaml" for one in SEASON]


@cache
def request_in(file: Path) -> ContractRequest:
    return read_request(file, plugins())


@cache
def general(sector: str, season: int) -> Contract:
    tree = example_of(plugins(), sector)
    assert tree is not None
    agreement = tree.root["overeenkomst"]
    assert isinstance(agreement, dict)
    request = examine_tree(years_later(tree, season - int(str(agreement["begin"])[:4])), plugins()).request
    assert request is not None
    return build_general_part(request, plugins(), str(season), DAY, is_of_house=False)


def general_for(file: Path) -> Contract:
    request = request_in(file)
    return general(request.sector, request.agreement.begin.year)


def part_of(contract: Contract) -> GeneralPart:
    assert contract.general is not None
    return contract.general


def said(inlines: Iterable[Inline]) -> str:
    """Return a text with a sign for every number, also for one that stands in the other document."""
    return "".join(
        "§" if isinstance(one, Reference) or (isinstance(one, Words) and ELSEWHERE.fullmatch(one.text)) else one.text
        for one in inlines
    )


def lines(blocks: Iterable[Block]) -> Iterator[str]:
    """Give all that `blocks` say: each lid, onderdeel, cell and definition."""
    for block in blocks:
        match block:
            case Lid():
                yield said(block.text)
                yield from below(block.parts)
            case Table():
                yield from block.header
                yield from (said(cell) for row in block.rows for cell in row)
            case Definitions():
                yield from (f"{term}: {said(meaning)}" for term, meaning in block.items)


def below(parts: Iterable[Onderdeel]) -> Iterator[str]:
    for part in parts:
        yield said(part.text)
        yield from below(part.parts)


def by_clause(contract: Contract) -> dict[str, Counter[str]]:
    return {clause.id: Counter(lines(clause.blocks)) for part in contract.parts for clause in part.clauses}


@pytest.mark.parametrize("file", files(), ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_both_together_say_what_the_full_contract_says(file: Path) -> None:
    apart = general_for(file)
    full = by_clause(build_contract(request_in(file), plugins()))
    contract = build_contract(request_in(file), plugins(), general=part_of(apart))
    beside = by_clause(contract)
    beside.pop(OWN)
    held = {lid.number for leden in part_of(contract).leden.values() for lid in leden}
    texts = {
        clause.id: [block for block in clause.blocks if not isinstance(block, Lid) or block.number in held]
        for article in apart.articles
        for clause in article.clauses
    }
    for clause, expected in full.items():
        there = Counter(lines(texts.get(clause, ()))) if clause in part_of(contract).leden else Counter[str]()
        here = beside.pop(clause, Counter[str]())
        assert not (missing := expected - (there + here)), (clause, missing)
        assert not here - expected, clause
        lost = there - expected
        assert all(": " in line for line in lost), (
            clause,
            lost,
        )  # a general part may define more than one contract uses
    assert not beside


@pytest.mark.parametrize("sector", SECTORS)
def test_general_part_prints_no_value_of_one_contract(sector: str) -> None:
    request = request_in(REQUESTS / f"{sector}.yaml")
    text = "\n".join(line for clause in by_clause(general_for(REQUESTS / f"{sector}.yaml")).values() for line in clause)
    entities = [entity.name for entity in request.insurer.entities]
    for value in (request.provider.name, *entities, str(request.provider.agb), str(request.agreement.reference)):
        assert value not in text
    assert "€" not in text.replace("€ 0", "")


def test_what_does_not_hold_is_named_and_the_contract_says_it_itself() -> None:
    apart = general("huisartsen", 2025)
    request = read_request(changed(example("huisartsen"), termijnen={"antwoord": 9}), plugins())
    contract = build_contract(request, plugins(), general=part_of(apart))
    every = {lid.number for leden in part_of(apart).leden.values() for lid in leden}
    void = every - {lid.number for leden in part_of(contract).leden.values() for lid in leden}
    (told,) = [line for line in by_clause(contract)[OWN] if line.startswith("Van het Algemeen deel gelden niet")]
    assert void
    assert {number for number in every if re.search(rf"{number}(?![.\d])", told)} <= void
    assert any(re.search(r"binnen 9\s+dagen", line) for clause in by_clause(contract).values() for line in clause)


def test_edition_of_another_sector_is_refused() -> None:
    with pytest.raises(RequestInvalid) as raised:
        build_contract(request_in(REQUESTS / "mdz.yaml"), plugins(), general=part_of(general("huisartsen", 2025)))
    (finding,) = raised.value.findings
    assert (finding.code, finding.path) == ("algemeen-deel.andere-zorgsoort", ("overeenkomst", "sector"))


def test_edition_of_which_much_does_not_hold_is_warned_about() -> None:
    told = build_contract(
        request_in(REQUESTS / "huisartsen.yaml"), plugins(), general=part_of(general("huisartsen", 2027))
    )
    assert "algemeen-deel.geldt-weinig" in {finding.code for finding in told.findings}


def test_edition_with_leden_that_have_other_names_now_is_told_in_words() -> None:
    file = REQUESTS / "2027" / "huisartsen.yaml"
    part = part_of(general_for(file))
    renamed = {clause: tuple(replace(lid, name="") for lid in leden) for clause, leden in part.leden.items()}
    articles = tuple(replace(one, clauses={c: renamed[c] for c in one.clauses}) for one in part.articles)
    with pytest.raises(RequestInvalid) as raised:
        build_contract(request_in(file), plugins(), general=replace(part, articles=articles))
    assert {finding.code for finding in raised.value.findings} == {"algemeen-deel.andere-teksten"}


def test_edition_is_read_back_from_its_file() -> None:
    apart = general_for(REQUESTS / "huisartsen.yaml")
    data = word(apart, read_frame(prefix="A"))
    found = read_general_part(data, "algemeen-deel.docx")
    assert (found.articles, found.terms, found.day) == (part_of(apart).articles, part_of(apart).terms, DAY)
    assert len(found.sha256) == 64
    assert not verify_document(data, "algemeen-deel.docx").changed


def test_edition_speaks_of_itself_and_of_no_contract_on_its_title_page() -> None:
    apart = general_for(REQUESTS / "huisartsen.yaml")
    document = docx.Document(BytesIO(word(apart, read_frame(prefix="A"))))
    printed = [paragraph.text for paragraph in document.paragraphs]
    assert printed[3:5] == ["Algemeen deel", "Uitgave\t2025"]
    assert printed[-1] == "Einde van uitgave 2025"
    assert document.sections[-1].header.paragraphs[0].text.startswith("Algemeen deel 2025")
    assert "Kenmerk" not in text(apart)
    assert text(apart).rstrip().endswith("Einde van uitgave 2025")


def test_contract_beside_an_edition_is_verified_like_any() -> None:
    file = REQUESTS / "huisartsen.yaml"
    contract = build_contract(request_in(file), plugins(), general=part_of(general_for(file)))
    assert not verify_document(word(contract), "terug.docx").changed


def test_what_contracts_share_with_a_general_part_is_compared_once() -> None:
    file = REQUESTS / "huisartsen.yaml"
    part = part_of(general_for(file))
    one, other = (
        build_contract(read_request(changed(example("huisartsen"), zorgaanbieder__plaats=place), plugins()), plugins(),
                       general=part)
        for place in ("Zwolle", "Meppel")
    )  # fmt: skip
    assert one.general is other.general
    before, after = ([clause for part in made.parts for clause in part.clauses] for made in (one, other))
    pairs = list(zip(before, after, strict=True))
    assert sum(a is b for a, b in pairs) > 0.8 * len(pairs)
    assert text(one) != text(other)
