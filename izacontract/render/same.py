"""One object as a key: equal to itself only, so that a cache asks nothing of what is in it."""

from __future__ import annotations

from typing import Generic, TypeVar

T = TypeVar("T")


class Same(Generic[T]):
    """Stands for the frozen object `it` in the key of a cache, which keeps it alive as long as it remembers it.

    To hash a whole clause costs more than to look it up; a clause that did not change is the same object in the next
    contract. An equal clause that is another object is printed again, and gives the same.
    """

    __slots__ = ("it",)

    def __init__(self, it: T) -> None:
        self.it = it

    def __hash__(self) -> int:
        return id(self.it)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.it is other.it
