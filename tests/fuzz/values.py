"""Values for a request: what its schema allows, what people type by mistake, and what nobody would."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

from izacontract.host import Plugins
from izacontract.intake.schema import schema
from izacontract.loading import load_plugins
from tests.conftest import REQUESTS

Place = tuple[str | int, ...]
SECTORS = ("ggz", "huisartsen", "mdz", "msz", "wijkverpleging")

TEXTS = (
    "", " ", "-", "0", "1", "-1", "1.234,56", "1,234.56", "12,5", "€ 12", "1e400", "NaN", "-inf", "ja", "nee", "true", "null",
    "~", "n.v.t.", "2027-02-29", "31-12-2027", "1 januari 2027", "0000-00-00", "9999-12-31", "\u202eomgekeerd", "a\u200bb",
    "\ufeff", "\x07", "\u0085", "a\u0301", "\U0001f600", "{{ 7 * 7 }}", "{% if x %}", "<w:p/>", "]]>", "=1+1", "'", '"', "&amp;",
    "a\nb", "a\tb", "a\r\nb", "x" * 300, "woord " * 2_500, "| a |", "# kop", "- lid", "1. lid", "[x](y)", "01999101", "NL79FIKT0000000101",
)  # fmt: skip
NUMBERS = (
    0,
    1,
    -1,
    2,
    99,
    100,
    101,
    10**9,
    10**30,
    -(10**30),
    0.1,
    0.005,
    99.999,
    1e-300,
    1e308,
    math.inf,
    -math.inf,
    math.nan,
)
DAYS = (
    date.min,
    date(1900, 2, 28),
    date(2024, 2, 29),
    date(2026, 12, 31),
    date(2027, 1, 1),
    date.max,
    datetime(2027, 1, 1, 12),
)
SHAPES: tuple[Any, ...] = (
    None,
    True,
    False,
    [],
    {},
    [[]],
    [None],
    [{}],
    {"": ""},
    {"a": {"b": [1]}},
    [1, "x", None],
    ["x"] * 300,
)


def odd() -> st.SearchStrategy[Any]:
    """Give values that no schema asks for, and short texts of any characters."""
    loose = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
    return st.one_of(
        *(st.sampled_from(some) for some in (TEXTS, NUMBERS, DAYS, SHAPES)), loose, st.integers(), st.floats()
    )


def from_schema(part: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    """Give values that `part` of a schema allows, mostly: its ranges, choices, lengths, formats and required keys."""
    if "enum" in part:
        return st.sampled_from(part["enum"])
    if "anyOf" in part:
        return st.one_of(*(from_schema(each) for each in part["anyOf"]))
    match part.get("type"):
        case "object":
            required = {key: from_schema(below) for key, below in part["properties"].items() if key in part["required"]}
            others = {
                key: from_schema(below) for key, below in part["properties"].items() if key not in part["required"]
            }
            return st.fixed_dictionaries(required, optional=dict(list(others.items())[:4]))
        case "array":
            return st.lists(from_schema(part["items"]), min_size=part.get("minItems", 0), max_size=4)
        case "integer":
            return st.integers(*(part.get(key) for key in ("minimum", "maximum")))
        case "number":
            low = part.get("minimum", part.get("exclusiveMinimum"))
            return st.decimals(low, part.get("maximum", 10**12), places=2, allow_nan=False, allow_infinity=False).map(
                float
            )
        case "boolean":
            return st.booleans()
    if part.get("format") == "date":
        return st.dates(date(2023, 1, 1), date(2031, 12, 31))
    if "pattern" in part:
        return st.from_regex(part["pattern"], fullmatch=True)
    return st.text(st.characters(categories=["L", "N", "Zs", "P"]), min_size=part.get("minLength", 0), max_size=40)


@cache
def plugins() -> Plugins:
    """Return our own plugins."""
    return load_plugins()


@cache
def schema_of(sector: str) -> dict[str, Any]:
    """Return the schema of requests for `sector`."""
    return schema(sector, plugins())


@cache
def _bases() -> dict[str, Any]:
    files = [*sorted(REQUESTS.glob("*.yaml")), *sorted((REQUESTS / "2027").glob("*.yaml"))]
    return {_named(file): yaml.safe_load(file.read_text(encoding="utf-8")) for file in files}


def _named(file: Path) -> str:
    return file.relative_to(REQUESTS).with_suffix("").as_posix()


def places(node: Any, at: Place = ()) -> Iterator[Place]:
    """Give the place of everything in `node`, groups and lists included."""
    pairs = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for step, below in pairs:
        yield (*at, step)
        yield from places(below, (*at, step))


@cache
def _subschema(sector: str, place: Place) -> dict[str, Any]:
    part = schema_of(sector)
    for step in place:
        options = [part, *part.get("anyOf", ())]
        found = [
            option["items"] if isinstance(step, int) else option["properties"].get(step, {})
            for option in options
            if ("items" if isinstance(step, int) else "properties") in option
        ]
        part = found[0] if found else {}
    return part


@st.composite
def requests(draw: st.DrawFn, most: int = 4) -> tuple[str, Any]:
    """Give a request of ours in which up to `most` things were changed, with its sector."""
    name = draw(st.sampled_from(sorted(_bases())))
    request = deepcopy(_bases()[name])
    sector = name.rsplit("/", 1)[-1]
    for _ in range(draw(st.integers(0, most))):
        change(draw, sector, request)
    return sector, request


def change(draw: st.DrawFn, sector: str, request: Any) -> None:
    """Change one thing in `request`: a value, a key or an item, as its schema has it or otherwise."""
    place = draw(st.sampled_from(list(places(request))))
    holder = request
    for step in place[:-1]:
        holder = holder[step]
    step = place[-1]
    how = draw(st.sampled_from(("schema", "schema", "odd", "drop", "add", "add", "double", "rename")))
    if how == "schema":
        holder[step] = deepcopy(draw(from_schema(_subschema(sector, place))))
    elif how == "odd":
        holder[step] = deepcopy(draw(odd()))  # or a later change is made in what all cases are drawn from
    elif how == "drop":
        del holder[step]
    elif isinstance(holder, list):
        holder.insert(0, deepcopy(draw(st.sampled_from(holder))))
    elif how == "add":
        known = _subschema(sector, place[:-1]).get("properties", {})
        if absent := sorted(set(known) - set(holder)):
            key = draw(st.sampled_from(absent))
            holder[key] = deepcopy(draw(from_schema(known[key])))
    elif how == "rename":
        holder[draw(st.sampled_from((f"{step}x", str(step)[:-1], str(step).upper(), "onbekend", "")))] = holder.pop(
            step
        )
    else:
        holder[step] = [holder[step], deepcopy(holder[step])]
