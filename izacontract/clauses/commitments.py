"""Reads what the accords ask of a contract, and places it in time: the years of its accord, and what extended that."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from importlib.resources.abc import Traversable

from izacontract.clauses.files import fault, read_yaml
from izacontract.clauses.reader import cited
from izacontract.clauses.shapes import CommitmentFile
from izacontract.model.accords import Accord, Work
from izacontract.model.commitment import After, Commitment, Link, State


def read_commitments(folder: Traversable, plugin: str, works: Mapping[str, Work]) -> Iterator[Commitment]:
    """Give the commitments in `folder`, which its file lists by chapter, each with the years in which it asks."""
    file = folder.joinpath("commitments.yaml")
    if not file.is_file():
        return
    place = f"{plugin}/commitments.yaml"
    given = read_yaml(file, place)
    chapters = given.data or {}
    if not isinstance(chapters, dict):
        raise given.fault((), "de afspraken staan niet per hoofdstuk", "the commitments are not listed by chapter")
    for chapter, entries in chapters.items():
        if not isinstance(entries, list | None):
            raise given.fault((chapter,), "is geen lijst", "is no list")
        for index, entry in enumerate(entries or []):
            found = given.checked(CommitmentFile, entry, chapter, index)
            yield _commitment(found, str(chapter), plugin, works)


def order_commitments(commitments: Iterable[Commitment], works: Mapping[str, Work]) -> tuple[Commitment, ...]:
    """Return `commitments` by accord, the first signed first, then by chapter and place: "J 1", "J 2", "J 10"."""

    def place(commitment: Commitment) -> tuple[str, str, list[tuple[int, str]]]:
        steps = re.findall(r"\d+|[^\W\d]+", commitment.source.section)
        return (
            _first_day(works.get(commitment.source.work)),
            commitment.chapter,
            [(int(step), "") if step.isdigit() else (sys.maxsize, step) for step in steps],
        )

    return tuple(sorted(commitments, key=place))


def _commitment(found: CommitmentFile, chapter: str, plugin: str, works: Mapping[str, Work]) -> Commitment:
    place = f"{plugin}/commitments.yaml: {found.id}"
    commitment = Commitment(
        found.id,
        chapter,
        " ".join(found.text.split()),
        cited(found.source.source(), works, place),
        tuple(_link(target) for target in found.clauses),
        found.also,
        None if found.sectors is None else tuple(sorted(found.sectors)),
        found.since,
        plugin,
        found.hangs_on,
        found.until,
    )
    if found.passages and found.after is None:
        raise fault(place, "passages horen bij after", "passages go with after")
    accord = works.get(commitment.source.work)
    if not isinstance(accord, Accord):
        if found.after is not None:
            raise fault(place, "after hoort bij een bron met accord", "after goes with a source that has accord")
        return commitment
    # A contract year begins on 1 January: an accord that begins later asks nothing before the next one.
    first = accord.since.year + ((accord.since.month, accord.since.day) != (1, 1))
    last = accord.until.year
    dated = replace(
        commitment,
        since=first if found.since is None else found.since,
        until=last if found.until is None else found.until,
        after=None if found.after is None else _after(found, found.after, accord, works, place),
    )
    if dated.since is not None and dated.last is not None and dated.since > dated.last:
        raise fault(
            place,
            f"from ({dated.since}) ligt na {dated.last}, het laatste jaar waarin het akkoord iets vraagt",
            f"from ({dated.since}) is after {dated.last}, the last year in which the accord asks something",
        )
    return dated


def _after(found: CommitmentFile, state: State, accord: Accord, works: Mapping[str, Work], place: str) -> After:
    """Return the state after the last year, by its own passages or else by what extended the accord.

    Raises ClauseError when nothing says so: of an uncertain one, two passages that contradict each other.
    """
    passages = [cited(passage.source(), works, place) for passage in found.passages]
    if not passages:
        extended = [extension.passage for extension in accord.extensions]
        doubts = [passage for extension in accord.extensions for passage in extension.against]
        passages = [*extended, *doubts] if state is State.UNCERTAIN else extended
    if len(passages) < (2 if state is State.UNCERTAIN else 1):
        raise fault(
            place,
            f"noem bij passages waaruit '{state}' blijkt, en bij onzeker de plaatsen die elkaar tegenspreken",
            f"name at passages what '{state}' rests on, and at onzeker the places that contradict each other",
        )
    until = max([accord.until, *(extension.until for extension in accord.extensions)]).year
    return After(state, tuple(passages), until)


def _first_day(work: Work | None) -> str:
    return work.since.isoformat() if isinstance(work, Accord) else ""


def _link(target: str) -> Link:
    clause, _, lid = target.partition("#")
    return Link(clause, lid or None)
