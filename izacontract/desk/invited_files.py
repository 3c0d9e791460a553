"""The Word file that a provider changed: read as what comes back is read, kept for the purchaser, shown to both."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Final

from izacontract.cli.files import content_of, write_whole
from izacontract.desk.asked import SentFile
from izacontract.desk.folder import RETURNED, Desk, named
from izacontract.desk.invitation import Invitation
from izacontract.desk.invitation_messages import TOO_MUCH
from izacontract.desk.invitations import MOST_FILES
from izacontract.desk.invitations import named as person_named
from izacontract.desk.invited import ROLE, Invited, invited_page, invited_to
from izacontract.desk.messages import DeskRefused
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
from izacontract.web.answers import Reply
from izacontract.word.opening import open_word

ROUND: Final = "uitnodiging-"
"""How the round of what came back with an invitation is called, before its number."""


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


def file_page(invited: Invited) -> Reply:
    """Return the page where the Word file is saved and sent back, with what was sent, and what changed in one of it."""
    asked = invited.get("nummer")
    file = next((one for one in invited.invitation.files if str(one.number) == asked), None)
    rows = None
    if file is not None:
        data = content_of(round_of(invited.desk, invited.invitation) / file.stored)
        found = verify_document(data, file.name, invited.answering.word, "concept.docx")
        rows = list(change_rows(found, Phrases(found, invited.ask.language)))
    return invited_page("invited_file.html", invited, {"wrong": {}, "file": file, "rows": rows})


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
        return invited_page("invited_file.html", invited, {"wrong": wrong, "rows": None}, status=422)
    if len(invited.invitation.files) >= MOST_FILES:
        raise TOO_MUCH.failure(DeskRefused, most=MOST_FILES)
    changes = len(list(named_changes(found)))
    digest = sha256(sent.data).hexdigest()
    stored = f"{named(sent.name.rpartition('.')[0] or sent.name)[:60].strip(' .')}-{digest[:8]}.docx"
    write_whole(round_of(invited.desk, invited.invitation) / stored, sent.data, force=True)
    received = (person_named(sent.name), stored, digest, len(sent.data), changes)
    number = invited.store.receive(invited.invitation.id, received, invited.who)
    invited.log("stuurt bestand", f"{sent.name}: {changes} wijzigingen; {stored}")
    document = document_of(stored, sent.data, "teruggekomen")
    back = returned_entry(found.reference, found.fingerprint, document, found.changed)
    Register(open_register(invited.desk.address())).record("verify", [back], _as_provider(invited.who))
    return invited_to(invited, f"/bestand?nummer={number}", "file_done", "gelezen")


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


def _as_provider(who: Who) -> Who:
    """Return `who` as the register names whoever typed that name at an invitation: never as one of our own."""
    return replace(who, by=f"{who.by} ({ROLE})")
