"""Changes outside the clauses: title page, signatures, headers and footers, contents, placeholders."""

from __future__ import annotations

import io
import re

import docx

from izacontract.render.frame import compile_frame, read_frame
from izacontract.render.word import word
from tests.contracts.support import build, example, smallest
from tests.verify.edits import (
    Edited,
    W,
    contract_of,
    delete,
    map_text,
    new_paragraph,
    replace,
    reword,
    rewritten,
    run,
    text,
)
from tests.verify.summary import summary, verified


def test_party_on_the_title_page() -> None:
    edited = Edited(contract_of("huisartsen"))
    reword(edited.line("Huisartsenpraktijk Dorp"), "Dorp", "Stad")
    assert summary(verified(edited.saved())) == {"frame": ["reworded Dorp -> Stad"]}


def test_party_replaced_by_another() -> None:
    edited = Edited(contract_of("huisartsen"))
    name = edited.line("Huisartsenpraktijk Dorp")
    reword(name, text(name), "Heel Iemand Anders")
    assert list(summary(verified(edited.saved()))) == ["frame"]


def test_reference_on_the_title_page_with_its_author() -> None:
    edited = Edited(contract_of("huisartsen"))
    line = edited.line("Kenmerk")
    old = text(line).removeprefix("Kenmerk").strip()
    replace(edited, line, old, "HA-0000")
    assert summary(verified(edited.saved())) == {"frame": [f"reworded {old} -> HA-0000 (all: J. Jansen 2026-03-03)"]}


def test_line_added_to_and_taken_from_the_title_page() -> None:
    edited = Edited(contract_of("huisartsen"))
    line = edited.line("Kenmerk")
    line.addnext(new_paragraph(line, "Onder voorbehoud van goedkeuring"))
    delete(edited.line("Zorgsoort"))
    told = summary(verified(edited.saved()))
    assert list(told) == ["frame"]
    assert "voorbehoud" in str(told)


def test_signature_that_is_filled_in() -> None:
    edited = Edited(contract_of("huisartsen"))
    edited.line("Plaats en datum").append(run(" Utrecht, 3 maart 2026"))
    assert summary(verified(edited.saved())) == {"frame": ["reworded -> Utrecht, 3 maart 2026"]}


def test_text_after_the_last_annex() -> None:
    edited = Edited(contract_of("huisartsen"))
    line = edited.line("Einde van overeenkomst")
    line.addnext(new_paragraph(line, "Onze algemene voorwaarden gaan voor."))
    assert summary(verified(edited.saved())) == {"frame": ["added Onze algemene voorwaarden"]}


def test_header_and_footer() -> None:
    edited = Edited(contract_of("huisartsen"))
    edited.parts["word/header1.xml"] = re.sub(rb"HA-[\d-]+", b"HA-0000", edited.parts["word/header1.xml"])
    footer = edited.parts["word/footer1.xml"]
    edited.parts["word/footer1.xml"] = footer.replace(
        b"</w:ftr>", b"<w:p><w:r><w:t>Voorbehoud</w:t></w:r></w:p></w:ftr>"
    )
    assert summary(verified(edited.saved())) == {"margin": ["reworded HA-2025-0417 -> HA-0000", "added Voorbehoud"]}


def test_number_of_the_page_is_no_change() -> None:
    edited = Edited(contract_of("huisartsen"))
    footer = edited.parts["word/footer1.xml"]
    edited.parts["word/footer1.xml"] = footer.replace(b"<w:t>1</w:t>", b"<w:t>47</w:t>")
    assert summary(verified(edited.saved())) == {}


def test_contents_with_pages_and_a_new_heading_are_no_change_but_other_text_is() -> None:
    edited = Edited(contract_of("huisartsen"))
    entries = [node for node in edited.body.iter(f"{W}p") if node.find(f"{W}hyperlink") is not None]
    for page, entry in enumerate(entries, start=2):
        entry.find(f"{W}hyperlink").append(run(f"\t{page}"))
    assert summary(verified(edited.saved())) == {}
    entries[4].find(f"{W}hyperlink").append(run(" tenzij anders afgesproken"))
    assert list(summary(verified(edited.saved()))) == ["contents"]


def test_placeholder_that_is_filled_in() -> None:
    data = word(build(smallest("huisartsen")))
    assert summary(verified(data)) == {}
    edited = Edited(data)
    clause = edited.clause("algemeen.partijen")
    lid = next(node for node in clause if "[IN TE VULLEN" in text(node))
    old = re.search(r"\[IN TE VULLEN[^]]*\]", text(lid))[0]
    reword(lid, old, "Ede")
    assert summary(verified(edited.saved())) == {"algemeen.partijen": [f"reworded {old} -> Ede"]}


def test_value_with_line_breaks_and_odd_signs_is_no_change() -> None:
    request = example("huisartsen")
    request["zorgaanbieder"] = {**request["zorgaanbieder"], "naam": 'A & B <w:t> "x"\n{{ y }}\tz \u20ac'}
    data = word(build(request))
    assert summary(verified(data)) == {}
    edited = Edited(data)
    map_text(edited, lambda words: words.replace("\u20ac", "euro"))
    assert "frame" in summary(verified(edited.saved()))


def test_house_frame_with_its_own_text_and_picture_is_read_as_it_was_sent() -> None:
    frame = docx.Document(io.BytesIO(contract_of("huisartsen")))
    assert frame.paragraphs
    standard = _standard_frame()
    opened = docx.Document(io.BytesIO(standard))
    opened.paragraphs[0].insert_paragraph_before("Zorgverzekeraar de Linde: vertrouwelijk")
    opened.sections[0].footer.add_paragraph("Postbus 1, Utrecht")
    saved = io.BytesIO()
    opened.save(saved)
    data = word(build(example("huisartsen")), compile_frame(saved.getvalue()))
    assert summary(verified(data)) == {}
    edited = Edited(data)
    reword(edited.line("vertrouwelijk"), "vertrouwelijk", "openbaar")
    assert summary(verified(edited.saved())) == {"frame": ["reworded vertrouwelijk -> openbaar"]}


def test_frame_made_of_a_contract_gives_one_seal() -> None:
    """A colleague may restyle a contract that we made and use it as frame: its old seal must not come along."""
    parts = Edited(contract_of("huisartsen")).parts
    frame = rewritten(_standard_frame(), {
        name: content for name, content in parts.items() if name.startswith("customXml/") or name.endswith(".rels") or name == "[Content_Types].xml"
    })  # fmt: skip
    data = word(build(example("huisartsen")), compile_frame(frame))
    assert summary(verified(data)) == {}


def _standard_frame() -> bytes:
    from importlib.resources import files

    assert read_frame()
    return (files("clause_templates") / "frames" / "overeenkomst.docx").read_bytes()
