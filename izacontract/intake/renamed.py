"""Keys under their former name: for one release they still count, with a warning that says what they are called now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from izacontract.errors import Finding, Path
from izacontract.intake import messages as m
from izacontract.intake.tree import Node, Tree, TypedPlace
from izacontract.model.memory import remembered
from izacontract.model.sector import Section
from izacontract.model.shapes import shapes_of
from izacontract.model.terms import Terms, former_key


def with_current_keys(tree: Tree, sections: Iterable[Section]) -> Tree:
    """Return `tree` with each former key of `sections` under its present name, and a warning where it was typed.

    What was typed under both names is a fault. The fingerprint is that of a request with the present names.
    """
    concerned = [section for section in sections if section.formerly or has_former_keys(section.model)]
    if not concerned:
        return tree
    renaming = _Renaming(tree)
    root = renaming.keys(tree.root, {section.formerly: section.key for section in concerned if section.formerly}, ())
    for section in concerned:
        if section.key in root:
            root[section.key] = renaming.within(section.model, root[section.key], (section.key,))
    return renaming.outcome(root) if renaming.findings else tree


@remembered(512)
def former_keys(model: type[Terms]) -> Mapping[str, str]:
    """Return the present key of each former one of `model` itself."""
    pairs = ((former_key(shape.info), key) for key, shape in shapes_of(model).items())
    return MappingProxyType({former: key for former, key in pairs if former})


@remembered(512)
def has_former_keys(model: type[Terms]) -> bool:
    """Return whether `model`, or a group in it, has a key that was called otherwise."""
    below = (shape.model for shape in shapes_of(model).values() if shape.model is not None)
    return bool(former_keys(model)) or any(has_former_keys(group) for group in below)


class _Renaming:
    """Renames the keys of one tree; `findings` gathers what is to be said of them."""

    def __init__(self, tree: Tree) -> None:
        self.findings: list[Finding] = []
        self._tree = tree
        self._renamed: list[tuple[Path, Path]] = []

    def within(self, model: type[Terms], typed: Node, path: Path) -> Node:
        """Return what was typed at `path` as a `model`, or as a list of them, with the present keys."""
        if isinstance(typed, list):
            return [self.within(model, item, (*path, index)) for index, item in enumerate(typed)]
        if not isinstance(typed, dict) or not has_former_keys(model):
            return typed
        group = self.keys(typed, former_keys(model), path)
        for key, shape in shapes_of(model).items():
            if shape.model is not None and key in group:
                group[key] = self.within(shape.model, group[key], (*path, key))
        return group

    def keys(self, group: Mapping[str, Node], former: Mapping[str, str], path: Path) -> dict[str, Node]:
        """Return `group` with the present names of the keys in `former`, in the order in which they were typed."""
        found: dict[str, Node] = {}
        for key, value in group.items():
            now = former.get(key)
            if now is None:
                found[key] = value
            elif now in group:
                self._say(m.FORMER_KEY_TOO.finding(*path, key, former=key, key=now))
            else:
                found[now] = value
                self._say(m.FORMER_KEY.warning(*path, key, former=key, key=now))
                self._renamed.append(((*path, key), (*path, now)))
        return found

    def outcome(self, root: dict[str, Node]) -> Tree:
        """Return the tree with `root`, in which every place is found under the present names."""
        keys, values = dict(self._moved(self._tree.keys)), dict(self._moved(self._tree.values))
        return replace(self._tree, root=root, keys=keys, values=values, findings=(*self._tree.findings, *self.findings))

    def _say(self, finding: Finding) -> None:
        # The place is that of the path as typed, which for keys inside a renamed group has changed above.
        typed = finding.path
        for former, now in reversed(self._renamed):
            if typed[: len(now)] == now:
                typed = (*former, *typed[len(now) :])
        self.findings.append(replace(finding, position=self._tree.place_of_key(typed)))

    def _moved(self, places: Mapping[Path, TypedPlace]) -> Iterator[tuple[Path, TypedPlace]]:
        for path, place in places.items():
            moved = path
            for former, now in self._renamed:
                if moved[: len(former)] == former:
                    moved = (*now, *moved[len(former) :])
            yield moved, place
