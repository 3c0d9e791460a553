"""The pages of a provider who is invited: each answers one question, in a worker, and nothing but that one draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from izacontract.cli.files import content_of, write_whole
from izacontract.desk.answering import Answering, ArticlePage, OwnForm, pieces_of, texts
from izacontract.desk.asked import SentFile, pages_environment
from izacontract.desk.folder import RETURNED, Desk, named
from izacontract.desk.invitations import LONGEST_TEXT, PROPOSALS, Invitation, Invitations, Kind
from izacontract.desk.invitations import named as person_named
from izacontract.desk.log import DeskLog
from izacontract.desk.sending import Fields
from izacontract.desk.words_invited import invited_words
from izacontract.differ.naming import named_changes
from izacontract.differ.verification import Verification
from izacontract.errors import IzacontractError, unreadable
from izacontract.register.facts import document_of, returned_entry
from izacontract.register.opening import open_register
from izacontract.register.store import Register
from izacontract.register.who import Who
from izacontract.reports.verification_phrases import Phrases
from izacontract.reports.verification_rows import change_rows
from izacontract.verify.seals import read_seal
from izacontract.verify.verifying import verify_document
from izacontract.web import reading
from izacontract.web.answers import WORD, Ask, Reply
from izacontract.web.entries import Sent, of_entries, with_row, without_row
from izacontract.web.sharing import Drafts, Shared
from izacontract.word.opening import open_word

HOME: Final = "/uitnodiging"
SHARED: Final = "gedeeld"
"""Where a desk keeps its shared drafts, and those to which it invites."""

ROUND: Final = "uitnodiging-"
"""How the round of what came back with an invitation is called, before its number."""

ROLE: Final = "zorgaanbieder"
KINDS: Final[tuple[Kind, ...]] = ("question", *PROPOSALS)
DONE: Final = frozenset({"fields_saved", "agree_done", "withdrawn_done", "sent", "file_done"})
"""The words that a page may begin with, of what was just done."""


@dataclass(frozen=True)
class Invited:
    """One question of somebody with an invitation; `fields` are what the form or the address sent, in order."""

    ask: Ask
    desk: Desk
    link: str
    draft: Shared
    invitation: Invitation
    at: datetime
    place: Mapping[str, str]
    fields: Fields = ()
    files: tuple[SentFile, ...] = ()

    def get(self, name: str) -> str:
        """Return the last text that was sent as `name`, without space around it."""
        return next((value.strip() for key, value in reversed(self.fields) if key == name), "")

    @property
    def home(self) -> str:
        """Return the address of the first page, below that of the server."""
        return f"{HOME}/{self.link}"

    @property
    def is_open(self) -> bool:
        """Return whether it can still be answered."""
        return self.invitation.is_open(self.at)

    @property
    def words(self) -> Mapping[str, str]:
        """Return the words of the page."""
        return invited_words(self.ask.language)

    @cached_property
    def answering(self) -> Answering:
        """Return the draft."""
        desk = self.desk
        frame = desk.folder / desk.settings.frame if desk.settings.frame else None
        return Answering(self.draft, desk.house, frame)

    @property
    def store(self) -> Invitations:
        """Return where it is kept."""
        return Invitations(self.desk.address())

    @property
    def who(self) -> Who:
        """Return who answers: the name that was typed."""
        return Who(person_named(self.get("_naam")), self.at)

    def log(self, action: str, details: str = "") -> None:
        """Write a line in the log of the desk."""
        DeskLog(self.desk.address()).write(self.who, ROLE, action, self.invitation.contract, details)


def drafts_of(desk: Desk) -> Drafts:
    """Return the shared drafts of `desk`."""
    return Drafts(desk.folder / SHARED)


def round_of(desk: Desk, invitation: Invitation) -> Path:
    """Return the folder of what came back with `invitation`: a round of its own, made when it is not there yet.

    Raises FileError when it cannot be made.
    """
    home = desk.file(RETURNED, f"{ROUND}{invitation.id}")
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unreadable(home, error) from error
    return home


def overview(invited: Invited) -> Reply:
    """Return the first page: what is asked, the articles, and what is open, said and agreed."""
    articles = list(invited.answering.articles(invited.invitation))
    values = {
        "articles": [(one, _counts(one, invited)) for one in articles],
        "contract": invited.answering.contract,
        "open_fields": invited.answering.open_fields(invited.invitation.answers),
        "until": reading.moment(invited.draft.until),
        "agreed": len(set(invited.invitation.agreed) & {one.slot for one in articles}),
    }
    return _page("invited.html", invited, values)


def fields(invited: Invited) -> Reply:
    """Return the form with the fields that are the provider's."""
    answers = invited.invitation.answers
    return _form_page(invited, invited.answering.filled(answers or None))


