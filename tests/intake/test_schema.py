"""The JSON Schema of a request: strict, complete, and of one mind with intake itself."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from izacontract import BOTH, field
from izacontract.intake import schema
from izacontract.intake.yaml_source import read_yaml
from izacontract.model.values import Typed, TypedKind
from tests.intake.fakes import HEAD, examined, fake, told

SCHEMA = schema("proef", fake())


def plain(node: Any) -> Any:
    """Return what was typed as the values that JSON has."""
    if isinstance(node, dict):
        return {key: plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [plain(value) for value in node]
    if isinstance(node, Typed) and node.kind in (TypedKind.NUMBER, TypedKind.YES_NO):
        return json.loads(node)
    return str(node)


def faults(text: str) -> list[str]:
    request = plain(read_yaml(text.encode(), "").root)
    return sorted(error.json_path for error in Draft202012Validator(SCHEMA).iter_errors(request))


def test_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_schema_holds_the_keys_that_the_sector_may_have() -> None:
    assert list(SCHEMA["properties"]) == [
        "overeenkomst",
        "zorgverzekeraar",
        "zorgaanbieder",
        "bijzondere_bepalingen",
        "eigen_bijlagen",
        "posities",
        "afwijkingen",
        "weggelaten",
        "instellingen",
        "proef",
        "elementen",
        "plan",
        "vast",
    ]
    assert SCHEMA["required"] == ["overeenkomst", "zorgverzekeraar", "zorgaanbieder"]


def test_field_tells_title_help_unit_supplier_and_need() -> None:
    assert SCHEMA["properties"]["proef"]["properties"]["tarief"] == {
        "title": "Tarief",
        "description": "Tarief per zitting.",
        "x-unit": "euro",
        "x-by": "de zorgverzekeraar",
        "x-need": "final",
        "type": "number",
        "minimum": 0.0,
    }


@pytest.mark.parametrize("choices", [["a", "b"], "ab", {"a": None}, {"a": object()}, {1: "een"}])
def test_choices_without_a_text_each_are_refused_where_they_are_written(choices: Any) -> None:
    with pytest.raises(TypeError, match="choices of 'vorm': give a text for each choice"):
        field("vorm", "De vorm.", by=BOTH, choices=choices)


def test_choices_say_what_they_mean() -> None:
    style = SCHEMA["properties"]["instellingen"]["properties"]["verwijsstijl"]
    assert style["x-choices"] == {"punt": "artikel 8.2", "aanwijzingen": "artikel 8, tweede lid"}
    assert list(style["x-choices"]) == style["enum"]


@pytest.mark.parametrize(
    ("path", "need"),
    [
        (("overeenkomst", "begin"), "draft"),
        (("overeenkomst", "kenmerk"), "final"),
        (("overeenkomst", "ondertekend_op"), "optional"),
        (("zorgaanbieder", "vertegenwoordiger"), "final"),
        (("vast",), "final"),
        (("plan",), "optional"),
        (("plan", "kenmerk"), "draft"),
    ],
)
def test_need_says_until_when_a_value_may_be_absent(path: tuple[str, ...], need: str) -> None:
    found: dict[str, Any] = SCHEMA
    for key in path:
        found = found["properties"][key]
    assert found["x-need"] == need


def test_default_is_told() -> None:
    assert SCHEMA["properties"]["overeenkomst"]["properties"]["verlenging"]["default"] == "geen"


@pytest.mark.parametrize(
    ("more", "wrong"),
    [
        ("", []),
        ("proef: {tarief: 40.10, dagen: [ma], contact: {naam: x}, open: true, start: 2025-Q1}\n", []),
        ("elementen: [{soort: korting, percentage: 1, onderbouwing: x}]\n", []),
        *((f"proef: {{open: {answer}}}\n", []) for answer in ("ja", "nee", "Ja", '"ja"', "false", '"true"')),
        ("proef: {open: jawel}\n", ["$.proef.open"]),
        ("proef: {open: 1}\n", ["$.proef.open"]),
        ("proef: {tarief: -1}\n", ["$.proef.tarief"]),
        ("proef: {tarrief: 1}\n", ["$.proef"]),
        ("proef: {soort: tuis}\n", ["$.proef.soort"]),
        ("elementen: [{soort: korting, percentage: 1}]\n", ["$.elementen[0]"]),
        ("tijd: {naam: x}\n", ["$"]),
    ],
)
def test_schema_accepts_and_refuses_what_intake_does(more: str, wrong: list[str]) -> None:
    assert faults(HEAD + more) == wrong
    assert bool(told(examined(HEAD + more))) == bool(wrong)


def test_sector_is_fixed() -> None:
    assert faults(HEAD.replace("sector: proef", "sector: ander")) == ["$.overeenkomst.sector"]
