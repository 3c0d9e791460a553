"""How the tests are spread over processes: whole files and groups."""

from __future__ import annotations

import pytest
from xdist.scheduler import LoadGroupScheduling


def group_of(nodeid: str) -> str:
    """Return what goes to one process as a whole: the group that the test names, or else its file."""
    return nodeid.rpartition("@")[2] if nodeid.rfind("@") > nodeid.rfind("]") else nodeid.partition("::")[0]


class WholeFiles(LoadGroupScheduling):
    """Gives a process a whole file at a time, in the order of collection.

    Tests of one file look at the same contracts: spread one by one, every process makes all of them, and to count what
    each has still to do for ten thousand tests takes as long as the tests.
    """

    def __init__(self, config: pytest.Config, log: object = None) -> None:
        super().__init__(config, log)
        config.option.loadscopereorder = False

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid)
