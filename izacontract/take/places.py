"""Where a draft that we made holds what its seal names: the heading of each part, the blocks of each clause."""

from __future__ import annotations

from izacontract.render.seal import Seal
from izacontract.take.tracking import Element, shown
from izacontract.word.ooxml import bookmark_name
from izacontract.word.xml import W


def placed(root: Element, seal: Seal) -> tuple[dict[str, Element], dict[str, list[Element]]]:
    """Return the heading of each part by its slot, and the paragraphs and tables of each clause by its id.

    `root` is the main part of the draft. A clause that has not as many blocks as `seal` says is left out.
    """
    body = root.find(f"{W}body")
    nodes = [node for node in body if node.tag in (f"{W}p", f"{W}tbl")] if body is not None else []
    starts = {mark.get(f"{W}name"): mark for mark in root.iter(f"{W}bookmarkStart")}
    ends = {mark.get(f"{W}id"): mark for mark in root.iter(f"{W}bookmarkEnd")}
    order = {node: at for at, node in enumerate(root.iter())}
    heads: dict[str, Element] = {}
    blocks: dict[str, list[Element]] = {}
    for part in seal.parts:
        head = starts.get(part.bookmark)
        parent = head.getparent() if head is not None else None
        if parent is not None:
            heads[part.slot] = parent
        for clause in part.clauses:
            start = starts.get(bookmark_name("C", clause.id))
            end = ends.get(start.get(f"{W}id")) if start is not None else None
            if start is None or end is None:
                continue
            within = [node for node in nodes if order[node] < order[end] and _end(node, order) > order[start]]
            texts = [node for node in within if node.tag == f"{W}tbl" or shown(node).strip()]
            if len(texts) == len(clause.blocks):
                blocks[clause.id] = texts
    return heads, blocks


def _end(node: Element, order: dict[Element, int]) -> int:
    return max(order[inner] for inner in node.iter())
