"""What parties agree in one contract in words of their own: provisions, and annexes that they add themselves."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import AfterValidator

from izacontract.model.terms import Terms, field
from izacontract.model.typed import file_name, lowercase_sha256, one_line
from izacontract.model.values import BOTH, INSURER, Day, Lines, Longest, Text, ToFill

Heading = Annotated[Text, AfterValidator(one_line), Longest(120)]
FileName = Annotated[Text, AfterValidator(file_name), Longest(120)]
Sha256 = Annotated[Text, AfterValidator(lowercase_sha256)]
OWNER: Final = "eigen"
"""What the id of a clause of the parties begins with, where another names its plugin."""
INCORPORATION: Final = f"{OWNER}.algemeen-deel"
OUTSIDE: Final = f"{OWNER}.buiten-deel"
TAKING_OVER: Final = (INCORPORATION, OUTSIDE)
"""The clauses by which a contract takes over a general part, ours or that of others; they have no plugin either."""
AMENDING: Final = tuple(
    f"{OWNER}.{name}"
    for name in (
        "allonge-partijen", "allonge-overwegingen", "allonge-uitleg", "allonge-wijziging", "allonge-ingang",
        "allonge-slot", "allonge-ondertekening", "doorlopende-tekst",
    )
)  # fmt: skip
"""The texts of ours around what an addendum changes, and above a running text."""
ORIGIN: Final = "de aanvraag zelf"
"""The origin of a text that the parties wrote, where another clause names its plugin or house library."""


class OwnProvision(Terms):
    """A provision that the parties add to one contract in their own words ("bijzondere bepaling")."""

    heading: Heading = field("kop", "Kop van de bepaling, op één regel.", by=INSURER)
    text: Lines = field("tekst", "De woorden zelf; elke regel wordt een lid en staat er zoals getypt.", by=INSURER)
    kind: Literal["aanvulling", "afwijking"] = field(
        "soort",
        "Of de bepaling iets toevoegt of van een andere clausule afwijkt.",
        by=INSURER,
        choices={
            "aanvulling": "De bepaling voegt iets toe.",
            "afwijking": "De bepaling wijkt van een andere clausule af.",
        },
    )
    reason: Text = field("reden", "Waarom partijen dit afspreken; komt niet in het contract.", by=INSURER)
    follows: Text | None = field(
        "plaats", "Id van de clausule waarachter zij komt; zonder opgave een eigen artikel.", by=INSURER, default=None
    )
    agreed_by: ToFill[Text] = field("overeengekomen_door", "Wie het hierover eens werden.", by=BOTH)
    agreed_on: ToFill[Day] = field("overeengekomen_op", "Dag waarop zij het eens werden.", by=BOTH)

    @property
    def lines(self) -> tuple[str, ...]:
        """Return what each lid says: the lines that hold any text."""
        return tuple(line.strip() for line in self.text.split("\n") if line.strip())


class OwnAnnex(Terms):
    """A document of the parties that becomes an annex to one contract: named, not copied ("eigen bijlage")."""

    title: Heading = field("titel", "Titel van het document, op één regel.", by=INSURER)
    mark: ToFill[Heading] = field("kenmerk", "Kenmerk of versie van het document.", by=INSURER)
    day: ToFill[Day] = field("datum", "Datum van het document.", by=INSURER)
    file: FileName | None = field(
        "bestand", "Naam van het bestand, dat in de map van de aanvraag staat.", by=INSURER, default=None
    )
    sha256: Sha256 | None = field(
        "sha256", "Controlegetal van het bestand; zonder opgave uitgerekend.", by=INSURER, default=None, title="SHA-256"
    )


def is_own(clause: str) -> bool:
    """Return whether the clause with this id is one that the parties wrote themselves."""
    return clause.startswith(f"{OWNER}.")
