"""What a contract for mental health care agrees on beside the shared topics."""

from __future__ import annotations

from typing import Annotated, Literal

from izacontract import (
    BOTH,
    INSURER,
    PROVIDER,
    Between,
    Day,
    Percentage,
    Terms,
    Text,
    ToFill,
    Weeks,
    Year,
    YesNo,
    field,
)

Part = Annotated[Percentage, Between(0, 100, usual=Between(1, 90))]
Wait = Annotated[Weeks, Between(0, 520, usual=Between(0, 104))]

AcuteFunction = Literal["crisisdienst"]
Role = Literal["kerninstelling", "regievoerder-acute-ggz"]


class WaitingTimes(Terms):
    """The provider's waiting times when the contract is made, and where it reports them.

    IZA, onderdeel F, Mentale gezondheidscentra en regionale wachtlijsten, p. 75-77.
    """

    regional_list: ToFill[YesNo] = field(
        "regionale_wachtlijst", "Of de zorgaanbieder deelneemt aan een regionale wachtlijst.", by=PROVIDER
    )
    registration: ToFill[Wait] = field(
        "aanmeldwachttijd_weken",
        "Wachttijd tot de intake.",
        by=PROVIDER,
        title="Aanmeldwachttijd",
    )
    treatment: ToFill[Wait] = field(
        "behandelwachttijd_weken",
        "Wachttijd van de intake tot het begin van de behandeling.",
        by=PROVIDER,
        title="Behandelwachttijd",
    )
    transfer_table: ToFill[Text] = field(
        "transfertafel", "Regionale transfertafel waaraan de zorgaanbieder rapporteert.", by=PROVIDER
    )


class CrucialOffer(Terms):
    """Care that must stay available, with the least capacity (IZA, onderdeel D, Cruciale ggz, p. 60-62)."""

    name: Text = field("naam", "Zorgaanbod dat beschikbaar moet blijven.", by=BOTH)
    capacity: ToFill[Text] = field(
        "capaciteit", "Capaciteit die ten minste beschikbaar blijft, zoals een aantal plaatsen.", by=BOTH
    )


class ComplexCare(Terms):
    """Complex care by group of patients, with its capacity (IZA, onderdeel B, § 6, p. 48)."""

    group: Text = field("doelgroep", "Doelgroep van de complexe zorg, beschreven naar zorgvraag.", by=PROVIDER)
    capacity: ToFill[Text] = field(
        "capaciteit", "Capaciteit voor deze doelgroep, zoals een aantal plaatsen of behandelteams.", by=BOTH
    )
    location: ToFill[Text] = field("locatie", "Plaats waar de capaciteit is.", by=PROVIDER)


class AcuteCapacity(Terms):
    """The capacity of an acute function that is not reduced within the term (IZA, onderdeel C, § 6, d, p. 54)."""

    function: AcuteFunction = field(
        "functie",
        "Acute functie waarvoor de capaciteit geldt.",
        by=PROVIDER,
        choices={"crisisdienst": "De crisisdienst."},
    )
    size: ToFill[Text] = field("omvang", "Capaciteit, zoals een aantal plaatsen of bereikbare teams.", by=BOTH)
    hours: ToFill[Text] = field("tijden", "Tijden waarop de capaciteit er is.", by=BOTH)
    location: ToFill[Text] = field("locatie", "Plaats waar de capaciteit is.", by=BOTH)


class GrowthPath(Terms):
    """How one form of treatment grows, and how that is counted (AZWA, C6, 5, p. 49-50)."""

    form: Literal["hybride", "groep"] = field(
        "vorm",
        "Vorm die groeit: hybride behandeling of groepsbehandeling.",
        by=BOTH,
        choices={"hybride": "Hybride behandeling.", "groep": "Groepsbehandeling."},
    )
    base_year: ToFill[Year] = field("basisjaar", "Jaar van de beginwaarde.", by=BOTH)
    base: ToFill[Part] = field("beginwaarde", "Aandeel in het basisjaar, in procent.", by=PROVIDER)
    target: ToFill[Part] = field(
        "streefwaarde", "Aandeel op de meetdag waarnaar partijen streven, in procent.", by=BOTH
    )
    measure: ToFill[Text] = field("maat", "Hoe het aandeel wordt geteld: wat gedeeld door wat.", by=BOTH)
    measured_on: ToFill[Day] = field("meetdag", "Dag waarop wordt geteld.", by=BOTH)
    evidence: ToFill[Text] = field("bewijs", "Waaruit de uitkomst blijkt.", by=PROVIDER)


