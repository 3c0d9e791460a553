"""What an extra of izacontract needs, and how it is added to the environment that runs now."""

from __future__ import annotations

import sys
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

PIPX = "pipx_metadata.json"
"""The file that pipx keeps in every environment that it makes."""


def requirements(extra: str) -> tuple[str, ...]:
    """Return what `extra` needs beside izacontract itself, as pip takes it; raises LookupError for no such extra."""
    parts = [line.partition(";") for line in requires("izacontract") or ()]
    found = tuple(name.strip() for name, _, marker in parts if f'extra == "{extra}"' in marker.replace("'", '"'))
    if not found:
        raise LookupError(f"izacontract has no extra '{extra}'")
    return found


def install_command(extra: str) -> str:
    """Return the command that adds the libraries of `extra` to this environment.

    It names the libraries, not izacontract: that may come from a folder, which pip would then look for elsewhere.
    """
    try:
        needed = requirements(extra)
    except (LookupError, PackageNotFoundError):  # run from a folder, or installed before the extra was there
        needed = (f"izacontract[{extra}]",)
    wanted = " ".join(f'"{one}"' for one in needed)
    if Path(sys.prefix, PIPX).is_file():
        return f"pipx inject izacontract {wanted}"
    python = f'"{sys.executable}"' if " " in sys.executable else sys.executable
    return f"{python} -m pip install {wanted}"
