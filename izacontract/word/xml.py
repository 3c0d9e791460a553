"""The XML of a package, parsed behind a guard, and the names that it uses."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from izacontract.word.ooxml import NAMESPACE

TYPES = "[Content_Types].xml"
W = f"{{{NAMESPACE}}}"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"

_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", NAMESPACE.encode()),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
"""The namespaces of "Strict Open XML" and those of every other Word file."""


def read_xml(parts: Mapping[str, bytes]) -> tuple[dict[str, etree._Element], list[str]]:
    """Return the root of every XML part by name, and the names of those that are no XML or have a document type.

    No entity is ever put in and nothing is fetched. Comments and instructions are left out: a tag in one would be run
    as well, and what stands on both sides of one is one text.
    """
    roots: dict[str, etree._Element] = {}
    unread: list[str] = []
    for name, content in parts.items():
        if name.lower().endswith((".xml", ".rels")):
            root = parsed(content)
            if root is None:
                unread.append(name)
            else:
                roots[name] = root
    return roots, unread


def parsed(content: bytes) -> etree._Element | None:
    """Return the root of `content`, None when it is no XML or has a document type."""
    # A parser is not shared: what it keeps of one part must not reach the next.
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return None if root.getroottree().docinfo.doctype else root


def parsed_plainly(content: bytes) -> etree._Element | None:
    """Return the root of `content` with the namespaces of every Word file, also when it was saved as Strict."""
    for strict, usual in _STRICT:
        content = content.replace(strict, usual)
    return parsed(content)
