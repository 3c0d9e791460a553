"""Tells where and with what the others measure: a quiet computer has a load near 0 before the run."""

from __future__ import annotations

import os
import platform
import subprocess
from datetime import date
from importlib.metadata import version

from benchmarks import beside, tables

MODULES = ("docxtemplater", "carbone")


def node_versions() -> dict[str, str]:
    """Return the versions of Node and of the generators in it; nothing when it does not take part."""
    folder = beside.node_modules()
    if folder is None:
        return {}
    read = ", ".join(f"JSON.parse(fs.readFileSync('{module}/package.json')).version" for module in MODULES)
    command = ["node", "-e", f"console.log([process.versions.node, {read}].join(' '))"]
    found = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout.split()
    return dict(zip(("Node", *MODULES), found, strict=True))


def main() -> None:
    """Print the table."""
    facts = {
        "measured on": f"{date.today():%d-%m-%Y}",
        "cores": str(os.cpu_count()),
        "load before": f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown",
        "Python": platform.python_version(),
        "docxtpl": version("docxtpl"),
    } | node_versions()
    tables.show("surroundings", tuple(facts), [tuple(facts.values())])


if __name__ == "__main__":
    main()
