"""Goals of the AZWA that bind associations and government: no contract of 2026 or 2027 makes one of them its own."""

from __future__ import annotations

import re
from functools import cache

import pytest

from izacontract.render.text import text
from tests.contracts.support import SECTORS, build, changed, request_called

PERCENT = r"\s*(?:%|procent)"
GOALS = {
    "labour in 2028 (p. 17)": (r"(?<!\d\.)\b(?:100|40|20)\.000\b(?!,)", "100.000 mensen minder tekort"),
    "time for administration in 2030 (p. 20)": (
        rf"\b20{PERCENT}[^.\n]*administrati|administrati[^.\n]*\b20{PERCENT}",
        "ten hoogste 20% administratietijd",
    ),
    "AI in half of the processes, 15 per cent in 2032 (p. 25)": (
        rf"\bAI\b[^.\n]*\b(?:50|15){PERCENT}|\b(?:50|15){PERCENT}[^.\n]*\bAI\b",
        "AI is in 50 procent van de processen in gebruik",
    ),
    "all mental health care within the Treeknorm in 2028 (p. 49, 51)": (
        r"Treeknorm[^.\n]*2028|2028[^.\n]*Treeknorm",
        "in 2028 valt alle ggz binnen de Treeknorm",
    ),
    "one in six after a talk (IZA, p. 113-116)": (r"\b(?:één|1) op de (?:zes|6)\b", "1 op de 6 patiënten"),
    "part of the psychiatrists on duty (p. 67)": (
        rf"\b70{PERCENT}[^.\n]*psychiater|psychiater[^.\n]*\b70{PERCENT}",
        "70% van de psychiaters doet mee",
    ),
    "nobody without a huisarts (p. 58)": (
        r"niemand (?:meer )?zonder (?:een |vaste )*huisarts",
        "niemand meer zonder huisarts",
    ),
    "the deductible (p. 83)": (r"€\s*165\b|\b165 euro", "een eigen risico van € 165"),
    "the cap on regional alliances (p. 83)": (r"\b70 miljoen|\b70\.000\.000", "ten hoogste € 70 miljoen"),
    "means of the country (p. 85)": (r"\b400 miljoen|\b400\.000\.000", "€ 400 miljoen per jaar"),
    "national frames (p. 84)": (r"\b(?:31\.898|32\.427|32\.514|5\.857|5\.935|5\.974)\b(?!,)", "een kader van 32.427"),
    "basic functions everywhere in 2030 (p. 60-63)": (
        r"basisfunctionaliteit[^.\n]*2030",
        "elke basisfunctionaliteit is er in 2030",
    ),
    "a ban on waiving costs (p. 75)": (r"coulance", "een coulanceverbod"),
    "growth of hybrid care per patient (p. 50)": (
        rf"\b6{PERCENT}[^.\n]*per (?:patiënt|cliënt|verzekerde)",
        "6% hybride per patiënt",
    ),
}
REQUESTS = [f"{kind}{sector}" for kind in ("kleinste ", "alles/") for sector in SECTORS]


@cache
def printed(name: str, year: int) -> str:
    """Return the contract that the request called `name` gives with the texts of `year`, on one kind of space."""
    request = changed(request_called(name), instellingen__peildatum=f"{year}-01-01")
    return re.sub(r"[^\S\n]+", " ", text(build(request)))


@pytest.mark.parametrize("goal", GOALS)
def test_pattern_of_a_goal_finds_the_goal(goal: str) -> None:
    pattern, sample = GOALS[goal]
    assert re.search(pattern, sample, re.IGNORECASE)


@pytest.mark.parametrize("year", [2026, 2027])
@pytest.mark.parametrize("name", REQUESTS)
def test_no_contract_makes_a_national_goal_a_duty(name: str, year: int) -> None:
    contract = printed(name, year)
    assert "AZWA" in contract
    found = {goal: match[0] for goal, (pattern, _) in GOALS.items() if (match := re.search(pattern, contract, re.I))}
    assert found == {}


@pytest.mark.parametrize("sector", SECTORS)
def test_frames_and_growth_of_the_country_neither_cap_nor_raise_what_is_paid(sector: str) -> None:
    contract = printed(f"kleinste {sector}", 2027)
    assert "Een landelijk uitgavenkader of groeipercentage geeft geen recht op vergoeding en" in contract
    assert "De extra middelen geven geen recht op een hoger volume, Tarief of bedrag" in contract
