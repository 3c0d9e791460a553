"""What came back from a provider: a sent contract with twelve edits, one of each kind that people make."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from izacontract.take.comments import MarginComment, with_comments
from tests.verify.edits import (
    Edited,
    Element,
    W,
    delete,
    delete_tracked,
    new_paragraph,
    new_tracked_paragraph,
    replace,
    reword,
    text,
)

AUTHOR = "J. Jansen"
STRUCK = "Partijen beperken hun aansprakelijkheid niet."
ADDED = "De Zorgaanbieder ontvangt binnen een week een bevestiging."
QUESTION = "Kan dit ook per kwartaal?"
INSURED = "De Zorgaanbieder is verzekerd tegen"
WAIVED = "Wie een recht niet of later uitoefent"
FIXED = "De OVA bestaat voor 2027"
HEADING = "Avondspreekuur"
ARTICLE = "De Zorgaanbieder houdt elke dinsdag een avondspreekuur."


@dataclass(frozen=True)
class Values:
    """The values that one provider changes: what each is in the contract and becomes, and the code of a row."""

    amount: tuple[str, str]
    account: tuple[str, str]
    share: tuple[str, str]
    name: tuple[str, str]
    row: str


def returned(sent: bytes, values: Values) -> bytes:
    """Return `sent` as it came back: four values, words of leden, a comment, an article, a fixed lid and a row."""
    edited = Edited(sent)
    for was, now in (values.amount, values.account, values.name):
        replace_everywhere(edited, was, now)
    share = edited.line("in deze zorgprocessen hybride zorg krijgt")
    replace(edited, share, values.share[0], values.share[1], day="2026-11-03")
    insured = edited.line(INSURED)
    replace(edited, insured, "verzekerd tegen", "goed verzekerd tegen", day="2026-11-03")
    reword(edited.line(WAIVED), "geeft dat daarmee niet op", "verliest het na een jaar")
    delete_tracked(edited, edited.line(STRUCK))
    paid = edited.clause("algemeen.declaratie")[0]
    paid.addnext(new_tracked_paragraph(edited, paid, ADDED))
    heading = edited.heading("overleg")
    heading.addprevious(new_paragraph(heading, HEADING))
    heading.addprevious(new_paragraph(insured, ARTICLE))
    reword(edited.line(FIXED), "bestaat", "bestond")
    delete(row_of(edited, values.row))
    term = edited.clause("algemeen.looptijd")[0]
    comment = MarginComment(term, (QUESTION,))
    edited.parts = with_comments(edited.parts, [comment], AUTHOR, date(2026, 11, 3))
    return edited.saved()


def replace_everywhere(edited: Edited, was: str, now: str) -> None:
    """Write `now` wherever `was` stands, as who replaces in Word without tracking."""
    found = 0
    for piece in edited.body.iter(f"{W}t"):
        if was in (piece.text or ""):
            piece.text, found = piece.text.replace(was, now), found + 1
    assert found, was


def row_of(edited: Edited, first: str) -> Element:
    """Return the first row of a table whose first cell says `first`."""
    return next(row for row in edited.body.iter(f"{W}tr") if text(row.find(f"{W}tc")) == first)
