"""The first page: the contracts of the register, how far each is."""

from __future__ import annotations

from typing import Final

from izacontract.desk.asked import Asked, DeskPage, page
from izacontract.desk.folder import named
from izacontract.desk.heard import heard
from izacontract.desk.jobs import Jobs
from izacontract.desk.keeping import requests_on
from izacontract.register.facts import PROVIDER
from izacontract.register.opening import open_register
from izacontract.register.reading import Filters, listed
from izacontract.register.steps import Status, status_of
from izacontract.web.answers import Reply
from izacontract.web.worker_cache import plugins_of

MOST: Final = 200
"""So many contracts stand on one page."""


def start(asked: Asked) -> Reply:
    """Return the contracts that answer to what was chosen."""
    year, status = asked.get("jaar"), status_of(asked.get("status"))
    filters = Filters(
        (status,) if status else (),
        asked.get("zorgsoort"),
        "",
        int(year) if year.isdecimal() and len(year) == 4 else None,
        asked.get("zoek")[:100],
    )
    register = open_register(asked.desk.address())
    found = listed(register, filters, asked.today)
    rows = [(one, named(one.reference), one.names(PROVIDER)) for one in found[:MOST]]
    plugins = plugins_of(asked.desk.house)
    here = set(requests_on(asked.desk))
    known = {name for _, name, _ in rows}
    values = {
        "rows": rows,
        "here": here,
        "others": sorted(here - known) if not filters.as_json() and len(found) <= MOST else [],
        "heard": heard(asked.desk),
        "jobs": Jobs(asked.desk).at_work(),
        "number": len(found),
        "is_more": len(found) > MOST,
        "filters": filters,
        "is_filtered": bool(filters.as_json()),
        "statuses": [*Status],
        "sectors": {code: sector.title for code, sector in plugins.sectors.items()},
        "years": range(asked.today.year + 1, asked.today.year - 4, -1),
        "command": "izacontract register list",
    }
    return page("start_desk.html", asked, values)


PAGES: Final = (DeskPage("", start),)
