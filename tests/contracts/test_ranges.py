"""Every number and day of a request has limits outside which it is refused or told, the same in every form."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from izacontract.batch.table_template import table_template
from izacontract.intake import schema
from izacontract.intake.excel_form import excel_form
from izacontract.intake.keys import Sort, keys_of, sort_of
from izacontract.intake.questionnaire import asked_sections, yaml_form
from izacontract.intake.read import examine_request
from izacontract.model.limits import dutch_notation, in_words
from izacontract.model.sections import CORE, sections_of
from izacontract.model.shapes import Shape, shapes_of
from izacontract.model.terms import Terms
from izacontract.web.entries import Sent
from izacontract.web.form import Field, FormRows, Group, form_of
from tests.contracts.support import plugins

SECTIONS = [*CORE, *sections_of(None, plugins()).values()]
REQUESTS = sorted((Path(__file__).parents[1] / "requests").glob("*.yaml"))


def shapes(model: type[Terms], path: str) -> Iterator[tuple[str, Shape]]:
    for key, shape in shapes_of(model).items():
        if shape.model is not None:
            yield from shapes(shape.model, f"{path}.{key}")
        elif sort_of(shape).is_number or sort_of(shape) is Sort.DAY:
            yield f"{path}.{key}", shape


NUMBERS = [found for section in SECTIONS for found in shapes(section.model, section.key)]


@pytest.mark.parametrize(("key", "shape"), NUMBERS, ids=[key for key, _ in NUMBERS])
def test_every_number_and_day_has_a_range(key: str, shape: Shape) -> None:
    usual = shape.limits and shape.limits.usual
    assert usual is not None, f"{key} has no range: give its type Between(..., usual=Between(low, high))"
    assert usual.low is not None and usual.high is not None, f"the range of {key} has one end only"


@pytest.mark.parametrize("request_file", REQUESTS, ids=lambda path: path.stem)
def test_nothing_in_an_example_is_unusual(request_file: Path) -> None:
    found = examine_request(request_file, plugins()).findings
    assert [finding for finding in found if finding.code in ("waarde.ongewoon", "waarde.punt-verschoven")] == []


@pytest.mark.parametrize("code", sorted(plugins().sectors))
def test_every_form_says_the_range_of_a_number(code: str) -> None:
    sector = plugins().sectors[code]
    keys = keys_of(asked_sections(sector, plugins()))
    shown = {
        field.name: field.limits for part in form_of(schema(code, plugins()), EMPTY, (), "nl") for field in fields(part)
    }
    stream = BytesIO()
    excel_form(sector, plugins()).save(stream)
    book = load_workbook(stream)["Aanvraag"]
    cells = {row[0].value: row[2].coordinate for row in book.iter_rows() if row[0].value}
    rules = {str(rule.sqref): rule for rule in book.data_validations.dataValidation}
    table = load_workbook(BytesIO(table_template(code, plugins())))
    headed = {cell.value: cell.column_letter for cell in table["Contracten"][1]}
    columns = {str(r.sqref).partition("6:")[0]: r for r in table["Contracten"].data_validations.dataValidation}
    checked = 0
    for key, leaf in keys.leaves.items():
        if not leaf.sort.is_number:
            continue
        limits = leaf.shape.limits
        assert limits is not None
        assert shown[key] == in_words(limits, dutch_notation).nl != ""
        for rule in (rules[cells[key]], columns[headed[key]]):
            assert (rule.prompt is not None and "ewoonlijk" in rule.prompt) or "ogelijk" in rule.prompt
            low, high = float(rule.formula1), float(rule.formula2)
            # 5 typed in a cell that prints the sign is kept as 0.05
            least = float(limits.low or 0) / (100 if leaf.sort is Sort.PERCENT and (limits.low or 0) > 0 else 1)
            assert low == least if limits.low is not None else low > float(limits.above or -1e15)
            assert limits.high is None or high == float(limits.high)
        checked += 1
    assert checked > 10


EMPTY = Sent({}, {}, {}, 0)


def fields(part: Field | Group | FormRows) -> Iterator[Field]:
    if isinstance(part, Field):
        yield part
    elif isinstance(part, Group):
        for member in part.members:
            yield from fields(member)


def test_key_says_beside_which_answers_it_matters() -> None:
    made = schema("msz", plugins())
    assert made["properties"]["volume"]["properties"]["bedrag"]["x-only-if"] == {
        "soort": ["omzetplafond", "zorgkostenplafond"]
    }
    assert made["properties"]["msz"]["properties"]["acute_capaciteit"]["x-only-if"] == {"acute_functies": []}
    assert "x-only-if" not in made["properties"]["volume"]["properties"]["soort"]


def test_empty_request_says_what_choices_mean_and_when_a_key_matters() -> None:
    words = " ".join(yaml_form(plugins().sectors["msz"], plugins()).replace("#", " ").split())
    assert "Alleen bij soort: omzetplafond of zorgkostenplafond." in words
    assert "Alleen als acute_functies is ingevuld." in words
    assert "bindend-advies (Een bindend adviseur beslist)" in words
