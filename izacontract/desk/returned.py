"""What came back: documents dropped in, many at once, with every change per lid to accept, refuse or counter."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from izacontract.cli.files import write_whole
from izacontract.desk import messages as m
from izacontract.desk.asked import Asked, DeskPage, page, ran_page, to
from izacontract.desk.changed_leden import changed_leden
from izacontract.desk.contract import OnDesk, contract_on
from izacontract.desk.folder import EARLIER, RETURNED, named
from izacontract.desk.jobs import Jobs
from izacontract.desk.keeping import changing, keep
from izacontract.desk.reports import MEDIA, XLSX
from izacontract.desk.rounds import (
    answered,
    answered_in,
    documents_in,
    files_in_round,
    found_in,
    look,
    round_home,
    rounds_on,
)
from izacontract.desk.who import MAKERS
from izacontract.errors import ExitStatus
from izacontract.web.answers import Reply

AT_ONCE: Final = 4
"""So many documents are looked at while the visitor waits; more are long work."""

ACCEPT, REFUSE, COUNTER = "overnemen", "weigeren", "tegenvoorstel"


def returned(asked: Asked) -> Reply:
    """Return the page on which documents are dropped, with the rounds that are there."""
    rounds = [(name, documents_in(round_home(asked.desk, name))) for name in rounds_on(asked.desk)]
    return page("returned.html", asked, {"rounds": rounds, "command": "izacontract verify terug/"})


def dropped(asked: Asked) -> Reply:
    """Keep the documents that were dropped as a round, and look what changed in them."""
    documents = [file for file in asked.files if Path(file.name).suffix.lower() == ".docx"]
    if not documents:
        raise m.NO_FILE.failure(m.DeskRefused, known=".docx")
    home = _new_round(asked)
    taken: set[str] = set()
    for file in documents:
        stem, number = named(Path(file.name).stem), 1
        name = stem
        while name.casefold() in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name.casefold())
        write_whole(home / f"{name}.docx", file.data, force=False)
    command = look(home.name)
    if len(documents) <= AT_ONCE:
        ran = asked.run(*command)
        if not ran.is_done:
            return ran_page(asked, ran, asked.word("returned"))
        return to(asked, f"/terug/{home.name}")
    task = Jobs(asked.desk).start(
        asked.told(f"{len(documents)} documenten nakijken", f"Look at {len(documents)} documents"),
        [command],
        asked.person.name,
        asked.ask.language,
        subject=home.name,
        back=f"/terug/{home.name}",
        total=1,
    )
    return to(asked, f"/werk/{task.id}")


def round_page(asked: Asked) -> Reply:
    """Return what changed in the documents of a round."""
    name = asked.place["round"]
    home = round_home(asked.desk, name)
    found = found_in(home)
    done = answered_in(home)
    rows = [
        (one, contract_of(asked, str(one["reference"])), done.get(str(one["file"]), "")) for one in files_in_round(home)
    ]
    values = {
        "round": name,
        "is_looked": bool(found),
        "rows": rows,
        "leden": _often(found),
        "jobs": [job for job in Jobs(asked.desk).at_work() if job.task.subject == name],
    }
    command = [f"izacontract verify {RETURNED}/{name}", f"izacontract verify {RETURNED}/{name} -o terug.xlsx"]
    return page("round.html", asked, {**values, "command": command})


def look_again(asked: Asked) -> Reply:
    """Look once more what changed in the documents of a round."""
    name = asked.place["round"]
    round_home(asked.desk, name)
    ran = asked.run(*look(name))
    return to(asked, f"/terug/{name}") if ran.is_done else ran_page(asked, ran, asked.word("returned"))


def round_sheet(asked: Asked) -> Reply:
    """Return the changes of a round as the workbook in which they are answered."""
    name = asked.place["round"]
    round_home(asked.desk, name)
    ran = asked.run("verify", f"{RETURNED}/{name}", "--format", "xlsx", "-o", "-")
    if not ran.is_done:
        return ran_page(asked, ran, asked.word("returned"))
    return Reply(ran.out, media=XLSX, filename=f"{name}.xlsx")


def answer_sheet(asked: Asked) -> Reply:
    """Take over what the filled-in workbook of a round accepts, as long work."""
    name = asked.place["round"]
    home = round_home(asked.desk, name)
    file = next((one for one in asked.files if Path(one.name).suffix.lower() == ".xlsx"), None)
    if file is None:
        raise m.NO_FILE.failure(m.DeskRefused, known=".xlsx")
    write_whole(home / "antwoorden.xlsx", file.data, force=True)
    into = f"{RETURNED}/{name}/volgende"
    agreed = ["--agreed-by", by] if (by := asked.get("akkoord")) else []
    command = ["take", f"{RETURNED}/{name}/antwoorden.xlsx", "--into", "aanvragen", "-o", into, "--resume", *agreed]
    first = command if (home / "volgende").is_dir() else [*command[: -1 - len(agreed)], *agreed]
    task = Jobs(asked.desk).start(
        asked.told(f"Antwoorden van {name} overnemen", f"Take over the answers of {name}"),
        [first],
        asked.person.name,
        asked.ask.language,
        again=[command],
        after="antwoorden",
        subject=into,
        back=f"/terug/{name}",
        total=1,
    )
    return to(asked, f"/werk/{task.id}")


def document(asked: Asked) -> Reply:
    """Return the changes of one document, side by side, to answer."""
    return _document(asked)


def _document(asked: Asked, wrong: Mapping[str, str] | None = None) -> Reply:
    """Return the page of a document, with what was typed where something is `wrong`, told by the name of a change."""
    name, file = _of(asked)
    # who is shown the page again only looks
    ran = replace(asked, is_post=False).run("verify", f"{RETURNED}/{name}/{file}", "--json")
    if not ran.is_done:
        return ran_page(asked, ran, file, [(f"/terug/{name}", name)])
    found = json.loads(ran.out)
    if "parts" not in found:
        return ran_page(asked, ran, file, [(f"/terug/{name}", name)])
    leden = tuple(changed_leden(found, asked.ask.language))
    values = {
        "round": name,
        "file": file,
        "found": found,
        "leden": leden,
        "count": sum(len(one.changes) for one in leden),
        "contract": contract_of(asked, str(found.get("reference", ""))),
        "done": answered_in(round_home(asked.desk, name)).get(file, ""),
        "typed": dict(asked.fields) if wrong else {},
        "wrong": wrong or {},
    }
    command = ran.line.replace(" --json", "")
    return page("returned_file.html", asked, {**values, "command": command}, status=422 if wrong else 200)


def answer(asked: Asked) -> Reply:
    """Take over what was accepted of one document in its request, and keep what was answered on the rest."""
    name, file = _of(asked)
    one = contract_on(asked, asked.get("contract"))
    given, wrong = _given(asked)
    if wrong:
        return _document(asked, wrong)
    if not given:
        raise m.NOTHING_ANSWERED.failure(m.DeskRefused)
    agreed = [part for field, option in (("akkoord", "--agreed-by"), ("akkoord_op", "--agreed-on"))
              if (value := asked.get(field)) for part in (option, value)]  # fmt: skip
    with changing(asked.desk, one.name):
        before = f"{EARLIER}/{keep(asked.desk, asked.desk.existing(one.name))}"
        document = f"{RETURNED}/{name}/{file}"
        ran = asked.run("take", document, "--into", before, "-o", one.file, "--force", *given, *agreed)
    if not ran.is_done:
        return ran_page(asked, ran, asked.word("returned"), [(f"/terug/{name}/{file}", file)])
    answered(round_home(asked.desk, name), file, asked.who.moment)
    values = {"one": one, "ran": ran, "round": name, "file": file, "command": ran.line, "in_full": ran.said}
    return page("taken.html", asked, {**values, "has_left": ran.status == ExitStatus.DIFFERENCES})


def contract_of(asked: Asked, reference: str) -> OnDesk | None:
    """Return the contract on the desk with `reference`, None when there is none."""
    if not reference:
        return None
    name = named(reference)
    if not asked.desk.request(name).is_file():
        return None
    one = contract_on(asked, name)
    return one if one.reference == reference else None


def returned_document(asked: Asked) -> Reply:
    """Return a document that came back, as it came."""
    name, file = _of(asked)
    return Reply(b"", media=MEDIA["docx"], filename=file, file=str(round_home(asked.desk, name) / file))


def _of(asked: Asked) -> tuple[str, str]:
    name, file = asked.place["round"], asked.place["file"]
    if file not in documents_in(round_home(asked.desk, name)):
        raise m.GONE.failure(m.DeskRefused, name=file[:80])
    return name, file


def _new_round(asked: Asked) -> Path:
    number = 1
    while True:
        home = asked.desk.folder / RETURNED / f"{asked.today:%Y-%m-%d}-{number}"
        try:
            home.mkdir()
            return home
        except FileExistsError:
            number += 1


def _given(asked: Asked) -> tuple[list[str], dict[str, str]]:
    """Return the answers that were given as options of `take`, and by the name of a change what is wrong with others.

    A refusal has its reason, and a counter-proposal its text.
    """
    found, wrong = [], {}
    for key, value in asked.fields:
        kind, _, name = key.partition(":")
        if kind != "antwoord" or not name.isalnum():
            continue
        text = " ".join(asked.get(f"tekst:{name}").split())
        if value == ACCEPT:
            found.append(f"--accept={name}")
        elif value in (REFUSE, COUNTER) and not text:
            wrong[name] = asked.word(f"{value}_missing")
        elif value == REFUSE:
            found.append(f"--refuse={name}={text}")
        elif value == COUNTER:
            found.append(f"--counter={name}={text}")
    if asked.get("waarden"):
        found.append("--accept-values")
    return found, wrong


def _often(found: Mapping[str, Any]) -> list[tuple[str, str, list[str]]]:
    """Return the leden that more than one provider changed: clause, lid, and the documents."""
    rows = [
        (str(one["clause"]), str(one["lid"]), sorted(Path(file).name for file in one["files"]))
        for one in found.get("leden", ())
    ]
    return sorted((row for row in rows if len(row[2]) > 1), key=lambda row: -len(row[2]))


PAGES: Final = (
    DeskPage("/terug", returned),
    DeskPage("/terug", dropped, MAKERS, "teruggekomen documenten ontvangen", sends_files=True, seconds=120),
    DeskPage("/terug/{round}", round_page),
    DeskPage("/terug/{round}/opnieuw", look_again, MAKERS, "opnieuw nagekeken", about="round", seconds=180),
    DeskPage("/terug/{round}/antwoorden.xlsx", round_sheet, seconds=180),
    DeskPage(
        "/terug/{round}/antwoorden", answer_sheet, MAKERS, "antwoorden ingestuurd", about="round", sends_files=True
    ),
    DeskPage("/terug/{round}/{file}", document),
    DeskPage("/terug/{round}/{file}/origineel", returned_document),
    DeskPage("/terug/{round}/{file}", answer, MAKERS, "wijzigingen beantwoord", about="file", seconds=120),
)
