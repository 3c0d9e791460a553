"""Tracked changes: read as if accepted, each with its author and day, and apart from what nobody tracked."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

import pytest
from lxml import etree

from tests.verify.edits import (
    DAY,
    JANSEN,
    SMIT,
    Edited,
    Element,
    W,
    cells,
    contract_of,
    delete_tracked,
    insert,
    mark_end,
    new_tracked_paragraph,
    replace,
    reword,
    run,
    take_out,
    text,
)
from tests.verify.summary import Summary, notes, summary, verified
from tests.verify.test_edits import DERDEN, OVA, PRICES, start, table_of, word_in

HIS = f"(all: {JANSEN} {DAY})"
Edit = Callable[[Edited], Summary]
EDITS: list[Edit] = []


def edit(function: Edit) -> Edit:
    EDITS.append(function)
    return function


@edit
def words_put_in(edited: Edited) -> Summary:
    lid = edited.clause(DERDEN)[0]
    insert(edited, lid, word_in(lid), " zonder meer")
    return {DERDEN: [f"reworded -> zonder meer {HIS}"]}


@edit
def words_taken_out(edited: Edited) -> Summary:
    lid = edited.clause(DERDEN)[0]
    old = word_in(lid)
    take_out(edited, lid, f" {old}")
    return {DERDEN: [f"reworded {old} -> {HIS}"]}


@edit
def words_replaced(edited: Edited) -> Summary:
    lid = edited.clause(DERDEN)[0]
    old = word_in(lid)
    replace(edited, lid, old, "nimmer")
    return {DERDEN: [f"reworded {old} -> nimmer {HIS}"]}


@edit
def words_replaced_by_two_people(edited: Edited) -> Summary:
    lid = edited.clause(DERDEN)[0]
    old = word_in(lid)
    replace(edited, lid, old, "nimmer", JANSEN, by=SMIT)
    return {DERDEN: [f"reworded {old} -> nimmer (all: {JANSEN} {DAY}, {SMIT} {DAY})"]}


@edit
def two_changes_by_two_people_on_two_days(edited: Edited) -> Summary:
    lid = edited.clause(DERDEN)[0]
    first, last = word_in(lid, 0), word_in(lid, -1)
    replace(edited, lid, first, "aaa", JANSEN, day="2026-02-01")
    replace(edited, lid, last, "zzz", SMIT, day="2026-04-01")
    return {
        DERDEN: [
            f"reworded {first} -> aaa (all: {JANSEN} 2026-02-01)",
            f"reworded {last} -> zzz (all: {SMIT} 2026-04-01)",
        ]
    }


@edit
def tracked_and_untracked_in_one_lid(edited: Edited) -> Summary:
    lid = edited.clause(DERDEN)[0]
    first, last = word_in(lid, 0), word_in(lid, -1)
    replace(edited, lid, first, "aaa")
    reword(lid, last, "zzz")
    return {DERDEN: [f"reworded {first} -> aaa {HIS}", f"reworded {last} -> zzz"]}


@edit
def untracked_word_within_a_tracked_change(edited: Edited) -> Summary:
    lid = edited.clause(DERDEN)[0]
    old = word_in(lid)
    replace(edited, lid, old, "aaa bbb")
    reword(lid, "bbb", "bbb")
    inserted = lid.find(f"{W}ins")
    inserted.addnext(run(" ccc"))
    return {DERDEN: [f"reworded {old} -> aaa bbb ccc (partly: {JANSEN} {DAY})"]}


@edit
def part_of_a_word(edited: Edited) -> Summary:
    lid = edited.clause(DERDEN)[0]
    old = word_in(lid)
    replace(edited, lid, old[-2:], "xx") if text(lid).count(old[-2:]) == 1 else replace(
        edited, lid, old, f"{old[:-2]}xx"
    )
    return {DERDEN: [f"reworded {old} -> {old[:-2]}xx {HIS}"]}


@edit
def lid_put_in(edited: Edited) -> Summary:
    lid = edited.clause(DERDEN)[2]
    lid.addnext(new_tracked_paragraph(edited, lid, "Een nieuw lid."))
    return {DERDEN: [f"added Een nieuw lid. {HIS}"]}


@edit
def lid_taken_out(edited: Edited) -> Summary:
    lid = edited.clause(DERDEN)[2]
    told = {DERDEN: [f"removed {start(lid)} {HIS}"]}
    delete_tracked(edited, lid)
    return told


@edit
def article_taken_out(edited: Edited) -> Summary:
    heading = text(edited.heading("geschillen"))
    delete_tracked(edited, *edited.article("geschillen"))
    return {"heading geschillen": [f"removed {heading} {HIS}"], "algemeen.geschillen": ["removed"]}


@edit
def lid_moved(edited: Edited) -> Summary:
    clause = edited.clause(DERDEN)
    copy = deepcopy(clause[2])
    for mark in (*copy.iter(f"{W}bookmarkStart"), *copy.iter(f"{W}bookmarkEnd")):
        mark.getparent().remove(mark)
    for node, kind in ((clause[2], "moveFrom"), (copy, "moveTo")):
        for piece in node.findall(f"{W}r"):
            change = edited.tracked(kind)
            piece.addprevious(change)
            change.append(piece)
        mark_end(edited, node, kind)
    clause[4].addnext(copy)
    return {DERDEN: [f"moved {start(copy)} {HIS}"]}


@edit
def cell_replaced(edited: Edited) -> Summary:
    cell = cells(table_of(edited), 1)[-1].find(f"{W}p")
    header = text(cells(table_of(edited), 0)[-1])
    old = text(cell).split("\u00a0")[1]
    replace(edited, cell, old, "1,23")
    return {PRICES: [f"cell row 2 {header} {old} -> 1,23 {HIS}"]}


def mark_row(edited: Edited, row: Element, kind: str) -> None:
    properties = row.find(f"{W}trPr")
    if properties is None:
        properties = etree.Element(f"{W}trPr")
        row.insert(0, properties)
    properties.append(edited.tracked(kind))


@edit
def row_put_in(edited: Edited) -> Summary:
    row = table_of(edited).findall(f"{W}tr")[1]
    copy = deepcopy(row)
    for cell in copy.iter(f"{W}t"):
        cell.text = "Nieuw"
    mark_row(edited, copy, "ins")
    row.addnext(copy)
    return {PRICES: [f"row-added row 3 Nieuw | Nieuw {HIS}"]}


@edit
def row_taken_out(edited: Edited) -> Summary:
    row = table_of(edited).findall(f"{W}tr")[2]
    mark_row(edited, row, "del")
    first, second = (text(cell) for cell in row.findall(f"{W}tc")[:2])
    return {PRICES: [f"row-removed row 3 {first} | {second.split()[0]} {HIS}"]}


@edit
def leden_joined(edited: Edited) -> Summary:
    """Only the end of the first lid is taken out: its text runs on into the second."""
    first, second = edited.clause(DERDEN)[2:4]
    mark_end(edited, first, "del")
    found = summary(verified(edited.saved()))[DERDEN]
    kinds = sorted(line.split()[0] for line in found)
    assert kinds == ["removed", "reworded"]
    assert all(HIS in line for line in found if line.startswith("reworded"))
    assert text(first).split()[0] in " ".join(found) or text(second).split()[0] in " ".join(found)
    return {DERDEN: found}


@edit
def lid_taken_out_from_the_end_of_the_one_before(edited: Edited) -> Summary:
    """As Word does when somebody selects from the end of a lid to the end of the next."""
    first, second = edited.clause(DERDEN)[2:4]
    told = {DERDEN: [f"removed {start(second)} {HIS}"]}
    mark_end(edited, first, "del")
    delete_tracked(edited, second)
    look = second.find(f"{W}pPr/{W}rPr")
    look.getparent().remove(look)
    return told


@edit
def lid_put_in_by_typing_on(edited: Edited) -> Summary:
    """As Word does: the new end of the paragraph is that of the lid before, the old end closes the new lid."""
    lid = edited.clause(DERDEN)[2]
    new = new_tracked_paragraph(edited, lid, "Een nieuw lid.")
    look = new.find(f"{W}pPr/{W}rPr")
    look.getparent().remove(look)
    mark_end(edited, lid, "ins")
    lid.addnext(new)
    return {DERDEN: [f"added Een nieuw lid. {HIS}"]}


@edit
def put_in_and_taken_out_again(edited: Edited) -> Summary:
    lid = edited.clause(DERDEN)[0]
    insert(edited, lid, word_in(lid), " zonder meer")
    inserted = lid.find(f"{W}ins")
    gone = edited.tracked("del", SMIT)
    gone.append(inserted[0])
    inserted.append(gone)
    gone.find(f".//{W}t").tag = f"{W}delText"
    return {}


@edit
def heading_replaced(edited: Edited) -> Summary:
    replace(edited, edited.heading("derden"), "Inzet", "Verbod")
    return {"heading derden": [f"reworded Inzet -> Verbod {HIS}"]}


@edit
def words_struck_by_hand(edited: Edited) -> Summary:
    lid = edited.clause(DERDEN)[0]
    old = word_in(lid)
    reword(lid, old, old)
    struck = next(node for node in lid.iter(f"{W}r") if text(node) == old)
    struck.insert(0, run("x", "strike")[0])
    return {DERDEN: [f"reworded {old} -> (all: struck)"]}


@edit
def words_made_hidden(edited: Edited) -> Summary:
    lid = edited.clause(DERDEN)[0]
    old = word_in(lid)
    reword(lid, old, old)
    hidden = next(node for node in lid.iter(f"{W}r") if text(node) == old)
    hidden.insert(0, run("x", "vanish")[0])
    return {DERDEN: [f"reworded {old} -> (all: hidden)"]}


@edit
def whole_lid_made_hidden(edited: Edited) -> Summary:
    lid = edited.clause(OVA)[2]
    for piece in lid.findall(f"{W}r"):
        piece.insert(0, run("x", "vanish")[0])
    return {OVA: [f"removed {start(lid)} (all: hidden)"]}


@pytest.mark.parametrize("change", EDITS, ids=lambda change: change.__name__)
def test_tracked_change_is_reported_with_its_author_and_day(change: Edit) -> None:
    edited = Edited(contract_of("huisartsen"))
    expected = change(edited)
    assert summary(verified(edited.saved())) == expected


def test_tracked_changes_that_wait_are_noted() -> None:
    edited = Edited(contract_of("huisartsen"))
    words_replaced(edited)
    assert notes(verified(edited.saved())) == ["tracked-changes 2"]


def test_change_of_format_is_no_change() -> None:
    edited = Edited(contract_of("huisartsen"))
    lid = edited.clause(DERDEN)[0]
    for node in (lid.find(f"{W}pPr"), *lid.findall(f"{W}r")):
        look = etree.SubElement(node, f"{W}rPr")
        etree.SubElement(look, f"{W}b")
        etree.SubElement(look, f"{W}rPrChange").set(f"{W}author", SMIT)
    assert summary(verified(edited.saved())) == {}
