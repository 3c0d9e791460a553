"""Our own workbook, filled in as a Dutch user types: whatever the way, it says the value that was meant."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from izacontract import load_plugins
from izacontract.dutch import day, written
from izacontract.host import Plugins
from izacontract.intake.keys import Leaf, Sort, keys_of
from izacontract.intake.questionnaire import asked_sections
from izacontract.intake.sources import tree_of_bytes
from izacontract.intake.tree import typed_at
from tests.excel.filling import data_of, empty_form, opened

SECTOR = "msz"
PLAIN = "General"
YES, NO = ("ja", "Ja", "J", "WAAR", True), ("nee", "Nee", "n", "onwaar", False)


@cache
def plugins() -> Plugins:
    return load_plugins()


@cache
def leaves() -> dict[str, Leaf]:
    """Return the single values that the form asks, without the one that says which sector it is."""
    asked = keys_of(asked_sections(plugins().sectors[SECTOR], plugins()))
    return {key: leaf for key, leaf in asked.leaves.items() if key != "overeenkomst.sector"}


@cache
def empty() -> bytes:
    """Return the empty form."""
    return data_of(empty_form(SECTOR, plugins()))


def grouped(number: Decimal, places: int) -> str:
    """Write `number` as `1.234,56`."""
    return written(number, f".{places}f")


@st.composite
def typing(draw: st.DrawFn, leaf: Leaf) -> tuple[str, Any, str]:
    """Draw a value of `leaf` as a request writes it, what is typed for it, and the format that its cell then has."""
    match leaf.sort:
        case Sort.NUMBER:
            number = Decimal(draw(st.integers(0, 10**9))).scaleb(-2)
            texts = (grouped(number, 2), f"€ {grouped(number, 2)}", f"{number:.2f}".replace(".", ","), f"{number:.2f}")
            return plain(number), *draw(st.sampled_from([(float(number), PLAIN), *((text, "@") for text in texts)]))
        case Sort.WHOLE:
            number = Decimal(draw(st.integers(0, 10**6)))
            ways: list[tuple[Any, str]] = [(int(number), PLAIN), (int(number), "#,##0"), (str(number), "@")]
            # `3.000` can be three too, and is asked for.
            ways += [(grouped(number, 0), "@")] if number % 1000 else []
            return plain(number), *draw(st.sampled_from(ways))
        case Sort.PERCENT:
            number = Decimal(draw(st.integers(0, 10_000))).scaleb(-2)
            comma = plain(number).replace(".", ",")
            ways = [
                (float(number), PLAIN),
                (float(number / 100), "0.00%"),
                (comma, "@"),
                (f"{comma}%", "@"),
                (f"{comma} %", "@"),
            ]
            return plain(number), *draw(st.sampled_from(ways))
        case Sort.SHARE:
            share = Decimal(draw(st.integers(0, 100))).scaleb(-2)
            comma = plain(share).replace(".", ",")
            ways = [(float(share), PLAIN), (float(share), "0%"), (comma, "@"), (f"{plain(share * 100)}%", "@")]
            return plain(share), *draw(st.sampled_from(ways))
        case Sort.DAY:
            found = draw(st.dates(date(2015, 1, 1), date(2045, 12, 31)))
            texts = (f"{found.day}-{found.month}-{found.year}", f"{found:%d-%m-%Y}", day(found), found.isoformat())
            return found.isoformat(), *draw(st.sampled_from([(found, "dd-mm-yyyy"), *((text, "@") for text in texts)]))
        case Sort.YES_NO:
            answer = draw(st.booleans())
            return ("true" if answer else "false"), draw(st.sampled_from(YES if answer else NO)), PLAIN
        case Sort.CHOICE:
            choice = draw(st.sampled_from(list(leaf.shape.choices)))
            return choice, draw(st.sampled_from((choice, f" {choice} ", choice.replace("-", " ").capitalize()))), PLAIN
        case Sort.CODE if leaf.digits:
            code = draw(st.from_regex(rf"[0-9]{{{leaf.digits}}}", fullmatch=True).filter(str.isascii))
            ways = [(code, "@"), (f" {code}", "@"), (f"'{code}", "@"), (int(code), "0" * leaf.digits)]
            return code, *draw(st.sampled_from(ways + [(int(code), PLAIN)] * (code[0] != "0")))
        case _:
            text = draw(st.from_regex(r"[A-Z][A-Za-zé&'. -]{0,30}[A-Za-zé.]", fullmatch=True))
            return text, text, "@"


def plain(number: Decimal) -> str:
    """Write `number` in the fewest digits."""
    return f"{number.normalize():f}" if number else "0"


def meant(leaf: Leaf, text: str) -> str:
    """Return what was read in the form that `typing` gives it."""
    if leaf.sort in (Sort.NUMBER, Sort.WHOLE, Sort.PERCENT, Sort.SHARE):
        return plain(Decimal(text))
    return {"ja": "true", "nee": "false"}.get(text.casefold(), text) if leaf.sort is Sort.YES_NO else text


@settings(
    max_examples=4, deadline=None, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck)
)
@given(st.data())
def test_what_a_dutch_user_types_is_what_the_request_says(data: st.DataObject) -> None:
    book = opened(empty())
    values = {key: data.draw(typing(leaf), label=key) for key, leaf in leaves().items()}
    page: Any = book["Aanvraag"]
    rows = {cell.value: cell.row for cell in page["A"]}
    for key, (_, typed, number_format) in values.items():
        cell = page.cell(rows[key], 3)
        cell.value, cell.number_format = typed, number_format
        if isinstance(typed, str):
            cell.data_type = "s"
    tree = tree_of_bytes(data_of(book), "aanvraag.xlsx", plugins())
    assert [finding for finding in tree.findings if finding.severity == "fault"] == []
    read = {key: meant(leaf, str(typed_at(tree.root, leaf.path))) for key, leaf in leaves().items()}
    assert read == {key: value for key, (value, _, _) in values.items()}
