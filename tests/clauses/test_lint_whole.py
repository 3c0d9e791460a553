"""A library in which lint finds nothing, and everything that it says once one thing in it is otherwise."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from izacontract.clauses.library import read_library
from izacontract.clauses.lint import lint
from izacontract.clauses.linted import Lint
from izacontract.clauses.lock import lock_state, release

HEAD = "---\nchange: c\nsources: [{document: Wet, section: '1', consulted: null}]\n"
SOUND = {
    "slots.yaml": "- {id: s, heading: Kop}\n- {id: t, heading: Kop}\n",
    "names.yaml": "- Raad van State\n",
    "een/clause.yaml": "title: Een\nslot: s\norder: 1\npresence: always\nexplanation: Een zin. Nog een zin.\n",
    "een/2023-01-01.md": (
        f"{HEAD}variables: {{som: {{type: euro, parameter: proef.som}}}}\n"
        "terms: {Prijs: {meaning: wat zij vraagt, forms: [Prijzen]}, Prijs per Stuk: de som}\n"
        "fixed: {vast: {document: Wet, section: '2', consulted: null}}\n---\n"
        '1. {{ lid("vast") }}De partij betaalt de Prijzen, {{ som | euro }}, en de Prijs per Stuk aan de Raad van State.\n'
        '2. {{ lid("los") }}De partij wacht, volgens {{ ref("proef.twee", lid="twee") }}.\n'
        '3. {{ lid("oud") }}De partij zwijgt.\n'
    ),
    "een/anders/position.yaml": (
        "title: Anders\nrank: 1\nreplaces: [los]\ncondition: soms\nexplanation: Een zin. Nog een zin.\nmay_agree: de baas\n"
    ),
    "een/anders/2023-01-01.md": f"{HEAD}---\n1. De partij wacht niet.\n",
    "twee/clause.yaml": "title: Twee\nslot: t\norder: 1\npresence: always\nexplanation: Een zin. Nog een zin.\n",
    "twee/2023-01-01.md": f'{HEAD}---\n1. {{{{ lid("twee") }}}}De ander doet dat.\n',
    "twee/2025-01-01.md": f'{HEAD}---\n1. {{{{ lid("nieuw") }}}}De ander doet dat.\n',
    "parameters/p.yaml": (
        "- {id: proef.som, title: Som, unit: euro, values: []}\n"
        "- {id: proef.kwijt, title: Kwijt, unit: euro, values: [], information: true}\n"
    ),
    "commitments.yaml": (
        "1 Prijs:\n  - {id: a-1, text: x, clauses: [proef.een#vast, proef.twee], also: [proef.twee], hangs_on: proef.een,"
        " source: {document: Wet, section: '1'}}\n"
    ),
}  # fmt: skip
ONE, TWO, OTHER = "een/2023-01-01.md", "twee/2023-01-01.md", "een/anders/2023-01-01.md"


def written(path: Path, **changed: str) -> Path:
    for name, text in {**SOUND, **changed}.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_text(text, encoding="utf-8")
    release(path)
    return path


def linted(path: Path, *modules: ModuleType, plugin: str | None = None) -> list[Lint]:
    folders = [("proef", path)]
    return lint(read_library(folders), folders, modules, plugin)


def module(path: Path, code: str) -> ModuleType:
    """Return a module with this source text, as lint looks into it."""
    made = ModuleType("proef")
    made.__file__ = str(path / "regels.py")
    (path / "regels.py").write_text(code, encoding="utf-8")
    return made


def test_nothing_is_found_in_a_sound_library(tmp_path: Path) -> None:
    assert linted(written(tmp_path), module(tmp_path, "pass\n")) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "found"),
    [
        (ONE, "sources: [{document: Wet, section: '1', consulted: null}]", "sources: []",
         [(ONE, "bron-ontbreekt", "de tekst noemt geen bron", "the text names no source")]),
        (OTHER, "sources: [{document: Wet, section: '1', consulted: null}]", "sources: []",
         [(OTHER, "bron-ontbreekt", "de tekst noemt geen bron", "the text names no source")]),
        ("een/clause.yaml", "Nog een zin.", "", [
            (ONE, "uitleg", "de uitleg telt 1 zinnen; twee tot vijf is de maat", "the explanation has 1 sentences; two to five is the measure"),
        ]),
        ("een/anders/position.yaml", "Nog een zin.", "", [
            (OTHER, "uitleg", "de uitleg telt 1 zinnen; twee tot vijf is de maat", "the explanation has 1 sentences; two to five is the measure"),
        ]),
        ("een/clause.yaml", "Nog een zin.", "Artikel 1.2 telt niet? Dit wel! Dit is zin 5. ", []),
        ("een/clause.yaml", "Nog een zin.", "Zin 2. Zin 3. Zin 4. Zin 5. Zin 6.", [
            (ONE, "uitleg", "de uitleg telt 6 zinnen; twee tot vijf is de maat", "the explanation has 6 sentences; two to five is the measure"),
        ]),
        (ONE, '"proef.twee"', '"proef.weg"', [
            (ONE, "verwijzing", "verwijst naar 'proef.weg', die niet bestaat", "refers to 'proef.weg', which does not exist"),
        ]),
        (ONE, 'lid="twee"', 'lid="drie"', [
            (ONE, "verwijzing", "verwijst naar lid 'drie' van proef.twee, dat niet bestaat", "refers to lid 'drie' of proef.twee, which does not exist"),
        ]),
        (ONE, 'lid="twee"', 'lid="nieuw"', []),
        (ONE, ', lid="twee"', "", []),
        (ONE, "wat zij vraagt", "\"wat {{ ref('proef.weg') }} vraagt\"", [
            (ONE, "verwijzing", "verwijst naar 'proef.weg', die niet bestaat", "refers to 'proef.weg', which does not exist"),
        ]),
        (ONE, "De partij wacht, volgens", "De partij wacht.", [
            (ONE, "verwijzing-vooraan", "een zin begint met een verwijzing en dus met een kleine letter", "a sentence begins with a reference and so with a small letter"),
        ]),
        (ONE, "De partij wacht, volgens ", "", [
            (ONE, "verwijzing-vooraan", "een zin begint met een verwijzing en dus met een kleine letter", "a sentence begins with a reference and so with a small letter"),
        ]),
        (ONE, "De partij zwijgt", "De partij zwijgt zoals in Dit Artikel", [
            (ONE, "begrip-onbekend", "'Artikel' heeft een hoofdletter maar is geen begrip en geen naam", "'Artikel' is capitalised but is neither a defined term nor a listed name"),
            (ONE, "begrip-onbekend", "'Dit' heeft een hoofdletter maar is geen begrip en geen naam", "'Dit' is capitalised but is neither a defined term nor a listed name"),
        ]),
        (ONE, "De partij zwijgt", "De partij zwijgt tegen de NZA, de Raad en de Stuk", []),
        ("names.yaml", "Raad van State", "Raad", [
            (ONE, "begrip-onbekend", "'State' heeft een hoofdletter maar is geen begrip en geen naam", "'State' is capitalised but is neither a defined term nor a listed name"),
        ]),
        (ONE, "forms: [Prijzen]", "forms: [Prijsje]", [
            (ONE, "begrip-onbekend", "'Prijzen' heeft een hoofdletter maar is geen begrip en geen naam", "'Prijzen' is capitalised but is neither a defined term nor a listed name"),
            (ONE, "begrip-ongebruikt", "begrip 'Prijs' staat in geen enkele tekst", "term 'Prijs' stands in no text"),
        ]),
        (ONE, "de Prijs per Stuk aan", "de Prijs per stuk aan", [
            (ONE, "begrip-ongebruikt", "begrip 'Prijs per Stuk' staat in geen enkele tekst", "term 'Prijs per Stuk' stands in no text"),
        ]),
        (ONE, "zwijgt", "zwijgt over een Prijsvraag", [
            (ONE, "begrip-onbekend", "'Prijsvraag' heeft een hoofdletter maar is geen begrip en geen naam", "'Prijsvraag' is capitalised but is neither a defined term nor a listed name"),
        ]),
        (ONE, "variables: {", "variables: {lid: tekst, vast: euro, ", [
            (ONE, "variabele-ongebruikt", "variabele 'vast' is gedeclareerd maar niet gebruikt", "variable 'vast' is declared but not used"),
        ]),
        (ONE, "{{ som | euro }}", "{{ som | getal }}", [
            (ONE, "tekst", "proef/een/2023-01-01.md:8: 'som' is van type euro en hoort bij filter euro, niet getal.", "proef/een/2023-01-01.md:8: 'som' is of type euro and belongs to filter euro, not getal."),
        ]),
        (ONE, "{{ som | euro }}", "{{ som | proef_eigen }}", []),
        (ONE, "De partij zwijgt", "De **partij** zwijgt", [
            (ONE, "tekst", "proef/een/2023-01-01.md:10: 'vette tekst' mag niet in een clausuletekst.", "proef/een/2023-01-01.md:10: 'bold text' is not allowed in a clause text."),
        ]),
        (ONE, "fixed: {vast:", "fixed: {vas:", [
            (ONE, "vast-lid", "vast lid 'vas' staat niet in de tekst", "fixed lid 'vas' is not in the text"),
        ]),
        ("een/anders/position.yaml", "[los]", "[loss]", [
            (OTHER, "positie-lid", "lid 'loss' staat niet in proef.een", "lid 'loss' is not in proef.een"),
        ]),
        ("een/anders/position.yaml", "[los]", "[oud, vast]", [
            (OTHER, "positie-lid", "lid 'vast' is vast en kan geen positie hebben", "lid 'vast' is fixed and can have none"),
        ]),
        (OTHER, "---\n1.", "terms: {Wachten: de rust}\n---\n1. Het Wachten.\n1.", [
            (OTHER, "positie-kop", "begrippen en cijfers (parameter) horen in de tekst van de clausule", "terms and figures (parameter) belong in the clause's own text"),
        ]),
        (OTHER, "---\n1.", "variables: {som: {type: euro, parameter: proef.som}, naam: tekst}\n---\n1. De {{ naam | tekst }} is {{ som | euro }}.\n1.", [
            (OTHER, "positie-kop", "begrippen en cijfers (parameter) horen in de tekst van de clausule", "terms and figures (parameter) belong in the clause's own text"),
        ]),
        (OTHER, "---\n1.", "variables: {naam: tekst}\n---\n1. De {{ naam | tekst }}.\n1.", []),
        ("commitments.yaml", "[proef.een#vast, proef.twee]", "[proef.een#vas, proef.drie]", [
            ("commitments.yaml", "clausule-onbekend", "afspraak a-1 noemt clausule 'proef.drie', die niet bestaat", "commitment a-1 names clause 'proef.drie', which does not exist"),
            ("commitments.yaml", "lid-onbekend", "afspraak a-1 noemt lid 'vas' van proef.een, dat niet in elke tekst staat", "commitment a-1 names lid 'vas' of proef.een, which not every text has"),
        ]),
        ("commitments.yaml", "also: [proef.twee]", "also: [proef.drie]", [
            ("commitments.yaml", "clausule-onbekend", "afspraak a-1 noemt clausule 'proef.drie', die niet bestaat", "commitment a-1 names clause 'proef.drie', which does not exist"),
        ]),
        ("commitments.yaml", "hangs_on: proef.een", "hangs_on: proef.drie", [
            ("commitments.yaml", "clausule-onbekend", "afspraak a-1 noemt clausule 'proef.drie', die niet bestaat", "commitment a-1 names clause 'proef.drie', which does not exist"),
        ]),
        ("commitments.yaml", ", hangs_on: proef.een", "", []),
        ("commitments.yaml", "proef.een#vast", "proef.twee#twee", [
            ("commitments.yaml", "lid-onbekend", "afspraak a-1 noemt lid 'twee' van proef.twee, dat niet in elke tekst staat", "commitment a-1 names lid 'twee' of proef.twee, which not every text has"),
        ]),
        ("commitments.yaml", "id: a-1, text: x, clauses: [proef.een#vast", "id: a-1, text: x, until: 2024, clauses: [proef.twee#twee", []),
        ("commitments.yaml", "id: a-1, text: x, clauses: [proef.een#vast", "id: a-1, text: x, from: 2025, clauses: [proef.twee#nieuw", []),
        ("commitments.yaml", "id: a-1, text: x, clauses: [proef.een#vast", "id: a-1, text: x, from: 2024, clauses: [proef.twee#nieuw", [
            ("commitments.yaml", "lid-onbekend", "afspraak a-1 noemt lid 'nieuw' van proef.twee, dat niet in elke tekst staat", "commitment a-1 names lid 'nieuw' of proef.twee, which not every text has"),
        ]),
        ("commitments.yaml", "id: a-1, text: x, clauses: [proef.een#vast", "id: a-1, text: x, until: 2025, clauses: [proef.twee#twee", [
            ("commitments.yaml", "lid-onbekend", "afspraak a-1 noemt lid 'twee' van proef.twee, dat niet in elke tekst staat", "commitment a-1 names lid 'twee' of proef.twee, which not every text has"),
        ]),
    ],
)  # fmt: skip
def test_what_is_otherwise_is_found_and_nothing_else(
    tmp_path: Path, file: str, old: str, new: str, found: list[tuple[str, str, str, str]]
) -> None:
    assert old in SOUND[file]
    given = linted(written(tmp_path, **{file: SOUND[file].replace(old, new, 1)}))
    assert [(one.file, one.code, one.message.nl, one.message.en) for one in given] == [
        (f"proef/{where}", code, nl, en) for where, code, nl, en in found
    ]


def test_two_positions_of_one_rank_are_found(tmp_path: Path) -> None:
    more = {"een/beter/position.yaml": SOUND["een/anders/position.yaml"], "een/beter/2023-01-01.md": SOUND[OTHER]}
    (found,) = linted(written(tmp_path, **more))
    assert (found.file, found.code) == ("proef/een/beter/2023-01-01.md", "positie-rang")
    assert (found.message.nl, found.message.en) == ("rang 1 staat twee keer", "rank 1 stands twice")


def test_own_article_is_found_where_another_clause_shares_it(tmp_path: Path) -> None:
    said = {ONE: SOUND[ONE].replace("zwijgt", "zwijgt over dit artikel")}
    assert linted(written(tmp_path, **said)) == []
    shared = {"twee/clause.yaml": SOUND["twee/clause.yaml"].replace("slot: t", "slot: s")}
    (found,) = linted(written(tmp_path, **said, **shared))
    assert (found.file, found.code) == (f"proef/{ONE}", "dit-artikel")
    assert found.message.nl == (
        "zegt 'dit artikel', maar deelt haar artikel met een andere clausule; schrijf ref(\"proef.een\")"
    )
    assert found.message.en == "says 'dit artikel' but shares its article with another clause; write ref(\"proef.een\")"


@pytest.mark.parametrize(
    ("sectors", "other", "is_found"),
    [("", "[a]", True), ("[a]", "", True), ("[a]", "[a, b]", True), ("[a]", "[b]", False), ("", "", True)],
)
def test_article_is_shared_where_one_contract_can_hold_both(
    tmp_path: Path, sectors: str, other: str, is_found: bool
) -> None:
    one, two = (f"sectors: {names}\n" if names else "" for names in (sectors, other))
    found = linted(
        written(
            tmp_path,
            **{
                ONE: SOUND[ONE].replace("zwijgt", "zwijgt over dit artikel"),
                "een/clause.yaml": SOUND["een/clause.yaml"] + one,
                "twee/clause.yaml": SOUND["twee/clause.yaml"].replace("slot: t", "slot: s") + two,
            },
        )
    )
    assert [one.code for one in found] == ["dit-artikel"] * is_found


NOT_READ = (
    "parameter proef.kwijt wordt door geen tekst, regel of controle gelezen",
    "parameter proef.kwijt is read by no text, rule or check",
)
READ_AFTER_ALL = (
    "parameter {0} heet informatie, maar een tekst, regel of controle leest haar",
    "parameter {0} is called information, but a text, rule or check reads it",
)  # fmt: skip


@pytest.mark.parametrize(
    ("code", "is_read"),
    [
        ("pass\n", False),
        ("name = 'proef.kwijt'\n", True),
        ('name = "proef.kwijt"\n', True),
        ("name = 'proef.kwij'\n", False),
        ("name = f'proef.kw{rest}'\n", True),
        ("name = f'proef.{rest}'\n", False),
        ("name = f'proef{rest}'\n", False),
        ("name = proef.kwijt\n", False),
    ],
)
def test_parameter_is_read_by_its_id_or_the_beginning_of_it(tmp_path: Path, code: str, is_read: bool) -> None:
    folder = written(tmp_path / "clausules")
    found = linted(folder, module(tmp_path, code))
    said = READ_AFTER_ALL[0].format("proef.kwijt"), READ_AFTER_ALL[1].format("proef.kwijt")
    assert [(one.file, one.code, one.message.nl, one.message.en) for one in found] == (
        [("proef/parameters", "parameter-toch-gelezen", *said)] if is_read else []
    )
    plain = {"parameters/p.yaml": SOUND["parameters/p.yaml"].replace(", information: true", "")}
    found = linted(written(tmp_path / "clausules", **plain), module(tmp_path, code))
    assert [(one.file, one.code, one.message.nl, one.message.en) for one in found] == (
        [] if is_read else [("proef/parameters", "parameter-ongelezen", *NOT_READ)]
    )


def test_parameter_that_a_text_prints_is_no_information(tmp_path: Path) -> None:
    marked = {"parameters/p.yaml": SOUND["parameters/p.yaml"].replace("values: []", "values: [], information: true", 1)}
    (found,) = linted(written(tmp_path / "clausules", **marked), module(tmp_path, "pass\n"))
    assert found.message.nl == READ_AFTER_ALL[0].format("proef.som")


def test_parameters_are_looked_for_in_every_module_of_a_package(tmp_path: Path) -> None:
    folder = written(tmp_path / "clausules")
    (tmp_path / "pakket" / "deel").mkdir(parents=True)
    (tmp_path / "pakket" / "deel" / "regels.py").write_text("'proef.kwijt'\n", encoding="utf-8")
    package = module(tmp_path / "pakket", "pass\n")
    assert linted(folder, package) == []
    package.__path__ = [str(tmp_path / "pakket")]
    assert [one.code for one in linted(folder, package)] == ["parameter-toch-gelezen"]


def test_without_modules_nobody_asks_who_reads_a_parameter(tmp_path: Path) -> None:
    plain = {"parameters/p.yaml": SOUND["parameters/p.yaml"].replace(", information: true", "")}
    folder = written(tmp_path, **plain)
    nowhere = ModuleType("zonder bestand")
    nowhere.__file__ = None
    assert linted(folder) == linted(folder, nowhere) == []


def test_lint_of_one_plugin_says_nothing_of_another(tmp_path: Path) -> None:
    folder = written(tmp_path, **{ONE: SOUND[ONE].replace("volgens {{ ref", "zie. {{ ref")})
    assert [one.code for one in linted(folder, plugin="proef")] == ["verwijzing-vooraan"]
    assert linted(folder, plugin="ander") == []
    other = written(tmp_path / "ander", **{"commitments.yaml": "", "names.yaml": ""})
    (other / "slots.yaml").unlink()
    folders = [("proef", folder), ("ander", other)]
    found = lint(read_library([("proef", folder)]), folders, (), "proef")
    assert [one.code for one in found] == ["verwijzing-vooraan"]


def test_changed_lost_and_new_texts_are_told_each_by_name(tmp_path: Path) -> None:
    folder = written(tmp_path)
    (folder / ONE).write_text(SOUND[ONE].replace("zwijgt", "spreekt"), encoding="utf-8")
    (folder / "twee" / "2024-06-01.md").write_text(SOUND[TWO], encoding="utf-8")
    (folder / "een" / "anders" / "position.yaml").write_text(SOUND["een/anders/position.yaml"] + "\n", encoding="utf-8")
    (folder / "twee" / "2025-01-01.md").unlink()
    assert [(one.file, one.code, one.message.nl, one.message.en) for one in linted(folder)] == [
        ("proef/een/2023-01-01.md", "uitgebracht-gewijzigd",
         "deze uitgebrachte tekst is gewijzigd; maak een tekst met een nieuwe dag",
         "this released text has changed; make a text with a new day"),
        ("proef/een/anders/position.yaml", "uitgebracht-gewijzigd",
         "deze uitgebrachte tekst is gewijzigd; maak een tekst met een nieuwe dag",
         "this released text has changed; make a text with a new day"),
        ("proef/twee/2024-06-01.md", "niet-uitgebracht",
         "deze tekst staat nog niet in released.lock", "this text is not in released.lock yet"),
        ("proef/twee/2025-01-01.md", "uitgebracht-weg", "deze uitgebrachte tekst is weg", "this released text is gone"),
    ]  # fmt: skip
    state = release(folder)
    assert state.broken == ("een/2023-01-01.md", "een/anders/position.yaml", "twee/2025-01-01.md")
    assert lock_state(folder) == state
    assert release(folder, renew=True) == state
    assert linted(folder) == []


def test_lock_holds_a_line_for_each_text_and_position(tmp_path: Path) -> None:
    folder = written(
        tmp_path, **{"een/notitie.txt": "x", "los/x.md": "x", "een/anders/x.txt": "x", "een/map/x.md": "x"}
    )
    lines = (folder / "released.lock").read_text(encoding="utf-8").splitlines()
    assert [line.split("  ")[1] for line in lines] == [
        "een/2023-01-01.md", "een/anders/2023-01-01.md", "een/anders/position.yaml",
        "twee/2023-01-01.md", "twee/2025-01-01.md",
    ]  # fmt: skip
    assert {len(line.split("  ")[0]) for line in lines} == {64}


def test_text_that_replaces_another_is_in_force_from_its_own_day(tmp_path: Path) -> None:
    clause = read_library([("proef", written(tmp_path))]).clause("proef.twee")
    assert [clause.version_on(date(year, 12, 31)).since.year for year in (2023, 2024, 2025)] == [2023, 2023, 2025]
