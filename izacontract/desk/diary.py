"""The page that shows the log of the desk."""

from __future__ import annotations

from typing import Final

from izacontract.desk.asked import Asked, DeskPage, page
from izacontract.desk.log import AT_ONCE, DeskLog
from izacontract.web.answers import Reply


def diary(asked: Asked) -> Reply:
    """Return the lines of the log, the newest first."""
    text, before = asked.get("zoek")[:100], asked.get("voor")
    number = int(before) if before.isdecimal() and len(before) < 10 else None
    lines = DeskLog(asked.desk.address()).read(text, number)
    earlier = lines[-1].id if len(lines) == AT_ONCE else None
    return page("diary.html", asked, {"lines": lines, "text": text, "earlier": earlier})


PAGES: Final = (DeskPage("/logboek", diary),)
