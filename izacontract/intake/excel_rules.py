"""What a workbook to fill in accepts in a cell, and what it says beside it: data validation, in Dutch."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from izacontract.intake.excel_sheets import CHOICES, EXPLAINED
from izacontract.intake.keys import Leaf, Sort
from izacontract.intake.questionnaire import default_of, help_of
from izacontract.model.limits import Between, dutch_notation, in_words
from izacontract.model.terms import choices_of

NUMBERS: Final = {
    Sort.WHOLE: "Typ een getal zonder decimalen.",
    Sort.NUMBER: "Typ een getal.",
    Sort.PERCENT: "Typ een percentage: 4,18 of 4,18%.",
    Sort.SHARE: "Typ een deel van één, zoals 0,60, of een percentage met teken, zoals 60%.",
}
"""What Excel says when something else is typed than a number."""

DAY: Final = "Typ een datum, zoals 31-1-2027."
MOST: Final = 9_999_999_999_999
MOST_IN_FORMULA: Final = 255
"""The most characters that Excel takes of the choices of a drop-down in the rule itself."""

LONGEST_TITLE, LONGEST_PROMPT, LONGEST_ERROR = 32, 255, 225
"""The most characters of what Excel shows beside a cell."""


def rule_of(leaf: Leaf, book: Workbook) -> DataValidation:
    """Return what Excel accepts in a cell for `leaf` and says beside it; long choices go on a sheet of their own."""
    rule = _rule(leaf, book)
    rule.allow_blank = True
    rule.showInputMessage = rule.showErrorMessage = True
    rule.promptTitle = (leaf.shape.info.title or leaf.key)[:LONGEST_TITLE]
    rule.prompt = shortened(f"{help_of(leaf.shape)} {_typed(leaf)} {_choices_told(leaf)}", LONGEST_PROMPT)
    rule.errorTitle = "Past hier niet"
    rule.error = shortened(rule.error or "", LONGEST_ERROR) or None
    return rule


def shortened(text: str, most: int) -> str:
    """Return `text` on one line in `most` characters at most, cut between words."""
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1].rpartition(' ')[0]}…"


def limits_told(leaf: Leaf) -> str:
    """Return what may be typed for `leaf` and what is usual, in Dutch notation; "" where nothing limits it."""
    return in_words(leaf.shape.limits, dutch_notation).nl


def _typed(leaf: Leaf) -> str:
    """Return how the value of `leaf` is typed, how large it may be, and what holds without it."""
    how = DAY if leaf.sort is Sort.DAY else NUMBERS.get(leaf.sort, "")
    if leaf.digits:
        how = f"Typ {leaf.digits} cijfers, met voorloopnullen."
    default = default_of(leaf.shape)
    without = re.sub(r"(?<=\d)\.(?=\d)", ",", f"Zonder opgave: {default}.") if default else ""
    return " ".join(filter(None, (how, limits_told(leaf), without)))


def _choices_told(leaf: Leaf) -> str:
    meanings = choices_of(leaf.shape.info)
    if not meanings:
        return ""
    told = " ".join(f"{choice}: {meaning}" for choice, meaning in meanings.items())
    said = len(f"{help_of(leaf.shape)} {_typed(leaf)} {told}")
    return told if said <= LONGEST_PROMPT else f"Wat elke keuze betekent, staat op blad {EXPLAINED}."


def _rule(leaf: Leaf, book: Workbook) -> DataValidation:
    match leaf.sort:
        case Sort.CHOICE:
            return _choice(leaf.shape.choices, book)
        case Sort.YES_NO:
            return _choice(("ja", "nee"), book)
        case Sort.DAY:
            return DataValidation(
                "date", operator="between", formula1="DATE(2000,1,1)", formula2="DATE(2100,12,31)", error=DAY
            )
        case Sort.WHOLE | Sort.NUMBER | Sort.PERCENT | Sort.SHARE:
            return _number(leaf)
        case Sort.CODE if digits := leaf.digits:
            return DataValidation(
                "textLength", operator="equal", formula1=str(digits),
                error=f"Typ {digits} cijfers, met voorloopnullen.",
            )  # fmt: skip
        case _:
            return DataValidation(None)


def _number(leaf: Leaf) -> DataValidation:
    """Return the rule for a number: its kind, and the limits outside which it cannot be right.

    Who types 60% in a cell for a percentage has typed 0.6 for Excel, and is read as 60.
    """
    limits, whole = leaf.shape.limits or Between(), leaf.sort is Sort.WHOLE
    said = limits.said(dutch_notation).nl
    above = limits.above if isinstance(limits.above, (Decimal, int)) else -MOST
    low: Any = above + (1 if whole else Decimal("0.01")) if limits.low is None else limits.low
    if leaf.sort is Sort.PERCENT and low > 0:
        low = Decimal(low) / 100
    return DataValidation(
        "whole" if whole else "decimal", operator="between", formula1=str(low), formula2=str(limits.high or MOST),
        error=f"{NUMBERS[leaf.sort]}{f' Mogelijk: {said}.' if said else ''}",
    )  # fmt: skip


def _choice(choices: Sequence[str], book: Workbook) -> DataValidation:
    listed = ",".join(choices)
    formula = f'"{listed}"'
    if len(formula) > MOST_IN_FORMULA or any("," in choice or '"' in choice for choice in choices):
        formula = _on_sheet(choices, book)
    return DataValidation("list", formula1=formula, error=f"Kies uit: {', '.join(choices)}")


def _on_sheet(choices: Sequence[str], book: Workbook) -> str:
    """Put `choices` in a column of a hidden sheet and return the reference to it."""
    if CHOICES not in book.sheetnames:
        book.create_sheet(CHOICES).sheet_state = "hidden"
    page: Any = book[CHOICES]
    column = page.max_column + 1 if page["A1"].value is not None else 1
    for row, choice in enumerate(choices, start=1):
        cell = page.cell(row, column)
        cell.value, cell.data_type = choice, "s"
    letter = get_column_letter(column)
    return f"{quote_sheetname(CHOICES)}!${letter}$1:${letter}${len(choices)}"
