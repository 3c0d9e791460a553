"""Step check: what the core itself finds in a finished contract."""

from __future__ import annotations

import re
from collections.abc import Iterable

from izacontract.errors import Finding, Message, Path, Severity
from izacontract.model.values import By, OpenPoint

OPEN = Message(
    "contract.open-punt",
    "{field} is nog niet ingevuld.",
    "{field} is not filled in yet.",
    "Vul de waarde in{unit}; zij komt van {by}.",
    "Fill in the value{unit}; it comes from {by_en}.",
)
ENGLISH = {By.INSURER: "the insurer", By.PROVIDER: "the provider", By.BOTH: "both parties"}


def open_point_findings(points: Iterable[OpenPoint]) -> list[Finding]:
    """Return one finding per open point that the document prints, at the path of its field."""
    return [
        OPEN.finding(
            *path_of(point.field),
            severity=Severity.OPEN,
            field=point.field,
            unit=f" ({point.unit})" if point.unit else "",
            by=point.by,
            by_en=ENGLISH[point.by],
        )
        for point in points
    ]


def path_of(field: str) -> Path:
    """Return the path that `field` writes: `a.b[2].c` gives ("a", "b", 1, "c")."""
    steps: list[str | int] = []
    for name, index in re.findall(r"([^.\[\]]+)|\[(\d+)\]", field):
        steps.append(int(index) - 1 if index else name)
    return tuple(steps)
