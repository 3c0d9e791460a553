"""Who writes to a register, and when."""

from __future__ import annotations

import getpass
import os
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

USER: Final = "IZACONTRACT_USER"
"""The environment variable that says who is at work, when that is not the user of this computer."""

LONGEST: Final = 100


@dataclass(frozen=True, slots=True)
class Who:
    """Who writes, and at which moment (with its time zone)."""

    by: str
    at: datetime

    @property
    def moment(self) -> str:
        """Return the moment as the register keeps it: "2027-03-01T08:15:00Z"."""
        return self.at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")

    @property
    def today(self) -> date:
        """Return the day on which it is, where it is written."""
        return self.at.astimezone().date()


def who(by: str | None = None, at: datetime | None = None) -> Who:
    """Return who is at work: `by`, else IZACONTRACT_USER, else the user of this computer; `at` is now by default."""
    return Who(clean(by or os.environ.get(USER) or _user())[:LONGEST] or "?", at or datetime.now(UTC))


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container may run as a number without a name
        return "?"


def clean(text: str) -> str:
    """Return `text` on one line and as every database keeps it: without signs that cannot be printed."""
    printed = "".join(sign if sign.isprintable() else " " for sign in text.encode("utf-8", "replace").decode())
    return " ".join(printed.split())
