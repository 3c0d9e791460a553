"""A provider who is invited to a draft, as one call: the draft is made once for all tests."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from izacontract.build.contract import build_contract
from izacontract.desk.answering import Answering
from izacontract.desk.folder import Desk
from izacontract.desk.invitation import Invitation
from izacontract.desk.invitations import Invitations
from izacontract.desk.invited import HOME, drafts_of
from izacontract.desk.inviting import Invite, invite
from izacontract.desk.log import DeskLog
from izacontract.intake.read import examine_tree
from izacontract.intake.request_file import request_file
from izacontract.intake.schema import schema
from izacontract.intake.sources import tree_of, tree_of_bytes
from izacontract.intake.tree import Tree
from izacontract.register.who import Who
from izacontract.web.reading import pictures_json
from tests.contracts.support import REQUESTS, plugins
from tests.desk.conftest import AtDesk

NAME = "Anouk de Vries"
PROVIDER = "J. Jansen"
FIELD = "zorgaanbieder.vertegenwoordiger.naam"


def open_tree(sector: str) -> Tree:
    """Return the example of `sector` in which the provider still owes who represents it."""
    tree = tree_of(REQUESTS / "2027" / f"{sector}.yaml", plugins())
    provider = tree.root["zorgaanbieder"]
    assert isinstance(provider, dict)
    provider = {key: value for key, value in provider.items() if key != "vertegenwoordiger"}
    return Tree({**tree.root, "zorgaanbieder": provider})


@cache
def draft(sector: str, days: int) -> Invite:
    """Return what somebody is invited to: the example of `sector`."""
    tree = open_tree(sector)
    text = request_file(schema(sector, plugins()), tree.root)
    read = examine_tree(tree_of_bytes(text.encode(), "aanvraag.yaml", plugins()), plugins()).request
    assert read is not None
    contract = build_contract(read, plugins())
    pictures = pictures_json(plugins().draw_pictures(read), contract)
    return Invite("-", text, contract, pictures, "Huisartsen Noord", days)


@dataclass
class Link:
    """An invitation at a desk: what its provider opens and sends."""

    at: AtDesk
    link: str

    @property
    def home(self) -> str:
        return f"{HOME}/{self.link}"

    @property
    def invitation(self) -> Invitation:
        found = Invitations(self.at.desk.address()).of_draft(drafts_of(self.at.desk).name_of(self.link))
        assert found is not None
        return found

    @property
    def answering(self) -> Answering:
        held = drafts_of(self.at.desk).held(self.invitation.draft, invited=True)
        assert held is not None
        return Answering(held, self.at.desk.house)

    def get(self, path: str = "", **more: str) -> Any:
        return self.at.client.get(f"{self.home}{path}", params=more or None)

    def post(self, path: str, **fields: str) -> Any:
        return self.at.client.post(f"{self.home}{path}", data={"_naam": PROVIDER} | fields)


def invited(at: AtDesk, sector: str = "huisartsen", days: int = 14) -> Link:
    """Return an invitation to the example of `sector`."""
    return Link(at, invite(at.desk, draft(sector, days), Who(NAME, at.clock.now)))


def log_of(desk: Desk) -> list[tuple[str, str, str]]:
    """Return who did what, with the details, in order."""
    return [(line.by, line.action, line.details) for line in reversed(DeskLog(desk.address()).read())]
