"""The page on `verify` is held against the code."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from izacontract.differ.verification import (
    SCHEMA,
    AddedPart,
    ChangedBy,
    ClauseStatus,
    Edit,
    EditKind,
    Outside,
    Verification,
    VerificationNote,
    VerifiedClause,
    VerifiedPart,
    WordChange,
    verification_schema,
)
from izacontract.render.seal import SCHEMA as SEAL_SCHEMA
from izacontract.render.seal import Seal, SealedClause, SealedPart, SealedTable, SealedText
from izacontract.render.seal_part import SEAL_NAMESPACE

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "verify.md").read_text(encoding="utf-8")
SHAPES = (
    Seal,
    SealedPart,
    SealedClause,
    SealedText,
    SealedTable,
    Verification,
    VerifiedPart,
    VerifiedClause,
    AddedPart,
)


def test_schema_in_the_docs_is_the_schema() -> None:
    documented = json.loads((DOCS / "verify.schema.json").read_text(encoding="utf-8"))
    assert documented == verification_schema(), "write docs/verify.schema.json again"


@pytest.mark.parametrize("shape", [*SHAPES, Edit, WordChange, ChangedBy], ids=lambda shape: shape.__name__)
def test_every_key_is_explained(shape: type) -> None:
    assert [field.name for field in fields(shape) if f"`{field.name}`" not in PAGE] == []


def test_every_word_for_a_change_is_explained() -> None:
    codes = get_args(get_type_hints(VerificationNote)["code"])
    places = get_args(get_type_hints(Outside)["place"])
    assert [word for word in (*EditKind, *ClauseStatus, *codes, *places) if f"`{word}`" not in PAGE] == []


def test_versions_of_the_shapes_are_named() -> None:
    assert f"`{SCHEMA}`" in PAGE
    assert f"`{SEAL_NAMESPACE}`" in PAGE
    assert SEAL_SCHEMA.rpartition("/")[2] == SEAL_NAMESPACE.rpartition(":")[2] == re.search(r"seal:(\d+)", PAGE)[1]
