"""One document taken over in the file of its request: from bytes to the text of the next request and its record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from izacontract.differ.naming import named_changes
from izacontract.differ.verification import Verification
from izacontract.errors import RequestInvalid, Severity
from izacontract.host import Plugins
from izacontract.intake.sources import tree_of_bytes
from izacontract.intake.tree import Node
from izacontract.model.edition import GeneralPart
from izacontract.render.seal import Seal
from izacontract.take.answers import Answer, Answers
from izacontract.take.building import Builder
from izacontract.take.record import Record, digest, record_of
from izacontract.take.taking import Taken, take
from izacontract.take.wording import Agreed
from izacontract.take.writing import request_text
from izacontract.verify.seals import read_seal
from izacontract.verify.verifying import verify_document
from izacontract.word.opening import open_word

YAML = (".yaml", ".yml")
Anew = Callable[[str, dict[str, Node]], str]
"""What writes a whole request of a sector as YAML."""


@dataclass(frozen=True)
class Terms:
    """On what terms something is taken over: who agreed when, who answers on what day, whether every value is taken.

    `general` is the general part that the contract refers to.
    """

    agreed: Agreed
    author: str
    day: date
    values: bool = False
    general: GeneralPart | None = None


@dataclass(frozen=True)
class Returned:
    """A document that came back, and what was sent as it, in whose seal is trusted; None for the seal in itself."""

    data: bytes
    name: str
    sent: bytes | None = None
    sent_name: str = ""

    @cached_property
    def seal(self) -> Seal:
        """Return what was sent; raises FileError and SealFault as reading does."""
        data, name = (self.data, self.name) if self.sent is None else (self.sent, self.sent_name)
        return read_seal(open_word(data, name), name)

    @cached_property
    def found(self) -> Verification:
        """Return what changed; raises as `verify_document` does."""
        return verify_document(self.data, self.name, self.sent, self.sent_name)

    @property
    def names(self) -> list[str]:
        """Return the names of its changes."""
        return [change.name for change in named_changes(self.found)]


@dataclass(frozen=True)
class TakenFile:
    """What came out: the text of the next request, whether it kept its layout, the record, and what was taken."""

    request: str
    is_kept: bool
    record: Record
    taken: Taken


def made_of(file: Returned, request: bytes, answers: Mapping[str, Answer], terms: Terms) -> str:
    """Return what a taking-over is made of as one digest: with the same, the same comes out."""
    given = [f"{name}={one.decision}={one.text}={one.remark}" for name, one in sorted(answers.items())]
    told = (terms.agreed.by, str(terms.agreed.on), terms.author, str(terms.values))
    return digest(file.data, file.sent or b"", request, *given, *told)


def taken_file(
    file: Returned,
    request: Path,
    data: bytes,
    answers: Mapping[str, Answer],
    terms: Terms,
    plugins: Plugins,
    anew: Anew,
) -> TakenFile:
    """Return the request file `request`, which holds `data`, with what `answers` take over of `file`.

    `anew` writes a request that cannot keep its layout. Raises RequestInvalid when the request has faults or is of
    another contract; FileError and SealFault as reading the document does.
    """
    tree = tree_of_bytes(data, str(request), plugins)
    if any(finding.severity is Severity.FAULT for finding in tree.findings):
        raise RequestInvalid(tree.findings)
    builder = Builder(tree, plugins, terms.general, request.parent)
    taken = take(file.found, file.seal, builder, Answers(answers, terms.values), terms.agreed, str(request))
    contract = builder.build().contract
    author = terms.author or (contract.insurers[0].name if contract and contract.insurers else "")

    def written(root: dict[str, Node]) -> str:
        return anew(str(tree.sector), root)

    if request.suffix.lower() in YAML:
        text, is_kept = request_text(data.decode("utf-8-sig"), taken, written)
    else:
        text, is_kept = written(taken.root), True
    basis = made_of(file, data, answers, terms)
    record = record_of(taken, Path(file.name).name, file.data, file.found.reference, terms.day, author, basis)
    return TakenFile(text, is_kept, record, taken)
