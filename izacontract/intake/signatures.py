"""How files begin and end that may hold a request or a table."""

from __future__ import annotations

from typing import Final

EXCEL_ENDINGS: Final = (".xlsx", ".xlsm")
ZIP: Final = b"PK\x03\x04"
"""How a workbook begins, and every other package in the zip format."""

COMPOUND: Final = b"\xd0\xcf\x11\xe0"
"""How an old Excel file begins, and a new one with a password."""
