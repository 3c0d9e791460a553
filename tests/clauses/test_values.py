"""Which value fits which variable, by its type, its key in the request or its parameter, and how one is printed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Literal

import pytest

from izacontract.clauses.declared import problem_with, rows_of
from izacontract.clauses.keys import ReadableKeys
from izacontract.clauses.printing import FILTERS, fits, labelled
from izacontract.clauses.proof import parameter_problem
from izacontract.model.clause import Column, Source, Variable
from izacontract.model.contract import Value, Words
from izacontract.model.parameter import Parameter, Parameters, ParameterValue
from izacontract.model.terms import Terms, field
from izacontract.model.values import BOTH, Day, Euro, OpenPoint, Text, ToFill, YesNo

OPEN = OpenPoint("x.y")
SAMPLES: dict[str, object] = {
    "text": "x", "amount": Decimal("1.5"), "whole": 3, "day": date(2027, 1, 1), "yes": True, "no": False, "list": ["x"],
    "tuple": ("x",), "float": 1.5, "bytes": b"x", "group": {"a": 1},
}  # fmt: skip
TAKES = {
    "tekst": {"text"}, "keuze": {"text"}, "kwartaal": {"text"}, "euro": {"amount"}, "procent": {"amount"},
    "aandeel": {"amount"}, "getal": {"amount", "whole"}, "datum": {"day"}, "jaar": {"whole"}, "dagen": {"whole"},
    "weken": {"whole"}, "maanden": {"whole"}, "lijst": {"list", "tuple"}, "rijen": {"list", "tuple"},
    "janee": {"yes", "no"},
}  # fmt: skip


@pytest.mark.parametrize("kind", TAKES)
def test_type_takes_its_own_values_and_an_open_point(kind: str) -> None:
    assert {name for name, value in SAMPLES.items() if fits(value, kind)} == TAKES[kind]
    assert fits(OPEN, kind)


@pytest.mark.parametrize("kind", TAKES)
@pytest.mark.parametrize("optional", [True, False])
def test_value_that_does_not_fit_is_told_by_its_type(kind: str, optional: bool) -> None:
    variable = Variable("a", kind, optional=optional)
    for name, value in {**SAMPLES, "none": None, "open": OPEN}.items():
        is_right = name in TAKES[kind] or name == "open" or (name == "none" and optional)
        wrong = problem_with(variable, value)
        assert (wrong is None) is is_right, name
        if wrong is not None:
            nl, en = ("ontbreekt", "is missing") if value is None else (f"is {type(value).__name__}",) * 2
            assert wrong.nl == f"hoort van type {kind} te zijn, maar {nl}"
            assert wrong.en == f"should be of type {kind} but {en}"


ROWS = Variable("rijen", "rijen", columns=(Column("naam", "", "tekst"), Column("deel", "", "lijst")))
ROW = {"naam": "x", "deel": ("y",)}


@pytest.mark.parametrize(
    ("rows", "nl", "en"),
    [
        ([], None, None),
        ([ROW], None, None),
        ((ROW, ROW), None, None),
        ([{"naam": None, "deel": None}], None, None),
        ([{"naam": OPEN, "deel": OPEN}], None, None),
        ([{"naam": (Words("a"), Value("b", "c")), "deel": []}], None, None),
        ([{"naam": (Words("a"), "b"), "deel": []}],
         "rij 1: kolom 'naam' hoort van type tekst te zijn", "row 1: column 'naam' should be of type tekst"),
        ([ROW, {"naam": 3, "deel": ()}],
         "rij 2: kolom 'naam' hoort van type tekst te zijn", "row 2: column 'naam' should be of type tekst"),
        ([ROW, ROW, {"naam": "x", "deel": "y"}],
         "rij 3: kolom 'deel' hoort van type lijst te zijn", "row 3: column 'deel' should be of type lijst"),
        ([ROW, {"naam": "x"}],
         "rij 2: heeft niet de kolommen die de tekst declareert: deel", "row 2: has not the declared columns: deel"),
        ([{**ROW, "b": 1, "a": 1}],
         "rij 1: heeft niet de kolommen die de tekst declareert: a, b", "row 1: has not the declared columns: a, b"),
        ([ROW, "x"], "rij 2: is geen rij met kolommen", "row 2: is no row with columns"),
        (OPEN, None, None),
    ],
)  # fmt: skip
def test_row_has_the_declared_columns_and_the_first_that_has_not_is_told(
    rows: object, nl: str | None, en: str | None
) -> None:
    wrong = problem_with(ROWS, rows)
    assert (wrong and wrong.nl, wrong and wrong.en) == (nl, en)


@pytest.mark.parametrize(("value", "rows"), [([ROW], [ROW]), ((ROW,), (ROW,)), ("tekst", ()), (None, ()), (OPEN, ())])
def test_rows_are_those_of_a_list(value: object, rows: object) -> None:
    assert rows_of(value) == rows


LABELS = {"a": "eerste", "b": "tweede"}


@pytest.mark.parametrize(
    ("value", "labels", "printed"),
    [
        ("a", LABELS, "eerste"),
        ("c", LABELS, "c"),
        ("a", {}, "a"),
        (("a", "c", 3, "b"), LABELS, ("eerste", "c", 3, "tweede")),
        (["a"], LABELS, ("eerste",)),
        (["a"], {}, ["a"]),
        (3, LABELS, 3),
        (None, LABELS, None),
        (OPEN, LABELS, OPEN),
    ],
)
def test_choice_prints_under_its_label(value: object, labels: Mapping[str, str], printed: object) -> None:
    assert labelled(value, labels) == printed


def test_yes_and_no_are_printed_in_dutch() -> None:
    assert (FILTERS["janee"](True), FILTERS["janee"](False)) == ("ja", "nee")


class Part(Terms):
    """A part of a section."""

    name: ToFill[Text] = field("naam", "Naam.", by=BOTH)
    amount: ToFill[Euro] | None = field("bedrag", "Bedrag.", by=BOTH, default=None)


class Section(Terms):
    """A section with a value of each sort."""

    name: ToFill[Text] = field("naam", "Naam.", by=BOTH)
    amount: ToFill[Euro] | None = field("bedrag", "Bedrag.", by=BOTH, default=None)
    day: ToFill[Day] = field("dag", "Dag.", by=BOTH)
    agreed: YesNo = field("akkoord", "Akkoord.", by=BOTH)
    kind: Literal["a", "b"] = field("soort", "Soort.", by=BOTH)
    places: tuple[Text, ...] = field("plaatsen", "Plaatsen.", by=BOTH, default=())
    part: Part = field("deel", "Deel.", by=BOTH)
    parts: tuple[Part, ...] = field("delen", "Delen.", by=BOTH, default=())
    days: int = field("dagen", "Dagen.", by=BOTH, default=1)


KEYS = ReadableKeys({"proef": Section, "lijst": tuple[Part, ...]})


def told(key: str | None, kind: str, *columns: str) -> tuple[str, str] | None:
    wrong = KEYS.problem(Variable("a", kind, key=key, columns=tuple(Column(name, "", "tekst") for name in columns)))
    return wrong and (wrong.nl, wrong.en)


@pytest.mark.parametrize(
    ("key", "kinds"),
    [
        ("proef.naam", {"tekst", "keuze", "kwartaal"}),
        ("proef.bedrag", {"euro", "procent", "aandeel", "getal"}),
        ("proef.dag", {"datum"}),
        ("proef.akkoord", {"janee"}),
        ("proef.soort", {"tekst", "keuze", "kwartaal"}),
        ("proef.plaatsen", {"lijst"}),
        ("proef.dagen", {"getal", "jaar", "dagen", "weken", "maanden"}),
        ("proef.deel.naam", {"tekst", "keuze", "kwartaal"}),
        ("proef.deel.bedrag", {"euro", "procent", "aandeel", "getal"}),
        ("proef.delen", {"rijen"}),
        ("proef.deel", set()),
        ("lijst", {"rijen"}),
        ("overeenkomst.begin", {"datum"}),
        ("contract.begrippen", set(TAKES)),
        (None, set(TAKES)),
    ],
)
def test_key_gives_values_of_its_own_type_only(key: str | None, kinds: set[str]) -> None:
    fitting = {kind for kind in TAKES if told(key, kind) is None}
    assert fitting == kinds
    for kind in set(TAKES) - kinds:
        assert told(key, kind) == (
            f"de waarde van de key {key} past niet bij type {kind}",
            f"the value of the key {key} does not fit type {kind}",
        )


@pytest.mark.parametrize("key", ["proef.delen", "lijst"])
def test_columns_of_rows_are_keys_of_the_list(key: str) -> None:
    assert told(key, "rijen", "naam", "bedrag") is None
    assert told(key, "rijen", "naam", "prijs") == (
        f"de waarde van de key {key} past niet bij type rijen",
        f"the value of the key {key} does not fit type rijen",
    )


@pytest.mark.parametrize(
    ("key", "nl", "en"),
    [
        ("proef.weg", "de key proef.weg bestaat niet: 'weg' is onbekend; hier passen: akkoord, bedrag, dag, dagen, deel, delen, naam, plaatsen, soort",
         "the key proef.weg does not exist: 'weg' is unknown; what fits here: akkoord, bedrag, dag, dagen, deel, delen, naam, plaatsen, soort"),
        ("proef.deel.weg", "de key proef.deel.weg bestaat niet: 'weg' is onbekend; hier passen: bedrag, naam",
         "the key proef.deel.weg does not exist: 'weg' is unknown; what fits here: bedrag, naam"),
        ("contract.weg", "de key contract.weg bestaat niet: 'contract.*' is onbekend; hier passen: begrippen",
         "the key contract.weg does not exist: 'contract.*' is unknown; what fits here: begrippen"),
        ("proef.delen.naam", "de key proef.delen.naam ligt onder een lijst; neem de lijst zelf, als type rijen",
         "the key proef.delen.naam lies below a list; take the list itself, as type rijen"),
        ("lijst.naam", "de key lijst.naam ligt onder een lijst; neem de lijst zelf, als type rijen",
         "the key lijst.naam lies below a list; take the list itself, as type rijen"),
        ("proef.naam.weg", "de key proef.naam.weg ligt onder een enkele waarde", "the key proef.naam.weg lies below a single value"),
    ],
)  # fmt: skip
def test_key_that_leads_nowhere_is_told(key: str, nl: str, en: str) -> None:
    assert told(key, "tekst") == (nl, en)


def test_key_at_the_top_that_is_not_there_is_told_with_those_that_are() -> None:
    wrong = told("weg.naam", "tekst")
    assert wrong is not None
    assert wrong[0].startswith("de key weg.naam bestaat niet: 'weg' is onbekend; hier passen: ")
    assert {"lijst", "proef", "overeenkomst"} <= set(wrong[0].rpartition(": ")[2].split(", "))


@pytest.mark.parametrize(
    ("value", "kinds"),
    [
        ("2027-01-01", {"datum", "tekst", "keuze", "kwartaal"}),
        ("3", {*TAKES} - {"datum"}),
        ("3.5", {*TAKES} - {"datum", "jaar", "dagen", "weken", "maanden"}),
        ("veel", {"tekst", "keuze", "kwartaal"}),
    ],
)
def test_parameter_gives_values_that_its_variable_can_read(value: str, kinds: set[str]) -> None:
    source = Source("Wet", "artikel 1", None)
    sound = ParameterValue(date(2023, 1, 1), None, value, "s", source)
    for kind in TAKES:
        variable = Variable("a", kind, parameter="proef.p")
        wrong = parameter_problem(variable, Parameters({"proef.p": Parameter("proef.p", "P", "x", (sound,))}))
        assert (wrong is None) is (kind in kinds), kind
        if wrong is not None:
            assert wrong.nl == f"parameter 'proef.p' past niet bij type {kind}: {value}"
            assert wrong.en == f"parameter 'proef.p' does not fit type {kind}: {value}"


def test_every_value_of_a_parameter_is_looked_at() -> None:
    values: list[Any] = [
        ParameterValue(date(year, 1, 1), None, value, "s", Source("Wet", "1", None))
        for year, value in ((1, "3"), (2, "x"))
    ]
    parameters = Parameters({"proef.p": Parameter("proef.p", "P", "euro", tuple(values))})
    wrong = parameter_problem(Variable("a", "euro", parameter="proef.p"), parameters)
    assert wrong is not None
    assert wrong.nl.endswith(": x")


def test_variable_without_a_parameter_or_with_an_unknown_one() -> None:
    assert parameter_problem(Variable("a", "euro"), Parameters({})) is None
    wrong = parameter_problem(Variable("a", "euro", parameter="proef.weg"), Parameters({}))
    assert wrong is not None
    assert (wrong.nl, wrong.en) == ("parameter 'proef.weg' bestaat niet", "parameter 'proef.weg' does not exist")
