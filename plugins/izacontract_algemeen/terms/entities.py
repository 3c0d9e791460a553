"""What is agreed with one of several legal entities of the insurer: rows that name the entity by its UZOVI code."""

from __future__ import annotations

from izacontract import INSURER, Terms, Uzovi, field


class PerEntity(Terms):
    """The part of one legal entity in what all of them agree on; the parts of all entities make the whole."""

    uzovi: Uzovi = field(
        "uzovi", "UZOVI-code van de rechtspersoon, zoals bij zorgverzekeraar.rechtspersonen.", by=INSURER,
        title="UZOVI-code",
    )  # fmt: skip
