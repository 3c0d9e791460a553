"""A name or reference that seems another is told, and a text that no program meant is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from izacontract import RequestInvalid, read_request
from izacontract.errors import dotted
from tests.support import fysio, outside


def told(key: str, value: Any) -> list[tuple[str, str]]:
    """Return path and code of what is said of a request with `value` at `key`."""
    request = fysio()
    *steps, last = key.split(".")
    place: Any = request
    for step in steps:
        place = place[int(step) if step.isdigit() else step]
    place[last] = value
    return [(dotted(found.path), found.code) for found in read_request(request, outside()).findings]


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("overeenkomst.kenmerk", "F-1\u200b", "waarde.onzichtbaar-teken"),
        ("overeenkomst.kenmerk", "F\u00ad-1", "waarde.onzichtbaar-teken"),
        ("overeenkomst.kenmerk", "\u0410-1", "waarde.lijkend-teken"),
        ("overeenkomst.kenmerk", "F-\u0661", "waarde.lijkend-teken"),
        ("overeenkomst.kenmerk", "\uff26-1", "waarde.lijkend-teken"),
        ("zorgaanbieder.naam", "Pr\u0430ktijk Proef", "waarde.lijkend-teken"),
        ("zorgaanbieder.naam", "Praktijk\u2060 Proef", "waarde.onzichtbaar-teken"),
        ("zorgaanbieder.vertegenwoordiger.naam", "\u0405. Proef", "waarde.lijkend-teken"),
        ("zorgverzekeraar.rechtspersonen.0.naam", "Proef \U0001d40d.V.", "waarde.lijkend-teken"),
    ],
)
def test_name_or_reference_that_seems_another_is_warned_of_at_its_place(key: str, value: str, code: str) -> None:
    path = key.replace(".0.", "[1].")
    assert told(key, value) == [(path, code)]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("overeenkomst.kenmerk", "F-2027/één_ñ"),
        ("zorgaanbieder.naam", "Groepspraktijk 's-Gravenhage (Çelik & Łukasz) e\u0301"),
        ("zorgaanbieder.naam", "Практика"),
        ("zorgaanbieder.naam", "Zorg – ½ “thuis” €"),
        ("fysio.opmerking", "Zachte\u00adafbreking en \u0410 in een zin"),
    ],
)
def test_name_as_people_write_it_is_not_warned_of(key: str, value: str) -> None:
    assert told(key, value) == []


@pytest.mark.parametrize("value", ["NaN", "true", "false", "Infinity", "-Infinity", ".nan", "TRUE"])
@pytest.mark.parametrize("ending", ["json", "yaml"])
def test_what_a_program_writes_for_no_value_is_refused_as_a_text(tmp_path: Path, value: str, ending: str) -> None:
    file = tmp_path / f"aanvraag.{ending}"
    text = json.dumps(fysio(), indent=1)
    file.write_text(text.replace('"Praktijk Proef"', value), encoding="utf-8")
    with pytest.raises(RequestInvalid) as caught:
        read_request(file, outside())
    (fault,) = caught.value.findings
    assert (fault.code, dotted(fault.path)) == ("waarde.geen-tekst", "zorgaanbieder.naam")
    assert fault.position is not None
    assert text.splitlines()[fault.position.line - 1].strip().startswith('"naam"')
    file.write_text(text.replace('"Praktijk Proef"', f'"{value}"'), encoding="utf-8")
    assert read_request(file, outside()).provider.name == value
