"""What a lawyer does at the desk: texts are marked as reviewed, and positions that need approval are approved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import yaml

from izacontract.clauses.house import REVIEWED
from izacontract.cli.files import content_of, write_whole
from izacontract.desk import messages as m
from izacontract.desk.asked import Asked, DeskPage, page, ran_page, to
from izacontract.desk.contract import contract_on
from izacontract.desk.folder import REQUESTS
from izacontract.desk.keeping import put, requests_on
from izacontract.desk.reports import body_of
from izacontract.desk.who import REVIEWERS
from izacontract.intake.request_file import request_file
from izacontract.intake.tree import typed_at
from izacontract.model.values import Typed
from izacontract.web.answers import Reply
from izacontract.web.worker_cache import plugins_of, schema_of

POSITIONS: Final = "posities"
APPROVED: Final = "akkoord_door"


@dataclass(frozen=True, slots=True)
class Position:
    """A position that a contract takes: the contract, its place in the request, and who approved it ("" nobody)."""

    contract: str
    place: int
    clause: str
    choice: str
    reason: str
    approved: str


def deviations(asked: Asked) -> Reply:
    """Return where contracts say otherwise than the texts, and which positions wait for approval."""
    positions = [one for name in requests_on(asked.desk) for one in _positions(asked, name)]
    values: dict[str, object] = {"positions": positions, "reviews": asked.person.may(REVIEWERS), "body": ""}
    if requests_on(asked.desk):
        ran = asked.run("deviations", REQUESTS, "--format", "html")
        if not ran.is_done:
            return ran_page(asked, ran, asked.word("deviations"))
        values["body"] = body_of(ran)
    return page("deviations.html", asked, {**values, "command": f"izacontract deviations {REQUESTS}"})


def approve(asked: Asked) -> Reply:
    """Write in a request that the one who asks approves of a position."""
    one = contract_on(asked, asked.place["name"])
    number = asked.place["number"]
    chosen = one.tree.root.get(POSITIONS)
    place = int(number) if number.isdecimal() and len(number) < 5 else -1
    row = chosen[place] if isinstance(chosen, list) and 0 <= place < len(chosen) else None
    if not isinstance(row, dict) or one.sector not in plugins_of(asked.desk.house).sectors:
        raise m.GONE.failure(m.DeskRefused, name=f"{one.name} {number[:10]}")
    row[APPROVED] = Typed(asked.person.name)
    text = request_file(schema_of(one.sector, asked.desk.house), one.tree.root)
    put(asked.desk, asked.desk.existing(one.name), text.encode())
    return to(asked, "/afwijkingen")


def texts(asked: Asked) -> Reply:
    """Return the texts in force, each with who reviewed it."""
    library = plugins_of(asked.desk.house).library
    rows = [
        (clause, version)
        for clause in library.clauses.values()
        for version in clause.versions
        if version.since == max(one.since for one in clause.versions)
    ]
    open_ones = sum(version.reviewed is None for _, version in rows)
    values = {"rows": rows, "open": open_ones, "reviews": asked.person.may(REVIEWERS), "house": asked.desk.house}
    return page("texts.html", asked, {**values, "command": "izacontract clauses"})


def review(asked: Asked) -> Reply:
    """Mark the texts that were chosen as reviewed, in the house's own library."""
    house = asked.desk.house
    if house is None:
        raise m.NO_LIBRARY.failure(m.DeskRefused)
    clauses = plugins_of(house).library.clauses
    chosen = [tuple(one.rsplit("@", 1)) for one in asked.all("tekst")]
    file = house / REVIEWED
    before: list[Any] = (yaml.safe_load(content_of(file)) or []) if file.exists() else []
    added = [
        {"clause": name, "since": date.fromisoformat(since), "reviewer": asked.person.name, "day": asked.today}
        for name, since in chosen
        if name in clauses and since in {version.since.isoformat() for version in clauses[name].versions}
    ]
    written = yaml.safe_dump([*before, *added], allow_unicode=True, sort_keys=False)
    write_whole(file, written.encode(), force=True)
    asked.log("teksten beoordeeld", REVIEWED, ", ".join(str(one["clause"]) for one in added))
    return to(asked, "/teksten")


def _positions(asked: Asked, name: str) -> Iterator[Position]:
    root = contract_on(asked, name).tree.root
    chosen = root.get(POSITIONS)
    for place, row in enumerate(chosen if isinstance(chosen, list) else ()):
        if isinstance(row, dict):
            told = (str(typed_at(row, (key,)) or "") for key in ("clausule", "keuze", "reden", APPROVED))
            yield Position(name, place, *told)


PAGES: Final = (
    DeskPage("/afwijkingen", deviations, seconds=120),
    DeskPage("/afwijkingen/{name}/{number}", approve, REVIEWERS, "positie goedgekeurd"),
    DeskPage("/teksten", texts),
    DeskPage("/teksten", review, REVIEWERS, "teksten beoordeeld", is_logged=False),
)
