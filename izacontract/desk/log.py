"""What was done at the desk: a line for every action, with name and time, in a table where no line changes or goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from sqlalchemy import Column, Integer, MetaData, String, Table, Text, func, insert, inspect, or_, select

from izacontract.register.opening import Opened, open_register
from izacontract.register.schema import keep_lines
from izacontract.register.who import Who, clean

LONGEST: Final = 500
AT_ONCE: Final = 200
"""So many lines are shown on one page of the log."""

_tables: Final = MetaData()

log: Final = Table(
    "desk_log",
    _tables,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("at", String(40), nullable=False),
    Column("by", String(200), nullable=False),
    Column("role", String(40), nullable=False),
    Column("action", String(60), nullable=False),
    Column("about", String(200), nullable=False, index=True),
    Column("details", Text, nullable=False),
)
"""Who did what when at the desk; a line stays as it was written."""


@dataclass(frozen=True, slots=True)
class DeskLine:
    """A line of the log: its number, when (UTC), by whom in which role, what, about what, and what more."""

    id: int
    at: str
    by: str
    role: str
    action: str
    about: str
    details: str


class DeskLog:
    """The log of the desk whose register is at `address`, made on first use; raises FileError as a register does."""

    def __init__(self, address: str) -> None:
        self._opened = _with_log(address)

    def write(self, who: Who, role: str, action: str, about: str = "", details: str = "") -> None:
        """Add a line."""
        with self._opened.writing() as connection:
            last = connection.execute(select(func.max(log.c.id))).scalar() or 0
            line = {"id": last + 1, "at": who.moment, "by": who.by, "role": role, "action": action}
            told = {"about": clean(about)[:200], "details": clean(details)[:LONGEST]}
            connection.execute(insert(log).values(line | told))

    def read(self, text: str = "", before: int | None = None, actions: Sequence[str] = ()) -> Sequence[DeskLine]:
        """Return the last lines, the newest first, that hold `text` or one of `actions`, numbered below `before`."""
        asked = select(log).order_by(log.c.id.desc()).limit(AT_ONCE)
        if text.strip():
            near = f"%{_escaped(text.strip().lower())}%"
            columns = (log.c.by, log.c.action, log.c.about, log.c.details)
            held = [func.lower(column).like(near, escape="\\") for column in columns]
            asked = asked.where(or_(*held, log.c.action.in_(actions)))
        if before is not None:
            asked = asked.where(log.c.id < before)
        with self._opened.reading() as connection:
            return [DeskLine(**row._mapping) for row in connection.execute(asked)]


@lru_cache(maxsize=8)
def _with_log(address: str) -> Opened:
    opened = open_register(address)
    with opened.reading() as connection:
        is_there = inspect(connection).has_table(log.name)
    if not is_there:
        with opened.writing() as connection:
            if not inspect(connection).has_table(log.name):  # another may have made it meanwhile
                _tables.create_all(connection, checkfirst=False)
                keep_lines(connection, log.name)
    return opened


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
