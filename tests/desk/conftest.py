"""A desk in this process, without workers: alone, and for a team behind a proxy."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from izacontract.desk.folder import Desk, opened
from izacontract.desk.job import work
from izacontract.desk.jobs import Jobs
from izacontract.desk.settings import FILE
from izacontract.web.app import Serving, make_app
from tests.register.conftest import address, postgresql, server, sqlite  # noqa: F401  a register on both databases
from tests.web.conftest import AtOnce, Clock, TestClient

TEAM = """
aanmelden:
  proxy: [10.0.0.0/8]
  inkoper: [zorginkoop]
  jurist: [juristen]
  lezer: [iedereen]
"""
GROUPS = {"inkoper": "zorginkoop", "jurist": "juristen", "lezer": "iedereen", "": "andere"}


@dataclass
class AtDesk:
    """A desk, its client and its clock."""

    client: TestClient
    desk: Desk
    clock: Clock

    def by(self, role: str, name: str = "Anouk de Vries") -> Mapping[str, str]:
        """Return the headers that the proxy sends for somebody in `role`."""
        return {"X-Forwarded-User": name, "X-Forwarded-Groups": f"a,{GROUPS[role]}"}


Open = Callable[..., AtDesk]


def at_once(jobs: Jobs, name: str) -> None:
    """Do the job `name` here and now, in this process."""
    work(jobs.desk.folder, name)


@pytest.fixture
def open_desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    monkeypatch.setattr(Jobs, "_run", at_once)
    with ExitStack() as stack:

        def start(settings: str = "", client: str = "127.0.0.1") -> AtDesk:
            folder = tmp_path / "bureau"
            folder.mkdir(exist_ok=True)
            if settings:
                (folder / FILE).write_text(settings, encoding="utf-8")
            desk, clock = opened(folder), Clock()
            app = make_app(Serving(workers=AtOnce(1), clock=clock, log=lambda line: None, desk=desk))
            made = TestClient(app, base_url="http://127.0.0.1:8765", follow_redirects=False, client=(client, 50_000))
            return AtDesk(stack.enter_context(made), desk, clock)

        yield start


@pytest.fixture
def at_desk(open_desk: Open) -> AtDesk:
    return open_desk()
