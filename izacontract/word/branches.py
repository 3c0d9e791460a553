"""Alternate content: what each program takes of it, and all text that stands in it."""

from __future__ import annotations

import re

from lxml import etree

from izacontract.word.vocabulary import MATH
from izacontract.word.xml import W

_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATE, CHOICE, FALLBACK = (f"{_COMPATIBLE}{name}" for name in ("AlternateContent", "Choice", "Fallback"))
TEXT_PATH = "{urn:schemas-microsoft-com:vml}textpath"
MATH_TEXT = f"{MATH}t"
_DRAWN = (f"{W}drawing", f"{W}pict", f"{W}object")
_KNOWN = re.compile(r"(?:wp[sgci]|w1[0-9]\w*|a14|v)(?:\s|$)")


def branches_of(node: etree._Element) -> list[etree._Element]:
    """Return the branches of alternate content, the one first that Word takes."""
    return [child for child in node if child.tag in (CHOICE, FALLBACK)]


def are_alike(branches: list[etree._Element]) -> bool:
    """Return whether all programs show the same: each branch draws something with the same text.

    Programs write alternate content around pictures; around text each may take another branch, of another look.
    """
    texts = {"".join(all_text(branch).split()) for branch in branches}
    drawn = all(next(branch.iter(*_DRAWN), None) is not None for branch in branches)
    asked = branches[0].get("Requires", "v").split() if branches else []
    return len(texts) < 2 and drawn and all(map(_KNOWN.match, asked))


def all_text(node: etree._Element) -> str:
    """Return all text in `node`, that of drawn letters included."""
    found = (
        one.get("string", "") if one.tag == TEXT_PATH else one.text or ""
        for one in node.iter(f"{W}t", MATH_TEXT, TEXT_PATH)
    )
    return "".join(found)
