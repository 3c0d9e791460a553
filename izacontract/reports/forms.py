"""The forms in which every report can be written, and the one place that writes them."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from izacontract.reports.page import Reportable


class ReportForm(StrEnum):
    """A form of a report: text or a page to read, a workbook to filter, or data."""

    TEXT = "text"
    HTML = "html"
    DOCX = "docx"
    XLSX = "xlsx"
    JSON = "json"

    @property
    def is_binary(self) -> bool:
        """Return whether it cannot be read in a terminal."""
        return self in (ReportForm.DOCX, ReportForm.XLSX)


SUFFIXES: Final = {".txt" if form is ReportForm.TEXT else f".{form.value}": form for form in ReportForm}
"""The end of a file's name for each form."""


def form_of(file: str) -> ReportForm | None:
    """Return the form that the name of `file` asks for: text for a name without an end, None for an unknown end."""
    suffix = Path(file).suffix
    return SUFFIXES.get(suffix.lower()) if suffix else ReportForm.TEXT


def printed(report: Reportable, form: ReportForm) -> str | bytes:
    """Return `report` in `form`: text in UTF-8 or the bytes of a file; the same report gives the same bytes."""
    match form:
        case ReportForm.JSON:
            return report.json()
        case ReportForm.XLSX:
            from izacontract.render.workbook import workbook

            return workbook(report.page().title, report.sheets())
        case ReportForm.DOCX:
            from izacontract.reports.docx import page_docx

            return page_docx(report.page())
        case ReportForm.HTML:
            from izacontract.reports.html import page_html

            return (report.html() if report.html else page_html(report.page())).rstrip() + "\n"
        case ReportForm.TEXT:
            from izacontract.reports.text import page_text

            return page_text(report.page())
