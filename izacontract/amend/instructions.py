"""Each change of an addendum in the words of an amending deed, with the new text below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from izacontract import dutch
from izacontract.amend.applying import applied
from izacontract.amend.numbers import next_lid
from izacontract.amend.printing import our_line, quoted, table
from izacontract.amend.provisions import Line, Part, Provision, Text, provision_of, row_keys
from izacontract.clauses.ours import our_clauses
from izacontract.model.contract import Block, Inline, Lid, Words
from izacontract.model.own import OWNER
from izacontract.render.seal_amendment import SealedAmendment, SealedChange

TEXT: Final = "allonge-wijziging"
FEW_CELLS: Final = 3
"""So many cells of one table at most are told in a sentence each; of more the rows are shown whole."""
SHOWN: Final = 40
"""So many letters of a paragraph without a number are enough to find it by."""


@dataclass(frozen=True, slots=True)
class Instruction:
    """What one lid of an addendum says, and what stands below it."""

    words: tuple[Inline, ...]
    below: tuple[Block, ...] = ()


def instructions(text: Text, amendment: SealedAmendment) -> Iterator[Instruction]:
    """Give what `amendment` says to change `text`, in its order; many rows of one table together."""
    changes = list(amendment.changes)
    while changes:
        if len(run := _lapsing(text, changes)) > 1:
            yield _all_lapse(text, run)
            text = applied(text, replace(amendment, changes=tuple(run)))
            del changes[: len(run)]
            continue
        if len(run := _coming(text, changes)) > 1:
            yield _all_come(text, run, amendment.number)
            text = applied(text, replace(amendment, changes=tuple(run)))
            del changes[: len(run)]
            continue
        change = changes.pop(0)
        if not change.what.startswith("rij-"):
            yield _instruction(text, change, amendment.number)
            text = applied(text, replace(amendment, changes=(change,)))
            continue
        rows = [change]
        while changes and changes[0].at == change.at and changes[0].what.startswith("rij-"):
            rows.append(changes.pop(0))
        yield from _of_rows(text, rows)
        text = applied(text, replace(amendment, changes=tuple(rows)))


def _lapsing(text: Text, changes: Sequence[SealedChange]) -> list[SealedChange]:
    """Return the first of `changes` as far as they let numbered leden lapse that follow each other."""
    part = next((one for one in text if one.slot == changes[0].part and not one.lapsed), None)
    leden = [one.id for one in part.live if one.kind == "lid" and one.number] if part is not None and part.label else []
    run: list[SealedChange] = []
    for change in changes:
        if change.what != "vervallen" or change.at not in leden:
            break
        if run and leden.index(change.at) != leden.index(run[-1].at) + 1:
            break
        run.append(change)
    return run


def _all_lapse(text: Text, run: Sequence[SealedChange]) -> Instruction:
    between = " en " if len(run) == 2 else " tot en met "
    first, last = run[0].place, run[-1].place
    kind = run[0].label.partition(" ")[0]
    return _said("alle-vervallen", plaats=_capital(f"{kind} {first}{between}{last}"))


def _coming(text: Text, changes: Sequence[SealedChange]) -> list[SealedChange]:
    """Return the first of `changes` as far as they put in leden of an article or annex after one another."""
    part = next((one for one in text if one.slot == changes[0].part and not one.lapsed), None)
    run: list[SealedChange] = []
    if part is None or not part.label or all(one.number == "" for one in part.live if one.id == changes[0].at):
        return run
    for change in changes:
        if change.what != "invoegen" or change.provisions[0].kind != "lid" or not change.provisions[0].number:
            break
        if run and (change.part != run[-1].part or change.at != run[-1].provisions[0].id):
            break
        run.append(change)
    return run


def _all_come(text: Text, run: Sequence[SealedChange], number: int) -> Instruction:
    """Return what says that leden are put in together, with the words that one of them by itself would have."""
    part = next(one for one in text if one.slot == run[0].part and not one.lapsed)
    below = [block for change in run for block in quoted(provision_of(change.provisions[0], number))]
    at = next(i + 1 for i, one in enumerate(part.provisions) if one.id == run[0].at)
    before = next((one.number for one in reversed(part.provisions[:at]) if one.kind == "lid"), "")
    if run[0].provisions[0].number == next_lid(part, part.provisions, len(part.provisions)):
        return _said("leden-toevoegen", below, plaats=_where(part))
    return _said("leden-invoegen", below, plaats=_where(part), na=f"{part.label.partition(' ')[0]} {before}")


def _said(soort: str, below: Sequence[Block] = (), **values: object) -> Instruction:
    return Instruction(our_line(TEXT, {"soort": soort, **values}), tuple(below))


def _instruction(text: Text, change: SealedChange, number: int) -> Instruction:
    part = next((one for one in text if one.slot == change.part and not one.lapsed), None)
    match change.what:
        case "deel-invoegen":
            return _new_part(text, change, number)
        case "deel-vervallen":
            return _said("vervallen", plaats=_capital(change.label or f"het deel ‘{change.heading}’"))
        case "opschrift":
            return _said("opschrift", plaats=change.label, nieuw=change.heading)
        case _ if part is None:
            raise LookupError(change.part)
        case "invoegen":
            return _put_in(part, change, number)
        case _:
            one = next(one for one in part.provisions if one.id == change.at)
            new = provision_of(change.provisions[0], number) if change.provisions else None
            return _replaced(part, one, new)


def _new_part(text: Text, change: SealedChange, number: int) -> Instruction:
    below: list[Block] = [Lid("", (Words(f"{_capital(change.label)} {change.heading}".strip()),))]
    for one in change.provisions:
        below += quoted(provision_of(one, number))
    before = next((part for part in text if part.slot == change.at), None)
    after = (before.label or f"‘{before.heading}’") if before is not None else "het begin"
    if change.label.startswith("bijlage"):
        return _said("bijlage-toevoegen", below, plaats=change.label)
    if not change.label:
        return _said("deel-invoegen", below, plaats=change.heading, na=after)
    is_last = change.label.removeprefix("artikel ").isdigit()
    return _said("artikel-toevoegen" if is_last else "artikel-invoegen", below, plaats=change.label, na=after)


def _put_in(part: Part, change: SealedChange, number: int) -> Instruction:
    new = provision_of(change.provisions[0], number)
    below = tuple(quoted(new))
    at = next((i + 1 for i, one in enumerate(part.provisions) if one.id == change.at), 0)
    where = _where(part)
    if new.kind == "begrip":
        return _said("begrip-invoegen", below, plaats=_by_lid(part, at) or where, begrip=new.term)
    if new.kind == "lid":
        before = next((one.number for one in reversed(part.provisions[:at]) if one.kind == "lid"), "")
        is_last = new.number == next_lid(part, part.provisions, len(part.provisions))
        if not part.label:
            after = f"punt {before.rstrip('.')}" if before else ""
            soort = "punt-toevoegen" if is_last or not after else "punt-invoegen"
            return _said(soort, below, plaats=where, na=after or None)
        if is_last:
            return _said("lid-toevoegen", below, plaats=where)
        if not before:
            return _said("lid-vooraan", below, plaats=where)
        return _said("lid-invoegen", below, plaats=where, na=f"{part.label.partition(' ')[0]} {before}")
    if at == 0:
        return _said("tekst-vooraan", below, plaats=where)
    return _said("tekst-invoegen", below, plaats=where, na=_called(part, part.provisions[at - 1]))


def _replaced(part: Part, one: Provision, new: Provision | None) -> Instruction:
    """Return what says that `one` becomes `new`, or lapses."""
    below = tuple(quoted(replace(new, number=one.number))) if new is not None else ()
    done = "vervallen" if new is None else "vervangen"
    if one.kind == "lid" and one.number:
        name = one.number if part.label else f"punt {one.number.rstrip('.')} onder {_where(part)}"
        return _said(done, below, plaats=_capital(f"{part.label.partition(' ')[0]} {name}".strip()))
    if one.kind == "begrip":
        place = _by_lid(part, part.provisions.index(one)) or _where(part)
        return _said(f"begrip-{done}", below, plaats=place, begrip=one.term)
    return _said(f"tekst-{done}", below, plaats=_where(part), na=_called(part, one))


def _of_rows(text: Text, changes: Sequence[SealedChange]) -> Iterator[Instruction]:
    """Give what says the changes in the rows of one table."""
    part = next(one for one in text if one.slot == changes[0].part and not one.lapsed)
    one = next(found for found in part.provisions if found.id == changes[0].at)
    keys = row_keys(one.rows[1:])
    rows = dict(zip(keys, one.rows[1:], strict=True))
    place = _table_place(part, one)
    gone = [change.key for change in changes if change.what == "rij-vervallen"]
    if gone:
        verb = "vervalt de rij" if len(gone) == 1 else "vervallen de rijen"
        yield _said("rijen-vervallen", plaats=place, na=verb, rij=dutch.listing(gone))
    replaced = [change for change in changes if change.what == "rij-vervangen"]
    cells = [(change, at) for change in replaced for at, cell in enumerate(rows[change.key])
             if at < len(change.row) and cell.text != change.row[at]]  # fmt: skip
    if len(cells) <= FEW_CELLS and all(at for _, at in cells):
        for change, at in cells:
            yield _cell(place, one, change, at, rows[change.key][at].text)
    else:
        new = [tuple(map(Line, change.row)) for change in replaced]
        yield _said("rijen-vervangen", (table(one, new),), plaats=place)
    put_in: list[SealedChange] = []
    for change in [change for change in changes if change.what == "rij-invoegen"]:
        if put_in and change.place != put_in[-1].key:
            yield _rows_in(place, one, put_in)
            put_in = []
        put_in.append(change)
    if put_in:
        yield _rows_in(place, one, put_in)


def _rows_in(place: str, one: Provision, changes: Sequence[SealedChange]) -> Instruction:
    after = f"na de rij {changes[0].place}" if changes[0].place else "als eerste"
    rows = [tuple(map(Line, change.row)) for change in changes]
    return _said("rijen-invoegen", (table(one, rows),), plaats=place, na=after)


def _cell(place: str, one: Provision, change: SealedChange, at: int, was: str) -> Instruction:
    head = one.header[at]
    labels = our_clauses()[f"{OWNER}.{TEXT}"].versions[-1].variables["kolom"].labels
    column = head if head in labels else f"onder ‘{head}’"
    row = f"{one.header[0]} {change.key}"
    return _said("cel", plaats=place, rij=row, kolom=column, oud=was, nieuw=change.row[at])


def _where(part: Part) -> str:
    return part.label or f"‘{part.heading}’"


def _by_lid(part: Part, at: int) -> str:
    """Return the lid under which what stands at place `at` belongs: "artikel 1.1", "" without one."""
    number = next((one.number for one in reversed(part.provisions[:at]) if one.kind == "lid"), "")
    return f"{part.label.partition(' ')[0]} {number}" if number and part.label else ""


def _called(part: Part, one: Provision) -> str:
    """Return how a text without a number is called, for the middle of a sentence."""
    if one.kind == "lid" and one.number:
        return f"{part.label.partition(' ')[0] or 'punt'} {one.number.rstrip('.')}"
    if one.kind == "begrip":
        return f"het begrip ‘{one.term}’"
    if one.kind == "tabel":
        return f"de tabel met de kolommen {dutch.listing([f'‘{head}’' for head in one.header])}"
    text = one.lines[0].text
    start = text if len(text) <= SHOWN else f"{text[:SHOWN].rsplit(' ', 1)[0]} …"
    return f"de alinea “{start}”"


def _table_place(part: Part, one: Provision) -> str:
    """Return where the table `one` is: "bijlage B", "de tweede tabel van bijlage B", "de tabel bij artikel 10.2"."""
    at = part.provisions.index(one)
    if by := _by_lid(part, at):
        return f"de tabel bij {by}"
    tables = [found for found in part.provisions if found.kind == "tabel" and not found.lapsed]
    if len(tables) == 1:
        return _where(part)
    return f"de {dutch.ordinal(tables.index(one) + 1)} tabel van {_where(part)}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
