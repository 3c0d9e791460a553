"""What parties agree on the content of care: hybrid care and prevention."""

from __future__ import annotations

from izacontract import BOTH, Section, Share, Terms, Text, ToFill, field


class HybridCare(Terms):
    """The care processes that mix digital and physical care, and the share aimed at (IZA, bijlage I, 3)."""

    processes: ToFill[tuple[Text, ...]] = field(
        "zorgprocessen", "Zorgprocessen die de zorgaanbieder hybride aanbiedt.", by=BOTH
    )
    target_share: ToFill[Share] = field(
        "doel_aandeel",
        "Deel van de verzekerden in deze zorgprocessen dat hybride zorg krijgt; een inspanning.",
        by=BOTH,
    )


class Prevention(Terms):
    """The agreements on prevention that the provider carries out (IZA §3.5 and bijlage G)."""

    agreements: tuple[Text, ...] = field(
        "afspraken", "Afspraken over preventie, zoals de gecombineerde leefstijlinterventie.", by=BOTH, default=()
    )


SECTIONS: tuple[Section, ...] = (
    Section("hybride_zorg", HybridCare, "Hybride zorg", common=True),
    Section("preventie", Prevention, "Preventie", common=True),
)
