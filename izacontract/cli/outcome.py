"""How a command ends that made a document or request about a contract: what it made of what, said in one place.

Whoever keeps a record of what was done, such as a register, finds everything for it here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from izacontract.cli.report import Report
from izacontract.errors import Told


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a `command` wrote: the files, out of which sources, for the contract with `reference`.

    `number` and `day` are those of an addendum, or `day` the first day of the next contract; `said` is the message.
    """

    command: Literal["vary", "consolidate", "renew"]
    reference: str
    sources: tuple[str, ...]
    written: tuple[Path, ...]
    said: Told
    number: int | None = None
    day: date | None = None


def ended(outcome: Outcome, report: Report) -> None:
    """Tell on standard error what the command did."""
    report.say(outcome.said.nl, outcome.said.en)
