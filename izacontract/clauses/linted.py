"""One thing to mend in a library."""

from __future__ import annotations

from dataclasses import dataclass

from izacontract.errors import Told


@dataclass(frozen=True, slots=True)
class Lint:
    """One thing to mend: the file, a code and what is wrong."""

    file: str
    code: str
    message: Told
