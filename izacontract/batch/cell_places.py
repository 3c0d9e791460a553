"""Where the cells of a row stand, kept as plain facts: hardly a row is ever asked for the place of one."""

from __future__ import annotations

import marshal
from collections.abc import Iterator, Mapping

from izacontract.errors import Path, Position

Mark = tuple[str, int, int, str]
"""File, line, column and sheet: what a position is made of."""


class CellPlaces(Mapping[Path, Position]):
    """The place of each value of a row by its path; a position is made when it is asked for."""

    __slots__ = ("_marks", "_packed")

    def __init__(self, marks: dict[Path, Mark] | None = None, packed: bytes = b"") -> None:
        """Hold `marks`, or those in `packed`, which `pack` gave in this run."""
        self._marks = marks
        self._packed = packed

    def put(self, path: Path, place: Position) -> None:
        """Note that `path` stands at `place`."""
        self.marks[path] = (place.file, place.line, place.column, place.sheet)

    @property
    def marks(self) -> dict[Path, Mark]:
        """Return what each position is made of."""
        if self._marks is None:
            # From `pack` of the run that started us, not from a file.
            self._marks = marshal.loads(self._packed) if self._packed else {}  # noqa: S302
        return self._marks

    def pack(self) -> bytes:
        """Return the marks as bytes."""
        return marshal.dumps(self.marks)

    def __getitem__(self, path: Path) -> Position:
        """Return the place of `path`; raises KeyError where nothing stands."""
        return Position(*self.marks[path])

    def __iter__(self) -> Iterator[Path]:
        return iter(self.marks)

    def __len__(self) -> int:
        return len(self.marks)
