"""Dated values: what a figure is from a day, where it comes from and how sure it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from izacontract.model.clause import Source


@dataclass(frozen=True, slots=True)
class ParameterValue:
    """A value from `since` up to and including `until` (None: without end).

    `place` names the file that it stands in, in a house library also the line; `origin` that house library, "" for a
    value that the plugin itself brings.
    """

    since: date
    until: date | None
    value: Decimal | str
    status: str
    source: Source
    place: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A figure that changes over time, with its unit.

    `information` marks a figure that is kept to look up only: no text, rule or check reads it. `key` is where a
    request may supply it for a day on which no value is known, "" for nowhere.
    """

    id: str
    title: str
    unit: str
    values: tuple[ParameterValue, ...]
    information: bool = False
    key: str = ""

    def on(self, day: date) -> ParameterValue | None:
        """Return the value that holds on `day`, or None: last year's value never stands in."""
        for value in reversed(self.values):
            if value.since <= day and (value.until is None or day <= value.until):
                return value
        return None


@dataclass(frozen=True)
class Parameters:
    """All parameters of the installed plugins by id."""

    by_id: Mapping[str, Parameter]

    def on(self, parameter: str, day: date) -> ParameterValue | None:
        """Return the value of `parameter` on `day`, or None when there is none; KeyError for an unknown id."""
        return self.by_id[parameter].on(day)

    def with_values(self, supplied: Iterable[tuple[str, ParameterValue]]) -> Parameters:
        """Return these parameters with the values `supplied`, each with its parameter's id.

        A value for a day on which one is known already is left out, and so is one of a parameter that nobody brings.
        """
        found = dict(self.by_id)
        for name, value in supplied:
            parameter = found.get(name)
            if parameter is not None and parameter.on(value.since) is None:
                values = sorted((*parameter.values, value), key=lambda one: one.since)
                found[name] = replace(parameter, values=tuple(values))
        return Parameters(found)

    def amount(self, parameter: str, day: date) -> Decimal | None:
        """Return the value of `parameter` on `day` as a number, or None when there is none."""
        found = self.on(parameter, day)
        return None if found is None else Decimal(found.value)

    def day(self, parameter: str) -> date:
        """Return the day that `parameter` names, on whatever day the contract stands.

        Such a day is a fact of an agreement: it has one value, without end. Raises LookupError when the parameter
        does not exist or has another number of values.
        """
        return date.fromisoformat(self._fact(parameter))

    def count(self, parameter: str) -> int:
        """Return the whole number that `parameter` names, a fact like that of `day`; raises LookupError as `day`."""
        return int(self._fact(parameter))

    def _fact(self, parameter: str) -> str:
        values = self.by_id[parameter].values
        if len(values) != 1 or values[0].until is not None:
            raise LookupError(f"parameter '{parameter}' has no single value without end")
        return str(values[0].value)
