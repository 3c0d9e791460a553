"""The sector plugin for specialist medical care (medisch-specialistische zorg)."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

from izacontract import Sector, hookimpl
from izacontract_msz import checks, rules
from izacontract_msz.terms import SpecialistCare

SECTOR = Sector(
    code="msz",
    title="medisch-specialistische zorg",
    terms=SpecialistCare,
    takes=frozenset({"ova", "gelijkgerichtheid", "transformatiemiddelen", "resultaat", "hybride-zorg", "acute-zorg"}),
    assumes=frozenset({"hybride_zorg"}),
    refuses=(
        (
            "mtvp",
            "Meer tijd voor de patiënt is een afspraak met huisartsen en hun regionale organisaties "
            "(IZA, onderdeel E, § 3, 2 b, p. 66-67), niet met aanbieders van medisch-specialistische zorg.",
        ),
        (
            "basisfunctionaliteiten",
            "De vastgestelde basisfunctionaliteiten verbinden de eerste lijn en de ggz met het sociaal domein; de "
            "samenwerking van ziekenhuizen met gemeenten staat nog op de ontwikkelagenda (AZWA, D5, p. 60-61).",
        ),
    ),
    agb_prefixes=("06", "22", "03", "18", "19", "20", "23"),
    library=files("clause_templates") / "msz",
    propose=rules.propose,
    check=checks.check_request,
)


@hookimpl
def sectors() -> Sequence[Sector]:
    """Name the sector of specialist medical care."""
    return [SECTOR]
