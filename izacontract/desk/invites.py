"""Invitations at the desk: whom a purchaser invites, what each provider answered, and its place in the contract."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from izacontract.cli.files import write_whole
from izacontract.desk import messages as m
from izacontract.desk.answering import Answering, pieces_of
from izacontract.desk.asked import Asked, DeskPage, page, ran_page, to
from izacontract.desk.contract import contract_on
from izacontract.desk.folder import EARLIER, REQUESTS, RETURNED
from izacontract.desk.heard import PROPOSALS, waiting
from izacontract.desk.invitation import Invitation, Remark
from izacontract.desk.invitations import LONGEST_TEXT, Invitations, named
from izacontract.desk.invited import drafts_of
from izacontract.desk.invited_files import ROUND, round_of
from izacontract.desk.inviting import end
from izacontract.desk.keeping import changing, keep, requests_on
from izacontract.desk.rounds import answered_in, look
from izacontract.desk.who import MAKERS, MAKERS_AND_REVIEWERS
from izacontract.errors import IzacontractError
from izacontract.intake.excel_fill import node_at
from izacontract.intake.tree import Node, Tree
from izacontract.model.values import Typed
from izacontract.web.addresses import is_here
from izacontract.web.answers import Reply
from izacontract.web.titles import title_of
from izacontract.web.worker_cache import schema_of

ANSWER: Final = "antwoord.yaml"


@dataclass(frozen=True)
class FilledIn:
    """A field that a provider filled in otherwise than the draft has it, as people call it, with both values.

    `is_taken` when the request on the desk says by now what the provider filled in.
    """

    title: str
    was: str
    now: str
    is_taken: bool


@dataclass(frozen=True)
class Thread:
    """What was said of one paragraph: its number and text when that began, and what was said in order."""

    clause: str
    place: int
    label: str
    quoted: str
    said: tuple[Remark, ...]


def invitations(asked: Asked) -> Reply:
    """Return every invitation, or those for one contract, and the form to invite somebody."""
    return _list(asked)


def invite(asked: Asked) -> Reply:
    """Invite a provider to the contract as it is now, and show the link."""
    wrong = {}
    who = named(asked.get("wie"))
    if not who:
        wrong["wie"] = asked.word("invite_name_missing")
    if wrong:
        return _list(asked, wrong)
    one = contract_on(asked, asked.get("contract"))
    days = asked.get("dagen") or "14"
    given = ["share", one.file, f"--invite={who}", f"--days={days}", "--desk", ".", "--base-url", asked.ask.site]
    ran = asked.run(*given)
    if not ran.is_done:
        return ran_page(asked, ran, asked.word("invite_title"), [("/uitnodigingen", asked.word("invitations"))])
    newest = Invitations(asked.desk.address()).all(one.name)[0]
    values = {"one": newest, "link": ran.out.decode().strip(), "command": ran.line, "in_full": ran.said}
    return page("invite_link.html", asked, {**values, "only_here": is_here(asked.ask.site)})


def invitation(asked: Asked) -> Reply:
    """Return what one provider answered: fields, questions and proposals, agreements and files."""
    return _one(asked, _of(asked))


def reply(asked: Asked) -> Reply:
    """Answer a question or proposal of a provider."""
    one = _of(asked)
    clause, _, place = asked.get("plek").rpartition("|")
    thread = next((t for t in _threads(one) if (t.clause, str(t.place)) == (clause, place)), None)
    if thread is None:
        raise m.GONE.failure(m.DeskRefused, name=asked.word("no_invitation"))
    text = asked.get("tekst").replace("\r\n", "\n")
    if not text or len(text) > LONGEST_TEXT:
        return _one(asked, one, {asked.get("plek"): text})
    about = (thread.clause, thread.place, thread.label, thread.quoted)
    Invitations(asked.desk.address()).say(one.id, about, "purchaser", "answer", text, asked.who)
    asked.log("antwoordt aanbieder", one.contract, f"{thread.label}: {text}")
    return to(asked, f"/uitnodigingen/{one.id}#{_id(thread)}")


def revoke(asked: Asked) -> Reply:
    """End one invitation: its link shows nothing any more."""
    one = _of(asked)
    end(asked.desk, one, asked.who)
    return to(asked, f"/uitnodigingen/{one.id}")


def take_texts(asked: Asked) -> Reply:
    """Put the proposals that hold in a Word file as tracked changes, and go on to where its changes are answered."""
    one = _of(asked)
    answering = _draft(asked, one)
    if not one.proposals or answering is None:
        raise m.NOTHING_ANSWERED.failure(m.DeskRefused)
    write_whole(round_of(asked.desk, one) / PROPOSALS, answering.proposals_file(one), force=True)
    ran = asked.run(*look(f"{ROUND}{one.id}"))
    if not ran.is_done:
        return ran_page(asked, ran, asked.word("take_texts_title"))
    return to(asked, f"/terug/{ROUND}{one.id}/{PROPOSALS}")


def look_files(asked: Asked) -> Reply:
    """Look what changed in the files of a provider, and go on to where it is answered."""
    one = _of(asked)
    round_of(asked.desk, one)
    ran = asked.run(*look(f"{ROUND}{one.id}"))
    file = asked.get("bestand")
    if not ran.is_done or file not in {received.stored for received in one.files}:
        return ran_page(asked, ran, asked.word("received"))
    return to(asked, f"/terug/{ROUND}{one.id}/{file}")


def take_fields(asked: Asked) -> Reply:
    """Take what the provider filled in over in the request, as `merge` does."""
    one = _of(asked)
    answering = _draft(asked, one)
    if not one.answers or answering is None:
        raise m.NOTHING_ANSWERED.failure(m.DeskRefused)
    contract = contract_on(asked, one.contract)
    answer = f"{RETURNED}/{ROUND}{one.id}/{ANSWER}"
    write_whole(round_of(asked.desk, one) / ANSWER, answering.answer_file(one.answers).encode(), force=True)
    with changing(asked.desk, one.contract):
        before = f"{EARLIER}/{keep(asked.desk, asked.desk.existing(one.contract))}"
        ran = asked.run("merge", before, answer, "-o", contract.file, "--force")
    links = [(f"/contract/{one.contract}", asked.word("to_contract")), (f"/uitnodigingen/{one.id}", one.invited)]
    return ran_page(asked, ran, asked.word("fields_taken" if ran.is_done else "take_fields_title"), links)


# what these pages are made of


def _of(asked: Asked) -> Invitation:
    number = asked.place["number"]
    found = Invitations(asked.desk.address()).get(int(number)) if number.isdecimal() and len(number) < 9 else None
    if found is None:
        raise m.GONE.failure(m.DeskRefused, name=asked.word("no_invitation"))
    return found


def _draft(asked: Asked, one: Invitation) -> Answering | None:
    """Return the draft of an invitation; None when its file is not in the folder any more."""
    held = drafts_of(asked.desk).held(one.draft, invited=True)
    settings = asked.desk.settings
    frame = asked.desk.folder / settings.frame if settings.frame else None
    return None if held is None else Answering(held, asked.desk.house, frame)


def _list(asked: Asked, wrong: dict[str, str] | None = None) -> Reply:
    chosen = asked.get("contract")
    values = {
        "rows": [
            (one, _state(asked, one), waiting(asked.desk, one)) for one in Invitations(asked.desk.address()).all(chosen)
        ],
        "contracts": requests_on(asked.desk),
        "chosen": chosen,
        "typed": {"wie": asked.get("wie"), "dagen": asked.get("dagen") or "14"},
        "wrong": wrong or {},
        "command": f"izacontract share aanvragen/{chosen or 'NAAM'}.yaml --invite NAAM --desk .",
    }
    return page("invites.html", asked, values, status=422 if wrong else 200)


def _one(asked: Asked, one: Invitation, wrong: dict[str, str] | None = None) -> Reply:
    answering = _draft(asked, one)
    home, request = f"{RETURNED}/{ROUND}{one.id}", f"{REQUESTS}/{one.contract}.yaml"
    values = {
        "one": one,
        "state": _state(asked, one),
        "is_open": one.is_open(asked.at),
        "has_request": one.contract in requests_on(asked.desk),
        "has_draft": answering is not None,
        "fields": list(_filled_in(asked, one, answering)) if answering else [],
        "threads": [(thread, _id(thread)) for thread in _threads(one)],
        "pieces": pieces_of,
        "wrong": wrong or {},
        "round": f"{ROUND}{one.id}",
        "done": answered_in(asked.desk.folder / home),
        "proposals": PROPOSALS,
        "command": [
            f"izacontract take {home}/{PROPOSALS} --into {request} -o NIEUW.yaml",
            f"izacontract merge {request} {home}/{ANSWER} -o NIEUW.yaml",
        ],
    }
    return page("invite.html", asked, values, status=422 if wrong else 200)


def _state(asked: Asked, one: Invitation) -> str:
    state = one.state if one.state != "open" or one.is_open(asked.at) else "expired"
    return asked.word(f"state_{state}")


def _threads(one: Invitation) -> Iterator[Thread]:
    """Give what was said paragraph by paragraph, in the order in which each began."""
    said: dict[tuple[str, int], list[Remark]] = {}
    for remark in one.remarks:
        said.setdefault((remark.clause, remark.place), []).append(remark)
    for (clause, place), remarks in said.items():
        yield Thread(clause, place, remarks[0].label, remarks[0].quoted, tuple(remarks))


def _id(thread: Thread) -> str:
    return f"lid-{thread.clause}-{thread.place}"


def _filled_in(asked: Asked, one: Invitation, answering: Answering) -> Iterator[FilledIn]:
    """Give what the provider filled in otherwise than the draft has it."""
    if not one.answers or not answering.is_there():
        return
    filled = answering.filled(one.answers)
    try:
        taken = answering.merged(filled).taken
    except IzacontractError:  # the form refused it too; a field that a later build reads otherwise
        taken = ()
    schema = schema_of(answering.contract.sector, asked.desk.house)
    request = contract_on(asked, one.contract).tree.root if one.contract in requests_on(asked.desk) else {}
    for key in taken:
        path = tuple(key.split("."))
        was, now = node_at(answering.request.root, path), node_at(filled.root, path)
        is_taken = _said(node_at(request, path)) == _said(now)
        yield FilledIn(title_of(schema, key) or key, _said(was), _said(now), is_taken)


def _said(node: Node) -> str:
    """Return a value, or a list with each of its items on a line."""
    if isinstance(node, Typed):
        return str(node)
    if isinstance(node, list):
        return "\n".join(_said(item) for item in node)
    if isinstance(node, dict):
        return ", ".join(f"{key}: {_said(value)}" for key, value in Tree(node).root.items())
    return ""


PAGES: Final = (
    DeskPage("/uitnodigingen", invitations),
    DeskPage("/uitnodigingen", invite, MAKERS, "nodigt uit", is_logged=False),
    DeskPage("/uitnodigingen/{number}", invitation),
    DeskPage("/uitnodigingen/{number}/antwoord", reply, MAKERS_AND_REVIEWERS, "antwoordt aanbieder", is_logged=False),
    DeskPage("/uitnodigingen/{number}/intrekken", revoke, MAKERS, "trekt uitnodiging in", is_logged=False),
    DeskPage("/uitnodigingen/{number}/teksten", take_texts, MAKERS, "bekijkt voorstellen", about="number"),
    DeskPage("/uitnodigingen/{number}/bestand", look_files, MAKERS, "bekijkt bestand", about="number"),
    DeskPage("/uitnodigingen/{number}/gegevens", take_fields, MAKERS, "neemt gegevens over", about="number"),
)
