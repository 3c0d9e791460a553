"""Declared duties: what a header may say of a lid, what is refused with its line, and what lint finds."""

from __future__ import annotations

from pathlib import Path

import pytest

from izacontract.clauses.leden import leden_of
from izacontract.clauses.lint_duties import duty_faults, missing_duties
from izacontract.errors import ClauseError
from tests.duties.support import library_of

LID = '1. {{ lid("antwoord") }}Antwoordt binnen {{ termijn | dagen }}.'
DUTY = "antwoord:\n    - {who: partijen, what: Antwoordt., after: melding, within: termijn}"


@pytest.mark.parametrize(
    ("duty", "what"),
    [
        (
            DUTY.replace("antwoord:", "antwoorden:"),
            "noemt lid 'antwoorden', dat niet in de tekst staat. Bedoelt u 'antwoord'?",
        ),
        (DUTY.replace("within: termijn", "within: termijnen"), "noemt termijn 'termijnen'"),
        (DUTY.replace("within: termijn", "within: naam"), "noemt termijn 'naam'"),
        (DUTY.replace("within: termijn", "within: gauw dagen"), "noemt termijn 'gauw dagen'"),
        (
            DUTY.replace("melding", "meldin"),
            "lid 'antwoord' hangt aan 'meldin', dat geen dag, variabele of gebeurtenis is",
        ),
        (DUTY.replace("melding", "naam"), "hangt aan 'naam', dat geen dag is maar tekst"),
        (DUTY.replace("melding", "rijen.dag"), "noemt variabele 'rijen', die de tekst niet kent"),
        (DUTY.replace("after: melding", "after: melding, before: melding"), "heeft niet één van day, after en before"),
        (DUTY.replace(", within: termijn", ""), "within ontbreekt"),
        (DUTY.replace("after: melding", "day: laatste-dag"), "within hoort hier niet"),
        (DUTY.replace("partijen", "iedereen"), "who"),
        (DUTY.replace("what: Antwoordt.", "wat: Antwoordt."), "wat hoort hier niet"),
        ("antwoord: {rule: not-before-start}", "vraagt within bij not-before-start"),
        ("antwoord: {rule: next-working-day, within: termijn}", "vraagt within bij not-before-start"),
    ],
)
def test_wrong_duty_is_refused_with_its_file(tmp_path: Path, duty: str, what: str) -> None:
    with pytest.raises(ClauseError) as caught:
        library_of(tmp_path, duty, LID, "termijn: dagen, naam: tekst")
    assert "proef/een/2023-01-01.md" in caught.value.message.nl
    assert what in f"{caught.value.message.nl} {caught.value.hint.nl}"


def test_unknown_event_leads_to_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(ClauseError) as caught:
        library_of(tmp_path, DUTY.replace("melding", "meldin"), LID)
    assert caught.value.code == "clausule.gebeurtenis"
    assert "Bedoelt u 'melding'?" in caught.value.hint.nl


@pytest.mark.parametrize(
    "words",
    [
        "Antwoordt binnen {{ termijn | dagen }}.",
        "Antwoordt binnen 14 dagen.",
        "Antwoordt binnen zes weken.",
        "Antwoordt uiterlijk op de dag ervoor.",
        "Rapporteert jaarlijks.",
        "Rapporteert elk kwartaal.",
        "Antwoordt:\n    1. de een binnen 3 weken;\n    2. de ander niet.",
    ],
)
@pytest.mark.parametrize("name", ['{{ lid("lid") }}', ""])
def test_lid_with_a_term_and_no_duty_is_found_with_its_line(tmp_path: Path, words: str, name: str) -> None:
    library = library_of(tmp_path, DUTY, f"{LID}\n1. {name}{words}")
    (found,) = missing_duties(library)
    assert (found.file, found.code) == ("proef/een/2023-01-01.md:10", "verplichting-ontbreekt")
    assert ("lid 'lid'" in found.message.nl) is bool(name)


def test_lid_without_a_term_or_with_a_reason_is_left_alone(tmp_path: Path) -> None:
    excused = f"{DUTY}\n  bron: {{none: Noemt de dag van een bron.}}"
    text = f'{LID}\n1. {{{{ lid("bron") }}}}De bron is van {{{{ dag | datum }}}}.\n1. Wie betaalt, betaalt op tijd.'
    assert missing_duties(library_of(tmp_path, excused, text, "termijn: dagen, dag: datum")) == []


@pytest.mark.parametrize(
    ("duty", "code", "what"),
    [
        (
            DUTY.replace("within: termijn", "within: ander"),
            "verplichting-waarde",
            "noemt 'ander', dat haar lid niet zegt",
        ),
        (DUTY.replace("within: termijn", "within: 3 weken"), "verplichting-waarde", "noemt '3 weken'"),
        (DUTY.replace("Antwoordt.", "'Zegt {wat}.'"), "verplichting-waarde", "noemt '{wat}'"),
        (
            DUTY.replace("within: termijn", "within: termijn, says: na de melding"),
            "verplichting-waarde",
            "na de melding",
        ),
        (DUTY.replace("melding", "'#niets'"), "verplichting-verwijzing", "verplichting '#niets'"),
        (
            DUTY.replace("within: termijn", "within: termijn, otherwise: niets"),
            "verplichting-verwijzing",
            "lid 'niets'",
        ),
        (
            DUTY.replace("within: termijn", "within: termijn, otherwise: proef.een#niets"),
            "verplichting-verwijzing",
            "lid 'proef.een#niets'",
        ),
    ],
)
def test_duty_that_its_lid_does_not_bear_out_is_a_fault(tmp_path: Path, duty: str, code: str, what: str) -> None:
    text = f"{LID}\n1. Ook binnen {{{{ ander | dagen }}}}."
    (found,) = duty_faults(library_of(tmp_path, duty, text, "termijn: dagen, ander: dagen"))
    assert found.code == code
    assert what in found.message.nl


def test_leden_of_a_text_are_split_where_they_begin() -> None:
    text = (
        '{% if a %}\n1. {{ lid("een") }}Een:\n    1. deel;\n{% endif %}\nEen alinea:\n\n| a |\n| --- |\n'
        "| b |\n\n{% if b %}Nog een{% endif %} alinea."
    )
    found = list(leden_of(text))
    assert [(lid.name, lid.line) for lid in found] == [("een", 2), ("", 5), ("", 11)]
    assert "deel" in found[0].words
    assert "| b |" in found[1].words
