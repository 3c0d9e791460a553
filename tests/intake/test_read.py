"""Reading a whole request: its sector and sections, every fault at once, from a file, standard input or a mapping."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pydantic_core import PydanticCustomError

from izacontract import (
    ContractRequest,
    FileError,
    Finding,
    Message,
    PluginError,
    RequestInvalid,
    Severity,
    is_open,
    read_request,
)
from izacontract.errors import Told
from izacontract.host import PluginProblem
from izacontract.intake import examine_request
from izacontract.model.typed import read_day, read_decimal, read_quarter
from tests.intake.fakes import (
    FIRST,
    HEAD,
    SECTOR,
    Always,
    Contact,
    Element,
    Plan,
    Proof,
    examined,
    fake,
    request_of,
    told,
)

WRONG = Message("proef.fout", "Fout.", "Wrong.", "Doe iets.", "Do something.")
BROKEN = PluginProblem("kapot", "izacontract-kapot", Told("ImportError: weg", "ImportError: weg"))


def test_request_holds_the_core_and_the_sections() -> None:
    request = request_of(HEAD + "proef: {tarief: 40}\nplan: {kenmerk: A}\n")
    assert (request.sector, request.agreement.begin, request.provider.name) == (
        "proef",
        date(2025, 1, 1),
        "Praktijk Proef",
    )
    assert request.value("proef.tarief") == Decimal(40)
    assert request.given == {"overeenkomst", "zorgverzekeraar", "zorgaanbieder", "proef", "plan"}


def test_section_that_every_contract_has_is_there_with_open_points() -> None:
    request = request_of(HEAD)
    always, own = request.section(Always), request.section(Proof)
    assert always is not None
    assert own is not None
    assert (always.period, is_open(always.contact, own.rate)) == ("maand", True)
    assert not request.given & {"vast", "proef"}


def test_section_that_was_not_typed_is_absent() -> None:
    request = request_of(HEAD + "plan:\nelementen: []\n")
    assert request.section(Plan) is None
    assert request.listed(Element) == ()
    assert not request.given & {"plan", "elementen"}


def test_what_rules_ask_of_a_request_is_worked_out_once_for_it() -> None:
    asked: list[ContractRequest] = []

    def reference(request: ContractRequest) -> str:
        asked.append(request)
        return f"{request.agreement.reference}{len(asked)}"

    request = request_of(HEAD)
    assert request.once(reference) == request.once(reference)
    other = replace(request, findings=())
    assert other.once(reference) != request.once(reference)
    assert list(map(id, asked)) == [id(request), id(other)]


def test_common_section_belongs_in_a_request_of_any_sector() -> None:
    common = {key: replace(section, common=key == "vreemd") for key, section in fake().sections.items()}
    for sector in ("proef", "ander"):
        head = HEAD.replace("sector: proef", f"sector: {sector}")
        found = examined(head + "vreemd: {naam: x}\n", fake(sections=common))
        assert not [finding for finding in found.findings if finding.path == ("vreemd",)]
        assert found.request is not None
        assert found.request.value("vreemd.naam") == "x"


def test_sector_refuses_a_common_section_with_its_reason() -> None:
    common = {key: replace(section, common=True) for key, section in fake().sections.items()}
    found = examined(HEAD + "tijd: {naam: x}\n", fake(sections=common))
    refused = next(finding for finding in found.findings if finding.path == ("tijd",))
    assert refused.code == "sleutel.past-niet"
    assert "Die afspraak is er voor anderen." in refused.message.nl


def test_assumed_section_is_there_with_open_points() -> None:
    sector = replace(SECTOR, accepts=SECTOR.accepts | {"vreemd"}, assumes=frozenset({"vreemd"}))
    found = request_of(HEAD, fake(sectors={"proef": sector})).section(Contact)
    assert found is not None
    assert is_open(found.name)


@pytest.mark.parametrize(
    ("more", "column", "path", "code"),
    [
        ("paln: {kenmerk: A}", 1, "paln", "sleutel.onbekend"),
        ("ander: {naam: x}", 1, "ander", "sleutel.andere-zorgsoort"),
        ("tijd: {naam: x}", 1, "tijd", "sleutel.past-niet"),
        ("vreemd: {naam: x}", 1, "vreemd", "sleutel.past-niet-bij-zorgsoort"),
        ("iban: NL79FIKT0000000101", 1, "iban", "sleutel.onbekend"),
        ("plan: A", 7, "plan", "waarde.geen-groep"),
        ("elementen: {soort: korting}", 1, "elementen", "waarde.geen-lijst"),
        ("elementen: [korting]", 13, "elementen[1]", "waarde.geen-groep"),
        ("plan: {begin: 2025-01-01}", 1, "plan.kenmerk", "sleutel.ontbreekt"),
        ("plan: {kenmark: }", 8, "plan.kenmark", "sleutel.onbekend"),
        ("weggelaten: [{clausule: proef.a, reden: kort}]", 41, "weggelaten[1].reden", "weggelaten.reden-te-kort"),
        ("weggelaten: [{clausule: proef.a}]", 14, "weggelaten[1].reden", "sleutel.ontbreekt"),
        ("instellingen: {verwijsstijl: punten}", 30, "instellingen.verwijsstijl", "waarde.keuze"),
    ],
)
def test_wrong_key_is_told_at_its_own_place(more: str, column: int, path: str, code: str) -> None:
    assert told(examined(f"{HEAD}{more}\n")) == [f"{FIRST}:{column} {path} {code}"]


def test_refused_key_comes_with_the_reason_of_the_sector() -> None:
    finding = examined(f"{HEAD}tijd: {{naam: x}}\n").findings[0]
    assert finding.message.nl == "'tijd' past niet in een contract voor proefzorg. Die afspraak is er voor anderen."


def test_key_of_a_party_at_the_top_is_told_where_it_belongs() -> None:
    assert examined(f"{HEAD}iban: x\n").findings[0].hint.nl == "'iban' hoort onder 'zorgaanbieder'."


@pytest.mark.parametrize("key", ["overeenkomst", "zorgverzekeraar", "zorgaanbieder"])
def test_missing_party_or_agreement_is_one_fault(key: str) -> None:
    request = {part: value for part, value in _mapping().items() if part != key}
    examination = examine_request(request, fake())
    assert [f.path for f in examination.findings if f.severity is Severity.FAULT] == [(key,)]
    assert "met ten minste" in examination.findings[0].hint.nl


@pytest.mark.parametrize("entities", ["", "[]", "[ , ]", "[null]"])
def test_insurer_without_legal_entity_is_a_fault(entities: str) -> None:
    text = HEAD.replace('[{naam: Proef N.V., kvk: "90000011", uzovi: "9981"}]', entities)
    if entities == "[ , ]":
        with pytest.raises(RequestInvalid):
            examined(text)
    else:
        assert told(examined(text)) == ["4:3 zorgverzekeraar.rechtspersonen sleutel.ontbreekt"]


def test_all_faults_come_at_once_in_the_order_of_the_file() -> None:
    text = f"""{HEAD.replace('"04999101"', "04999101").replace("einde: 2025-12-31", "einde: 2025-13-31")}proef:
  tarief: 4,18
  plaatsn: [Ede]
