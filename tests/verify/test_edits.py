"""What the other side can do to the text without tracking: each edit is reported at its own clause, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from lxml import etree

from tests.verify.edits import (
    Edited,
    Element,
    W,
    cells,
    contract_of,
    delete,
    new_paragraph,
    reword,
    run,
    text,
)
from tests.verify.summary import Summary, summary, verified

Edit = Callable[[Edited], Summary]
EDITS: list[Edit] = []
OVA, DERDEN, SLOT, PRICES = "algemeen.ova", "algemeen.derden", "algemeen.slot", "algemeen.bijlage-prijzen"


def edit(function: Edit) -> Edit:
    EDITS.append(function)
    return function


def start(node: Element) -> str:
    return " ".join(text(node).split()[:3])


def word_in(node: Element, place: int = 1) -> str:
    """Return a word of `node` that stands in it once and that is not capitalised."""
    words = re.findall(r"\b[a-zë]{5,}\b", text(node))
    return [word for word in words if text(node).count(word) == 1][place]


def table_of(edited: Edited, clause: str = PRICES, number: int = 0) -> Element:
    return [node for node in edited.clause(clause) if node.tag == f"{W}tbl"][number]


@edit
def changed_percentage(edited: Edited) -> Summary:
    lid = edited.clause(OVA)[1]
    old = re.search(r"\d+,\d+%", text(lid))[0]
    reword(lid, old, "9,99%")
    return {OVA: [f"reworded {old} -> 9,99%"]}


@edit
def changed_word(edited: Edited) -> Summary:
    lid = edited.clause(DERDEN)[0]
    old = word_in(lid)
    reword(lid, old, "nimmer")
    return {DERDEN: [f"reworded {old} -> nimmer"]}


@edit
def word_put_in(edited: Edited) -> Summary:
    lid = edited.clause(DERDEN)[0]
    reword(lid, word_in(lid), f"{word_in(lid)} hooguit")
    return {DERDEN: ["reworded -> hooguit"]}


@edit
def word_taken_out(edited: Edited) -> Summary:
    lid = edited.clause(DERDEN)[0]
    old = word_in(lid)
    reword(lid, f" {old}", "")
    return {DERDEN: [f"reworded {old} ->"]}


@edit
def two_words_of_one_lid(edited: Edited) -> Summary:
    lid = edited.clause(OVA)[0]
    first, last = word_in(lid, 0), word_in(lid, -1)
    reword(lid, first, "aaa")
    reword(lid, last, "zzz")
    return {OVA: [f"reworded {first} -> aaa", f"reworded {last} -> zzz"]}


@edit
def lid_added_in_the_middle(edited: Edited) -> Summary:
    lid = edited.clause(DERDEN)[2]
    lid.addnext(new_paragraph(lid, "Een nieuw lid van de andere partij."))
    return {DERDEN: ["added Een nieuw lid"]}


@edit
def lid_added_after_the_bookmark(edited: Edited) -> Summary:
    lid = edited.clause(DERDEN)[-1]
    lid.addnext(new_paragraph(lid, "Een nieuw lid van de andere partij."))
    return {DERDEN: ["added Een nieuw lid"]}


@edit
def lid_added_under_the_heading(edited: Edited) -> Summary:
    edited.heading("derden").addnext(new_paragraph(edited.clause(DERDEN)[0], "Een nieuw lid van de andere partij."))
    return {DERDEN: ["added Een nieuw lid"]}


@edit
def onderdeel_added(edited: Edited) -> Summary:
    clause = edited.clause("algemeen.declaratie")
    part = next(node for node in clause if "Onderdeel" in node.find(f"{W}pPr/{W}pStyle").get(f"{W}val"))
    part.addnext(new_paragraph(part, "iets anders, of;"))
    return {"algemeen.declaratie": ["added iets anders, of;"]}


@edit
def words_added_after_the_bookmark(edited: Edited) -> Summary:
    edited.clause(DERDEN)[-1].append(run(" Dit geldt niet voor ons."))
    return {DERDEN: ["reworded -> Dit geldt niet voor ons."]}


@edit
def lid_deleted(edited: Edited) -> Summary:
    lid = edited.clause(DERDEN)[2]
    told = {DERDEN: [f"removed {start(lid)}"]}
    delete(lid)
    return told


@edit
def lid_emptied(edited: Edited) -> Summary:
    lid = edited.clause(DERDEN)[2]
    told = {DERDEN: [f"removed {start(lid)}"]}
    delete(*lid.findall(f"{W}r"))
    return told


@edit
def clause_deleted_from_a_shared_article(edited: Edited) -> Summary:
    delete(*edited.clause("algemeen.ova-vervolgjaren"))
    return {"algemeen.ova-vervolgjaren": ["removed"]}


@edit
def article_deleted(edited: Edited) -> Summary:
    heading = text(edited.heading("geschillen"))
    delete(*edited.article("geschillen"))
    return {"heading geschillen": [f"removed {heading}"], "algemeen.geschillen": ["removed"]}


@edit
def heading_alone_deleted(edited: Edited) -> Summary:
    heading = text(edited.heading("geschillen"))
    delete(edited.heading("geschillen"))
    return {"heading geschillen": [f"removed {heading}"]}


@edit
def article_moved_to_the_end(edited: Edited) -> Summary:
    last = edited.article("slot")[-1]
    for node in reversed(edited.article("mtvp")):
        last.addnext(node)
    return {"huisartsen.mtvp": [f"moved after {SLOT}"]}


@edit
def clauses_of_an_article_swapped(edited: Edited) -> Summary:
    heading = edited.heading("kwaliteit")
    for node in reversed(edited.clause("algemeen.continuiteit")):
        heading.addnext(node)
    return {"algemeen.continuiteit": ["moved after algemeen.verzekerde"]}


@edit
def leden_swapped(edited: Edited) -> Summary:
    clause = edited.clause(DERDEN)
    told = {DERDEN: [f"moved {start(clause[3])}"]}
    clause[2].addprevious(clause[3])
    return told


@edit
def lid_moved_to_another_article(edited: Edited) -> Summary:
    lid = edited.clause(DERDEN)[2]
    edited.clause("algemeen.geschillen")[1].addnext(lid)
    return {DERDEN: [f"moved {start(lid)}"]}


@edit
def lid_moved_with_the_end_of_its_bookmark(edited: Edited) -> Summary:
    """The bookmark of the clause then covers half the contract, the signatures included."""
    lid = edited.clause(DERDEN)[-1]
    edited.clause(PRICES)[0].addnext(lid)
    return {DERDEN: [f"moved {start(lid)}"]}


@edit
def lid_split_in_two(edited: Edited) -> Summary:
    lid = next(node for node in edited.clause(DERDEN) if text(node).count(". ") == 1)
    first, second = text(lid).split(". ")
    for piece in lid.findall(f"{W}r"):
        delete(piece)
    lid.append(run(f"{first}."))
    lid.addnext(new_paragraph(lid, second))
    found = summary(verified(edited.saved()))[DERDEN]
    assert [line.split()[0] for line in found] == ["split"]
    return {DERDEN: found}


@edit
def heading_changed(edited: Edited) -> Summary:
    reword(edited.heading("derden"), "Inzet", "Verbod")
    return {"heading derden": ["reworded Inzet -> Verbod"]}


@edit
def heading_of_an_annex_changed(edited: Edited) -> Summary:
    reword(edited.heading("bijlage-prijzen"), "Prijslijst", "Richtprijzen")
    return {"heading bijlage-prijzen": ["reworded Prijslijst -> Richtprijzen"]}


@edit
def cell_changed(edited: Edited) -> Summary:
    cell = cells(table_of(edited), 1)[-1].find(f"{W}p")
    header = text(cells(table_of(edited), 0)[-1])
    old = text(cell).split("\u00a0")[1]
    reword(cell, old, "1,23")
    return {PRICES: [f"cell row 2 {header} {old} -> 1,23"]}


@edit
def row_added(edited: Edited) -> Summary:
    table = table_of(edited)
    row = table.findall(f"{W}tr")[1]
    copy = etree.fromstring(etree.tostring(row))
    for cell in copy.iter(f"{W}t"):
        cell.text = "Nieuw"
    row.addnext(copy)
    return {PRICES: ["row-added row 3 Nieuw | Nieuw"]}


@edit
def row_deleted(edited: Edited) -> Summary:
    row = table_of(edited).findall(f"{W}tr")[2]
    told = {PRICES: [f"row-removed row 3 {text(row.find(f'{W}tc'))} | {text(row.findall(f'{W}tc')[1]).split()[0]}"]}
    delete(row)
    return told


@edit
def column_deleted(edited: Edited) -> Summary:
    header = text(cells(table_of(edited), 0)[1])
    for row in table_of(edited).findall(f"{W}tr"):
        delete(row.findall(f"{W}tc")[1])
    return {PRICES: [f"column-removed {header} {header}"]}


@edit
def table_deleted(edited: Edited) -> Summary:
    first = " | ".join(text(cell) for cell in cells(table_of(edited), 0))
    delete(table_of(edited))
    return {PRICES: [f"removed {' '.join(first.split()[:3])}"]}


@edit
def article_added(edited: Edited) -> Summary:
    heading, lid = edited.heading("controle"), edited.clause("algemeen.controle")[0]
    heading.addprevious(new_paragraph(heading, "Uitzonderingen"))
    heading.addprevious(new_paragraph(lid, "De overeenkomst geldt niet."))
    return {"new Uitzonderingen": ["after algemeen.declaratie", "added Uitzonderingen", "added De overeenkomst geldt"]}


@edit
def lid_made_an_onderdeel(edited: Edited) -> Summary:
    lid = edited.clause(DERDEN)[2]
    lid.find(f"{W}pPr/{W}pStyle").set(f"{W}val", "Onderdeel")
    found = summary(verified(edited.saved()))[DERDEN]
    assert re.fullmatch(r"renumbered (\d+)\.3 -> \1\.2 a\.", found[0])
    return {DERDEN: found}


@edit
def definition_changed(edited: Edited) -> Summary:
    meaning = edited.line("Contractjaar: ")
    old = word_in(meaning)
    reword(meaning, old, "schrikkeljaar")
    return {"algemeen.begrippen": [f"reworded {old} -> schrikkeljaar"]}


@edit
def clause_without_bookmark_changed(edited: Edited) -> Summary:
    told = changed_word(edited)
    delete(*edited.bookmarks("C_algemeen__derden"))
    return told


@edit
def text_box_put_in(edited: Edited) -> Summary:
    box = etree.SubElement(etree.SubElement(run("", tag="t"), f"{W}pict"), f"{W}txbxContent")
    box.append(new_paragraph(edited.clause(DERDEN)[1], "Verborgen voorwaarde in een tekstvak."))
    edited.clause(DERDEN)[1].append(box.getparent().getparent())
    return {DERDEN: ["added Verborgen voorwaarde in"]}


@edit
def picture_put_in(edited: Edited) -> Summary:
    piece = run("")
    etree.SubElement(piece, f"{W}drawing")
    edited.clause(DERDEN)[1].append(piece)
    return {DERDEN: ["reworded -> [afbeelding]"]}


@pytest.mark.parametrize("change", EDITS, ids=lambda change: change.__name__)
def test_edit_is_reported_at_its_clause_and_nowhere_else(change: Edit) -> None:
    edited = Edited(contract_of("huisartsen"))
    expected = change(edited)
    assert summary(verified(edited.saved())) == expected
