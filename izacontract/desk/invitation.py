"""An invitation: who may answer which draft until when, and what was filled in, said, agreed and sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

Kind = Literal["question", "replace", "drop", "add", "answer"]
"""What a remark is: a question, a text in the place of a lid, a lid that goes, a lid that comes after, an answer."""

PROPOSALS: Final[tuple[Kind, ...]] = ("replace", "drop", "add")
Side = Literal["provider", "purchaser"]
State = Literal["open", "revoked", "replaced"]


@dataclass(frozen=True, slots=True)
class Remark:
    """Something said of the paragraph at `place` of `clause`; `label` and `quoted` are its number and text then."""

    number: int
    clause: str
    place: int
    label: str
    quoted: str
    side: Side
    kind: Kind
    text: str
    by: str
    at: str
    withdrawn: str

    @property
    def is_proposal(self) -> bool:
        """Return whether it proposes a text, which holds until it is withdrawn."""
        return self.kind in PROPOSALS and not self.withdrawn


@dataclass(frozen=True, slots=True)
class Agreement:
    """That somebody agrees to the article in `slot`, called `label` then; `withdrawn` is when that was taken back."""

    number: int
    slot: str
    label: str
    by: str
    at: str
    withdrawn: str
    withdrawn_by: str


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """A Word file that the provider sent: its own name, its name in the folder, and how many changes are in it."""

    number: int
    name: str
    stored: str
    sha256: str
    size: int
    changes: int
    by: str
    at: str


@dataclass(frozen=True)
class Invitation:
    """An invitation with all that was said in answer; moments are those of the register (UTC)."""

    id: int
    draft: str
    contract: str
    reference: str
    provider: str
    invited: str
    made: str
    made_by: str
    until: str
    closed: str
    closed_by: str
    state: State
    answers: tuple[tuple[str, str], ...]
    answered: str
    answered_by: str
    revision: int
    remarks: tuple[Remark, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    files: tuple[ReceivedFile, ...] = ()

    @property
    def proposals(self) -> tuple[Remark, ...]:
        """Return the proposals that hold."""
        return tuple(one for one in self.remarks if one.is_proposal)

    @property
    def agreed(self) -> dict[str, Agreement]:
        """Return the agreement that holds for each article, by its slot."""
        return {one.slot: one for one in self.agreements if not one.withdrawn}

    @property
    def unanswered(self) -> tuple[Remark, ...]:
        """Return the questions after which the purchaser did not say anything about the same paragraph."""
        said = {(one.clause, one.place): one.number for one in self.remarks if one.side == "purchaser"}
        return tuple(
            one
            for one in self.remarks
            if one.kind == "question" and not one.withdrawn and said.get((one.clause, one.place), 0) < one.number
        )

    @property
    def last_by(self) -> str:
        """Return who of the provider did something last, "" for nobody yet."""
        done = [(self.answered, self.answered_by)]
        done += [(one.at, one.by) for one in self.files]
        done += [(one.at, one.by) for one in self.agreements]
        done += [(one.at, one.by) for one in self.remarks if one.side == "provider"]
        return max(done)[1]

    def is_open(self, at: datetime) -> bool:
        """Return whether the provider can still answer at the moment `at`."""
        return self.state == "open" and at < datetime.fromisoformat(self.until.replace("Z", "+00:00"))
