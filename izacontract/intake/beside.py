"""What commands write beside the requests in a folder, and which is no request itself."""

from __future__ import annotations

from typing import Final

ANSWERS: Final = ".antwoord.json"
"""How the name ends of the answers that `take` writes beside a request."""

OVERVIEW: Final = "overzicht.xlsx"
"""What `take`, `renew` and `batch` call the list of what they did in a folder."""


def is_beside(name: str) -> bool:
    """Return whether the file `name` is what a command wrote beside requests, so that it is passed over as one."""
    return name.endswith(ANSWERS) or name == OVERVIEW
