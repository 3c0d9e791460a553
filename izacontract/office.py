"""LibreOffice as a program beside us: found, and asked to turn files into another kind.

It starts in a profile of its own that goes away afterwards: it minds no open window and changes no settings.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from shutil import which
from typing import Final

from izacontract.errors import Told, reason_of

CHOSEN: Final = "IZACONTRACT_LIBREOFFICE"
"""The environment variable that names LibreOffice's program where we would not find it."""

PROGRAMS: Final = ("soffice", "libreoffice")
ELSEWHERE: Final = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
)
"""Where macOS and Windows put it without telling the search path."""


class OfficeFailed(Exception):
    """LibreOffice does not start, or takes too long; `why` says which, for the sentence of who asked."""

    def __init__(self, why: Told) -> None:
        super().__init__(why.nl)
        self.why = why


def office_program() -> str | None:
    """Return LibreOffice's program; None when it is not on this computer."""
    chosen = os.environ.get(CHOSEN)
    return next((found for name in ([chosen] if chosen else [*PROGRAMS, *ELSEWHERE]) if (found := which(name))), None)


def convert(sources: Sequence[Path], office: str, seconds: float, into: str) -> str:
    """Let the program `office` put what it makes of `sources`, all in one folder, beside them.

    `into` is the kind as LibreOffice names it, such as `pdf:writer_pdf_Export`. Returns the last line that it said: a
    file that it cannot read is told so, and then there is nothing beside that file. Raises OfficeFailed when it does
    not start or is not done within `seconds`.
    """
    folder = sources[0].parent
    profile = (folder / "profile").as_uri()
    command = [
        office, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--nolockcheck",
        "--convert-to", into, "--outdir", str(folder), *map(str, sources),
    ]  # fmt: skip
    try:
        process = subprocess.Popen(  # noqa: S603 - the program was found by us or named by the user, without a shell
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
        )
    except OSError as error:
        why = reason_of(error)
        raise OfficeFailed(Told(f"het start niet ({why.nl})", f"it does not start ({why.en})")) from error
    with process:
        try:
            output = process.communicate(timeout=seconds)[0]
        except BaseException as error:
            _end(process)
            if isinstance(error, subprocess.TimeoutExpired):
                nl, en = f"na {seconds:.0f} seconden was het niet klaar", f"after {seconds:.0f} seconds it was not done"
                raise OfficeFailed(Told(nl, en)) from error
            raise
    lines = output.decode("utf-8", "replace").splitlines()
    return lines[-1] if lines else f"status {process.returncode}"


def _end(process: subprocess.Popen[bytes]) -> None:
    """End LibreOffice with what it started: `soffice` is a script that starts the program proper."""
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
