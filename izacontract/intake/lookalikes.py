"""Characters in names, references and codes that nobody sees, or that look like others: two that seem one are two."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from operator import attrgetter
from typing import Final

from pydantic.fields import FieldInfo

from izacontract.errors import Finding, Path
from izacontract.intake import messages as m
from izacontract.message import Message
from izacontract.model.memory import remembered
from izacontract.model.terms import Terms, key_of
from izacontract.model.values import IsCode, has_mark

NAME: Final = "naam"
REFERENCES: Final = frozenset({"kenmerk", "handelsregister", "referentie"})
"""Keys whose text is a reference; a field marked as a code is one too, whatever its key."""


def lookalikes(parts: Mapping[str, object]) -> Iterator[Finding]:
    """Give a warning for each name, reference or code in `parts`, by key, in which a character seems another or none.

    A name in another script is one script and no matter; Latin letters with others among them are.
    """
    for key, part in parts.items():
        for path, message, character in _found_in(part):
            code, name = f"U+{ord(character):04X}", unicodedata.name(character, "?")
            yield message.warning(key, *path, character=character, code=code, name=name)


def _found_in(value: object) -> tuple[tuple[Path, Message, str], ...]:
    if isinstance(value, Terms):
        return _found_of(value)
    if isinstance(value, tuple) and not _are_ascii(value):
        inside = ((index, found) for index, item in enumerate(value) for found in _found_in(item))
        return tuple(((index, *path), message, character) for index, (path, message, character) in inside)
    return ()


def _are_ascii(many: tuple[object, ...]) -> bool:
    """Return whether `many` are terms of one kind of which nothing needs a closer look, as a price list nearly always.

    All texts of a field are looked at together: letters of ASCII are what they seem to be.
    """
    kinds = {*map(type, many)}
    if len(kinds) != 1 or not issubclass(model := kinds.pop(), Terms):
        return False
    for _, name, is_name, is_reference in _fields(model):
        values = list(map(attrgetter(name), many))
        if any(issubclass(kind, (Terms, tuple)) for kind in {*map(type, values)}):
            return False
        if (is_name or is_reference) and not "".join([text for text in values if isinstance(text, str)]).isascii():
            return False
    return True


@remembered(1024)
def _found_of(terms: Terms) -> tuple[tuple[Path, Message, str], ...]:
    """Return where in `terms` such a character stands, what is to be said and which; remembered as terms are."""
    found: list[tuple[Path, Message, str]] = []
    for key, name, is_name, is_reference in _fields(type(terms)):
        value = getattr(terms, name)
        if is_name or is_reference:
            texts = enumerate(value) if isinstance(value, tuple) else [(None, value)]
            for index, text in texts:
                if isinstance(text, str) and (told := _judged(text, is_reference)):
                    found.append(((key,) if index is None else (key, index), *told))
        found += [((key, *path), message, character) for path, message, character in _found_in(value)]
    return tuple(found)


@remembered(512)
def _fields(model: type[Terms]) -> tuple[tuple[str, str, bool, bool], ...]:
    """Return of each field of `model` its key, its name, and whether it is a name or a reference."""
    fields = ((key_of(name, info), name, info) for name, info in model.model_fields.items())
    return tuple((key, name, key == NAME, key in REFERENCES or is_code(info)) for key, name, info in fields)


def is_code(info: FieldInfo) -> bool:
    """Return whether a field is marked as a code."""
    return any(has_mark(IsCode, part) for part in (*info.metadata, info.annotation))


def _judged(text: str, is_reference: bool) -> tuple[Message, str] | None:
    """Return what is to be said of the first character of `text` that misleads, and which it is."""
    if text.isascii():
        return None
    for character in text:
        if unicodedata.category(character) == "Cf" or "\ufe00" <= character <= "\ufe0f" or character == "\u3164":
            return m.UNSEEN_CHARACTER, character
    strange = [
        character for character in text if (character.isalpha() or character.isdecimal()) and not _is_plain(character)
    ]
    mixed = is_reference or any(_is_plain(character) for character in text if character.isalpha())
    return (m.LOOKALIKE, strange[0]) if strange and mixed else None


def _is_plain(character: str) -> bool:
    """Return whether a letter or digit is one of the Latin script as it is typed, with or without an accent."""
    if character.isascii():
        return True
    compatible = unicodedata.normalize("NFKC", character) == character
    return compatible and unicodedata.name(character, "").startswith("LATIN")
