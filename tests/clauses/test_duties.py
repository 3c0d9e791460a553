"""Declared duties: what a header may say of a lid, what is refused with its line, and what lint finds."""

from __future__ import annotations

from pathlib import Path

import pytest

from izacontract.clauses.leden import leden_of
from izacontract.clauses.lint_duties import duty_faults, missing_duties
from izacontract.errors import ClauseError
from tests.duties.support import library_of

LID = '1. {{ lid("antwoord") }}Antwoordt binnen {{ termijn | dagen }}.'
DUTY = "antwoord:\n    - {who: partijen, what: Antwoordt., after: melding, within: termijn}"


@pytest.mark.parametrize(
    ("duty", "what"),
    [
        (
            DUTY.replace("antwoord:", "antwoorden:"),
            "noemt lid 'antwoorden', dat niet in de tekst staat. Bedoelt u 'antwoord'?",
        ),
        (DUTY.replace("within: termijn", "within: termijnen"), "noemt termijn 'termijnen'"),
        (DUTY.replace("within: termijn", "within: naam"), "noemt termijn 'naam'"),
        (DUTY.replace("within: termijn", "within: gauw dagen"), "noemt termijn 'gauw dagen'"),
        (
            DUTY.replace("melding", "meldin"),
            "lid 'antwoord' hangt aan 'meldin', dat geen dag, variabele of gebeurtenis is",
        ),
        (DUTY.replace("melding", "naam"), "hangt aan 'naam', dat geen dag is maar tekst"),
        (DUTY.replace("melding", "rijen.dag"), "noemt variabele 'rijen', die de tekst niet kent"),
        (DUTY.replace("after: melding", "after: melding, before: melding"), "heeft niet één van day, after en before"),
        (DUTY.replace(", within: termijn", ""), "within ontbreekt"),
        (DUTY.replace("after: melding", "day: laatste-dag"), "within hoort hier niet"),
        (DUTY.replace("partijen", "iedereen"), "who"),
        (DUTY.replace("what: Antwoordt.", "wat: Antwoordt."), "wat hoort hier niet"),
        ("antwoord: {rule: not-before-start}", "vraagt within bij not-before-start"),
        ("antwoord: {rule: next-working-day, within: termijn}", "vraagt within bij not-before-start"),
    ],
)
def test_wrong_duty_is_refused_with_its_file(tmp_path: Path, duty: str, what: str) -> None:
    with pytest.raises(ClauseError) as caught:
        library_of(tmp_path, duty, LID, "termijn: dagen, naam: tekst")
    assert "proef/een/2023-01-01.md" in caught.value.message.nl
    assert what in f"{caught.value.message.nl} {caught.value.hint.nl}"


def test_unknown_event_leads_to_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(ClauseError) as caught:
        library_of(tmp_path, DUTY.replace("melding", "meldin"), LID)
    assert caught.value.code == "clausule.gebeurtenis"
    assert "Bedoelt u 'melding'?" in caught.value.hint.nl


@pytest.mark.parametrize(
    "words",
    [
        "Antwoordt binnen {{ termijn | dagen }}.",
        "Antwoordt binnen 14 dagen.",
        "Antwoordt binnen zes weken.",
        "Antwoordt uiterlijk op de dag ervoor.",
        "Rapporteert jaarlijks.",
        "Rapporteert elk kwartaal.",
        "Antwoordt:\n    1. de een binnen 3 weken;\n    2. de ander niet.",
    ],
)
@pytest.mark.parametrize("name", ['{{ lid("lid") }}', ""])
def test_lid_with_a_term_and_no_duty_is_found_with_its_line(tmp_path: Path, words: str, name: str) -> None:
    library = library_of(tmp_path, DUTY, f"{LID}\n1. {name}{words}")
    (found,) = missing_duties(library)
    assert (found.file, found.code) == ("proef/een/2023-01-01.md:10", "verplichting-ontbreekt")
    assert ("lid 'lid'" in found.message.nl) is bool(name)


