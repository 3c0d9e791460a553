"""Rows that vary as those of a purchaser do: on every row another provider, with its codes, a number and a tariff."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from izacontract.intake.tree import Node, Tree
from izacontract.intake.yaml_source import read_yaml
from izacontract.model.values import Typed

REQUESTS = Path(__file__).parent.parent / "tests" / "requests"
EXAMPLES = ("huisartsen", "msz")

NUMBERS = {"huisartsen": ("mtvp", "ingeschreven_verzekerden"), "msz": ("volume", "vergoeding_boven_plafond")}
"""The number that each row of an example has of its own."""


def vary(example: str, count: int) -> list[Tree]:
    """Return `count` requests like `example`; they share what they have in common, as the rows of a table do."""
    base = read_yaml((REQUESTS / f"{example}.yaml").read_bytes(), f"{example}.yaml")
    return [replace(base, root=_row(base.root, NUMBERS[example], number)) for number in range(count)]


def _row(base: dict[str, Node], number: tuple[str, str], row: int) -> dict[str, Node]:
    """Return `base` as row `row` has it."""
    root = dict(base)
    agreement, provider = _group(root, "overeenkomst"), _group(root, "zorgaanbieder")
    agreement["kenmerk"] = _text(agreement["kenmerk"], f"{agreement['kenmerk']}-{row:05}")
    before = str(provider["naam"])
    name = provider["naam"] = _text(provider["naam"], f"{before} {row + 1}")
    for code, fixed in (("agb", 4), ("kvk", 2)):
        digits = str(provider[code])
        free = len(digits) - fixed
        provider[code] = _text(provider[code], f"{digits[:fixed]}{(int(digits[fixed:]) + row) % 10**free:0{free}}")
    if "transformatieplan" in root:
        plan = _group(root, "transformatieplan")
        members = plan["deelnemers"]
        assert isinstance(members, list)  # noqa: S101 - so it stands in the example
        plan["deelnemers"] = [name if member == before else member for member in members]
    group = _group(root, number[0])
    group[number[1]] = _text(group[number[1]], str(int(str(group[number[1]])) + row % 30))
    tariffs = _group(root, "tarieven")
    lines = tariffs["prestaties"]
    assert isinstance(lines, list) and isinstance(lines[0], dict)  # noqa: S101 - so it stands in the example
    dearer = Decimal(str(lines[0]["tarief"])) + Decimal(row) / 100
    tariffs["prestaties"] = [lines[0] | {"tarief": _text(lines[0]["tarief"], f"{dearer:.2f}")}, *lines[1:]]
    return root


def _group(root: dict[str, Node], key: str) -> dict[str, Node]:
    """Return the group at `key` as one of this row's own, in its place in `root`."""
    group = root[key]
    assert isinstance(group, dict)  # noqa: S101 - so it stands in the example
    root[key] = own = dict(group)
    return own


def _text(before: Node, text: str) -> Typed:
    """Return `text` typed in the same way as `before`."""
    assert isinstance(before, Typed)  # noqa: S101 - so it stands in the example
    return Typed(text, before.kind)
