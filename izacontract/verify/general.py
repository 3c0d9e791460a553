"""An edition of a general part, read back from its Word file."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from izacontract.errors import FileError
from izacontract.message import Message
from izacontract.model.edition import GeneralArticle, GeneralLid, GeneralPart
from izacontract.render.seal import SealedClause, SealedText
from izacontract.verify.seals import read_seal
from izacontract.verify.verifying import verify_document
from izacontract.word.opening import open_word

NO_EDITION = Message(
    "algemeen-deel.geen-uitgave",
    "{file} is geen algemeen deel, maar {title}.",
    "{file} is no general part, but {title}.",
    "Maak een algemeen deel met: izacontract edition ZORGSOORT --season JAAR -o algemeen-deel.docx",
    "Make a general part with: izacontract edition SECTOR --season YEAR -o general-part.docx",
)
CHANGED = Message(
    "algemeen-deel.gewijzigd",
    "{file} is gewijzigd nadat izacontract het maakte.",
    "{file} was changed after izacontract made it.",
    "Neem het bestand dat u bewaarde, of bekijk wat er is gewijzigd met: izacontract verify {file}",
    "Take the file that you kept, or see what was changed with: izacontract verify {file}",
)


def read_general_part(data: bytes, name: str) -> GeneralPart:
    """Return the general part in the Word file `data`; `name` is how messages call it.

    Raises FileError when it cannot be read as a Word document, is no general part or was changed, and SealFault when
    its seal is missing or broken.
    """
    seal = read_seal(open_word(data, name), name)
    general = seal.general
    if general is None:
        raise NO_EDITION.failure(FileError, file=name, title=seal.title)
    if verify_document(data, name).changed:
        raise CHANGED.failure(FileError, file=name)
    terms: dict[str, str] = {}
    articles = tuple(
        GeneralArticle(
            part.number.removeprefix("artikel "),
            part.slot,
            part.heading,
            {
                clause.id: tuple(_leden(clause, general.names[clause.id], general.terms, terms))
                for clause in part.clauses
            },
        )
        for part in seal.parts
    )
    return GeneralPart(
        seal.title, seal.reference, general.day, sha256(data).hexdigest(), general.sector, articles, terms
    )


def _leden(
    clause: SealedClause, names: tuple[str, ...], terms: tuple[str, ...], found: dict[str, str]
) -> Iterator[GeneralLid]:
    """Give the leden of `clause` with their `names`; what it defines of `terms` is put in `found`."""
    waiting = list(names)
    lines: list[str] = []
    number = ""
    for block in clause.blocks:
        if not isinstance(block, SealedText):
            continue
        term = next((one for one in terms if block.text.startswith(f"{one}: ")), None) if not block.number else None
        if term is not None:
            found[term] = block.text.removeprefix(f"{term}: ")
        elif lines and block.number and not block.mark:
            lines.append(f"{block.number} {block.text}")
        else:
            if lines:
                yield GeneralLid(number, waiting.pop(0), tuple(lines))
            number, lines = block.number, [block.text]
    if lines:
        yield GeneralLid(number, waiting.pop(0), tuple(lines))
