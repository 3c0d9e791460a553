"""A request as a workbook that guides who fills it in: single values, a sheet for each list, and what to know."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Font
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink

from izacontract.errors import dotted
from izacontract.host import Plugins
from izacontract.intake import excel_conditions as when
from izacontract.intake import excel_format as look
from izacontract.intake.excel_conditions import Places
from izacontract.intake.excel_figures import foreign_keys, put_figures
from izacontract.intake.excel_fill import node_at, put_items, put_value
from izacontract.intake.excel_format import Page
from izacontract.intake.excel_heads import MARK_COLUMN
from izacontract.intake.excel_rules import rule_of
from izacontract.intake.excel_sheets import START
from izacontract.intake.excel_source import REQUEST
from izacontract.intake.excel_start import STEPS, Tab, put_choices, put_start
from izacontract.intake.keys import KeyList, Leaf, SheetKeys, keys_of
from izacontract.intake.labels import labels_of
from izacontract.intake.questionnaire import asked_sections
from izacontract.intake.tree import Node, Tree, typed_at
from izacontract.model.sector import Section, Sector
from izacontract.model.shapes import Shape, shapes_of
from izacontract.model.terms import Condition, Terms, only_if_of, supplier_of
from izacontract.model.values import By, Typed

Asks = Callable[[Leaf | KeyList], bool]

HEADER: Final = ("sleutel", "Gegeven", "Waarde", "Eenheid en grenzen", "Nodig voor", "Door", "Uitleg")
WIDTHS: Final = (40, 38, 38, 30, 12, 17, 70)
SECTOR: Final = "overeenkomst.sector"
HEADER_ROW: Final = 3
KEY_COLUMN, LABEL_COLUMN, VALUE_COLUMN, UNIT_COLUMN, NEED_COLUMN, BY_COLUMN, HELP_COLUMN = range(1, 8)
LAST: Final = get_column_letter(HELP_COLUMN)
NEEDED_FOR: Final = {"draft": "concept", "final": "definitief", "optional": ""}
HEAD_OF_LIST: Final = 2
"""The row of a list with its keys, which is hidden; above it stands what the list is."""

FIRST_ITEM: Final = HEAD_OF_LIST + look.ROWS
TO_DO: Final = DifferentialStyle(font=Font(color="B45309", bold=True))


def excel_form(
    sector: Sector,
    plugins: Plugins,
    asks: Asks = lambda asked: True,
    request: Tree | None = None,
    *,
    what: str = "Aanvraag",
    steps: Sequence[str] = STEPS,
) -> Workbook:
    """Return the workbook in which a person fills in a request for `sector`, and which intake reads.

    It holds the keys and lists that it `asks` (default: all) and this sector has, with what `request` says of them.
    """
    sections = asked_sections(sector, plugins)
    root = {} if request is None else request.root
    keys = _asked_keys(sections, asks, foreign_keys(sector, plugins), root)
    title = f"{what} voor een contract {sector.title}"
    form = _Form(Workbook(), sector, keys, labels_of(sections), root)
    form.put_request(sections, title)
    for listed in keys.lists.values():
        form.put_list(listed)
    form.grey_what_is_idle()
    put_figures(form.book, sector, plugins)
    put_choices(form.book, keys, form.labels)
    put_start(form.book, title, steps, form.tabs)
    form.book.active = 0
    form.book.properties.title = title
    return form.book


def _asked_keys(
    sections: Sequence[Section], asks: Asks, foreign: frozenset[str], root: Mapping[str, Node]
) -> SheetKeys:
    """Return the keys of `sections` that the form `asks`, without those `foreign` to the sector that `root` lacks."""
    whole = keys_of(sections)
    lists: dict[str, KeyList] = {}
    for key, listed in whole.lists.items():
        if asks(listed):
            items = node_at(dict(root), listed.path)
            columns = {
                name: leaf
                for name, leaf in listed.columns.items()
                if f"{key}.{name}" not in foreign
                or (isinstance(items, list) and any(typed_at(item, leaf.path) for item in items))
            }
            lists[key] = replace(listed, columns=columns)
    return replace(whole, leaves={key: leaf for key, leaf in whole.leaves.items() if asks(leaf)}, lists=lists)


@dataclass
class _Form:
    """The workbook in the making; `is_asked` says that every contract has the section that is being written."""

    book: Workbook
    sector: Sector
    keys: SheetKeys
    labels: Mapping[str, str]
    root: dict[str, Node]
    places: Places = field(default_factory=Places)
    tabs: list[Tab] = field(default_factory=list)
    hanging: list[tuple[int, tuple[Condition, ...]]] = field(default_factory=list)
    needed: list[int] = field(default_factory=list)
    is_asked: bool = True

    def put_request(self, sections: Sequence[Section], title: str) -> None:
        page: Page = self.book.worksheets[0]
        page.title = REQUEST
        look.write(page.cell(1, LABEL_COLUMN), title, look.TITLE)
        page.cell(1, LABEL_COLUMN).alignment = look.UNWRAPPED
        look.write(page.cell(2, LABEL_COLUMN), "Vul de gekleurde cellen in. Hoe, staat op blad Wat te doen.", look.LINK)
        page.cell(2, LABEL_COLUMN).alignment = look.UNWRAPPED
        page.cell(2, LABEL_COLUMN).hyperlink = _link("B2", START)
        for column, (name, width) in enumerate(zip(HEADER, WIDTHS, strict=True), start=1):
            cell = page.cell(HEADER_ROW, column)
            look.write(cell, name, look.HEADER_FONT)
            cell.fill = look.HEADER
            page.column_dimensions[cell.column_letter].width = width
        row = HEADER_ROW + 1
        for section in sections:
            asked = (*self.keys.leaves, *self.keys.lists)
            if any(key == section.key or key.startswith(f"{section.key}.") for key in asked):
                row = self._put_section(page, row, section)
        look.make_high(page, HEADER_ROW + 1, row - 1)
        look.hide_column(page, "A")
        page.freeze_panes = page.cell(HEADER_ROW + 1, VALUE_COLUMN)
        page.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
        page.print_area = f"B1:{LAST}{row - 1}"
        look.set_for_print(page)
        needs = f"{REQUEST}!$E${HEADER_ROW + 1}:$E${row}"
        values = f"{REQUEST}!$C${HEADER_ROW + 1}:$C${row}"
        count = f'=COUNTIFS({needs},"concept",{values},"")&" nog nodig voor een concept"'
        self.tabs.insert(0, Tab(REQUEST, "Alle gegevens die één waarde hebben.", None, "", count))

    def _put_section(self, page: Page, row: int, section: Section) -> int:
        """Write the rows of `section` from `row` on and return the first row below it."""
        for column in range(1, HELP_COLUMN + 1):
            page.cell(row, column).fill = look.SECTION
        look.write(page.cell(row, KEY_COLUMN), section.key, look.QUIET)
        look.write(page.cell(row, LABEL_COLUMN), section.title, look.BOLD)
        if not section.always or section.many:
            look.write(page.cell(row, NEED_COLUMN), "mag ontbreken", look.QUIET)
        if section.many:
            self._point_to(page, row, self.keys.lists[section.key], "")
            return row + 1
        self.is_asked = section.always
        return self._put_group(page, row + 1, section.model, (section.key,), ())

    def _put_group(
        self, page: Page, row: int, model: type[Terms], path: tuple[str, ...], above: tuple[Condition, ...]
    ) -> int:
        for key, shape in shapes_of(model).items():
            below = (*path, key)
            name = dotted(below)
            own = when.from_start(only_if_of(shape.info), path)
            conditions = (*above, own) if own else above
            if shape.model is not None and not shape.many:
                row = self._put_group(page, row, shape.model, below, conditions)
            elif name in (self.keys.lists if shape.many else self.keys.leaves):
                self._put_row(page, row, name, shape, conditions)
                row += 1
        return row

    def _put_row(self, page: Page, row: int, key: str, shape: Shape, conditions: tuple[Condition, ...]) -> None:
        by, needed = supplier_of(shape.info), NEEDED_FOR[shape.need]
        if needed and (shape.many or not self.is_asked):
            needed = f"{needed}, op blad" if shape.many else f"({needed})"
        look.write(page.cell(row, KEY_COLUMN), key, look.QUIET)
        page.cell(row, KEY_COLUMN).alignment = look.UNWRAPPED
        label = page.cell(row, LABEL_COLUMN)
        look.write(label, self.labels[key], look.BOLD if shape.need == "draft" and self.is_asked else look.PLAIN)
        look.write(page.cell(row, NEED_COLUMN), needed, look.QUIET)
        look.write(page.cell(row, BY_COLUMN), by.value, look.QUIET)
        page.cell(row, BY_COLUMN).fill = look.FILL[by]
        if conditions:
            label.alignment = Alignment(wrap_text=True, vertical="top", indent=2)
            self.hanging.append((row, conditions))
        told = shape.info.description or ""
        if conditions:
            told = f"{when.in_words(conditions, self.labels)} {told}"
        if shape.many:
            self._point_to(page, row, self.keys.lists[key], told)
            return
        look.write(page.cell(row, HELP_COLUMN), told, look.QUIET)
        self._put_value(page, row, self.keys.leaves[key])

    def _put_value(self, page: Page, row: int, leaf: Leaf) -> None:
        cell = page.cell(row, VALUE_COLUMN)
        cell.alignment = look.TOP
        cell.font = look.PLAIN
        cell.fill = look.FILL[supplier_of(leaf.shape.info)]
        cell.border = look.EDGE
        cell.number_format = look.format_of(leaf)
        self.places.cells[leaf.key] = (REQUEST, f"${cell.column_letter}${row}")
        look.write(page.cell(row, UNIT_COLUMN), look.unit_and_limits(leaf), look.QUIET)
        rule = rule_of(leaf, self.book)
        rule.add(cell.coordinate)
        page.add_data_validation(rule)
        if NEEDED_FOR[leaf.shape.need] and self.is_asked:
            self.needed.append(row)
        typed = Typed(self.sector.code) if leaf.key == SECTOR else typed_at(self.root, leaf.path)
        if typed is not None:
            put_value(cell, typed, leaf)

    def _point_to(self, page: Page, row: int, listed: KeyList, help: str) -> None:
        """Say in the row of a list on which sheet its items go."""
        page.cell(row, VALUE_COLUMN).fill = look.SECTION
        cell = page.cell(row, UNIT_COLUMN)
        look.write(cell, f"→ blad {listed.tab}", look.LINK)
        cell.hyperlink = _link(cell.coordinate, listed.tab)
        look.write(page.cell(row, HELP_COLUMN), help, look.QUIET)

    def put_list(self, listed: KeyList) -> None:
        """Write the sheet of a list: what it is, and a column for each key of an item."""
        page: Page = self.book.create_sheet(listed.tab)
        section = next(one for one in self.keys.sections if one.key == listed.path[0])
        label = listed.title if section.many else f"{section.title}: {self.labels[listed.key]}"
        columns = [(leaf.key, leaf, look.FILL[supplier_of(leaf.shape.info)]) for leaf in listed.columns.values()]
        look.put_columns(page, columns, MARK_COLUMN, HEAD_OF_LIST, fixed=2 if len(columns) > 1 else 0)
        look.write(page.cell(1, 2), f"{label}. Vul vanaf rij {FIRST_ITEM} per onderdeel één rij in.", look.BOLD)
        page.cell(1, 2).alignment = look.UNWRAPPED
        page.cell(1, 2).hyperlink = _link("B1", START)
        page.row_dimensions[1].height = 18
        page.row_dimensions[HEAD_OF_LIST].hidden = True
        look.hide_column(page, "A")
        look.set_for_print(page)
        letters = {key: get_column_letter(column) for column, key in enumerate(listed.columns, start=2)}
        for key, formula in when.column_conditions(listed, letters, FIRST_ITEM).items():
            when.grey(page, f"{letters[key]}{FIRST_ITEM}:{letters[key]}{when.LAST_ITEM}", formula)
        first = f"$B${FIRST_ITEM}:$B${when.LAST_ITEM}"
        self.places.lists[listed.key] = (listed.tab, first)
        items = node_at(self.root, listed.path)
        if isinstance(items, list):
            put_items(page, listed, items, FIRST_ITEM)
        suppliers = {supplier_of(leaf.shape.info) for leaf in listed.columns.values()}
        by = suppliers.pop() if len(suppliers) == 1 else By.BOTH
        page.sheet_properties.tabColor = look.FILL[by].fgColor
        needed = NEEDED_FOR[listed.shape.need] if listed.shape else ""
        count = f'=COUNTA({quote_sheetname(listed.tab)}!{first})&" ingevuld"'
        self.tabs.append(Tab(listed.tab, label, by, needed, count))

    def grey_what_is_idle(self) -> None:
        """Grey the rows of keys that do not matter as long as the choice on which they hang is another."""
        page: Page = self.book[REQUEST]
        for row, conditions in self.hanging:
            formula = when.idle(conditions, self.keys, self.places, REQUEST)
            when.grey(page, f"B{row}:{LAST}{row}", formula)
        for row in self.needed:  # after the grey: a program that shows one of both shows the first
            page.conditional_formatting.add(f"E{row}", Rule(type="expression", dxf=TO_DO, formula=[f'$C${row}=""']))


def _link(cell: str, sheet: str) -> Hyperlink:
    return Hyperlink(ref=cell, location=f"{quote_sheetname(sheet)}!A1")
