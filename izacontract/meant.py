"""Which of the known words somebody most likely meant, and the question that asks so."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from izacontract.errors import Told


def nearest(typed: str, known: Iterable[str], at_least: float = 0.65) -> str | None:
    """Return the one of `known` that `typed` most likely means, or None when none is `at_least` so much (0-1) alike."""
    return _nearest(typed, tuple(known), at_least)


@lru_cache(maxsize=4096)
def _nearest(typed: str, known: tuple[str, ...], at_least: float) -> str | None:
    """Return as `nearest` does; remembered, for one misspelt key of a price list stands on each of its lines."""
    from difflib import SequenceMatcher, get_close_matches

    plain = {name.lower().replace("_", "-"): name for name in known}
    word = typed.lower().replace("_", "-")

    def likeness(name: str) -> tuple[float, int]:
        same = [ours == theirs for ours, theirs in zip(name, word, strict=False)]
        return SequenceMatcher(None, name, word).ratio(), [*same, False].index(False)

    # of two that are as near, the one that begins as what was typed
    found = get_close_matches(word, plain, 3, at_least)
    return plain[max(found, key=likeness)] if found else None


def meant_or(otherwise: Told, typed: str, known: Iterable[str]) -> Told:
    """Return the question whether the nearest of `known` was meant; `otherwise` when none is near."""
    near = nearest(typed, known)
    return Told(f"Bedoelt u '{near}'?", f"Did you mean '{near}'?") if near else otherwise


def did_you_mean(typed: str, known: Iterable[str]) -> Told:
    """Return the question whether the nearest of `known` was meant, with a space behind it; "" when none is near."""
    meant = meant_or(Told("", ""), typed, known)
    return meant + Told(" ", " ") if meant.nl else meant
