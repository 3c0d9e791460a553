"""Reading YAML and JSON: the characters as typed, the place of everything, and each way in which a file is no request."""

from __future__ import annotations

import json
from typing import Any

import pytest

from izacontract import RequestInvalid
from izacontract.intake.tree import Node
from izacontract.intake.yaml_quick import MOST_VALUES
from izacontract.intake.yaml_source import LARGEST, MOST_EXPLAINED, MOST_KEYS, read_yaml
from izacontract.model.values import Typed, TypedKind
from tests.intake.fakes import FILE, brief, told


def value(text: str) -> Any:
    """Return what `k: <text>` reads as."""
    return read_yaml(f"k: {text}\n".encode(), FILE).root["k"]


def refusal(data: bytes | str) -> RequestInvalid:
    with pytest.raises(RequestInvalid) as caught:
        read_yaml(data.encode() if isinstance(data, str) else data, FILE)
    return caught.value


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("", "1:1 bestand.leeg"),
        ("\n\n# alleen commentaar\n", "1:1 bestand.leeg"),
        ("null\n", "1:1 bestand.leeg"),
        ("- a\n- b\n", "1:1 bestand.geen-sleutels"),
        ("Geachte heer,\nhierbij de aanvraag.\n", "1:1 bestand.geen-sleutels"),
        ("ova:\n  jaar: 2025\n\tpercentage: 4\n", "3:1 bestand.geen-yaml"),
        ("ova:\n  bron: brief: kenmerk\n", "2:14 bestand.geen-yaml"),
        ("ova:\n  bron: 'brief\n  jaar: 2025\n", "2:9 bestand.geen-yaml"),
        ("ova:\n  bron: \"brief\" van mei\n", "2:17 bestand.geen-yaml"),
        ("ova:\n  bron: \"C:\\map\"\n", "2:13 bestand.geen-yaml"),
        ("ova:\n  bron: @brief\n", "2:9 bestand.geen-yaml"),
        ("ova:\n  bron: 100\n bron_datum: x\n", "3:2 bestand.geen-yaml"),
        ("ova:\n  lijst: [a, b\n", "2:10 bestand.geen-yaml"),
        ("ova: {jaar: 2025 status: raming}\n", "1:24 bestand.geen-yaml"),
        ("ova:\n  kenmerk WV-26\n  jaar: 2025\n", "2:3 bestand.geen-yaml"),
        ("ova:\n  status:raming\n  # nog niet\n\n  jaar: 2025\n", "2:3 bestand.geen-yaml"),
        ("ova:\n  jaar: 2025\n  status:raming\n  bron: x\n", "3:3 bestand.geen-yaml"),
        ("ova:\n  - {code: a, tarief: 1\n  - {code: b, tarief: 2}\n", "2:24 bestand.geen-yaml"),
        ("ova:\n  - jaar 2025\n    status: x\n", "2:3 bestand.geen-yaml"),
        ("ova:\n  - a\n bron: x\n", "3:2 bestand.geen-yaml"),
        ("ova\n# later\n\nbron: x\n", "1:1 bestand.geen-yaml"),
        ("ova:\n  jaren: [2025, 2026\n  bron: x\n", "2:21 bestand.geen-yaml"),
        ("ova:\n  bron: - brief\n", "2:9 bestand.geen-yaml"),
        ("a: 1\n---\nb: 2\n", "2:1 bestand.geen-yaml"),
        ("a: " + "[" * 40 + "]" * 40, "1:23 bestand.geen-yaml"),
        ("a: " + "[" * 5000, "1:23 bestand.geen-yaml"),
        (b"a: caf\xe9\n", "1:7 bestand.geen-utf8"),
        ("a: é\nb: x\n".encode("utf-16"), "1:1 bestand.geen-utf8"),
        (b"PK\x03\x04\x14\x00\x06\x00", "1:1 bestand.geen-tekst"),
        (b"%PDF-1.7\n", "1:1 bestand.geen-tekst"),
        (b"a: x\nb: \x00\x01\x02", "2:4 bestand.teken"),
        ("a: x\nb: pr\x85ijs\n", "2:6 bestand.teken"),
        (b"a: " + b"x" * LARGEST, "1:1 bestand.te-groot"),
        ("? {a: 1}\n: 2\n", "1:3 sleutel.geen-woord"),
    ],
)  # fmt: skip
def test_file_that_is_no_request_is_refused_at_the_place_to_mend(data: bytes | str, expected: str) -> None:
    assert told(refusal(data)) == [expected]


