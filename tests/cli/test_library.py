"""What is installed: clauses with their texts, plugins, and the schema of a request."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from izacontract.errors import Told
from izacontract.host import PluginProblem
from izacontract.loading import load_plugins
from tests.cli.conftest import Run, use
from tests.conftest import OUTSIDE
from tests.support import outside


def test_clauses_are_listed_with_or_without_the_word(run: Run) -> None:
    assert run("clauses") == run("clauses", "list")
    lines = run("clauses").out.splitlines()
    assert lines[0].split() == ["id", "titel", "plaats", "opname", "zorgsoorten", "teksten", "sinds"]
    assert lines[1].startswith("fysio.begrippen ")
    assert " altijd " in lines[1]
    assert " presence " in run("clauses", "--lang", "en").out


def test_clauses_as_json(run: Run) -> None:
    answer = json.loads(run("clauses", "--json").out)
    assert answer["schema"] == "izacontract/clauses/1"
    assert answer["clauses"][0]["id"] == "fysio.begrippen"
    versions = {clause["id"]: clause["versions"] for clause in answer["clauses"]}
    assert versions["fysio.behandeling"] == ["2023-01-01", "2026-01-01"]


@pytest.mark.parametrize(
    ("kind", "first"), [("slots", {"slot": "fysio-begrippen", "place": "article"}), ("topics", {}), ("sections", {})]
)
def test_names_that_plugins_may_use_are_listed(run: Run, kind: str, first: dict[str, str]) -> None:
    answer = json.loads(run("clauses", kind, "--json").out)
    assert answer["schema"] == "izacontract/names/1"
    assert first.items() <= next(iter(answer[kind]), {}).items()
    ran = run("clauses", kind, "--lang", "en")
    assert ran.status == 0
    assert ran.out.startswith("slot ") if answer[kind] else ran.err == "There are none.\n"


def test_clauses_on_a_day_have_one_text(run: Run) -> None:
    answer = json.loads(run("clauses", "--as-of", "2025-06-30", "--json").out)
    versions = {clause["id"]: clause["versions"] for clause in answer["clauses"]}
    assert versions["fysio.behandeling"] == ["2023-01-01"]


def test_no_clause_is_in_force_before_the_first_day(run: Run) -> None:
    assert json.loads(run("clauses", "--as-of", "2022-12-31", "--json").out)["clauses"] == []
    ran = run("clauses", "--as-of", "2022-12-31")
    assert (ran.status, ran.out, ran.err) == (0, "", "Op 2022-12-31 is geen enkele tekst van kracht.\n")


@pytest.mark.parametrize(("day", "since"), [("2025-12-31", "2023-01-01"), ("2026-01-01", "2026-01-01")])
def test_clause_is_shown_with_the_text_of_the_day(run: Run, day: str, since: str) -> None:
    ran = run("clauses", "show", "fysio.behandeling", "--as-of", day)
    assert ran.status == 0
    assert f"Tekst sinds {since}" in ran.out
    assert "versies: 2023-01-01, 2026-01-01" in ran.out


def test_labels_of_a_clause_are_in_the_language_asked(run: Run) -> None:
    dutch, english = (
        run("clauses", "show", "fysio.tarief").out,
        run("clauses", "show", "fysio.tarief", "--lang", "en").out,
    )
    for nl, en in (
        ("plaats ", "slot "),
        (", altijd, zorgsoorten: fysio", ", always, sectors: fysio"),
        ("versies: ", "versions: "),
        ("Tekst sinds ", "Text since "),
        ("Juridisch beoordeeld: ", "Legal review: "),
        ("Bron: ", "Source: "),
    ):
        assert (nl in dutch, en in english, nl in english) == (True, True, False)


def test_sector_has_no_clause_of_another_sector_or_of_a_topic_it_does_not_take(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    plugins = outside()
    clauses = dict(plugins.library.clauses)
    for clause_id, changes in (
        ("fysio.tarief", {"topic": "niet-genomen"}),
        ("fysio.behandeling", {"sectors": frozenset({"ander"})}),
        ("fysio.locaties", {"sectors": None}),
    ):
        clauses[clause_id] = replace(clauses[clause_id], **changes)  # type: ignore[arg-type]  known only here
    plugins.library = replace(plugins.library, clauses=clauses)  # type: ignore[misc]  a cached property
    use(monkeypatch, plugins)
    listed = {clause["id"] for clause in json.loads(run("clauses", "--sector", "fysio", "--json").out)["clauses"]}
    assert listed == {"fysio.begrippen", "fysio.bijlage-locaties", "fysio.locaties"}


def test_clause_without_a_day_is_shown_with_its_newest_text(run: Run) -> None:
    answer = json.loads(run("clauses", "show", "fysio.behandeling", "--json").out)
    assert (answer["schema"], answer["since"]) == ("izacontract/clause/1", "2026-01-01")
    assert answer["text"]
    assert answer["sources"]


@pytest.mark.parametrize("day", ["2025-01-31", "31-1-2025", "31 januari 2025"])
def test_day_is_read_as_people_write_it(run: Run, day: str) -> None:
    assert run("clauses", "list", "--as-of", day).out == run("clauses", "list", "--as-of", "2025-01-31").out != ""


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["show"], "Geef één id op na show"),
        (["list", "fysio.tarief"], "Geef één id op na show"),
        (["show", "fysio.tarif"], "Bedoelt u 'fysio.tarief'?"),
        (["show", "fysio.tarief", "--as-of", "2022-01-01"], "heeft geen tekst die geldt op 2022-01-01"),
        (["--as-of", "31-2-2025"], "'31-2-2025' is geen datum"),
        (["--sector", "fysoi"], "Bedoelt u 'fysio'?"),
        (["tonen"], "'tonen' is geen van 'list', 'show'"),
    ],
)
def test_wrong_question_about_clauses_is_told(run: Run, arguments: list[str], words: str) -> None:
    ran = run("clauses", *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert words in ran.err


def test_plugins_are_listed(run: Run) -> None:
    answer = json.loads(run("plugins", "--json").out)
    assert answer["schema"] == "izacontract/plugins/1"
    assert [(plugin["name"], plugin["sectors"]) for plugin in answer["plugins"]] == [("fysio", ["fysio"])]
    assert run("plugins").out.startswith("fysio ")


def test_broken_plugin_is_listed_with_its_cause(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    plugins = outside()
    plugins.problems = (PluginProblem("huis", "izacontract-huis", Told("ImportError: weg", "ImportError: gone")),)
    use(monkeypatch, plugins)
    assert json.loads(run("plugins", "--json").out)["problems"] == [
        {"name": "huis", "distribution": "izacontract-huis", "cause": "ImportError: weg"}
    ]
    assert "ImportError: weg" in run("plugins").err


def test_plugins_are_listed_also_when_their_library_is_wrong(run: Run, tmp_path: Path) -> None:
    ran = run("plugins", "--library", tmp_path / "weg")
    assert ran.status == 0
    assert ran.out.startswith("fysio ")
    assert "clausules onbekend" in ran.out
    assert "geen map" in ran.err
    assert "geen map" in json.loads(run("plugins", "--library", tmp_path / "weg", "--json").out)["library"]


def test_without_plugins_the_list_says_so(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, load_plugins([]))
    ran = run("plugins")
    assert (ran.status, ran.out) == (0, "")
    assert "Er zijn geen plugins." in ran.err


def test_schema_of_a_sector(run: Run) -> None:
    answer = json.loads(run("schema", "fysio").out)
    assert answer["$schema"].endswith("2020-12/schema")
    assert answer["properties"]["fysio"]["properties"]["tarief"]["x-unit"] == "euro"


def test_schema_of_an_unknown_sector_names_the_installed(run: Run) -> None:
    ran = run("schema", "tandarts")
    assert ran.status == 2
    assert "Kies uit: fysio." in ran.err


def test_parameters_are_listed_with_period_unit_status_and_source(run: Run) -> None:
    ran = run("clauses", "parameters")
    assert ran.status == 0
    assert "fysio.maximum  2025-01-01 - 2025-12-31  45.00 euro  verzonnen  fysio  Proefbron, 1" in ran.out


def test_parameters_of_a_house_library_are_listed_with_their_origin(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "huis" / "parameters"
    folder.mkdir(parents=True)
    (folder / "maximum.yaml").write_text(
        "- id: fysio.maximum\n  title: Hoogste tarief per zitting (verzonnen)\n  unit: euro\n  values:\n"
        '    - {from: 2026-01-01, until: 2026-12-31, value: "47.50", status: vastgesteld,\n'
        "       source: {document: Huisbesluit, section: '1', consulted: 2026-11-21}}\n",
        encoding="utf-8",
    )
    ran = run("clauses", "parameters", "--library", folder.parent, "--json")
    listed = {value["since"]: value for value in json.loads(ran.out)["parameters"]}
    assert (listed["2025-01-01"]["origin"], listed["2026-01-01"]["origin"]) == ("fysio", "huisbibliotheek huis")
    assert listed["2026-01-01"]["source"]["document"] == "Huisbesluit"
    assert "huisbibliotheek huis  Huisbesluit, 1" in run("clauses", "parameters", "--library", folder.parent).out


@pytest.mark.parametrize(("day", "count"), [("2025-12-31", 1), ("2026-01-01", 0)])
def test_parameter_past_its_day_is_not_listed(run: Run, day: str, count: int) -> None:
    ran = run("clauses", "parameters", "--as-of", day, "--json")
    assert len(json.loads(ran.out)["parameters"]) == count


def test_lint_lists_what_is_to_be_mended_and_exits_with_4(run: Run) -> None:
    ran = run("clauses", "lint", "--json")
    assert ran.status == 4
    codes = {finding["code"] for finding in json.loads(ran.out)["findings"]}
    assert {"niet-uitgebracht", "begrip-ongebruikt"} <= codes


def test_lint_counts_weak_sources_and_names_them_when_asked(run: Run) -> None:
    brief, full, asked = run("clauses", "lint"), run("clauses", "lint", "-v"), run("clauses", "lint", "--json")
    warnings = json.loads(asked.out)["warnings"]
    assert {warning["code"] for warning in warnings} >= {"bron-zonder-kenmerk"}
    assert "bron zonder kenmerk" in brief.err
    assert "[bron-zonder-kenmerk]" not in brief.out
    assert full.out.count("[bron-zonder-kenmerk]") == sum(one["code"] == "bron-zonder-kenmerk" for one in warnings)
    assert (brief.status, full.status) == (4, 4)
    assert "source without identifier" in run("clauses", "lint", "--lang", "en").err
    assert run("clauses", "list", "-v").status == 2


def test_house_library_that_is_no_folder_is_told(run: Run, tmp_path: Path) -> None:
    ran = run("clauses", "--library", str(tmp_path / "weg"))
    assert ran.status == 5
    assert "geen map" in ran.err


@pytest.fixture
def released(run: Run, tmp_path: Path) -> Path:
    folder = tmp_path / "clauses"
    shutil.copytree(OUTSIDE / "izacontract_fysio" / "clauses", folder)
    (folder / "released.lock").unlink(missing_ok=True)
    assert run("clauses", "release", str(folder)).status == 0
    assert "tarief/2023-01-01.md" in (folder / "released.lock").read_text(encoding="utf-8")
    return folder


def test_release_refuses_a_released_text_that_changed_in_both_languages(run: Run, released: Path) -> None:
    locked = (released / "released.lock").read_text(encoding="utf-8")
    text = released / "tarief" / "2023-01-01.md"
    text.write_text(text.read_text(encoding="utf-8") + "\nEr staat meer.\n", encoding="utf-8")
    for arguments, words in (
        ([], "een uitgebrachte tekst is gewijzigd of weg"),
        (["--lang", "en"], "a released text was"),
    ):
        ran = run("clauses", "release", *arguments, str(released))
        assert ran.status == 4
        assert f"{text}: {words}" in ran.err
        assert "--renew" in ran.err
    assert (released / "released.lock").read_text(encoding="utf-8") == locked


def test_renewed_lock_holds_the_text_as_it_is_and_tells_what_changed(run: Run, released: Path) -> None:
    text = released / "tarief" / "2023-01-01.md"
    text.write_text(text.read_text(encoding="utf-8") + "\nEr staat meer.\n", encoding="utf-8")
    ran = run("clauses", "release", str(released), "--renew")
    assert ran.status == 0
    assert "from 2023-01-01: corrected text of `clauses.tarief`." in ran.out
    assert ran.out.count("\n") == 1
    assert "v0.1.0" in ran.err
    assert run("clauses", "release", str(released)).out == ""


def test_release_tells_the_changelog_the_new_texts_with_their_sectors(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "msz"
    shutil.copytree(Path(__file__).parents[2] / "clause_templates" / "msz", folder)
    (folder / "released.lock").unlink()
    ran = run("clauses", "release", str(folder))
    assert "- `msz`, from 2023-01-01: first text of `msz.instelling`." in ran.out.splitlines()


def test_text_that_is_gone_is_told_when_the_lock_is_renewed(run: Run, released: Path) -> None:
    shutil.rmtree(released / "tarief")
    assert run("clauses", "release", str(released)).status == 4
    assert (
        "from 2023-01-01: no longer the text of `clauses.tarief`."
        in run("clauses", "release", str(released), "--renew").out
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["release", "weg"], "geen map"),
        (["lint", "--renew"], "--renew hoort bij release"),
    ],
)
def test_what_does_not_belong_to_an_action_is_told(run: Run, arguments: list[str], words: str) -> None:
    ran = run("clauses", *arguments)
    assert ran.status == 2
    assert words in ran.err


def test_release_without_a_folder_asks_for_one(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run("clauses", "release")
    assert ran.status == 2
    assert "Geef een map" in ran.err
