"""The breakthrough funds of the AZWA ("doorbraakmiddelen") for a measure that saves labour; hoofdstuk 4, 8 b."""

from __future__ import annotations

from typing import Annotated

from izacontract import BOTH, INSURER, PROVIDER, Between, Day, PositiveEuro, Section, Terms, Text, ToFill, field

Amount = Annotated[PositiveEuro, Between(usual=Between(1_000, 400_000_000))]


class Milestone(Terms):
    """A step of the measure, and what the insurer pays for it."""

    milestone: Text = field("mijlpaal", "Wat dan is bereikt of gedaan.", by=BOTH)
    due: ToFill[Day] = field("uiterlijk", "Laatste dag waarop dat zo is.", by=BOTH)
    evidence: ToFill[Text] = field("bewijs", "Waaruit dat blijkt.", by=BOTH)
    amount: ToFill[Amount] = field("bedrag", "Wat de zorgverzekeraar ervoor betaalt.", by=BOTH)


class BreakthroughFunds(Terms):
    """The insurer's share of breakthrough funds that were granted; the saving of labour comes first (AZWA, p. 85)."""

    measure: ToFill[Text] = field("maatregel", "Maatregel die arbeid bespaart.", by=PROVIDER)
    saving: ToFill[Text] = field(
        "arbeidsbesparing", "Verwachte besparing, met eenheid, nulwaarde en jaar.", by=PROVIDER
    )
    measured_by: ToFill[Text] = field("meting", "Hoe en met welke gegevens de besparing wordt gemeten.", by=BOTH)
    grant: ToFill[Text] = field("toekenning", "Kenmerk en dag van de toekenning.", by=INSURER)
    rules: ToFill[Text] = field("spelregels", "Spelregels van het BO IZA/AZWA, met versie.", by=INSURER)
    nza_reference: ToFill[Text] = field(
        "nza_kenmerk",
        "Kenmerk van de afzonderlijke prestatie van de NZa.",
        by=INSURER,
        title="Kenmerk van de NZa",
    )
    share: ToFill[Amount] = field(
        "aandeel_verzekeraar",
        "Aandeel van deze zorgverzekeraar.",
        by=INSURER,
        title="Aandeel van de verzekeraar",
    )
    begin: ToFill[Day] = field("begin", "Eerste dag waarop de middelen beschikbaar zijn.", by=BOTH)
    end: ToFill[Day] = field("einde", "Laatste dag; uiterlijk de laatste dag van de middelen.", by=BOTH)
    milestones: ToFill[tuple[Milestone, ...]] = field(
        "mijlpalen", "Mijlpalen; de bedragen zijn samen het aandeel.", by=BOTH
    )


SECTIONS: tuple[Section, ...] = (Section("doorbraakmiddelen", BreakthroughFunds, "Doorbraakmiddelen", common=True),)
