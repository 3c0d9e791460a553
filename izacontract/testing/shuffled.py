"""`python -m izacontract.testing.shuffled PLUGIN NAME=MODULE...`: the contracts of a plugin's examples, as one digest.

The conformance check runs it with another hash seed and the plugins in another order: the digest must stay the same.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from hashlib import sha256
from importlib.metadata import EntryPoint

from izacontract.clauses.kept import kept
from izacontract.errors import Finding, IzacontractError, Told
from izacontract.hookspecs import GROUP
from izacontract.host import Plugins
from izacontract.testing import findings as f
from izacontract.testing.loading import host_of
from izacontract.testing.rules import example_contracts


def digest_of(plugin: str, plugins: Plugins) -> str:
    """Return the sha256 of all contracts that the examples of `plugin` make."""
    return sha256("\n".join(example_contracts(plugin, plugins)).encode()).hexdigest()


def check_shuffled(plugin: str, entries: Sequence[EntryPoint]) -> Iterable[Finding]:
    """Give a finding when the examples of `plugin` make other contracts with another hash seed and order of plugins.

    Raises RuntimeError, with what it says, when a process of its own cannot make them.
    """
    names = [f"{entry.name}={entry.value}" for entry in entries]
    with _started(plugin, names[::-1]) as process:
        here = digest_of(plugin, host_of(_entries(names)))
        printed, said = process.communicate()
    if process.returncode:
        raise RuntimeError(f"the contracts cannot be made in a process of their own: {said.strip()[-500:]}")
    if printed.strip() != here:
        nl = "met een andere volgorde van plugins of een andere hash-waarde ontstaat een ander contract"
        en = "another order of plugins or another hash seed makes another contract"
        yield f.about(plugin, f.UNSTABLE.finding(why=Told(nl, en)))


def _started(plugin: str, names: Sequence[str]) -> subprocess.Popen[str]:
    """Return a process that prints the digest, with a hash seed that is not the one here."""
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    arguments = [sys.executable, "-W", "ignore", "-m", "izacontract.testing.shuffled", plugin, *names]
    return subprocess.Popen(  # noqa: S603  our own module
        arguments, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def _entries(names: Sequence[str]) -> list[EntryPoint]:
    """Return the entry points that `names` say as NAME=MODULE; of which distribution they are is left out."""
    return [EntryPoint(name, value, GROUP) for name, _, value in (entry.partition("=") for entry in names)]


def main(arguments: Sequence[str]) -> int:
    """Print the digest for the plugin and the entry points in `arguments`; returns the exit status."""
    plugin, *names = arguments
    kept.keep()
    try:
        sys.stdout.write(f"{digest_of(plugin, host_of(_entries(names)))}\n")
    except IzacontractError as error:
        sys.stderr.write(f"{error}\n")
        return error.status
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
