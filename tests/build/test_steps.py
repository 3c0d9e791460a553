"""Each step of the builder by itself, on clauses of a few words: numbers, references, terms, answers, what is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from izacontract import BOTH, ClauseError, Terms, field
from izacontract.build.beside import _outcome, _runs, _Shared, beside, incorporated, with_incorporation
from izacontract.build.check import path_of
from izacontract.build.commitments import answers, begun, not_asked, place, standing, totals
from izacontract.build.contents import FilledClause, figure_sources, unique
from izacontract.build.defined import Defined, alphabetical, defined_by, definitions, used_in, words_of
from izacontract.build.deviate import _otherwise, _said, take_position
from izacontract.build.edition import general_articles, general_clauses, groups_of, lines_of, outside, published
from izacontract.build.evidence import shown
from izacontract.build.fill import _plain, _read
from izacontract.build.number import number, with_number
from izacontract.build.own import (
    REFERENCE,
    OwnWords,
    absent_places,
    doubtful_words,
    own_words,
    with_own_clauses,
    with_own_slots,
)
from izacontract.build.place import in_document_order
from izacontract.build.place import place as placed
from izacontract.build.propose import _Settler
from izacontract.build.refer import Elsewhere, refer
from izacontract.clauses.text import ClauseTexts, Filled
from izacontract.model.clause import Clause, ClauseVersion, Place, Presence, Slot, Source, Term, Variable
from izacontract.model.commitment import After, Commitment, Link, State, Status
from izacontract.model.contract import (
    Decision,
    Definitions,
    Ground,
    Inline,
    Lid,
    LookedAt,
    Onderdeel,
    Placeholder,
    Reference,
    Table,
    Value,
    Words,
)
from izacontract.model.deviation import ChosenPosition, Deviation
from izacontract.model.edition import GeneralLid
from izacontract.model.parameter import Parameter, Parameters, ParameterValue
from izacontract.model.values import OpenPoint
from tests.support import contract_of, fysio
from tests.support import outside as plugins

DAY = date(2023, 1, 1)
SLOTS = (
    Slot("vooraf", "Vooraf", Place.OPENING, "p"), Slot("a", "Eerste", Place.ARTICLE, "p"), Slot("b", "Tweede", Place.ARTICLE, "p"),
    Slot("slot", "Slot", Place.CLOSING, "p"), Slot("x", "Bijlage een", Place.ANNEX, "p"), Slot("y", "Bijlage twee", Place.ANNEX, "p"),
)  # fmt: skip


def words(text: str) -> tuple[Inline, ...]:
    return (Words(text),)


def lid(text: str | tuple[Inline, ...], name: str = "", *parts: Onderdeel, numbered: bool = True) -> Lid:
    return Lid("#" if numbered else "", words(text) if isinstance(text, str) else text, parts, name=name)


def decided(clause: str, include: bool = True, **changes: Any) -> Decision:
    base: dict[str, Any] = {
        "clause": clause, "title": f"Titel {clause}", "include": include, "because": f"want {clause}", "plugin": "p",
        "presence": Presence.CONDITIONAL, "version": DAY, "origin": "p", "looked_at": (), "omitted": None, "sources": (),
    }  # fmt: skip
    return Decision(**(base | changes))


def filled(
    name: str,
    slot: str,
    *blocks: Any,
    order: int = 0,
    terms: tuple[Term, ...] = (),
    variables: Mapping[str, Variable] | None = None,
) -> FilledClause:
    version = ClauseVersion(name, DAY, "1. Tekst.", "c", (), variables or {}, terms, f"{name}.md", 1)
    clause = Clause(name, name, "p", slot, order, Presence.ALWAYS, None, None, "u", (version,))
    settled: Any = SimpleNamespace(clause=clause, decision=decided(name), values={}, version=version, alternative=None)
    return FilledClause(settled, version, Filled(tuple(blocks), ()))


def numbers(*clauses: FilledClause, prefix: str = "") -> list[tuple[str, str, list[str]]]:
    layout = number(placed(SLOTS, clauses), prefix)
    return [
        (part.slot, part.number, [one.number for leden in part.clauses.values() for one in leden]) for part in layout
    ]


def test_parts_are_numbered_in_the_order_of_the_document() -> None:
    clauses = [
        filled("p.x", "x", lid("a"), lid("b")), filled("p.y", "y", lid("a")), filled("p.s", "slot", lid("a")),
        filled("p.a", "a", lid("a"), Table((), (), ()), lid("tussen", numbered=False), lid("b")), filled("p.a2", "a", lid("c")),
        filled("p.b", "b", lid("a")), filled("p.v", "vooraf", lid("a"), lid("b")),
    ]  # fmt: skip
    assert numbers(*clauses) == [
        ("vooraf", "", ["1.", "2."]), ("a", "1", ["1.1", "1.2", "1.3"]), ("b", "2", ["2.1"]), ("slot", "", ["1."]),
        ("x", "A", ["A.1", "A.2"]), ("y", "B", ["B.1"]),
    ]  # fmt: skip
    assert numbers(filled("p.b", "b", lid("a")), prefix="A") == [("b", "A1", ["A1.1"])]
    layout = number(placed(SLOTS, [filled("p.a", "a", lid("x", "een"), lid("y")), filled("p.a2", "a", lid("z"))]))
    assert {clause: [(one.mark, one.name) for one in leden] for clause, leden in layout[0].clauses.items()} == {
        "p.a": [("p.a#1", "een"), ("p.a#2", "")], "p.a2": [("p.a2#1", "")],
    }  # fmt: skip


def test_onderdelen_are_numbered_by_their_depth() -> None:
    deep = Onderdeel("", words("diep"), (Onderdeel("", words("dieper")),))
    found = with_number(
        lid("x", "", Onderdeel("", words("een"), (deep, Onderdeel("", words("ook")))), Onderdeel("", words("twee"))),
        None,
    )
    assert isinstance(found, Lid)
    assert [part.number for part in found.parts] == ["a.", "b."]
    assert [part.number for part in found.parts[0].parts] == ["1°", "2°"]
    assert [part.number for part in found.parts[0].parts[0].parts] == ["1°"]
    assert found.number == ""
    table = Table((), (), ())
    assert with_number(table, None) is table


def test_clauses_stand_in_the_order_of_slots_and_then_of_their_own() -> None:
    given = [filled("p.c", "b"), filled("p.b", "a", order=2), filled("p.d", "a", order=1), filled("p.a", "a", order=2)]
    ordered = in_document_order(SLOTS, [item.settled for item in given])
    assert [item.clause.id for item in ordered] == ["p.d", "p.a", "p.b", "p.c"]


def printed(
    text: tuple[Inline, ...], *others: FilledClause, style: str = "punt", elsewhere: Elsewhere | None = None
) -> str:
    """Return what a lid in the second article prints, beside `others`."""
    clauses = [filled("p.hier", "b", lid(text)), *others]
    slots = placed(SLOTS, clauses)
    parts = refer(number(slots), slots, style, elsewhere or Elsewhere())
    (block,) = next(one for part in parts.articles for one in part.clauses if one.id == "p.hier").blocks
    assert isinstance(block, Lid)
    return "".join(inline.text for inline in block.text)


ALONE = filled("p.een", "a", lid("a", "eerste"), lid("b", "tweede"), lid("c"))
SHARING = (filled("p.een", "a", lid("a", "eerste"), lid("b")), filled("p.twee", "a", lid("c"), lid("d", "laatste")))
ANNEXED = (filled("p.bij", "x", lid("a", "eerste"), lid("b")), filled("p.bij2", "x", lid("c")))


@pytest.mark.parametrize(
    ("reference", "others", "punt", "aanwijzingen"),
    [
        (Reference("", "p.een"), (ALONE,), "artikel 1", "artikel 1"),
        (Reference("", "p.een", "tweede"), (ALONE,), "artikel 1.2", "artikel 1, tweede lid,"),
        (Reference("", "p.een"), SHARING, "artikel 1.1 tot en met 1.2", "artikel 1, eerste tot en met tweede lid,"),
        (Reference("", "p.twee"), SHARING, "artikel 1.3 tot en met 1.4", "artikel 1, derde tot en met vierde lid,"),
        (Reference("", "p.twee", "laatste"), SHARING, "artikel 1.4", "artikel 1, vierde lid,"),
        (Reference("", "p.bij"), ANNEXED, "bijlage A", "bijlage A"),
        (Reference("", "p.bij", "eerste"), ANNEXED, "bijlage A.1", "bijlage A.1"),
        (Reference("", "p.v"), (filled("p.v", "vooraf", lid("a")),), "het onderdeel Vooraf", "het onderdeel Vooraf"),
        (Reference("", "p.weg", None, "elders"), (), "elders", "elders"),
        (Reference("", "p.een", "weg", "elders"), (ALONE,), "elders", "elders"),
        (Reference("", "p.kaal"), (filled("p.kaal", "a", Table((), (), ())), filled("p.een", "a", lid("a"))), "artikel 1", "artikel 1"),
        (Reference("", "p.een"), (SHARING[0], filled("eigen.x", "a", lid("z"))), "artikel 1", "artikel 1"),
    ],
)  # fmt: skip
def test_reference_prints_the_number_of_what_it_points_at(
    reference: Reference, others: tuple[FilledClause, ...], punt: str, aanwijzingen: str
) -> None:
    assert printed((Words("zie "), reference, Words(" nu")), *others) == f"zie {punt} nu"
    assert printed((Words("zie "), reference, Words(" nu")), *others, style="aanwijzingen") == f"zie {aanwijzingen} nu"
    assert printed((reference, Words(".")), *others, style="aanwijzingen") == f"{aanwijzingen.removesuffix(',')}."
    assert printed((reference,), *others, style="aanwijzingen") == aanwijzingen.removesuffix(",")


@pytest.mark.parametrize(
    ("reference", "others", "told"),
    [
        (Reference("", "p.weg"), (), "Clausule p.hier verwijst naar p.weg, die niet in dit contract staat."),
        (Reference("", "p.een", "weg"), (ALONE,), "Clausule p.hier verwijst naar lid 'weg' van p.een, dat er niet staat."),
    ],
)  # fmt: skip
def test_reference_to_what_is_not_there_is_refused(
    reference: Reference, others: tuple[FilledClause, ...], told: str
) -> None:
    with pytest.raises(ClauseError) as caught:
        printed((reference,), *others)
    assert caught.value.message.nl == told


def test_reference_may_lead_outside_the_contract() -> None:
    elsewhere = Elsewhere({("p.een", "eerste"): "artikel A1.1 van het Algemeen deel"}, {"p.een": "artikel A2"})
    assert (
        printed((Reference("", "p.een", "eerste"),), ALONE, elsewhere=elsewhere) == "artikel A1.1 van het Algemeen deel"
    )
    assert printed((Reference("", "p.een"),), ALONE, elsewhere=elsewhere) == "artikel 1 en artikel A2"
    assert printed((Reference("", "p.een", "tweede"),), ALONE, elsewhere=elsewhere) == "artikel 1.2"


def test_references_are_resolved_wherever_they_stand() -> None:
    one = Reference("", "p.een")
    here = filled(
        "p.hier", "b", Table(("a",), ("left",), (((one,), words("x")),)), Definitions((("Term", (one,)),)),
        lid("x", "", Onderdeel("", words("a"), (Onderdeel("", (one,)),))),
    )  # fmt: skip
    slots = placed(SLOTS, [ALONE, here])
    article = refer(number(slots), slots, "punt").articles[1]
    table, defined, block = article.clauses[0].blocks
    assert isinstance(table, Table)
    assert isinstance(defined, Definitions)
    assert isinstance(block, Lid)
    assert table.rows[0][0][0].text == defined.items[0][1][0].text == "artikel 1"
    assert block.parts[0].parts[0].text[0].text == "artikel 1"
    assert (block.number, block.parts[0].number) == ("2.1", "a.")


TERMS = (
    Term("Prijs", "wat zij vraagt", ("Prijzen",)),
    Term("Prijs per stuk", "de Prijs van een"),
    Term("École", "een Dag"),
    Term("Dag", "een etmaal"),
)


def test_terms_are_known_by_their_forms_as_whole_words() -> None:
    terms = defined_by([ClauseVersion("p.a", DAY, "", "", (), {}, TERMS, "a.md", 1)])
    for text, used in (
        ("De Prijs.", {"Prijs"}), ("De Prijzen,", {"Prijs"}), ("Prijsvraag", set()), ("De prijs", set()),
        ("een Prijs per stuk", {"Prijs", "Prijs per stuk"}), ("een Prijs per stuks", {"Prijs"}), ("de École en Dag", {"École", "Dag"}),
        ("", set()),
    ):  # fmt: skip
        assert used_in(text, terms) == used
    rows = definitions(frozenset({"École", "Prijs per stuk"}), terms, ClauseTexts({}))
    assert [row["begrip"] for row in rows] == ["Dag", "École", "Prijs", "Prijs per stuk"]
    assert [[one.text for one in row["betekenis"]] for row in rows][:2] == [["een etmaal."], ["een Dag."]]  # type: ignore[attr-defined]
    assert definitions(frozenset(), terms, ClauseTexts({})) == []
    assert sorted(["Zee", "école", "Eend", "aap"], key=alphabetical) == ["aap", "école", "Eend", "Zee"]


def test_term_that_two_texts_define_is_refused_with_both_files() -> None:
    versions = [ClauseVersion(f"p.{name}", DAY, "", "", (), {}, TERMS[:1], f"{name}.md", 1) for name in "ab"]
    with pytest.raises(ClauseError) as caught:
        defined_by(versions)
    assert caught.value.message.nl == "Het begrip 'Prijs' staat in a.md en in b.md."
    assert defined_by(versions[:1]) == Defined({"Prijs": (TERMS[0], "a.md")})


def test_words_of_a_text_are_those_that_the_clause_says_itself() -> None:
    blocks = [
        lid((Words("De "), Value("Prijs", "x"), Words("is"))), lid((Value("Dag", "x"),)), lid((Words("Los"),)),
        Table(("Kop",), ("left",), ((words("cel"), (Value("Dag", "x"),)),)), Definitions((("Term", words("omschreven")),)),
        lid((Placeholder("Open", "x"),)),
    ]  # fmt: skip
    assert words_of(blocks).split() == ["De", "is", "Los", "Kop", "cel", "omschreven"]
    assert "De  is" in words_of(blocks)


@pytest.mark.parametrize(
    ("field", "path"),
    [("a", ("a",)), ("a.b", ("a", "b")), ("a[1].b", ("a", 0, "b")), ("a[12]", ("a", 11)), ("a[2].b[3].c", ("a", 1, "b", 2, "c"))],
)  # fmt: skip
def test_path_counts_from_nought(field: str, path: tuple[str | int, ...]) -> None:
    assert path_of(field) == path


def test_open_points_are_told_once_in_the_order_of_print() -> None:
    one, other, again = OpenPoint("a"), OpenPoint("b"), OpenPoint("a", title="x")
    assert [point.field for point in unique([one, other, again])] == ["a", "b"]
    assert unique([]) == []


def test_figures_are_cited_from_the_value_of_the_day() -> None:
    source = Source("Wet", "1", None)
    value = ParameterValue(DAY, date(2023, 12, 31), "3", "s", source)
    parameters = Parameters({"p.a": Parameter("p.a", "A", "euro", (value,))})
    variables = {"a": Variable("a", "euro", parameter="p.a"), "b": Variable("b", "euro", key="x.y")}
    version = ClauseVersion("p.een", DAY, "", "", (), variables, (), "a.md", 1)
    assert figure_sources([version], parameters, date(2023, 12, 31)) == (("p.een", source),)
    assert figure_sources([version], parameters, date(2024, 1, 1)) == ()


def test_group_is_known_by_the_first_value_that_stands_in_it() -> None:
    class Plan(Terms):
        moves: tuple[str, ...] = field("verplaatsingen", "Wat verhuist.", by=BOTH, default=())
        since: date | None = field("sinds", "Sinds wanneer.", by=BOTH, default=None)
        name: str | OpenPoint | None = field("naam", "Hoe het heet.", by=BOTH, default=None)

    assert shown(Plan(sinds=date(2027, 3, 1), naam="x"), None) == "sinds 1 maart 2027"
    assert shown(Plan(verplaatsingen=("a",)), None) == "verplaatsingen a"
    assert shown(Plan(), None) == "verplaatsingen geen"
    assert shown(Plan(naam=OpenPoint("plan.naam")), None) == "nog open"
    assert shown(Plan(naam=OpenPoint("plan.naam"), verplaatsingen=("a",)), None) == "verplaatsingen a"


@pytest.mark.parametrize(
    ("value", "words_"),
    [
        (None, "geen"), ((), "geen"), (OpenPoint("x"), "nog open"), (True, "ja"), (False, "nee"), (Decimal("1.50"), "1,5"),
        (date(2027, 3, 1), "1 maart 2027"), (("a", "b"), "a en b"), ("x", "x"), (3, "3"), ((1, 2, 3, 4, 5), "1, 2, 3, 4 en nog 1"),
    ],
)  # fmt: skip
def test_value_is_shown_in_dutch(value: object, words_: str) -> None:
    assert shown(value, None) == words_


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("2027-03-01", "datum", date(2027, 3, 1)), ("5", "dagen", 5), ("5", "weken", 5), ("5", "maanden", 5), ("2027", "jaar", 2027),
        ("5", "tekst", "5"), ("5.50", "euro", Decimal("5.50")), (Decimal(5), "tekst", "5"), (Decimal(5), "dagen", 5),
    ],
)  # fmt: skip
def test_figure_is_read_by_the_type_of_its_variable(text: Any, kind: str, value: object) -> None:
    found = _read(text, kind)
    assert (found, type(found)) == (value, type(value))
    assert _plain("x", Variable("a", "tekst")) == "x"


ASKED = Commitment(
    "a-1",
    "1 Prijs",
    "x",
    Source("Akkoord", "§ 1", None),
    (Link("p.een", "vast"), Link("p.twee")),
    ("p.ook",),
    None,
    2024,
    "p",
    "p.steun",
    2026,
)


def asked(**changes: Any) -> Commitment:
    return replace(ASKED, **changes)


PASSAGES = (Source("Vervolg", "§ 5", None), Source("Vervolg", "§ 6", None), Source("Ander", "§ 7", None))


@pytest.mark.parametrize(
    ("commitment", "years", "why"),
    [
        (asked(), (2024,), ""), (asked(), (2026,), ""), (asked(), (2026, 2027), ""), (asked(), (2027,), "gold tot en met 2026"),
        (asked(since=None, until=None), (1999,), ""),
        (asked(sectors=("msz",)), (2024,), "gaat alleen over msz"), (asked(sectors=("ggz", "fysio")), (2024,), ""),
        (asked(sectors=("ggz", "msz")), (2024,), "gaat alleen over ggz en msz"),
        (asked(after=After(State.LAPSED, PASSAGES, 2026)), (2027,), "vervallen na 2026: Vervolg, § 5 en § 6 en Ander, § 7"),
        (asked(after=After(State.CONTINUED, PASSAGES, 2028)), (2028,), ""),
        (asked(after=After(State.CONTINUED, PASSAGES, 2028)), (2029,), "gold tot en met 2028"),
        (asked(after=After(State.UNCERTAIN, PASSAGES[1:], 2028)), (2029,), "gold tot en met 2028"),
    ],
)  # fmt: skip
def test_commitment_asks_nothing_outside_its_sectors_and_years(
    commitment: Commitment, years: Sequence[int], why: str
) -> None:
    assert not_asked(commitment, "fysio", years) == why


def test_what_became_of_a_commitment_is_told_with_its_passages() -> None:
    assert standing(asked()) == ""
    assert (
        standing(asked(after=After(State.UNCERTAIN, PASSAGES[1:], 2028)))
        == "onzeker na 2026: Vervolg, § 6, tegen Ander, § 7"
    )
    assert place(PASSAGES[0]) == "Vervolg, § 5"


@pytest.mark.parametrize(
    ("since", "years", "has_begun"), [(None, (2020,), True), (2025, (2024, 2025), True), (2025, (2024,), False)]
)
def test_commitment_of_a_later_year_is_left_out(since: int | None, years: Sequence[int], has_begun: bool) -> None:
    assert bool(begun([asked(since=since)], years)) is has_begun


def deviation(lid_: str, what: Any = "vervangen") -> Deviation:
    return Deviation("p.een", lid_, what, ("Anders.",), "daarom", None, None)


CHOSEN = ChosenPosition("p.een", "soepel", "Soepel", "omdat", None, "x", ("vast",))
OPTIONAL = {"presence": Presence.OPTIONAL}


@pytest.mark.parametrize(
    ("decisions", "prints", "status", "because", "links"),
    [
        ([decided("p.een")], True, Status.ANSWERED, "", ["p.een"]),
        ([decided("p.een"), decided("p.twee")], True, Status.ANSWERED, "", ["p.een", "p.twee"]),
        ([decided("p.een", False), decided("p.twee")], True, Status.ANSWERED, "", ["p.twee"]),
        ([decided("p.een"), decided("p.ook")], True, Status.ANSWERED, "", ["p.een", "p.ook"]),
        ([decided("p.een"), decided("p.ook", False)], True, Status.ANSWERED, "", ["p.een"]),
        ([decided("p.een")], False, Status.MISSING, "Titel p.een: deze vorm van de tekst heeft geen lid hierover", []),
        ([], True, Status.MISSING, "voor deze zorgsoort is er nog geen clausule", []),
        ([decided("p.een", False, ground=Ground.SECTOR)], True, Status.MISSING, "voor deze zorgsoort is er nog geen clausule", []),
        ([decided("p.een", False)], True, Status.NOT_APPLICABLE, "want p.een", []),
        ([decided("p.een", False), decided("p.twee", False)], True, Status.NOT_APPLICABLE, "want p.een; want p.twee", []),
        ([decided("p.een", False, because="x"), decided("p.twee", False, because="x")], True, Status.NOT_APPLICABLE, "x", []),
        ([decided("p.een", False, **OPTIONAL)], True, Status.MISSING, "want p.een", []),
        ([decided("p.een", False, looked_at=(LookedAt("a", "A", "nog open", True),))], True, Status.MISSING, "want p.een", []),
        ([decided("p.een", False, looked_at=(LookedAt("a", "A", "x", False),))], True, Status.NOT_APPLICABLE, "want p.een", []),
        ([decided("p.een", False, omitted="liever niet", ground=Ground.OMISSION)], True, Status.LEFT_OUT, "Titel p.een: liever niet", []),
        ([decided("p.steun", False)], True, Status.NOT_APPLICABLE, "want p.steun", []),
        ([decided("p.steun", False, **OPTIONAL)], True, Status.MISSING, "voor deze zorgsoort is er nog geen clausule", []),
        ([decided("p.steun", False, ground=Ground.SECTOR)], True, Status.MISSING, "voor deze zorgsoort is er nog geen clausule", []),
        ([decided("p.steun"), decided("p.een", False)], True, Status.NOT_APPLICABLE, "want p.een", []),
        ([decided("p.steun", False), decided("p.een")], True, Status.ANSWERED, "", ["p.een"]),
        ([decided("p.een", deviations=(deviation("vast"),))], True, Status.LEFT_OUT, "Titel p.een: lid 'vast' vervangen: daarom", []),
        ([decided("p.een", deviations=(deviation("vast", "toevoegen"),))], True, Status.ANSWERED, "", ["p.een"]),
        ([decided("p.een", deviations=(deviation("ander"),))], True, Status.ANSWERED, "", ["p.een"]),
        ([decided("p.twee", deviations=(deviation("ander"),))], True, Status.LEFT_OUT, "Titel p.twee: lid 'ander' vervangen: daarom", []),
        ([decided("p.een", position=CHOSEN)], True, Status.LEFT_OUT, "Titel p.een: positie 'soepel': omdat", []),
        ([decided("p.twee", position=CHOSEN)], True, Status.ANSWERED, "", ["p.twee"]),
    ],
)  # fmt: skip
def test_commitment_is_answered_by_what_is_in_the_contract(
    decisions: list[Decision], prints: bool, status: Status, because: str, links: list[str]
) -> None:
    (found,) = answers([asked()], decisions, "fysio", (2024, 2025), 2024, lambda link: prints)
    assert (found.status, found.because, [link.clause for link in found.links]) == (status, because, links)
    assert found.years == (2024, 2025)


@pytest.mark.parametrize(
    ("decisions", "texts", "status"),
    [
        ([], 2023, Status.ADDENDUM), ([], 2024, Status.MISSING), ([decided("p.een", False, version=None)], 2023, Status.ADDENDUM),
        ([decided("p.een", False)], 2023, Status.NOT_APPLICABLE), ([decided("p.een")], 2023, Status.ANSWERED),
        ([decided("p.een", False, version=None), decided("p.twee", False)], 2023, Status.NOT_APPLICABLE),
    ],
)  # fmt: skip
def test_commitment_newer_than_the_texts_needs_an_addendum(
    decisions: list[Decision], texts: int, status: Status
) -> None:
    (found,) = answers([asked()], decisions, "fysio", (2024,), texts, lambda link: True)
    assert found.status is status
    if status is Status.ADDENDUM:
        assert found.because == "nieuw sinds 2024: regel per addendum"


def test_answers_are_counted_by_chapter_in_their_order() -> None:
    other = asked(id="a-2", chapter="0 Vooraf", sectors=("msz",))
    found = answers([asked(), other, asked(id="a-3")], [decided("p.een")], "fysio", (2024,), 2024, lambda link: True)
    assert {chapter: dict(count) for chapter, count in totals(found).items()} == {
        "1 Prijs": {Status.ANSWERED: 2}, "0 Vooraf": {Status.NOT_APPLICABLE: 1},
    }  # fmt: skip
    assert list(totals(found)) == ["1 Prijs", "0 Vooraf"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("zie artikel 5", ["artikel 5"]), ("Artikelen 5.2a en", ["Artikelen 5.2a"]), ("art. 3:1", ["art. 3:1"]), ("lid 2", ["lid 2"]),
        ("onderdeel 3 en leden 4", ["onderdeel 3", "leden 4"]), ("bijlage B en bijlagen 2", ["bijlage B", "bijlagen 2"]),
        ("artikel 13 Zvw", []), ("artikel 13 van de Zorgverzekeringswet", []), ("artikel 13 van de Overeenkomst", ["artikel 13"]),
        ("bijlage b", []), ("een artikel", []), ("partikel 5", []), ("artikel 5 of zo", ["artikel 5"]),
    ],
)  # fmt: skip
def test_words_that_point_at_a_number_of_the_contract_are_known(text: str, found: list[str]) -> None:
    assert [match[0] for match in REFERENCE.finditer(text)] == found


def test_own_slots_stand_behind_the_last_article_and_the_last_annex() -> None:
    own = OwnWords((Slot("eigen-a", "A", Place.ARTICLE, "i"), Slot("eigen-x", "X", Place.ANNEX, "i")))
    assert [slot.id for slot in with_own_slots(SLOTS, own)] == [
        "vooraf",
        "a",
        "b",
        "eigen-a",
        "slot",
        "x",
        "y",
        "eigen-x",
    ]
    assert [slot.id for slot in with_own_slots(SLOTS[:1], own)] == ["vooraf", "eigen-a", "eigen-x"]
    assert with_own_slots(SLOTS, OwnWords()) == SLOTS


def test_own_clauses_stand_behind_the_one_they_follow_or_at_the_end() -> None:
    def named(name: str) -> Any:
        return SimpleNamespace(clause=SimpleNamespace(id=name))

    own = OwnWords((), (named("e1"), named("e2"), named("e3")), ("p.a", None, "p.a"))
    placed_ = with_own_clauses([named("p.a"), named("p.b")], own)
    assert [item.clause.id for item in placed_] == ["p.a", "e1", "e3", "p.b", "e2"]


def typed(*texts: str, follows: Sequence[str | None] = ()) -> Any:
    provisions = [SimpleNamespace(lines=tuple(text.split("\n")), follows=None) for text in texts]
    provisions += [SimpleNamespace(lines=("x",), follows=follow) for follow in follows]
    changed = [SimpleNamespace(lines=("Zie lid 3.",))]
    return SimpleNamespace(provisions=provisions, deviations=changed, own_annexes=())


def test_doubtful_words_are_told_with_their_line() -> None:
    settled: Any = [
        SimpleNamespace(decision=decided("p.a"), version=ClauseVersion("p.a", DAY, "", "", (), {}, TERMS, "a.md", 1)),
        SimpleNamespace(decision=decided("p.b", False), version=ClauseVersion("p.b", DAY, "", "", (), {}, (Term("Weg", "x"),), "b.md", 1)),
        SimpleNamespace(decision=decided("p.c"), version=None),
    ]  # fmt: skip
    found = list(
        doubtful_words(
            typed("Niets.\nZie artikel 5 en de prijzen.", "De PRIJS PER STUK, de Prijs en het weg."), settled
        )
    )
    assert [(one.path, one.message.nl) for one in found] == [
        (("bijzondere_bepalingen", 0, "tekst"), "Regel 2 noemt 'artikel 5'; dat nummer blijft staan als de nummers van het contract veranderen."),
        (("bijzondere_bepalingen", 0, "tekst"), "Regel 2 schrijft 'prijzen'; het contract omschrijft het begrip 'Prijs'."),
        (("bijzondere_bepalingen", 1, "tekst"), "Regel 1 schrijft 'PRIJS PER STUK'; het contract omschrijft het begrip 'Prijs per stuk'."),
        (("afwijkingen", 0, "tekst"), "Regel 1 noemt 'lid 3'; dat nummer blijft staan als de nummers van het contract veranderen."),
    ]  # fmt: skip
    assert list(doubtful_words(SimpleNamespace(provisions=(), deviations=()), settled)) == []  # type: ignore[arg-type]
    assert [one.code for one in doubtful_words(typed("de prijs"), [])] == ["bijzondere-bepalingen.verwijzing"]


def test_provision_behind_a_clause_that_is_out_is_refused_with_the_reason() -> None:
    settled: Any = [
        SimpleNamespace(clause=SimpleNamespace(id=name), decision=decided(name, name == "p.a"))
        for name in ("p.a", "p.b")
    ]
    found = list(absent_places(typed("x", follows=("p.a", "p.b")), settled))
    assert [(one.path, one.message.nl) for one in found] == [
        (("bijzondere_bepalingen", 2, "plaats"), "Clausule 'p.b', waarachter deze bepaling hoort, staat niet in dit contract: want p.b."),
    ]  # fmt: skip


def test_request_without_own_words_has_none() -> None:
    nothing: Any = SimpleNamespace(provisions=(), own_annexes=())
    assert own_words(nothing, plugins().library) == OwnWords()


def test_position_takes_the_place_of_the_first_of_its_leden() -> None:
    one, two, three, table = lid("een", "a"), lid("twee", "b"), lid("drie", "c"), Table((), (), ())
    standard, other = (
        Filled((one, table, two, three), (OpenPoint("x"),)),
        Filled((lid("nieuw"), lid("ook")), (OpenPoint("y"),)),
    )
    taken = take_position(standard, other, ("a", "c"))
    assert taken is not None
    assert taken.blocks == (*other.blocks, table, two)
    assert take_position(standard, other, ("weg",)) is None
    assert taken.open_points == ()
    open_one = lid((Placeholder("[y]", "y"),))
    found = take_position(standard, Filled((open_one,), (OpenPoint("y"),)), ("b",))
    assert found is not None
    assert found.blocks == (one, table, open_one, three)
    assert [point.field for point in found.open_points] == ["y"]


@pytest.mark.parametrize(
    ("what", "texts", "names"),
    [("vervangen", ["X", "Y"], ["a", ""]), ("vervallen", [], []), ("toevoegen", ["oud", "X", "Y"], ["a", "", ""])],
)
def test_lid_is_replaced_dropped_or_added_to(what: Any, texts: list[str], names: list[str]) -> None:
    lines = () if what == "vervallen" else ("X", "Y")
    change = Deviation("p.een", "a", what, lines, "r", None, None)
    found = _otherwise(lid("oud", "a"), change)
    assert [block.text[0].text for block in found if isinstance(block, Lid)] == texts
    assert [block.name for block in found if isinstance(block, Lid)] == names
    other = lid("oud", "b")
    assert _otherwise(other, change) == (other,)
    unnumbered = _otherwise(lid("oud", "a", numbered=False), change)
    assert [block.number for block in unnumbered if isinstance(block, Lid) and block.text[0].text != "oud"] == (
        ["1."] * len(lines)
    )


@pytest.mark.parametrize(
    ("by", "on", "said"),
    [
        (None, None, "nog niet overeengekomen"), ("A", None, "nog niet overeengekomen"), (None, DAY, "nog niet overeengekomen"),
        ("A", DAY, "akkoord van A op 1 januari 2023"),
    ],
)  # fmt: skip
def test_deviation_is_said_with_who_agreed(by: str | None, on: date | None, said: str) -> None:
    assert _said(Deviation("p", "a", "toevoegen", ("x",), "want", by, on)) == f"lid 'a' aangevuld, {said}: want"


VALUED = {"eigen": Variable("eigen", "tekst", key="zorgaanbieder.naam"), "cijfer": Variable("cijfer", "euro", parameter="p.x"),
          "vast": Variable("vast", "tekst", key="fysio.melding"), "regel": Variable("regel", "tekst")}  # fmt: skip


@pytest.mark.parametrize(
    ("block", "is_general"),
    [
        (lid("gewoon"), True), (lid((Value("x", "cijfer"),)), True), (lid((Value("x", "vast"),)), True), (lid((Value("x", "eigen"),)), False),
        (lid((Value("x", "regel"),)), False), (lid((Value("x", "weg"),)), False), (lid((Placeholder("[x]", "vast"),)), False),
        (lid("a", "", Onderdeel("", (Value("x", "eigen"),))), False), (lid((Reference("", "p.een"),)), True), (lid((Reference("", "p.ander"),)), True),
        (lid((Reference("", "p.ander", "los"),)), False), (lid((Reference("", "p.weg"),)), False), (lid((Reference("", "p.weg", None, "elders"),)), True),
    ],
)  # fmt: skip
def test_lid_of_a_general_part_holds_nothing_of_one_contract(block: Any, is_general: bool) -> None:
    ander = filled("p.ander", "b", lid((Value("x", "eigen"),), "los"), variables=VALUED)
    clauses = [filled("p.een", "a", lid("blijft"), block, variables=VALUED), ander, filled("p.bij", "x", lid("a"))]
    found = general_clauses(clauses, SLOTS, lambda key: key == "fysio.melding")
    assert [item.version.clause for item in found] == ["p.een"]
    assert found[0].filled.blocks == ((lid("blijft"), block) if is_general else (lid("blijft"),))


def test_lid_with_a_table_is_left_to_the_contract_and_definitions_are_taken_as_far_as_they_hold() -> None:
    given = [
        lid("a"),
        Table((), (), ()),
        lid("b"),
        Definitions((("X", words("x")), ("Y", (Value("y", "eigen"),)), ("Z", (Reference("", "p.weg"),)))),
    ]
    assert [[type(block).__name__ for block in group] for group in groups_of(Filled(tuple(given), ()))] == [
        ["Lid", "Table"], ["Lid", "Definitions"],
    ]  # fmt: skip
    assert list(groups_of(Filled((), ()))) == []
    (found,) = general_clauses([filled("p.een", "a", *given, variables=VALUED)], SLOTS, lambda key: False)
    assert found.filled.blocks == (lid("b"), Definitions((("X", words("x")),)))


def test_reference_to_a_lid_that_falls_out_takes_its_own_lid_out_too() -> None:
    chain = [
        lid((Reference("", "p.een", "b"),), "a"), lid((Reference("", "p.een", "c"),), "b"), lid((Value("x", "eigen"),), "c"), lid("d", "d"),
    ]  # fmt: skip
    (found,) = general_clauses([filled("p.een", "a", *chain, variables=VALUED)], SLOTS, lambda key: False)
    assert found.filled.blocks == (chain[3],)


def test_clause_with_an_article_or_annex_to_itself_is_spoken_of_by_its_heading() -> None:
    clauses = [filled("p.a", "a"), filled("p.b", "b"), filled("p.b2", "b"), filled("p.x", "x"), filled("p.v", "vooraf")]
    assert outside(clauses, SLOTS) == {
        ("p.a", None): "het artikel ‘Eerste’ van de Overeenkomst", ("p.x", None): "de bijlage ‘Bijlage een’ van de Overeenkomst",
    }  # fmt: skip


def test_lid_is_compared_by_all_that_it_prints() -> None:
    block = lid("een ", "", Onderdeel("a.", words("twee"), (Onderdeel("1°", words("drie")),)))
    assert lines_of(block) == ("een ", "a. twee", "1° drie")


GENERAL_CLAUSES = [
    filled("p.een", "a", lid("Een.", "een"), lid((Words("Zie "), Reference("", "p.twee")),), lid("Drie.", "drie")),
    filled("p.twee", "b", lid("Begrippen:"), Definitions((("X", words("een x.")), ("Y", words("een y."))))),
]  # fmt: skip
EDITION = published(
    general_articles(GENERAL_CLAUSES, GENERAL_CLAUSES, SLOTS, "punt"), "U-1", DAY, "Algemeen deel", "fysio"
)


def test_edition_knows_its_leden_and_terms() -> None:
    assert EDITION.leden["p.een"] == (
        GeneralLid("A1.1", "een", ("Een.",)), GeneralLid("A1.2", "", ("Zie het artikel ‘Tweede’ van de Overeenkomst",)), GeneralLid("A1.3", "drie", ("Drie.",)),
    )  # fmt: skip
    assert EDITION.terms == {"X": "een x.", "Y": "een y."}
    assert [(article.number, article.slot, article.heading) for article in EDITION.articles] == [
        ("A1", "a", "Eerste"),
        ("A2", "b", "Tweede"),
    ]


@pytest.mark.parametrize(
    ("blocks", "stays", "void", "gone", "instead"),
    [
        (GENERAL_CLAUSES[0].filled.blocks, None, (), 0, {("p.een", "een"): "artikel A1.1 van het Algemeen deel", ("p.een", None): "artikel A1 van het Algemeen deel"}),
        ((lid("Anders.", "een"), *GENERAL_CLAUSES[0].filled.blocks[1:]), (lid("Anders.", "een"),), ("A1.1",), 1, {("p.een", "drie"): "artikel A1.3 van het Algemeen deel"}),
        ((*GENERAL_CLAUSES[0].filled.blocks[:1], lid("Nieuw.")), (lid("Nieuw."),), ("A1.2 tot en met A1.3",), 2, {("p.een", "een"): "artikel A1.1 van het Algemeen deel"}),
        ((lid("Heel anders."),), (lid("Heel anders."),), ("A1.1 tot en met A1.3",), 3, {}),
        ((), (), ("A1.1 tot en met A1.3",), 3, {}),
    ],
)  # fmt: skip
def test_contract_beside_an_edition_keeps_what_that_does_not_say(
    blocks: Any, stays: Any, void: tuple[str, ...], gone: int, instead: Mapping[tuple[str, str | None], str]
) -> None:
    found = beside(
        [filled("p.een", "a", *blocks), GENERAL_CLAUSES[1], filled("p.los", "x", lid("Los."))], EDITION, SLOTS, "punt"
    )
    kept = {item.version.clause: item.filled.blocks for item in found.clauses}
    assert kept.get("p.een") == (stays or None)
    assert kept["p.los"] == (lid("Los."),)
    assert "p.twee" not in kept
    assert found.void == void
    assert instead.items() <= dict(found.elsewhere.instead).items()
    assert [one.message.nl for one in found.findings] == [
        f"Van 'Algemeen deel' gelden in dit contract {gone} van de 4 leden niet: de teksten van dit contract zijn anders."
    ] * bool(gone)


def test_definitions_that_an_edition_lacks_stay_with_their_lid() -> None:
    more = filled(
        "p.twee",
        "b",
        lid("Begrippen:"),
        Definitions((("X", words("een x.")), ("Y", words("iets anders.")), ("Z", words("z.")))),
    )
    found = beside([GENERAL_CLAUSES[0], more], EDITION, SLOTS, "punt")
    (kept,) = found.clauses
    assert kept.filled.blocks == (lid("Begrippen:"), Definitions((("Y", words("iets anders.")), ("Z", words("z.")))))
    assert found.elsewhere.besides == {"p.twee": "artikel A2 van het Algemeen deel"}


def test_edition_is_taken_over_by_an_article_before_all_others() -> None:
    part = beside(GENERAL_CLAUSES, EDITION, SLOTS, "punt")
    settled = incorporated(part)
    assert settled.values == {"titel": "Algemeen deel", "dag": DAY, "sha256": "", "uitgave": "U-1"}
    slots = with_incorporation(SLOTS, settled.clause)
    assert [slot.id for slot in slots][:3] == ["vooraf", settled.clause.slot, "a"]
    assert [slot.id for slot in with_incorporation(SLOTS[:1], settled.clause)][-1] == settled.clause.slot
    assert _runs(EDITION.leden["p.een"][:2], EDITION.leden["p.een"]) == ["A1.1 tot en met A1.2"]


def test_contract_lists_each_source_once_in_order() -> None:
    contract = contract_of(fysio())
    keys = [(one.document, one.section) for one in contract.sources]
    assert keys == sorted(set(keys))


@pytest.mark.parametrize(("gone", "is_told"), [(0, False), (2, False), (3, True), (20, True)])
def test_edition_is_doubted_when_more_than_a_tenth_of_it_does_not_hold(gone: int, is_told: bool) -> None:
    leden = tuple(GeneralLid(f"A1.{number}", "", (f"Lid {number}.",)) for number in range(1, 21))
    general = replace(EDITION, articles=(replace(EDITION.articles[0], clauses={"p.een": leden}),))
    found = _outcome(general, (_Shared("p.een", leden[gone:], leden[:gone]),), frozenset())
    assert [finding.message.nl for finding in found.findings] == [
        f"Van 'Algemeen deel' gelden in dit contract {gone} van de 20 leden niet: de teksten van dit contract zijn anders."
    ] * is_told


def test_heading_names_only_what_stands_under_it() -> None:
    slot = Slot("a", "Eerste en tweede", Place.ARTICLE, "p", without=((("p.twee",), "Eerste"),))
    both = (filled("p.een", "a", lid("Een.")), filled("p.twee", "a", lid("Twee.")))
    assert [one.slot.heading for one in placed((slot,), both)] == ["Eerste en tweede"]
    assert [one.slot.heading for one in placed((slot,), both[:1])] == ["Eerste"]


@pytest.mark.parametrize(
    ("withdrawn", "because"),
    [
        (None, "geen plugin neemt haar op"),
        (DAY + timedelta(days=1), "geen plugin neemt haar op"),
        (DAY, "ingetrokken: zij staat in geen contract met een peildatum vanaf 1 januari 2023"),
    ],
)
def test_clause_that_nobody_proposes_is_out_with_the_reason(withdrawn: date | None, because: str) -> None:
    clause = replace(filled("p.een", "a", lid("Een.")).settled.clause, withdrawn=withdrawn)
    assert _Settler._named_by_nobody(SimpleNamespace(_day=DAY), clause).because == because
