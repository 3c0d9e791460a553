"""Whether what people read is written in Dutch, as far as its common words tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import ModuleType
from typing import Final

from izacontract.errors import Finding, Told
from izacontract.host import Plugins
from izacontract.message import Message
from izacontract.model.shapes import shapes_of
from izacontract.model.terms import Terms
from izacontract.testing import findings as f

DUTCH: Final = frozenset(
    {
        "aan", "als", "bij", "dat", "de", "deze", "die", "dit", "door", "een", "en", "er", "geen", "heeft",
        "het", "hij", "hoe", "hun", "ieder", "kan", "maar", "met", "mag", "moet", "na", "naar", "niet", "nog",
        "of", "om", "ook", "onder", "op", "over", "per", "te", "ten", "tot", "tussen", "uit", "uw", "van",
        "vanaf", "voor", "waar", "wanneer", "wat", "welke", "wie", "wordt", "zij", "zijn", "zo",
    }
)  # fmt: skip
"""Words that only Dutch has, or that are common in it."""

ENGLISH: Final = frozenset(
    {
        "a", "an", "and", "are", "at", "be", "but", "by", "can", "each", "every", "for", "from", "has", "have",
        "how", "if", "it", "its", "may", "must", "no", "not", "on", "or", "shall", "should", "such", "than",
        "that", "the", "their", "then", "there", "these", "they", "this", "those", "to", "until", "was", "when",
        "where", "which", "who", "will", "with", "you", "your",
    }
)  # fmt: skip
"""Common words of English."""

WORD: Final = re.compile(r"[a-zà-ÿ]+")


def is_english(text: str) -> bool:
    """Return whether `text` reads like English: it has more common words of English than of Dutch."""
    words = WORD.findall(text.lower())
    return sum(word in ENGLISH for word in words) > sum(word in DUTCH for word in words)


def check_language(plugin: str, modules: list[ModuleType], plugins: Plugins) -> Iterator[Finding]:
    """Give each text of `plugin` for people that is empty or not in Dutch: messages, help, titles, explanations."""
    for what, text in _texts(plugin, modules, plugins):
        if not text.strip():
            yield f.about(plugin, f.EMPTY.finding(what=what))
        elif is_english(text):
            yield f.about(plugin, f.NOT_DUTCH.finding(what=what, text=text))
    for message in _messages(modules):
        if not message.code.startswith(f"{plugin}."):
            yield f.about(plugin, f.FOREIGN_ID.finding(id=message.code, plugin=plugin))


def _messages(modules: list[ModuleType]) -> list[Message]:
    found = {value for module in modules for value in vars(module).values() if isinstance(value, Message)}
    return sorted(found, key=lambda message: message.code)


def _texts(plugin: str, modules: list[ModuleType], plugins: Plugins) -> Iterator[tuple[Told, str]]:
    for message in _messages(modules):
        yield Told(f"De melding {message.code}", f"Message {message.code}"), message.nl
        yield Told(f"De raad bij {message.code}", f"The hint of {message.code}"), message.hint_nl
    own = next(info for info in plugins.installed if info.name == plugin)
    for code in own.sectors:
        yield Told(f"De titel van zorgsoort '{code}'", f"The title of sector '{code}'"), plugins.sectors[code].title
        yield from _help(plugins.sectors[code].terms, code)
    for section in plugins.sections.values():
        if section.model.__module__ in {module.__name__ for module in modules}:
            yield from _help(section.model, section.key)
    for clause in (plugins.library.clauses[clause] for clause in own.clauses):
        yield Told(f"De uitleg van {clause.id}", f"The explanation of {clause.id}"), clause.explanation


def _help(model: type[Terms], path: str) -> Iterator[tuple[Told, str]]:
    """Give the help of each field of `model`, and of the groups in it."""
    for key, shape in shapes_of(model).items():
        yield Told(f"De uitleg bij {path}.{key}", f"The help of {path}.{key}"), shape.info.description or ""
        if shape.model is not None:
            yield from _help(shape.model, f"{path}.{key}")
