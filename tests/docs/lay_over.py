"""Lays what a page types for the next year over the request of the year before, as its reader does by hand.

python lay_over.py OLD CHANGES NEW: a value of CHANGES replaces that of OLD under the same keys.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import yaml


def laid_over(old: Any, changes: Any) -> Any:
    """Return `old` with the values of `changes`; a list is replaced as a whole."""
    if not isinstance(old, dict) or not isinstance(changes, dict):
        return changes
    return old | {key: laid_over(old.get(key), value) for key, value in changes.items()}


if __name__ == "__main__":
    old, changes, new = map(Path, sys.argv[1:])
    read = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in (old, changes)]
    new.write_text(yaml.safe_dump(laid_over(*read), allow_unicode=True, sort_keys=False), encoding="utf-8")