def fill_in(invited: Invited) -> Reply:
    """Keep what was filled in; the form again where something is wrong, with all that was typed."""
    pairs = texts(invited.fields)
    answering, doing = invited.answering, invited.get("_doe")
    filled = answering.filled(pairs)
    if doing:
        return _form_page(invited, _with_rows(answering, filled, doing))
    form = answering.form(filled, invited.ask.language, is_sent=True)
    if not invited.who.by or form.faults:
        return _form_page(invited, filled, form=form, status=422)
    revision = int(told) if (told := invited.get("_versie")).isdecimal() and len(told) < 9 else -1
    if not invited.store.fill_in(invited.invitation.id, pairs, revision, invited.who):
        return _form_page(invited, filled, form=form, status=409)
    invited.log("vult gegevens in", ", ".join(form.taken))
    return _to(invited, "/gegevens", "fields_saved")


def article(invited: Invited) -> Reply:
    """Return one article with what was said of each lid."""
    return _article_page(invited)


def react(invited: Invited) -> Reply:
    """Keep a question, a proposal, its withdrawal, an agreement or its taking back; the page again when it is wrong."""
    shown = invited.answering.article(invited.place["slot"], invited.invitation)
    if shown is None:
        return reading.gone(invited.ask)
    doing, _, about = invited.get("_doe").partition(":")
    if not invited.who.by:
        place = invited.get("_plek") if doing == "zeg" else doing
        return _article_page(invited, wrong={"naam": "name_missing"}, place=place)
    match doing:
        case "akkoord":
            if invited.store.agree(invited.invitation.id, shown.slot, shown.heading, invited.who):
                invited.log("akkoord", shown.heading)
            return _to(invited, f"/artikel/{shown.slot}", "agree_done", "akkoord")
        case "terug":
            if invited.store.take_back(invited.invitation.id, shown.slot, invited.who):
                invited.log("neemt akkoord terug", shown.heading)
            return _to(invited, f"/artikel/{shown.slot}", "agree_done", "akkoord")
        case "trek-in":
            number = int(about) if about.isdecimal() and len(about) < 9 else 0
            said = next((one for line in shown.lines for one in line.said if one.number == number), None)
            if said is not None and invited.store.withdraw(invited.invitation.id, number, invited.who):
                invited.log("trekt in", f"{said.label}: {said.text}")
            return _to(invited, f"/artikel/{shown.slot}", "withdrawn_done")
        case _:
            return _say(invited, shown)


def file_page(invited: Invited) -> Reply:
    """Return the page where the Word file is saved and sent back, with what was sent, and what changed in one of it."""
    asked = invited.get("nummer")
    file = next((one for one in invited.invitation.files if str(one.number) == asked), None)
    rows = None
    if file is not None:
        data = content_of(round_of(invited.desk, invited.invitation) / file.stored)
        found = verify_document(data, file.name, invited.answering.word, "concept.docx")
        rows = list(change_rows(found, Phrases(found, invited.ask.language)))
    return _page("invited_file.html", invited, {"wrong": {}, "file": file, "rows": rows})


