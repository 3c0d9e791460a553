"""A table of which each cell is one value, held as texts: what a long price list is nearly always."""

from __future__ import annotations

from typing import Any, Literal, Self

from izacontract.model.contract import Inline, Table, Value, Words

Cells = tuple[Inline, ...]


class TextTable(Table):
    """A table given by the `texts` of its rows; its cells are made only when somebody asks for `rows`.

    `names` say per column which variable its values are of; what stands in `gaps`, by row and column, are words of our
    own. It is equal to the table that has the same rows. Printing, sealing and hashing take the texts: an object for
    each cell of a list of hundreds of lines costs more than all of these.
    """

    __slots__ = ("_made", "gaps", "names", "texts")
    texts: tuple[tuple[str, ...], ...]
    names: tuple[str, ...]
    gaps: frozenset[tuple[int, int]]

    def __new__(cls, *_: object, **given: Any) -> Self:
        """Return a new table; one of other cells, as `dataclasses.replace` asks for, is not held as texts."""
        if "rows" in given:
            return Table(**given)  # type: ignore[return-value]  # what replaces a table is a table
        return super().__new__(cls)

    def __init__(
        self,
        header: tuple[str, ...],
        align: tuple[Literal["left", "right"], ...],
        texts: tuple[tuple[str, ...], ...],
        names: tuple[str, ...],
        gaps: frozenset[tuple[int, int]] = frozenset(),
    ) -> None:
        given = {"header": header, "align": align, "kind": "table", "texts": texts, "names": names, "gaps": gaps}
        for name, value in given.items():
            object.__setattr__(self, name, value)

    @property
    def rows(self) -> tuple[tuple[Cells, ...], ...]:
        """Return the cells of each row."""
        made: tuple[tuple[Cells, ...], ...] | None = getattr(self, "_made", None)
        if made is None:
            numbered = enumerate(self.texts)
            made = tuple(tuple(self._cell(row, *one) for one in enumerate(texts)) for row, texts in numbered)
            object.__setattr__(self, "_made", made)
        return made

    def _cell(self, row: int, column: int, text: str) -> Cells:
        return (Words(text),) if (row, column) in self.gaps else (Value(text, self.names[column]),)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, TextTable):
            return self._parts() == other._parts()
        if isinstance(other, Table):
            return (self.header, self.align, self.rows) == (other.header, other.align, other.rows)
        return NotImplemented

    def __hash__(self) -> int:
        return hash((self.header, self.align, self.texts))

    def __reduce__(self) -> tuple[object, ...]:
        return TextTable, self._parts()

    def _parts(self) -> tuple[object, ...]:
        return self.header, self.align, self.texts, self.names, self.gaps
