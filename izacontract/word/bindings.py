"""Content controls that are bound to data: what Word shows in them is what the data part says."""

from __future__ import annotations

import re
from posixpath import basename, dirname, join

from lxml import etree

from izacontract.word.opening import WordFile
from izacontract.word.xml import W, parsed_plainly

CORE_STORE = "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"
"""The id under which Word's controls find the core properties: title, subject, status."""

_PREFIX = re.compile(r"xmlns:(\w+)\s*=\s*['\"]([^'\"]*)['\"]")
_PATH = re.compile(r"(?:/(?:\w+:)?@?(?:\w+:)?\w+(?:\[\d{1,4}\])?){1,20}")
_ITEM = "{http://schemas.openxmlformats.org/officeDocument/2006/customXml}"


def bound_value(file: WordFile, binding: etree._Element) -> str | None:
    """Return what the `w:dataBinding` stands for in `file`, None when it leads to nothing."""
    store, path = binding.get(f"{W}storeItemID", ""), binding.get(f"{W}xpath", "")
    if not _PATH.fullmatch(path):
        return None
    root = file.core if store.upper() == CORE_STORE else _store(file, store)
    if root is None:
        return None
    prefixes = dict(_PREFIX.findall(binding.get(f"{W}prefixMappings", "")))
    try:
        found = root.getroottree().xpath(path, namespaces=prefixes or None)
    except etree.XPathError:
        return None
    first = found[0] if isinstance(found, list) and found else None
    if first is None:
        return None
    return str(first) if isinstance(first, str) else "".join(first.itertext())


def fill_control(content: etree._Element, text: str) -> None:
    """Let the `w:sdtContent` show `text`, in the look of its first run."""
    texts = list(content.iter(f"{W}t"))
    if not texts:
        run = etree.SubElement(next(content.iter(f"{W}p"), content), f"{W}r")
        texts = [etree.SubElement(run, f"{W}t")]
    for node in texts[1:]:
        node.text = ""
    texts[0].text = text
    texts[0].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _store(file: WordFile, store: str) -> etree._Element | None:
    """Return the root of the custom XML part with the id `store`."""
    for path, root in file.custom.items():
        listing = join(dirname(path), "_rels", f"{basename(path)}.rels")
        if listing not in file.parts:
            continue
        for relation in file.related(path):
            properties = file.parts.get(relation.target) if relation.kind == "customXmlProps" else None
            item = parsed_plainly(properties) if properties is not None else None
            if item is not None and item.get(f"{_ITEM}itemID", "").upper() == store.upper():
                return root
    return None
