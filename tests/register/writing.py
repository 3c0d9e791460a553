"""A process of its own that writes to a register: `python -m tests.register.writing ADDRESS NAME COUNT`.

It opens the register, whether it is there or not, adds `COUNT` contracts of its own, and as many events to one that all
share; then it tries to take the one step that only one of all may take, and prints whether it did.
"""

from __future__ import annotations

import sys

from izacontract.register.messages import RegisterRefused
from izacontract.register.opening import open_register
from izacontract.register.steps import Status
from izacontract.register.store import Register
from tests.register.support import JANNEKE, TODAY, entry


def main(address: str, name: str, count: int) -> None:
    register = Register(open_register(address))
    register.record("add", [entry("SAMEN")], JANNEKE)
    for number in range(count):
        register.record("add", [entry(f"{name}-{number}"), entry("SAMEN", f"{name}-{number}")], JANNEKE)
        register.happened("SAMEN", f"{name}-{number}", TODAY, JANNEKE)
    try:
        register.move(["SAMEN"], Status.SENT, JANNEKE, on=TODAY)
        sys.stdout.write("als eerste")
    except RegisterRefused:
        sys.stdout.write("te laat")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
