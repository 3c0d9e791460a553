"""What parties agree on waiting data and mediation for insured who wait too long."""

from __future__ import annotations

from typing import Annotated

from izacontract import INSURER, PROVIDER, Between, Days, Section, Terms, Text, ToFill, field


class Mediation(Terms):
    """Where waiting times are kept, how current they are, and who mediates (AZWA, C3a-b, p. 42-46)."""

    referral_service: ToFill[Text] = field(
        "verwijsdienst", "Verwijsdienst waar de zorgaanbieder zijn wachttijden bijhoudt.", by=PROVIDER
    )
    updated_within: ToFill[Annotated[Days, Between(1, 90, usual=Between(1, 31))]] = field(
        "bijgewerkt_binnen", "Dagen waarbinnen een veranderde wachttijd daar is bijgewerkt.", by=PROVIDER
    )
    entrance: ToFill[Text] = field(
        "ingang", "Hoe de afdeling zorgbemiddeling van de zorgverzekeraar te bereiken is.", by=INSURER
    )


SECTIONS: tuple[Section, ...] = (Section("zorgbemiddeling", Mediation, "Wachttijden en zorgbemiddeling", common=True),)
