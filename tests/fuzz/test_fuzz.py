"""The fuzz tries every kind, and sees a promise that breaks."""

from __future__ import annotations

import time
from copy import deepcopy
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from izacontract.errors import ExitStatus, Finding, IzacontractError, Position, RequestInvalid, Severity, Told
from izacontract.word.package import pack_parts

from . import values
from .__main__ import guarded, tried
from .kinds import KINDS
from .promises import Outcome

SAID = Told("Er is iets.", "There is something.")


@pytest.mark.parametrize("kind", KINDS)
def test_cases_of_every_kind_are_tried_and_keep_the_promises(kind: str) -> None:
    told = tried(kind, 3, 2027, time.monotonic() + 600, [])
    assert told.tried == 3
    assert told.broken == {}


def fault(position: Position | None, path: tuple[str, ...] = ("ova", "jaar")) -> Finding:
    return Finding(Severity.FAULT, "proef.fout", SAID, SAID, path, position)


@pytest.mark.parametrize(
    ("finding", "count"),
    [
        (fault(Position("a.yaml", 3, 1)), 0),
        (fault(Position("a.xlsx", 0, 0, "Aanvraag")), 0),
        (fault(Position("a.yaml", 0, 0)), 1),
        (fault(None), 1),
        (fault(Position("a.yaml", 0, 0), ()), 0),
        (Finding(Severity.FAULT, "proef.fout", Told("Er is iets.", ""), SAID, (), Position("a.yaml", 1, 1)), 1),
    ],
)
def test_fault_needs_a_place_and_two_languages(finding: Finding, count: int) -> None:
    outcome = Outcome("proef")
    outcome.refused(RequestInvalid([finding]), ours=True)
    assert len(outcome.broken) == count


@pytest.mark.parametrize(
    ("status", "ours", "count"),
    [
        (ExitStatus.BUG, False, 1),
        (ExitStatus.PLUGIN, True, 1),
        (ExitStatus.PLUGIN, False, 0),
        (ExitStatus.FILE, True, 0),
    ],
)
def test_refusal_is_no_bug_and_blames_no_plugin_of_ours(status: ExitStatus, ours: bool, count: int) -> None:
    outcome = Outcome("proef")
    outcome.refused(IzacontractError(SAID, SAID, "proef", status), ours=ours)
    assert len(outcome.broken) == count


def test_what_is_raised_is_told_with_the_case() -> None:
    def trying(case: object, folder: Path) -> Outcome:
        raise KeyError(case)

    assert guarded(trying, "geval", Path()).broken == ["traceback: ? KeyError: 'geval'"]


@pytest.mark.parametrize(("part", "is_broken"), [(b"<a/>", False), (b"<a>", True)])
def test_document_whose_xml_is_broken_is_told(part: bytes, is_broken: bool) -> None:
    outcome = Outcome("proef")
    outcome.document(pack_parts({"word/document.xml": part}))
    assert bool(outcome.broken) is is_broken
    assert outcome.accepted


def test_no_case_changes_what_the_next_ones_are_drawn_from() -> None:
    before = deepcopy(values.SHAPES)

    @settings(
        max_examples=300, database=None, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
    )
    @given(values.requests(most=8))
    def drawn(case: tuple[str, object]) -> None:
        assert case

    drawn()
    assert before == values.SHAPES