def test_lid_without_a_term_or_with_a_reason_is_left_alone(tmp_path: Path) -> None:
    excused = f"{DUTY}\n  bron: {{none: Noemt de dag van een bron.}}"
    text = f'{LID}\n1. {{{{ lid("bron") }}}}De bron is van {{{{ dag | datum }}}}.\n1. Wie betaalt, betaalt op tijd.'
    assert missing_duties(library_of(tmp_path, excused, text, "termijn: dagen, dag: datum")) == []


@pytest.mark.parametrize(
    ("duty", "code", "what"),
    [
        (
            DUTY.replace("within: termijn", "within: ander"),
            "verplichting-waarde",
            "noemt 'ander', dat haar lid niet zegt",
        ),
        (DUTY.replace("within: termijn", "within: 3 weken"), "verplichting-waarde", "noemt '3 weken'"),
        (DUTY.replace("Antwoordt.", "'Zegt {wat}.'"), "verplichting-waarde", "noemt '{wat}'"),
        (
            DUTY.replace("within: termijn", "within: termijn, says: na de melding"),
            "verplichting-waarde",
            "na de melding",
        ),
        (DUTY.replace("melding", "'#niets'"), "verplichting-verwijzing", "verplichting '#niets'"),
        (
            DUTY.replace("within: termijn", "within: termijn, otherwise: niets"),
            "verplichting-verwijzing",
            "lid 'niets'",
        ),
        (
            DUTY.replace("within: termijn", "within: termijn, otherwise: proef.een#niets"),
            "verplichting-verwijzing",
            "lid 'proef.een#niets'",
        ),
    ],
)
def test_duty_that_its_lid_does_not_bear_out_is_a_fault(tmp_path: Path, duty: str, code: str, what: str) -> None:
    text = f"{LID}\n1. Ook binnen {{{{ ander | dagen }}}}."
    (found,) = duty_faults(library_of(tmp_path, duty, text, "termijn: dagen, ander: dagen"))
    assert found.code == code
    assert what in found.message.nl


def test_leden_of_a_text_are_split_where_they_begin() -> None:
    text = (
        '{% if a %}\n1. {{ lid("een") }}Een:\n    1. deel;\n{% endif %}\nEen alinea:\n\n| a |\n| --- |\n'
        "| b |\n\n{% if b %}Nog een{% endif %} alinea."
    )
    found = list(leden_of(text))
    assert [(lid.name, lid.line) for lid in found] == [("een", 2), ("", 5), ("", 11)]
    assert "deel" in found[0].words
    assert "| b |" in found[1].words


TWO = f'{LID}\n2. {{{{ lid("weekend") }}}}Een termijn schuift op, uiterlijk {{{{ dag | datum }}}}.'
VARIABLES = (
    "termijn: dagen, weken: weken, maanden: maanden, aantal: getal, dag: datum, jaar: jaar, kwartaal: kwartaal, "
    "keuze: {type: keuze, labels: {a: a}}, naam: tekst, "
    "rijen: {type: rijen, columns: {dag: datum, naam: tekst}}"
)


def header(duty: str) -> str:
    return f"antwoord:\n    - {{who: partijen, what: Antwoordt., {duty}}}"


@pytest.mark.parametrize(
    ("duty", "within", "anchors"),
    [
        ("after: melding, within: termijn", ("termijn",), ("melding",)),
        ("after: melding, within: termijn + 2 weken", ("termijn", "2 weken"), ("melding",)),
        ("after: melding, within: weken + maanden", ("weken", "maanden"), ("melding",)),
        ("after: melding, within: twaalf dagen", ("twaalf dagen",), ("melding",)),
        ("after: melding, within: aantal dagen", ("aantal dagen",), ("melding",)),
        ("before: laatste-dag, within: een jaar", ("een jaar",), ("laatste-dag",)),
        ("after: melding | eerste-dag, by: zo gauw het kan", (), ("melding", "eerste-dag")),
        ("day: dag", (), ("dag",)),
        ("day: jaar", (), ("jaar",)),
        ("day: kwartaal", (), ("kwartaal",)),
        ("day: keuze", (), ("keuze",)),
        ("day: rijen.dag", (), ("rijen.dag",)),
        ("day: 1 maart", (), ("1 maart",)),
        ("after: \"proef.een#antwoord\", usual: termijn", (), ("proef.een#antwoord",)),
        ("after: \"#antwoord\", within: 1 dag", ("1 dag",), ("#antwoord",)),
    ],
)  # fmt: skip
def test_duty_is_read_with_its_terms_and_days(
    tmp_path: Path, duty: str, within: tuple[str, ...], anchors: tuple[str, ...]
) -> None:
    library = library_of(tmp_path, header(duty), TWO, VARIABLES)
    (found,) = library.clause("proef.een").versions[0].duties.declared
    assert (found.within, found.anchors, found.id, found.number) == (within, anchors, "antwoord", 1)
    assert (found.yearly, found.payment, found.firm, found.year) == (False, False, False, "each")


