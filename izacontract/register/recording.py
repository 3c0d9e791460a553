"""Telling the register what a command did: one call, which costs nothing where no register is named."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from izacontract.errors import FileError, Finding, IzacontractError
from izacontract.register import messages as m
from izacontract.register.facts import Entry

REGISTER: Final = "IZACONTRACT_REGISTER"
"""The environment variable that names the register: a file, or a URL of SQLite or PostgreSQL."""


def record(
    action: str, entries: Entry | Iterable[Entry], *, by: str | None = None, at: datetime | None = None
) -> tuple[Finding, ...]:
    """Keep what a command did in the register that IZACONTRACT_REGISTER names; does nothing without one.

    Returns what is to be told: a contract without a reference or unknown to the register, a register that was made.
    Raises FileError when the register could not be written; the message says that what the command made is there.

    Call it last, when everything that the command makes stands, with `action` the name of the command:

        report.findings(record("take", entry_of(request, contract, [document_of(target, data, "aanvraag")])))

    `entry_of` takes the request and its contract, `document_of` the file and its bytes. An addendum goes along as
    `addendum=AddendumFacts(number, effective, document.sha256)` with a document of the kind "allonge". Where only a
    sealed document is known, give `entry_of_seal(seal, documents)`. What is the same as before is not kept twice, so a
    command may be run again. `by` and `at` are for tests; by default the user of this computer and now.
    """
    address = os.environ.get(REGISTER)
    if not address:
        return ()
    from izacontract.register.opening import open_register
    from izacontract.register.store import Register
    from izacontract.register.who import who

    given = [entries] if isinstance(entries, Entry) else entries
    try:
        opened = open_register(address)
        written = Register(opened).record(action, given, who(by, at))
    except IzacontractError as error:
        raise m.NOT_RECORDED.failure(FileError, why=error.message, hint=error.hint) from error
    made = [m.MADE.warning(where=opened.where)] if opened.is_new else []
    return (*made, *written.findings)
