"""What a clause text may hold, and what an open value does to it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from izacontract.clauses.text import ClauseTexts
from izacontract.errors import ClauseError
from izacontract.model.clause import ClauseVersion, Column, Variable
from izacontract.model.contract import Block, Lid, Table
from izacontract.model.values import OpenPoint

ROWS = Variable("rijen", "rijen", columns=(Column("naam", "Naam", "tekst"), Column("deel", "Deel", "procent")))
VARIABLES = {
    "bedrag": Variable("bedrag", "euro"),
    "soort": Variable("soort", "keuze", labels={"a": "soort a"}),
    "vrij": Variable("vrij", "tekst", optional=True),
    "namen": Variable("namen", "lijst"),
    "rijen": ROWS,
}
VALUES: dict[str, object] = {
    "bedrag": Decimal("4.00"),
    "soort": "a",
    "vrij": None,
    "namen": ("een", "twee"),
    "rijen": ({"naam": "x", "deel": Decimal("4.18")}, {"naam": "y", "deel": None}),
}


def version(text: str, **variables: Variable) -> ClauseVersion:
    return ClauseVersion(
        "proef.een",
        date(2023, 1, 1),
        text,
        "Eerste tekst.",
        (),
        variables or VARIABLES,
        (),
        "proef/een/2023-01-01.md",
        10,
    )


def blocks(text: str, **values: object) -> tuple[Block, ...]:
    return ClauseTexts({}).fill(version(text), {**VALUES, **values}).blocks


def printed(text: str, **values: object) -> list[str]:
    """Return each lid and onderdeel as one line."""
    lines = []
    for block in blocks(text, **values):
        assert isinstance(block, Lid)
        lines.append("".join(inline.text for inline in block.text))
        for part in block.parts:
            lines.append("- " + "".join(inline.text for inline in part.text))
            lines += ["-- " + "".join(inline.text for inline in inner.text) for inner in part.parts]
    return lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("1. Het is {{ bedrag | euro }}.", ["Het is €\N{NO-BREAK SPACE}4,00."]),
        ("1. Het is {{ soort | keuze }}.", ["Het is soort a."]),
        ("1. Het zijn {{ namen | opsomming }}.", ["Het zijn een en twee."]),
        ('{% if soort == "a" %}\n1. Ja.\n{% else %}\n1. Nee.\n{% endif %}\n', ["Ja."]),
        ('{% if soort == "b" %}\n1. B.\n{% elif bedrag > 3 %}\n1. Groot.\n{% endif %}\n', ["Groot."]),
        ("1. Een{% if vrij is gegeven %} met{% endif %}.", ["Een."]),
        ('1. {% if "een" in namen %}Eén{% endif %} telt mee.', ["Eén telt mee."]),
        (
            "1. Een{% if vrij is gegeven %} met{% endif %}\n2. Twee{% if bedrag > 3 %} groot{% endif %}  \n3. Drie.",
            ["Een", "Twee groot", "Drie."],
        ),
        ("{% for naam in namen %}\n1. Lid {{ naam | tekst }}.\n{% endfor %}\n", ["Lid een.", "Lid twee."]),
        (
            "{% for naam, deel in rijen %}\n1. {{ naam | tekst }}{% if deel is gegeven %} {{ deel | procent }}{% endif %}.\n{% endfor %}\n",
            ["x 4,18%.", "y."],
        ),
    ],
)
def test_text_prints_what_its_values_say(text: str, lines: list[str]) -> None:
    assert printed(text) == lines


def test_onderdelen_end_with_semicolons_and_a_full_stop_whatever_is_left_out() -> None:
    text = '1. Het gaat om:\n    1. een;\n    1. twee:\n        1. diep;\n        1. dieper;\n{% if soort == "b" %}\n    1. drie.\n{% endif %}\n'
    assert printed(text) == ["Het gaat om:", "- een;", "- twee:", "-- diep;", "-- dieper."]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("1. Het is {{ bedrag | euro }}.", ["Het is [IN TE VULLEN: volume.bedrag (euro), door partijen]."]),
        (
            "{% if bedrag > 3 %}\n1. Groot.\n2. Heel groot.\n{% else %}\n1. Klein.\n{% endif %}\n",
            ["[IN TE VULLEN: volume.bedrag (euro), door partijen]"],
        ),
        (
            "1. Het is{% if bedrag > 3 %} groot{% endif %}.",
            ["Het is [IN TE VULLEN: volume.bedrag (euro), door partijen]."],
        ),
    ],
)
def test_open_value_prints_one_placeholder_and_chooses_nothing(text: str, lines: list[str]) -> None:
    assert printed(text, bedrag=OpenPoint("volume.bedrag", "euro")) == lines


@pytest.mark.parametrize("name", ["namen", "rijen"])
def test_open_list_prints_one_placeholder(name: str) -> None:
    text = (
        "{% for naam in namen %}\n1. {{ naam | tekst }}.\n{% endfor %}\n"
        if name == "namen"
        else "{{ rijen | tabel }}\n"
    )
    assert printed(text, **{name: OpenPoint("x.lijst")}) == ["[IN TE VULLEN: x.lijst, door partijen]"]


@pytest.mark.parametrize(
    "value",
    [
        "{{ 7*7 }}",
        "**vet**",
        "# kop",
        "1. lijst",
        "a & b < c",
        '"aanhaling"',
        "| cel |",
        "regel\nregel",
        "😀",
        "[x](y)",
    ],
)
def test_value_prints_as_typed(value: str) -> None:
    assert printed("1. {{ vrij | tekst }}", vrij=value) == [value]
    assert printed("1. Zie:\n    1. {{ vrij | tekst }} en meer;\n", vrij=value) == ["Zie:", f"- {value} en meer."]


def test_rows_become_a_table_after_their_lid() -> None:
    lid, table = blocks("1. Zie:\n{{ rijen | tabel }}\n")
    assert isinstance(lid, Lid)
    assert isinstance(table, Table)
    assert (table.header, table.align) == (("Naam", "Deel"), ("left", "right"))
    assert [["".join(inline.text for inline in cell) for cell in row] for row in table.rows] == [
        ["x", "4,18%"],
        ["y", "–"],
    ]


def test_pipe_table_takes_values_in_its_cells() -> None:
    (table,) = blocks("| Wat | Bedrag |\n| --- | ---: |\n| Som | {{ bedrag | euro }} |\n")
    assert isinstance(table, Table)
    assert table.align == ("left", "right")
    assert "".join(inline.text for inline in table.rows[0][1]) == "€\N{NO-BREAK SPACE}4,00"


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("1. {{ bedrag }}", 10, "geen filter"),
        ("1. {{ bedrag | procent }}", 10, "hoort bij filter euro"),
        ("1. Ja.\n2. {{ onbekend | tekst }}", 11, "niet gedeclareerd"),
        ("1. {{ bedrag.real | euro }}", 10, "alleen een waarde"),
        ("1. {{ bedrag | euro | upper }}", 10, "alleen een waarde"),
        ("1. {{ range(3) }}", 10, "alleen een waarde"),
        ("{% set x = 1 %}\n1. Ja.", 10, "assign"),
        ("{% macro f() %}{% endmacro %}\n1. Ja.", 10, "macro"),
        ('{% include "x" %}\n1. Ja.', 10, "include"),
        ("1. {% if bedrag.real %}x{% endif %}", 10, "getattr"),
        ("1. {% if bedrag is odd %}x{% endif %}", 10, "is odd"),
        ("{% for a in rijen %}\n1. {{ a | tekst }}\n{% endfor %}", 10, "alle kolommen"),
        ("1. {{ ref(soort) }}", 10, "vaste teksten"),
        ("1. {% if %}", 10, "geldig sjabloon"),
        ("1. Ja.\n2. {% if bedrag == 'veel' %}x{% endif %}", 11, "'==' vergelijkt"),
        ("1. {% if soort > 'a' %}x{% endif %}", 10, "'>' vergelijkt"),
        ("1. {% if 3 in namen %}x{% endif %}", 10, "'in' vergelijkt"),
        ("1. {% if 'een' in soort %}x{% endif %}", 10, "'in' vergelijkt"),
        ("1. {% if soort in ('a', 3) %}x{% endif %}", 10, "gemengd"),
        ("1. {% if bedrag == none %}x{% endif %}", 10, "none"),
        ("1. {{ ref(3) }}", 10, "vaste teksten"),
        ("1. Een \ue0000\ue001 slot.", 10, "alleen het programma"),
    ],
)
def test_what_the_language_does_not_have_is_refused_with_file_and_line(text: str, line: int, what: str) -> None:
    with pytest.raises(ClauseError) as caught:
        blocks(text)
    assert f"proef/een/2023-01-01.md:{line}: " in caught.value.message.nl
    assert what in caught.value.message.nl


@pytest.mark.parametrize(
    "text",
    [
        "1. a\n    1. b\n        1. c\n            1. d\n",
        "1. Zie {{ rijen | tabel }} hier.",
        "1. Zie:\n    1. een:\n    {{ rijen | tabel }}\n",
        "1. Het is\n{{ bedrag | euro }}\n",
        "# Kop",
        "1. **vet**",
        "- streepje",
        "> citaat",
        "1. een\n\n   twee",
        "---\n",
        "`code`",
    ],
)
def test_other_markdown_is_refused(text: str) -> None:
    with pytest.raises(ClauseError, match=r"2023-01-01\.md"):
        blocks(text)


@pytest.mark.parametrize(
    ("name", "value"), [("bedrag", None), ("bedrag", "4"), ("bedrag", 4.0), ("namen", "een"), ("soort", True)]
)
def test_value_of_another_type_is_refused_by_name(name: str, value: object) -> None:
    with pytest.raises(ClauseError, match=f"'{name}'"):
        blocks("1. Ja.", **{name: value})


def test_optional_value_printed_without_asking_is_refused() -> None:
    with pytest.raises(ClauseError, match="'vrij' kan niet worden gedrukt"):
        blocks("1. {{ vrij | tekst }}", vrij=None)


@pytest.mark.parametrize("answer", [None, 7])
def test_filter_that_gives_no_text_is_named(answer: object) -> None:
    texts = ClauseTexts({"proef_raar": lambda value: answer})  # type: ignore[dict-item, return-value]  a mistake on purpose
    with pytest.raises(ClauseError, match="filter proef_raar geeft geen tekst"):
        texts.fill(version("1. {{ vrij | proef_raar }}"), {**VALUES, "vrij": "x"})
