"""What the manifest of a batch says of its contracts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from izacontract.batch.folder import MANIFEST
from izacontract.batch.manifest import SCHEMA, whole_lines
from izacontract.batch.messages import MANIFEST_UNREADABLE
from izacontract.errors import FileError, unreadable
from izacontract.register.facts import (
    INSURER,
    PROVIDER,
    ContractFacts,
    DocumentFacts,
    Entry,
    PartyFacts,
    VersionFacts,
)


def entries_of_run(folder: Path) -> Iterator[Entry]:
    """Give each contract that the manifest in the folder of a batch names; raises FileError when it is no manifest.

    A manifest of an earlier build says less of a contract: its sector, for one, is then not known.
    """
    try:
        for line in whole_lines(folder / MANIFEST):
            fact = json.loads(line)
            if "schema" not in fact:
                yield _of_manifest(fact)
            elif fact["schema"] != SCHEMA:
                raise MANIFEST_UNREADABLE.failure(FileError, place=folder)
    except OSError as error:
        raise unreadable(folder / MANIFEST, error) from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise MANIFEST_UNREADABLE.failure(FileError, place=folder) from error


def _of_manifest(fact: Mapping[str, Any]) -> Entry:
    said: Mapping[str, Any] = fact["overview"]
    entities = said.get("entities", [])
    insurers = [PartyFacts(INSURER, one["name"], kvk=one["kvk"], uzovi=one["uzovi"]) for one in entities]
    provider = PartyFacts(PROVIDER, said["provider"], kvk=said["kvk"], agb=said["agb"])
    contract = ContractFacts(
        fact["reference"],
        said.get("sector", ""),
        said.get("title", ""),
        date.fromisoformat(said["begin"]),
        date.fromisoformat(said["end"]),
        said.get("renews"),
        (*(insurers or [PartyFacts(INSURER, said["insurer"], uzovi=said["uzovi"])]), provider),
    )
    version = VersionFacts(fact["fingerprint"], said.get("status", "concept"), fact["open_points"])
    made = [DocumentFacts("contract", fact["file"], fact["sha256"], fact["size"])]
    made += [
        DocumentFacts("bijlage", part["file"], part["sha256"], part["size"])
        for part in fact.get("parts", ())
        if Path(part["file"]).suffix != ".json"
    ]
    return Entry(contract, version, tuple(made))
