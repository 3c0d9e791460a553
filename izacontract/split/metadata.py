"""The file that says which files are one contract in parts; its JSON is public (`izacontract/split/1`)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from izacontract.errors import FileError
from izacontract.model.contract import Contract
from izacontract.render.answers import json_answer
from izacontract.split import messages as m

SCHEMA: Final = "izacontract/split/1"


def metadata(contract: Contract, files: Sequence[Mapping[str, object]]) -> bytes:
    """Return the file about `contract` in `files`: its references, codes and days, and the hash of each file."""
    general = contract.general
    answer = {
        "schema": SCHEMA,
        "reference": contract.reference,
        "title": contract.title,
        "sector": contract.sector,
        "status": contract.status,
        "begin": contract.begin.isoformat(),
        "end": contract.end.isoformat(),
        "reference_day": contract.reference_day.isoformat(),
        "fingerprint": contract.fingerprint,
        "parties": [
            {"role": party.role, "name": party.name, "codes": dict(party.details)} for party in contract.parties
        ],
        "general": None
        if general is None
        else {
            "title": general.title,
            "edition": general.edition,
            "day": general.day.isoformat(),
            "sha256": general.sha256,
        },
        "clauses": {item.clause: str(item.version) for item in contract.decisions if item.include},
        "files": list(files),
    }
    return json_answer(answer).encode()


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A file as the list has it; `annex` and `seal` are "" where it has none."""

    file: str
    part: str
    annex: str
    sha256: str
    seal: str


@dataclass(frozen=True, slots=True)
class SplitSet:
    """What a list of files says: of which contract, and which files."""

    reference: str
    title: str
    files: tuple[ListedFile, ...]


def read_metadata(data: bytes, name: str) -> SplitSet:
    """Return what the file `name`, with `data`, says; raises FileError when it is no list that we wrote."""
    try:
        answer: dict[str, Any] = json.loads(data)
        if answer["schema"] != SCHEMA:
            raise m.NO_METADATA.failure(FileError, file=name)
        files = tuple(
            ListedFile(*(str(one[key] or "") for key in ("file", "part", "annex", "sha256", "seal")))
            for one in answer["files"]
        )
        return SplitSet(str(answer["reference"]), str(answer["title"]), files)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise m.NO_METADATA.failure(FileError, file=name) from error
