"""Documents that LibreOffice saved: it renames, moves and splits what it likes, and changes no word."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from izacontract.verify.seals import SealFault
from izacontract.verify.verifying import verify_document
from tests.conftest import needs
from tests.contracts.support import SECTORS
from tests.verify.edits import Edited, contract_of, delete, new_paragraph, new_tracked_paragraph, replace, reword, text
from tests.verify.summary import Summary, summary, verified
from tests.verify.test_edits import DERDEN, OVA, PRICES, cells, start, table_of, word_in
from tests.verify.test_references import insert_article
from tests.verify.test_tracked import HIS

W_P = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"


def resaved(folder: Path, documents: dict[str, bytes]) -> dict[str, bytes]:
    """Return `documents` as LibreOffice saves them."""
    (folder / "sent").mkdir()
    files = [folder / "sent" / f"{name}.docx" for name in documents]
    for file, data in zip(files, documents.values(), strict=True):
        file.write_bytes(data)
    convert(folder, "docx:MS Word 2007 XML", files)
    return {name: (folder / f"{name}.docx").read_bytes() for name in documents}


def convert(folder: Path, form: str, files: Iterable[Path]) -> None:
    """Let LibreOffice save `files` in another form in `folder`, in a profile of its own."""
    office = needs("soffice")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", form, "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)


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


def test_seal_that_got_lost_in_another_form_is_made_good_by_the_file_that_was_sent(tmp_path: Path) -> None:
    sent = tmp_path / "huisartsen.docx"
    sent.write_bytes(contract_of("huisartsen"))
    convert(tmp_path, "odt", [sent])
    convert(tmp_path, "docx:MS Word 2007 XML", [tmp_path / "huisartsen.odt"])
    returned = (tmp_path / "huisartsen.docx").read_bytes()
    with pytest.raises(SealFault, match="geen zegel"):
        verified(returned)
    assert summary(verify_document(returned, "terug.docx", contract_of("huisartsen"), "verzonden.docx")) == {}
