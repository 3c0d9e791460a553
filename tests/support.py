"""Requests and plugins for tests of the core: everything stands on the outside plugin, none of our own is needed."""

from __future__ import annotations

from copy import copy
from functools import cache
from importlib.metadata import EntryPoint
from typing import Any

from izacontract import Contract, build_contract, load_plugins, read_request
from izacontract.host import Plugins

FYSIO = EntryPoint("fysio", "izacontract_fysio", "izacontract")


def outside() -> Plugins:
    """Return the outside plugin, loaded alone: read once, and a copy of its own for who changes something in it."""
    return copy(_read())


@cache
def _read() -> Plugins:
    plugins = load_plugins([FYSIO])
    _ = plugins.sectors, plugins.sections, plugins.texts, plugins.library
    return plugins


def fysio(**changes: Any) -> dict[str, Any]:
    """Return a complete request for the outside sector, with top-level keys replaced, or dropped where None."""
    request: dict[str, Any] = {
        "overeenkomst": {
            "kenmerk": "F-1",
            "sector": "fysio",
            "begin": "2025-01-01",
            "einde": "2025-12-31",
            "plaats": "Ede",
        },
        "zorgverzekeraar": {
            "plaats": "Ede",
            "rechtspersonen": [{"naam": "Proef N.V.", "kvk": "90000011", "uzovi": "9981"}],
            "vertegenwoordiger": {"naam": "A. Proef", "functie": "inkoper"},
        },
        "zorgaanbieder": {
            "naam": "Praktijk Proef",
            "rechtsvorm": "maatschap",
            "plaats": "Ede",
            "kvk": "90000101",
            "agb": "04999101",
            "iban": "NL79FIKT0000000101",
            "vertegenwoordiger": {"naam": "B. Proef", "functie": "praktijkhouder"},
        },
        "fysio": {"tarief": 40, "soort": "thuis", "locaties": ["Ede", "Lunteren"]},
    }
    return {key: value for key, value in {**request, **changes}.items() if value is not None}


def contract_of(request: dict[str, Any], plugins: Plugins | None = None, *, final: bool = False) -> Contract:
    """Return the contract that `request` describes, built by `plugins` (the outside plugin unless given)."""
    plugins = plugins or outside()
    return build_contract(read_request(request, plugins), plugins, final=final)
