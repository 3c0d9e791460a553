"""The workbook of a small sector as text: every cell with how it looks, and what Excel does with what is typed in it."""

from __future__ import annotations

from collections.abc import Iterator

from openpyxl import Workbook
from openpyxl.cell import Cell
from syrupy.assertion import SnapshotAssertion

from izacontract.intake.excel_form import excel_form
from izacontract.intake.excel_format import Page
from izacontract.intake.inquiry import inquiry_form
from izacontract.intake.sources import tree_of, tree_of_bytes
from izacontract.model.values import PROVIDER
from izacontract.render.workbook import saved
from tests.excel.filling import opened
from tests.intake.fakes import HEAD, fake
from tests.support import fysio, outside


def look(cell: Cell) -> str:
    """Return how a cell looks: type, colour behind it, alignment, number format, where it leads."""
    font, fill, lines = cell.font, cell.fill, cell.alignment
    said = [
        f"{font.sz or 0:g}",
        "b" * bool(font.b),
        "u" * bool(font.u),
        font.color.rgb[2:] if font.color and font.color.type == "rgb" else "",
    ]
    said += [f"on {str(fill.fgColor.rgb)[2:]}" if fill.fill_type else "", "edged" if cell.border.left.style else ""]
    said += [
        lines.horizontal or "",
        lines.vertical or "",
        "wrap" * bool(lines.wrap_text),
        f"in {lines.indent:g}" if lines.indent else "",
    ]
    said += [cell.number_format if cell.number_format != "General" else "", "open" * (not cell.protection.locked)]
    said += [f"to {cell.hyperlink.location}" if cell.hyperlink else ""]
    return " ".join(filter(None, said))


def about(page: Page) -> Iterator[str]:
    setup = page.page_setup
    colour = page.sheet_properties.tabColor
    yield f"# {page.title}"
    yield (
        f"state {page.sheet_state}, tab {colour.rgb if colour else None}, frozen {page.freeze_panes}, "
        f"prints {page.print_area} under {page.print_title_rows}, {setup.orientation} {setup.paperSize} "
        f"{setup.fitToWidth}x{setup.fitToHeight}, grid {page.sheet_view.showGridLines}, zoom {page.sheet_view.zoomScale}, "
        f"merged {sorted(map(str, page.merged_cells.ranges))}, protected {page.protection.sheet}"
    )
    for letter, column in sorted(page.column_dimensions.items()):
        yield f"column {letter} {column.min}-{column.max}: {column.width:g}{' hidden' * column.hidden}"
    for number, row in sorted(page.row_dimensions.items()):
        if row.height or row.hidden:
            yield f"row {number}: {row.height}{' hidden' * row.hidden}"


def rules(page: Page) -> Iterator[str]:
    for one in page.data_validations.dataValidation:
        yield (
            f"{one.sqref}: {one.type} {one.operator} {one.formula1} {one.formula2}, blank {one.allow_blank}, "
            f"{one.errorStyle} {one.showErrorMessage} {one.errorTitle!r} {one.error!r}, "
            f"{one.showInputMessage} {one.promptTitle!r} {one.prompt!r}, arrow {not one.showDropDown}"
        )
    for where in page.conditional_formatting:
        for rule in where.rules:
            style = rule.dxf
            font = style.font.color.rgb if style and style.font and style.font.color else None
            fill = style.fill.bgColor.rgb if style and style.fill else None
            yield f"{where.sqref}: {rule.type} {rule.formula} {font} {fill}, stop {rule.stopIfTrue}"


def told(book: Workbook) -> str:
    found: list[str] = []
    for page in book.worksheets:
        found += about(page)
        for cells in page.iter_rows():
            for cell in cells:
                if cell.value is not None or cell.fill.fill_type:
                    found.append(f"{cell.coordinate} [{look(cell)}] {cell.value!r}")
        found += rules(page)
        found.append("")
    named = sorted((name, one.attr_text) for name, one in book.defined_names.items())
    return "\n".join(
        [*found, f"names {named}, title {book.properties.title}, opens on {book.active.title if book.active else ''}"]
    )


def test_empty_workbook_of_a_small_sector(snapshot: SnapshotAssertion) -> None:
    plugins = outside()
    assert told(opened(saved(excel_form(plugins.sectors["fysio"], plugins)))) == snapshot


def test_inquiry_with_what_is_known(snapshot: SnapshotAssertion) -> None:
    plugins = outside()
    request = fysio(eigen_bijlagen=[{"titel": "Protocol", "kenmerk": "P-3", "datum": "2024-10-01"}])
    book = inquiry_form(plugins.sectors["fysio"], plugins, PROVIDER, tree_of(request, plugins))
    assert told(opened(saved(book))) == snapshot


def test_workbook_with_a_field_of_every_form_and_what_is_known(snapshot: SnapshotAssertion) -> None:
    plugins = fake()
    request = f"{HEAD}proef: {{soort: thuis, tarief: 40.50, groei: 1.5, open: false, plaatsen: [Ede, Lunteren], antwoord: 14}}\n"
    known = tree_of_bytes(
        f"{request}elementen: [{{soort: korting, percentage: -1}}]\n".encode(), "aanvraag.yaml", plugins
    )
    book = excel_form(plugins.sectors["proef"], plugins, request=known)
    assert told(opened(saved(book))) == snapshot
