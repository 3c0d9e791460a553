"""What a provider who is invited opens first: what is asked and open, its own fields, and the whole draft to read."""

from __future__ import annotations

from typing import Any

from izacontract.desk.answering import Answering, ArticlePage, OwnForm, texts
from izacontract.desk.folder import named
from izacontract.desk.invited import Invited, invited_page, invited_to
from izacontract.render.text import text
from izacontract.web import reading
from izacontract.web.answers import TEXT, WORD, Reply, message
from izacontract.web.entries import Sent, of_entries, with_row, without_row
from izacontract.web.moments import moment_in


def overview(invited: Invited) -> Reply:
    """Return the first page: what is asked, the articles, and what is open, said and agreed."""
    articles = list(invited.answering.articles(invited.invitation))
    values = {
        "articles": [(one, _counts(one, invited)) for one in articles],
        "contract": invited.answering.contract,
        "open_fields": invited.answering.open_fields(invited.invitation.answers),
        "until": moment_in(invited.draft.until, invited.ask.language),
        "agreed": len(set(invited.invitation.agreed) & {one.slot for one in articles}),
    }
    return invited_page("invited.html", invited, values)


def fields(invited: Invited) -> Reply:
    """Return the form with the fields that are the provider's."""
    if not invited.answering.is_there():
        return _unknown_fields(invited)
    answers = invited.invitation.answers
    return _form_page(invited, invited.answering.filled(answers or None))


def fill_in(invited: Invited) -> Reply:
    """Keep what was filled in; the form again where something is wrong, with all that was typed."""
    if not invited.answering.is_there():
        return _unknown_fields(invited)
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
    return invited_to(invited, "/gegevens", "fields_saved")


def saved(invited: Invited) -> Reply:
    """Return the draft to read as a whole, or as a file."""
    form = invited.place.get("form", "")
    if form == "word":
        name = f"{named(invited.answering.contract.reference)}.docx"
        return Reply(invited.answering.word, media=WORD, filename=name)
    if form == "tekst":
        return Reply(text(invited.answering.contract).encode(), media=TEXT, filename="concept.txt")
    if form:  # the request is the insurer's own: it holds why, and who agreed to that
        return reading.gone(invited.ask)
    values = reading.reading_values(invited.draft, invited.answering.contract, invited.ask)
    return invited_page("invited_whole.html", invited, values)


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
    return invited_page("invited_fields.html", invited, values, status=status)


def _unknown_fields(invited: Invited) -> Reply:
    """Return the page for a draft of a sector that is not installed here any more."""
    return message(invited.ask, invited.words["nav_fields"], invited.words["fields_unknown"], status=422)


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
