"""One contract on the desk: how far it is, what is still to be done, its documents, and everything one does with it."""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from izacontract.desk import messages as m
from izacontract.desk.asked import Asked, DeskPage, page, ran_page
from izacontract.desk.commands import Ran
from izacontract.desk.folder import DRAFTS, EARLIER, REQUESTS, RETURNED, named
from izacontract.desk.heard import heard
from izacontract.desk.keeping import documents_of, earlier, keep, requests_on
from izacontract.desk.reports import MEDIA
from izacontract.desk.who import MAKERS, MAKERS_AND_REVIEWERS
from izacontract.intake.sources import tree_of
from izacontract.intake.tree import Tree, typed_at
from izacontract.model.sections import AGREEMENT
from izacontract.register.facts import PROVIDER
from izacontract.register.messages import RegisterRefused
from izacontract.register.opening import open_register
from izacontract.register.reading import LogLine, WholeContract, whole
from izacontract.register.steps import NEXT, Status
from izacontract.web import form_pages
from izacontract.web.answers import Reply
from izacontract.web.drafting import Draft, draft_of
from izacontract.web.worker_cache import plugins_of, schema_of

ROOMS: Final = {DRAFTS: DRAFTS, EARLIER: EARLIER, REQUESTS: REQUESTS}
SIGNED: Final = frozenset({Status.SIGNED, Status.RUNNING, Status.ENDED})
"""What a contract can be of which an addendum is signed."""


@dataclass(frozen=True)
class OnDesk:
    """A contract on the desk: its name, its request as typed, its reference ("" while open), and its sector."""

    name: str
    tree: Tree
    reference: str
    sector: str

    @property
    def file(self) -> str:
        """Return its request as commands name it."""
        return f"{REQUESTS}/{self.name}.yaml"


def on_desk(asked: Asked) -> OnDesk:
    """Return the contract that the address names; raises DeskRefused when it is not there."""
    return contract_on(asked, asked.place["name"])


def contract_on(asked: Asked, name: str) -> OnDesk:
    """Return the contract `name`; raises DeskRefused when it is not there."""
    file = asked.desk.existing(name)
    tree = tree_of(str(file), plugins_of(asked.desk.house))
    reference = typed_at(tree.root, (AGREEMENT.key, "kenmerk"))
    return OnDesk(name, tree, str(reference or ""), str(tree.sector or ""))


def known_in_register(asked: Asked, reference: str) -> WholeContract | None:
    """Return what the register has of the contract with `reference`, None when it does not know it."""
    if not reference:
        return None
    try:
        return whole(open_register(asked.desk.address()), [reference], asked.today)[0]
    except RegisterRefused:
        return None


def draft_on(asked: Asked, one: OnDesk) -> Draft:
    """Return the draft of a contract on the desk, with what is wrong set aside and told."""
    plugins = plugins_of(asked.desk.house)
    if one.sector not in plugins.sectors:
        return Draft(None, None, tuple(one.tree.findings), whole=False)
    return draft_of(one.tree.root, schema_of(one.sector, asked.desk.house), plugins)


def contract(asked: Asked) -> Reply:
    """Return the page of one contract."""
    one = on_desk(asked)
    draft = draft_on(asked, one)
    known = known_in_register(asked, one.reference)
    desk = asked.desk
    has_form = one.sector in plugins_of(desk.house).sectors
    status = Status(known.contract.status) if known else None
    provider = (
        known.contract.names(PROVIDER) if known else str(typed_at(one.tree.root, ("zorgaanbieder", "naam")) or "")
    )
    values = {
        "one": one,
        "same": _with_same_reference(asked, one),
        "provider": provider,
        "whole": draft.whole,
        "problems": form_pages.problems_in(one.sector, one.tree, draft, asked.ask) if has_form else {},
        "known": known,
        "steps": _steps(status),
        "unsigned": [one for one in known.addenda if not one["signed"]] if known and status in SIGNED else [],
        "documents": documents_of(desk, DRAFTS, one.name),
        "earlier": [*earlier(desk, f"{one.name}.yaml"), *earlier(desk, f"{one.name}.docx")],
        "returned": _returned(asked, one),
        "heard": heard(desk, one.name),
        "today": asked.today,
        "log": _told_once(known.log)[:20] if known else [],
    }
    return page("contract_desk.html", asked, {**values, "command": f"izacontract check {shlex.quote(one.file)}"})


def make_word(asked: Asked) -> Reply:
    """Make the Word document of a contract, a draft or, when that is asked, the final text."""
    one = on_desk(asked)
    target = asked.desk.draft(one.name)
    if target.exists():
        keep(asked.desk, target)
    final = asked.get("soort") == "definitief"
    reason = asked.get("reden")
    more = ["--final", *(["--unreviewed", reason] if reason else [])] if final else []
    if returned := asked.get("op"):
        more += ["--redline-to", _returned_file(asked, returned)]
    ran = asked.run("generate", one.file, "-o", f"{DRAFTS}/{one.name}.docx", "--force", *framed(asked), *more)
    return done(asked, one.name, ran, asked.told("Het Word-document", "The Word document"), target.name)


