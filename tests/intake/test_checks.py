"""What the core itself finds: omissions, an unusual AGB code, numbers that may be a person's."""

from __future__ import annotations

import pytest

from izacontract import Severity
from tests.intake.fakes import HEAD, brief, examined, request_of, told

BSN = "111222333"
"""Passes the test of a citizen service number and belongs to nobody."""


@pytest.mark.parametrize(
    ("reason", "codes"),
    [
        ("kort", ["14:40 weggelaten[1].reden weggelaten.reden-te-kort"]),
        ("'negen    '", ["14:40 weggelaten[1].reden weggelaten.reden-te-kort"]),
        ("tien teken", []),
    ],
)
def test_omission_needs_a_reason_of_ten_characters(reason: str, codes: list[str]) -> None:
    assert told(examined(f"{HEAD}weggelaten: [{{clausule: proef.abc, reden: {reason}}}]\n")) == [
        code.replace("14:40", "14:43") for code in codes
    ]


def test_clause_is_omitted_once() -> None:
    item = "{clausule: proef.a, reden: staat in een andere afspraak}"
    assert told(examined(f"{HEAD}weggelaten:\n  - {item}\n  - {item}\n")) == [
        "16:16 weggelaten[2].clausule weggelaten.dubbel"
    ]


@pytest.mark.parametrize(("code", "warned"), [("04999101", False), ("05999101", False), ("06999101", True)])
def test_agb_code_that_starts_otherwise_is_warned(code: str, warned: bool) -> None:
    examination = examined(HEAD.replace("04999101", code))
    assert examination.request is not None
    expected = ["11:8 zorgaanbieder.agb zorgaanbieder.agb-ongebruikelijk"] if warned else []
    assert told(examination, Severity.WARNING) == expected


@pytest.mark.parametrize(
    ("text", "warned"),
    [
        (f"dossier {BSN}", True),
        (f"{BSN}", True),
        (f'"{BSN}"', True),
        (f"dossier({BSN})", True),
        ("dossier 111222334", False),
        (f"dossier 1{BSN}", False),
        (f"dossier {BSN}4", False),
    ],
)
def test_nine_digits_that_pass_the_test_are_warned(text: str, warned: bool) -> None:
    examination = examined(f"{HEAD}proef: {{contact: {{naam: {text}}}}}\n")
    assert examination.request is not None
    assert told(examination, Severity.WARNING) == (["14:25 proef.contact.naam privacy.bsn"] if warned else [])


def test_warning_does_not_repeat_the_number() -> None:
    finding = examined(f"{HEAD}plan: {{kenmerk: {BSN}}}\n").findings[0]
    assert finding.code == "privacy.bsn"
    assert BSN not in f"{finding.message} {finding.hint}"


def test_amount_of_nine_digits_is_no_number_of_a_person() -> None:
    assert told(examined(f"{HEAD}proef: {{tarief: {BSN}}}\n"), Severity.WARNING) == []


def test_code_from_a_register_is_no_number_of_a_person() -> None:
    line = f"{{soort: korting, percentage: 1, onderbouwing: x, prestatie: '{BSN}', prestaties: ['{BSN}']}}"
    assert told(examined(f"{HEAD}elementen: [{line}]\n"), Severity.WARNING) == []
    line = f"{{soort: korting, percentage: 1, onderbouwing: 'dossier {BSN}'}}"
    assert told(examined(f"{HEAD}elementen: [{line}]\n"), Severity.WARNING) == [
        "14:59 elementen[1].onderbouwing privacy.bsn"
    ]


REASON = "reden: staat in de raamovereenkomst"


def test_faults_of_omissions_come_together_with_all_others() -> None:
    omissions = f"weggelaten:\n  - {{clausule: proef.x, {REASON}}}\n  - {{clausule: proef.altijd, {REASON}}}\n"
    assert told(examined(f"{HEAD}proef: {{soort: tuis}}\n{omissions}")) == [
        "14:16 proef.soort waarde.keuze",
        "16:16 weggelaten[1].clausule weggelaten.onbekende-clausule",
        "17:16 weggelaten[2].clausule weggelaten.niet-toegestaan",
    ]


@pytest.mark.parametrize(
    ("clause", "codes"),
    [
        ("proef.a", []),
        ("proef.altijd", ["weggelaten.niet-toegestaan"]),
        ("proef.voorwaarde", ["weggelaten.niet-toegestaan"]),
        ("proef.keuze", ["weggelaten.niet-toegestaan"]),
        ("proef.elders", []),
        ("proef.onderwerp", []),
        ("proef.aa", ["weggelaten.onbekende-clausule"]),
    ],
)
def test_only_a_mandatory_clause_can_be_left_out(clause: str, codes: list[str]) -> None:
    found = examined(f"{HEAD}weggelaten: [{{clausule: {clause}, {REASON}}}]\n").findings
    assert [finding.code for finding in found] == codes


def test_unknown_clause_is_told_with_the_nearest() -> None:
    (finding,) = examined(f"{HEAD}weggelaten: [{{clausule: proef.altyd, {REASON}}}]\n").findings
    assert finding.hint.nl.startswith("Bedoelt u 'proef.altijd'?")
    assert finding.hint.en.startswith("Did you mean 'proef.altijd'?")


def test_warnings_go_along_with_the_request() -> None:
    request = request_of(HEAD.replace("04999101", "06999101"))
    assert [brief(finding) for finding in request.findings] == [
        "11:8 zorgaanbieder.agb zorgaanbieder.agb-ongebruikelijk"
    ]
