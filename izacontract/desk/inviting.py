"""Inviting a provider to answer a draft, and ending an invitation: the one way for the command line and the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from izacontract.cli.files import write_whole
from izacontract.desk.folder import REQUESTS, Desk, named
from izacontract.desk.invitation import Invitation
from izacontract.desk.invitations import Invitations
from izacontract.desk.invited import drafts_of
from izacontract.desk.log import DeskLog
from izacontract.model.contract import Contract
from izacontract.register.who import Who
from izacontract.render.json import json_text
from izacontract.web.outward import outward


@dataclass(frozen=True)
class Invite:
    """What a provider is invited to: the request and contract of a draft, its pictures as JSON, whom, and how long.

    `file` is the request as it was named; one that is not on the desk is put there under the contract's reference.
    """

    file: str
    request: str
    contract: Contract
    pictures: str
    invited: str
    days: int


def invite(desk: Desk, what: Invite, who: Who) -> str:
    """Return the last part of the link by which a provider can answer, after keeping the draft and the invitation.

    An invitation to an earlier draft of the same contract is closed, and its provider reads that there is a next one.
    Raises FileError when the folder or the register cannot be written.
    """
    contract = what.contract
    given = Path(what.file)
    on_desk = given.suffix == ".yaml" and given.resolve().parent == (desk.folder / REQUESTS).resolve()
    name = given.stem if on_desk else named(contract.reference)
    if not on_desk and not desk.request(name).exists():
        write_whole(desk.request(name), what.request.encode(), force=False)
    drafts = drafts_of(desk)
    shown = json_text(outward(contract))
    link = drafts.put(what.request, shown, what.pictures, days=what.days, now=who.at, invited=True)
    provider = contract.provider.name if contract.provider else ""
    until = who.at.replace(microsecond=0) + timedelta(days=what.days)
    draft = drafts.name_of(link)
    Invitations(desk.address()).add(draft, name, contract.reference, provider, what.invited, until, who)
    DeskLog(desk.address()).write(who, "", "nodigt uit", name, f"{what.invited}, {what.days} dagen")
    return link


def end(desk: Desk, invitation: Invitation, who: Who) -> None:
    """End `invitation`: its link shows nothing any more, while the desk keeps the draft and what was said of it."""
    Invitations(desk.address()).revoke(invitation.id, who)
    DeskLog(desk.address()).write(who, "", "trekt uitnodiging in", invitation.contract, invitation.invited)


def end_all(desk: Desk, who: Who) -> None:
    """End every invitation of `desk`, as a new key of its links does."""
    Invitations(desk.address()).revoke_all(who)
    DeskLog(desk.address()).write(who, "", "trekt alle uitnodigingen in")
