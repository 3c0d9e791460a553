"""What parties agree on the regional plans in which the provider takes part; IZA annex B, 2 and annex C, 6."""

from __future__ import annotations

from izacontract import BOTH, Section, Terms, Text, field


class Region(Terms):
    """The plan for the region, the plan for acute care (ROAZ), or both, and the results asked of this contract."""

    regional_plan: Text | None = field("regioplan", "Regioplan, met versie of datum.", by=BOTH, default=None)
    acute_care_plan: Text | None = field(
        "roaz_plan", "Plan van het regionaal overleg acute zorgketen, met versie of datum.", by=BOTH, default=None
    )
    results: tuple[Text, ...] = field(
        "resultaten", "Resultaten uit het plan waaraan partijen in dit contract werken.", by=BOTH, default=()
    )


SECTIONS: tuple[Section, ...] = (Section("regio", Region, "Regionale afspraken", common=True),)
