"""What a seal keeps of a contract beside its text: parties, term, deviations, and what makes it a general part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from pydantic import ConfigDict, with_config

from izacontract.model.contract import Contract
from izacontract.model.deviation import STANDARD

STRICT: Final = ConfigDict(extra="forbid")


@with_config(STRICT)
@dataclass(frozen=True, slots=True)
class SealedGeneral:
    """What makes a document an edition of a general part: day, sector, the names of its leden by clause, and its terms.

    The names stand in the order of the leden, "" for one without.
    """

    day: date
    sector: str
    names: Mapping[str, tuple[str, ...]]
    terms: tuple[str, ...]


@with_config(STRICT)
@dataclass(frozen=True, slots=True)
class SealedDeviation:
    """A lid that parties made otherwise, or the position that they chose: in which clause, what, and who agreed when.

    `what` is vervangen, vervallen, toevoegen or positie, `subject` the lid or the position. The reason, and who at the
    insurer approved a position, are not for the other party and so not sealed.
    """

    clause: str
    what: Literal["vervangen", "vervallen", "toevoegen", "positie"]
    subject: str
    agreed_by: str = ""
    agreed_on: date | None = None


@with_config(STRICT)
@dataclass(frozen=True, slots=True)
class SealedParty:
    """A party as the title page names it: its role, its name, and each code with what it is called."""

    role: str
    name: str
    details: tuple[tuple[str, str], ...] = ()


@with_config(STRICT)
@dataclass(frozen=True, slots=True)
class SealedTerm:
    """Between whom a contract is, for which sector, and between which days it runs."""

    sector: str
    sector_title: str
    begin: date
    end: date
    parties: tuple[SealedParty, ...] = ()


def deviations_of(contract: Contract) -> Iterator[SealedDeviation]:
    """Give each lid of `contract` that parties made otherwise, and each position but the standard that they chose."""
    for one in contract.deviations:
        yield SealedDeviation(one.clause, one.what, one.lid, one.agreed_by or "", one.agreed_on)
    for position in contract.positions:
        if position.choice != STANDARD:
            yield SealedDeviation(position.clause, "positie", position.choice)


def term_of(contract: Contract) -> SealedTerm | None:
    """Return between whom `contract` is and how long it runs; None for a general part, which has no parties."""
    if contract.is_general_part:
        return None
    parties = tuple(SealedParty(party.role, party.name, party.details) for party in contract.parties)
    return SealedTerm(contract.sector, contract.sector_title, contract.begin, contract.end, parties)


def general_of(contract: Contract) -> SealedGeneral | None:
    """Return what makes `contract` a general part: it has the articles of one, and no parties."""
    general = contract.general
    if general is None or not contract.is_general_part:
        return None
    names = {clause: tuple(lid.name for lid in leden) for clause, leden in general.leden.items()}
    return SealedGeneral(general.day, general.sector, names, tuple(general.terms))
