"""What people add to a register: a request, a sealed Word file, or the folder of a batch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from izacontract.batch.folder import MANIFEST
from izacontract.build.contract import build_contract
from izacontract.errors import RequestInvalid, unreadable
from izacontract.host import Plugins
from izacontract.intake import examine_request
from izacontract.register import messages as m
from izacontract.register.facts import (
    AddendumFacts,
    ContractFacts,
    Entry,
    VersionFacts,
    document_of,
    entry_of,
)
from izacontract.register.runs import entries_of_run
from izacontract.register.sealed import entry_of_seal
from izacontract.verify.seals import read_seal
from izacontract.word.opening import open_word

WORD: Final = ".docx"


def entries_in(file: Path, plugins: Plugins) -> Iterator[Entry]:
    """Give what `file` says of contracts: one for a request or a sealed Word file, one for each of a batch folder.

    Raises FileError for what cannot be read, RequestInvalid with all faults of a request, SealFault for a Word file
    without a whole seal, RegisterRefused for what holds no contract of two parties.
    """
    if file.is_dir():
        if not (file / MANIFEST).is_file():
            raise m.NOTHING_TO_ADD.failure(m.RegisterRefused, file=file)
        yield from entries_of_run(file)
    elif file.suffix.lower() == WORD:
        yield _of_word(file, plugins)
    else:
        yield _of_request(file, plugins)


def entries_of_next(files: Iterable[Path], plugins: Plugins, note: str) -> Iterator[Entry]:
    """Give what each of `files`, a next request that a command wrote, says of its contract; not while it has faults."""
    for file in files:
        try:
            yield replace(_of_request(file, plugins), note=note)
        except RequestInvalid:
            continue  # the command told them, and it makes no contract yet


def _of_request(file: Path, plugins: Plugins) -> Entry:
    examined = examine_request(file, plugins)
    if examined.request is None:
        raise RequestInvalid(examined.findings)
    contract = build_contract(examined.request, plugins)
    return entry_of(examined.request, contract, [document_of(file, _content(file), "aanvraag")])


def _of_word(file: Path, plugins: Plugins) -> Entry:
    data = _content(file)
    seal = read_seal(open_word(data, str(file)), str(file))
    if seal.general is not None:
        raise m.NOTHING_TO_ADD.failure(m.RegisterRefused, file=file)
    if (one := seal.amendment) is not None:
        # it says nothing of the contract but what it changes
        document = document_of(file, data, "doorlopend" if one.running else "allonge")
        addendum = None if one.running else AddendumFacts(one.number, one.day, document.sha256, one.end)
        contract, version = ContractFacts(one.reference), VersionFacts(one.original)
        return Entry(contract, version, (document,), addendum, only_known=True)
    codes = {sector.title: code for code, sector in plugins.sectors.items()}
    return entry_of_seal(seal, [document_of(file, data)], lambda title: codes.get(title, ""))


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise unreadable(file, error) from error
