"""The page `begrippen.md`: the words of izacontract, of the field, and those that the contract itself defines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import yaml

from docs.make.keys import our_plugins

WORDS: Final = Path(__file__).with_name("glossary.yaml")
POINTER: Final = re.compile(r"{{\s*ref\(.*?\)\s*}}")
HEAD: Final = """\
# Begrippen

Elk woord betekent overal hetzelfde: in de aanvraag, de meldingen, het contract en de code.

## Woorden van izacontract

De laatste kolom is de naam in de code en in JSON-antwoorden.

| woord | is | in het Engels |
| --- | --- | --- |
"""
FIELD: Final = """\
## Woorden uit de zorginkoop

Wat hier niet staat, omschrijft het contract zelf; zie hieronder.

| woord | is |
| --- | --- |
"""
DEFINED: Final = """\
## Begrippen die het contract omschrijft

Deze woorden schrijft een contract met een hoofdletter. Een contract omschrijft alleen de woorden die het gebruikt.

| woord | is | staat in |
| --- | --- | --- |
"""


def glossary() -> Mapping[str, Any]:
    """Return the words that people wrote down, as they stand in the file."""
    found: Mapping[str, Any] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return found


def glossary_page() -> str:
    """Return the page, each part in alphabetical order."""
    known = glossary()
    rows = [(one["word"], one["is"], f"`{one['type']}`") for one in known["words"]]
    rows += [(word, meaning, "") for word, meaning in known["more"].items()]
    ours = [f"| {word} | {meaning} | {name} |" for word, meaning, name in sorted(rows)]
    field = [f"| {word} | {known['field'][word]} |" for word in sorted(known["field"], key=str.lower)]
    terms = [f"| {term} | {meaning} | `{clause}` |" for term, (meaning, clause) in sorted(defined_terms().items())]
    return "\n".join([HEAD + "\n".join(ours), "", FIELD + "\n".join(field), "", DEFINED + "\n".join(terms)]) + "\n"


def defined_terms() -> Mapping[str, tuple[str, str]]:
    """Return the terms that clause texts define, each with its newest meaning and its clause."""
    return {
        term.term: (POINTER.sub("de Overeenkomst", term.meaning), clause.id)
        for clause in our_plugins().library.clauses.values()
        for version in clause.versions
        for term in version.terms
    }
