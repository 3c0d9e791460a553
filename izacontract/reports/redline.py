"""Prints two Word documents as one redline, with real tracked changes.

Docxodus finds the changes, through python-redlines (an optional extra, of one exact version): marking text, tables,
lists and fields so that Word accepts and rejects them well is a subject of its own.
"""

from __future__ import annotations

import os
import re
import subprocess

from izacontract.errors import FileError, PluginError, Told, reason_of
from izacontract.extras import install_command
from izacontract.word.package import pack_parts, read_package

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
        from python_redlines import DocxodusEngine, EngineNotInstalledError
    except ImportError as error:
        raise _absent() from error
    try:
        engine = DocxodusEngine()
    except EngineNotInstalledError as error:
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


def _absent() -> PluginError:
    return PluginError(
        "Voor Word met revisies is python-redlines nodig, en dat is niet geïnstalleerd.",
        "A Word redline needs python-redlines, which is not installed.",
        f"Installeer het met: {install_command('redline')}",
        f"Install it with: {install_command('redline')}",
        code="vergelijking.geen-redlines",
    )
