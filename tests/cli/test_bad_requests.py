"""What a purchaser mistypes in a real request, with the built-in plugins: the place, the key and the code of each fault."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from izacontract import load_plugins
from izacontract.cli.app import main
from izacontract.host import Plugins
from tests.conftest import REQUESTS, missing

Check = Callable[[str], list[str]]
SECTORS = ("ggz", "huisartsen", "mdz", "msz", "wijkverpleging")


@cache
def built_in() -> Plugins:
    return load_plugins()


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Check:
    """Return a function that checks the text of a request and gives its faults as `line:column path code`."""
    if not set(SECTORS) <= built_in().sectors.keys():
        missing("one of the built-in plugins")
    monkeypatch.setattr("izacontract.loading.load_plugins", lambda house=None: built_in())

    def checked(text: str) -> list[str]:
        file = tmp_path / "aanvraag.yaml"
        file.write_text(text, encoding="utf-8")
        status = main(["check", str(file), "--json"])
        answer = json.loads(capsys.readouterr().out)
        assert status == (0 if answer["valid"] else 3)
        return [
            f"{f['line']}:{f['column']} {f['path']} {f['code']}" for f in answer["findings"] if f["severity"] == "fault"
        ]

    return checked


def example(sector: str) -> str:
    return (REQUESTS / f"{sector}.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("sector", SECTORS)
def test_example_is_accepted_as_it_stands(check: Check, sector: str) -> None:
    assert check(example(sector)) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('  agb: "06999202"', "  agb: 06999202", "21:8 zorgaanbieder.agb waarde.code-zonder-aanhalingstekens"),
        ("  percentage: 4.18", "  percentage: 4,18", "35:15 ova.percentage waarde.decimale-komma"),
        ("tarief: 9874.50", "tarief: 9874,50", "28:85 tarieven.prestaties[1].tarief waarde.decimale-komma"),
        ("    onderbouwing: G", "    # onderbouwing: G", "48:5 overige_prijselementen[1].onderbouwing sleutel.ontbreekt"),
        ("- soort: passende-zorg", "- soort: ova", "48:12 overige_prijselementen[1].soort algemeen.element-soort-ova"),
        ("  plaats: Zwolle\n\n", "  plats: Zwolle\n\n", "7:3 overeenkomst.plats sleutel.onbekend"),
        ("geschillen:", "mtvp: {deelname: ja}\ngeschillen:", "145:1 mtvp sleutel.past-niet"),
        ("geschillen:", "ggz: {bekostiging: zpm}\ngeschillen:", "145:1 ggz sleutel.andere-zorgsoort"),
        ("geschillen:", "overeenkomst: {}\ngeschillen:", "145:1 overeenkomst sleutel.dubbel"),
        ("NL68FIKT0000000202", "NL68FIKT0000000203", "22:9 zorgaanbieder.iban waarde.iban"),
        ("kenmerk: MSZ-2025-0008", 'kenmerk: "MSZ\\u0007"', "3:12 overeenkomst.kenmerk waarde.onafdrukbaar"),
    ],
)  # fmt: skip
def test_one_mistake_is_one_fault(check: Check, old: str, new: str, expected: str) -> None:
    text = example("msz")
    assert old in text
    assert check(text.replace(old, new, 1)) == [expected]


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("aandeel_materieel: 0.30", "aandeel_materieel: 0.40", "ova"),
        ("  goedgekeurd_op: 2024-09-17\n  goedkeuring: BES-2024-117\n", "", "transformatie"),
        ("bedrag: 402000.00", "bedrag: 402001.00", "betaling_bij_resultaat"),
        ("einde: 2027-12-31", "einde: 2024-12-31", "overeenkomst.einde"),
    ],
)
def test_fault_between_values_is_told_where_they_stand(check: Check, old: str, new: str, path: str) -> None:
    text = example("msz")
    assert old in text
    faults = check(text.replace(old, new, 1))
    assert any(fault.split()[1].startswith(path) for fault in faults), faults


@pytest.mark.parametrize("party", ["zorgverzekeraar", "zorgaanbieder"])
def test_missing_party_is_a_fault(check: Check, party: str) -> None:
    head, _, rest = example("msz").partition(f"\n{party}:\n")
    assert f"2:1 {party} sleutel.ontbreekt" in check(head + "\n" + rest[rest.index("\n\n") :])


def test_many_mistakes_come_at_once(check: Check) -> None:
    text = example("msz")
    for old, new in (
        ('  agb: "06999202"', "  agb: 06999202"),
        ("  percentage: 4.18", "  percentage: 4,18"),
        ("aandeel_materieel: 0.30", "aandeel_materieel: 0.40"),
        ("    onderbouwing: G", "    # onderbouwing: G"),
        ("bedrag: 402000.00", "bedrag: 402001.00"),
        ("geschillen:", "mtvp: {deelname: ja}\ngeschillen:"),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    paths = [fault.split()[1] for fault in check(text)]
    for path in ("zorgaanbieder.agb", "ova.percentage", "overige_prijselementen[1].onderbouwing", "mtvp"):
        assert path in paths
    assert any(path.startswith("ova.aandeel") for path in paths)
    assert any(path.startswith(("betaling_bij_resultaat", "transformatiemiddelen")) for path in paths)
