"""The name of a change: the same in each run, whatever else changed, and another for every other change."""

from __future__ import annotations

from izacontract.differ.naming import named_changes
from tests.verify.edits import Edited, contract_of, delete, insert, new_paragraph, replace, reword, text
from tests.verify.summary import verified
from tests.verify.test_edits import DERDEN, OVA


def names(edited: Edited) -> dict[str, str]:
    """Return the names of what changed, with the words that came or went."""
    return {change.name: change.now or change.was for change in named_changes(verified(edited.saved()))}


def first() -> Edited:
    """Return a contract with a few changes."""
    edited = Edited(contract_of("huisartsen"))
    replace(edited, edited.clause(OVA)[1], "4,18%", "9,99%")
    lid = edited.clause(DERDEN)[0]
    insert(edited, lid, text(lid).split()[0], " hoogstens")
    return edited


def test_names_are_the_same_in_each_run_and_stay_when_others_come() -> None:
    before = names(first())
    assert before == names(first())
    more = first()
    lid = more.clause(DERDEN)[0]
    reword(lid, text(lid).split()[-1], "overmorgen.")
    lid.addprevious(new_paragraph(lid, "Een lid dat ervoor komt."))
    heading = more.heading("overleg")
    heading.addprevious(new_paragraph(heading, "Voorrang"))
    delete(*more.article("mtvp"))
    after = names(more)
    assert before.items() <= after.items()
    assert len(after) >= len(before) + 4


def test_same_change_in_two_places_has_two_names() -> None:
    edited = Edited(contract_of("huisartsen"))
    lid = edited.clause(DERDEN)[0]
    for _ in range(2):
        lid.addnext(new_paragraph(lid, "Een nieuw lid."))
    found = [change for change in named_changes(verified(edited.saved())) if change.now == "Een nieuw lid."]
    assert len({change.name for change in found}) == len(found) == 2


def test_other_words_have_another_name() -> None:
    one, other = first(), Edited(contract_of("huisartsen"))
    replace(other, other.clause(OVA)[1], "4,18%", "8,88%")
    assert not names(one).keys() & names(other).keys()
