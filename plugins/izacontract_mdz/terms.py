"""What a contract for multidisciplinary care agrees on beside the shared topics."""

from __future__ import annotations

from izacontract import INSURER, PROVIDER, Code, Terms, Text, ToFill, YesNo, field


class MultidisciplinaryCare(Terms):
    """The agreements under the key `mdz`."""

    chains: ToFill[tuple[Text, ...]] = field(
        "ketens", "Zorgketens die de zorgaanbieder levert, zoals diabetes.", by=PROVIDER
    )
    regional_organisation: YesNo | None = field(
        "regionale_huisartsenorganisatie",
        "Of de zorgaanbieder een regionale huisartsenorganisatie is.",
        by=PROVIDER,
        default=None,
    )
    organisation_and_infrastructure: YesNo | None = field(
        "organisatie_en_infrastructuur",
        "Of de zorgaanbieder regionale organisatie en infrastructuur levert.",
        by=PROVIDER,
        default=None,
    )
    support_performance: ToFill[Code] = field(
        "prestatie_mtvp", "Code uit de prijslijst waarmee ondersteuning van MTVP wordt gedeclareerd.", by=INSURER
    )
    organisation_performance: ToFill[Code] = field(
        "prestatie_organisatie",
        "Code uit de prijslijst waarmee organisatie en infrastructuur wordt gedeclareerd.",
        by=INSURER,
    )
