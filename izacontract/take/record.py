"""What was answered to a document that came back, kept beside the request that was made of it (`izacontract/answer/1`).

It takes part in no contract: the next draft shows its answers as comments, and nothing else reads it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, Literal

from pydantic import ConfigDict, TypeAdapter, ValidationError, with_config

from izacontract.errors import FileError, Finding, dotted
from izacontract.intake.folder import ANSWER
from izacontract.message import Message
from izacontract.render.answers import json_answer
from izacontract.take.answers import Decision
from izacontract.take.taking import Taken

SCHEMA: Final = "izacontract/answer/1"
ENDING: Final = ANSWER
_STRICT: Final = ConfigDict(extra="ignore")

NO_RECORD: Final = Message(
    "overnemen.geen-antwoord",
    "{file} is geen antwoord dat izacontract take schreef: {why}.",
    "{file} is no answer that izacontract take wrote: {why}.",
    "Maak het opnieuw met izacontract take, of haal het weg: dan komt er geen opmerking bij een wijziging.",
    "Make it again with izacontract take, or remove it: then no change gets a comment.",
)


@with_config(_STRICT)
@dataclass(frozen=True, slots=True)
class Missed:
    """Why a change has no place in the request, and what to do about it, in Dutch and English."""

    code: str
    nl: str
    en: str
    hint_nl: str
    hint_en: str


@with_config(_STRICT)
@dataclass(frozen=True, slots=True)
class RecordedAnswer:
    """One change with its answer: where it stood, what went and came, and what its lid says in the next draft.

    `result` is what became of it, `key` where its value went, `missed` why it has no place.
    """

    name: str
    decision: Decision
    result: str
    clause: str
    number: str
    was: str
    now: str
    text: str = ""
    remark: str = ""
    says: str = ""
    key: str = ""
    missed: Missed | None = None


@with_config(_STRICT)
@dataclass(frozen=True, slots=True)
class Record:
    """The answers to one document: its name and sha256, its contract, who answered on what day.

    `made_of` is what the answers were given to and from: run again with the same, the same comes out.
    """

    file: str
    sha256: str
    reference: str
    day: date
    author: str
    made_of: str
    answers: tuple[RecordedAnswer, ...]
    schema: Literal["izacontract/answer/1"] = SCHEMA

    def is_of(self, data: bytes) -> bool:
        """Return whether the answers were given to the document `data`."""
        return sha256(data).hexdigest() == self.sha256


def record_of(taken: Taken, file: str, data: bytes, reference: str, day: date, author: str, made_of: str) -> Record:
    """Return the record of `taken` from the document `data`, called `file`, answered by `author` on `day`."""
    answers = tuple(
        RecordedAnswer(
            one.change.name,
            one.answer.decision,
            one.result,
            one.change.clause,
            one.change.number,
            one.change.was,
            one.change.now,
            one.answer.text,
            one.answer.remark,
            one.says,
            dotted(one.path) if one.path else one.section,
            _missed(one.missed),
        )
        for one in taken.outcomes
    )
    return Record(file, sha256(data).hexdigest(), reference, day, author, made_of, answers)


def _missed(why: Finding | None) -> Missed | None:
    if why is None:
        return None
    return Missed(why.code, why.message.nl, why.message.en, why.hint.nl, why.hint.en)


def record_text(record: Record) -> str:
    """Return `record` as JSON text."""
    told: dict[str, Any] = asdict(record)
    return json_answer({"schema": told.pop("schema"), **told, "day": record.day.isoformat()})


def beside(request: Path) -> Path:
    """Return where the record of the request file `request` stands."""
    return request.with_name(f"{request.stem}{ANSWER}")


def read_record(file: Path) -> Record | None:
    """Return the record in `file`, None when there is no such file; raises FileError when it is something else."""
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise NO_RECORD.failure(FileError, file=file, why=error.strerror or "-") from error
    try:
        return TypeAdapter(Record).validate_python(json.loads(data), strict=False)
    except (ValidationError, ValueError) as error:
        why = "de inhoud klopt niet" if isinstance(error, ValidationError) else "het is geen JSON"
        raise NO_RECORD.failure(FileError, file=file, why=why) from error


def digest(*parts: bytes | str) -> str:
    """Return one sha256 over `parts`, each with its length, so that no two lists of parts give the same."""
    found = sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        found.update(str(len(data)).encode() + b":" + data)
    return found.hexdigest()


def answered(record: Record) -> Iterator[RecordedAnswer]:
    """Give the answers that the other party is to read: what was refused, countered, or had no place."""
    for one in record.answers:
        if one.decision in (Decision.REFUSED, Decision.COUNTERED) or one.result == "missed":
            yield one
