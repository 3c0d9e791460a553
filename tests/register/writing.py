"""Processes of their own that write to a register: `python -m tests.register.writing ADDRESS COUNT NAME...`.

One for each `NAME` opens the register, whether it is there or not, adds `COUNT` contracts of its own, and as many events
to one that all share; then it tries to take the one step that only one of all may take, and prints whether it did. They
are forks of one process that has one thread and opened nothing yet: to start each anew would read all modules each time.
"""

from __future__ import annotations

import os
import sys
import traceback

from izacontract.register.messages import RegisterRefused
from izacontract.register.opening import open_register
from izacontract.register.steps import Status
from izacontract.register.store import Register
from tests.register.support import JANNEKE, TODAY, entry


def write(address: str, name: str, count: int) -> str:
    register = Register(open_register(address))
    register.record("add", [entry("SAMEN")], JANNEKE)
    for number in range(count):
        register.record("add", [entry(f"{name}-{number}"), entry("SAMEN", f"{name}-{number}")], JANNEKE)
        register.happened("SAMEN", f"{name}-{number}", TODAY, JANNEKE)
    try:
        register.move(["SAMEN"], Status.SENT, JANNEKE, on=TODAY)
    except RegisterRefused:
        return "te laat"
    return "als eerste"


def main(address: str, count: int, names: list[str]) -> int:
    """Let all write at once; returns how many of them failed."""
    children = []
    for name in names:
        child = os.fork()
        if child == 0:
            status = 1
            try:
                os.write(1, f"{write(address, name, count)}\n".encode())
                status = 0
            except BaseException:  # noqa: BLE001  told; this fork goes no further
                traceback.print_exc()
            finally:
                os._exit(status)
        children.append(child)
    return sum(os.waitpid(child, 0)[1] != 0 for child in children)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), sys.argv[3:]))
