"""`python -m izacontract.testing.shuffled PLUGIN NAME=MODULE...`: the contracts of a plugin's examples, as one digest.

The conformance check runs it with other hash seeds and the plugins in another order: the digest must stay the same.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from hashlib import sha256
from importlib.metadata import EntryPoint

from izacontract.errors import Finding, IzacontractError, Told
from izacontract.hookspecs import GROUP
from izacontract.host import Plugins
from izacontract.testing import findings as f
from izacontract.testing.loading import host_of
from izacontract.testing.rules import example_contracts

SEEDS = ("1", "2")


def digest_of(plugin: str, plugins: Plugins) -> str:
    """Return the sha256 of all contracts that the examples of `plugin` make."""
    return sha256("\n".join(example_contracts(plugin, plugins)).encode()).hexdigest()


def check_shuffled(plugin: str, entries: Sequence[EntryPoint]) -> Iterable[Finding]:
    """Give a finding when the examples of `plugin` make other contracts with another hash seed and order of plugins."""
    names = [f"{entry.name}={entry.value}" for entry in entries]
    orders = (names, names[::-1])
    running = [_started(plugin, order, seed) for seed, order in zip(SEEDS, orders, strict=True)]
    if len({_digest(process) for process in running}) > 1:
        nl = "met een andere volgorde van plugins of een andere hash-waarde ontstaat een ander contract"
        en = "another order of plugins or another hash seed makes another contract"
        yield f.about(plugin, f.UNSTABLE.finding(why=Told(nl, en)))


def _started(plugin: str, names: Sequence[str], seed: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    arguments = [sys.executable, "-W", "ignore", "-m", "izacontract.testing.shuffled", plugin, *names]
    return subprocess.Popen(  # noqa: S603  our own module
        arguments, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def _digest(process: subprocess.Popen[str]) -> str:
    """Return the digest that a process of its own finds; raises RuntimeError, with what it says, when it cannot."""
    printed, said = process.communicate()
    if process.returncode:
        raise RuntimeError(f"the contracts cannot be made in a process of their own: {said.strip()[-500:]}")
    return printed.strip()


def main(arguments: Sequence[str]) -> int:
    """Print the digest for the plugin and the entry points in `arguments`; returns the exit status."""
    plugin, *names = arguments
    entries = [EntryPoint(name, value, GROUP) for name, _, value in (entry.partition("=") for entry in names)]
    try:
        sys.stdout.write(f"{digest_of(plugin, host_of(entries))}\n")
    except IzacontractError as error:
        sys.stderr.write(f"{error}\n")
        return error.status
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
