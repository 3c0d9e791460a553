"""What a clause text may hold, and what an open value does to it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from izacontract.clauses.proof import prove_markdown
from izacontract.clauses.text import ClauseTexts
from izacontract.errors import ClauseError
from izacontract.model.clause import ClauseVersion, Column, Variable
from izacontract.model.contract import Block, Lid, Placeholder, Reference, Table, Value, Words
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


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("bedrag > 3", True), ("bedrag > 4", False), ("bedrag >= 4", True), ("bedrag >= 4.01", False),
        ("bedrag < 4", False), ("bedrag < 5", True), ("bedrag <= 4", True), ("bedrag <= 3.99", False),
        ("bedrag == 4", True), ("bedrag == 5", False), ("bedrag != 4", False), ("bedrag != 5", True),
        ("soort in ('a', 'b')", True), ("soort in ('b',)", False), ("soort not in ('b',)", True),
        ("soort not in ('a', 'b')", False), ("soort in ['a']", True), ("'een' in namen", True), ("'drie' in namen", False),
        ("'drie' not in namen", True), ("'een' not in namen", False),
        ("not ja", False), ("not nee", True), ("not not ja", True), ("ja", True), ("nee", False), ("ja == true", True),
        ("ja == false", False), ("ja and ja", True), ("ja and nee", False), ("nee and ja", False), ("nee and nee", False),
        ("ja or ja", True), ("ja or nee", True), ("nee or ja", True), ("nee or nee", False), ("ja or ja and nee", True),
        ("bedrag is gegeven", True), ("vrij is gegeven", False), ("namen is gegeven", True), ("leeg is gegeven", False),
        ("niets is gegeven", False), ("nul is gegeven", True), ("nee is gegeven", True), ("vrij is not gegeven", True),
        ("leeg is gegeven or nul == 0", True), ("true", True), ("false", False),
    ],
)  # fmt: skip
def test_condition_holds_where_its_words_say_so(condition: str, holds: bool) -> None:
    more = {
        "ja": Variable("ja", "janee"), "nee": Variable("nee", "janee"), "leeg": Variable("leeg", "lijst"),
        "niets": Variable("niets", "tekst"), "nul": Variable("nul", "getal"),
    }  # fmt: skip
    values = {**VALUES, "ja": True, "nee": False, "leeg": (), "niets": "", "nul": 0}
    text = f"{{% if {condition} %}}\n1. Ja.\n{{% else %}}\n1. Nee.\n{{% endif %}}\n"
    (lid,) = ClauseTexts({}).fill(version(text, **VARIABLES, **more), values).blocks
    assert isinstance(lid, Lid)
    assert lid.text[0].text == ("Ja." if holds else "Nee.")


@pytest.mark.parametrize(
    ("condition", "what"),
    [
        ("bedrag > soort", "'>' vergelijkt wat niet bij elkaar hoort: getal met tekst"),
        ("bedrag < namen", "'<' vergelijkt wat niet bij elkaar hoort: getal met lijst"),
        ("soort >= 'a'", "'>=' vergelijkt wat niet bij elkaar hoort: tekst met tekst"),
        ("soort <= 'a'", "'<=' vergelijkt wat niet bij elkaar hoort: tekst met tekst"),
        ("true > false", "'>' vergelijkt wat niet bij elkaar hoort: janee met janee"),
        ("bedrag != 'a'", "'!=' vergelijkt wat niet bij elkaar hoort: getal met tekst"),
        ("bedrag == true", "'==' vergelijkt wat niet bij elkaar hoort: getal met janee"),
        ("namen == namen", "'==' vergelijkt wat niet bij elkaar hoort: lijst met lijst"),
        ("bedrag not in ('a',)", "'not in' vergelijkt wat niet bij elkaar hoort: getal met lijst tekst"),
        ("bedrag in soort", "'in' vergelijkt wat niet bij elkaar hoort: getal met tekst"),
        ("soort in ()", "de rij is leeg of gemengd"),
        ("soort in ('a', 1)", "de rij is leeg of gemengd"),
        ("soort == none", "met 'none' is niet te vergelijken"),
        ("1 < bedrag < 3", "'compare' mag niet in een voorwaarde"),
        ("bedrag + 1 > 3", "'add' mag niet in een voorwaarde"),
        ("bedrag is none", "'is none' bestaat niet; alleen 'is gegeven'"),
        ("not weg", "variabele 'weg' is niet gedeclareerd"),
        ("ref('x')", "variabele 'ref' is niet gedeclareerd"),
    ],
)
def test_condition_that_cannot_hold_is_refused_with_its_line(condition: str, what: str) -> None:
    with pytest.raises(ClauseError) as caught:
        blocks(f"1. Een.\n2. Twee{{% if {condition} %}} meer{{% endif %}}.")
    assert caught.value.message.nl == f"proef/een/2023-01-01.md:11: {what}."


@pytest.mark.parametrize(
    ("text", "line", "nl", "en"),
    [
        ("1. Ja.\n2. {{ bedrag }}", 11, "'bedrag' heeft geen filter, zoals {{ bedrag | tekst }}", "'bedrag' has no filter, as in {{ bedrag | tekst }}"),
        ("1. {{ bedrag | procent }}", 10, "'bedrag' is van type euro en hoort bij filter euro, niet procent", "'bedrag' is of type euro and belongs to filter euro, not procent"),
        ("1. {{ namen | lijst }}", 10, "'namen' is van type lijst en hoort bij filter opsomming, niet lijst", "'namen' is of type lijst and belongs to filter opsomming, not lijst"),
        ("1. {{ namen | begrippen }}", 10, "'namen' is van type lijst en hoort bij filter opsomming, niet begrippen", "'namen' is of type lijst and belongs to filter opsomming, not begrippen"),
        ("1. {{ kaal | keuze }}", 10, "'kaal' heeft geen labels en kan dus niet gedrukt worden", "'kaal' has no labels and so cannot be printed"),
        ("{{ kop | tabel }}", 10, "de tabel 'kop' heeft kolommen zonder kop (title): a, c", "the table 'kop' has columns without a heading (title): a, c"),
        ("1. {{ bedrag | euro(2) }}", 10, "alleen een waarde met één filter, ref() of lid() mag hier staan", "only a value with one filter, ref() or lid() may stand here"),
        ("1. {{ bedrag | euro(x=2) }}", 10, "alleen een waarde met één filter, ref() of lid() mag hier staan", "only a value with one filter, ref() or lid() may stand here"),
        ("1. {{ 'x' | tekst }}", 10, "alleen een waarde met één filter, ref() of lid() mag hier staan", "only a value with one filter, ref() or lid() may stand here"),
        *((f"1. {{{{ {call} }}}}", 10, 'ref en lid krijgen vaste teksten: ref("id", lid="naam", anders="woorden") en lid("naam")',
           'ref and lid take literal texts: ref("id", lid="name", anders="words") and lid("name")')
          for call in ("ref()", "ref('a', 'b')", "ref('a', lit='b')", "ref('a', lid=bedrag)", "ref('a', lid=3)", "lid('a', lid='b')",
                       "lid('a', anders='b')", "lid()", "lid('a', 'b')")),
        ("{% for a, b in namen %}\n1. {{ a | tekst }}\n{% endfor %}", 10, "de namen van de herhaling passen niet bij 'namen': alle kolommen, in volgorde",
         "the names of the repetition do not fit 'namen': all columns, in order"),
        ("{% for deel, naam in rijen %}\n1. {{ naam | tekst }}\n{% endfor %}", 10, "de namen van de herhaling passen niet bij 'rijen': alle kolommen, in volgorde",
         "the names of the repetition do not fit 'rijen': all columns, in order"),
        ("{% for a in bedrag %}\n1. Ja.\n{% endfor %}", 10, "de namen van de herhaling passen niet bij 'bedrag': alle kolommen, in volgorde",
         "the names of the repetition do not fit 'bedrag': all columns, in order"),
        *((f"1. Ja.\n{{% for a in {loop} %}}\n1. {{{{ a | tekst }}}}\n{end}{{% endfor %}}", 11, "een herhaling loopt over één variabele", "a repetition runs over one variable")
          for loop, end in (("namen if ja", ""), ("namen recursive", ""), ("namen", "{% else %}\n1. Nee.\n"), ("('a', 'b')", ""))),
        ("1. Ja\n   {% set x = 1 %}", 11, "'assign' mag niet in een clausuletekst", "'assign' is not allowed here"),
        ("1. Ja.\n\ue000", 11, "de regel bevat een teken dat alleen het programma gebruikt", "the line holds a private character"),
        ("1. Ja.\n\ue001", 11, "de regel bevat een teken dat alleen het programma gebruikt", "the line holds a private character"),
        ("1. Ja{% if 1 > " + "9" * 5000 + " %}x{% endif %}.", 10, "de tekst heeft te veel codes in elkaar of een te lang getal", "the text nests too deep or holds too long a number"),
        ("1. Ja{% if " + " and ".join(["ja"] * 900) + " %}x{% endif %}.", 10, "de tekst heeft te veel codes in elkaar of een te lang getal", "the text nests too deep or holds too long a number"),
        ("1. Ja.\n" + "{% if ja %}" * 41 + "x" + "{% endif %}" * 41, 11, "de tekst heeft te veel codes in elkaar of een te lang getal", "the text nests too deep or holds too long a number"),
    ],
)  # fmt: skip
def test_what_is_refused_is_told_whole_with_its_line(text: str, line: int, nl: str, en: str) -> None:
    more = {
        "kaal": Variable("kaal", "keuze"), "ja": Variable("ja", "janee"),
        "kop": Variable("kop", "rijen", columns=(Column("a", "", "tekst"), Column("b", "B", "tekst"), Column("c", "", "tekst"))),
    }  # fmt: skip
    with pytest.raises(ClauseError) as caught:
        ClauseTexts({}).fill(version(text, **VARIABLES, **more), {**VALUES, "kaal": "a", "ja": True, "kop": ()})
    assert caught.value.message.nl == f"proef/een/2023-01-01.md:{line}: {nl}."
    assert caught.value.message.en == f"proef/een/2023-01-01.md:{line}: {en}."


@pytest.mark.parametrize("depth", [38, 39])
def test_choices_may_nest_as_deep_as_is_allowed(depth: int) -> None:
    ja = {"ja": Variable("ja", "janee")}
    text = "1. Ja" + "{% if ja %}" * depth + "x" + "{% endif %}" * depth
    (lid,) = ClauseTexts({}).fill(version(text, **ja), {"ja": True}).blocks
    assert isinstance(lid, Lid)


@pytest.mark.parametrize(
    ("text", "line", "nl", "en"),
    [
        ("1. een\n    1. twee\n        1. drie\n            1. vier", 13, "een vierde niveau van nummers", "a fourth level of numbers"),
        ("1. een\n\n# Kop\n", 12, "een kop", "a heading"),
        ("1. een\n2. **vet**", 11, "vette tekst", "bold text"),
        ("1. een\n2. *schuin*", 11, "schuine tekst", "italic text"),
        ("1. een\n2. `code`", 11, "code", "code"),
        ("- streepje", 10, "een lijst met streepjes", "a bullet list"),
        ("1. een\n\n> citaat", 12, "een citaat", "a quotation"),
        ("1. een\n\n---\n", 12, "een streep", "a rule"),
        ("1. een [x](y)", 10, "een link", "a link"),
        ("1. een ![x](y)", 10, "een afbeelding", "an image"),
        ("1. een\n\n   twee", 12, "een tweede alinea in een lid", "a second paragraph in a lid"),
        ("1. een\n2.\n", 11, "een nummer zonder tekst", "a number without text"),
        ("1. een  \n   twee", 10, "een harde regel", "a hard line break"),
        ("```\nx\n```", 10, "code", "code"),
        ("{% if soort == 'a' %}\n1. een\n{% endif %}\n1. een **vet** woord", 13, "vette tekst", "bold text"),
        ("{% if soort == 'a' %}\n\n1. een\n{% endif %}\n\n# Kop", 15, "een kop", "a heading"),
        ("1. {{ bedrag | euro }}\n2. {{ bedrag | euro }} **vet**", 11, "vette tekst", "bold text"),
    ],
)  # fmt: skip
def test_other_markdown_is_told_by_its_own_line_before_any_contract(text: str, line: int, nl: str, en: str) -> None:
    with pytest.raises(ClauseError) as caught:
        prove_markdown(version(text))
    assert caught.value.message.nl == f"proef/een/2023-01-01.md:{line}: '{nl}' mag niet in een clausuletekst."
    assert caught.value.message.en == f"proef/een/2023-01-01.md:{line}: '{en}' is not allowed in a clause text."


@pytest.mark.parametrize(
    ("text", "nl"),
    [
        ("1. Zie {{ rijen | tabel }} hier.", "een tabel tussen andere woorden"),
        ("1. Zie:\n    1. een:\n       {{ rijen | tabel }}\n", "een tabel onder een onderdeel"),
        ("1. Het is\n{{ bedrag | euro }}\n", "een waarde alleen op een regel onder andere woorden"),
        ("1. Het is\n{{ ref('proef.een') }}\n", "een waarde alleen op een regel onder andere woorden"),
        ("1. Het is\n{{ lid('een') }}\n", "een waarde alleen op een regel onder andere woorden"),
    ],
)
def test_value_or_table_in_the_wrong_place_is_told_at_the_text(text: str, nl: str) -> None:
    with pytest.raises(ClauseError) as caught:
        blocks(text)
    assert caught.value.message.nl == f"proef/een/2023-01-01.md:10: '{nl}' mag niet in een clausuletekst."


def test_onderdelen_before_the_last_end_with_semicolons_on_every_level() -> None:
    text = (
        "1. Het gaat om:\n    1. een:\n        1. diep.\n        1. dieper.\n    1. twee,\n    1. drie;\n"
        "2. En om:\n    1. {{ bedrag | euro }}\n    1. {{ bedrag | euro }}.;\n"
    )
    assert printed(text) == [
        "Het gaat om:", "- een:", "-- diep;", "-- dieper;", "- twee;", "- drie.",
        "En om:", "- €\N{NO-BREAK SPACE}4,00;", "- €\N{NO-BREAK SPACE}4,00.",
    ]  # fmt: skip


def test_table_alone_is_a_table_and_stands_under_no_lid() -> None:
    (table,) = blocks("{{ rijen | tabel }}\n")
    assert isinstance(table, Table)
    assert len(table.rows) == 2


def test_table_of_no_rows_has_its_heading() -> None:
    (table,) = blocks("{{ rijen | tabel }}\n", rijen=())
    assert isinstance(table, Table)
    assert (table.header, table.rows) == (("Naam", "Deel"), ())


def test_cells_print_by_their_column_under_labels_and_as_inlines_of_the_core() -> None:
    rows = Variable(
        "rijen", "rijen",
        columns=(
            Column("soort", "Soort", "keuze", {"a": "soort a"}), Column("namen", "Namen", "lijst", {"a": "de eerste"}),
            Column("som", "Som", "euro"), Column("vrij", "Vrij", "tekst"), Column("open", "Open", "datum"),
        ),
    )  # fmt: skip
    row = {"soort": "a", "namen": ("a", "b"), "som": Decimal(1), "open": OpenPoint("x.dag")}
    cells = [
        (None, ["–"]), ((Reference("", "proef.een"), Words(" en")), ["", " en"]), ((Words("a"), Words("b")), ["a", "b"]),
        ((Value("v", "x"),), ["v"]), ((Placeholder("[p]", "x"), Words(".")), ["[p]", "."]), ("x", ["x"]),
    ]  # fmt: skip
    filled = ClauseTexts({}).fill(
        version("{{ rijen | tabel }}\n", rijen=rows), {"rijen": [{**row, "vrij": given} for given, _ in cells]}
    )
    (table,) = filled.blocks
    assert isinstance(table, Table)
    assert table.align == ("left", "left", "right", "left", "left")
    for line, (_, printed_as) in zip(table.rows, cells, strict=True):
        assert [inline.text for inline in line[3]] == printed_as
        assert [inline.text for cell in (line[0], line[1], line[2]) for inline in cell] == [
            "soort a", "de eerste en b", "€\N{NO-BREAK SPACE}1,00",
        ]  # fmt: skip
        assert line[4][0].text == "[IN TE VULLEN: x.dag, door partijen]"
    assert [point.field for point in filled.open_points] == ["x.dag"] * len(cells)


def test_repetition_gives_each_item_under_its_label() -> None:
    labelled = Variable("namen", "lijst", labels={"a": "de eerste"})
    text = "{% for naam in namen %}\n1. Lid {{ naam | tekst }}.\n{% endfor %}\n"
    filled = ClauseTexts({}).fill(version(text, namen=labelled), {"namen": ("a", "b")}).blocks
    assert ["".join(inline.text for inline in block.text) for block in filled if isinstance(block, Lid)] == [
        "Lid de eerste.", "Lid b.",
    ]  # fmt: skip


def test_lid_is_known_by_the_name_it_begins_with_and_a_reference_keeps_its_words() -> None:
    text = "1. {{ lid('een') }}Zie {{ ref('proef.twee', lid='b', anders='elders') }}.\n2. Zie {{ ref('proef.twee') }}.\n\nZo.\n"
    first, second, third = blocks(text)
    assert isinstance(first, Lid)
    assert isinstance(second, Lid)
    assert isinstance(third, Lid)
    assert [(lid.name, lid.number) for lid in (first, second, third)] == [("een", "#"), ("", "#"), ("", "")]
    assert [one for one in first.text if isinstance(one, Reference)] == [Reference("", "proef.twee", "b", "elders")]
    assert [one for one in second.text if isinstance(one, Reference)] == [Reference("", "proef.twee", None, None)]


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("1. een", "een lijst of tabel in een begrip"),
        ("een\n\ntwee", "een lijst of tabel in een begrip"),
        ("| a |\n| --- |\n| b |", "een lijst of tabel in een begrip"),
        ("# kop", "een kop"),
        ("**vet**", "vette tekst"),
    ],
)
def test_meaning_of_a_term_is_words_and_references_only(words: str, what: str) -> None:
    with pytest.raises(ClauseError) as caught:
        ClauseTexts({}).words(words, "proef/een/2023-01-01.md", 7)
    assert caught.value.message.nl == f"proef/een/2023-01-01.md:7: '{what}' mag niet in een clausuletekst."


def test_meaning_of_a_term_may_refer_but_holds_no_variable() -> None:
    inlines = ClauseTexts({}).words("de prijs van {{ ref('proef.een') }}.", "x.md", 7)
    assert [inline.text for inline in inlines] == ["de prijs van ", "", "."]
    with pytest.raises(ClauseError, match=r"x\.md:7: variabele 'bedrag' is niet gedeclareerd"):
        ClauseTexts({}).words("de prijs {{ bedrag | euro }}", "x.md", 7)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("{% if bedrag > 3 %}\nAlinea.\n\n{% endif %}\n1. Een.", ["[IN TE VULLEN: x.y, door partijen]", "Een."]),
        ("1. Een.{% if bedrag > 3 %} Meer.{% endif %}", ["Een. [IN TE VULLEN: x.y, door partijen]"]),
        ("1. Een{% if bedrag > 3 %}, meer{% endif %}.", ["Een[IN TE VULLEN: x.y, door partijen]."]),
        ("1. Om:\n{% if bedrag > 3 %}\n    1. een;\n{% endif %}\n    1. twee.",
         ["Om:", "- [IN TE VULLEN: x.y, door partijen];", "- twee."]),
        ("{% if soort == 'a' and bedrag > 3 %}\n1. Een.\n{% endif %}\n", ["[IN TE VULLEN: x.y, door partijen]"]),
        ("{% if soort == 'b' %}\n1. B.\n{% elif bedrag > 3 %}\n1. Een.\n{% endif %}\n", ["[IN TE VULLEN: x.y, door partijen]"]),
        ("{% if soort == 'a' %}\n1. A.\n{% elif bedrag > 3 %}\n1. Een.\n{% endif %}\n", ["A."]),
        ("{% if soort == 'b' %}\n1. B.\n{% elif soort == 'c' %}\n1. C.\n{% elif soort == 'a' %}\n1. A.\n{% else %}\n1. D.\n{% endif %}\n", ["A."]),
    ],
)  # fmt: skip
def test_placeholder_stands_where_the_words_would(text: str, lines: list[str]) -> None:
    assert printed(text, bedrag=OpenPoint("x.y")) == lines


def test_cell_that_cannot_be_printed_is_told_by_its_column() -> None:
    rows = Variable("rijen", "rijen", columns=(Column("kwartaal", "Kwartaal", "kwartaal"),))
    with pytest.raises(ClauseError) as caught:
        ClauseTexts({}).fill(version("{{ rijen | tabel }}\n", rijen=rows), {"rijen": [{"kwartaal": "ooit"}]})
    assert caught.value.message.nl.startswith(
        "Variabele 'rijen.kwartaal' kan niet worden gedrukt: filter kwartaal mislukt"
    )


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("{% if bedrag > 3 %}Woorden.\n{% endif %}\n", ["[IN TE VULLEN: x.y, door partijen]"]),
        (
            "{% if bedrag > 3 %}\n1. Een {{ bedrag | euro }}.\n2. Twee.{% endif %}\n",
            ["[IN TE VULLEN: x.y, door partijen]"],
        ),
        ("{% if bedrag > 3 %}\n{{ vrij | tekst }}\n{% endif %}\n", ["[IN TE VULLEN: x.y, door partijen]"]),
    ],
)
def test_placeholder_stands_alone_where_a_whole_piece_would(text: str, lines: list[str]) -> None:
    assert printed(text, bedrag=OpenPoint("x.y")) == lines
