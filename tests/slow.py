"""The tests that take longest: they go first, or one process waits for the other at the end."""

from __future__ import annotations

from typing import Final

import pytest

SLOW: Final = (
    "tests/docs/test_samples.py",
    "tests/test_installed.py",
    "tests/testing/test_pages.py",
    "tests/desk/test_browser.py",
    "tests/web/test_browser.py",
    "tests/desk/test_invited_browser.py",
    "tests/web/test_safety.py",
    "tests/render/test_documents.py",
    "tests/excel/test_guide.py",
    "tests/testing/test_check.py",
    "tests/compare/test_redline.py",
    "tests/register/test_killed.py",
    "tests/batch/test_killed.py",
    "tests/excel/test_open_document.py",
    "tests/excel/test_excel.py",
    "tests/verify/test_mutations.py",
    "tests/batch/test_executors.py",
    "tests/batch/test_rows.py",
    "tests/test_benchmarks.py",
    "tests/take/test_redline.py",
    "tests/compare/test_pairs.py",
    "tests/desk/test_contract.py",
    "tests/batch/test_resume.py",
    "tests/contracts/test_remembered.py",
    "tests/contracts/test_whole_contracts.py",
    "tests/year/test_portfolio.py",
    "tests/year/test_year.py",
    "tests/render/test_remembered.py",
    "tests/testing/test_fixtures.py",
    "tests/test_foreign.py",
    "tests/docs/test_site.py",
    "tests/docs/test_generated.py",
    "tests/contracts/test_refusals.py",
    "tests/batch/test_killed_forms.py",
    "tests/verify/test_libreoffice.py",
)
"""Files, the slowest first; what takes less than some ten seconds need not stand here."""


def slow_first(items: list[pytest.Item]) -> None:
    """Put the tests of the files in `SLOW` first, in that order, and leave all others in theirs."""
    turn = {file: at for at, file in enumerate(SLOW)}
    items.sort(key=lambda item: turn.get(item.nodeid.partition("::")[0], len(turn)))