@pytest.mark.parametrize("data", ["", "a: 'x", "a: b: c", "- a", "a: {b: [c}"])
def test_refusal_says_in_two_languages_what_to_do(data: str) -> None:
    finding = refusal(data).findings[0]
    assert finding.message.nl and finding.message.en and finding.message.nl != finding.message.en
    assert finding.hint.nl and finding.hint.en and finding.hint.nl != finding.hint.en


@pytest.mark.parametrize(
    ("text", "expected", "kind"),
    [
        ("4.10", "4.10", TypedKind.NUMBER),
        ("-0.40", "-0.40", TypedKind.NUMBER),
        ("48750000.00", "48750000.00", TypedKind.NUMBER),
        ("06999202", "06999202", TypedKind.NUMBER),
        ("0.1000000000000000055511151231257827", "0.1000000000000000055511151231257827", TypedKind.NUMBER),
        ('"06999202"', "06999202", TypedKind.TEXT),
        ("!!str 06999202", "06999202", TypedKind.TEXT),
        ("4,18", "4,18", TypedKind.TEXT),
        ("2025-01-01", "2025-01-01", TypedKind.DAY),
        ("true", "true", TypedKind.YES_NO),
        ("ja", "ja", TypedKind.TEXT),
        ("on", "on", TypedKind.TEXT),
        ("12:30", "12:30", TypedKind.TEXT),
        ("NL68FIKT0000000202", "NL68FIKT0000000202", TypedKind.TEXT),
        ("'{{ 7*7 }}'", "{{ 7*7 }}", TypedKind.TEXT),
        ("A & B <x> \"y\" 'z'", "A & B <x> \"y\" 'z'", TypedKind.TEXT),
        ("a **b** _c_ `d`", "a **b** _c_ `d`", TypedKind.TEXT),
        ("kamer#4", "kamer#4", TypedKind.TEXT),
        ("1. eerste", "1. eerste", TypedKind.TEXT),
        ("zorg 😀", "zorg 😀", TypedKind.TEXT),
        ("|\n  een\n  twee", "een\ntwee", TypedKind.TEXT),
        (">\n  een\n  twee", "een twee", TypedKind.TEXT),
        (r'"een\ttwee\ndrie"', "een\ttwee\ndrie", TypedKind.TEXT),
    ],
)
def test_value_keeps_the_characters_typed(text: str, expected: str, kind: TypedKind) -> None:
    read = value(text)
    assert (str(read), read.kind) == (expected, kind)


@pytest.mark.parametrize("text", ["", "null", "~", "Null"])
def test_nothing_typed_is_none(text: str) -> None:
    assert value(text) is None


def test_empty_items_of_a_list_do_not_count() -> None:
    tree = read_yaml(b"k:\n  - a\n  -\n  - b\n", FILE)
    assert tree.root["k"] == ["a", "b"]
    assert tree.values["k", 1] == (4, 5)


def test_bom_and_windows_line_ends_change_nothing() -> None:
    tree = read_yaml("\ufeffa: x\r\nb: y\r\n".encode(), FILE)
    assert tree.root == {"a": "x", "b": "y"}
    assert tree.values[("b",)] == (2, 4)


@pytest.mark.parametrize("indent", [None, 2, "\t"])
@pytest.mark.parametrize("ascii_only", [True, False])
def test_json_reads_as_the_same_request(indent: int | str | None, ascii_only: bool) -> None:
    request = {"a": {"b": ["é 😀", "x/y", 'z"q']}, "c": 4.1, "d": True, "e": None}
    text = json.dumps(request, indent=indent, ensure_ascii=ascii_only)
    tree = read_yaml(text.encode(), "aanvraag.json")
    assert tree.root == {"a": {"b": ["é 😀", "x/y", 'z"q']}, "c": "4.1", "d": "true", "e": None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("k: {a: 1, a: 2}", "1:11 k.a sleutel.dubbel"),
        ("k: 1\nk: 2", "2:1 k sleutel.dubbel"),
        ("k: &x 1", "1:4 k waarde.verwijzing"),
        ("k: *x", "1:4 k waarde.verwijzing"),
        ("k: **vet**", "1:4 k waarde.verwijzing"),
        ("k: &Zonen", "1:4 k waarde.verwijzing"),
        ("k: !x 1", "1:4 k waarde.type-aanduiding"),
        ("k: !!python/object:os.system x", "1:4 k waarde.type-aanduiding"),
        ("k: {{ 7*7 }}", "1:5 k sleutel.geen-woord"),
        ("l: [a, *x]", "1:8 l[2] waarde.verwijzing"),
    ],
)
def test_fault_in_one_value_leaves_the_rest_readable(text: str, expected: str) -> None:
    tree = read_yaml(f"{text}\nlast: x\n".encode(), FILE)
    assert [brief(finding) for finding in tree.findings] == [expected]
    assert tree.root["last"] == "x"


