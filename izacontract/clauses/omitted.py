"""Whether a request may leave a clause out: only one that is mandatory, with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from izacontract.clauses.library import Library
from izacontract.errors import ClauseError, Finding, Told
from izacontract.message import Message
from izacontract.model.clause import Presence
from izacontract.model.request import ContractRequest
from izacontract.model.sector import Sector

OMISSION_UNKNOWN = Message(
    "weggelaten.onbekende-clausule",
    "Er is geen clausule '{clause}'.",
    "There is no clause '{clause}'.",
    "{hint}",
    "{hint}",
)
OMISSION_REFUSED = Message(
    "weggelaten.niet-toegestaan",
    "Clausule '{clause}' kan niet worden weggelaten: {why}.",
    "Clause '{clause}' cannot be left out: {why}.",
    "Haal de regel weg; alleen clausules met opname 'verplicht' kunnen met een reden vervallen.",
    "Remove the line; only clauses whose presence is 'mandatory' may be left out with a reason.",
)
NOT_BY_OMISSION: Final = {
    Presence.ALWAYS: Told("elk contract heeft haar", "every contract has it"),
    Presence.CONDITIONAL: Told("zij volgt uit de aanvraag zelf", "it follows from the request itself"),
    Presence.OPTIONAL: Told("zij komt er alleen op verzoek in", "it is put in on request only"),
}
"""Why a clause that is not mandatory cannot be left out."""


def omitted_clauses(request: ContractRequest, sector: Sector | None, library: Library) -> Iterator[Finding]:
    """Give a fault for each clause that does not exist or cannot be left out.

    Nothing is said here of a clause that contracts of `sector` never hold: leaving it out changes nothing, and the
    build tells so.
    """
    for index, omission in enumerate(request.omissions):
        at = ("weggelaten", index, "clausule")
        try:
            clause = library.clause(omission.clause)
        except ClauseError as error:
            hint = error.hint
            yield OMISSION_UNKNOWN.finding(*at, clause=omission.clause, hint=hint)
            continue
        if (why := NOT_BY_OMISSION.get(clause.presence)) and (sector is None or sector.may_hold(clause)):
            yield OMISSION_REFUSED.finding(*at, clause=omission.clause, why=why)
