"""What parties agree on about carrying out the contract: deadlines, disputes, liability and the self-employed."""

from __future__ import annotations

from typing import Annotated, Literal

from izacontract import (
    BOTH,
    PROVIDER,
    Between,
    Days,
    Months,
    PositiveEuro,
    Section,
    Terms,
    Text,
    ToFill,
    YesNo,
    field,
)

Deadline = Annotated[Days, Between(1, 90, usual=Between(3, 60))]


class Deadlines(Terms):
    """The deadlines that the articles share; the defaults are drafting proposals, not law.

    Only payment has a legal limit (BW 6:119a); `izacontract_algemeen.checks.execution` guards it.
    """

    report: Deadline = field("melding", "Binnen hoeveel dagen een partij een gebeurtenis meldt.", by=BOTH, default=7)
    answer: Deadline = field(
        "antwoord", "Binnen hoeveel dagen een partij antwoord geeft op een vraag of voorstel.", by=BOTH, default=21
    )
    hearing: Deadline = field(
        "hoor", "Hoeveel dagen een partij krijgt om te reageren voordat de andere beslist.", by=BOTH, default=28
    )
    repair: Deadline = field(
        "herstel", "Hoeveel dagen een partij krijgt om een tekortkoming te herstellen.", by=BOTH, default=30
    )
    talks: Deadline = field(
        "overleg", "Binnen hoeveel dagen partijen overleggen; ook de opzegtermijn bij tussentijdse beëindiging.",
        by=BOTH, default=28,
    )  # fmt: skip
    payment: Deadline = field(
        "betaling", "Binnen hoeveel dagen de zorgverzekeraar een juiste declaratie betaalt.", by=BOTH, default=30
    )
    notice: Annotated[Months, Between(1, 12, usual=Between(1, 6))] = field(
        "opzegging",
        "Opzegtermijn in maanden bij stilzwijgende verlenging.",
        by=BOTH,
        default=3,
        only_if={"overeenkomst.verlenging": ("stilzwijgend-een-jaar",)},
    )
    claim: Annotated[Days, Between(1, 3650, usual=Between(14, 400))] = field(
        "declaratie",
        "Binnen hoeveel dagen de zorgaanbieder een prestatie declareert nadat dat mag; "
        "te laat gedeclareerde zorg wordt ook betaald.",
        by=BOTH,
        default=90,
    )


class Disputes(Terms):
    """How a dispute is settled: first the route, then who decides."""

    route: ToFill[Literal["overleg", "mediation"]] = field(
        "route",
        "Hoe partijen een geschil eerst zelf proberen op te lossen.",
        by=BOTH,
        choices={"overleg": "Bestuurlijk overleg.", "mediation": "Overleg, en daarna mediation."},
    )
    then: ToFill[Literal["bindend-advies", "arbitrage", "rechter"]] = field(
        "daarna",
        "Wie beslist als dat niet lukt.",
        by=BOTH,
        choices={
            "bindend-advies": "Een bindend adviseur beslist.",
            "arbitrage": "Een scheidsgerecht beslist.",
            "rechter": "De rechter beslist.",
        },
    )
    institute: Text | None = field(
        "instantie", "Instantie voor bindend advies of arbitrage; zonder opgave kiezen partijen haar samen.",
        by=BOTH, default=None, only_if={"daarna": ("bindend-advies", "arbitrage", )})  # fmt: skip
    court: Text | None = field(
        "rechtbank", "Bevoegde rechtbank, zoals 'de rechtbank Midden-Nederland'; zonder opgave wijst de wet haar aan.",
        by=BOTH, default=None,
    )  # fmt: skip


class Liability(Terms):
    """Limits of liability and insurance; without them the law decides."""

    maximum: Annotated[PositiveEuro, Between(usual=Between(10_000, 500_000_000))] | None = field(
        "maximum", "Hoogste aansprakelijkheid van een partij in een contractjaar; zonder opgave geen maximum.",
        by=BOTH, default=None,
    )  # fmt: skip
    insured_sum: Annotated[PositiveEuro, Between(usual=Between(100_000, 500_000_000))] | None = field(
        "verzekerde_som",
        "Bedrag per aanspraak waarvoor de zorgaanbieder ten minste is verzekerd; zonder opgave heet dat passend.",
        by=BOTH, default=None,
    )  # fmt: skip


class SelfEmployed(Terms):
    """Work by the self-employed and their share of shifts (IZA, onderdeel H, § 4, p. 87, and § 9, p. 90)."""

    engaged: YesNo | None = field(
        "inzet", "Of de zorgaanbieder zelfstandigen inzet of zelf zelfstandige is.", by=PROVIDER, default=None
    )
    shares_shifts: YesNo | None = field(
        "anw_deelname",
        "Of zij evenredig meedraaien in avond-, nacht- en weekenddiensten.",
        by=PROVIDER,
        default=None,
        only_if={"inzet": ("ja",)},
        title="Deelname aan avond-, nacht- en weekenddiensten",
    )


SECTIONS: tuple[Section, ...] = (
    Section("termijnen", Deadlines, "Termijnen", always=True),
    Section("geschillen", Disputes, "Geschillen", always=True),
    Section("aansprakelijkheid", Liability, "Aansprakelijkheid en verzekering", always=True),
    Section("zelfstandigen", SelfEmployed, "Zelfstandigen", common=True),
)
