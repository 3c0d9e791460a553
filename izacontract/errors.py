"""What can go wrong: messages in two languages, findings about a request, and the error tree."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import ClassVar, Self

Path = tuple[str | int, ...]


class ExitStatus(IntEnum):
    """What the command returns to the shell."""

    DONE = 0
    DIFFERENCES = 1
    USAGE = 2
    REQUEST = 3
    PLUGIN = 4
    FILE = 5
    BUG = 70
    INTERRUPTED = 130


class Severity(StrEnum):
    """How much a finding matters: a fault refuses the contract, `before_final` only its final text.

    An open point, too, stands in the way of a final text; a warning never refuses anything.
    """

    FAULT = "fault"
    BEFORE_FINAL = "before_final"
    OPEN = "open"
    WARNING = "warning"


REFUSED_IN_DRAFT = frozenset({Severity.FAULT})
REFUSED_IN_FINAL = frozenset({Severity.FAULT, Severity.BEFORE_FINAL, Severity.OPEN})
TOLD_WITH_DRAFT = frozenset({Severity.BEFORE_FINAL, Severity.WARNING})
"""What is told beside a contract that is made; open points are counted, as the contract prints them."""


def dotted(path: Path) -> str:
    """Write `path` as people read it: `transformatieplan.deelnemers[2]`; list items count from 1."""
    text = ""
    for step in path:
        text += f"[{step + 1}]" if isinstance(step, int) else f"{'.' if text else ''}{step}"
    return text


@dataclass(frozen=True, slots=True)
class Position:
    """The place in a file where a value was typed; line and column count from 1.

    In a workbook `sheet` names the sheet, and line and column are the row and the column of the cell.
    """

    file: str
    line: int
    column: int
    sheet: str = ""

    @property
    def cell(self) -> str:
        """Return the name of the cell in a workbook, such as "C12"; "" elsewhere and for a whole sheet or row."""
        return f"{column_letters(self.column)}{self.line}" if self.sheet and self.line and self.column else ""

    def in_language(self, language: str) -> str:
        """Return the place as messages print it; with line 0, where nothing near was typed, only file or sheet."""
        if not self.sheet:
            return f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        sheet, row, cell = ("sheet", "row", "cell") if language == "en" else ("blad", "rij", "cel")
        within = f", {cell} {self.cell}" if self.cell else f", {row} {self.line}" if self.line else ""
        return f"{self.file}, {sheet} {self.sheet}{within}"

    def __str__(self) -> str:
        return self.in_language("nl")


def column_letters(column: int) -> str:
    """Return the letters by which a spreadsheet names `column`, which counts from 1: 3 is "C", 28 "AB"."""
    letters = ""
    while column > 0:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence in Dutch and in English."""

    nl: str
    en: str

    def __post_init__(self) -> None:
        if not (isinstance(self.nl, str) and isinstance(self.en, str)):
            raise TypeError("a sentence is a text in Dutch and one in English")

    def in_language(self, language: str) -> str:
        """Return the sentence in `language` ("nl" or "en")."""
        return self.en if language == "en" else self.nl

    def __add__(self, other: Told) -> Told:
        return Told(self.nl + other.nl, self.en + other.en)


SYSTEM = {
    errno.ENOENT: Told("het bestaat niet", "it does not exist"),
    errno.EEXIST: Told("er staat al iets met die naam", "something with that name is there already"),
    errno.ENOTDIR: Told("een deel van het pad is geen map", "a part of the path is no folder"),
    errno.EISDIR: Told("het is een map", "it is a folder"),
    errno.EACCES: Told("u hebt er geen rechten voor", "you have no permission"),
    errno.EPERM: Told("u hebt er geen rechten voor", "you have no permission"),
    errno.ENOSPC: Told("de schijf is vol", "the disk is full"),
    errno.EDQUOT: Told("uw schijfruimte is op", "your disk quota is used up"),
    errno.EROFS: Told("de schijf is alleen te lezen", "the disk is read-only"),
    errno.ENAMETOOLONG: Told("de naam is te lang", "the name is too long"),
    errno.ELOOP: Told("de koppelingen verwijzen in een kring", "its links go round in a circle"),
    errno.EIO: Told("de schijf geeft een leesfout of schrijffout", "the disk gives an input/output error"),
}
"""Why a file cannot be read or written, by the number that the system gives."""


def reason_of(error: OSError) -> Told:
    """Return why the system refused, for the middle of a sentence; its own words for what is not usual."""
    system = str(error.strerror or error)
    return SYSTEM.get(error.errno or 0, Told(f"het systeem meldt '{system}'", f"the system says '{system}'"))


@dataclass(frozen=True, slots=True)
class Finding:
    """Something the user must know about a request or contract; never printed in the document."""

    severity: Severity
    code: str
    message: Told
    hint: Told
    path: Path = ()
    position: Position | None = None

    def __post_init__(self) -> None:
        if not (isinstance(self.message, Told) and isinstance(self.hint, Told)):
            raise TypeError("a finding has a message and a hint in two languages (Told)")
        if not (isinstance(self.path, tuple) and all(isinstance(step, (str, int)) for step in self.path)):
            raise TypeError("a finding has a path: a tuple of keys (str) and places in a list (int)")
        if not (isinstance(self.severity, Severity) and isinstance(self.code, str)):
            raise TypeError("a finding has a severity (Severity) and a code (str)")


