"""Intake: a request as people type it becomes a ContractRequest, or every fault at once with its place."""

from __future__ import annotations

from izacontract.intake.read import Examination, examine_request, read_request
from izacontract.intake.schema import schema

__all__ = ["Examination", "examine_request", "read_request", "schema"]
