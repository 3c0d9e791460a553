"""An insurer's own figures: values of the plugins' parameters for days on which the library knows none.

They stand in `parameters/*.yaml` of a house library, in the shape of our own: id, title, unit and dated values, each
with its status and source.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from izacontract.clauses.files import Yaml, fault, read_yaml
from izacontract.clauses.library import Library
from izacontract.clauses.proof import READ
from izacontract.clauses.reader import cited
from izacontract.clauses.shapes import ParameterFile
from izacontract.errors import ClauseError
from izacontract.meant import nearest
from izacontract.message import Message
from izacontract.model.clause import Clause
from izacontract.model.parameter import Parameter, Parameters, ParameterValue

VALUE_KNOWN = Message(
    "clausule.cijfer-tegenstrijdig",
    "{place}: {parameter} is hier {value} vanaf {since}, maar op {day} geldt al {ours} ({where}).",
    "{place}: {parameter} is {value} from {since} here, but on {day} {ours} holds already ({where}).",
    "Een eigen waarde geldt voor dagen waarvoor de bibliotheek er geen heeft: pas 'from' en 'until' aan of haal haar "
    "weg. Is de waarde van de bibliotheek onjuist, werk dan de plugin bij of neem een eigen tekst van de clausule op.",
    "A value of your own holds on days for which the library has none: change 'from' and 'until' or remove it. When "
    "the value of the library is wrong, update the plugin or put your own text of the clause in your library.",
)

FOLDER = "parameters"
NUMBER = re.compile(r"-?\d+(\.\d+)?")
DATE_UNIT = "datum"


def with_house_parameters(library: Library, files: Iterable[Path], folder: Path) -> Parameters:
    """Return the parameters of `library` with the values that `files` of the house library `folder` add.

    A value for days that the library knows too is left out when it is the same one: ours leads. Raises ClauseError,
    with file and line, for a parameter that no plugin has, another unit or title than the plugin's, a value that cannot
    be read as the texts of the library and the other values are, and one that contradicts another, naming both places.
    """
    known = dict(library.parameters.by_id)
    readers = _readers(library.clauses.values())
    for file in files:
        given = read_yaml(file, f"{folder.name}/{FOLDER}/{file.name}")
        for index, entry in enumerate(given.entries()):
            found = given.checked(ParameterFile, entry, index)
            parameter = _described(found, known, given, index)
            for place, uncited in _values(found, given, index, f"huisbibliotheek {folder.name}"):
                value = replace(uncited, source=cited(uncited.source, library.works, place))
                _prove(parameter, value, place, readers.get(parameter.id, ()))
                parameter = _added(parameter, value)
            known[parameter.id] = parameter
    return Parameters(known)


def _readers(clauses: Iterable[Clause]) -> Mapping[str, set[Callable[[str], object]]]:
    """Return how the texts of `clauses` read the value of each parameter that they print."""
    found: dict[str, set[Callable[[str], object]]] = {}
    for clause in clauses:
        for version in clause.versions:
            for variable in version.variables.values():
                if variable.parameter is not None:
                    found.setdefault(variable.parameter, set()).add(READ.get(variable.type, Decimal))
    return found


def _described(found: ParameterFile, known: Mapping[str, Parameter], given: Yaml, index: int) -> Parameter:
    """Return the parameter that `found` gives values of; in another unit a figure would mean something else."""
    if found.id not in known:
        near = nearest(found.id, known)
        nl, en = (f"; bedoelt u '{near}'?", f"; did you mean '{near}'?") if near else ("", "")
        raise given.fault(
            (index, "id"), f"'{found.id}' is geen parameter van een plugin{nl}", f"'{found.id}' is no plugin's{en}"
        )
    ours = known[found.id]
    for key, typed, right in (("unit", found.unit, ours.unit), ("title", found.title, ours.title)):
        if typed != right:
            raise given.fault(
                (index, key), f"van {found.id} hoort '{right}' te zijn", f"of {found.id} should be '{right}'"
            )
    if found.information != ours.information and "information" in found.model_fields_set:
        raise given.fault((index, "information"), "staat al bij de plugin", "is said by the plugin already")
    return ours


def _values(found: ParameterFile, given: Yaml, index: int, origin: str) -> Iterable[tuple[str, ParameterValue]]:
    for row, value in enumerate(found.values):
        place = given.where((index, "values", row))
        source = value.source.source()
        yield place, ParameterValue(value.since, value.until, value.value, value.status, source, place, origin)


def _prove(parameter: Parameter, value: ParameterValue, place: str, readers: Iterable[Callable[[str], object]]) -> None:
    """Raise ClauseError when `value` is not written as the other values are, or a text cannot read it."""
    written = str(value.value)
    others = [str(other.value) for other in parameter.values]
    if parameter.unit == DATE_UNIT:
        readers = (*readers, date.fromisoformat)
    elif all(NUMBER.fullmatch(other) for other in others):
        readers = (*readers, _number)
    for read in readers:
        try:
            read(written)
        except (ArithmeticError, ValueError) as error:
            nl = f"de waarde '{written}' van {parameter.id} is niet te lezen; schrijf een getal met een punt (3.45), "
            en = f"the value '{written}' of {parameter.id} cannot be read; write a number with a point (3.45), "
            raise fault(place, f"{nl}een dag als jjjj-mm-dd", f"{en}a day as yyyy-mm-dd") from error


def _number(written: str) -> Decimal:
    if not NUMBER.fullmatch(written):
        raise ValueError(written)
    return Decimal(written)


def _added(parameter: Parameter, value: ParameterValue) -> Parameter:
    """Return `parameter` with `value`, or as it is when it has that value on all those days already."""
    for other in parameter.values:
        is_fact = len(parameter.values) == 1 and other.until is None
        if is_fact or _overlap(other, value):
            if _same(other, value) and other.since <= value.since and _last(value) <= _last(other):
                return parameter
            raise _contradiction(parameter, other, value)
    values = sorted((*parameter.values, value), key=lambda item: item.since)
    return replace(parameter, values=tuple(values))


def _overlap(one: ParameterValue, other: ParameterValue) -> bool:
    return one.since <= _last(other) and other.since <= _last(one)


def _last(value: ParameterValue) -> date:
    return value.until or date.max


def _same(one: ParameterValue, other: ParameterValue) -> bool:
    first, second = str(one.value), str(other.value)
    if NUMBER.fullmatch(first) and NUMBER.fullmatch(second):
        return Decimal(first) == Decimal(second)
    return first == second


def _contradiction(parameter: Parameter, known: ParameterValue, value: ParameterValue) -> ClauseError:
    day = max(known.since, value.since)
    return VALUE_KNOWN.failure(
        ClauseError,
        place=value.place,
        parameter=parameter.id,
        value=value.value,
        since=value.since,
        day=day,
        ours=known.value,
        where=known.place,
    )
