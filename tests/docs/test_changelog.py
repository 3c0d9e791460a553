"""The changelog says of every clause text which sectors it touches and from which day."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from docs.make.keys import our_plugins
from izacontract.model.clause import Clause

ROOT = Path(__file__).parents[2]
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
WORDING = re.compile(r"^### Wording\n(.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
ENTRY = re.compile(r"^- (?P<sectors>All sectors|(?:`\w+`(?:, | and )?)+), from (?P<day>\d{4}-\d{2}-\d{2}):(?P<rest>.*?)(?=^- |\n\n|\Z)",
                   re.MULTILINE | re.DOTALL)  # fmt: skip


def entries(changelog: str) -> list[tuple[set[str], date, str]]:
    """Return the sectors, the first day and the words of every entry on wording; no sectors means all of them."""
    return [
        (set(re.findall(r"`(\w+)`", found["sectors"])), date.fromisoformat(found["day"]), found["rest"])
        for part in WORDING.findall(changelog)
        for found in ENTRY.finditer(part)
    ]


def is_told(clause: Clause, since: date, told: list[tuple[set[str], date, str]]) -> bool:
    """Return whether an entry names the text of `clause` from `since`, or all first texts of the shared clauses."""
    for sectors, day, words in told:
        if day == since and f"`{clause.id}`" in words and sectors >= (clause.sectors or set()):
            return True
        shared = not sectors and clause.plugin == "algemeen"
        if shared and day == since and since == clause.versions[0].since and "first text" in words:
            return True
    return False


def released() -> list[tuple[Clause, date]]:
    texts = [
        (clause, version.since) for clause in our_plugins().library.clauses.values() for version in clause.versions
    ]
    locks = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "clause_templates").glob("*/released.lock"))
    return [(clause, day) for clause, day in texts if f"{clause.id.partition('.')[2]}/{day}.md" in locks]


@pytest.mark.parametrize(("clause", "since"), released(), ids=lambda value: getattr(value, "id", str(value)))
def test_released_text_is_told_with_its_sectors_and_first_day(clause: Clause, since: date) -> None:
    assert is_told(clause, since, entries(CHANGELOG)), f"CHANGELOG.md, Wording: {clause.id} from {since}"


def test_every_entry_on_wording_has_sectors_and_a_day() -> None:
    lines = [line for part in WORDING.findall(CHANGELOG) for line in part.splitlines() if line.startswith("- ")]
    assert len(lines) == len(entries(CHANGELOG)) > 0


def test_text_that_nobody_told_of_fails() -> None:
    clause, _ = next((clause, day) for clause, day in released() if clause.plugin == "ggz")
    assert not is_told(clause, date(2031, 1, 1), entries(CHANGELOG))
    assert not is_told(clause, date(2023, 1, 1), entries(CHANGELOG.replace(f"`{clause.id}`", "")))
    assert not is_told(clause, date(2023, 1, 1), entries(CHANGELOG.replace("- `ggz`, from", "- `msz`, from")))
