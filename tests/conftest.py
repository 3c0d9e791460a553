"""What all tests share: the outside plugin on the path, and tests that need a system package."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import NoReturn

import pytest

OUTSIDE = Path(__file__).parent / "outside"
REQUESTS = Path(__file__).parent / "requests"

sys.path.insert(0, str(OUTSIDE))


def needs(program: str, variable: str = "") -> str:
    """Return the program called `program`, or the one that the environment names in `variable`.

    Skips the test where it is not installed; fails where everything must be.
    """
    found = shutil.which(os.environ.get(variable, program))
    return found or missing(program)


def missing(what: str) -> NoReturn:
    """Skip the test because `what` is not installed; fail where everything must be."""
    if os.environ.get("IZACONTRACT_REQUIRE_ALL"):
        pytest.fail(f"{what} is not installed, and here nothing may skip")
    pytest.skip(f"{what} is not installed")
