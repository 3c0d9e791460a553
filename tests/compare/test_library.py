"""The yearly list of a sector: texts, sources and figures whose version differs between two days."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from izacontract import load_plugins
from izacontract.differ.changes import ChangeKind, ClauseChange, Comparison
from izacontract.differ.library import compare_library
from izacontract.host import Plugins
from tests.contracts.support import plugins as all_plugins
from tests.support import FYSIO, outside

HEADER = (
    "---\nchange: {change}\nsources:\n  - {{document: Proefbron, section: '{section}', consulted: 2026-11-21}}\n---\n"
)


def listed(start: str, end: str, plugins: Plugins | None = None) -> Comparison:
    known = plugins or outside()
    return compare_library(known, known.sectors["fysio"], date.fromisoformat(start), date.fromisoformat(end))


def only(comparison: Comparison) -> ClauseChange:
    (change,) = comparison.changes
    return change


def test_same_day_gives_nothing() -> None:
    comparison = listed("2025-01-01", "2025-06-01")
    assert not comparison.differs
    assert comparison.unchanged == 5


def test_new_text_is_compared_word_by_word_with_its_note() -> None:
    change = only(listed("2025-01-01", "2026-01-01"))
    assert (change.id, change.kinds) == ("fysio.behandeling", (ChangeKind.REWORDED,))
    assert [reason.text for reason in change.reasons] == ["Het tarief staat nu voorop."]
    assert (change.old_version, change.new_version) == (date(2023, 1, 1), date(2026, 1, 1))
    assert any("Vanaf 2026 geldt" in piece.text for line in change.lines for piece in line.pieces)


def test_figure_without_value_on_the_second_day_is_named_with_who_prints_it() -> None:
    (parameter,) = listed("2025-01-01", "2026-01-01").parameters
    assert (parameter.id, parameter.old, parameter.new) == ("fysio.maximum", "45,00 (verzonnen)", None)
    assert parameter.clauses == ("fysio.tarief",)


def test_first_text_and_withdrawn_clause_are_added_and_dropped() -> None:
    before = listed("2022-01-01", "2025-01-01")
    assert {change.kinds for change in before.changes} == {(ChangeKind.ADDED,)}
    assert {change.kinds for change in listed("2025-01-01", "2022-01-01").changes} == {(ChangeKind.DROPPED,)}


def test_other_source_of_the_same_words_is_reported(tmp_path: Path) -> None:
    for day, change, section in (("2024-01-01", "Onze tekst.", "2.1"), ("2025-07-01", "Andere bron.", "9.9")):
        file = tmp_path / "huis" / "fysio" / "locaties" / f"{day}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(HEADER.format(change=change, section=section) + "De Praktijk is open.\n", encoding="utf-8")
    house = load_plugins([FYSIO], house=tmp_path / "huis")
    change = only(listed("2025-01-01", "2025-12-31", house))
    assert change.kinds == (ChangeKind.SOURCE,)
    assert [source.new for source in change.sources][-1].startswith("Proefbron, § 9.9")


def test_figures_of_other_sectors_are_left_out() -> None:
    plugins = all_plugins()
    for sector in plugins.sectors.values():
        found = compare_library(plugins, sector, date(2025, 1, 1), date(2026, 1, 1))
        others = tuple(f"-{code}" for code in plugins.sectors if code != sector.code)
        assert found.parameters
        assert not any(parameter.id.endswith(others) for parameter in found.parameters)
