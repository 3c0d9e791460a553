"""What a contract for mental health care agrees on beside the shared topics."""

from __future__ import annotations

from typing import Annotated, Literal

from izacontract import BOTH, INSURER, PROVIDER, Between, Terms, Text, ToFill, Weeks, YesNo, field

Wait = Annotated[Weeks, Between(0, 520, usual=Between(0, 104))]


class WaitingTimes(Terms):
    """The provider's waiting times when the contract is made (IZA, bijlage B, 6)."""

    regional_list: ToFill[YesNo] = field(
        "regionale_wachtlijst", "Of de zorgaanbieder deelneemt aan een regionale wachtlijst.", by=PROVIDER
    )
    registration: ToFill[Wait] = field("aanmeldwachttijd_weken", "Wachttijd tot de intake.", by=PROVIDER)
    treatment: ToFill[Wait] = field(
        "behandelwachttijd_weken", "Wachttijd van de intake tot het begin van de behandeling.", by=PROVIDER
    )


class CrucialOffer(Terms):
    """Care that must stay available, with the least capacity (IZA, bijlage B, 6)."""

    name: Text = field("naam", "Zorgaanbod dat beschikbaar moet blijven.", by=BOTH)
    capacity: ToFill[Text] = field(
        "capaciteit", "Capaciteit die ten minste beschikbaar blijft, zoals een aantal plaatsen.", by=BOTH
    )


class MentalHealthCare(Terms):
    """The agreements under the key `ggz`."""

    funding: ToFill[Literal["zpm"]] = field(
        "bekostiging", "Bekostiging van de zorg; zpm is het zorgprestatiemodel.", by=INSURER
    )
    complex_care: YesNo | None = field(
        "complexe_zorg", "Of de zorgaanbieder (zeer) complexe psychische zorg verleent.", by=PROVIDER, default=None
    )
    waiting_times: ToFill[WaitingTimes] = field(
        "wachttijden", "Wachttijden bij het sluiten van het contract.", by=PROVIDER
    )
    outcomes: YesNo | None = field(
        "uitkomstinformatie", "Of de zorgaanbieder al over uitkomstinformatie beschikt.", by=PROVIDER, default=None
    )
    exploratory_talk: YesNo | None = field(
        "verkennend_gesprek", "Of de zorgaanbieder meewerkt aan verkennende gesprekken.", by=PROVIDER, default=None
    )
    crucial_offer: tuple[CrucialOffer, ...] = field(
        "cruciaal_aanbod", "Zorgaanbod dat voor de regio of het land beschikbaar moet blijven.", by=BOTH, default=()
    )
    acute_functions: tuple[Literal["crisisdienst"], ...] = field(
        "acute_functies", "Acute functies die de zorgaanbieder onder dit contract levert.", by=PROVIDER, default=()
    )
