"""What the Word printer remembers never shows: the same contract gives the same bytes, whatever was printed before."""

from __future__ import annotations

import subprocess
import sys
from copy import deepcopy
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from izacontract.model.contract import Annex, Article, Block, Contract, PlacedClause, Reference, Value
from izacontract.model.memory import Same
from izacontract.render import marks, seal, seal_json, word, word_part
from izacontract.render.frame import compile_frame, read_frame
from izacontract.render.frame_guard import DOCUMENT
from izacontract.render.soundness import unsound
from izacontract.word import package
from izacontract.word.package import read_package
from izacontract.word.remembered import Remembered
from tests.render.documents import contract_called
from tests.render.house import house_frame
from tests.render.sample import SINCE, contract, lid, prices
from tests.render.test_frame import changed, drop, swap

REMEMBERED = (
    marks._marks_in, marks._marks_of, package._block, seal._part, seal.sealed_blocks_of,
    seal_json._part, seal_json._block, word_part._part, word_part._block,
)  # fmt: skip
CACHED = (marks.mark_name, word._contents)
ROOT = Path(__file__).parents[2]
NAMES = ("huisartsen", "msz", "proef")


def forget() -> None:
    for function in REMEMBERED:
        function.forget()
    for cached in CACHED:
        cached.cache_clear()
    read_frame().reading.forget()


def another(printed: Contract) -> Contract:
    """Return a contract that equals `printed` and shares nothing with it."""
    return deepcopy(printed)


@pytest.mark.parametrize("name", NAMES)
def test_same_contract_gives_the_same_bytes_cold_and_warm(name: str) -> None:
    forget()
    cold = word.word(contract_called(name))
    others = [contract_called(other) for other in ("ggz", *NAMES, "kleinste huisartsen")]
    for other in others:
        word.word(other)
        word.word(other, compile_frame(house_frame()))
    assert word.word(contract_called(name)) == cold
    assert word.word(another(contract_called(name))) == cold


def test_a_process_that_printed_others_first_gives_the_same_bytes() -> None:
    script = (
        "import sys\nfrom hashlib import sha256\n"
        "from izacontract.render.word import word\nfrom tests.render.documents import contract_called\n"
        "for name in sys.argv[1:]: document = word(contract_called(name))\n"
        "print(sha256(document).hexdigest())"
    )
    expected = sha256(word.word(contract_called("huisartsen"))).hexdigest()
    for others in ((), ("msz", "kleinste huisartsen")):
        command = [sys.executable, "-c", script, *others, "huisartsen"]
        assert (
            subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT).stdout.strip() == expected
        )


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 30)), max_size=200))
def test_what_is_remembered_is_what_the_function_gives_within_a_fixed_size(calls: list[tuple[int, int]]) -> None:
    function = Remembered(lambda number, size: (number, b"x" * size), 100, lambda found: len(found[1]))
    for number, size in calls:
        assert function(number, size) == (number, b"x" * size)
        for generation in (function._young, function._old):
            assert sum(len(found[1]) for found in generation.values()) <= 50 + 30
    function.forget()
    assert function.weight == 0


def test_what_is_used_again_is_made_once() -> None:
    made: list[int] = []
    function = Remembered(lambda number: made.append(number) or b"x" * 10, 100, len)
    for number in range(100):
        function(-1)
        function(number)
    assert made.count(-1) == 1
    assert function(99) == function(99)
    assert made == [-1, *range(100)]


def test_object_that_is_remembered_stays_alive() -> None:
    """Otherwise another object could get its place in memory and be taken for it."""
    function = Remembered(lambda same: same.__self__, 1000, lambda found: 1)
    for number in range(400):
        assert function(Same([number])) == [number]


def test_texts_of_any_length_weigh_what_they_are() -> None:
    long = replace(contract(), articles=(Article("1", "los", "Los", (long_clause(3_000),)),))
    for _ in range(3):
        word.word(another(long))
    for function in REMEMBERED:
        held = [*function._young.values(), *function._old.values()]
        assert sum(map(function._weigh, held)) <= 4 * max([function._half, *map(function._weigh, held)]), function


def long_clause(rows: int) -> PlacedClause:
    return PlacedClause("proef.index", "Los", SINCE, (lid("1.1", "Lang.", mark="proef.index#1"), prices(rows)))


