"""What an addendum says, and that the contract with it in it says what was to be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from izacontract.amend.applying import applied
from izacontract.amend.differing import changes_between
from izacontract.amend.messages import AmendmentInvalid
from izacontract.amend.provisions import text_of
from izacontract.amend.sides import Varied, consolidated, varied
from izacontract.render.seal import Seal, seal_contract
from izacontract.render.text import text as printed
from tests.amend.support import (
    SECTORS,
    Change,
    Request,
    add_annex,
    add_provision,
    end_sooner,
    given,
    leave_out,
    more_volume,
    other_bank,
    other_terms,
    request_of,
    said_by,
    sealed,
    sentences,
    without_region,
)

MARCH = date(2027, 3, 1)
CHANGES: dict[str, tuple[Change, ...]] = {
    "omission": (leave_out,),
    "provision": (add_provision,),
    "annex": (add_annex,),
    "bank": (other_bank,),
    "end": (end_sooner,),
    "terms": (other_terms,),
    "section": (without_region,),
    "all": (leave_out, add_provision, add_annex, other_bank, other_terms, without_region),
}


def vary(sector: str, changes: Sequence[Change], day: date | None = MARCH) -> Varied:
    return varied(given(request_of(sector)), given(request_of(sector, *changes)), day=day)


def seal_of(made: Varied) -> Seal:
    return seal_contract(made.contract, None, made.amendment)


CASES = [
    (sector, name) for sector in SECTORS for name in CHANGES if name != "end" or sector in ("ggz", "wijkverpleging")
]
"""The other requests name days and amounts for all of their term."""


@pytest.mark.parametrize(("sector", "name"), CASES)
def test_contract_with_its_addendum_says_sentence_by_sentence_what_it_was_to_say(sector: str, name: str) -> None:
    old, new = request_of(sector), request_of(sector, *CHANGES[name])
    made = varied(given(old), given(new), day=MARCH)
    running = consolidated(given(old), [("allonge.docx", seal_of(made))])
    assert sorted(sentences(running.text)) == sorted(said_by(sealed(new)))
    assert changes_between(running.text, text_of(sealed(new)), 2) == ()


@pytest.mark.parametrize("sector", SECTORS)
def test_addendum_that_undoes_another_gives_the_first_text_back(sector: str) -> None:
    old, new = request_of(sector), request_of(sector, *CHANGES["all"])
    first = varied(given(old), given(new), day=MARCH)
    again = varied(given(old), given(old), day=MARCH, earlier=[("1.docx", seal_of(first))])
    assert again.amendment.number == 2
    running = consolidated(given(old), [("1.docx", seal_of(first)), ("2.docx", seal_of(again))])
    assert sorted(sentences(running.text)) == sorted(said_by(sealed(old)))


@pytest.mark.parametrize("sector", SECTORS)
def test_what_stays_keeps_its_number(sector: str) -> None:
    old = request_of(sector)
    made = varied(given(old), given(request_of(sector, *CHANGES["all"])), day=MARCH)
    before, after = text_of(sealed(old)), applied(text_of(sealed(old)), made.amendment)
    numbers = {one.id: one.number for part in after for one in part.provisions}
    assert all(numbers[one.id] == one.number for part in before for one in part.provisions)
    used = [one.number for part in after if part.label for one in part.provisions if one.number]
    assert len(used) == len(set(used))


def test_lid_between_two_others_gets_the_number_before_it_with_a_letter() -> None:
    text = printed(vary("ggz", (add_provision,)).contract)
    assert "2.1 Na artikel 5.9 worden leden ingevoegd, luidende:\n5.9a\tDe Zorgaanbieder belt elke maandag." in text
    assert "\n5.9b\tDe Zorgverzekeraar neemt op.\n\nArtikel 3" in text


def test_addendum_names_only_what_changes() -> None:
    made = vary("huisartsen", (other_bank,)).amendment
    assert [(change.what, change.place or change.key) for change in made.changes] == [
        ("vervangen", "12.2"),
        ("rij-vervangen", "IBAN voor betalingen"),
    ]


def test_amount_in_an_annex_is_replaced_by_another() -> None:
    text = printed(vary("ggz", (more_volume,)).contract)
    assert "wordt bij Jaar 2027 het Omzetplafond €\xa022.100.000,00 vervangen door €\xa023.000.000,00." in text


def test_addendum_reads_like_this(snapshot: object) -> None:
    made = vary("ggz", CHANGES["all"])
    assert printed(made.contract) == snapshot


def test_day_that_is_not_given_is_an_open_point() -> None:
    made = vary("ggz", (other_bank,), day=None)
    assert "allonge.ingangsdag" in [point.field for point in made.contract.open_points]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda r: r["overeenkomst"].update(kenmerk="ANDERS"), "allonge.ander-kenmerk"),
        (lambda r: r["overeenkomst"].update(begin="2027-02-01"), "allonge.andere-begindag"),
        (lambda r: r["zorgaanbieder"].update(kvk="90000999"), "allonge.andere-partij"),
        (lambda r: r["zorgverzekeraar"]["rechtspersonen"].append(
            {"naam": "Derde Zorg N.V.", "kvk": "90000777", "uzovi": "9997"}), "allonge.andere-partij"),
        (lambda r: None, "allonge.geen-verschil"),
    ],
)  # fmt: skip
def test_what_no_addendum_can_do_is_refused_with_why(change: Change, code: str) -> None:
    with pytest.raises(AmendmentInvalid) as refused:
        vary("ggz", (change,))
    assert [finding.code for finding in refused.value.findings] == [code]


def test_other_sector_is_refused() -> None:
    with pytest.raises(AmendmentInvalid) as refused:
        varied(given(request_of("ggz")), given(request_of("msz")), day=MARCH)
    assert "allonge.andere-zorgsoort" in [finding.code for finding in refused.value.findings]


@pytest.mark.parametrize(
    ("day", "code"), [(date(2026, 12, 31), "allonge.voor-begin"), (date(2028, 1, 1), "allonge.na-einde")]
)
def test_addendum_holds_from_a_day_within_the_contract(day: date, code: str) -> None:
    with pytest.raises(AmendmentInvalid) as refused:
        vary("ggz", (other_bank,), day)
    assert code in [finding.code for finding in refused.value.findings]


def test_contract_does_not_end_before_the_addendum_holds() -> None:
    with pytest.raises(AmendmentInvalid) as refused:
        vary("ggz", (end_sooner,), date(2027, 12, 15))
    assert [finding.code for finding in refused.value.findings] == ["allonge.einde-voor-ingang"]


def test_addendum_that_holds_before_an_earlier_one_and_contradicts_it_says_so() -> None:
    old = given(request_of("ggz"))
    first = varied(old, given(request_of("ggz", more_volume)), day=date(2027, 6, 1))
    earlier = [("1.docx", seal_of(first))]

    def even_more(request: Request) -> None:
        request["volume"]["bedrag"] = 24000000

    for day, said in ((MARCH, ["allonge.eerder-dan-vorige"]), (date(2027, 7, 1), [])):
        second = varied(old, given(request_of("ggz", even_more)), day=day, earlier=earlier)
        assert [finding.code for finding in second.findings] == said
        assert "zoals zij luidt na allonge 1, geldend vanaf 1 juni 2027" in printed(second.contract)


def test_addendum_made_for_another_text_is_not_applied() -> None:
    old = given(request_of("ggz"))
    first = varied(old, given(request_of("ggz", more_volume)), day=MARCH)
    other = varied(old, given(request_of("ggz", other_terms, more_volume, other_bank)), number=2, day=MARCH)
    with pytest.raises(AmendmentInvalid) as refused:
        consolidated(old, [("1.docx", seal_of(first)), ("2.docx", seal_of(other))])
    assert [finding.code for finding in refused.value.findings] == ["allonge.andere-tekst"]
    assert "door allonge 1 al" in refused.value.findings[0].message.nl


def test_addenda_are_applied_by_number_and_told_when_one_is_missing_or_there_twice() -> None:
    old = given(request_of("ggz"))
    first = seal_of(varied(old, given(request_of("ggz", other_bank)), day=MARCH))
    both = given(request_of("ggz", other_bank, leave_out))
    third = seal_of(varied(old, both, number=3, day=MARCH, earlier=[("1.docx", first)]))
    running = consolidated(old, [("3.docx", third), ("1.docx", first)])
    assert running.amendment.running == (1, 3)
    assert [finding.code for finding in running.findings] == ["allonge.nummer-ontbreekt"]
    with pytest.raises(AmendmentInvalid) as refused:
        consolidated(old, [("1.docx", first), ("kopie.docx", first)])
    assert [finding.code for finding in refused.value.findings] == ["allonge.nummer-dubbel"]


def test_addendum_of_another_contract_is_refused() -> None:
    addendum = seal_of(vary("msz", (other_bank,)))
    with pytest.raises(AmendmentInvalid) as refused:
        consolidated(given(request_of("ggz")), [("1.docx", addendum)])
    assert "allonge.andere-overeenkomst" in [finding.code for finding in refused.value.findings]


def test_style_of_the_regulations_names_an_inserted_lid_by_its_running_number() -> None:
    def style(request: Request) -> None:
        request.setdefault("instellingen", {})["verwijsstijl"] = "aanwijzingen"

    old, new = given(request_of("ggz", style)), given(request_of("ggz", style, *CHANGES["all"]))
    made = varied(old, new, day=MARCH)
    running = consolidated(old, [("1.docx", seal_of(made))])
    assert changes_between(running.text, text_of(new.seal), 2) == ()
    numbers = {one.number for part in running.text for one in part.live}
    assert {"5.9a", "5.10"} <= numbers
