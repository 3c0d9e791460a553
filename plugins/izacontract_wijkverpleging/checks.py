"""Checks a request for district nursing: the neighbourhoods of the team."""

from __future__ import annotations

from collections.abc import Iterator

from izacontract import ContractRequest, Finding, Message, OpenPoint, Parameters
from izacontract_wijkverpleging.terms import DistrictNursing

NO_DISTRICT = Message(
    "wijkverpleging.team-zonder-wijk",
    "Het herkenbare team heeft geen wijk.",
    "The recognisable team has no neighbourhood.",
    "Noem bij wijken ten minste één wijk of laat de sleutel weg als die nog niet bekend is.",
    "Name at least one neighbourhood at wijken, or leave the key out while it is not known.",
)
DISTRICT_TWICE = Message(
    "wijkverpleging.wijk-dubbel",
    "De wijk '{wijk}' staat er meer dan één keer.",
    "The neighbourhood '{wijk}' stands here more than once.",
    "Laat elke wijk één keer staan.",
    "Keep each neighbourhood once.",
)


def check_request(request: ContractRequest, parameters: Parameters) -> list[Finding]:
    """Return the faults in the agreements of this sector."""
    terms = request.section(DistrictNursing)
    return [] if terms is None else list(districts(terms))


def districts(terms: DistrictNursing) -> Iterator[Finding]:
    """Yield a fault when no neighbourhood is named, and one for each that repeats an earlier one."""
    if isinstance(terms.team, OpenPoint) or isinstance(terms.team.districts, OpenPoint):
        return
    path, named = ("wijkverpleging", "herkenbaar_team", "wijken"), terms.team.districts
    if not named:
        yield NO_DISTRICT.finding(*path)
    for place, district in enumerate(named):
        if district in named[:place]:
            yield DISTRICT_TWICE.finding(*path, place, wijk=district)
