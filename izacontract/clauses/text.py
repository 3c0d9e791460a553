"""Fills a dated clause text with values: from template to blocks, with references still to be numbered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from izacontract.clauses.blocks import CLOSE, OPEN, Grid, NotAllowed, TextItem, TextPiece, parse, parse_with_slots
from izacontract.clauses.columns import NOTHING, printed_rows
from izacontract.clauses.declared import problem_with, rows_of
from izacontract.clauses.language import Fill, compile_text
from izacontract.clauses.printing import FILTERS, RIGHT_ALIGNED, Filter, labelled
from izacontract.errors import ClauseError, Told
from izacontract.message import Message
from izacontract.model.clause import ClauseVersion, Variable
from izacontract.model.contract import (
    Block,
    Definitions,
    Inline,
    Lid,
    Onderdeel,
    Placeholder,
    Reference,
    Table,
    Value,
    Words,
)
from izacontract.model.memory import Same, remembered
from izacontract.model.text_table import TextTable
from izacontract.model.values import OpenPoint

WRONG_VALUE = Message(
    "clausule.waarde",
    "{file}: variabele '{name}' {wrong}.",
    "{file}: variable '{name}' {wrong}.",
    "Verbeter wat de waarde levert, of de kop van de tekst.",
    "Mend what gives the value, or the header of the text.",
)
NOT_ALLOWED = Message(
    "clausule.tekst",
    "{place}: '{what}' mag niet in een clausuletekst.",
    "{place}: '{what}' is not allowed in a clause text.",
    "Gebruik alleen genummerde leden en onderdelen (ten hoogste drie niveaus), alinea's en tabellen.",
    "Use only numbered items (three levels at most), paragraphs and tables.",
)
NOT_PRINTED = Message(
    "clausule.waarde",
    "Variabele '{name}' kan niet worden gedrukt: {why}.",
    "Variable '{name}' cannot be printed: {why}.",
    "Verbeter de clausuletekst of de regel die de waarde levert.",
    "Mend the clause text or the rule that gives the value.",
)


@dataclass(frozen=True, slots=True)
class Filled:
    """The blocks of one clause and the open points that they print."""

    blocks: tuple[Block, ...]
    open_points: tuple[OpenPoint, ...]


@dataclass(frozen=True, slots=True)
class _LidName:
    name: str


IN_A_TERM = Told("een lijst of tabel in een begrip", "a list or table in a term")
ALONE = Told("een waarde alleen op een regel onder andere woorden", "a value alone on a line below other words")

Set_aside = Inline | Table | Definitions | _LidName


class ClauseTexts:
    """Compiles each text once and fills it many times; `filters` are those that plugins add."""

    def __init__(self, filters: Mapping[str, Filter]) -> None:
        self._filters = {**FILTERS, **filters}
        self._own = tuple(sorted(filters))
        self._compiled: dict[tuple[str, str], Fill] = {}

    def fill(self, version: ClauseVersion, values: Mapping[str, object]) -> Filled:
        """Return the blocks of `version` with `values`, which must hold every declared variable.

        Raises ClauseError, naming file and variable, for a value that is missing or of another type.
        """
        for name, variable in version.variables.items():
            if wrong := problem_with(variable, values.get(name)):
                raise WRONG_VALUE.failure(ClauseError, file=version.file, name=name, wrong=wrong)
        printer = _Printer(version.variables, self._filters)
        context = {name: values.get(name) for name in version.variables}
        markdown = self.compiled(version)(context, printer)
        try:
            parsed = parse_with_slots(markdown)
            blocks = tuple([block for item, slots in parsed for block in printer.blocks(item, slots)])
        except NotAllowed as error:
            raise not_allowed(f"{version.file}:{version.first_line}", error) from error
        return Filled(blocks, tuple(printer.open_points))

    def compiled(self, version: ClauseVersion) -> Fill:
        """Return the step that fills `version` in; raises ClauseError, with the line, for what the language refuses."""
        return self._step(version.text, version.variables, version.file, version.first_line)

    def words(self, text: str, file: str, line: int = 1) -> tuple[Inline, ...]:
        """Return the inlines of `text`, which stands at `line` and holds no variables: the meaning of a term.

        Raises ClauseError when it is more than words and references.
        """
        printer = _Printer({}, self._filters)
        markdown = self._step(text, {}, file, line)({}, printer)
        try:
            blocks = parse(markdown)
        except NotAllowed as error:
            raise not_allowed(f"{file}:{line}", error) from error
        if len(blocks) != 1 or not isinstance(blocks[0], TextItem) or blocks[0].numbered:
            raise not_allowed(f"{file}:{line}", NotAllowed(IN_A_TERM))
        return printer.inlines(blocks[0].pieces)

    def _step(self, text: str, variables: Mapping[str, Variable], file: str, first_line: int) -> Fill:
        key = (file, text)
        if key not in self._compiled:
            self._compiled[key] = compile_text(text, variables, self._own, file, first_line)
        return self._compiled[key]


def not_allowed(place: str, error: NotAllowed) -> ClauseError:
    """Return the error that says what Markdown may not stand at `place`."""
    return NOT_ALLOWED.failure(ClauseError, place=place, what=error.what)


@dataclass
class _Printer:
    """What a text calls while it is filled in: it sets values aside and leaves numbered slots."""

    variables: Mapping[str, Variable]
    filters: Mapping[str, Filter]
    aside: list[Set_aside] = field(default_factory=list)
    open_points: list[OpenPoint] = field(default_factory=list)

    def show(self, name: str, filter_name: str, kind: str, value: object) -> str:
        variable = self.variables.get(name)
        if filter_name == "tabel" and variable is not None:
            return self._slot(self._open(value) if isinstance(value, OpenPoint) else self._table(variable, value))
        if filter_name == "begrippen":
            return self._slot(Definitions(tuple((row["begrip"], row["betekenis"]) for row in rows_of(value))))
        return self._slot(self._printed(name, filter_name, value, variable.labels if variable else {}))

    def ref(self, clause: str, lid: str | None, anders: str | None) -> str:
        return self._slot(Reference("", clause, lid, anders))

    def lid(self, name: str) -> str:
        return self._slot(_LidName(name))

    def placeholder(self, values: Iterable[object]) -> str:
        return self._slot(self._open(next(value for value in values if isinstance(value, OpenPoint))))

    def items(self, name: str, value: object) -> Iterator[tuple[object, ...]]:
        variable = self.variables[name]
        if variable.columns:
            for row in rows_of(value):
                yield tuple(labelled(row[column.key], column.labels) for column in variable.columns)
        elif isinstance(items := labelled(value, variable.labels), Sequence):
            yield from ((item,) for item in items)

    def _slot(self, thing: Set_aside) -> str:
        self.aside.append(thing)
        return f"{OPEN}{len(self.aside) - 1}{CLOSE}"

    def _open(self, point: OpenPoint) -> Placeholder:
        self.open_points.append(point)
        return Placeholder(str(point), point.field)

    def _printed(self, name: str, filter_name: str, value: object, labels: Mapping[str, str]) -> Inline:
        if isinstance(value, OpenPoint):
            return self._open(value)
        if value is None:
            raise _unprintable(
                name, "er is geen waarde; zet hem onder 'is gegeven'", "there is no value; ask 'is gegeven' first"
            )
        try:
            printed = self.filters[filter_name](labelled(value, labels))
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            raise _unprintable(
                name, f"filter {filter_name} mislukt: {error}", f"filter {filter_name} fails: {error}"
            ) from error
        if not isinstance(printed, str):
            raise _unprintable(name, f"filter {filter_name} geeft geen tekst", f"filter {filter_name} gives no text")
        return Value(printed, name)

    def _table(self, variable: Variable, value: object) -> Table:
        align: list[Literal["left", "right"]] = [
            "right" if column.type in RIGHT_ALIGNED else "left" for column in variable.columns
        ]
        header, rows = tuple(column.title for column in variable.columns), rows_of(value)
        if printed := printed_rows(variable, rows, self.filters):
            names = tuple(f"{variable.name}.{column.key}" for column in variable.columns)
            return TextTable(header, tuple(align), printed[0], names, printed[1])
        cells = [
            tuple([self._cell(variable, one.key, one.type, one.labels, row.get(one.key)) for one in variable.columns])
            for row in rows
        ]
        return Table(header, tuple(align), tuple(cells))

    def _cell(
        self, variable: Variable, key: str, kind: str, labels: Mapping[str, str], value: object
    ) -> tuple[Inline, ...]:
        if value is None:
            return (Words(NOTHING),)
        if isinstance(value, tuple) and value and isinstance(value[0], Words | Value | Placeholder | Reference):
            return value
        name = "opsomming" if kind == "lijst" else kind
        return (self._printed(f"{variable.name}.{key}", name, value, labels),)

    def blocks(self, item: TextItem | Grid, slots: tuple[int, ...]) -> tuple[Block, ...]:
        """Return the blocks of `item`: the same objects as before when the same was set aside in its `slots`."""
        return _blocks(self, item, tuple([self.aside[slot] for slot in slots]))

    def block(self, item: TextItem | Grid) -> list[Block]:
        if isinstance(item, Grid):
            rows = tuple(tuple(self.inlines(cell) or (Words(NOTHING),) for cell in row) for row in item.rows)
            header = tuple("".join(inline.text for inline in self.inlines(cell)) for cell in item.header)
            return [Table(header, tuple("right" if right else "left" for right in item.right), rows)]
        blocks: list[Block] = []
        alone = self._alone(item.pieces)
        if alone is not None:
            blocks.append(alone)
        else:
            number = "#" if item.numbered else ""
            blocks.append(Lid(number, self.inlines(item.pieces), self._parts(item.items), name=self._name(item.pieces)))
        more = [self.aside[slot] for slot in item.slots_after]
        blocks += [thing for thing in more if isinstance(thing, Table | Definitions)]
        blocks += [Lid("", (thing,)) for thing in more if isinstance(thing, Placeholder)]
        if any(isinstance(thing, Value | Reference | _LidName) for thing in more):
            raise NotAllowed(ALONE)
        return blocks

    def _alone(self, pieces: tuple[TextPiece, ...]) -> Table | Definitions | None:
        if len(pieces) == 1 and isinstance(pieces[0], int):
            thing = self.aside[pieces[0]]
            return thing if isinstance(thing, Table | Definitions) else None
        return None

    def _name(self, pieces: tuple[TextPiece, ...]) -> str:
        things = [self.aside[piece] for piece in pieces if isinstance(piece, int)]
        return next((thing.name for thing in things if isinstance(thing, _LidName)), "")

    def _parts(self, items: tuple[TextItem, ...], depth: int = 0) -> tuple[Onderdeel, ...]:
        parts = []
        for position, item in enumerate(items):
            if item.slots_after:
                raise NotAllowed(Told("een tabel onder een onderdeel", "a table below an onderdeel"))
            inner = self._parts(item.items, depth + 1)
            text = self.inlines(item.pieces)
            last = position == len(items) - 1
            parts.append(Onderdeel("", text if inner else _ended(text, "." if last and not depth else ";"), inner))
        if parts and not depth and parts[-1].parts:
            parts[-1] = _full_stop(parts[-1])
        return tuple(parts)

    def inlines(self, pieces: tuple[TextPiece, ...]) -> tuple[Inline, ...]:
        found: list[Inline] = []
        for piece in pieces:
            thing = Words(piece) if isinstance(piece, str) else self.aside[piece]
            if isinstance(thing, Words | Value | Placeholder | Reference):
                found.append(thing)
            elif not isinstance(thing, _LidName):
                raise NotAllowed(Told("een tabel tussen andere woorden", "a table among words"))
        return tuple(found)


def _unprintable(name: str, nl: str, en: str) -> ClauseError:
    return NOT_PRINTED.failure(ClauseError, name=name, why=Told(nl, en))


def _ended(text: tuple[Inline, ...], mark: str) -> tuple[Inline, ...]:
    """Return `text` ending with `mark`, whatever its last words ended with."""
    if not text:
        return text
    *rest, last = text
    if isinstance(last, Words):
        bare = last.text.rstrip().rstrip(";.,")
        return (*rest, Words(bare + mark)) if bare else _ended(tuple(rest), mark)
    return (*text, Words(mark))


def _full_stop(part: Onderdeel) -> Onderdeel:
    *others, last = part.parts
    ended = _full_stop(last) if last.parts else Onderdeel(last.number, _ended(last.text, "."), ())
    return Onderdeel(part.number, part.text, (*others, ended))


@remembered(512, key=lambda printer, item, aside: (Same(item), aside))
def _blocks(printer: _Printer, item: TextItem | Grid, aside: tuple[Set_aside, ...]) -> tuple[Block, ...]:
    """Return the blocks of `item`, in whose slots stands what was set `aside`."""
    return tuple(printer.block(item))
