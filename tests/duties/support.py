"""A contract of one small clause, to count the days in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from izacontract.clauses.library import Library, read_library
from izacontract.clauses.text import ClauseTexts
from izacontract.duties.due import EVER, Duty, Period, duties_of
from izacontract.model.clause import Presence
from izacontract.model.contract import SCHEMA, Article, Contract, Decision, Lid, PlacedClause
from izacontract.model.deviation import Deviation

CLAUSE = "title: Proef\nslot: s\norder: 10\npresence: always\nexplanation: Uitleg. Meer.\n"
EVENTS = "- {id: melding, title: ontvangst van de melding}\n- {id: ondertekening, title: de ondertekening}\n"
WEEKENDS = "weekend: {rule: next-working-day}"
WEEKEND_LID = '1. {{ lid("weekend") }}Een termijn schuift op.'
START = "start: {rule: not-before-start, within: overleg}"
START_LID = '1. {{ lid("start") }}Niet eerder dan {{ overleg | dagen }} na de start.'


def library_of(path: Path, duties: str, text: str, variables: str = "termijn: dagen") -> Library:
    """Return the library of one clause `proef.een` with `duties` (lines of YAML) and `text`."""
    folder = path / "een"
    folder.mkdir(parents=True, exist_ok=True)
    (path / "slots.yaml").write_text("- {id: s, heading: Kop}\n", encoding="utf-8")
    (path / "events.yaml").write_text(EVENTS, encoding="utf-8")
    (folder / "clause.yaml").write_text(CLAUSE, encoding="utf-8")
    head = f"change: Eerste tekst.\nsources: []\nvariables: {{{variables}}}\nduties:\n  {duties}\n"
    (folder / "2023-01-01.md").write_text(f"---\n{head}---\n{text}\n", encoding="utf-8")
    return read_library([("proef", path)])


def contract_of(
    library: Library,
    values: Mapping[str, object],
    begin: date = date(2027, 1, 1),
    end: date = date(2027, 12, 31),
    deviations: tuple[Deviation, ...] = (),
) -> Contract:
    """Return a contract of the clause of `library`, filled with `values`."""
    clause = library.clause("proef.een")
    version = clause.versions[0]
    blocks = ClauseTexts({}).fill(version, values).blocks
    numbered = tuple(
        replace(block, number=f"1.{place}") if isinstance(block, Lid) else block
        for place, block in enumerate(blocks, start=1)
    )
    decision = Decision(
        clause.id,
        clause.title,
        True,
        "",
        "proef",
        Presence.ALWAYS,
        version.since,
        "proef",
        (),
        None,
        (),
        deviations=deviations,
    )
    article = Article("1", "s", "Kop", (PlacedClause(clause.id, clause.title, version.since, numbered),))
    return Contract(
        SCHEMA, "K-1", "Proef", "proef", "Proef", "concept", begin, end, begin, "", (), None,
        (), (article,), (), (), (decision,), (), (), (),
    )  # fmt: skip


def days_of(
    path: Path,
    duties: str,
    text: str,
    values: Mapping[str, object],
    *,
    variables: str = "termijn: dagen",
    events: Mapping[str, list[date]] | None = None,
    days: Period = EVER,
    begin: date = date(2027, 1, 1),
    end: date = date(2027, 12, 31),
) -> tuple[Duty, ...]:
    """Return the duties of a contract of one clause."""
    library = library_of(path, duties, text, variables)
    return duties_of(contract_of(library, values, begin, end), library, events or {}, days)
