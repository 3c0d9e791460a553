"""The words of two texts: how a text is cut, which lines belong together, what changed, and by whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import combinations, permutations
from typing import Any

import pytest

from izacontract.differ.alignment import Pair, align, kept_in_order
from izacontract.differ.answers import ChangedAnswer, _names_of, changed_answers, related, section_of
from izacontract.differ.changes import ChangeKind, Op, Piece
from izacontract.differ.hands import in_whole, overall, reworded, typed_out, who
from izacontract.differ.line_changes import cited, compared, line_changes, only_values, source_changes
from izacontract.differ.lines import BORDER, TextLine, lines_of_text, plain_runs, pointed_at, row
from izacontract.differ.naming import LENGTH, LETTERS, offsets
from izacontract.differ.tokens import (
    Token,
    clean,
    exact_tokens,
    keys,
    plain_tokens,
    printed,
    sealed_tokens,
    shown,
    tokens_before,
    tokens_now,
)
from izacontract.differ.verification import ChangedBy, Edit, EditKind, WordChange
from izacontract.differ.words import pieces, steps
from izacontract.intake.read import read_request
from izacontract.model.clause import Source
from izacontract.render.seal import SealedText
from izacontract.word.document import Change, Span
from tests.support import fysio, outside


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("  ", []),
        ("Een, twee.", ["Een", ",", "twee", "."]),
        ("€ 1.250,50 is 4,18% niet", ["€", "1.250,50", "is", "4,18%", "niet"]),
        ("zorg-in-natura en/of 'n", ["zorg-in-natura", "en/of", "'", "n"]),
        ("10:30 a% %", ["10:30", "a", "%", "%"]),
        ("x\ty\nz", ["x", "y", "z"]),
    ],
)
def test_text_is_cut_into_words_and_signs(text: str, words: list[str]) -> None:
    assert [token.text for token in plain_tokens(text)] == words


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("\u2018a\u2019", "'a'"), ("`a\u00b4", "'a'"), ("\u201ca\u201d", '"a"'), ("\u201ea\u201f", '"a"'), ("\u00aba\u00bb", '"a"'),
        ("a\u2010b", "a-b"), ("a\u2011b", "a-b"), ("a\u00adb", "ab"), ("a\u200bb\ufeff", "ab"), ("e\u0301", "\u00e9"), ("a\u2013b", None),
    ],
)  # fmt: skip
def test_signs_that_a_word_processor_puts_in_count_as_those_that_were_typed(typed: str, same: str | None) -> None:
    assert (keys(plain_tokens(typed)) == keys(plain_tokens(same or typed.replace("\u2013", "-")))) is (same is not None)


def test_marks_of_direction_are_told_by_their_code_and_what_is_not_seen_is_taken_away() -> None:
    assert clean("a\u202eb\u2066\u200e") == "a [U+202E] b [U+2066]  [U+200E] "
    assert clean("k\u00ado\u200br\u200ct\u200ds\u2060t\ufeff") == "kortst"
    assert clean("plat") == "plat"


def test_white_space_is_known_by_the_word_behind_it() -> None:
    found = plain_tokens(" a b;c ")
    assert [(token.text, token.spaced) for token in found] == [("a", True), ("b", True), (";", False), ("c", False)]
    assert shown(found) == "a b;c"


PUT_IN, TAKEN_OUT = Change("in", author="A"), Change("out", author="B", day=date(2027, 1, 2))
SPANS = [Span("de "), Span("oude", TAKEN_OUT), Span("nieuwe", PUT_IN), Span(" prijs"), Span("je", PUT_IN), Span(".")]


def test_words_now_and_before_know_who_changed_their_letters() -> None:
    now, before = tokens_now(SPANS, lambda *_: None), tokens_before(SPANS, lambda *_: None)
    assert [(token.text, token.spaced, token.changes) for token in now] == [
        ("de", False, ()), ("nieuwe", True, (PUT_IN,)), ("prijsje", True, (PUT_IN,)), (".", False, ()),
    ]  # fmt: skip
    assert [(token.text, token.spaced, token.changes) for token in before] == [
        ("de", False, ()), ("oude", True, (TAKEN_OUT,)), ("prijs", True, ()), (".", False, ()),
    ]  # fmt: skip


def test_change_that_touches_a_word_only_with_its_border_is_none_of_it() -> None:
    found = tokens_now([Span("a", PUT_IN), Span(" "), Span("b"), Span(" c", PUT_IN)], lambda *_: None)
    assert [(token.text, token.changes) for token in found] == [("a", (PUT_IN,)), ("b", ()), ("c", (PUT_IN,))]


def test_number_that_points_at_something_is_one_word_and_known_by_its_target() -> None:
    spans = [
        Span("zie "), Span("art. ", None, "m1", 1), Span("5", PUT_IN, "m1", 1), Span(","), Span("6", None, "m1", 2),
        Span(" en "), Span("7", None, "m2", 3), Span(" of "), Span("8", None, "weg", 4), Span("", None, "m1", 5),
    ]  # fmt: skip
    right = {"m1": "art. 5", "m2": "9"}
    found = tokens_now(spans, lambda target, number: right.get(target))
    assert [(token.text, token.kind, token.target, token.spaced) for token in found] == [
        ("zie", "words", "", False), ("art. 5", "reference", "m1", True), (",", "words", "", False),
        ("art. 5", "words", "", False), ("en", "words", "", True), ("9", "words", "", True), ("of", "words", "", True),
        ("8", "words", "", True),
    ]  # fmt: skip
    assert [token.key for token in found if "\0" in token.key] == ["\0m1", "\0m1\x006", "\0m2\x007"]
    assert found[1].changes == (PUT_IN,)


def test_sealed_text_has_each_of_its_numbers_as_one_word() -> None:
    found = sealed_tokens(SealedText("zie 5 en 6.1.", points=((4, 5, "m1"), (9, 12, "m2"))))
    assert [(token.text, token.target) for token in found] == [
        ("zie", ""), ("5", "m1"), ("en", ""), ("6.1", "m2"), (".", ""),
    ]  # fmt: skip
    assert [token.text for token in sealed_tokens(SealedText("zonder."))] == ["zonder", "."]


@pytest.mark.parametrize(
    ("run", "words"),
    [
        (printed("value", "a b c d", "x"), ["a b c d"]),
        (printed("value", "a b c d e", "x"), ["a", " ", "b", " ", "c", " ", "d", " ", "e"]),
        (printed("words", "a b"), ["a", " ", "b"]),
        (printed("words", "€\xa012,50 per dag"), ["€\xa012,50", " ", "per", " ", "dag"]),
        (printed("reference", "artikel 5", "m"), ["artikel 5"]),
        (printed("placeholder", "[IN TE VULLEN]", "m"), ["[IN TE VULLEN]"]),
        (BORDER, [" | "]),
    ],
)
def test_short_value_is_one_word_and_a_longer_one_is_text(run: Token, words: list[str]) -> None:
    assert [token.text for token in exact_tokens([run])] == words


def test_what_we_print_is_the_same_by_text_and_a_reference_by_its_target() -> None:
    assert printed("reference", "artikel 5", "m").key == printed("reference", "artikel 6", "m").key
    assert printed("reference", "artikel 5", "m").key != printed("reference", "artikel 5", "n").key
    assert printed("value", "5", "m").key == printed("words", "5").key
    assert [printed(kind, "x").is_value for kind in ("value", "placeholder", "words", "reference")] == [  # type: ignore[arg-type]
        True, True, False, False,
    ]  # fmt: skip
    assert printed("words", "a1").is_value


@pytest.mark.parametrize("names", [*permutations("abcd"), tuple("axbyc"), tuple("dxcba"), (), ("a",), tuple("cab")])
def test_as_many_as_can_be_keep_their_order(names: Sequence[str]) -> None:
    kept = kept_in_order("abcd", names)
    longest = max(
        size
        for size in range(5)
        for some in combinations("abcd", size)
        if [name for name in names if name in some] == list(some)
    )
    assert len(kept) == longest
    assert [name for name in names if name in kept] == sorted(kept)


A, B, C = ("a", "b", "c", "d"), ("p", "q", "r", "s"), ("w", "x", "y", "z")


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        ([], [], []),
        ([A], [], [Pair(0, None)]),
        ([], [A], [Pair(None, 0)]),
        ([A, B, C], [A, C], [Pair(0, 0), Pair(1, None), Pair(2, 1)]),
        ([B, A], [A], [Pair(0, None), Pair(1, 0)]),
        ([A, B], [A], [Pair(0, 0), Pair(1, None)]),
        ([A], [B, A, C], [Pair(None, 0), Pair(0, 1), Pair(None, 2)]),
        ([A, B], [B, A], [Pair(0, 0, moved=True), Pair(1, 1)]),
        ([A, B], [A[:3], B[:3]], [Pair(0, 0), Pair(1, 1)]),
        ([A, B], [("nieuw",), A[:3], B[:3]], [Pair(None, 0), Pair(0, 1), Pair(1, 2)]),
        ([A, ("weg",), B], [A[:3], B[:3]], [Pair(0, 0), Pair(1, None), Pair(2, 1)]),
        ([A, A], [A], [Pair(0, 0), Pair(1, None)]),
    ],
)
def test_texts_are_paired_in_the_order_of_the_new_side(old: list[Any], new: list[Any], pairs: list[Pair]) -> None:
    found = align(old, new)
    if pairs and pairs[0].moved:
        assert {(pair.old, pair.new) for pair in found} == {(0, 1), (1, 0)}
        assert sum(pair.moved for pair in found) == 1
        return
    assert found == pairs


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("een twee drie", "een twee drie", [("same", "een twee drie")]),
        ("een twee drie", "een vier drie", [("same", "een"), ("old", " twee"), ("new", " vier"), ("same", " drie")]),
        ("een drie", "een twee drie", [("same", "een"), ("new", " twee"), ("same", " drie")]),
        ("een twee drie", "een drie", [("same", "een"), ("old", " twee"), ("same", " drie")]),
        ("", "een", [("new", "een")]),
        ("een", "", [("old", "een")]),
    ],
)
def test_both_texts_are_told_as_the_fewest_pieces(old: str, new: str, told: list[tuple[str, str]]) -> None:
    was, now = plain_tokens(old), plain_tokens(new)
    assert [(piece.op, piece.text) for piece in pieces(steps(was, now), was, now)] == told


def test_pieces_of_another_kind_or_name_stand_apart() -> None:
    was = [printed("words", "a"), printed("value", "1", "x"), printed("value", "2", "x"), printed("value", "3", "y")]
    assert pieces(steps(was, was), was, was) == (
        Piece(Op.SAME, "a"), Piece(Op.SAME, "12", "value", "x"), Piece(Op.SAME, "3", "value", "y"),
    )  # fmt: skip


def line(*runs: Token, number: str = "", anchor: str = "", style: str = "lid") -> TextLine:
    return TextLine(style, number, runs, anchor)


def test_lines_are_told_by_what_happened_to_them_with_their_places_and_numbers() -> None:
    words = [printed("words", text) for text in ("Een tekst die blijft.", "Deze vervalt geheel.", "Nieuw is dit hier.")]
    old = [
        line(words[0], number="1.1"), line(words[1], number="1.2"), line(printed("words", "Prijs: "), printed("value", "5", "x"), number="1.3"),
        line(printed("words", "De partij betaalt dat binnen de week."), number="1.4"),
    ]  # fmt: skip
    new = [
        line(words[0], number="1.1"), line(printed("words", "Prijs: "), printed("value", "6", "x"), number="1.2"),
        line(words[2], number="1.3"), line(printed("words", "De partij betaalt dat binnen de maand."), number="1.4"),
    ]  # fmt: skip
    found = list(line_changes(old, new))
    assert [(one.kind, one.old, one.new, one.old_number, one.new_number) for one in found] == [
        (ChangeKind.DROPPED, 1, None, "1.2", ""),
        (ChangeKind.VALUE, 2, 1, "1.3", "1.2"),
        (ChangeKind.ADDED, None, 2, "", "1.3"),
        (ChangeKind.REWORDED, 3, 3, "1.4", "1.4"),
    ]
    assert found[0].pieces == (Piece(Op.OLD, "Deze vervalt geheel."),)
    assert found[2].pieces == (Piece(Op.NEW, "Nieuw is dit hier."),)
    assert list(line_changes(old, old)) == []


def test_line_that_moved_is_told_even_where_its_words_stay() -> None:
    old = [line(printed("words", text)) for text in ("een twee drie", "vier vijf zes", "zeven acht negen")]
    found = list(line_changes(old, [old[1], old[2], old[0]]))
    assert [(one.kind, one.old, one.new) for one in found] == [(ChangeKind.MOVED, 0, 2)]


def test_row_with_more_cells_is_compared_as_a_whole() -> None:
    cell = [printed("words", text) for text in "abc"]
    same = compared(row([[cell[0]], [cell[1]]]), row([[cell[0]], [cell[2]]]))
    assert [(one.op, one.text, one.kind) for one in same] == [
        (Op.SAME, "a", "words"), (Op.SAME, " | ", "cell"), (Op.OLD, "b", "words"), (Op.NEW, "c", "words"),
    ]  # fmt: skip
    more = compared(row([[cell[0]], [cell[1]]]), row([[cell[0]], [cell[1]], [cell[2]]]))
    assert [(one.op, one.text) for one in more] == [
        (Op.SAME, "a"), (Op.SAME, " | "), (Op.SAME, "b"), (Op.NEW, " | "), (Op.NEW, "c"),
    ]  # fmt: skip


def test_row_is_known_by_its_first_cell_with_words_and_keeps_its_heads() -> None:
    found = row([[], [printed("words", "A1")], [printed("words", "B")]], ("Code", "Prijs", ""))
    assert (found.anchor, found.heads, found.style) == ("A1", ("Code", "Prijs", ""), "rij")
    assert [run.text for run in found.runs] == ["", " | ", "A1", " | ", "B"]


@pytest.mark.parametrize(
    ("found", "is_so"),
    [
        ([Piece(Op.SAME, "a"), Piece(Op.OLD, "1", "value"), Piece(Op.NEW, "2", "placeholder")], True),
        ([Piece(Op.OLD, "1", "value"), Piece(Op.NEW, "a")], False),
        ([Piece(Op.OLD, "1", "reference")], False),
        ([], True),
    ],
)
def test_only_values_differ_where_no_words_do(found: list[Piece], is_so: bool) -> None:
    assert only_values(found) is is_so


def test_lines_of_a_text_are_those_with_words() -> None:
    assert [one.runs[0].text for one in lines_of_text("een\n\n  \ntwee\n")] == ["een", "twee"]


def test_days_and_figures_in_plain_words_are_values() -> None:
    found = list(plain_runs("Op 1 maart 2027 of 31 december 2027 is het 5 en niet 3x."))
    assert [run.text for run in found if run.kind == "value"] == ["1 maart 2027", "31 december 2027", "5"]
    assert [run.text for run in found if run.kind == "words"] == ["Op ", " of ", " is het ", " en niet 3x."]


@pytest.mark.parametrize(
    ("mark", "clause"), [("algemeen.ova", "algemeen.ova"), ("algemeen.ova#5", "algemeen.ova"), ("a:b#c", "b"), ("a:b:c", "c")]
)  # fmt: skip
def test_mark_points_at_its_clause(mark: str, clause: str) -> None:
    assert pointed_at(mark) == clause


def test_sources_that_came_went_or_changed_are_told_each_once() -> None:
    same, old = Source("Wet", "1", None), Source("Wet", "2", None)
    opened, new = Source("Wet", "2", date(2027, 1, 1), "https://x.nl"), Source("Wet", "3", None)
    assert source_changes((same, old), (same, old)) == source_changes((same,), (same, same)) == ()
    assert [(one.old, one.new) for one in source_changes((same, old), (opened, new))] == [
        ("Wet, 1", ""), ("Wet, 2", "Wet, 2, geraadpleegd op 1 januari 2027, https://x.nl"), ("", "Wet, 3"),
    ]  # fmt: skip
    assert cited(old) == "Wet, 2"


def told(was: str, spans: list[Span], mark: Change | None = None) -> list[tuple[str, str, str, tuple[str, ...]]]:
    now, before = tokens_now(spans, lambda *_: None), tokens_before(spans, lambda *_: None)
    _, changes = reworded(plain_tokens(was), now, before, mark)
    return [(one.was, one.now, one.tracked, tuple(by.author for by in one.by)) for one in changes]


@pytest.mark.parametrize(
    ("was", "spans", "mark", "changes"),
    [
        ("de oude prijs.", [Span("de oude prijs.")], None, []),
        ("de oude prijs.", [Span("de "), Span("oude", TAKEN_OUT), Span("nieuwe", PUT_IN), Span(" prijs.")], None,
         [("oude", "nieuwe", "all", ("B", "A"))]),
        ("de oude prijs.", [Span("de nieuwe prijs.")], None, [("oude", "nieuwe", "none", ())]),
        ("de oude prijs.", [Span("de "), Span("anders", TAKEN_OUT), Span("nieuwe", PUT_IN), Span(" prijs.")], None,
         [("oude", "nieuwe", "partly", ("A",))]),
        ("de prijs.", [Span("de "), Span("nieuwe ", PUT_IN), Span("prijs.")], None, [("", "nieuwe", "all", ("A",))]),
        ("de oude prijs.", [Span("de "), Span("oude ", TAKEN_OUT), Span("prijs.")], None, [("oude", "", "all", ("B",))]),
        ("de oude prijs.", [Span("de prijs.")], PUT_IN, [("oude", "", "all", ("A",))]),
        ("een lange tekst van ons blijft hier staan en de oude prijs.",
         [Span("een "), Span("korte", PUT_IN), Span("lange", TAKEN_OUT), Span(" tekst van ons blijft hier staan en de nieuwe prijs.")], None,
         [("lange", "korte", "all", ("B", "A")), ("oude", "nieuwe", "none", ())]),
    ],
)  # fmt: skip
def test_change_is_told_with_who_made_it_and_whether_it_was_tracked(
    was: str, spans: list[Span], mark: Change | None, changes: list[Any]
) -> None:
    assert told(was, spans, mark) == changes


@pytest.mark.parametrize(
    ("kinds", "overall_kind"),
    [([], "none"), (["all"], "all"), (["all", "all"], "all"), (["none"], "none"), (["all", "none"], "partly"), (["partly"], "partly")],
)  # fmt: skip
def test_changes_together_are_tracked_where_each_is(kinds: list[Any], overall_kind: str) -> None:
    by = ChangedBy("tracked", "A", None)
    changes = [WordChange("a", "b", kind, (by,) if kind != "none" else ()) for kind in kinds]
    found, hands = overall(changes)
    assert (found, hands) == (overall_kind, (by,) * any(kind != "none" for kind in kinds))


@pytest.mark.parametrize(
    ("tokens", "mark", "tracked", "authors"),
    [
        ([Token("a", "a")], None, "none", []),
        ([Token("a", "a")], PUT_IN, "all", ["A"]),
        ([Token("a", "a", changes=(TAKEN_OUT,))], PUT_IN, "all", ["B"]),
        ([Token("a", "a", changes=(TAKEN_OUT,)), Token("b", "b")], None, "partly", ["B"]),
        (
            [Token("a", "a", changes=(TAKEN_OUT,)), Token("b", "b", changes=(PUT_IN, TAKEN_OUT))],
            None,
            "all",
            ["B", "A"],
        ),
    ],
)
def test_text_put_in_as_a_whole_is_tracked_where_every_word_is(
    tokens: list[Token], mark: Change | None, tracked: str, authors: list[str]
) -> None:
    found, by = in_whole(tokens, mark)
    assert (found, [one.author for one in by]) == (tracked, authors)


def test_one_who_changed_twice_is_named_once() -> None:
    assert who([TAKEN_OUT, PUT_IN, TAKEN_OUT]) == (
        ChangedBy("tracked", "B", date(2027, 1, 2)), ChangedBy("tracked", "A", None),
    )  # fmt: skip


def test_reference_that_was_typed_out_counts_as_its_words() -> None:
    field = Token("artikel 5", "\0m", "reference", "m", spaced=True, changes=(PUT_IN,))
    empty = Token("", "\0n", "reference", "n")
    assert typed_out([field], [field]) == [field]
    plain = typed_out([Token("zie", "zie"), field, empty], plain_tokens("zie artikel 5"))
    assert [(one.text, one.spaced, one.changes) for one in plain] == [
        ("zie", False, ()), ("artikel", True, (PUT_IN,)), ("5", True, (PUT_IN,)),
    ]  # fmt: skip


def edit(*found: tuple[Op, str]) -> Edit:
    made: Any = object.__new__(Edit)
    object.__setattr__(made, "pieces", tuple(Piece(op, text) for op, text in found))
    return made  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("found", "places"),
    [
        ([], []),
        ([(Op.SAME, "een twee")], []),
        ([(Op.OLD, "een")], [(0, 3)]),
        ([(Op.NEW, "een")], [(0, 0)]),
        ([(Op.SAME, "a b "), (Op.OLD, "cd"), (Op.NEW, "efg"), (Op.SAME, " h"), (Op.NEW, "i")], [(2, 4), (5, 5)]),
        ([(Op.OLD, "ab"), (Op.SAME, "c"), (Op.OLD, "d e")], [(0, 2), (3, 5)]),
    ],
)
def test_change_starts_and_ends_where_it_stood_in_what_was_sent(found: list[Any], places: list[Any]) -> None:
    assert offsets(edit(*found)) == places


def test_names_of_changes_are_eight_letters_that_make_no_word() -> None:
    assert (LENGTH, len(LETTERS), set(LETTERS) & set("aeiou")) == (8, 20, set())
    assert EditKind.RENUMBERED != EditKind.MOVED


@pytest.mark.parametrize(
    ("one", "other", "are_related"),
    [
        ("a.b", "a.b", True), ("a", "a.b", True), ("a.b", "a", True), ("a[2].b", "a[1].b", True), ("a[x].b", "a", True),
        ("a", "ab", False), ("a.b", "a.c", False), ("a.bc", "a.b", False),
    ],
)  # fmt: skip
def test_keys_are_related_where_one_stands_in_the_other(one: str, other: str, are_related: bool) -> None:
    assert related(one, other) is are_related
    assert related(other, one) is are_related


@pytest.mark.parametrize(("key", "section"), [("a.b.c", "a"), ("a[1].b", "a"), ("a", "a")])
def test_section_of_a_key_is_its_first_name(key: str, section: str) -> None:
    assert section_of(key) == section


class Coded:
    def __init__(self, code: object) -> None:
        self.code = code


@pytest.mark.parametrize(
    ("codes", "names"),
    [
        (["a", "b"], ["a", "b"]), (["a", "a"], ["1", "2"]), (["a]", "b"], ["1", "2"]), (["a", None], ["1", "2"]), ([], []),
        ([1, 2], ["1", "2"]),
    ],
)  # fmt: skip
def test_items_are_known_by_their_codes_where_each_has_its_own(codes: list[object], names: list[str]) -> None:
    assert _names_of(tuple(map(Coded, codes))) == names


def answered(**changes: Any) -> tuple[ChangedAnswer, ...]:
    old, new = read_request(fysio(), outside()), read_request(fysio(**changes), outside())
    return changed_answers(old, new)


@pytest.mark.parametrize(
    ("section", "found"),
    [
        ({}, []),
        ({"tarief": 41}, [("fysio.tarief", "€\xa040,00", "€\xa041,00")]),
        ({"opmerking": "x"}, [("fysio.opmerking", None, "x")]),
        ({"locaties": ["Ede"]}, [("fysio.locaties[2]", "Lunteren", None)]),
        ({"locaties": ["Ede", "Bennekom"]}, [("fysio.locaties[2]", "Lunteren", "Bennekom")]),
        ({"locaties": []}, [("fysio.locaties", "Ede en Lunteren", None)]),
    ],
)
def test_answers_that_differ_are_told_by_their_key(section: dict[str, Any], found: list[Any]) -> None:
    changed = answered(fysio={**fysio()["fysio"], **section})
    assert [(one.key, one.old, one.new) for one in changed] == found
