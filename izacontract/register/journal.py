"""The log of a register: who did what with which contract and when, a line for each, never changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, func, insert, select

from izacontract.register.schema import log, notes


@dataclass
class Journal:
    """Lines for the log in the transaction of `connection`; they are written by `flush`."""

    connection: Connection
    by: str
    at: str
    _lines: list[dict[str, Any]] = field(default_factory=list)
    _notes: list[dict[str, Any]] = field(default_factory=list)
    _next: int = 0

    def write(
        self, action: str, reference: str, details: Mapping[str, object], *, note: str = "", contract: int | None = None
    ) -> None:
        """Add a line; a `note` goes with its `contract` when that is removed, and stays when it has none."""
        if not self._next:
            self._next = (self.connection.execute(select(func.max(log.c.id))).scalar() or 0) + 1
        told = json.dumps(details, ensure_ascii=False, separators=(",", ":"))
        self._lines.append(
            {"id": self._next, "at": self.at, "by": self.by, "action": action, "reference": reference, "details": told}
        )
        if note:
            self._notes.append({"entry": self._next, "contract": contract, "text": note})
        self._next += 1

    def flush(self) -> None:
        """Write the lines; a removal has taken its contract away before, an addition has put it there."""
        if self._lines:
            self.connection.execute(insert(log), self._lines)
        if self._notes:
            self.connection.execute(insert(notes), self._notes)
        self._lines, self._notes = [], []
