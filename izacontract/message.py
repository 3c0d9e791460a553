"""A kind of finding: a code with sentences in Dutch and English, in which facts are filled in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from pydantic_core import PydanticCustomError

from izacontract import dutch
from izacontract.errors import Finding, IzacontractError, Position, RequestInvalid, Severity, Told

Failure = TypeVar("Failure", bound=IzacontractError)


class _Dutch(Decimal):
    """A number that prints with points per thousand and a decimal comma."""

    def __format__(self, spec: str, /) -> str:  # type: ignore[override]  # the context argument of typeshed is not used
        """Return the number in Dutch notation."""
        return dutch.written(Decimal(self), spec)


@dataclass(frozen=True, slots=True)
class Message:
    """A kind of finding: its code and its two texts, in which `{name}` stands for a fact.

    A fact may itself be a text in two languages. The docs list every message by its code.
    """

    code: str
    nl: str
    en: str
    hint_nl: str
    hint_en: str

    def finding(self, *path: str | int, severity: Severity = Severity.FAULT, **facts: object) -> Finding:
        """Return the finding about the value at `path`, a fault unless told otherwise."""
        return Finding(severity, self.code, self._told(facts), self._hint(facts), path)

    def warning(self, *path: str | int, **facts: object) -> Finding:
        """Return the finding about the value at `path` that warns and refuses nothing."""
        return self.finding(*path, severity=Severity.WARNING, **facts)

    def before_final(self, *path: str | int, **facts: object) -> Finding:
        """Return the finding about the value at `path` that a draft is told and a final text is refused for."""
        return self.finding(*path, severity=Severity.BEFORE_FINAL, **facts)

    def refusal(self, position: Position, **facts: object) -> RequestInvalid:
        """Return the error that refuses a whole file with this message, at `position`."""
        return RequestInvalid([Finding(Severity.FAULT, self.code, self._told(facts), self._hint(facts), (), position)])

    def error(self, **facts: object) -> PydanticCustomError:
        """Return the error that a pydantic validator raises; intake turns it into a finding."""
        return PydanticCustomError("izacontract", "{nl}", {"nl": self._told(facts).nl, "message": self, "facts": facts})

    def failure(self, kind: Callable[[str, str, str, str, str], Failure], /, **facts: object) -> Failure:
        """Return the error of `kind`, such as PluginError, that stops a command with this message."""
        told, hint = self._told(facts), self._hint(facts)
        return kind(told.nl, told.en, hint.nl, hint.en, self.code)

    def _told(self, facts: dict[str, object]) -> Told:
        return Told(self.nl.format(**_in_dutch(facts)), self.en.format(**_in(facts, "en")))

    # A hint says what to type, so its numbers keep their decimal point.
    def _hint(self, facts: dict[str, object]) -> Told:
        return Told(self.hint_nl.format(**_in(facts, "nl")), self.hint_en.format(**_in(facts, "en")))


def _in(facts: dict[str, object], language: str) -> dict[str, object]:
    """Return `facts` as they stand in a sentence: one that is itself a sentence in two languages, in `language`."""
    return {name: fact.in_language(language) if isinstance(fact, Told) else fact for name, fact in facts.items()}


def _in_dutch(facts: dict[str, object]) -> dict[str, object]:
    return {name: _Dutch(fact) if isinstance(fact, Decimal) else fact for name, fact in _in(facts, "nl").items()}
