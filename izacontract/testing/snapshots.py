"""The snapshots of contracts: text files that read like the contract itself."""

from __future__ import annotations

from typing import Any

from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from izacontract.model.contract import Contract
from izacontract.testing.requests import contract_text


class ContractFile(SingleFileSnapshotExtension):
    """A snapshot that is a text file of its own; a contract is kept as its text."""

    file_extension = "txt"
    _write_mode = WriteMode.TEXT

    def serialize(self, data: Any, **options: Any) -> str:
        """Return what is kept of `data`: a contract's text, or a text as it is."""
        return contract_text(data) if isinstance(data, Contract) else str(data)
