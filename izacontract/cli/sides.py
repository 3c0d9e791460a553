"""What stands on one side of a comparison: a request, a contract as JSON, or a document that we made."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from izacontract.cli.files import content_of
from izacontract.cli.output import STANDARD
from izacontract.errors import FileError

if TYPE_CHECKING:
    from izacontract.differ.changes import ChangedAnswer, Comparison
    from izacontract.differ.lines import ReadSide
    from izacontract.host import Plugins
    from izacontract.model.contract import Contract
    from izacontract.model.request import ContractRequest
    from izacontract.render.frame import Frame
    from izacontract.render.seal import Seal

DOCUMENT: Final = ".docx"
_CONTRACT = re.compile(rb'\s*\{\s*"schema"\s*:\s*"izacontract/contract/')


@dataclass(frozen=True)
class Drafted:
    """A contract; with its request, unless it was given as JSON."""

    contract: Contract
    request: ContractRequest | None = None

    def reading(self, *, plainly: bool) -> ReadSide:
        """Return it as it is compared, `plainly` when the other side is a document."""
        from izacontract.differ.lines import read_contract

        return read_contract(self.contract, plainly=plainly)

    def word(self, frame: Frame | None) -> bytes:
        """Return it as a Word document in `frame`."""
        from izacontract.render.word import word

        return word(self.contract, frame)


@dataclass(frozen=True)
class SealedDocument:
    """A Word document with the seal that says what it held when it was made."""

    file: str
    seal: Seal
    data: bytes

    def reading(self, *, plainly: bool) -> ReadSide:
        """Return it as it is compared, always plainly."""
        from izacontract.differ.sealed import reading_of

        return reading_of(self.seal)

    def word(self, frame: Frame | None) -> bytes:
        """Return the document as it is, in its own frame."""
        return self.data

    @property
    def is_altered(self) -> bool:
        """Return whether it says something else now than its seal."""
        from izacontract.verify.verifying import verify_document

        return verify_document(self.data, self.file).changed


GivenSide = Drafted | SealedDocument


def read_side(file: str, plugins: Plugins) -> GivenSide:
    """Return what `file` holds; `-` reads a request from standard input.

    Raises RequestInvalid as `draft` does, FileError for what cannot be read or is no contract of ours, and SealFault
    for a document without a sound seal.
    """
    if file != STANDARD and Path(file).suffix.lower() == DOCUMENT:
        return _document(file)
    if file != STANDARD and (data := _contract_json(Path(file))):
        return Drafted(_contract(data, file))
    from izacontract.cli.drafting import drafted

    request, contract, _ = drafted(file, plugins)
    return Drafted(contract, request)


def compared(old: GivenSide, new: GivenSide, plugins: Plugins) -> Comparison:
    """Return what differs between two sides, with all the reasons that they and the library can give."""
    from izacontract.differ.answers import changed_answers
    from izacontract.differ.contracts import compare_readings

    plainly = isinstance(old, SealedDocument) or isinstance(new, SealedDocument)
    answers: tuple[ChangedAnswer, ...] = ()
    if isinstance(old, Drafted) and isinstance(new, Drafted) and old.request and new.request:
        answers = changed_answers(old.request, new.request)
    readings = (side.reading(plainly=plainly) for side in (old, new))
    comparison = compare_readings(*readings, library=plugins.library, answers=answers)
    if plainly:
        from izacontract.differ.sealed import NOT_COMPARED

        altered = tuple(side.file for side in (old, new) if isinstance(side, SealedDocument) and side.is_altered)
        comparison = replace(comparison, not_compared=(*comparison.not_compared, *NOT_COMPARED), altered=altered)
    return comparison


def _contract_json(file: Path) -> bytes:
    """Return the bytes of `file` when they are a contract as JSON, else none; what cannot be read is intake's."""
    try:
        data = file.read_bytes()
    except OSError:
        return b""
    return data if _CONTRACT.match(data) else b""


def _contract(data: bytes, file: str) -> Contract:
    from pydantic import ValidationError

    from izacontract.render.json import contract_from_json

    try:
        return contract_from_json(data)
    except ValidationError as error:
        raise FileError(
            f"{file} is geen contract zoals izacontract het schrijft: {error.error_count()} plaatsen kloppen niet.",
            f"{file} is no contract as izacontract writes it: {error.error_count()} places are wrong.",
            "Maak het opnieuw met: izacontract generate AANVRAAG --format json",
            "Make it again with: izacontract generate REQUEST --format json",
            code="vergelijking.geen-contract",
        ) from error


def _document(file: str) -> SealedDocument:
    from izacontract.verify.seals import read_seal
    from izacontract.word.opening import open_word

    data = content_of(Path(file))
    return SealedDocument(file, read_seal(open_word(data, file), file), data)
