"""What a sealed Word file says of its contract: the seal's own facts, and the title page as it was printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from typing import Final

from izacontract import dutch
from izacontract.register.facts import (
    INSURER,
    PROVIDER,
    AddendumFacts,
    ContractFacts,
    DocumentFacts,
    Entry,
    PartyFacts,
    VersionFacts,
)
from izacontract.render.seal import Seal, SealedText
from izacontract.render.title import SECTOR, period

CODES: Final = {"KvK-nummer": "kvk", "AGB-code": "agb", "UZOVI-code": "uzovi"}
"""How the title page calls the codes of a party, with our names for them."""

_PERIOD: Final = re.compile(period(r"(\d+ \w+ \d{4})", r"(\d+ \w+ \d{4})"))
_OPEN: Final = "["
"""How a placeholder begins."""


def entry_of_seal(
    seal: Seal,
    documents: Iterable[DocumentFacts],
    sector_of: Callable[[str], str] = lambda title: "",
    *,
    addendum: AddendumFacts | None = None,
    note: str = "",
) -> Entry:
    """Return what documents with `seal` say of their contract; `sector_of` gives the code of a sector by its title."""
    version = VersionFacts(seal.fingerprint, seal.status or "concept")
    return Entry(facts_of_seal(seal, sector_of), version, tuple(documents), addendum, note)


def facts_of_seal(seal: Seal, sector_of: Callable[[str], str]) -> ContractFacts:
    """Return what `seal` says of its contract; what is open or stands elsewhere in a frame of one's own is unknown."""
    lines = [block.text for around in seal.surroundings.around[:1] for block in around.blocks
             if isinstance(block, SealedText)]  # fmt: skip
    term = next((found for line in lines if (found := _PERIOD.fullmatch(line))), None)
    labels = [line.partition("\t")[::2] for line in lines]
    sector = next((value for label, value in labels if label == SECTOR), "")
    reference = "" if seal.reference.startswith(_OPEN) else seal.reference
    return ContractFacts(
        reference,
        sector_of(sector) if sector else "",
        seal.title,
        _day(term[1]) if term else None,
        _day(term[2]) if term else None,
        None,
        tuple(_parties(lines)),
    )


def _parties(lines: Iterable[str]) -> list[PartyFacts]:
    """Return the parties that the title page names: a role, a name below it, and its codes."""
    found: list[dict[str, str]] = []
    role = ""
    for line in lines:
        label, is_pair, value = line.partition("\t")
        if line.lower() in (INSURER, PROVIDER):
            role = line.lower()
        elif role:
            found.append({"role": role, "name": line})
            role = ""
        elif is_pair and found and label in CODES and not value.startswith(_OPEN):
            found[-1][CODES[label]] = value
    return [PartyFacts(**one) for one in found]


def _day(written: str) -> date | None:
    """Return the day that is `written` in full, such as "1 januari 2027"; None for no day."""
    number, month, year = written.split()
    try:
        return date(int(year), _months()[month], int(number))
    except (KeyError, ValueError):
        return None


@cache
def _months() -> dict[str, int]:
    return {dutch.day(date(2000, month, 1)).split()[1]: month for month in range(1, 13)}
