"""What becomes of a request in the next year: moved, ended, computed or asked, and nothing made up."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from izacontract import load_plugins
from izacontract.errors import RequestInvalid, Severity
from izacontract.host import Plugins
from izacontract.intake.request_file import request_file
from izacontract.intake.yaml_source import read_yaml
from izacontract.renewal.editing import edited
from izacontract.renewal.planning import Step, Term, planned, term_from
from izacontract.renewal.renewed import Renewed, renewed
from izacontract.renewal.report import renewal_report
from izacontract.renewal.rules import Rule, rules_in
from izacontract.reports.forms import ReportForm, printed

REQUESTS = Path(__file__).parents[1] / "requests" / "2027"
YEAR = Term((date(2027, 1, 1), date(2027, 12, 31)), (date(2028, 1, 1), date(2028, 12, 31)))


@cache
def plugins() -> Plugins:
    return load_plugins()


@cache
def renew(sector: str, begin: date = YEAR.now[0]) -> Renewed:
    file = REQUESTS / f"{sector}.yaml"
    return renewed(file.read_bytes(), file.name, begin, plugins(), request_file)


def renew_text(text: str, begin: date = YEAR.now[0], name: str = "aanvraag.yaml") -> Renewed:
    return renewed(text.encode(), name, begin, plugins(), request_file)


def steps(made: Renewed) -> dict[str, Step]:
    return {".".join(map(str, step.path)): step for step in made.steps}


@pytest.mark.parametrize(
    ("sector", "begin"),
    [("ggz", YEAR.now[0]), ("mdz", YEAR.now[0]), ("wijkverpleging", YEAR.now[0]), ("msz", date(2029, 1, 1))],
)
def test_next_request_is_right_and_only_open(sector: str, begin: date) -> None:
    made = renew(sector, begin)
    assert made.examined.request is not None
    assert [one for one in made.examined.findings if one.severity is Severity.FAULT] == []
    assert made.examined.request.agreement.begin == begin


def test_what_hangs_on_a_plan_that_ended_is_told_with_its_place() -> None:
    made = renew("huisartsen")
    told = [one for one in made.examined.findings if one.code == "algemeen.bedrag-zonder-artikel"]
    assert [one.path[:2] for one in told] == [("tarieven", "prestaties")]
    assert [one for one in made.examined.findings if one.severity is Severity.FAULT] == []
    assert steps(made)["huisartsen.maatwerk"].does == "eindigen"
    asked = {step.path[2] for step in made.steps if step.path[:2] == ("tarieven", "prestaties")}
    assert asked == {0, 1, 2, 3, 4, 5, 6}, "one euro of an amount is one euro next year"


def test_new_tariff_of_the_old_contract_is_the_old_tariff_of_the_next() -> None:
    found = steps(renew("wijkverpleging"))
    assert found["tarieven.prestaties.0.tarief"].was == "77.40"
    assert found["tarieven.prestaties.0.tarief"].now == "80.44"


def test_tariff_goes_on_without_the_price_elements_of_the_old_contract() -> None:
    text = (REQUESTS / "wijkverpleging.yaml").read_text(encoding="utf-8")
    more = (
        "\noverige_prijselementen:\n  - {soort: lokale-omstandigheden, omschrijving: Lange reistijden, percentage: 1.5, "
        "onderbouwing: Reistijden in het gebied zijn langer dan gemiddeld, bewijs: Rapport RT-1}\n"
    )
    made = renew_text(text + more)
    assert steps(made)["tarieven.prestaties.0.tarief"].now == "80.44"
    assert steps(made)["overige_prijselementen"].does == "vervallen"


def test_tariff_of_a_contract_of_more_years_is_asked() -> None:
    found = steps(renew("msz", date(2029, 1, 1)))
    assert found["tarieven.prestaties.0.tarief"].does == "vragen"


def test_figures_of_the_new_year_and_this_year_s_settlement_are_asked_for() -> None:
    found = steps(renew("ggz"))
    for key in ("ova.percentage", "ova.nacalculatie", "ova.bron", "volume.bedrag", "overeenkomst.kenmerk"):
        assert (found[key].does, found[key].now) == ("vragen", None), key
        assert found[key].reason
    asked = renew("ggz").examined.request
    assert asked is not None
    assert asked.value("ova.jaar") == 2028


def test_nothing_is_made_up() -> None:
    for sector in ("ggz", "huisartsen", "mdz", "wijkverpleging"):
        old = set(re.findall(r"[\w.-]+", (REQUESTS / f"{sector}.yaml").read_text(encoding="utf-8")))
        made = renew(sector)
        known = {part for step in made.steps if step.now for part in re.findall(r"[\w.-]+", step.now)}
        bare = re.sub(r"  # vul in:.*", "", made.text)
        assert set(re.findall(r"[\w.-]+", bare)) - old - known == set(), sector


def test_comments_and_layout_stay_where_nothing_changes() -> None:
    text = (REQUESTS / "ggz.yaml").read_text(encoding="utf-8")
    remarked = text.replace("overeenkomst:\n", "# van de inkoper\novereenkomst:  # het contract\n", 1)
    made = renew_text(remarked)
    assert made.keeps_comments
    assert "# van de inkoper\novereenkomst:  # het contract\n" in made.text
    assert made.text.startswith(text.splitlines()[0])
    untouched = [line for line in text.splitlines() if line.startswith("  rechtsvorm")]
    assert all(line in made.text for line in untouched)


def test_request_in_json_is_laid_out_as_yaml() -> None:
    import json

    import yaml

    typed = yaml.load((REQUESTS / "mdz.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  our own file, every value as text
    made = renew_text(json.dumps(typed), name="aanvraag.json")
    assert made.examined.request is not None
    assert "begin: 2028-01-01" in made.text


@pytest.mark.parametrize(
    ("begin", "end", "asked", "expected"),
    [
        ("2027-01-01", "2027-12-31", date(2028, 1, 1), (date(2028, 1, 1), date(2028, 12, 31))),
        ("2027-01-01", "2028-12-31", date(2029, 1, 1), (date(2029, 1, 1), date(2030, 12, 31))),
        ("2027-03-01", "2028-02-29", date(2028, 3, 1), (date(2028, 3, 1), date(2029, 2, 28))),
        ("2027-01-01", "2027-06-30", date(2027, 7, 1), (date(2027, 7, 1), date(2027, 12, 28))),
    ],
)
def test_next_contract_is_as_long_as_the_old_one(
    begin: str, end: str, asked: date, expected: tuple[date, date]
) -> None:
    tree = read_yaml(f"overeenkomst: {{begin: {begin}, einde: {end}}}".encode(), "x.yaml")
    found = term_from(tree, asked)
    assert found is not None
    assert found.now == expected


@pytest.mark.parametrize(
    ("begin", "code"), [(date(2027, 6, 1), "verlenging.overlapt"), (date(2028, 2, 1), "verlenging.tussentijd")]
)
def test_days_between_the_contracts_or_in_both_are_told(begin: date, code: str) -> None:
    assert [finding.code for finding in renew("wijkverpleging", begin).findings] == [code]


def test_next_contract_begins_after_the_first_day_of_the_old_one() -> None:
    with pytest.raises(RequestInvalid) as refused:
        renew("ggz", date(2027, 1, 1))
    assert [finding.code for finding in refused.value.findings] == ["verlenging.niet-later"]


def test_list_of_which_every_item_ended_goes_and_others_stay() -> None:
    typed = """
