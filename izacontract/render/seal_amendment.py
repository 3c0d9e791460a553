"""What the seal of an addendum keeps for a machine: which contract it changes, from when, and each change.

The same facts mark a running text, which no party signs: its `changes` are empty.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from pydantic import with_config

from izacontract.render.seal_facts import STRICT

ChangeKind = Literal[
    "vervangen", "invoegen", "vervallen", "opschrift", "deel-invoegen", "deel-vervallen",
    "rij-vervangen", "rij-invoegen", "rij-vervallen",
]  # fmt: skip
"""What is done: to a provision, to the heading of a part, to a whole part, or to one row of a table."""

ProvisionKind = Literal["lid", "tekst", "begrip", "tabel"]


@with_config(STRICT)
@dataclass(frozen=True, slots=True)
class SealedProvision:
    """A provision as an addendum words it: its clause, the number it has from then on, its lines, or its rows.

    `lines` are a number and a text each: the lid itself and its onderdelen. The first row is the header.
    """

    id: str
    clause: str
    kind: ProvisionKind
    number: str = ""
    lines: tuple[tuple[str, str], ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@with_config(STRICT)
@dataclass(frozen=True, slots=True)
class SealedChange:
    """One change: what is done to the part with the slot `part` or, at `at`, to a provision or row of it.

    For what is put in, `at` is what it comes after, "" for the first place. `provisions` is what then stands there,
    `row` the cells of a row, `key` the row that is meant and `heading` the heading of a part with its `label`. `was`
    is the SHA-256 of the text that is changed, so that it cannot be applied to another.
    """

    what: ChangeKind
    part: str
    at: str = ""
    was: str = ""
    provisions: tuple[SealedProvision, ...] = ()
    key: str = ""
    row: tuple[str, ...] = ()
    place: str = ""
    label: str = ""
    heading: str = ""


@with_config(STRICT)
@dataclass(frozen=True, slots=True)
class SealedAmendment:
    """An addendum: its number, the contract that it changes, the day from which, and its changes in order.

    `day` is None while it is open. `original` is the fingerprint of the contract and `result` that of what it becomes,
    "" where that is not known. `end` is the last day of the contract once it is changed. A running text has the numbers
    of the addenda that are in it under `running`.
    """

    number: int
    reference: str
    title: str
    original: str
    result: str
    day: date | None
    end: date
    changes: tuple[SealedChange, ...] = ()
    running: tuple[int, ...] = ()
