"""What a register keeps of a contract, and how it is taken from a request and from the files made of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Final, Literal

from izacontract.model.contract import Contract
from izacontract.model.request import ContractRequest
from izacontract.model.values import is_open

INSURER: Final = "zorgverzekeraar"
PROVIDER: Final = "zorgaanbieder"

Kind = Literal["aanvraag", "contract", "bijlage", "memo", "teruggekomen", "allonge", "doorlopend"]
"""What a document is."""


@dataclass(frozen=True, slots=True)
class PartyFacts:
    """A party: role, statutory name and public codes; "" where one is not known. No persons, no account."""

    role: str
    name: str
    kvk: str = ""
    agb: str = ""
    uzovi: str = ""


@dataclass(frozen=True, slots=True)
class ContractFacts:
    """What is known of a contract; what is "", None or empty is not known and leaves what the register has.

    `renews` is whether it goes on silently after its last day.
    """

    reference: str
    sector: str = ""
    title: str = ""
    begin: date | None = None
    end: date | None = None
    renews: bool | None = None
    parties: tuple[PartyFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """One state of a contract: the fingerprint of its request, whether it is a draft or final, how many open points."""

    fingerprint: str
    status: str = "concept"
    open_points: int = 0


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """A document: what it is, the name of its file without folder ("" for standard output), sha256, size in bytes."""

    kind: Kind
    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class AddendumFacts:
    """An addendum: its number, the day from which it holds (None while open), and the sha256 of its document.

    `end` is the last day of the contract once it is signed, None where that is not known.
    """

    number: int
    effective: date | None = None
    sha256: str = ""
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """What one command did with one contract.

    With `only_known` a contract that is not in the register is told and not added. `returned` says that the documents
    came back from the other party: a contract that was sent is then back. `note` is for people.
    """

    contract: ContractFacts
    version: VersionFacts | None = None
    documents: tuple[DocumentFacts, ...] = ()
    addendum: AddendumFacts | None = None
    note: str = ""
    only_known: bool = False
    returned: bool = False

    @property
    def made_beside(self) -> bool:
        """Return whether all documents belong to a version as it stood, draft or final: addenda and running texts."""
        return bool(self.documents) and all(one.kind in ("allonge", "doorlopend") for one in self.documents)


def document_of(name: str | Path | None, data: bytes | str, kind: Kind = "contract") -> DocumentFacts:
    """Return what the register keeps of the document with `data`, in the file `name` (None: standard output)."""
    raw = data.encode() if isinstance(data, str) else data
    return DocumentFacts(kind, "" if name is None else Path(name).name, sha256(raw).hexdigest(), len(raw))


def entry_of(
    request: ContractRequest,
    contract: Contract,
    documents: Iterable[DocumentFacts] = (),
    *,
    addendum: AddendumFacts | None = None,
    note: str = "",
) -> Entry:
    """Return what was done with `contract`, which was made of `request`: a version of it with its `documents`."""
    version = VersionFacts(contract.fingerprint, contract.status, len(contract.open_points))
    return Entry(facts_of(request, contract.title), version, tuple(documents), addendum, note)


def returned_entry(reference: str, fingerprint: str, document: DocumentFacts, changed: bool) -> Entry:
    """Return that `document`, of the version with `fingerprint`, came back, and whether it `changed` since it was sent.

    The contract must be known: what came back says nothing new of it.
    """
    note = "teruggekomen document: gewijzigd" if changed else "teruggekomen document: ongewijzigd"
    facts, version = ContractFacts(reference), VersionFacts(fingerprint)
    return Entry(facts, version, (document,), note=note, only_known=True, returned=True)


def facts_of(request: ContractRequest, title: str = "") -> ContractFacts:
    """Return what the register keeps of `request`; its reference is "" while that is open."""
    agreement = request.agreement
    return ContractFacts(
        known(agreement.reference),
        agreement.sector,
        title,
        agreement.begin,
        agreement.end,
        agreement.renewal != "geen",
        tuple(_parties(request)),
    )


def _parties(request: ContractRequest) -> Iterator[PartyFacts]:
    for one in request.insurer.entities:
        yield PartyFacts(INSURER, known(one.name), kvk=known(one.kvk), uzovi=known(one.uzovi))
    provider = request.provider
    yield PartyFacts(PROVIDER, known(provider.name), kvk=known(provider.kvk), agb=known(provider.agb))


def known(value: object) -> str:
    """Return `value` as text, "" while it is open."""
    return "" if is_open(value) else str(value)
