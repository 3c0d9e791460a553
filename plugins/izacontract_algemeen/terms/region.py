"""What parties agree on the regional plans of the provider; IZA, onderdeel B, § 2, and onderdeel C, § 6."""

from __future__ import annotations

from typing import Literal

from izacontract import BOTH, INSURER, PROVIDER, Day, Section, Terms, Text, ToFill, field


class Contribution(Terms):
    """What one party contributes to a result of the plan (IZA, onderdeel B, § 2, b, p. 44)."""

    result: Text = field("resultaat", "Resultaat uit het plan waaraan de partij bijdraagt.", by=BOTH)
    party: ToFill[Literal["zorgaanbieder", "zorgverzekeraar"]] = field(
        "partij",
        "Partij die de bijdrage levert.",
        by=BOTH,
        choices={
            "zorgaanbieder": "De zorgaanbieder levert de bijdrage.",
            "zorgverzekeraar": "De zorgverzekeraar levert de bijdrage.",
        },
    )
    contribution: ToFill[Text] = field("bijdrage", "Wat die partij levert.", by=BOTH)
    due: ToFill[Day] = field("uiterlijk", "Laatste dag waarop de bijdrage er is.", by=BOTH)
    evidence: ToFill[Text] = field("bewijs", "Waaruit blijkt dat de bijdrage er is.", by=BOTH)


class Region(Terms):
    """The plan for the region, the plan for acute care (ROAZ), or both, and the results asked of this contract."""

    regional_plan: Text | None = field("regioplan", "Regioplan, met versie of datum.", by=BOTH, default=None)
    acute_care_plan: Text | None = field(
        "roaz_plan",
        "Plan van het regionaal overleg acute zorgketen, met versie of datum.",
        by=BOTH,
        default=None,
        title="ROAZ-plan",
    )
    results: tuple[Text, ...] = field(
        "resultaten", "Resultaten uit het plan waaraan partijen in dit contract werken.", by=BOTH, default=()
    )
    contributions: ToFill[tuple[Contribution, ...]] = field(
        "bijdragen",
        "Wie wat levert voor de resultaten, uiterlijk op welke dag en met welk bewijs; nodig bij resultaten.",
        by=BOTH,
    )


class BasicFunction(Terms):
    """The provider's own part in a function shared with the social domain (AZWA, D5, p. 60-63 and 100-102)."""

    function: Text = field("functie", "Basisfunctionaliteit, zoals valpreventie of sociaal verwijzen.", by=BOTH)
    description: ToFill[Text] = field("beschrijving", "Landelijke beschrijving, met versie of dag.", by=BOTH)
    task: ToFill[Text] = field("taak", "Wat de zorgaanbieder zelf doet.", by=PROVIDER)
    start: ToFill[Day] = field("vanaf", "Eerste dag waarop hij dat doet.", by=PROVIDER)
    referral: ToFill[Text] = field("verwijzing", "Hoe en naar wie hij in het sociaal domein verwijst.", by=PROVIDER)
    title: ToFill[Text] = field("betaaltitel", "Titel waarmee de taak wordt betaald, zonder bedrag.", by=INSURER)
    evidence: ToFill[Text] = field("bewijs", "Waaruit blijkt dat de taak is uitgevoerd.", by=BOTH)


SECTIONS: tuple[Section, ...] = (
    Section("regio", Region, "Regionale afspraken", common=True),
    Section("basisfunctionaliteiten", BasicFunction, "Basisfunctionaliteiten met het sociaal domein", many=True),
)
