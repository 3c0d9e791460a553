"""izacontract writes draft contracts between Dutch health insurers and care providers.

These are the public names: plugins and programs import from here, and from nowhere deeper.
"""

from __future__ import annotations

from izacontract.errors import (
    ClauseError,
    FileError,
    Finding,
    FrameError,
    IzacontractError,
    Message,
    NoVersionInForce,
    PluginError,
    RequestInvalid,
    Severity,
)
from izacontract.hookspecs import hookimpl
from izacontract.model.contract import Contract
from izacontract.model.parameter import Parameters
from izacontract.model.proposal import Proposal, leave_out, put_in
from izacontract.model.request import ContractRequest
from izacontract.model.sector import Section, Sector
from izacontract.model.terms import Terms, field
from izacontract.model.values import (
    BOTH,
    INSURER,
    PROVIDER,
    Agb,
    Between,
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

__all__ = [
    "BOTH", "INSURER", "PROVIDER", "Agb", "Between", "ClauseError", "Contract", "ContractRequest", "Count", "Day",
    "Days", "Euro", "FileError", "Finding", "FrameError", "Iban", "IzacontractError", "Kvk", "Longest", "Message",
    "Months", "NoVersionInForce", "Number", "OpenPoint", "Parameters", "Percentage", "PluginError", "PositiveEuro",
    "Proposal", "Quarter", "RequestInvalid", "Section", "Sector", "Severity", "Share", "Terms", "Text", "ToFill",
    "Uzovi", "Weeks", "Whole", "Year", "YesNo", "field", "hookimpl", "is_open", "leave_out", "put_in",
]  # fmt: skip
