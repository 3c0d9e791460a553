"""The base of a run: its own faults told once before the rows, and what a row does wrong blamed on the row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from izacontract.errors import Finding, Path, RequestInvalid, Severity, Told
from izacontract.host import Plugins
from izacontract.intake.layers import EVERYTHING, laid_over
from izacontract.intake.read import examine_tree
from izacontract.intake.tree import UNREADABLE, Tree
from izacontract.message import Message

if TYPE_CHECKING:
    from izacontract.batch.rows import RequestTable, TableRow

TO_COME: Final = Message(
    "tabel.nog-niet-gelezen",
    "De rijen zijn nog niet gelezen.",
    "The rows have not been read yet.",
    "Lees eerst de tabel.",
    "Read the table first.",
)
"""Stands for what the rows say, which is not known yet; it is never printed."""


class BaseInvalid(RequestInvalid):
    """The base is at fault, whatever the rows say."""

    @property
    def verdict(self) -> Told:
        """Return what is to be said of the base, without the count of its findings."""
        return Told(
            "De basisaanvraag is niet goed, dus geen enkele rij zou slagen",
            "The base request is not valid, so no row at all would succeed",
        )


def check_base(base: Tree, table: RequestTable, plugins: Plugins) -> None:
    """Raise BaseInvalid with each fault of `base` that no row of `table` can mend.

    Such a fault is there in the base as it is, and also when whatever the rows fill in is unknown.
    """
    hidden = laid_over(base, dict.fromkeys(table.filled(), UNREADABLE), {})
    hidden = replace(hidden, findings=(*base.findings, TO_COME.finding()))
    whatever = {_told(finding) for finding in _faults(hidden, plugins)}
    lasting = [finding for finding in _faults(base, plugins) if _told(finding) in whatever]
    if lasting:
        raise BaseInvalid(lasting)


def blamed(row: TableRow, findings: Iterable[Finding], base: Tree) -> tuple[Finding, ...]:
    """Return `findings` about `row`, each at its row where the place was in the base.

    What the base alone does wrong was told before the rows, so what is wrong now came with the row.
    """
    place = row.tree.place(EVERYTHING)
    return tuple(
        replace(finding, position=place, hint=finding.hint + BESIDE)
        if place is not None
        and finding.severity is Severity.FAULT
        and finding.position is not None
        and finding.position.file == base.file != place.file
        else finding
        for finding in findings
    )


BESIDE: Final = Told(
    " De rij vult dit niet in, of past niet bij wat de basisaanvraag hier zegt.",
    " The row does not fill this in, or does not go with what the base request says here.",
)


def _faults(tree: Tree, plugins: Plugins) -> list[Finding]:
    return [finding for finding in examine_tree(tree, plugins).findings if finding.severity is Severity.FAULT]


def _told(finding: Finding) -> tuple[Path, str, Told]:
    return finding.path, finding.code, finding.message