def test_duty_is_read_with_all_that_it_says(tmp_path: Path) -> None:
    more = "yearly: true, payment: true, firm: true, year: next, by: z, says: s, proof: p, otherwise: o, usual: termijn"
    duties = (
        f"antwoord:\n    - {{who: zorgaanbieder, what: A, after: melding, {more}}}\n"
        "    - {who: zorgverzekeraar, what: B, day: dag}\n"
        "  weekend: {rule: next-working-day}"
    )
    read = library_of(tmp_path, duties, TWO, VARIABLES).clause("proef.een").versions[0].duties
    first, second = read.declared
    assert (first.who, first.yearly, first.payment, first.firm, first.year) == (
        "zorgaanbieder",
        True,
        True,
        True,
        "next",
    )
    assert (first.by, first.says, first.proof, first.otherwise, first.usual) == ("z", "s", "p", "o", "termijn")
    assert (second.who, second.number, second.id, second.what) == ("zorgverzekeraar", 2, "antwoord.2", "B")
    assert [(rule.lid, rule.rule, rule.within) for rule in read.rules] == [("weekend", "next-working-day", ())]
    assert read.leden == {"antwoord", "weekend"}
    assert read.none == ()


def test_rule_and_reason_are_read_by_their_lid(tmp_path: Path) -> None:
    duties = "antwoord: {none: Geen dag.}\n  weekend: {rule: not-before-start, within: termijn + 1 dag}"
    read = library_of(tmp_path, duties, TWO, VARIABLES).clause("proef.een").versions[0].duties
    assert read.none == (("antwoord", "Geen dag."),)
    assert [(rule.rule, rule.within) for rule in read.rules] == [("not-before-start", ("termijn", "1 dag"))]
    assert read.declared == ()


NO_TERM = (
    "geen variabele van dagen, weken of maanden, en niet zoals '14 dagen'",
    "no variable of dagen, weken or maanden, and not like '14 dagen'",
)


@pytest.mark.parametrize(
    ("duty", "nl", "en"),
    [
        ("day: dag, usual: termijn", "usual hoort hier niet", "usual does not belong here"),
        ("after: melding, within: termijn, usual: termijn", "usual hoort hier niet", "usual does not belong here"),
        ("day: dag, within: termijn", "within hoort hier niet", "within does not belong here"),
        ("after: melding", "within ontbreekt", "within is missing"),
        ("before: melding", "within ontbreekt", "within is missing"),
        ("by: z", "heeft niet één van day, after en before", "has not exactly one of day, after and before"),
        ("day: dag, after: melding", "heeft niet één van day, after en before", "has not exactly one of day, after and before"),
        ("after: melding, within: dag", f"noemt termijn 'dag': {NO_TERM[0]}", f"names term 'dag': {NO_TERM[1]}"),
        ("after: melding, within: termijn + naam", f"noemt termijn 'naam': {NO_TERM[0]}", f"names term 'naam': {NO_TERM[1]}"),
        ("after: melding, within: naam dagen", f"noemt termijn 'naam dagen': {NO_TERM[0]}", f"names term 'naam dagen': {NO_TERM[1]}"),
        ("after: melding, within: weg dagen", f"noemt termijn 'weg dagen': {NO_TERM[0]}", f"names term 'weg dagen': {NO_TERM[1]}"),
        ("after: melding, within: weg", f"noemt termijn 'weg': {NO_TERM[0]}", f"names term 'weg': {NO_TERM[1]}"),
        ("after: melding, within: 14 nachten", f"noemt termijn '14 nachten': {NO_TERM[0]}", f"names term '14 nachten': {NO_TERM[1]}"),
        ("day: naam", "hangt aan 'naam', dat geen dag is maar tekst", "hangs on 'naam', which is no day but tekst"),
        ("day: termijn", "hangt aan 'termijn', dat geen dag is maar dagen", "hangs on 'termijn', which is no day but dagen"),
        ("day: rijen.naam", "hangt aan 'rijen.naam', dat geen dag is maar tekst", "hangs on 'rijen.naam', which is no day but tekst"),
        ("day: rijen.weg", "hangt aan 'rijen.weg', dat geen dag is", "hangs on 'rijen.weg', which is no day"),
        ("day: rijen", "hangt aan 'rijen', dat geen dag is maar rijen", "hangs on 'rijen', which is no day but rijen"),
        ("day: weg.dag", "noemt variabele 'weg', die de tekst niet kent", "names variable 'weg', unknown to the text"),
        ("after: melding | naam, by: z", "hangt aan 'naam', dat geen dag is maar tekst", "hangs on 'naam', which is no day but tekst"),
    ],
)  # fmt: skip
def test_wrong_duty_is_told_whole_with_its_line(tmp_path: Path, duty: str, nl: str, en: str) -> None:
    with pytest.raises(ClauseError) as caught:
        library_of(tmp_path, header(duty), TWO, VARIABLES)
    for told, expected in ((caught.value.message.nl, nl), (caught.value.message.en, en)):
        assert told.startswith("proef/een/2023-01-01.md:7: duties.antwoord")
        assert told.endswith(f"{expected}.")


