"""The command run in this process, with the plugins read once and a register beside the files."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from izacontract.cli.app import main
from izacontract.register.recording import REGISTER
from tests.contracts.support import plugins


@dataclass(frozen=True)
class Desk:
    """A folder in which somebody works with a register: commands run there, files are read there."""

    folder: Path
    capture: pytest.CaptureFixture[bytes]

    def run(self, *arguments: object, status: int = 0) -> str:
        """Run a command, which ends with `status`; returns what it wrote to both streams."""
        ended = main([str(argument) for argument in arguments])
        out, err = (stream.decode("utf-8", "replace") for stream in self.capture.readouterr())
        assert ended == status, f"{arguments}: {ended}\n{out}\n{err}"
        assert "register.niet-bijgewerkt" not in err
        return out + err

    def json(self, *arguments: object, status: int = 0) -> Any:
        """Run a command that answers in JSON; returns its answer."""
        ended = main([*map(str, arguments), "--json"])
        out, err = self.capture.readouterr()
        assert ended == status, f"{arguments}: {ended}\n{err.decode()}"
        return json.loads(out)

    def contract(self, reference: str) -> dict[str, Any]:
        """Return what the register has of the contract `reference`."""
        found: dict[str, Any] = self.json("register", "show", reference)
        return found

    def read(self, name: str) -> bytes:
        return (self.folder / name).read_bytes()

    def write(self, name: str, data: bytes | str) -> None:
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data.encode() if isinstance(data, str) else data)


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> Desk:
    """Return an empty folder to work in, with a register that the environment names."""
    monkeypatch.setattr("izacontract.loading.load_plugins", lambda house=None: plugins())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(REGISTER, "register.db")
    monkeypatch.setenv("IZACONTRACT_USER", "janneke")
    monkeypatch.setenv("NO_COLOR", "1")
    return Desk(tmp_path, capsysbinary)
