"""The page that shows the log of the desk."""

from __future__ import annotations

from functools import partial
from typing import Final

from izacontract.desk.asked import Asked, DeskPage, page
from izacontract.desk.invited import ROLE
from izacontract.desk.log import AT_ONCE, DeskLog
from izacontract.desk.who import ROLES
from izacontract.desk.words_log import action_word, actions_like
from izacontract.web.answers import Reply


def diary(asked: Asked) -> Reply:
    """Return the lines of the log, the newest first."""
    text, before = asked.get("zoek")[:100], asked.get("voor")
    number = int(before) if before.isdecimal() and len(before) < 10 else None
    language = asked.ask.language
    lines = DeskLog(asked.desk.address()).read(text, number, actions_like(text, language))
    earlier = lines[-1].id if len(lines) == AT_ONCE else None
    roles = {role.value: told.in_language(language) for role, told in ROLES.items()}
    values = {"lines": lines, "text": text, "earlier": earlier, "action": partial(action_word, language=language)}
    return page("diary.html", asked, {**values, "roles": roles | {ROLE: asked.word("provider").lower()}})


PAGES: Final = (DeskPage("/logboek", diary),)
