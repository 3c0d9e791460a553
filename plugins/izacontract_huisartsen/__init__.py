"""The sector plugin for general practice (huisartsenzorg)."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

from izacontract import Sector, hookimpl
from izacontract_huisartsen import checks, rules
from izacontract_huisartsen.terms import GeneralPractice

SECTOR = Sector(
    code="huisartsen",
    title="huisartsenzorg",
    terms=GeneralPractice,
    takes=frozenset(
        {
            "basisfunctionaliteiten",
            "ova",
            "mtvp",
            "gelijkgerichtheid",
            "transformatiemiddelen",
            "resultaat",
            "hybride-zorg",
            "acute-zorg",
        }
    ),
    accepts=frozenset({"basisfunctionaliteiten", "mtvp"}),
    assumes=frozenset({"hybride_zorg", "mtvp"}),
    agb_prefixes=("01", "21", "37"),
    library=files("clause_templates") / "huisartsen",
    propose=rules.propose,
    check=checks.check_request,
)


@hookimpl
def sectors() -> Sequence[Sector]:
    """Name the sector of general practice."""
    return [SECTOR]
