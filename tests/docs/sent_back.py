"""Makes of a sent document the one that came back: `sent_back.py SENT BACK WAS NOW` replaces a text in its articles."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

BODY = "word/document.xml"


def send_back(sent: Path, back: Path, was: str, now: str) -> None:
    """Write `back`: the document `sent` with `was` replaced by `now` where it stands last."""
    with zipfile.ZipFile(sent) as package, zipfile.ZipFile(back, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in package.namelist():
            data = package.read(name)
            if name == BODY:
                before, found, after = data.decode().rpartition(was)
                assert found, f"{was} is not in {sent}"
                data = f"{before}{now}{after}".encode()
            copy.writestr(name, data)


if __name__ == "__main__":
    send_back(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4])
