"""A request moved on to another season: every day, quarter and year, and nothing else."""

from __future__ import annotations

from izacontract.intake.season import years_later
from izacontract.intake.tree import tree_of_mapping


def test_days_quarters_and_years_move_on_alike_and_codes_stay() -> None:
    tree = tree_of_mapping(
        {
            "overeenkomst": {"begin": "2025-01-01", "kenmerk": "HA-2025-0417"},
            "ova": {"jaar": 2025},
            "mtvp": {"startkwartaal": "2025-Q1"},
            "lijst": [{"dag": "2024-02-29"}, {"code": "020250"}],
        }
    )
    assert years_later(tree, 2).root == {
        "overeenkomst": {"begin": "2027-01-01", "kenmerk": "HA-2025-0417"},
        "ova": {"jaar": "2027"},
        "mtvp": {"startkwartaal": "2027-Q1"},
        "lijst": [{"dag": "2026-02-28"}, {"code": "020250"}],
    }
