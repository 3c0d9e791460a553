"""How the files of a library are read: on which line a fault is said to stand, and what is refused as YAML."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pydantic import BaseModel, Field

from izacontract.clauses.files import Yaml, read_text
from izacontract.clauses.yaml_loader import DEEPEST, MOST_VALUES, load
from izacontract.errors import ClauseError

LINES = "a:\n  b: 1\n  c:\n    - d: 2\n      e: 3\n    -\n      f: 4\ng: 5\nb: 6\n"


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1),
        (("a",), 1),
        (("a", "b"), 2),
        (("a", "c"), 3),
        (("a", "c", 0), 4),
        (("a", "c", 0, "e"), 5),
        (("a", "c", 1), 7),
        (("a", "c", 1, "f"), 7),
        (("a", "c", 2), 3),  # there is no third: the list itself
        (("a", "c", 2, "f"), 3),
        (("a", "c", "0"), 3),
        (("g",), 8),
        (("g", "b"), 8),
        (("weg",), 1),
        (("weg", "g"), 1),  # nor is what stands elsewhere under that name
        (("a", "weg", "b"), 1),
        (("a", "b", "c"), 2),
    ],
)
@pytest.mark.parametrize("first_line", [1, 2])
def test_place_is_the_line_of_what_stands_there_or_around_it(
    path: tuple[str | int, ...], line: int, first_line: int
) -> None:
    assert Yaml(LINES, "map/x.yaml", first_line).where(path) == f"map/x.yaml:{line + first_line - 1}"


def test_fault_names_its_path_as_people_count() -> None:
    error = Yaml(LINES, "x.yaml").fault(("a", "c", 0, "e"), "is fout", "is wrong")
    assert (error.message.nl, error.message.en) == ("x.yaml:5: a.c[1].e is fout.", "x.yaml:5: a.c[1].e is wrong.")
    assert Yaml(LINES, "x.yaml").fault((), "is fout", "is wrong").message.nl == "x.yaml:1: is fout."


@pytest.mark.parametrize(("text", "entries"), [("", []), ("# niets\n", []), ("[]", []), ("- 1\n- a\n", [1, "a"])])
def test_entries_are_the_items_of_the_list(text: str, entries: list[object]) -> None:
    assert Yaml(text, "x.yaml").entries() == entries


@pytest.mark.parametrize("text", ["a: 1\n", "tekst\n", "3\n", "false\n"])
def test_file_that_is_no_list_is_refused(text: str) -> None:
    with pytest.raises(ClauseError) as caught:
        Yaml(text, "x.yaml", 4).entries()
    assert caught.value.message.nl == "x.yaml:4: het bestand bevat geen lijst."
    assert caught.value.message.en == "x.yaml:4: the file holds no list."


class Inner(BaseModel):
    naam: str
    aantal: int = 0


class Shape(BaseModel):
    """A value of each kind that a fault is told of."""

    naam: str
    dag: date | None = None
    aan: bool = False
    deel: Inner | str = ""
    delen: tuple[Inner, ...] = ()
    groep: dict[str, Inner] = Field(default_factory=dict)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("dag: 2027-01-01\n", "x.yaml:1: naam ontbreekt"),
        ("naam: 3\n", "x.yaml:1: naam is geen tekst; zet een getal of dag tussen aanhalingstekens"),
        ("naam: x\ndag: gauw\n", "x.yaml:2: dag is geen dag (jjjj-mm-dd)"),
        ("naam: x\naan: soms\n", "x.yaml:2: aan is geen true of false"),
        ("naam: x\ndelen: 3\n", "x.yaml:2: delen is geen lijst"),
        ("naam: x\ndelen: [3]\n", "x.yaml:2: delen[1] is geen groep van sleutels met waarden"),
        ("naam: x\ndelen:\n  - naam: y\n  - aantal: 1\n", "x.yaml:4: delen[2].naam ontbreekt"),
        ("naam: x\ndelen:\n  - naam: y\n    aantal: z\n", "x.yaml:4: delen[1].aantal is geen geheel getal"),
        ("naam: x\ngroep:\n  een:\n    aantal: 1\n", "x.yaml:3: groep.een.naam ontbreekt"),
        ("naam: x\ndeel:\n  aantal: 1\n", "x.yaml:2: deel.naam ontbreekt"),
        ("naam: x\ndeel:\n  naam: y\n  aantal: z\n", "x.yaml:4: deel.aantal is geen geheel getal"),
        ("dag: gauw\naan: soms\n", "x.yaml:1: naam ontbreekt; x.yaml:1: dag is geen dag (jjjj-mm-dd); x.yaml:2: aan is geen true of false"),
    ],
)  # fmt: skip
def test_wrong_value_is_told_with_its_line_and_every_one_of_them(text: str, told: str) -> None:
    given = Yaml(text, "x.yaml")
    with pytest.raises(ClauseError) as caught:
        given.checked(Shape, given.data)
    assert caught.value.message.nl == f"{told}."


def test_path_of_a_checked_entry_stands_before_its_faults() -> None:
    given = Yaml("een:\n  - naam: x\n  - naam: 3\n", "x.yaml")
    with pytest.raises(ClauseError) as caught:
        given.checked(Inner, given.data["een"][1], "een", 1)
    assert caught.value.message.nl.startswith("x.yaml:3: een[2].naam is geen tekst")
    assert caught.value.message.en.startswith("x.yaml:3: een[2].naam is no text")


@pytest.mark.parametrize(
    ("data", "line", "what"),
    [
        (b"een\ntw\xe9e\n", 2, "het bestand is niet als UTF-8 opgeslagen"),
        (b"\xe9en\n", 1, "het bestand is niet als UTF-8 opgeslagen"),
        (b"een\n\ntwee\x07\n", 3, "het teken U+0007 mag niet in een tekst"),
        ("een\r\ntwee\r\n\u2028\n".encode(), 3, "het teken U+2028 mag niet in een tekst"),
        ("\ue000".encode(), 1, "het teken U+E000 mag niet in een tekst"),
    ],
)
def test_character_that_no_text_holds_is_told_with_its_line(tmp_path: Path, data: bytes, line: int, what: str) -> None:
    (tmp_path / "x.md").write_bytes(data)
    with pytest.raises(ClauseError) as caught:
        read_text(tmp_path / "x.md", "map/x.md")
    assert caught.value.message.nl.startswith(f"map/x.md:{line}: {what}")


def test_line_ends_and_a_mark_of_the_encoding_are_taken_away(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_bytes(b"\xef\xbb\xbfeen\r\ntwee\rdrie\n\tvier\n")
    assert read_text(tmp_path / "x.md", "x.md") == "een\ntwee\ndrie\n\tvier\n"


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        ("a: 1\nb: [\n", ":6: ", "geen geldige YAML ("),
        ("a: 1\n\tb: 2\n", ":5: ", "geen geldige YAML ("),
        ("a: 1\nb: 2\na: 3\n", ":6: ", "sleutel 'a' staat er twee keer; de eerste staat op regel 4."),
        ("x:\n  a: 1\n  'a': 3\n", ":6: ", "sleutel 'a' staat er twee keer; de eerste staat op regel 5."),
        ("a: 1\nb: 2027-13-01\n", ":5: ", "'2027-13-01' is geen dag (jjjj-mm-dd)."),
        ("a: !ding x\n", ":4: ", "geen geldige YAML ("),
        ("[1]: x\n? {}\n: y\n", ":", "geen geldige YAML ("),
    ],
)
def test_what_is_no_yaml_is_told_with_its_line_in_the_file(text: str, place: str, what: str) -> None:
    with pytest.raises(ClauseError) as caught:
        _ = Yaml(text, "x.md", 4).data
    assert caught.value.message.nl.startswith(f"x.md{place}")
    assert what in caught.value.message.nl


@pytest.mark.parametrize("text", ["{a: 1, b: 2}", "a: 1\nb: {a: 2}\n", "- {a: 1}\n- {a: 2}\n"])
def test_key_may_stand_once_in_each_group(text: str) -> None:
    assert load(text)


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a: ", "}")])
def test_file_nests_two_hundred_deep_at_most(opening: str, closing: str) -> None:
    assert load(opening * DEEPEST + "1" + closing * DEEPEST)
    deep = Yaml("\n\n- " + opening * (DEEPEST + 1) + "1" + closing * (DEEPEST + 1), "x.yaml")
    with pytest.raises(ClauseError, match=r"x\.yaml:3: zit te diep in elkaar"):
        _ = deep.data


def test_groups_beside_each_other_do_not_nest() -> None:
    assert load("[" + "[], {}, " * 300 + "1]")[-1] == 1


def test_lists_on_one_line_nest_less_deep_than_two_hundred() -> None:
    assert load("- " * (DEEPEST - 1) + "1")
    for mark in ("- ", "? "):
        with pytest.raises(ClauseError, match=r"x\.yaml:1: zit te diep in elkaar"):
            _ = Yaml(mark * DEEPEST + "1", "x.yaml").data


@pytest.mark.parametrize(("others", "is_read"), [(8, True), (9, False)])
def test_links_stand_for_a_hundred_thousand_values_at_most(others: int, is_read: bool) -> None:
    """The list counts, the first in it with its 98 values, and the second with 1009 times that and some `others`."""
    assert MOST_VALUES == 1 + 99 + 1 + 1009 * 99 + 8
    text = f"- &a [{', '.join('1' * 98)}]\n- [{', '.join(['*a'] * 1009 + ['1'] * others)}]\n"
    if is_read:
        assert len(load(text)[1]) == 1009 + others
        return
    with pytest.raises(ClauseError, match=r"x\.yaml:1: de verwijzingen hierin staan samen voor te veel"):
        _ = Yaml(text, "x.yaml").data


@pytest.mark.parametrize(
    "text", ["a: &x 1\nb: *x\n", "&x a: 1\nb: *x\n", "a: &x {c: 1}\nb: {d: *x}\n", "- &x 1\n- *x\n"]
)
def test_link_stands_for_what_it_names(text: str) -> None:
    assert load(text)


def test_what_looks_like_a_link_and_is_none_is_read() -> None:
    assert load("a: 'x *y'\nb: 3*4\n") == {"a": "x *y", "b": "3*4"}


def test_reason_of_the_parser_is_cut_where_it_grows_long() -> None:
    with pytest.raises(ClauseError) as caught:
        _ = Yaml(f"a: {'9' * 5000}\n", "x.yaml").data
    told = caught.value.message.nl.removeprefix("x.yaml:1: geen geldige YAML (").removesuffix(").")
    assert len(told) == 120
