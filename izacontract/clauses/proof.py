"""Reads texts on trial, so that a fault shows with its line before any contract needs the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from izacontract.clauses.blocks import CLOSE, OPEN, NotAllowed, parse
from izacontract.clauses.files import Yaml, fault
from izacontract.clauses.keys import CONTRACT, ReadableKeys
from izacontract.clauses.language import tokens
from izacontract.clauses.library import Library
from izacontract.clauses.text import ClauseTexts, not_allowed
from izacontract.errors import Told
from izacontract.model.clause import ClauseVersion, Variable
from izacontract.model.parameter import Parameters

REF = re.compile(r"""\bref\(\s*["']([^"']+)["'](?:[^)]*?\blid\s*=\s*["']([^"']+)["'])?""")
READ: Mapping[str, Callable[[str], object]] = {
    "datum": date.fromisoformat, "tekst": str, "keuze": str, "kwartaal": str,
    "jaar": int, "dagen": int, "weken": int, "maanden": int,
}  # fmt: skip
"""How a parameter is read for a variable of a type; for the others it is a number."""


def prove(version: ClauseVersion, header: Yaml, texts: ClauseTexts, keys: ReadableKeys, library: Library) -> None:
    """Raise ClauseError, with file and line, for the first fault in `version`, whose header is `header`.

    Its template, its Markdown with every choice made both ways, its terms, whether each variable can get a value, and
    whether each clause that it refers to is in `library`.
    """
    for variable in version.variables.values():
        if why := keys.problem(variable) or parameter_problem(variable, library.parameters):
            raise header.fault(("variables", variable.name), f"klopt niet: {why.nl}", f"is not right: {why.en}")
    texts.compiled(version)
    prove_markdown(version)
    for found in REF.finditer(version.text):
        if found[1] not in library.clauses:
            line = version.first_line + version.text.count("\n", 0, found.start())
            what = found[1]
            raise fault(f"{version.file}:{line}", f"clausule '{what}' bestaat niet", f"clause '{what}' does not exist")
    for term in version.terms:
        place = header.where(("terms", term.term))
        line = int(place.rpartition(":")[2])
        texts.words(f"{term.meaning}.", version.file, line)


def prove_keys(library: Library, keys: ReadableKeys) -> None:
    """Raise ClauseError, with the file, for the first variable in `library` that can never get a value.

    A key of a section that no plugin brings is left alone: that plugin may just not be there.
    """
    for clause in library.clauses.values():
        for version in clause.versions:
            for variable in version.variables.values():
                head = (variable.key or "").split(".")[0]
                why = keys.problem(variable) if head in keys.roots or f"{head}." == CONTRACT else None
                if why := why or parameter_problem(variable, library.parameters):
                    raise fault(f"{version.file}:1", f"{variable.name}: {why.nl}", f"{variable.name}: {why.en}")


def parameter_problem(variable: Variable, parameters: Parameters) -> Told | None:
    """Return why `variable` cannot get its value by its parameter; None when it can, or has none."""
    if variable.parameter is None:
        return None
    if variable.parameter not in parameters.by_id:
        missing = variable.parameter
        return Told(f"parameter '{missing}' bestaat niet", f"parameter '{missing}' does not exist")
    read = READ.get(variable.type, Decimal)
    for value in parameters.by_id[variable.parameter].values:
        try:
            read(str(value.value))
        except (ArithmeticError, ValueError):
            return Told(
                f"parameter '{variable.parameter}' past niet bij type {variable.type}: {value.value}",
                f"parameter '{variable.parameter}' does not fit type {variable.type}: {value.value}",
            )
    return None


def prove_markdown(version: ClauseVersion) -> None:
    """Raise ClauseError, with file and line, when the Markdown of `version` is not allowed, whatever is chosen."""
    markdown, stood = _skeleton(version)
    try:
        parse(markdown)
    except NotAllowed as error:
        line = stood[min(error.line, len(stood)) - 1] + version.first_line - 1
        raise not_allowed(f"{version.file}:{line}", error) from error


def _skeleton(version: ClauseVersion) -> tuple[str, list[int]]:
    """Return the Markdown of `version` with a slot for each value and without tags, and where each line of it stood."""
    lines, stood = [""], [1]
    for line, kind, value in tokens(version.text):
        piece = f"{OPEN}0{CLOSE}" if kind == "variable_begin" else value if kind == "data" else ""
        for count, words in enumerate(piece.split("\n")):
            if count:
                lines.append("")
                stood.append(line + count)
            if words and not lines[-1]:
                stood[-1] = line + count
            lines[-1] += words
    return "\n".join(lines), stood
