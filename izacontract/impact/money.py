"""The amounts that a contract prints, and how they differ between two of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from izacontract.model.clause import Clause
from izacontract.model.contract import Contract, Inline, Lid, Onderdeel, Table, Value
from izacontract.model.places import standings

AMOUNT: Final = re.compile(r"(-?)€\s?(-?)([\d.]+,\d\d)")
Key = tuple[str, str, str]
"""A clause, the name of a value, and what tells its row or repetition apart."""


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount as it stands: its place, what it is, and how many euros."""

    place: str
    what: str
    euros: Decimal


@dataclass(frozen=True, slots=True)
class ChangedAmount:
    """An amount that differs (euro); None where it does not stand. `is_ceiling` marks what is paid in a whole year."""

    clause: str
    place: str
    what: str
    old: Decimal | None
    new: Decimal | None
    is_ceiling: bool

    @property
    def difference(self) -> Decimal | None:
        """Return how much more it becomes, None where it stands on one side only."""
        return None if self.old is None or self.new is None else self.new - self.old


def changed_amounts(old: Contract, new: Contract, clauses: Mapping[str, Clause]) -> tuple[ChangedAmount, ...]:
    """Return each amount that differs between `old` and `new`, in the order of the new contract.

    Those of a whole year are the values that `clauses` declare to be.
    """
    before, after = _amounts(old), _amounts(new)
    found = []
    for key in dict.fromkeys((*after, *before)):
        was, now = before.get(key), after.get(key)
        if (was and was.euros) != (now and now.euros) and (shown := now or was) is not None:
            ceiling = key[0] in clauses and clauses[key[0]].per_year == key[1]
            euros = (was.euros if was else None, now.euros if now else None)
            found.append(ChangedAmount(key[0], shown.place, shown.what, *euros, ceiling))
    return tuple(found)


def _amounts(contract: Contract) -> Mapping[Key, Amount]:
    found: dict[Key, Amount] = {}
    standing = standings(contract)
    for part in contract.parts:
        for clause in part.clauses:
            place = standing[clause.id].words
            for block in clause.blocks:
                match block:
                    case Lid():
                        where = standing[clause.id].lid(block.name) if block.name else place
                        for text in (block.text, *_texts(block.parts)):
                            for value, euros in _euros(text):
                                _put(found, (clause.id, value.name, ""), Amount(where, value.name, euros))
                    case Table():
                        for row in block.rows:
                            label = "".join(inline.text for inline in row[0]) if row else ""
                            for title, cell in zip(block.header, row, strict=False):
                                for value, euros in _euros(cell):
                                    what = f"{title}: {label}" if label else title
                                    _put(found, (clause.id, value.name, label), Amount(place, what, euros))
    return found


def _put(found: dict[Key, Amount], key: Key, amount: Amount) -> None:
    """Keep `amount` under `key`, or under the next one when the same value is printed again."""
    clause, name, label = key
    count = 1
    while key in found:
        count += 1
        key = (clause, name, f"{label}/{count}")
    found[key] = amount


def _texts(parts: Iterable[Onderdeel]) -> Iterator[tuple[Inline, ...]]:
    for part in parts:
        yield part.text
        yield from _texts(part.parts)


def _euros(text: Iterable[Inline]) -> Iterator[tuple[Value, Decimal]]:
    for inline in text:
        if isinstance(inline, Value) and (match := AMOUNT.fullmatch(inline.text.replace("\N{NO-BREAK SPACE}", " "))):
            sign = "-" if match[1] or match[2] else ""
            yield inline, Decimal(sign + match[3].replace(".", "").replace(",", "."))
