"""What a worker keeps between requests: the plugins and the schema of each sector."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from izacontract.clauses.house import REVIEWED
from izacontract.host import Plugins
from izacontract.intake.request_file import Schema
from izacontract.intake.schema import schema
from izacontract.loading import load_plugins


def plugins_of(house: Path | None) -> Plugins:
    """Return the installed plugins, loaded once per worker, and again when the reviews of `house` change."""
    return _loaded(house, reviews_of(house))


@lru_cache(maxsize=2)  # every review makes them anew: what was before it is not kept
def _loaded(house: Path | None, stamp: int) -> Plugins:
    return load_plugins(house=house)


def reviews_of(house: Path | None) -> int:
    """Return what tells whether the reviews of `house` changed."""
    try:
        return (house / REVIEWED).stat().st_mtime_ns if house else 0
    except OSError:
        return 0


@cache
def schema_of(sector: str, house: Path | None) -> Schema:
    """Return the schema of `sector`, made once per worker."""
    return schema(sector, plugins_of(house))
