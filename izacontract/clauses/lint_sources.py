"""Which sources of a library somebody should look at: warnings, because a text may stand while its source is weak."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources.abc import Traversable
from typing import Final, TypeVar

from pydantic import Field

from izacontract.clauses.files import read_yaml
from izacontract.clauses.library import Library
from izacontract.clauses.linted import Lint
from izacontract.clauses.shapes import File, OneLine
from izacontract.errors import Told
from izacontract.model.accords import Accord
from izacontract.model.clause import Source

F = TypeVar("F", bound=File)

MOVED: Final = "moved.yaml"
"""The file of a library folder that lists places in accords and laws that were moved."""

PUBLISHERS: Final = "publishers.yaml"
"""The file of a library folder that lists who tells of rules that others make: newspapers, law firms, consultants."""

WARNINGS: Final = {
    "bron-zonder-kenmerk": Told("bron zonder kenmerk", "source without identifier"),
    "bron-verlopen": Told("verlopen bron", "lapsed source"),
    "bron-uit-tweede-hand": Told("bron die over de regel vertelt", "source that tells of the rule"),
    "bron-verplaatst": Told("verplaatste vindplaats", "place that was moved"),
    "bron-niet-geraadpleegd": Told("niet geraadpleegde bron", "source not consulted"),
}
"""The kinds of warning, in the order in which they are counted."""

NUMBER: Final = re.compile(r"\d[\w:.]*\w|\d")


class Moved(File):
    """An entry of `moved.yaml`: a place in an accord or law that was moved, and where it stands since."""

    work: OneLine
    old: OneLine = Field(alias="from")
    new: OneLine = Field(alias="to")
    since: date


class Publisher(File):
    """An entry of `publishers.yaml`: whose pages tell of rules that others make."""

    name: OneLine
    site: OneLine


@dataclass(frozen=True, slots=True)
class Use:
    """A source where it is used, in a text, figure or commitment that holds from `since` until `until`, if it ends."""

    source: Source
    file: str
    name: str
    since: date
    until: date | None


def source_warnings(library: Library, folders: Iterable[tuple[str, Traversable]], today: date) -> list[Lint]:
    """Return the sources in `library` to look at, in order of kind and file; what ended is held against `today`."""
    moved: list[Moved] = []
    publishers: list[Publisher] = []
    for plugin, folder in folders:
        moved += _entries(folder, plugin, MOVED, Moved)
        publishers += _entries(folder, plugin, PUBLISHERS, Publisher)
    found: list[Lint] = []
    for use in _uses(library):
        found += _not_identified(use)
        found += _lapsed(library, use, today)
        found += _second_hand(use, publishers)
        found += _moved(use, moved)
        found += _not_consulted(use)
    order = list(WARNINGS)
    return sorted(found, key=lambda item: (order.index(item.code), item.file, item.message.nl))


def _entries(folder: Traversable, plugin: str, name: str, shape: type[F]) -> list[F]:
    file = folder.joinpath(name)
    if not file.is_file():
        return []
    given = read_yaml(file, f"{plugin}/{name}")
    return [given.checked(shape, entry, index) for index, entry in enumerate(given.entries())]


def _uses(library: Library) -> Iterator[Use]:
    """Give each source of a text, of a value of a parameter and of a commitment."""
    for clause in library.clauses.values():
        ends = [*(later.since for later in clause.versions[1:]), clause.withdrawn]
        for version, end in zip(clause.versions, ends, strict=True):
            until = end - timedelta(days=1) if end else None
            for source in version.sources:
                yield Use(source, version.file, "", version.since, until)
    for parameter in library.parameters.by_id.values():
        for value in parameter.values:
            yield Use(value.source, value.place, f"{parameter.id}, {value.since}: ", value.since, value.until)
    for commitment in library.commitments:
        file, since = f"{commitment.plugin}/commitments.yaml", date(commitment.since or date.min.year, 1, 1)
        yield Use(commitment.source, file, f"{commitment.id}: ", since, None)


def _not_identified(use: Use) -> Iterator[Lint]:
    if not use.source.identifier:
        yield _weak(
            use,
            "bron-zonder-kenmerk",
            "heeft geen kenmerk; geef law, ruling, rule of paper, en een pagina publisher en day",
            "has no identifier; give law, ruling, rule or paper, and a page publisher and day",
        )


def _not_consulted(use: Use) -> Iterator[Lint]:
    if use.source.consulted is None:
        yield _weak(
            use,
            "bron-niet-geraadpleegd",
            "is niet geraadpleegd; open haar en zet de dag bij consulted",
            "was not consulted; open it and put the day at consulted",
        )


def _lapsed(library: Library, use: Use, today: date) -> Iterator[Lint]:
    """Warn of an accord that ends before what cites it, and of a law that was read as it stood before that.

    What has no last day, or a later one, is held against today: nobody knows what follows.
    """
    work = library.works.get(use.source.work)
    used = max(use.since, min(use.until or today, today))
    if isinstance(work, Accord) and (last := work.last_day(used)) < used:
        yield _weak(
            use, "bron-verlopen", f"liep af op {last} en wordt gebruikt op {used}", f"ended on {last}; used on {used}"
        )
    if (read := use.source.valid_on) is not None and read < use.since:
        yield _weak(
            use,
            "bron-verlopen",
            f"is gelezen zoals zij gold op {read}, vóór {use.since}; lees haar zoals zij toen gold",
            f"was read as it stood on {read}, before {use.since}; read it as it stood then",
        )


def _second_hand(use: Use, publishers: Iterable[Publisher]) -> Iterator[Lint]:
    host = re.sub(r"^https?://(www\.)?([^/]*).*$", r"\2", use.source.url or "")
    for publisher in publishers:
        if publisher.name == use.source.publisher or publisher.site == host:
            name = publisher.name
            yield _weak(
                use,
                "bron-uit-tweede-hand",
                f"is een pagina van {name}; noem de regel of de uitspraak zelf",
                f"is a page of {name}; cite the rule or the ruling itself",
            )
            return


def _moved(use: Use, moved: Iterable[Moved]) -> Iterator[Lint]:
    for entry in moved:
        if entry.work == use.source.work and _stands_at(use.source, entry.old):
            yield _weak(
                use,
                "bron-verplaatst",
                f"stond als '{entry.old}' in een eerdere tekst en staat sinds {entry.since} in {entry.new}",
                f"stood as '{entry.old}' in an earlier text and stands since {entry.since} in {entry.new}",
            )
            return


def _stands_at(source: Source, old: str) -> bool:
    """Return whether `source` cites the place `old`: an article by its number, another place by how it begins.

    A source that says with `concept` that it stood elsewhere in the earlier text is not moved.
    """
    if old.startswith("artikel "):
        return old.removeprefix("artikel ") in NUMBER.findall(source.section)
    return _begins(source.section.removeprefix("§ "), old) and (not source.concept or _begins(source.concept, old))


def _begins(place: str, old: str) -> bool:
    return place == old or place.startswith((f"{old} ", f"{old},"))


def _weak(use: Use, code: str, nl: str, en: str) -> Lint:
    named = f"{use.name}{use.source.citation}"
    return Lint(use.file, code, Told(f"{named} {nl}", f"{named} {en}"))
