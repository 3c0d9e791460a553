"""The leden of a contract as they are printed: what each says, where it stands, and the values in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from izacontract.dutch import ORDINALS
from izacontract.model.contract import (
    Block,
    Contract,
    Inline,
    Lid,
    Onderdeel,
    Placeholder,
    Table,
    Value,
    texts_of,
)
from izacontract.model.places import standings

MONTHS: Final = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip


PART: Final = "onderdeel"
"""What the words of an onderdeel up to its colon are called among its values."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A lid without what hangs below it, one onderdeel, or one row of its table: the values printed in it by name."""

    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PrintedLid:
    """A named lid: its place in the contract, its words, its units, and the fields that are still open in it."""

    place: str
    words: str
    units: tuple[Unit, ...]
    open: Mapping[str, str] = field(default_factory=dict)

    def value(self, name: str) -> str | None:
        """Return the first value printed for the variable `name`, None for none."""
        return next((unit.values[name] for unit in self.units if name in unit.values), None)


@dataclass(frozen=True, slots=True)
class Printed:
    """What a contract prints: each named lid by clause and name, the values of each clause, and each clause's place."""

    leden: Mapping[tuple[str, str], tuple[PrintedLid, ...]]
    values: Mapping[str, Mapping[str, str]]
    places: Mapping[str, str]


def printed_in(contract: Contract) -> Printed:
    """Return the leden of `contract` with their values."""
    standing = standings(contract)
    leden: dict[tuple[str, str], list[PrintedLid]] = {}
    values: dict[str, dict[str, str]] = {}
    for part in contract.parts:
        for clause in part.clauses:
            known = values.setdefault(clause.id, {})
            for lid, below in _with_tables(clause.blocks):
                texts = [lid.text, *(text for table in below for text in texts_of(table))]
                texts += [one.text for one in _parts(lid.parts)]
                units = (_unit(lid.text), *map(_unit_of_part, _parts(lid.parts)), *_rows(below))
                for unit in units:
                    for name, text in unit.values.items():
                        known.setdefault(name, text)
                if lid.name:
                    place = standing[clause.id].lid(lid.name)
                    found = PrintedLid(place, _words(texts), units, _open(texts))
                    leden.setdefault((clause.id, lid.name), []).append(found)
    places = {clause: place.words for clause, place in standing.items()}
    return Printed({key: tuple(found) for key, found in leden.items()}, values, places)


def _with_tables(blocks: Iterable[Block]) -> Iterator[tuple[Lid, list[Table]]]:
    """Give each lid with the tables below it."""
    lid: Lid | None = None
    below: list[Table] = []
    for block in blocks:
        if isinstance(block, Lid) and (block.number or block.name or lid is None):
            if lid is not None:
                yield lid, below
            lid, below = block, []
        elif isinstance(block, Table):
            below.append(block)
    if lid is not None:
        yield lid, below


def _parts(parts: Iterable[Onderdeel]) -> Iterator[Onderdeel]:
    for part in parts:
        yield part
        yield from _parts(part.parts)


def _unit(text: Iterable[Inline]) -> Unit:
    return Unit({inline.name: inline.text for inline in reversed(tuple(text)) if isinstance(inline, Value)})


def _unit_of_part(part: Onderdeel) -> Unit:
    """Return the values in `part`, and as `onderdeel` its words up to a colon."""
    words = "".join(inline.text for inline in part.text)
    return Unit({**_unit(part.text).values, PART: words.partition(":")[0]})


def _rows(tables: Iterable[Table]) -> Iterator[Unit]:
    for table in tables:
        for row in table.rows:
            yield _unit(inline for cell in row for inline in cell)


def _open(texts: Iterable[tuple[Inline, ...]]) -> dict[str, str]:
    return {one.field: one.text for text in texts for one in text if isinstance(one, Placeholder)}


def _words(texts: Iterable[tuple[Inline, ...]]) -> str:
    return "\n".join("".join(inline.text for inline in text) for text in texts)


def day_in(text: str) -> date | None:
    """Return the day that a contract prints as "1 juli 2027", the first of "derde kwartaal van 2027"; else None."""
    words = text.split()
    try:
        if len(words) == 3 and words[1] in MONTHS:
            return date(int(words[2]), MONTHS.index(words[1]) + 1, int(words[0]))
        if len(words) == 4 and words[1:3] == ["kwartaal", "van"] and words[0] in ORDINALS[:4]:
            return date(int(words[3]), ORDINALS.index(words[0]) * 3 + 1, 1)
    except ValueError:  # parties may type what is no day, such as 30 februari
        pass
    return None


def count_in(text: str) -> int | None:
    """Return the number that a contract prints as "28 dagen" or "1.200"; None for what begins with no number."""
    first = text.replace("\N{NO-BREAK SPACE}", " ").split(" ")[0].replace(".", "")
    return int(first) if first.isdigit() else None
