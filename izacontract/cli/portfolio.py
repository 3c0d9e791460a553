"""The contracts of a portfolio as commands read them: a table whose rows go over one request."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from izacontract.host import Plugins
    from izacontract.impact.portfolio import Rows
    from izacontract.intake.tree import Tree


def rows_over(base: Path, plugins: Plugins) -> Rows:
    """Return what reads the rows of a table over the request in `base`, each under the name of its table and row."""
    from izacontract.batch.rows import read_table
    from izacontract.intake.sources import tree_of

    below = tree_of(str(base), plugins)

    def rows_of(table: Path) -> Iterator[tuple[str, Tree]]:
        for row in read_table(table, below, plugins).rows():
            yield f"{table.name}, rij {row.number}", row.tree

    return rows_of
