"""Drafts that a link shows: the folder that holds them, its key, and the links, each to one draft until its day."""

from __future__ import annotations

import os
import re
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from itsdangerous import BadData, URLSafeSerializer
from pydantic import BaseModel, ConfigDict, ValidationError

from izacontract.errors import FileError, reason_of
from izacontract.message import Message

NO_DRAFTS = Message(
    "delen.map",
    "De map {folder} kan geen concepten bewaren: {why}.",
    "The folder {folder} cannot keep drafts: {why}.",
    "Kies een andere map met --drafts.",
    "Choose another folder with --drafts.",
)

KEY: Final = ".sleutel"
SALT: Final = "izacontract.share/1"
NAME: Final = re.compile(r"[A-Za-z0-9_-]{43}")
SUFFIX: Final = ".concept.json"
INVITED: Final = ".uitnodiging.json"
"""How the draft ends to which a provider is invited: it stays as long as what was said about it, beyond its link."""

SCHEMA: Final = "izacontract/shared/2"
"""Of the shape before, a draft also held what a house keeps to itself."""

HEAD: Final = 200
NEVER: Final = datetime(2100, 1, 1, tzinfo=UTC).timestamp()
UNTIL: Final = re.compile(rb'^\{"schema_":"[^"]*","until":"([^"]{10,40})"')
"""The beginning of a draft, up to the day until which it is shown."""

NEXT: Final = ".eerste-dag"
"""A file whose time is the first day until which a draft is shown: before it there is nothing to remove."""

LONGEST_LINK: Final = 400
OWNER_ONLY: Final = 0o600


class OtherVersion(Exception):
    """A draft that we shared, but not in this shape: by another version, or it was damaged since."""


