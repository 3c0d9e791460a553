"""The sector plugin for multidisciplinary care (multidisciplinaire zorg, ketenzorg)."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

from izacontract import Sector, hookimpl
from izacontract_mdz import checks, rules
from izacontract_mdz.terms import MultidisciplinaryCare

SECTOR = Sector(
    code="mdz",
    title="multidisciplinaire zorg",
    terms=MultidisciplinaryCare,
    takes=frozenset(
        {
            "basisfunctionaliteiten",
            "ova",
            "mtvp",
            "gelijkgerichtheid",
            "transformatiemiddelen",
            "resultaat",
            "hybride-zorg",
        }
    ),
    accepts=frozenset({"basisfunctionaliteiten", "mtvp"}),
    assumes=frozenset({"hybride_zorg"}),
    agb_prefixes=("53", "67", "37"),
    library=files("clause_templates") / "mdz",
    propose=rules.propose,
    check=checks.check_request,
)


@hookimpl
def sectors() -> Sequence[Sector]:
    """Name the sector of multidisciplinary care."""
    return [SECTOR]
