"""What the register keeps of a contract in parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from izacontract.register.facts import DocumentFacts, Kind, document_of
from izacontract.split.files import CONTRACT, MEMO, METADATA, SplitFile


def documents_of_parts(files: Iterable[SplitFile]) -> list[DocumentFacts]:
    """Return what the register keeps of a contract in parts: all but the list of its files."""
    kinds: Mapping[str, Kind] = {CONTRACT: "contract", MEMO: "memo"}
    return [
        document_of(file.name, file.data, kinds.get(file.part, "bijlage")) for file in files if file.part != METADATA
    ]
