"""What `vary` and `consolidate` read: contracts as requests or documents, addenda, and those that lie in the folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from izacontract.cli.files import content_of
from izacontract.cli.report import PROGRAM, UsageError

if TYPE_CHECKING:
    from izacontract.amend.sides import Given
    from izacontract.cli.sides import GivenSide
    from izacontract.errors import Finding
    from izacontract.host import Plugins
    from izacontract.register.facts import AddendumFacts, DocumentFacts, Entry
    from izacontract.render.seal import Seal

WORD: Final = ".docx"
MOST_FILES: Final = 200
"""In a folder with more documents nothing is looked for: that would take long, and is hardly one contract."""


@dataclass(frozen=True)
class GivenContract:
    """The contract in a file, warnings about that file, and what it says of itself for a register."""

    given: Given
    findings: list[Finding]
    side: GivenSide
    plugins: Plugins

    def entry(self, document: DocumentFacts, addendum: AddendumFacts | None = None) -> Entry:
        """Return that `document` was made of it, with the `addendum` that it is."""
        from izacontract.cli.sides import Drafted
        from izacontract.register.facts import entry_of
        from izacontract.register.sealed import entry_of_seal

        if isinstance(self.side, Drafted) and self.side.request is not None:
            return entry_of(self.side.request, self.side.contract, [document], addendum=addendum)
        codes = {sector.title: code for code, sector in self.plugins.sectors.items()}
        return entry_of_seal(self.given.seal, [document], lambda title: codes.get(title, ""), addendum=addendum)


def given_contract(file: str, plugins: Plugins) -> GivenContract:
    """Return the contract in `file`, a request or a document of ours, with warnings about that document.

    Raises as `generate` does for a request, SealFault for a document without a sound seal.
    """
    from izacontract.amend import messages as m
    from izacontract.amend.sides import Given
    from izacontract.cli.sides import SealedDocument, read_side
    from izacontract.render.seal import seal_contract

    side = read_side(file, plugins)
    if isinstance(side, SealedDocument):
        told = [m.OF_DRAFT.warning(file=file)] if side.seal.status == "concept" else []
        told += [m.ALTERED.warning(file=file)] if side.is_altered else []
        return GivenContract(Given(file, side.seal), told, side, plugins)
    request = side.request
    signs = ("", "")
    if request is not None:
        signs = (_signs(request.value, "zorgverzekeraar"), _signs(request.value, "zorgaanbieder"))
    renews = request is not None and request.agreement.renewal != "geen"
    given = Given(file, seal_contract(side.contract), signs, renews, side.contract.decisions)
    return GivenContract(given, [], side, plugins)


def given_addenda(files: Sequence[Path]) -> tuple[list[tuple[str, Seal]], list[Finding]]:
    """Return the seal of each of `files` with its name, and a warning for each that was changed since."""
    from izacontract.amend import messages as m
    from izacontract.verify.seals import read_seal
    from izacontract.verify.verifying import verify_document
    from izacontract.word.opening import open_word

    found, told = [], []
    for file in files:
        data = content_of(file)
        found.append((str(file), read_seal(open_word(data, str(file)), str(file))))
        told += [m.ALTERED.warning(file=file)] if verify_document(data, str(file)).changed else []
    return found, told


def others_beside(out: Path, reference: str, known: Sequence[Path], option: str = "") -> Iterator[Finding]:
    """Give a warning for each addendum to the contract with `reference` in the folder of `out` that was not named.

    `option` is that of the command by which an earlier one is named, "" where it is one of its arguments.
    """
    from izacontract.amend import messages as m
    from izacontract.amend.sides import amendment_of
    from izacontract.errors import IzacontractError
    from izacontract.verify.seals import read_seal
    from izacontract.word.opening import open_word

    files = sorted(file for file in out.parent.glob(f"*{WORD}") if not file.name.startswith("~$"))
    named = {file.resolve() for file in (*known, out)}
    for file in files if len(files) <= MOST_FILES else ():
        if file.resolve() in named:
            continue
        try:
            one = amendment_of(read_seal(open_word(file.read_bytes(), file.name), file.name))
        except (IzacontractError, OSError):
            continue
        if one is not None and one.reference == reference:
            how = f"{option} {file.name}".strip()
            yield m.NOT_GIVEN.warning(folder=str(out.resolve().parent), file=file.name, number=one.number, how=how)


def check_word(command: str, out: Path) -> None:
    """Raise UsageError when the name `out` is not that of a Word file."""
    if out.suffix.lower() != WORD:
        raise UsageError(
            f"De naam {out} eindigt niet op .docx.",
            f"The name {out} does not end in .docx.",
            f"Bijvoorbeeld: {PROGRAM} {command}",
            f"For example: {PROGRAM} {command}",
        )


def _signs(value: Callable[[str], object], party: str) -> str:
    """Return who signs for `party`: name and function, "" while either is open."""
    from izacontract.model.values import is_open

    found = [value(f"{party}.vertegenwoordiger.{key}") for key in ("naam", "functie")]
    return "" if any(one is None or is_open(one) for one in found) else ", ".join(map(str, found))
