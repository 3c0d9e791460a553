"""What one contract says otherwise than the library: a lid that parties change, and the position that they chose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from izacontract.model.terms import Terms, field
from izacontract.model.values import BOTH, INSURER, Day, Lines, Text, ToFill, is_open

What = Literal["vervangen", "vervallen", "toevoegen"]
STANDARD: Final = "standaard"
"""The position that every clause has: its own text."""


class LidDeviation(Terms):
    """A lid of a clause that parties replace, drop or add to in one contract ("afwijking")."""

    clause: Text = field("clausule", "Id van de clausule waarin het lid staat.", by=INSURER)
    lid: Text = field("lid", "Naam van het lid, zoals ingebrekestelling; geen nummer.", by=INSURER)
    what: What = field(
        "wat",
        "Of het lid wordt vervangen, vervalt, of leden achter zich krijgt.",
        by=INSURER,
        choices={
            "vervangen": "Uw tekst komt in de plaats van het lid.",
            "vervallen": "Het lid vervalt.",
            "toevoegen": "Uw tekst komt achter het lid.",
        },
    )
    text: Lines | None = field(
        "tekst",
        "De woorden zelf; elke regel wordt een lid. Leeg bij vervallen.",
        by=INSURER,
        default=None,
        only_if={
            "wat": (
                "vervangen",
                "toevoegen",
            )
        },
    )
    reason: Text = field("reden", "Waarom partijen afwijken; komt niet in het contract.", by=INSURER)
    agreed_by: ToFill[Text] = field("overeengekomen_door", "Wie het hierover eens werden.", by=BOTH)
    agreed_on: ToFill[Day] = field("overeengekomen_op", "Dag waarop zij het eens werden.", by=BOTH)

    @property
    def lines(self) -> tuple[str, ...]:
        """Return what each lid says: the lines that hold any text."""
        return tuple(line.strip() for line in (self.text or "").split("\n") if line.strip())

    @property
    def recorded(self) -> Deviation:
        """Return what the contract keeps of this deviation."""
        by = None if is_open(self.agreed_by) else str(self.agreed_by)
        on = self.agreed_on if isinstance(self.agreed_on, date) else None
        return Deviation(self.clause, self.lid, self.what, self.lines, self.reason, by, on)


class PositionChoice(Terms):
    """The position of a clause that parties chose in one contract ("positie")."""

    clause: Text = field("clausule", "Id van de clausule met posities.", by=INSURER)
    choice: Text = field("keuze", "Naam van de positie, of standaard.", by=INSURER)
    reason: Text = field("reden", "Waarom deze positie; komt niet in het contract.", by=INSURER)
    approved_by: ToFill[Text] = field("akkoord_door", "Wie aan uw kant deze positie goedkeurde.", by=INSURER)


@dataclass(frozen=True, slots=True)
class Deviation:
    """A lid that is otherwise in one contract: what was done to it, the lines as typed, why, and who agreed when.

    `agreed_by` and `agreed_on` are None while that is open.
    """

    clause: str
    lid: str
    what: What
    lines: tuple[str, ...]
    reason: str
    agreed_by: str | None
    agreed_on: date | None

    @property
    def removes(self) -> bool:
        """Return whether the words of the library no longer stand."""
        return self.what != "toevoegen"


@dataclass(frozen=True, slots=True)
class ChosenPosition:
    """The position of a clause that one contract takes: its name and title, why, and who approved it; None for open.

    `may_agree` says who may; `leden` are the names of the leden of the standard text that it replaces. `since`,
    `origin` and `reviewed` are the day of its own text, the plugin or house library of that, and who reviewed it as
    a lawyer; the standard has no text of its own.
    """

    clause: str
    choice: str
    title: str
    reason: str
    approved_by: str | None
    may_agree: str
    leden: tuple[str, ...] = ()
    since: date | None = None
    origin: str = ""
    reviewed: str | None = None
