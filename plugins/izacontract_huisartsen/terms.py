"""What a contract for general practice agrees on beside the shared topics."""

from __future__ import annotations

from typing import Literal

from izacontract import BOTH, PROVIDER, Terms, Text, ToFill, field

AcuteFunction = Literal["huisartsenpost"]


class AcuteCapacity(Terms):
    """The capacity of an acute function that is not reduced within the term (IZA, bijlage C, 6e)."""

    function: AcuteFunction = field("functie", "Acute functie waarvoor de capaciteit geldt.", by=PROVIDER)
    size: ToFill[Text] = field("omvang", "Capaciteit, zoals een aantal huisartsen en auto's per dienst.", by=BOTH)
    hours: ToFill[Text] = field("tijden", "Tijden waarop de capaciteit er is.", by=BOTH)
    location: ToFill[Text] = field("locatie", "Plaats waar de capaciteit is.", by=BOTH)


class GeneralPractice(Terms):
    """The agreements under the key `huisartsen`."""

    acute_functions: tuple[AcuteFunction, ...] = field(
        "acute_functies", "Acute functies die de zorgaanbieder onder dit contract levert.", by=PROVIDER, default=()
    )
    acute_capacity: ToFill[tuple[AcuteCapacity, ...]] = field(
        "acute_capaciteit", "Omvang, tijden en locatie per acute functie; alleen bij acute_functies.", by=BOTH
    )
