"""Places of a request that is laid over another: what was typed on top hides what it replaces below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from izacontract.errors import Path
from izacontract.intake.tree import Node, Tree, TypedPlace

EVERYTHING: Final[Path] = ()
"""The path of the request as a whole: where a layer says where it stands itself."""


class Places(Mapping[Path, TypedPlace]):
    """The places in `top`, and below it those in `base` that are not within one of the paths `replaced`."""

    __slots__ = ("base", "replaced", "top")

    def __init__(
        self, top: Mapping[Path, TypedPlace], base: Mapping[Path, TypedPlace], replaced: frozenset[Path]
    ) -> None:
        self.top, self.base, self.replaced = top, base, replaced

    def __getitem__(self, path: Path) -> TypedPlace:
        """Return the place of `path`; raises KeyError where nothing stands."""
        found = self.top.get(path)
        if found is not None:
            return found
        if self.replaced and any(path[:length] in self.replaced for length in range(1, len(path) + 1)):
            raise KeyError(path)
        return self.base[path]

    def __iter__(self) -> Iterator[Path]:
        yield from self.top
        yield from (path for path in self.base if path not in self.top and path in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def laid_over(base: Tree, values: Mapping[Path, Node], places: Mapping[Path, TypedPlace]) -> Tree:
    """Return `base` with `values` in it; a list replaces the list that stood there.

    What does not change is shared with `base`: the same objects. `places` are those of `values`, and under the empty
    path the place of the layer as a whole.
    """
    root: dict[str, Node] = dict(base.root)
    copied: dict[Path, dict[str, Node]] = {(): root}
    for path, value in values.items():
        group = root
        for length in range(1, len(path)):
            above = path[:length]
            below = copied.get(above)
            if below is None:
                known = group.get(str(above[-1]))
                below = dict(known) if isinstance(known, dict) else {}
                copied[above] = below
                group[str(above[-1])] = below
            group = below
        group[str(path[-1])] = value
    replaced = frozenset(path for path, value in values.items() if isinstance(value, list) or value is None)
    return Tree(
        root,
        base.file,
        Places(places, base.keys, replaced),
        Places(places, base.values, replaced),
        base.findings,
        base.sheets,
    )
