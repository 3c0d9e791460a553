"""Checks the library of a plugin: what lint finds, ids under its own name, and texts that fill with sample values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from types import ModuleType
from typing import Any, Final

from izacontract.clauses.lint import lint
from izacontract.clauses.reader import read_parameters
from izacontract.errors import ClauseError, Finding
from izacontract.host import Plugins
from izacontract.model.clause import Clause, ClauseVersion, Variable
from izacontract.model.values import OpenPoint
from izacontract.testing import findings as f

VALUES: Final[Mapping[str, Any]] = {
    "tekst": "Voorbeeld", "euro": Decimal("1250.50"), "procent": Decimal("4.18"), "aandeel": Decimal("0.6"),
    "getal": 7, "datum": date(2026, 1, 1), "jaar": 2026, "kwartaal": "2026-Q1", "dagen": 14, "weken": 6,
    "maanden": 3, "keuze": "voorbeeld", "janee": True,
}  # fmt: skip
"""A sample value of each type that prints by itself."""


def check_texts(plugin: str, plugins: Plugins) -> Iterator[Finding]:
    """Give what is wrong with the clauses, parameters and commitments of `plugin`."""
    modules = [module for _, module in plugins.manager.list_name_plugin() if isinstance(module, ModuleType)]
    found = lint(plugins.library, plugins.folders, modules, plugin)
    unread = {item.file for item in found if item.code == "tekst"}
    for item in found:
        if item.code != "variabele-ongebruikt" or item.file not in unread:  # the one mistake, told once
            yield f.of_lint(plugin, item)
    yield from _parameters(plugin, plugins)
    told = {item.file for item in found if item.code != f.UNRELEASED}
    for clause in plugins.library.clauses.values():
        if clause.plugin == plugin:
            yield from _sectors(clause, plugins)
        for version in clause.versions:
            if version.file.startswith(f"{plugin}/") and version.file not in told:
                yield from _fills(plugin, version, plugins)


def _parameters(plugin: str, plugins: Plugins) -> Iterator[Finding]:
    for name, folder in plugins.folders:
        if name != plugin:
            continue
        place = f"{plugin}/parameters"
        for parameter in read_parameters(folder, plugin):
            if not parameter.id.startswith(f"{plugin}."):
                yield f.about(plugin, f.FOREIGN_ID.finding(id=parameter.id, plugin=plugin), place)
            if not parameter.unit.strip():
                yield f.about(plugin, f.INCOMPLETE.finding(id=parameter.id, key="unit"), place)
            if not all(value.status.strip() for value in parameter.values):
                yield f.about(plugin, f.INCOMPLETE.finding(id=parameter.id, key="status"), place)


def _sectors(clause: Clause, plugins: Plugins) -> Iterator[Finding]:
    if clause.sectors is not None and not clause.sectors & plugins.sectors.keys():
        finding = f.NO_SECTOR.finding(clause=clause.id, sectors=", ".join(sorted(clause.sectors)))
        yield f.about(clause.plugin, finding, f"{clause.plugin}/{clause.id.partition('.')[2]}/clause.yaml")


def _fills(plugin: str, version: ClauseVersion, plugins: Plugins) -> Iterator[Finding]:
    """Give the first way in which `version` does not fill, if any."""
    for values in fillings(version):
        try:
            plugins.texts.fill(version, values)
        except ClauseError as error:
            shown = ", ".join(f"{name}={value}" for name, value in values.items() if not isinstance(value, tuple))
            told = error.message
            yield f.about(plugin, f.NOT_FILLED.finding(values=shown, why=told), version.file)
            return


def fillings(version: ClauseVersion) -> Iterator[dict[str, Any]]:
    """Give values to fill `version` with: samples, all open, as little as can be, and each variable in turn changed.

    An optional value is left out together with all others: what one text says of it may well hang on another.
    """
    usual = {name: _samples(variable)[0] for name, variable in version.variables.items()}
    yield usual
    yield {name: OpenPoint(name) for name in version.variables}
    least = {name: None for name, variable in version.variables.items() if variable.optional}
    yield usual | {name: False for name, variable in version.variables.items() if variable.type == "janee"} | least
    for name, variable in version.variables.items():
        for value in [*_samples(variable)[1:], OpenPoint(name)]:
            yield {**usual, name: value}


def _samples(variable: Variable) -> list[Any]:
    """Return values that `variable` may have, at least one."""
    if variable.type == "janee":
        return [True, False]
    if variable.type in ("keuze", "lijst"):
        choices: list[Any] = list(variable.labels) or ["voorbeeld"]
        return choices if variable.type == "keuze" else [tuple(choices), tuple(choices[:1])]
    if variable.type == "rijen":
        row = {column.key: _cell(column.type) for column in variable.columns}
        return [(row, row), (row,), ()]
    return [VALUES[variable.type]]


def _cell(kind: str) -> Any:
    return ("voorbeeld",) if kind == "lijst" else VALUES.get(kind, "voorbeeld")
