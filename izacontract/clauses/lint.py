"""What is wrong with a library that still reads: words without meaning, meanings without use, texts without source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import MAXYEAR, MINYEAR, date
from importlib.resources.abc import Traversable
from pathlib import Path
from types import ModuleType

from izacontract.clauses.files import read_yaml
from izacontract.clauses.language import compile_text
from izacontract.clauses.leden import LID
from izacontract.clauses.library import Library
from izacontract.clauses.lint_duties import duty_faults
from izacontract.clauses.linted import Lint
from izacontract.clauses.lock import lock_state
from izacontract.clauses.proof import REF, prove_markdown
from izacontract.errors import ClauseError, Told
from izacontract.model.clause import Clause, ClauseVersion
from izacontract.model.commitment import Commitment, Link

NAMES = "names.yaml"
"""The file of a library folder that lists proper names: capitalised words that need no definition."""

TAG = re.compile(r"{[{%].*?[%}]}")
CONTROL = re.compile(r"{%.*?%}")
SENTENCE_STARTS_WITH_REF = re.compile(r"(?:[.?!] |\d\. |%}\s*)(?:{{\s*lid\([^)]*\)\s*}})?{{\s*ref\(")
OWN_ARTICLE = re.compile(r"\bdit artikel\b", re.IGNORECASE)
CAPITAL = re.compile(r"(?<=[a-zé,] )([A-Z][\w-]*)")
WORD = re.compile(r"[a-z_][a-z0-9_]*")
LITERAL = re.compile(r"""["']([a-z0-9.-]+)(["'{])""")


def lint(
    library: Library,
    folders: Iterable[tuple[str, Traversable]],
    modules: Iterable[ModuleType] = (),
    plugin: str | None = None,
) -> list[Lint]:
    """Return everything wrong in `library`, whose files are in `folders` by plugin, in order of file.

    With the `modules` of the plugins it also says which parameters nobody reads: no text, and no rule or check. With
    `plugin` it is what is wrong in the files of that one.
    """
    names: set[str] = set()
    found: list[Lint] = []
    for name, folder in folders:
        names |= set(_names(folder, name))
        found += _lock(folder, name)
    terms = {
        form: term.term for _, version in _texts(library) for term in version.terms for form in (term.term, *term.forms)
    }
    used = _used_terms(library, terms)
    known = {word for phrase in (*terms, *names) for word in phrase.split()}
    for clause, version in _texts(library):
        if plugin is not None and not version.file.startswith(f"{plugin}/"):
            continue
        found += [*_header(clause, version), *_references(library, clause, version), *_variables(version)]
        found += [*_own_article(library, clause, version), *_fixed(version)]
        found += [
            _lint(
                version,
                "begrip-ongebruikt",
                f"begrip '{term.term}' staat in geen enkele tekst",
                f"term '{term.term}' stands in no text",
            )
            for term in version.terms
            if term.term not in used
        ]
        found += _undefined(version, known)
    for clause in library.clauses.values():
        found += _positions(clause)
    found += duty_faults(library)
    for commitment in library.commitments:
        found += _links(library, commitment)
    if code := _code(modules):
        found += _parameters(library, code)
    if plugin is not None:
        found = [item for item in found if item.file.startswith(f"{plugin}/")]
    return sorted(found, key=lambda item: (item.file, item.code, item.message.nl))


def _fixed(version: ClauseVersion) -> Iterator[Lint]:
    """Give each lid that the header says is fixed and that the text has not."""
    for lid in version.fixed:
        if lid not in LID.findall(version.text):
            nl, en = f"vast lid '{lid}' staat niet in de tekst", f"fixed lid '{lid}' is not in the text"
            yield _lint(version, "vast-lid", nl, en)


def _positions(clause: Clause) -> Iterator[Lint]:
    """Give what is wrong with the positions of `clause`: what they replace, their rank, and what they declare."""
    known = {lid for version in clause.versions for lid in LID.findall(version.text)}
    fixed = {lid for version in clause.versions for lid in version.fixed}
    ranks: set[int] = set()
    for position in clause.positions:
        text = position.versions[-1]
        for lid in position.replaces:
            if lid not in known:
                nl, en = f"lid '{lid}' staat niet in {clause.id}", f"lid '{lid}' is not in {clause.id}"
                yield _lint(text, "positie-lid", nl, en)
            elif lid in fixed:
                nl, en = f"lid '{lid}' is vast en kan geen positie hebben", f"lid '{lid}' is fixed and can have none"
                yield _lint(text, "positie-lid", nl, en)
        if position.rank in ranks:
            yield _lint(
                text, "positie-rang", f"rang {position.rank} staat twee keer", f"rank {position.rank} stands twice"
            )
        ranks.add(position.rank)
        for version in position.versions:
            if version.terms or any(variable.parameter for variable in version.variables.values()):
                nl = "begrippen en cijfers (parameter) horen in de tekst van de clausule"
                yield _lint(version, "positie-kop", nl, "terms and figures (parameter) belong in the clause's own text")


def _links(library: Library, commitment: Commitment) -> Iterator[Lint]:
    """Give each clause or lid that `commitment` names and that does not exist."""
    file = f"{commitment.plugin}/commitments.yaml"
    hangs_on = (commitment.hangs_on,) if commitment.hangs_on else ()
    for link in (*commitment.clauses, *map(Link, (*commitment.also, *hangs_on))):
        if link.clause not in library.clauses:
            nl = f"afspraak {commitment.id} noemt clausule '{link.clause}', die niet bestaat"
            en = f"commitment {commitment.id} names clause '{link.clause}', which does not exist"
            yield Lint(file, "clausule-onbekend", Told(nl, en))
        elif link.lid and any(
            link.lid not in LID.findall(version.text) for version in _in_force(library.clauses[link.clause], commitment)
        ):
            nl = f"afspraak {commitment.id} noemt lid '{link.lid}' van {link.clause}, dat niet in elke tekst staat"
            en = f"commitment {commitment.id} names lid '{link.lid}' of {link.clause}, which not every text has"
            yield Lint(file, "lid-onbekend", Told(nl, en))


def _in_force(clause: Clause, commitment: Commitment) -> Iterator[ClauseVersion]:
    """Give the texts of `clause` that are in force on a day of the years in which `commitment` asks something."""
    first, last = commitment.since or MINYEAR, commitment.last or MAXYEAR
    followed = (*(version.since for version in clause.versions[1:]), date.max)
    for version, replaced in zip(clause.versions, followed, strict=True):
        if replaced > date(first, 1, 1) and version.since.year <= last:
            yield version


def _parameters(library: Library, code: str) -> Iterator[Lint]:
    """Give each parameter that nobody reads without being marked as information, and each that is wrongly marked so.

    In `code` a parameter is read by its id between quotes, or by the beginning of it that a text is filled in after.
    """
    printed = {variable.parameter for _, version in _texts(library) for variable in version.variables.values()}
    literals = set(LITERAL.findall(code))
    whole = {start for start, end in literals if end != "{"}
    starts = tuple(start for start, end in literals if end == "{" and start.partition(".")[2])
    for parameter in library.parameters.by_id.values():
        read = parameter.id in printed or parameter.id in whole or parameter.id.startswith(starts)
        file = f"{parameter.id.split('.')[0]}/parameters"
        if not read and not parameter.information:
            nl = f"parameter {parameter.id} wordt door geen tekst, regel of controle gelezen"
            en = f"parameter {parameter.id} is read by no text, rule or check"
            yield Lint(file, "parameter-ongelezen", Told(nl, en))
        elif read and parameter.information:
            nl = f"parameter {parameter.id} heet informatie, maar een tekst, regel of controle leest haar"
            en = f"parameter {parameter.id} is called information, but a text, rule or check reads it"
            yield Lint(file, "parameter-toch-gelezen", Told(nl, en))


def _code(modules: Iterable[ModuleType]) -> str:
    """Return the source text of `modules`, of a package that of all its modules."""
    files: list[Path] = []
    for module in modules:
        if module.__file__ is not None:
            file = Path(module.__file__)
            files += sorted(file.parent.rglob("*.py")) if hasattr(module, "__path__") else [file]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def _texts(library: Library) -> Iterator[tuple[Clause, ClauseVersion]]:
    for clause in library.clauses.values():
        for version in clause.versions:
            yield clause, version
        for position in clause.positions:
            for version in position.versions:
                yield replace(clause, explanation=position.explanation), version


def _names(folder: Traversable, plugin: str) -> list[str]:
    file = folder.joinpath(NAMES)
    return [str(name) for name in read_yaml(file, f"{plugin}/{NAMES}").entries()] if file.is_file() else []


def _lock(folder: Traversable, plugin: str) -> Iterator[Lint]:
    state = lock_state(folder)
    for path in state.changed:
        yield Lint(
            f"{plugin}/{path}",
            "uitgebracht-gewijzigd",
            Told(
                "deze uitgebrachte tekst is gewijzigd; maak een tekst met een nieuwe dag",
                "this released text has changed; make a text with a new day",
            ),
        )
    for path in state.missing:
        yield Lint(
            f"{plugin}/{path}", "uitgebracht-weg", Told("deze uitgebrachte tekst is weg", "this released text is gone")
        )
    for path in state.new:
        yield Lint(
            f"{plugin}/{path}",
            "niet-uitgebracht",
            Told("deze tekst staat nog niet in released.lock", "this text is not in released.lock yet"),
        )


def _header(clause: Clause, version: ClauseVersion) -> Iterator[Lint]:
    if not version.sources:
        yield _lint(version, "bron-ontbreekt", "de tekst noemt geen bron", "the text names no source")
    sentences = len(re.findall(r"[.?!](?:\s|$)", clause.explanation))
    if not 2 <= sentences <= 5:
        yield _lint(
            version,
            "uitleg",
            f"de uitleg telt {sentences} zinnen; twee tot vijf is de maat",
            f"the explanation has {sentences} sentences; two to five is the measure",
        )


def _references(library: Library, clause: Clause, version: ClauseVersion) -> Iterator[Lint]:
    if SENTENCE_STARTS_WITH_REF.search(_whole(version)):
        yield _lint(
            version,
            "verwijzing-vooraan",
            "een zin begint met een verwijzing en dus met een kleine letter",
            "a sentence begins with a reference and so with a small letter",
        )
    for target, lid in REF.findall(_whole(version)):
        if target not in library.clauses:
            yield _lint(
                version,
                "verwijzing",
                f"verwijst naar '{target}', die niet bestaat",
                f"refers to '{target}', which does not exist",
            )
        elif lid and not any(lid in LID.findall(other.text) for other in library.clauses[target].versions):
            yield _lint(
                version,
                "verwijzing",
                f"verwijst naar lid '{lid}' van {target}, dat niet bestaat",
                f"refers to lid '{lid}' of {target}, which does not exist",
            )


def _own_article(library: Library, clause: Clause, version: ClauseVersion) -> Iterator[Lint]:
    if OWN_ARTICLE.search(version.text) and any(_share(clause, other) for other in library.clauses.values()):
        yield _lint(
            version,
            "dit-artikel",
            f"zegt 'dit artikel', maar deelt haar artikel met een andere clausule; schrijf ref(\"{clause.id}\")",
            f"says 'dit artikel' but shares its article with another clause; write ref(\"{clause.id}\")",
        )


def _share(clause: Clause, other: Clause) -> bool:
    """Return whether the two clauses can stand in one article of one contract."""
    apart = clause.sectors is not None and other.sectors is not None and not set(clause.sectors) & set(other.sectors)
    return other.id != clause.id and other.slot == clause.slot and not apart


def _variables(version: ClauseVersion) -> Iterator[Lint]:
    try:
        compile_text(version.text, version.variables, _filters(version), version.file, version.first_line)
        prove_markdown(version)
    except ClauseError as error:
        yield Lint(version.file, "tekst", error.message)
    words = {word for tag in TAG.findall(version.text) for word in WORD.findall(re.sub(r'"[^"]*"', "", tag))}
    for name in version.variables:
        if name not in words:
            yield _lint(
                version,
                "variabele-ongebruikt",
                f"variabele '{name}' is gedeclareerd maar niet gebruikt",
                f"variable '{name}' is declared but not used",
            )


def _filters(version: ClauseVersion) -> set[str]:
    """Return the plugin's own filters, which carry its name, as far as the text uses them."""
    prefix = version.clause.split(".")[0].replace("-", "_")
    return set(re.findall(rf"\|\s*({prefix}_\w+)", version.text))


def _whole(version: ClauseVersion) -> str:
    return "\n".join([version.text, *(term.meaning for term in version.terms)])


def _bare(text: str) -> str:
    """Return the words of `text`: a bar where a choice begins or ends, an x for a printed value."""
    return TAG.sub("x", CONTROL.sub("|", LID.sub("", text)))


def _used_terms(library: Library, terms: Mapping[str, str]) -> set[str]:
    pattern = (
        re.compile(rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, terms), key=len, reverse=True))})(?!\w)")
        if terms
        else None
    )
    text = "\n".join(_bare(_whole(version)) for _, version in _texts(library))
    return {terms[found] for found in pattern.findall(text)} if pattern else set()


def _undefined(version: ClauseVersion, known: set[str]) -> Iterator[Lint]:
    """Give each capitalised word inside a sentence that is not `known`, as a word of a term or of a listed name is."""
    for word in sorted(set(CAPITAL.findall(_bare(_whole(version))))):
        if word not in known and not word.isupper():
            yield _lint(
                version,
                "begrip-onbekend",
                f"'{word}' heeft een hoofdletter maar is geen begrip en geen naam",
                f"'{word}' is capitalised but is neither a defined term nor a listed name",
            )


def _lint(version: ClauseVersion, code: str, nl: str, en: str) -> Lint:
    return Lint(version.file, code, Told(nl, en))
