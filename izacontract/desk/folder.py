"""The folder of a desk: where its register, requests, drafts, returned files and batches stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from izacontract.batch.names import safe
from izacontract.desk import messages as m
from izacontract.desk.settings import FILE, Settings, read_settings
from izacontract.errors import FileError, reason_of
from izacontract.loading import HOUSE
from izacontract.register.recording import REGISTER
from izacontract.register.who import USER

REQUESTS: Final = "aanvragen"
DRAFTS: Final = "concepten"
RETURNED: Final = "terug"
BATCHES: Final = "tabellen"
WORK: Final = "werk"
EARLIER: Final = "eerder"
ROOMS: Final = (REQUESTS, DRAFTS, RETURNED, BATCHES, WORK, EARLIER)

NAME: Final = re.compile(r"[^\W_][\w .,()+&@=-]{0,119}")
"""What the desk calls a file, without its ending: no hidden file, no folder, no option of a command."""


@dataclass(frozen=True)
class Desk:
    """The desk in `folder`, which is absolute, with its settings."""

    folder: Path
    settings: Settings

    @property
    def register(self) -> str:
        """Return the address of its register, for commands that work in its folder."""
        return self.settings.register_

    @property
    def house(self) -> Path | None:
        """Return the folder with the house's own texts."""
        return self.folder / self.settings.house if self.settings.house else None

    def address(self) -> str:
        """Return the address of its register, wherever one works."""
        given = self.settings.register_
        return given if "://" in given else str(self.folder / given)

    def environment(self, by: str) -> Mapping[str, str]:
        """Return what tells a command its register, its library, and who works."""
        named = {REGISTER: self.address(), USER: by}
        return named | ({HOUSE: str(self.house)} if self.house else {})

    def file(self, room: str, name: str) -> Path:
        """Return the file `name` in `room`; raises DeskRefused for a name that is none of ours."""
        if not NAME.fullmatch(name):
            raise m.NOT_OURS.failure(m.DeskRefused, name=name[:80])
        return self.folder / room / name

    def request(self, name: str) -> Path:
        """Return the request of the contract `name`; raises DeskRefused for a name that is none of ours."""
        return self.file(REQUESTS, f"{name}.yaml")

    def existing(self, name: str) -> Path:
        """Return the request of the contract `name`; raises DeskRefused when it is not there."""
        file = self.request(name)
        if not file.is_file():
            raise m.GONE.failure(m.DeskRefused, name=name)
        return file

    def draft(self, name: str) -> Path:
        """Return where the Word document of the contract `name` stands; raises as `request` does."""
        return self.file(DRAFTS, f"{name}.docx")


def opened(folder: Path) -> Desk:
    """Return the desk in `folder`, which is made when it is not there; raises FileError when it cannot be one."""
    folder = folder.absolute()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for room in ROOMS:
            (folder / room).mkdir(exist_ok=True)
    except OSError as error:
        raise m.NO_FOLDER.failure(FileError, folder=folder, why=reason_of(error)) from error
    return Desk(folder, read_settings(folder))


def existing(folder: Path) -> Desk:
    """Return the desk in `folder`; raises FileError when there is none, and as `opened` does."""
    if not (folder / REQUESTS).is_dir() and not (folder / FILE).is_file():
        raise m.NO_DESK.failure(FileError, folder=folder)
    return opened(folder)


def named(text: str) -> str:
    """Return the name that the desk gives to the files of the contract or document called `text`."""
    plain = re.sub(r"[^\w .,()+&@=-]+", "-", safe(text)).strip(" .-_")
    return re.sub(r"^[\W_]+", "", plain)[:100].rstrip(" .") or "contract"
