"""What the parts of one Word file share when they are read."""

from __future__ import annotations

from copy import copy

from izacontract.word.colours import Palette
from izacontract.word.looks import Looks
from izacontract.word.opening import WordFile
from izacontract.word.styles import Styles


class Kit:
    """What the parts of one file share when they are read: styles, looks, notes, comments, what controls stand for."""

    def __init__(self, file: WordFile, *, follows_bindings: bool = True) -> None:
        self.file = file
        self.follows_bindings = follows_bindings
        self.styles = Styles(file.first("styles"))
        self.looks = Looks(self.styles, Palette(file))
        self.lists: object = None
        """What `numbers` keeps of the lists of the file."""

    def of(self, file: WordFile) -> Kit:
        """Return the kit of `file`, which has the same styles as this one."""
        other = copy(self)
        other.file = file
        return other