def test_first_of_two_equal_keys_counts() -> None:
    assert read_yaml(b"k: 1\nk: 2\n", FILE).root == {"k": "1"}


def test_links_do_not_multiply() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefg", "bcdefgh", strict=True))
    codes = {finding.code for finding in read_yaml(bomb.encode(), FILE).findings}
    assert codes == {"waarde.verwijzing"}


def test_places_are_those_of_the_values() -> None:
    text = 'ova:\n  jaar:   2025\nlijst:\n  - {naam: "é", code: x}\n  - naam: y\n'
    tree = read_yaml(text.encode(), FILE)
    places = {path: tree.values[path] for path in tree.values}
    assert places == {
        ("ova",): (1, 1),
        ("ova", "jaar"): (2, 11),
        ("lijst",): (3, 1),
        ("lijst", 0): (4, 5),
        ("lijst", 0, "naam"): (4, 12),
        ("lijst", 0, "code"): (4, 23),
        ("lijst", 1): (5, 5),
        ("lijst", 1, "naam"): (5, 11),
    }


def test_a_path_that_was_not_typed_is_at_the_group_around_it() -> None:
    tree = read_yaml(b"ova:\n  jaar: 2025\n", FILE)
    assert str(tree.place(("ova", "bron"))) == f"{FILE}:1:1"
    assert str(tree.place(("volume", "bedrag"))) == f"{FILE}:1:1"


def test_nodes_are_typed_scalars_lists_and_groups_only() -> None:
    def kinds(node: Node) -> set[type]:
        if isinstance(node, dict):
            return {dict, *(kind for item in node.values() for kind in kinds(item))}
        if isinstance(node, list):
            return {list, *(kind for item in node for kind in kinds(item))}
        return {type(node)}

    tree = read_yaml(b"a: [1, {b: 2025-01-01, c: true, d: x}]\n", FILE)
    assert kinds(tree.root) == {dict, list, Typed}


LONG = "# " + "x" * MOST_EXPLAINED + "\n"
"""A comment that makes a file too long for the slow parser."""


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (LONG + "a: 1\nb: &x 2\n", "3:3 bestand.te-groot"),
        (LONG + "a: |\n  tekst\n", "2:3 bestand.te-groot"),
        (LONG + "a: " + "[" * 12 + "]" * 12, "2:14 bestand.te-groot"),
        (LONG + "a:\n  b: 1\n c: 2\n", "4:2 bestand.geen-yaml"),
        (LONG + 'a: 1\nb: "open\n', "4:1 bestand.geen-yaml"),
        ("a: [" + "1," * MOST_VALUES + "1]", "1:1 bestand.te-veel-waarden"),
        ("".join(f"a{number}: 1\n" for number in range(MOST_KEYS + 1)), f"{MOST_KEYS + 1}:1 bestand.te-veel-sleutels"),
    ],
    ids=["anchor", "text block", "nested", "no YAML", "open string", "values", "keys"],
)
def test_file_that_would_take_minutes_is_refused_at_once_with_its_place(data: str, expected: str) -> None:
    assert told(refusal(data)) == [expected]


def test_as_many_keys_as_a_request_may_have_are_read() -> None:
    tree = read_yaml("".join(f"a{number}: 1\n" for number in range(MOST_KEYS)).encode(), "a.yaml")
    assert len(tree.root) == MOST_KEYS


def test_long_file_of_windows_is_read_as_any_other() -> None:
    long = LONG.replace("\n", "\r\n") + "a: een\r\nb:\r\n  - 'twee\r\n    drie'\r\n"
    tree = read_yaml(long.encode(), "a.yaml")
    assert tree.root == {"a": "een", "b": ["twee drie"]}
    assert tree.values["b", 0] == (4, 5)
