"""Shows what differs from what the last release promised, or records what this one does.

`python -m tests.promises` lists what is gone and what is new, and ends with 1 when something is gone;
`python -m tests.promises --record VERSION` writes the record of a release, just before its tag.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.conftest import OUTSIDE
from tests.promises.answers import answers
from tests.promises.listing import FOLDER, differences, promises, recorded


def main() -> int:
    """Do what was asked; returns the exit status."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--record", metavar="VERSION")
    given = asked.parse_args()
    sys.path.insert(0, str(OUTSIDE))
    with tempfile.TemporaryDirectory() as folder:
        now = promises(answers(Path(folder)))
    if given.record:
        (FOLDER / f"{given.record}.txt").write_text("\n".join(now) + "\n", encoding="utf-8")
        print(f"{len(now)} promises in tests/promises/{given.record}.txt")  # noqa: T201  what this is for
        return 0
    gone, new = differences(recorded().read_text(encoding="utf-8").splitlines(), now)
    print("\n".join([f"since {recorded().stem}:", *(f"- {one}" for one in gone), *(f"+ {one}" for one in new)]))  # noqa: T201
    return 1 if gone else 0


if __name__ == "__main__":
    sys.exit(main())
