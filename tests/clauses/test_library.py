"""Reading a library: what it gives, and what it refuses with file and reason."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from izacontract.clauses.library import Library, order_slots, read_library
from izacontract.clauses.lock import lock_state, release
from izacontract.errors import ClauseError, NoVersionInForce
from izacontract.model.clause import Place, Slot

CLAUSE = "title: Proef\nslot: s\norder: 10\npresence: always\nexplanation: Uitleg.\n"
TEXT = "---\nchange: Eerste tekst.\nsources: []\n---\n1. Tekst.\n"


def folder(path: Path, *, clause: str = CLAUSE, **texts: str) -> Path:
    path.joinpath("een").mkdir(parents=True)
    path.joinpath("slots.yaml").write_text("- {id: s, heading: Kop}\n", encoding="utf-8")
    path.joinpath("een", "clause.yaml").write_text(clause, encoding="utf-8")
    for day, text in (texts or {"2023-01-01": TEXT}).items():
        path.joinpath("een", f"{day}.md").write_text(text, encoding="utf-8")
    return path


def library(path: Path) -> Library:
    return read_library([("proef", path)])


def test_text_holds_from_its_day_until_the_day_before_the_next(tmp_path: Path) -> None:
    clause = library(folder(tmp_path, **{"2023-01-01": TEXT, "2025-01-01": TEXT})).clause("proef.een")
    assert clause.version_on(date(2024, 12, 31)).since == date(2023, 1, 1)
    assert clause.version_on(date(2025, 1, 1)).since == date(2025, 1, 1)
    with pytest.raises(NoVersionInForce):
        clause.version_on(date(2022, 12, 31))


def test_withdrawn_clause_has_no_text_from_that_day(tmp_path: Path) -> None:
    clause = library(folder(tmp_path, clause=f"{CLAUSE}withdrawn: 2026-01-01\n")).clause("proef.een")
    assert clause.version_on(date(2025, 12, 31))
    with pytest.raises(NoVersionInForce):
        clause.version_on(date(2026, 1, 1))


@pytest.mark.parametrize(
    ("clause", "text", "what"),
    [
        ("title: x\n", TEXT, "een/clause.yaml:1: slot ontbreekt"),
        (f"{CLAUSE}kleur: rood\n", TEXT, "kleur"),
        (f"{CLAUSE}per_year: plafond\n", TEXT, "een/clause.yaml:6: per_year noemt 'plafond', dat geen tekst drukt"),
        (CLAUSE.replace("always", "soms"), TEXT, "presence"),
        (CLAUSE.replace("slot: s", "slot: weg"), TEXT, "'weg'"),
        (CLAUSE, "1. Tekst zonder kop.\n", "2023-01-01.md:1"),
        (CLAUSE, TEXT.replace("change: Eerste tekst.\n", ""), "change"),
        (
            CLAUSE,
            TEXT.replace("sources: []", "sources: [{document: x}]"),
            "2023-01-01.md:3: sources[1].section ontbreekt",
        ),
        (CLAUSE, TEXT.replace("sources: []", "sources: []\nvariables: {a: bedragje}"), "variables.a"),
        (CLAUSE, TEXT.replace("sources: []", "sources: []\nvariables: {a: rijen}"), "kolommen"),
        (
            CLAUSE,
            TEXT.replace("sources: []", "sources: []\nvariables: {a: {type: euro, parameter: proef.weg}}"),
            "proef.weg",
        ),
        (CLAUSE, TEXT.replace("sources: []", "sources: [\n"), "YAML"),
    ],
)
def test_wrong_file_is_refused_with_its_name(tmp_path: Path, clause: str, text: str, what: str) -> None:
    with pytest.raises(ClauseError) as caught:
        library(folder(tmp_path, clause=clause, **{"2023-01-01": text}))
    assert what in caught.value.message.nl


def test_text_file_that_is_not_named_by_a_day_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ClauseError, match=r"een/nieuw\.md"):
        library(folder(tmp_path, nieuw=TEXT))


def test_id_that_stands_twice_is_refused(tmp_path: Path) -> None:
    first, second = folder(tmp_path / "a"), folder(tmp_path / "b")
    (second / "slots.yaml").unlink()
    with pytest.raises(ClauseError, match=r"'proef\.een' staat twee keer"):
        read_library([("proef", first), ("proef", second)])


def test_unknown_clause_names_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(ClauseError, match=r"Bedoelt u 'proef\.een'"):
        library(folder(tmp_path)).clause("proef.eem")


def slot(name: str, after: str | None = None) -> Slot:
    return Slot(name, name, Place.ARTICLE, "proef", after)


def test_slots_of_others_follow_the_slot_they_name() -> None:
    ordered = order_slots([slot("a"), slot("b"), slot("y", "x"), slot("x", "a"), slot("w", "a")])
    assert [item.id for item in ordered] == ["a", "w", "x", "y", "b"]


def test_slot_that_follows_nothing_is_refused() -> None:
    with pytest.raises(ClauseError) as told:
        order_slots([slot("a"), slot("y", "nergens"), slot("x", "weg"), slot("b", "a")])
    assert told.value.message.nl == "plaats x noemt plaats 'weg', die niet bestaat."
    assert told.value.message.en == "slot x names slot 'weg', which does not exist."


def test_libraries_are_read_in_order_of_plugin(tmp_path: Path) -> None:
    for name, plugin in (("1", "b"), ("2", "a")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "slots.yaml").write_text(f"- {{id: van-{plugin}, heading: Kop}}\n", encoding="utf-8")
    read = read_library([("b", tmp_path / "1"), ("a", tmp_path / "2")])
    assert [slot.id for slot in read.slots] == ["van-a", "van-b"]


def test_parameter_has_no_value_past_its_day(tmp_path: Path) -> None:
    folder(tmp_path).joinpath("parameters").mkdir()
    value = '{from: 2025-01-01, until: 2025-12-31, value: "3.23", status: vast, source: {document: x, section: "1", consulted: 2026-11-21}}'
    (tmp_path / "parameters" / "p.yaml").write_text(
        f"- {{id: proef.p, title: P, unit: euro, values: [{value}]}}\n", encoding="utf-8"
    )
    parameters = library(tmp_path).parameters
    assert parameters.amount("proef.p", date(2025, 12, 31)) == Decimal("3.23")
    assert parameters.amount("proef.p", date(2026, 1, 1)) is None
    assert parameters.amount("proef.p", date(2024, 12, 31)) is None


def test_released_text_that_changes_is_refused_and_a_new_day_is_not(tmp_path: Path) -> None:
    folder(tmp_path)
    release(tmp_path)
    assert lock_state(tmp_path).changed == lock_state(tmp_path).new == ()
    text = tmp_path / "een" / "2023-01-01.md"
    text.write_text(TEXT.replace("Tekst.", "Andere tekst."), encoding="utf-8")
    assert lock_state(tmp_path).changed == ("een/2023-01-01.md",)
    assert release(tmp_path).broken == ("een/2023-01-01.md",)
    assert lock_state(tmp_path).changed == ("een/2023-01-01.md",)
    text.write_text(TEXT, encoding="utf-8")
    (tmp_path / "een" / "2025-01-01.md").write_text(TEXT, encoding="utf-8")
    assert lock_state(tmp_path).new == ("een/2025-01-01.md",)
    assert release(tmp_path).broken == ()
    assert lock_state(tmp_path).new == ()