elementen:
  - {{soort: korting, percentage: -1}}
tijd: {{naam: x}}
palan: {{kenmerk: A}}
plan: {{kenmerk: A, kenmerk: B}}
"""
    check = fake(
        lambda request: [WRONG.finding("elementen"), WRONG.warning("proef", "groei"), WRONG.finding("elementen")]
    )
    assert told(examined(text, check)) == [
        "1:71 overeenkomst.einde waarde.geen-datum",
        "11:8 zorgaanbieder.agb waarde.code-zonder-aanhalingstekens",
        "15:11 proef.tarief waarde.decimale-komma",
        "16:3 proef.plaatsn sleutel.onbekend",
        "17:1 elementen proef.fout",
        "18:5 elementen[1].onderbouwing sleutel.ontbreekt",
        "19:1 tijd sleutel.past-niet",
        "20:1 palan sleutel.onbekend",
        "21:20 plan.kenmerk sleutel.dubbel",
    ]
    assert told(examined(text, check), Severity.WARNING) == ["14:1 proef.groei proef.fout"]


def test_check_that_needs_a_value_is_asked_again_without_it() -> None:
    def strict(request: Any) -> list[Finding]:
        if any(element.kind == "opslag" for element in request.listed(Element)):
            return []
        return [WRONG.finding("proef"), WRONG.finding("elementen")]

    text = f"{HEAD}proef: {{tarief: 1}}\nelementen:\n  - {{soort: x, percentage: 1, onderbouwing: y}}\n"
    assert told(examined(text, fake(strict))) == ["14:1 proef proef.fout", "16:13 elementen[1].soort waarde.keuze"]


def test_check_that_needs_the_term_tells_what_holds_for_every_term() -> None:
    def strict(request: Any) -> list[Finding]:
        late = [WRONG.finding("proef", "jaar")] if request.agreement.end.year > 2030 else []
        return [WRONG.finding("proef", "tarief"), *late]

    text = HEAD.replace("einde: 2025-12-31", "einde: 2025")
    assert told(examined(text + "proef: {tarief: 1}\n", fake(strict))) == [
        "1:71 overeenkomst.einde waarde.geen-datum",
        "14:17 proef.tarief proef.fout",
    ]


def test_check_that_breaks_on_a_faulty_request_hides_no_fault() -> None:
    def broken(request: Any) -> list[Finding]:
        raise PluginError("kapot", "broken")

    assert told(examined(HEAD + "proef: {tarief: 4,18}\n", fake(broken))) == [
        "14:17 proef.tarief waarde.decimale-komma"
    ]
    with pytest.raises(PluginError):
        examined(HEAD, fake(broken))


@pytest.mark.parametrize(("sector", "hint"), [("prof", "Bedoelt u 'proef'?"), ("tandarts", "Kies uit: ander, proef.")])
def test_unknown_sector_names_the_nearest_and_the_installed(sector: str, hint: str) -> None:
    examination = examined(HEAD.replace("sector: proef", f"sector: {sector}") + "proef: {tarief: 4,18}\nxyz: {a: b}\n")
    assert told(examination) == [
        "1:38 overeenkomst.sector overeenkomst.zorgsoort",
        "14:17 proef.tarief waarde.decimale-komma",
    ]
    assert examination.findings[0].hint.nl.startswith(hint)


def test_unknown_sector_names_plugins_that_do_not_work() -> None:
    text = HEAD.replace("sector: proef", "sector: tandarts")
    hint = examined(text, fake(problems=(BROKEN,))).findings[0].hint
    assert "kapot" in hint.nl
    assert "kapot" in hint.en


def test_sector_of_a_broken_plugin_is_a_fault_of_the_plugin() -> None:
    with pytest.raises(PluginError, match=r"kapot.*ImportError") as caught:
        examined(HEAD.replace("sector: proef", "sector: kapot"), fake(problems=(BROKEN,)))
    assert caught.value.status == 4


def test_key_of_a_plugin_that_is_not_loaded_is_a_fault_of_the_plugin() -> None:
    with pytest.raises(PluginError, match=r"plan.*kapot"):
        examined(HEAD + "plan: {kenmerk: A}\n", fake(problems=(BROKEN,), sections={}))


def test_broken_plugin_that_is_not_needed_stops_nothing() -> None:
    assert examined(HEAD, fake(problems=(BROKEN,))).request is not None


def test_no_sector_installed_is_one_fault() -> None:
    examination = examined(HEAD + "plan: {kenmerk: A}\n", fake(sectors={}, sections={}))
    assert told(examination) == ["1:38 overeenkomst.sector overeenkomst.zorgsoort"]


def test_warning_refuses_nothing_and_has_its_place() -> None:
    examination = examined(HEAD + "proef: {groei: 3}\n", fake(lambda request: [WRONG.warning("proef", "groei")]))
    assert examination.request is not None
    assert told(examination, Severity.WARNING) == ["14:16 proef.groei proef.fout"]


def test_later_findings_get_their_place_too() -> None:
    examination = examined(HEAD)
    placed = examination.with_findings([WRONG.finding("zorgaanbieder", "agb"), WRONG.finding("proef", "tarief")])
    assert [str(finding.position) for finding in placed] == ["aanvraag.yaml:1:1", "aanvraag.yaml:11:8"]


def test_open_point_that_is_not_free_names_its_choices() -> None:
    examination = examined(HEAD)
    points = [WRONG.finding("proef", key, severity=Severity.OPEN) for key in ("soort", "tarief")]
    hints = {finding.path[-1]: finding.hint for finding in examination.with_findings(points)}
    assert hints["soort"] == Told("Doe iets. Kies uit: praktijk, thuis.", "Do something. Choose from: praktijk, thuis.")
    assert hints["tarief"] == Told("Doe iets.", "Do something.")


def test_key_without_a_space_after_its_colon_is_told_so() -> None:
    (finding,) = examined(HEAD + "proef: {soort:thuis}\n").findings
    assert (finding.code, finding.hint.nl) == ("sleutel.onbekend", "Zet een spatie achter de dubbele punt.")


@pytest.mark.parametrize("kind", [Path, str])
def test_file_is_read_by_path(tmp_path: Path, kind: type) -> None:
    file = tmp_path / "a b.yaml"
    file.write_text(HEAD.replace("plaats: Ede}", "plats: Ede}"), encoding="utf-8")
    with pytest.raises(RequestInvalid) as caught:
        read_request(kind(file), fake())
    assert str(caught.value.findings[0].position) == f"{file}:1:83"


def test_standard_input_is_read_for_a_dash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"a: b: c")))
    assert str(examine_request("-", fake()).findings[0].position) == "<stdin>:1:5"


def test_json_is_read_with_places(tmp_path: Path) -> None:
    file = tmp_path / "aanvraag.json"
    request = {**_mapping(), "proef": {"tarief": "4,18"}}
    file.write_text(json.dumps(request, default=str, indent=1), encoding="utf-8")
    finding = examine_request(file, fake()).findings[0]
    line = file.read_text(encoding="utf-8").splitlines().index('  "tarief": "4,18"') + 1
    assert (str(finding.position), finding.code) == (f"{file}:{line}:13", "waarde.decimale-komma")


@pytest.mark.parametrize("name", ["weg.yaml", ""])
def test_file_that_cannot_be_read_is_a_fault_of_the_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileError, match=r"bestaat niet|is een map") as caught:
        examine_request(tmp_path / name, fake())
    assert caught.value.status == 5


def test_mapping_is_read_with_dates_and_decimals() -> None:
    request = _mapping() | {
        "proef": {"tarief": Decimal("40.10"), "groei": 4.1, "aantal": 3, "open": False, "dagen": ("ma",)}
    }
    terms = read_request(request, fake()).section(Proof)
    assert terms is not None
    assert (str(terms.rate), str(terms.growth), terms.count, terms.open_on, terms.days) == (
        "40.10",
        "4.1",
        3,
        False,
        ("ma",),
    )


def test_mapping_with_a_number_for_a_code_is_refused() -> None:
    request = _mapping()
    request["zorgaanbieder"]["agb"] = 54999101
    finding = examine_request(request, fake()).findings[0]
    assert (finding.code, finding.position) == ("waarde.code-zonder-aanhalingstekens", None)


def test_mapping_with_a_foreign_value_is_refused() -> None:
    findings = examine_request(_mapping() | {"proef": {"tarief": object()}}, fake()).findings
    assert [finding.code for finding in findings] == ["waarde.soort"]


def test_midnight_of_a_spreadsheet_is_a_day() -> None:
    request = _mapping()
    request["overeenkomst"]["begin"] = datetime(2025, 1, 1)
    assert read_request(request, fake()).agreement.begin == date(2025, 1, 1)


def test_fingerprint_is_of_the_facts_typed() -> None:
    base = request_of(HEAD + "proef: {tarief: 40.10, groei: 1}\n").fingerprint
    assert (
        base
        == request_of("# ander commentaar\n" + HEAD + "proef:\n  groei: 1\n  tarief: 40.10\n  aantal:\n").fingerprint
    )
    assert base != request_of(HEAD + "proef: {tarief: 40.1, groei: 1}\n").fingerprint
    assert base != request_of(HEAD + "proef: {tarief: 40.10}\n").fingerprint
    assert len(base) == 64


def _mapping() -> dict[str, Any]:
    return {
        "overeenkomst": {
            "kenmerk": "P-1",
            "sector": "proef",
            "begin": date(2025, 1, 1),
            "einde": "2025-12-31",
            "plaats": "Ede",
        },
        "zorgverzekeraar": {
            "plaats": "Ede",
            "rechtspersonen": [{"naam": "Proef N.V.", "kvk": "90000011", "uzovi": "9981"}],
            "vertegenwoordiger": {"naam": "A. Proef", "functie": "inkoper"},
        },
        "zorgaanbieder": {"naam": "Praktijk Proef", "kvk": "90000101", "agb": "04999101"},
    }


@pytest.mark.parametrize(
    ("reader", "value"),
    [
        (read_day, "9999-01-01"),
        (read_day, "0001-01-01"),
        (read_quarter, "0000-Q1"),
        (read_decimal, "99999999999999999999999999999999999"),
        (read_decimal, "-10000000000000"),
    ],
)
def test_value_beyond_all_reason_is_refused_before_a_rule_sees_it(reader: Any, value: str) -> None:
    with pytest.raises(PydanticCustomError):
        reader(value)
