"""Turns a Word document into a PDF by LibreOffice: for archives (PDF/A-2b) and for screen readers (PDF/UA, tagged).

Unlike the Word file, a PDF carries the moment at which it was made.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from izacontract.errors import FileError
from izacontract.office import CHOSEN, OfficeFailed, convert, office_program

SECONDS = 180
"""A contract takes three; a slow computer gets time enough."""

OPTIONS = {
    "SelectPdfVersion": {"type": "long", "value": "2"},
    "PDFUACompliance": {"type": "boolean", "value": "true"},
    "UseTaggedPDF": {"type": "boolean", "value": "true"},
    "ExportBookmarks": {"type": "boolean", "value": "true"},
    "ExportFormFields": {"type": "boolean", "value": "false"},
}
"""PDF/A-2b, PDF/UA and the headings as bookmarks; LibreOffice reads options in this form since version 7.4."""

_PDF = f"pdf:writer_pdf_Export:{json.dumps(OPTIONS)}"
_ARCHIVE = b"<pdfaid:part>2</pdfaid:part>"
_END = b"%%EOF"
MOST_IN_ONE_CALL = 20


def find_office() -> str:
    """Return LibreOffice's program; raises FileError, with what to install, when it is not on this computer."""
    if found := office_program():
        return found
    raise FileError(
        "Voor pdf is LibreOffice nodig, en dat is op deze computer niet gevonden.",
        "PDF needs LibreOffice, which was not found on this computer.",
        "Installeer LibreOffice 7.4 of nieuwer (Debian en Ubuntu: apt install libreoffice-writer-nogui), of maak docx "
        f"en sla het in Word op als pdf. Staat LibreOffice elders, noem het programma dan in {CHOSEN}.",
        "Install LibreOffice 7.4 or newer (Debian and Ubuntu: apt install libreoffice-writer-nogui), or make docx and "
        f"save it as PDF in Word. If LibreOffice stands elsewhere, name its program in {CHOSEN}.",
        code="pdf.geen-libreoffice",
    )


def pdf(document: bytes, office: str, seconds: float = SECONDS) -> bytes:
    """Return the Word file `document` as PDF, made by the program `office` within `seconds`.

    Raises FileError when LibreOffice takes longer, fails, or is too old to make a PDF for archives.
    """
    made = _tried([document], office, seconds)[0]
    if isinstance(made, FileError):
        raise made
    return made


def pdfs(documents: Sequence[bytes], office: str, seconds: float = SECONDS) -> list[bytes | FileError]:
    """Return each of the Word files `documents` as PDF, or why there is none; `seconds` are for one document.

    LibreOffice makes up to `MOST_IN_ONE_CALL` at a time, because to start takes it longer than a document does. What a
    call did not make is tried again by itself, so that a document that ends LibreOffice takes no other with it.
    """
    made: list[bytes | FileError] = []
    for some in batched(documents, MOST_IN_ONE_CALL):
        tried = _tried(some, office, seconds)
        if len(some) > 1:
            tried = [
                _tried([document], office, seconds)[0] if isinstance(one, FileError) else one
                for document, one in zip(some, tried, strict=True)
            ]
        made += tried
    return made


def batched(documents: Sequence[bytes], most: int) -> Iterator[Sequence[bytes]]:
    """Give `documents` by `most` at a time."""
    for first in range(0, len(documents), most):
        yield documents[first : first + most]


def _tried(documents: Sequence[bytes], office: str, seconds: float) -> list[bytes | FileError]:
    """Return what one call makes of each of `documents`."""
    with TemporaryDirectory(prefix="izacontract-") as folder:
        sources = [Path(folder, f"contract-{number}.docx") for number in range(len(documents))]
        for source, document in zip(sources, documents, strict=True):
            source.write_bytes(document)
        try:
            said = _convert(sources, office, seconds * len(documents))
        except FileError as error:
            if len(documents) == 1:
                return [error]
            said = error.message.nl
        return [_made(source.with_suffix(".pdf"), said) for source in sources]


def _made(file: Path, said: str) -> bytes | FileError:
    data = file.read_bytes() if file.exists() else b""
    if not data:
        return _failed(f"het gaf geen pdf ({said})", f"it gave no PDF ({said})")
    if _ARCHIVE not in data:
        return _failed(
            "het maakt geen PDF/A; versie 7.4 of nieuwer is nodig", "it makes no PDF/A; it must be 7.4 or newer"
        )
    if _END not in data[-1024:]:
        return _failed(f"de pdf is niet af ({said})", f"the PDF is not finished ({said})")
    return data


def shown_text(document: bytes, office: str, seconds: float = SECONDS) -> str:
    """Return the text of the Word file `document` as LibreOffice shows it, numbers included, headers and footers not.

    Raises FileError as `pdf` does.
    """
    with TemporaryDirectory(prefix="izacontract-") as folder:
        source = Path(folder, "contract.docx")
        source.write_bytes(document)
        said = _convert([source], office, seconds, "txt:Text (encoded):UTF8,LF")
        made = source.with_suffix(".txt")
        if not made.exists():
            raise _failed(f"het gaf geen tekst ({said})", f"it gave no text ({said})")
        return made.read_text(encoding="utf-8-sig", errors="replace")


def _convert(sources: Sequence[Path], office: str, seconds: float, into: str = _PDF) -> str:
    """Let LibreOffice put what it makes of `sources` in their folder; returns the last line that it said."""
    try:
        return convert(sources, office, seconds, into)
    except OfficeFailed as error:
        raise _failed(error.why.nl, error.why.en) from error


def _failed(nl: str, en: str) -> FileError:
    return FileError(
        f"LibreOffice kon geen pdf maken: {nl}.",
        f"LibreOffice could not make a PDF: {en}.",
        "Maak docx, open het in LibreOffice of Word en sla het daar op als pdf.",
        "Make docx, open it in LibreOffice or Word and save it as PDF there.",
        code="pdf.mislukt",
    )