TEXTS = st.text(
    min_size=1,
    alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"),
    max_size=12,
)


@dataclass(frozen=True)
class Row:
    """In what the next contract of a batch differs: a name, a value, rows of a table, the blocks of an article."""

    name: str
    value: str
    prices: int
    blocks: tuple[int, ...] | None

    def contract(self) -> Contract:
        """Return the sample as this row has it, sharing what it can."""
        printed = contract()
        pieces: tuple[Block, ...] = (
            lid("", "Vrij ", Value(self.value, "x"), "."),
            prices(self.prices),
            lid("", "Zie ", Reference("3.1", "proef.index", parts=(("3.1", "proef.index#1"),))),
        )
        articles = printed.articles
        if self.blocks is not None:
            clause = PlacedClause("proef.los", "Los", SINCE, tuple(pieces[index] for index in self.blocks))
            articles = (*articles, Article("4", "los", "Los", (clause,)))
        return replace(printed, provider=replace(printed.provider, name=self.name), articles=articles)


ROWS = st.builds(Row, TEXTS, TEXTS, st.integers(1, 3), st.none() | st.lists(st.integers(0, 2), max_size=3).map(tuple))


@settings(max_examples=20, deadline=None)
@given(st.lists(ROWS, min_size=2, max_size=4))
def test_any_run_of_contracts_gives_what_each_gives_alone(rows: list[Row]) -> None:
    run = [row.contract() for row in rows]
    alone = []
    for printed in run:
        forget()
        alone.append(word.word(another(printed)))
    forget()
    assert [word.word(printed) for printed in run] == alone


def test_tables_of_two_clauses_stay_apart() -> None:
    two = tuple(PlacedClause(f"proef.{name}", name, SINCE, (prices(1),)) for name in ("een", "twee"))
    printed = replace(contract(), opening=(), articles=(), closing=(), annexes=(Annex("A", "los", "Los", two),))
    parts = read_package(word.word(printed))
    body = parts[DOCUMENT].decode()
    assert body.count(apart()) == 1
    assert list(unsound(parts)) == []


def test_table_at_the_end_of_a_place_stays_apart_from_what_the_frame_puts_there() -> None:
    last = drop(r"<w:p>(?:(?!<w:p>).)*Einde van overeenkomst.*?</w:p>")
    frame = compile_frame(changed(DOCUMENT, last))
    printed = contract()
    assert isinstance(printed.annexes[-1].clauses[-1].blocks[-1], type(prices(1)))
    before, _, after = read_package(word.word(printed, frame))[DOCUMENT].decode().rpartition("</w:tbl>")
    assert before
    assert after.lstrip().startswith("<w:bookmarkEnd")
    assert f"{apart()}<w:sectPr" in after
    named = read_package(word.word(printed))[DOCUMENT].decode()
    assert f"{apart()}<w:p>" not in named


def apart() -> str:
    """Return the paragraph that keeps two tables apart, up to its end."""
    return f'<w:p><w:pPr><w:pStyle w:val="{read_frame().styles["Tabelafstand"]}"/></w:pPr></w:p>'


def test_changed_piece_changes_the_document() -> None:
    one, other = (replace(contract(), provider=replace(contract().provider, name=name)) for name in ("Een", "Twee"))
    assert b"Twee" in read_package(word.word(other))[DOCUMENT]
    assert word.word(one) != word.word(other)
    assert b"Twee" not in read_package(word.word(one))[DOCUMENT]


def test_frame_with_a_field_over_paragraphs_is_sealed_as_it_reads() -> None:
    """Its paragraphs cannot be read one by one."""
    field = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>vandaag</w:t></w:r></w:p>'
        '<w:p><w:r><w:t>dus</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    frame = compile_frame(changed(DOCUMENT, swap("<w:body>", f"<w:body>{field}")))
    assert not frame.reading._one_by_one
    assert read_frame().reading._one_by_one
    sealed = read_package(word.word(contract(), frame))["customXml/item0.xml"].decode()
    assert "vandaag" not in sealed


def test_sealed_surroundings_are_those_of_the_whole_body(monkeypatch: pytest.MonkeyPatch) -> None:
    reading = read_frame().reading
    for name in NAMES:
        document = word.word(contract_called(name))
        with monkeypatch.context() as patched:
            patched.setattr(reading, "_one_by_one", False)
            assert word.word(contract_called(name)) == document
