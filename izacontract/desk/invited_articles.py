"""One article for a provider who is invited: questions and proposals at each lid, and agreement to the article."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from izacontract.desk.answering import ArticlePage, pieces_of
from izacontract.desk.invitation import PROPOSALS, Kind
from izacontract.desk.invitations import LONGEST_TEXT
from izacontract.desk.invited import Invited, invited_page, invited_to
from izacontract.web import reading
from izacontract.web.answers import Reply

KINDS: Final[tuple[Kind, ...]] = ("question", *PROPOSALS)


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
        place = invited.get("_plek") if doing == "zeg" else invited.get("_doe")
        return _article_page(invited, wrong={"naam": "name_missing"}, place=place)
    match doing:
        case "akkoord":
            if invited.store.agree(invited.invitation.id, shown.slot, shown.heading, invited.who):
                invited.log("akkoord", shown.heading)
            return invited_to(invited, f"/artikel/{shown.slot}", "agree_done", "akkoord")
        case "terug":
            if invited.store.take_back(invited.invitation.id, shown.slot, invited.who):
                invited.log("neemt akkoord terug", shown.heading)
            return invited_to(invited, f"/artikel/{shown.slot}", "agree_done", "akkoord")
        case "trek-in":
            number = int(about) if about.isdecimal() and len(about) < 9 else 0
            said = next((one for line in shown.lines for one in line.said if one.number == number), None)
            if said is not None and invited.store.withdraw(invited.invitation.id, number, invited.who):
                invited.log("trekt in", f"{said.label}: {said.text}")
            return invited_to(invited, f"/artikel/{shown.slot}", "withdrawn_done")
        case _:
            return _say(invited, shown)


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
    return invited_to(invited, f"/artikel/{shown.slot}", "sent", line.id)


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
    return invited_page("invited_article.html", invited, values, status=422 if wrong else 200)
