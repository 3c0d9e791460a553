"""What a contract for general practice agrees on beside the shared topics."""

from __future__ import annotations

from typing import Literal

from izacontract import BOTH, INSURER, PROVIDER, Day, Terms, Text, ToFill, field

AcuteFunction = Literal["huisartsenpost"]
DutySubject = Literal["dekking", "verdeling", "tarieven", "beroep-op-de-post"]


class AcuteCapacity(Terms):
    """The capacity of an acute function that is not reduced within the term (IZA, onderdeel C, § 6, d, p. 54)."""

    function: AcuteFunction = field("functie", "Acute functie waarvoor de capaciteit geldt.", by=PROVIDER)
    size: ToFill[Text] = field("omvang", "Capaciteit, zoals een aantal huisartsen en auto's per dienst.", by=BOTH)
    hours: ToFill[Text] = field("tijden", "Tijden waarop de capaciteit er is.", by=BOTH)
    location: ToFill[Text] = field("locatie", "Plaats waar de capaciteit is.", by=BOTH)


class DutyAgreement(Terms):
    """An agreement of the plan for the duties outside office hours."""

    subject: DutySubject = field("onderwerp", "Onderwerp van de afspraak.", by=PROVIDER)
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


class GeneralPractice(Terms):
    """The agreements under the key `huisartsen`."""

    acute_functions: tuple[AcuteFunction, ...] = field(
        "acute_functies", "Acute functies die de zorgaanbieder onder dit contract levert.", by=PROVIDER, default=()
    )
    acute_capacity: ToFill[tuple[AcuteCapacity, ...]] = field(
        "acute_capaciteit", "Omvang, tijden en locatie per acute functie; alleen bij acute_functies.", by=BOTH
    )
    duty_plan: ToFill[DutyPlan] = field(
        "dienstenplan", "Plan voor de diensten van de huisartsenpost; alleen bij acute_functies.", by=PROVIDER
    )
