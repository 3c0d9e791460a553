"""What a contract for specialist medical care agrees on beside the shared topics."""

from __future__ import annotations

from typing import Annotated, Literal

from izacontract import BOTH, PROVIDER, Between, Count, Day, Terms, Text, ToFill, Whole, YesNo, field

AcuteFunction = Literal["seh", "acute-verloskunde", "ic"]


class VolumeNorm(Terms):
    """A published minimum for one intervention, with what the provider performs now (IZA, bijlage D, 2)."""

    intervention: Text = field("interventie", "Ingreep waarvoor een volumenorm is gepubliceerd.", by=BOTH)
    norm: ToFill[Annotated[Count, Between(usual=Between(1, 10_000))]] = field(
        "norm", "Gepubliceerd minimumaantal ingrepen per instelling per jaar.", by=BOTH, unit="ingrepen per jaar"
    )
    volume: ToFill[Annotated[Whole, Between(low=0, usual=Between(0, 50_000))]] = field(
        "volume", "Aantal ingrepen dat de zorgaanbieder nu per jaar verricht.", by=BOTH, unit="ingrepen per jaar"
    )
    source: ToFill[Text] = field("bron", "Document waarin de norm staat, met versie en dag.", by=BOTH)
    approach: ToFill[Literal["overdracht", "samenwerking"]] = field(
        "aanpak", "Of een ingreep onder de norm overgaat of samen wordt gedaan; alleen onder de norm.", by=BOTH
    )
    partner: ToFill[Text] = field("aanpak_met", "Instelling die de norm haalt en overneemt of samenwerkt.", by=BOTH)
    approach_from: ToFill[Day] = field("aanpak_vanaf", "Eerste dag van de overdracht of de samenwerking.", by=BOTH)


class HighlyComplexTreatment(Terms):
    """A new highly complex treatment that stays accessible until it is contracted (IZA, bijlage J, 3i)."""

    name: Text = field("naam", "Naam van de nieuwe hoogcomplexe behandeling.", by=BOTH)
    source: ToFill[Text] = field(
        "bron", "Lijst en kwaliteitseisen waarin de behandeling staat, met versie en dag.", by=BOTH
    )


class AcuteCapacity(Terms):
    """The capacity of an acute function that is not reduced within the term (IZA, bijlage C, 6e)."""

    function: AcuteFunction = field("functie", "Acute functie waarvoor de capaciteit geldt.", by=PROVIDER)
    size: ToFill[Text] = field("omvang", "Capaciteit, zoals een aantal bedden of behandelkamers.", by=BOTH)
    hours: ToFill[Text] = field("tijden", "Tijden waarop de capaciteit er is.", by=BOTH)
    location: ToFill[Text] = field("locatie", "Plaats waar de capaciteit is.", by=BOTH)


class SpecialistCare(Terms):
    """The agreements under the key `msz`."""

    institution: ToFill[Literal["ziekenhuis", "umc", "zelfstandige-kliniek"]] = field(
        "soort_instelling", "Soort instelling van de zorgaanbieder.", by=PROVIDER
    )
    specialists_company: Text | None = field(
        "msb",
        "Naam van het medisch-specialistisch bedrijf in het ziekenhuis.",
        by=PROVIDER,
        title="Medisch-specialistisch bedrijf (MSB)",
        default=None,
    )
    specialists_agreement: ToFill[Text] = field(
        "msb_overeenkomst",
        "Overeenkomst van het ziekenhuis met het MSB, met versie of dag; alleen bij msb.",
        by=PROVIDER,
    )
    expensive_drugs: YesNo | None = field(
        "dure_geneesmiddelen", "Of de zorgaanbieder dure geneesmiddelen verstrekt.", by=PROVIDER, default=None
    )
    acute_functions: tuple[AcuteFunction, ...] = field(
        "acute_functies", "Acute functies die de zorgaanbieder onder dit contract levert.", by=PROVIDER, default=()
    )
    acute_capacity: ToFill[tuple[AcuteCapacity, ...]] = field(
        "acute_capaciteit", "Omvang, tijden en locatie per acute functie; alleen bij acute_functies.", by=BOTH
    )
    volume_norms: tuple[VolumeNorm, ...] = field(
        "volumenormen", "Ingrepen met een gepubliceerd minimumaantal per jaar.", by=BOTH, default=()
    )
    highly_complex_care: tuple[HighlyComplexTreatment, ...] = field(
        "hoogcomplexe_zorg",
        "Nieuwe hoogcomplexe behandelingen waarvoor nog geen tarief is afgesproken.",
        by=BOTH,
        default=(),
    )