def test_line_of_the_second_duty_is_its_own(tmp_path: Path) -> None:
    duties = f"{header('day: dag')}\n    - {{who: partijen, what: B., day: naam}}"
    with pytest.raises(ClauseError, match=r"2023-01-01\.md:8: duties\.antwoord\[2\] hangt aan 'naam'"):
        library_of(tmp_path, duties, TWO, VARIABLES)


WORDS = (
    '1. {{ lid("antwoord") }}Antwoordt binnen {{ termijn | dagen }} na de melding, of op {{ dag | datum }}.\n'
    '2. {{ lid("ander") }}Doet dat binnen drie weken\n   en niet later dan {{ andere | datum }}.'
)
PRINTED = "termijn: dagen, dag: datum, andere: datum, los: datum, aantal: getal"


@pytest.mark.parametrize(
    ("duty", "found"),
    [
        ("after: melding, within: termijn, says: na de melding", None),
        ("day: dag", None),
        ("day: andere", None),  # printed elsewhere in the text
        ("day: los", "los"),
        ("after: dag | los, within: termijn", "los"),
        ("after: melding, within: aantal dagen", "aantal"),
        ("after: melding, within: 3 dagen", "3 dagen"),
        ("after: melding, within: termijn, says: na een melding", "na een melding"),
        ("after: melding, within: termijn, proof: 'Wijst {weg.x} aan'", "{weg.x}"),
        ("after: melding, within: termijn, proof: 'Wijst {dag.x} aan'", None),
        ("after: melding, within: termijn, proof: 'Noemt {onderdeel}'", None),
        ("after: melding, within: termijn, by: 'op {weg}'", "{weg}"),
    ],
)
def test_duty_names_only_what_its_lid_says(tmp_path: Path, duty: str, found: str | None) -> None:
    faults = duty_faults(library_of(tmp_path, header(duty), WORDS, PRINTED))
    assert [(one.file, one.code, one.message.nl, one.message.en) for one in faults] == (
        []
        if found is None
        else [
            (
                "proef/een/2023-01-01.md", "verplichting-waarde",
                f"verplichting 'antwoord' noemt '{found}', dat haar lid niet zegt",
                f"duty 'antwoord' names '{found}', which its lid does not say",
            )
        ]
    )  # fmt: skip


def test_words_of_a_term_may_run_over_two_lines(tmp_path: Path) -> None:
    duty = "ander:\n    - {who: partijen, what: Doet., after: melding, within: drie weken}"
    assert duty_faults(library_of(tmp_path, duty, WORDS, PRINTED)) == []
    assert duty_faults(library_of(tmp_path, duty, WORDS.replace("drie weken", "drie\n   weken"), PRINTED)) == []