def move(asked: Asked) -> Reply:
    """Put a contract a step further in the register."""
    one = on_desk(asked)
    # what people type is never taken for an option
    ran = asked.run("register", "set", *_when_and_why(asked), "--", one.reference or one.name, asked.get("status"))
    return done(asked, one.name, ran, asked.told("De status", "The status"))


def happened(asked: Asked) -> Reply:
    """Write in the register that something happened on which a duty hangs."""
    one = on_desk(asked)
    on = ["--on", day] if (day := asked.get("dag")) else []
    ran = asked.run("register", "event", *on, "--", one.reference or one.name, asked.get("gebeurtenis"))
    return done(asked, one.name, ran, asked.told("De gebeurtenis", "The event"))


def addendum_signed(asked: Asked) -> Reply:
    """Write in the register that an addendum was signed; the last day that it sets is then that of the contract."""
    one = on_desk(asked)
    ran = asked.run(
        "register", "addendum", *_when_and_why(asked), "--", one.reference or one.name, asked.get("allonge")
    )
    return done(asked, one.name, ran, asked.told("De allonge", "The addendum"))


def document(asked: Asked) -> Reply:
    """Return a file of a contract: a document, an earlier version, or its request."""
    name, room, file = (asked.place[part] for part in ("name", "room", "file"))
    if room not in ROOMS:
        raise m.GONE.failure(m.DeskRefused, name=file[:80])
    path = asked.desk.file(room, file)
    if not path.is_file() or not file.startswith((f"{name}.", f"{name} ")):
        raise m.GONE.failure(m.DeskRefused, name=file[:80])
    media = MEDIA.get(path.suffix[1:].lower(), "application/octet-stream")
    return Reply(b"", media=media, filename=file, file=str(path))


def done(
    asked: Asked, name: str, ran: Ran, heading: str, document: str = "", on: Sequence[tuple[str, str]] = ()
) -> Reply:
    """Return the page that says what a command did with the contract `name`, and links on: `on` when it is done."""
    links = [(f"/contract/{name}", asked.word("to_contract"))]
    if ran.is_done and document:
        links = [(f"/contract/{name}/bestand/{DRAFTS}/{document}", asked.word("save_word")), *on, *links]
    return ran_page(asked, ran, heading, links)


def framed(asked: Asked) -> list[str]:
    """Return the option that names the house's own Word frame, if it has one."""
    frame = asked.desk.settings.frame
    return ["--frame", str(frame)] if frame else []


def _when_and_why(asked: Asked) -> list[str]:
    """Return the options for the day and the note of a form, as far as they were filled in."""
    given = (("--on", asked.get("dag")), ("--note", asked.get("opmerking")))
    return [part for option, value in given if value for part in (option, value)]


def _with_same_reference(asked: Asked, one: OnDesk) -> list[str]:
    """Return the other contracts on the desk with the reference of `one`, which `free_name` gave a number or not."""
    if not one.reference:
        return []
    named_so = re.compile(rf"{re.escape(named(one.reference))}(-\d+)?", re.IGNORECASE)
    found = [name for name in requests_on(asked.desk) if name != one.name and named_so.fullmatch(name)]
    return [name for name in found if contract_on(asked, name).reference == one.reference]


def _steps(status: Status | None) -> Sequence[Status]:
    recorded = Status.SIGNED if status is Status.RUNNING else status
    return NEXT[recorded] if recorded else ()


def _told_once(log: Sequence[LogLine]) -> list[tuple[LogLine, int]]:
    """Return the lines of the log, the newest first, of which those that say the same after each other are one."""
    alike = groupby(reversed(log), key=lambda line: (line.by, line.action, line.details, line.note))
    return [(lines[0], len(lines)) for _, found in alike if (lines := list(found))]


def _returned(asked: Asked, one: OnDesk) -> list[tuple[str, str]]:
    """Return the documents that came back of a contract, each as its round and its name."""
    from izacontract.desk.rounds import returned_of

    return returned_of(asked.desk, one.reference) if one.reference else []


def _returned_file(asked: Asked, typed: str) -> str:
    """Return the returned document that is called `typed` ("round/file") as commands name it."""
    round_, _, file = typed.partition("/")
    path = asked.desk.file(RETURNED, round_) / file
    asked.desk.file(RETURNED, file)  # refuses a name that is none of ours
    if not path.is_file():
        raise m.GONE.failure(m.DeskRefused, name=typed[:80])
    return path.relative_to(asked.desk.folder).as_posix()


PAGES: Final = (
    DeskPage("/contract/{name}", contract),
    DeskPage("/contract/{name}/word", make_word, MAKERS, "Word-document gemaakt", seconds=180),
    DeskPage("/contract/{name}/status", move, MAKERS, "status gezet"),
    DeskPage("/contract/{name}/gebeurtenis", happened, MAKERS, "gebeurtenis vastgelegd"),
    DeskPage("/contract/{name}/allonge-getekend", addendum_signed, MAKERS_AND_REVIEWERS, "allonge getekend"),
    DeskPage("/contract/{name}/bestand/{room}/{file}", document),
)
