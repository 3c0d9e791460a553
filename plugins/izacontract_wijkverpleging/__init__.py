"""The sector plugin for district nursing (wijkverpleging)."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

from izacontract import Sector, hookimpl
from izacontract_wijkverpleging import checks, rules
from izacontract_wijkverpleging.terms import DistrictNursing

SECTOR = Sector(
    code="wijkverpleging",
    title="wijkverpleging",
    terms=DistrictNursing,
    takes=frozenset(
        {
            "basisfunctionaliteiten",
            "ova",
            "gelijkgerichtheid",
            "transformatiemiddelen",
            "resultaat",
            "hybride-zorg",
            "acute-zorg",
        }
    ),
    accepts=frozenset({"basisfunctionaliteiten"}),
    assumes=frozenset({"hybride_zorg"}),
    refuses=(
        (
            "mtvp",
            "Meer tijd voor de patiënt is een afspraak met huisartsen en hun regionale organisaties "
            "(IZA, onderdeel E, § 3, 2 b, p. 66-67), niet met aanbieders van wijkverpleging.",
        ),
    ),
    agb_prefixes=("75", "41", "91"),
    library=files("clause_templates") / "wijkverpleging",
    propose=rules.propose,
    check=checks.check_request,
)


@hookimpl
def sectors() -> Sequence[Sector]:
    """Name the sector of district nursing."""
    return [SECTOR]
