"""The templates of other generators: the same contract text as one Word template with tags, conditions and repeats.

Each is made from one of our contracts. Every value becomes a tag, every clause that not each contract has a condition,
and every table that is filled from data a repeat over its rows, in the language of the generator that gets it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any

from izacontract.model.clause import Presence
from izacontract.model.contract import Contract, Lid, Party, PlacedClause, Placeholder, Reference, Table, Value, Words
from izacontract.render.word import word
from izacontract.word.package import pack_parts, read_package


@dataclass(frozen=True)
class Language:
    """How a generator writes a value, the start and end of a condition, and the rows of a repeat with these cells."""

    value: Callable[[str], str]
    condition: Callable[[str], tuple[str, str]]
    rows: Callable[[str, int], list[list[str]]]


def _docxtpl_rows(name: str, columns: int) -> list[list[str]]:
    blank = [""] * (columns - 1)
    cells = [f"{{{{ row.c{column} }}}}" for column in range(columns)]
    return [[f"{{%tr for row in {name} %}}", *blank], cells, ["{%tr endfor %}", *blank]]


def _docxtemplater_rows(name: str, columns: int) -> list[list[str]]:
    cells = [f"{{c{column}}}" for column in range(columns)]
    cells[0] = f"{{#{name}}}{cells[0]}"
    cells[-1] = f"{cells[-1]}{{/{name}}}"
    return [cells]


def _carbone_rows(name: str, columns: int) -> list[list[str]]:
    return [[f"{{d.{name}[{at}].c{column}}}" for column in range(columns)] for at in ("i", "i+1")]


DOCXTPL = Language(
    lambda name: f"{{{{ {name} }}}}", lambda name: (f"{{%p if {name} %}}", "{%p endif %}"), _docxtpl_rows
)
DOCXTEMPLATER = Language(lambda name: f"{{{name}}}", lambda name: (f"{{#{name}}}", f"{{/{name}}}"), _docxtemplater_rows)
CARBONE = Language(
    lambda name: f"{{d.{name}}}",
    lambda name: (f"{{d.{name}:ifEQ(true):showBegin}}", f"{{d.{name}:showEnd}}"),
    _carbone_rows,
)
LANGUAGES = {"docxtpl": DOCXTPL, "docxtemplater": DOCXTEMPLATER, "carbone": CARBONE}


@dataclass
class Tagged:
    """A contract in which tags of `language` stand for the values, and `data` that fills them."""

    language: Language
    optional: frozenset[str]
    data: dict[str, Any] = field(default_factory=dict)

    def contract(self, contract: Contract) -> Contract:
        """Return `contract` with tags for its values."""
        changed = {name: self._of(getattr(contract, name)) for name in ("opening", "articles", "closing", "annexes")}
        return replace(
            contract,
            reference=self._tag(contract.reference),
            insurers=tuple(map(self._party, contract.insurers)),
            provider=self._party(contract.provider),
            open_points=(),
            **changed,
        )

    def _tag(self, text: str) -> str:
        name = f"v{len(self.data)}"
        self.data[name] = text
        return self.language.value(name)

    def _party(self, party: Party) -> Party:
        details = tuple((name, self._tag(text)) for name, text in party.details)
        return replace(party, name=self._tag(party.name), details=details)

    def _of(self, thing: Any) -> Any:
        if isinstance(thing, Value):
            return replace(thing, text=self._tag(thing.text))
        if isinstance(thing, Table) and _is_data(thing):
            return self._repeat(thing)
        if isinstance(thing, PlacedClause) and thing.id in self.optional:
            return self._condition(thing)
        if isinstance(thing, tuple):
            return tuple(self._of(item) for item in thing)
        if is_dataclass(thing) and not isinstance(thing, type):
            return replace(thing, **{item.name: self._of(getattr(thing, item.name)) for item in fields(thing)})
        return thing

    def _repeat(self, table: Table) -> Table:
        name = f"t{len(self.data)}"
        self.data[name] = [
            {f"c{column}": "".join(inline.text for inline in cell) for column, cell in enumerate(row)}
            for row in table.rows
        ]
        rows = self.language.rows(name, len(table.header))
        return replace(table, rows=tuple(tuple((Words(text),) if text else () for text in row) for row in rows))

    def _condition(self, clause: PlacedClause) -> PlacedClause:
        name = f"k{len(self.data)}"
        self.data[name] = True
        start, end = self.language.condition(name)
        return replace(clause, blocks=(Lid("", (Words(start),)), *map(self._of, clause.blocks), Lid("", (Words(end),))))


def _is_data(table: Table) -> bool:
    """Return whether the rows of `table` come from data alone, so that a user of a generator would repeat one row."""
    kinds = {type(inline) for row in table.rows for cell in row for inline in cell}
    return Value in kinds and not kinds & {Reference, Placeholder}


def template(contract: Contract, language: Language) -> bytes:
    """Return the template of `contract` for the generator that reads `language`; no seal, which only ours carries."""
    parts = read_package(word(_tagged(language, contract)[0]))
    for name in [name for name in parts if name.startswith("customXml/")]:
        del parts[name]
    for name in ("[Content_Types].xml", "word/_rels/document.xml.rels"):
        parts[name] = re.sub(rb"<(?:Override|Relationship) [^>]*customXml[^>]*/>", b"", parts[name])
    return pack_parts(parts)


def data(contract: Contract) -> dict[str, Any]:
    """Return what fills the template of a contract that differs from `contract` in its values only."""
    return _tagged(DOCXTPL, contract)[1]


def _tagged(language: Language, contract: Contract) -> tuple[Contract, dict[str, Any]]:
    optional = (item.clause for item in contract.decisions if item.presence is not Presence.ALWAYS)
    tagged = Tagged(language, frozenset(optional))
    return tagged.contract(contract), tagged.data