@dataclass(eq=False)
class IzacontractError(Exception):
    """An error that a user can mend; `izacontract.cli` is the only place that prints it.

    Like every exception it is equal to itself only, so that it has a hash: tools that print tracebacks need one.
    """

    message: Told
    hint: Told = field(default_factory=lambda: Told("", ""))
    code: str = "fout"
    status: ExitStatus = ExitStatus.BUG

    def __str__(self) -> str:
        return " ".join(part for part in (self.message.nl, self.hint.nl) if part)


class RequestInvalid(IzacontractError):
    """The request has faults; `findings` holds every one of them, with its place."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        stops = REFUSED_IN_FINAL if self.is_incomplete else {Severity.FAULT, Severity.OPEN}
        faults = sum(finding.severity in stops for finding in self.findings)
        only_open = all(finding.severity is not Severity.BEFORE_FINAL for finding in self.findings)
        nl, en = ("open punt", "open point") if self.is_incomplete and only_open else ("fout", "fault")
        verdict = self.verdict
        super().__init__(
            Told(
                f"{verdict.nl}: {faults} {nl if faults == 1 else f'{nl}en'}.",
                f"{verdict.en}: {faults} {en if faults == 1 else f'{en}s'}.",
            ),
            code="aanvraag.ongeldig",
            status=ExitStatus.REQUEST,
        )

    @property
    def is_incomplete(self) -> bool:
        """Return whether a draft is possible, and only a final contract is not."""
        severities = {finding.severity for finding in self.findings}
        return not severities.isdisjoint(REFUSED_IN_FINAL) and Severity.FAULT not in severities

    @property
    def verdict(self) -> Told:
        """Return what is to be said of the request, without the count of its findings."""
        if self.is_incomplete:
            return Told(
                "De aanvraag is nog niet klaar voor een definitief contract",
                "The request is not yet ready for a final contract",
            )
        return Told("De aanvraag is niet goed", "The request is not valid")

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __str__(self) -> str:
        return "\n".join([self.message.nl, *(f"{dotted(f.path)}: {f.message.nl} {f.hint.nl}" for f in self.findings)])


class PlainError(IzacontractError):
    """An error that is all said by its message and hint; `usual` are the code and exit status of its kind."""

    usual: ClassVar[tuple[str, ExitStatus]]

    def __init__(self, nl: str, en: str, hint_nl: str = "", hint_en: str = "", code: str = "") -> None:
        super().__init__(Told(nl, en), Told(hint_nl, hint_en), code or self.usual[0], self.usual[1])


class ClauseError(PlainError):
    """A clause, its text or a parameter is at fault; the message names the file where it stands."""

    usual = ("clausule.fout", ExitStatus.PLUGIN)


class NoVersionInForce(ClauseError):
    """The clause exists but has no text on the asked day."""

    def __init__(self, clause_id: str, day: object) -> None:
        super().__init__(
            f"Clausule '{clause_id}' heeft geen tekst die geldt op {day}.",
            f"Clause '{clause_id}' has no text in force on {day}.",
            f"Bekijk de versies met: izacontract clauses show {clause_id}",
            f"See its versions with: izacontract clauses show {clause_id}",
            code="clausule.niet-van-kracht",
        )


class PluginError(PlainError):
    """A plugin is missing, broken or returns something wrong; the message names it, `plugin` too where it is one."""

    usual = ("plugin.fout", ExitStatus.PLUGIN)
    plugin: str = ""

    def of(self, plugin: str) -> Self:
        """Return this error, as one of `plugin`."""
        self.plugin = plugin
        return self


class FrameError(PlainError):
    """The Word frame cannot be used."""

    usual = ("sjabloon.fout", ExitStatus.PLUGIN)


class FrameInvalid(FrameError):
    """The Word frame has faults; `findings` holds every one of them, and the warnings."""

    def __init__(self, findings: Sequence[Finding], name: str = "") -> None:
        self.findings = tuple(findings)
        faults = sum(finding.severity is Severity.FAULT for finding in self.findings)
        file = f" {name}" if name else ""
        super().__init__(
            f"Het sjabloon{file} is niet goed: {faults} {'fout' if faults == 1 else 'fouten'}.",
            f"The frame{file} is not valid: {faults} {'fault' if faults == 1 else 'faults'}.",
            f"Bekijk het met: izacontract frames check{file or ' BESTAND'}",
            f"Look at it with: izacontract frames check{file or ' FILE'}",
            code="sjabloon.ongeldig",
        )

    def __str__(self) -> str:
        return "\n".join([self.message.nl, *(f"{finding.message.nl} {finding.hint.nl}" for finding in self.findings)])


class FileError(PlainError):
    """A file cannot be read or written."""

    usual = ("bestand.fout", ExitStatus.FILE)


def unreadable(name: object, error: OSError) -> FileError:
    """Return the error that says why the system does not give the file `name`."""
    why = reason_of(error)
    return FileError(
        f"{name} kan niet worden gelezen: {why.nl}.",
        f"{name} cannot be read: {why.en}.",
        "Controleer de naam en de map.",
        "Check the name and the folder.",
        code="bestand.onleesbaar",
    )
