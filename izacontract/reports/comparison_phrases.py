"""What every printer of a comparison says in the same words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from izacontract import dutch
from izacontract.differ.changes import (
    ChangedAnswer,
    ChangeKind,
    ClauseChange,
    ClausePlace,
    Comparison,
    LineChange,
    Op,
    ParameterChange,
    Piece,
    Reason,
)

KINDS = {
    ChangeKind.ADDED: "nieuw",
    ChangeKind.DROPPED: "vervallen",
    ChangeKind.MOVED: "verplaatst",
    ChangeKind.REWORDED: "andere woorden",
    ChangeKind.VALUE: "andere waarden",
    ChangeKind.SOURCE: "andere bronnen",
}
SUMMARY = (
    (ChangeKind.ADDED, "nieuw"),
    (ChangeKind.DROPPED, "vervallen"),
    (ChangeKind.MOVED, "verplaatst"),
    (ChangeKind.REWORDED, "met andere woorden"),
    (ChangeKind.VALUE, "met andere waarden"),
    (ChangeKind.SOURCE, "met andere bronnen"),
)
NO_DIFFERENCE = "Er is geen verschil in wat is vergeleken."
NOTHING = "geen"


def altered(comparison: Comparison) -> str:
    """Return which documents were altered after they were made, "" for none."""
    if not comparison.altered:
        return ""
    files = dutch.listing(list(comparison.altered))
    was, them = ("is", "het") if len(comparison.altered) == 1 else ("zijn", "ze")
    return (
        f"LET OP: {files} {was} gewijzigd nadat izacontract {them} maakte. Hieronder staat wat het zegel bewaart; "
        "wat is gewijzigd, zegt izacontract verify."
    )


def summary(comparison: Comparison) -> str:
    """Return one sentence that counts the changes of each kind; a clause may have several."""
    if not comparison.differs:
        return NO_DIFFERENCE
    counts = [f"{number} {name}" for kind, name in SUMMARY if (number := comparison.count(kind))]
    if number := len(comparison.parameters):
        counts.append(f"{number} {'cijfer' if number == 1 else 'cijfers'}")
    return f"Verschillen: {dutch.listing(counts)}. Clausules zonder verschil: {comparison.unchanged}."


def kinds(change: ClauseChange) -> str:
    """Return how `change` differs: "andere woorden en andere waarden"."""
    return dutch.listing([KINDS[kind] for kind in change.kinds])


def place(where: ClausePlace | None) -> str:
    """Return where something stands: "Artikel 8 Indexatie", "Bijlage B Prijzen"; "" for nowhere."""
    if where is None:
        return ""
    return f"{where.label[:1].upper()}{where.label[1:]} {where.heading}".strip()


def heading(change: ClauseChange) -> str:
    """Return the place and title of `change` as one line: where it stands now, and where it stood if that differs."""
    stands = change.new or change.old
    where = place(stands) if change.new else f"Eerder {place(stands)[:1].lower()}{place(stands)[1:]}"
    if change.old and change.new and ChangeKind.MOVED in change.kinds:
        where = f"{where} (eerder {place(change.old)})"
    elif change.old and change.new and change.old.label != change.new.label:
        where = f"{where} (was {change.old.label})"
    same = change.subject != "clause" or (stands is not None and stands.heading == change.title)
    return where if same else f"{where}: {change.title}"


def number(line: LineChange) -> str:
    """Return the number before a line: the new one, and the old one where it shifted."""
    if line.old_number and line.new_number and line.old_number != line.new_number:
        return f"{line.new_number} (was {line.old_number})"
    return line.new_number or line.old_number


def readable(line: LineChange) -> tuple[Piece, ...]:
    """Return the pieces of `line`; of a table row its name, and only the cells that differ, each after its heading."""
    cells = _cells(line.pieces)
    alone = line.kind in (ChangeKind.ADDED, ChangeKind.DROPPED)
    if alone or len(cells) != len(line.heads) or any(piece.op is not Op.SAME for piece in cells[0]):
        return line.pieces
    found = list(cells[0])
    for head, cell in zip(line.heads[1:], cells[1:], strict=True):
        if any(piece.op is not Op.SAME for piece in cell):
            between = ": " if len(found) == len(cells[0]) else "; "
            found += [Piece(Op.SAME, f"{between}{head} "), *cell]
    return tuple(found)


def _cells(pieces: Iterable[Piece]) -> list[list[Piece]]:
    cells: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.kind == "cell":
            cells.append([])
        else:
            cells[-1].append(piece)
    return cells


def reasons(found: Iterable[Reason]) -> str:
    """Return the reasons as people read them, one after another."""
    return "; ".join(map(because, found))


def briefly(found: Iterable[Reason]) -> str:
    """Return the reasons of a line, in which the values themselves can be read already."""
    told = dict.fromkeys(reason.about if reason.kind == "value" else because(reason) for reason in found)
    return dutch.listing(list(told))


def because(reason: Reason) -> str:
    """Return `reason` as people read it."""
    match reason.kind:
        case "text":
            day = _day(reason.about)
            return f"tekst van {day}: {reason.text}" if day else reason.text
        case "value":
            return f"{reason.about}: {reason.text}"
        case "parameter":
            return f"landelijk cijfer {reason.about}: {reason.text}"
        case "clause":
            return f"{reason.about} {reason.text}".strip()
        case _:
            return reason.text


def answer(changed: ChangedAnswer) -> str:
    """Return a changed key of the request with both values."""
    return f"{changed.key}: {changed.old or NOTHING} → {changed.new or NOTHING}"


def parameter(changed: ParameterChange) -> str:
    """Return a dated figure with both values and where the value of now, or else of then, comes from."""
    source = changed.new_source or changed.old_source
    unit = f" in {changed.unit}" if changed.unit else ""
    return f"{changed.title}{unit}: {changed.old or NOTHING} → {changed.new or NOTHING}; bron: {source}"


def sides(comparison: Comparison) -> Sequence[tuple[str, str]]:
    """Return what was compared: "Was" and "Wordt", each with name, title and the day of its texts and figures."""
    return tuple(
        (word, f"{side.name}, {side.title}" + (f", teksten en cijfers van {dutch.day(side.day)}" if side.day else ""))
        for word, side in (("Was", comparison.old), ("Wordt", comparison.new))
    )


def _day(about: str) -> str:
    try:
        return dutch.day(date.fromisoformat(about))
    except ValueError:
        return ""
