"""`python -m tests.fuzz [KIND...]`: tries cases of every kind in this process, and says which promises broke."""

from __future__ import annotations

import argparse
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import NoReturn

from hypothesis import HealthCheck, Phase, given, seed, settings

from benchmarks import tables

from .kinds import KINDS, read_beforehand
from .promises import ROOT, Outcome

BUILD = ROOT / "build" / "fuzz"
LONGEST = 30
"""Seconds of processor time after which a case hangs; the machine may be busy."""


class Hangs(BaseException):
    """A case takes too long."""


@dataclass
class Told:
    """What came of the cases of one kind: how many, how many were accepted, and per broken promise its first cases."""

    tried: int = 0
    accepted: int = 0
    documents: int = 0
    broken: dict[str, list[str]] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    def note(self, outcome: Outcome) -> None:
        """Count one case; of what it broke the shortest case is kept."""
        self.tried += 1
        self.accepted += outcome.accepted
        self.documents += len(outcome.documents)
        for said in outcome.broken:
            key = re.sub(r"'[^']*'|\d+(?=\D*$)", "…", said.split("\n")[0])[:160]
            self.counts[key] += 1
            held = self.broken.setdefault(key, [said, outcome.case])
            if len(outcome.case) < len(held[1]):
                self.broken[key] = [said, outcome.case]


def main() -> int:
    """Try the cases that the command line asks for; returns 1 when a promise broke."""
    asked = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    asked.add_argument("kinds", nargs="*", choices=[*KINDS, []], help=f"{', '.join(KINDS)}; all by default")
    asked.add_argument("--cases", type=int, default=20_000, help="how many over all kinds (20000)")
    asked.add_argument("--seed", type=int, default=2027, help="another one gives other cases (2027)")
    asked.add_argument("--minutes", type=float, default=30, help="begin no further cases after so many minutes (30)")
    asked.add_argument("--documents", type=int, default=20, help="documents for both validators (20)")
    asked.add_argument("--write", action="store_true", help="put the table in the page of the docs that holds it")
    wanted = asked.parse_args()
    kinds = wanted.kinds or list(KINDS)
    share = sum(KINDS[kind][2] for kind in kinds)
    end = time.monotonic() + wanted.minutes * 60
    BUILD.mkdir(parents=True, exist_ok=True)
    broken, kept = 0, []
    rows: list[tuple[object, ...]] = []
    for kind in kinds:
        begun = time.monotonic()
        told = tried(kind, round(wanted.cases * KINDS[kind][2] / share), wanted.seed, end, kept)
        seconds = time.monotonic() - begun
        rows.append((kind, told.tried, told.accepted, told.documents, len(told.broken)))
        print(f"{kind}: {told.tried} cases in {seconds:.0f} s", file=sys.stderr, flush=True)
        for key, (said, case) in told.broken.items():
            broken += 1
            file = BUILD / f"{kind}-{broken}.txt"
            file.write_text(f"{said}\n\n{case}\n", encoding="utf-8", errors="replace")
            print(f"  {told.counts[key]}x {said[:300]}\n    build/fuzz/{file.name}", file=sys.stderr, flush=True)
    invalid = validated(kept[:: max(1, len(kept) // wanted.documents)][: wanted.documents])
    rows.append(("together", *(sum(int(str(row[place])) for row in rows) for place in range(1, 5))))
    tables.show("fuzz", ("kind", "cases", "accepted", "documents", "broken promises"), rows, write=wanted.write)
    print(f"\n{min(len(kept), wanted.documents)} documents seen by both validators, {len(invalid)} with an error")
    print(*invalid, sep="\n", file=sys.stderr)
    return 1 if broken or invalid else 0


def tried(kind: str, cases: int, seeded: int, end: float, kept: list[bytes]) -> Told:
    """Return what came of `cases` of one kind; now and then a document goes to `kept`."""
    strategy, trying, _ = KINDS[kind]
    told = Told()
    read_beforehand(kind)

    @seed(f"{seeded} {kind}")
    @settings(
        max_examples=cases,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def one(case: object) -> None:
        if time.monotonic() > end:
            return
        with tempfile.TemporaryDirectory(prefix="izacontract-fuzz-") as folder, warnings.catch_warnings():
            warnings.simplefilter("error")
            outcome = guarded(trying, case, Path(folder))
        told.note(outcome)
        if outcome.documents and told.documents % 97 == 1:
            kept.append(outcome.documents[-1])

    one()
    return told


def guarded(trying: object, case: object, folder: Path) -> Outcome:
    """Return what came of one case, also where it raised what it may not, or hung."""
    before = signal.signal(signal.SIGPROF, _hangs)
    signal.setitimer(signal.ITIMER_PROF, LONGEST)
    try:
        return trying(case, folder)  # type: ignore[operator,no-any-return]
    except Hangs:
        outcome = Outcome(repr(case))
        outcome.broken.append(f"takes more than {LONGEST} seconds")
        return outcome
    except Exception as error:  # noqa: BLE001  this is what is looked for
        outcome = Outcome(repr(case))
        outcome.raised(error)
        return outcome
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _hangs(number: int, frame: FrameType | None) -> NoReturn:
    raise Hangs


def validated(documents: Sequence[bytes]) -> list[str]:
    """Return what the Open XML SDK and openxml-audit have against `documents`."""
    from openxml_audit import FileFormat, OpenXmlValidator

    found = []
    audit = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365)
    sdk = os.environ.get("IZACONTRACT_OOXML_VALIDATOR", "ooxml-validator")
    for number, data in enumerate(documents):
        file = BUILD / f"document-{number}.docx"
        file.write_bytes(data)
        errors = [error for error in audit.validate(file).errors if error.severity.value == "error"]
        found += [f"openxml-audit {file.name}: {error.description}" for error in errors]
        try:
            ran = subprocess.run([sdk, str(file)], capture_output=True, text=True, check=False, timeout=300)
        except FileNotFoundError:
            print("The Open XML SDK's validator is not installed: one validator looked.", file=sys.stderr)
            sdk = "true"
            continue
        found += [
            f"SDK {file.name}: {error['description']}" for error in json.loads(ran.stdout or '{"errors": []}')["errors"]
        ]
    return found


if __name__ == "__main__":
    sys.exit(main())
