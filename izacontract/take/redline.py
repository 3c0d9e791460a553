"""The next draft as tracked changes on what came back: what we do not follow goes, what we say instead comes.

The words of the draft are those of its contract, so that its seal holds: whoever accepts every change has exactly that.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import date

from lxml import etree

from izacontract.differ.naming import offsets
from izacontract.differ.verification import AddedPart, Edit, EditKind, Verification
from izacontract.render.frame_guard import DOCUMENT
from izacontract.render.seal import Seal, SealedText
from izacontract.take.answers import Decision
from izacontract.take.comments import MarginComment, phrases, with_comments
from izacontract.take.places import placed
from izacontract.take.printed import stretches
from izacontract.take.readings import plain
from izacontract.take.record import Record, RecordedAnswer, answered
from izacontract.take.tracking import Element, Tracker, shown
from izacontract.verify.seals import read_seal
from izacontract.verify.verifying import held_against
from izacontract.word.ooxml import printable
from izacontract.word.opening import open_word
from izacontract.word.package import pack_parts, read_package
from izacontract.word.xml import W

UNSEEN = (EditKind.RENUMBERED, EditKind.UNPROVEN)
"""What came back so that no word of ours differs: there is nothing to mark."""

LONGEST = 300
"""A proposal that a comment repeats shows so many letters at most."""


@dataclass(frozen=True)
class Redlined:
    """The draft with its tracked changes, and how many there are of each kind: changes, comments, and not shown."""

    document: bytes
    changes: int
    comments: int
    unshown: int


def redlined(
    document: bytes, returned: bytes, name: str, author: str, day: date, record: Record | None = None
) -> Redlined:
    """Return `document`, a draft that we just made, as tracked changes by `author` of `day` on the file `returned`.

    `name` is how messages call that. What `record` says was refused or countered gets a comment. Raises FileError when
    the document that came back cannot be read.
    """
    seal = read_seal(open_word(document, "-"), "-")
    parts = read_package(document)
    root = etree.fromstring(parts[DOCUMENT])
    redline = _Redline(root, seal, held_against(returned, name, seal), Tracker(printable(author), day))
    redline.track()
    comments = list(redline.comments(record)) if record else []
    parts = with_comments(parts, comments, author, day)
    parts[DOCUMENT] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return Redlined(pack_parts(parts), redline.changes, len(comments), redline.unshown)


@dataclass
class _Redline:
    """Marks one draft; `found` is how what came back differs from it: what `was` is ours, what is `now` is theirs."""

    root: Element
    seal: Seal
    found: Verification
    tracker: Tracker
    changes: int = 0
    unshown: int = 0
    _blocks: dict[str, list[Element]] = field(default_factory=dict)
    _heads: dict[str, Element] = field(default_factory=dict)
    _touched: dict[str, list[tuple[Edit, Element]]] = field(default_factory=dict)
    _last: dict[tuple[str, int], Element] = field(default_factory=dict)

    def track(self) -> None:
        """Mark every difference that can be shown; the others are counted."""
        self._heads, self._blocks = placed(self.root, self.seal)
        for part in self.found.parts:
            for edit in part.edits:
                self._of_paragraph(edit, self._heads.get(part.slot), "")
            for clause in part.clauses:
                for edit in clause.edits:
                    self._of_clause(clause.id, edit)
        for added in self.found.added:
            self._of_part(added)
        frame = [node for node in self.root.iter(f"{W}p") if all(node not in held for held in self._blocks.values())]
        for outside in self.found.outside:
            same = [node for node in frame if plain(shown(node)) == plain(outside.edit.was)]
            if outside.place == "frame" and outside.edit.changes and same:
                frame.remove(same[0])
                self._of_paragraph(outside.edit, same[0], "")
            else:
                self.unshown += outside.place in ("frame", "margin") and outside.edit.kind not in UNSEEN

    def comments(self, record: Record) -> Iterator[MarginComment]:
        """Give a comment for each answer in `record` that the other party is to read."""
        for one in answered(record):
            paragraph = self._place(one)
            if paragraph is not None:
                yield MarginComment(paragraph, tuple(_lines(one)))

    def _of_clause(self, clause: str, edit: Edit) -> None:
        blocks = self._blocks.get(clause)
        if blocks is None or edit.at is None or edit.kind in UNSEEN:
            self.unshown += edit.kind not in UNSEEN
            return
        node = blocks[max(edit.at, 0)]
        if edit.kind is EditKind.ADDED:
            self._out(clause, edit, node)
        elif node.tag == f"{W}tbl":
            self._of_table(clause, edit, node)
        else:
            self._of_paragraph(edit, node, clause)

    def _of_paragraph(self, edit: Edit, node: Element | None, clause: str) -> None:
        if node is None or edit.kind not in (EditKind.REWORDED, EditKind.REMOVED):
            self.unshown += edit.kind not in UNSEEN
            return
        if edit.kind is EditKind.REMOVED:
            self.tracker.paragraph_in(node)
            self.changes += 1
        else:
            self._words(edit, node)
        self._touched.setdefault(clause, []).append((edit, node))

    def _words(self, edit: Edit, node: Element) -> None:
        gone = [now if not was else now.strip() for was, now in stretches(edit.pieces)]
        places = offsets(edit)
        self.tracker.words(node, [(*place, text) for place, text in zip(places, gone, strict=True)])
        self.changes += len(places)

    def _of_table(self, clause: str, edit: Edit, table: Element) -> None:
        rows = table.findall(f"{W}tr")
        at = (edit.row or 0) - 1
        if edit.kind is EditKind.REMOVED:
            for row in rows:
                self.tracker.row_in(row)
            self._touched.setdefault(clause, []).append((edit, next(table.iter(f"{W}p"))))
            self.changes += 1
            return
        if edit.kind is EditKind.CELL and 0 <= at < len(rows):
            column = self._column(clause, edit)
            cells = rows[at].findall(f"{W}tc")
            if 0 <= column < len(cells) and len(paragraphs := cells[column].findall(f"{W}p")) == 1:
                self._words(edit, paragraphs[0])
                self._touched.setdefault(clause, []).append((edit, paragraphs[0]))
                return
        elif edit.kind is EditKind.ROW_REMOVED and 0 <= at < len(rows):
            self.tracker.row_in(rows[at])
            self._touched.setdefault(clause, []).append((edit, next(rows[at].iter(f"{W}p"))))
            self.changes += 1
            return
        elif edit.kind is EditKind.ROW_ADDED and len(rows) > 1:
            row = self.tracker.row_out(edit.now.split(" | "), rows[-1])
            rows[min(max(at - 1, 0), len(rows) - 1)].addnext(row)
            self._touched.setdefault(clause, []).append((edit, next(row.iter(f"{W}p"))))
            self.changes += 1
            return
        self.unshown += 1

    def _column(self, clause: str, edit: Edit) -> int:
        block = next(one for one in self.seal.clauses if one.id == clause).blocks[edit.at or 0]
        if isinstance(block, SealedText):
            return -1
        titles = [cell.text for cell in block.rows[0]]
        return titles.index(edit.column) if edit.column in titles else -1

    def _out(self, clause: str, edit: Edit, node: Element) -> None:
        """Put in a paragraph with what only they say, as taken out, behind the block that it stood after."""
        first = (edit.at or 0) < 0
        like = node if node.tag == f"{W}p" else next(node.iter(f"{W}p"))
        gone = self.tracker.paragraph_out(edit.now, like)
        before = self._last.get((clause, edit.at or 0))
        if before is not None:
            before.addnext(gone)
        elif first:
            node.addprevious(gone)
        else:
            node.addnext(gone)
        self._last[clause, edit.at or 0] = gone
        self._touched.setdefault(clause, []).append((edit, gone))
        self.changes += 1

    def _of_part(self, added: AddedPart) -> None:
        """Put in a whole article that only they have, as taken out."""
        blocks = self._blocks.get(added.after)
        if not blocks:
            self.unshown += 1
            return
        for edit in added.edits:
            self._out(added.after, replace(edit, at=len(blocks) - 1), blocks[-1])

    def _place(self, one: RecordedAnswer) -> Element | None:
        """Return the paragraph that an answer is about: its lid, what was changed there, or the start of its clause."""
        blocks = self._blocks.get(one.clause, [])
        if one.says:
            # What they added may stand in a clause of the parties' own now.
            for held in (blocks, *self._blocks.values()):
                same = (node for node in held if node.tag == f"{W}p" and plain(shown_now(node)) == plain(one.says))
                if (found := next(same, None)) is not None:
                    return found
        touched = self._touched.get(one.clause, [])
        words = [text for text in (one.now.split("\n")[0], one.text, one.was) if text]
        for text in words:
            for edit, node in touched:
                if text in edit.now or text in edit.was:
                    return node
        if touched:
            return touched[0][1]
        node = blocks[0] if blocks else next(iter(self._heads.values()), None)
        return node if node is None or node.tag == f"{W}p" else next(node.iter(f"{W}p"))


def shown_now(paragraph: Element) -> str:
    """Return what `paragraph` shows once every tracked change is accepted."""
    pieces = [node for node in paragraph if node.tag in (f"{W}r", f"{W}ins")]
    holder = etree.Element(f"{W}p")
    for node in pieces:
        for run in [node] if node.tag == f"{W}r" else list(node):
            holder.append(deepcopy(run))
    return shown(holder)


def _lines(one: RecordedAnswer) -> Iterator[str]:
    """Give what the comment to an answer says."""
    said = phrases()
    proposal = _cut(one.now or one.was)
    if one.decision is Decision.COUNTERED and one.result != "missed":
        kind = "tegenvoorstel"
    else:
        kind = "geweigerd" if one.decision is Decision.REFUSED else "niet_geplaatst"
    reason = one.remark
    yield said[f"{kind}_met_reden" if reason else kind].format(reden=reason, voorstel=proposal)
    if kind != "tegenvoorstel" and one.now:
        yield said["voorstel"].format(voorstel=proposal)
    if kind == "niet_geplaatst" and one.text:
        yield said["ons_voorstel"].format(tekst=_cut(one.text))


def _cut(text: str) -> str:
    line = plain(text)
    return line if len(line) <= LONGEST else line[:LONGEST].rsplit(" ", 1)[0] + " …"
