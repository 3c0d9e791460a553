"""What all tests share: the outside plugin on the path, and tests that need a system package."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

OUTSIDE = Path(__file__).parent / "outside"
REQUESTS = Path(__file__).parent / "requests"

sys.path.insert(0, str(OUTSIDE))


def needs(program: str) -> None:
    """Skip the test where `program` is not installed; fail where everything must be."""
    if shutil.which(program):
        return
    if os.environ.get("IZACONTRACT_REQUIRE_ALL"):
        pytest.fail(f"{program} is not installed, and here nothing may skip")
    pytest.skip(f"{program} is not installed")
