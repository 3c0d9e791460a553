"""What parties agree in their own words: what may stand in a request, and the checksums of the files that it names."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from izacontract import Severity
from izacontract.intake import examine_request
from tests.intake.fakes import HEAD, examined, fake, request_of, told

PROVISION = {"kop": "Proef", "tekst": "Partijen doen een proef.", "soort": "aanvulling", "reden": "nieuw"}
AGREED = {"overeengekomen_door": "A. Proef", "overeengekomen_op": "2025-01-01"}
ANNEX = {"titel": "Protocol", "kenmerk": "P-3", "datum": "2025-01-01"}
HASH = sha256(b"protocol").hexdigest()


def own(key: str, item: dict[str, str]) -> str:
    """Return a request with one `item` in the list under `key`; what each key holds stands on a line from 15."""
    return f"{HEAD}{key}:\n  - " + "\n    ".join(f'{name}: "{value}"' for name, value in item.items()) + "\n"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"plaats": "proef.a"}, []),
        ({"kop": "Een\\nTwee"}, ["15:10 bijzondere_bepalingen[1].kop waarde.meer-regels"]),
        ({"kop": "Een\\tTwee"}, ["15:10 bijzondere_bepalingen[1].kop waarde.meer-regels"]),
        ({"kop": "K" * 121}, ["15:10 bijzondere_bepalingen[1].kop waarde.te-lang"]),
        ({"tekst": " "}, ["16:12 bijzondere_bepalingen[1].tekst waarde.leeg"]),
        ({"soort": "anders"}, ["17:12 bijzondere_bepalingen[1].soort waarde.keuze"]),
        (
            {"plaats": "proef.aa"},
            ["21:13 bijzondere_bepalingen[1].plaats bijzondere-bepalingen.onbekende-clausule"],
        ),
    ],
)
def test_provision_says_what_is_wrong_with_it(changes: dict[str, str], expected: list[str]) -> None:
    assert told(examined(own("bijzondere_bepalingen", PROVISION | AGREED | changes))) == expected


@pytest.mark.parametrize("absent", ["overeengekomen_door", "overeengekomen_op"])
def test_final_contract_needs_who_agreed_and_when(absent: str) -> None:
    item = {key: value for key, value in (PROVISION | AGREED).items() if key != absent}
    examination = examined(own("bijzondere_bepalingen", item))
    assert examination.request is not None
    assert told(examination, Severity.BEFORE_FINAL) == [
        f"15:5 bijzondere_bepalingen[1].{absent} bijzondere-bepalingen.niet-overeengekomen"
    ]


def test_each_line_with_text_becomes_a_lid() -> None:
    request = request_of(
        own("bijzondere_bepalingen", PROVISION | AGREED | {"tekst": "Een *a*\\n\\n  Twee {{ b }} \\n"})
    )
    assert request.provisions[0].lines == ("Een *a*", "Twee {{ b }}")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"bestand": "protocol.pdf", "sha256": HASH}, []),
        ({"titel": "Een\\nTwee"}, ["eigen_bijlagen[1].titel waarde.meer-regels"]),
        ({"bestand": "/etc/hosts"}, ["eigen_bijlagen[1].bestand waarde.geen-bestandsnaam"]),
        ({"bestand": "../protocol.pdf"}, ["eigen_bijlagen[1].bestand waarde.geen-bestandsnaam"]),
        ({"bestand": "C:protocol.pdf"}, ["eigen_bijlagen[1].bestand waarde.geen-bestandsnaam"]),
        ({"bestand": ".."}, ["eigen_bijlagen[1].bestand waarde.geen-bestandsnaam"]),
        ({"bestand": "protocol.pdf", "sha256": HASH[1:]}, ["eigen_bijlagen[1].sha256 waarde.geen-sha256"]),
        ({"sha256": HASH}, ["eigen_bijlagen[1].sha256 eigen-bijlagen.geen-bestand"]),
    ],
)
def test_annex_says_what_is_wrong_with_it(changes: dict[str, str], expected: list[str]) -> None:
    found = told(examined(own("eigen_bijlagen", ANNEX | changes)))
    assert [finding.split(" ", 1)[1] for finding in found] == expected


@pytest.mark.parametrize(
    ("there", "typed", "expected", "codes"),
    [
        (True, "", HASH, []),
        (True, HASH.upper(), HASH, []),
        (True, "0" * 64, None, ["eigen-bijlagen.ander-bestand"]),
        (False, "", None, ["eigen-bijlagen.geen-controlegetal"]),
        (False, HASH, HASH, []),
    ],
)
def test_file_beside_the_request_is_known_by_its_checksum(
    tmp_path: Path, there: bool, typed: str, expected: str | None, codes: list[str]
) -> None:
    if there:
        (tmp_path / "protocol.pdf").write_bytes(b"protocol")
    file = tmp_path / "aanvraag.yaml"
    more = {"bestand": "protocol.pdf"} | ({"sha256": typed} if typed else {})
    file.write_text(own("eigen_bijlagen", ANNEX | more), encoding="utf-8")
    examination = examine_request(file, fake())
    assert [finding.code for finding in examination.findings] == codes
    if examination.request is not None:
        assert examination.request.own_annexes[0].sha256 == expected


def test_request_that_is_no_file_opens_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "protocol.pdf").write_bytes(b"protocol")
    monkeypatch.chdir(tmp_path)
    request = request_of(own("eigen_bijlagen", ANNEX | {"bestand": "protocol.pdf"}))
    assert request.own_annexes[0].sha256 is None
    assert [finding.severity for finding in request.findings] == [Severity.BEFORE_FINAL]
