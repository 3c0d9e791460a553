"""The change file: what it may say, what it changes, and which source it means."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from izacontract.clauses.library import Library
from izacontract.errors import FileError
from izacontract.impact.change import Change, ChangedFigure, ChangedSource, read_change
from izacontract.model.clause import Source
from izacontract.model.parameter import Parameter, Parameters, ParameterValue

SOURCE = Source("Bron", "1", None)


def value(text: str, since: str, until: str | None) -> ParameterValue:
    last = date.fromisoformat(until) if until else None
    return ParameterValue(date.fromisoformat(since), last, text, "gepubliceerd", SOURCE)


KNOWN = Parameters(
    {
        "proef.cijfer": Parameter(
            "proef.cijfer",
            "Cijfer",
            "procent",
            (value("1", "2025-01-01", "2026-12-31"), value("2", "2027-01-01", None)),
        )
    }
)
LIBRARY = Library((), {}, KNOWN, ())


def read(text: str) -> Change:
    return read_change(text.encode(), "wijziging.yaml", LIBRARY)


def test_key_that_no_request_has_is_refused_with_the_one_that_was_meant() -> None:
    text = b"waarden: [{sleutel: volume.bedrg, waarde: '1'}]"
    with pytest.raises(FileError) as caught:
        read_change(text, "wijziging.yaml", LIBRARY, {"volume.bedrag", "ova.jaar"})
    assert "geen 'volume.bedrg'. Bedoelt u 'volume.bedrag'?" in caught.value.message.nl
    where = b"waarden: [{sleutel: volume.bedrag, waarde: '1', alleen: {ova.jaren: 2027}}]"
    with pytest.raises(FileError):
        read_change(where, "wijziging.yaml", LIBRARY, {"volume.bedrag", "ova.jaar"})


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        ("2026-01-01", "2026-12-31", {"2025-06-01": "1", "2026-06-01": "9", "2027-06-01": "2"}),
        ("2026-07-01", "2027-06-30", {"2026-06-30": "1", "2026-07-01": "9", "2027-06-30": "9", "2027-07-01": "2"}),
        ("2024-01-01", None, {"2024-06-01": "9", "2025-06-01": "9", "2030-01-01": "9"}),
        ("2023-01-01", "2023-12-31", {"2023-06-01": "9", "2024-06-01": None, "2025-06-01": "1"}),
    ],
)
def test_changed_figure_stands_on_its_days_and_leaves_the_others(
    since: str, until: str | None, found: dict[str, str | None]
) -> None:
    changed = Change((ChangedFigure("proef.cijfer", value("9", since, until)),)).parameters(KNOWN)
    for day, text in found.items():
        held = changed.on("proef.cijfer", date.fromisoformat(day))
        assert (held.value if held else None) == text
    assert Decimal(str(changed.by_id["proef.cijfer"].values[0].value)) > 0


ACCORD = Source("Akkoord", "onderdeel J, § 5, p. 103-104", None, identifier="31 765", work="iza")
LAW = Source("Wet", "artikel 6:119a en 13", None, identifier="BWBR0005289", work="BWBR0005289")
RULING = Source("Gerechtshof Den Haag", "ECLI:NL:GHDHA:2022:1008", None, identifier="ECLI:NL:GHDHA:2022:1008")
RULE = Source("Wet", "paragraaf 1", None, identifier="Stb. 2023, 133")


@pytest.mark.parametrize(
    ("work", "place", "source", "is_cited"),
    [
        ("iza", "", ACCORD, True),
        ("iza", "p. 104", ACCORD, True),
        ("iza", "p. 105", ACCORD, False),
        ("iza", "§ 5", ACCORD, True),
        ("iza", "§ 103", ACCORD, False),
        ("azwa", "", ACCORD, False),
        ("BWBR0005289", "artikel 13", LAW, True),
        ("BWBR0005289", "artikel 6:119a", LAW, True),
        ("BWBR0005289", "artikel 1", LAW, False),
        ("ECLI:NL:GHDHA:2022:1008", "", RULING, True),
        ("Stb. 2023, 133", "", RULE, True),
    ],
)
def test_source_is_meant_by_its_number_and_place(work: str, place: str, source: Source, is_cited: bool) -> None:
    assert ChangedSource(work, place).is_cited_by(source) is is_cited


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "er staat niets in"),
        ("cijfers: [", "geen geldige YAML"),
        ("cijfers:\n  - {cijfer: proef.cijfe, waarde: '1', vanaf: 2027-01-01}", "Bedoelt u 'proef.cijfer'?"),
        ("cijfers:\n  - {cijfer: proef.cijfer, vanaf: 2027-01-01}", "wijziging.yaml:2: cijfers[1].waarde ontbreekt"),
        ("bron: iza", "bron hoort hier niet"),
        ("- iza", "is geen groep van sleutels"),
    ],
)
def test_wrong_file_is_refused_with_its_line(text: str, what: str) -> None:
    with pytest.raises(FileError) as caught:
        read(text)
    assert caught.value.code == "bestand.wijziging"
    assert what in caught.value.message.nl


def test_file_that_is_no_text_is_refused() -> None:
    with pytest.raises(FileError):
        read_change(b"\xff\xfe\x00", "wijziging.yaml", LIBRARY)


def test_figure_that_ends_before_it_begins_is_refused() -> None:
    text = "cijfers:\n  - {cijfer: proef.cijfer, waarde: '3', vanaf: 2027-01-01, tot: 2026-01-01}\n"
    with pytest.raises(FileError) as refused:
        read(text)
    assert "vóór de dag vanaf wanneer" in refused.value.message.nl
