"""The styles of a Word file with everything that they inherit: what each one says once all is resolved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from izacontract.word.xml import W

PLACES = ("framePr", "bidi", "textDirection", "collapsed")
"""The properties of a paragraph that put it elsewhere, turn it or fold it away."""

_AS_USUAL = ("lrTb", "lr", "tb")
Chain = tuple[etree._Element, ...]


class Styles:
    """The styles of one file; `ids` gives a style's id by its name."""

    def __init__(self, root: etree._Element | None) -> None:
        nodes = () if root is None else root.findall(f"{W}style")
        self._styles = {node.get(f"{W}styleId", ""): node for node in nodes}
        self._chains: dict[str, Chain] = {}
        self._defaults: dict[str, str] = {
            node.get(f"{W}type", ""): node.get(f"{W}styleId", "")
            for node in nodes
            if node.get(f"{W}default") in ("1", "true", "on")
        }
        self._root = root
        self._placing: dict[str, dict[str, etree._Element]] = {}
        self.ids = {value(node, "name"): key for key, node in self._styles.items()}

    def __contains__(self, style: str) -> bool:
        return style in self._styles

    def kind(self, style: str) -> str:
        """Return the kind of the style with this id: "paragraph", "character", "table"."""
        return str(self._styles[style].get(f"{W}type", "paragraph"))

    def default_of(self, kind: str) -> str:
        """Return the id of the style that counts for what names none of this `kind`, "" without one."""
        return self._defaults.get(kind, "")

    def chain(self, style: str) -> Chain:
        """Return the style with this id and those that it builds on, the nearest first; none when it does not exist."""
        if style not in self._chains:
            found: list[etree._Element] = []
            key = style
            while key in self._styles and self._styles[key] not in found:
                found.append(self._styles[key])
                key = value(self._styles[key], "basedOn")
            self._chains[style] = tuple(found)
        return self._chains[style]

    def found(self, style: str, path: str) -> etree._Element | None:
        """Return the element at `path` of the style with this id, or of the nearest that it builds on."""
        return next((node for one in self.chain(style) if (node := one.find(path)) is not None), None)

    def places(self, own: etree._Element | None, style: str) -> Iterator[tuple[str, str]]:
        """Give what puts a paragraph with its `own` properties in this style in another place or direction, or away.

        Each is the kind of the fact and what it says: `("frame", "")`, `("direction", "bidi")`, `("collapsed", "")`.
        """
        if style not in self._placing:
            default = self.default(f"{W}pPrDefault/{W}pPr")
            chain = [*self.properties(style, "pPr"), *([default] if default is not None else [])]
            self._placing[style] = _placed(chain)
        found = self._placing[style] | (_placed([own]) if own is not None else {})
        for name, node in found.items():
            if name == "framePr":
                yield "frame", ""
            elif name == "collapsed" and is_on(node):
                yield "collapsed", ""
            elif name != "collapsed" and is_on(node) and node.get(f"{W}val") not in _AS_USUAL:
                yield "direction", name

    def default(self, path: str) -> etree._Element | None:
        """Return the element at `path` of the document defaults."""
        return None if self._root is None else self._root.find(f"{W}docDefaults/{path}")

    def properties(self, style: str, kind: str) -> Iterator[etree._Element]:
        """Give the `kind` of properties (`rPr`, `pPr`) of the style with this id and those it builds on."""
        return _all(self.chain(style), kind)


def _all(chain: Iterable[etree._Element], kind: str) -> Iterator[etree._Element]:
    return (node for one in chain if (node := one.find(f"{W}{kind}")) is not None)


def _placed(chain: Iterable[etree._Element]) -> dict[str, etree._Element]:
    """Return for each of `PLACES` the nearest node in `chain`, whatever namespace it is of."""
    found: dict[str, etree._Element] = {}
    for one in chain:
        for node in one:
            name = etree.QName(node).localname if isinstance(node.tag, str) else ""
            if name in PLACES:
                found.setdefault(name, node)
    return found


def value(node: etree._Element, *path: str) -> str:
    """Return the `w:val` of the element at `path` in `node`, "" without one."""
    found = node.find("/".join(f"{W}{step}" for step in path))
    return "" if found is None else str(found.get(f"{W}val", ""))


def is_on(node: etree._Element) -> bool:
    """Return whether a property that is on or off is on."""
    return node.get(f"{W}val") not in ("0", "false", "off")


def whole(text: str | None, default: int) -> int:
    """Return the whole number in `text`, `default` when it is none; Word writes halves and signs now and then."""
    try:
        return int(float(text)) if text else default
    except (ValueError, OverflowError):
        return default
