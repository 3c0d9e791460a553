"""What a lawyer does at the desk: texts are marked as reviewed, and positions that need approval are approved."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import yaml

from izacontract.clauses.house import REVIEWED
from izacontract.cli.files import content_of, write_whole
from izacontract.desk import messages as m
from izacontract.desk.approvals import APPROVED, positions_in
from izacontract.desk.asked import Asked, DeskPage, page, ran_page, to
from izacontract.desk.contract import contract_on
from izacontract.desk.folder import REQUESTS, WORK
from izacontract.desk.keeping import changing, put, requests_on
from izacontract.desk.locks import held
from izacontract.desk.reports import body_of
from izacontract.desk.who import REVIEWERS
from izacontract.intake.request_file import request_file
from izacontract.model.sections import POSITIONS
from izacontract.model.values import Typed
from izacontract.web.answers import Reply
from izacontract.web.worker_cache import plugins_of, schema_of


def deviations(asked: Asked) -> Reply:
    """Return where contracts say otherwise than the texts, and which positions wait for approval."""
    positions = [
        (name, one) for name in requests_on(asked.desk) for one in positions_in(contract_on(asked, name).tree.root)
    ]
    values: dict[str, object] = {"positions": positions, "reviews": asked.person.may(REVIEWERS), "body": ""}
    if requests_on(asked.desk):
        ran = asked.run("deviations", REQUESTS, "--format", "html")
        if not ran.is_done:
            return ran_page(asked, ran, asked.word("deviations"))
        values["body"] = body_of(ran)
    return page("deviations.html", asked, {**values, "command": f"izacontract deviations {REQUESTS}"})


def approve(asked: Asked) -> Reply:
    """Write in a request that the one who asks approves of a position."""
    name, number = asked.place["name"], asked.place["number"]
    asked.desk.existing(name)
    with changing(asked.desk, name):
        one = contract_on(asked, name)
        # what was read is approved, not what a colleague put in its place since
        read = next((known for known in positions_in(one.tree.root) if str(known.place) == number), None)
        if read is None or read.mark != asked.get("gelezen") or one.sector not in plugins_of(asked.desk.house).sectors:
            raise m.GONE.failure(m.DeskRefused, name=f"{name} {number[:10]}")
        chosen = one.tree.root[POSITIONS.key]
        row = chosen[read.place] if isinstance(chosen, list) else None
        if isinstance(row, dict):
            row[APPROVED] = Typed(asked.person.name)
        text = request_file(schema_of(one.sector, asked.desk.house), one.tree.root)
        put(asked.desk, asked.desk.existing(name), text.encode())
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
    known = {f"{name}@{version.since.isoformat()}" for name, clause in clauses.items() for version in clause.versions}
    file = house / REVIEWED
    with held(asked.desk.folder / WORK / f"{REVIEWED}.slot"):
        before: list[Any] = (yaml.safe_load(content_of(file)) or []) if file.exists() else []
        there = {f"{one['clause']}@{one['since']}" for one in before if not one.get("position")}
        added = [
            {"clause": name, "since": date.fromisoformat(since), "reviewer": asked.person.name, "day": asked.today}
            for name, _, since in (one.rpartition("@") for one in sorted(known & {*asked.all("tekst")} - there))
        ]
        if added:
            written = yaml.safe_dump([*before, *added], allow_unicode=True, sort_keys=False)
            write_whole(file, written.encode(), force=True)
    asked.log("teksten beoordeeld", REVIEWED, ", ".join(str(one["clause"]) for one in added))
    return to(asked, "/teksten")


PAGES: Final = (
    DeskPage("/afwijkingen", deviations, seconds=120),
    DeskPage("/afwijkingen/{name}/{number}", approve, REVIEWERS, "positie goedgekeurd"),
    DeskPage("/teksten", texts),
    DeskPage("/teksten", review, REVIEWERS, "teksten beoordeeld", is_logged=False),
)
