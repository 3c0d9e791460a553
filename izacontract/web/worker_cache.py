"""What a worker keeps between requests: the plugins and the schema of each sector."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from izacontract.host import Plugins
from izacontract.intake.request_file import Schema
from izacontract.intake.schema import schema
from izacontract.loading import load_plugins


@cache
def plugins_of(house: Path | None) -> Plugins:
    """Return the installed plugins, loaded once per worker."""
    return load_plugins(house=house)


@cache
def schema_of(sector: str, house: Path | None) -> Schema:
    """Return the schema of `sector`, made once per worker."""
    return schema(sector, plugins_of(house))
