"""What the core finds in a request: own words, omissions, an unusual AGB code, numbers that may be a person's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from operator import attrgetter
from typing import Final

from stdnum.nl import bsn

from izacontract.clauses.library import Library
from izacontract.clauses.omitted import omitted_clauses
from izacontract.errors import Finding, Path
from izacontract.intake import messages as m
from izacontract.intake.deviations import deviations
from izacontract.intake.lookalikes import is_code, lookalikes
from izacontract.intake.own import own_words
from izacontract.model.memory import remembered
from izacontract.model.request import ContractRequest
from izacontract.model.sector import Sector
from izacontract.model.terms import Terms, key_of
from izacontract.model.values import is_open

SHORTEST_REASON: Final = 10
"""Characters; fewer cannot tell a reader of annex G why a clause is absent."""

NINE_DIGITS: Final = re.compile(r"(?<!\d)[0-9]{9}(?!\d)")


def check_core(request: ContractRequest, sector: Sector | None, library: Callable[[], Library]) -> list[Finding]:
    """Return the faults and warnings about the core's own keys, and about numbers in any text.

    `sector` is None when the request names one that is not installed. `library` gives the clause library; it is
    asked only for a request that leaves clauses out, names a place, deviates or takes a position.
    """
    found = [*omissions(request), *agb(request, sector), *citizen_numbers(request), *own_words(request, library)]
    found += [*lookalikes(parts_of(request)), *deviations(request, library)]
    return [*found, *omitted_clauses(request, sector, library())] if request.omissions else found


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
    for key, part in parts_of(request).items():
        for path in _numbers_in(part):
            yield m.CITIZEN_NUMBER.warning(key, *path)


def parts_of(request: ContractRequest) -> dict[str, object]:
    """Return everything that holds typed texts, by its key."""
    return {
        "overeenkomst": request.agreement,
        "zorgverzekeraar": request.insurer,
        "zorgaanbieder": request.provider,
        "bijzondere_bepalingen": request.provisions,
        "eigen_bijlagen": request.own_annexes,
        "posities": request.positions,
        "afwijkingen": request.deviations,
        "weggelaten": request.omissions,
        **request.sections,
    }


def _numbers_in(value: object) -> tuple[Path, ...]:
    """Return where in `value` such a text stands; of terms that were looked through before it is remembered."""
    if isinstance(value, str):
        return ((),) if any(bsn.is_valid(digits) for digits in NINE_DIGITS.findall(value)) else ()
    if isinstance(value, Terms):
        return _numbers_of(value)
    if isinstance(value, tuple):
        return tuple((index, *path) for index, item in enumerate(value) for path in _numbers_in(item))
    return ()


@remembered(1024)
def _numbers_of(terms: Terms) -> tuple[Path, ...]:
    if not NINE_DIGITS.search("\n".join(_free_texts(terms))):
        return ()
    fields = [(key, getattr(terms, name)) for key, name in _free_fields(type(terms))]
    return tuple((key, *path) for key, value in fields for path in _numbers_in(value))


def _free_texts(value: object) -> list[str]:
    """Return the texts in `value` that may hold such a number: to look through all at once costs the least."""
    if isinstance(value, str):
        return [value]
    many = value if isinstance(value, tuple) else (value,)
    texts: list[str] = []
    for model in {*map(type, many)}:
        if not issubclass(model, Terms):
            texts += [
                text
                for one in many
                if type(one) is model and isinstance(one, (str, tuple))
                for text in _free_texts(one)
            ]
            continue
        alike = [one for one in many if type(one) is model]
        for _, name in _free_fields(model):
            held = list(map(attrgetter(name), alike))
            texts += [text for text in held if isinstance(text, str)]
            texts += [text for inner in held if isinstance(inner, (Terms, tuple)) for text in _free_texts(inner)]
    return texts


@cache
def _free_fields(model: type[Terms]) -> tuple[tuple[str, str], ...]:
    """Return key and name of the fields of `model` that hold no code."""
    return tuple((key_of(name, info), name) for name, info in model.model_fields.items() if not is_code(info))