def receive(invited: Invited) -> Reply:
    """Keep the Word file that the provider changed, after reading it as `verify` does; the page when it is wrong."""
    wrong: dict[str, str] = {} if invited.who.by else {"naam": invited.words["name_missing"]}
    sent = next(iter(invited.files), None)
    found = None
    if sent is None or not sent.data:
        wrong["bestand"] = invited.words["file_missing"]
    elif not wrong:
        found, problem = _read(invited, sent)
        wrong |= {"bestand": problem} if problem else {}
    if wrong or sent is None or found is None:
        return _page("invited_file.html", invited, {"wrong": wrong, "rows": None}, status=422)
    changes = len(list(named_changes(found)))
    digest = sha256(sent.data).hexdigest()
    stored = f"{named(sent.name.rpartition('.')[0] or sent.name)[:60].strip(' .')}-{digest[:8]}.docx"
    write_whole(round_of(invited.desk, invited.invitation) / stored, sent.data, force=True)
    received = (person_named(sent.name), stored, digest, len(sent.data), changes)
    number = invited.store.receive(invited.invitation.id, received, invited.who)
    invited.log("stuurt bestand", f"{sent.name}: {changes} wijzigingen; {stored}")
    document = document_of(stored, sent.data, "teruggekomen")
    back = returned_entry(found.reference, found.fingerprint, document, found.changed)
    Register(open_register(invited.desk.address())).record("verify", [back], invited.who)
    return _to(invited, f"/bestand?nummer={number}", "file_done", "gelezen")


def saved(invited: Invited) -> Reply:
    """Return the draft to read as a whole, or as a file."""
    form = invited.place.get("form", "")
    if form == "word":
        name = f"{named(invited.answering.contract.reference)}.docx"
        return Reply(invited.answering.word, media=WORD, filename=name)
    if form in ("tekst", "aanvraag"):
        return reading.shared(invited.draft, form, invited.ask)
    if form:
        return reading.gone(invited.ask)
    values = reading.reading_values(invited.draft, invited.answering.contract, invited.ask)
    return _page("invited_whole.html", invited, values)


# what these pages are made of


def _read(invited: Invited, sent: SentFile) -> tuple[Verification | None, str | None]:
    """Return what changed in the file that was `sent`, or what is wrong with it."""
    language, own = invited.ask.language, invited.answering
    try:
        reference = _sealed_reference(sent)
        if reference not in ("", own.contract.reference):
            return None, invited.words["file_other"].format(reference=reference)
        return verify_document(sent.data, sent.name, own.word, "concept.docx"), None
    except IzacontractError as error:
        return None, f"{error.message.in_language(language)} {error.hint.in_language(language)}".strip()


def _sealed_reference(sent: SentFile) -> str:
    """Return the reference in the seal of the file, "" without one; raises FileError for what is no Word file."""
    file = open_word(sent.data, sent.name)
    try:
        return read_seal(file, sent.name).reference
    except IzacontractError:
        return ""


def _say(invited: Invited, shown: ArticlePage) -> Reply:
    place = invited.get("_plek")
    line = next((one for one in shown.lines if one.id == place), None)
    if line is None:
        return reading.gone(invited.ask)
    asked, text = invited.get("_soort"), invited.get("_tekst")
    kind = next((one for one in KINDS if one == asked), None)
    wrong = {}
    if kind is None:
        wrong["soort"] = "kind_missing"
    elif line.rows and kind != "question":
        wrong["soort"] = "no_table"
    if kind != "drop" and not text:
        wrong["tekst"] = "text_missing"
    elif len(text) > LONGEST_TEXT:
        wrong["tekst"] = "text_long"
    elif kind == "replace" and " ".join(text.split()) == line.text:
        wrong["tekst"] = "text_same"
    if wrong or kind is None:
        return _article_page(invited, wrong=wrong, place=place)
    told = text.replace("\r\n", "\n")
    about = (line.clause, line.at, line.label, line.text)
    invited.store.say(invited.invitation.id, about, "provider", kind, told, invited.who)
    invited.log("stelt vraag" if kind == "question" else "stelt tekst voor", f"{line.label} {shown.heading}: {told}")
    return _to(invited, f"/artikel/{shown.slot}", "sent", line.id)


