"""No contract contradicts itself about money: every article of every example and variant is read for three faults.

Two terms or two silence rules for one event; "ten hoogste" beside a payment above it; and a performance or amount
"die bijlage X noemt" that the annex does not name. Each reading must find the fault in a text that has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest

from izacontract.render.text import text
from tests.contracts.support import SECTORS, VARIANTS, build, example, plugins, request_called, variants
from tests.contracts.test_whole_contracts import KINDS

SENTENCE = re.compile(r"(?<=[a-z)%\]0-9])\. (?=[A-Z€\[])")
TERM = re.compile(r"\bbinnen (?:\d+ \w+|een \w+|zes weken)|\buiterlijk op \d+ \w+ \d{4}")
SILENCE = re.compile(
    r"zwijg|uitblijven|\banders geldt artikel|\bblijft\b.*\buit\b|"
    r"\b(?:antwoordt|beslist|besluit|reageert|doet|maakt) (?:hij|zij) (?:dat |geen |niet)"
    , re.IGNORECASE
)  # fmt: skip
NUMBER = re.compile(r"\d+(?:\.\d+)+|\d+")
OPEN = "[IN TE VULLEN"


@dataclass(frozen=True)
class Event:
    """Something that a contract may give one term and one silence rule: the sentence that opens it has all of `words`.

    The term and the rule are the first ones from that sentence on, within its lid.
    """

    name: str
    words: tuple[str, ...]

    def opens(self, sentence: str) -> bool:
        return all(re.search(word, sentence, re.IGNORECASE) for word in self.words)


EVENTS = (
    Event("verzoek om extra volume", (r"\bvra(?:ag|gen)|verzoek", r"\bextra (?:volume|ruimte)|hoger Omzetplafond")),
    Event("melding van een overschrijding", (r"\bmeldt\b", "Omzetplafond")),
    Event("antwoord op die melding", (r"antwoordt\b", "na de melding Schriftelijk")),
    Event("eindafrekening", (r"De Zorgverzekeraar zendt\b.*\beindafrekening",)),
    Event("slotafrekening", (r"De Zorgverzekeraar zendt\b.*\bslotafrekening",)),
    Event("bezwaar tegen een afrekening", ("afrekening", "bezwaar maken")),
    Event("bezwaar tegen een afgewezen declaratie", ("met een afwijzing niet eens",)),
    Event("indiening van een declaratie", ("dient een declaratie in",)),
    Event("betaling van een declaratie", ("betaalt een juiste declaratie",)),
    Event("betaling van de slotafrekening", ("saldo", r"\bbetaalt\b")),
    Event("melding van een te lange wachttijd", (r"\bmeldt\b", r"wachttijd", "Treeknorm|norm")),
    Event("bemiddeling", (r"bemiddelt?\b|bemiddeling", r"\bZorgverzekeraar\b", r"\bbinnen\b")),
    Event("inbreuk op persoonsgegevens", ("persoonsgegevens", "inbreuk|datalek", r"\bmeldt\b")),
)
"""The events that touch money or access and that more than one clause may speak about."""


@cache
def opened_by(sentence: str) -> tuple[Event, ...]:
    """Return the events that `sentence` opens; most sentences stand in nearly every contract."""
    return tuple(event for event in EVENTS if event.opens(sentence))


CAP = re.compile(
    r"(?:vergoedt|betaalt)\b[^.]*\bten hoogste (?:het|dit|dat) (?P<paid>\w+)|"
    r"^ *(?P<defined>\w+): [^.]*\bten hoogste (?:vergoedt|betaalt)",
)  # fmt: skip
ABOVE = r"(?:vergoedt|betaalt)\b(?:(?!\bniet\b)[^.])*\b(?:boven|meer dan) (?:het|dit|dat) {}\b"
NAMED = re.compile(
    r"(?:Prestatie|bedrag|betaaltitel)\w*(?: voor (?P<what>[^,.]*?))?"
    r"(?: in segment [^,.]*?)? (?:die|dat) (?P<annex>bijlage [A-H]) (?:daarvoor )?noemt"
)


def leden(printed: str) -> Iterator[tuple[str, list[str]]]:
    """Give the number and the sentences of each lid of the articles, its onderdelen among them."""
    number, words = "", ""
    for line in body(printed).splitlines():
        start = re.match(r"(\d+\.\d+) (.*)", line)
        if start or not line.startswith("    "):
            if number:
                yield number, SENTENCE.split(words)
            number, words = (start[1], start[2]) if start else ("", "")
        else:
            words += f" {line.strip()}"
    if number:
        yield number, SENTENCE.split(words)


def body(printed: str) -> str:
    """Return the articles, without the annexes and with plain spaces: a number is held to its noun by another one."""
    return re.split(r"(?m)^Bijlage A ", printed)[0].replace("\u00a0", " ")


def annex(printed: str, name: str) -> str:
    """Return the text of the annex called `name` ("bijlage B")."""
    found = re.search(rf"(?ms)^{name.replace('bijlage', 'Bijlage')} .*?(?=^Bijlage [A-Z] |\Z)", printed)
    return found[0] if found else ""


def two_rules(printed: str) -> list[str]:
    """Return each event of which two leden give another term, or another rule for silence."""
    found = []
    read = [
        (number, sentences, [opened_by(sentence) for sentence in sentences]) for number, sentences in leden(printed)
    ]
    for event in EVENTS:
        terms: dict[str, str] = {}
        rules: dict[str, str] = {}
        for number, sentences, opened in read:
            place = next((place for place, events in enumerate(opened) if event in events), None)
            if place is None:
                continue
            rest = ". ".join(sentences[place:])
            term = TERM.search(rest)
            rule = next((sentence for sentence in re.split(r"[.;] ", rest) if SILENCE.search(sentence)), None)
            if term:
                terms.setdefault(term[0], number)
            if rule:
                rules.setdefault(NUMBER.sub("#", rule), number)
        for kind, given in (("termijnen", terms), ("zwijgregels", rules)):
            if len(given) > 1:
                found.append(f"{event.name}: twee {kind}: {given}")
    return found


def paid_above_a_cap(printed: str) -> list[str]:
    """Return each sentence that pays "ten hoogste" an amount above which another sentence pays, without "behoudens"."""
    lines = [line for line in body(printed).splitlines() if line.strip()]
    sentences = [sentence for line in lines for sentence in SENTENCE.split(line)]
    found = []
    for sentence in sentences:
        cap = CAP.search(sentence)
        if cap is None or "behoudens" in sentence:
            continue
        noun = cap["paid"] or cap["defined"]
        above = next((other for other in sentences if re.search(ABOVE.format(noun), other)), None)
        if above is not None:
            found.append(f"{sentence!r} naast {above!r}")
    return found


def claimed_without_amount(printed: str) -> list[str]:
    """Return each performance or amount "die bijlage X noemt" of which that annex has no line with an amount.

    A sentence for the case that the annex does not name it, or an open point, says so honestly.
    """
    found = []
    for number, sentences in leden(printed):
        for claim in (match for sentence in sentences for match in NAMED.finditer(sentence)):
            rest = ". ".join(sentences)
            lines = [line for line in annex(printed, claim["annex"]).splitlines() if "€" in line or OPEN in line]
            named = [line for line in lines if (claim["what"] or "").casefold() in line.casefold()]
            if not named and OPEN not in rest and "Noemt die bijlage" not in rest:
                found.append(f"{number}: {claim[0]}")
    return found


def contradictions(printed: str) -> list[str]:
    return [*two_rules(printed), *paid_above_a_cap(printed), *claimed_without_amount(printed)]


def every_request() -> dict[str, tuple[Mapping[str, Any], str]]:
    """Return each request of an example, a whole contract or a variant by name, with its house; equal ones once."""
    named = {
        f"{kind} {sector}": (request_called(form.format(sector)), "")
        for kind, form in KINDS.items()
        for sector in SECTORS
    }
    for table in sorted(VARIANTS.glob("*.yaml")):
        named |= {str(variant): (variant.request, variant.house) for variant in variants(table.stem)}
    different = {repr(request): name for name, request in reversed(named.items())}
    return {name: named[name] for name in different.values()}


@pytest.mark.parametrize(("request_", "house"), every_request().values(), ids=every_request())
def test_contract_does_not_contradict_itself(request_: Mapping[str, Any], house: str) -> None:
    assert contradictions(text(build(request_, used=plugins(house)))) == []


BROKEN = {
    "twee zwijgregels": (
        "9.1 Verwacht de Zorgaanbieder een overschrijding, dan kan hij om een hoger Omzetplafond vragen. De Zorgverzekeraar "
        "beslist binnen 21 dagen, met redenen; beslist hij niet op tijd, dan geldt artikel 9.2 ook hier.\n"
        "12.1 Vraagt de Zorgaanbieder om extra volume, dan antwoordt de Zorgverzekeraar binnen 21 dagen Schriftelijk. "
        "Zwijgen geldt niet als instemming.\n",
        ["verzoek om extra volume: twee zwijgregels"],
    ),
    "twee termijnen": (
        "4.6 De Zorgverzekeraar bemiddelt binnen 7 dagen.\n10.3 De Zorgverzekeraar bemiddelt de Verzekerde binnen 21 dagen.\n",
        ["bemiddeling: twee termijnen"],
    ),
    "boven wat ten hoogste wordt vergoed": (
        "    Omzetplafond: het bedrag dat de Zorgverzekeraar in een Contractjaar ten hoogste vergoedt.\n"
        "9.1 De Zorgverzekeraar vergoedt ten hoogste het Omzetplafond.\n"
        "9.8 De Zorgverzekeraar vergoedt de Zorg boven het Omzetplafond tegen 65,00% van het Tarief.\n",
        ["'    Omzetplafond:", "'9.1 De Zorgverzekeraar"],
    ),
    "titel die de bijlage niet noemt": (
        "9.4 De Zorgaanbieder declareert de Prestatie voor beschikbaarheid die bijlage B daarvoor noemt.\n"
        "Bijlage A Partijen\nBijlage B Prijzen\n    | A01 | Heupprothese | € 9.818,00 |\nBijlage C Volume\n",
        ["9.4: Prestatie voor beschikbaarheid"],
    ),
}


@pytest.mark.parametrize(("printed", "faults"), BROKEN.values(), ids=BROKEN)
def test_reading_finds_the_fault_in_a_broken_text(printed: str, faults: list[str]) -> None:
    found = contradictions(printed)
    assert len(found) == len(faults)
    assert all(one.startswith(fault) for one, fault in zip(found, faults, strict=True))


@pytest.mark.parametrize(
    ("sector", "right", "wrong"),
    [
        (
            "ggz",
            "Voor extra volume geldt artikel 9.",
            "Vraagt de Zorgaanbieder om extra volume, dan antwoordt de Zorgverzekeraar binnen 14 dagen. Zwijgen geldt "
            "niet als instemming.",
        ),
        ("msz", ", behoudens artikel 9.8, artikel 9.9 en artikel 9.10.", "."),
        ("wijkverpleging", "slotafrekening, die", "slotafrekening of binnen 90 dagen een eindafrekening, die"),
    ],
)
def test_reading_finds_the_fault_in_a_whole_contract(sector: str, right: str, wrong: str) -> None:
    printed = text(build(example(sector)))
    assert right in printed
    assert contradictions(printed) == []
    assert contradictions(printed.replace(right, wrong)) != []
