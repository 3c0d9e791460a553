"""What holds for any input: no traceback, no exit status of a bug, a place on every fault, two languages, sound XML."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from izacontract.errors import ExitStatus, Finding, IzacontractError, NoVersionInForce, Severity, dotted
from izacontract.word.package import read_package

ROOT = Path(__file__).parent.parent.parent


@dataclass
class Outcome:
    """What one case came to: what it was (to be read by people), what was made of it, and which promises were broken."""

    case: str
    accepted: bool = False
    documents: list[bytes] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def refused(self, error: IzacontractError, *, ours: bool) -> None:
        """Look at a refusal; with `ours` the library and the plugins are ours, so that the input alone can be wrong."""
        if error.status is ExitStatus.BUG:
            self.broken.append(f"exit status 70: {error}")
        if not (error.message.nl and error.message.en):
            self.broken.append(f"message lacks a language: {error!r}")
        if ours and error.status is ExitStatus.PLUGIN and not isinstance(error, NoVersionInForce):
            self.broken.append(f"our own plugin is told to be wrong: {place_of(error)} {error}")
        self.told(getattr(error, "findings", ()), placed=error.status is ExitStatus.REQUEST)

    def told(self, findings: Iterable[Finding], *, placed: bool = True) -> None:
        """Look at findings; with `placed` every fault must have its line, or its cell or sheet."""
        for finding in findings:
            told = [finding.message.nl, finding.message.en, finding.hint.nl, finding.hint.en]
            if not all(told):
                self.broken.append(f"finding {finding.code} lacks a language or a hint")
            place = finding.position
            about_the_file = not finding.path and place is not None
            placed_well = about_the_file or (place is not None and (place.line or place.sheet))
            if placed and finding.severity is Severity.FAULT and not placed_well:
                self.broken.append(f"fault {finding.code} has no place ({dotted(finding.path)}): {finding.message.nl}")

    def raised(self, error: BaseException) -> None:
        """Note what must never come out."""
        self.broken.append(f"traceback: {place_of(error)} {type(error).__name__}: {str(error)[:200]}")

    def document(self, data: bytes) -> None:
        """Look at a document that was made: every XML part is well-formed; it is kept for the validators."""
        self.accepted = True
        self.documents.append(data)
        for name, content in read_package(data).items():
            if name.endswith((".xml", ".rels")):
                try:
                    etree.fromstring(content)
                except etree.XMLSyntaxError as error:
                    self.broken.append(f"{name} is not well-formed: {error}")


def place_of(error: BaseException) -> str:
    """Return the line of ours that an error comes from, that of its first cause."""
    while (before := error.__cause__ or (None if error.__suppress_context__ else error.__context__)) is not None:
        error = before
    return next(_ours(error), "?")


def _ours(error: BaseException) -> Iterator[str]:
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        file = Path(frame.filename)
        if file.is_relative_to(ROOT) and "tests" not in file.relative_to(ROOT).parts:
            yield f"{file.relative_to(ROOT).as_posix()}:{frame.lineno}"
