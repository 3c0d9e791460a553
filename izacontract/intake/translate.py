"""What pydantic finds wrong -> findings in Dutch and English, with the path of the value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from izacontract.errors import Finding, Path, Told
from izacontract.intake import messages as m
from izacontract.meant import did_you_mean, meant_or
from izacontract.message import Message

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


def suggested_key(typed: str, known: Sequence[str]) -> Told:
    """Return the hint that names the key that `typed` most likely means, or all keys that fit here."""
    names = ", ".join(known)
    return meant_or(Told(f"Sleutels die hier passen: {names}.", f"Keys that fit here: {names}."), typed, known)


def suggested_choice(typed: str, known: Sequence[str]) -> Told:
    """Return the hint that names all choices, after the one that `typed` most likely means."""
    names = ", ".join(known)
    meant = did_you_mean(typed, known)
    return Told(f"{meant.nl}Kies uit: {names}.", f"{meant.en}Choose from: {names}.")


def finding_of(error: ErrorDetails, path: Path) -> Finding:
    """Return the finding that says what `error` says about the value at `path`."""
    facts: dict[str, Any] = error.get("ctx", {})
    message = facts.get("message")
    if error["type"] == "izacontract" and isinstance(message, Message):
        return message.finding(*path, **facts["facts"])
    match error["type"]:
        case "literal_error" | "enum":
            typed = str(error["input"])
            known = re.findall(r"'([^']*)'", str(facts["expected"]))
            hint = suggested_choice(typed, known)
            return m.NOT_A_CHOICE.finding(*path, value=typed, hint=hint)
        case "missing":
            return m.MISSING.finding(*path, key=path[-1], help=str(path[-1]))
        case "extra_forbidden":
            return m.UNKNOWN_KEY.finding(*path, key=path[-1], hint=Told("Haal de sleutel weg.", "Remove the key."))
        case "model_type" | "dict_type" | "mapping_type" | "model_attributes_type":
            return m.NOT_A_GROUP.finding(*path, key=path[-1] if path else "", known="")
        case "tuple_type" | "list_type" | "set_type" | "frozen_set_type":
            return m.NOT_A_LIST.finding(*path)
        case "too_short":
            return m.TOO_FEW.finding(*path, least=facts["min_length"])
        case "too_long":
            return m.TOO_MANY.finding(*path, most=facts["max_length"])
        case "string_type":
            return m.NOT_ONE_VALUE.finding(*path)
        case _:
            reason = str(facts.get("error", error["msg"])).rstrip(".")
            return m.WRONG.finding(*path, reason=reason)
