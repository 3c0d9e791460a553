"""The borders of the library: how long a file, an id and an explanation may be, and how deep a text may nest."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from izacontract import ClauseError
from izacontract.clauses.blocks import NotAllowed, parse
from izacontract.clauses.conditions import Depth
from izacontract.clauses.files import fault, read_text
from izacontract.clauses.lint import _header
from izacontract.clauses.reader import read_slots


@pytest.mark.parametrize(("size", "is_read"), [(999_999, True), (1_000_000, True), (1_000_001, False)])
def test_file_of_more_than_a_megabyte_is_refused(size: int, is_read: bool, tmp_path: Path) -> None:
    (tmp_path / "tekst.md").write_bytes(b"a" * size)
    if is_read:
        assert len(read_text(tmp_path / "tekst.md", "huis/tekst.md")) == size
        return
    with pytest.raises(ClauseError, match="groter dan 1 MB"):
        read_text(tmp_path / "tekst.md", "huis/tekst.md")


@pytest.mark.parametrize(("length", "is_id"), [(1, True), (33, True), (34, True), (35, False)])
def test_id_has_34_characters_at_most(length: int, is_id: bool, tmp_path: Path) -> None:
    (tmp_path / "slots.yaml").write_text(f"- {{id: {'a' * length}, heading: Kop}}\n")
    if is_id:
        assert [slot.id for slot in read_slots(tmp_path, "proef")] == ["a" * length]
        return
    with pytest.raises(ClauseError, match=r"slots\.yaml:1"):
        read_slots(tmp_path, "proef")


@pytest.mark.parametrize(("sentences", "is_fit"), [(0, False), (1, False), (2, True), (5, True), (6, False)])
def test_explanation_has_two_to_five_sentences(sentences: int, is_fit: bool) -> None:
    clause: Any = SimpleNamespace(explanation=" ".join(["Zo is het."] * sentences))
    version: Any = SimpleNamespace(sources=["bron"], file="proef/x/2023-01-01.md")
    assert [found.code for found in _header(clause, version)] == ([] if is_fit else ["uitleg"])


@pytest.mark.parametrize(("depth", "is_fit"), [(39, True), (40, True), (41, False)])
def test_text_nests_forty_deep_at_most(depth: int, is_fit: bool) -> None:
    counted = Depth(lambda line, nl, en: fault(f"proef.md:{line}", nl, en))

    def go(left: int) -> None:
        if left:
            with counted.deeper(depth - left + 1):
                go(left - 1)

    if is_fit:
        go(depth)
        go(depth)  # what was left is not counted on
        with pytest.raises(ClauseError):
            go(41)  # nor counted off
        return
    with pytest.raises(ClauseError, match=r"proef\.md:41"):
        go(depth)


NUMBERS = "1. Een\n   1. Twee\n      1. Drie\n"


@pytest.mark.parametrize(("text", "is_fit"), [(NUMBERS, True), (NUMBERS + "         1. Vier\n", False)])
def test_fourth_level_of_numbers_is_refused(text: str, is_fit: bool) -> None:
    if is_fit:
        assert parse(text)
        return
    with pytest.raises(NotAllowed):
        parse(text)
