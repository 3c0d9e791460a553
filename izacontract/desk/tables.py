"""Many contracts at once: a table with its base becomes a set, whose faults are mended here and which can be saved."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from izacontract.batch.rows import read_table
from izacontract.cli.files import write_whole
from izacontract.desk import messages as m
from izacontract.desk.approvals import refuse_not_theirs
from izacontract.desk.asked import Asked, DeskPage, SentFile, page, to
from izacontract.desk.folder import BATCHES, WORK, named
from izacontract.desk.jobs import Jobs
from izacontract.desk.keeping import requests_on
from izacontract.desk.reports import MEDIA, XLSX
from izacontract.desk.sets import BASE, MADE, TABLE, file_of, home_of, mended, read_set, sets_on, zipped
from izacontract.desk.who import MAKERS
from izacontract.errors import FileError, RequestInvalid, Severity, unreadable
from izacontract.intake.sources import tree_of
from izacontract.model.sections import POSITIONS
from izacontract.web.answers import Reply
from izacontract.web.worker_cache import plugins_of

TABLES: Final = (".xlsx", ".csv")
REQUEST_FILES: Final = (".yaml", ".yml", ".json", ".xlsx")


def tables(asked: Asked) -> Reply:
    """Return the page on which a table is sent, with the sets that are there."""
    sectors = {code: sector.title for code, sector in plugins_of(asked.desk.house).sectors.items()}
    values = {"sets": sets_on(asked.desk), "requests": requests_on(asked.desk), "sectors": sectors}
    command = "izacontract batch tabel.xlsx --base basis.yaml -o contracten"
    return page("tables.html", asked, {**values, "command": command})


def empty_table(asked: Asked) -> Reply:
    """Return an empty table for a sector as a workbook."""
    sector = asked.get("zorgsoort")
    if sector not in plugins_of(asked.desk.house).sectors:
        raise m.GONE.failure(m.DeskRefused, name=sector[:40])
    file = asked.desk.folder / WORK / f"tabel-{sector}.xlsx"
    ran = asked.run("batch", "--template", sector, f"{WORK}/{file.name}", "--force")
    if not ran.is_done:
        raise m.NOT_MADE.failure(m.DeskRefused, why=ran.said)
    return Reply(file.read_bytes(), media=XLSX, filename=file.name)


def make_set(asked: Asked) -> Reply:
    """Keep the table and the base that were sent, and start making their contracts."""
    table = _sent(asked, "tabel", TABLES)
    base = _sent(asked, "basis", REQUEST_FILES)
    chosen = asked.get("aanvraag")
    if table is None or (base is None and not chosen):
        raise m.NO_TABLE.failure(m.DeskRefused)
    home = _new_home(asked, Path(table.name).stem)
    write_whole(home / f"{TABLE}{Path(table.name).suffix.lower()}", table.data, force=False)
    if base is not None:
        write_whole(home / f"{BASE}{Path(base.name).suffix.lower()}", base.data, force=False)
    else:
        write_whole(home / f"{BASE}.yaml", asked.desk.existing(chosen).read_bytes(), force=False)
    try:
        if base is not None:
            refuse_not_theirs(asked.person, tree_of(str(file_of(home, BASE)), plugins_of(asked.desk.house)).root)
        rows = _rows(asked, home)
    except (RequestInvalid, FileError, m.DeskRefused):
        # nothing of it stays: it can be sent again, mended
        for file in home.iterdir():
            file.unlink()
        home.rmdir()
        raise
    return _run(asked, home.name, rows)


def table_set(asked: Asked) -> Reply:
    """Return what a set made, and its faults to mend."""
    name = asked.place["name"]
    found = read_set(asked.desk, name)
    jobs = [job for job in Jobs(asked.desk).at_work() if job.task.subject == name]
    documents = [(reference, named(reference), file) for reference, file in found.documents]
    here = set(requests_on(asked.desk))
    values = {"set": found, "documents": documents, "here": here, "jobs": jobs, "base": _base_name(asked, name)}
    return page("table_set.html", asked, {**values, "command": " ".join(["izacontract", *_command(asked, name)])})


def mend(asked: Asked) -> Reply:
    """Put the values that were typed in the table of a set, and make its contracts again."""
    name = asked.place["name"]
    values: dict[tuple[int, str], str] = {}
    was = dict(asked.fields)
    for key, value in asked.fields:
        found = re.fullmatch(r"cel:(\d{1,7}):(.+)", key)
        if found and value != was.get(f"was:{found[1]}:{found[2]}", ""):
            values[int(found[1]), found[2]] = value
    home = home_of(asked.desk, name)
    table = file_of(home, TABLE)
    before = table.read_bytes()
    left = mended(asked.desk, name, values)
    if left:
        raise m.NOT_IN_TABLE.failure(m.DeskRefused, columns=", ".join(sorted(set(left))))
    try:
        rows = _rows(asked, home)
    except m.DeskRefused:
        write_whole(table, before, force=True)
        raise
    return _run(asked, name, rows)


def new_table(asked: Asked) -> Reply:
    """Take a newer file for the table of a set, and make its contracts again."""
    name = asked.place["name"]
    home = home_of(asked.desk, name)
    table = _sent(asked, "tabel", TABLES)
    if table is None:
        raise m.NO_FILE.failure(m.DeskRefused, known=", ".join(TABLES))
    old = file_of(home, TABLE)
    before = old.read_bytes()
    target = home / f"{TABLE}{Path(table.name).suffix.lower()}"
    write_whole(target, table.data, force=True)
    if target != old:
        old.unlink()
    try:
        rows = _rows(asked, home)
    except (RequestInvalid, FileError, m.DeskRefused):
        write_whole(old, before, force=True)
        if target != old:
            target.unlink()
        raise
    return _run(asked, name, rows)


def set_zip(asked: Asked) -> Reply:
    """Return everything that a set made as one zip file."""
    name = asked.place["name"]
    target = asked.desk.folder / WORK / f"{name}.zip"
    zipped(asked.desk, name, target)
    return Reply(b"", media=MEDIA["zip"], filename=f"{name}.zip", file=str(target))


def set_file(asked: Asked) -> Reply:
    """Return one file of a set."""
    name, file = asked.place["name"], asked.place["file"]
    found = read_set(asked.desk, name)
    if file not in {*found.lists, *(one for _, one in found.documents)}:
        raise m.GONE.failure(m.DeskRefused, name=file[:80])
    path = home_of(asked.desk, name) / MADE / file
    media = MEDIA.get(path.suffix[1:].lower(), "application/octet-stream")
    return Reply(b"", media=media, filename=file, file=str(path))


def _run(asked: Asked, name: str, rows: int) -> Reply:
    command = _command(asked, name)
    again = [*command, "--resume"]
    has_run = (home_of(asked.desk, name) / MADE).is_dir()
    task = Jobs(asked.desk).start(
        asked.told(f"Tabel {name}: {rows} rijen", f"Table {name}: {rows} rows"),
        [again if has_run else command],
        asked.person.name,
        asked.ask.language,
        again=[again],
        after="tabel",
        subject=name,
        back=f"/tabellen/{name}",
        folder=f"{BATCHES}/{name}/{MADE}",
        total=rows,
    )
    return to(asked, f"/werk/{task.id}")


def _command(asked: Asked, name: str) -> list[str]:
    home = home_of(asked.desk, name)
    table, base = (file_of(home, stem).relative_to(asked.desk.folder).as_posix() for stem in (TABLE, BASE))
    frame = ["--frame", str(asked.desk.settings.frame)] if asked.desk.settings.frame else []
    return ["batch", table, "--base", base, "-o", f"{BATCHES}/{name}/{MADE}", *frame]


def _rows(asked: Asked, home: Path) -> int:
    """Return how many rows the table of a set has.

    Raises RequestInvalid and FileError for what cannot be read, and DeskRefused for an approval that is not theirs.
    """
    plugins = plugins_of(asked.desk.house)
    base = tree_of(str(file_of(home, BASE)), plugins)
    if any(finding.severity is Severity.FAULT for finding in base.findings):
        raise RequestInvalid(base.findings)
    table = read_table(file_of(home, TABLE), base, plugins)
    if any(POSITIONS.key in path for path in table.filled()):
        for row in table.rows():
            refuse_not_theirs(asked.person, row.tree.root, base.root)
    return len(table)


def _base_name(asked: Asked, name: str) -> str:
    return file_of(home_of(asked.desk, name), BASE).name


def _new_home(asked: Asked, wanted: str) -> Path:
    name, number = named(wanted), 1
    while True:
        home = asked.desk.folder / BATCHES / (name if number == 1 else f"{name}-{number}")
        try:
            home.mkdir()
            return home
        except FileExistsError:
            number += 1
        except OSError as error:
            raise unreadable(home, error) from error


def _sent(asked: Asked, field: str, endings: tuple[str, ...]) -> SentFile | None:
    """Return the file that was sent in `field`; raises FileError when it is of another kind than its `endings`."""
    found = next((file for file in asked.files if file.field == field), None)
    if found is not None and Path(found.name).suffix.lower() not in endings:
        raise m.NO_FILE.failure(m.DeskRefused, known=", ".join(endings))
    return found


PAGES: Final = (
    DeskPage("/tabellen", tables),
    DeskPage("/lege-tabel", empty_table, MAKERS),
    DeskPage("/tabellen", make_set, MAKERS, "tabel ingestuurd", sends_files=True),
    DeskPage("/tabellen/{name}", table_set),
    DeskPage("/tabellen/{name}/herstel", mend, MAKERS, "tabel hersteld"),
    DeskPage("/tabellen/{name}/tabel", new_table, MAKERS, "tabel vervangen", sends_files=True),
    DeskPage("/tabellen/{name}/zip", set_zip),
    DeskPage("/tabellen/{name}/{file}", set_file),
)
