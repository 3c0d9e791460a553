"""The forms in which a contract is written, and the one place that writes them."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from izacontract.model.contract import Contract
    from izacontract.render.frame import Frame


class ContractFormat(StrEnum):
    """A form of a contract; the bytes of all but a PDF hang on nothing but the contract and its frame."""

    DOCX = "docx"
    PDF = "pdf"
    TEXT = "text"
    HTML = "html"
    JSON = "json"

    @property
    def suffix(self) -> str:
        """Return how the names of such files end."""
        return ".txt" if self is ContractFormat.TEXT else f".{self}"


def printed(contract: Contract, format: ContractFormat, frame: Frame | None = None, office: str = "") -> bytes:
    """Return `contract` in `format`: for Word and PDF in `frame`, by default the standard one.

    A PDF is made by the LibreOffice at `office`.
    """
    match format:
        case ContractFormat.TEXT:
            from izacontract.render.text import text

            return text(contract).encode()
        case ContractFormat.HTML:
            from izacontract.render.html import html

            return html(contract).encode()
        case ContractFormat.JSON:
            from izacontract.render.json import json_text

            return json_text(contract).encode()
    from izacontract.render.word import word

    document = word(contract, frame)
    if format is ContractFormat.DOCX:
        return document
    from izacontract.render.pdf import pdf

    return pdf(document, office)
