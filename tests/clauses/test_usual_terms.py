"""No text repeats the usual terms of `algemeen.begrippen`: it names a term only where it differs or starts elsewhere."""

from __future__ import annotations

import re

import pytest

from tests.contracts.support import plugins


def _term(name: str) -> str:
    return rf"binnen \{{\{{ {name} \| dagen \}}\}}"


USUAL = {
    "melding": rf"\bmeld(?:t|en)\b[^.;]*{_term('melding')}(?=[,.;])",
    "antwoord": rf"\bantwoord(?:t|en)\b(?![^.;]*zo snel als)[^.;]*{_term('antwoord')}(?=[,.;])",
    "verzoek": rf"\b[Oo]p verzoek\b[^.;]*{_term('antwoord')}",
    "overleg": rf"\b(?:overleggen|bespreken) Partijen {_term('overleg')}",
    "jaar": rf"{_term('overleg')} na elk Contractjaar",
    "reactie": rf"{_term('hoor')}[^.;]*\breageren\b",
    "zwijgen": rf"\b(?:[Aa]ntwoordt|[Rr]eageert) (?:de \w+|hij|zij) niet {_term('antwoord')}",
}
"""How a usual term reads beside the act it belongs to, with no start of its own."""

REPEATED = {
    "melding": "Een stop meldt hij binnen {{ melding | dagen }}, met de reden.",
    "antwoord": "De Zorgverzekeraar antwoordt binnen {{ antwoord | dagen }}.",
    "verzoek": "Op verzoek toont hij binnen {{ antwoord | dagen }} hoe dat is geregeld.",
    "overleg": "Dan overleggen Partijen binnen {{ overleg | dagen }} over de gevolgen.",
    "jaar": "Hij geeft binnen {{ overleg | dagen }} na elk Contractjaar de aantallen.",
    "reactie": "Hij kan binnen {{ hoor | dagen }} reageren.",
    "zwijgen": "Antwoordt de Zorgverzekeraar niet binnen {{ antwoord | dagen }}, dan geldt het plan.",
}
OWN_TERM = (
    "Hij meldt dat binnen {{ melding | dagen }} nadat hij haar redelijkerwijs kent.",
    "De Zorgverzekeraar antwoordt zo snel als de zorgvraag vereist, en uiterlijk binnen {{ antwoord | dagen }}.",
    "De Zorgverzekeraar zendt binnen {{ antwoord | dagen }} na de bekendmaking een aangepaste prijslijst.",
)


def repeated_in(text: str) -> list[str]:
    """Return the words in `text` that say a usual term again."""
    return [match.group() for pattern in USUAL.values() for match in re.finditer(pattern, text)]


@pytest.mark.parametrize("kind", USUAL)
def test_usual_term_said_again_is_found(kind: str) -> None:
    assert re.search(USUAL[kind], REPEATED[kind])


@pytest.mark.parametrize("sentence", OWN_TERM)
def test_term_with_a_start_of_its_own_is_none(sentence: str) -> None:
    assert repeated_in(sentence) == []


def test_no_text_of_the_library_says_a_usual_term_again() -> None:
    found = {
        f"{clause.id}/{version.since}": words
        for clause in plugins().library.clauses.values()
        if clause.id != "algemeen.begrippen"
        for version in clause.versions
        if (words := repeated_in(version.text))
    }
    assert found == {}
