"""The seal as a custom XML part of a Word file, where Word and LibreOffice keep it when somebody saves the file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from lxml import etree

from izacontract.model.contract import Contract
from izacontract.render.seal import PARTS, Seal, SealError, Surroundings, head_json, seal_head
from izacontract.render.seal_amendment import SealedAmendment
from izacontract.render.seal_json import parts_json
from izacontract.render.seal_key import is_signed, own_key
from izacontract.render.seal_reading import seal_from_text
from izacontract.word.package import start_of

SEAL = "customXml/item0.xml"
"""Word counts its own custom XML from 1, so the name is nearly always free; a part of the frame that has it makes room.

Saving gives the seal the next number.
"""

SEAL_NAMESPACE = "urn:izacontract:seal:2"
ANY_SEAL = b"urn:izacontract:seal:"
"""Opens the namespace of every seal, of this build and the former one."""

_ROOTS = tuple(f"{{urn:izacontract:seal:{version}}}seal" for version in (1, 2))
_TYPES = "[Content_Types].xml"
_DOCUMENT_RELATIONS = "word/_rels/document.xml.rels"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FIXED = {
    "customXml/itemProps0.xml": (
        f'{_HEAD}<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"'
        ' ds:itemID="{6C2A1F0E-5B7D-4E43-9A38-1D0C7B95E2F4}"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{SEAL_NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    ).encode(),
    "customXml/_rels/item0.xml.rels": (
        f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATION}customXmlProps" Target="itemProps0.xml"/></Relationships>'
    ).encode(),
}
_TYPE = (
    b'<Override PartName="/customXml/itemProps0.xml"'
    b' ContentType="application/vnd.openxmlformats-officedocument.customXmlProperties+xml"/></Types>'
)
_RELATED = f'<Relationship Id="rIdSeal" Type="{_RELATION}customXml" Target="../{SEAL}"/></Relationships>'.encode()


def with_room_for_seal(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the parts of a frame with everything around a seal but the seal itself.

    A frame that was made from one of our documents loses the seal that it carried.
    """
    kept = _without_seals(parts)
    kept[_TYPES] = kept[_TYPES].replace(b"</Types>", _TYPE)
    kept[_DOCUMENT_RELATIONS] = kept[_DOCUMENT_RELATIONS].replace(b"</Relationships>", _RELATED)
    return kept | _FIXED


def sealed(contract: Contract, surroundings: Surroundings, amendment: SealedAmendment | None = None) -> list[bytes]:
    """Return the part with the seal of `contract`, in pieces; the frame gives what stands around its articles.

    `amendment` is what it changes, if it is an addendum.
    """
    head = seal_head(contract, surroundings, amendment)
    return _seal_xml([head_json(head), PARTS, *parts_json(contract), b"]}"])


def _seal_xml(pieces: Sequence[bytes]) -> list[bytes]:
    """Return the part with a seal, in pieces: its JSON as the text of one element, under the sha256 of that JSON.

    It is signed when the environment names a key.
    """
    checksum = sha256(b"".join(pieces)).hexdigest()
    signed = ""
    if key := own_key():
        signed = f' key="{key.public.hex()}" signature="{key.sign(checksum)}"'
    head = f'{_HEAD}<seal xmlns="{SEAL_NAMESPACE}" sha256="{checksum}"{signed}>'.encode()
    before, *parts = map(_escaped, pieces)
    return [head + before, *parts, b"</seal>"]


def _escaped(piece: bytes) -> bytes:
    """Return `piece` as it stands in XML: mostly the same object, so that it need not be deflated again."""
    return piece.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")


@dataclass(frozen=True, slots=True)
class Signature:
    """Under what a seal stands: the checksum of its text, the public key and the signature; "" without them."""

    checksum: str
    key: str
    signature: str

    def is_of(self, public: bytes | None) -> bool:
        """Return whether the owner of the key `public` signed it."""
        return public is not None and public.hex() == self.key and is_signed(self.checksum, self.signature, public)


def signature_in(root: etree._Element) -> Signature:
    """Return the signature of the seal in the part with `root`."""
    return Signature(root.get("sha256", ""), root.get("key", ""), root.get("signature", ""))


def seal_checksum(document: bytes) -> str:
    """Return the sha256 under which the seal of a `document` of ours stands."""
    found = re.search(rb'sha256="([0-9a-f]{64})"', start_of(SEAL, document, 1024))
    return found[1].decode() if found else ""


def is_seal(root: etree._Element) -> bool:
    """Return whether `root` is that of a part with a seal."""
    return bool(root.tag in _ROOTS)


def seal_in(root: etree._Element) -> Seal:
    """Return the seal in the part with `root`; raises SealError when it is not as we wrote it."""
    text = root.text or ""
    if len(root) or sha256(text.encode()).hexdigest() != root.get("sha256"):
        raise SealError("its checksum is not that of its text")
    return seal_from_text(text)


def _without_seals(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return `parts` without any seal and all that belongs to it."""
    kept = dict(parts)
    gone: list[bytes] = []
    for name, content in parts.items():
        if re.fullmatch(r"customXml/[^/]+\.xml", name) and ANY_SEAL in content:
            file = name.removeprefix("customXml/")
            relations = kept.pop(f"customXml/_rels/{file}.rels", b"")
            files = [file.encode(), *re.findall(rb'Target="([^"/]+)"', relations)]
            gone += [b"customXml/" + one for one in files]
    for path in gone:
        kept.pop(path.decode(), None)
        entry = re.compile(rb'<(?:Relationship|Override)\b[^>]*"[./]*' + re.escape(path) + rb'"[^>]*/>')
        for listing in (_TYPES, _DOCUMENT_RELATIONS):
            kept[listing] = entry.sub(b"", kept[listing])
    return kept
