"""A request file with a few values otherwise: every other line stays, and what cannot be done so is written anew."""

from __future__ import annotations

from izacontract.errors import Path as KeyPath
from izacontract.intake.tree import Node
from izacontract.intake.yaml_source import read_yaml
from izacontract.model.values import Typed, TypedKind
from izacontract.take.building import with_values
from izacontract.take.taking import Taken
from izacontract.take.wording import Item
from izacontract.take.writing import request_text

TEXT = """\
# kop
overeenkomst: {kenmerk: "F-1", begin: 2025-01-01}   # tussen haakjes
praktijk:
  naam: 'Praktijk ''t Hof'   # zo ingeschreven
  agb: "04999101"
  tarief: 40.00
afwijkingen:
  - clausule: a.b   # eerste
    lid: een

# slot
"""


def written(values: dict[KeyPath, Typed], *items: dict[str, Node], text: str = TEXT) -> tuple[str, bool]:
    """Return `text` with `values` and new deviations; "ANEW" where it is written anew."""
    root = with_values(read_yaml(text.encode(), "").root, values)
    if items:
        held = root.get("afwijkingen")
        root["afwijkingen"] = [*(held if isinstance(held, list) else ()), *items]
    taken = Taken(root, values, tuple(Item("afwijkingen", item, []) for item in items), (), ())
    return request_text(text, taken, lambda _: "ANEW")


def test_values_are_replaced_in_their_own_quotes_and_comments_stay() -> None:
    values: dict[KeyPath, Typed] = {
        ("praktijk", "naam"): Typed("Praktijk 't Nieuwe Hof"),
        ("praktijk", "tarief"): Typed("44.50", TypedKind.NUMBER),
        ("praktijk", "agb"): Typed("04999102"),
        ("overeenkomst", "begin"): Typed("2025-02-01", TypedKind.DAY),
    }
    expected = TEXT.replace("''t Hof", "''t Nieuwe Hof").replace("40.00", "44.50")
    expected = expected.replace("04999101", "04999102").replace("2025-01-01", "2025-02-01")
    assert written(values) == (expected, True)


def test_key_that_was_not_typed_joins_its_group_or_gets_one() -> None:
    values: dict[KeyPath, Typed] = {
        ("praktijk", "plaats"): Typed("Ede"),
        ("overeenkomst", "einde"): Typed("2025-12-31", TypedKind.DAY),
        ("termijnen", "betaling"): Typed("25", TypedKind.NUMBER),
    }
    expected = TEXT.replace("praktijk:\n", "praktijk:\n  plaats: Ede\n")
    expected = expected.replace("2025-01-01}", "2025-01-01, einde: 2025-12-31}")
    assert written(values) == (f"{expected}termijnen:\n  betaling: 25\n", True)


def test_items_come_behind_those_of_their_section() -> None:
    item: dict[str, Node] = {"clausule": Typed("c.d"), "tekst": Typed("Eén: twee.\nDrie.")}
    expected = TEXT.replace(
        "    lid: een\n", "    lid: een\n  - clausule: c.d\n    tekst: |-\n      Eén: twee.\n      Drie.\n"
    )
    assert written({}, item) == (expected, True)


def test_layout_that_has_no_room_is_written_anew() -> None:
    assert written({}, {"clausule": Typed("c.d")}, text="afwijkingen: []\na: 1\n") == ("ANEW", False)