overeenkomst: {begin: 2027-01-01, einde: 2027-12-31}
a:
  b:
    - {x: 1, dag: 2027-06-01}
    - {x: 2, dag: 2028-06-01}
  c: [{dag: 2027-01-01}, {dag: 2026-Q4}]
"""
    rules = [Rule(f"a.{key}[]", "eindigen", "voorbij", "dag") for key in "bc"]
    found = planned(read_yaml(typed.encode(), "x.yaml"), rules, YEAR, {})
    assert [step.path for step in found if step.does == "eindigen"] == [("a", "b", 0), ("a", "c")]


def test_rules_speak_only_of_keys_that_requests_have() -> None:
    from izacontract.intake.schema import schema

    shapes = [schema(code, plugins()) for code in plugins().sectors]

    def is_known(shape: dict[str, object], root: dict[str, object], keys: tuple[str, ...]) -> bool:
        ways = [shape]
        while ways:
            way = ways.pop()
            if "$ref" in way:
                ways.append(root["$defs"][str(way["$ref"]).rpartition("/")[2]])  # type: ignore[index]
            for word in ("anyOf", "oneOf", "allOf"):
                ways += way.get(word, [])  # type: ignore[arg-type]
            if not keys:
                return True
            below = way.get("items") if keys[0] == "[]" else way.get("properties", {}).get(keys[0])  # type: ignore[attr-defined]
            if below is not None and is_known(below, root, keys[1:]):  # type: ignore[arg-type]
                return True
        return False

    for rule in rules_in(plugins().folders):
        steps = (*rule.steps, *(rule.by.split(".") if rule.by else ()))
        assert any(is_known(shape, shape, steps) for shape in shapes), rule.key


def test_letter_says_what_to_supply_and_what_the_contract_says_otherwise() -> None:
    report = renewal_report(renew("ggz"), plugins())
    text = printed(report, ReportForm.TEXT)
    assert isinstance(text, str)
    assert "ova.nacalculatie: was 0.2, wordt open; de nacalculatie over het afgelopen contractjaar" in text
    assert "tarieven.percentage_van_maximum: blijft 96.5; " in text
    assert "volume.volumegroei: was 0.4, vervalt; " in text
    assert not re.search("wordt (blijft|–)", text)
    assert "[-1 januari 2027-]{+1 januari 2028+}" in text
    for form in (ReportForm.DOCX, ReportForm.HTML, ReportForm.XLSX, ReportForm.JSON):
        assert printed(report, form)


def test_key_behind_a_text_below_a_bar_stays() -> None:
    text = "a:\n  een: |\n    twee\n    regels\n  twee: blijft\ndrie: >-\n  ook\n\nvier: blijft\n"
    asked = Step(("a", "een"), "vragen", "twee regels", None, "opnieuw")
    gone = Step(("drie",), "vervallen", "ook", None, "voorbij")
    assert edited(text, [asked, gone]) == (
        "a:\n  een:  # vul in: opnieuw (was twee regels)\n  twee: blijft\n\nvier: blijft\n"
    )


@pytest.mark.parametrize("does", ["vervallen", "vragen"])
def test_what_is_typed_behind_what_goes_is_in_the_next_request(does: str) -> None:
    text = (REQUESTS / "wijkverpleging.yaml").read_text(encoding="utf-8")
    elements = (
        "\noverige_prijselementen:\n  - soort: lokale-omstandigheden\n    omschrijving: Lange reistijden\n"
        "    percentage: 1.5\n    bewijs: Rapport RT-1\n    onderbouwing: |\n      Reistijden in het gebied\n"
        "      zijn langer dan gemiddeld\n"
    )
    source = "  bron: |\n    een brief\n" if does == "vragen" else ""
    text = text.replace("\nova:\n", f"\nova:\n{source}")
    text = re.sub(r"\n  bron: [^|\n]+", "", text) if source else text
    head, mark, rest = text.partition("\nova:\n")
    made = renew_text(f"{head}{elements if does == 'vervallen' else ''}{mark}{rest}")
    old, new = made.old.request, made.examined.request
    assert old is not None
    assert new is not None
    assert new.value("ova.jaar") == 2028
    assert made.keeps_comments


def test_folder_that_was_renewed_before_is_renewed_again(tmp_path: Path) -> None:
    from izacontract.render.workbook import workbook
    from izacontract.renewal.portfolio import SUMMARY, renewed_files, requests_in, summary

    (tmp_path / "a.yaml").write_bytes((REQUESTS / "ggz.yaml").read_bytes())
    (tmp_path / "a.antwoord.json").write_text("{}")
    rows = list(renewed_files(requests_in(tmp_path), YEAR.now[0], plugins(), request_file))
    (tmp_path / SUMMARY).write_bytes(workbook("Aanvragen", summary(rows)))
    again = list(renewed_files(requests_in(tmp_path), YEAR.now[0], plugins(), request_file))
    assert [row.name for row in again] == ["a.yaml"]
