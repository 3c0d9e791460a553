"""The sector plugin for mental health care (geestelijke gezondheidszorg)."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

from izacontract import Sector, hookimpl
from izacontract_ggz import checks, rules
from izacontract_ggz.terms import MentalHealthCare

SECTOR = Sector(
    code="ggz",
    title="geestelijke gezondheidszorg",
    terms=MentalHealthCare,
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
            "(IZA, onderdeel E, § 3, 2 b, p. 66-67), niet met aanbieders van geestelijke gezondheidszorg.",
        ),
    ),
    agb_prefixes=("54", "06", "25", "79", "72", "94", "03"),
    library=files("clause_templates") / "ggz",
    propose=rules.propose,
    check=checks.check_request,
)


@hookimpl
def sectors() -> Sequence[Sector]:
    """Name the sector of mental health care."""
    return [SECTOR]
