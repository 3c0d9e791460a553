"""Where the cells of a row stand, kept as plain facts: hardly a row is ever asked for the place of one."""

from __future__ import annotations

import marshal
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from izacontract.errors import Path, Position

Line = tuple[int, int, tuple[int, ...]]
"""A line of a table: which item of its list it is, its number, and the columns in which something stands."""


@dataclass(slots=True)
class CellGrid:
    """The lines of one file or sheet that belong to a row: its own line, or those of one of its lists.

    `paths` are the keys that the columns fill, from where a line stands; a column without one fills none. The lines of
    a list, which stands at `path`, are found by the column `kenmerk`; for a row's own line that is 0. `texts` are what
    was typed in the columns of each line.
    """

    file: str
    sheet: str
    paths: Mapping[int, Path]
    path: Path = ()
    kenmerk: int = 0
    lines: list[Line] = field(default_factory=list)
    texts: list[tuple[str, ...]] = field(default_factory=list)

    def positions(self) -> Iterator[tuple[Path, Position]]:
        """Give the position of each path; where a path comes twice, the last holds."""
        if self.kenmerk and self.lines:
            yield self.path, self.position(self.lines[0][1], self.kenmerk)
        for index, number, columns in self.lines:
            if self.kenmerk:
                yield (*self.path, index), self.position(number, self.kenmerk)
            for column in columns:
                if column in self.paths:
                    yield self.at(index, column), self.position(number, column)

    def typed(self) -> Iterator[tuple[Path, str]]:
        """Give what was typed for each path."""
        for (index, _, columns), texts in zip(self.lines, self.texts, strict=True):
            for column, text in zip(columns, texts, strict=True):
                if column in self.paths:
                    yield self.at(index, column), text

    def at(self, index: int, column: int) -> Path:
        """Return the path that `column` fills on the line of item `index`; that of the line where it fills none."""
        below = (*self.path, index) if self.kenmerk else ()
        return (*below, *self.paths.get(column, ()))

    def position(self, number: int, column: int) -> Position:
        """Return the position of the cell in `column` of the line `number`."""
        return Position(self.file, number, column, self.sheet)


class CellPlaces(Mapping[Path, Position]):
    """The place of each value of a row by its path; they are worked out when one is asked for."""

    __slots__ = ("_grids", "_known", "_packed", "_whole")

    def __init__(self, whole: Mapping[Path, Position], grids: Sequence[CellGrid] = (), packed: bytes = b"") -> None:
        """Hold the places in `grids` over those in `whole`, or all in `packed`, which `pack` gave in this run."""
        self._whole, self._grids, self._packed = whole, grids, packed
        self._known: dict[Path, Position] | None = None

    @property
    def _by_path(self) -> dict[Path, Position]:
        if self._known is None:
            if self._packed:
                # From `pack` of the run that started us, not from a file.
                whole, grids = marshal.loads(self._packed)  # noqa: S302
                self._whole = {path: Position(*place) for path, place in whole.items()}
                self._grids = [CellGrid(*grid) for grid in grids]
            self._known = dict(self._whole)
            for grid in self._grids:
                self._known.update(grid.positions())
        return self._known

    def pack(self) -> bytes:
        """Return all places as bytes."""
        whole = {path: (place.file, place.line, place.column, place.sheet) for path, place in self._whole.items()}
        grids = [(grid.file, grid.sheet, dict(grid.paths), grid.path, grid.kenmerk, grid.lines) for grid in self._grids]
        return marshal.dumps((whole, grids))

    def __getitem__(self, path: Path) -> Position:
        """Return the place of `path`; raises KeyError where nothing stands."""
        return self._by_path[path]

    def __iter__(self) -> Iterator[Path]:
        return iter(self._by_path)

    def __len__(self) -> int:
        return len(self._by_path)
