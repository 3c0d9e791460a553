"""The one place that prints: data on standard output, findings, errors and messages on standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from izacontract.errors import (
    ExitStatus,
    FileError,
    Finding,
    FrameInvalid,
    IzacontractError,
    PlainError,
    RequestInvalid,
    Severity,
    Told,
    dotted,
    reason_of,
)

if TYPE_CHECKING:
    from izacontract.host import PluginProblem

CountedNoun = tuple[Told, Told]
"""A noun for one and for more of a thing."""

FAULTS: Final = (Told("fout", "fault"), Told("fouten", "faults"))
WARNINGS: Final = (Told("waarschuwing", "warning"), Told("waarschuwingen", "warnings"))
OPEN_POINTS: Final = (Told("open punt", "open point"), Told("open punten", "open points"))
BEFORE_FINAL: Final = (
    Told("te herstellen vóór definitief", "to mend before final"),
    Told("te herstellen vóór definitief", "to mend before final"),
)
LABELS: Final[Mapping[Severity, CountedNoun]] = {
    Severity.FAULT: FAULTS,
    Severity.BEFORE_FINAL: BEFORE_FINAL,
    Severity.OPEN: OPEN_POINTS,
    Severity.WARNING: WARNINGS,
}
COLOURS: Final = {Severity.FAULT: "31", Severity.BEFORE_FINAL: "35", Severity.WARNING: "33", Severity.OPEN: "36"}
PROGRAM: Final = "izacontract"


class Language(StrEnum):
    """The language of messages; what a contract says is always Dutch."""

    NL = "nl"
    EN = "en"


class UsageError(PlainError):
    """The command was given something that does not exist or does not go together."""

    usual = ("gebruik", ExitStatus.USAGE)


class ReaderLeft(Exception):
    """Who reads standard output has closed it, as `head` does; typer would take a BrokenPipeError for itself."""


@dataclass
class Report:
    """One run of the command: prints in one language; colours only on a terminal, and never with NO_COLOR.

    `library` is the house library that the run was given, if any.
    """

    language: Language = Language.NL
    library: Path | None = None

    def told(self, nl: str, en: str) -> str:
        """Return the one of the two texts that is in the language of this run."""
        return Told(nl, en).in_language(self.language)

    def count(self, severity: Severity, number: int) -> str:
        """Write how many findings of a kind there are: "1 fout", "3 open punten", "geen waarschuwingen"."""
        one, more = LABELS[severity]
        return f"{number or self.told('geen', 'no')} {(one if number == 1 else more).in_language(self.language)}"

    def counts(self, findings: Sequence[Finding], *always: Severity) -> str:
        """Write how many faults, open points and warnings there are; none of a kind only when it is in `always`."""
        numbers = {severity: sum(f.severity is severity for f in findings) for severity in LABELS}
        return ", ".join(self.count(kind, number) for kind, number in numbers.items() if number or kind in always)

    def data(self, text: str | bytes) -> None:
        """Print what was asked for on standard output, text as UTF-8.

        Raises FileError when that fails, ReaderLeft when nobody reads any more.
        """
        try:
            if isinstance(text, bytes):
                sys.stdout.buffer.write(text)
            else:
                sys.stdout.write(text if text.endswith("\n") else f"{text}\n")
            sys.stdout.flush()
        except BrokenPipeError as error:
            raise ReaderLeft from error
        except OSError as error:
            why = reason_of(error)
            raise FileError(
                f"Schrijven naar de standaarduitvoer lukt niet: {why.nl}.",
                f"Writing to standard output fails: {why.en}.",
                code="bestand.onschrijfbaar",
            ) from error

    def say(self, nl: str, en: str) -> None:
        """Print a message on standard error."""
        print(self.told(nl, en), file=sys.stderr)

    def findings(self, findings: Iterable[Finding]) -> None:
        """Print each finding as `place: sleutel.pad: message`, its hint and code indented below.

        The place is `file:line:column`, or file, sheet and cell.
        """
        for finding in findings:
            parts = [finding.position.in_language(self.language)] if finding.position else []
            if finding.path:
                parts.append(dotted(finding.path))
            if finding.severity is not Severity.FAULT:
                parts.append(LABELS[finding.severity][0].in_language(self.language))
            parts.append(finding.message.in_language(self.language))
            self._print(": ".join(parts), finding.hint, finding.code, COLOURS[finding.severity])

    def error(self, error: IzacontractError) -> ExitStatus:
        """Print `error` and what can be done about it; returns the exit status that goes with it."""
        if isinstance(error, FrameInvalid):
            self.findings(error.findings)
            self.say(error.message.nl, error.message.en)
        elif isinstance(error, RequestInvalid):
            self.findings(error.findings)
            counts = self.counts(error.findings)
            self.say(f"{error.verdict.nl}: {counts}.", f"{error.verdict.en}: {counts}.")
        else:
            message = f"{PROGRAM}: {error.message.in_language(self.language)}"
            self._print(message, error.hint, error.code, COLOURS[Severity.FAULT])
        return error.status

    def entry(self, finding: Finding, *keys: str) -> dict[str, object]:
        """Return `finding` as it stands in an answer in JSON: what is known of it, or of that only `keys`."""
        place = finding.position
        known: dict[str, object] = {
            "severity": finding.severity.value,
            "code": finding.code,
            "path": dotted(finding.path),
            "message": finding.message.in_language(self.language),
            "hint": finding.hint.in_language(self.language),
            "file": place.file if place else None,
        }
        known |= {key: (place and getattr(place, key)) or None for key in ("line", "column", "sheet", "cell")}
        return {key: known[key] for key in keys or known}

    def broken_plugins(self, problems: Iterable[PluginProblem]) -> None:
        """Print a warning for each plugin that could not be loaded."""
        for problem in problems:
            cause = problem.cause.in_language(self.language)
            package = f" ({problem.distribution})" if problem.distribution else ""
            nl = f"waarschuwing: plugin '{problem.name}'{package} werkt niet: {cause}"
            en = f"warning: plugin '{problem.name}'{package} does not work: {cause}"
            hint = Told("Controleer de naam.", "Check the name.")
            if problem.distribution:
                hint = Told("Werk de plugin bij of verwijder hem.", "Update the plugin or remove it.")
            self._print(f"{PROGRAM}: {self.told(nl, en)}", hint, "plugin.kapot", COLOURS[Severity.WARNING])

    def bug(self, error: BaseException) -> ExitStatus:
        """Print that the program itself is at fault, with what a report of it needs."""
        import platform
        import traceback

        self.say(
            f"{PROGRAM}: dit is een fout in izacontract, niet in uw aanvraag.",
            f"{PROGRAM}: this is an error in izacontract, not in your request.",
        )
        self.say(
            "    Meld hem bij de beheerder van izacontract met de regels hieronder; haal er gegevens van partijen uit.",
            "    Report it to the maintainer of izacontract with the lines below; remove the data of parties.",
        )
        system = f"{PROGRAM} {_version()}, Python {platform.python_version()}, {platform.system()}"
        places = [f"{frame.name}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)[-4:]]
        what = "".join(traceback.format_exception_only(error)).strip()
        print(f"    {system}\n    {' > '.join(places)}\n    {what}", file=sys.stderr)
        return ExitStatus.BUG

    def _print(self, line: str, hint: Told, code: str, colour: str) -> None:
        more = " ".join(part for part in (hint.in_language(self.language), f"[{code}]") if part)
        # What was typed, or what a plugin says, must not steer the terminal.
        from izacontract.model.typed import UNPRINTABLE

        line, more = (UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text) for text in (line, more))
        if sys.stderr.isatty() and not os.environ.get("NO_COLOR"):
            line = f"\033[{colour}m{line}\033[0m"
        print(f"{line}\n    {more}", file=sys.stderr)


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(PROGRAM)
    except PackageNotFoundError:
        return "?"
