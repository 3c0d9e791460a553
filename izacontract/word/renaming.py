"""Other names for the parts of a Word file: what a part is for is told by relationships, and so its name is free."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import count
from posixpath import basename, dirname, join, relpath

from lxml import etree

from izacontract.errors import FileError
from izacontract.word.opening import WordFile
from izacontract.word.xml import RELATION, TYPES

_ONE_OF = {
    "styles": "word/styles.xml",
    "numbering": "word/numbering.xml",
    "settings": "word/settings.xml",
    "footnotes": "word/footnotes.xml",
    "endnotes": "word/endnotes.xml",
}
_MANY = ("header", "footer")


def with_usual_names(parts: Mapping[str, bytes], free: str = "") -> dict[str, bytes]:
    """Return `parts` under the names that Word itself gives: "word/document.xml", "word/header1.xml".

    A part that has the name `free` gets another one. What is no Word file comes back as it is.
    """
    file = WordFile(parts)
    try:
        main = file.main
        wanted = {main: "word/document.xml"}
        for kind, name in _ONE_OF.items():
            wanted |= dict.fromkeys(file.of_kind(kind)[:1], name)
        for kind in _MANY:
            usual = re.compile(rf"word/{kind}\d*\.xml")
            numbers = (f"word/{kind}{number}.xml" for number in count(1))
            for path in file.of_kind(kind):
                if not usual.fullmatch(path):
                    wanted[path] = next(name for name in numbers if name not in parts and name not in wanted.values())
    except FileError:
        return dict(parts)
    if free in parts:
        folder, name = free.rpartition("/")[::2]
        stem = name.rstrip(".xml").rstrip("0123456789")
        wanted[free] = next(path for number in count(1) if (path := f"{folder}/{stem}{number}.xml") not in parts)
        wanted |= _properties_of(file, free, wanted[free])
    for path in set(wanted.values()) & parts.keys() - wanted.keys():
        wanted[path] = next(new for number in count(1) if (new := f"{path}.{number}.xml") not in parts)
    wanted = {old: new for old, new in wanted.items() if old != new}
    return _renamed(file, wanted) if wanted else dict(parts)


def without_loose_ends(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return `parts` without relationships from custom XML to properties that are not there; Word overlooks them."""
    file, kept = WordFile(parts), dict(parts)
    for name in parts:
        if name.startswith("customXml/_rels/") and name.endswith(".rels"):
            owner = f"customXml/{basename(name).removesuffix('.rels')}"
            try:
                lost = {one.id for one in file.related(owner) if not one.external and one.target not in parts}
                root = etree.fromstring(etree.tostring(file.root(name))) if lost else None
            except FileError:
                continue
            for node in list(root) if root is not None else ():
                if node.get("Id", "") in lost:
                    node.getparent().remove(node)
            if root is not None:
                kept[name] = bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
    return kept


def _properties_of(file: WordFile, path: str, new: str) -> dict[str, str]:
    """Return the names of the properties of the custom XML part at `path`, which will be called `new`."""
    number = re.sub(r"\D", "", basename(new))
    related = [one.target for one in file.related(path) if one.kind == "customXmlProps"]
    return {target: f"{dirname(target)}/itemProps{number}.xml" for target in related if target in file.parts}


def _renamed(file: WordFile, names: Mapping[str, str]) -> dict[str, bytes]:
    new_names = {name: names.get(name, name) for name in file.parts}
    for name in file.parts:
        if name.endswith(".rels"):
            folder, listing = dirname(dirname(name)), basename(name).removesuffix(".rels")
            new = names.get(join(folder, listing) if folder else listing)
            if new is not None:
                new_names[name] = join(dirname(new), "_rels", f"{basename(new)}.rels")
    renamed: dict[str, bytes] = {}
    for name, content in file.parts.items():
        if name.endswith(".rels"):
            content = _targets(file, name, new_names[name], names, content)
        elif name == TYPES:
            content = _types(content, names)
        renamed[new_names[name]] = content
    return renamed


def _targets(file: WordFile, listing: str, new: str, names: Mapping[str, str], content: bytes) -> bytes:
    """Return the listing of relationships with each target by its new name, seen from where the listing stands now."""
    folder, owner = dirname(dirname(listing)), basename(listing).removesuffix(".rels")
    path = join(folder, owner) if folder else owner
    targets = {one.id: one.target for one in file.related(path) if not one.external}
    if new == listing and not set(targets.values()) & names.keys():
        return content
    root = etree.fromstring(etree.tostring(file.root(listing)))
    base = dirname(dirname(new))
    for node in root.iter(RELATION):
        if node.get("Id", "") in targets:
            target = targets[node.get("Id", "")]
            node.set("Target", relpath(names.get(target, target), base or "."))
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _types(content: bytes, names: Mapping[str, str]) -> bytes:
    for old, new in names.items():
        content = content.replace(f'"/{old}"'.encode(), f'"/\0{new}"'.encode())
    return content.replace(b"\0", b"")
