"""What the core finds in the parties' own words, and the checksums of the files that they add."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import file_digest
from pathlib import Path

from izacontract.clauses.library import Library
from izacontract.errors import ClauseError, Finding, Told, reason_of
from izacontract.message import Message
from izacontract.model.own import OwnAnnex
from izacontract.model.request import ContractRequest
from izacontract.model.values import is_open

UNKNOWN_PLACE = Message(
    "bijzondere-bepalingen.onbekende-clausule",
    "Er is geen clausule '{clause}' waarachter deze bepaling kan staan.",
    "There is no clause '{clause}' that this provision can follow.",
    "{hint}",
    "{hint}",
)
NOT_AGREED = Message(
    "bijzondere-bepalingen.niet-overeengekomen",
    "Van deze bepaling is niet vastgelegd {what}.",
    "Of this provision it is not on record {what}.",
    "Vul het in; een definitief contract kan niet zonder.",
    "Fill it in; a final contract cannot do without.",
)
NO_CHECKSUM = Message(
    "eigen-bijlagen.geen-controlegetal",
    "Van het bestand '{file}' is geen controlegetal bekend{why}.",
    "Of the file '{file}' no checksum is known{why}.",
    "Zet het bestand in de map van de aanvraag, of typ het getal bij sha256.",
    "Put the file in the folder of the request, or type the number at sha256.",
)
OTHER_FILE = Message(
    "eigen-bijlagen.ander-bestand",
    "Het bestand '{file}' in de map van de aanvraag heeft een ander controlegetal dan getypt is.",
    "The file '{file}' in the folder of the request has another checksum than was typed.",
    "Zet het bedoelde bestand in de map, of haal sha256 weg: dan wordt het getal uitgerekend.",
    "Put the intended file in the folder, or take sha256 away: then the number is computed.",
)
NO_FILE = Message(
    "eigen-bijlagen.geen-bestand",
    "Er staat een controlegetal, maar geen bestand waarvan het is.",
    "There is a checksum, but no file that it is of.",
    "Vul bestand in, of haal sha256 weg.",
    "Fill in bestand, or take sha256 away.",
)
WHO = Told("wie haar overeenkwamen", "who agreed to it")
WHEN = Told("op welke dag zij is overeengekomen", "on which day it was agreed")


def own_words(request: ContractRequest, library: Callable[[], Library]) -> Iterator[Finding]:
    """Give a fault for each place that does not exist, and what a final contract still needs of the own words.

    `library` is asked only for a request that names a place.
    """
    for index, provision in enumerate(request.provisions):
        at = ("bijzondere_bepalingen", index)
        if provision.follows is not None:
            try:
                library().clause(provision.follows)
            except ClauseError as error:
                yield UNKNOWN_PLACE.finding(*at, "plaats", clause=provision.follows, hint=error.hint)
        for key, value, what in (
            ("overeengekomen_door", provision.agreed_by, WHO),
            ("overeengekomen_op", provision.agreed_on, WHEN),
        ):
            if is_open(value):
                yield NOT_AGREED.before_final(*at, key, what=what)
    for index, annex in enumerate(request.own_annexes):
        if annex.sha256 is not None and annex.file is None:
            yield NO_FILE.finding("eigen_bijlagen", index, "sha256")


def with_checksums(request: ContractRequest, folder: Path | None) -> tuple[ContractRequest, list[Finding]]:
    """Return `request` with the SHA-256 of each file that an own annex names in `folder`, and what is wrong with one.

    Without a folder nothing is opened: who sends a request over the web names no file of ours.
    """
    if not any(annex.file for annex in request.own_annexes):
        return request, []
    found: list[Finding] = []
    annexes = tuple(_with_checksum(annex, index, folder, found) for index, annex in enumerate(request.own_annexes))
    return replace(request, own_annexes=annexes), found


def _with_checksum(annex: OwnAnnex, index: int, folder: Path | None, found: list[Finding]) -> OwnAnnex:
    if annex.file is None:
        return annex
    at, computed, why = ("eigen_bijlagen", index, "bestand"), "", Told("", "")
    if folder is not None:
        try:
            with (folder / annex.file).open("rb") as file:
                computed = file_digest(file, "sha256").hexdigest()
        except OSError as error:
            reason = reason_of(error)
            why = Told(f": {reason.nl}", f": {reason.en}")
    if not computed:
        if annex.sha256 is None:
            found.append(NO_CHECKSUM.before_final(*at, file=annex.file, why=why))
        return annex
    if annex.sha256 not in (None, computed):
        found.append(OTHER_FILE.finding(*at, file=annex.file))
    return annex.model_copy(update={"sha256": computed})
