"""izacontract writes draft contracts between Dutch health insurers and care providers.

These are the public names: plugins and programs import from here, and from nowhere deeper. Each is loaded when it
is first asked for, so that a command that needs little starts fast.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from izacontract.build.contract import build_contract
    from izacontract.coverage import coverage
    from izacontract.differ.contracts import compare
    from izacontract.errors import (
        ClauseError,
        FileError,
        Finding,
        FrameError,
        IzacontractError,
        NoVersionInForce,
        PluginError,
        Position,
        RequestInvalid,
        Severity,
        Told,
    )
    from izacontract.explain import explain
    from izacontract.hookspecs import hookimpl
    from izacontract.intake.read import read_request
    from izacontract.loading import load_plugins
    from izacontract.message import Message
    from izacontract.model.clause import Presence, Source
    from izacontract.model.commitment import After, Commitment, Link, State
    from izacontract.model.contract import (
        Annex,
        Article,
        Block,
        Contract,
        Decision,
        Definitions,
        Ground,
        Inline,
        Lid,
        LookedAt,
        Onderdeel,
        Party,
        PlacedClause,
        Placeholder,
        Reference,
        Table,
        Value,
        Words,
    )
    from izacontract.model.days import first_day_of_quarter, last_day_of_quarter, last_day_of_years
    from izacontract.model.deviation import ChosenPosition, Deviation
    from izacontract.model.edition import GeneralArticle, GeneralLid, GeneralPart
    from izacontract.model.parameter import Parameters, ParameterValue
    from izacontract.model.picture import Bar, Bars, Moment, Picture, Point, Series, Timeline
    from izacontract.model.proposal import Proposal, leave_out, put_in
    from izacontract.model.request import ContractRequest
    from izacontract.model.sector import Section, Sector
    from izacontract.model.sheet import AnnexSheet, Formula, SheetColumn
    from izacontract.model.terms import Terms, field
    from izacontract.model.values import (
        BOTH,
        INSURER,
        PROVIDER,
        Agb,
        Between,
        By,
        Code,
        Codes,
        Count,
        Day,
        Days,
        Euro,
        Iban,
        Kvk,
        Longest,
        Months,
        Number,
        OpenPoint,
        Percentage,
        PositiveEuro,
        Quarter,
        Share,
        Text,
        ToFill,
        Uzovi,
        Weeks,
        Whole,
        Year,
        YesNo,
        is_open,
    )

_HOMES = {
    "build.contract": ("build_contract",),
    "differ.contracts": ("compare",),
    "coverage": ("coverage",),
    "errors": (
        "ClauseError", "FileError", "Finding", "FrameError", "IzacontractError", "NoVersionInForce",
        "PluginError", "Position", "RequestInvalid", "Severity", "Told",
    ),
    "explain": ("explain",),
    "hookspecs": ("hookimpl",),
    "loading": ("load_plugins",),
    "message": ("Message",),
    "intake.read": ("read_request",),
    "model.commitment": ("After", "Commitment", "Link", "State"),
    "model.contract": (
        "Annex", "Article", "Block", "Contract", "Decision", "Definitions", "Ground", "Inline", "Lid", "LookedAt",
        "Onderdeel", "Party", "PlacedClause", "Placeholder", "Reference", "Table", "Value", "Words",
    ),
    "model.days": ("first_day_of_quarter", "last_day_of_quarter", "last_day_of_years"),
    "model.edition": ("GeneralArticle", "GeneralLid", "GeneralPart"),
    "model.clause": ("Presence", "Source"),
    "model.parameter": ("Parameters", "ParameterValue"),
    "model.picture": ("Bar", "Bars", "Moment", "Picture", "Point", "Series", "Timeline"),
    "model.proposal": ("Proposal", "leave_out", "put_in"),
    "model.deviation": ("ChosenPosition", "Deviation"),
    "model.request": ("ContractRequest",),
    "model.sector": ("Section", "Sector"),
    "model.sheet": ("AnnexSheet", "Formula", "SheetColumn"),
    "model.terms": ("Terms", "field"),
    "model.values": (
        "BOTH", "INSURER", "PROVIDER", "Agb", "Between", "By", "Code", "Codes", "Count", "Day", "Days", "Euro", "Iban",
        "Kvk", "Longest", "Months", "Number", "OpenPoint", "Percentage", "PositiveEuro", "Quarter", "Share", "Text",
        "ToFill", "Uzovi", "Weeks", "Whole", "Year", "YesNo", "is_open",
    ),
}  # fmt: skip
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "BOTH", "INSURER", "PROVIDER", "After", "Agb", "Annex", "AnnexSheet", "Article", "Bar", "Bars", "Between",
    "Block", "By", "ChosenPosition", "ClauseError", "Code", "Codes", "Commitment", "Contract", "ContractRequest",
    "Count", "Day", "Days", "Decision", "Definitions", "Deviation", "Euro", "FileError", "Finding", "Formula",
    "FrameError", "GeneralArticle", "GeneralLid", "GeneralPart", "Ground", "Iban", "Inline", "IzacontractError",
    "Kvk", "Lid", "Link", "Longest", "LookedAt", "Message", "Moment", "Months", "NoVersionInForce", "Number",
    "Onderdeel", "OpenPoint", "ParameterValue", "Parameters", "Party", "Percentage", "Picture", "PlacedClause",
    "Placeholder", "PluginError", "Point", "Position", "PositiveEuro", "Presence", "Proposal", "Quarter", "Reference",
    "RequestInvalid", "Section", "Sector", "Series", "Severity", "Share", "SheetColumn", "Source", "State", "Table",
    "Terms", "Text", "Timeline", "ToFill", "Told", "Uzovi", "Value", "Weeks", "Whole", "Words", "Year", "YesNo",
    "build_contract", "compare", "coverage", "explain", "field", "first_day_of_quarter", "hookimpl", "is_open",
    "last_day_of_quarter", "last_day_of_years", "leave_out", "load_plugins", "put_in", "read_request",
]  # fmt: skip


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'izacontract' has no attribute '{name}'")
    return getattr(import_module(f"izacontract.{_HOME_OF[name]}"), name)


class _Package(ModuleType):
    """The package itself: a public name stays the function, also once the module of that name is imported.

    The functions coverage and explain live in modules of the same name, and importing a module sets it as an
    attribute of its package. Without this, `izacontract.explain` would be the function or the module, depending on
    what was imported before; importing both functions here at once would cost every command their loading time.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if not (isinstance(value, ModuleType) and name in _HOME_OF):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
