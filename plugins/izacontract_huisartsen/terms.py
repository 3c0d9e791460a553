"""What a contract for general practice agrees on beside the shared topics."""

from __future__ import annotations

from typing import Literal

from izacontract import PROVIDER, Terms, field


class GeneralPractice(Terms):
    """The agreements under the key `huisartsen`."""

    acute_functions: tuple[Literal["huisartsenpost"], ...] = field(
        "acute_functies", "Acute functies die de zorgaanbieder onder dit contract levert.", by=PROVIDER, default=()
    )
