"""What is remembered never shows: a contract is the same whatever was made before it in the process."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from izacontract import Contract, build_contract, load_plugins, read_request
from izacontract.model.memory import forget_all
from izacontract.model.values import Typed, TypedKind
from izacontract.render.json import json_text
from izacontract.render.word import word
from tests.contracts.support import SECTORS, example, plugins, with_values

NUMBERS = ("17.4", "17.40", "17.400001", "17", "20.61", "100")
TARIFFS = ("17.4", "17.40", "17.41", "17", "20.61", "100")
ROW = st.fixed_dictionaries(
    {},
    optional={
        "zorgaanbieder.naam": st.sampled_from(["Praktijk A & B", "{{ ova }}", "1. Praktijk", "Praktijk\nTwee", "C"]),
        "zorgaanbieder.plaats": st.sampled_from(["Ede", "Zandvoort", None]),
        "zorgaanbieder.kvk": st.sampled_from(["90000107", "90000108", None]),
        "zorgaanbieder.mkb": st.sampled_from(["ja", "nee"]),
        "overeenkomst.kenmerk": st.sampled_from(["A-1", "A-2", None]),
        "overeenkomst.verlenging": st.sampled_from(["geen", "stilzwijgend-een-jaar"]),
        "ova.percentage": st.sampled_from(["4.18", "4.180", "4", None]),
        "ova.nacalculatie": st.sampled_from(["0", "-0.4", "1.01", "0.00"]),
        "instellingen.verwijsstijl": st.sampled_from(["punt", "aanwijzingen"]),
        "hybride_zorg": st.sampled_from([None, {"doel_aandeel": Typed("0.350", TypedKind.NUMBER)}]),
        "weggelaten": st.sampled_from([
            [{"clausule": "algemeen.ova", "reden": "staat in de raamovereenkomst"}],
            [{"clausule": "algemeen.prijsontwikkeling", "reden": "staat in de raamovereenkomst"}],
        ]),
    },
)  # fmt: skip


def rows_of(sector: str, changes: Sequence[Mapping[str, Any]], tariffs: Sequence[str]) -> list[dict[str, Any]]:
    """Return the example of `sector` with each of `changes`, and the first tariff as in `tariffs`."""
    rows = []
    for change, tariff in zip(changes, tariffs, strict=True):
        row = with_values(example(sector), change)
        first = row["tarieven"]["prestaties"][0]
        first |= {key: Typed(tariff, TypedKind.NUMBER) for key in ("tarief", "maximum") if key in first}
        rows.append(row)
    return rows


def told(request: dict[str, Any]) -> str:
    """Return everything that is known of the contract that `request` describes, or what is wrong with it."""
    try:
        return json_text(build_contract(read_request(request, plugins()), plugins()))
    except Exception as error:  # noqa: BLE001  a refusal must be the same too
        return f"{type(error).__name__}: {error}"


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(SECTORS),
    st.lists(st.tuples(ROW, st.sampled_from(NUMBERS)), min_size=2, max_size=4),
)
def test_contract_is_the_same_whatever_was_made_before(
    sector: str, given_rows: list[tuple[dict[str, Any], str]]
) -> None:
    rows = rows_of(sector, [change for change, _ in given_rows], [tariff for _, tariff in given_rows])
    warm = [told(row) for row in rows]
    for row, remembered in zip(rows, warm, strict=True):
        forget_all()
        assert told(row) == remembered


def changed(sector: str) -> list[dict[str, Any]]:
    """Return rows of `sector` as a table has them."""
    changes: list[dict[str, Any]] = [
        {},
        {"zorgaanbieder.plaats": "Ede"},
        {"overeenkomst.kenmerk": "A-2", "ova.percentage": Typed("4.180", TypedKind.NUMBER)},
        {"instellingen.verwijsstijl": "aanwijzingen"},
        {"weggelaten": [{"clausule": "algemeen.ova", "reden": "staat in de raamovereenkomst"}]},
        {"zorgaanbieder.plaats": None, "zorgaanbieder.kvk": None},
    ]
    return rows_of(sector, changes, TARIFFS)


def hashes(order: Sequence[int]) -> dict[str, str]:
    """Return the hash of the document of each row, made in `order`."""
    found = {}
    for index in order:
        for sector in ("huisartsen", "msz"):
            request = read_request(changed(sector)[index], plugins())
            found[f"{sector} {index}"] = hashlib.sha256(word(build_contract(request, plugins()))).hexdigest()
    return found


def test_document_has_the_same_bytes_in_a_new_process_that_makes_the_rows_the_other_way_round() -> None:
    here = hashes(range(len(TARIFFS)))
    assert len(set(here.values())) == len(here)
    code = "import json; from tests.contracts.test_remembered import *; print(json.dumps(hashes(range(len(TARIFFS))[::-1])))"
    there = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True, text=True, check=True, env=os.environ | {"PYTHONHASHSEED": "7"},
    )  # fmt: skip
    assert json.loads(there.stdout) == here


@pytest.mark.parametrize("sector", SECTORS)
def test_clause_that_did_not_change_is_the_very_same_object(sector: str) -> None:
    loaded = load_plugins()

    def made(name: str) -> Contract:
        return build_contract(
            read_request(with_values(example(sector), {"zorgaanbieder.plaats": name}), loaded), loaded
        )

    one, two = made("Ede"), made("Tiel")
    pairs = [
        (clause, other)
        for part, second in zip(one.parts, two.parts, strict=True)
        for clause, other in zip(part.clauses, second.clauses, strict=True)
    ]
    assert all((clause is other) == (clause == other) for clause, other in pairs)
    assert 0 < sum(clause is not other for clause, other in pairs) < len(pairs) / 2
