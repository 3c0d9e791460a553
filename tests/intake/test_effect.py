"""A value that another answer leaves without effect is told once, and nothing else is."""

from __future__ import annotations

from typing import Any, Literal

import pytest

from izacontract import BOTH, Terms, Text, ToFill, YesNo, field
from izacontract.intake.effect import without_effect
from izacontract.message import Message
from izacontract.model.values import OpenPoint

OTHER = Message("proef.anders", "Iets.", "Something.", "Doe iets.", "Do something.")


class Inner(Terms):
    name: ToFill[Text] = field("naam", "De naam.", by=BOTH, only_if={"soort": ("a",)})
    kind: Literal["a", "b"] | None = field("soort", "De soort.", by=BOTH, default=None)


class Outer(Terms):
    asked: YesNo | None = field("gevraagd", "Of het gevraagd is.", by=BOTH, default=None)
    plan: Inner | None = field("plan", "Het plan.", by=BOTH, default=None, only_if={"gevraagd": ("ja",)})
    parts: tuple[Text, ...] = field("delen", "De delen.", by=BOTH, default=())
    rest: Text | None = field("rest", "De rest.", by=BOTH, default=None, only_if={"delen": ()})
    odd: Text | None = field("vreemd", "Vreemd.", by=BOTH, default=None, only_if={"bestaat_niet": ("x",)})
    far: Text | None = field("ver", "Ver.", by=BOTH, default=None, only_if={"elders.sleutel": ("x",)})
    usual: YesNo = field("gewoon", "Gewoon.", by=BOTH, default=True, only_if={"delen": ("een",)})
    many: tuple[Inner, ...] = field("vele", "Vele.", by=BOTH, default=())


OPEN = OpenPoint("deel.plan.naam")


@pytest.mark.parametrize(
    ("typed", "idle"),
    [
        ({}, []),
        ({"gevraagd": False, "plan": {"naam": "x", "soort": "a"}}, ["plan"]),
        ({"gevraagd": False, "plan": {"naam": OPEN}}, []),
        ({"gevraagd": True, "plan": {"naam": "x", "soort": "b"}}, ["plan.naam"]),
        ({"gevraagd": True, "plan": {"naam": "x"}}, []),
        ({"rest": "x"}, ["rest"]),
        ({"rest": "x", "delen": ("een",)}, []),
        ({"vreemd": "x", "ver": "y"}, []),
        ({"gewoon": True, "delen": ("twee",)}, []),
        ({"gewoon": False, "delen": ("twee",)}, ["gewoon"]),
        ({"gewoon": False, "delen": ("een",)}, []),
        ({"vele": ({"naam": "x", "soort": "a"}, {"naam": "y", "soort": "b"})}, ["vele.1.naam"]),
    ],
)
def test_value_is_told_where_its_condition_is_not_met(typed: dict[str, Any], idle: list[str]) -> None:
    found = list(without_effect({"deel": Outer.model_validate(typed)}, []))
    assert [".".join(map(str, finding.path)) for finding in found] == [f"deel.{path}" for path in idle]
    assert all(finding.message.nl.count("Alleen ") == 1 for finding in found)


def test_value_of_which_something_was_said_is_not_told_again() -> None:
    terms = Outer.model_validate({"rest": "x"})
    assert not list(without_effect({"deel": terms}, [OTHER.warning("deel", "rest")]))
    assert list(without_effect({"deel": terms}, [OTHER.warning("deel", "delen")]))
