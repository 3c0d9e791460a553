"""Where the clauses of a contract stand, in words: "artikel 8.1 tot en met 8.12", "bijlage B"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from izacontract.model.contract import Annex, Article, Contract, Lid


@dataclass(frozen=True, slots=True)
class ClausePlace:
    """A clause in its article, annex or other part, with its numbered leden."""

    part: Article | Annex
    leden: tuple[Lid, ...]

    @property
    def words(self) -> str:
        """Return where the whole clause stands: "artikel 8.1 tot en met 8.12", "bijlage B"; else the heading."""
        return self._of(self.leden)

    def has(self, name: str) -> bool:
        """Return whether the clause prints a lid that its text calls `name`."""
        return any(lid.name == name for lid in self.leden)

    def lid(self, name: str) -> str:
        """Return where the leden called `name` stand; of a lid that is not printed, where the clause does."""
        return self._of([lid for lid in self.leden if lid.name == name] or self.leden)

    def _of(self, leden: Sequence[Lid]) -> str:
        if isinstance(self.part, Annex):
            return f"bijlage {self.part.letter}"
        if not self.part.number:
            return self.part.heading
        if not leden:
            return f"artikel {self.part.number}"
        numbers = dict.fromkeys((leden[0].number, leden[-1].number))
        return f"artikel {' tot en met '.join(numbers)}"


def standings(contract: Contract) -> Mapping[str, ClausePlace]:
    """Return where each clause of `contract` stands, by id, in the order of the document."""
    return {
        clause.id: ClausePlace(part, tuple(block for block in clause.blocks if isinstance(block, Lid) and block.number))
        for part in contract.parts
        for clause in part.clauses
    }
