"""How large a number may be: what cannot be right, and what is so unusual that it may be a slip."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final, get_args

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from izacontract.errors import Finding, Path, Told
from izacontract.model import messages as m

Limit = Decimal | int | date
SMALL: Final = 1000
"""Only numbers that stay below it are taken for such a slip: of an amount in euros it is no more than a guess."""

YEARS: Final = range(2000, 2101)


@dataclass(frozen=True, slots=True)
class Between:
    """Limits a number or day: `low` <= value <= `high`, or strictly above `low` with `above`.

    With `apart` a value is 0 or at least so far from it. What lies outside cannot be right and is a fault; choose the
    limits so wide that no true contract is refused. `usual` are narrower ones: outside those the reader is warned.
    """

    low: Limit | None = None
    high: Limit | None = None
    above: Limit | None = None
    apart: Decimal | int | None = None
    usual: Between | None = None

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return handler(schema) | self.as_schema()

    def admits(self, value: Any) -> bool:
        """Return whether `value` lies within the limits."""
        return (
            (self.above is None or value > self.above)
            and (self.low is None or value >= self.low)
            and (self.high is None or value <= self.high)
            and (self.apart is None or value == 0 or abs(value) >= self.apart)
        )

    def meant(self, value: Any) -> Decimal | None:
        """Return what was probably meant with a `value` that lies outside: the usual one with its point elsewhere."""
        expected = self.usual or self
        if not isinstance(value, Decimal) or not isinstance(expected.high, (Decimal, int)) or expected.high > SMALL:
            return None
        # A part of one was typed for a percentage, or the other way round: 0.985 for 98.5, 60 for 0.60, 418 for 4.18.
        for better in (value * 100, value / 100):
            is_part = expected.high <= 1 < abs(value)
            if (
                expected.admits(better)
                and better != value
                and (is_part or abs(better) >= 1 or abs(better) > abs(value))
            ):
                return Decimal(f"{better.normalize():f}")
        return None

    def doubt(self, value: Any, path: Path) -> Finding | None:
        """Return the warning about the `value` at `path` when it is unusual, None when it is not."""
        if self.usual is None or self.usual.admits(value):
            return None
        usual = self.usual.in_messages()
        if better := self.usual.meant(value):
            return m.SHIFTED_POINT.warning(*path, value=value, usual=usual, better=better)
        return m.UNUSUAL.warning(*path, value=value, usual=usual)

    def said(self, written: Callable[[Limit], str]) -> Told:
        """Return the limits in Dutch and English, without the usual ones; each number as `written` gives it."""
        low = self.low if self.low is not None else self.above
        if low is not None and self.high is not None:
            nl, en = f"{written(low)} tot en met {written(self.high)}", f"{written(low)} to {written(self.high)}"
            if self.low is None:
                nl, en = f"meer dan {nl}", f"more than {en}"
        elif self.high is not None:
            nl, en = f"ten hoogste {written(self.high)}", f"{written(self.high)} at most"
        elif self.low is not None:
            nl, en = f"ten minste {written(self.low)}", f"{written(self.low)} at least"
        else:
            nl, en = ("", "") if low is None else (f"meer dan {written(low)}", f"more than {written(low)}")
        if self.apart is not None:
            apart = written(self.apart)
            # below 0 nothing may be where the range begins there
            only = isinstance(self.low, (int, Decimal)) and self.low >= 0
            nl = f"{nl} (0, of ten minste {apart}{'' if only else ' boven of onder 0'})"
            en = f"{en} (0, or at least {apart}{'' if only else ' above or below it'})"
        return Told(nl, en)

    def in_messages(self) -> Told:
        """Return the limits as messages write them, each language with its own notation of numbers."""
        return Told(self.said(dutch_notation).nl, self.said(str).en)

    def as_schema(self) -> JsonSchemaValue:
        """Return the limits as JSON Schema says them; the usual ones under `x-usual`."""
        named = {"minimum": self.low, "maximum": self.high, "exclusiveMinimum": self.above, "x-apart": self.apart}
        found = {name: _plain(limit) for name, limit in named.items() if limit is not None}
        if self.apart is not None:
            # 0 itself may be; only what is near to it may not
            apart = _plain(self.apart)
            found["not"] = {"exclusiveMinimum": -apart, "exclusiveMaximum": apart, "not": {"const": 0}}
        if self.usual is not None:
            found["x-usual"] = {name: said for name, said in self.usual.as_schema().items() if name != "not"}
        return found

    def _check(self, value: Any) -> Any:
        if self.admits(value):
            return value
        better = self.meant(value)
        if better is not None:
            raise m.SHIFTED_POINT.error(value=value, better=better, usual=(self.usual or self).in_messages())
        if self.above is not None and value <= self.above:
            raise m.NOT_ABOVE.error(value=value, limit=self.above)
        if self.low is not None and value < self.low:
            raise m.TOO_LOW.error(value=value, limit=self.low)
        if self.high is not None and value > self.high:
            raise m.TOO_HIGH.error(value=value, limit=self.high)
        raise m.TOO_NEAR_ZERO.error(value=value, limit=self.apart)


def limits_of(*annotations: object) -> Between | None:
    """Return the limits that stand anywhere in `annotations`, taken together; None where none do.

    The usual ones are the last that are given: those of a field go before those of its type.
    """
    found = [limits for annotation in annotations for limits in _limits(annotation)]
    if not found:
        return None

    def narrowest(pick: Callable[..., Any], name: str) -> Any:
        return pick((limit for limits in found if (limit := getattr(limits, name)) is not None), default=None)

    low, above = narrowest(max, "low"), narrowest(max, "above")
    if low is not None and above is not None:
        low, above = (None, above) if above >= low else (low, None)
    usual = next((limits.usual for limits in reversed(found) if limits.usual is not None), None)
    return Between(low, narrowest(min, "high"), above, narrowest(max, "apart"), usual)


def limits_in_schema(part: Mapping[str, Any]) -> Between:
    """Return the limits that `as_schema` wrote in `part`; without any where it holds none."""
    listed = [part.get(name) for name in ("minimum", "maximum", "exclusiveMinimum", "x-apart")]
    # a whole number stays one: a year is written without a point
    low, high, above, apart = (Decimal(str(limit)) if isinstance(limit, float) else limit for limit in listed)
    return Between(low, high, above, apart, limits_in_schema(part["x-usual"]) if "x-usual" in part else None)


def in_words(limits: Between | None, written: Callable[[Limit], str] = str) -> Told:
    """Return what a form says of `limits`: what may be typed and what is usual; "" without limits and for days."""
    if limits is None or isinstance(limits.usual and limits.usual.low, date):
        return Told("", "")
    may = limits.said(written)
    usual = limits.usual.said(written) if limits.usual else may
    nl = [f"Mogelijk: {may.nl}." if may.nl else "", f"Gewoonlijk: {usual.nl}." if usual != may else ""]
    en = [f"Possible: {may.en}." if may.en else "", f"Usual: {usual.en}." if usual != may else ""]
    return Told(" ".join(filter(None, nl)), " ".join(filter(None, en)))


def dutch_notation(limit: Limit) -> str:
    """Write `limit` with points per thousand and a decimal comma; a year without a point, a day year first."""
    if isinstance(limit, date) or (isinstance(limit, int) and limit in YEARS):
        return str(limit)
    from izacontract import dutch

    return dutch.written(Decimal(limit))


def _limits(annotation: object) -> Iterator[Between]:
    if isinstance(annotation, Between):
        yield annotation
    for inner in (*get_args(annotation), *getattr(annotation, "__metadata__", ())):
        yield from _limits(inner)


def _plain(limit: Limit) -> Any:
    if isinstance(limit, date):
        return limit.isoformat()
    return int(limit) if limit == int(limit) else float(limit)
