"""The terms that a contract uses, of those that its clauses define."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from izacontract.clauses.text import ClauseTexts
from izacontract.errors import ClauseError
from izacontract.message import Message
from izacontract.model.clause import ClauseVersion, Term
from izacontract.model.contract import Block, Table, Words, texts_of

TERM_TWICE = Message(
    "clausule.dubbel-begrip",
    "Het begrip '{term}' staat in {other} en in {file}.",
    "The term '{term}' stands in {other} and in {file}.",
    "Geef de omschrijving op één plaats.",
    "Define it in one place.",
)

WORD = re.compile(r"\w+")

Defined = Mapping[str, tuple[Term, str]]
"""Terms by how they are written, each with the file that defines it."""


def words_of(blocks: Iterable[Block]) -> str:
    """Return the words that the clause texts themselves print in `blocks`, without the values of users."""
    found: list[str] = []
    for block in blocks:
        if isinstance(block, Table):
            found += block.header
        for text in texts_of(block):
            found.append("".join(inline.text if isinstance(inline, Words) else " " for inline in text))
    return "\n".join(found)


def alphabetical(term: str) -> tuple[str, str]:
    """Return the key that sorts `term` as a dictionary does: accents and capitals do not count."""
    plain = unicodedata.normalize("NFKD", term)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold(), term


def defined_by(versions: Iterable[ClauseVersion]) -> Defined:
    """Return the terms that `versions` define, each with its file; raises ClauseError for one that stands twice."""
    terms: dict[str, tuple[Term, str]] = {}
    for version in versions:
        for term in version.terms:
            if term.term in terms:
                other = terms[term.term][1]
                raise TERM_TWICE.failure(ClauseError, term=term.term, other=other, file=version.file)
            terms[term.term] = (term, version.file)
    return terms


def used_in(text: str, terms: Defined) -> frozenset[str]:
    """Return which of `terms` stand in `text`, in any of their forms."""
    words = set(WORD.findall(text))
    return frozenset(name for name, (term, _) in terms.items() if _occurs(term, words, text))


def definitions(used: frozenset[str], terms: Defined, texts: ClauseTexts) -> list[dict[str, object]]:
    """Return the terms `used`, and those that their meanings use, alphabetically, each with its meaning."""
    found, new = used, used
    while new:
        new = used_in("\n".join(terms[name][0].meaning for name in sorted(new)), terms) - found
        found |= new
    return [
        {"begrip": name, "betekenis": texts.words(terms[name][0].meaning + ".", terms[name][1])}
        for name in sorted(found, key=alphabetical)
    ]


def _occurs(term: Term, words: set[str], text: str) -> bool:
    """Return whether `text`, whose single words are `words`, uses `term` in any of its forms."""
    return any(
        name in words or (not WORD.fullmatch(name) and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None)
        for name in (term.term, *term.forms)
    )
