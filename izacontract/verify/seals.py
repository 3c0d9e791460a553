"""The seal of a document that came back: found and whole, or a fault that says what to do."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from lxml import etree

from izacontract.errors import ExitStatus, IzacontractError, Told
from izacontract.model.values import By
from izacontract.render.seal import Seal, SealedText, SealError
from izacontract.render.seal_part import ANY_SEAL, Signature, is_seal, seal_in, signature_in
from izacontract.word.opening import WordFile
from izacontract.word.xml import parsed


class SealFault(IzacontractError):
    """The seal of a document is missing or broken, so that nothing can be said about it."""

    def __init__(self, nl: str, en: str, code: str) -> None:
        super().__init__(
            Told(nl, en),
            Told(
                "Vergelijk het met het bestand dat u verzond: izacontract verify BESTAND --sent VERZONDEN.docx",
                "Compare it with the file that you sent: izacontract verify FILE --sent SENT.docx",
            ),
            code,
            ExitStatus.PLUGIN,
        )


def signature_of(file: WordFile) -> Signature | None:
    """Return the signature of the seal of a document, None when it has no seal that can be read."""
    return next((signature_in(root) for root in _seals(file) if root is not None), None)


def read_seal(file: WordFile, name: str) -> Seal:
    """Return the seal in a document; raises SealFault when there is none, more than one, or one that is broken."""
    seals = list(_seals(file))
    if not seals:
        raise SealFault(
            f"{name} heeft geen zegel: izacontract heeft het niet gemaakt, of het zegel is bij het opslaan verdwenen.",
            f"{name} has no seal: izacontract did not make it, or the seal got lost when it was saved.",
            "zegel.ontbreekt",
        )
    try:
        if len(seals) > 1 and None not in seals:
            raise SealFault(
                f"{name} bevat {len(seals)} zegels: daarin zijn meer contracten samengevoegd tot één bestand.",
                f"{name} holds {len(seals)} seals: several contracts were joined to one file.",
                "zegel.meer-dan-een",
            )
        if seals[0] is None:
            raise SealError("no XML")
        return seal_in(seals[0])
    except SealError as error:
        raise SealFault(
            f"Het zegel van {name} is gebroken: het is na het verzenden gewijzigd of beschadigd.",
            f"The seal of {name} is broken: it was changed or damaged after sending.",
            "zegel.gebroken",
        ) from error


def provider_of(seal: Seal) -> str:
    """Return the provider as the title page names it, in the line after its role; "" without such a line."""
    role = By.PROVIDER.value.removeprefix("de ")
    lines = [
        block.text for around in seal.surroundings.around for block in around.blocks if isinstance(block, SealedText)
    ]
    return next((name for line, name in pairwise(lines) if line.strip().lower() == role), "")


def _seals(file: WordFile) -> Iterator[etree._Element | None]:
    """Give the root of each part with a seal, None for one that is no XML."""
    for path, content in file.parts.items():
        if path.startswith("customXml/") and path.endswith(".xml") and ANY_SEAL in content:
            root = parsed(content)
            if root is None or is_seal(root):
                yield root
