"""Which leden name a term while nobody says who owes what by then, and which duties name what their lid does not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from izacontract.clauses.leden import TextLid, leden_of
from izacontract.clauses.library import Library, every_text
from izacontract.clauses.linted import Lint
from izacontract.errors import Told
from izacontract.model.clause import Clause, ClauseVersion
from izacontract.model.duty import TERM, DeclaredDuty

MISSING: Final = "verplichting-ontbreekt"

NAMES_A_TERM: Final = re.compile(
    r"\|\s*(?:dagen|weken|maanden|datum|kwartaal)\b"
    r"|\bbinnen\s+(?:\d+|een|één|twee|drie|vier|vijf|zes|acht|tien|twaalf)\s+(?:uur|dag|week|maand|jaar|weken|maanden)"
    r"|\b(?:\d+)\s+(?:uur|dagen|weken|maanden)\b"
    r"|\b(?:uiterlijk|jaarlijks|maandelijks|halfjaarlijks)\b"
    r"|\b(?:elk|ieder|per|elke|iedere)\s+(?:kwartaal|halfjaar|maand|week)\b(?!\s+van)",
    re.IGNORECASE,
)
"""How a text names a term: a value that prints one, or words."""

IN_WHAT: Final = re.compile(r"{([a-z0-9_.]+)}")
PART: Final = "onderdeel"
"""What stands in a duty for the words of the onderdeel that prints its day."""

PRINTED: Final = re.compile(r"{{\s*(\w+)\s*\|")


def missing_duties(library: Library) -> list[Lint]:
    """Return each lid that names a term and has no declared duty, and no reason why not, in order of file and line."""
    return [lint for clause in library.clauses.values() for text in every_text(clause) for lint in _missing(text)]


def duty_faults(library: Library) -> list[Lint]:
    """Return what is wrong with the declared duties: a value that the lid does not print, a lid that is not there."""
    return [
        Lint(text.file, code, told)
        for clause in library.clauses.values()
        for text in every_text(clause)
        for code, told in _faults(library, clause, text)
    ]


def _missing(version: ClauseVersion) -> Iterator[Lint]:
    for lid in leden_of(version.text):
        # a row of a table is a fact beside its lid
        words = "\n".join(line for line in lid.words.split("\n") if not line.startswith("|"))
        if not NAMES_A_TERM.search(words):
            continue
        if lid.name and lid.name in version.duties.leden:
            continue
        called = f"lid '{lid.name}'" if lid.name else "een lid zonder naam"
        named = f"lid '{lid.name}'" if lid.name else "a lid without a name"
        line = version.first_line + lid.line - 1
        yield Lint(
            f"{version.file}:{line}",
            MISSING,
            Told(
                f"{called} noemt een termijn of dag, maar duties zegt niet wie dan wat moet, of waarom niemand iets",
                f"{named} names a term or day, but duties does not say who then owes what, or why nobody does",
            ),
        )


def _faults(library: Library, clause: Clause, version: ClauseVersion) -> Iterator[tuple[str, Told]]:
    leden: dict[str, list[TextLid]] = {}
    for lid in leden_of(version.text):
        leden.setdefault(lid.name, []).append(lid)
    for duty in version.duties.declared:
        words = "\n".join(lid.words for lid in leden.get(duty.lid, ()))
        yield from _unprinted(version, duty, words)
        for anchor in duty.anchors:
            if "#" in anchor and not _known(clause, version, library, anchor):
                yield _absent(duty, "verplichting", "duty", anchor)
        if duty.otherwise and not _lid_known(version, library, duty.otherwise, leden):
            yield _absent(duty, "lid", "lid", duty.otherwise)


def _unprinted(version: ClauseVersion, duty: DeclaredDuty, words: str) -> Iterator[tuple[str, Told]]:
    """Give each value or words of `duty` that its lid, whose text is `words`, does not print."""
    printed = set(PRINTED.findall(words))
    for anchor in duty.anchors:
        name = anchor.partition(".")[0]
        if name in version.variables and name not in PRINTED.findall(version.text):
            yield _not_there(duty, name)
    asked: list[str] = []
    for term in duty.within:
        match = TERM.fullmatch(term)
        named = match[1] if match else term
        if named in version.variables:
            asked.append(named)
        elif term not in " ".join(words.split()):
            yield _not_there(duty, term)
    for value in asked:
        if value not in printed:
            yield _not_there(duty, value)
    for value in IN_WHAT.findall(f"{duty.what} {duty.proof} {duty.by}"):
        if value != PART and value.partition(".")[0] not in version.variables:
            yield _not_there(duty, f"{{{value}}}")
    if duty.says and duty.says not in words:
        yield _not_there(duty, duty.says)


def _known(clause: Clause, version: ClauseVersion, library: Library, anchor: str) -> bool:
    """Return whether the duty that `anchor` names is declared in some text of its clause."""
    target, _, wanted = anchor.partition("#")
    other = library.clauses.get(target) if target else clause
    texts = () if other is None else (*every_text(other), *((version,) if not target else ()))
    return any(wanted == one.id for text in texts for one in text.duties.declared)


def _lid_known(version: ClauseVersion, library: Library, wanted: str, leden: Mapping[str, Sequence[TextLid]]) -> bool:
    """Return whether `wanted` is a lid of this text, a clause, or a lid ("clause#lid") of one."""
    target, mark, lid = wanted.partition("#")
    if not mark:
        return wanted in leden or wanted in library.clauses or _in_clause(library, version.clause, wanted)
    return _in_clause(library, target, lid)


def _in_clause(library: Library, clause: str, lid: str) -> bool:
    found = library.clauses.get(clause)
    return found is not None and any(one.name == lid for text in every_text(found) for one in leden_of(text.text))


def _not_there(duty: DeclaredDuty, what: str) -> tuple[str, Told]:
    nl = f"verplichting '{duty.id}' noemt '{what}', dat haar lid niet zegt"
    return "verplichting-waarde", Told(nl, f"duty '{duty.id}' names '{what}', which its lid does not say")


def _absent(duty: DeclaredDuty, nl: str, en: str, what: str) -> tuple[str, Told]:
    told = Told(
        f"verplichting '{duty.id}' noemt {nl} '{what}', die niet bestaat",
        f"duty '{duty.id}' names {en} '{what}', which does not exist",
    )
    return "verplichting-verwijzing", told
