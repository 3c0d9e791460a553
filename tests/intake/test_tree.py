"""What was typed as a tree: its places, its order, its fingerprint; and written back as YAML where it was changed."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from izacontract.errors import Finding, Position, Severity, Told
from izacontract.intake.request_file import request_file, with_list
from izacontract.intake.request_text import (
    composed,
    in_quotes,
    is_block,
    last_of,
    node_at,
    pair_of,
    quoted,
    replaced,
    scalar,
)
from izacontract.intake.tree import Tree, is_absent, rows_told, told_by_column, tree_of_mapping, typed_at
from izacontract.intake.yaml_source import read_yaml
from izacontract.model.values import Typed, TypedKind

ONE = Typed("1", TypedKind.NUMBER)


def test_place_is_that_of_the_value_or_of_the_nearest_around_it() -> None:
    tree = Tree(
        {"a": {"b": [ONE]}},
        "x.yaml",
        {("a",): (1, 1)},
        {("a",): (1, 2), ("a", "b"): (2, 4), ("a", "b", 0): Position("y.xlsx", 7, 3, "Blad")},
    )
    assert tree.place(("a", "b", 0)) == Position("y.xlsx", 7, 3, "Blad")
    assert tree.place(("a", "b", 1, "c")) == Position("x.yaml", 2, 4)
    assert tree.place(("a", "c")) == Position("x.yaml", 1, 2)
    assert tree.place(("z",)) == Position("x.yaml", 0, 0)
    assert tree.place_of_key(("a",)) == Position("x.yaml", 1, 1)
    assert tree.place_of_key(("a", "b")) == Position("x.yaml", 2, 4)
    assert Tree({}).place(("z",)) is None
    assert Tree({}, "x.yaml", start=(5, 1)).place(("z",)) == Position("x.yaml", 5, 1)
    assert Tree({}, "x.yaml", {}, {(): (3, 1)}, start=(5, 1)).place(()) == Position("x.yaml", 3, 1)


def finding(
    line: int,
    column: int = 1,
    code: str = "a",
    path: tuple[str | int, ...] = ("l", 0, "x"),
    file: str = "x.csv",
    sheet: str = "",
) -> Finding:
    return Finding(
        Severity.FAULT,
        f"x.{code}",
        Told(f"fout {code}", f"fault {code}"),
        Told("h", "h"),
        path,
        Position(file, line, column, sheet),
    )


def test_findings_stand_in_the_order_of_sheets_lines_columns_and_codes() -> None:
    tree = Tree({}, "x.xlsx", sheets=("Een", "Twee"))
    given = [
        finding(1, 1, "e", sheet="Drie"), finding(1, 1, "d", sheet="Twee"), finding(2, 1, "c", sheet="Een"), finding(1, 2, "b", sheet="Een"),
        finding(1, 1, "b", sheet="Een"), finding(1, 1, "a", sheet="Een"), finding(1, 1, "a", sheet="Een"),
    ]  # fmt: skip
    placed = tree.located(given)
    assert [(one.code, one.position.sheet, one.position.line, one.position.column) for one in placed if one.position] == [
        ("x.a", "Een", 1, 1), ("x.b", "Een", 1, 1), ("x.b", "Een", 1, 2), ("x.c", "Een", 2, 1), ("x.d", "Twee", 1, 1), ("x.e", "Drie", 1, 1),
    ]  # fmt: skip


def test_findings_alike_in_one_column_are_one_with_their_rows() -> None:
    alike = [finding(row, path=("l", row, "x")) for row in (5, 6, 7, 9)]
    other = [
        finding(5, 2, path=("l", 0, "y")),
        finding(5, 1, "b"),
        finding(8, path=("l", 1, "x"), file="x.yaml"),
        finding(9, path=("l", 2, "x"), file="x.yaml"),
    ]
    told = [one.message.nl for one in told_by_column([*alike, *other])]
    assert told == ["fout a Zo ook 3 keer elders in deze kolom: rij 6-7, 9.", "fout a", "fout b", "fout a", "fout a"]
    (english, *_) = told_by_column(alike)
    assert english.message.en == "fault a So too 3 times elsewhere in this column: row 6-7, 9."
    single = [finding(5, path=("x",)), finding(6, path=("x",))]
    assert len(list(told_by_column(single))) == 2
    assert (
        len(list(told_by_column([finding(row, path=("l", row, "x"), file="x.xlsx", sheet="Een") for row in (5, 6)])))
        == 1
    )


@pytest.mark.parametrize(
    ("rows", "words"), [([7], "7"), ([7, 8], "7-8"), ([7, 9, 10, 11, 13], "7, 9-11, 13"), ([], "")]
)  # fmt: skip
def test_rows_are_told_in_runs(rows: list[int], words: str) -> None:
    assert rows_told(rows) == words
    many = rows_told(range(1, 100, 2))
    assert many.endswith(", …")


def test_value_at_a_path_is_a_single_one() -> None:
    root: Any = {"a": {"b": [ONE, {"c": ONE}]}, "d": ONE}
    assert [typed_at(root, path) for path in (("d",), ("a", "b", 0), ("a", "b", 1, "c"))] == [ONE] * 3
    assert [
        typed_at(root, path)
        for path in ((), ("a",), ("a", "b"), ("a", "b", 2), ("a", 0), ("d", "x"), ("a", "b", "x"), ("z",))
    ] == [None] * 8


def test_fingerprint_is_that_of_what_was_typed_and_of_nothing_else() -> None:
    full = Tree({"a": {"b": ONE}, "c": [{"d": Typed("x")}]}).fingerprint
    assert (
        Tree(
            {"c": [{"d": Typed("x")}], "a": {"b": ONE, "z": None, "y": {}, "w": {"v": None}, "u": Typed(""), "t": []}}
        ).fingerprint
        == full
    )
    for other in (
        {"a": {"b": Typed("2")}, "c": [{"d": Typed("x")}]},
        {"a": {"b": ONE}, "c": [{"d": Typed("x")}, None]},
        {"a": {"b": ONE}},
    ):
        assert Tree(other).fingerprint != full  # type: ignore[arg-type]
    assert Tree({"a": Typed("é")}).fingerprint != Tree({"a": Typed("e")}).fingerprint
    assert [is_absent(node) for node in (None, Typed(""), [], {}, {"a": {"b": None}}, {"a": ONE}, [None], ONE)] == [
        True
    ] * 5 + [False] * 3  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "text", "kind"),
    [
        ("x", "x", TypedKind.TEXT), (True, "true", TypedKind.YES_NO), (False, "false", TypedKind.YES_NO), (3, "3", TypedKind.NUMBER), (0.1, "0.1", TypedKind.NUMBER),
        (Decimal("4.180"), "4.180", TypedKind.NUMBER), (date(2027, 1, 2), "2027-01-02", TypedKind.DAY), (datetime(2027, 1, 2), "2027-01-02", TypedKind.DAY),
    ],
)  # fmt: skip
def test_value_of_a_program_is_what_a_person_would_type(value: object, text: str, kind: TypedKind) -> None:
    found = tree_of_mapping({"a": value, "b": [None, value], "c": None}).root
    assert found["c"] is None
    for node in (found["a"], found["b"][0]):  # type: ignore[index]
        assert isinstance(node, Typed)
        assert (str(node), node.kind) == (text, kind)


def test_value_that_nobody_can_type_is_told() -> None:
    found = tree_of_mapping({"a": {"b": object()}, "c": datetime(2027, 1, 2, 3), "d": b"x"})
    assert found.findings[0].path == ("a", "b")
    assert ("d",) in [one.path for one in found.findings]


TEXT = "a:\n  b: 1\n  c:\n    - x: 1\n      y: 'twee'\n    # na\n\nd: [1, 2]\ne: |\n  regel\nf:\n"


def test_nodes_of_a_text_are_found_by_their_path() -> None:
    root = composed(TEXT)
    assert node_at(root, ("a", "b")).value == "1"
    assert node_at(root, ("a", "c", 0, "y")).value == "twee"
    assert node_at(root, ("d", 1)).value == "2"
    for path in (("z",), ("a", "c", 1), ("a", 0), ("d", 2), ("a", "b", "c")):
        assert node_at(root, path) is None
    pair = pair_of(root, "d")
    assert pair is not None
    assert pair[0].value == "d"
    assert pair_of(node_at(root, ("d",)), "x") is None
    assert last_of(node_at(root, ("a",))).value == "twee"
    assert last_of(node_at(root, ("d",))) is node_at(root, ("d",))
    assert [is_block(node_at(root, (key,))) for key in "adef"] == [False, False, True, False]


@pytest.mark.parametrize(
    ("spans", "text"),
    [([], "abcdef"), ([(0, 1, "X")], "Xbcdef"), ([(5, 6, "Y"), (1, 3, "X")], "aXdeY"), ([(2, 2, "X")], "abXcdef"), ([(0, 6, "")], "")],
)  # fmt: skip
def test_stretches_of_a_text_are_replaced(spans: list[Any], text: str) -> None:
    assert replaced("abcdef", spans) == text


@pytest.mark.parametrize(
    ("typed", "style", "written"),
    [
        (Typed("a"), None, "a"), (Typed("a"), "'", "'a'"), (Typed("it's"), "'", "'it''s'"), (Typed('a"b'), '"', '"a\\"b"'), (Typed("a\nb"), "'", '"a\\nb"'),
        (Typed("1.5", TypedKind.NUMBER), None, "1.5"), (Typed("2027-01-02"), None, '"2027-01-02"'), (Typed("2027-01-02", TypedKind.DAY), None, "2027-01-02"),
        (Typed("a: b"), None, '"a: b"'), (Typed("é"), '"', '"é"'),
    ],
)  # fmt: skip
def test_value_is_written_in_the_quotes_that_it_had(typed: Typed, style: str | None, written: str) -> None:
    assert scalar(typed, style) == written
    assert quoted("x", None) is None
    assert in_quotes("é\n") == '"é\\n"'


LIST: Any = {
    "type": "array",
    "items": {"type": "object", "properties": {"code": {"type": "string"}, "tarief": {"type": "number"}}},
}
SCHEMA: Any = {
    "type": "object",
    "properties": {
        "b": {"type": "string"},
        "a": {"type": "object", "properties": {"x": {"type": "number"}, "regels": LIST}},
    },
}


def test_request_is_written_in_the_order_of_its_schema() -> None:
    root: Any = {
        "a": {"regels": [{"tarief": ONE, "code": Typed("001")}], "x": ONE, "vreemd": Typed("v")},
        "b": Typed("t"),
        "c": None,
    }
    assert request_file(SCHEMA, root) == (
        "b: t\na:\n  x: 1\n  regels:\n    - code: '001'\n      tarief: 1\n  vreemd: v\nc: null\n"
    )


ROWS: Any = [{"code": Typed("001"), "tarief": Typed("2.50", TypedKind.NUMBER)}, {"code": Typed("b: c"), "tarief": None}]
WRITTEN = '- {code: "001", tarief: 2.50}\n', '- {code: "b: c", tarief: null}\n'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# kop\na:\n  x: 1  # een\n  regels:\n    - {code: oud}\n# na\nb: t\n", "# kop\na:\n  x: 1  # een\n  regels:\n    {0}    {1}# na\nb: t\n"),
        ("a:\n  regels: [{code: oud}]\n  x: 1\nb: t\n", "a:\n  regels:\n    {0}    {1}  x: 1\nb: t\n"),
        ("a:\n  x: 1\nb: t\n", "a:\n  regels:\n    {0}    {1}  x: 1\nb: t\n"),
        ("b: t", "b: t\n\na:\n  regels:\n    {0}    {1}"),
        ("a:\n    x: 1\n    regels:\n    - code: oud\n      tarief: 1\nb: t\n", "a:\n    x: 1\n    regels:\n      {0}      {1}b: t\n"),
    ],
)  # fmt: skip
def test_list_is_put_in_its_place_and_all_else_stands(before: str, after: str) -> None:
    root: Any = dict(read_yaml(before.encode(), "x.yaml").root)
    root["a"] = {**(root.get("a") or {}), "regels": ROWS}
    text, alone = with_list(before, SCHEMA, root, ("a", "regels"))
    assert (text, alone) == (after.replace("{0}", WRITTEN[0]).replace("{1}", WRITTEN[1]), True)


@pytest.mark.parametrize("before", ["a: {x: 1, regels: []}\nb: t\n", "a:\nb: t\n", "{a: {x: 1}, b: t}\n"])
def test_text_that_is_laid_out_otherwise_is_written_anew(before: str) -> None:
    root: Any = {"b": Typed("t"), "a": {"x": ONE, "regels": ROWS}}
    text, alone = with_list(before, SCHEMA, root, ("a", "regels"))
    assert not alone
    assert text == request_file(SCHEMA, root)
