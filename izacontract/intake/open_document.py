"""A workbook of LibreOffice (.ods), which LibreOffice itself turns into one as Excel has it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from izacontract.errors import Position
from izacontract.intake import cell_messages as m
from izacontract.intake.excel_package import MOST_IN_REQUEST
from izacontract.office import CHOSEN, OfficeFailed, convert, office_program

ENDING: Final = ".ods"
SECONDS: Final = 300
"""A request takes three; a table of many thousands of rows gets time enough."""

_BEGINS: Final = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
LOOKED_AT: Final = 200
"""So many bytes at the start have the kind: the standard lets it stand first, and not packed."""

_KIND: Final = "xlsx:Calc MS Excel 2007 XML"


def is_open_document(start: bytes) -> bool:
    """Return whether a file that begins with `start` is a workbook of LibreOffice."""
    return _BEGINS in start[:LOOKED_AT]


def as_excel(data: bytes, name: str, most: int = MOST_IN_REQUEST) -> bytes:
    """Return the workbook in `data`, which messages call `name`, as Excel has it; one that is no ods as it is.

    Raises RequestInvalid when it is larger than `most` bytes unpacked, when there is no LibreOffice here, and when that
    cannot read it.
    """
    if not is_open_document(data):
        return data
    place = Position(name, 0, 0)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            size = sum(info.file_size for info in package.infolist())
    except zipfile.BadZipFile as error:
        raise m.DAMAGED.refusal(place) from error
    if size > most:
        raise m.WORKBOOK_TOO_LARGE.refusal(place, size=size, largest=most)
    if (office := office_program()) is None:
        raise m.NO_OFFICE.refusal(place, chosen=CHOSEN)
    with TemporaryDirectory(prefix="izacontract-") as folder:
        source = Path(folder, f"werkmap{ENDING}")
        source.write_bytes(data)
        try:
            said = convert([source], office, SECONDS, _KIND)
        except OfficeFailed as error:
            raise m.OFFICE_FAILED.refusal(place, why=error.why) from error
        made = source.with_suffix(".xlsx")
        if not made.exists():
            raise m.OFFICE_FAILED.refusal(place, why=said)
        return made.read_bytes()