class Consultation(Terms):
    """The line that GPs and the social domain call for advice (AZWA, C6, 6, p. 50)."""

    reached_at: ToFill[Text] = field(
        "bereikbaar", "Nummer of adres van de consultatielijn, met de tijden.", by=PROVIDER
    )
    title: ToFill[Text] = field("betaaltitel", "Prestatie waarmee de consultatie wordt vergoed.", by=BOTH)


class FollowUp(Terms):
    """How stable patients go over to their GP, and back when needed (AZWA, C6, 7, p. 50)."""

    agreements: ToFill[Text] = field(
        "afspraken", "Afspraken met huisartsen over de overdracht, met versie of dag.", by=PROVIDER
    )
    relapse_offer: ToFill[Text] = field(
        "terugvalaanbod", "Wat klaarstaat als het weer slechter gaat, en voor wie.", by=PROVIDER
    )


class MentalHealthCare(Terms):
    """The agreements under the key `ggz`."""

    funding: ToFill[Literal["zpm"]] = field(
        "bekostiging",
        "Bekostiging van de zorg; zpm is het zorgprestatiemodel.",
        by=INSURER,
        choices={"zpm": "Het zorgprestatiemodel."},
    )
    complex_care: YesNo | None = field(
        "complexe_zorg", "Of de zorgaanbieder (zeer) complexe psychische zorg verleent.", by=PROVIDER, default=None
    )
    complex_groups: ToFill[tuple[ComplexCare, ...]] = field(
        "complexe_zorg_aanbod",
        "Doelgroep, capaciteit en locatie van de complexe psychische zorg.",
        by=BOTH,
        only_if={"complexe_zorg": ("ja",)},
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
    exploratory_talk_weeks: ToFill[Annotated[Weeks, Between(1, 104, usual=Between(1, 26))]] = field(
        "verkennend_gesprek_weken",
        "Weken waarbinnen het verkennend gesprek naar het streven plaatsvindt.",
        by=BOTH,
        only_if={"verkennend_gesprek": ("ja",)},
        title="Verkennend gesprek binnen (weken)",
    )
    roles: tuple[Role, ...] = field(
        "rollen",
        "Rollen die de zorgaanbieder in de regio heeft.",
        by=BOTH,
        default=(),
        choices={
            "kerninstelling": "Zet het verkennend gesprek op met huisartsen en gemeenten.",
            "regievoerder-acute-ggz": "Voert de regie over de acute ggz in de regio.",
        },
    )
    core_partners: ToFill[Text] = field(
        "kerninstelling_samenwerking",
        "Met wie de kerninstelling het verkennend gesprek opzet, zoals huisartsen en gemeenten.",
        by=PROVIDER,
        only_if={"rollen": ("kerninstelling",)},
        title="Samenwerking van de kerninstelling",
    )
    duty_arrangement: Text | None = field(
        "dienstenregeling",
        "Regionale regeling van avond-, nacht- en weekenddiensten, met versie of dag.",
        by=PROVIDER,
        default=None,
    )
    regional_picture: Text | None = field(
        "regiobeeld", "Regiobeeld cruciale ggz dat de zorgverzekeraar volgt, met versie of dag.", by=BOTH, default=None
    )
    crucial_offer: tuple[CrucialOffer, ...] = field(
        "cruciaal_aanbod", "Zorgaanbod dat voor de regio of het land beschikbaar moet blijven.", by=BOTH, default=()
    )
    acute_functions: tuple[AcuteFunction, ...] = field(
        "acute_functies",
        "Acute functies die de zorgaanbieder onder dit contract levert.",
        by=PROVIDER,
        default=(),
        choices={"crisisdienst": "De crisisdienst."},
    )
    acute_capacity: ToFill[tuple[AcuteCapacity, ...]] = field(
        "acute_capaciteit",
        "Omvang, tijden en locatie per acute functie.",
        by=BOTH,
        only_if={"acute_functies": ()},
    )
    growth_paths: ToFill[tuple[GrowthPath, ...]] = field(
        "groeipad", "Groeipad voor hybride behandeling en voor groepsbehandeling, vanaf 2026.", by=BOTH
    )
    consultation: Consultation | None = field(
        "consultatie", "Consultatielijn voor huisartsen en sociaal domein.", by=BOTH, default=None
    )
    follow_up: FollowUp | None = field(
        "passend_vervolg", "Overdracht van stabiele patiënten aan de huisarts.", by=BOTH, default=None
    )
    administration: Text | None = field(
        "administratieprogramma",
        "Programma tegen administratieve lasten waaraan de zorgaanbieder deelneemt.",
        by=PROVIDER,
        default=None,
    )
