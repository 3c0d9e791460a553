"""Folders that others on this machine may not open: taken from them where they could, refused where that fails."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from izacontract.errors import FileError, Finding, Told, reason_of
from izacontract.message import Message

REPAIRED = Message(
    "map.open",
    "De map {folder} stond open voor anderen op dit apparaat; dat is hersteld.",
    "The folder {folder} was open to others on this machine; that has been repaired.",
    "Ga na of iemand iets heeft gelezen dat niet voor hem was.",
    "Find out whether anybody read what was not for them.",
)
KEY_SEEN = Message(
    "map.sleutel",
    "Anderen op dit apparaat konden de sleutel {file} lezen, en daarmee zelf links maken; dat is hersteld.",
    "Others on this machine could read the key {file}, and make links with it; that has been repaired.",
    "Maak een nieuwe sleutel, waarmee alle links vervallen: izacontract share --rotate --drafts {folder}",
    "Make a new key, which ends all links: izacontract share --rotate --drafts {folder}",
)
NOT_PRIVATE = Message(
    "map.niet-eigen",
    "De map {folder} is niet veilig: {why}.",
    "The folder {folder} is not safe: {why}.",
    "Kies een map die van uzelf is, of laat de beheerder haar op naam zetten van wie de server start.",
    "Choose a folder of your own, or let the administrator give it to who starts the server.",
)

ANYBODY = stat.S_IRWXO
"""The rights of everybody on a machine."""

NOT_OWNER = stat.S_IRWXG | stat.S_IRWXO
"""The rights of everybody but the owner."""


def keep_private(folder: Path, key: str = "", *, rights: int = NOT_OWNER) -> list[Finding]:
    """Take `rights` off `folder` and off the file `key` in it, and return a warning for what stood open.

    Nothing is done where the folder is not there, or on Windows, where it has no such rights. Raises FileError for a
    folder of somebody else in which anybody can write, and for one that cannot be read or repaired.
    """
    if os.name != "posix" or not folder.exists():
        return []
    found: list[Finding] = []
    try:
        about = folder.stat()
        if about.st_uid != os.geteuid():
            if about.st_mode & stat.S_IWOTH:
                why = Told("zij is van een ander, en iedereen kan erin schrijven", "anybody can write in it")
                raise NOT_PRIVATE.failure(FileError, folder=folder, why=why)
            return []
        was_open = about.st_mode & rights & (stat.S_IXGRP | stat.S_IXOTH | stat.S_IRGRP | stat.S_IROTH)
        if about.st_mode & rights:
            folder.chmod(stat.S_IMODE(about.st_mode) & ~rights)
            found.append(REPAIRED.warning(folder=folder))
        file = folder / key
        if key and file.is_file() and (mode := stat.S_IMODE(file.stat().st_mode)) & NOT_OWNER:
            file.chmod(mode & ~NOT_OWNER)
            if was_open:
                found.append(KEY_SEEN.warning(file=file, folder=folder))
    except OSError as error:
        raise NOT_PRIVATE.failure(FileError, folder=folder, why=reason_of(error)) from error
    return found