def _article_page(invited: Invited, *, wrong: Mapping[str, str] | None = None, place: str = "") -> Reply:
    articles = list(invited.answering.articles(invited.invitation))
    at = next((at for at, one in enumerate(articles) if one.slot == invited.place["slot"]), None)
    if at is None:
        return reading.gone(invited.ask)
    values = {
        "article": articles[at],
        "before": articles[at - 1] if at else None,
        "after": articles[at + 1] if at + 1 < len(articles) else None,
        "agreement": invited.invitation.agreed.get(articles[at].slot),
        "history": [one for one in invited.invitation.agreements if one.slot == articles[at].slot and one.withdrawn],
        "wrong": wrong or {},
        "wrong_place": place,
        "typed": {"soort": invited.get("_soort"), "tekst": invited.get("_tekst")} if wrong else {},
        "kinds": KINDS,
        "pieces": pieces_of,
    }
    return _page("invited_article.html", invited, values, status=422 if wrong else 200)


def _form_page(invited: Invited, filled: Sent, *, form: OwnForm | None = None, status: int = 200) -> Reply:
    """Return the form; with status 409 somebody else saved it meanwhile, and saving again replaces that."""
    made = form or invited.answering.form(filled, invited.ask.language)
    stands = invited.store.get(invited.invitation.id) or invited.invitation
    sent = invited.get("_versie")[:9]
    open_fields = invited.answering.open_fields(stands.answers)
    values = {
        "form": made.parts,
        "faults": [(filled.name_of(fault.path), fault) for fault in made.faults],
        "open_keys": {line.field.partition(".")[0] for line in open_fields},
        "open_fields": open_fields,
        "no_name": status == 422 and not invited.who.by,
        "overtaken": status == 409,
        "stands": stands,
        "version": sent if sent and status != 409 else stands.revision,
        "url": "",
    }
    return _page("invited_fields.html", invited, values, status=status)


def _with_rows(answering: Answering, filled: Sent, doing: str) -> Sent:
    """Return what was filled in with a row more or less in a list, as the button says."""
    what, _, name = doing.partition(":")
    if what == "erbij":
        with_row(answering.schema, filled.entries, name)
    elif what == "weg":
        without_row(filled.entries, name)
    return of_entries(answering.schema, filled.entries)


def _counts(shown: ArticlePage, invited: Invited) -> dict[str, Any]:
    said = [one for line in shown.lines for one in line.said if not one.withdrawn]
    return {
        "questions": sum(one.kind == "question" for one in said),
        "proposals": sum(one.is_proposal for one in said),
        "answers": sum(one.kind == "answer" for one in said),
        "agreed": invited.invitation.agreed.get(shown.slot),
    }


def _to(invited: Invited, path: str, done: str, anchor: str = "") -> Reply:
    sign = "&" if "?" in path else "?"
    where = f"{invited.ask.root}{invited.home}{path}{sign}{urlencode({'klaar': done})}"
    return Reply(b"", 303, location=f"{where}#{_id(anchor)}" if anchor else where)


def _id(place: str) -> str:
    return place.replace("|", "-")


def _page(template: str, invited: Invited, values: Mapping[str, object], *, status: int = 200) -> Reply:
    """Return the page that `template` makes of `values`; every value is escaped."""
    ask, words = invited.ask, invited.words
    done = invited.get("klaar")
    given = {
        "t": words,
        "language": ask.language,
        "path": ask.path,
        "root": ask.root,
        "held": ask.held,
        "home": f"{ask.root}{invited.home}",
        "invitation": invited.invitation,
        "is_open": invited.is_open,
        "done": words[done] if done in DONE else "",
        "name": invited.get("_naam") or invited.invitation.last_by or invited.invitation.invited,
        "id_of": _id,
        **values,
    }
    return Reply(pages_environment().get_template(template).render(given).encode("utf-8", "replace"), status)
