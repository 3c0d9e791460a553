"""Pairs of requests to compare: the whole contracts that the tests know, and seeded changes to them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from copy import deepcopy
from decimal import Decimal
from functools import cache
from typing import Any

from izacontract import Contract, ContractRequest, RequestInvalid, build_contract, read_request
from izacontract.model.values import Kind, Typed
from tests.contracts.support import CHANGED, SECTORS, plugins, request_called

PAIRS = 210
CHANGED_REQUESTS = 80
WORDS = ("voortaan", "uiterlijk", "ook (deels)", "€ 5,00", "a | b", "regel\nregel", "{{ x }} & <b>")
OPTIONAL = ("overeenkomst", "zorgverzekeraar", "zorgaanbieder")
"""Sections that a request cannot do without."""

Side = tuple[ContractRequest, Contract]


@cache
def sides() -> tuple[tuple[str, Side], ...]:
    """Return the contracts to compare, each with its request and the sector's name first."""
    names = [*SECTORS, *(f"kleinste {sector}" for sector in SECTORS)]
    names += sorted(str(file.relative_to(CHANGED).with_suffix("")) for file in CHANGED.rglob("*.yaml"))
    known = [(name, request_called(name)) for name in names]
    chance = random.Random("vergelijken")  # noqa: S311  the same requests every time
    found = [(name, side) for name, request in known if (side := made(request))]
    while len(found) < len(known) + CHANGED_REQUESTS:
        name, request = chance.choice(known)
        if side := made(changed(request, chance)):
            found.append((f"{name} #{len(found)}", side))
    return tuple(found)


@cache
def pairs() -> tuple[tuple[Side, Side], ...]:
    """Return the pairs: mostly of one sector, sometimes of two, and of one contract with itself."""
    return tuple(_pairs())


def _pairs() -> Iterator[tuple[Side, Side]]:
    chance = random.Random("paren")  # noqa: S311  the same pairs every time
    everything = sides()
    by_sector: dict[str, list[Side]] = {}
    for _, side in everything:
        by_sector.setdefault(side[1].sector, []).append(side)
    for place in range(PAIRS):
        old = chance.choice(everything)[1]
        others = [side for _, side in everything] if place % 5 == 0 else by_sector[old[1].sector]
        yield old, chance.choice(others)


def made(request: Mapping[str, Any]) -> Side | None:
    """Return the request and its contract, or None when it has a fault."""
    try:
        read = read_request(request, plugins())
        return read, build_contract(read, plugins())
    except RequestInvalid:
        return None


def changed(request: Mapping[str, Any], chance: random.Random) -> dict[str, Any]:
    """Return `request` with one to four changes."""
    result: dict[str, Any] = deepcopy(dict(request))
    for _ in range(chance.randint(1, 4)):
        chance.choice((_without_section, _other_value, _other_value, _other_setting))(result, chance)
    return result


def _without_section(request: dict[str, Any], chance: random.Random) -> None:
    sections = sorted(key for key in request if key not in OPTIONAL)
    if sections:
        del request[chance.choice(sections)]


def _other_setting(request: dict[str, Any], chance: random.Random) -> None:
    key, value = chance.choice((("verwijsstijl", "aanwijzingen"), ("peildatum", Typed("2024-07-01", Kind.DAY))))
    request["instellingen"] = {**request.get("instellingen", {}), key: value}


def _other_value(request: dict[str, Any], chance: random.Random) -> None:
    leaves = list(_leaves(request))
    group, key = chance.choice(leaves)
    value = group[key]
    kind = getattr(value, "kind", Kind.TEXT)
    if kind is Kind.NUMBER:
        group[key] = Typed(str(Decimal(value) + chance.choice((1, 10))), Kind.NUMBER)
    elif kind is Kind.DAY:
        group[key] = Typed(f"{int(value[:4]) + 1}{value[4:]}", Kind.DAY)
    elif kind is Kind.TEXT and chance.random() < 0.8:
        group[key] = Typed(f"{value} {chance.choice(WORDS)}", Kind.TEXT)
    else:
        del group[key]


def _leaves(group: Any) -> Iterator[tuple[Any, Any]]:
    for key, value in group.items() if isinstance(group, dict) else enumerate(group):
        if isinstance(value, dict | list):
            yield from _leaves(value)
        else:
            yield group, key
