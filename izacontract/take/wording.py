"""Accepted words as deviations: a lid replaced, dropped or added to, a new provision, a clause left out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from izacontract import dutch
from izacontract.differ.naming import NamedChange
from izacontract.differ.verification import ChangedBy, Edit, EditKind
from izacontract.errors import Finding, Told
from izacontract.intake.tree import Node
from izacontract.message import Message
from izacontract.model.sections import DEVIATIONS, OMISSIONS, PROVISIONS
from izacontract.model.values import Typed, TypedKind
from izacontract.take import messages as m
from izacontract.take.printed import PrintedBlock, PrintedClause, composed, stretches
from izacontract.verify.comparing import shape

Section = Literal["afwijkingen", "bijzondere_bepalingen", "weggelaten"]
_SIGN: Final = re.compile("€ (?=[0-9])")
_PART: Final = ("a.", "9°")
"""How the number of an onderdeel looks; a lid has another."""

WHAT: Final = {
    EditKind.MOVED: Told("tekst op een andere plaats", "text in another place"),
    EditKind.RENUMBERED: Told("een ander nummer", "another number"),
    EditKind.SPLIT: Told("een lid dat is gesplitst", "a lid that was split"),
    EditKind.MERGED: Told("leden die zijn samengevoegd", "leden that were joined"),
    EditKind.UNPROVEN: Told("iets dat niet te bewijzen is", "something that cannot be proven"),
    EditKind.ROW_ADDED: Told("een nieuwe rij in een tabel", "a new row in a table"),
    EditKind.ROW_REMOVED: Told("een rij die uit een tabel is gehaald", "a row taken out of a table"),
    EditKind.COLUMN_ADDED: Told("een nieuwe kolom", "a new column"),
    EditKind.COLUMN_REMOVED: Told("een kolom die is weggehaald", "a column taken out"),
    EditKind.CELL: Told("andere woorden in een tabel", "other words in a table"),
}
HEADING: Final = Told("een ander opschrift", "another heading")
AROUND: Final = Told("tekst buiten de artikelen", "text outside the articles")
DEFINITION: Final = Told("een andere omschrijving van een begrip", "another meaning of a term")
CLAUSE_MOVED: Final = Told("een clausule op een andere plaats", "a clause in another place")
PART: Final = Told("een onderdeel (a, b, c) dat anders wordt", "a part (a, b, c) that becomes otherwise")


@dataclass(frozen=True, slots=True)
class Agreed:
    """Who agreed to what is taken over, and on what day; None while that is open."""

    by: str = ""
    on: date | None = None


@dataclass
class Item:
    """An item for a section of the request, and the changes that it takes over; `text` is what the lid then says."""

    section: Section
    values: dict[str, Node]
    names: list[str]
    text: str = ""
    finding: Finding | None = None


@dataclass
class Words:
    """What accepted words become: items for the request, and of the others why they have no place."""

    items: list[Item] = field(default_factory=list)
    missed: dict[str, Finding] = field(default_factory=dict)


@dataclass
class _Lid:
    """What is done to one lid: its new text, whether it goes, and the lines that come after it."""

    edit: Edit | None = None
    gone: bool = False
    lines: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    by: list[ChangedBy] = field(default_factory=list)


def take_words(
    changes: Sequence[NamedChange],
    texts: Mapping[str, str],
    clauses: Mapping[str, PrintedClause],
    agreed: Agreed,
    file: str,
    countered: Collection[str] = (),
) -> Words:
    """Return what `changes` become, `texts` being what each says (a counter-proposal another text than came back).

    Where words of a lid changed, `texts` also holds those of its changes that are values, so that the lid says them.
    To what is `countered` nobody agreed yet.
    """
    return _Taker(texts, clauses, agreed, file, countered).words(changes)


class _Taker:
    """Gathers what is done to each lid, then writes it down."""

    def __init__(
        self,
        texts: Mapping[str, str],
        clauses: Mapping[str, PrintedClause],
        agreed: Agreed,
        file: str,
        countered: Collection[str],
    ) -> None:
        self._countered = countered
        self._texts = texts
        self._clauses = clauses
        self._agreed = agreed
        self._file = file
        self._found = Words()

    def words(self, changes: Sequence[NamedChange]) -> Words:
        leden: dict[tuple[str, int], _Lid] = {}
        for change in changes:
            if change.gone is not None:
                self._omitted(change)
            elif change.added is not None:
                self._provision(change, change.added.heading, [edit.now for edit in change.added.edits])
            elif change.edit is not None:
                self._gather(change, change.edit, leden)
        for (clause, at), lid in leden.items():
            self._deviation(clause, self._clauses[clause].blocks[at], lid)
        return self._found

    def _gather(self, change: NamedChange, edit: Edit, leden: dict[tuple[str, int], _Lid]) -> None:
        """Add `change` to what is done to its lid, or say why it has no place."""
        blocks = self._clauses[change.clause].blocks if change.clause in self._clauses else ()
        if not change.clause or edit.at is None or not blocks:
            outside = change.place in ("frame", "margin", "contents", "numbers", "file")
            self._miss(change, m.NO_WAY, what=AROUND if outside else HEADING)
            return
        if edit.kind in WHAT:
            self._miss(change, m.NO_WAY, what=WHAT[edit.kind])
            return
        at = edit.at
        if edit.kind is EditKind.ADDED:
            self._added(change, edit, blocks, leden)
            return
        block = blocks[at]
        if block.lid is None:
            self._miss(change, m.NO_WAY, what=DEFINITION)
        elif not block.is_lid:
            whole = [one for one, other in enumerate(blocks) if other.lid is block.lid and other.is_lid]
            held = leden.get((change.clause, whole[0])) if whole else None
            if edit.kind is EditKind.REMOVED and held is not None and held.gone:
                held.names.append(change.name)
            else:
                self._miss(change, m.IN_PARTS, clause=change.clause)
        elif block.lid.parts and edit.kind is not EditKind.REMOVED:
            self._miss(change, m.IN_PARTS, clause=change.clause)
        elif not block.lid.name:
            self._miss(change, m.NO_NAME, clause=change.clause)
        else:
            lid = leden.setdefault((change.clause, at), _Lid())
            lid.gone = edit.kind is EditKind.REMOVED and not self._texts[change.name]
            lid.edit = edit
            lid.names.append(change.name)
            lid.by += (change.words or edit).by

    def _added(
        self, change: NamedChange, edit: Edit, blocks: Sequence[PrintedBlock], leden: dict[tuple[str, int], _Lid]
    ) -> None:
        if shape(edit.number_now.split()[-1] if edit.number_now else "") in _PART:
            self._miss(change, m.NO_WAY, what=PART)
            return
        owner = blocks[edit.at].lid if edit.at is not None and edit.at >= 0 else None
        at = next((one for one, block in enumerate(blocks) if block.lid is owner and block.is_lid), None)
        if owner is None or at is None or not owner.name:
            self._provision(change, "", [edit.now], change.clause)
            return
        lid = leden.setdefault((change.clause, at), _Lid())
        lid.lines.append(self._texts[change.name])
        lid.names.append(change.name)
        lid.by += edit.by

    def _deviation(self, clause: str, block: PrintedBlock, lid: _Lid) -> None:
        lines = [*lid.lines]
        what = "toevoegen"
        text = ""
        if lid.gone:
            what = "vervangen" if lines else "vervallen"
        elif lid.edit is not None:
            what = "vervangen"
            text = self._text(lid.edit)
            lines = [text, *lines]
        values: dict[str, Node] = {
            "clausule": _typed(clause),
            "lid": _typed(block.lid.name if block.lid else ""),
            "wat": _typed(what),
        }
        if lines:
            values["tekst"] = _typed("\n".join(lines))
        self._found.items.append(Item("afwijkingen", values | self._agreement(lid.by, lid.names), lid.names, text))

    def _provision(self, change: NamedChange, heading: str, lines: Sequence[str], follows: str = "") -> None:
        """Add a new article, or text that follows the clause `follows` where no lid can be pointed at."""
        edits = change.added.edits if change.added else (change.edit,) if change.edit else ()
        text = self._texts[change.name]
        body = [line for line in lines if line != heading] if change.added else [text]
        if change.added and text != change.now:  # a counter-proposal
            body = text.split("\n")
        title = heading or " ".join(" ".join(body).split()[:4])
        if not body:
            self._miss(change, m.NO_WAY, what=HEADING)
            return
        values: dict[str, Node] = {
            "kop": _typed(title),
            "tekst": _typed("\n".join(body)),
            "soort": _typed("aanvulling"),
        }
        if follows:
            values["plaats"] = _typed(follows)
        by = [one for edit in edits if edit for one in edit.by]
        self._found.items.append(
            Item("bijzondere_bepalingen", values | self._agreement(by, [change.name]), [change.name], body[0])
        )

    def _omitted(self, change: NamedChange) -> None:
        gone = change.gone
        if gone is None or gone.status.value != "removed":
            self._miss(change, m.NO_WAY, what=CLAUSE_MOVED)
            return
        by = [one for edit in gone.edits for one in edit.by]
        values = {"clausule": _typed(gone.id), "reden": self._agreement(by, [change.name])["reden"]}
        self._found.items.append(Item("weggelaten", values, [change.name]))

    def _text(self, edit: Edit) -> str:
        """Return what the lid of `edit` says with what was accepted of its changes."""
        if not edit.changes:
            return self._texts[edit.change_id]
        new = [now for _, now in stretches(edit.pieces)]
        chosen: list[str | None] = []
        for words, came in zip(edit.changes, new, strict=True):
            text = self._texts.get(words.change_id)
            space = " " if came.startswith(" ") or (not came and text) else ""
            chosen.append(None if text is None else came if text == words.now else f"{space}{text}")
        return _SIGN.sub(f"€{dutch.NBSP}", composed(edit.pieces, chosen))

    def _agreement(self, by: Sequence[ChangedBy], names: Collection[str]) -> dict[str, Node]:
        """Return why parties deviate, and who agreed when as far as that is known; to our own proposal nobody did."""
        hands = dict.fromkeys((one.author, one.day) for one in by if one.how == "tracked" and one.author)
        told = [f"{author}, {dutch.day(day)}" if day else author for author, day in hands]
        who = f"voorstel van {dutch.listing(told)}" if told else "voorstel van de andere partij"
        if any(name in self._countered for name in names):
            return {"reden": _typed(f"tegenvoorstel bij een {who}, in {self._file}")}
        found: dict[str, Node] = {"reden": _typed(f"{who}, overgenomen uit {self._file}")}
        if self._agreed.by:
            found["overeengekomen_door"] = _typed(self._agreed.by)
        if self._agreed.on:
            found["overeengekomen_op"] = Typed(self._agreed.on.isoformat(), TypedKind.DAY)
        return found

    def _miss(self, change: NamedChange, message: Message, **facts: object) -> None:
        self._found.missed[change.name] = message.warning(**facts)


def section_items(root: Mapping[str, Node], items: Sequence[Item]) -> Iterator[tuple[str, list[Node]]]:
    """Give each section that `items` go to with all its items, those that stand in `root` first."""
    for section in (PROVISIONS.key, DEVIATIONS.key, OMISSIONS.key):
        new = [item.values for item in items if item.section == section]
        held = root.get(section)
        if new:
            yield section, [*(held if isinstance(held, list) else ()), *new]


def _typed(text: str) -> Typed:
    return Typed(text, TypedKind.TEXT)
