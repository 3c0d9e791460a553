"""A general part that others wrote, as a house describes it: which clauses it covers, and where."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator

from izacontract.model import messages as m
from izacontract.model.edition import GeneralArticle, GeneralLid, GeneralPart
from izacontract.model.own import Heading, Sha256
from izacontract.model.terms import Terms, field
from izacontract.model.values import INSURER, Day, Text


def _place(text: str) -> str:
    """Return a place in a document, which says what it counts: "artikel 7"."""
    if not any(word.isalpha() for word in text.split()):
        raise m.PLACE_WITHOUT_KIND.error(value=text)
    return text


Where = Annotated[Heading, AfterValidator(_place)]


class OutsideLid(Terms):
    """A lid of a clause that stands in the document, by the name that references call it."""

    lid: Text = field("lid", "Naam van het lid, zoals verrekening; geen nummer.", by=INSURER)
    where: Where = field("waar", "Plaats in het document, zoals artikel 7, vierde lid.", by=INSURER)


class OutsideClause(Terms):
    """A clause that the document covers."""

    clause: Text = field("clausule", "Id van de clausule die het document regelt.", by=INSURER)
    where: Where = field("waar", "Plaats in het document, zoals artikel 7.", by=INSURER)
    leden: tuple[OutsideLid, ...] = field(
        "leden", "Waar de leden staan waarnaar het contract verwijst.", by=INSURER, default=()
    )


class OutsidePart(Terms):
    """A document that others wrote, which takes the place of an edition of one's own."""

    title: Heading = field("titel", "Titel van het document.", by=INSURER)
    mark: Heading = field("kenmerk", "Kenmerk of versie van het document.", by=INSURER)
    day: Day = field("datum", "Dag van het document.", by=INSURER)
    called: Heading = field(
        "aanduiding", "Hoe het contract het document noemt, met lidwoord.", by=INSURER, default="het Algemeen deel"
    )
    sha256: Sha256 | None = field("sha256", "Controlegetal van het bestand.", by=INSURER, default=None, title="SHA-256")
    clauses: tuple[OutsideClause, ...] = field("clausules", "De clausules die het document regelt.", by=INSURER)

    @property
    def part(self) -> GeneralPart:
        """Return it as the general part of a contract."""
        articles = tuple(GeneralArticle(one.where, "", "", {one.clause: _leden(one)}) for one in self.clauses)
        return GeneralPart(
            self.title, self.mark, self.day, self.sha256 or "", "", articles, {}, self.called, is_outside=True
        )


def _leden(one: OutsideClause) -> tuple[GeneralLid, ...]:
    return GeneralLid(one.where, "", ()), *(GeneralLid(lid.where, lid.lid, ()) for lid in one.leden)
