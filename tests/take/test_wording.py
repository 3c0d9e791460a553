"""Words that came back otherwise, taken over as deviations, provisions and omissions; what is fixed is refused."""

from __future__ import annotations

from izacontract.model.values import Typed
from izacontract.take.answers import Answer, Decision
from izacontract.take.taking import Taken
from tests.take.support import AGREED, accepted, changes_in, outcome, sent, taken
from tests.verify.edits import (
    Edited,
    Element,
    delete_tracked,
    insert,
    new_paragraph,
    new_tracked_paragraph,
    replace,
    reword,
    text,
)

BREACH = "algemeen.nakoming"
INSURED = "De Zorgaanbieder is verzekerd tegen"


def items(found: Taken, section: str) -> list[dict[str, str]]:
    """Return what was put in `section`, as text."""
    return [
        {key: str(value) for key, value in item.values.items() if isinstance(value, Typed)}
        for item in found.items
        if item.section == section
    ]


def codes(found: Taken) -> list[str]:
    return [one.missed.code for one in found.outcomes if one.missed is not None]


def insured(edited: Edited) -> Element:
    return edited.line(INSURED)


def test_reworded_lid_becomes_a_deviation_with_author_day_and_approval() -> None:
    edited = Edited(sent("huisartsen"))
    replace(edited, insured(edited), "verzekerd tegen", "goed verzekerd tegen", day="2026-11-03")
    found = accepted("huisartsen", edited.saved())
    (item,) = items(found, "afwijkingen")
    assert (item["clausule"], item["lid"], item["wat"]) == (BREACH, "verzekering", "vervangen")
    assert item["tekst"].startswith("De Zorgaanbieder is goed verzekerd tegen beroeps-")
    assert item["reden"] == "voorstel van J. Jansen, 3 november 2026, overgenomen uit terug.docx"
    assert (item["overeengekomen_door"], item["overeengekomen_op"]) == (AGREED.by, "2026-11-10")
    assert outcome(found, BREACH).says == item["tekst"]


def test_only_the_accepted_words_of_a_lid_come_in_its_deviation() -> None:
    edited = Edited(sent("huisartsen"))
    line = insured(edited)
    insert(edited, line, "verzekerd", " naar behoren")
    reword(line, "ook voor aanspraken", "behalve voor aanspraken")
    data = edited.saved()
    first, second = changes_in(data, "huisartsen")
    found = taken("huisartsen", data, {first.name: Answer(Decision.ACCEPTED), second.name: Answer(Decision.REFUSED)})
    (item,) = items(found, "afwijkingen")
    assert "verzekerd naar behoren tegen" in item["tekst"]
    assert "ook voor aanspraken" in item["tekst"] and "behalve" not in item["tekst"]


def test_counter_stands_in_the_lid_and_nobody_agreed_to_it() -> None:
    edited = Edited(sent("huisartsen"))
    replace(edited, insured(edited), "verzekerd tegen", "goed verzekerd tegen")
    data = edited.saved()
    (change,) = changes_in(data, "huisartsen")
    found = taken("huisartsen", data, {change.name: Answer(Decision.COUNTERED, "passend")})
    (item,) = items(found, "afwijkingen")
    assert "is passend verzekerd tegen" in item["tekst"]
    assert not {"overeengekomen_door", "overeengekomen_op"} & set(item)


def test_lid_that_went_and_lid_that_came_are_deviations() -> None:
    edited = Edited(sent("huisartsen"))
    line = insured(edited)
    line.addnext(new_tracked_paragraph(edited, line, "De polis ligt ter inzage."))
    delete_tracked(edited, edited.line("Partijen beperken hun aansprakelijkheid niet."))
    found = accepted("huisartsen", edited.saved())
    said = {(one["wat"], one.get("tekst")) for one in items(found, "afwijkingen")}
    assert said == {("toevoegen", "De polis ligt ter inzage."), ("vervallen", None)}
    assert {one.result for one in found.outcomes} == {"words"}


def test_new_article_becomes_a_provision_under_its_heading() -> None:
    edited = Edited(sent("huisartsen"))
    heading = edited.heading("overleg")
    heading.addprevious(new_paragraph(heading, "Avondspreekuur"))
    heading.addprevious(new_paragraph(insured(edited), "De Zorgaanbieder houdt elke dinsdag een avondspreekuur."))
    found = accepted("huisartsen", edited.saved())
    (item,) = items(found, "bijzondere_bepalingen")
    assert item["kop"] == "Avondspreekuur"
    assert item["tekst"] == "De Zorgaanbieder houdt elke dinsdag een avondspreekuur."


def test_fixed_lid_is_refused_with_its_source() -> None:
    edited = Edited(sent("huisartsen"))
    line = edited.line("De OVA bestaat voor 2027")
    reword(line, "bestaat", "bestond")
    found = accepted("huisartsen", edited.saved())
    assert (items(found, "afwijkingen"), codes(found)) == ([], ["overnemen.tekst-geweigerd"])
    told = outcome(found, "algemeen.ova").missed
    assert told is not None and "Integraal Zorgakkoord" in told.message.nl


def test_clause_that_every_contract_has_is_not_left_out() -> None:
    edited = Edited(sent("huisartsen"))
    delete_tracked(edited, *edited.article("gegevens"))
    found = accepted("huisartsen", edited.saved())
    assert (found.items, codes(found)) == ((), ["overnemen.geen-plaats", "overnemen.tekst-geweigerd"])
    told = outcome(found, "algemeen.gegevens").missed
    assert told is not None and "elk contract heeft haar" in told.message.nl


def test_every_accepted_change_is_placed_or_told() -> None:
    edited = Edited(sent("huisartsen"))
    for line in edited.clause(BREACH)[:9]:
        reword(line, text(line).split()[0], f"Voortaan {text(line).split()[0]}")
    found = accepted("huisartsen", edited.saved())
    assert len(found.outcomes) >= 9
    assert {one.result for one in found.outcomes} <= {"words", "missed"}
    assert all((one.missed is not None) == (one.result == "missed") for one in found.outcomes)
