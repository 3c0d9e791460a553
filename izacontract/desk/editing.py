"""The form of a contract on the desk: the same as that of the preview, and it keeps what is filled in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from izacontract.cli.files import content_of
from izacontract.desk import messages as m
from izacontract.desk.approvals import named_in, not_theirs
from izacontract.desk.asked import HOME, Asked, DeskPage, to
from izacontract.desk.contract import OnDesk, on_desk
from izacontract.desk.folder import named
from izacontract.desk.invitations import Invitations
from izacontract.desk.keeping import changing, digest, put, renamed
from izacontract.desk.who import MAKERS
from izacontract.errors import Told
from izacontract.intake.request_file import request_file
from izacontract.intake.tree import Node, typed_at
from izacontract.model.sections import AGREEMENT
from izacontract.web import form_pages
from izacontract.web.answers import Ask, FormPlace, Reply
from izacontract.web.entries import without_place
from izacontract.web.worker_cache import plugins_of, schema_of

KEEP: Final = "bewaar"


def form(asked: Asked) -> Reply:
    """Return the form of a contract, filled in as its request is."""
    one = on_desk(asked)
    if not _has_form(asked, one):
        raise _no_form(asked)
    return form_pages.filled(one.sector, one.tree, _at(asked, one))


def change(asked: Asked) -> Reply:
    """Return what changes by what was filled in, or keep it."""
    one = on_desk(asked)
    if not _has_form(asked, one):
        raise _no_form(asked)
    if asked.get("_doe") != KEEP:
        return form_pages.changed(one.sector, asked.body, _at(asked, one))
    with changing(asked.desk, one.name):
        return _keep(asked, on_desk(asked))


def _keep(asked: Asked, one: OnDesk) -> Reply:
    """Keep what was filled in, unless a colleague did so after the form was opened."""
    ask = _at(asked, one)
    place = ask.form
    if place is not None and asked.get("_versie") != place.version:
        told = Told(
            "Een collega bewaarde deze aanvraag nadat u haar opende. Druk nog eens op Bewaar om uw versie te houden;"
            " de andere staat dan bij de eerdere versies.",
            "A colleague kept this request after you opened it. Press Keep once more to have your version; the other"
            " one then stands with the earlier versions.",
        )
        again = form_pages.changed(one.sector, asked.body, replace(ask, fragment=False), notice=told)
        return replace(again, status=409)
    root = form_pages.typed_in(one.sector, asked.body, ask)
    if root is None:
        raise m.TOO_MANY.failure(m.DeskRefused)
    if typed := not_theirs(asked.person, root, one.tree.root):
        wrong = m.NOT_APPROVED.finding(names=named_in(typed))
        told = wrong.message + Told(" ", " ") + wrong.hint
        again = form_pages.changed(one.sector, asked.body, replace(ask, fragment=False), notice=told)
        return replace(again, status=422)
    made = schema_of(one.sector, asked.desk.house)
    whole = _with(root, one.tree.root, list(without_place(made, one.tree.root, "")))
    kept = put(asked.desk, asked.desk.existing(one.name), request_file(made, whole).encode())
    asked.log("aanvraag bewaard", one.name, f"eerdere versie: {kept}" if kept else "")
    reference = named(str(typed_at(whole, (AGREEMENT.key, "kenmerk")) or one.name))
    # a renewed request gets its reference here, and with it the name by which its documents find it
    moved = not one.reference and reference != one.name and renamed(asked.desk, one.name, reference)
    if moved:
        Invitations(asked.desk.address()).renamed(one.name, reference)
    return to(asked, f"/contract/{reference if moved else one.name}")


def save(asked: Asked) -> Reply:
    """Return what is filled in as a contract or request to save, without keeping it."""
    one = on_desk(asked)
    if not _has_form(asked, one):
        raise _no_form(asked)
    form = asked.place["form"]
    return form_pages.saved(one.sector, asked.body, form if form in ("word", "tekst") else "aanvraag", _at(asked, one))


def _at(asked: Asked, one: OnDesk) -> Ask:
    version = digest(content_of(asked.desk.existing(one.name)))
    contract = f"{HOME}/contract/{one.name}"
    return replace(asked.ask, form=FormPlace(f"{contract}/aanvraag", contract, one.name, version))


def _has_form(asked: Asked, one: OnDesk) -> bool:
    return one.sector in plugins_of(asked.desk.house).sectors


def _no_form(asked: Asked) -> m.DeskRefused:
    known = ", ".join(plugins_of(asked.desk.house).sectors)
    return m.NO_SECTOR.failure(m.DeskRefused, name=asked.place["name"], known=known)


def _with(root: dict[str, Node], before: dict[str, Node], names: list[str]) -> dict[str, Node]:
    """Return `root` with what `before` has under `names`, for which the form has no place: nothing is lost by it."""
    for name in names:
        *above, last = name.split(".")
        was, at = _found(before, above), _found(root, above)
        if isinstance(was, dict) and isinstance(at, dict) and last in was:
            at.setdefault(last, was[last])
    return root


def _found(node: Any, steps: list[str]) -> Any:
    for step in steps:
        if isinstance(node, dict):
            node = node.get(step)
        elif isinstance(node, list) and step.isdigit() and int(step) < len(node):
            node = node[int(step)]
        else:
            return None
    return node


PAGES: Final = (
    DeskPage("/contract/{name}/aanvraag", form, MAKERS),
    DeskPage("/contract/{name}/aanvraag", change, MAKERS, "formulier", raw=True, is_logged=False),
    DeskPage("/contract/{name}/aanvraag/{form}", save, MAKERS, "formulier opgeslagen", raw=True),
)
