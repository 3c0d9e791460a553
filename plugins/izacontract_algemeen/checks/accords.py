"""Checks that a section for which an accord asks from a later year stands in no earlier contract."""

from __future__ import annotations

from izacontract import ContractRequest, Finding, Message, Parameters, is_open
from izacontract_algemeen.rules.accords import BREAKTHROUGH_FROM, DROPPED_DEMANDS_FROM, EXTRA_MEANS_FROM, azwa_from

TOO_EARLY = Message(
    "algemeen.onderdeel-te-vroeg",
    "Het onderdeel {section} hoort bij contracten met teksten van {first:%d-%m-%Y} of later; dit contract heeft "
    "die van "
    "{day:%d-%m-%Y} en krijgt er geen clausule over.",
    "The section {section} goes with contracts whose texts are of {first:%d-%m-%Y} or later; this contract has "
    "those of "
    "{day:%d-%m-%Y} and gets no clause on it.",
    "Haal {section} weg, of laat overeenkomst.begin op {first:%Y-%m-%d} of later vallen.",
    "Remove {section}, or let overeenkomst.begin be {first:%Y-%m-%d} or later.",
)
FROM_AZWA = (
    "passende_zorg.initiatieven",
    "passende_zorg.niet_ingevoerd",
    "medische_technologie",
    "ai",
    "digitale_hulp",
    "zorgbemiddeling",
    "basisfunctionaliteiten",
)


def check_request(request: ContractRequest, parameters: Parameters) -> list[Finding]:
    """Return a warning for each section that the request gives too early."""
    if is_open(request.agreement.begin):
        return []
    day = request.reference_day
    since = {
        "machtigingen": azwa_from(parameters),
        "inkoopeisen": parameters.day(DROPPED_DEMANDS_FROM),
        "remgelden": parameters.day(EXTRA_MEANS_FROM),
        "doorbraakmiddelen": parameters.day(BREAKTHROUGH_FROM),
    } | dict.fromkeys(FROM_AZWA, azwa_from(parameters))
    return [
        TOO_EARLY.warning(*section.split("."), section=section, first=first, day=day)
        for section, first in since.items()
        if day < first and request.value(section) not in (None, ())
    ]
