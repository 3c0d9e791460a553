"""Who made a seal: nobody we know, the owner of a key, or the sender's own copy; the exit status stays the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from izacontract.batch.manifest import seals_in
from izacontract.errors import FileError
from izacontract.render.seal_key import KNOWS, SIGNS_WITH, known_key, make_key
from izacontract.render.seal_part import seal_checksum
from izacontract.render.word import word
from izacontract.verify.verifying import verify_document
from tests.contracts.support import build, example
from tests.verify.edits import contract_of, rewritten
from tests.verify.test_seal import resealed, seal_of, with_seal


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    private = tmp_path_factory.mktemp("sleutels") / "huis.pem"
    return private, make_key(private)


@pytest.fixture
def signed(keys: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> bytes:
    monkeypatch.setenv(SIGNS_WITH, str(keys[0]))
    return word(build(example("huisartsen")))


def test_signed_seal_is_told_to_be_of_the_key_that_is_known(signed: bytes, keys: tuple[Path, Path]) -> None:
    found = verify_document(signed, "terug.docx", key=known_key(keys[1]))
    assert (found.sealed_by, found.changed) == ("known", False)


def test_seal_signed_by_another_is_unknown(signed: bytes, tmp_path: Path) -> None:
    other = make_key(tmp_path / "ander.pem")
    assert verify_document(signed, "terug.docx", key=known_key(other)).sealed_by == "unknown"
    assert verify_document(signed, "terug.docx").sealed_by == "unknown"


def test_seal_that_somebody_made_anew_is_no_longer_signed(signed: bytes, keys: tuple[Path, Path]) -> None:
    forged = with_seal(signed, resealed(seal_of(signed), "HA-2025-0417", "HA-2025-9999"))
    assert verify_document(forged, "terug.docx", key=known_key(keys[1])).sealed_by == "unknown"


def test_seal_without_a_signature_is_nobodys() -> None:
    assert verify_document(contract_of("huisartsen"), "terug.docx").sealed_by == "nobody"
    own = verify_document(contract_of("huisartsen"), "terug.docx", contract_of("huisartsen"), "verzonden.docx")
    assert own.sealed_by == "own-copy"


def test_seal_is_looked_up_in_the_manifest_of_the_sender(tmp_path: Path) -> None:
    document, other = contract_of("huisartsen"), contract_of("mdz")
    manifest = tmp_path / "manifest.jsonl"
    manifest.write_text(f'{{"schema": "izacontract/batch/1"}}\n{{"seal": "{seal_checksum(document)}"}}\n{{"se', "utf-8")
    sent = seals_in(manifest)
    assert verify_document(document, "terug.docx", manifest=sent).sealed_by == "sent"
    assert verify_document(other, "terug.docx", manifest=sent).sealed_by == "not-sent"


@pytest.mark.parametrize("content", [None, "", "geen json\n", "[]\n", '{"schema": "izacontract/batch/1"}\n'])
def test_manifest_without_seals_is_refused(content: str | None, tmp_path: Path) -> None:
    manifest = tmp_path / "manifest.jsonl"
    if content is not None:
        manifest.write_text(content, "utf-8")
    with pytest.raises(FileError) as refused:
        seals_in(manifest)
    assert refused.value.code == "batch.manifest-zonder-zegels"


def test_same_contract_has_the_same_signature(signed: bytes) -> None:
    assert word(build(example("huisartsen"))) == signed


def test_key_is_never_overwritten_and_its_owner_alone_reads_it(keys: tuple[Path, Path]) -> None:
    assert keys[0].stat().st_mode & 0o077 == 0
    with pytest.raises(FileError):
        make_key(keys[0])


@pytest.mark.parametrize(
    "content", [b"", b"geen sleutel", b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"]
)
def test_what_is_no_key_is_told(tmp_path: Path, content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.pub"
    path.write_bytes(content)
    monkeypatch.setenv(KNOWS, str(path))
    with pytest.raises(FileError) as found:
        known_key(None)
    assert found.value.code == "zegel.sleutel"


def test_former_seal_is_read() -> None:
    """The former build knew neither facts nor sections, and kept the lines of the frame in one list."""
    import json

    from lxml import etree

    from izacontract.render.seal_part import SEAL

    root = etree.fromstring(seal_of(contract_of("huisartsen")))
    shape = json.loads(root.text)
    frame = shape.pop("surroundings")
    shape["around"] = [block["text"] for group in frame["around"] for block in group["blocks"] if "text" in block]
    shape["margins"] = frame["sections"][0]["default"]
    former = etree.Element("{urn:izacontract:seal:1}seal")
    from hashlib import sha256

    former.text = json.dumps(shape, ensure_ascii=False)
    former.set("sha256", sha256(former.text.encode()).hexdigest())
    found = verify_document(rewritten(contract_of("huisartsen"), {SEAL: etree.tostring(former)}), "terug.docx")
    assert not found.changed
    assert "former-seal" in [note.code for note in found.notes]


def test_pair_of_which_one_file_is_there_is_not_made_by_half(tmp_path: Path) -> None:
    (tmp_path / "huis.pem.pub").write_text("van een ander", encoding="utf-8")
    with pytest.raises(FileError, match="bestaat al"):
        make_key(tmp_path / "huis.pem")
    assert [file.name for file in tmp_path.iterdir()] == ["huis.pem.pub"]
