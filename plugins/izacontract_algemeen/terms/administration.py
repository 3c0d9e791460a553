"""What parties agree on administration: authorisations beforehand and demands that were dropped; AZWA, A2-A3."""

from __future__ import annotations

from typing import Annotated, Literal

from izacontract import INSURER, Between, Days, Section, Terms, Text, ToFill, field


class Authorisation(Terms):
    """Care for which the insurer asks an authorisation or a statement beforehand (AZWA, A2, p. 22-23)."""

    care: Text = field("zorg", "Zorg waarvoor vooraf een machtiging of verklaring nodig is.", by=INSURER)
    reason: ToFill[Text] = field("reden", "Waarom de zorgverzekeraar haar nodig heeft.", by=INSURER)
    answer_days: ToFill[Annotated[Days, Between(1, 90, usual=Between(1, 30))]] = field(
        "termijn_dagen",
        "Binnen hoeveel dagen de zorgverzekeraar op een volledig verzoek besluit.",
        by=INSURER,
        title="Termijn",
    )
    silence: ToFill[Literal["toestemming", "geen-toestemming"]] = field(
        "bij_uitblijven",
        "Wat het betekent als het besluit niet op tijd komt.",
        by=INSURER,
        choices={
            "toestemming": "De zorg mag dan worden geleverd.",
            "geen-toestemming": "Er is dan nog geen toestemming.",
        },
    )


class PurchasingDemands(Terms):
    """What the insurer's policy for the contract year dropped or made simpler (AZWA, A3, p. 23-24)."""

    policy: Text | None = field(
        "beleid", "Inkoopbeleid voor het contractjaar, met de dag waarop het openbaar werd.", by=INSURER, default=None
    )
    dropped: tuple[Text, ...] = field(
        "vervallen", "Eisen die volgens dat beleid vervallen of eenvoudiger worden.", by=INSURER, default=()
    )


SECTIONS: tuple[Section, ...] = (
    Section("machtigingen", Authorisation, "Machtigingen en verklaringen vooraf", many=True, common=True),
    Section("inkoopeisen", PurchasingDemands, "Vervallen inkoopeisen", common=True),
)