@pytest.mark.parametrize(
    ("duty", "nl", "en"),
    [
        ('after: "#antwoord", within: termijn', None, None),
        ('after: "#weg", within: termijn', "verplichting '#weg'", "duty '#weg'"),
        ('after: "proef.een#antwoord", within: termijn', None, None),
        ('after: "proef.een#weg", within: termijn', "verplichting 'proef.een#weg'", "duty 'proef.een#weg'"),
        ('after: "proef.weg#antwoord", within: termijn', "verplichting 'proef.weg#antwoord'", "duty 'proef.weg#antwoord'"),
        ("after: melding, within: termijn, otherwise: ander", None, None),
        ("after: melding, within: termijn, otherwise: proef.een", None, None),
        ('after: melding, within: termijn, otherwise: "proef.een#ander"', None, None),
        ("after: melding, within: termijn, otherwise: weg", "lid 'weg'", "lid 'weg'"),
        ('after: melding, within: termijn, otherwise: "proef.een#weg"', "lid 'proef.een#weg'", "lid 'proef.een#weg'"),
        ('after: melding, within: termijn, otherwise: "proef.weg#ander"', "lid 'proef.weg#ander'", "lid 'proef.weg#ander'"),
    ],
)  # fmt: skip
def test_duty_refers_only_to_what_is_there(tmp_path: Path, duty: str, nl: str | None, en: str | None) -> None:
    faults = duty_faults(library_of(tmp_path, header(duty), WORDS, PRINTED))
    assert [(one.code, one.message.nl, one.message.en) for one in faults] == (
        []
        if nl is None
        else [
            (
                "verplichting-verwijzing",
                f"verplichting 'antwoord' noemt {nl}, die niet bestaat",
                f"duty 'antwoord' names {en}, which does not exist",
            )
        ]
    )


def test_every_lid_without_a_duty_is_found_and_a_row_of_a_table_is_none(tmp_path: Path) -> None:
    text = (
        f"{LID}\n2. Zonder termijn.\n3. Binnen 2 weken.\n\n| a |\n| --- |\n| binnen 3 dagen |\n\n"
        '4. {{ lid("later") }}Elke maand.\n5. Elke maand van het jaar.\n6. Per week.\n7. Binnen 24 uur.\n'
    )
    found = missing_duties(library_of(tmp_path, DUTY, text))
    assert [one.file.rpartition(":")[2] for one in found] == ["11", "17", "19", "20"]
    assert found[1].message.nl == (
        "lid 'later' noemt een termijn of dag, maar duties zegt niet wie dan wat moet, of waarom niemand iets"
    )
    assert found[1].message.en == (
        "lid 'later' names a term or day, but duties does not say who then owes what, or why nobody does"
    )
    assert found[0].message.nl.startswith("een lid zonder naam noemt")
    assert found[0].message.en.startswith("a lid without a name names")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("\n\n", []),
        ("\n\n   ingesprongen", [("", 3, "   ingesprongen")]),
        ("1. Een.\n2. Twee.", [("", 1, "1. Een."), ("", 2, "2. Twee.")]),
        ("\n1. Een.\n    1. deel;\n\n    2. deel.\n2. Twee.", [("", 2, "1. Een.\n    1. deel;\n    2. deel."), ("", 6, "2. Twee.")]),
        ("Een.\n\nTwee.", [("", 1, "Een."), ("", 3, "Twee.")]),
        ("{% if a %}\n\nEen.\n{% endif %}", [("", 3, "Een.\n{% endif %}")]),
        ("1. Een:\n| a |\n{{ b | tabel }}\n2. Twee.", [("", 1, "1. Een:\n| a |\n{{ b | tabel }}"), ("", 4, "2. Twee.")]),
        ('1. Een.\n{{ lid("x") }}Twee.', [("", 1, "1. Een."), ("x", 2, '{{ lid("x") }}Twee.')]),
        ("| a |\n| b |", [("", 1, "| a |\n| b |")]),
    ],
)  # fmt: skip
def test_leden_have_their_line_and_their_words(text: str, expected: list[tuple[str, int, str]]) -> None:
    found = [(lid.name, lid.line, "\n".join(filter(None, lid.words.split("\n")))) for lid in leden_of(text)]
    assert found == expected
