"""The files of a contract in parts: itself, each annex, workbooks, the memo, PDFs, and the list of them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from izacontract.errors import RequestInvalid
from izacontract.model.contract import Contract
from izacontract.model.sheet import AnnexSheet
from izacontract.render.formats import ContractFormat
from izacontract.render.frame import Frame, annex_frame
from izacontract.render.seal_part import seal_checksum
from izacontract.render.word import word
from izacontract.split import messages as m
from izacontract.split.apart import ListedAnnex, annex_apart, contract_apart
from izacontract.split.metadata import metadata
from izacontract.split.workbook import annex_workbook

CONTRACT: Final = "overeenkomst"
MEMO: Final = "memo"
METADATA: Final = "gegevens"
ANNEX: Final = "bijlage {letter}"
"""What each part is called in the names of files."""

NameOf = Callable[[str, str], str]
"""Gives the name of the file of a part, with the suffix that it ends in."""


@dataclass(frozen=True, slots=True)
class SplitFile:
    """A file of a contract in parts: `part` is what its name says it is, `annex` the letter of an annex.

    `seal` is the sha256 of the seal of a Word file of ours, and `is_sent` whether the other party gets it.
    """

    name: str
    part: str
    title: str
    format: str
    data: bytes
    annex: str = ""
    seal: str = ""
    is_sent: bool = True

    @property
    def sha256(self) -> str:
        """Return the sha256 of its bytes."""
        return sha256(self.data).hexdigest()

    @property
    def becomes_pdf(self) -> bool:
        """Return whether it is a document that the other party reads, and that may go as PDF as well."""
        return self.is_sent and self.format == ContractFormat.DOCX


def split_files(
    contract: Contract, sheets: Iterable[AnnexSheet], frame: Frame, drawn: bytes, name_of: NameOf
) -> list[SplitFile]:
    """Return `contract`, each annex as it is called there, and a workbook for each annex that `sheets` belong to.

    `drawn` is the Word file that `frame` was made of. Raises RequestInvalid for a contract without annexes.
    """
    if not contract.annexes:
        raise RequestInvalid([m.NO_ANNEXES.finding(reference=contract.reference)])
    by_annex: dict[str, list[AnnexSheet]] = {}
    for sheet in sheets:
        by_annex.setdefault(sheet.annex, []).append(sheet)
    files: list[SplitFile] = []
    listed: dict[str, ListedAnnex] = {}
    for position, annex in enumerate(contract.annexes, 1):
        part = ANNEX.format(letter=annex.letter)
        document = annex_apart(contract, annex)
        file = _document(name_of, part, annex.heading, word(document, annex_frame(drawn, position)), annex.letter)
        listed[annex.slot] = ListedAnnex(file.name, file.sha256 if contract.status == "definitief" else "")
        files.append(file)
        if belonging := by_annex.get(annex.slot):
            book = annex_workbook(contract, annex, belonging)
            files.append(SplitFile(name_of(part, ".xlsx"), part, annex.heading, "xlsx", book, annex.letter))
    return [_document(name_of, CONTRACT, contract.title, word(contract_apart(contract, listed), frame)), *files]


def memo_file(contract: Contract, memo: bytes, name_of: NameOf) -> SplitFile:
    """Return the file of the `memo` (Word) of `contract`, which whoever sends the contract keeps."""
    return SplitFile(name_of(MEMO, ".docx"), MEMO, f"Memo bij {contract.title}", "docx", memo, is_sent=False)


def with_pdf(files: Sequence[SplitFile], pdfs: Iterable[bytes], name_of: NameOf) -> list[SplitFile]:
    """Return `files` with, behind each that becomes one, its PDF; `pdfs` are theirs in the same order."""
    made = iter(pdfs)
    whole: list[SplitFile] = []
    for file in files:
        whole.append(file)
        if file.becomes_pdf:
            name = name_of(file.part, ".pdf")
            whole.append(SplitFile(name, file.part, file.title, "pdf", next(made), file.annex))
    return whole


def with_metadata(contract: Contract, files: Sequence[SplitFile], name_of: NameOf) -> list[SplitFile]:
    """Return `files` of `contract`, and last the file that lists them."""
    listing = metadata(contract, [_listed(file) for file in files])
    return [*files, SplitFile(name_of(METADATA, ".json"), METADATA, "Gegevens", "json", listing, is_sent=False)]


def _document(name_of: NameOf, part: str, title: str, data: bytes, annex: str = "") -> SplitFile:
    return SplitFile(name_of(part, ".docx"), part, title, "docx", data, annex, seal_checksum(data))


def _listed(file: SplitFile) -> dict[str, object]:
    return {
        "file": file.name,
        "part": file.part,
        "annex": file.annex or None,
        "title": file.title,
        "format": file.format,
        "send": file.is_sent,
        "sha256": file.sha256,
        "size": len(file.data),
        "seal": file.seal or None,
    }
