"""Running the command in this process, on the outside plugin alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from izacontract.cli.app import main
from izacontract.host import ONLY, Plugins
from tests.support import fysio, outside


@dataclass(frozen=True)
class Ran:
    """What a command left: its exit status and both streams."""

    status: int
    out: str
    err: str
    data: bytes


Run = Callable[..., Ran]


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> Callable[..., Ran]:
    """Return a function that runs the command in an empty folder and gives what it left."""
    monkeypatch.delenv(ONLY, raising=False)
    use(monkeypatch, outside())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")

    def ran(*arguments: object) -> Ran:
        status = main([str(argument) for argument in arguments])
        out, err = capsysbinary.readouterr()
        return Ran(status, out.decode("utf-8", "replace"), err.decode(), out)

    return ran


def use(monkeypatch: pytest.MonkeyPatch, plugins: Plugins) -> None:
    """Make the command find `plugins` and no other."""
    monkeypatch.setattr(
        "izacontract.loading.load_plugins", lambda house=None: replace(plugins, house=house) if house else plugins
    )


@pytest.fixture
def request_file(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes a request with top-level keys replaced, or dropped where None."""

    def written(name: str = "aanvraag.json", **changes: Any) -> Path:
        file = tmp_path / name
        file.write_text(json.dumps(fysio(**changes), ensure_ascii=False, indent=1), encoding="utf-8")
        return file

    return written
