"""One small library with something of every kind: what is read of it, and each fault in it with its whole message."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from izacontract.clauses.library import Library, read_library
from izacontract.errors import ClauseError
from izacontract.model.accords import Accord, Edition, Law
from izacontract.model.clause import Column, Place, Presence, Term, Variable
from izacontract.model.commitment import Link, State

SOUND = {
    "slots.yaml": (
        "- {id: a, heading: Eerste, place: opening}\n"
        "- {id: b, heading: Tweede, after: a, without: [{clauses: [proef.weg], heading: Zonder}]}\n"
    ),
    "een/clause.yaml": (
        "title: Proef\nslot: a\norder: 10\npresence: always\nexplanation: |\n  Eerste zin.\n  Tweede zin.\n"
        "sectors: [x]\ntopic: geld\nper_year: rijen.som\n"
    ),
    "een/2023-01-01.md": (
        "---\nchange: Eerste tekst.\nsources: [{law: BWBR1, article: artikel 1}]\nvariables:\n  naam: tekst\n"
        "  rijen: {type: rijen, columns: {som: euro, deel: {type: procent, title: Deel}}}\n"
        "terms:\n  Bedrag: de prijs\n  Dag: {meaning: een dag, forms: [Dagen]}\n"
        "fixed: {vast: {law: BWBR1, article: artikel 2}}\nreviewed: mr. P.\n---\n"
        '1. {{ lid("vast") }}Tekst.\n'
    ),
    "een/2024-01-01.md": "---\nchange: Tweede tekst.\nsources: []\nvariables: {cijfer: {type: euro, parameter: proef.p}}\n---\n1. Nu.\n",
    "een/later/position.yaml": (
        "title: Later\nrank: 2\nreplaces: [vast]\ncondition: soms\nexplanation: |\n  Een.\n  Twee.\nmay_agree: de baas\n"
    ),
    "een/later/2024-01-01.md": "---\nchange: c\nsources: []\n---\n1. Twee.\n",
    "een/later/2023-01-01.md": "---\nchange: c\nsources: [{accord: pa, paragraph: '1'}]\n---\n1. Een.\n",
    "een/eerder/position.yaml": (
        "title: Eerder\nrank: 1\nreplaces: [vast]\ncondition: soms\nexplanation: Een.\nmay_agree: de baas\n"
    ),
    "een/eerder/2023-01-01.md": "---\nchange: c\nsources: []\n---\n1. Een.\n",
    "parameters/p.yaml": (
        "- id: proef.p\n  title: P\n  unit: euro\n  key: x.y\n  values:\n"
        "    - {from: 2024-01-01, until: null, value: '2', status: s, source: {law: BWBR1, article: artikel 3}}\n"
        "    - {from: 2023-01-01, until: 2023-12-31, value: '1', status: s, source: {law: BWBR1, article: artikel 3}}\n"
        "- {id: proef.q, title: Q, unit: euro, values: [], information: true}\n"
    ),
    "accords/pa.yaml": (
        "title: Akkoord\nshort: PA\neditions: [{name: concept, day: null, identifier: c},"
        " {name: ondertekend, day: 2022-09-16, identifier: v, url: 'https://x.nl'}]\n"
        "signed: 2022-09-16\nfrom: 2023-01-01\nuntil: 2026-12-31\n"
    ),
    "laws.yaml": "- {id: BWBR1, title: Wet}\n- {id: BWBR2, title: Andere wet, url: 'https://y.nl'}\n",
    "events.yaml": "- {id: melding, title: de melding}\n",
    "commitments.yaml": (
        "1 Prijs:\n"
        "  - {id: pa-10, text: Tien., clauses: [proef.een#vast], source: {accord: pa, paragraph: '10'}}\n"
        "  - {id: pa-2, text: Twee., clauses: [proef.een], sectors: [y, x], source: {accord: pa, paragraph: '2'}}\n"
        "2 Leeg:\n"
    ),
}  # fmt: skip


def library(path: Path, **changed: str) -> Library:
    """Return the library `SOUND` in which the files named in `changed` read otherwise; a name has no folder there."""
    for name, text in {**SOUND, **changed}.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_text(text, encoding="utf-8")
    return read_library([("proef", path)])


def test_slots_are_read_with_their_place_and_headings(tmp_path: Path) -> None:
    first, second = library(tmp_path).slots
    assert (first.id, first.heading, first.place, first.plugin, first.after) == (
        *("a", "Eerste", Place.OPENING, "proef", None),
    )
    assert (second.place, second.after, second.without) == (Place.ARTICLE, "a", ((("proef.weg",), "Zonder"),))
    assert second.heading_over(["proef.weg"]) == "Tweede"
    assert second.heading_over(["proef.een"]) == "Zonder"


def test_clause_is_read_with_its_texts_in_order_of_day(tmp_path: Path) -> None:
    clause = library(tmp_path).clause("proef.een")
    assert (clause.title, clause.slot, clause.order, clause.presence) == ("Proef", "a", 10, Presence.ALWAYS)
    assert (clause.sectors, clause.topic, clause.withdrawn) == (frozenset({"x"}), "geld", None)
    assert (clause.explanation, clause.per_year) == ("Eerste zin. Tweede zin.", "rijen.som")
    first, second = clause.versions
    assert (first.since, second.since) == (date(2023, 1, 1), date(2024, 1, 1))
    assert first.text == '1. {{ lid("vast") }}Tekst.\n'
    assert (first.file, first.first_line, first.change) == ("proef/een/2023-01-01.md", 13, "Eerste tekst.")
    assert (first.reviewed, second.reviewed) == ("mr. P.", None)
    assert first.terms == (Term("Bedrag", "de prijs"), Term("Dag", "een dag", ("Dagen",)))
    assert first.variables == {
        "naam": Variable("naam", "tekst"),
        "rijen": Variable(
            "rijen", "rijen", columns=(Column("som", "", "euro"), Column("deel", "Deel", "procent"))
        ),
    }  # fmt: skip
    assert second.variables == {"cijfer": Variable("cijfer", "euro", parameter="proef.p")}
    assert [source.citation for source in first.sources] == ["Wet (BWBR1), artikel 1"]
    assert {lid: source.citation for lid, source in first.fixed.items()} == {"vast": "Wet (BWBR1), artikel 2"}


def test_positions_are_read_by_rank_with_their_texts_in_order_of_day(tmp_path: Path) -> None:
    first, second = library(tmp_path).clause("proef.een").positions
    assert (first.name, first.rank, second.name, second.rank) == ("eerder", 1, "later", 2)
    assert (second.title, second.replaces, second.condition, second.may_agree) == (
        "Later",
        ("vast",),
        "soms",
        "de baas",
    )
    assert second.explanation == "Een. Twee."
    assert [(one.since.year, one.text, one.file) for one in second.versions] == [
        (2023, "1. Een.\n", "proef/een/later/2023-01-01.md"),
        (2024, "1. Twee.\n", "proef/een/later/2024-01-01.md"),
    ]
    assert [source.citation for source in second.versions[0].sources] == ["Akkoord (v), § 1"]


def test_parameters_are_read_with_their_values_in_order_of_day(tmp_path: Path) -> None:
    parameters = library(tmp_path).parameters
    known, empty = parameters.by_id["proef.p"], parameters.by_id["proef.q"]
    assert [(one.since, one.until, one.value, one.status) for one in known.values] == [
        (date(2023, 1, 1), date(2023, 12, 31), "1", "s"),
        (date(2024, 1, 1), None, "2", "s"),
    ]
    assert [(one.place, one.origin, one.source.citation) for one in known.values] == [
        ("proef/parameters/p.yaml", "", "Wet (BWBR1), artikel 3")
    ] * 2
    assert (known.title, known.unit, known.key, known.information) == ("P", "euro", "x.y", False)
    assert (empty.values, empty.information, empty.key) == ((), True, "")
    assert parameters.amount("proef.p", date(2023, 12, 31)) == Decimal(1)


def test_works_and_events_are_read_by_their_ids(tmp_path: Path) -> None:
    found = library(tmp_path)
    accord = found.works["pa"]
    assert isinstance(accord, Accord)
    assert (accord.title, accord.short, accord.signed) == ("Akkoord", "PA", date(2022, 9, 16))
    assert (accord.since, accord.until, accord.extensions) == (date(2023, 1, 1), date(2026, 12, 31), ())
    assert accord.editions == (
        Edition("concept", None, "c"), Edition("ondertekend", date(2022, 9, 16), "v", "https://x.nl"),
    )  # fmt: skip
    assert [found.works[law] for law in ("BWBR1", "BWBR2")] == [
        Law("BWBR1", "Wet"), Law("BWBR2", "Andere wet", "https://y.nl"),
    ]  # fmt: skip
    assert [(event.id, event.title) for event in found.events.values()] == [("melding", "de melding")]


def test_commitments_are_read_in_order_of_number_for_the_years_of_their_accord(tmp_path: Path) -> None:
    first, second = library(tmp_path).commitments
    assert (first.id, first.text, first.sectors, first.chapter) == ("pa-2", "Twee.", ("x", "y"), "1 Prijs")
    assert (second.id, second.clauses, second.sectors) == ("pa-10", (Link("proef.een", "vast"),), None)
    assert first.clauses == (Link("proef.een"),)
    assert (first.since, first.until, first.after, first.plugin) == (2023, 2026, None, "proef")


@pytest.mark.parametrize(("since", "first"), [("2023-01-01", 2023), ("2023-01-02", 2024), ("2023-02-01", 2024)])
def test_accord_asks_from_the_first_contract_year_that_begins_in_it(tmp_path: Path, since: str, first: int) -> None:
    accord = SOUND["accords/pa.yaml"].replace("from: 2023-01-01", f"from: {since}")
    assert {one.since for one in library(tmp_path, **{"accords/pa.yaml": accord}).commitments} == {first}


EXTENSION = "extensions: [{by: pa, signed: 2025-09-08, until: %s, paragraph: '5', page: '9'%s}]\n"
AGAINST = ", against: [{accord: pa, paragraph: '7'}]"


@pytest.mark.parametrize(
    ("state", "until", "against", "passages", "last"),
    [
        ("doorgetrokken", "2028-12-31", "", ["§ 5, p. 9"], 2028),
        ("doorgetrokken", "2028-12-31", AGAINST, ["§ 5, p. 9"], 2028),
        ("onzeker", "2028-12-31", AGAINST, ["§ 5, p. 9", "§ 7"], 2028),
        ("vervallen", "2025-12-31", "", ["§ 5, p. 9"], 2026),
    ],
)
def test_state_after_an_accord_rests_on_what_extended_it(
    tmp_path: Path, state: str, until: str, against: str, passages: list[str], last: int
) -> None:
    asked = (
        f"1 Prijs:\n  - {{id: pa-1, text: x, clauses: [], after: {state}, source: {{accord: pa, paragraph: '1'}}}}\n"
    )
    accord = SOUND["accords/pa.yaml"] + EXTENSION % (until, against)
    (found,) = library(tmp_path, **{"accords/pa.yaml": accord, "commitments.yaml": asked}).commitments
    assert found.after is not None
    assert (found.after.state, found.after.until) == (State(state), last)
    assert [passage.section for passage in found.after.passages] == passages


def test_commitments_of_the_accord_that_began_first_come_first(tmp_path: Path) -> None:
    later = SOUND["accords/pa.yaml"].replace("from: 2023", "from: 2024")
    asked = (
        "1 Prijs:\n"
        "  - {id: la-1, text: x, clauses: [], source: {accord: la, paragraph: '1'}}\n"
        "  - {id: pa-b, text: x, clauses: [], source: {accord: pa, paragraph: b}}\n"
        "  - {id: pa-a, text: x, clauses: [], source: {accord: pa, paragraph: a}}\n"
        "  - {id: pa-9, text: x, clauses: [], source: {accord: pa, paragraph: '9'}}\n"
        "0 Vooraf:\n"
        "  - {id: pa-0, text: x, clauses: [], source: {accord: pa, paragraph: '99'}}\n"
        "  - {id: rest, text: x, clauses: [], source: {law: BWBR1, article: artikel 1}}\n"
    )
    found = library(tmp_path, **{"accords/la.yaml": later, "commitments.yaml": asked}).commitments
    assert [one.id for one in found] == ["rest", "pa-0", "pa-9", "pa-a", "pa-b", "la-1"]


@pytest.mark.parametrize("years", [(2023, 2026), (2025, 2025), (2026, 2026)])
def test_commitment_may_ask_in_fewer_years_than_its_accord_lasts(tmp_path: Path, years: tuple[int, int]) -> None:
    asked = SOUND["commitments.yaml"].replace("id: pa-2", f"id: pa-2, from: {years[0]}, until: {years[1]}")
    found = library(tmp_path, **{"commitments.yaml": asked}).commitments[0]
    assert (found.since, found.until) == years


LONG = "a" * 29
"""With "proef." before it one more than an id may have."""

NO_ID = (
    "geen goede id: kleine letters, cijfers en streepjes, ten hoogste 34 tekens.",
    "not a good id: lower-case letters, digits and hyphens, 34 characters at most.",
)
HEADED = "een/2023-01-01.md"

FAULTS = [
    ("slots.yaml", "id: a,", "id: aA,", "slots.yaml:1: [1].id is {0}", "slots.yaml:1: [1].id is {1}"),
    ("slots.yaml", "id: b,", "id: 1b,", "slots.yaml:2: [2].id is {0}", "slots.yaml:2: [2].id is {1}"),
    (HEADED, "  naam:", "  Naam:", "{h}:5: variables.Naam is geen goede naam voor een variabele.",
     "{h}:5: variables.Naam is not a good name for a variable."),
    (HEADED, "naam: tekst", "naam: {{type: tekst, key: a.b, parameter: proef.p}}",
     "{h}:5: variables.naam heeft een key en een parameter.", "{h}:5: variables.naam has both a key and a parameter."),
    (HEADED, "naam: tekst", "naam: {{type: tekst, columns: {{a: tekst}}}}",
     "{h}:5: variables.naam kolommen horen bij het type rijen, en alleen daarbij.",
     "{h}:5: variables.naam columns belong to the type rijen, and to that only."),
    (HEADED, "naam: tekst", "naam: rijen",
     "{h}:5: variables.naam kolommen horen bij het type rijen, en alleen daarbij.",
     "{h}:5: variables.naam columns belong to the type rijen, and to that only."),
    (HEADED, "---\nchange", "change", "{h}:1: de kop tussen twee regels '---' ontbreekt.",
     "{h}:1: the header between two '---' lines is missing."),
    (HEADED, "\n---\n1.", "\n--\n1.", "{h}:1: de kop tussen twee regels '---' ontbreekt.",
     "{h}:1: the header between two '---' lines is missing."),
    (HEADED, '1. {{{{ lid("vast") }}}}Tekst.\n', " \n", "{h}:13: onder de kop staat geen tekst.",
     "{h}:13: no text follows the header."),
    (HEADED, "forms: [", "vormen: [", "{h}:9: terms.Dag.vormen hoort hier niet.", "{h}:9: terms.Dag.vormen does not belong here."),
    (HEADED, "som: euro", "som: euros", "{h}:6: variables.rijen.columns.som is geen van 'tekst'", "{h}:6: variables.rijen.columns.som is none of 'tekst'"),
    (HEADED, "article: artikel 2", "article: '2'", "{h}:10: fixed.vast.article begint niet met artikel", "{h}:10: fixed.vast.article does not begin with artikel"),
    ("een/clause.yaml", "per_year: rijen.som", "per_year: rijen.deels",
     "een/clause.yaml:10: per_year noemt 'rijen.deels', dat geen tekst drukt.",
     "een/clause.yaml:10: per_year names 'rijen.deels', in no text."),
    ("een/clause.yaml", "order: 10", "order: 1.5", "een/clause.yaml:3: order is geen geheel getal.", "een/clause.yaml:3: order is no whole number."),
    ("een/clause.yaml", "topic: geld", "withdrawn: gauw", "een/clause.yaml:9: withdrawn is geen dag (jjjj-mm-dd).",
     "een/clause.yaml:9: withdrawn is no day (yyyy-mm-dd)."),
    ("een/clause.yaml", "sectors: [x]", "sectors: x", "een/clause.yaml:8: sectors is geen lijst.", "een/clause.yaml:8: sectors is no list."),
    ("een/later/position.yaml", "rank: 2", "rank: 0", "een/later/position.yaml:2: rank is", "een/later/position.yaml:2: rank is"),
    ("een/later/position.yaml", "replaces: [vast]", "replaces: []", "een/later/position.yaml:3: replaces is leeg.", "een/later/position.yaml:3: replaces is empty."),
    ("parameters/p.yaml", "until: 2023-12-31", "until: 2024-01-01",
     "parameters/p.yaml:5: [1].values overlappen op 2024-01-01: die van proef.p.",
     "parameters/p.yaml:5: [1].values overlap on 2024-01-01: those of proef.p."),
    ("parameters/p.yaml", "until: 2023-12-31", "until: null",
     "parameters/p.yaml:5: [1].values overlappen op 2024-01-01: die van proef.p.",
     "parameters/p.yaml:5: [1].values overlap on 2024-01-01: those of proef.p."),
    ("parameters/p.yaml", "information: true", "information: soms", "parameters/p.yaml:8: [2].information is geen true of false.",
     "parameters/p.yaml:8: [2].information is neither true nor false."),
    ("accords/pa.yaml", "name: concept", "naam: concept", "accords/pa.yaml:3: editions[1].name ontbreekt", "accords/pa.yaml:3: editions[1].name is missing"),
    ("laws.yaml", "title: Andere wet", "titel: Andere wet", "laws.yaml:2: [2].title ontbreekt", "laws.yaml:2: [2].title is missing"),
    ("events.yaml", "id: melding", "id: Melding", "events.yaml:1: [1].id is leeg of langer dan één regel.", "events.yaml:1: [1].id is empty or longer than one line."),
    ("events.yaml", "title: de melding", "titel: de melding", "events.yaml:1: [1].title ontbreekt", "events.yaml:1: [1].title is missing"),
    ("commitments.yaml", "2 Leeg:", "2 Leeg: iets", "commitments.yaml:4: 2 Leeg is geen lijst.", "commitments.yaml:4: 2 Leeg is no list."),
    ("commitments.yaml", "id: pa-2,", "", "commitments.yaml:3: 1 Prijs[2].id ontbreekt.", "commitments.yaml:3: 1 Prijs[2].id is missing."),
    ("commitments.yaml", "id: pa-2,", "id: pa-2, from: 1899,", "commitments.yaml:3: 1 Prijs[2].from is geen jaar van vier cijfers.",
     "commitments.yaml:3: 1 Prijs[2].from is no year of four digits."),
    ("commitments.yaml", "id: pa-2,", "id: pa-2, until: 3000,", "commitments.yaml:3: 1 Prijs[2].until is geen jaar van vier cijfers.",
     "commitments.yaml:3: 1 Prijs[2].until is no year of four digits."),
    ("commitments.yaml", "id: pa-2,", "id: pa-2, from: 2027,",
     "commitments.yaml: pa-2: from (2027) ligt na 2026, het laatste jaar waarin het akkoord iets vraagt.",
     "commitments.yaml: pa-2: from (2027) is after 2026, the last year in which the accord asks something."),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "nl", "en"), FAULTS)
def test_fault_is_told_whole_with_its_line(tmp_path: Path, file: str, old: str, new: str, nl: str, en: str) -> None:
    old, new = old.replace("{{", "{").replace("}}", "}"), new.replace("{{", "{").replace("}}", "}")
    assert old in SOUND[file]
    with pytest.raises(ClauseError) as caught:
        library(tmp_path, **{file: SOUND[file].replace(old, new, 1)})
    for told, expected in ((caught.value.message.nl, nl), (caught.value.message.en, en)):
        assert told.startswith(f"proef/{expected.format(*NO_ID, h=HEADED)}"), told


@pytest.mark.parametrize(
    ("files", "nl", "en"),
    [
        (
            {f"{LONG}/clause.yaml": SOUND["een/clause.yaml"]},
            f"proef/{LONG}: 'proef.{LONG}' is {NO_ID[0]}",
            f"proef/{LONG}: 'proef.{LONG}' is {NO_ID[1]}",
        ),
        (
            {"Twee/clause.yaml": SOUND["een/clause.yaml"]},
            f"proef/Twee: 'proef.Twee' is {NO_ID[0]}",
            f"proef/Twee: 'proef.Twee' is {NO_ID[1]}",
        ),
        (
            {"een/Mis/position.yaml": SOUND["een/later/position.yaml"]},
            f"proef/een/Mis: 'Mis' is {NO_ID[0]}",
            f"proef/een/Mis: 'Mis' is {NO_ID[1]}",
        ),
        (
            {"een/standaard/position.yaml": SOUND["een/later/position.yaml"]},
            f"proef/een/standaard: 'standaard' is {NO_ID[0]}",
            f"proef/een/standaard: 'standaard' is {NO_ID[1]}",
        ),
        (
            {f"een/{'a' * 35}/position.yaml": SOUND["een/later/position.yaml"]},
            f"proef/een/{'a' * 35}: '{'a' * 35}' is {NO_ID[0]}",
            f"proef/een/{'a' * 35}: '{'a' * 35}' is {NO_ID[1]}",
        ),
        (
            {"accords/P.yaml": SOUND["accords/pa.yaml"]},
            f"proef/accords/P.yaml: 'P' is {NO_ID[0]}",
            f"proef/accords/P.yaml: 'P' is {NO_ID[1]}",
        ),
        (
            {f"accords/{'a' * 35}.yaml": SOUND["accords/pa.yaml"]},
            f"proef/accords/{'a' * 35}.yaml: '{'a' * 35}' is {NO_ID[0]}",
            f"proef/accords/{'a' * 35}.yaml: '{'a' * 35}' is {NO_ID[1]}",
        ),
        (
            {"twee/clause.yaml": SOUND["een/clause.yaml"]},
            "proef/twee: de clausule heeft geen tekst.",
            "proef/twee: the clause has no text.",
        ),
        (
            {"een/kaal/position.yaml": SOUND["een/later/position.yaml"]},
            "proef/een/kaal: de positie heeft geen tekst.",
            "proef/een/kaal: the position has no text.",
        ),
        (
            {"een/2023-1-1.md": SOUND[HEADED]},
            "proef/een/2023-1-1.md:1: de bestandsnaam is geen dag (jjjj-mm-dd.md).",
            "proef/een/2023-1-1.md:1: the file name is not a day (yyyy-mm-dd.md).",
        ),
        (
            {"een/2023-02-30.md": SOUND[HEADED]},
            "proef/een/2023-02-30.md:1: de bestandsnaam is geen dag (jjjj-mm-dd.md).",
            "proef/een/2023-02-30.md:1: the file name is not a day (yyyy-mm-dd.md).",
        ),
    ],
)
def test_name_of_a_file_or_folder_that_is_wrong_is_told_whole(
    tmp_path: Path, files: dict[str, str], nl: str, en: str
) -> None:
    with pytest.raises(ClauseError) as caught:
        library(tmp_path, **files)
    assert (caught.value.message.nl, caught.value.message.en) == (nl, en)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (f"{'a' * 28}/clause.yaml", SOUND["een/clause.yaml"].replace("per_year: rijen.som\n", "")),
        (f"een/{'a' * 34}/position.yaml", SOUND["een/later/position.yaml"]),
    ],
)
def test_longest_name_is_read(tmp_path: Path, name: str, text: str) -> None:
    below = name.rpartition("/")[0]
    found = library(tmp_path, **{name: text, f"{below}/2023-01-01.md": SOUND["een/eerder/2023-01-01.md"]})
    names = {*found.clauses, *(position.name for position in found.clause("proef.een").positions)}
    assert below.removeprefix("een/") in {name.removeprefix("proef.") for name in names}


def test_longest_name_of_an_accord_is_read(tmp_path: Path) -> None:
    assert "a" * 34 in library(tmp_path, **{f"accords/{'a' * 34}.yaml": SOUND["accords/pa.yaml"]}).works


def test_other_files_and_folders_are_left_alone(tmp_path: Path) -> None:
    others = ("een/notitie.txt", "een/map/x.txt", "map/x.md", "parameters/x.txt", "accords/x.txt")
    found = library(tmp_path, **dict.fromkeys(others, "niets"))
    assert list(found.clauses) == ["proef.een"]
    assert [position.name for position in found.clause("proef.een").positions] == ["eerder", "later"]
    assert set(found.works) == {"pa", "BWBR1", "BWBR2"}


def test_files_behind_one_that_is_left_alone_are_read(tmp_path: Path) -> None:
    more = SOUND["parameters/p.yaml"].replace("proef.p", "proef.r").replace("proef.q", "proef.s")
    found = library(tmp_path, **{"parameters/0.txt": "niets", "parameters/r.yaml": more})
    assert list(found.parameters.by_id) == ["proef.p", "proef.q", "proef.r", "proef.s"]


@pytest.mark.parametrize("name", ["slots.yaml", "laws.yaml", "events.yaml", "commitments.yaml", "parameters/p.yaml"])
def test_thing_that_stands_twice_is_refused_by_name(tmp_path: Path, name: str) -> None:
    again = SOUND[name].replace("1 Prijs:\n", "3 Nog eens:\n").removesuffix("2 Leeg:\n")
    with pytest.raises(ClauseError, match="staat twee keer in de bibliotheek; de tweede keer bij plugin proef"):
        library(tmp_path, **{name: SOUND[name] + again})


@pytest.mark.parametrize(
    ("file", "old", "new", "nl", "en"),
    [
        ("een/clause.yaml", "slot: a", "slot: c", "clausule proef.een noemt plaats 'c', die niet bestaat.",
         "clause proef.een names slot 'c', which does not exist."),
        ("een/2024-01-01.md", "parameter: proef.p", "parameter: proef.x",
         "proef/een/2024-01-01.md noemt parameter 'proef.x', die niet bestaat.",
         "proef/een/2024-01-01.md names parameter 'proef.x', which does not exist."),
        ("slots.yaml", "after: a", "after: c", "plaats b noemt plaats 'c', die niet bestaat.",
         "slot b names slot 'c', which does not exist."),
        ("een/later/2023-01-01.md", "accord: pa", "accord: px", "proef/een/later/2023-01-01.md: 'px' is geen akkoord",
         "proef/een/later/2023-01-01.md: 'px' is no accord"),
        (HEADED, "fixed: {vast: {law: BWBR1", "fixed: {vast: {law: BWBR9", "proef/een/2023-01-01.md: 'BWBR9' is geen akkoord",
         "proef/een/2023-01-01.md: 'BWBR9' is no accord"),
        ("parameters/p.yaml", "law: BWBR1", "law: BWBR9", "proef/parameters/p.yaml: 'BWBR9' is geen akkoord",
         "proef/parameters/p.yaml: 'BWBR9' is no accord"),
        ("een/later/2023-01-01.md", "change: c\n", "change: c\nduties:\n  x: [{who: partijen, what: y, after: meldin, by: dan}]\n",
         "proef/een/later/2023-01-01.md:4: duties.x noemt lid 'x'", "proef/een/later/2023-01-01.md:4: duties.x names lid 'x'"),
    ],
)  # fmt: skip
def test_name_of_what_is_not_there_is_refused(tmp_path: Path, file: str, old: str, new: str, nl: str, en: str) -> None:
    assert old in SOUND[file]
    with pytest.raises(ClauseError) as caught:
        library(tmp_path, **{file: SOUND[file].replace(old, new, 1)})
    assert caught.value.message.nl.startswith(nl)
    assert caught.value.message.en.startswith(en)


def test_event_of_a_position_must_be_known_too(tmp_path: Path) -> None:
    text = (
        "---\nchange: c\nsources: []\nduties:\n  x: [{who: partijen, what: y, after: meldin, by: dan}]\n---\n"
        '1. {{ lid("x") }}Een.\n'
    )
    with pytest.raises(ClauseError, match=r"later/2023-01-01\.md: lid 'x' hangt aan 'meldin'"):
        library(tmp_path, **{"een/later/2023-01-01.md": text})


def test_empty_folder_is_an_empty_library(tmp_path: Path) -> None:
    found = read_library([("proef", tmp_path)])
    assert not (found.slots or found.clauses or found.commitments or found.works or found.events)
    assert not found.parameters.by_id
