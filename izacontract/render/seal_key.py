"""The key with which a house signs its seals (Ed25519), and whether a seal is signed by one that the reader knows.

Without the private key nobody makes a signature that a public key accepts; whoever has neither can make a seal anew.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from izacontract.errors import FileError, reason_of, unreadable

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

SIGNS_WITH: Final = "IZACONTRACT_SEAL_KEY"
"""The environment variable that names the file of the private key; documents are signed when it is set."""

KNOWS: Final = "IZACONTRACT_SEAL_PUBLIC"
"""The environment variable that names the file of the public key that `verify` trusts."""

PUBLIC: Final = ".pub"


class SealKey:
    """The private key of a house; a contract is sealed by several processes, so each reads the file."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key
        self.public = key.public_key().public_bytes_raw()

    def sign(self, checksum: str) -> str:
        """Return the signature of a seal with `checksum`, as hexadecimal figures; always the same for the same seal."""
        return self._key.sign(checksum.encode()).hex()


def make_key(path: Path) -> Path:
    """Write a new private key to `path`, only readable by its owner, and the public key beside it.

    Returns the path of the public key. Raises FileError when one of them is there already or cannot be written.
    """
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    public = key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    beside = path.with_name(path.name + PUBLIC)
    for file in (path, beside):
        if file.exists():
            raise _exists(file)
    written: list[Path] = []
    for file, content, mode in ((path, private, 0o600), (beside, public, 0o644)):
        try:
            with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as opened:
                written.append(file)
                opened.write(content)
        except OSError as error:
            for half in written:
                half.unlink(missing_ok=True)
            if isinstance(error, FileExistsError):
                raise _exists(file) from error
            why = reason_of(error)
            raise FileError(
                f"{file} kan niet worden geschreven: {why.nl}.",
                f"{file} cannot be written: {why.en}.",
                "Controleer de naam en de map.",
                "Check the name and the folder.",
                code="zegel.sleutel",
            ) from error
    return beside


def _exists(file: Path) -> FileError:
    return FileError(
        f"{file} bestaat al.",
        f"{file} exists already.",
        "Kies een andere naam: een sleutel wordt nooit overschreven.",
        "Choose another name: a key is never overwritten.",
        code="zegel.sleutel",
    )


def own_key() -> SealKey | None:
    """Return the key that the environment names, None when it names none; raises FileError for what is no such key."""
    named = os.environ.get(SIGNS_WITH)
    return _private(Path(named)) if named else None


def known_key(path: Path | None) -> bytes | None:
    """Return the public key in `path`, or in the file that the environment names; None without either.

    Raises FileError when it is no Ed25519 public key, or holds more than one.
    """
    named = path or (Path(found) if (found := os.environ.get(KNOWS)) else None)
    if named is None:
        return None
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    content = _content(named)
    try:
        key = load_pem_public_key(content)
    except (ValueError, TypeError) as error:
        raise _no_key(named) from error
    if not isinstance(key, Ed25519PublicKey) or content.count(b"-----BEGIN") != 1:
        raise _no_key(named)
    return key.public_bytes_raw()


def is_signed(checksum: str, signature: str, public: bytes) -> bool:
    """Return whether `signature` (hexadecimal) is that of the seal with `checksum` by the owner of `public`."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public).verify(bytes.fromhex(signature), checksum.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def _private(path: Path) -> SealKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        key = load_pem_private_key(_content(path), password=None)
    except (ValueError, TypeError) as error:
        raise _no_key(path) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise _no_key(path)
    return SealKey(key)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from error


def _no_key(path: Path) -> FileError:
    return FileError(
        f"{path} is geen sleutel waarmee een zegel wordt ondertekend of gecontroleerd.",
        f"{path} is no key with which a seal is signed or checked.",
        "Maak een sleutelpaar met: izacontract seal key SLEUTEL.pem; controleren doet u met SLEUTEL.pem.pub.",
        "Make a pair of keys with: izacontract seal key KEY.pem; check with KEY.pem.pub.",
        code="zegel.sleutel",
    )