class Shared(BaseModel):
    """A draft as it was when it was shared: its contract and pictures as JSON, as the other party may read them.

    `request` is the request as YAML, for an invitation: no page shows it. It is "" for a link to read.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_: str = SCHEMA
    until: datetime
    request: str
    contract: str
    pictures: str


@dataclass(frozen=True)
class Drafts:
    """A folder with shared drafts; nothing in it is ever listed to a visitor."""

    folder: Path

    def put(
        self, request: str, contract: str, pictures: str, *, days: int, now: datetime, invited: bool = False
    ) -> str:
        """Keep a draft for `days` and return the part of its link that names and signs it.

        `contract` and `pictures` are what the other party may read (`izacontract.web.outward`). With `invited` the link
        is an invitation, which `get` finds only when it is asked for one; no other keeps `request`. The folder and its
        key are made on first use, for their owner only. Drafts whose day has passed are removed, but for those of
        invitations.
        Raises FileError when the folder cannot be written.
        """
        until = now.astimezone(UTC).replace(microsecond=0) + timedelta(days=days)
        name = secrets.token_urlsafe(32)
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            own = request if invited else ""
            made = Shared(until=until, request=own, contract=contract, pictures=pictures).model_dump_json().encode()
            key = self._key() or self._first_key()
            if now.timestamp() >= self._next():
                self.forget(now)
            _write(self._file(name, invited=invited), made)
            while key != (newer := self._key() or self._first_key()):
                # rotated meanwhile: a link signed with the former key would never work, and its draft may be gone
                key, former, name = newer, name, secrets.token_urlsafe(32)
                _write(self._file(name, invited=invited), made)
                self._file(former, invited=invited).unlink(missing_ok=True)
            if not invited and until.timestamp() < self._next():
                self._set_next(until.timestamp())
        except OSError as error:
            raise _unusable(self.folder, error) from error
        signed = _serializer(key).dumps([name, int(until.timestamp())])
        return signed if isinstance(signed, str) else signed.decode()

    def get(self, link: str, now: datetime, *, invited: bool = False) -> Shared | None:
        """Return the draft that `link` names; None when it is not ours, has expired, or its draft is gone.

        Raises OtherVersion for a draft that is there, but not as we write it.
        """
        name = self.name_of(link, now)
        return self.held(name, invited=invited) if name else None

    def name_of(self, link: str, now: datetime | None = None) -> str:
        """Return the name of the draft in `link`, "" when we did not sign it; with `now` also when it has expired.

        The signature is compared in constant time, before anything of the link is believed.
        """
        if len(link) > LONGEST_LINK:
            return ""
        try:
            key = self._key()
            named = _serializer(key).loads(link) if key else None
            name, until = named if isinstance(named, list) and len(named) == 2 else ("", 0)
            if not isinstance(name, str) or not NAME.fullmatch(name):
                return ""
            return "" if now is not None and now.timestamp() >= float(until) else name
        except (BadData, OSError, ValueError, TypeError):
            return ""

    def held(self, name: str, *, invited: bool = False) -> Shared | None:
        """Return the draft called `name`, None when it is not there or cannot be read.

        Raises OtherVersion for a draft that is not as we write it.
        """
        try:
            return Shared.model_validate_json(self._file(name, invited=invited).read_bytes())
        except ValidationError as error:
            raise OtherVersion(len(error.errors())) from None
        except (OSError, ValueError):
            return None

    def revoke(self, name: str) -> bool:
        """Remove the draft called `name`, which ends its link alone; returns whether it was there.

        That of an invitation is left: what a provider answered belongs to it, and its desk ends it. Raises FileError
        when the folder cannot be written.
        """
        file = self._file(name, invited=False)
        try:
            is_there = file.is_file()
            file.unlink(missing_ok=True)
        except OSError as error:
            raise _unusable(self.folder, error) from error
        return is_there

    def rotate(self) -> None:
        """Replace the key, which ends every link, and remove the drafts that none can reach any more.

        Those of invitations stay, for the desk to take over what was answered. Raises FileError when the folder cannot
        be written.
        """
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            # those that are there before the new key: a draft that is shared meanwhile is signed with that one
            files = self._files()
            self._new_key()
            for file in files:
                file.unlink(missing_ok=True)
        except OSError as error:
            raise _unusable(self.folder, error) from error

    def forget(self, now: datetime) -> None:
        """Remove the drafts whose day has passed; of each only its beginning is read, where that day stands."""
        following = NEVER
        for file in self._files():
            with suppress(OSError, ValueError):
                with file.open("rb") as opened:
                    head = opened.read(HEAD)
                if not (found := UNTIL.search(head)):
                    continue
                until = datetime.fromisoformat(found[1].decode())
                if until <= now:
                    file.unlink()
                else:
                    following = min(following, until.timestamp())
        self._set_next(following)

    def _next(self) -> float:
        """Return the first day on which a draft may have to go; a day long past when that is not known."""
        try:
            return (self.folder / NEXT).stat().st_mtime
        except OSError:
            return 0.0

    def _set_next(self, day: float) -> None:
        with suppress(OSError):  # who cannot know it looks through the folder each time
            file = self.folder / NEXT
            file.touch(mode=OWNER_ONLY)
            os.utime(file, (day, day))

    def _file(self, name: str, *, invited: bool) -> Path:
        return self.folder / f"{name}{INVITED if invited else SUFFIX}"

    def _files(self) -> list[Path]:
        return [file for file in self.folder.glob(f"*{SUFFIX}") if NAME.fullmatch(file.name.removesuffix(SUFFIX))]

    def _key(self) -> bytes:
        """Return the key, b"" when there is none yet; read each time, so that a new one counts at once."""
        try:
            return (self.folder / KEY).read_bytes()
        except FileNotFoundError:
            return b""

    def _first_key(self) -> bytes:
        """Make the key and return it, or the one that another made just before: its links go on working."""
        file = self.folder / KEY
        with suppress(FileExistsError):
            _write(file, _random_key(), new=True)
        return self._key() or self._new_key()

    def _new_key(self) -> bytes:
        key = _random_key()
        _write(self.folder / KEY, key)
        return key


def _random_key() -> bytes:
    return secrets.token_urlsafe(48).encode()


def _serializer(key: bytes) -> URLSafeSerializer:
    return URLSafeSerializer(key, salt=SALT)


def _write(file: Path, data: bytes, *, new: bool = False) -> None:
    """Write `file` whole, readable by its owner only from the first moment.

    A `new` one that is there already is left as it is: raises FileExistsError.
    """
    temporary = file.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(data)
        if new:
            os.link(temporary, file)
        else:
            temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)


def _unusable(folder: Path, error: OSError) -> FileError:
    why = reason_of(error)
    return NO_DRAFTS.failure(FileError, folder=folder, why=why)
