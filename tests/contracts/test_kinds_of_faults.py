"""What a critical reading found wrong once, kept out everywhere: each test reads every text or contract for one kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from izacontract import Contract
from izacontract.coverage import coverage
from izacontract.model.commitment import Status
from izacontract.render.text import text
from tests.contracts.support import build, changed, example, plugins, request_called
from tests.contracts.test_whole_contracts import every_contract, every_sector, request_of

MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
DAY = re.compile(rf"(\d+) ({'|'.join(MONTHS)}) (\d{{4}})")


@cache
def contract_of(sector: str, kind: str) -> Contract:
    return build(request_of(sector, kind))


def all_texts() -> Iterator[tuple[str, str]]:
    for clause in plugins().library.clauses.values():
        for version in clause.versions:
            yield version.file, version.text


def meanings() -> Iterator[tuple[str, str]]:
    for clause in plugins().library.clauses.values():
        for version in clause.versions:
            for term in version.terms:
                yield f"{clause.id}: {term.term}", term.meaning


# -- terms that run from the first day ----------------------------------------------------------------------------------------


def test_one_defined_day_starts_the_terms_in_every_text() -> None:
    own = [
        file
        for file, body in all_texts()
        if re.search(r"(?:na|vanaf) (?:de eerste dag van de Overeenkomst|de(?: laatste)? ondertekening)\b", body)
        and not file.startswith(("algemeen/ova/",))
    ]
    assert own == []


@every_sector
@pytest.mark.parametrize("kind", ["voorbeeld", "alles"])
def test_no_printed_day_for_a_duty_lies_before_a_late_signature_without_its_own_term(sector: str, kind: str) -> None:
    request = dict(request_of(sector, kind))
    year = int(str(request["overeenkomst"]["begin"])[:4])
    late = build(changed(request, overeenkomst__ondertekend_op=f"{year}-04-15"))
    printed = text(late)
    assert re.search(
        r"Wat een Partij (?:moet doen uiterlijk op een dag vóór de Aanvangsdag .* doet zij binnen"
        r"|op een vaste dag eerder dan .* na de Aanvangsdag moet doen, mag zij tot dan doen)",
        printed,
    )
    assert f"ondertekend te {late_place(request)} op 15 april {year}" in printed
    body = "\n".join(line for line in printed.splitlines() if not line.startswith("    |"))
    for found in re.finditer(r"uiterlijk op " + DAY.pattern, body):
        day, month, in_year = found.groups()
        assert (int(in_year), MONTHS.index(month) + 1, int(day)) >= (year, 4, 15), found[0]


def late_place(request: dict[str, Any]) -> str:
    return str(request["overeenkomst"]["plaats"])


# -- references and agreements ------------------------------------------------------------------------------------------------


@every_sector
def test_ending_for_fraud_refers_to_the_lid_that_establishes_it(sector: str) -> None:
    printed = text(contract_of(sector, "voorbeeld"))
    ground = re.search(r"Fraude door of met medeweten .* vastgesteld volgens artikel (\d+\.\d+);", printed)
    assert ground is not None
    assert f"\n{ground[1]} De Zorgverzekeraar stelt Fraude alleen vast in een besluit" in printed


@every_contract
def test_no_contract_says_that_the_accord_ends(sector: str, kind: str) -> None:
    printed = text(contract_of(sector, kind))
    assert not re.search(r"IZA (?:eindigt|loopt af)", printed)


@pytest.mark.parametrize(
    ("begin", "end", "last"),
    [
        ("2025-09-07", "2027-12-31", "31 december 2026"),
        ("2025-09-08", "2027-12-31", None),
        ("2025-09-08", "2029-12-31", "31 december 2028"),
        ("2026-01-01", "2028-12-31", None),
        ("2026-01-01", "2029-01-01", "31 december 2028"),
    ],
)
def test_only_a_term_past_the_accord_as_extended_on_its_first_day_names_the_last_day(
    begin: str, end: str, last: str | None
) -> None:
    printed = text(build(changed(request_called("kleinste mdz"), overeenkomst__begin=begin, overeenkomst__einde=end)))
    assert re.findall(r"Het IZA (?:geldt|en het AZWA gelden) tot en met ([^.]+? \d{4})\b", printed) == (
        [last] if last else []
    )
    assert ("volgend landelijk akkoord" in printed) is (last is not None)


@pytest.mark.parametrize(("begin", "named"), [("2023-01-01", False), ("2025-09-07", False), ("2025-09-08", True)])
@every_sector
def test_contracts_name_the_later_accord_from_the_day_it_was_signed(sector: str, begin: str, named: bool) -> None:
    end = begin[:4] + "-12-31"
    request = changed(request_called(f"kleinste {sector}"), overeenkomst__begin=begin, overeenkomst__einde=end)
    assert (re.search(r"AZWA|Aanvullend Zorg- en Welzijnsakkoord", text(build(request))) is not None) is named


def test_only_a_contract_with_a_day_in_2028_speaks_of_what_is_revised_for_that_year() -> None:
    for term, revised in (
        ({"overeenkomst__einde": "2027-12-31"}, False),
        ({"overeenkomst__einde": "2028-01-01"}, True),
        ({"overeenkomst__verlenging": "stilzwijgend-een-jaar"}, True),
    ):
        printed = text(build(changed(request_called("kleinste mdz"), **term)))
        assert ("vóór 1 juli 2027 of later, hun afspraken voor 2028 herzien" in printed) is revised


def test_ending_the_multi_year_agreements_says_which_and_leaves_the_contract() -> None:
    printed = text(build(example("msz")))
    assert re.search(
        r"kan de eerste Partij artikel 10\.1 tot en met 10\.\d+ en artikel 10\.\d+ tot en met 10\.\d+ met redenen beëindigen",
        printed,
    )
    assert "De rest van de Overeenkomst blijft dan in stand." in printed


def test_a_breach_of_personal_data_is_told_within_the_time_of_the_law() -> None:
    request = changed(example("ggz"), termijnen__melding="30")
    assert "uiterlijk binnen 72 uur na de ontdekking" in text(build(request))


# -- several legal entities ---------------------------------------------------------------------------------------------------


def test_only_the_entity_that_is_one_is_called_market_leader() -> None:
    printed = text(build(request_called("delen van twee rechtspersonen")))
    assert "De Zorgverzekeraar is een van de Marktleiders" not in printed
    assert "De Zorgverzekeraar beoordeelt de KPI samen met de andere Marktleider" not in printed
    assert "De Linde Zorgverzekeringen N.V. is een van de Marktleiders." in printed
    assert "De andere rechtspersonen van de Zorgverzekeraar volgen de goedkeuring" in printed


def test_parts_of_the_entities_are_printed_and_add_up() -> None:
    printed = text(build(request_called("delen van twee rechtspersonen")))
    assert "| Linde Direct N.V. | 9982 | € 302.000,00 | € 50.000,00 |" in printed.replace("\xa0", " ")
    assert "| 2026 | Linde Direct N.V. | 9982 | € 8.800.000,00 |" in printed.replace("\xa0", " ")


def test_joint_amounts_of_several_entities_say_so_and_how_they_are_divided() -> None:
    printed = text(build(request_called("concern is marktleider")))
    for said in (
        "Het geldt voor de rechtspersonen van de Zorgverzekeraar samen",
        "Elk van de rechtspersonen van de Zorgverzekeraar betaalt van ieder bedrag",
        "Elk van zijn rechtspersonen betaalt daarvan",
        "zonder mededeling betalen zij gelijke delen",
    ):
        assert said in printed, said
    practice = text(build(example("huisartsen")))
    assert "ingeschreven Verzekerden van de rechtspersonen van de Zorgverzekeraar samen" in practice


# -- money and duties that can be read in two ways -----------------------------------------------------------------------------


def test_only_the_contracting_process_says_when_an_offer_for_a_next_contract_comes() -> None:
    time = re.compile(r"(?:aanbod|stelt hij die) [^.]*\| dagen }}[^.]*vóór het einde|vóór het einde [^.]*\| dagen }}")
    assert [file for file, body in all_texts() if time.search(body)] == []


def test_shared_costs_say_which_side_bears_which_half() -> None:
    bare = re.compile(r"\b[Ii]eder draagt de helft|draagt ieder de helft|kosten gelijk")
    assert [file for file, body in all_texts() if bare.search(body)] == []


def test_a_duty_is_laid_on_a_party() -> None:
    others = re.compile(r"(?:}}|\. )Elke (?:aanbieder|huisarts|zorgverlener)\b[^.]* (?:blijft|vervult|doet|werkt)\b")
    assert [file for file, body in all_texts() if others.search(body)] == []


def test_the_settlement_of_the_ova_as_an_amount_says_who_pays() -> None:
    amount = text(build(changed(example("mdz"), ova__verrekening="bedrag")))
    assert "door de Zorgverzekeraar als de vastgestelde cijfers samen hoger zijn" in amount
    assert "verrekenen Partijen het verschil met het gebruikte cijfer één keer" in amount
    level = text(build(changed(example("mdz"), ova__verrekening="prijspeil")))
    assert "verwerken Partijen het verschil met het gebruikte cijfer één keer" in level
    assert "zelf wordt niets verrekend" in level


def test_no_price_development_is_both_due_and_not_due() -> None:
    """The formula of later years applies the index, so no other lid may say that nobody can ask for it."""
    printed = text(build(request_called("alles/msz")))
    assert "De materiële index komt uit dezelfde of anders een vergelijkbare openbare bron" in printed
    assert "Geen Partij heeft recht op volledige verwerking" not in printed


def test_a_milestone_of_which_the_funds_lapse_is_paid_for_what_was_reached() -> None:
    printed = text(build(request_called("alles/ggz")))
    assert "betaalt hij alleen wat hoort bij de waarde op de peildatum" in printed


def test_a_plan_is_not_said_to_follow_a_framework_of_a_later_day() -> None:
    printed = text(build(request_called("ander/msz")))
    assert "op 6 december 2022 namens alle zorgverzekeraars goedgekeurd" in printed
    assert "voor zover het op de dag van hun toets gold, het Beoordelingskader" in printed


# -- coverage -----------------------------------------------------------------------------------------------------------------


@every_contract
def test_what_hangs_on_a_plan_is_not_missing_without_one(sector: str, kind: str) -> None:
    for row in coverage(contract_of(sector, kind)).rows:
        if row.commitment.hangs_on and row.status is Status.MISSING:
            pytest.fail(f"{row.commitment.id}: {row.because}")


def test_alignment_without_funds_has_its_public_summary() -> None:
    rows = {row.commitment.id: row for row in coverage(build(example("ggz"))).rows}
    assert rows["iza-j3-openbaar-overzicht"].status is Status.ANSWERED


# -- language -----------------------------------------------------------------------------------------------------------------


def test_zorg_and_prestatie_do_not_define_each_other() -> None:
    told = dict(meanings())
    assert not re.search(r"\bZorg\b", told["algemeen.tarieven: Prestatie"])


def test_no_meaning_holds_a_colon_beside_that_of_the_list() -> None:
    assert [term for term, meaning in meanings() if ": " in meaning] == []


def test_a_typed_text_after_a_colon_stands_in_quotes() -> None:
    """A typed text begins with a capital of its own: after a colon only quotes make that right."""
    bare = [
        f"{file}: {found}"
        for file, body in all_texts()
        if not file.startswith("algemeen/ondertekening/")
        for found in re.findall(r": \{\{ \w+ \| tekst \}\}", body)
    ]
    assert bare == []


@every_contract
def test_no_line_of_an_annex_is_a_loose_label(sector: str, kind: str) -> None:
    """A line outside a table is a sentence, with its stop."""
    printed = text(contract_of(sector, kind))
    body = printed[printed.index("De ondergetekenden zijn") :]
    loose = [line for line in body.splitlines() if re.match(r"[A-Z][a-z]+(?: [a-z]+)*: [^|]*[^.:;]$", line)]
    assert loose == []


def test_statutes_are_cited_in_one_style() -> None:
    """The number of an article of the civil code holds its book: "artikel 7:457"."""
    sections = {
        source.section
        for clause in plugins().library.clauses.values()
        for version in clause.versions
        for source in version.sources
        if re.search(r"(?:[Ww]et|Wetboek|Zvw|Wmg|Wkkgz)\b", source.document) and "," not in source.document
    }
    assert [section for section in sections if re.search(r"[Bb]oek|\bart\.|\blid \d", section)] == []


def test_courts_are_cited_by_name_and_number() -> None:
    dated = [
        source.document
        for clause in plugins().library.clauses.values()
        for version in clause.versions
        for source in version.sources
        if re.match("Gerechtshof|Rechtbank", source.document) and re.search(r"\d", source.document)
    ]
    assert dated == []


def test_a_plan_is_called_by_its_own_name() -> None:
    """Beside a Transformatieplan, an overdrachtsplan and the like nothing is just "het plan"."""
    bare = [
        f"{file}: {sentence.strip()}"
        for file, body in all_texts()
        for sentence in re.split(r"(?<=\.) ", body)
        if re.search(r"\b[Hh]et plan\b(?! met het kenmerk)|\(hierna", sentence)
    ]
    assert bare == []


@every_sector
def test_a_reference_to_a_lid_ends_with_a_comma_where_the_sentence_goes_on(sector: str) -> None:
    printed = text(build(changed(example(sector), instellingen__verwijsstijl="aanwijzingen")))
    assert re.search(r"artikel \d+, \w+ lid, \w", printed)
    assert re.findall(r"artikel \d+, (?:\w+ tot en met )?\w+ lid (?!van )\w+", printed) == []


def test_an_institute_needs_no_article_of_its_own() -> None:
    for then in ("arbitrage", "bindend-advies"):
        request = changed(
            example("msz"), geschillen__daarna=then, geschillen__instantie="Nederlands Arbitrage Instituut"
        )
        assert "De instantie daarvoor heet Nederlands Arbitrage Instituut;" in text(build(request))


def test_each_way_of_paying_partly_has_an_example_and_a_falling_result_too() -> None:
    printed = text(build(request_called("alles/msz")))
    for kpi, said in {"K1": "betaalt", "K2": "De drempel is bereikt;", "K3": "betaalt"}.items():
        assert re.search(rf"\nKPI {kpi}, waarde .*{re.escape(said)}", printed), kpi
    row = next(line for line in printed.splitlines() if line.startswith("    | K2 |") and "298.314,61" in line)
    assert row.count("|") == 6
