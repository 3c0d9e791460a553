"""Many documents that came back: the same edits together, the leden by provider, and a row for what is unread."""

from __future__ import annotations

from pathlib import Path

import pytest

from izacontract.errors import FileError
from izacontract.render.word import word
from izacontract.reports.returned import returned_report
from izacontract.reports.text import page_text
from izacontract.verify.many import ReturnedFiles, files_in, verify_files
from izacontract.verify.verifying import verify_document
from tests.contracts.support import build, changed, example
from tests.verify.edits import Edited, delete_tracked, insert, new_paragraph, replace, text
from tests.verify.test_edits import DERDEN, OVA

PROVIDERS = ("Praktijk Aa B.V.", "Praktijk Bee B.V.", "Praktijk Cee B.V.")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with what three providers sent back, something that is no document, and a lock of Word."""
    path = tmp_path_factory.mktemp("terug")
    for place, name in enumerate(PROVIDERS):
        request = changed(example("huisartsen"), zorgaanbieder__naam=name, overeenkomst__kenmerk=f"HA-{place}")
        edited = Edited(word(build(request)))
        replace(edited, edited.clause(OVA)[1], "4,18%", f"{place},99%")
        if place:
            delete_tracked(edited, edited.clause(DERDEN)[0])
        else:
            lid = edited.clause(DERDEN)[1]
            insert(edited, lid, text(lid).split()[0], " hoogstens")
        (path / f"{place}.docx").write_bytes(edited.saved())
    (path / "kapot.docx").write_bytes(b"rommel")
    (path / "~$0.docx").write_bytes(b"")
    (path / "lijst.xlsx").write_bytes(b"")
    return path


@pytest.fixture(scope="module")
def found(folder: Path) -> ReturnedFiles:
    return ReturnedFiles(
        tuple(verify_files(files_in([str(folder)]), lambda file: verify_document(file.read_bytes(), file.name)))
    )


def test_file_that_cannot_be_read_is_a_row_with_its_reason(found: ReturnedFiles) -> None:
    assert [Path(file.file).name for file in found.files] == ["0.docx", "1.docx", "2.docx", "kapot.docx"]
    assert [file.unread is None for file in found.files] == [True, True, True, False]
    broken = found.files[-1].unread
    assert broken is not None and "geen Word-bestand" in broken.nl


def test_provider_is_known_by_the_title_page(found: ReturnedFiles) -> None:
    assert tuple(file.provider for file in found.files[:3]) == PROVIDERS


def test_same_edit_of_several_is_one_group_whatever_the_figures(found: ReturnedFiles) -> None:
    groups = {(one.clause, one.kind): one for one in found.clusters}
    ova = groups[OVA, "reworded"]
    assert (len(ova.files), ova.forms) == (3, (("0,99%", 1), ("1,99%", 1), ("2,99%", 1)))
    struck = groups[DERDEN, "removed"]
    assert [Path(file).name for file in struck.files] == ["1.docx", "2.docx"]
    assert len(groups) == 2


def test_leden_are_listed_by_provider(found: ReturnedFiles) -> None:
    clauses = {clause: len(by) for (clause, _), by in found.leden.items()}
    assert clauses[OVA] == 3
    assert sum(len(by) for (clause, _), by in found.leden.items() if clause == DERDEN) == 3


@pytest.mark.parametrize("at_the_end", [False, True])
def test_new_text_without_a_number_is_told_as_new(tmp_path: Path, at_the_end: bool) -> None:
    edited = Edited(word(build(example("huisartsen"))))
    like = edited.line("Partijen komen het volgende overeen")
    place = like.getparent()[-1] if at_the_end else like
    place.addprevious(new_paragraph(like, "Partijen groeten elkaar."))
    (tmp_path / "terug.docx").write_bytes(edited.saved())
    found = ReturnedFiles(
        tuple(verify_files(files_in([str(tmp_path)]), lambda file: verify_document(file.read_bytes(), file.name)))
    )
    told = page_text(returned_report(found, "nl").page()).splitlines()
    head, row = (line for line in told[told.index("Per lid") + 1 :][:3] if line)
    assert row[head.index("Lid") :].split()[0] == "nieuw"


def test_words_in_a_table_stand_below_their_headings(found: ReturnedFiles) -> None:
    lines = page_text(returned_report(found, "nl").page()).splitlines()
    head = next(line for line in lines if "Wijzigingen" in line and "Uitkomst" in line)
    row = next(line for line in lines if PROVIDERS[1] in line and line.endswith("gewijzigd"))
    assert row.index(PROVIDERS[1]) == head.index("Zorgaanbieder")
    assert row.index("gewijzigd") == head.index("Uitkomst")


def test_folder_without_documents_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError) as error:
        files_in([str(tmp_path)])
    assert error.value.code == "bestand.geen-teruggekomen"
