"""The next draft as tracked changes on what came back, for `generate --redline-to`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from izacontract.cli.output import STANDARD
from izacontract.cli.report import Report

if TYPE_CHECKING:
    from izacontract.model.contract import Contract


def draft_on(data: bytes, contract: Contract, request: str, returned: Path, report: Report) -> bytes:
    """Return the draft `data` of `contract` as tracked changes on the file `returned`.

    The answers that `take` kept beside the file `request` become comments; without them the changes are of today.
    """
    from izacontract.cli.files import content_of
    from izacontract.take.record import beside, read_record
    from izacontract.take.redline import redlined

    content = content_of(returned)
    record = None if request == STANDARD else read_record(beside(Path(request)))
    if record is not None and not record.is_of(content):
        report.say(
            f"De antwoorden bij {request} gaan over een ander document ({record.file}); zij worden niet getoond.",
            f"The answers beside {request} are about another document ({record.file}); they are not shown.",
        )
        record = None
    elif record is None:
        report.say(
            f"Bij {request} staan geen antwoorden van izacontract take: er komen geen opmerkingen in het concept.",
            f"Beside {request} there are no answers of izacontract take: the draft gets no comments.",
        )
    insurer = contract.insurers[0].name if contract.insurers else contract.reference
    author = record.author if record and record.author else insurer
    day = record.day if record else date.today()
    made = redlined(data, content, returned.as_posix(), author, day, record)
    report.say(
        f"Bijgehouden wijzigingen: {made.changes}; opmerkingen: {made.comments}.",
        f"Tracked changes: {made.changes}; comments: {made.comments}.",
    )
    if made.unshown:
        report.say(
            f"Niet als wijziging te tonen: {made.unshown}. Bekijk ze met: izacontract verify {returned}",
            f"Cannot be shown as changes: {made.unshown}. See them with: izacontract verify {returned}",
        )
    return made.document
