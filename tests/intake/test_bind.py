"""From what was typed to models: open points, defaults, and one finding per fault at its own place."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from izacontract import (
    Agb,
    Euro,
    Finding,
    Message,
    OpenPoint,
    Percentage,
    PluginError,
    RequestInvalid,
    Share,
    Terms,
    Text,
    field,
    is_open,
)
from izacontract.dutch import number, percentage, share
from izacontract.intake.bind import Binder
from izacontract.intake.read import examine_tree
from izacontract.intake.tree import tree_of_mapping
from izacontract.model.sector import Sector
from izacontract.model.values import BOTH, Typed, TypedKind
from tests.intake.fakes import FIRST, HEAD, SECTOR, Element, Plan, Proof, examined, fake, request_of, told


def proof(text: str) -> Proof:
    """Return the section of the sector in a request where `text` stands under its key."""
    found = request_of(HEAD + f"proef: {text}\n").section(Proof)
    assert found is not None
    return found


def test_absent_values_become_open_points_with_path_unit_and_supplier() -> None:
    terms = proof("{}")
    assert terms.rate == OpenPoint("proef.tarief", "euro", terms.rate.by)  # type: ignore[union-attr]
    assert str(terms.rate) == "[IN TE VULLEN: proef.tarief (euro), door de zorgverzekeraar]"
    assert str(terms.places) == "[IN TE VULLEN: proef.plaatsen, door partijen]"


def test_absent_group_holds_the_open_points() -> None:
    terms = proof("{contact: {telefoon: '06'}}")
    assert not is_open(terms.contact)
    assert str(terms.contact.name) == "[IN TE VULLEN: proef.contact.naam, door partijen]"  # type: ignore[union-attr]
    assert proof("{}").contact.phone.field == "proef.contact.telefoon"  # type: ignore[union-attr]


def test_open_point_in_a_list_counts_from_one() -> None:
    item = "{soort: korting, percentage: 1, onderbouwing: x}"
    request = request_of(HEAD + f"elementen: [{item}, {item}]\n")
    assert [element.amount.field for element in request.listed(Element)] == [  # type: ignore[union-attr]
        "elementen[1].bedrag",
        "elementen[2].bedrag",
    ]


def test_absent_optional_values_take_their_defaults() -> None:
    terms = proof("{}")
    assert (terms.growth, terms.days, terms.open_on, terms.answer) == (None, (), True, 21)


@pytest.mark.parametrize("nothing", ["", "null", "~", '""', "[]", "{}"])
def test_null_and_empty_count_as_absent(nothing: str) -> None:
    assert is_open(proof(f"\n  plaatsen: {nothing}").places)


def test_values_are_read_from_the_digits_typed() -> None:
    terms = proof("{tarief: 40.10, groei: -0.40, aantal: 3, plaatsen: [Ede], dagen: [ma], open: nee, start: 2025-Q3}")
    assert (terms.rate, str(terms.rate), str(terms.growth)) == (Decimal("40.10"), "40.10", "-0.40")
    assert (terms.count, terms.places, terms.days, terms.open_on) == (3, ("Ede",), ("ma",), False)


@pytest.mark.parametrize(
    "typed",
    ["{{ 7*7 }}", "a & b", "<w:p>", '"', "it's", "**vet**", "# kop", "1. punt", "😀", "{% raw %}", "%s", "{naam}", "a\nb", "a\tb"],
)  # fmt: skip
def test_hostile_text_is_accepted_as_typed(typed: str) -> None:
    request = {**_mapping(), "proef": {"plaatsen": [typed], "contact": {"naam": typed}}}
    binder = Binder(tree := tree_of_mapping(request))
    terms = binder.group(Proof, tree.root["proef"], ("proef",))
    assert (terms.places, terms.contact.name) == ((typed,), typed)  # type: ignore[union-attr]
    assert binder.findings == []


@pytest.mark.parametrize(
    ("line", "column", "path", "code"),
    [
        ("tarief: 4,18", 11, "proef.tarief", "waarde.decimale-komma"),
        ("tarief: 1.250.000", 11, "proef.tarief", "waarde.getal-met-teken"),
        ("tarief: € 40", 11, "proef.tarief", "waarde.getal-met-teken"),
        ("tarief: 14 dagen", 11, "proef.tarief", "waarde.getal-met-teken"),
        ("tarief: 12 miljoen", 11, "proef.tarief", "waarde.geen-getal"),
        ("tarief: “40”", 11, "proef.tarief", "waarde.kromme-aanhalingstekens"),
        ("open: ‘ja’", 9, "proef.open", "waarde.kromme-aanhalingstekens"),
        ("start: “2025-Q3”", 10, "proef.start", "waarde.kromme-aanhalingstekens"),
        ("tarief: veertig", 11, "proef.tarief", "waarde.geen-getal"),
        ("tarief: 4e1", 11, "proef.tarief", "waarde.geen-getal"),
        ("tarief: .nan", 11, "proef.tarief", "waarde.geen-getal"),
        ("tarief: 40.0001", 11, "proef.tarief", "waarde.meer-dan-centen"),
        ("tarief: 1.250", 11, "proef.tarief", "waarde.punt-per-duizend"),
        ("tarief: 72.505", 11, "proef.tarief", "waarde.punt-per-duizend"),
        ("tarief: -1", 11, "proef.tarief", "waarde.te-laag"),
        ("aantal: 1.5", 11, "proef.aantal", "waarde.geen-geheel-getal"),
        ("aantal: 0", 11, "proef.aantal", "waarde.niet-groter"),
        ("antwoord: 91", 13, "proef.antwoord", "waarde.te-hoog"),
        ("antwoord: 0", 13, "proef.antwoord", "waarde.te-laag"),
        ("start: 2025-Q5", 10, "proef.start", "waarde.geen-kwartaal"),
        ("jaar: 25", 9, "proef.jaar", "waarde.geen-jaar"),
        ("open: misschien", 9, "proef.open", "waarde.geen-ja-nee"),
        ("soort: tuis", 10, "proef.soort", "waarde.keuze"),
        ("dagen: [ma, zo]", 15, "proef.dagen[2]", "waarde.keuze"),
        ("dagen: ma", 10, "proef.dagen", "waarde.geen-lijst"),
        ("plaatsen: Ede", 13, "proef.plaatsen", "waarde.geen-lijst"),
        ("plaatsen: [Ede, {a: b}]", 19, "proef.plaatsen[2]", "waarde.geen-tekst"),
        ('plaatsen: ["  "]', 14, "proef.plaatsen[1]", "waarde.leeg"),
        ("contact: Jan", 12, "proef.contact", "waarde.geen-groep"),
        ("contact: [Jan]", 3, "proef.contact", "waarde.geen-groep"),
        ("contact: {naam: [Jan]}", 13, "proef.contact.naam", "waarde.niet-enkel"),
        ("contact: {name: Jan}", 13, "proef.contact.name", "sleutel.onbekend"),
        ("tarrief: 40", 3, "proef.tarrief", "sleutel.onbekend"),
        ("rate: 40", 3, "proef.rate", "sleutel.onbekend"),
        ("tarief: {bedrag: 40}", 3, "proef.tarief", "waarde.niet-enkel"),
        ('contact: {naam: "a\\u0007b"}', 19, "proef.contact.naam", "waarde.onafdrukbaar"),
        ('contact: {naam: "a\\ud83d"}', 19, "proef.contact.naam", "waarde.onafdrukbaar"),
        (f"contact: {{naam: {'x' * 10_001}}}", 19, "proef.contact.naam", "waarde.te-lang"),
    ],
)  # fmt: skip
def test_wrong_value_is_told_at_its_own_place(line: str, column: int, path: str, code: str) -> None:
    examination = examined(f"{HEAD}proef:\n  {line}\n")
    assert told(examination) == [f"{FIRST + 1}:{column} {path} {code}"]
    assert examination.request is None


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('agb: "04999101"', "agb: 04999101", "11:8 zorgaanbieder.agb waarde.code-zonder-aanhalingstekens"),
        ('agb: "04999101"', 'agb: "4999101"', "11:8 zorgaanbieder.agb waarde.code-cijfers"),
        ('kvk: "90000101"', "kvk: 90000101", "10:8 zorgaanbieder.kvk waarde.code-zonder-aanhalingstekens"),
        ('uzovi: "9981"', "uzovi: 9981", "4:63 zorgverzekeraar.rechtspersonen[1].uzovi waarde.code-zonder-aanhalingstekens"),
        ("NL79FIKT0000000101", "NL79FIKT0000000102", "12:9 zorgaanbieder.iban waarde.iban"),
        ("  naam: Praktijk Proef\n", "", "6:1 zorgaanbieder.naam sleutel.ontbreekt"),
        ("  naam: Praktijk Proef\n", "  naam:\n", "7:3 zorgaanbieder.naam sleutel.ontbreekt"),
        ("einde: 2025-12-31", "einde: 31-12-2025", "1:71 overeenkomst.einde waarde.geen-datum"),
        ("einde: 2025-12-31", "einde: 2025-02-30", "1:71 overeenkomst.einde waarde.geen-datum"),
        ("kenmerk: P-1", f"kenmerk: {'P' * 61}", "1:25 overeenkomst.kenmerk waarde.te-lang"),
        ("[{naam: Proef N.V., kvk", "[{kvk", "4:20 zorgverzekeraar.rechtspersonen[1].naam sleutel.ontbreekt"),
    ],
)  # fmt: skip
def test_wrong_core_value_is_told_at_its_own_place(old: str, new: str, expected: str) -> None:
    assert old in HEAD
    assert told(examined(HEAD.replace(old, new))) == [expected]


@pytest.mark.parametrize("typed", ["4,18", "1.250,50"])
def test_decimal_comma_between_braces_is_told_as_such(typed: str) -> None:
    examination = examined(f"{HEAD}proef: {{tarief: {typed}, soort: thuis}}\n")
    assert told(examination) == [f"{FIRST}:17 proef.tarief waarde.decimale-komma"]
    assert typed in examination.findings[0].message.nl


@pytest.mark.parametrize(
    ("typed", "better"),
    [
        ("€ 60,72", "60.72"),
        ("€60,72", "60.72"),
        ("€ 1.250,50", "1250.50"),
        ("EUR 5,25", "5.25"),
        ("426,-", "426"),
        ("€ 426,-", "426"),
    ],
)
def test_amount_with_a_sign_between_braces_is_told_with_its_cents(typed: str, better: str) -> None:
    examination = examined(f"{HEAD}proef: {{tarief: {typed}, soort: thuis}}\n")
    assert told(examination) == [f"{FIRST}:17 proef.tarief waarde.getal-met-teken"]
    assert f"'{typed}'" in examination.findings[0].message.nl
    assert examination.findings[0].hint.nl.endswith(f": {better}")


def test_text_with_a_comma_between_braces_is_told_to_need_quotes() -> None:
    finding = examined(f"{HEAD}proef: {{contact: {{naam: Jansen, Pietersen en Zonen}}}}\n").findings[0]
    assert (finding.code, finding.path) == ("sleutel.onbekend", ("proef", "contact", "Pietersen en Zonen"))
    assert "aanhalingstekens" in finding.hint.nl


@pytest.mark.parametrize(
    ("key", "hint"), [("tarrief", "'tarief'"), ("Plaatsen", "'plaatsen'"), ("zzz", "soort, tarief")]
)
def test_unknown_key_names_the_nearest_or_all(key: str, hint: str) -> None:
    finding = examined(f"{HEAD}proef: {{{key}: x}}\n").findings[0]
    assert hint in finding.hint.nl
    assert hint in finding.hint.en


def test_wrong_choice_names_the_nearest_and_all() -> None:
    finding = examined(f"{HEAD}proef: {{soort: tuis}}\n").findings[0]
    assert finding.hint.nl == "Bedoelt u 'thuis'? Kies uit: praktijk, thuis."
    assert finding.hint.en == "Did you mean 'thuis'? Choose from: praktijk, thuis."


def test_unquoted_code_is_never_padded_but_told_how_to_quote() -> None:
    finding = examined(HEAD.replace('"04999101"', "04999101")).findings[0]
    assert '"04999101"' in finding.hint.nl


def test_wrong_value_counts_as_absent_for_the_checks() -> None:
    seen: list[Proof] = []

    def look(request: Any) -> list[Finding]:
        seen.append(request.section(Proof))
        return []

    examined(f"{HEAD}proef: {{tarief: 4,18, groei: x, dagen: [zo], plaatsen: [Ede], soort: thuis}}\n", fake(look))
    assert is_open(seen[0].rate)
    assert (seen[0].growth, seen[0].days, seen[0].places, seen[0].kind) == (None, (), ("Ede",), "thuis")


def test_item_without_its_reason_stays_for_the_checks() -> None:
    seen: list[tuple[Element, ...]] = []

    def look(request: Any) -> list[Finding]:
        seen.append(request.listed(Element))
        return []

    text = f"{HEAD}elementen:\n  - {{soort: kortnig, percentage: 1, bedrag: 5.00}}\n"
    assert told(examined(text, fake(look))) == [
        f"{FIRST + 1}:5 elementen[1].onderbouwing sleutel.ontbreekt",
        f"{FIRST + 1}:13 elementen[1].soort waarde.keuze",
    ]
    item = seen[0][0]
    assert type(item) is Element
    assert (item.share, item.amount) == (Decimal("1"), Decimal("5.00"))
    assert item.reason == "[IN TE VULLEN: elementen[1].onderbouwing, door de zorgverzekeraar]"
    assert is_open(item.kind)


@pytest.mark.parametrize(
    ("plan", "codes"),
    [
        ("{kenmerk: A, begin: 2025-02-01, einde: 2025-01-01}", ["14:1 plan proef.te-laat"]),
        ("{begin: 2025-02-01, einde: 2025-01-01}", ["14:1 plan.kenmerk sleutel.ontbreekt"]),
        ("{kenmerk: A, begin: x, einde: 2025-01-01}", ["14:27 plan.begin waarde.geen-datum"]),
    ],
)
def test_check_of_a_model_is_told_at_its_group(plan: str, codes: list[str]) -> None:
    assert told(examined(f"{HEAD}plan: {plan}\n")) == codes


def test_model_that_refuses_still_reaches_the_checks() -> None:
    seen: list[Plan] = []

    def look(request: Any) -> list[Finding]:
        seen.append(request.section(Plan))
        return []

    examined(f"{HEAD}plan: {{kenmerk: A, begin: 2025-02-01, einde: 2025-01-01}}\n", fake(look))
    assert (seen[0].mark, seen[0].end) == ("A", date(2025, 1, 1))


def test_model_that_breaks_is_a_fault_of_its_plugin() -> None:
    from pydantic import field_validator

    class Broken(Terms):
        name: Text = field("naam", "Naam.", by=BOTH)

        @field_validator("name")
        @classmethod
        def never(cls, value: str) -> str:
            raise KeyError(value)

    sector = Sector("proef", "proefzorg", Broken)
    with pytest.raises(PluginError) as caught:
        examined(f"{HEAD}proef: {{naam: x}}\n", fake(sectors={"proef": sector}))
    assert caught.value.status == 4
    assert "Broken" in caught.value.message.nl
    assert "KeyError" in caught.value.message.nl


def _mapping() -> dict[str, Any]:
    return {"overeenkomst": {"sector": SECTOR.code}}


def hint_of(kind: object, typed: object) -> str:
    """Return what the refusal of `typed` as `kind` says to do."""
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(kind).validate_python(typed)
    (error,) = caught.value.errors()
    message = error["ctx"]["message"]
    assert isinstance(message, Message)
    return message.finding(**error["ctx"]["facts"]).hint.nl


@pytest.mark.parametrize(
    ("kind", "typed", "words"),
    [
        (Percentage, "4.18%", "duizend: 4.18"),
        (Percentage, "4,18 %", "duizend: 4.18"),
        (Euro, "€ 1250000", "duizend: 1250000"),
        (Euro, "1.250.000", "duizend: 1250000"),
        (Euro, "€ 1.250", "duizend: 1250"),
        (Euro, "€ 1.250,50", "duizend: 1250.50"),
        (Euro, "1.250.000,-", "duizend: 1250000"),
        (Euro, "1 250 000", "duizend: 1250000"),
        (Euro, "1250 euro", "duizend: 1250"),
        (Euro, "1.250,50", "Typ een punt: 1250.50"),
        (Euro, "1.250", "typ dan 1250.00; scheidt hij decimalen, typ dan 1.25."),
        (Euro, "72.505", "typ dan 72505.00; scheidt hij decimalen, typ dan 72.51."),
        (Euro, "40.0001", "zoals 40.00"),
        (Euro, "veertig", "zoals 1250.50"),
        (Share, "90", "Bedoelt u 0.9?"),
        (Share, "60%", "60% schrijft u als 0.60."),
        (Share, "1.1", "ten hoogste 1"),
        (Agb, "“75999505”", 'Vervang ze door rechte: "75999505".'),
    ],
)
def test_refused_value_is_told_with_what_to_type(kind: object, typed: str, words: str) -> None:
    assert words in hint_of(kind, typed)


def test_advice_about_a_code_is_not_refused_again() -> None:
    short, whole = Typed("5999505", TypedKind.NUMBER), Typed("75999505", TypedKind.NUMBER)
    assert "voorloopnullen" in hint_of(Agb, short)
    assert "5999505" not in hint_of(Agb, short)
    assert '"75999505"' in hint_of(Agb, whole)
    assert TypeAdapter(Agb).validate_python("75999505") == "75999505"


def test_numbers_in_a_dutch_message_have_a_decimal_comma_and_hints_a_point() -> None:
    message = Message(
        "a.b", "{amount} is meer dan {share:.2f}.", "{amount} is above {share:.2f}.", "Typ {amount}.", "Type."
    )
    finding = message.finding(amount=Decimal("1302000.00"), share=Decimal("41.8"))
    assert finding.message.nl == "1.302.000,00 is meer dan 41,80."
    assert finding.message.en == "1302000.00 is above 41.80."
    assert finding.hint.nl == "Typ 1302000.00."


def test_list_that_is_one_value_is_told_both_ways_to_write_a_list() -> None:
    findings = examined(HEAD + "proef: {plaatsen: Ede}\n").findings
    assert ["[een, twee]" in finding.hint.nl for finding in findings if finding.code == "waarde.geen-lijst"] == [True]


FORBIDDEN = ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\x9f", "\u2028", "\u202a", "\u202e", "\u2066", "\u2069", "\ufffe"]


@pytest.mark.parametrize("character", FORBIDDEN, ids=ascii)
@pytest.mark.parametrize("written", ["raw", "yaml", "json", "mapping"])
def test_character_that_hides_or_turns_text_is_refused_however_it_was_typed(character: str, written: str) -> None:
    escape = f"\\u{ord(character):04x}"
    if written == "raw":
        with pytest.raises(RequestInvalid) as caught:
            examined(f"{HEAD}proef: {{contact: {{naam: Jan{character}sen}}}}\n")
        assert told(caught.value) == ["14:28 bestand.teken"]
        return
    if written == "mapping":
        typed = {**_mapping(), "proef": {"contact": {"naam": f"Jan{character}sen"}}}
        found = [f for f in told(examine_tree(tree_of_mapping(typed), fake())) if f.startswith("proef")]
        assert found == ["proef.contact.naam waarde.onafdrukbaar"]
        return
    key = '"proef"' if written == "json" else "proef"
    text = f'{HEAD}{key}: {{"contact": {{"naam": "Jan{escape}sen"}}}}\n'
    assert [f.split(" ", 1)[1] for f in told(examined(text))] == ["proef.contact.naam waarde.onafdrukbaar"]


@pytest.mark.parametrize("text", ["Zoë 😀", "a\u200db", "naam\u00a0N.V.", "שלום", "漢字", "een\u2011twee"])
def test_letters_of_every_language_are_accepted(text: str) -> None:
    assert proof(f'{{contact: {{naam: "{text}"}}}}').contact.name == text  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("line", "path", "code"),
    [
        ("tarief: ٤٠", "proef.tarief", "waarde.geen-getal"),
        ("tarief: '٤,٥'", "proef.tarief", "waarde.geen-getal"),
        ("antwoord: '२१'", "proef.antwoord", "waarde.geen-getal"),
        ("start: ٢٠٢٥-Q1", "proef.start", "waarde.geen-kwartaal"),
        ("jaar: '２０２５'", "proef.jaar", "waarde.geen-getal"),
    ],
)
def test_digits_of_another_script_are_no_digits(line: str, path: str, code: str) -> None:
    assert [f.split(" ", 1)[1] for f in told(examined(f"{HEAD}proef: {{{line}}}\n"))] == [f"{path} {code}"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("begin: 2025-01-01", "begin: ٢٠٢٥-٠١-٠١", "waarde.geen-datum"),
        ('"90000101"', '"٩٠٠٠٠١٠١"', "waarde.code-cijfers"),
        ("NL79FIKT0000000101", "NL79FIKT000000010١", "waarde.iban"),
    ],
)
def test_digits_of_another_script_make_no_day_code_or_account(old: str, new: str, code: str) -> None:
    assert [f.split(" ")[2] for f in told(examined(HEAD.replace(old, new)))] == [code]


@pytest.mark.parametrize(("typed", "fits"), [("1.123456", True), ("1.10000000", True), ("1.1234567", False)])
def test_decimals_that_would_not_be_printed_are_refused(typed: str, fits: bool) -> None:
    examination = examined(f"{HEAD}proef: {{groei: {typed}}}\n")
    if fits:
        assert examination.request is not None
        return
    (finding,) = examination.findings
    assert finding.code == "waarde.te-veel-decimalen"
    assert "ten hoogste 6" in finding.message.nl
    assert "1.123457" in finding.hint.nl


def test_every_decimal_that_a_request_may_hold_is_printed() -> None:
    most = Decimal("0.123456")
    assert (percentage(most), share(most), number(most)) == ("0,123456%", "12,3456%", "0,123456")
