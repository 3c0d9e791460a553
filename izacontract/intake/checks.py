"""What the core itself finds in a request: omissions, an unusual AGB code, and numbers that may be a person's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from stdnum.nl import bsn

from izacontract.errors import Finding, Path
from izacontract.intake import messages as m
from izacontract.model.request import ContractRequest
from izacontract.model.sector import Sector
from izacontract.model.terms import Terms, key_of
from izacontract.model.values import is_open

SHORTEST_REASON: Final = 10
"""Characters; fewer cannot tell a reader of annex G why a clause is absent."""

NINE_DIGITS: Final = re.compile(r"(?<!\d)\d{9}(?!\d)")


def check_core(request: ContractRequest, sector: Sector | None) -> list[Finding]:
    """Return the faults and warnings about the core's own keys, and about numbers in any text.

    `sector` is None when the request names one that is not installed.
    """
    return [*omissions(request), *agb(request, sector), *citizen_numbers(request)]


def omissions(request: ContractRequest) -> Iterator[Finding]:
    """Give a fault for each reason that says too little and each clause that is left out twice."""
    seen: set[str] = set()
    for index, omission in enumerate(request.omissions):
        length = len(omission.reason.strip())
        if length < SHORTEST_REASON:
            yield m.SHORT_REASON.finding("weggelaten", index, "reden", length=length, least=SHORTEST_REASON)
        if omission.clause in seen:
            yield m.OMITTED_TWICE.finding("weggelaten", index, "clausule", clause=omission.clause)
        seen.add(omission.clause)


def agb(request: ContractRequest, sector: Sector | None) -> Iterator[Finding]:
    """Give a warning when the provider's AGB code starts otherwise than usual in the sector."""
    code = request.provider.agb
    if sector is None or not sector.agb_prefixes or is_open(code) or str(code).startswith(sector.agb_prefixes):
        return
    usual = ", ".join(sector.agb_prefixes)
    start = str(code)[: len(sector.agb_prefixes[0])]
    yield m.UNUSUAL_AGB.warning("zorgaanbieder", "agb", agb=code, start=start, usual=usual, sector=sector.title)


def citizen_numbers(request: ContractRequest) -> Iterator[Finding]:
    """Give a warning for each text with nine digits that pass the test of a citizen service number (BSN).

    The warning does not repeat the number.
    """
    parts: dict[str, object] = {
        "overeenkomst": request.agreement,
        "zorgverzekeraar": request.insurer,
        "zorgaanbieder": request.provider,
        "weggelaten": request.omissions,
        **request.sections,
    }
    for key, part in parts.items():
        for path, text in _texts(part, (key,)):
            if any(bsn.is_valid(digits) for digits in NINE_DIGITS.findall(text)):
                yield m.CITIZEN_NUMBER.warning(*path)


def _texts(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Terms):
        for name, info in type(value).model_fields.items():
            yield from _texts(getattr(value, name), (*path, key_of(name, info)))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _texts(item, (*path, index))
