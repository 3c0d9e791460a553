"""The kit for plugin authors: `check_plugin`, and the fixtures of the pytest plugin in `izacontract.testing.fixtures`.

Each name is loaded when it is first asked for: pytest loads this package in every run, also where nobody uses it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from izacontract.testing.check import PluginReport, check_plugin
    from izacontract.testing.requests import MakeContract, MakeRequest, clause_text, contract_text

_HOMES = {
    "PluginReport": "check",
    "check_plugin": "check",
    "MakeContract": "requests",
    "MakeRequest": "requests",
    "clause_text": "requests",
    "contract_text": "requests",
}

__all__ = ["MakeContract", "MakeRequest", "PluginReport", "check_plugin", "clause_text", "contract_text"]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'izacontract.testing' has no attribute '{name}'")
    return getattr(import_module(f"izacontract.testing.{_HOMES[name]}"), name)
