"""A seal read back from its JSON: that of this build, or that of the former one with what it did not know yet."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import count

from pydantic import ValidationError

from izacontract.render.seal import (
    FORMER,
    Seal,
    SealedAround,
    SealedClause,
    SealedText,
    SealError,
    Surroundings,
    hash_of,
    seal_adapter,
)
from izacontract.word.ooxml import bookmark_name

_LID = re.compile(r"(?:\d+|[A-Z]+)\.\d+|\d+\.")


def seal_from_text(text: str) -> Seal:
    """Return the seal that `seal_text` wrote, in this build or the former one.

    Raises SealError for any other shape, or a clause with a wrong hash.
    """
    try:
        seal = _former(text) or seal_adapter().validate_json(text)
    except ValidationError as error:
        raise SealError(f"{error.error_count()} fault(s) in its shape") from error
    for clause in seal.clauses:
        if hash_of(clause.blocks) != clause.sha256:
            raise SealError(f"the text of {clause.id} is not the text of its hash")
    return seal


def _former(text: str) -> Seal | None:
    """Return the seal in `text` when the former build wrote it: it has `around` where this one has `surroundings`."""
    try:
        shape = json.loads(text)
    except ValueError:
        return None
    if not isinstance(shape, dict) or "around" not in shape or not isinstance(shape["around"], list):
        return None
    lines = tuple(SealedText(str(line).replace("\ufffc", "[afbeelding]")) for line in shape.pop("around"))
    shape["margins"] = [str(line).replace("\ufffc", "[afbeelding]") for line in shape.get("margins", [])]
    shape |= {"surroundings": {}, "schema": shape.get("schema", FORMER)}
    seal = seal_adapter().validate_json(json.dumps(shape))
    parts = tuple(replace(part, clauses=tuple(map(_marked, part.clauses))) for part in seal.parts)
    return replace(seal, parts=parts, surroundings=Surroundings((SealedAround("*", lines),)), schema=FORMER)


def _marked(clause: SealedClause) -> SealedClause:
    """Return `clause` with the bookmarks of its numbered leden, which the former build did not write: they count on."""
    place = count(1)
    blocks = tuple(
        replace(block, mark=bookmark_name("L", f"{clause.id}#{next(place)}"))
        if isinstance(block, SealedText) and _LID.fullmatch(block.number)
        else block
        for block in clause.blocks
    )
    return replace(clause, blocks=blocks)
