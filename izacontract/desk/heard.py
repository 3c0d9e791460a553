"""What providers said or sent in answer to their invitations, as far as it waits for the purchaser."""

from __future__ import annotations

from typing import Final

from izacontract.desk.folder import RETURNED, Desk
from izacontract.desk.invitation import Invitation
from izacontract.desk.invitations import Invitations
from izacontract.desk.invited_files import ROUND
from izacontract.desk.rounds import answered_in

PROPOSALS: Final = "voorstellen.docx"
"""The Word file in which the proposals of an invitation stand as tracked changes, to be answered."""


def waiting(desk: Desk, one: Invitation) -> int:
    """Return how many questions, proposals and files of one invitation nobody answered yet."""
    done = answered_in(desk.folder / RETURNED / f"{ROUND}{one.id}")
    proposals = sum(proposal.at > done.get(PROPOSALS, "") for proposal in one.proposals)
    return len(one.unanswered) + proposals + sum(file.stored not in done for file in one.files)


def heard(desk: Desk, contract: str = "") -> list[tuple[Invitation, int]]:
    """Return the open invitations, of `contract` or of all, where something waits, and how much; the newest first."""
    found = ((one, waiting(desk, one)) for one in Invitations(desk.address()).heard(contract))
    return [(one, number) for one, number in found if number]
