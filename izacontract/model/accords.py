"""What a clause library cites by its identifier: the national accords with their editions and days, and the laws."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from izacontract.model.clause import Source


@dataclass(frozen=True, slots=True)
class Edition:
    """A text of an accord as it was published on `day`, if that is known: its name, and where it is found."""

    name: str
    day: date | None
    identifier: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Extension:
    """What gave an accord a later last day: the day it was signed, and the passage that says so.

    `by` is the id of the accord that did. `against` are passages that contradict it.
    """

    by: str
    signed: date
    until: date
    passage: Source
    against: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Accord:
    """A national agreement; the last of `editions` is the text that holds. `until` is its last day as it was signed."""

    id: str
    title: str
    short: str
    editions: tuple[Edition, ...]
    signed: date | None
    since: date
    until: date
    extensions: tuple[Extension, ...] = ()

    @property
    def identifier(self) -> str:
        """Return where the text that holds is found."""
        return self.editions[-1].identifier

    @property
    def url(self) -> str | None:
        """Return the address of the text that holds, if it is known."""
        return self.editions[-1].url

    def last_day(self, on: date) -> date:
        """Return the last day of the accord as it stood on the day `on`: an extension counts from its signing."""
        return max([self.until, *(extension.until for extension in self.extensions if extension.signed <= on)])


@dataclass(frozen=True, slots=True)
class Law:
    """A law or a regulation: `id` is its number in the national register of laws, or the CELEX number."""

    id: str
    title: str
    url: str | None = None

    @property
    def identifier(self) -> str:
        """Return its number."""
        return self.id


Work = Accord | Law
