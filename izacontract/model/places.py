"""Where the clauses of a contract stand, in words: "artikel 8.1 tot en met 8.12", "bijlage B"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from izacontract.model.contract import Annex, Article, Contract, Lid
from izacontract.model.deviation import Deviation
from izacontract.model.edition import GeneralLid, GeneralPart


@dataclass(frozen=True, slots=True)
class ClausePlace:
    """A clause in its article, annex or other part, with its numbered leden; `general` are those in the part `apart`.

    Of a clause in a document that others wrote the first of these is the clause as a whole.
    """

    part: Article | Annex | None
    leden: tuple[Lid, ...]
    general: tuple[GeneralLid, ...] = ()
    apart: GeneralPart | None = None

    @property
    def heading(self) -> str:
        """Return the heading under which it stands in the contract, "" for one that only a general part has."""
        return self.part.heading if self.part else ""

    @property
    def words(self) -> str:
        """Return where the whole clause stands: "artikel 8.1 tot en met 8.12", "bijlage B"; else the heading."""
        return self._of(self.leden, self.general[:1] if self._is_outside else self.general)

    def has(self, name: str) -> bool:
        """Return whether the clause prints a lid that its text calls `name`, or stands in a document of others."""
        return self._is_outside or name in {lid.name for lid in self.leden} | {lid.name for lid in self.general}

    def lid(self, *names: str) -> str:
        """Return where the leden called one of `names` stand; of leden that are not printed, where the clause does."""
        leden = [lid for lid in self.leden if lid.name in names]
        general = [lid for lid in self.general if lid.name in names]
        return self._of(leden, general) if leden or general else self.words

    def deviation(self, deviation: Deviation) -> str:
        """Return where what parties typed in the place of a lid, or behind it, stands; else where the clause does."""
        names = [lid.name for lid in self.leden]
        if not deviation.lines or deviation.lid not in names:
            return self.words
        at = names.index(deviation.lid) + (not deviation.removes)
        return self._here(self.leden[at : at + len(deviation.lines)])

    @property
    def _is_outside(self) -> bool:
        return self.apart is not None and self.apart.is_outside and bool(self.general)

    def _of(self, leden: Sequence[Lid], general: Sequence[GeneralLid]) -> str:
        here = self._here(leden) if leden or not general else ""
        there = self.apart.of_it(_range(general)) if self.apart and general else ""
        return " en ".join(filter(None, (here, there)))

    def _here(self, leden: Sequence[Lid]) -> str:
        if self.part is None:
            return ""
        if isinstance(self.part, Annex):
            return f"bijlage {self.part.letter}"
        if not self.part.number:
            return self.part.heading
        if not leden:
            return f"artikel {self.part.number}"
        return f"artikel {_range(leden)}"


def _range(leden: Sequence[Lid] | Sequence[GeneralLid]) -> str:
    return " tot en met ".join(dict.fromkeys((leden[0].number, leden[-1].number)))


def standings(contract: Contract) -> Mapping[str, ClausePlace]:
    """Return where each clause of `contract` stands, by id, in the order of the document."""
    general = dict(contract.general.leden) if contract.general else {}
    found = {
        clause.id: ClausePlace(
            part,
            tuple(block for block in clause.blocks if isinstance(block, Lid) and block.number),
            general.pop(clause.id, ()),
            contract.general,
        )
        for part in contract.parts
        for clause in part.clauses
    }
    return found | {clause: ClausePlace(None, (), leden, contract.general) for clause, leden in general.items()}
