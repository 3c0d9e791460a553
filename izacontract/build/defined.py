"""The terms that a contract uses, of those that its clauses define."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from izacontract.clauses.text import ClauseTexts
from izacontract.errors import ClauseError
from izacontract.message import Message
from izacontract.model.clause import ClauseVersion, Term
from izacontract.model.contract import Block, Table, Value, Words, texts_of
from izacontract.model.text_table import TextTable

TERM_TWICE = Message(
    "clausule.dubbel-begrip",
    "Het begrip '{term}' staat in {other} en in {file}.",
    "The term '{term}' stands in {other} and in {file}.",
    "Geef de omschrijving op één plaats.",
    "Define it in one place.",
)

WORD = re.compile(r"\w+")


class Defined(dict[str, tuple[Term, str]]):
    """Terms by how they are written, each with the file that defines it."""

    @cached_property
    def single(self) -> Mapping[str, frozenset[str]]:
        """Return which terms a single word stands for, in any of their forms."""
        found: dict[str, frozenset[str]] = {}
        for name, form in self._forms():
            if WORD.fullmatch(form):
                found[form] = found.get(form, frozenset()) | {name}
        return found

    @cached_property
    def joined(self) -> tuple[tuple[str, re.Pattern[str], str], ...]:
        """Return the forms of more than one word: the first word, how the form is found, and its term."""
        return tuple(
            (WORD.findall(form)[0], re.compile(rf"(?<!\w){re.escape(form)}(?!\w)"), name)
            for name, form in self._forms()
            if not WORD.fullmatch(form)
        )

    def _forms(self) -> Iterator[tuple[str, str]]:
        return ((name, form) for name, (term, _) in self.items() for form in (term.term, *term.forms))


def words_of(blocks: Iterable[Block]) -> str:
    """Return the words that the clause texts themselves print in `blocks`, without the values of users."""
    found: list[str] = []
    for block in blocks:
        if isinstance(block, Table):
            found += block.header
        if isinstance(block, TextTable):
            continue
        for text in texts_of(block):
            if len(text) == 1 and type(text[0]) is Value:
                continue
            found.append("".join(inline.text if isinstance(inline, Words) else " " for inline in text))
    return "\n".join(found)


def alphabetical(term: str) -> tuple[str, str]:
    """Return the key that sorts `term` as a dictionary does: accents and capitals do not count."""
    plain = unicodedata.normalize("NFKD", term)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold(), term


def defined_by(versions: Iterable[ClauseVersion]) -> Defined:
    """Return the terms that `versions` define, each with its file; raises ClauseError for one that stands twice."""
    terms = Defined()
    for version in versions:
        for term in version.terms:
            if term.term in terms:
                other = terms[term.term][1]
                raise TERM_TWICE.failure(ClauseError, term=term.term, other=other, file=version.file)
            terms[term.term] = (term, version.file)
    return terms


def used_in(text: str, terms: Defined) -> frozenset[str]:
    """Return which of `terms` stand in `text`, in any of their forms."""
    words = frozenset(WORD.findall(text))
    alone = [terms.single[word] for word in terms.single.keys() & words]
    joined = [name for first, form, name in terms.joined if first in words and form.search(text)]
    return frozenset(joined).union(*alone)


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
