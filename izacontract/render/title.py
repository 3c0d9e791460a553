"""What stands around the articles in every printed form, title page to last line: the one source of its words."""

from __future__ import annotations

from dataclasses import dataclass

from izacontract import dutch
from izacontract.model.contract import Contract, Inline, Placeholder, Value, Words

AGREEMENT = "Overeenkomst"
REFERENCE = "Kenmerk"
SECTOR = "Zorgsoort"
CONTENTS = "Inhoud"
SIGNED = ("Plaats en datum", "Handtekening")
"""What each party fills in where it signs."""

LAST = "Einde van overeenkomst "
"""What stands before the reference in the last line."""
OF_EDITION = {AGREEMENT: "Algemeen deel", REFERENCE: "Uitgave", LAST: "Einde van uitgave "}
"""What an edition of a general part says instead: it is no contract of two parties."""


@dataclass(frozen=True, slots=True)
class TitleGroup:
    """A group of the title page: the agreement, with name "", or a party; `lines` are a label and a value each."""

    heading: str
    name: str
    lines: tuple[tuple[str, Inline], ...]


def period(begin: str, end: str) -> str:
    """Return the line that says from which day to which day the contract runs."""
    return f"{begin} tot en met {end}"


def term(contract: Contract) -> str:
    """Return the days between which `contract` runs, in full."""
    return period(dutch.day(contract.begin), dutch.day(contract.end))


def title_groups(contract: Contract) -> tuple[TitleGroup, ...]:
    """Return the groups of the title page in order; a value still open is a placeholder."""
    words = OF_EDITION if contract.is_general_part else {}
    mark = words.get(REFERENCE, REFERENCE)
    agreement = ((mark, reference(contract)), (SECTOR, Value(contract.sector_title, SECTOR)))
    groups = [TitleGroup(words.get(AGREEMENT, AGREEMENT), "", agreement)]
    open_ones = open_texts(contract)
    for party in contract.parties:
        lines = tuple((name, _inline(name, value, open_ones)) for name, value in party.details)
        groups.append(TitleGroup(party.role.capitalize(), party.name, lines))
    return tuple(groups)


def reference(contract: Contract) -> Inline:
    """Return the reference of `contract`, a placeholder while it is open."""
    return _inline(REFERENCE, contract.reference, open_texts(contract))


def last_line(contract: Contract) -> tuple[Inline, ...]:
    """Return the line that closes the document."""
    return (Words(OF_EDITION[LAST] if contract.is_general_part else LAST), reference(contract))


def open_texts(contract: Contract) -> frozenset[str]:
    """Return what the open points of `contract` print."""
    return frozenset(str(point) for point in contract.open_points)


def _inline(name: str, text: str, open_ones: frozenset[str]) -> Inline:
    return Placeholder(text, name) if text in open_ones else Value(text, name)
