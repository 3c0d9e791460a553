"""Prints two Word documents as one redline, with real tracked changes.

Docxodus finds the changes, through python-redlines (an optional extra, of one exact version): marking text, tables,
lists and fields so that Word accepts and rejects them well is a subject of its own.
"""

from __future__ import annotations

import os
import re
import subprocess
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from izacontract.clauses.kept import cache_folder
from izacontract.errors import FileError, PluginError, Told, reason_of
from izacontract.extras import install_command
from izacontract.word.package import pack_parts, read_package

if TYPE_CHECKING:
    from python_redlines import DocxodusEngine

AUTHOR = "izacontract"

NOT_COMPARED = Told(
    "de opmaak van het sjabloon, de eigenschappen en het zegel van het bestand; die zijn van het nieuwe document",
    "the look of the frame, the properties and the seal of the file; those are the new document's",
)
"""What a redline leaves out."""

_DATE = re.compile(rb' w:date="[^"]*"')
_WITHOUT_CHANGES = re.compile(r"docProps/core\.xml|customXml/.+")


def redline(old: bytes, new: bytes) -> bytes:
    """Return the Word file in which accepting every change gives `new` and rejecting every change gives `old`.

    The changes are those of the author "izacontract", without a day, so that the same documents give the same bytes;
    everything that tracks no changes is that of `new`. Raises PluginError when the extra is not installed or does not
    run, FileError when it cannot read a document.
    """
    try:
        engine = _engine()
    except ImportError as error:
        raise _absent() from error
    except OSError as error:
        why = reason_of(error)
        raise PluginError(
            f"Docxodus draait niet op deze computer: {why.nl}.",
            f"Docxodus does not run on this computer: {why.en}.",
            "Kies een andere vorm met --format.",
            "Choose another form with --format.",
            code="vergelijking.geen-redlines",
        ) from error
    # it profiles its own code to run faster later, and ends before that: half as much work again for nothing
    os.environ.setdefault("DOTNET_TieredPGO", "0")
    try:
        marked, _, _ = engine.run_redline(AUTHOR, old, new, conflate_spaces=False)
    except (OSError, subprocess.CalledProcessError) as error:
        raise FileError(
            "De revisies zijn niet te maken: Docxodus kan een van de documenten niet lezen.",
            "The redline cannot be made: Docxodus cannot read one of the documents.",
            "Open beide documenten in Word en sla ze opnieuw op, of kies een andere vorm met --format.",
            "Open both documents in Word and save them again, or choose another form with --format.",
            code="vergelijking.onleesbaar",
        ) from error
    parts, latest = read_package(marked), read_package(new)
    for name, content in parts.items():
        kept = latest.get(name) if _WITHOUT_CHANGES.fullmatch(name) else None
        parts[name] = kept or _DATE.sub(b"", content)
    return pack_parts(parts)


def _engine() -> DocxodusEngine:
    """Return the engine, with its program unpacked in the user's cache folder, whole or not at all.

    By itself it unpacks where it runs: of two that begin at once one finds a program that is not whole yet. Raises
    ImportError when the extra is not installed, OSError when there is no place for it.
    """
    from python_redlines import DocxodusEngine, EngineNotInstalledError

    place = cache_folder() / f"docxodus-{version('python-redlines-docxodus')}"
    try:
        if not place.exists():
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with TemporaryDirectory(prefix=".", dir=place.parent) as folder:
                fresh = Path(folder, place.name)
                DocxodusEngine(target_path=str(fresh))
                with suppress(OSError):  # another was first
                    fresh.rename(place)
        return DocxodusEngine(target_path=str(place))
    except EngineNotInstalledError as error:
        raise ImportError(str(error)) from error


def _absent() -> PluginError:
    return PluginError(
        "Voor Word met revisies is python-redlines nodig, en dat is niet geïnstalleerd.",
        "A Word redline needs python-redlines, which is not installed.",
        f"Installeer het met: {install_command('redline')}",
        f"Install it with: {install_command('redline')}",
        code="vergelijking.geen-redlines",
    )
