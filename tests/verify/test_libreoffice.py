"""Documents that LibreOffice saved: it renames, moves and splits what it likes, and changes no word."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.conftest import needs
from tests.contracts.support import SECTORS
from tests.verify.edits import Edited, contract_of, delete, new_paragraph, new_tracked_paragraph, replace, reword, text
from tests.verify.summary import Summary, summary, verified
from tests.verify.test_edits import DERDEN, OVA, PRICES, cells, start, table_of, word_in
from tests.verify.test_references import insert_article
from tests.verify.test_tracked import HIS

W_P = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"


def resaved(folder: Path, documents: dict[str, bytes]) -> dict[str, bytes]:
    """Return `documents` as LibreOffice saves them, in a profile of its own."""
    office = needs("soffice")
    (folder / "sent").mkdir()
    for name, data in documents.items():
        (folder / "sent" / f"{name}.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = [str(file) for file in (folder / "sent").iterdir()]
    command = [office, profile, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return {name: (folder / f"{name}.docx").read_bytes() for name in documents}


def negotiated() -> tuple[bytes, Summary]:
    """Return a contract with several edits, and what should be reported."""
    edited = Edited(contract_of("huisartsen"))
    lid = edited.clause(OVA)[1]
    reword(lid, "4,18%", "9,99%")
    first, _, third = edited.clause(DERDEN)[:3]
    old = word_in(first)
    replace(edited, first, old, "nimmer")
    third.addnext(new_tracked_paragraph(edited, third, "Een nieuw lid."))
    cell = cells(table_of(edited), 1)[-1].find(W_P)
    price = text(cell).split("\u00a0")[1]
    header = text(cells(table_of(edited), 0)[-1])
    reword(cell, price, "1,23")
    gone = edited.clause("algemeen.gegevens")[3]
    begun = start(gone)
    delete(gone)
    reword(edited.heading("overleg"), "wijziging", "opzegging")
    reword(edited.line("Huisartsenpraktijk Dorp"), "Dorp", "Stad")
    last = edited.article("slot")[-1]
    for node in reversed(edited.article("mtvp")):
        last.addnext(node)
    insert_article(edited)
    return edited.saved(), {
        OVA: ["reworded 4,18% -> 9,99%"],
        DERDEN: [f"reworded {old} -> nimmer {HIS}", f"added Een nieuw lid. {HIS}"],
        PRICES: [f"cell row 2 {header} {price} -> 1,23"],
        "algemeen.gegevens": [f"removed {begun}"],
        "heading overleg": ["reworded wijziging -> opzegging"],
        "huisartsen.mtvp": ["moved after algemeen.slot"],
        "frame": ["reworded Dorp -> Stad"],
        "new Voorrang": ["after algemeen.begrippen", "added Voorrang", "added Ons eigen contract"],
    }


@pytest.fixture(scope="module")
def returned(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    documents = {sector: contract_of(sector) for sector in SECTORS}
    return resaved(tmp_path_factory.mktemp("office"), documents | {"negotiated": negotiated()[0]})


@pytest.mark.parametrize("sector", SECTORS)
def test_untouched_resave_is_no_change(returned: dict[str, bytes], sector: str) -> None:
    assert summary(verified(returned[sector])) == {}


def test_edits_are_reported_before_and_after_a_resave(returned: dict[str, bytes]) -> None:
    data, expected = negotiated()
    assert summary(verified(data)) == expected
    assert summary(verified(returned["negotiated"])) == expected


def test_text_added_in_a_resaved_document_is_reported(returned: dict[str, bytes]) -> None:
    edited = Edited(returned["huisartsen"])
    lid = edited.clause(DERDEN)[1]
    lid.addnext(new_paragraph(lid, "Een nieuw lid."))
    assert summary(verified(edited.saved())) == {DERDEN: ["added Een nieuw lid."]}
