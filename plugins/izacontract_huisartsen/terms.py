"""What a contract for general practice agrees on beside the shared topics."""

from __future__ import annotations

from typing import Annotated, Literal

from izacontract import (
    BOTH,
    INSURER,
    PROVIDER,
    Between,
    Code,
    Day,
    PositiveEuro,
    Terms,
    Text,
    ToFill,
    YesNo,
    field,
)

AcuteFunction = Literal["huisartsenpost"]
DutySubject = Literal["dekking", "verdeling", "tarieven", "beroep-op-de-post"]


class AcuteCapacity(Terms):
    """The capacity of an acute function that is not reduced within the term (IZA, onderdeel C, § 6, d, p. 54)."""

    function: AcuteFunction = field(
        "functie",
        "Acute functie waarvoor de capaciteit geldt.",
        by=PROVIDER,
        choices={"huisartsenpost": "De huisartsenpost."},
    )
    size: ToFill[Text] = field("omvang", "Capaciteit, zoals een aantal huisartsen en auto's per dienst.", by=BOTH)
    hours: ToFill[Text] = field("tijden", "Tijden waarop de capaciteit er is.", by=BOTH)
    location: ToFill[Text] = field("locatie", "Plaats waar de capaciteit is.", by=BOTH)


class DutyAgreement(Terms):
    """An agreement of the plan for the duties outside office hours."""

    subject: DutySubject = field(
        "onderwerp",
        "Onderwerp van de afspraak.",
        by=PROVIDER,
        choices={
            "dekking": "Of elke dienst bezet is.",
            "verdeling": "Hoe de diensten worden verdeeld.",
            "tarieven": "Wat een dienst kost.",
            "beroep-op-de-post": "Hoe vaak de post wordt gebeld of bezocht.",
        },
    )
    agreement: ToFill[Text] = field("afspraak", "Wat is afgesproken.", by=PROVIDER)
    due: ToFill[Day] = field("uiterlijk", "Laatste dag waarop het zo is.", by=PROVIDER)
    evidence: ToFill[Text] = field("bewijs", "Waaruit blijkt dat het zo is.", by=PROVIDER)


class DutyPlan(Terms):
    """The plan by which the out-of-hours organisation covers, divides and pays its duties.

    IZA, onderdeel C, § 5, b, p. 51-52: a higher tariff needs a plan that the insurer approved and that is carried out.
    """

    reference: ToFill[Text] = field("kenmerk", "Naam van het dienstenplan, met versie en dag.", by=PROVIDER)
    approved_on: Day | None = field(
        "goedgekeurd_op", "Dag waarop de zorgverzekeraar het plan heeft goedgekeurd.", by=INSURER, default=None
    )
    start: ToFill[Day] = field("begin", "Eerste dag waarop het plan werkt.", by=BOTH)
    agreements: ToFill[tuple[DutyAgreement, ...]] = field(
        "afspraken", "Afspraken over dekking, verdeling, tarieven en het beroep op de post.", by=PROVIDER
    )


class TailoredResult(Terms):
    """A result that the practice owes for the continuity of care in its region, and what is paid for it."""

    result: Text = field("resultaat", "Wat de zorgaanbieder uit het plan bereikt.", by=BOTH)
    due: ToFill[Day] = field("uiterlijk", "Laatste dag waarop het resultaat is bereikt.", by=BOTH)
    evidence: ToFill[Text] = field("bewijs", "Waaruit blijkt dat het resultaat is bereikt.", by=PROVIDER)
    amount: ToFill[Annotated[PositiveEuro, Between(usual=Between(500, 5_000_000))]] = field(
        "bedrag", "Wat de zorgverzekeraar voor het resultaat betaalt.", by=BOTH
    )


class TailoredAgreements(Terms):
    """What the practice does under the plan of the region's collective for lasting access (AZWA, D4, p. 59-60)."""

    plan: ToFill[Text] = field("plan", "Plan van het collectief van huisartsen, met versie en dag.", by=PROVIDER)
    approved_on: ToFill[Day] = field(
        "goedgekeurd_op", "Dag waarop de marktleider het plan positief heeft beoordeeld.", by=INSURER
    )
    guide: ToFill[Text] = field("leidraad", "Landelijke leidraad voor maatwerk, met versie en dag.", by=INSURER)
    role: ToFill[Literal["marktleider", "volger"]] = field(
        "rol_verzekeraar",
        "Of de zorgverzekeraar de afspraken als marktleider maakt of volgt.",
        by=INSURER,
        choices={
            "marktleider": "Maakt de afspraken als marktleider.",
            "volger": "Volgt de afspraken van de marktleider.",
        },
        title="Rol van de verzekeraar",
    )
    performance: ToFill[Code] = field(
        "prestatie", "Code uit de prijslijst waarmee de resultaten worden gedeclareerd.", by=INSURER
    )
    end: ToFill[Day] = field("einde", "Laatste dag van de maatwerkafspraken.", by=BOTH)
    results: ToFill[tuple[TailoredResult, ...]] = field("resultaten", "Resultaten met dag, bewijs en bedrag.", by=BOTH)


class Consultation(Terms):
    """How the practice and a provider of mental health care consult and hand over (AZWA, C6, 6-7, p. 50)."""

    provider: ToFill[Text] = field("aanbieder", "Ggz-aanbieder met wie de praktijk overlegt.", by=PROVIDER)
    agreements: ToFill[Text] = field(
        "werkafspraken", "Werkafspraken met die aanbieder, met versie en dag.", by=PROVIDER
    )


class GeneralPractice(Terms):
    """The agreements under the key `huisartsen`."""

    acute_functions: tuple[AcuteFunction, ...] = field(
        "acute_functies",
        "Acute functies die de zorgaanbieder onder dit contract levert.",
        by=PROVIDER,
        default=(),
        choices={"huisartsenpost": "De huisartsenpost."},
    )
    acute_capacity: ToFill[tuple[AcuteCapacity, ...]] = field(
        "acute_capaciteit",
        "Omvang, tijden en locatie per acute functie.",
        by=BOTH,
        only_if={"acute_functies": ()},
    )
    duty_plan: ToFill[DutyPlan] = field(
        "dienstenplan",
        "Plan voor de diensten van de huisartsenpost.",
        by=PROVIDER,
        only_if={"acute_functies": ()},
    )
    tailored: TailoredAgreements | None = field(
        "maatwerk",
        "Maatwerk uit het goedgekeurde plan van het collectief van huisartsen in de regio.",
        by=BOTH,
        default=None,
    )
    places_system: Text | None = field(
        "plekken_systeem",
        "Landelijk systeem waarin de praktijk laat zien of zij plaats heeft voor nieuwe patiënten.",
        by=PROVIDER,
        default=None,
        title="Systeem voor plekken",
    )
    housing_guide: Text | None = field(
        "huisvesting_handreiking",
        "Handreiking huisvesting die partijen toepassen, met versie.",
        by=BOTH,
        default=None,
        title="Handreiking huisvesting",
    )
    care_planning: YesNo | None = field(
        "zorgplanning", "Of partijen afspraken maken over proactieve zorgplanning.", by=BOTH, default=None
    )
    consultation: Consultation | None = field(
        "consultatie_ggz",
        "Overleg met en overdracht door een ggz-aanbieder.",
        by=BOTH,
        default=None,
        title="Consultatie ggz",
    )
