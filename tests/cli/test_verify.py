"""The command `verify`: its report in two languages, its JSON, and what it returns to the shell."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from syrupy.assertion import SnapshotAssertion

from izacontract.render.seal_part import SEAL
from tests.cli.conftest import Run
from tests.support import fysio
from tests.verify.edits import Edited, delete, insert, new_paragraph, replace, reword, rewritten, text

Written = Callable[..., Path]
SCHEMA = Path(__file__).parents[2] / "docs" / "verify.schema.json"


@pytest.fixture
def sent(run: Run, request_file: Written, tmp_path: Path) -> Path:
    """Return the Word file of the outside example."""
    assert run("generate", request_file(fysio={**fysio()["fysio"], "tarief": 40}), "-o", "verzonden.docx").status == 0
    return tmp_path / "verzonden.docx"


@pytest.fixture
def returned(sent: Path) -> Path:
    """Return the same file after negotiation: tracked and untracked, in the text, in a table and around it."""
    edited = Edited(sent.read_bytes())
    price = next(node for node in edited.clause("fysio.tarief") if "40,00" in text(node))
    replace(edited, price, "40,00", "44,00", by="P. Smit")
    lid = edited.clause("fysio.behandeling")[0]
    reword(lid, text(lid).split()[-1], "zorg, tenzij de praktijk anders besluit.")
    insert(edited, lid, text(lid).split()[0], " [concept]", author="")
    cell = next(node for node in edited.body.iter() if node.tag.endswith("}tc") and text(node) == "Lunteren")
    reword(cell, "Lunteren", "Barneveld")
    heading = edited.heading("fysio-tarief")
    heading.addprevious(new_paragraph(heading, "Voorrang"))
    heading.addprevious(new_paragraph(price, "De voorwaarden van de praktijk gaan voor."))
    reword(edited.line("Praktijk Proef"), "Proef", "Toets")
    delete(*edited.bookmarks("C_fysio__begrippen"))
    file = sent.with_name("terug.docx")
    file.write_bytes(edited.saved())
    return file


def test_untouched_document_has_no_change(run: Run, sent: Path) -> None:
    ran = run("verify", sent.name)
    assert (ran.status, ran.err) == (0, "")
    seal, title, outcome = ran.out.splitlines()[:3]
    assert seal.startswith("Het zegel is niet ondertekend: iedereen kan zo'n zegel maken.")
    assert title == "verzonden.docx: Zorgovereenkomst fysiotherapie, kenmerk F-1"
    assert outcome.startswith("Niets gewijzigd: alle ")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_report_reads_before_signing(run: Run, returned: Path, snapshot: SnapshotAssertion, language: str) -> None:
    ran = run("verify", returned.name, "--lang", language)
    assert (ran.status, ran.err) == (1, "")
    assert ran.out == snapshot


def test_json_has_the_documented_shape(run: Run, returned: Path, sent: Path) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    for file, status in ((sent, 0), (returned, 1)):
        ran = run("verify", file.name, "--json")
        answer = json.loads(ran.out)
        jsonschema.validate(answer, schema)
        assert (ran.status, answer["schema"], answer["changed"]) == (status, "izacontract/verify/1", bool(status))
    price = next(clause for part in answer["parts"] for clause in part["clauses"] if clause["id"] == "fysio.tarief")
    assert price["status"] == "changed"
    assert price["edits"][0]["changes"] == [
        {
            "was": "40,00",
            "now": "44,00",
            "tracked": "all",
            "by": [
                {"how": "tracked", "author": "J. Jansen", "day": "2026-03-03"},
                {"how": "tracked", "author": "P. Smit", "day": "2026-03-03"},
            ],
            "change_id": "srjnwrgw",
        }
    ]


def test_standard_input_is_read(run: Run, sent: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(sent.read_bytes()))
    monkeypatch.setattr(sys, "stdin", stream)
    ran = run("verify", "-")
    assert (ran.status, ran.out.splitlines()[1]) == (0, "standaardinvoer: Zorgovereenkomst fysiotherapie, kenmerk F-1")


def test_missing_and_broken_seals_have_their_own_status(run: Run, sent: Path, returned: Path) -> None:
    bare = sent.with_name("kaal.docx")
    bare.write_bytes(rewritten(returned.read_bytes(), {SEAL: None}))
    ran = run("verify", bare.name)
    assert (ran.status, ran.out) == (4, "")
    assert "kaal.docx heeft geen zegel" in ran.err
    assert "--sent VERZONDEN.docx [zegel.ontbreekt]" in ran.err
    assert run("verify", bare.name, "--sent", sent.name).status == 1
    broken = sent.with_name("gebroken.docx")
    broken.write_bytes(
        rewritten(returned.read_bytes(), {SEAL: Edited(sent.read_bytes()).parts[SEAL].replace(b"Ede", b"Epe")})
    )
    ran = run("verify", broken.name, "--lang", "en")
    assert (ran.status, ran.out) == (4, "")
    assert "The seal of gebroken.docx is broken" in ran.err


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("weg.docx", None, "weg.docx kan niet worden gelezen: "),
        (".", None, "In . staat geen document dat teruggekomen kan zijn"),
        ("a.docx", b"tekst", "a.docx kan niet worden gelezen. Het bestand is geen Word-bestand"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Haal in Word het wachtwoord weg"),
    ],
)
def test_file_that_cannot_be_read(run: Run, tmp_path: Path, name: str, data: bytes | None, words: str) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    ran = run("verify", name)
    assert (ran.status, ran.out) == (5, "")
    assert words in " ".join(ran.err.split())
    assert "Traceback" not in ran.err


def test_report_never_takes_the_place_of_a_document_that_is_read(run: Run, returned: Path, sent: Path) -> None:
    for read in (returned, sent):
        before = read.read_bytes()
        asked = run("verify", returned, "--sent", sent, "-o", read, "--force")
        assert asked.status == 5
        assert read.read_bytes() == before


def test_document_is_not_compared_with_itself(run: Run, sent: Path) -> None:
    ran = run("verify", sent.name, "--sent", sent.name)
    assert (ran.status, ran.out) == (2, "")
