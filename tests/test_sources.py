"""The check of places against the texts of the accords, on invented texts."""

from __future__ import annotations

from pathlib import Path

import pytest

import tests.sources as places
from tests.sources import Claim, claims, faults, printed_pages, spellings

TEXT = """Omslag
===== pdf-bladzijde 7 =====
Partijen spreken af dat zij elkaar res\u00ad
pecteren.
Aanvullend Proefakkoord 12
Aanvullend Proefakkoord 13
===== pdf-bladzijde 8 =====
14 | Proefakkoord 2022
De ova gaat volledig door.
===== pdf-bladzijde 9 =====
Het coalitieakkoord noemt 15
Proefakkoord 2022 | 16
"""


def test_printed_pages_are_known_by_their_foot() -> None:
    pages = printed_pages(TEXT)
    assert sorted(pages) == [12, 13, 14, 16]
    assert pages[12] == pages[13]
    assert "elkaar respecteren." in pages[12]


def test_a_place_that_does_not_hold_its_words_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "proef-getekend.txt").write_text(TEXT, encoding="utf-8")
    given = [
        Claim("goed", "proef", "13-14", (("respecteren",), ("OVA",))),
        Claim("fout", "proef", "14", (("respecteren",),)),
        Claim("weg", "proef", "15", ()),
        Claim("ander", "onbekend", "1", ()),
    ]
    monkeypatch.setattr(places, "claims", lambda: iter(given))
    assert list(faults(tmp_path)) == [
        "fout: niet op p. 14 van proef: respecteren",
        "weg: geen p. 15 in proef",
        f"onbekend: geen tekst in {tmp_path}",
    ]


def test_every_commitment_of_ours_has_words_to_look_up() -> None:
    named = {claim.entry: claim for claim in claims() if " " not in claim.entry and "/" not in claim.entry}
    assert len(named) > 100
    assert [entry for entry, claim in named.items() if not 1 <= len(claim.terms) <= 3] == []


@pytest.mark.parametrize(
    ("value", "unit", "spelling"),
    [
        ("26201", "miljoen euro", "26.201"),
        ("2800", "miljoen euro", "2,8 miljard"),
        ("0.4", "procent", "0,4"),
        ("2028-12-31", "datum", "31 december 2028"),
        ("2028-12-31", "datum", "2028"),
    ],
)
def test_figure_is_looked_up_as_an_accord_prints_it(value: str, unit: str, spelling: str) -> None:
    assert spelling in spellings(value, unit)
