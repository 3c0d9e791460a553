"""No text leaves to a later agreement what the contract itself has to say: it asks a key, or says what holds till then."""

from __future__ import annotations

import re

import pytest

from tests.contracts.support import plugins

PARTIES = r"(?:Partijen|[Zz]ij)"
AGREE = r"(?:leggen|spreken|stellen|maken|komen|bepalen|kiezen)"
TERM = r"(?:binnen \{\{|voordat\b|vooraf\b|vóór (?!ondertekening))"
DONE = r"(?:vast|af|overeen|afspra(?:ak|ken))\b"
PATTERNS = (
    rf"\b(?:{PARTIES} {AGREE}|{AGREE} {PARTIES})\b(?=[^.;]*{TERM})[^.;]*{DONE}",
    rf"\b(?:{PARTIES} {AGREE}|{AGREE} {PARTIES})\b waar nodig\b",
    rf"\b{PARTIES} leggen (?:wat zij overeenkomen|de aanpassing)\b",
    rf"\b(?:{PARTIES} passen|passen {PARTIES})\b[^.;]*\baan\b",
    r"\bdie Partijen (?:zijn overeengekomen|nog overeenkomen|overeenkomen) voor\b",
)
"""How a duty to agree reads. A talk, the record of what was agreed, and what is chosen before signing are none."""

DAYS = "{{ overleg | dagen }}"
AGREED_LATER = (
    f"Partijen leggen de omvang binnen {DAYS} na de eerste dag van de Overeenkomst Schriftelijk vast.",
    f"Zij leggen binnen {DAYS} na de eerste dag Schriftelijk vast welke versie zij gebruiken.",
    f"Ontbreekt een Prestatie, dan leggen Partijen binnen {DAYS} vast met welke Prestatie zij wordt betaald.",
    f"Partijen spreken de nieuwe Tarieven Schriftelijk af binnen {DAYS} na de melding.",
    f"Partijen stellen binnen {DAYS} na de opzegging een plan voor de overdracht vast.",
    "Noemt die bijlage haar niet, dan maken Partijen daarover een Schriftelijke afspraak voordat een dienst begint.",
    "Partijen spreken het bedrag vanaf die dag vooraf Schriftelijk af; tot dan geldt het oude.",
    "Zij maken waar nodig afzonderlijke afspraken over outreachende zorg.",
    "Partijen leggen wat zij overeenkomen vast in een ondertekende aanvulling.",
    "Partijen leggen de aanpassing aan het prijspeil Schriftelijk vast.",
    "Gaat Zorg over, dan passen Partijen de omvang vanaf die dag naar verhouding aan.",
    "De Zorgaanbieder houdt de capaciteit beschikbaar die Partijen zijn overeengekomen voor de crisisdienst.",
)
NO_DUTY_TO_AGREE = (
    f"Partijen bespreken de maatregelen binnen {DAYS} na de melding.",
    "Een oplossing leggen zij Schriftelijk vast.",
    f"Dat geldt, tenzij Partijen binnen {DAYS} Schriftelijk iets anders overeenkomen.",
    "Voor Prestaties waarvan het tariefregime nog open staat, kiezen Partijen vóór ondertekening hoe zij wordt vastgesteld.",
)


def found_in(text: str) -> list[str]:
    """Return the words in `text` that leave something to a later agreement."""
    return [match.group() for pattern in PATTERNS for match in re.finditer(pattern, text)]


@pytest.mark.parametrize("sentence", AGREED_LATER)
def test_sentence_that_leaves_a_point_to_a_later_agreement_is_found(sentence: str) -> None:
    assert found_in(sentence)


@pytest.mark.parametrize("sentence", NO_DUTY_TO_AGREE)
def test_talk_or_record_is_no_agreement_to_agree(sentence: str) -> None:
    assert found_in(sentence) == []


def test_no_text_of_the_library_leaves_a_point_to_a_later_agreement() -> None:
    found = {
        f"{clause.id}/{version.since}": words
        for clause in plugins().library.clauses.values()
        for version in clause.versions
        if (words := found_in(version.text))
    }
    assert found == {}
